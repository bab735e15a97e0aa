"""Whether a change in a stock of people stands out from the place's own month-to-month variation.

The yardstick is the robust spread of the changes between consecutive months in the 36 months before the change that is
judged: Qn of Rousseeuw and Croux (1993, JASA 88, 1273-1283), a quartile of the differences between pairs, 82% efficient and
deaf to a few wild months. Counts are whole people, so each pair difference is spread half a person to both sides (Parzen's
mid-distribution); without that, Qn is 0 in small places. A change over k months is set against spread·√k: exact when monthly
changes are independent, too wide, thus too slow to alarm, when a stock tends back to its level. A month with a yearly peak
has no yardstick of its own: compare it with the same month of a year before. The limit is Student's t on 0,82·(n - 1) degrees
of freedom; of the change one person is left out (half a person rounding on both sides). Measured on simulated places without
change (tests): 1 to 4 in 100 alarm where each is judged alone, 0 to 6 in 100 scans of 285 places give any alarm.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri, stdtr, stdtrit  # scipy.stats has them too, but takes most of a second to import

from dashboard.uncertainty.extremes import KAN_NIET, Bounds, FloatArray

WINDOW, AT_LEAST = 36, 24
FALSE_ALARMS = 0.05
RISE, FALL, USUAL = "toename", "afname", "gewone schommeling"
TOO_SHORT = "te_kort"
CONSISTENT, EFFICIENCY = float(1 / (np.sqrt(2) * ndtri(5 / 8))), 0.8227


def changes(stock: Bounds, k: int) -> pd.DataFrame:
    """The change over the last k months of every place beside its own variation, at both extremes of masked months.

    stock: whole people, one row per place, one column per consecutive month, the last one the month that is judged; NaN where a
    month has no figure. Needs 37 + k columns for the full yardstick, and never uses more. Columns:
    verschil_onder, verschil_boven: the change. spreiding_onder, _boven: robust standard deviation of one month's change (masked
    months: limits that hold for every filling). maanden: how many monthly changes it rests on. p_onder, p_boven: chance of a
    change at least this large by usual variation.
    reden: '', `geen_cijfer` (no figure at one of the two moments) or TOO_SHORT (under 24 monthly changes known); p is NaN then.
    Raises ValueError where a count is no whole number or k is not positive.
    """
    counts = np.stack([np.atleast_2d(side) for side in stock])
    if k < 1 or (counts[~np.isnan(counts)] % 1 != 0).any():
        raise ValueError("changes need whole people and at least one month")
    months = counts.shape[2]
    before = counts[:, :, max(months - k - WINDOW - 1, 0) : max(months - k, 0)]
    monthly = Bounds(before[0, :, 1:] - before[1, :, :-1], before[1, :, 1:] - before[0, :, :-1])
    known = (~np.isnan(monthly.onder)).sum(axis=1)
    spread = robust_sd(monthly)
    then = counts[:, :, -1 - k] if months > k else np.full(counts.shape[:2], np.nan)
    change = Bounds(counts[0, :, -1] - then[1], counts[1, :, -1] - then[0])
    smallest = np.maximum(np.maximum(change.onder, -change.boven), 0)
    largest = np.maximum(-change.onder, change.boven)
    reden = np.select([np.isnan(change.onder), known < AT_LEAST], ["geen_cijfer", TOO_SHORT], default="")
    chances = Bounds(_chance(largest, spread.onder, known, k), _chance(smallest, spread.boven, known, k))
    return pd.DataFrame(
        {
            "verschil_onder": change.onder,
            "verschil_boven": change.boven,
            "spreiding_onder": spread.onder,
            "spreiding_boven": spread.boven,
            "maanden": known,
            "p_onder": np.where(reden == "", chances.onder, np.nan),
            "p_boven": np.where(reden == "", chances.boven, np.nan),
            "reden": reden.astype(object),
        }
    )


def judged(found: pd.DataFrame, *, scan: bool) -> pd.DataFrame:
    """Columns oordeel (RISE, FALL, USUAL, KAN_NIET) and reden for the places in `found`, the frame of `changes`.

    scan: every place was looked at, so at most 5% of the alarms may be false (Benjamini and Hochberg 1995) over the
    places that can be judged; else each place stands alone at 5%. A masked place alarms only if it would at the least
    favourable filling of all masks together, and is usual only if it would be at the most favourable one; else `gemaskeerd`.
    """
    usable = (found["reden"] == "").to_numpy()
    certain, possible = (_alarms(found[name].to_numpy(float), usable, scan) for name in ("p_boven", "p_onder"))
    unsure = usable & (certain != possible)
    side = np.where(found["verschil_onder"] > 0, RISE, FALL)
    oordeel = np.select([~usable | unsure, certain], [KAN_NIET, side], default=USUAL)
    reden = np.where(unsure, "gemaskeerd", found["reden"])
    return pd.DataFrame({"oordeel": oordeel, "reden": reden}, index=found.index, dtype=object)


def usual(found: pd.DataFrame, k: int, verdicts: pd.DataFrame) -> FloatArray:
    """The largest change over k months, in people, that the scan `verdicts` (judged, scan=True) leaves as usual; per place.

    With r alarms among m places the procedure of Benjamini and Hochberg alarms exactly below a chance of r·5%/m (at r = 0
    below 5%/m), so each place's own limit follows from its spread at that chance. Of masked months the widest limit. NaN
    where no verdict is possible.
    """
    places = int((found["reden"] == "").sum())
    alarms = int(verdicts["oordeel"].isin([RISE, FALL]).sum())
    level = max(alarms, 1) * FALSE_ALARMS / max(places, 1)
    freedom = EFFICIENCY * (found["maanden"].to_numpy(float) - 1)
    with np.errstate(invalid="ignore"):
        limit = 1 + found["spreiding_boven"].to_numpy(float) * np.sqrt(k) * -stdtrit(freedom, level / 2)
    return np.where(found["reden"] == "", limit, np.nan)


def robust_sd(values: Bounds) -> Bounds:
    """Qn per row of whole numbers, NaN left out: limits that hold for every filling; NaN with fewer than two values.

    Every difference between two values lies between its own limits, and an order statistic rises with each of them.
    """
    size = (~np.isnan(values.onder)).sum(axis=1)
    result = Bounds(np.full(len(size), np.nan), np.full(len(size), np.nan))
    for count in np.unique(size[size > 1]):
        rows = size == count
        there = ~np.isnan(values.onder[rows])
        low, high = (side[rows][there].reshape(-1, count) for side in values)
        i, j = np.triu_indices(count, 1)
        apart = np.maximum(np.maximum(low[:, i] - high[:, j], low[:, j] - high[:, i]), 0)
        result.onder[rows] = _qn(apart, int(count))
        result.boven[rows] = _qn(np.maximum(high[:, i] - low[:, j], high[:, j] - low[:, i]), int(count))
    return result


def _qn(pairs: FloatArray, count: int) -> FloatArray:
    """The k-th smallest pair difference, k = h(h - 1)/2 and h = n // 2 + 1, ties interpolated half a person each way."""
    half = count // 2 + 1
    k = half * (half - 1) // 2
    ordered = np.sort(pairs, axis=1)
    at = ordered[:, [k - 1]]
    below, ties = (ordered < at).sum(axis=1), (ordered == at).sum(axis=1)
    start = np.maximum(at[:, 0] - 0.5, 0)
    smooth = start + (k - 0.5 - below) / ties * (at[:, 0] + 0.5 - start)
    return CONSISTENT * smooth * count / (count + (1.4 if count % 2 else 3.8))


def _chance(size: FloatArray, spread: FloatArray, known: NDArray[np.int_], k: int) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.maximum(size - 1, 0) / (spread * np.sqrt(k))
        return 2 * stdtr(EFFICIENCY * (known - 1), -z)


def _alarms(chance: FloatArray, usable: NDArray[np.bool_], scan: bool) -> NDArray[np.bool_]:
    """Which chances are below 5%; of a scan those up to the largest that is below its rank's share of 5% (the step-up of BH)."""
    if not scan:
        return usable & (chance <= FALSE_ALARMS)
    ordered = np.sort(chance[usable])
    passed = ordered[ordered <= FALSE_ALARMS * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)]
    return usable & (chance <= passed.max(initial=-1.0))
