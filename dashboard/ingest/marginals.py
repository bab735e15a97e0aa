"""Turns rows with any mixture of dimensions into municipal totals and one-dimensional marginals.

A row's pattern is the set of dimensions it fills. Every pattern counts the same people, so in a month all patterns must add
up to the same municipal totals, and to the same marginals where they share a dimension. Each is taken from the smallest
pattern that holds it; larger ones are summed, compared and then dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

KEY = ["nis", "periode"]


@dataclass(frozen=True)
class Mismatch:
    """Rows of one municipality and month (and `categorie` of a marginal) that do not add up to what a smaller pattern says."""

    rij: int
    nis: str
    periode: str
    categorie: str
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
    totals, mismatches = _reconciled(ordered, KEY, dimensions, series)
    marginals, contradictions = {}, []
    for name in dimensions:
        holding = [part for part in ordered if (part[name] != "").all()]
        if holding:
            marginals[name], found = _reconciled(holding, [*KEY, name], dimensions, series)
            contradictions += found
    return Parts(totals, marginals, mismatches or contradictions)


def _reconciled(
    parts: list[pd.DataFrame], key: list[str], dimensions: list[str], series: list[str]
) -> tuple[pd.DataFrame, list[Mismatch]]:
    """Sums by `key`, each month from the first of these patterns that has it, and where a later one says otherwise."""
    taken, mismatches = parts[0].groupby(key, as_index=False)[series].sum(), []
    for at, part in enumerate(parts[1:], start=1):
        sums = part.groupby(key, as_index=False)[series].sum()
        first = part.groupby(key)["rij"].min().combine_first(pd.concat(parts[:at]).groupby(key)["rij"].min())
        used = " en ".join(name for name in dimensions if (part[name] != "").all())
        mismatches += _mismatches(taken, sums, first, used, series)
        taken = pd.concat([taken, sums[~sums["periode"].isin(taken["periode"])]], ignore_index=True)
    return taken, mismatches


def _mismatches(
    taken: pd.DataFrame, sums: pd.DataFrame, first: pd.Series, used: str, series: list[str]
) -> list[Mismatch]:
    key = [str(name) for name in first.index.names]
    shared = set(sums["periode"]) & set(taken["periode"])
    whole, found = (frame[frame["periode"].isin(shared)] for frame in (taken, sums))
    both = whole.merge(found, on=key, how="outer", suffixes=("", "_som")).merge(first.reset_index(), on=key)
    both = both.fillna(dict.fromkeys([*series, *(f"{name}_som" for name in series)], 0))
    return [
        Mismatch(
            rij=int(row["rij"]),
            nis=row["nis"],
            periode=row["periode"],
            categorie="".join(row[name] for name in key if name not in KEY),
            reeks=name,
            patroon=used,
            som=int(row[f"{name}_som"]),
            totaal=int(row[name]),
        )
        for name in series
        for row in both[both[name] != both[f"{name}_som"]].to_dict("records")
    ]
