"""Figures that others published, beside what the monitor shows for the same thing (`gepubliceerde_cijfers.csv`). Pure.

A figure of the same definition is asked from the monitor and must hold within its published rounding; every other one says why
it is not comparable. The sample was made to hold the comparable ones, so that agreement with a sample proves nothing about
the field; with real data it does.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard import areas, figures
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.markup import Column, Markup, joined, safe, table
from dashboard.wording import UNKNOWN, capital, number, period, short_bounds

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
CLOSE = 1e-9  # a float beside a decimal limit


@dataclass(frozen=True)
class Published:
    """One figure as its publisher gave it; `reden` is empty where `indicator` says what the monitor has beside it."""

    id: str
    gebied: str
    gebied_id: str
    gemeenten: tuple[str, ...]  # a group without an id of its own
    periode: str
    begrip: str
    waarde: str  # a number, or `56-60` where a range was published
    eenheid: str
    telling: str
    definitie: str
    indicator: str
    gevraagd: str  # the period as the monitor names it
    indeling: str
    marge: float  # half the published rounding, in the published unit
    reden: str
    zekerheid: str
    bron: str  # the publisher's text, by name
    adres: str

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value in the published unit; equal for a single number."""
        lower, _, upper = self.waarde.partition("-")
        return float(lower), float(upper or lower)

    def holds(self, value: float) -> bool:
        """Is this value (in the published unit) the published one, as far as its rounding tells?"""
        lower, upper = self.bounds
        return lower - self.marge - CLOSE <= value <= upper + self.marge + CLOSE


@dataclass(frozen=True)
class Beside:
    """A published figure with what the monitor shows: its value in the published unit (None: no value), status and origin."""

    cijfer: Published
    waarde: float | None
    status: str
    herkomst: str

    @property
    def equal(self) -> bool:
        """Does the monitor show the published value?"""
        return self.waarde is not None and self.cijfer.holds(self.waarde)


@cache
def published() -> tuple[Published, ...]:
    """Every published figure, ordered by subject, place and period."""
    names = {row["bron"]: row["naam"] for row in _rows("bronnen.csv")}
    found = [_figure(row | {"bron": names[row["bron"]]}) for row in _rows("gepubliceerde_cijfers.csv")]
    return tuple(sorted(found, key=lambda one: (one.begrip, one.gebied, one.periode)))


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figure(row: dict[str, str]) -> Published:
    return Published(
        gemeenten=tuple(row["gemeenten"].split("+")) if row["gemeenten"] else (),
        indicator=row["vergelijkbaar_met"],
        marge=float(row["marge"] or 0),
        reden=row["niet_vergelijkbaar_omdat"],
        **{
            name: row[name]
            for name in ("id", "gebied", "gebied_id", "periode", "begrip", "waarde", "eenheid", "telling")
        },
        **{name: row[name] for name in ("definitie", "gevraagd", "indeling", "zekerheid", "bron", "adres")},
    )


def comparable() -> tuple[Published, ...]:
    """The figures of the same definition as an indicator of the monitor."""
    return tuple(one for one in published() if one.indicator)


def beside(database: Database, chosen: Sequence[Published] = ()) -> list[Beside]:
    """Each comparable figure (or the chosen ones) with what the monitor shows for the same place, period and telling."""
    return [_beside(database, one) for one in chosen or comparable()]


def _beside(database: Database, one: Published) -> Beside:
    found = figures.figures(database, question(database, one), "")
    row = found[found["gebied"] == one.gebied] if len(found) > 1 else found
    if len(row) != 1:
        return Beside(one, None, "ontbreekt", "")
    value = float(row["waarde"].iloc[0]) * (100 if one.eenheid == "%" else 1)
    status, origin = str(row["status"].iloc[0]), str(row["herkomst"].iloc[0])
    return Beside(one, value if value == value else None, status, origin)


def question(database: Database, one: Published) -> Question:
    """What is asked of the monitor for a comparable figure; a former municipality is asked through its successor."""
    soort = one.gebied_id.split(":")[0]
    chosen: tuple[str, ...] = (one.gebied_id,)
    if one.gemeenten:
        soort, chosen = areas.OWN_GROUP, one.gemeenten
    elif ":" not in one.gebied_id:
        soort, chosen = "gemeente", (areas.find(database, one.gebied_id, "gemeente").gebied_id,)
    return Question(
        one.indicator,
        soort,
        chosen,
        groep=one.gebied if one.gemeenten else "",
        periode=one.gevraagd,
        telling=one.telling,
        indeling="destijds" if one.indeling == "destijds" else "huidig",
    )


def value_text(one: Published) -> str:
    """The figure as published, with its unit."""
    lower, upper = one.bounds
    decimals = len(one.waarde.partition("-")[0].partition(".")[2])
    text = short_bounds(lower, upper, decimals)
    return f"{text}%" if one.eenheid == "%" else f"{text} {one.eenheid}"


def tables(shown: Sequence[Beside] = ()) -> Markup:
    """Two tables for a page: what the monitor has beside it, and what is not comparable and why.

    shown: what `beside` found, for a column with the monitor's own value; without it the column names where to look.
    """
    values = {one.cijfer.id: _shown_text(one) for one in shown}
    heads = [Column("Wat"), Column("Waar"), Column("Wanneer"), Column("Gepubliceerd", True), Column("Bron")]
    same = [[*_defined(one), values.get(one.id) or _place_text(one)] for one in comparable()]
    other = [[*_defined(one), one.reden] for one in published() if one.reden]
    return joined(
        [
            table("Gepubliceerde cijfers met dezelfde definitie", [*heads, Column("In deze monitor")], same, NOTE),
            table("Gepubliceerde cijfers die niet te vergelijken zijn", [*heads, Column("Waarom niet")], other),
        ]
    )


NOTE = (
    "Voorbeeldcijfers zijn op deze gepubliceerde cijfers afgestemd: dat ze gelijk zijn, zegt niets over de werkelijkheid. "
    "Met echte leveringen toont een verschil een herziening of een andere telling."
)


def _cells(one: Published) -> list[str]:
    return [capital(one.begrip), one.gebied, one.periode.replace("..", " tot en met "), value_text(one)]


def _defined(one: Published) -> list[str]:
    what, *cells = _cells(one)
    return [Markup(f"{safe(what)}<br><small>{safe(one.definitie)}</small>"), *cells, one.bron]


def _place_text(one: Published) -> str:
    name = catalogue().indicatoren[one.indicator].korte_naam
    return f"{name}, {period(one.gevraagd)} ({one.telling})"


def _shown_text(one: Beside) -> str:
    if one.waarde is None:
        return UNKNOWN
    decimals = 1 if one.cijfer.eenheid == "%" or one.waarde % 1 else 0
    unit = "%" if one.cijfer.eenheid == "%" else ""
    return f"{number(one.waarde, decimals)}{unit}" + ("" if one.equal else " (verschilt)")


def markdown() -> str:
    """The list as it stands in docs/cijfers.md; a test holds both equal."""
    head = "| wat | waar | wanneer | gepubliceerd | {} |\n| --- | --- | --- | --- | --- |"
    same = [_line(one, f"`{one.indicator}`, {one.gevraagd}, {one.telling}") for one in comparable()]
    other = [_line(one, one.reden) for one in published() if one.reden]
    between = ["", "Niet te vergelijken, met de reden:", ""]
    return "\n".join([head.format("in deze monitor"), *same, *between, head.format("waarom niet"), *other]) + "\n"


def _line(one: Published, last: str) -> str:
    *cells, value = _cells(one)
    return f"| {' | '.join([*cells, f'[{value}]({one.adres})', last])} |"
