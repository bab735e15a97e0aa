"""Shares as plain horizontal bars from zero, in titled groups, with the figure at the end of each bar."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Protocol

import plotly.graph_objects as go

from dashboard.charts import canvas
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import number

ROW = 24
TALL_ROW = 46
TITLE = 34
AXIS = 30
NAMES = 140
LONGEST_NAME = 22
TITLE_WIDTH = 46
LINE = 17
WHOLE = 100


class Share(Protocol):
    """One bar: its name, its value in percent, whether it is the total of the others."""

    @property
    def naam(self) -> str:
        """Who or what."""

    @property
    def waarde(self) -> float:
        """In percent."""

    @property
    def geheel(self) -> bool:
        """Whether it counts all groups together."""


def told(groups: Sequence[tuple[str, Sequence[Share]]]) -> str:
    """What the chart shows, for who does not see it: the highest and the lowest bar of every group, totals left out."""
    parts = ((title, [bar for bar in bars if not bar.geheel] or bars) for title, bars in groups)
    return " ".join(_ends(title, sorted(bars, key=lambda bar: bar.waarde)) for title, bars in parts if bars)


def _ends(title: str, bars: Sequence[Share]) -> str:
    low, high = (f"{bar.naam}: {number(bar.waarde, 1)}%" for bar in (bars[0], bars[-1]))
    return f"{title} – {high}." if len(bars) == 1 else f"{title} – het hoogst {high}, het laagst {low}."


def shares(groups: Sequence[tuple[str, Sequence[Share]]], scheme: Scheme) -> go.Figure:
    """A chart of percentages on one scale from 0 to 100. Short names stand beside their bars, long ones above them."""
    colour = colours(scheme)
    above = any(len(bar.naam) > LONGEST_NAME for _, bars in groups for bar in bars)
    row = TALL_ROW if above else ROW
    notes, places, values, texts, hues = [], [], [], [], []
    depth = 0.0
    for title, bars in groups:
        lines = textwrap.wrap(title, TITLE_WIDTH)
        depth += TITLE + LINE * (len(lines) - 1)
        notes.append(
            _words(
                "<br>".join(f"<b>{canvas.text(line)}</b>" for line in lines),
                depth - 4,
                0 if above else -NAMES,
                colour["inkt"],
            )
        )
        for bar in bars:
            depth += row
            places.append(depth - 8 if above else depth - row / 2)
            values.append(bar.waarde)
            texts.append(f"{number(bar.waarde, 1)}%")
            hues.append(colour["vergelijk" if bar.geheel else "accent"])
            at = depth - 17 if above else depth - row / 2 + 9
            notes.append(_words(canvas.text(bar.naam), at, 0 if above else -NAMES, colour["zacht"]))
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": places,
        "width": 15,
        "marker": {"color": hues},
        "text": texts,
        "textposition": "outside",
        "textfont": {"color": colour["inkt"], "size": sizes()["grafiek"]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return canvas.drawn(canvas.Drawing([trace], _layout(scheme, depth, 0 if above else NAMES, notes)))


def _layout(scheme: Scheme, depth: float, left: int, notes: list[dict[str, Any]]) -> dict[str, Any]:
    layout = canvas.layout(scheme, 0)
    ticks = [0, 25, 50, 75, WHOLE]
    layout["height"] = depth + AXIS + 8
    layout["margin"] = {"l": left, "r": 44, "t": 0, "b": AXIS}
    layout["annotations"] = notes
    layout["yaxis"] |= {"range": [depth + 8, 0], "showgrid": False, "showticklabels": False}
    layout["xaxis"] |= {
        "range": [0, WHOLE],
        "tickvals": ticks,
        "ticktext": [f"{tick}%" for tick in ticks],
        "showgrid": True,
        "gridcolor": colours(scheme)["lijn"],
        "showline": False,
        "ticks": "",
    }
    return layout


def _words(text: str, depth: float, shift: int, hue: str) -> dict[str, Any]:
    """A text whose lower edge lies `depth` pixels down, at the left edge."""
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xshift": shift,
        "y": depth,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"color": hue, "size": sizes()["grafiek"]},
    }
