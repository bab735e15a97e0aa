"""A chart that can leave the page: title above, source below, so that a saved picture says what it is."""

from __future__ import annotations

import textwrap
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import canvas
from dashboard.tokens import Scheme, colours, sizes

TITLE_WIDTH, SOURCE_WIDTH = 40, 56
TITLE_LINE, SOURCE_LINE = 18, 14
EDGE = 4


def framed(drawing: canvas.Drawing, title: str, source: str, scheme: Scheme) -> go.Figure:
    """The drawing as a figure with its title and source inside, so that a saved picture says what it is."""
    colour = colours(scheme)
    titles, sources = textwrap.wrap(title, TITLE_WIDTH), textwrap.wrap(source, SOURCE_WIDTH)
    above, below = TITLE_LINE * len(titles) + 8, SOURCE_LINE * len(sources) + 8
    layout = drawing.layout
    margin = layout["margin"]
    place = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "xshift": -margin["l"], "align": "left"}
    words: list[dict[str, Any]] = [
        place
        | {
            "text": "<br>".join(f"<b>{line}</b>" for line in titles),
            "y": 1,
            "yanchor": "top",
            "yshift": margin["t"] + above,
            "font": {"size": sizes()["klein"], "color": colour["inkt"]},
            "showarrow": False,
        },
        place
        | {
            "text": "<br>".join(sources),
            "y": 0,
            "yanchor": "bottom",
            "yshift": -(margin["b"] + below),
            "font": {"size": sizes()["fijn"], "color": colour["zacht"]},
            "showarrow": False,
        },
    ]
    around = {
        "annotations": [*layout["annotations"], *words],
        "margin": margin | {"l": margin["l"] + EDGE, "t": margin["t"] + above, "b": margin["b"] + below},
        "height": layout["height"] + above + below,
        "paper_bgcolor": colour["grond"],
    }
    return go.Figure(list(drawing.traces), layout | around)
