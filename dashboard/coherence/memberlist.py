"""The membership list of a proposal as a file that `ingest` accepts. It replaces every region of the kind, so it holds them all.

A region that keeps its members keeps its rows. A changed one keeps its history up to the date the proposal begins; from then
its staying members stand in the codes they were stated in, so that what was assumed or unknown stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.coherence.regions import Region
from dashboard.coherence.whatif import PROPOSED
from dashboard.records import records

BEGIN, END = date(1, 1, 1), date(9999, 12, 31)
COLUMNS = ["soort", "gebied", "nis", "van", "tot", "indeling", "zekerheid", "volledig", "periode", "opmerking"]
TODAY = 2025
Row = dict[str, Any]


def begins(stated: pd.DataFrame, confirmed_until: date) -> date:
    """The first day of a proposal: no earlier than any date of the list, so that nothing in it overlaps."""
    dates = {moment for name in ("van", "tot") for moment in stated[name] if moment != END}
    return max({confirmed_until, *dates})


def memberlist(
    stated: pd.DataFrame,
    after: Mapping[str, Region],
    successor: Mapping[tuple[int, str], str],
    start: date,
) -> pd.DataFrame:
    """The list of all regions as proposed, every column as text, in the columns COLUMNS.

    stated: the memberships of one kind as given, with soort, gebied_id, naam, indeling, nis, van, tot (dates), zekerheid,
    volledig, periode_tekst, opmerking. successor: today's code of (indeling, nis). Regions absent from `after` are left out.
    """
    soort = str(stated["soort"].iloc[0]) if len(stated) else next(iter(after)).partition(":")[0]
    rows: list[Row] = []
    known: dict[str, list[Row]] = {}
    for row in records(stated):
        known.setdefault(str(row["gebied_id"]), []).append({str(key): value for key, value in row.items()})
    for area, region in after.items():
        own = known.get(area, [])
        rows += _changed(region, own, successor, start, soort) if region.gewijzigd else own
    return pd.DataFrame([_written(row) for row in rows], columns=COLUMNS)


def _changed(
    region: Region, own: list[Row], successor: Mapping[tuple[int, str], str], start: date, soort: str
) -> list[Row]:
    past = [row | {"tot": min(row["tot"], start)} for row in own if row["van"] < start]
    staying = [
        row | {"van": start, "tot": END}
        for row in newest(own)
        if region.leden.get(successor[int(row["indeling"]), row["nis"]], PROPOSED) != PROPOSED
    ]
    texts = {"volledig": region.volledig, "periode_tekst": region.periode, "opmerking": ""}
    base = own[0] if own else {"soort": soort, "naam": region.naam} | texts
    coming = [
        base | {"nis": nis, "indeling": TODAY, "van": start, "tot": END, "zekerheid": ""}
        for nis, status in sorted(region.leden.items())
        if status == PROPOSED
    ]
    return past + staying + coming


def newest(own: list[Row]) -> list[Row]:
    """The rows of a region's newest composition: those that hold in the last span in which any does."""
    starts = {row[name] for row in own for name in ("van", "tot")}
    held = [[row for row in own if row["van"] <= moment < row["tot"]] for moment in sorted(starts)]
    return next((rows for rows in reversed(held) if rows), [])


def _written(row: Row) -> Row:
    ends = {"van": BEGIN, "tot": END}
    dates = {name: "" if row[name] == open_end else str(row[name]) for name, open_end in ends.items()}
    texts = {"indeling": str(row["indeling"]), "volledig": "ja" if row["volledig"] else "nee"}
    names = {"gebied": row["naam"], "periode": row["periode_tekst"]}
    return {name: (row | names | dates | texts)[name] for name in COLUMNS}
