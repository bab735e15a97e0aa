"""Loading from a page: first a rehearsal in a folder of its own that shows what would change, then the same load for real.

The one place where the pages meet ingest. The heavy work runs in the command line of this program, in a process of its own, so
that readers do not wait and a page cannot do what the command line cannot. A rehearsal is a whole load, checks included.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from dashboard import database, logs, metrics
from dashboard.database import ROOT
from dashboard.ingest import differences
from dashboard.ingest.files import TEXTS, WORKBOOKS
from dashboard.ingest.load import rollback
from dashboard.ingest.lock import Busy
from dashboard.snapshots import NoSnapshot, Snapshot, Storage, all_snapshots, current, model_version, readable

KINDS = tuple(sorted(kind[1:] for kind in WORKBOOKS | TEXTS))
STEPS = ("Lezen: ", "Cijfers berekenen")
PREFIX = "activeringsmonitor-inladen-"
LONGEST, STOPPING, KEPT, EASY = 900, 30, 3600, 5
FAILED = "Het inladen is niet gelukt. Er is niets veranderd. Verwittig wie deze server beheert."
OVERTAKEN = "Intussen is er iets anders geladen of teruggezet. Bekijk de verschillen opnieuw."
GONE = "Dit voorstel is niet meer bewaard. Kies het bestand opnieuw."


class NotLoaded(Exception):
    """Nothing was loaded; each line of the message says in Dutch why."""


@dataclass(frozen=True)
class Proposal:
    """A rehearsed load: the kept file, the snapshot it was held against (`voor`), the content it gives, what to show."""

    bestand: Path
    voor: str
    inhoud: str
    meldingen: tuple[str, ...]
    verschillen: tuple[str, ...]
    verandert: bool


def propose(place: Storage, name: str, content: bytes) -> Generator[str, None, Proposal]:
    """Rehearse a load and tell each step; NotLoaded with every fault of the file. Nothing in `place` changes."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        file = folder / (Path(name.replace("\\", "/")).name or "bestand")
        file.write_bytes(content)
        before = current(place)
        trial = _rehearsal(place, before, folder / "proef")
        said = yield from _run(["ingest", str(file)], trial)
        made = current(trial)
        at = next(number for number, line in enumerate(said) if line.startswith(("Snapshot ", "Ongewijzigd")))
        notes = tuple(line.strip() for line in said[:at] if line.startswith("  "))
        shutil.rmtree(folder / "proef", ignore_errors=True)
        return Proposal(file, before.id, made.inhoud, notes, tuple(said[at + 1 :]), made.inhoud != before.inhoud)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, NotLoaded):
            _count("geweigerd", bestand=name, redenen=len(str(error).splitlines()))
        raise


def accept(place: Storage, proposal: Proposal) -> Generator[str, None, Snapshot]:
    """Load what was shown and tell each step; NotLoaded when something else came into force since it was shown."""
    if current(place).id != proposal.voor:
        raise NotLoaded(OVERTAKEN)
    if not proposal.bestand.is_file():
        raise NotLoaded(GONE)
    yield from _run(["ingest", str(proposal.bestand)], place)
    made = current(place)
    discard(proposal)
    _count("ingeladen", snapshot=made.id, vorige=proposal.voor, bestand=proposal.bestand.name)
    if made.inhoud != proposal.inhoud:
        raise NotLoaded(
            f"Snapshot {made.id} is van kracht, maar bevat ook iets anders dan wat u zag. Kijk het na of keer terug."
        )
    return made


def discard(proposal: Proposal) -> None:
    """Throw the kept file away."""
    shutil.rmtree(proposal.bestand.parent, ignore_errors=True)


def earlier(place: Storage) -> list[Snapshot]:
    """The snapshots one can return to, newest first: those this version can read, without the one in force."""
    standing = current(place).id
    made = [found for found in all_snapshots(place) if found.model == model_version() and found.id != standing]
    return sorted(made, key=lambda found: (found.folder / "snapshot.json").stat().st_mtime, reverse=True)


def difference(place: Storage, name: str) -> tuple[str, ...]:
    """What returning to a snapshot would change."""
    now, then = current(place), readable(place, name)
    return tuple(differences.report(database.open_snapshot(now.folder), database.open_snapshot(then.folder)))


def undo(place: Storage, name: str, standing: str) -> Snapshot:
    """Return to a snapshot, if the one the reader saw is still in force; NotLoaded or NoSnapshot otherwise."""
    if current(place).id != standing:
        raise NotLoaded(OVERTAKEN)
    restored = rollback(place, readable(place, name).id)
    _count("teruggezet", snapshot=restored.id, vorige=standing)
    return restored


def _rehearsal(place: Storage, before: Snapshot, folder: Path) -> Storage:
    """A storage that knows every received file and the snapshot in force; what is written there stays there."""
    trial = Storage(place.sources, folder / "ontvangen", folder / "snapshots")
    trial.received.mkdir(parents=True)
    trial.snapshots.mkdir()
    (trial.snapshots / before.id).symlink_to(before.folder.resolve())
    trial.current.write_text(before.id, encoding="utf-8")
    for path in place.received.glob("*"):
        if path.suffix:  # the journal is rewritten by a load, the files never are
            shutil.copyfile(path, trial.received / path.name)
        else:
            (trial.received / path.name).symlink_to(path.resolve())
    if place.grenzen.is_dir():
        shutil.copytree(place.grenzen, trial.grenzen)
    return trial


def _run(arguments: list[str], place: Storage) -> Generator[str, None, list[str]]:
    """The lines a command of this program says on its way; NotLoaded with its complaints when it fails."""
    environment = os.environ | {
        "PYTHONIOENCODING": "utf-8",
        "ACTIVERINGSMONITOR_OPSLAG": str(place.snapshots.parent),
        "ACTIVERINGSMONITOR_BRONNEN": str(place.sources),
        logs.SETTING: "",
    }
    with tempfile.TemporaryFile("w+", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, EASY)
        limit = Timer(LONGEST, _end, [process])
        limit.daemon = True
        limit.start()
        said = []
        try:
            for line in process.stdout or ():
                said.append(line.rstrip())
                if line.startswith(STEPS):  # a rehearsal must not say that its snapshot is in force
                    yield line.strip()
            code = process.wait(STOPPING)
        except subprocess.TimeoutExpired as error:  # it closed its output and went on
            raise NotLoaded(FAILED) from error
        finally:
            limit.cancel()
            if process.poll() is None:
                _end(process)
        if code:
            complaints.seek(0)
            text = complaints.read().strip()
            raise NotLoaded(text if code == 1 and text and not _of_this_machine(text, place) else FAILED)
        return said


def _end(process: subprocess.Popen[str]) -> None:
    """End a command with the process in which it reads a file."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOPPING)


def _of_this_machine(text: str, place: Storage) -> bool:
    """Whether a complaint is not about the file but about the machine: it would tell a path or a stack."""
    inside = (str(ROOT), sys.prefix, tempfile.gettempdir(), str(place.snapshots.parent), "[Errno", "Traceback")
    return any(part in text for part in inside)


def _sweep() -> None:
    """Throw away what somebody looked at and left, longer than an hour ago."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime > KEPT:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue


def _count(outcome: str, **facts: str | int) -> None:
    metrics.LOADS.labels(outcome).inc()
    logs.event(outcome, logging.INFO, **facts)


__all__ = [
    "Busy",
    "NoSnapshot",
    "NotLoaded",
    "Proposal",
    "accept",
    "difference",
    "discard",
    "earlier",
    "propose",
    "undo",
]
