"""Whether a figure of a place lies higher or lower than that of a comparator; never where chance or a hidden count explains it.

A rate and a share of people are judged as on the page of municipalities (compare.verdicts). A share whose numerator is no part of
its denominator is judged as on the overview: as two counts, and only where it lies as far off as the middle class of the map.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.comparators import Comparator
from dashboard.compare.verdicts import HIGHER, KAN_NIET, LOWER, NOT_SHOWN, REASONS, Verdict, refusal, verdicts
from dashboard.profile import BESIDE
from dashboard.records import records
from dashboard.standing_out import beside_flanders, middle
from dashboard.wording import number

NO_VERDICT = Verdict(KAN_NIET, "")
HOW = (
    "“Hoger” of “lager” staat er alleen als toeval zo'n verschil hoogstens 1 keer op 500 zou geven; bij de registratiegraad als "
    "het verschil zeker minstens 5 procentpunt is en toeval het hoogstens 1 keer op 20 zou geven. “Niet te onderscheiden” "
    "betekent niet dat er geen verschil is. Wie zelf bij de groep hoort, tellen we voor dit oordeel niet mee in de groep."
)


def judged(
    indicator: Indicator, own: pd.DataFrame, other: pd.DataFrame, comparator: Comparator, leden: Collection[str]
) -> Verdict:
    """The verdict on one row of a place beside the comparator's row; NO_VERDICT for a figure that is not compared.

    leden: NIS codes of the municipalities of the place.
    """
    if indicator.soort not in BESIDE:
        return NO_VERDICT
    if own.empty:
        return Verdict(KAN_NIET, "kan niet: er is geen cijfer")
    nis = str(own["gebied_id"].iloc[0])
    if indicator.interval != "geen" or not indicator.spreiding:
        return verdicts(indicator, own, other, comparator, {nis: leden})[nis]
    beside = records(other)[0] if len(other) else None
    why = refusal(indicator, records(own)[0], beside, comparator, frozenset(leden), chance=False)
    if why:
        return Verdict(KAN_NIET, f"kan niet: {why}")
    found = beside_flanders(indicator, own, other, set(leden) <= set(comparator.leden))
    if found.reden:
        return Verdict(KAN_NIET, f"kan niet: {REASONS[found.reden]}")
    if found.oordeel in (HIGHER, LOWER):
        return Verdict(found.oordeel, found.oordeel)
    return Verdict(NOT_SHOWN, f"niet zeker {number(100 * middle(indicator))} procentpunt verschil")
