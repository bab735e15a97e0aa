"""What the tests of the model share: one counted month in the land of `world.land()`, and one figure of it.

12001 and 12002 became 12041 in 2019; in 2025 12041 and 12009 became 12050, 23001 to 23003 became 23106, 11002 absorbed 11007.
"""

from __future__ import annotations

from tests.oracle_moments import Asked
from tests.test_oracle import from_sql
from tests.world import World, land

MERGED_IN_2025 = ["23001", "23002", "23003"]
EXACT = {"11002": 900, "11007": 20, "12041": 40, "12009": 8, "23001": 1, "23002": 2, "23003": 4, "31005": 0}
PEOPLE = {"11002": 90_000, "11007": 10_000, "12041": 8000, "12009": 2000, "23001": 5000, "23002": 5000, "23003": 5000}
PEOPLE |= {"31005": 20_000}


def counted(month: str = "2024-05", counts: dict | None = None, **how: object) -> World:
    """A land with one delivered month of the series and count `leefloon`."""
    world = land()
    world.delivery("leefloon", month, EXACT | (counts or {}), **how)
    world.indicator("leefloon", ["leefloon"])
    return world


def asked(world: World, area: str, periode: str = "2024-05", categorie: str = "", **question: object) -> dict:
    """One figure of a world."""
    question = {"indicator": "leefloon"} | question
    return from_sql(world.model, Asked(**question))[area, categorie, periode]


def bounds(figure: dict) -> tuple[float, float]:
    return figure["onder"], figure["boven"]


def coverage(figure: dict) -> str:
    return f"{figure['bekend']}/{figure['delen']}"


def rate(counts: dict | None = None, people: dict | None = None, **how: object) -> World:
    """The same with inhabitants on 1 January, and the rate `graad` per 1 000 of them."""
    world = counted(counts=counts, **how)
    world.delivery("inwoners", "2024", PEOPLE | (people or {}))
    world.indicator("graad", ["leefloon"], ["inwoners"], "jaarbegin", 1000, "graad")
    return world
