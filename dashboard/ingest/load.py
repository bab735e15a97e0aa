"""Loads deliveries into a new snapshot: everything is read, checked and computed before anything is in force."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard import checksums, database, kept
from dashboard.database import CHECKS, Database
from dashboard.ingest import decision, durable, received, recognise, state
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered
from dashboard.ingest.lock import alone
from dashboard.ingest.received import Receipt
from dashboard.snapshots import (
    DAMAGED,
    OTHER_MODEL,
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


@dataclass(frozen=True)
class Loaded:
    """What a load did: the snapshot now in force, the one before (None at first), and whether anything is new."""

    snapshot: Snapshot
    previous: Snapshot | None
    is_new: bool


def load(place: Storage, files: list[Path], source: str | None = None, progress: Progress = print) -> Loaded:
    """Load new files on top of all that counts; without files, replay it. Refused or Busy leave everything as it was.

    Unwritable says what the disk refused; what was in force then stays so, or the change is finished at the next load.
    """
    with alone(place):
        recover(place, progress)
        return _load(place, files, source, progress)


def check(path: Path, source: str | None = None) -> tuple[str, ...]:
    """Read a file as a load would, and change nothing; what was noticed, or Refused."""
    _, _, delivery = recognise.read_file(path, source)
    return (*delivery.meldingen, CONTROL) if delivery.is_control else delivery.meldingen


def rollback(place: Storage, name: str) -> Snapshot:
    """Put an earlier snapshot back in force and withdraw what was received after it; NoSnapshot when it is not (whole) there.

    Neither is one that another version of the computation made: no page could show it.
    """
    with alone(place):
        recover(place)
        target = snapshot(place, name)
        if target.model != model_version():
            raise NoSnapshot(OTHER_MODEL.format(name=name))
        if checksums.damaged(target.folder):
            raise NoSnapshot(DAMAGED.format(name=name))
        counted = [entry["sha256"] for entry in target.leveringen]
        journal = received.extended(place, received.withdrawal(counted, date.today().isoformat()))
        decision.decide(place, target.id, journal)
        return target


def recover(place: Storage, progress: Progress = print) -> None:
    """Finish what an interrupted load or rollback had decided and clear away what it left. Only for who holds the storage."""
    if finished := decision.finish(place):
        progress(f"Een onderbroken wijziging is afgemaakt: snapshot {finished} is van kracht.")
    for left in place.snapshots.glob(f"{PARTIAL}*"):
        shutil.rmtree(left, ignore_errors=True)
    for folder in (place.snapshots, place.received):
        durable.sweep(folder)


def _load(place: Storage, files: list[Path], source: str | None, progress: Progress) -> Loaded:
    new = _read_new(files, source, progress)  # first, so that a refusal does not wait for the replay
    known = state.initial()
    receipts = []
    given = {file.sha256: path for path, file, _, _ in new}
    for stored, receipt in [*received.embedded(place), *received.in_force(place)]:
        progress(f"Lezen: {receipt.bestand}")
        path = given.get(receipt.sha256, stored)  # so that loading a file again mends what the disk did to the kept one
        if receipt.sha256 and (fault := received.altered(path, receipt)):
            raise Refused(receipt.bestand, [Fault("", 0, "", fault)])
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
    if broken := faults(model):
        raise Refused("gegevens", broken)
    kept.keep(model)
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


def faults(model: Database) -> list[Fault]:
    """What the model breaks of `sql/checks`, the first five rows of each check."""
    found = []
    for path in sorted(CHECKS.glob("*.sql")):
        rows = model.check(path.stem)
        for row in rows.head(5).to_dict("records"):
            shown = ", ".join(f"{name} {value}" for name, value in row.items())
            found.append(Fault(path.stem, 0, "", f"Controle '{path.stem}' klopt niet: {shown}."))
    return found


def _publish(
    place: Storage, model: Database, receipts: list[Receipt], fresh: list[tuple[Path, Receipt]], progress: Progress
) -> Loaded:
    try:
        previous = current(place)
    except NoSnapshot:
        previous = None
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=place.snapshots))
    try:
        model.save(partial)
        content = content_hash(partial, model_version(), facts_version())
        known = next((found for found in all_snapshots(place) if _is_whole(found, content)), None)
        new_hashes = {receipt.sha256 for _, receipt in fresh}
        before = [receipt for receipt in receipts if receipt.sha256 not in new_hashes]
        deliveries = [*before, *(receipt for _, receipt in fresh)]
        if known is None:
            known = _seal(place, partial, content, deliveries)
        for path, receipt in fresh:
            received.keep(place, path, receipt)
        if fresh or previous is None or known.id != previous.id:
            decision.decide(place, known.id, received.extended(place, *(receipt for _, receipt in fresh)))
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
    (partial / checksums.SUMS).write_text(checksums.text(partial), encoding="utf-8")
    for path in [*partial.iterdir(), partial]:
        durable.flush(path)
    target = place.snapshots / f"{day}-{content[:8]}"
    partial.chmod(0o755)
    if target.exists():
        _mend(target, partial)
    else:
        partial.rename(target)
    durable.flush(place.snapshots)
    return snapshot(place, target.name)


def _mend(damaged: Path, whole: Path) -> None:
    """Replace the files of a snapshot that the disk damaged by the same ones made anew: its name says they are the same."""
    for path in damaged.iterdir():
        if not (whole / path.name).exists():
            path.unlink()
    for path in sorted(whole.iterdir(), key=lambda one: one.name == checksums.SUMS):  # the list last: readers watch it
        path.replace(damaged / path.name)
    durable.flush(damaged)


def _is_whole(found: Snapshot, content: str) -> bool:
    """Whether a snapshot holds this content, under a name of its own (a copy somebody made is none) and undamaged."""
    if found.inhoud != content or not found.id.endswith(f"-{content[:8]}") or checksums.damaged(found.folder):
        return False
    return content_hash(found.folder, found.model, found.feiten) == content


def content_hash(folder: Path, model: str, facts: str) -> str:
    """The hash a snapshot is named by: of every table's bytes, the model that computed them and the project's own facts."""
    digest = hashlib.sha256(f"{model}{facts}".encode())
    for path in sorted(folder.glob("*.parquet")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
