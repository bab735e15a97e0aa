"""Kills loads and rollbacks at random moments, fills the disk and takes the right to write away; what is left must be whole.

    python -m benchmarks.crash [--maal 125] [--zaad 1]

After each blow: the old or the new snapshot is in force with exactly its figures, every file has its checksum, and the next
load works and leaves nothing behind. At the end everything received gives the same snapshot, byte for byte, in an empty folder.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks import disk, survival
from benchmarks.blows import BLOWS, KILLS, MISSED, MOST, Harness
from benchmarks.loads import settle, small_storage
from benchmarks.results import number


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
            for count in range(1, MOST * times + 1):
                kinds = BLOWS[len(KILLS) :] if harness.done % 5 == 4 else KILLS
                harness.blow(count, harness.chance.choice(kinds))
                harness.done = count - harness.outcomes[MISSED]
                say(f"{harness.done}/{times}")
                if harness.done == times:
                    break
        settle()
        took = harness.seconds["replay"] = harness.replay()
        say(f"{harness.done} blows, then everything received replayed in {took:.1f} s, byte for byte the same")
        for outcome, count in sorted(harness.outcomes.items()):
            say(f"{count:4} {outcome}")
        return harness


def lines(harness: Harness, times: int, seed: int) -> list[str]:
    """What came of it, in Dutch."""
    found, took = harness.outcomes, {name: number(seconds) for name, seconds in harness.seconds.items()}
    full = "een eigen schijf die vol liep" if harness.own_disk else "een grens op bestandsgrootte als volle schijf"
    new = sum(count for name, count in found.items() if name.startswith("kill ") and "the new" in name)
    return [
        f"{harness.done} van de {times} klappen uitgedeeld (zaad {seed}): {found['killed']} keer SIGKILL op een willekeurig "
        f"moment van een inlading of terugkeer die nog bezig was ({found[MISSED]} andere kwamen te laat en tellen niet mee) en "
        f"{harness.done - found['killed']} keer een schijf die weigerde ({full}, een te groot bestand, geen schrijfrecht).",
        f"Na elke klap: een geheel snapshot van kracht ({new} keer al het nieuwe, anders het oude), elk bestand met zijn "
        "controlegetal, en de volgende inlading werkte.",
        f"Een inlading duurde ongestoord {took['load']} s. Alles wat ontvangen was, opnieuw ingeladen in een lege map, gaf in "
        f"{took['replay']} s hetzelfde snapshot, tot op de byte.",
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
