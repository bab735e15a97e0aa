"""Two figures of every place as points with direct names; a masked figure is a hatched line or box between its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts import canvas, rows
from dashboard.charts.labels import placed
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import bounds

PLOT = 340
LEFT = 48
UNIT = 40
Span = tuple[float, float]


@dataclass(frozen=True)
class Point:
    """A place with the certain limits of both figures."""

    naam: str
    x: Span
    y: Span
    gekozen: bool = False


def scatter(
    points: Sequence[Point],
    units: tuple[str, str],
    middles: tuple[float | None, float | None],
    scheme: Scheme,
    sample: bool = False,
    decimals: int = 1,
) -> canvas.Drawing:
    """A scatter plot. units: of both axes; middles: the reference of each, a thin rule, None where it has no exact value."""
    spans = [_span(points, axis, middles[at]) for at, axis in enumerate(("x", "y"))]
    layout = _layout(spans, units, scheme)
    layout["shapes"] = _rules(middles, colours(scheme)["vergelijk"])
    shares = [(_share(_middle(point.x), spans[0]), _share(_middle(point.y), spans[1]), point.naam) for point in points]
    spots = placed(shares, PLOT, [at for at, point in enumerate(points) if point.gekozen])
    layout["annotations"] += [_name(points[at], spot, scheme) for at, spot in spots.items()]
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    return canvas.Drawing([_mark(point, units, scheme, decimals) for point in points], layout)


def _layout(spans: Sequence[Span], units: tuple[str, str], scheme: Scheme) -> dict[str, Any]:
    layout = canvas.layout(scheme, 0)
    layout["height"] = PLOT + UNIT + 26
    layout["margin"] = {"l": LEFT, "r": 12, "t": 26, "b": UNIT}
    layout["xaxis"] |= canvas.value_axis(*spans[0], whole=False) | {
        "showgrid": True,
        "gridcolor": colours(scheme)["lijn"],
    }
    layout["yaxis"] |= canvas.value_axis(*spans[1], whole=False)
    layout["annotations"] = [canvas.word_above(f"↑ {units[1]}", 0, scheme)]
    canvas.unit_below(layout, f"→ {units[0]}", scheme, LEFT, 22)
    return layout


def _span(points: Sequence[Point], axis: str, middle: float | None) -> Span:
    found = [value for point in points for value in getattr(point, axis)] + ([] if middle is None else [middle])
    room = 0.12 * (max(found) - min(found)) or 1.0
    return max(min(found) - room, 0.0), max(found) + room


def _rules(middles: tuple[float | None, float | None], hue: str) -> list[dict[str, Any]]:
    line = {"color": hue, "width": 1.2, "dash": "4px,3px"}
    found: list[dict[str, Any]] = []
    if middles[0] is not None:
        ends = {"x0": middles[0], "x1": middles[0], "yref": "paper", "y0": 0, "y1": 1}
        found.append({"type": "line", **ends, "line": line, "layer": "below"})
    if middles[1] is not None:
        ends = {"y0": middles[1], "y1": middles[1], "xref": "paper", "x0": 0, "x1": 1}
        found.append({"type": "line", **ends, "line": line, "layer": "below"})
    return found


def _mark(point: Point, units: tuple[str, str], scheme: Scheme, decimals: int) -> dict[str, Any]:
    words = [
        f"<b>{canvas.text(point.naam)}</b>",
        *(f"{bounds(*side, decimals)}{_unit(unit)}" for side, unit in zip((point.x, point.y), units, strict=True)),
    ]
    return mark(point.x, point.y, colours(scheme)["accent" if point.gekozen else "zacht"], "<br>".join(words))


def mark(x: Span, y: Span, hue: str, words: str, diamond: bool = False) -> dict[str, Any]:
    """A dot where both figures are exact, else a hatched box between their limits, or a dashed line where one is exact."""
    (left, right), (low, high) = x, y
    hover = {"hovertext": words, "hovertemplate": "%{hovertext}<extra></extra>"}
    if (left, low) == (right, high):
        dot = {"color": hue, "size": 11 if diamond else 9, "symbol": "diamond" if diamond else "circle"}
        return {"type": "scatter", "mode": "markers", "x": [left], "y": [low], "marker": dot, **hover}
    box = {"x": [left, right, right, left, left], "y": [low, low, high, high, low], "mode": "lines"}
    if left == right or low == high:
        return {"type": "scatter", **box, "line": {"color": hue, "width": 5, "dash": "3px,2px"}, **hover}
    fill = {"fill": "toself", "fillcolor": "rgba(0,0,0,0)", "fillpattern": rows.HATCH | {"fgcolor": hue}}
    return {"type": "scatter", **box, **fill, "line": {"color": hue, "width": 1}, "hoveron": "points+fills", **hover}


def _unit(text: str) -> str:
    return text if text.startswith("%") else f" {text}"


def _middle(limits: Span) -> float:
    return (limits[0] + limits[1]) / 2


def _share(value: float, span: Span) -> float:
    return (value - span[0]) / (span[1] - span[0])


def _name(point: Point, spot: dict[str, Any], scheme: Scheme) -> dict[str, Any]:
    colour = colours(scheme)["accent" if point.gekozen else "inkt"]
    name = canvas.text(point.naam)
    text = f"<b>{name}</b>" if point.gekozen else name
    font = {"color": colour, "size": sizes()["fijn"]}
    return {"text": text, "x": _middle(point.x), "y": _middle(point.y), "showarrow": False, "font": font, **spot}
