"""Whether chance alone could explain that a place differs from a comparator.

Methods: for a share the hybrid score interval for the difference of two independent shares, Newcombe (1998), Statistics in
Medicine 17, 873-890, method 10; for a rate the exact test of two Poisson counts given their sum, Przyborowski and Wilenski
(1940), Biometrika 31, 313-323. Both need two groups without people in common: the comparator without the place itself.
"No difference shown" is no proof of equality.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import betainc

from dashboard.uncertainty import wilson
from dashboard.uncertainty.extremes import Bounds, FloatArray, unjudgeable, verdicts

HIGHER, LOWER, NOT_SHOWN = "hoger", "lager", "niet te onderscheiden"


def without_own(group: Bounds, own: Bounds) -> Bounds:
    """The comparator's count without the place's own part, as limits that hold for every filling.

    A group whose masked parts include the place's own is at least as wide as it, and loses exactly that width. A group that is
    narrower than its part was delivered as a total by the source; then every combination is possible. For judging only, never
    shown: the result of a source's total would tell the hidden part. Never below 0; NaN where either is unknown.
    """
    inside = (group.boven - group.onder) >= (own.boven - own.onder)
    lower = np.where(inside, group.onder - own.onder, group.onder - own.boven)
    upper = np.where(inside, group.boven - own.boven, group.boven - own.onder)
    return Bounds(np.maximum(lower, 0), np.maximum(upper, 0))


def compared(
    kind: str, teller: Bounds, noemer: Bounds, ander_teller: Bounds, ander_noemer: Bounds, level: float
) -> pd.DataFrame:
    """Every place beside a comparator without people in common: columns oordeel, reden and klein (see extremes.verdicts).

    oordeel: HIGHER, LOWER, NOT_SHOWN or KAN_NIET, the place as against the comparator. kind: 'wilson' (share of the denominator)
    or 'byar' (rate from a count); ValueError otherwise. level: 0.95 for one place, extremes.ALL_PLACES when all are
    compared at once. The place lies highest with its most events in its fewest people beside a comparator at its lowest.
    The comparator is one for all places (length 1) or one for each.
    """
    reden = unjudgeable(noemer, teller, ander_teller, ander_noemer)
    other = unjudgeable(ander_noemer, ander_teller)
    reden = np.where(reden == "", other, reden)
    share = _is_share(kind)
    fewest = np.maximum(noemer.onder, teller.boven) if share else noemer.onder
    other_fewest = np.maximum(ander_noemer.onder, ander_teller.boven) if share else ander_noemer.onder
    judge = _share_side if share else _rate_side
    low = judge(teller.onder, noemer.boven, ander_teller.boven, other_fewest, level)
    high = judge(teller.boven, fewest, ander_teller.onder, ander_noemer.boven, level)
    return verdicts(low, high, reden, noemer)


def share_difference(k: FloatArray, n: FloatArray, other_k: FloatArray, other_n: FloatArray, level: float) -> Bounds:
    """Newcombe's limits of k/n - other_k/other_n for independent groups; NaN where a denominator is 0 or unknown."""
    lower, upper = wilson(k, n, level)
    other_lower, other_upper = wilson(other_k, other_n, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, other = k / n, other_k / other_n
    below = np.sqrt((share - lower) ** 2 + (other_upper - other) ** 2)
    above = np.sqrt((upper - share) ** 2 + (other - other_lower) ** 2)
    return Bounds(share - other - below, share - other + above)


def rate_chances(
    k: FloatArray, n: FloatArray, other_k: FloatArray, other_n: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Chance of at least, and of at most, k events if both rates are equal, given the sum of both counts.

    Given the sum, k is binomial with the place's part of the denominators; its tails are incomplete beta functions, which also
    hold for a mean of monthly counts. Both are 1 when there are no events at all.
    """
    part = n / (n + other_n)
    at_least = np.where(k > 0, betainc(np.maximum(k, 1e-300), other_k + 1, part), 1.0)
    at_most = np.where(other_k > 0, betainc(np.maximum(other_k, 1e-300), k + 1, 1 - part), 1.0)
    return at_least, at_most


def _is_share(kind: str) -> bool:
    if kind not in ("wilson", "byar"):
        raise ValueError(f"no comparison by chance for a ratio of kind {kind!r}")
    return kind == "wilson"


def _share_side(k: FloatArray, n: FloatArray, other_k: FloatArray, other_n: FloatArray, level: float) -> np.ndarray:
    limits = share_difference(k, n, other_k, other_n, level)
    return np.select([limits.onder > 0, limits.boven < 0], [HIGHER, LOWER], default=NOT_SHOWN)


def _rate_side(k: FloatArray, n: FloatArray, other_k: FloatArray, other_n: FloatArray, level: float) -> np.ndarray:
    at_least, at_most = rate_chances(k, n, other_k, other_n)
    tail = (1 - level) / 2
    return np.select([at_least < tail, at_most < tail], [HIGHER, LOWER], default=NOT_SHOWN)
