"""Readers on several servers while one folder is loaded over and over: no page may fail, mix two snapshots or lag behind.

    python -m benchmarks.readers [--servers 2] [--ladingen 100]

Every server has a reader who draws the overview again and again over the real websocket protocol, one who keeps looking
at the first snapshot by its link, and one who asks its health. Each load delivers another number of persons, so that a page
shows by its figures which snapshot they come from.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.loads import FIRST, delivery, loading, must, small_storage
from benchmarks.session import Seen, Session
from dashboard.database import ROOT
from dashboard.snapshots import Storage, current

PERSONS = re.compile(rb"kregen (\d{2}\.\d{3}) mensen")
PATIENCE = 300.0
PAUSE = 0.2
LATEST = 5.0
STOPPED = threading.Event()


@dataclass
class Reader:
    """What one reader saw: for every page run when it was asked and drawn, and which snapshot and figures it named."""

    address: str
    query: str
    runs: list[tuple[float, float, Seen]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def read(self, stop: threading.Event) -> None:
        """Draw the page until told to stop; whatever goes wrong is a failure."""
        try:
            with Session(self.address, self.query) as session:
                while not stop.is_set():
                    asked = time.time()
                    seen = session.run()
                    self.runs.append((asked, time.time(), seen))
                    stop.wait(PAUSE)
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")


@dataclass
class Health:
    """The answers to one server's question whether it is well."""

    address: str
    asked: int = 0
    failures: list[str] = field(default_factory=list)

    def ask(self, stop: threading.Event) -> None:
        """Ask until told to stop."""
        while not stop.wait(PAUSE):
            try:
                self.asked += 1
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=PATIENCE):
                    pass
            except OSError as error:
                self.failures.append(str(error))


@dataclass
class Measured:
    """The outcome: what went wrong (must be empty), and the figures to write down."""

    wrong: list[str]
    pages: int
    health: int
    delays: list[float]
    drawn: list[float]
    memory: list[tuple[int, list[int]]]


@contextmanager
def server(place: Storage, log: Path) -> Iterator[tuple[str, int]]:
    """A served monitor on a storage: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "ACTIVERINGSMONITOR_OPSLAG": str(place.snapshots.parent),
        "ACTIVERINGSMONITOR_BRONNEN": str(place.sources),
        "ACTIVERINGSMONITOR_GRENZEN": "",
        "PYTHONPATH": str(ROOT),
    }
    with log.open("w") as output:
        command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://localhost:{port}/_stcore/health", process)
        yield f"http://localhost:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def measure(
    place: Storage, root: Path, addresses: dict[str, int], loads: int, say: Callable[[str], object]
) -> Measured:
    """Load again and again while the readers read."""
    stop, said = threading.Event(), root / "fout.txt"
    first = current(place).id
    persons: dict[str, int] = {first: FIRST}
    since: dict[str, float] = {}
    newest = [Reader(address, "") for address in addresses]
    older = [Reader(address, f"snapshot={first}") for address in addresses]
    health = [Health(address) for address in addresses]
    work = [reader.read for reader in [*newest, *older]] + [one.ask for one in health]
    threads = [threading.Thread(target=one, args=(stop,)) for one in work]
    for thread in threads:
        thread.start()
    memory = [(0, [_megabytes(process) for process in addresses.values()])]
    for number in range(1, loads + 1):
        must(loading(place, delivery(root / f"{number}.csv", FIRST + number)), said)
        now = current(place).id
        persons[now], since[now] = FIRST + number, place.current.stat().st_mtime
        memory.append((number, [_megabytes(process) for process in addresses.values()]))
        say(f"{number}/{loads} {memory[-1][1]} MB")
        if STOPPED.is_set():
            break
    time.sleep(LATEST)
    stop.set()
    for thread in threads:
        thread.join(PATIENCE)
    wrong = [fault for one in [*newest, *older] for fault in one.failures]
    wrong += [fault for one in health for fault in one.failures]
    wrong += [fault for one in newest for fault in faults(one, persons)]
    wrong += [fault for one in older for fault in faults(one, {first: FIRST}, also=persons)]
    delays = [found for one in newest for found in behind(one, since)]
    drawn = [end - begin for one in [*newest, *older] for begin, end, _ in one.runs]
    return Measured(wrong, len(drawn), sum(one.asked for one in health), delays, drawn, memory)


def faults(reader: Reader, persons: dict[str, int], also: dict[str, int] | None = None) -> list[str]:
    """Page runs that failed, show no figure, or show figures of another snapshot than the one they name.

    also: snapshots that may be named beside it, as the notice on an older snapshot names the newest.
    """
    found = [] if reader.runs else ["a reader saw nothing"]
    for _, _, seen in reader.runs:
        own = seen.snapshots & persons.keys()
        other = seen.snapshots - persons.keys() - (also or {}).keys()
        shown = {int(text.replace(b".", b"")) for text in PERSONS.findall(seen.content)}
        if not seen.well or len(own) != 1 or other or shown != {persons[name] for name in own}:
            found.append(f"names {sorted(seen.snapshots)}, shows {sorted(shown)}, ended well: {seen.well}")
    return found


def behind(reader: Reader, since: dict[str, float]) -> list[float]:
    """How long after each snapshot came in force this reader could still ask for a page and get an earlier one; seconds."""
    order = list(since)
    late = []
    for at, name in enumerate(order):
        newer = set(order[at:])
        stale = [
            asked - since[name] for asked, _, seen in reader.runs if asked > since[name] and not seen.snapshots & newer
        ]
        late.append(max(stale, default=0.0))
    return late


def _megabytes(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


def run(servers: int, loads: int, say: Callable[[str], object] = print) -> Measured:
    """A storage, its servers and the measurement."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = small_storage(root)
        must(loading(place), root / "fout.txt")
        addresses: dict[str, int] = {}
        with _all(place, root, servers, addresses):
            return measure(place, root, addresses, loads, say)


@contextmanager
def _all(place: Storage, root: Path, count: int, addresses: dict[str, int]) -> Iterator[None]:
    if len(addresses) == count:
        yield
        return
    with server(place, root / f"server{len(addresses)}.txt") as (address, process):
        addresses[address] = process
        with _all(place, root, count, addresses):
            yield


def main() -> None:
    """Read the options, run and print; exit code 1 when a reader saw anything wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--servers", type=int, default=2)
    options.add_argument("--ladingen", type=int, default=100)
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: STOPPED.set())  # what was seen so far counts
    found = run(chosen.servers, chosen.ladingen)
    late = max(found.delays)
    print(
        f"{len(found.memory) - 1} loads, {found.pages} page runs and {found.health} health requests, {len(found.wrong)} wrong"
    )
    print(f"page run: median {statistics.median(found.drawn):.2f} s, longest {max(found.drawn):.2f} s")
    print(f"an older snapshot was last handed out {late:.2f} s after a new one came in force")
    print("memory:", *(f"after {number}: {values} MB" for number, values in found.memory[::10]), sep="\n  ")
    print(*found.wrong[:20], sep="\n")
    sys.exit(1 if found.wrong or late > LATEST else 0)


if __name__ == "__main__":
    main()
