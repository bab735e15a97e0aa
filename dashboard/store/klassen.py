"""What the page of size classes keeps: classes of reference dates, who belongs to which, and the agreements with VDAB."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard import comparators, queries, size_classes, store
from dashboard.store.remembered import remembered


@remembered()
def peildata(snapshot_id: str) -> list[date]:
    """The dates on which size classes are known, oldest first."""
    return queries.peildata(store.database(snapshot_id))


@remembered()
def reference_date(snapshot_id: str) -> date:
    """The date comparators use when none is asked for."""
    return comparators.reference_date(store.database(snapshot_id))


@remembered(max_entries=60)
def classes(snapshot_id: str, peildatum: date, later: date) -> pd.DataFrame:
    """The size class of every municipality on a date, with its successor on a later one."""
    return queries.klassen(store.database(snapshot_id), peildatum=peildatum, later=later)


@remembered(max_entries=60)
def members(snapshot_id: str, peildatum: date) -> dict[str, tuple[str, ...]]:
    """Today's municipalities of every class of a date, from large to small; those a merger left without a class apart."""
    frame = queries.lidmaatschappen(
        store.database(snapshot_id), soort="grootteklasse", weergave="huidig", peildatum=peildatum, datum=peildatum
    )
    known = frame[frame["lidstatus"] != comparators.UNKNOWN_MEMBER]
    found = {name: tuple(known.loc[known["gebied_id"] == name, "nis"]) for name in size_classes.CLASSES}
    unknown = set(frame["nis"]) - {nis for codes in found.values() for nis in codes}
    return found | ({size_classes.UNKNOWN_CLASS: tuple(sorted(unknown))} if unknown else {})


@remembered(max_entries=60)
def agreements(snapshot_id: str, peildatum: date) -> pd.DataFrame:
    """How many municipalities of every class have an agreement with VDAB in every month; no rows when never delivered."""
    return queries.overeenkomsten(store.database(snapshot_id), peildatum=peildatum)
