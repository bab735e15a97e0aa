"""A storage with a small literal delivery, and loads of it in processes of their own that a harness may kill.

The harness imports everything once and forks: a load then takes the time of the load alone, and DuckDB starts in the
child only, because its threads do not survive a fork. For the same reason a harness with threads of its own has its loads
done by a `loader` it started before. No child is waited for longer than `LONGEST`.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from dashboard import database
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
LONGEST = 300.0
POLL = 0.002


class Stuck(AssertionError):
    """A child did not end in time; it was killed."""


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


def figure(folder: Path) -> int:
    """The persons in the one delivered month."""
    model = database.open_snapshot(folder)
    rows = model.table("waarneming")
    model.close()
    return int(rows.loc[rows["reeks"] == "leefloon", "onder"].sum())


def started(work: Callable[[], object], said: Path) -> int:
    """Do something in a child; its process id. What goes wrong there is written to a file, its exit code is then 1."""
    told = said.open("w", encoding="utf-8")  # before the fork: the child may lose the right to write
    child = os.fork()
    if child:
        told.close()
        return child
    gc.freeze()  # what the parent made is not the child's to tidy
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


def ended(child: int) -> bool:
    """Whether a child is over; it stays to be waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def finished(child: int, within: float = LONGEST) -> int:
    """Wait for a child; its exit code, or minus the signal that ended it. Stuck when it takes too long."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(POLL)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise Stuck(f"een proces stond na {within:.0f} s nog niet stil")


def settle(within: float = LONGEST) -> None:
    """Wait for every child that is left, after an interruption."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                time.sleep(POLL)
        except ChildProcessError:
            return
    raise Stuck("er zijn nog processen bezig")


def must(work: Callable[[], object], said: Path) -> None:
    """Do something in a child that has to succeed."""
    if finished(started(work, said)):
        raise AssertionError(said.read_text(encoding="utf-8"))


def loading(place: Storage, *files: Path) -> Callable[[], object]:
    """A load, to be done in a child."""
    return lambda: load(place, list(files), progress=quiet)


@contextmanager
def loader(place: Storage, said: Path) -> Iterator[Callable[[Path], None]]:
    """A function that loads a file, in a process forked now; start it before any thread. AssertionError when a load fails."""
    asked, ask = os.pipe()
    answer, answered = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ask)
        os.close(answer)
        _load_what_is_asked(place, said, asked, answered)
    os.close(asked)
    os.close(answered)

    def load_one(path: Path) -> None:
        os.write(ask, f"{path}\n".encode())
        if not select.select([answer], [], [], LONGEST)[0] or os.read(answer, 1) != b"0":
            raise AssertionError(said.read_text(encoding="utf-8") or f"{path.name} werd niet geladen")

    try:
        yield load_one
    finally:
        os.close(ask)
        os.close(answer)
        finished(child, LONGEST)


def _load_what_is_asked(place: Storage, said: Path, asked: int, answered: int) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a stopped harness ends this process by closing its pipe
    try:
        with os.fdopen(asked, encoding="utf-8") as lines:
            for line in lines:
                os.write(answered, b"1" if finished(started(loading(place, Path(line.strip())), said)) else b"0")
    finally:
        os._exit(0)
