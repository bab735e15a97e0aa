"""The agreements with VDAB over time, per size class: a line a class, a sentence, a table. Pure: frames in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.size_classes import CLASSES, NO_SHARE_BELOW, SMALL, UNKNOWN_CLASS
from dashboard.size_classes.words import SHORT
from dashboard.wording import counted, day, number, short_bounds, window

ANY = "overeenkomst"
MEANING = (
    "Elke maand telt de gemeenten die toen bestonden, op de eerste dag van die maand. Bevat de lijst alleen overeenkomsten die "
    "nog lopen, dan ontbreken vroegere overeenkomsten die intussen afliepen."
)


@dataclass(frozen=True)
class Share:
    """What the lines measure, for `charts.trend`."""

    soort: str = "aandeel"
    eenheid: str = "% van de gemeenten van de klasse met minstens één overeenkomst"
    decimalen: int = 0


def course(frame: pd.DataFrame) -> pd.DataFrame:
    """Every month of every class with the share that has at least one agreement, as `charts.trend` draws it.

    frame: `queries.overeenkomsten`. No figure below ten municipalities, or where that of some is unknown.
    """
    found = frame[(frame["reeks"] == ANY) & (frame["gebied_id"] != UNKNOWN_CLASS)].copy()
    usable = (found["gemeenten"] >= NO_SHARE_BELOW) & (found["bekend"] == found["gemeenten"])
    for side in ("onder", "boven"):
        found[side] = (found[side] / found["gemeenten"]).where(usable)
    exact = found["onder"] == found["boven"]
    return found.assign(
        van=pd.to_datetime(found["van"]),
        waarde=found["onder"].where(exact),
        stab_onder=np.nan,
        stab_boven=np.nan,
        voorlopig=False,
        status=np.where(found["onder"].isna(), "te_klein", np.where(exact, "definitief", "gemaskeerd")),
    ).sort_values("van")


def words(frame: pd.DataFrame) -> str:
    """How many municipalities had at least one agreement in the first month and how many in the last."""
    any_form = frame[frame["reeks"] == ANY]
    ends = [any_form[any_form["van"] == moment] for moment in (any_form["van"].min(), any_form["van"].max())]
    first, last = (
        f"{short_bounds(rows['onder'].sum(), rows['boven'].sum())} van de {number(rows['gemeenten'].sum())} gemeenten"
        for rows in ends
    )
    moments = [day(pd.Timestamp(rows["van"].iloc[0]).date()) for rows in ends]
    return (
        f"Op {moments[0]} hadden {first} minstens één overeenkomst, op {moments[1]} {last}. "
        "Wat die verandering veroorzaakt, zegt dit niet."
    )


def small(frame: pd.DataFrame) -> str:
    """Which classes have so few municipalities that one of them shows; empty for none."""
    rows = course(frame)
    last = rows[rows["van"] == rows["van"].max()]
    few = last[(last["gemeenten"] < SMALL) & (last["gemeenten"] >= NO_SHARE_BELOW)]
    return " ".join(
        f"{SHORT[row['gebied_id']]}: er zijn er maar {number(row['gemeenten'])}, één meer of minder is "
        f"{counted(round(100 / row['gemeenten']), 'procentpunt', 'procentpunten')}."
        for row in records(few)
    )


def course_table(frame: pd.DataFrame, caption: str) -> Markup:
    """Every month, newest first: of each class how many municipalities have at least one agreement, of how many."""
    rows = frame[frame["reeks"] == ANY]
    names = [name for name in (*CLASSES, UNKNOWN_CLASS) if name in set(rows["gebied_id"])]
    cells = {(row["van"], row["gebied_id"]): row for row in records(rows)}
    body = [
        [
            window(str(rows.loc[rows["van"] == moment, "periode"].iloc[0])),
            *(_of(cells.get((moment, name))) for name in names),
        ]
        for moment in sorted(rows["van"].unique(), reverse=True)
    ]
    columns = [Column("Maand"), *(Column(SHORT[name], getal=True) for name in names)]
    return table(caption, columns, body, "gemeenten met minstens één overeenkomst, van alle gemeenten van de klasse")


def _of(row: dict | None) -> str:
    return "–" if row is None else f"{short_bounds(row['onder'], row['boven'])} van {number(row['gemeenten'])}"


def moment_of(frame: pd.DataFrame, name: str = "van") -> date:
    """The newest first day, or another date, of these rows."""
    return pd.Timestamp(frame[name].max()).date()
