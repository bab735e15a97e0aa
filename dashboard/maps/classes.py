"""Which class and which pattern a figure gets on a map, by limits that belong to the indicator.

A masked figure whose certain limits lie in one class gets that class and a hatch, in more than one class only the hatch. An
incomplete figure gets no class: it does not compare with complete ones. The reasons for having no figure stay apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.changes import SHOWN
from dashboard.wording import number, signed

SEQUENTIAL = {
    5: ("schaal-a", "schaal-c", "schaal-d", "schaal-e", "schaal-g"),
    6: ("schaal-a", "schaal-b", "schaal-c", "schaal-d", "schaal-e", "schaal-g"),
    7: ("schaal-a", "schaal-b", "schaal-c", "schaal-d", "schaal-e", "schaal-f", "schaal-g"),
}
DIVERGING = ("onder-a", "onder-b", "onder-c", "rond", "boven-c", "boven-b", "boven-a")


@dataclass(frozen=True)
class Pattern:
    """A fill for what has no class: `pad` drawn on a square of `maat` units, and the words of its legend entry."""

    tekst: str
    maat: float = 0
    pad: str = ""


PATTERNS: dict[str, Pattern] = {
    "": Pattern(""),
    "verborgen": Pattern("deels verborgen: meer dan één klasse mogelijk", 6, "M-1,1L1,-1M0,6L6,0M5,7L7,5"),
    "onvolledig": Pattern("onvolledig: niet alle gemeenten tellen mee", 6, "M-1,5L1,7M0,0L6,6M5,-1L7,1"),
    "ontbreekt": Pattern("geen cijfer geleverd", 6, "M2.2,3H3.8"),
    "nog_niet": Pattern("nog niet te meten: de opvolgperiode loopt", 7, "M0,3.5H3.5"),
    "geen_verhouding": Pattern("niet berekend: te weinig personen of niets om door te delen", 6, "M0,3H6"),
    "niet_berekenbaar": Pattern("niet juist te berekenen voor een groep gemeenten", 7, "M0,3.5H7M3.5,0V7"),
    "buiten_bereik": Pattern("buiten het bereik van de bron", 6, "M3,0V6"),
    "meer": Pattern("ligt in meer dan één gebied: kies er een", 8, "M0,4H8M4,0V2M4,6V8"),
    "geen_gebied": Pattern("in geen enkel gebied van deze soort, voor zover bekend"),
}
NAMES = list(PATTERNS)
OF_STATUS = {
    "ontbreekt": "ontbreekt",
    "nog_niet_waarneembaar": "nog_niet",
    "te_klein": "geen_verhouding",
    "niet_van_toepassing": "geen_verhouding",
    "niet_berekenbaar": "niet_berekenbaar",
    "buiten_bereik": "buiten_bereik",
}


@dataclass(frozen=True)
class Scale:
    """The classes of an indicator: limits as a reader sees them, a colour token and words per class."""

    grenzen: tuple[float, ...]
    kleuren: tuple[str, ...]
    teksten: tuple[str, ...]
    rond: bool
    decimalen: int
    factor: float

    def class_of(self, value: float) -> int:
        """The class of a value (or difference) as it is read: rounded as shown, so that words and colour agree."""
        return bisect_right(self.grenzen, round(self.factor * value, self.decimalen))


@dataclass(frozen=True)
class Mark:
    """How an area is filled: its class (None without one), its pattern, and whether its figure is provisional."""

    klasse: int | None = None
    patroon: str = ""
    voorlopig: bool = False

    @property
    def code(self) -> int:
        """The mark in one number, as the browser gets it."""
        return (0 if self.klasse is None else self.klasse + 1) + 8 * NAMES.index(self.patroon) + 128 * self.voorlopig


def as_read(indicator: Indicator) -> float:
    """What a value is multiplied with before it is shown: a share is read as a percentage."""
    return 100 if indicator.soort == "aandeel" else 1


def scale(indicator: Indicator) -> Scale | None:
    """The classes of an indicator; None for a count, which a map shows as a symbol."""
    if not indicator.klassen:
        return None
    factor, around = as_read(indicator), indicator.spreiding == "rond_vlaanderen"
    limits = tuple(round(factor * limit, 6) for limit in indicator.klassen)
    colours = DIVERGING if around else SEQUENTIAL[len(limits) + 1]
    words = _around(limits) if around else _levels(limits, "%" if indicator.eenheid.startswith("%") else "")
    return Scale(limits, colours, words, around, indicator.decimalen, factor)


def _levels(limits: tuple[float, ...], sign: str) -> tuple[str, ...]:
    shown = [number(limit, 0 if limit == int(limit) else 1) for limit in limits]
    between = [f"{low} tot {high}{sign}" for low, high in pairwise(shown)]
    return (f"minder dan {shown[0]}{sign}", *between, f"{shown[-1]}{sign} of meer")


def _around(limits: tuple[float, ...]) -> tuple[str, ...]:
    half = len(limits) // 2
    below, above = [-limit for limit in limits[:half]], limits[half:]
    under = [f"{number(below[at + 1])} tot {number(below[at])} procentpunt lager" for at in range(half - 1)]
    over = [f"{number(low)} tot {number(high)} procentpunt hoger" for low, high in pairwise(above)]
    return (
        f"meer dan {number(below[0])} procentpunt lager",
        *under,
        f"hoogstens {number(above[0])} procentpunt verschil",
        *over,
        f"{signed(above[-1]).removeprefix('+')} procentpunt of meer hoger",
    )


def mark(row: Mapping[Any, Any], chosen: Scale | None, reference: tuple[float, float] | None) -> Mark:
    """How one figure is drawn. reference: the certain limits of Vlaanderen, for a scale round it (None: no class)."""
    status = row["status"]
    if status not in SHOWN or pd.isna(row["onder"]):
        return Mark(patroon=OF_STATUS.get(status, "ontbreekt"))
    provisional = bool(row["voorlopig"]) or status == "voorlopig"
    if row["bekend"] < row["delen"]:
        return Mark(None, "onvolledig", provisional)
    low, high = float(row["onder"]), float(row["boven"])
    hatch = "verborgen" if low < high else ""
    if chosen is None:
        return Mark(None, hatch, provisional)
    if chosen.rond and reference is None:
        return Mark(None, "niet_berekenbaar", provisional)
    if chosen.rond and reference is not None:
        low, high = low - reference[1], high - reference[0]
    first, last = chosen.class_of(low), chosen.class_of(high)
    if first != last:
        return Mark(None, "verborgen", provisional)
    return Mark(first, hatch, provisional)
