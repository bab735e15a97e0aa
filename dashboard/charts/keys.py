"""What each key means for each municipality: a row a municipality, a mark a key, a hatched bar where only limits are certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts import canvas, rows
from dashboard.charts.dot import masked_bar
from dashboard.tokens import Scheme, colours, sizes

ROW = 46
LANE = 0.17
THIN, THICK = 0.1, 0.17
MOST_TICKS = 4
NO_POINT = (None,)
LEGEND_ROW = 20
LEGEND_LETTER, LEGEND_WIDTH = 7, 320
STYLES = (
    ("plaats-a", "circle"),
    ("plaats-b", "square"),
    ("plaats-c", "triangle-up"),
    ("plaats-d", "diamond"),
    ("plaats-h", "x"),
)


@dataclass(frozen=True)
class KeyMarks:
    """One key: its name, whether it is the chosen one, and per municipality its limits on the axis with what they say."""

    naam: str
    gekozen: bool
    punten: tuple[tuple[float, float, str], ...]


def keys(
    names: Sequence[str], series: Sequence[KeyMarks], written: Sequence[str], unit: str, scheme: Scheme, sample: bool
) -> canvas.Drawing:
    """The keys in lanes of each row, at most as many as STYLES; written: the chosen amount at the right of each row."""
    highest = max((upper for key in series for _, upper, _ in key.punten), default=1.0)
    axis = _few_ticks(canvas.value_axis(0.0, 1.06 * max(highest, 1.0), whole=True))
    layout = rows.layout(names, written, scheme, axis, unit)
    layout["shapes"] += [_between(at, scheme) for at in range(1, len(names))]
    above = LEGEND_ROW * _legend_rows([key.naam for key in series]) + 8
    layout["height"] += (ROW - rows.ROW) * len(names) + above
    layout["margin"] = layout["margin"] | {"t": layout["margin"]["t"] + above}
    layout["showlegend"] = True
    layout["legend"] = {
        "orientation": "h", "x": 0, "xanchor": "left", "xref": "container", "y": 1, "yref": "container", "yanchor": "top",
        "itemclick": False, "itemdoubleclick": False, "font": {"size": sizes()["grafiek"]}, "bgcolor": "rgba(0,0,0,0)",
    }  # fmt: skip
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    traces = [trace for at, key in enumerate(series) for trace in _traces(key, at, len(series), scheme)]
    return canvas.Drawing(traces, layout)


def _few_ticks(axis: dict[str, Any]) -> dict[str, Any]:
    """Every other number where all of them would not fit a phone."""
    step = 2 if len(axis["tickvals"]) > MOST_TICKS else 1
    return axis | {"tickvals": axis["tickvals"][::step], "ticktext": axis["ticktext"][::step], "tickangle": 0}


def _between(at: int, scheme: Scheme) -> dict[str, Any]:
    """A thin line that parts two rows, under the names as well."""
    line = {"color": colours(scheme)["lijn"], "width": 1}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": at - 0.5,
        "y1": at - 0.5,
        "line": line,
        "layer": "below",
    }


def _traces(key: KeyMarks, at: int, lanes: int, scheme: Scheme) -> list[dict[str, Any]]:
    hue, symbol = STYLES[at]
    colour, lane = colours(scheme)[hue], LANE * (at - (lanes - 1) / 2)
    exact: list[tuple[float, float, str]] = [
        (lower, row + lane, text) for row, (lower, upper, text) in enumerate(key.punten) if lower == upper
    ]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "name": f"<b>{canvas.text(key.naam)}</b>" if key.gekozen else canvas.text(key.naam),
        "x": [x for x, _, _ in exact] or NO_POINT,
        "y": [y for _, y, _ in exact] or NO_POINT,
        "hovertext": [text for _, _, text in exact],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": colour, "symbol": symbol, "size": 12 if key.gekozen else 8},
        "cliponaxis": False,
    }
    bars = [
        masked_bar(lower, upper, row + lane, colour)
        | {
            "width": THICK if key.gekozen else THIN,
            "marker": _hatched(colour, key.gekozen),
            "showlegend": False,
            "hovertext": text,
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        for row, (lower, upper, text) in enumerate(key.punten)
        if lower < upper
    ]
    return [*bars, marks]


def _hatched(colour: str, chosen: bool) -> dict[str, Any]:
    """A range with an edge that also shows where it is narrow."""
    edge = {"color": colour, "width": 2 if chosen else 1}
    return {"color": "rgba(0,0,0,0)", "line": edge, "pattern": rows.HATCH | {"fgcolor": colour}}


def _legend_rows(names: Sequence[str]) -> int:
    """How many lines the key above the plot takes where the page is narrowest."""
    lines, used = 1, 0
    for name in names:
        width = LEGEND_LETTER * len(name) + 44
        lines, used = (lines, used + width) if used + width <= LEGEND_WIDTH else (lines + 1, width)
    return lines
