"""The place a municipality can hold in a ranking: never one number where a mask or a tie leaves room for more.

Two ranges that must not be mixed. `positions` is certain: every way of filling the masks gives a rank inside it. `chance`
says how far chance alone could move the rank when every level may move within its own stability interval; it counts the
intervals that lie wholly above and wholly below (Klein, Wright and Wieczorek 2020, JRSS C 69, 589-606).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dashboard.uncertainty import byar, wilson
from dashboard.uncertainty.extremes import Bounds, FloatArray, bounds


def positions(onder: ArrayLike, boven: ArrayLike, ranked: ArrayLike | None = None) -> pd.DataFrame:
    """Rank range of every place, 1 for the highest value, one row per place in the order given.

    ranked: which places take part (default: all with a value); leave out incomplete totals and uncertain regions. Places
    without a value never take part. Columns, all empty outside the ranking:
    beste, slechtste: lowest and highest rank over all fillings of the masks; equal values hold every rank they span together,
    so three exact places at the top are each 1 to 3. Both ends are reached by some filling.
    gelijk: how many other places certainly have the same value. plaatsen: how many places are ranked.
    """
    return _positions(bounds(onder, boven), ranked)


def chance(laag: ArrayLike, hoog: ArrayLike, ranked: ArrayLike | None = None) -> pd.DataFrame:
    """How far chance could move every rank: columns toeval_beste, toeval_slechtste and plaatsen.

    laag, hoog: stability limits, for a masked place those of `widest`. A place that is ranked but has no limits could be
    anywhere. Each range is as sure as the limits given; with many places use 99,8% limits (extremes.ALL_PLACES). When nobody
    has limits (a ratio whose numerator is no subset), every range is empty.
    """
    limits = bounds(laag, hoog)
    known = ~np.isnan(limits.onder)
    takes_part = known if ranked is None else np.asarray(ranked, bool)
    anywhere = takes_part & ~known
    open_limits = Bounds(np.where(anywhere, -np.inf, limits.onder), np.where(anywhere, np.inf, limits.boven))
    frame = _positions(open_limits, takes_part & known.any())
    names = {"beste": "toeval_beste", "slechtste": "toeval_slechtste"}
    return frame.rename(columns=names)[[*names.values(), "plaatsen"]]


def widest(kind: str, teller: Bounds, noemer: Bounds, level: float) -> Bounds:
    """Stability limits at the extremes of a masked ratio: from the lowest filling's lower limit to the highest one's upper.

    kind: 'wilson' (share of a denominator) or 'byar' (rate from a count), as the indicator states it; ValueError otherwise.
    For ranks and comparisons only: a masked figure is shown without stability interval.
    """
    if kind == "wilson":
        smallest = np.maximum(noemer.onder, teller.boven)
        return Bounds(wilson(teller.onder, noemer.boven, level)[0], wilson(teller.boven, smallest, level)[1])
    if kind == "byar":
        with np.errstate(divide="ignore", invalid="ignore"):
            return bounds(byar(teller.onder, level)[0] / noemer.boven, byar(teller.boven, level)[1] / noemer.onder)
    raise ValueError(f"no stability limits of kind {kind!r}")


def quantiles(values: FloatArray, shares: Sequence[float]) -> FloatArray:
    """One row per share, one column per column of `values`: the linear quantile (Hyndman and Fan's type 7) of each column.

    Equal to pandas' own to the last bit. values: at least one row, nothing unknown.
    """
    ordered = np.sort(values, axis=0)
    place = (len(ordered) - 1) * np.asarray(shares, float)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)[:, None]


def _positions(values: Bounds, ranked: ArrayLike | None) -> pd.DataFrame:
    known = ~np.isnan(values.onder)
    inside = known if ranked is None else known & np.asarray(ranked, bool)
    lower, upper = np.sort(values.onder[inside]), np.sort(values.boven[inside])
    count = len(lower)
    exact = np.sort(values.onder[inside & (values.onder == values.boven)])
    columns: dict[str, NDArray[np.int_]] = {
        "beste": 1 + count - np.searchsorted(lower, values.boven, side="right"),
        "slechtste": count - np.searchsorted(upper, values.onder, side="left"),
        "gelijk": np.where(values.onder == values.boven, _ties(exact, values.onder) - 1, 0),
        "plaatsen": np.full(len(inside), count),
    }
    return pd.DataFrame(
        {name: pd.arrays.IntegerArray(column.astype(np.int64), ~inside) for name, column in columns.items()}
    )


def _ties(ordered: FloatArray, values: FloatArray) -> NDArray[np.int_]:
    return np.searchsorted(ordered, values, side="right") - np.searchsorted(ordered, values, side="left")
