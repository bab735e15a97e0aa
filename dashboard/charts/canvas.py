"""What every chart stands on: layout from the design tokens, axes with Dutch numbers, the sample word."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import number

FONT = '"Source Sans", "Source Sans 3", sans-serif'
PLOT = 240
TITLE = 26
BELOW = 28
LEFT = 48
RIGHT = 84
LINE = 17
NARROWEST = 42  # letters that fit a chart on a screen of 320 px
CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True}
SAMPLE = "VOORBEELDCIJFERS"
Trace = dict[str, Any]
PARTS = (0.1, 0.2, 0.25, 0.5, 1, 2)
MOST_TICKS = 6
CHECKED = False  # Plotly's check of every property takes longer than the rest of a chart: the tests switch it on


class Drawing(NamedTuple):
    """A chart as plain traces and layout, before `drawn` makes the figure in one go."""

    traces: Sequence[Trace]
    layout: dict[str, Any]


class Sent(go.Figure):
    """A figure that is only sent: Plotly's object for every property, which nobody reads on the way, is not made."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def to_dict(self) -> dict[str, Any]:
        """The content, to be written as JSON."""
        said = {name: value for name, value in self._drawing.layout.items() if name != "template" and value != []}
        return {"data": list(self._drawing.traces), "layout": said}


def drawn(drawing: Drawing) -> go.Figure:
    """The drawing as a figure."""
    return go.Figure(list(drawing.traces), drawing.layout) if CHECKED else Sent(drawing)


def text(name: str) -> str:
    """A name as Plotly shows it letter by letter: its texts know some markup, so the signs of markup are written out."""
    return escape(name, quote=False)


def layout(scheme: Scheme, above: int) -> dict[str, Any]:
    """A plain plot of fixed height, with `above` pixels for words over it."""
    colour = colours(scheme)
    axis: dict[str, Any] = {
        "color": colour["zacht"],
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": sizes()["grafiek"]},
        "zeroline": False,
    }
    baseline = {
        "showline": True,
        "linecolor": colour["ander"],
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": colour["ander"],
    }
    hover = {"color": colour["inkt"], "family": FONT, "size": sizes()["klein"]}
    return {
        "template": {},  # Plotly's own look, which None would bring back, is longer than a chart's data
        "autotypenumbers": "strict",
        "autosize": True,
        "dragmode": False,
        "barmode": "overlay",
        "showlegend": False,
        "separators": ",.",
        "font": {"family": FONT, "size": sizes()["grafiek"], "color": colour["inkt"]},
        "height": PLOT + above + BELOW + TITLE,
        "margin": {"l": LEFT, "r": RIGHT, "t": above + TITLE, "b": BELOW},
        "hovermode": "closest",
        "hoverdistance": 40,
        "hoverlabel": {"bgcolor": colour["vlak"], "bordercolor": colour["lijn"], "font": hover, "align": "left"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {**axis, **baseline, "showgrid": False},
        "yaxis": {**axis, "gridcolor": colour["lijn"], "ticklen": 0},
    }


def value_axis(low: float, high: float, whole: bool) -> dict[str, Any]:
    """A value axis between two limits, with round Dutch numbers."""
    ticks = nice_ticks(low, high, whole)
    decimals = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks)
    return {"range": [low, high], "tickvals": ticks, "ticktext": [number(tick, decimals) for tick in ticks]}


def nice_ticks(low: float, high: float, whole: bool = False) -> list[float]:
    """Up to seven round values between two limits; `whole` when they count people."""
    power = 10.0 ** math.floor(math.log10(high - low))
    step = next(power * part for part in PARTS if (high - low) / (power * part) <= MOST_TICKS)
    step = max(1.0, step) if whole else step
    return [round(step * at, 6) for at in range(math.ceil(low / step), math.floor(high / step) + 1)]


def year_ticks(first: int, last: int) -> list[int]:
    """Every year of a short span, every other one, counted from the last, of a long span."""
    return [year for year in range(first, last + 1) if last - first < MOST_TICKS or (last - year) % 2 == 0]


def word_above(text: str, height: int, scheme: Scheme) -> dict[str, Any]:
    """The unit, over the value axis and above everything else."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -LEFT,
        "yshift": height + 4,
        "showarrow": False,
        "font": {"color": colours(scheme)["zacht"], "size": sizes()["grafiek"]},
    }


def unit_below(layout: dict[str, Any], text: str, scheme: Scheme, left: int, down: int) -> None:
    """Add the unit under the axis of a layout, from the edge of the chart, on as many lines as the narrowest screen needs."""
    lines = textwrap.wrap(text, NARROWEST) or [""]
    more = LINE * (len(lines) - 1)
    layout["height"] += more
    layout["margin"] = layout["margin"] | {"b": layout["margin"]["b"] + more}
    place = {"y": 0, "yanchor": "top", "yshift": -down, "xshift": -left, "align": "left", "text": "<br>".join(lines)}
    layout["annotations"] = [*layout.get("annotations", ()), word_above("", 0, scheme) | place]


def sample_word(scheme: Scheme) -> dict[str, Any]:
    """The quiet diagonal word over invented figures."""
    return {
        "text": SAMPLE,
        "name": "voorbeeld",
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.4,
        "showarrow": False,
        "textangle": -18,
        "opacity": 0.16,
        "font": {"color": colours(scheme)["ander"], "size": sizes()["woord"]},
    }


def limits(values: Sequence[float]) -> tuple[float, float, bool]:
    """The value axis for these values, and whether it starts at zero: it does unless that would press the lines flat."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low < 0.6 * high or high <= 0:
        return 0.0, 1.06 * max(high, 1.0), True
    room = 0.12 * (high - low) or 1.0
    return low - room, high + room, False
