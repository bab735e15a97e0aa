"""A storage with a small literal delivery, and loads of it in processes of their own that a harness may kill.

The harness imports everything once and forks: a load then takes the time of the load alone, and DuckDB starts in the
child only, because its threads do not survive a fork.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dashboard.catalogue import catalogue
from dashboard.ingest import recognise, state
from dashboard.ingest.files import open_file
from dashboard.ingest.load import load
from dashboard.snapshots import Storage

HEADER = (
    "Code CPAS INS (cd);* NomCPAS (nl);Année;PaiCPASBénAnMois (cd);Geslacht;Leeftijdscategorie;Huishoudtype;ll;eq. ll"
)
MANIFEST = "- {bestand: voorbeeld.csv, bron: pod_mi, herkomst: voorbeeld, geleverd_op: 2026-01-15}\n"
ANTWERPEN, MONTH, FIRST = "11002", 202406, 20_000


def quiet(line: str) -> None:
    """Progress nobody reads."""


def small_storage(root: Path) -> Storage:
    """Folders below `root` with one sample delivery to load: `FIRST` persons in Antwerpen in one month."""
    place = Storage(root / "bronnen", root / "opslag" / "ontvangen", root / "opslag" / "snapshots")
    place.sources.mkdir(parents=True)
    delivery(place.sources / "voorbeeld.csv", FIRST)
    (place.sources / "leveringen.yaml").write_text(MANIFEST, encoding="utf-8")
    catalogue()
    recognise.read(open_file(place.sources / "voorbeeld.csv"), "pod_mi")  # imports what reading needs, once
    known = state.initial()  # what every load reads first, read once for all children; a load replaces its frames whole
    state.initial = lambda: replace(known)
    return place


def delivery(path: Path, persons: int) -> Path:
    """A POD MI delivery of one figure."""
    path.write_text(f"{HEADER}\n{ANTWERPEN};Antwerpen;{MONTH // 100};{MONTH};;;;{persons};0\n", encoding="utf-8")
    return path


def started(work: Callable[[], object], said: Path) -> int:
    """Do something in a child; its process id. What goes wrong there is written to a file, its exit code is then 1."""
    told = said.open("w", encoding="utf-8")  # before the fork: the child may lose the right to write
    child = os.fork()
    if child:
        told.close()
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    code = 1
    try:
        work()
        code = 0
    except BaseException as error:
        told.write(f"{type(error).__name__}: {error}\n\n{traceback.format_exc()}")
        told.flush()
    finally:
        sys.stdout.flush()
        os._exit(code)


def finished(child: int) -> int:
    """Wait for a child; its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def settle() -> None:
    """Wait for every child that is left, after an interruption."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def must(work: Callable[[], object], said: Path) -> None:
    """Do something in a child that has to succeed."""
    if finished(started(work, said)):
        raise AssertionError(said.read_text(encoding="utf-8"))


def loading(place: Storage, *files: Path) -> Callable[[], object]:
    """A load, to be done in a child."""
    return lambda: load(place, list(files), progress=quiet)
