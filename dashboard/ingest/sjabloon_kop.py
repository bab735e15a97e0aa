"""Reads the lines above the table of a template: `sleutel; waarde`, and for a mask its sign with both bounds.

What a file says in its own heading wins over the source's YAML. Documented in docs/bronbestanden.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue import Mask, Source
from dashboard.ingest.columns import count, day_of, number_text, plain
from dashboard.ingest.faults import Fault
from dashboard.ingest.files import Sheet

KEYS = ("sjabloon", "herkomst", "opmerking", "indeling", "stand", "peildatum", "masker")
DIVISIONS = ("2018", "2019", "2025", "tijdvak")
ORIGINS = ("gepubliceerd", "voorbeeld")


@dataclass(frozen=True)
class Heading:
    """What the lines above the table say: division, date of the state, date of the size classes, meaning of masks.

    rows: how many lines there are; is_voorbeeld: whether the file itself says that its figures are invented.
    """

    rows: int
    indeling: str
    stand: date | None
    peildatum: date | None
    maskers: dict[str, Mask]
    is_voorbeeld: bool
    faults: list[Fault]

    def mask(self, cell: object) -> Mask | None:
        """What a cell's sign hides, or None when it is no sign of this file."""
        return self.maskers.get(sign(cell))


def sign(cell: object) -> str:
    """A sign for a hidden number without its spaces, so that `< 5` and `<5` are one; nothing else is taken away."""
    return re.sub(r"\s", "", number_text(cell)).casefold()


def named_source(sheet: Sheet) -> str:
    """The source a template names in its heading, or an empty text."""
    for cells in sheet.rows[:10]:
        if cells and plain(cells[0]) == "sjabloon":
            return number_text(cells[1]) if len(cells) > 1 else ""
    return ""


def heading_of(sheet: Sheet, source: Source) -> Heading:
    """The lines above the table; a line that cannot be understood is a fault."""
    lines = _lines(sheet)
    masks, faults = _masks([line for line in lines if line[1] == "masker"], source, sheet.naam)
    said: dict[str, str] = {}
    for number, key, texts in lines:
        if key in ("masker", "opmerking"):
            continue
        if key in said:
            faults.append(
                Fault(sheet.naam, number, key.capitalize(), f"De regel '{key.capitalize()}' staat er twee keer.")
            )
        said[key] = texts[0]
        faults += [Fault(sheet.naam, number, key.capitalize(), text) for text in _wrong(key, texts[0], source)]
    dates = {name: day_of(said.get(name, "")) for name in ("stand", "peildatum")}
    return Heading(
        rows=_height(sheet),
        indeling=said.get("indeling") or str(source.indeling),
        stand=dates["stand"] if isinstance(dates["stand"], date) else None,
        peildatum=dates["peildatum"] if isinstance(dates["peildatum"], date) else None,
        maskers=masks,
        is_voorbeeld=plain(said.get("herkomst", "")) == "voorbeeld",
        faults=faults,
    )


def _height(sheet: Sheet) -> int:
    """How many lines stand above the table, empty ones included."""
    for at, cells in enumerate(sheet.rows):
        key = plain(number_text(cells[0])) if cells else ""
        if (key or any(number_text(cell) for cell in cells)) and key not in KEYS:
            return at
    return len(sheet.rows)


def _lines(sheet: Sheet) -> list[tuple[int, str, list[str]]]:
    """Row number, key and at least three values of every line that says something."""
    rows = enumerate(sheet.rows[: _height(sheet)], start=1)
    texts = [(number, [number_text(cell) for cell in cells]) for number, cells in rows]
    return [(number, plain(cells[0]), [*cells[1:], "", "", ""]) for number, cells in texts if cells and cells[0]]


def _wrong(key: str, text: str, source: Source) -> list[str]:
    if key == "sjabloon" and text and text != source.id:
        return [f"Dit bestand is van de bron '{text}' en wordt gelezen als '{source.id}'."]
    if key == "indeling" and text and text not in DIVISIONS:
        return [f"Indeling '{text}' bestaat niet. Kies uit: {', '.join(DIVISIONS)}."]
    if key == "herkomst" and plain(text) not in ("", *ORIGINS):
        return [f"Herkomst '{text}' bestaat niet. Kies uit: {', '.join(ORIGINS)}."]
    if key in ("stand", "peildatum"):
        found = day_of(text)
        if isinstance(found, str):
            return [found]
        if key == "stand" and found and found > date.today():
            return [f"De stand {text} ligt in de toekomst."]
    return []


def _masks(lines: list[tuple[int, str, list[str]]], source: Source, sheet: str) -> tuple[dict[str, Mask], list[Fault]]:
    masks, faults = {sign(text): mask for text, mask in source.maskers.items()}, []
    own: set[str] = set()
    for number, _, (text, *ends) in lines:
        low, high = (count(end) for end in ends[:2])
        wrong = ""
        if not (text and isinstance(low, int) and isinstance(high, int) and low <= high):
            wrong = "Schrijf: Masker, het teken, de ondergrens en de bovengrens (bijvoorbeeld <5, 1, 4)."
        elif isinstance(count(text), int):
            wrong = f"'{text}' is zelf een aantal en kan geen teken voor een verborgen aantal zijn."
        elif sign(text) in own:
            wrong = f"Het teken '{text}' staat er twee keer."
        else:
            masks[sign(text)] = Mask(onder=low, boven=high)
            own.add(sign(text))
        faults += [Fault(sheet, number, "Masker", wrong)] if wrong else []
    return masks, faults
