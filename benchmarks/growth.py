"""How load, memory, questions and pages grow with ten times the municipalities, months or indicators, each alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import enlarge
from benchmarks.measures import Measures
from benchmarks.serving import environment
from benchmarks.spread import exponent, percentile
from dashboard.database import ROOT
from dashboard.snapshots import Storage, current

TIMES = 10
WATCHED = "kaart,overzicht,gemeenten,regios"


def measure_questions(storage: Path, repeats: int, into: Measures) -> None:
    """The questions pages ask when a chooser changes, and where the time of a change goes."""
    found = _questions(storage, repeats)
    every = [ms for turns in found["vragen"].values() for turn in turns for _, ms in turn]
    slow = max(
        ((ms, name) for turns in found["vragen"].values() for turn in turns for name, ms in turn), default=(0.0, "")
    )
    into.add(
        "vraag.p95_ms", percentile(every, 95), "ms", f"{len(every)} vragen; traagste {slow[1]} met {slow[0]:.0f} ms"
    )
    for name, turns in found["vragen"].items():
        number, total = (
            percentile([len(turn) for turn in turns], 50),
            percentile([sum(ms for _, ms in turn) for turn in turns], 50),
        )
        where = ", ".join(f"{package} {share:.0f}%" for package, share in found["waar"][name].items())
        into.add(f"vraag.{name}.som_ms", total, "ms", f"{number:.0f} vragen per wissel")
        into.add(
            f"pagina.{name}.cpu_ms", percentile(found["pagina_ms"][name], 50), "ms", f"eigen tijd per pakket: {where}"
        )


def measure_growth(storage: Path, repeats: int, into: Measures) -> None:
    """The shipped model and three larger ones, each built and asked in processes of their own."""
    place = Storage(ROOT / "data" / "sources", storage / "ontvangen", storage / "snapshots")
    source = current(place).folder
    with tempfile.TemporaryDirectory(prefix="meting-") as folder:
        catalogue = Path(folder) / "catalogus"
        enlarge.catalogue_of_indicators(catalogue, TIMES)
        for way in enlarge.WAYS:
            used = str(catalogue) if way == "indicatoren" else ""
            target = Path(folder) / way
            loaded = _run("benchmarks.enlarged_load", target, way, str(TIMES), str(source), str(target), used)
            shutil.copytree(storage / "grenzen", target / "grenzen")
            asked = _questions(target, repeats, used, WATCHED)
            shutil.rmtree(target)
            _keep(way, loaded, asked, into)


def _keep(way: str, loaded: dict[str, Any], asked: dict[str, Any], into: Measures) -> None:
    every = [ms for turns in asked["vragen"].values() for turn in turns for _, ms in turn]
    pages = [percentile(found, 50) for found in asked["pagina_ms"].values()]
    sizes = ", ".join(f"{count} {name}" for name, count in loaded["rijen"].items())
    faults = f"; controles met rijen: {loaded['fouten']}" if loaded["fouten"] else ""
    figures = {
        "laden": (f"groei.{way}.laden_s", loaded["laden_s"], "s", f"bouwen, controleren, bewaren; {sizes}{faults}"),
        "geheugen": (
            f"groei.{way}.geheugen_mb",
            asked["geheugen_mb"],
            "MB",
            "hoogste van een proces dat de pagina's maakt",
        ),
        "vraag": (f"groei.{way}.vraag_p95_ms", percentile(every, 95), "ms", f"{len(every)} vragen"),
        "pagina": (
            f"groei.{way}.pagina_ms",
            sum(pages) / len(pages),
            "ms",
            f"processortijd van een wissel, gemiddelde van {WATCHED}",
        ),
    }
    for key, value, unit, note in figures.values():
        into.add(key, value, unit, note)
    if way == "een":
        return
    for name, (key, value, _, _) in figures.items():
        one = into.get(key.replace(f".{way}.", ".een."))
        if one is not None:
            power = exponent(one.waarde, value, TIMES)
            into.add(
                f"groei.{way}.{name}_macht", power, "macht", f"van {one.waarde:.3g} naar {value:.3g} {one.eenheid}"
            )


def _questions(storage: Path, repeats: int, catalogue: str = "", only: str = "") -> dict[str, Any]:
    return _run("benchmarks.questions", storage, str(repeats), catalogue, only)


def _run(module: str, storage: Path, *arguments: str) -> dict[str, Any]:
    """What a module printed last, as JSON; RuntimeError with its complaint when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(storage),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} {' '.join(arguments)}:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
