"""The members of a group with the counts of a period, taken from figures, a reader's own counts in their place."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from dashboard.cost_sharing import KINDS, Count, Member
from dashboard.cost_sharing.typed import Own
from dashboard.records import records
from dashboard.wording import sort_key

FINEST = 1_000
MISSING = Count(Fraction(0), None, "ontbreekt")


def members(names: Mapping[str, str], figures: Mapping[str, pd.DataFrame], own: Own) -> list[Member]:
    """The municipalities (name by NIS code) in Dutch order, with the count of each kind.

    figures: by kind the municipal figures of one period (columns of `figures`). A figure that does not count every part of
    a municipality is missing: the rest of it may be anything.
    """
    rows = {kind: {row["gebied_id"]: row for row in records(frame)} for kind, frame in figures.items()}
    return [
        Member(nis, name, {kind: _count(rows.get(kind, {}).get(nis), own.get((kind, nis))) for kind in KINDS})
        for nis, name in sorted(names.items(), key=lambda item: (sort_key(item[1]), item[0]))
    ]


def _count(row: Mapping[Any, Any] | None, own: Fraction | None) -> Count:
    if own is not None:
        return Count(own, own, "eigen")
    if row is None or pd.isna(row["teller_onder"]) or pd.isna(row["teller_boven"]) or row["bekend"] < row["delen"]:
        return MISSING
    lower, upper = (_exactly(row[f"teller_{side}"]) for side in ("onder", "boven"))
    if lower < upper:
        return Count(lower, upper, "verborgen")
    return Count(lower, upper, "voorlopig" if row["voorlopig"] else "bekend")


def _exactly(value: float) -> Fraction:
    """A count, or a mean over months, as the fraction it is."""
    return Fraction(value).limit_denominator(FINEST)


def added(counts: list[Count]) -> Count:
    """Counts of several members together, with the weakest way any of them is known."""
    lower = sum((count.onder for count in counts), Fraction(0))
    states = [count.staat for count in counts]
    if any(count.boven is None for count in counts):
        return Count(lower, None, "ontbreekt")
    upper = sum((count.boven or Fraction(0) for count in counts), Fraction(0))
    order = ("verborgen", "eigen", "voorlopig")
    return Count(lower, upper, next((state for state in order if state in states), "bekend"))
