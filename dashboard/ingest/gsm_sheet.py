"""How one sheet of the Gemeente-Stadsmonitor is laid out: where the value stands, what splits it and what a cell means.

After Gemeente, NIS-code, Indicator and Jaar come perhaps categories, perhaps a numerator and a denominator, and the ratio
last: AR_03 has its percentage in the fifth column, WE_36 in the sixth. The header of AR_13 itself was not seen; its count must
stand third from the end and name the leefloon. Source: schemas of public users of these files (see docs/bronbestanden.md).
"""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.catalogue import Source
from dashboard.ingest.columns import Header, count, decimal, find_header, number_text, plain
from dashboard.ingest.faults import Fault
from dashboard.ingest.files import MERGED, Sheet

SHEETS = {"AR_13": "leefloon_en_equivalent_januari", "AR_03": "kansarmoede_index", "WE_36": "werkzoekendengraad"}
COUNTED = "AR_13"
PERCENTAGE = re.compile(r".*(%|procent|percent|graad|index|aandeel).*")
LEEFLOON = re.compile(r".*leeflo.*")
NUMBER_OF = re.compile(r".*\b(aantal|teller|noemer|personen|inwoners|beroepsbevolking|werkzoekenden|geboorten)\b.*")
NUMBER_LIKE = re.compile(r"-?[\d., ]*\d[\d., ]*%?")
UNREADABLE = re.compile(rf"#.*|{MERGED}|formule zonder uitkomst")


def code_of(sheet: Sheet) -> str:
    """The code of the indicator a sheet is about."""
    return sheet.naam.strip()


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where nis, jaar and the value stand in a sheet: the count third from the end, a percentage at the very end."""
    required = {name: source.kolommen[name] for name in ("nis", "jaar")}
    header = find_header(sheet, required, {"naam": source.kolommen["naam"]})
    if code_of(sheet) not in SHEETS or header.faults:
        return header
    is_count = code_of(sheet) == COUNTED
    names = titles(sheet, header)
    at = len(names) - (3 if is_count else 1)
    fits = LEEFLOON if is_count else PERCENTAGE
    if at > header.at["jaar"] and fits.fullmatch(plain(names[at])):
        return replace(header, at=header.at | {"waarde": at}, titles=header.titles | {"waarde": names[at]})
    spelling = source.reeksen[SHEETS[code_of(sheet)]].kolommen[0]
    elsewhere = [name for name in names if fits.fullmatch(plain(name))]
    there = f" Daar staat '{names[at]}'." if at > header.at["jaar"] else ""
    hint = f" De kolom '{elsewhere[0]}' lijkt er het meest op." if elsewhere else there
    where = "als derde kolom van achter, vóór de noemer en de verhouding" if is_count else "als laatste kolom"
    fault = Fault(sheet.naam, header.row + 1, spelling, f"Kolom '{spelling}' ontbreekt {where}.{hint}")
    return replace(header, faults=[*header.faults, fault])


def between(sheet: Sheet, header: Header) -> tuple[list[int], list[int]]:
    """Between year and value: the columns that split persons, and for a percentage the first column that counts them."""
    is_count, names = code_of(sheet) == COUNTED, titles(sheet, header)
    categories, counts = [], []
    for at in range(header.at["jaar"] + 1, header.at["waarde"]):
        cells = [cell_at(row, at) for _, row in body(sheet, header)]
        if NUMBER_OF.fullmatch(plain(names[at])) or any(isinstance(decimal(cell), float) for cell in cells):
            counts.append(at)
        elif is_count or len({plain(cell) for cell in cells}) > 1:
            categories.append(at)
    return categories, [] if is_count else counts[:1]


def value_of(cell: object, is_count: bool) -> tuple[float | None, str]:
    """A number, or None for what is empty or text; and what is wrong with it, in Dutch."""
    text = number_text(cell)
    if UNREADABLE.fullmatch(text):
        return None, f"De cel is niet leesbaar ({text})."
    value = count(cell) if is_count else decimal(cell)
    if isinstance(value, str):
        return None, value if NUMBER_LIKE.fullmatch(text) else ""
    if value is not None and not is_count and value > 100:
        return None, f"{text.replace('.', ',')} is meer dan 100%."
    return value, ""


def titles(sheet: Sheet, header: Header) -> list[str]:
    """The header row as text, without empty columns at the end."""
    names = [number_text(cell) for cell in sheet.rows[header.row]]
    return names[: max((at + 1 for at, name in enumerate(names) if name), default=0)]


def body(sheet: Sheet, header: Header) -> list[tuple[int, list[object]]]:
    """The rows below the header that hold something, with their number in the file."""
    rows = enumerate(sheet.rows[header.row + 1 :], start=header.row + 2)
    return [(number, cells) for number, cells in rows if any(cell not in ("", None) for cell in cells)]


def cell_at(cells: list[object], at: int) -> object:
    """A cell, empty where the row is shorter."""
    return cells[at] if at < len(cells) else ""
