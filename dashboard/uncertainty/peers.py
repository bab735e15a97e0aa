"""The municipalities most alike on a set of characteristics, why they are alike, and how much that hangs on the weights.

Every characteristic is scaled robustly (median 0, 1,4826 × median absolute deviation 1; inhabitants and density as logarithm), so
that Antwerpen does not squeeze all others together. The distance is Gower's (1971, Biometrics 27, 857-871) way with what is
missing: the weighted mean of squared differences over the characteristics both have, its root taken, with the share of the
weights that could be compared beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd
from scipy.special import ndtri

from dashboard.uncertainty.extremes import FloatArray

LOGARITHM = ("inwoners", "bevolkingsdichtheid")
PEERS, TRAITS = 10, 3
COMPARED_AT_LEAST = 0.5
SWAY = 0.5
MOST_CORNERS, SEED = 256, 20_260_101


def scaled(characteristics: pd.DataFrame, logarithm: Sequence[str] = LOGARITHM) -> pd.DataFrame:
    """The characteristics (one row per place, NaN where unknown or masked) on one robust scale.

    Where half of the places share one value, the mean absolute deviation × 1,2533 takes over (Iglewicz and Hoaglin 1993); a
    characteristic that is the same everywhere becomes 0. ValueError where a logarithm is asked of 0 or less.
    """
    values = characteristics.astype(float)
    for name in [name for name in logarithm if name in values]:
        if (values[name] <= 0).any():
            raise ValueError(f"no logarithm of {name}: not all values are above 0")
        values[name] = np.log(values[name])
    centred = values - values.median()
    robust = centred.abs().median() / ndtri(0.75)
    spread = robust.where(robust > 0, centred.abs().mean() * np.sqrt(np.pi / 2))
    return centred / spread.where(spread > 0, 1.0)


def alike(scale: pd.DataFrame, place: str, weights: Mapping[str, float], number: int = PEERS) -> pd.DataFrame:
    """The places nearest to `place`, nearest first, indexed as `scale` (the frame of `scaled`); equal distances by index.

    weights: a weight above 0 per characteristic used; the others do not count. Columns:
    afstand: the distance, 0 is the same on everything compared. dekking: share of the weight of all characteristics that both
    places have; under a half a place is not compared. kenmerken: tuple of the (up to) three characteristics on which they are
    most remarkably alike: the smallest difference as a share of the place's median difference with all others, and smaller
    than it. blijft: in what share of the other weightings the place stays among the nearest (see `weightings`).
    Fewer rows when fewer can be compared; none when the place itself has too little. KeyError for an unknown place or
    characteristic, ValueError for a weight that is not above 0.
    """
    names, base = list(weights), np.array(list(weights.values()), float)
    if not len(base) or not (base > 0).all():
        raise ValueError("every weight must be above 0")
    apart = (scale[names] - scale.loc[place, names]).drop(index=place).sort_index().abs()
    distance, coverage = _distances(apart, base[None, :])
    nearest = _nearest(distance, number)[0]
    chosen = np.flatnonzero(nearest)
    chosen = chosen[np.argsort(distance[0, chosen], kind="stable")]
    stays = _nearest(_distances(apart, weightings(base))[0], number).mean(axis=0)
    return pd.DataFrame(
        {
            "afstand": distance[0, chosen],
            "dekking": coverage[0, chosen],
            "kenmerken": pd.Series(_traits(apart, chosen), index=apart.index[chosen], dtype=object),
            "blijft": stays[chosen],
        },
        index=apart.index[chosen],
    )


def steady(peers: pd.DataFrame) -> int:
    """How many of the places found by `alike` stay among the nearest under every other weighting."""
    return int((peers["blijft"] == 1).sum())


def weightings(base: FloatArray, sway: float = SWAY) -> FloatArray:
    """Other weights, one row each: every characteristic half as heavy or half heavier again, in every combination.

    With more than eight characteristics 256 of the combinations, drawn with a fixed seed.
    """
    if 2 ** len(base) <= MOST_CORNERS:
        signs = np.array(list(product((-1.0, 1.0), repeat=len(base))))
    else:
        signs = np.random.default_rng(SEED).choice([-1.0, 1.0], (MOST_CORNERS, len(base)))
    return base * (1 + sway * signs)


def _distances(apart: pd.DataFrame, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Distance (infinite where too little is shared) and shared weight, one row per weighting, one column per place."""
    squared, shared = apart.to_numpy() ** 2, apart.notna().to_numpy(float)
    weight = weights @ shared.T
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.sqrt(weights @ np.nan_to_num(squared).T / weight)
    coverage = weight / weights.sum(axis=1, keepdims=True)
    return np.where(coverage >= COMPARED_AT_LEAST - 1e-9, distance, np.inf), coverage


def _nearest(distance: FloatArray, number: int) -> np.ndarray:
    order = np.argsort(distance, axis=1, kind="stable")[:, :number]
    nearest = np.zeros(distance.shape, bool)
    np.put_along_axis(nearest, order, True, axis=1)
    return nearest & np.isfinite(distance)


def _traits(apart: pd.DataFrame, chosen: np.ndarray) -> list[tuple[str, ...]]:
    usual = apart.median()
    remarkable = (apart.iloc[chosen] / usual.where(usual > 0)).to_numpy()
    names = np.array(apart.columns)
    traits = []
    for row in remarkable:
        order = np.argsort(row, kind="stable")[:TRAITS]
        traits.append(tuple(str(name) for name in names[order[row[order] < 1]]))
    return traits
