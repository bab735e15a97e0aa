"""The files that were accepted, kept for ever, and the journal that says in which order.

A line of the journal is a delivery or a rollback; a rollback makes the deliveries of its snapshot count, and no others.
The journal is replaced as a whole, together with CURRENT (`decision`), so that a crash leaves the old state or the new one.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from dashboard import checksums
from dashboard.ingest import durable
from dashboard.ingest.faults import Fault, Refused
from dashboard.snapshots import Storage

MANIFEST = "leveringen.yaml"
JOURNAL = "volgorde.jsonl"
ALTERED = (
    "Het bewaarde bestand 'ontvangen/{sha256}' {what}. Er wordt niets geladen: de cijfers zouden stil veranderen. "
    "Zet het terug uit een reservekopie, of laad het oorspronkelijke bestand opnieuw."
)


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
    """Every line of the journal, oldest first; Refused when one cannot be read."""
    path = place.received / JOURNAL
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [_receipt(line, number) for number, line in enumerate(lines, 1) if line]


def _receipt(line: str, number: int) -> Receipt:
    try:
        return Receipt(**json.loads(line))
    except (ValueError, TypeError) as error:
        why = "Deze regel is beschadigd; er wordt niets geladen. Zet de map 'ontvangen' terug uit een reservekopie."
        raise Refused(JOURNAL, [Fault("", number, "", why)]) from error


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


def altered(path: Path, receipt: Receipt) -> str:
    """What is wrong with a kept file, as a Dutch sentence; '' when it is still the file that was received."""
    try:
        same = checksums.of_file(path) == receipt.sha256
    except FileNotFoundError:
        return ALTERED.format(sha256=receipt.sha256, what="ontbreekt")
    except OSError:
        return ALTERED.format(sha256=receipt.sha256, what="kan niet gelezen worden")
    return "" if same else ALTERED.format(sha256=receipt.sha256, what="is veranderd sinds het ontvangen werd")


def keep(place: Storage, path: Path, receipt: Receipt) -> None:
    """Store a file under its hash; one that was damaged on the disk is mended. It counts once the journal names it."""
    place.received.mkdir(parents=True, exist_ok=True)
    target = place.received / receipt.sha256
    if not altered(target, receipt):
        return
    partial = target.with_name(f"{target.name}{durable.PARTIAL}")
    try:
        shutil.copyfile(path, partial)
        if altered(partial, receipt):
            raise Refused(receipt.bestand, [Fault("", 0, "", "Dit bestand veranderde tijdens het laden.")])
        durable.flush(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    durable.flush(place.received)


def extended(place: Storage, *added: Receipt) -> str:
    """The text of the journal with these lines at its end."""
    lines = [json.dumps(asdict(line), ensure_ascii=False) for line in [*journal(place), *added]]
    return "".join(f"{line}\n" for line in lines)


def withdrawal(kept: list[str], today: str) -> Receipt:
    """The line of a rollback: of the received files only these hashes still count."""
    return Receipt(" ".join(kept), "", "", "", today, "terug")
