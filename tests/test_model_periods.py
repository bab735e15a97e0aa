"""Real beside sample, totals of the source over means and ratios, divisions that change within a year."""

import pytest

from tests.oracle_moments import Asked
from tests.small import EXACT, asked, bounds, coverage
from tests.test_oracle import from_sql
from tests.world import land

pytestmark = pytest.mark.traag

FLANDERS = "vlaanderen:vlaanderen"


def test_a_ratio_of_a_real_and_a_sample_source_is_not_computed():
    world = land()
    world.series("leefloon", bron="pod_mi")
    world.delivery("leefloon", "2024-05", EXACT, herkomst="gepubliceerd")
    world.delivery("cat05", "2024-05", EXACT, herkomst="voorbeeld")
    world.indicator("registratiegraad", ["cat05"], ["leefloon"])
    assert asked(world, "11002", indicator="registratiegraad")["status"] == "niet_berekenbaar"


def test_a_mean_of_twelve_totals_of_the_source_is_exact():
    world = land()
    for month in range(1, 13):
        world.delivery("leefloon", f"2024-{month:02}", EXACT | {"11007": (1, 3)})
        world.source_total("leefloon", f"2024-{month:02}", 950 + month, "vlaanderen", FLANDERS)
    world.indicator("leefloon", ["leefloon"])
    figure = asked(world, FLANDERS, "2024", soort="vlaanderen", telling="jaargemiddelde")
    assert bounds(figure) == pytest.approx((956.5, 956.5))


def test_a_ratio_of_two_totals_of_the_source_is_exact():
    world = land()
    for name, total in (("aan_het_werk", 300), ("beeindigd", 600)):
        world.delivery(name, "2024-05", EXACT | {"11007": (1, 3)})
        world.source_total(name, "2024-05", total, "vlaanderen", FLANDERS)
    world.indicator("uitstroom", ["aan_het_werk"], ["beeindigd"], deel_van=True)
    assert bounds(asked(world, FLANDERS, soort="vlaanderen", indicator="uitstroom")) == (0.5, 0.5)


def test_a_year_delivered_in_two_divisions_has_one_mean():
    world = land()
    for month in range(1, 13):
        world.delivery("leefloon", f"2025-{month:02}", {"31005": month}, 2019 if month < 7 else 2025)
    world.indicator("leefloon", ["leefloon"])
    figure = from_sql(world.model, Asked("leefloon", telling="jaargemiddelde"))["31005", "", "2025"]
    assert (bounds(figure), coverage(figure)) == ((6.5, 6.5), "1/1")
