"""Where snapshots lie and which one is in force. Reading only: writing is `dashboard.ingest`'s."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.database import MODEL, ROOT


class NoSnapshot(Exception):
    """There is no such snapshot; the message says so in Dutch."""


@dataclass(frozen=True)
class Storage:
    """The folders of one installation: delivered `sources`, kept `received` files, immutable `snapshots`."""

    sources: Path
    received: Path
    snapshots: Path

    @property
    def current(self) -> Path:
        """The file that names the snapshot in force."""
        return self.snapshots / "CURRENT"


@dataclass(frozen=True)
class Snapshot:
    """One immutable folder of Parquet: its permanent id, what it was made from and with which model."""

    id: str
    folder: Path
    datum: str
    model: str
    inhoud: str
    leveringen: tuple[dict[str, str], ...]


def storage() -> Storage:
    """The folders in use: below `data/`, or where ACTIVERINGSMONITOR_OPSLAG and ACTIVERINGSMONITOR_BRONNEN point."""
    base = Path(os.environ.get("ACTIVERINGSMONITOR_OPSLAG", ROOT / "data"))
    sources = Path(os.environ.get("ACTIVERINGSMONITOR_BRONNEN", ROOT / "data" / "sources"))
    return Storage(sources=sources, received=base / "ontvangen", snapshots=base / "snapshots")


def snapshot(place: Storage, name: str) -> Snapshot:
    """The snapshot with this id; NoSnapshot when it is not there."""
    folder = place.snapshots / name
    description = folder / "snapshot.json"
    if Path(name).name != name or not description.is_file():
        raise NoSnapshot(f"Snapshot '{name}' bestaat niet (meer).")
    content = json.loads(description.read_text(encoding="utf-8"))
    return Snapshot(
        id=name,
        folder=folder,
        datum=content["datum"],
        model=content["model"],
        inhoud=content["inhoud"],
        leveringen=tuple(content["leveringen"]),
    )


def current(place: Storage) -> Snapshot:
    """The snapshot in force; NoSnapshot when nothing was loaded yet."""
    if not place.current.is_file():
        raise NoSnapshot("Er is nog geen snapshot. Laad eerst gegevens met: python -m dashboard ingest")
    return snapshot(place, place.current.read_text(encoding="utf-8").strip())


def all_snapshots(place: Storage) -> list[Snapshot]:
    """Every whole snapshot, oldest first."""
    folders = sorted(path.parent.name for path in place.snapshots.glob("[!.]*/snapshot.json"))
    return [snapshot(place, name) for name in folders]


@cache
def model_version() -> str:
    """A hash of `sql/model`: a snapshot made with another model is rebuilt before it is served."""
    digest = hashlib.sha256()
    for path in sorted(MODEL.glob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
