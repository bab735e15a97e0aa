"""Which figures of a place stand out, by stated rules: never where chance, a usual month or a hidden count explains it. Pure.

A year's change in the number of people is judged against the place's own months (uncertainty.variation). A share is set beside
Vlaanderen without the place itself: as two shares where the numerator is part of the denominator, else as two counts
(uncertainty.distinguish); and it must certainly differ by the limit of the middle class on the map. Each stands alone at 5%.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard import periods
from dashboard.catalogue import Indicator
from dashboard.uncertainty import variation
from dashboard.uncertainty.distinguish import HIGHER, LOWER, compared, without_own
from dashboard.uncertainty.extremes import KAN_NIET, Bounds

YEAR, LEVEL = 12, 0.95
INCOMPLETE = "onvolledig"


@dataclass(frozen=True)
class Judged:
    """A verdict: what it says ('' when nothing stands out), why it cannot be given, and how large the gap surely is.

    oordeel: `toename`, `afname`, `hoger`, `lager` or ''. reden: '' or a key of uncertainty.extremes.REASONS, `te_kort` or
    INCOMPLETE. gat: in the indicator's own factor (0.05 is five percentage points), 0 for a change.
    """

    oordeel: str = ""
    reden: str = ""
    gat: float = 0.0


def year_change(frame: pd.DataFrame, gebied_id: str, periode: str) -> Judged:
    """Whether the count of a month differs from a year earlier by more than the place's own months vary.

    frame: every month of the place (columns gebied_id, periode, onder, boven, dekking). Months that count other municipalities
    than the month that is judged are left out of the yardstick.
    """
    own = frame[frame["gebied_id"] == gebied_id].set_index("periode")
    if periode not in own.index:
        return Judged(reden="geen_cijfer")
    last = periods.parse(periode).van
    wanted = [periods.label(periods.later(last, -back), 1) for back in range(YEAR + variation.WINDOW + 1, -1, -1)]
    same = own[own["dekking"] == own.at[periode, "dekking"]].reindex(wanted)
    stock = Bounds(*(same[[side]].to_numpy(float).T for side in ("onder", "boven")))
    found = variation.judged(variation.changes(stock, YEAR), scan=False).iloc[0]
    alarm = found["oordeel"] in (variation.RISE, variation.FALL)
    return Judged(found["oordeel"] if alarm else "", found["reden"])


def beside_flanders(indicator: Indicator, own: pd.DataFrame, flanders: pd.DataFrame, inside: bool = True) -> Judged:
    """Whether a share certainly differs from that of the rest of Vlaanderen, by more than chance and than the middle class.

    inside: whether the place is part of what it is set beside; another comparator than Vlaanderen may lie outside it.

    own, flanders: the row of the place and of Vlaanderen in the same period (columns teller_onder, teller_boven, noemer_onder,
    noemer_boven, onder, boven, delen, bekend); empty where there is none.
    """
    if own.empty or flanders.empty or own["onder"].isna().iloc[0] or flanders["onder"].isna().iloc[0]:
        return Judged(reden="geen_cijfer" if own.empty else _reason(own))
    if any((frame["bekend"] < frame["delen"]).any() for frame in (own, flanders)):
        return Judged(reden=INCOMPLETE)
    upper, lower, all_upper, all_lower = (
        _bounds(frame, part) for frame in (own, flanders) for part in ("teller", "noemer")
    )
    kind = "wilson" if indicator.teller_is_deel_van_noemer else "byar"
    rest = (without_own(all_upper, upper), without_own(all_lower, lower)) if inside else (all_upper, all_lower)
    found = compared(kind, upper, lower, *rest, LEVEL).iloc[0]
    here, there = (_bounds(frame, "") for frame in (own, flanders))
    gap = float(max(here.onder[0] - there.boven[0], there.onder[0] - here.boven[0]))
    if found["oordeel"] == KAN_NIET:
        return Judged(reden=found["reden"])
    stands_out = found["oordeel"] in (HIGHER, LOWER) and gap >= middle(indicator)
    return Judged(found["oordeel"] if stands_out else "", gat=gap)


def middle(indicator: Indicator) -> float:
    """How far from Vlaanderen a figure may lie and still be drawn as about the same."""
    return min(limit for limit in indicator.klassen if limit > 0)


def _reason(own: pd.DataFrame) -> str:
    status = str(own["status"].iloc[0])
    return status if status in ("te_klein", "niet_van_toepassing") else "geen_cijfer"


def _bounds(frame: pd.DataFrame, part: str) -> Bounds:
    names = (f"{part}_onder", f"{part}_boven") if part else ("onder", "boven")
    return Bounds(*(np.atleast_1d(frame[name].to_numpy(float)[:1]) for name in names))
