"""Funnel limits: how far a place of a given size may lie from a reference through chance alone.

Method: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24, 1185-1202:
exact binomial limits for a share and exact Poisson limits for a rate, interpolated between whole counts (appendix A.1).
Spiegelhalter interpolates both limits on P(X <= r), which flags the upper side a fraction of a count too soon; here each limit
uses its own tail, so a place is outside only when its exact one-sided tail is under (1 - level) / 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import (  # scipy.stats has laws for these, but takes a second to import and 44 MB to keep
    bdtr,
    bdtrik,
    chdtri,
    ndtri,
    pdtr,
    pdtrc,
    pdtrik,
)

from dashboard.uncertainty.extremes import Bounds, FloatArray, unjudgeable, verdicts

BINNEN, BOVEN, ONDER = "binnen", "boven", "onder"
WINSORISED = 0.1


@dataclass(frozen=True)
class Overdispersion:
    """How much more the places differ than chance would make them.

    phi: mean of the squared, winsorised z-scores; 1 under chance alone. tau: the standard deviation between places that
    explains it (0 when `aangetoond` is false). plaatsen: how many places it was measured on; weggelaten: those left out
    because they are masked, without figure or under 10.
    """

    phi: float
    tau: float
    aangetoond: bool
    plaatsen: int
    weggelaten: int


def limits(kind: str, reference: ArrayLike, noemer: ArrayLike, level: float, tau: float = 0.0) -> Bounds:
    """Lower and upper funnel limit of the ratio round `reference` at each denominator; NaN where either is unknown.

    kind: 'wilson' (share; denominators are rounded to whole people) or 'byar' (rate per head of the denominator). With tau
    above 0 the limits are reference ± z·√(s² + tau²), Spiegelhalter's additive model, s² being the variance by chance.
    """
    theta, n = np.broadcast_arrays(np.asarray(reference, float), np.asarray(noemer, float))
    if tau > 0:
        half = ndtri(0.5 + level / 2) * np.sqrt(_variance(kind, theta, n) + tau**2)
        below, above = np.maximum(theta - half, 0.0), theta + half
    else:
        tail = (1 - level) / 2
        size = np.round(n) if _is_share(kind) else n
        with np.errstate(divide="ignore", invalid="ignore"):
            below, above = _lowest(kind, theta, size, tail) / size, _highest(kind, theta, size, tail) / size
    above = np.minimum(above, 1.0) if _is_share(kind) else above
    nothing = np.isnan(theta) | ~(n > 0)
    return Bounds(np.where(nothing, np.nan, below), np.where(nothing, np.nan, above))


def judged(
    kind: str, teller: Bounds, noemer: Bounds, reference: Bounds, level: float, tau: float = 0.0
) -> pd.DataFrame:
    """Where every place lies: columns oordeel (BINNEN, BOVEN, ONDER or KAN_NIET), reden and klein (see extremes.verdicts).

    reference: the ratio to compare with, masked or exact. A place lies highest with its most events, fewest people and the lowest
    reference, and lowest the other way round; between these two its position only moves one way, so they decide.
    """
    reden = unjudgeable(noemer, teller, reference)
    low = _side(kind, teller.onder, noemer.boven, reference.boven, level, tau)
    fewest = np.maximum(noemer.onder, teller.boven) if _is_share(kind) else noemer.onder
    high = _side(kind, teller.boven, fewest, reference.onder, level, tau)
    return verdicts(low, high, reden, noemer)


def overdispersion(kind: str, teller: Bounds, noemer: Bounds, reference: float) -> Overdispersion:
    """Whether places differ more than chance allows, measured on the places that are known exactly.

    Spiegelhalter (2005), section 4: z-scores beyond the 10th and 90th centile are set to those centiles, phi is the mean of
    their squares. It is shown when phi·places passes the 95% point of chi-square; then tau² is the moment estimate of
    DerSimonian and Laird (1986).
    """
    reden = unjudgeable(noemer, teller)
    usable = (reden == "") & (teller.onder == teller.boven) & (noemer.onder == noemer.boven)
    k, n = teller.onder[usable], noemer.onder[usable]
    count, left_out = len(k), int((~usable).sum())
    if count < 2 or reference <= 0 or (_is_share(kind) and reference >= 1):
        return Overdispersion(float("nan"), 0.0, False, count, left_out)
    weight = 1 / _variance(kind, np.full(count, reference), n)
    z = (k / n - reference) * np.sqrt(weight)
    phi = float(np.mean(np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED])) ** 2))
    shown = count * phi > chdtri(count, 0.05)
    between = (count * phi - (count - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return Overdispersion(phi, float(np.sqrt(max(between, 0.0))) if shown else 0.0, bool(shown), count, left_out)


def _is_share(kind: str) -> bool:
    if kind not in ("wilson", "byar"):
        raise ValueError(f"no funnel limits for a ratio of kind {kind!r}")
    return kind == "wilson"


def _variance(kind: str, theta: FloatArray, n: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return theta * (1 - theta) / n if _is_share(kind) else theta / n


def _lowest(kind: str, theta: FloatArray, n: FloatArray, tail: float) -> FloatArray:
    """The count r - a where the lower tail, interpolated between the whole counts r - 1 and r, is `tail`."""
    chance: Callable[[FloatArray], FloatArray]
    if _is_share(kind):
        near = np.where(theta > 0, bdtrik(tail, n, theta), 0.0)
        chance = partial(_at_most, n=n, theta=theta)
    else:
        near, chance = pdtrik(tail, theta * n), lambda k: pdtr(k, theta * n)
    r = _first(near, lambda k: chance(k) >= tail)
    under, upto = np.where(r > 0, chance(np.maximum(r - 1, 0)), 0.0), chance(r)
    return np.maximum(r - (upto - tail) / (upto - under), 0.0)


def _highest(kind: str, theta: FloatArray, n: FloatArray, tail: float) -> FloatArray:
    """The same for the upper tail: for a share the mirror image of the lower limit of the failures."""
    if _is_share(kind):
        return n - _lowest(kind, 1 - theta, n, tail)
    expected = theta * n
    r = _first(pdtrik(1 - tail, expected), lambda k: pdtrc(k, expected) <= tail)
    upto, beyond = np.where(r > 0, pdtrc(np.maximum(r - 1, 0), expected), 1.0), pdtrc(r, expected)
    return r + (upto - tail) / (upto - beyond)


def _at_most(k: FloatArray, n: FloatArray, theta: FloatArray) -> FloatArray:
    """The binomial chance of k or fewer, certain where nobody can be counted."""
    return np.where(theta > 0, bdtr(k, np.nan_to_num(n).astype(np.int64), theta), 1.0)


def _first(near: FloatArray, holds: Callable[[FloatArray], NDArray[np.bool_]]) -> FloatArray:
    """The first whole count for which a test holds that holds from some count on; `near` is where it lies but for rounding."""
    above = np.maximum(np.ceil(near), 0.0)
    below = np.maximum(above - 1, 0.0)
    return np.where(holds(below), below, np.where(holds(above) | np.isnan(near), above, above + 1))


def _side(kind: str, k: FloatArray, n: FloatArray, theta: FloatArray, level: float, tau: float) -> np.ndarray:
    below, above = limits(kind, theta, n, level, tau)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = k / n
    return np.select([ratio > above, ratio < below], [BOVEN, ONDER], default=BINNEN)
