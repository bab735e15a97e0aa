"""Flows, ripeness, the newest stable denominator and published percentages, with numbers worked out by hand."""

from datetime import date

import pytest

from tests.oracle_moments import Asked
from tests.small import EXACT, PEOPLE, asked, bounds, coverage
from tests.test_oracle import from_sql
from tests.world import World, land

pytestmark = pytest.mark.traag

QUARTERS = [f"{year}-K{quarter}" for year in (2022, 2023) for quarter in range(1, 5)]
WINDOW = "2022-K1..2023-K4"


def outflow(rijp_na: int = 0, stand: date | None = None) -> World:
    """Eight quarters in which 31005 ends 10 trajectories and 1, 2 ... 8 of them lead to work."""
    world = land()
    for at, quarter in enumerate(QUARTERS, start=1):
        world.delivery("einde", quarter, {"31005": 10}, stand=stand)
        world.delivery("werk", quarter, {"31005": at}, stand=stand)
    for row in world.rows["reeks"]:
        row["telling"] = "stroom"
    world.indicator("leefloon", ["werk"], ["einde"], factor=100, deel_van=True, rijp_na=rijp_na, venster=8)
    return world


def test_a_flow_is_summed_over_a_year_and_over_eight_quarters():
    found = from_sql(outflow().model, Asked("leefloon", telling="stroom"))
    assert bounds(found["31005", "", "2022"]) == (25, 25)
    assert bounds(found["31005", "", WINDOW]) == (45, 45)
    assert len([key for key in found if ".." in key[2]]) == 4


def test_the_window_the_source_counted_replaces_the_sum():
    world = outflow()
    world.delivery("einde", WINDOW, {"31005": 80})
    world.delivery("werk", WINDOW, {"31005": (38, 40)})
    assert bounds(asked(world, "31005", WINDOW, telling="stroom")) == (47.5, 50)


def test_a_window_is_ripe_when_its_last_quarter_is():
    found = from_sql(outflow(6, date(2024, 6, 1)).model, Asked("leefloon", telling="stroom"))
    status = {periode: row["status"] for (nis, _, periode), row in found.items() if nis == "31005"}
    assert (status["2023-K3"], status["2023-K4"]) == ("definitief", "nog_niet_waarneembaar")
    assert (status["2022"], status[WINDOW]) == ("definitief", "nog_niet_waarneembaar")
    assert found["31005", "", WINDOW]["teller_onder"] is None or found["31005", "", WINDOW]["bekend"] == 0


@pytest.mark.parametrize(
    ("month", "below"), [("2024-03", "2024-02"), ("2024-02", "2024-02"), ("2025-02", "2024-02"), ("2025-03", None)]
)
def test_the_denominator_is_the_newest_stable_month_at_most_twelve_back(month, below):
    world = land()
    for at in ("2023-11", "2024-02"):
        world.delivery("rmi", at, EXACT)
    world.delivery("rmi", "2024-03", EXACT, stabiel=False)
    world.delivery("cat05", month, EXACT)
    world.indicator("leefloon", ["cat05"], ["rmi"], "laatste_stabiel")
    found = from_sql(world.model, Asked("leefloon"))
    assert {row["noemer_periode"] for row in found.values()} == ({below} if below else set())


def published(gewogen: bool, herkomst: str = "gepubliceerd") -> World:
    """A mean per municipality: 12041 and 12009 (8 000 and 2 000 inhabitants) have 20 and 30."""
    world = land()
    world.delivery("inwoners", "2024", PEOPLE)
    world.delivery("inkomen", "2024", {"12041": 20, "12009": 30, "31005": 25}, herkomst=herkomst)
    world.indicator("leefloon", ["inkomen"], soort="maat", gewogen=gewogen)
    return world


def test_a_published_percentage_stays_with_its_municipality():
    world = published(gewogen=False)
    assert bounds(asked(world, "31005", "2024")) == (25, 25)
    figure = asked(world, "12050", "2024")
    assert (figure["status"], coverage(figure)) == ("niet_berekenbaar", "2/2")


def test_an_income_is_weighted_by_inhabitants_and_estimated():
    figure = asked(published(gewogen=True), "12050", "2024")
    assert (bounds(figure), figure["herkomst"]) == ((22, 22), "geschat")


def test_a_weighted_sample_stays_a_sample():
    assert asked(published(True, "voorbeeld"), "12050", "2024")["herkomst"] == "voorbeeld"


def test_a_sum_of_real_and_sample_is_a_sample_and_not_refused():
    world = land()
    world.delivery("cat05", "2024-05", EXACT)
    world.delivery("twe", "2024-05", EXACT, herkomst="voorbeeld")
    world.indicator("leefloon", ["cat05", "twe"])
    figure = asked(world, "11002")
    assert (bounds(figure), figure["herkomst"], figure["status"]) == ((1840, 1840), "voorbeeld", "definitief")


def test_a_difference_of_two_totals_of_the_source_is_exact():
    world = land()
    for name, total in (("cat05", 950), ("ontheemden", 30)):
        world.delivery(name, "2024-05", EXACT | {"11007": (1, 3)})
        world.source_total(name, "2024-05", total, "vlaanderen", "vlaanderen:vlaanderen")
    world.indicator("leefloon", ["cat05", "-ontheemden"])
    assert bounds(asked(world, "vlaanderen:vlaanderen", soort="vlaanderen")) == (920, 920)


def test_a_sum_needs_all_its_series():
    world = land()
    world.delivery("cat05", "2024-05", EXACT)
    world.delivery("cat05", "2024-06", EXACT)
    world.delivery("twe", "2024-05", EXACT)
    world.indicator("leefloon", ["cat05", "twe"])
    assert {periode for _, _, periode in from_sql(world.model, Asked("leefloon"))} == {"2024-05"}
