"""What may lie behind a random world: its hidden numbers drawn, its source's totals made to fit, its masks taken away.

A truth keeps what is missing missing; a whole truth also draws what the source never delivered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from random import Random

from tests.oracle_land import Land
from tests.world import Row, World

Cell = tuple[str, str, int, str]
Pick = Callable[[Cell, float, float], float]


def cell_of(row: Row) -> Cell:
    """The key of an observation."""
    return row["reeks"], row["periode"], row["indeling"], row["nis"]


def masked(world: World) -> list[Cell]:
    """Every cell of which only the bounds are known."""
    rows = world.rows["waarneming"]
    return [cell_of(row) for row in rows if row["onder"] is not None and row["onder"] < row["boven"]]


def changed(world: World, **tables: list[Row]) -> World:
    """The same world with other rows in some tables."""
    other = World()
    other.rows = world.rows | tables
    return other


def opened(world: World, pick: Pick, missing: Callable[[], float] | None = None) -> World:
    """The world with a number for every masked cell, without totals of the source; with `missing` also for what is absent."""
    rows = [row | dict.fromkeys(("onder", "boven"), _number(row, pick, missing)) for row in world.rows["waarneming"]]
    if missing:
        rows += _absent(world, missing)
    return changed(world, waarneming=rows, brontotaal=[])


def _number(row: Row, pick: Pick, missing: Callable[[], float] | None) -> float | None:
    if row["onder"] is None:
        return missing() if missing else None
    return row["onder"] if row["onder"] == row["boven"] else pick(cell_of(row), row["onder"], row["boven"])


def _absent(world: World, missing: Callable[[], float]) -> Iterable[Row]:
    """The municipalities a delivery says nothing about, of a series where that does not mean zero."""
    known = {cell_of(row) for row in world.rows["waarneming"]}
    silent = {row["reeks"] for row in world.rows["reeks"] if row["afwezig"] == "ontbreekt"}
    for delivery in world.rows["levering"]:
        for town in world.rows["gemeente"]:
            cell = (delivery["reeks"], delivery["periode"], delivery["indeling"], town["nis"])
            if cell[0] in silent and town["indeling"] == cell[2] and cell not in known:
                number = missing()
                yield dict(zip(("reeks", "periode", "indeling", "nis"), cell, strict=True)) | {
                    "onder": number,
                    "boven": number,
                }


def with_totals_of(world: World, whole: World) -> World:
    """The world with every total of the source as the sum of what a whole truth holds for the ground it counts."""
    land = Land(whole)
    deliveries = {(row["reeks"], row["periode"], row["indeling"]): row for row in world.rows["levering"]}
    rows = []
    for row in world.rows["brontotaal"]:
        begin = deliveries[row["reeks"], row["periode"], row["indeling"]]["van"]
        total = _counted(land, row, begin)
        rows.append(row if total is None else row | {"waarde": total})
    return changed(world, brontotaal=rows)


def _counted(land: Land, row: Row, begin: date) -> float | None:
    ground = land.source_ground(row["soort"], row["gebied_id"], row["indeling"], begin, row["peildatum"])
    if ground is None:
        return None
    towns = land.inside(ground, row["indeling"])
    cells = [land.cell(row["reeks"], row["periode"], row["indeling"], nis) for nis in towns]
    return sum(cell[0] for cell in cells if cell)


def drawn(seed: int) -> tuple[Pick, Callable[[], float]]:
    """A random truth: any whole number between the bounds, and some number where nothing was delivered."""
    random = Random(seed)
    return (lambda cell, low, high: random.randint(int(low), int(high))), lambda: random.randint(0, 9)
