"""A pack as plain data for the template of the report: every place computed, every text kept as text.

The template gets nothing but this, as JSON, so that no name is ever read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dashboard.report import drawn
from dashboard.report.pack import Bars, Lines, Map, Pack, Part, Points, Table
from dashboard.sentences.doubt import SAMPLE
from dashboard.tokens import colours, sizes
from dashboard.wording import day

PX_TO_PT = 0.63
SCALE = ("fijn", "grafiek", "klein", "gewoon", "woord")
WEB = re.compile(r"https?://", re.IGNORECASE)
# What the letter of the report can print; the rest would make a file that no reader program can speak.
UNPRINTABLE = re.compile("[^\n\u0020-\u007e\u00a0-\u017e\u0192\u0218-\u021b\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u1e80-\u1e85"
                       "\u2009\u2013-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u202f\u2030\u2039\u203a\u20ac\u2122\u2190-\u2193"
                       "\u2212\u2248\u2260\u2264\u2265]")  # fmt: skip


def data(pack: Pack) -> dict[str, Any]:
    """Everything the template prints, as numbers, texts, lists and names."""
    sample = pack.voorbeeld or any(part.voorbeeld for part in pack.delen)
    content = {
        "titel": pack.titel,
        "ondertitel": pack.ondertitel,
        "gebied": pack.gebied,
        "snapshot": pack.snapshot,
        "datum": {"jaar": pack.datum.year, "maand": pack.datum.month, "dag": pack.datum.day, "tekst": day(pack.datum)},
        "auteur": pack.eigenschappen["auteur"],
        "voorbeeld": sample,
        "adres": _address(pack.adressen, ""),
        "delen": [_part(part, pack) for part in pack.delen],
        "begrippen": [{"naam": name, "tekst": text} for name, text in pack.begrippen],
        "kleuren": colours("light"),
        "maten": {name: PX_TO_PT * sizes()[name] for name in SCALE},
    }
    return _clean(content)


def _part(part: Part, pack: Pack) -> dict[str, Any]:
    return {
        "id": part.id,
        "naam": part.naam,
        "titel": part.titel,
        "alt": part.alt or part.titel,
        "bron": part.bron,
        "notities": [note for note in dict.fromkeys(part.notities) if not _said(note, part, pack)],
        "voorbeeld": part.voorbeeld,
        "adres": _address(pack.adressen, part.id),
        "getoond": _shown(part),
    }


def _said(note: str, part: Part, pack: Pack) -> bool:
    """Whether the report says this elsewhere: a definition at its end, that figures are invented in the line of the source."""
    if part.voorbeeld and note == SAMPLE:
        return True
    return any(note.removeprefix(f"{name}: ") in text for name, text in pack.begrippen)


def _shown(part: Part) -> dict[str, Any]:
    match part.getoond:
        case Bars() as bars:
            return drawn.staves(bars)
        case Lines() as lines:
            return drawn.course(lines)
        case Table() as table:
            rows = [[cell.tekst for cell in row] for row in table.rijen]
            titles = [
                {"tekst": title, "getal": number} for title, number in zip(table.kolommen, table.getallen, strict=True)
            ]
            return {"soort": "tabel", "kolommen": titles, "rijen": rows, "som": table.som}
        case Map() as shown:
            return drawn.ground(shown)
        case Points() as points:
            return {"soort": "zinnen", "zinnen": list(points.zinnen), "genummerd": points.genummerd}


def _address(addresses: Mapping[str, str], part: str) -> str:
    found = addresses.get(part, "")
    return found if WEB.match(found) else ""


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return UNPRINTABLE.sub("?", unicodedata.normalize("NFC", value).replace("\u2011", "-"))
    if isinstance(value, Mapping):
        return {name: _clean(part) for name, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list | tuple) else value
