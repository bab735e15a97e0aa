"""Strips: every place as a dot on a line, one line a group or characteristic, with its median and quartiles behind the dots."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.charts import canvas
from dashboard.tokens import Scheme, colours, sizes

Limits = tuple[float, float]
STRIP, GAP = 64, 12
AXIS, SIDE = 46, 10
LINE, WIDTH = 17, 48
COLUMNS, STEP, MOST = 110, 0.075, 0.42
LEVELS = 2 * round(MOST / STEP) - 1
STYLES: dict[str, tuple[str, str, int]] = {
    "ander": ("ander", "circle", 6),
    "vergelijk": ("vergelijk", "circle", 9),
    "plaats": ("accent", "diamond", 13),
}


@dataclass(frozen=True)
class Dot:
    """One place: its certain limits on the axis, its part in the story, and what stands beside it when it is pointed at."""

    onder: float
    boven: float
    tekst: str
    rol: Literal["ander", "vergelijk", "plaats"] = "ander"


@dataclass(frozen=True)
class Strip:
    """One line: its name, quiet words under it, its dots, and the limits of first quartile, median and third (or nothing)."""

    naam: str
    bij: str
    punten: tuple[Dot, ...]
    kwartielen: tuple[Limits, ...] = ()


def strips(rows: Sequence[Strip], axis: dict[str, Any], unit: str, scheme: Scheme, sample: bool) -> go.Figure:
    """All strips on one axis (its `range`, `tickvals` and `ticktext`). A masked place is a thin line without a dot."""
    colour, tall = colours(scheme), _tall(rows)
    layout = canvas.layout(scheme, 0)
    layout["height"] = tall * len(rows) + AXIS
    layout["margin"] = {"l": SIDE, "r": SIDE, "t": 0, "b": AXIS}
    layout["xaxis"] |= axis
    layout["yaxis"] |= {"range": [tall * len(rows), 0], "showgrid": False, "showticklabels": False}
    layout["shapes"] = [shape for at, row in enumerate(rows) for shape in _quartiles(row, _middle(at, tall), colour)]
    layout["annotations"] = [
        *(_name(row, tall * at, colour) for at, row in enumerate(rows)),
        *([canvas.sample_word(scheme)] if sample else []),
    ]
    canvas.unit_below(layout, unit, scheme, SIDE, AXIS // 2)
    traces = [
        trace
        for rol in STYLES
        for at, row in enumerate(rows)
        for trace in _dots([dot for dot in row.punten if dot.rol == rol], rol, _middle(at, tall), axis["range"], colour)
    ]
    return canvas.drawn(canvas.Drawing(traces, layout))


def heights(values: Sequence[float], width: float) -> list[float]:
    """How far above or below its line each value stands so that dots of about the same value do not cover one another.

    In parts of a strip's height, in order of value: in the middle, then above and below by turns, at most `MOST` away.
    """
    seen: dict[int, int] = {}
    found = [0.0] * len(values)
    for at in sorted(range(len(values)), key=values.__getitem__):
        column = int(values[at] / width * COLUMNS) if width else 0
        seen[column] = seen.get(column, -1) + 1
        found[at] = _level(seen[column])
    return found


def _level(turn: int) -> float:
    """The middle, then above and below by turns, and again from the middle when the strip is full."""
    at = turn % LEVELS
    return STEP * ((at + 1) // 2) * (1 if at % 2 else -1)


def _tall(rows: Sequence[Strip]) -> int:
    """Pixels of a row: its name, the quiet words of the row that has most, the strip."""
    return LINE * (1 + max((len(_wrapped(row)) for row in rows), default=0)) + STRIP + GAP


def _middle(at: int, tall: int) -> float:
    return tall * (at + 1) - STRIP / 2 - 4


def _wrapped(row: Strip) -> list[str]:
    return textwrap.wrap(row.bij, WIDTH)


def _dots(
    dots: Sequence[Dot], rol: str, middle: float, span: Sequence[float], colour: dict[str, str]
) -> list[dict[str, Any]]:
    if not dots:
        return []
    hue, symbol, size = STYLES[rol]
    hidden = [dot for dot in dots if dot.onder < dot.boven]
    plain = [dot for dot in dots if dot.onder == dot.boven]
    masked = [(dot, middle - STRIP * _level(at)) for at, dot in enumerate(sorted(hidden, key=lambda dot: dot.onder))]
    levels = heights([dot.onder for dot in plain], span[1] - span[0])
    exact = [(dot, middle - STRIP * level) for dot, level in zip(plain, levels, strict=True)]
    traces: list[dict[str, Any]] = []
    if masked:
        ends = [end for dot, _ in masked for end in (dot.onder, dot.boven, None)]
        line = {"color": colour[hue], "width": 1 if rol == "ander" else 3, "dash": "1px,2px"}
        base = {"type": "scatter", "x": ends, "y": [end for _, y in masked for end in (y, y, None)]}
        texts = [end for dot, _ in masked for end in (dot.tekst, dot.tekst, "")]
        hover = {"hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}
        traces.append({**base, **hover, "mode": "lines", "line": line, "cliponaxis": False})
    if exact:
        edge = {"color": colour["grond"], "width": 0 if rol == "ander" else 1.5}
        marker = {"color": colour[hue], "symbol": symbol, "size": size, "line": edge}
        base = {"type": "scatter", "x": [dot.onder for dot, _ in exact], "y": [y for _, y in exact], "mode": "markers"}
        hover = {"hovertext": [dot.tekst for dot, _ in exact], "hovertemplate": "%{hovertext}<extra></extra>"}
        traces.append({**base, **hover, "marker": marker, "cliponaxis": False})
    return traces


def _quartiles(row: Strip, middle: float, colour: dict[str, str]) -> list[dict[str, Any]]:
    """A bar between the quartiles as far as it is certain, dotted ends as far as masks allow, and the median."""
    if not row.kwartielen:
        return []
    first, median, third = row.kwartielen
    ends = {"type": "rect", "layer": "below", "y0": middle - STRIP / 2, "y1": middle + STRIP / 2}
    dotted = {"color": colour["ander"], "width": 1, "dash": "1px,2px"}
    found = [{**ends, "x0": first[0], "x1": third[1], "line": dotted, "fillcolor": "rgba(0,0,0,0)"}]
    if first[1] < third[0]:
        found.append({**ends, "x0": first[1], "x1": third[0], "line": {"width": 0}, "fillcolor": colour["lijn"]})
    line = {"color": colour["vergelijk"], "width": 2, **({} if median[0] == median[1] else {"dash": "1px,2px"})}
    upright = {**ends, "type": "line", "line": line}
    return [*found, *({**upright, "x0": value, "x1": value} for value in dict.fromkeys(median))]


def _name(row: Strip, top: int, colour: dict[str, str]) -> dict[str, Any]:
    quiet = "<br>".join(map(canvas.text, _wrapped(row)))
    return {
        "text": f'<b>{canvas.text(row.naam)}</b><br><span style="color:{colour["zacht"]}">{quiet}</span>',
        "xref": "paper",
        "x": 0,
        "y": top + 2,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"color": colour["inkt"], "size": sizes()["grafiek"]},
    }
