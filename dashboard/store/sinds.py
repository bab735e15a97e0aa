"""What the page on changes since an earlier moment keeps: the older snapshots a reader may choose, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd

from dashboard import database, store
from dashboard import since as changes_since
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.since import Since
from dashboard.snapshots import Snapshot, all_snapshots, model_version, storage
from dashboard.store.remembered import remembered
from dashboard.wording import listed


@dataclass(frozen=True)
class Version:
    """One snapshot as a reader chooses it: its id, the day it was made, what was loaded then, and whether it can be read."""

    id: str
    datum: str
    geladen: str
    leesbaar: bool


def older(snapshot_id: str) -> list[Version]:
    """The snapshots made before this one, newest first."""
    made = sorted(all_snapshots(storage()), key=lambda one: (one.datum, (one.folder / "snapshot.json").stat().st_mtime))
    ids = [one.id for one in made]
    before = made[: ids.index(snapshot_id)] if snapshot_id in ids else []
    return [
        Version(one.id, one.datum, _loaded(one, before[at - 1] if at else None), one.model == model_version())
        for at, one in enumerate(before)
    ][::-1]


def _loaded(one: Snapshot, previous: Snapshot | None) -> str:
    """The sources that were delivered since the snapshot before; all of them in the first one."""
    known = {each["sha256"] for each in previous.leveringen} if previous else set()
    added = [each for each in one.leveringen if each["sha256"] not in known]
    names = catalogue().bronnen
    found = [
        (names[each["bron"]].naam if each["bron"] in names else each["bron"])
        + (" (voorbeeld)" if each["herkomst"] == "voorbeeld" else "")
        for each in added
    ]
    return listed(list(dict.fromkeys(found))) or "geen nieuw bestand"


@remembered(max_entries=30, show_spinner="De twee momenten worden vergeleken.")
def since(
    snapshot_id: str,
    previous: str,
    soort: str,
    gebieden: tuple[str, ...],
    naam: str,
    indicators: tuple[str, ...],
    periode_nu: str,
    periode_toen: str,
) -> Since:
    """What changed; `previous` is an older snapshot or ''. It is in memory only while this runs."""
    facts = bool(previous) and store.usable(previous).feiten != store.usable(snapshot_id).feiten
    with _opened(previous) as then:
        return changes_since.changes(
            store.database(snapshot_id), then, soort, gebieden, indicators, periode_nu, periode_toen,
            naam=naam, feiten_anders=facts,
        )  # fmt: skip


@contextmanager
def _opened(snapshot_id: str) -> Iterator[Database | None]:
    if not snapshot_id:
        yield None
        return
    model = database.open_snapshot(store.usable(snapshot_id).folder)
    try:
        yield model
    finally:
        model.close()


def sample(snapshot_id: str, indicators: tuple[str, ...]) -> bool:
    """Whether any of these indicators rests on invented figures."""
    months = [store.months(snapshot_id, name) for name in indicators]
    return bool((pd.concat(months)["herkomst"] == "voorbeeld").any()) if months else False
