"""What a briefing pack holds before it becomes a file: parts with a finding, one thing to look at, its source and its figures.

The writers (`slides`, `paper`, `workbook`) know nothing but this module: what they print is text that is already Dutch, and
numbers that are already rounded for the reader stand beside the limits they were made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

Role = Literal["gebied", "vergelijking", "ander"]
State = Literal["bekend", "voorlopig", "bereik", "geen"]


@dataclass(frozen=True)
class Point:
    """One value of a chart: its limits in the unit the figure is read in, as written, and how sure it is.

    `bekend` and `voorlopig` have onder = boven; `bereik` is what masking leaves; `geen` has no limits and `tekst` says why.
    stab: how far chance alone could move the level; None where that is not computed.
    """

    naam: str
    onder: float | None
    boven: float | None
    tekst: str
    staat: State
    stab: tuple[float, float] | None = None
    rol: Role = "ander"


@dataclass(frozen=True)
class Bars:
    """Areas in order with one value each; a bar per area. regel: the comparator as a rule (name, value, as written)."""

    punten: tuple[Point, ...]
    eenheid: str
    decimalen: int
    regel: tuple[str, float, str] | None = None


@dataclass(frozen=True)
class Line:
    """One line of a chart of time: its points in the order of the periods of the chart (`naam` is the period)."""

    naam: str
    rol: Role
    punten: tuple[Point, ...]


@dataclass(frozen=True)
class Lines:
    """Lines over the same periods. gebeurtenissen: period and word of each break a reader must see."""

    perioden: tuple[str, ...]
    lijnen: tuple[Line, ...]
    eenheid: str
    decimalen: int
    gebeurtenissen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell as printed, and the number behind it where there is one exact number."""

    tekst: str
    getal: float | None = None


@dataclass(frozen=True)
class Table:
    """A table: titles, which columns are numbers, and its rows; `som` marks the last row as a total."""

    kolommen: tuple[str, ...]
    getallen: tuple[bool, ...]
    rijen: tuple[tuple[Cell, ...], ...]
    som: bool = False


@dataclass(frozen=True)
class Patch:
    """One municipality on a map: closed rings of points in map units (even-odd), its fill, and what it says.

    kleur: `#rrggbb`. patroon: a name of `maps.PATTERNS`: the hatching of a masked or missing area, empty for none. eigen: whether
    it has a figure here: a member of the region, or a neighbour of a region of one municipality. punt: where its name may be
    written. apart: whether it is that one municipality among its neighbours.
    """

    nis: str
    naam: str
    ringen: tuple[tuple[tuple[float, float], ...], ...]
    kleur: str
    patroon: str
    tekst: str
    eigen: bool
    punt: tuple[float, float] | None = None
    apart: bool = False


@dataclass(frozen=True)
class Map:
    """A map as vectors: patches in a frame of `breedte` by `hoogte`, and the key.

    legende: colour (`#rrggbb`, empty for a pattern without colour), pattern and words of each line. Rings may leave the frame:
    neighbours are cut off at its edge.
    """

    vlakken: tuple[Patch, ...]
    breedte: float
    hoogte: float
    legende: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Points:
    """A list of sentences: the situation, the doubts, the questions, the sources."""

    zinnen: tuple[str, ...]
    genummerd: bool = False


Shown = Bars | Lines | Table | Map | Points


@dataclass(frozen=True)
class Part:
    """One slide, one section of the report, one sheet of the workbook.

    titel: the finding, at most two lines on a slide. getoond: what is looked at. alt: the text alternative of it. bron: source,
    period, warnings and snapshot in one line. notities: definition and doubt, for the speaker's notes and the report.
    cijfers: the rows of `figures` (the columns of the contract) that everything printed here comes from.
    """

    id: str
    naam: str
    titel: str
    getoond: Shown
    alt: str
    bron: str
    notities: tuple[str, ...]
    cijfers: pd.DataFrame
    voorbeeld: bool


@dataclass(frozen=True)
class Choices:
    """What a netwerkmanager chose. vorige: month (`2025-06`) or snapshot id of the previous meeting; empty for none."""

    soort: str
    gebied_id: str
    periode: str
    vergelijk: str
    vorige: str
    indicatoren: tuple[str, ...]
    onderdelen: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """The whole of it. adressen: link back to a page, by the id of the part (`""` is the region itself)."""

    titel: str
    ondertitel: str
    gebied: str
    keuzes: Choices
    snapshot: str
    datum: date
    voorbeeld: bool
    delen: tuple[Part, ...]
    begrippen: tuple[tuple[str, str], ...]
    adressen: Mapping[str, str]

    @property
    def eigenschappen(self) -> Mapping[str, Any]:
        """Title, subject and author as a file's properties carry them."""
        return {"titel": self.titel, "onderwerp": self.ondertitel, "auteur": "Activeringsmonitor", "datum": self.datum}
