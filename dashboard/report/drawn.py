"""The charts and the map of a pack as places on paper: everything the template only has to draw."""

from __future__ import annotations

import re
from typing import Any

from dashboard.report import axes, shapes
from dashboard.report.pack import Bars, Lines, Map, Point
from dashboard.wording import UNKNOWN, short_period, sort_key

BARS_A_BLOCK = 40
MONTH = re.compile(r"\d{4}-\d{2}")


def staves(bars: Bars) -> dict[str, Any]:
    """Bars in blocks that fit a page, on one axis."""
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


def course(lines: Lines) -> dict[str, Any]:
    """Lines as stretches of points, with what breaks them, what stands at their end, and every value as written."""
    axis = axes.close_by(axes.extremes(point for line in lines.lijnen for point in line.punten), lines.decimalen)
    count = len(lines.perioden)
    across = [at / (count - 1) if count > 1 else 0.5 for at in range(count)]
    words = [short_period(text) if MONTH.fullmatch(text) else text for text in lines.perioden]
    marks = _marks(lines)
    paths = []
    for line in lines.lijnen:
        points = [_point(point, axis) for point in line.punten]
        known = [at for at, point in enumerate(points) if point["staat"] != "geen"]
        paths.append(
            {
                "naam": line.naam,
                "rol": line.rol,
                "strepen": [
                    {"gestreept": dashed, "punten": [[across[at], points[at]["tot"]] for at in stretch]}
                    for dashed, stretch in axes.strokes(line)
                ],
                "bereiken": [
                    [across[at], point["van"], point["tot"]]
                    for at, point in enumerate(points)
                    if point["staat"] == "bereik"
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
        "lijnen": paths,
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


def ground(shown: Map) -> dict[str, Any]:
    """A map as shapes, with where the municipalities of the region get their name or number, by name."""
    own = sorted((patch for patch in shown.vlakken if patch.eigen), key=lambda patch: sort_key(patch.naam))
    by_name = shapes.named(own, shown.breedte, shown.hoogte)
    places = [(patch, shapes.middle(patch)) for patch in own]
    return {
        "soort": "kaart",
        "svg": shapes.picture(shown),
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
        "legende": [{"vlak": shapes.swatch(fill, pattern), "tekst": text} for fill, pattern, text in shown.legende],
    }
