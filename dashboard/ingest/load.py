"""Loads deliveries into a new snapshot: everything is read, checked and computed before anything is in force."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard import database
from dashboard.database import CHECKS, Database
from dashboard.ingest import received, recognise, state
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered
from dashboard.ingest.received import Receipt
from dashboard.snapshots import (
    NoSnapshot,
    Snapshot,
    Storage,
    all_snapshots,
    current,
    facts_version,
    model_version,
    snapshot,
)

Progress = Callable[[str], None]
PARTIAL = ".deel-"
CONTROL = "Dit bestand is een controle en brengt zelf geen cijfers; het wordt niet bij de ontvangen bestanden bewaard."
REAL_STAYS = "niet gebruikt en niet bewaard. Van deze bron zijn er echte cijfers; voorbeeldcijfers vervangen die nooit."


class Busy(Exception):
    """Another load is under way; the message says so in Dutch."""


@dataclass(frozen=True)
class Loaded:
    """What a load did: the snapshot now in force, the one before (None at first), and whether anything is new."""

    snapshot: Snapshot
    previous: Snapshot | None
    is_new: bool


def load(place: Storage, files: list[Path], source: str | None = None, progress: Progress = print) -> Loaded:
    """Load new files on top of all that counts; without files, replay it. Refused or Busy leave everything as it was."""
    with _alone(place):
        return _load(place, files, source, progress)


def check(path: Path, source: str | None = None) -> tuple[str, ...]:
    """Read a file as a load would, and change nothing; what was noticed, or Refused."""
    _, _, delivery = recognise.read_file(path, source)
    return (*delivery.meldingen, CONTROL) if delivery.is_control else delivery.meldingen


def rollback(place: Storage, name: str) -> Snapshot:
    """Put an earlier snapshot back in force and withdraw what was received after it; NoSnapshot when it is not there."""
    with _alone(place):
        target = snapshot(place, name)
        received.withdraw(place, [entry["sha256"] for entry in target.leveringen], date.today().isoformat())
        _put_in_force(place, target.id)
        return target


def _load(place: Storage, files: list[Path], source: str | None, progress: Progress) -> Loaded:
    new = _read_new(files, source, progress)  # first, so that a refusal does not wait for the replay
    known = state.initial()
    receipts = []
    for path, receipt in [*received.embedded(place), *received.in_force(place)]:
        progress(f"Lezen: {receipt.bestand}")
        file, _, delivery = recognise.read_file(path, receipt.bron, receipt.bestand)
        known.apply(delivery, receipt.herkomst)
        receipts.append(Receipt(receipt.bestand, file.sha256, receipt.bron, receipt.herkomst, receipt.geleverd_op))
    samples = {receipt.sha256 for receipt in receipts if receipt.herkomst == "voorbeeld"}
    fresh = []
    for path, file, name, delivery in new:
        herkomst = "voorbeeld" if delivery.is_voorbeeld or file.sha256 in samples else "gepubliceerd"
        if not known.apply(delivery, herkomst):
            progress(f"  {file.naam}: {REAL_STAYS}")
            continue
        fresh.append((path, Receipt(file.naam, file.sha256, name, herkomst, date.today().isoformat())))
    progress("Cijfers berekenen")
    model = database.build(known.tables())
    _verify(model)
    return _publish(place, model, receipts, fresh, progress)


def _read_new(files: list[Path], source: str | None, progress: Progress) -> list[tuple[Path, Delivered, str, Delivery]]:
    read = []
    for path in files:
        progress(f"Lezen: {path.name}")
        file, name, delivery = recognise.read_file(path, source)
        for note in delivery.meldingen:
            progress(f"  {note}")
        if delivery.is_control:
            progress(f"  {CONTROL}")
        else:
            read.append((path, file, name, delivery))
    return read


def _verify(model: Database) -> None:
    faults = []
    for path in sorted(CHECKS.glob("*.sql")):
        rows = model.check(path.stem)
        for row in rows.head(5).to_dict("records"):
            shown = ", ".join(f"{name} {value}" for name, value in row.items())
            faults.append(Fault(path.stem, 0, "", f"Controle '{path.stem}' klopt niet: {shown}."))
    if faults:
        raise Refused("gegevens", faults)


def _publish(
    place: Storage, model: Database, receipts: list[Receipt], fresh: list[tuple[Path, Receipt]], progress: Progress
) -> Loaded:
    try:
        previous = current(place)
    except NoSnapshot:
        previous = None
    for left_by_a_crash in place.snapshots.glob(f"{PARTIAL}*"):
        shutil.rmtree(left_by_a_crash, ignore_errors=True)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=place.snapshots))
    try:
        model.save(partial)
        content = _content_hash(partial)
        known = next((found for found in all_snapshots(place) if found.inhoud == content), None)
        new_hashes = {receipt.sha256 for _, receipt in fresh}
        kept = [receipt for receipt in receipts if receipt.sha256 not in new_hashes]
        deliveries = [*kept, *(receipt for _, receipt in fresh)]
        if known is None:
            known = _seal(place, partial, content, deliveries)
        for path, receipt in fresh:
            received.keep(place, path, receipt)
        _put_in_force(place, known.id)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    is_new = previous is None or known.id != previous.id
    progress(
        f"Snapshot {known.id} is van kracht." if is_new else f"Ongewijzigd: snapshot {known.id} blijft van kracht."
    )
    return Loaded(known, previous, is_new)


def _seal(place: Storage, partial: Path, content: str, deliveries: list[Receipt]) -> Snapshot:
    day = max((receipt.geleverd_op for receipt in deliveries), default="0000-00-00")
    description = {
        "datum": day,
        "model": model_version(),
        "feiten": facts_version(),
        "inhoud": content,
        "leveringen": [
            {key: getattr(receipt, key) for key in ("bestand", "sha256", "bron", "herkomst", "geleverd_op")}
            for receipt in deliveries
        ],
    }
    text = json.dumps(description, ensure_ascii=False, indent=1)
    (partial / "snapshot.json").write_text(text + "\n", encoding="utf-8")
    for path in partial.iterdir():
        with path.open("rb") as handle:
            os.fsync(handle.fileno())
    name = f"{day}-{content[:8]}"
    partial.chmod(0o755)
    partial.rename(place.snapshots / name)
    return snapshot(place, name)


def _put_in_force(place: Storage, name: str) -> None:
    partial = place.snapshots / ".CURRENT.deel"
    with partial.open("w", encoding="utf-8") as handle:
        handle.write(f"{name}\n")
        handle.flush()
        os.fsync(handle.fileno())
    partial.replace(place.current)


def _content_hash(folder: Path) -> str:
    digest = hashlib.sha256(f"{model_version()}{facts_version()}".encode())
    for path in sorted(folder.glob("*.parquet")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone(place: Storage) -> Iterator[None]:
    place.snapshots.mkdir(parents=True, exist_ok=True)
    with (place.snapshots / ".slot").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy("Er loopt al een andere inlading. Probeer het straks opnieuw.") from error
        yield
