"""Splits the gap between two rates: how much goes with another composition, how much with other rates in the same classes.

Method: Kitagawa (1955), Components of a difference between two rates, JASA 50, 1168-1194. With w the share of a class in the
denominator and m its rate, the gap is the sum over classes of (w - w')·(m + m')/2, the composition part, and (m - m')·(w + w')/2,
the rate part. Together they are the gap; neither says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.uncertainty.extremes import FEW_BELOW, KAN_NIET, Bounds, FloatArray, linear, unjudgeable

HIGHER, LOWER, NOTHING = "hoger", "lager", "geen verschil"
COMPOSITION, RATES, AS_MUCH = "samenstelling", "graad", "even groot"
ROUNDING = 1e-12


class Group(NamedTuple):
    """Numerator bounds and denominator bounds per class of one group; a class nobody belongs to has a denominator of 0."""

    teller: Bounds
    noemer: Bounds


@dataclass(frozen=True)
class Decomposition:
    """The gap and its two parts, as ratios (not per 1.000), with what may be concluded from them.

    verschil, samenstelling, graad: limits over all fillings of the masks, one number each. klassen: one row per class with
    samenstelling_onder, _boven, graad_onder, _boven; they add up to the parts wherever nothing is masked.
    oordelen: for each of verschil, samenstelling and graad HIGHER, LOWER, NOTHING or KAN_NIET: whether it certainly lifts or
    lowers the rate of the own group. grootste: which part is certainly the largest, COMPOSITION or RATES (AS_MUCH, KAN_NIET).
    reden: '' or why nothing is computed (extremes.REASONS, or `noemer_gemaskeerd`); then every number is NaN.
    klein: the own group has a denominator under 30.
    """

    verschil: Bounds
    samenstelling: Bounds
    graad: Bounds
    klassen: pd.DataFrame
    oordelen: dict[str, str]
    grootste: str
    reden: str
    klein: bool


def decompose(eigen: Group, andere: Group, *, samen: bool) -> Decomposition:
    """The gap of the own group with a comparator, class by class.

    samen: the comparator is the own group and the others together (Vlaanderen with the region in it), so that a masked part of
    the own group moves both; else it is the others alone. A class the own group or the comparator does not have takes the rate of
    the other one, so that it counts in the composition only.
    """
    reden = _reason(eigen, andere)
    own, other = eigen.noemer.onder, andere.noemer.onder
    if reden:
        own, other = np.full(len(own), np.nan), np.full(len(other), np.nan)
    reference = own + other if samen else other
    composition, rates = _coefficients(own, reference, samen)
    counts = Bounds(
        np.concatenate([_counted(eigen).onder, _counted(andere).onder]),
        np.concatenate([_counted(eigen).boven, _counted(andere).boven]),
    )
    parts = {"samenstelling": composition.sum(axis=0), "graad": rates.sum(axis=0)}
    found = {name: linear(row[None, :], counts) for name, row in parts.items()}
    found["verschil"] = linear((parts["samenstelling"] + parts["graad"])[None, :], counts)
    by_class = {"samenstelling": linear(composition, counts), "graad": linear(rates, counts)}
    classes = {f"{name}_{side}": getattr(limits, side) for name, limits in by_class.items() for side in limits._fields}
    both = linear(np.stack([parts["samenstelling"] - parts["graad"], parts["samenstelling"] + parts["graad"]]), counts)
    return Decomposition(
        **found,
        klassen=pd.DataFrame(classes),
        oordelen={name: KAN_NIET if reden else _direction(limits) for name, limits in found.items()},
        grootste=KAN_NIET if reden else _largest(both),
        reden=reden,
        klein=not eigen.noemer.onder.sum() >= FEW_BELOW,
    )


def _reason(eigen: Group, andere: Group) -> str:
    for group in (eigen, andere):
        total = Bounds(group.noemer.onder.sum(keepdims=True), group.noemer.boven.sum(keepdims=True))
        reden = str(unjudgeable(total, Bounds(*(_counted(group)[at].sum(keepdims=True) for at in (0, 1))))[0])
        if reden:
            return reden
    exact = all((group.noemer.onder == group.noemer.boven).all() for group in (eigen, andere))
    return "" if exact else "noemer_gemaskeerd"


def _counted(group: Group) -> Bounds:
    """Numerators, 0 in a class without people."""
    empty = group.noemer.boven == 0
    return Bounds(np.where(empty, 0.0, group.teller.onder), np.where(empty, 0.0, group.teller.boven))


def _coefficients(own: FloatArray, reference: FloatArray, together: bool) -> tuple[FloatArray, FloatArray]:
    """Both parts of every class (rows) as weights of the numerators: first the own group's, then the others'."""
    share, standard = own / own.sum(), reference / reference.sum()
    nothing = np.zeros((len(own), len(own)))
    with np.errstate(divide="ignore", invalid="ignore"):
        mine, theirs = np.diag(1 / own), np.diag(1 / reference)
    own_rate = np.hstack([mine, nothing])
    reference_rate = np.hstack([theirs if together else nothing, theirs])
    own_rate[own == 0] = reference_rate[own == 0]
    reference_rate[reference == 0] = own_rate[reference == 0]
    own_rate[(own == 0) & (reference == 0)] = reference_rate[(own == 0) & (reference == 0)] = 0.0
    composition = ((share - standard) / 2)[:, None] * (own_rate + reference_rate)
    return composition, ((share + standard) / 2)[:, None] * (own_rate - reference_rate)


def _direction(part: Bounds) -> str:
    lower, upper = float(part.onder[0]), float(part.boven[0])
    if lower > ROUNDING:
        return HIGHER
    if upper < -ROUNDING:
        return LOWER
    return NOTHING if max(abs(lower), abs(upper)) <= ROUNDING else KAN_NIET


def _largest(both: Bounds) -> str:
    """From composition - rate and composition + rate: the larger in size has the sign of their product."""
    signs = [_direction(Bounds(both.onder[[at]], both.boven[[at]])) for at in (0, 1)]
    if NOTHING in signs:
        return AS_MUCH
    return KAN_NIET if KAN_NIET in signs else COMPOSITION if signs[0] == signs[1] else RATES
