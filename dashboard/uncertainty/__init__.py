"""Stability intervals: how far chance alone could move the level of a figure.

Our counts are complete administrative counts, so these are no sampling errors. Methods: Wilson (1927) for a share whose
numerator is part of its denominator; for a rate from counts Byar's approximation (Breslow and Day 1987, vol. II, p. 69),
with exact Poisson limits below ten events.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv, ndtri

EXACT_BELOW = 10
Limits = tuple[NDArray[np.float64], NDArray[np.float64]]


def wilson(events: ArrayLike, trials: ArrayLike, level: float = 0.95) -> Limits:
    """Lower and upper limit of the share events / trials, both between 0 and 1; NaN where trials is 0."""
    k, n = np.asarray(events, float), np.asarray(trials, float)
    z = ndtri(0.5 + level / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = k / n
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def byar(events: ArrayLike, level: float = 0.95) -> Limits:
    """Lower and upper limit of a count: Byar's approximation, exact Poisson below ten events; NaN for an unknown count."""
    k = np.asarray(events, float)
    z = ndtri(0.5 + level / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(k > 0, k * (1 - 1 / (9 * k) - z / (3 * np.sqrt(k))) ** 3, 0.0 * k)
        above = k + 1
        upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    few = k < EXACT_BELOW
    lower, upper = np.atleast_1d(lower), np.atleast_1d(upper)
    lower[np.atleast_1d(few)], upper[np.atleast_1d(few)] = exact_poisson(k[few], level)
    return lower.reshape(k.shape), upper.reshape(k.shape)


def exact_poisson(events: ArrayLike, level: float = 0.95) -> Limits:
    """Exact (Garwood 1936) limits of a Poisson count; NaN for an unknown count."""
    k = np.asarray(events, float)
    tail = (1 - level) / 2
    lower = np.where(k > 0, gammaincinv(np.maximum(k, 1e-12), tail), 0.0 * k)
    return lower, gammaincinv(k + 1, 1 - tail)
