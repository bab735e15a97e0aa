"""Counts on literal rows, with numbers worked out by hand: mergers, masks, absence, means."""

import pytest

from tests.oracle_moments import Asked
from tests.small import EXACT, PEOPLE, asked, bounds, counted, coverage
from tests.test_oracle import from_sql
from tests.world import World, land

pytestmark = pytest.mark.traag

# mergers and masks


def test_a_merger_is_the_sum_of_its_predecessors():
    figure = asked(counted(), "23106")
    assert (bounds(figure), coverage(figure), figure["status"]) == ((7, 7), "3/3", "definitief")


def test_two_mergers_in_a_row():
    world = counted("2018-05", {"12001": 30, "12002": 10}, indeling=2018)
    world.rows["waarneming"] = [row for row in world.rows["waarneming"] if row["nis"] != "12041"]
    assert bounds(asked(world, "12050", "2018-05")) == (48, 48)


def test_borsbeek_masked_makes_antwerpen_a_narrow_range_and_leaves_that_of_the_time_exact():
    world = counted(counts={"11007": (1, 3)})
    now, then = asked(world, "11002"), asked(world, "11002", weergave="destijds")
    assert (bounds(now), now["status"], now["gemaskeerd"]) == ((901, 903), "gemaskeerd", 1)
    assert (bounds(then), then["status"]) == ((900, 900), "definitief")


def test_the_same_code_covers_more_after_the_merger():
    world = counted()
    world.delivery("leefloon", "2025-01", {"11002": 930, "12050": 50, "23106": 7, "31005": 0}, 2025)
    shown = from_sql(world.model, Asked("leefloon", weergave="destijds"))
    assert [shown["11002", "", month]["onder"] for month in ("2024-05", "2025-01")] == [900, 930]
    assert ("11007", "", "2025-01") not in shown


def test_a_group_with_one_masked_member_has_the_width_of_that_member():
    world = counted(counts={"23002": (1, 4)})
    world.membership("igs:a", ["12041", "23001", "23002"])
    figure = asked(world, "igs:a", soort="igs", weergave="destijds")
    assert (bounds(figure), figure["gemaskeerd"], coverage(figure)) == ((42, 45), 1, "3/3")


def test_a_missing_part_lowers_the_coverage():
    figure = asked(counted(counts={"23003": None}), "23106")
    assert (bounds(figure), coverage(figure), figure["status"]) == ((3, 3), "2/3", "definitief")


def test_a_missing_part_counts_with_its_inhabitants():
    world = counted(counts={"23003": None})
    world.delivery("inwoners", "2024", PEOPLE)
    figure = asked(world, "vlaanderen:vlaanderen", soort="vlaanderen")
    assert coverage(figure) == "7/8"
    assert figure["dekking_inwoners"] == pytest.approx(140_000 / 145_000)


# absence


@pytest.mark.parametrize(("afwezig", "shown", "known"), [("nul", (900, 900), "2/2"), ("ontbreekt", (900, 900), "1/2")])
def test_an_absent_row_is_zero_or_missing_by_the_rule_of_its_source(afwezig, shown, known):
    world = land()
    world.series("leefloon", afwezig=afwezig)
    world.delivery("leefloon", "2024-05", {"11002": 900})
    world.indicator("leefloon", ["leefloon"])
    figure = asked(world, "11002")
    assert (bounds(figure), coverage(figure)) == (shown, known)


def test_zero_is_a_value_and_nothing_known_is_missing():
    found = from_sql(counted(counts={"12009": None}).model, Asked("leefloon", weergave="destijds"))
    zero, missing = found["31005", "", "2024-05"], found["12009", "", "2024-05"]
    assert (bounds(zero), zero["status"]) == ((0, 0), "definitief")
    assert (missing["status"], coverage(missing)) == ("ontbreekt", "0/1")
    assert {month for _, _, month in found} == {"2024-05"}


# means


def months(last: int, counts: dict | None = None) -> World:
    """The months 1 to `last` of 2024, in each of which 31005 counts the number of the month."""
    world = land()
    for month in range(1, last + 1):
        world.delivery("leefloon", f"2024-{month:02}", EXACT | {"31005": month} | (counts or {}))
    world.indicator("leefloon", ["leefloon"])
    return world


def test_a_yearly_mean_needs_twelve_months():
    assert bounds(asked(months(12), "31005", "2024", telling="jaargemiddelde")) == (6.5, 6.5)


def test_eleven_months_make_half_a_year_but_no_year():
    world = months(11)
    assert asked(world, "31005", "2024", telling="jaargemiddelde")["status"] == "ontbreekt"
    assert bounds(asked(world, "31005", "2024-H1", telling="halfjaargemiddelde")) == (3.5, 3.5)
    assert asked(world, "31005", "2024-H2", telling="halfjaargemiddelde")["status"] == "ontbreekt"


def test_masked_months_widen_a_mean_by_their_share():
    world = months(12)
    world.rows["waarneming"] = [
        row for row in world.rows["waarneming"] if (row["nis"], row["periode"]) != ("31005", "2024-12")
    ]
    world.add("waarneming", reeks="leefloon", periode="2024-12", indeling=2019, nis="31005", onder=1, boven=4)
    assert bounds(asked(world, "31005", "2024", telling="jaargemiddelde")) == pytest.approx((67 / 12, 70 / 12))
