"""What charts with one place a row stand on: names at the left, the written figure at the right, rules with a word above."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from dashboard.charts import canvas
from dashboard.tokens import Scheme, colours, sizes

ROW, TALL_ROW = 26, 31
NAMES = 128
FIGURES = 92
NAME_WIDTH = 20
SMALL_WIDTH = 24
FIGURE_WIDTH = 13
WORD_ROW = 17
AXIS = 30
UNIT = 20
HATCH = {"shape": "/", "size": 5, "solidity": 0.25}


def layout(
    names: Sequence[str],
    figures: Sequence[str],
    scheme: Scheme,
    axis: dict[str, Any],
    unit: str,
    rules: Sequence[tuple[str, float]] = (),
    strong: Sequence[bool] = (),
) -> dict[str, Any]:
    """The layout of a chart whose row `at` lies at y = at, the first on top. axis: range and ticks of the value axis.

    rules: a word and its value, drawn as a thin vertical line with the word above the plot. strong: rows set in bold.
    """
    colour = colours(scheme)
    heavy = list(strong) or [False] * len(names)
    above = WORD_ROW * len(rules) + 4
    plain = canvas.layout(scheme, 0)
    tall = any(len(_lines(name)) > 1 for name in names)
    plain["height"] = (TALL_ROW if tall else ROW) * len(names) + above + AXIS + UNIT
    plain["margin"] = {"l": NAMES, "r": FIGURES, "t": above, "b": AXIS + UNIT}
    plain["yaxis"] |= {"range": [len(names) - 0.5, -0.5], "showgrid": False, "showticklabels": False}
    plain["xaxis"] |= axis | {"showgrid": True, "gridcolor": colour["lijn"], "showline": False, "ticks": ""}
    plain["shapes"] = [_rule(value, colour["vergelijk"]) for _, value in rules]
    plain["annotations"] = [
        *(_name(name, at, heavy[at], scheme) for at, name in enumerate(names)),
        *(_figure(text, at, heavy[at], scheme) for at, text in enumerate(figures)),
        *(_word(word, value, at, axis["range"], scheme) for at, (word, value) in enumerate(rules)),
    ]
    canvas.unit_below(plain, unit, scheme, NAMES, AXIS)
    return plain


def _name(text: str, at: int, heavy: bool, scheme: Scheme) -> dict[str, Any]:
    lines = _lines(text)
    small = len(text) > NAME_WIDTH
    return _beside(
        "<br>".join(map(canvas.text, lines)), at, heavy, scheme, 0, "left", -NAMES, "left", 11 if small else 13
    )


def _lines(text: str) -> list[str]:
    """A name on one line where it fits, else on two lines of smaller letters."""
    return [text] if len(text) <= NAME_WIDTH else textwrap.wrap(text, SMALL_WIDTH, max_lines=2, placeholder=" …")


def _figure(text: str, at: int, heavy: bool, scheme: Scheme) -> dict[str, Any]:
    lines = textwrap.wrap(text, FIGURE_WIDTH, max_lines=2, placeholder=" …")
    return _beside(
        "<br>".join(map(canvas.text, lines)),
        at,
        heavy,
        scheme,
        1,
        "right",
        FIGURES,
        "right",
        11 if len(lines) > 1 else 13,
    )


def _beside(
    text: str, at: int, heavy: bool, scheme: Scheme, x: int, anchor: str, shift: int, align: str, size: int
) -> dict[str, Any]:
    colour = colours(scheme)
    return {
        "text": f"<b>{text}</b>" if heavy and text else text,
        "xref": "paper",
        "x": x,
        "xanchor": anchor,
        "xshift": shift,
        "y": at,
        "yanchor": "middle",
        "align": align,
        "showarrow": False,
        "font": {"color": colour["accent" if heavy else "inkt"], "size": size},
    }


def _rule(value: float, hue: str) -> dict[str, Any]:
    line = {"color": hue, "width": 1.2, "dash": "4px,3px"}
    return {"type": "line", "x0": value, "x1": value, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}


def _word(text: str, value: float, at: int, span: Sequence[float], scheme: Scheme) -> dict[str, Any]:
    """A word over its rule, leaning to the side that has room."""
    share = (value - span[0]) / (span[1] - span[0])
    anchor = "left" if share < 0.34 else "right" if share > 0.66 else "center"
    return {
        "text": canvas.text(text),
        "x": value,
        "xanchor": anchor,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": WORD_ROW * at,
        "showarrow": False,
        "font": {"color": colours(scheme)["vergelijk"], "size": sizes()["fijn"]},
    }
