"""What every member brings, as bars from zero to both sides; a masked one is a hatched bar between its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.charts import canvas, rows
from dashboard.charts.dot import masked_bar
from dashboard.tokens import Scheme, colours

ROOM = 1.06
Part = tuple[str, float, float, str]


def parts(members: Sequence[Part], unit: str, scheme: Scheme, sample: bool = False) -> canvas.Drawing:
    """members: name, lower and upper limit, and the contribution as written. The largest rise on top."""
    ordered = sorted(members, key=lambda part: (-part[2], part[0]))
    ends = [value for _, lower, upper, _ in ordered for value in (lower, upper)]
    low, high = min(ROOM * min(ends), 0.0), max(ROOM * max(ends), 0.0)
    low, high = (low, high) if high > low else (0.0, 1.0)
    layout = rows.layout(
        [name for name, *_ in ordered],
        [text for *_, text in ordered],
        scheme,
        canvas.value_axis(low, high, whole=False),
        unit,
    )
    layout["xaxis"] |= {"zeroline": True, "zerolinecolor": colours(scheme)["vergelijk"]}
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    return canvas.Drawing([_bar(part, at, scheme) for at, part in enumerate(ordered)], layout)


def _bar(part: Part, at: int, scheme: Scheme) -> dict[str, Any]:
    name, lower, upper, text = part
    words = {"hovertext": f"<b>{canvas.text(name)}</b>: {text}", "hovertemplate": "%{hovertext}<extra></extra>"}
    hue = colours(scheme)["zacht"]
    if lower < upper:
        return masked_bar(lower, upper, at, hue) | words
    return {
        "type": "bar",
        "orientation": "h",
        "x": [lower],
        "y": [at],
        "width": 0.55,
        "marker": {"color": hue},
        **words,
    }
