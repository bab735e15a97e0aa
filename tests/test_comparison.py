"""The median of an area's own members: another statistic than its figure, on bounds, counted, never of unknown members."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard import areas, comparison, figures
from dashboard.figures import Question
from tests.small import counted
from tests.world import land

MONTH = "2024-05"
ASKED = Question("leefloon", "provincie", periode=MONTH)


def world(counts=None):
    """A province of five municipalities of 2019 (three of today) and one of a single one."""
    made = counted(MONTH, counts)
    made.membership("provincie:groot", ["11002", "11007", "12041", "12009", "31005"])
    made.membership("provincie:klein", ["23001", "23002"])  # part of 23106 only
    return made


def members(made, question=ASKED, comparator="median"):
    return comparison.of_members(made.model, question, comparator).set_index("gebied_id")


def test_the_median_is_over_the_members_and_not_the_figure_of_the_area():
    # today: 11002 = 900 + 20, 12050 = 40 + 8, 31005 = 0
    row = members(world()).loc["provincie:groot"]
    assert (row["mediaan_leden"], row["aantal_leden"], row["leden"]) == (48, 3, 3)
    then = members(world(), replace(ASKED, indeling="destijds")).loc["provincie:groot"]
    assert (then["mediaan_leden"], then["aantal_leden"]) == (20, 5)  # 0, 8, 20, 40, 900


def test_a_masked_member_gives_bounds_and_no_value():
    row = members(world({"12009": (1, 3)})).loc["provincie:groot"]
    assert pd.isna(row["mediaan_leden"])
    assert (row["mediaan_leden_onder"], row["mediaan_leden_boven"]) == (41, 43)
    away = members(world({"31005": (1, 3)})).loc["provincie:groot"]  # the median member itself is exact
    assert away["mediaan_leden"] == 48


def test_a_missing_member_is_counted_but_not_in_the_median():
    row = members(world({"11007": None})).loc["provincie:groot"]
    assert (row["mediaan_leden"], row["aantal_leden"], row["leden"]) == (24, 2, 3)


def test_a_member_of_unknown_membership_is_never_in_the_median():
    row = members(world()).loc["provincie:klein"]
    assert pd.isna(row["mediaan_leden"])
    assert (row["aantal_leden"], row["leden"]) == (0, 1)
    then = members(world(), replace(ASKED, indeling="destijds")).loc["provincie:klein"]
    assert (then["mediaan_leden"], then["aantal_leden"]) == (1.5, 2)


def test_a_published_mean_has_no_figure_for_a_group_but_a_median_of_its_members():
    made = land()
    made.delivery("inwoners", "2025", {"11002": 100, "12050": 300, "23106": 50, "31005": 70}, indeling=2025)
    published = {"11002": 4.5, "12050": 9.0, "23106": 1.0, "31005": 6.0}
    made.delivery("kansarmoede_index", "2025", published, indeling=2025)
    made.indicator("kansarmoede_index", ["kansarmoede_index"], soort="maat")
    made.membership("provincie:groot", ["11002", "12050", "31005"], indeling=2025)
    question = Question("kansarmoede_index", "provincie")
    frame = figures.figures(made.model, question, "s")
    row = comparison.compared(made.model, question, frame, "median").iloc[0]
    assert (row["status"], row["mediaan_leden"], row["aantal_leden"]) == ("niet_berekenbaar", 6.0, 3)
    assert pd.isna(row["waarde"])
    assert (row["mediaan_gemeenten"], row["aantal_gemeenten"]) == (5.25, 4)
    quartiles = comparison.compared(made.model, question, frame, "kwartielen").iloc[0]
    assert (quartiles["kwartiel_1_leden"], quartiles["kwartiel_3_leden"]) == (5.25, 7.5)


@pytest.mark.parametrize(("indeling", "median", "number"), [("huidig", 24, 2), ("destijds", 8, 3)])
def test_an_own_group_has_the_median_of_its_municipalities(indeling, median, number):
    question = Question("leefloon", areas.OWN_GROUP, ("12050", "31005"), periode=MONTH, indeling=indeling)
    made = world()
    frame = figures.figures(made.model, question, "s")
    row = comparison.compared(made.model, question, frame, "median").iloc[0]
    assert (row["mediaan_leden"], row["aantal_leden"], row["leden"]) == (median, number, number)


def test_columns_follow_snapshot_and_no_row_is_lost_or_doubled():
    made = world()
    frame = figures.figures(made.model, ASKED, "s")
    with_median = comparison.compared(made.model, ASKED, frame, "median")
    at = list(frame.columns).index("snapshot") + 1
    assert list(with_median.columns[:at]) == list(frame.columns[:at])
    assert list(with_median.columns[at : at + 9]) == [
        "mediaan_gemeenten", "mediaan_gemeenten_onder", "mediaan_gemeenten_boven", "aantal_gemeenten",
        "mediaan_leden", "mediaan_leden_onder", "mediaan_leden_boven", "aantal_leden", "leden",
    ]  # fmt: skip
    pd.testing.assert_frame_equal(with_median[frame.columns], frame)
    municipal = replace(ASKED, soort="gemeente")
    alone = comparison.compared(made.model, municipal, figures.figures(made.model, municipal, "s"), "median")
    assert "mediaan_leden" not in alone.columns
