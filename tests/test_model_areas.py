"""Membership, size classes and totals of the source on literal rows, with numbers worked out by hand."""

from datetime import date

import pytest

from tests.oracle_moments import Asked
from tests.small import EXACT, MERGED_IN_2025, PEOPLE, asked, bounds, counted, coverage
from tests.test_oracle import from_sql
from tests.world import World

pytestmark = pytest.mark.traag

# membership


def test_membership_is_unknown_when_a_merger_cuts_through_a_region():
    world = counted()
    world.membership("regiegebied:a", ["31005", "23001", "23002"])
    figure = asked(world, "regiegebied:a", soort="regiegebied")
    assert (bounds(figure), coverage(figure), figure["grens"]) == ((0, 0), "1/4", 3)
    then = asked(world, "regiegebied:a", soort="regiegebied", weergave="destijds")
    assert (bounds(then), coverage(then), then["grens"]) == ((3, 3), "3/3", 0)


def test_a_merger_belongs_when_all_its_predecessors_do():
    world = counted()
    world.membership("regiegebied:a", MERGED_IN_2025)
    figure = asked(world, "regiegebied:a", soort="regiegebied")
    assert (bounds(figure), coverage(figure), figure["aangenomen"]) == ((7, 7), "3/3", 0)


@pytest.mark.parametrize(("borsbeek", "known", "assumed"), [(10_000, (920, 920), 2), (10_001, None, 0)])
def test_ninety_percent_of_the_inhabitants_carry_the_membership(borsbeek, known, assumed):
    world = counted()
    world.delivery("inwoners", "2024", PEOPLE | {"11007": borsbeek})
    world.membership("regiegebied:a", ["11002"])
    figure = asked(world, "regiegebied:a", soort="regiegebied")
    assert (figure["aangenomen"], figure["grens"]) == (assumed, 2 - assumed)
    assert bounds(figure) == known if known else figure["status"] == "ontbreekt"


def test_today_uses_the_newest_composition_and_then_that_of_the_month():
    world = counted()
    world.membership("regiegebied:a", ["31005", "11002", "11007"], tot=date(2024, 1, 1))
    world.membership("regiegebied:a", MERGED_IN_2025, van=date(2024, 1, 1))
    world.delivery("leefloon", "2023-05", EXACT | {"31005": 6})
    now = from_sql(world.model, Asked("leefloon", "regiegebied"))
    then = from_sql(world.model, Asked("leefloon", "regiegebied", "destijds"))
    months = [("regiegebied:a", "", month) for month in ("2023-05", "2024-05")]
    assert [now[key]["onder"] for key in months] == [7, 7]
    assert [then[key]["onder"] for key in months] == [926, 7]


def test_a_municipality_stated_twice_counts_once():
    world = counted()
    world.membership("igs:a", ["11002", "11007"])
    world.membership("igs:a", ["11002"], 2025, van=date(2025, 1, 1))
    figure = asked(world, "igs:a", soort="igs")
    assert (bounds(figure), coverage(figure), figure["aangenomen"]) == ((920, 920), "2/2", 0)


# size classes


def classes() -> World:
    """Known on 1 January 2024 but for 12041, which had 8000 inhabitants in 2020; 11002 is a centrumstad."""
    world = counted()
    world.membership("centrumstad:antwerpen", ["11002"])
    world.delivery("inwoners", "2020", PEOPLE)
    world.delivery("inwoners", "2024", PEOPLE | {"12041": None, "12009": 19_999, "31005": 20_000, "11007": 10_000})
    return world


def test_size_classes_follow_the_population_and_carry_what_is_assumed():
    question = Asked("leefloon", "grootteklasse", "destijds", peildatum=date(2024, 1, 1))
    found = from_sql(classes().model, question)
    shown = {
        key[0].split(":")[1]: (figure["onder"], figure["delen"], figure["aangenomen"]) for key, figure in found.items()
    }
    assert shown == {"centrumstad": (900, 1, 0), "groot": (0, 1, 0), "middelgroot": (28, 2, 0), "klein": (47, 4, 1)}


# totals of the source


def hidden(soort: str, area: str, indeling: int = 2019) -> World:
    """A hidden part and a total of 1000 that the source publishes for an area."""
    world = counted(counts={"11007": (0, 30)}, indeling=indeling)
    world.source_total("leefloon", "2024-05", 1000, soort, area, indeling)
    return world


def test_the_total_of_the_source_is_exact():
    figure = asked(hidden("vlaanderen", "vlaanderen:vlaanderen"), "vlaanderen:vlaanderen", soort="vlaanderen")
    assert (bounds(figure), figure["status"], figure["cijfer_van_bron"]) == ((1000, 1000), "definitief", True)


@pytest.mark.parametrize(("in_2025", "shown"), [("oost", (955, 985)), ("west", (1000, 1000))])
def test_the_total_of_the_source_holds_on_its_own_ground(in_2025, shown):
    """Municipality 31005 stays in the west, or moves to another province in 2025."""
    world = hidden("provincie", "provincie:west")
    west = ["11002", "11007", "12041", "12009", "23001", "23002", "23003", "31005"]
    world.membership("provincie:west", west, tot=date(2025, 1, 1))
    rest = ["11002", "12050", "23106"]
    world.membership("provincie:west", rest + ["31005"] * (in_2025 == "west"), 2025, van=date(2025, 1, 1))
    figure = asked(world, "provincie:west", soort="provincie")
    assert bounds(figure) == shown
    assert bounds(asked(world, "provincie:west", soort="provincie", weergave="destijds")) == (1000, 1000)


def test_the_total_of_one_series_is_not_the_total_of_a_sum():
    world = hidden("vlaanderen", "vlaanderen:vlaanderen")
    world.delivery("twe", "2024-05", dict.fromkeys(EXACT, 1))
    world.indicator("samen", ["leefloon", "twe"])
    figure = asked(world, "vlaanderen:vlaanderen", soort="vlaanderen", indicator="samen")
    assert (bounds(figure), figure["cijfer_van_bron"]) == ((963, 993), False)


def test_the_total_of_the_source_is_not_divided_by_an_incomplete_denominator():
    world = hidden("vlaanderen", "vlaanderen:vlaanderen")
    world.delivery("inwoners", "2024", PEOPLE | {"31005": None})
    world.indicator("graad", ["leefloon"], ["inwoners"], "jaarbegin", 1000, "graad")
    figure = asked(world, "vlaanderen:vlaanderen", soort="vlaanderen", indicator="graad")
    assert bounds(figure) == pytest.approx((1000 * 955 / 125_000, 1000 * 985 / 125_000))
    assert coverage(figure) == "7/8"
