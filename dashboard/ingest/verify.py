"""Looks whether everything that is kept is still what was written: received files, snapshots, CURRENT, the model's checks."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import checksums, database
from dashboard.database import CHECKS
from dashboard.ingest import load, received
from dashboard.ingest.faults import Refused
from dashboard.ingest.received import JOURNAL
from dashboard.snapshots import NoSnapshot, Snapshot, Storage, current, readable, snapshot
from dashboard.wording import counted

REBUILD = "Opnieuw maken: python -m dashboard ingest"
RESTORE = "Zet de map terug uit een reservekopie, of verwijder ze als u ze niet meer nodig hebt."


class Unsound(Exception):
    """Something that is kept is not what it should be; one Dutch sentence a fault, with what to do."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__(*wrong)
        self.wrong = wrong

    def __str__(self) -> str:
        return "\n".join(f"FOUT: {line}" for line in self.wrong)


@dataclass
class Findings:
    """What was looked at and found sound, and what is wrong; Dutch sentences."""

    sound: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def verify(place: Storage, again: bool = False) -> Findings:
    """Everything that can be seen to be right or wrong without changing anything. again: also replay every file received."""
    found = Findings()
    _leftovers(place, found)
    _received(place, found)
    _snapshots(place, found)
    in_force = _in_force(place, found)
    if in_force is not None:
        _model(in_force, found)
        if again:
            _replay(place, in_force, found)
    return found


def _leftovers(place: Storage, found: Findings) -> None:
    if place.decision.is_file():
        found.wrong.append(f"Een inlading of terugkeer werd onderbroken en is niet afgemaakt. {REBUILD}")
    left = [path for path in place.snapshots.glob(f"{load.PARTIAL}*") if path.is_dir()]
    if left:
        found.sound.append(f"Resten van een onderbroken inlading: {len(left)}. De volgende inlading ruimt ze op.")


def _received(place: Storage, found: Findings) -> None:
    try:
        lines = [line for line in received.journal(place) if line.soort != "terug"]
        counting = {receipt.sha256 for _, receipt in received.in_force(place)}
    except Refused as refused:
        found.wrong += refused.lines()
        return
    kept = {line.sha256: line for line in lines}
    wrong = []
    for sha256, line in kept.items():
        if fault := received.altered(place.received / sha256, line):
            withdrawn = "" if sha256 in counting else " (Dit bestand telt nu niet mee.)"
            wrong.append(f"{line.bestand}: {fault}{withdrawn}")
    found.wrong += wrong
    if not wrong:
        found.sound.append(f"Ontvangen bestanden: {len(kept)} nagekeken, alle onveranderd.")
    stray = [path.name for path in place.received.glob("[!.]*") if path.name not in {*kept, JOURNAL}]
    found.sound += [f"Het bestand 'ontvangen/{name}' is nooit in gebruik genomen en telt niet mee." for name in stray]


def _snapshots(place: Storage, found: Findings) -> None:
    folders = sorted(path for path in place.snapshots.glob("[!.]*") if path.is_dir())
    try:
        in_force = current(place).id
    except (NoSnapshot, OSError):
        in_force = ""
    wrong = [
        f"Snapshot {path.name}: {fault} {REBUILD if path.name == in_force else RESTORE}"
        for path in folders
        if (fault := damage(place, path))
    ]
    found.wrong += wrong
    if not wrong:
        found.sound.append(f"Snapshots: {len(folders)} nagekeken, alle bestanden onveranderd.")


def damage(place: Storage, folder: Path) -> str:
    """What is wrong with the files of a snapshot, as a Dutch sentence; '' when they are those that were written."""
    if names := checksums.damaged(folder):
        return f"veranderd, ontbrekend of overbodig: {', '.join(names)}."
    try:
        one = snapshot(place, folder.name)
        if load.content_hash(folder, one.model, one.feiten) != one.inhoud:
            return "de inhoud is niet meer die waarvoor het snapshot gemaakt werd."
    except NoSnapshot:
        return "de beschrijving (snapshot.json) ontbreekt of is beschadigd."
    except OSError:
        return "een bestand kan niet gelezen worden."
    return "" if folder.name.endswith(f"-{one.inhoud[:8]}") else "de naam past niet bij de inhoud."


def _in_force(place: Storage, found: Findings) -> Snapshot | None:
    try:
        one = readable(place, current(place).id)
    except (NoSnapshot, OSError) as error:
        found.wrong.append(f"CURRENT is niet in orde: {error} {REBUILD}")
        return None
    found.sound.append(f"Van kracht: snapshot {one.id}.")
    return one


def _model(in_force: Snapshot, found: Findings) -> None:
    model = database.open_snapshot(in_force.folder)
    try:
        faults = load.faults(model)
    finally:
        model.close()
    found.wrong += [f"{fault.boodschap} {REBUILD}" for fault in faults]
    if not faults:
        count = counted(len(list(CHECKS.glob("*.sql"))), "controle", "controles")
        found.sound.append(f"De cijfers van kracht voldoen aan {count}.")


def _replay(place: Storage, in_force: Snapshot, found: Findings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            again = load.load(Storage(place.sources, place.received, Path(folder)), [], progress=lambda line: None)
        except Refused as refused:
            found.wrong += refused.lines()
            return
        if again.snapshot.inhoud == in_force.inhoud:
            found.sound.append("Alles opnieuw inladen geeft dezelfde cijfers, tot op de byte.")
        else:
            found.wrong.append(
                f"Alles opnieuw inladen geeft een ander snapshot ({again.snapshot.id}) dan wat van kracht is. {REBUILD}"
            )
