"""What came of the harnesses that hinder the program: kept beside the other results and written into `benchmarks/results.md`.

`python -m benchmarks.survival` writes that part of the page again from what is kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.results import RESULTS, machine
from dashboard.database import ROOT

KEPT = ROOT / "benchmarks" / "overleven.json"
TITLE = "## Wat het overleeft"
FOREWORD = (
    "Geschreven door `make bench-crash` en `make bench-lezers`; niet met de hand wijzigen. Een proef die iets anders vindt dan\n"
    "een geheel snapshot, of een pagina die faalt of mengt, stopt met een fout en schrijft niets."
)


@dataclass(frozen=True)
class Survived:
    """One harness that ran: what it did, when, on which machine, and its figures as Dutch lines."""

    titel: str
    datum: str
    machine: str
    regels: tuple[str, ...]


def keep(name: str, title: str, lines: list[str], kept: Path = KEPT, page: Path = RESULTS) -> None:
    """Keep what a harness found, in the place of what it found before, and write it into the page of results."""
    known = read(kept)
    known[name] = Survived(title, date.today().isoformat(), machine().strip(), tuple(lines))
    entries = {key: asdict(known[key]) for key in sorted(known)}
    kept.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write(kept, page)


def read(kept: Path = KEPT) -> dict[str, Survived]:
    """What every harness found when it last ran."""
    if not kept.is_file():
        return {}
    entries = json.loads(kept.read_text(encoding="utf-8"))
    return {name: Survived(**entry | {"regels": tuple(entry["regels"])}) for name, entry in entries.items()}


def section(kept: Path = KEPT) -> str:
    """The part of the page of results; empty when no harness ran."""
    parts = [
        "\n".join([f"### {one.titel} ({one.datum})\n", one.machine, "", *(f"- {line}" for line in one.regels), ""])
        for one in read(kept).values()
    ]
    return "\n".join([f"{TITLE}\n", FOREWORD, "", *parts]) if parts else ""


def write(kept: Path = KEPT, page: Path = RESULTS) -> None:
    """Put the part in its place in the page: where it stood, or at the end; the rest of the page stays as it is."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    before, found, after = text.partition(TITLE)
    rest = re.search(r"^## ", after, re.MULTILINE) if found else None
    other = after[rest.start() :] if rest else ""
    parts = [part for part in (before.rstrip("\n"), section(kept).rstrip("\n"), other.rstrip("\n")) if part]
    partial = page.with_suffix(".deel")
    partial.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    partial.replace(page)


if __name__ == "__main__":
    write()
