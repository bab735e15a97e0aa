"""What was measured, by key, kept as JSON beside the results so that a run of one part leaves the others as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.spread import Spread


@dataclass(frozen=True)
class Measure:
    """One figure: its value (the median where there were repeats), unit, spread, what explains it, and the day of measuring."""

    waarde: float
    eenheid: str
    laagste: float
    hoogste: float
    aantal: int
    uitleg: str
    datum: str


class Measures:
    """All figures of a run, by key."""

    def __init__(self, day: str, known: dict[str, Measure] | None = None) -> None:
        self.day = day
        self._known = dict(known or {})

    def add(self, key: str, value: Spread | float, unit: str, note: str = "") -> None:
        """Keep a figure; a later one of the same key replaces it."""
        found = value if isinstance(value, Spread) else Spread(value, value, value, 1)
        self._known[key] = Measure(found.mediaan, unit, found.laagste, found.hoogste, found.aantal, note, self.day)
        print(
            f"  {key}: {found.mediaan:.4g} {unit} ({found.laagste:.4g}-{found.hoogste:.4g}, n={found.aantal}) {note}",
            flush=True,
        )

    def get(self, key: str) -> Measure | None:
        """The figure of a key, if it was measured."""
        return self._known.get(key)

    def under(self, start: str, end: str = "") -> Iterator[tuple[str, Measure]]:
        """The figures whose key starts and ends so, in key order."""
        for key in sorted(self._known):
            if key.startswith(start) and key.endswith(end):
                yield key, self._known[key]


def read(path: Path) -> dict[str, Measure]:
    """The figures of an earlier run; none when there was no run."""
    if not path.exists():
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {key: Measure(**entry) for key, entry in kept.items()}


def write(path: Path, measures: Measures) -> None:
    """Keep the figures, in key order, so that two runs differ only where a figure does."""
    kept = {key: {name: _short(value) for name, value in asdict(one).items()} for key, one in measures.under("")}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _short(value: object) -> object:
    return float(f"{value:.5g}") if isinstance(value, float) else value
