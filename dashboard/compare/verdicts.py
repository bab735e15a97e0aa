"""Whether places can be told apart from a comparator, in words a reader understands. Pure: frames in, Dutch out.

The numbers come from `uncertainty.distinguish`; a place that belongs to the comparator is taken out of it first. Every place of a
page is judged at 99,8%, because many are looked at at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.comparators import SINGLE, Comparator
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.reasons import reason
from dashboard.uncertainty.distinguish import HIGHER, LOWER, NOT_SHOWN, compared, without_own
from dashboard.uncertainty.extremes import ALL_PLACES, KAN_NIET, Bounds, bounds

__all__ = ["HIGHER", "HOW", "KAN_NIET", "LOWER", "NOT_SHOWN", "Verdict", "refusal", "verdicts"]
HOW = (
    "“Hoger” of “lager” staat er alleen als toeval zo'n verschil hoogstens 1 keer op 500 zou geven. "
    "“Niet te onderscheiden” betekent niet dat er geen verschil is. Een gemeente die zelf bij de groep hoort, tellen we voor dit "
    "oordeel niet mee in de groep."
)
NO_CHANCE = {
    "aantal": "een aantal hangt af van hoe groot de gemeente is",
    "dichtheid": "bij dit kenmerk speelt toeval geen rol",
    "maat": "de bron geeft geen aantallen, alleen het eindcijfer",
    "aandeel": "de teller is geen deel van de noemer",
    "graad": "van dit cijfer weten we niet wat toeval kan doen",
}
REASONS = {
    "geen_cijfer": "er is geen cijfer om te vergelijken",
    "niet_van_toepassing": "er is niets om door te delen",
    "te_klein": "de noemer is niet zeker 10 of meer",
    "gemaskeerd": "door wat verborgen is, kan het beide kanten uit",
}
WORDS = {HIGHER: "hoger", LOWER: "lager", NOT_SHOWN: "niet te onderscheiden: het verschil kan toeval zijn"}
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Verdict:
    """Of one place: HIGHER, LOWER, NOT_SHOWN or KAN_NIET, and the words of a table cell. klein: under 30 to divide by."""

    oordeel: str
    woorden: str
    klein: bool = False


def verdicts(
    indicator: Indicator,
    places: pd.DataFrame,
    other: pd.DataFrame,
    comparator: Comparator,
    leden: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Verdict]:
    """The verdict of each place, by its id. places: a row of `figures` each; other: the comparator's row.

    leden: the NIS codes of the municipalities of each place; without it every place is one municipality.
    """
    rows = records(places)
    codes = {str(row["gebied_id"]): frozenset((leden or {}).get(row["gebied_id"], (row["gebied_id"],))) for row in rows}
    beside = records(other)[0] if len(other) else None
    found = {nis: refusal(indicator, row, beside, comparator, codes[nis]) for nis, row in zip(codes, rows, strict=True)}
    judged = [row for row in rows if not found[str(row["gebied_id"])]]
    words = {nis: Verdict(KAN_NIET, f"kan niet: {why}") for nis, why in found.items() if why}
    if judged and beside is not None:
        inside = [codes[str(row["gebied_id"])] <= set(comparator.leden) for row in judged]
        words |= _judged(indicator, judged, beside, inside)
    return {nis: words[nis] for nis in found}


def refusal(
    indicator: Indicator,
    row: Row,
    other: Row | None,
    comparator: Comparator,
    leden: frozenset[str],
    chance: bool = True,
) -> str:
    """Why a place is not compared at all; empty when it is. chance: whether it must be known what chance can do."""
    own = read(row)
    if not own.known:
        return reason(own, indicator)
    if not own.complete:
        parts = "delen" if own.soort in SINGLE else "gemeenten"
        return f"dit cijfer telt maar {own.dekking.replace('/', ' van de ')} {parts}"
    shared = leden & set(comparator.leden)
    if shared == set(comparator.leden) == leden:
        return f"de vergelijking is met {'de gemeente' if len(leden) == 1 else 'het gebied'} zelf"
    if shared and shared < leden:
        return "een deel van de gemeenten hoort zelf bij de groep"
    if chance and (indicator.soort == "aantal" or indicator.interval == "geen"):
        return NO_CHANCE[indicator.soort]
    if other is None:
        return f"voor {comparator.naam} is er in deze periode geen cijfer"
    beside = read(other)
    if not beside.known:
        return f"voor {comparator.naam} is er geen cijfer: {reason(beside, indicator)}"
    if not beside.complete:
        return f"het cijfer van {comparator.naam} telt maar {beside.dekking.replace('/', ' van de ')} gemeenten"
    if own.periode != beside.periode:
        return "de perioden verschillen"
    if own.sample != beside.sample:
        return "het ene is een voorbeeldcijfer, het andere niet"
    return ""


def _judged(indicator: Indicator, rows: Sequence[Row], other: Row, inside: Sequence[bool]) -> dict[str, Verdict]:
    teller, noemer = (_bounds(rows, name) for name in ("teller", "noemer"))
    ander_teller, ander_noemer = (
        _rest(_bounds([other] * len(rows), name), own, np.array(inside))
        for name, own in (("teller", teller), ("noemer", noemer))
    )
    found = compared(indicator.interval, teller, noemer, ander_teller, ander_noemer, ALL_PLACES)
    return {
        str(row["gebied_id"]): _worded(str(oordeel), str(reden), bool(klein))
        for row, oordeel, reden, klein in zip(rows, found["oordeel"], found["reden"], found["klein"], strict=True)
    }


def _rest(whole: Bounds, own: Bounds, inside: np.ndarray) -> Bounds:
    """The comparator's count, without the place itself where it belongs to it."""
    rest = without_own(whole, own)
    return Bounds(np.where(inside, rest.onder, whole.onder), np.where(inside, rest.boven, whole.boven))


def _worded(oordeel: str, reden: str, klein: bool) -> Verdict:
    text = f"kan niet: {REASONS[reden]}" if oordeel == KAN_NIET else WORDS[oordeel]
    return Verdict(oordeel, text + (" (klein aantal: minder dan 30)" if klein and oordeel != KAN_NIET else ""), klein)


def _bounds(rows: Sequence[Row], name: str) -> Bounds:
    return bounds([float(row[f"{name}_onder"]) for row in rows], [float(row[f"{name}_boven"]) for row in rows])
