"""Finds a source's columns in a sheet by their known spellings, and reads cells as codes, counts, numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from dashboard.ingest.faults import Fault
from dashboard.ingest.files import MERGED, Sheet

MOST_PERSONS = 12_000_000
LARGEST = 1e12  # more than the income of the whole country, in euro


@lru_cache(maxsize=10_000, typed=True)
def plain(text: Any) -> str:
    """A header or label without case, accents and surplus space, for comparing spellings."""
    letters = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return re.sub(r"\s+", " ", letters).strip().casefold()


@dataclass(frozen=True)
class Header:
    """Where each wanted column stands: `at` gives positions by our name, `titles` the file's own spelling."""

    row: int
    at: dict[str, int]
    titles: dict[str, str]
    faults: list[Fault] = field(default_factory=list)


def find_header(sheet: Sheet, required: dict[str, tuple[str, ...]], optional: dict[str, tuple[str, ...]]) -> Header:
    """The first row that holds something, matched to spellings; a missing column is a fault that names the closest one."""
    row = next((number for number, cells in enumerate(sheet.rows) if any(cell not in ("", None) for cell in cells)), 0)
    cells = sheet.rows[row] if sheet.rows else []
    present = {plain(cell): position for position, cell in reversed(list(enumerate(cells))) if cell not in ("", None)}
    at: dict[str, int] = {}
    faults = _hidden_titles(sheet, row)
    for name, spellings in {**required, **optional}.items():
        found = next((present[plain(spelling)] for spelling in spellings if plain(spelling) in present), None)
        if found is not None:
            at[name] = found
            title = str(cells[found])
            times = sum(plain(cell) == plain(title) for cell in cells)
            if times > 1:
                faults.append(Fault(sheet.naam, row + 1, title, f"Kolom '{title}' staat er {times} keer."))
    unused = [title for title, position in present.items() if position not in at.values()]
    for name in required.keys() - at.keys():
        wanted = required[name][0]
        close = get_close_matches(plain(wanted), unused, n=1, cutoff=0.5)
        hint = f" De kolom '{cells[present[close[0]]]}' lijkt er het meest op." if close else ""
        faults.append(Fault(sheet.naam, row + 1, wanted, f"Kolom '{wanted}' ontbreekt.{hint}"))
    return Header(row, at, {name: str(cells[position]) for name, position in at.items()}, faults)


def _hidden_titles(sheet: Sheet, row: int) -> list[Fault]:
    """A merged title takes away that of the column beside it, perhaps one that a file may do without."""
    hidden = [at for at, cell in enumerate(sheet.rows[row]) if cell == MERGED] if sheet.rows else []
    filled = [
        at for at in hidden if any(at < len(cells) and cells[at] not in ("", None) for cells in sheet.rows[row + 1 :])
    ]
    text = "De titel van deze kolom is samengevoegd met die ernaast. Maak de samenvoeging ongedaan."
    return [Fault(sheet.naam, row + 1, f"kolom {at + 1}", text) for at in filled]


def code(cell: Any) -> str:
    """A NIS code as five characters of text, whether the sheet holds it as text or as a number."""
    text = number_text(cell)
    return text.zfill(5) if text.isdigit() and len(text) <= 5 else text


def is_code(text: str) -> bool:
    """Whether a text has the form of a NIS code."""
    return re.fullmatch(r"[0-9]{5}", text) is not None


def number_text(cell: Any) -> str:
    """A cell as text, a whole number without decimals, a truth value as Dutch Excel shows it."""
    if isinstance(cell, bool):
        return "WAAR" if cell else "ONWAAR"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def count(cell: Any) -> int | str | None:
    """A whole, non-negative number; None for an empty cell; otherwise what is wrong with it, in Dutch."""
    text = number_text(cell)
    if text == "":
        return None
    if re.fullmatch(r"[0-9]{1,18}", text):
        return int(text) if int(text) <= MOST_PERSONS else f"{text} is meer dan alle inwoners van België."
    if re.fullmatch(r"-\d+([.,]\d+)?", text):
        return f"{text} is negatief; een aantal is nul of meer."
    if re.fullmatch(r"\d+[.,]\d+", text):
        return f"{text.replace('.', ',')} is geen geheel aantal."
    return f"'{text[:40]}' is geen aantal."


def decimal(cell: object) -> float | str | None:
    """A number of zero or more with comma or point, perhaps with %; None when empty; else what is wrong, in Dutch."""
    text = number_text(cell).removesuffix("%").strip()
    if text == "":
        return None
    if re.fullmatch(r"-\d+([.,]\d+)?", text):
        return f"{text.replace('.', ',')} is negatief; dit getal is nul of meer."
    if re.fullmatch(r"\d+([.,]\d+)?(e[+-]?\d+)?", text):
        value = round(float(text.replace(",", ".")), 6)
        return value if value <= LARGEST else f"{text[:40]} is te groot om waar te zijn."
    return f"'{text[:40]}' is geen getal."


def day_of(cell: Any) -> date | str | None:
    """A date written as JJJJ-MM-DD, dd/mm/jjjj or a spreadsheet's own; None when empty; else what is wrong, in Dutch."""
    text = number_text(cell).removesuffix(" 00:00:00")
    if text == "":
        return None
    wrong = f"'{text[:40]}' is geen datum. Schrijf JJJJ-MM-DD."
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2200 else wrong
    return wrong
