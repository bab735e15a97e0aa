"""What the page of the briefing pack keeps: the titles of a choice, and the files another process made of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer

from dashboard import store
from dashboard.database import ROOT
from dashboard.report import command, content, files
from dashboard.report.choices import BadChoice
from dashboard.report.pack import Choices
from dashboard.snapshots import storage
from dashboard.store.remembered import remembered

KEPT, LONGEST, EASY = 12, 300, 5
BUSY = "Een ander pakket wordt eerst afgewerkt"
FAILED = (
    "Het pakket kon niet gemaakt worden. Probeer het opnieuw; lukt het niet, verwittig dan wie deze server beheert."
)


@dataclass(frozen=True)
class Outline:
    """What a pack will hold: its file name, its choices with every default filled in, and name and title of every part."""

    naam: str
    titel: str
    keuzes: Choices
    delen: tuple[tuple[str, str], ...]
    voorbeeld: bool


@dataclass(frozen=True)
class Wanted:
    """Which files: the choices, the snapshot, and where their links lead."""

    keuzes: Choices
    snapshot: str
    adres: str


class NotMade(Exception):
    """The files could not be made; the message says why in Dutch."""


@dataclass
class _Shelf:
    """The newest packs that were made, and the lock that lets one be made at a time."""

    packs: OrderedDict[Wanted, Mapping[str, bytes]] = field(default_factory=OrderedDict)
    one: Lock = field(default_factory=Lock)


_SHELF = _Shelf()


@remembered(max_entries=20, show_spinner="De bevindingen worden klaargezet")
def outline(snapshot_id: str, choices: Choices) -> Outline:
    """The titles of the pack of these choices; BadChoice says in Dutch why there is none."""
    made = content.pack(store.database(snapshot_id), store.usable(snapshot_id), storage(), choices)
    parts = tuple((part.naam, part.titel) for part in made.delen)
    return Outline(files.name(made), made.titel, made.keuzes, parts, made.voorbeeld)


def kept(wanted: Wanted) -> Mapping[str, bytes] | None:
    """The files by kind (`.pptx`), if they were made before and are still here."""
    return _SHELF.packs.get(wanted)


def made(wanted: Wanted) -> Generator[str]:
    """Make the files in a process of its own, so that the server keeps serving, and tell each step as it begins.

    Closing the iterator ends the process. NotMade says in Dutch what went wrong.
    """
    while not _SHELF.one.acquire(timeout=0.5):
        yield BUSY
    try:
        with tempfile.TemporaryDirectory(prefix="activeringsmonitor-") as folder:
            paths = {kind: Path(folder) / f"pakket{kind}" for kind in files.KINDS}
            yield from _run(command.arguments(wanted.keuzes, wanted.snapshot, wanted.adres, paths.values()))
            _SHELF.packs[wanted] = {kind: path.read_bytes() for kind, path in paths.items()}
        while len(_SHELF.packs) > KEPT:
            _SHELF.packs.popitem(last=False)
    finally:
        _SHELF.one.release()


def _run(arguments: list[str]) -> Generator[str]:
    """The lines a command of this program says on its way; NotMade with its last one when it fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, process.pid, EASY)
    limit = Timer(LONGEST, process.kill)
    limit.start()
    said: list[str] = []
    try:
        for line in process.stderr or ():
            said.append(line.strip())
            yield line.strip()
        if process.wait():
            raise NotMade(FAILED if not said or any("Traceback" in line for line in said) else said[-1])
    finally:
        limit.cancel()
        process.kill()
        process.wait()


__all__ = ["BUSY", "BadChoice", "NotMade", "Outline", "Wanted", "kept", "made", "outline"]
