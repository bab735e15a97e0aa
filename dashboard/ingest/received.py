"""The files that were accepted, kept for ever, and the journal that says in which order.

A line of the journal is a delivery or a rollback; a rollback makes the deliveries of its snapshot count, and no others.
The journal is replaced as a whole, so that a crash leaves the old one or the new one.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from dashboard.snapshots import Storage

MANIFEST = "leveringen.yaml"
JOURNAL = "volgorde.jsonl"


@dataclass(frozen=True)
class Receipt:
    """One delivered file: where it lies, its name then, its hash, whether real or sample, and when it came in."""

    bestand: str
    sha256: str
    bron: str
    herkomst: str
    geleverd_op: str
    soort: str = "levering"


def embedded(place: Storage) -> list[tuple[Path, Receipt]]:
    """The files of `data/sources` in the order of their manifest."""
    manifest = place.sources / MANIFEST
    entries = yaml.safe_load(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []
    return [(place.sources / entry["bestand"], _embedded(entry)) for entry in entries or []]


def _embedded(entry: dict[str, str]) -> Receipt:
    name = Path(entry["bestand"]).name
    return Receipt(name, "", entry["bron"], entry["herkomst"], str(entry["geleverd_op"]))


def journal(place: Storage) -> list[Receipt]:
    """Every line of the journal, oldest first."""
    path = place.received / JOURNAL
    if not path.is_file():
        return []
    return [Receipt(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def in_force(place: Storage) -> list[tuple[Path, Receipt]]:
    """The received files that count, in order: after a rollback those of its snapshot, in that snapshot's order."""
    active: list[Receipt] = []
    known: dict[str, Receipt] = {}
    for line in journal(place):
        if line.soort == "terug":
            active = [known[sha256] for sha256 in line.bestand.split() if sha256 in known]
        else:
            known[line.sha256] = line
            active = [receipt for receipt in active if receipt.sha256 != line.sha256] + [line]
    return [(place.received / receipt.sha256, receipt) for receipt in active]


def keep(place: Storage, path: Path, receipt: Receipt) -> None:
    """Store a file under its hash and add it to the journal."""
    place.received.mkdir(parents=True, exist_ok=True)
    target = place.received / receipt.sha256
    if not target.exists():
        partial = target.with_suffix(".deel")
        shutil.copyfile(path, partial)
        _flush(partial)
        partial.replace(target)
    _append(place, receipt)


def withdraw(place: Storage, kept: list[str], today: str) -> None:
    """Write a rollback in the journal: of the received files only these hashes still count."""
    place.received.mkdir(parents=True, exist_ok=True)
    _append(place, Receipt(" ".join(kept), "", "", "", today, "terug"))


def _append(place: Storage, receipt: Receipt) -> None:
    lines = [json.dumps(asdict(line), ensure_ascii=False) for line in [*journal(place), receipt]]
    partial = place.received / f"{JOURNAL}.deel"
    partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _flush(partial)
    partial.replace(place.received / JOURNAL)


def _flush(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
