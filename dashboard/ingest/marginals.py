"""Turns rows with any mixture of dimensions into municipal totals and one-dimensional marginals.

A row's pattern is the set of dimensions it fills. Every pattern counts the same people, so in a month all patterns must add
up to the same municipal total; a total or marginal is taken from the smallest pattern that holds it, larger ones are summed
and then dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

KEY = ["nis", "periode"]


@dataclass(frozen=True)
class Mismatch:
    """Rows of one municipality and month that do not add up to its total."""

    rij: int
    nis: str
    periode: str
    reeks: str
    patroon: str
    som: int
    totaal: int


@dataclass(frozen=True)
class Parts:
    """totals: nis, periode and a column per series; marginals: the same with one dimension, by dimension."""

    totals: pd.DataFrame
    marginals: dict[str, pd.DataFrame]
    mismatches: list[Mismatch]


def split(rows: pd.DataFrame, dimensions: list[str], series: list[str]) -> Parts:
    """Totals, marginals and what does not add up, from rows (rij, nis, periode, dimensions, series)."""
    filled = (rows[dimensions] != "").to_numpy()
    pattern = filled @ (1 << np.arange(len(dimensions)))
    smallest_first = sorted(set(pattern), key=lambda bits: (int(bits).bit_count(), bits))
    ordered = [rows[pattern == bits] for bits in smallest_first]
    totals, mismatches = ordered[0].groupby(KEY, as_index=False)[series].sum(), []
    for part in ordered[1:]:
        sums = part.groupby(KEY, as_index=False)[series].sum()
        mismatches += _mismatches(part, sums, totals, dimensions, series)
        totals = pd.concat([totals, sums[~sums["periode"].isin(totals["periode"])]], ignore_index=True)
    marginals = {name: _marginal(ordered, name, series) for name in dimensions}
    return Parts(totals, {name: frame for name, frame in marginals.items() if not frame.empty}, mismatches)


def _marginal(ordered: list[pd.DataFrame], dimension: str, series: list[str]) -> pd.DataFrame:
    pieces: list[pd.DataFrame] = []
    months: set[str] = set()
    for part in ordered:
        holds = part[(part[dimension] != "") & ~part["periode"].isin(months)]
        if not holds.empty:
            pieces.append(holds.groupby([*KEY, dimension], as_index=False)[series].sum())
            months |= set(holds["periode"])
    return pd.concat(pieces, ignore_index=True) if pieces else pd.DataFrame()


def _mismatches(
    part: pd.DataFrame, sums: pd.DataFrame, totals: pd.DataFrame, dimensions: list[str], series: list[str]
) -> list[Mismatch]:
    shared = set(sums["periode"]) & set(totals["periode"])
    whole, found = (frame[frame["periode"].isin(shared)].set_index(KEY)[series] for frame in (totals, sums))
    whole, found = whole.align(found, join="outer", fill_value=0)
    first = part.groupby(KEY)["rij"].min()
    used = " en ".join(name for name in dimensions if (part[name] != "").all())
    wrong = (whole != found).stack()
    return [
        Mismatch(
            rij=int(first.get((nis, periode), 0)),
            nis=nis,
            periode=periode,
            reeks=reeks,
            patroon=used,
            som=int(found.at[(nis, periode), reeks]),
            totaal=int(whole.at[(nis, periode), reeks]),
        )
        for nis, periode, reeks in wrong[wrong].index
    ]
