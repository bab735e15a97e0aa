"""What still holds when a masked part may be anything between its bounds.

A masked count is an interval. A conclusion is given only when it is the same at both extremes; otherwise it is KAN_NIET. The
functions that compare places share these words, so that "we cannot say" is never confused with "no difference".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
KAN_NIET = "kan niet"
NO_PERCENTAGE_BELOW = 10
FEW_BELOW = 30
ALL_PLACES = 0.998
REASONS = {
    "geen_cijfer": "there is no figure to judge; its status says why",
    "niet_van_toepassing": "the denominator is certainly 0",
    "te_klein": "the denominator is not certainly 10 or more",
    "gemaskeerd": "the conclusion differs between the extremes of a masked part",
}


class Bounds(NamedTuple):
    """Certain limits of one count or figure per place; equal where it is known exactly, NaN where there is none."""

    onder: FloatArray
    boven: FloatArray


def bounds(onder: ArrayLike, boven: ArrayLike | None = None) -> Bounds:
    """Limits as arrays (exact without `boven`); NaN on one side makes both NaN; ValueError where onder > boven."""
    lower = np.atleast_1d(np.asarray(onder, float))
    upper = lower if boven is None else np.atleast_1d(np.asarray(boven, float))
    lower, upper = np.broadcast_arrays(lower, upper)
    if (lower > upper).any():
        raise ValueError("a lower bound is above its upper bound")
    nothing = np.isnan(lower) | np.isnan(upper)
    return Bounds(np.where(nothing, np.nan, lower), np.where(nothing, np.nan, upper))


def linear(coefficients: FloatArray, values: Bounds) -> Bounds:
    """Exact limits of `coefficients @ values` (one row per result) when every value moves freely between its bounds."""
    up, down = np.maximum(coefficients, 0), np.minimum(coefficients, 0)
    return Bounds(up @ values.onder + down @ values.boven, up @ values.boven + down @ values.onder)


def unjudgeable(noemer: Bounds, *others: Bounds) -> NDArray[np.str_]:
    """Per place why it cannot be judged before anything is computed: a key of REASONS, or '' where it can."""
    absent = np.isnan(noemer.onder)
    for other in others:
        absent = absent | np.isnan(other.onder)
    return np.select(
        [absent, noemer.boven == 0, noemer.onder < NO_PERCENTAGE_BELOW],
        ["geen_cijfer", "niet_van_toepassing", "te_klein"],
        default="",
    )


def verdicts(
    lowest: NDArray[np.str_], highest: NDArray[np.str_], reden: NDArray[np.str_], noemer: Bounds | None = None
) -> pd.DataFrame:
    """Columns oordeel (the common conclusion, else KAN_NIET), reden ('' or a key of REASONS) and, with `noemer`, klein.

    klein: the denominator is not certainly 30 or more, so a warning belongs beside the conclusion.
    """
    differs = (lowest != highest) & (reden == "")
    reasons = np.where(differs, "gemaskeerd", reden)
    frame = pd.DataFrame({"oordeel": np.where(reasons == "", lowest, KAN_NIET), "reden": reasons}, dtype=object)
    return frame if noemer is None else frame.assign(klein=~(noemer.onder >= FEW_BELOW))
