"""The events a reader must see on every time chart (`data/reference/gebeurtenissen.csv`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "data" / "reference"


@dataclass(frozen=True)
class Event:
    """Something that broke or may break a series, with the sentence that says what."""

    datum: date
    naam: str
    toelichting: str
    bron: str


@cache
def events() -> tuple[Event, ...]:
    """Every event, oldest first, with the name of its source."""
    names = {row["bron"]: row["naam"] for row in _rows("bronnen.csv")}
    found = [
        Event(date.fromisoformat(row["datum"]), row["naam"], row["toelichting"], names.get(row["bron"], row["bron"]))
        for row in _rows("gebeurtenissen.csv")
    ]
    return tuple(sorted(found, key=lambda event: event.datum))


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
