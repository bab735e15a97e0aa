"""Where snapshots lie and which one is in force. Reading only: writing is `dashboard.ingest`'s."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.catalogue import BOUNDARIES, CATALOGUE, QUESTIONS
from dashboard.database import MODEL, ROOT

REFERENCE = ROOT / "data" / "reference"


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

    @property
    def grenzen(self) -> Path:
        """The drawings of the municipalities. They lie outside the snapshots, whose hash does not depend on them."""
        return self.snapshots.parent / "grenzen"


@dataclass(frozen=True)
class Snapshot:
    """One immutable folder of Parquet: its permanent id, what it was made from and with which model."""

    id: str
    folder: Path
    datum: str
    model: str
    feiten: str
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
        feiten=content.get("feiten", ""),
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


def readable(place: Storage, name: str) -> Snapshot:
    """The snapshot with this id, if this version of the program can read it; NoSnapshot says in Dutch why not."""
    found = snapshot(place, name)
    if found.model != model_version():
        raise NoSnapshot(
            f"Snapshot '{name}' is gemaakt met een andere versie van de berekening en kan niet meer getoond worden."
        )
    return found


def is_up_to_date(found: Snapshot) -> bool:
    """Whether a snapshot was made with today's model and today's facts of the project."""
    return found.model == model_version() and found.feiten == facts_version()


@cache
def model_version() -> str:
    """A hash of `sql/model`: a snapshot made with another model cannot be read."""
    return _hash((MODEL, "*.sql"))


@cache
def facts_version() -> str:
    """A hash of the catalogue and the reference tables, which every snapshot bakes in; none holds boundaries or questions."""
    return _hash((CATALOGUE, "**/*.yaml"), (REFERENCE, "*.csv"))


def _hash(*places: tuple[Path, str]) -> str:
    digest = hashlib.sha256()
    for folder, pattern in places:
        for path in sorted(set(folder.glob(pattern)) - {BOUNDARIES, QUESTIONS}):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
