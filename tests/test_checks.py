"""Every accounting identity of sql/checks fires on a world that breaks it, and is silent on the same world made right."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.database import CHECKS
from tests.small import EXACT, PEOPLE, counted
from tests.world import World, land

QUARTERS = ["2022-K1", "2022-K2", "2022-K3", "2022-K4", "2023-K1", "2023-K2", "2023-K3", "2023-K4"]
WINDOW = "2022-K1..2023-K4"
CASES: dict[str, Callable[[bool], World]] = {}


def case(check: str, variant: str = "") -> Callable[[Callable[[bool], World]], Callable[[bool], World]]:
    """Registers a maker of worlds: called with True it makes a broken one, with False a sound one."""

    def registered(make: Callable[[bool], World]) -> Callable[[bool], World]:
        CASES[f"{check} {variant}".strip()] = make
        return make

    return registered


def tampered(world: World, statement: str) -> World:
    """A world whose finished model no longer says what its sources do."""
    world.model._connection.execute(statement)
    return world


@case("afstamming_volledig", "verloren opvolger")
def _successor(broken: bool) -> World:
    world = land()
    return tampered(world, "DELETE FROM afstamming WHERE nis = '11007' AND doel = 2025") if broken else world


@case("brontotaal_past_bij_delen", "onder de delen")
def _total_too_low(broken: bool) -> World:
    world = counted()
    world.source_total("leefloon", "2024-05", sum(EXACT.values()) - broken, "vlaanderen", "vlaanderen:vlaanderen")
    return world


@case("brontotaal_past_bij_delen", "boven de delen")
def _total_too_high(broken: bool) -> World:
    world = counted(counts={"31005": (1, 3)})
    high = sum(EXACT.values()) + 3
    world.source_total("leefloon", "2024-05", high + broken, "vlaanderen", "vlaanderen:vlaanderen")
    return world


@case("brontotaal_deel_binnen_geheel")
def _part_above_whole(broken: bool) -> World:
    world = land()
    for reeks, total in (("twe_beeindigd", 10), ("twe_werk_3m", 10 + broken)):
        world.series(reeks, "stroom")
        world.delivery(reeks, "2023-K1", dict.fromkeys(EXACT, (0, 5)))
        world.source_total(reeks, "2023-K1", total, "vlaanderen", "vlaanderen:vlaanderen")
    world.indicator("uitstroom", ["twe_werk_3m"], ["twe_beeindigd"], deel_van=True)
    return world


@case("brontotaal_uitsplitsing_telt_op")
def _categories_of_a_total(broken: bool) -> World:
    world = counted()
    world.breakdown("leefloon", "geslacht", ["man", "vrouw"])
    world.source_total("leefloon", "2024-05", 975, "vlaanderen", "vlaanderen:vlaanderen")
    for category, total in (("man", 500), ("vrouw", 475 + broken)):
        world.source_total(f"leefloon:geslacht:{category}", "2024-05", total, "vlaanderen", "vlaanderen:vlaanderen")
    return world


@case("een_indeling_per_levering")
def _two_divisions(broken: bool) -> World:
    world = counted(counts={"31005": (1, 3)})
    if broken:
        world.delivery("leefloon", "2024-05", {"31005": (1, 3)}, indeling=2025)
    return world


@case("een_lidmaatschap_tegelijk")
def _two_provinces(broken: bool) -> World:
    world = land()
    world.membership("provincie:een", ["31005"], tot=date(2020, 1, 1))
    world.membership("provincie:twee", ["31005"], van=date(2019 if broken else 2020, 1, 1))
    return world


@case("grenzen_geldig", "deel boven geheel")
def _bounds(broken: bool) -> World:
    world = land()
    world.delivery("geheel", "2024-05", {"31005": 10})
    world.delivery("deel", "2024-05", {"31005": 10 + broken})
    world.indicator("aandeel", ["deel"], ["geheel"], deel_van=True)
    return world


@case("grenzen_geldig", "onder boven boven")
def _crossed(broken: bool) -> World:
    world = counted()
    return tampered(world, "UPDATE deel SET teller_onder = teller_boven + 1 WHERE nis = '31005'") if broken else world


@case("grootteklassen_vormen_vlaanderen")
def _classes(broken: bool) -> World:
    world = land()
    world.delivery("inwoners", "2024", PEOPLE)
    return tampered(world, "DELETE FROM lid_grootteklasse WHERE nis = '31005'") if broken else world


@case("indelingen_tellen_gelijk")
def _successor_sum(broken: bool) -> World:
    world = counted()
    world.delivery("leefloon", "2024-05", {"23106": 7 + broken}, indeling=2025)
    return world


@case("provincies_vormen_vlaanderen")
def _provinces(broken: bool) -> World:
    world = land()
    for division in (2018, 2019, 2025):
        codes = [str(row["nis"]) for row in world.rows["gemeente"] if row["indeling"] == division]
        world.membership("provincie:een", codes[broken:], division)
    return world


@case("uitsplitsing_past_in_totaal")
def _categories(broken: bool) -> World:
    world = counted()
    world.breakdown("leefloon", "geslacht", ["man", "vrouw"])
    world.delivery("leefloon:geslacht:man", "2024-05", EXACT)
    world.delivery("leefloon:geslacht:vrouw", "2024-05", {"31005": 0 + broken})
    return world


@case("uitstroom_12m_niet_lager", "cel")
def _later_is_less(broken: bool) -> World:
    world = land()
    world.delivery("twe_werk_3m", "2023-K1", {"31005": 10, "11002": (1, 3), "11007": 5})
    world.delivery("twe_werk_12m", "2023-K1", {"31005": 10 - broken, "11002": (1, 3), "11007": None})
    return world


@case("uitstroom_12m_niet_lager", "brontotaal")
def _later_total_is_less(broken: bool) -> World:
    world = land()
    for reeks, total in (("twe_werk_3m", 10), ("twe_werk_12m", 10 - broken)):
        world.delivery(reeks, "2023-K1", {})
        world.source_total(reeks, "2023-K1", total, "vlaanderen", "vlaanderen:vlaanderen")
    return world


def _windowed(window: object, quarter: object) -> World:
    world = land()
    world.series("twe_beeindigd", "stroom")
    for name in QUARTERS:
        world.delivery("twe_beeindigd", name, {"23001": quarter, "23002": 0, "23003": 0})
    world.delivery("twe_beeindigd", WINDOW, {"23106": window}, indeling=2025)
    return world


@case("venster_past_in_kwartalen", "boven de som")
def _window_too_high(broken: bool) -> World:
    return _windowed(24 + broken, (1, 3))


@case("venster_past_in_kwartalen", "onder de som")
def _window_too_low(broken: bool) -> World:
    return _windowed(8 - broken, (1, 3))


@case("waarneming_buiten_levering", "geen levering")
def _undelivered(broken: bool) -> World:
    world = counted()
    if broken:
        world.add("waarneming", reeks="leefloon", periode="2024-06", indeling=2019, nis="31005", onder=1, boven=1)
    return world


@case("waarneming_buiten_levering", "onbekende gemeente")
def _unknown_place(broken: bool) -> World:
    return counted(counts={"99999": 1} if broken else {})


@case("weergaven_geven_zelfde_vlaanderen")
def _views(broken: bool) -> World:
    world = counted()
    now = {"11002": 920, "12050": 48, "23106": 7, "31005": 0 + broken}
    world.delivery("leefloon", "2024-05", now, indeling=2025)
    return world


@pytest.mark.parametrize("name", CASES)
def test_a_check_fires_on_a_broken_world_and_is_silent_on_the_sound_one(name):
    check = name.split(" ")[0]
    assert len(CASES[name](True).model.check(check)) > 0
    sound = CASES[name](False).model.check(check)
    assert sound.empty, sound


def test_every_check_has_a_world_that_breaks_it():
    assert {name.split(" ")[0] for name in CASES} == {path.stem for path in CHECKS.glob("*.sql")}


def test_a_window_with_an_unknown_quarter_says_nothing():
    world = _windowed(999, 1)
    world.rows["waarneming"] = [row for row in world.rows["waarneming"] if row["periode"] != QUARTERS[3]]
    assert world.model.check("venster_past_in_kwartalen").empty


def test_a_breakdown_with_a_category_without_total_says_nothing():
    world = CASES["brontotaal_uitsplitsing_telt_op"](True)
    world.rows["brontotaal"].pop()
    assert world.model.check("brontotaal_uitsplitsing_telt_op").empty


@pytest.mark.traag
@pytest.mark.parametrize("check", sorted(path.stem for path in CHECKS.glob("*.sql")))
def test_the_shipped_data_break_no_identity(shipped, check):
    assert shipped.check(check).empty
