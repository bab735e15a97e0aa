"""Nothing that was asked is silently absent: areas without a row, windows, unknown years, series that are not loaded."""

from datetime import date

import pytest

from dashboard import figures
from dashboard.figures import Question
from tests.small import counted
from tests.world import land

QUARTERS = [f"{year}-K{quarter}" for year in (2020, 2021) for quarter in (1, 2, 3, 4)]


def statuses(made, **question):
    frame = figures.figures(made.model, Question(**question), "s")
    return {(row.gebied_id, row.periode): row.status for row in frame.itertuples()}


def test_a_series_that_is_not_loaded_says_so_for_every_area():
    made = land()
    found = statuses(made, indicator="leefloon_en_equivalent_januari")
    assert found == {(nis, ""): "ontbreekt" for nis in ("11002", "12050", "23106", "31005")}
    assert set(statuses(made, indicator="leefloon_en_equivalent_januari", periode="2010..2020").values()) == {
        "ontbreekt"
    }
    named = statuses(made, indicator="leefloon_en_equivalent_januari", soort="vlaanderen", periode="2020-01")
    assert named == {("vlaanderen:vlaanderen", "2020-01"): "buiten_bereik"}


def test_a_long_span_outside_the_series_says_so_for_every_period_the_series_would_have():
    found = statuses(counted("2024-05"), indicator="leefloon", soort="vlaanderen", periode="2000..2001")
    expected = ("2000-05", "2001-05")  # the one month a year it has
    assert found == {("vlaanderen:vlaanderen", month): "buiten_bereik" for month in expected}


def test_a_long_span_partly_outside_the_series_is_not_cut_to_it():
    made = counted("2024-05")
    made.delivery("leefloon", "2024-06", {"31005": 5})
    found = statuses(made, indicator="leefloon", soort="vlaanderen", periode="2022..2024")
    inside = {month for (_, month), status in found.items() if status != "buiten_bereik"}
    assert len(found) == 36
    assert inside == {"2024-05", "2024-06"}


@pytest.mark.parametrize("periode", ["", "2020-K1..2021-K4"])
def test_an_area_without_composition_has_a_row_in_every_window(periode):
    made = land()
    for reeks in ("twe_werk_3m", "twe_beeindigd"):
        made.series(reeks, "stroom")
        for quarter in QUARTERS:
            made.delivery(reeks, quarter, {"31005": 20 if reeks == "twe_beeindigd" else 5})
    made.indicator("twe_uitstroom_3m", ["twe_werk_3m"], ["twe_beeindigd"], deel_van=True, venster=8)
    made.membership("igs:oud", ["31005"])
    made.membership("igs:nieuw", ["31005"], van=date(2023, 1, 1))
    found = statuses(made, indicator="twe_uitstroom_3m", soort="igs", indeling="destijds", periode=periode)
    window = "2020-K1..2021-K4"
    assert found == {("igs:oud", window): "definitief", ("igs:nieuw", window): "buiten_bereik"}


def test_an_area_of_another_time_has_a_row_for_a_figure_of_unknown_year():
    made = land()
    made.delivery("inwoners", "2025", {"31005": 100}, indeling=2025)
    made.add("levering", reeks="kansarmoede_index", periode="onbekend", van=date(2025, 1, 1), tot=date(2025, 12, 31),
             indeling=2025, stabiel=True, stand=date(2026, 1, 1), herkomst="gepubliceerd", berekend=False)  # fmt: skip
    made.series("kansarmoede_index")
    keys = {"reeks": "kansarmoede_index", "periode": "onbekend", "indeling": 2025, "nis": "31005"}
    made.add("waarneming", **keys, onder=4.5, boven=4.5)
    made.indicator("kansarmoede_index", ["kansarmoede_index"], soort="maat")
    made.membership("igs:nu", ["31005"], indeling=2025)
    made.membership("igs:vroeger", ["31005"], indeling=2025, tot=date(2018, 1, 1))
    found = statuses(made, indicator="kansarmoede_index", soort="igs", indeling="destijds")
    assert found == {("igs:nu", "onbekend"): "definitief", ("igs:vroeger", "onbekend"): "buiten_bereik"}


def test_flags_stay_flags_beside_rows_that_were_filled_in():
    made = counted("2024-05")
    made.membership("igs:nieuw", ["31005"], van=date(2025, 1, 1))
    made.membership("igs:oud", ["31005"])
    frame = figures.figures(made.model, Question("leefloon", "igs", indeling="destijds", periode="2024-05"), "s")
    assert set(frame["status"]) == {"definitief", "buiten_bereik"}
    assert [str(frame[name].dtype) for name in ("voorlopig", "cijfer_van_bron")] == ["bool", "bool"]
