"""Readers on several servers while one folder is loaded over and over: no page may fail, mix two snapshots or lag behind.

    python -m benchmarks.readers [--servers 2] [--ladingen 100]

Every server has a reader who draws the overview again and again over the real websocket protocol, one who keeps looking
at the first snapshot by its link, and one who asks its health. Each load delivers another number of persons, so that a page
shows by its figures which snapshot they come from.
"""

from __future__ import annotations

import argparse
import re
import signal
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import serving, survival
from benchmarks.loads import FIRST, delivery, loader, loading, must, small_storage
from benchmarks.results import number
from benchmarks.serving import Server
from benchmarks.session import Seen, Session
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


def measure(
    place: Storage,
    root: Path,
    served: Sequence[Server],
    load_one: Callable[[Path], None],
    loads: int,
    say: Callable[[str], object],
) -> Measured:
    """Load again and again while the readers read."""
    stop = threading.Event()
    first = current(place).id
    persons: dict[str, int] = {first: FIRST}
    since: dict[str, float] = {}
    newest = [Reader(one.address, "") for one in served]
    older = [Reader(one.address, f"snapshot={first}") for one in served]
    health = [Health(one.address) for one in served]
    work = [reader.read for reader in [*newest, *older]] + [one.ask for one in health]
    threads = [threading.Thread(target=one, args=(stop,), daemon=True) for one in work]
    for thread in threads:
        thread.start()
    memory = [(0, [round(one.memory_mb()) for one in served])]
    for count in range(1, loads + 1):
        load_one(delivery(root / f"{count}.csv", FIRST + count))
        now = current(place).id
        persons[now], since[now] = FIRST + count, place.current.stat().st_mtime
        memory.append((count, [round(one.memory_mb()) for one in served]))
        say(f"{count}/{loads} {memory[-1][1]} MB")
        if STOPPED.is_set():
            break
    time.sleep(LATEST)
    stop.set()
    until = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0))
    late = sum(thread.is_alive() for thread in threads)
    wrong = [f"{late} readers did not stop"] * bool(late)
    wrong += [fault for one in [*newest, *older] for fault in one.failures]
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


def run(servers: int, loads: int, say: Callable[[str], object] = print) -> Measured:
    """A storage, its servers and the measurement."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        place = small_storage(root)
        must(loading(place), root / "fout.txt")
        load_one = stack.enter_context(loader(place, root / "fout.txt"))  # forks: before there are threads
        sources = {"ACTIVERINGSMONITOR_BRONNEN": str(place.sources)}
        served = [
            stack.enter_context(serving.served(serving.MONITOR, place.snapshots.parent, variables=sources))
            for _ in range(servers)
        ]
        return measure(place, root, served, load_one, loads, say)


def lines(found: Measured, servers: int) -> list[str]:
    """What the readers saw, in Dutch."""
    grown = [f"{' en '.join(map(str, sizes))} MB na {count}" for count, sizes in found.memory[::25]]
    return [
        f"{len(found.memory) - 1} inladingen na elkaar, {servers} servers op dezelfde map, {found.pages} getekende pagina's en "
        f"{found.health} vragen naar de gezondheid: geen enkele mislukte en geen enkele pagina mengde twee snapshots.",
        f"Een ouder snapshot werd ten laatste {number(max(found.delays))} s nadat een nieuw van kracht werd nog getoond "
        f"(grens: {LATEST:.0f} s).",
        f"Een pagina tekenen duurde mediaan {number(statistics.median(found.drawn))} s en ten hoogste "
        f"{number(max(found.drawn))} s.",
        f"Geheugen per server: {', '.join(grown)}.",
    ]


def main() -> None:
    """Read the options, run, print and write down; exit code 1 when a reader saw anything wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--servers", type=int, default=2)
    options.add_argument("--ladingen", type=int, default=100)
    options.add_argument("--proef", action="store_true", help="write nothing down: only see whether it holds")
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: STOPPED.set())  # what was seen so far counts
    found = run(chosen.servers, chosen.ladingen)
    late = max(found.delays)
    print(
        f"{len(found.memory) - 1} loads, {found.pages} page runs and {found.health} health requests, {len(found.wrong)} wrong"
    )
    print(f"page run: median {statistics.median(found.drawn):.2f} s, longest {max(found.drawn):.2f} s")
    print(f"an older snapshot was last handed out {late:.2f} s after a new one came in force")
    print("memory:", *(f"after {count}: {values} MB" for count, values in found.memory[::10]), sep="\n  ")
    print(*found.wrong[:20], sep="\n")
    if found.wrong or late > LATEST:
        sys.exit(1)
    if not chosen.proef:
        survival.keep("lezers", "Lezers tijdens het inladen", lines(found, chosen.servers))


if __name__ == "__main__":
    main()
