"""The command line: a full load, one month's file, export, reports, and the server from its start until warm."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import serving
from benchmarks.measures import Measures
from benchmarks.spread import spread
from dashboard.database import ROOT
from dashboard.sample import vdab
from dashboard.sample.maskeren import Tekens
from dashboard.sample.sjabloon import Bestand

LONGEST = 900
REGION = ("--gebied", "Maasland", "--soort", "regiegebied")
EXPORT = ("export", "--indicator", "leefloongraad", "--soort", "gemeente")
ONE_MONTH = Bestand("VDAB_een_maand.xlsx", "vdab", "2025", "2025-01-01", Tekens("-"), "2025-12", "2025-12")


def measure_commands(storage: Path, repeats: int, into: Measures) -> None:
    """Every command on a storage of its own; the given one is only read."""
    with tempfile.TemporaryDirectory(prefix="meting-") as folder:
        place = Path(folder)
        whole = [_timed(("ingest",), place / f"leeg{turn}") for turn in range(repeats)]
        into.add("opdracht.alles_laden_s", spread(whole), "s")
        copy = place / "opslag"
        shutil.copytree(storage, copy)
        month = vdab.write_clients(ONE_MONTH, place)
        into.add(
            "opdracht.een_maand_s",
            spread(
                [_timed(("ingest", str(month)), _copied(storage, place / f"maand{turn}")) for turn in range(repeats)]
            ),
            "s",
            "een bestand van één maand; alle eerdere bestanden worden opnieuw gelezen",
        )
        exported = (*EXPORT, "--uit", str(place / "cijfers.csv"))
        into.add(
            "opdracht.export_s",
            spread([_timed(exported, copy) for _ in range(repeats)]),
            "s",
            "alle maanden, alle gemeenten",
        )
        for ending in ("pptx", "pdf", "xlsx"):
            command = ("report", *REGION, "--uit", str(place / f"pakket.{ending}"))
            into.add(f"opdracht.pakket_{ending}_s", spread([_timed(command, copy) for _ in range(repeats)]), "s")


def measure_start(storage: Path, repeats: int, into: Measures) -> None:
    """The server from its start until it is healthy, which it is only when the first page is warm; the empty one beside it."""
    for name, command in (("monitor", serving.MONITOR), ("leeg", serving.EMPTY)):
        found = []
        for _ in range(repeats):
            with serving.served(command, storage) as server:
                found.append(server.start_ms / 1000)
        into.add(f"start.{name}_s", spread(found), "s")


def _copied(storage: Path, folder: Path) -> Path:
    shutil.copytree(storage, folder)
    return folder


def _timed(command: Sequence[str], storage: Path) -> float:
    """Seconds of one command; RuntimeError with what it said when it fails."""
    storage.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *command],
        cwd=ROOT,
        env=serving.environment(storage),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=LONGEST,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"'{' '.join(command)}' mislukte: {done.stderr or done.stdout}")
    return time.perf_counter() - began
