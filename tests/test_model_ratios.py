"""Ratios, status and origin on literal rows, with numbers worked out by hand."""

import pytest

from tests.oracle_moments import Asked
from tests.small import EXACT, asked, bounds, counted, coverage, rate
from tests.test_oracle import from_sql
from tests.world import land

pytestmark = pytest.mark.traag

# ratios


def test_a_rate_divides_sums_and_not_municipal_rates():
    figure = asked(rate(), "12050", indicator="graad")
    assert bounds(figure) == pytest.approx((1000 * 48 / 10_000, 1000 * 48 / 10_000))
    assert figure["noemer_periode"] == "2024"


def test_a_part_without_denominator_leaves_both_sums():
    figure = asked(rate(people={"12009": None}), "12050", indicator="graad")
    assert (bounds(figure), coverage(figure)) == ((5, 5), "1/2")


def test_a_denominator_known_for_a_merger_only_is_matched_there():
    world = counted()
    world.delivery("inwoners", "2024", {"12050": 12_000, "11002": 100_000, "23106": 15_000, "31005": 20_000}, 2025)
    world.indicator("graad", ["leefloon"], ["inwoners"], "jaarbegin", 1000, "graad")
    figure = asked(world, "12050", indicator="graad")
    assert (bounds(figure), coverage(figure)) == ((4, 4), "1/1")


def test_the_extremes_of_a_ratio_cross():
    world = rate({"31005": (2, 4)}, {"31005": (20_000, 40_000)})
    assert bounds(asked(world, "31005", indicator="graad")) == pytest.approx((0.05, 0.2))


def test_no_percentage_below_ten():
    small = {"31005": 0, "12041": 9, "12009": (9, 12), "23001": (0, 3), "23002": 10}
    found = from_sql(rate(people=small).model, Asked("graad", weergave="destijds"))
    assert [found[nis, "", "2024-05"]["status"] for nis in small] == [
        "niet_van_toepassing",
        *["te_klein"] * 3,
        "definitief",
    ]


def test_a_difference_adds_bounds_crosswise_and_never_passes_zero():
    world = land()
    for name, count in (("cat05", (20, 22)), ("oekraiens", (1, 3)), ("twe", 5), ("klein", 40)):
        world.delivery(name, "2024-05", {"31005": count, "11002": 2})
    world.indicator("leefloon", ["cat05", "-oekraiens", "twe"])
    world.indicator("onder_nul", ["twe", "-klein"])
    assert bounds(asked(world, "31005")) == (22, 26)
    assert bounds(asked(world, "31005", indicator="onder_nul")) == (0, 0)


def test_only_a_share_of_a_whole_stops_at_100_percent():
    world = land()
    world.delivery("geheel", "2024-05", {"31005": (10, 12)})
    world.delivery("deel", "2024-05", {"31005": (9, 12)})
    world.indicator("leefloon", ["deel"], ["geheel"], deel_van=True)
    world.indicator("los", ["deel"], ["geheel"])
    assert bounds(asked(world, "31005")) == pytest.approx((9 / 12, 1))
    assert bounds(asked(world, "31005", indicator="los")) == pytest.approx((9 / 12, 12 / 10))


# status and origin


def test_provisional_yields_to_masked():
    world = counted(counts={"11007": (1, 3)}, stabiel=False)
    assert asked(world, "31005")["status"] == "voorlopig"
    assert asked(world, "11002")["status"] == "gemaskeerd"


def test_sample_wins_in_every_sum():
    world = land()
    for origin in ("voorbeeld", "geschat", "gepubliceerd"):
        world.delivery(origin, "2024-05", EXACT, herkomst=origin)
        world.indicator(f"met_{origin}", ["geschat", origin] if origin != "geschat" else ["geschat", "gepubliceerd"])
    found = {name: asked(world, "31005", indicator=f"met_{name}")["herkomst"] for name in ("voorbeeld", "geschat")}
    assert found == {"voorbeeld": "voorbeeld", "geschat": "geschat"}
