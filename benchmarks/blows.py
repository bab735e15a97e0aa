"""One blow to a storage: a load or rollback killed at a random moment, or a disk that refuses; then what is left is looked at."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import disk
from benchmarks.loads import (
    FIRST,
    LONGEST,
    POLL,
    delivery,
    ended,
    figure,
    finished,
    loading,
    must,
    quiet,
    started,
)
from dashboard.ingest.load import load, rollback
from dashboard.ingest.verify import damage, verify
from dashboard.snapshots import Storage, all_snapshots, current

BLOWS = (
    "kill anywhere",
    "kill while publishing",
    "kill a rollback",
    "no right to write",
    "disk full",
    "file too large",
)
KILLS = BLOWS[:3]
MISSED, MOST = "had ended", 4  # a kill that came too late does not count


@dataclass
class Harness:
    """One storage under attack: what each snapshot must say, how long things take unharmed, and what came of each blow."""

    place: Storage
    root: Path
    chance: random.Random
    said: Path
    own_disk: bool
    figures: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    done: int = 0

    def prepare(self) -> None:
        """Two snapshots made in peace, and the time it took."""
        must(loading(self.place), self.said)
        self.note(FIRST)
        path = delivery(self.root / "0.csv", FIRST + 1)
        begin = time.perf_counter()
        child = started(loading(self.place, path), self.said)
        published = self.publishing_starts(child)
        if finished(child):
            raise AssertionError(self.said.read_text(encoding="utf-8"))
        end = time.perf_counter()
        self.seconds |= {"load": end - begin, "publish": end - published}
        self.note(FIRST + 1)
        begin = time.perf_counter()
        must(lambda: rollback(self.place, current(self.place).id), self.said)
        self.seconds["rollback"] = time.perf_counter() - begin

    def sizes(self) -> list[int]:
        """The bytes of the files in the snapshot in force: what a new one needs, about."""
        return [path.stat().st_size for path in current(self.place).folder.iterdir()]

    def note(self, persons: int) -> None:
        """Remember what the snapshot now in force must say, for as long as it exists."""
        self.figures[current(self.place).id] = persons

    def publishing_starts(self, child: int) -> float:
        """Wait until a load writes its snapshot, or has ended."""
        until = time.monotonic() + LONGEST
        while not any(self.place.snapshots.glob(".deel-*")) and time.monotonic() < until:
            if ended(child):
                break
            time.sleep(0.001)
        return time.perf_counter()

    def blow(self, number: int, kind: str) -> None:
        """Strike once, look at what is left, and load what was being loaded."""
        persons = FIRST + 1 + number
        path = delivery(self.root / f"{number}.csv", persons)
        old = current(self.place).id
        self.strike(kind, path)
        must(lambda: self.look(old, persons), self.said)
        new = current(self.place).id != old
        self.outcomes[f"{kind}: {'the new' if new else 'the old'} one in force"] += 1
        must(lambda: self.load_again(path, persons), self.said)
        self.note(persons)

    def strike(self, kind: str, path: Path) -> None:
        """Start a change and hinder it in the way its name says."""
        load_it = loading(self.place, path)
        if kind == "file too large" or (kind == "disk full" and not self.own_disk):
            self.refused(
                lambda: disk.limited(load_it, self.chance.randrange(64, max(self.sizes()))), "De schijf is vol."
            )
        elif kind == "disk full":
            filler = disk.fill(self.root, self.chance.randrange(0, sum(self.sizes())))
            self.refused(load_it, "De schijf is vol.")
            filler.unlink()
        elif kind == "no right to write":
            self.refused(lambda: disk.powerless(load_it, self.place), "mag niet geschreven worden")
        elif kind == "kill a rollback":
            earlier = self.chance.choice(sorted(self.figures))
            self.kill(lambda: rollback(self.place, earlier), "rollback")
        else:
            self.kill(load_it, "publish" if kind == "kill while publishing" else "load")

    def kill(self, work: Callable[[], object], phase: str) -> None:
        """Start something and kill it at a random moment of the time it takes; one that was over sooner took less time."""
        child = started(work, self.said)
        begin = self.publishing_starts(child) if phase == "publish" else time.perf_counter()
        until = begin + self.chance.uniform(0, self.seconds[phase])
        while time.perf_counter() < until and not ended(child):
            time.sleep(POLL)
        if ended(child):
            self.seconds[phase] = min(self.seconds[phase], time.perf_counter() - begin)
        os.kill(child, signal.SIGKILL)
        self.outcomes["killed" if finished(child) == -signal.SIGKILL else MISSED] += 1

    def refused(self, work: Callable[[], object], words: str) -> None:
        """Do what must be refused in Dutch."""
        if not finished(started(work, self.said)):
            raise AssertionError("geladen, hoewel er niet geschreven kon worden")
        line = self.said.read_text(encoding="utf-8").splitlines()[0]
        assert line.startswith("Unwritable: "), line
        assert words in line, line

    def look(self, old: str, persons: int) -> None:
        """The old or a whole new snapshot is in force, says its own figure, and no snapshot is damaged."""
        now = current(self.place)
        faults = {one.id: damage(self.place, one.folder) for one in all_snapshots(self.place)}
        assert not any(faults.values()), faults
        expected = self.figures.get(now.id, persons)
        assert figure(now.folder) == expected, (now.id, expected)
        assert now.id == old or figure(now.folder) in {persons, self.figures.get(now.id)}

    def load_again(self, path: Path, persons: int) -> None:
        """The next load works, its figure is in force, nothing is left over and everything verifies."""
        load(self.place, [path], progress=quiet)
        found = verify(self.place)
        assert not found.wrong, found.wrong
        assert figure(current(self.place).folder) == persons
        left = [
            *self.place.snapshots.glob(".deel-*"),
            *self.place.snapshots.glob("*.deel"),
            *self.place.received.glob("*.deel"),
        ]
        assert not left, left

    def replay(self) -> float:
        """Everything received, loaded in an empty folder, is the same to the byte; the seconds it took."""
        empty = Storage(self.place.sources, self.root / "leeg" / "ontvangen", self.root / "leeg" / "snapshots")
        shutil.copytree(self.place.received, empty.received)
        begin = time.perf_counter()
        must(loading(empty), self.said)
        took = time.perf_counter() - begin
        one, other = current(self.place), current(empty)
        assert one.id == other.id, (one.id, other.id)
        for path in one.folder.iterdir():
            assert path.read_bytes() == (other.folder / path.name).read_bytes(), path.name
        return took
