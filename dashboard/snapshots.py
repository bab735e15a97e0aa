"""Where snapshots lie and which one is in force. Reading only: writing is `dashboard.ingest`'s."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dashboard import checksums
from dashboard.catalogue import BOUNDARIES, CATALOGUE, QUESTIONS
from dashboard.database import MODEL, QUERIES, ROOT

REFERENCE = ROOT / "data" / "reference"
DAMAGED = "Snapshot '{name}' is beschadigd op de schijf en wordt niet gebruikt. Nakijken: python -m dashboard verify"

OTHER_MODEL = "Snapshot '{name}' is gemaakt met een andere versie van de berekening en kan niet meer getoond worden."


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
    def decision(self) -> Path:
        """The file that holds a change which was decided and not yet carried out; absent otherwise."""
        return self.snapshots / ".besluit.json"

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
    """The snapshot with this id; NoSnapshot when it is not there or does not say what it is."""
    folder = place.snapshots / name
    description = folder / "snapshot.json"
    if Path(name).name != name or not description.is_file():
        raise NoSnapshot(f"Snapshot '{name}' bestaat niet (meer).")
    try:
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
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoSnapshot(DAMAGED.format(name=name)) from error


def current(place: Storage) -> Snapshot:
    """The snapshot in force; NoSnapshot when nothing was loaded yet."""
    if not place.current.is_file():
        raise NoSnapshot("Er is nog geen snapshot. Laad eerst gegevens met: python -m dashboard ingest")
    return snapshot(place, place.current.read_text(encoding="utf-8", errors="replace").strip())


def all_snapshots(place: Storage) -> list[Snapshot]:
    """Every snapshot that says what it is, oldest first; a damaged description is `verify`'s to report."""
    found = []
    for name in sorted(path.parent.name for path in place.snapshots.glob("[!.]*/snapshot.json")):
        with suppress(NoSnapshot):
            found.append(snapshot(place, name))
    return found


def readable(place: Storage, name: str) -> Snapshot:
    """The snapshot with this id, if this version of the program can read it; NoSnapshot says in Dutch why not."""
    found = snapshot(place, name)
    if found.model != model_version():
        raise NoSnapshot(OTHER_MODEL.format(name=name))
    _check_whole(found.folder, _age(found.folder))
    return found


@lru_cache(maxsize=64)
def _check_whole(folder: Path, age: int) -> None:
    """NoSnapshot when the figures on the disk are not those that were written; asked again once the list of sums is newer."""
    if checksums.damaged(folder, "*.parquet"):
        raise NoSnapshot(DAMAGED.format(name=folder.name))


def _age(folder: Path) -> int:
    path = folder / checksums.SUMS
    return path.stat().st_mtime_ns if path.is_file() else 0


def is_up_to_date(found: Snapshot) -> bool:
    """Whether a snapshot was made with today's model and today's facts of the project."""
    return found.model == model_version() and found.feiten == facts_version()


@cache
def model_version() -> str:
    """A hash of the statements that compute: a snapshot made with others cannot be read."""
    return _hash((MODEL, "*.sql"), (QUERIES, "cijfers.sql"))


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
