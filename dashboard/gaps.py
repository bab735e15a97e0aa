"""Rows for what was asked but is not there, so that no figure is silently absent.

`ontbreekt`: a period inside the series that the source did not deliver. `buiten_bereik`: a period outside the series, or an
area that had no composition then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from dashboard import periods
from dashboard.periods import Period

STEPS = {"jaargemiddelde": 12, "halfjaargemiddelde": 6}
COUNTS = ("delen", "bekend", "grens", "aangenomen", "gemaskeerd")
FLAGS = ("voorlopig", "cijfer_van_bron", "berekend")
A_YEAR = 12
Label = tuple[str, date]
NOTHING_LOADED: Label = ("", date(1900, 1, 1))  # no period is known: one row an area says so


def expected(known: pd.DataFrame, span: Period, telling: str, named: bool) -> list[Label]:
    """The periods that should be there, with their first day.

    known: columns van, tot of the periods there are. Between the first and last of them every period is expected; of a span
    the reader `named` all of it is. A series of one month a year expects that month only. A series of which nothing is
    loaded gives the one label NOTHING_LOADED for a span of more than a year.
    """
    if known.empty and not named:
        return [NOTHING_LOADED]
    if known["periode"].str.contains("..", regex=False).any():
        return _asked(known, span)
    if known["periode"].isin([periods.UNKNOWN_YEAR]).any():
        if not named or known["van"].dt.date.between(span.van, span.tot).any():
            return _asked(known, span)
        asked = periods.labels(span, A_YEAR if span.months >= A_YEAR else 1)
        return [(label, periods.parse(label).van) for label in asked]
    days = (known["tot"] - known["van"]).dt.days.max() if len(known) else 0
    monthly = len(known) > 0 and days < 32
    step = STEPS.get(telling, 1 if days < 32 else 3 if days < 93 else 12)
    wanted = [(label, periods.parse(label).van) for label in periods.labels(span, step)]
    if known.empty:
        return wanted if span.months <= A_YEAR else [NOTHING_LOADED]
    months = set(known["van"].dt.month)
    if monthly and len(months) == 1 and span.months > 1:
        wanted = [(label, begin) for label, begin in wanted if begin.month in months]
    if named:
        return wanted
    first, last = known["van"].min().date(), known["van"].max().date()
    return [(label, begin) for label, begin in wanted if first <= begin <= last] or wanted


def _asked(known: pd.DataFrame, span: Period) -> list[Label]:
    """The known periods in the span: an area without a row in one of them is not silently left out."""
    asked = known[(known["van"].dt.date >= span.van) & (known["tot"].dt.date <= span.tot)]
    return list(dict.fromkeys(zip(asked["periode"], asked["van"].dt.date, strict=True)))


def filled(
    rows: pd.DataFrame,
    known: pd.DataFrame,
    wanted: Sequence[Label],
    shown: Sequence[tuple[str, str]],
    categories: Sequence[str],
) -> pd.DataFrame:
    """`rows` with a row for every wanted period of every area in `shown` (id, name) and every category."""
    gebieden = list(zip(rows["gebied_id"], rows["gebied"], strict=True))
    if whole(gebieden, list(rows["periode"]), list(rows["categorie"]), wanted, shown, categories):
        return rows
    grid = (
        pd.DataFrame(shown, columns=["gebied_id", "gebied"])
        .merge(pd.DataFrame(wanted, columns=["periode", "verwacht"]), how="cross")
        .merge(pd.DataFrame({"categorie": list(categories)}), how="cross")
    )
    merged = rows.merge(grid, on=["gebied_id", "gebied", "periode", "categorie"], how="outer")
    begin = pd.to_datetime(merged["van"]).fillna(pd.to_datetime(merged["verwacht"]))
    inside = begin.between(known["van"].min(), known["van"].max()) & ~merged["periode"].isin(set(known["periode"]))
    absent = inside | (len(known) == 0) & (merged["periode"] == NOTHING_LOADED[0])
    merged["status"] = merged["status"].where(merged["status"].notna(), np.where(absent, "ontbreekt", "buiten_bereik"))
    merged["van"] = begin
    # A flag left as an object would make `~flag` true for every row.
    return merged.fillna(dict.fromkeys(COUNTS, 0) | dict.fromkeys(FLAGS, False)).astype(dict.fromkeys(FLAGS, bool))


def whole(
    gebieden: Sequence[tuple[str, str]],
    perioden: Sequence[str],
    categorieen: Sequence[str],
    wanted: Sequence[Label],
    shown: Sequence[tuple[str, str]],
    categories: Sequence[str],
) -> bool:
    """Whether nothing is absent from rows of these areas, periods and categories: by far the most questions."""
    if len(gebieden) < len(shown) * len(wanted) * len(categories):
        return False
    there = set(zip(gebieden, perioden, categorieen, strict=True))
    return there.issuperset(product(shown, [label for label, _ in wanted], categories))
