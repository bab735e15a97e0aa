"""Funnel limits: how far a place of a given size may lie from a reference through chance alone.

Method: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24, 1185-1202:
exact binomial limits for a share and exact Poisson limits for a rate, interpolated between whole counts (appendix A.1).
Spiegelhalter interpolates both limits on P(X <= r), which flags the upper side a fraction of a count too soon; here each limit
uses its own tail, so a place is outside only when its exact one-sided tail is under (1 - level) / 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import ndtri
from scipy.stats import binom, chi2, poisson

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
    shown = count * phi > chi2.ppf(0.95, count)
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
    law = binom(n, theta) if _is_share(kind) else poisson(theta * n)
    r = np.maximum(law.ppf(tail), 0.0)
    under, upto = law.cdf(r - 1), law.cdf(r)
    return np.maximum(r - (upto - tail) / (upto - under), 0.0)


def _highest(kind: str, theta: FloatArray, n: FloatArray, tail: float) -> FloatArray:
    """The same for the upper tail: for a share the mirror image of the lower limit of the failures."""
    if _is_share(kind):
        return n - _lowest(kind, 1 - theta, n, tail)
    law = poisson(theta * n)
    r = law.isf(tail)
    upto, beyond = law.sf(r - 1), law.sf(r)
    return r + (upto - tail) / (upto - beyond)


def _side(kind: str, k: FloatArray, n: FloatArray, theta: FloatArray, level: float, tau: float) -> np.ndarray:
    below, above = limits(kind, theta, n, level, tau)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = k / n
    return np.select([ratio > above, ratio < below], [BOVEN, ONDER], default=BINNEN)
