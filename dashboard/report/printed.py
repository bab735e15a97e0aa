"""A pack as plain data for the template of the report: every place computed, every text kept as text.

The template gets nothing but this, as JSON, so that no name is ever read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dashboard.report import axes, ground
from dashboard.report.pack import Bars, Lines, Map, Pack, Part, Point, Points, Table
from dashboard.sentences.doubt import SAMPLE
from dashboard.tokens import colours, sizes
from dashboard.wording import UNKNOWN, day, short_period

PX_TO_PT = 0.63
SCALE = ("fijn", "grafiek", "klein", "gewoon", "woord")
BARS_A_BLOCK = 40
WEB = re.compile(r"https?://", re.IGNORECASE)
MONTH = re.compile(r"\d{4}-\d{2}")
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
    return _clean(content)  # type: ignore[no-any-return]


def _part(part: Part, pack: Pack) -> dict[str, Any]:
    return {
        "naam": part.naam,
        "titel": part.titel,
        "alt": part.alt or part.titel,
        "bron": part.bron,
        "notities": [note for note in part.notities if not _said(note, part, pack)],
        "voorbeeld": part.voorbeeld,
        "adres": _address(pack.adressen, part.id),
        "getoond": _shown(part),
    }


def _said(note: str, part: Part, pack: Pack) -> bool:
    """Whether the report says this elsewhere: a definition at its end, that figures are invented in the line of the source."""
    if part.voorbeeld and note == SAMPLE:
        return True
    return any(note == text or note.startswith(f"{name}: ") and note[len(name) + 2 :] in text for name, text in pack.begrippen)


def _shown(part: Part) -> dict[str, Any]:
    match part.getoond:
        case Bars() as bars:
            return _bars(bars)
        case Lines() as lines:
            return _lines(lines)
        case Table() as table:
            rows = [[cell.tekst for cell in row] for row in table.rijen]
            titles = [{"tekst": title, "getal": number} for title, number in zip(table.kolommen, table.getallen, strict=True)]
            return {"soort": "tabel", "kolommen": titles, "rijen": rows, "som": table.som}
        case Map() as shown:
            return _map(shown)
        case Points() as points:
            return {"soort": "zinnen", "zinnen": list(points.zinnen), "genummerd": points.genummerd}


def _bars(bars: Bars) -> dict[str, Any]:
    ruled = [bars.regel[1]] if bars.regel else []
    axis = axes.from_zero([*axes.extremes(bars.punten), *ruled], bars.decimalen)
    points = [_point(point, axis) for point in bars.punten]
    return {
        "soort": "staven",
        "eenheid": bars.eenheid,
        "blokken": [points[at : at + BARS_A_BLOCK] for at in range(0, len(points), BARS_A_BLOCK)],
        "streepjes": axis.ticks(),
        "nul": axis.at(0.0),
        "regel": {"naam": bars.regel[0], "op": axis.at(bars.regel[1]), "tekst": bars.regel[2]} if bars.regel else None,
    }


def _point(point: Point, axis: axes.Axis) -> dict[str, Any]:
    known = point.staat != "geen" and point.onder is not None and point.boven is not None
    return {
        "naam": point.naam,
        "tekst": point.tekst,
        "rol": point.rol,
        "staat": point.staat if known else "geen",
        "van": axis.at(point.onder) if known else None,  # type: ignore[arg-type]
        "tot": axis.at(point.boven) if known else None,  # type: ignore[arg-type]
        "stab": [axis.at(limit) for limit in point.stab] if point.stab and known else None,
    }


def _lines(lines: Lines) -> dict[str, Any]:
    axis = axes.close_by(axes.extremes(point for line in lines.lijnen for point in line.punten), lines.decimalen)
    count = len(lines.perioden)
    across = [at / (count - 1) if count > 1 else 0.5 for at in range(count)]
    words = [short_period(text) if MONTH.fullmatch(text) else text for text in lines.perioden]
    marks = _marks(lines)
    drawn = []
    for line in lines.lijnen:
        points = [_point(point, axis) for point in line.punten]
        known = [at for at, point in enumerate(points) if point["staat"] != "geen"]
        drawn.append(
            {
                "naam": line.naam,
                "rol": line.rol,
                "strepen": [
                    {"gestreept": dashed, "punten": [[across[at], points[at]["tot"]] for at in stretch]}
                    for dashed, stretch in axes.strokes(line)
                ],
                "bereiken": [
                    [across[at], point["van"], point["tot"]] for at, point in enumerate(points) if point["staat"] == "bereik"
                ],
                "stab": [[across[at], *points[at]["stab"]] for at in axes.whiskers(line) if points[at]["stab"]],
                "eind": {"op": across[known[-1]], **points[known[-1]]} if known else None,
                "teksten": [marks.get(point["tekst"], point["tekst"]) for point in points],
            }
        )
    first = next((line for line in lines.lijnen if line.rol == "gebied"), lines.lijnen[0] if lines.lijnen else None)
    step = 1 / (count - 1) if count > 1 else 0
    return {
        "soort": "lijnen",
        "eenheid": lines.eenheid,
        "perioden": words,
        "bijschriften": [[across[at], words[at]] for at in axes.spread(count)],
        "streepjes": axis.ticks(),
        "nul": axis.at(0.0) if axis.nul else None,
        "stap": step,
        "lijnen": drawn,
        "redenen": [f"{mark}: {reason}" for reason, mark in marks.items() if reason != mark],
        "hiaten": [at * step for at in axes.gaps(first)] if first else [],
        "gebeurtenissen": [
            [across[lines.perioden.index(when)], word] for when, word in lines.gebeurtenissen if when in lines.perioden
        ],
    }


def _marks(lines: Lines) -> dict[str, str]:
    """What stands in a table for each reason a value is not there: `n.b.`, with a number where reasons differ."""
    reasons = {point.tekst: None for line in lines.lijnen for point in line.punten if point.staat == "geen"}
    return {reason: UNKNOWN if len(reasons) == 1 else f"{UNKNOWN} ({at})" for at, reason in enumerate(reasons, 1)}


def _map(shown: Map) -> dict[str, Any]:
    own = [patch for patch in shown.vlakken if patch.eigen]
    by_name = ground.named(own, shown.breedte)
    places = [(patch, ground.middle(patch)) for patch in own]
    return {
        "soort": "kaart",
        "svg": ground.shapes(shown),
        "verhouding": shown.hoogte / shown.breedte,
        "op_naam": by_name,
        "leden": [
            {
                "naam": patch.naam,
                "tekst": patch.tekst,
                "x": x / shown.breedte,
                "y": y / shown.hoogte,
                "op_patroon": bool(patch.patroon),
                "kleur": patch.kleur,
            }
            for patch, (x, y) in places
        ],
        "legende": [{"vlak": ground.swatch(fill, pattern), "tekst": text} for fill, pattern, text in shown.legende],
    }


def _address(addresses: Mapping[str, str], part: str) -> str:
    found = addresses.get(part, "")
    return found if WEB.match(found) else ""


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return UNPRINTABLE.sub("?", unicodedata.normalize("NFC", value).replace("\u2011", "-"))
    if isinstance(value, Mapping):
        return {name: _clean(part) for name, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list | tuple) else value
