"""A gap in steps: from one level to another over the parts of their difference, on an axis that starts at zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.charts import canvas, rows
from dashboard.tokens import Scheme, colours
from dashboard.wording import number, signed

SPACE = 1.08


def waterfall(
    start: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    end: tuple[str, float],
    unit: str,
    decimals: int,
    scheme: Scheme,
    sample: bool = False,
) -> canvas.Drawing:
    """A level as a bar from zero, every step where the one before ended, and the level they lead to. Exact numbers only."""
    colour = colours(scheme)
    levels = [start[1]]
    for _, size in steps:
        levels.append(levels[-1] + size)
    names = [start[0], *(name for name, _ in steps), end[0]]
    texts = [number(start[1], decimals), *(signed(size, decimals) for _, size in steps), number(end[1], decimals)]
    bars = [_bar(0, 0.0, start[1], colour["vergelijk"]), _bar(len(steps) + 1, 0.0, end[1], colour["accent"])]
    bars += [
        _bar(at, min(levels[at - 1], levels[at]), abs(size), colour["ander"])
        for at, (_, size) in enumerate(steps, start=1)
    ]
    high = SPACE * max(levels)
    layout = rows.layout(
        names,
        texts,
        scheme,
        canvas.value_axis(0.0, high, whole=False),
        unit,
        strong=[False] * (len(steps) + 1) + [True],
    )
    layout["shapes"] += [_joint(at, level, colour["ander"]) for at, level in enumerate(levels)]
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    return canvas.Drawing(bars, layout)


def _bar(at: int, base: float, size: float, hue: str) -> dict[str, Any]:
    place = {"x": [size], "base": [base], "y": [at], "width": 0.6}
    return {"type": "bar", "orientation": "h", **place, "marker": {"color": hue}, "hoverinfo": "skip"}


def _joint(at: int, level: float, hue: str) -> dict[str, Any]:
    """A thin line from the end of one bar to the start of the next."""
    line = {"color": hue, "width": 1}
    return {"type": "line", "x0": level, "x1": level, "y0": at + 0.3, "y1": at + 0.7, "line": line}
