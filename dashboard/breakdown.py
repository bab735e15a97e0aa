"""A breakdown as it is read: categories in order with certain limits, and a share only where everything is exact."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue import Dimension
from dashboard.records import records

SMALLEST_TOTAL = 10


@dataclass(frozen=True)
class Part:
    """One category: its certain limits, and its share of the whole (None where that is not certain or the whole is small)."""

    naam: str
    onder: float
    boven: float
    aandeel: float | None


def parts(frame: pd.DataFrame, dimension: Dimension) -> list[Part]:
    """The categories of one place and month in display order; empty when nothing is known."""
    known = frame[frame["onder"].notna()]
    exact = bool((known["onder"] == known["boven"]).all())
    total = float(known["onder"].sum())
    shares = exact and total >= SMALLEST_TOTAL
    return [
        Part(
            dimension.categorieen[row["categorie"]].naam,
            row["onder"],
            row["boven"],
            row["onder"] / total if shares else None,
        )
        for row in records(known)
    ]


def hidden(found: list[Part]) -> bool:
    """Whether nothing but the limits 0 and the total is known."""
    return (
        bool(found)
        and all(part.onder == 0 and part.boven > 0 for part in found)
        and len({part.boven for part in found}) == 1
    )


def last_known(months: pd.DataFrame, periode: str) -> str | None:
    """The newest month at or before `periode` that has the breakdown."""
    known = months[months["periode"] <= periode]
    return None if known.empty else str(known["periode"].max())
