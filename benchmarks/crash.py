"""Kills loads and rollbacks at random moments, fills the disk and takes the right to write away; what is left must be whole.

    python -m benchmarks.crash [--maal 125] [--zaad 1]

After each blow: the old or the new snapshot is in force with exactly its figures, every file has its checksum, and the next
load works and leaves nothing behind. At the end everything received gives the same snapshot, byte for byte, in an empty folder.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import disk, survival
from benchmarks.loads import (
    FIRST,
    LONGEST,
    delivery,
    figure,
    finished,
    loading,
    must,
    quiet,
    settle,
    small_storage,
    started,
)
from benchmarks.results import number
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
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
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
            self.kill(lambda: rollback(self.place, earlier), self.seconds["rollback"])
        elif kind == "kill while publishing":
            self.kill(load_it, self.seconds["publish"], publishing=True)
        else:
            self.kill(load_it, self.seconds["load"])

    def kill(self, work: Callable[[], object], within: float, publishing: bool = False) -> None:
        """Start something and kill it at a random moment of the time it takes."""
        child = started(work, self.said)
        if publishing:
            self.publishing_starts(child)
        time.sleep(self.chance.uniform(0, within))
        os.kill(child, signal.SIGKILL)
        ended = "killed" if finished(child) == -signal.SIGKILL else "had ended"
        self.outcomes[ended] += 1

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


def run(times: int, seed: int, say: Callable[[str], object] = print) -> Harness:
    """A number of blows, kinds in turn; AssertionError at the first that leaves anything but a whole truth."""
    with tempfile.TemporaryDirectory() as folder, disk.own(Path(folder) / "schijf") as own_disk:
        root = Path(folder) / "schijf"
        for path in (root, root.parent):
            path.chmod(0o755)
        said = root.parent / "fout.txt"
        harness = Harness(small_storage(root), root, random.Random(seed), said, own_disk)
        say(
            "a disk of its own, to be filled"
            if own_disk
            else "no right to mount: a limit on file size is the full disk"
        )
        harness.prepare()
        say(", ".join(f"{name} {seconds:.2f} s" for name, seconds in harness.seconds.items()))
        with suppress(KeyboardInterrupt):  # stopped by hand: what was done so far counts
            for count in range(1, times + 1):
                kinds = BLOWS[len(KILLS) :] if count % 5 == 0 else KILLS
                harness.blow(count, harness.chance.choice(kinds))
                harness.done = count
                say(f"{count}/{times}")
        settle()
        took = harness.seconds["replay"] = harness.replay()
        say(f"{harness.done} blows, then everything received replayed in {took:.1f} s, byte for byte the same")
        for outcome, count in sorted(harness.outcomes.items()):
            say(f"{count:4} {outcome}")
        return harness


def lines(harness: Harness, times: int, seed: int) -> list[str]:
    """What came of it, in Dutch."""
    found, took = harness.outcomes, {name: number(seconds) for name, seconds in harness.seconds.items()}
    kills = {name: count for name, count in found.items() if name.startswith("kill ")}
    new = sum(count for name, count in kills.items() if "the new" in name)
    refused = harness.done - sum(kills.values())
    full = "een eigen schijf die vol liep" if harness.own_disk else "een grens op bestandsgrootte als volle schijf"
    return [
        f"{harness.done} van de {times} klappen uitgedeeld (zaad {seed}): {sum(kills.values())} keer SIGKILL op een willekeurig "
        f"moment van een inlading of terugkeer ({found['killed']} troffen een proces dat nog bezig was) en {refused} keer een "
        f"schijf die weigerde ({full}, een te groot bestand, geen schrijfrecht).",
        f"Na elke klap: een geheel snapshot van kracht ({new} keer al het nieuwe, anders het oude), elk bestand met zijn "
        "controlegetal, en de volgende inlading werkte.",
        f"Ongestoord duurde een inlading {took['load']} s en een terugkeer {took['rollback']} s. Alles wat ontvangen was, "
        f"opnieuw ingeladen in een lege map, gaf in {took['replay']} s hetzelfde snapshot, tot op de byte.",
    ]


def main() -> None:
    """Read the options, run, and write down what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--maal", type=int, default=125, help="how many blows: every fifth a refusal of the disk, the others kills"
    )
    options.add_argument("--zaad", type=int, default=1)
    options.add_argument("--proef", action="store_true", help="write nothing down: only see whether it holds")
    chosen = options.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a stopped harness tells and clears what it did
    harness = run(chosen.maal, chosen.zaad)
    if not chosen.proef:
        title = "Onderbroken inladingen en terugkeren, volle en gesloten schijven"
        survival.keep("klappen", title, lines(harness, chosen.maal, chosen.zaad))


if __name__ == "__main__":
    main()
