"""One model, as large as asked, built, checked, saved and put in force in a storage of its own; run as a process of its own.

Prints its seconds and memory as JSON: `python -m benchmarks.enlarged_load WAY TIMES SNAPSHOT STORAGE [CATALOGUE]`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks import other_catalogue

NAME = "2026-01-01-vergroot"


def main(way: str, times: int, source: Path, storage: Path, catalogue: str = "") -> None:
    """Make it and say what it took."""
    if catalogue:
        other_catalogue.use(Path(catalogue))
    from benchmarks.enlarge import TABLES, WAYS
    from dashboard import database
    from dashboard.database import CHECKS
    from dashboard.snapshots import facts_version, model_version

    shipped = database.open_snapshot(source)
    tables = WAYS[way]({name: shipped.table(name) for name in TABLES}, times)
    shipped.close()
    folder = storage / "snapshots" / NAME
    folder.mkdir(parents=True)
    began = time.perf_counter()
    model = database.build(tables)
    faults = {path.stem: len(found) for path in sorted(CHECKS.glob("*.sql")) if len(found := model.check(path.stem))}
    model.save(folder)
    seconds = time.perf_counter() - began
    description = {
        "datum": "2026-01-01",
        "model": model_version(),
        "feiten": facts_version(),
        "inhoud": NAME,
        "leveringen": [],
    }
    (folder / "snapshot.json").write_text(json.dumps(description), encoding="utf-8")
    (storage / "snapshots" / "CURRENT").write_text(f"{NAME}\n", encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = {name: len(tables[name]) for name in ("gemeente", "waarneming", "indicator")}
    print(json.dumps({"laden_s": seconds, "laden_mb": peak, "rijen": rows, "fouten": faults}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), *sys.argv[5:])
