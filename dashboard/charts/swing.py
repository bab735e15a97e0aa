"""Changes as dots beside a grey bar: how much each place changes anyway. Masked changes are hatched bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dashboard.charts import canvas, rows
from dashboard.charts.dot import masked_bar
from dashboard.tokens import Scheme, colours
from dashboard.wording import signed

if TYPE_CHECKING:  # the computation is not needed to draw its outcome
    from dashboard.swings import Swing

UNIT = "verandering in % (grijs: de gewone schommeling van die plaats)"


def swing(places: Sequence[Swing], scheme: Scheme, chosen: str = "", sample: bool = False) -> canvas.Drawing:
    """The relative changes with each place's usual variation; a change beyond it is a diamond, so colour is not needed."""
    shown = [row for row in places if row.relatief is not None]
    ends = [abs(value) for row in shown for value in (*(row.relatief or ()), row.gewoon_relatief or 0.0)]
    most = 1.06 * max([*ends, 1.0])
    layout = rows.layout(
        [row.naam for row in shown],
        [_written(row) for row in shown],
        scheme,
        canvas.value_axis(-most, most, whole=False),
        UNIT,
        strong=[row.gebied_id == chosen for row in shown],
    )
    layout["xaxis"] |= {"zeroline": True, "zerolinecolor": colours(scheme)["ander"]}
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    traces = [trace for at, row in enumerate(shown) for trace in _traces(row, at, chosen, scheme)]
    return canvas.Drawing(traces, layout)


def _traces(row: Swing, at: int, chosen: str, scheme: Scheme) -> list[dict[str, Any]]:
    colour = colours(scheme)
    if row.relatief is None:
        return []
    found: list[dict[str, Any]] = []
    if row.gewoon_relatief is not None:
        bar = {"x": [2 * row.gewoon_relatief], "base": [-row.gewoon_relatief], "y": [at], "width": 0.5}
        found.append(
            {
                "type": "bar",
                "orientation": "h",
                **bar,
                "hoverinfo": "skip",
                "marker": {"color": colour["lijn"], "line": {"color": colour["ander"], "width": 1}},
            }
        )
    hue = colour["accent" if row.gebied_id == chosen else "zacht"]
    words = {
        "hovertext": f"<b>{canvas.text(row.naam)}</b>: {_written(row)}<br>{row.oordeel}",
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    lower, upper = row.relatief
    if lower < upper:
        return [*found, masked_bar(lower, upper, at, hue) | words]
    symbol = "diamond" if row.stands_out else "circle"
    marker = {"color": hue, "size": 11 if symbol == "diamond" else 9, "symbol": symbol}
    return [
        *found,
        {"type": "scatter", "mode": "markers", "x": [lower], "y": [at], "marker": marker, "cliponaxis": False, **words},
    ]


def _written(row: Swing) -> str:
    if row.relatief is None:
        return ""
    lower, upper = (f"{signed(value, 1)}%" for value in row.relatief)
    return lower if lower == upper else f"{lower} tot {upper}"
