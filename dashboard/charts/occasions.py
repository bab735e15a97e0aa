"""Events as thin vertical rules with a word, in rows so that no two words overlap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts.canvas import PLOT
from dashboard.events import Event
from dashboard.tokens import Scheme, colours, sizes

ROW = 14
NARROWEST_PLOT = 250
LETTER = 6.2
GAP = 6


def placed(events: Sequence[Event], first: date, last: date) -> list[tuple[int, str]]:
    """Row and anchor of each event's word, free of overlap even in the narrowest plot."""
    days = max((last - first).days, 1)
    ends: list[float] = []
    places = []
    for event in events:
        at = (event.datum - first).days / days * NARROWEST_PLOT
        width = LETTER * len(event.naam)
        anchor = "right" if at - width >= 0 else "left"
        begin = at - width if anchor == "right" else at
        row = next((row for row, end in enumerate(ends) if end + GAP <= begin), len(ends))
        ends[row : row + 1] = [begin + width]
        places.append((row, anchor))
    return places


def height(places: Sequence[tuple[int, str]]) -> int:
    """Pixels the words take above the plot."""
    return ROW * (max((row for row, _ in places), default=-1) + 1)


def rules(events: Sequence[Event], places: Sequence[tuple[int, str]], scheme: Scheme) -> list[dict[str, Any]]:
    """A thin vertical rule per event, up to its word."""
    line = {"color": colours(scheme)["ander"], "width": 1, "dash": "1px,2px"}
    return [
        {
            "type": "line",
            "x0": event.datum,
            "x1": event.datum,
            "yref": "paper",
            "y0": 0,
            "y1": 1 + (ROW * row + 6) / PLOT,
            "line": line,
            "layer": "below",
        }
        for event, (row, _) in zip(events, places, strict=True)
    ]


def words(events: Sequence[Event], places: Sequence[tuple[int, str]], scheme: Scheme) -> list[dict[str, Any]]:
    """The word of each event, beside its rule."""
    return [
        {
            "text": event.naam,
            "x": event.datum,
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "yshift": ROW * row - 1,
            "xanchor": anchor,
            "xshift": -3 if anchor == "right" else 3,
            "showarrow": False,
            "font": {"color": colours(scheme)["zacht"], "size": sizes()["fijn"]},
        }
        for event, (row, anchor) in zip(events, places, strict=True)
    ]
