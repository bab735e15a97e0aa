"""Places in order as dots, one a row: a hatched bar where a part is masked, a thin whisker for what chance could move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.catalogue import Indicator
from dashboard.charts import canvas, rows
from dashboard.levels import Level
from dashboard.tokens import Scheme, colours
from dashboard.wording import bounds

Span = tuple[float, float]


def span(places: Sequence[Level], references: Sequence[tuple[str, float]] = ()) -> Span:
    """The value axis that holds every figure with its doubt and every reference; two charts with one span compare."""
    found = [value for _, value in references]
    found += [value for row in places for value in (row.onder, row.boven, row.laag, row.hoog) if value is not None]
    low, high, _ = canvas.limits(found)
    return low, high


def dots(
    places: Sequence[Level],
    indicator: Indicator,
    scheme: Scheme,
    chosen: str = "",
    references: Sequence[tuple[str, float]] = (),
    axis: Span | None = None,
    sample: bool = False,
) -> canvas.Drawing:
    """A dot plot of the places that have a figure, in their order. references: a word and its value in the same unit.

    A place outside the ranking is grey, with a mark before its name; a provisional figure is an open dot.
    """
    shown = [row for row in places if row.onder is not None]
    low, high = axis or span(shown, references)
    unit = indicator.eenheid if low == 0 else f"{indicator.eenheid} (de as begint niet bij nul)"
    layout = rows.layout(
        [row.naam if row.ranked else f"({row.naam})" for row in shown],
        [row.short(indicator) for row in shown],
        scheme,
        canvas.value_axis(low, high, whole=indicator.decimalen == 0),
        unit,
        references,
        [row.gebied_id == chosen for row in shown],
    )
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    traces = [
        trace
        for at, row in enumerate(shown)
        for trace in _traces(row, at, indicator, _hue(row, chosen, scheme), colours(scheme)["grond"])
    ]
    return canvas.Drawing(traces, layout)


def _hue(row: Level, chosen: str, scheme: Scheme) -> str:
    return colours(scheme)["accent" if row.gebied_id == chosen else "zacht" if row.ranked else "ander"]


def _traces(row: Level, at: int, indicator: Indicator, hue: str, ground: str) -> list[dict[str, Any]]:
    if row.onder is None or row.boven is None:
        return []
    hover = {"hovertext": _hover(row, indicator), "hovertemplate": "%{hovertext}<extra></extra>"}
    if row.masked:
        return [masked_bar(row.onder, row.boven, at, hue) | hover]
    whisker = {}
    if row.laag is not None and row.hoog is not None:
        limits = {"array": [row.hoog - row.onder], "arrayminus": [row.onder - row.laag], "symmetric": False}
        whisker = {"error_x": {"type": "data", **limits, "color": hue, "thickness": 1, "width": 3}}
    filled = {"color": ground if row.voorlopig else hue, "size": 9, "line": {"color": hue, "width": 1.8}}
    dot = {"type": "scatter", "mode": "markers", "x": [row.onder], "y": [at], "marker": filled, "cliponaxis": False}
    return [dot | whisker | hover]


def masked_bar(lower: float, upper: float, at: float, hue: str) -> dict[str, Any]:
    """A hatched bar between certain limits in one row, without a dot."""
    edge = {"color": hue, "width": 0.5}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [upper - lower],
        "base": [lower],
        "y": [at],
        "width": 0.5,
        "marker": {"color": "rgba(0,0,0,0)", "line": edge, "pattern": rows.HATCH | {"fgcolor": hue}},
    }


def _hover(row: Level, indicator: Indicator) -> str:
    words = [f"<b>{canvas.text(row.naam)}</b>: {row.cijfer}{' (voorlopig)' if row.voorlopig else ''}"]
    if row.laag is not None and row.hoog is not None:
        words.append(f"door toeval alleen {bounds(row.laag, row.hoog, indicator.decimalen)}")
    return "<br>".join([*words, *((row.waarom,) if row.waarom else ())])
