"""What every member brings to the figure of its region, and to the change of that figure; the contributions add up to it.

A contribution is arithmetic, no cause. Counts add up as they are; a rate is split over its members with Kitagawa's (1955)
formula, the members being the classes.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dashboard.uncertainty.extremes import Bounds, FloatArray, linear


def to_level(teller: Bounds, noemer: ArrayLike, reference: float) -> pd.DataFrame:
    """Columns bijdrage_onder and bijdrage_boven per member: (its events - reference × its people) ÷ the region's people.

    They add up to the region's ratio minus `reference` (with 0: to the ratio itself). noemer must be exact; a masked or missing
    one makes every contribution NaN, because the region has no certain ratio then.
    """
    n = np.asarray(noemer, float)
    total = n.sum()
    return _columns("bijdrage", Bounds(*((side - reference * n) / total for side in teller)))


def to_difference(toen: Bounds, nu: Bounds) -> pd.DataFrame:
    """Columns bijdrage_onder and bijdrage_boven per member to the change of a count between two moments."""
    return _columns("bijdrage", Bounds(nu.onder - toen.boven, nu.boven - toen.onder))


def to_change(toen: Bounds, noemer_toen: ArrayLike, nu: Bounds, noemer_nu: ArrayLike) -> pd.DataFrame:
    """Contribution of every member to the change of the region's ratio, split in two.

    Columns eigen_onder, _boven: through the member's own ratio, at its mean weight; gewicht_onder, _boven: because its weight
    in the region changed, measured against the region's mean ratio (a member that grows lifts the region only if its ratio is
    above that); bijdrage_onder, _boven: both together. Where nothing is masked the contributions add up to the change.
    Denominators must be exact; a member without people at one moment keeps its ratio of the other.
    """
    before, after = np.asarray(noemer_toen, float), np.asarray(noemer_nu, float)
    count = len(before)
    weight_before, weight_after = before / before.sum(), after / after.sum()
    rates = np.hstack([_rates(before), np.zeros((count, count))]), np.hstack([np.zeros((count, count)), _rates(after)])
    rate_before = np.where((before > 0)[:, None], rates[0], rates[1])
    rate_after = np.where((after > 0)[:, None], rates[1], rates[0])
    region = (np.r_[np.full(count, 1 / before.sum()), np.full(count, 1 / after.sum())] / 2)[None, :]
    own = ((weight_before + weight_after) / 2)[:, None] * (rate_after - rate_before)
    shift = (weight_after - weight_before)[:, None] * ((rate_before + rate_after) / 2 - region)
    counts = Bounds(np.r_[toen.onder, nu.onder], np.r_[toen.boven, nu.boven])
    return pd.concat(
        [
            _columns("eigen", linear(own, counts)),
            _columns("gewicht", linear(shift, counts)),
            _columns("bijdrage", linear(own + shift, counts)),
        ],
        axis=1,
    )


def rounded_together(parts: ArrayLike, decimals: int) -> FloatArray:
    """The parts rounded so that, as printed, they add up to their rounded sum; each moves by less than one last digit.

    Method: largest remainder (Hamilton); ties go to the first part. When a part is unknown, nothing adds up and all are NaN.
    """
    exact = np.asarray(parts, float) * 10.0**decimals
    if np.isnan(exact).any():
        return np.full_like(exact, np.nan)
    whole = np.floor(exact)
    left = int(np.floor(exact.sum() + 0.5) - whole.sum())
    first = np.argsort(-(exact - whole), kind="stable")[:left]
    whole[first] += 1
    return np.round(whole / 10.0**decimals, decimals)


def _rates(noemer: FloatArray) -> FloatArray:
    return np.diag(np.divide(1.0, noemer, out=np.zeros_like(noemer), where=noemer != 0))


def _columns(name: str, limits: Bounds) -> pd.DataFrame:
    return pd.DataFrame({f"{name}_onder": limits.onder, f"{name}_boven": limits.boven})
