"""What is drawn of a line: exact months, provisional ones, the marked month, ranges, and months without a figure.

Each trace holds only the months it draws, and what every month would repeat (name and unit) once: this is most of what a page
sends when a reader changes something.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts import canvas
from dashboard.charts.lines import Line, Measure
from dashboard.rows import records
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import bounds, period

WIDTHS = {"plaats": 2.4, "vergelijk": 1.8, "ander": 1.4}
MONTH = 26 * 86_400_000
HOVERED = ["periode", "onder", "boven", "status"]
DRAWN_DECIMALS = 4
Trace = dict[str, Any]


def traces(line: Line, indicator: Measure, scheme: Scheme, marked: str, whiskers: Collection[str]) -> list[Trace]:
    """Everything of one line; whiskers are the months that show how far chance could move an exact figure."""
    frame, colour, width = line.frame, line.hue(scheme), WIDTHS[line.rol]
    provisional = frame["voorlopig"].astype(bool)
    dashed = provisional | provisional.shift(-1, fill_value=False)
    newest = provisional & frame["waarde"].notna() & frame["periode"].isin([marked, frame["periode"].max()])
    chosen = frame["waarde"].notna() & (frame["periode"] == marked) & ~provisional
    open_dot = {"color": colours(scheme)["grond"], "size": 7, "line": {"color": colour, "width": 1.8}}
    hover = _hover(line, indicator)
    solid_line = {"color": colour, "width": width}
    return [
        _scatter(frame, hover, ~provisional, mode="lines", line=solid_line),
        _scatter(frame, hover, dashed, mode="lines", line={**solid_line, "dash": "3px,3px"}),
        *(_chance(frame[frame["periode"].isin(list(whiskers))], colour) if line.rol == "plaats" else []),
        *(_signs(line, scheme) if line.teken else []),
        *([_scatter(frame, hover, newest, mode="markers", marker=open_dot)] if newest.any() else []),
        *(
            [_scatter(frame, hover, chosen, mode="markers", marker={"color": colour, "size": 7})]
            if chosen.any()
            else []
        ),
        *_masked(frame, hover, colour),
    ]


def gaps(frame: pd.DataFrame, low: float, scheme: Scheme) -> list[Trace]:
    """A question mark at every month without a figure."""
    missing = frame[frame["onder"].isna()]
    if missing.empty:
        return []
    marks = {"text": ["?"] * len(missing), "textposition": "top center"}
    font = {"color": colours(scheme)["zacht"], "size": sizes()["fijn"]}
    place = {"x": _days(missing), "y": [low] * len(missing), "mode": "text"}
    return [{"type": "scatter", **place, **marks, "textfont": font, "hoverinfo": "skip"}]


def _days(frame: pd.DataFrame) -> list[str]:
    return frame["van"].dt.strftime("%Y-%m-%d").tolist()


def _drawn(values: pd.Series) -> list[float | None]:
    return [None if np.isnan(value) else round(value, DRAWN_DECIMALS) for value in values.astype(float)]


def _scatter(frame: pd.DataFrame, hover: Hover, shown: pd.Series, **style: object) -> Trace:
    """The stretch from the first to the last month shown, broken where a month in between is not."""
    at = np.flatnonzero(shown)
    stretch = slice(at[0], at[-1] + 1) if len(at) else slice(0)
    part = frame.iloc[stretch]
    values = _drawn(part["waarde"].where(shown.iloc[stretch]))
    return {"type": "scatter", "x": _days(part), "y": values, "cliponaxis": False, **hover.of(part, values), **style}


def _signs(line: Line, scheme: Scheme) -> list[Trace]:
    """The sign of a place at each January and at its last exact figure."""
    exact = line.frame[line.frame["waarde"].notna()]
    shown = exact[(exact["van"].dt.month == 1) | (exact["van"] == exact["van"].max())]
    marker = {"symbol": line.teken, "size": 8, "color": line.hue(scheme)}
    marker |= {"line": {"color": colours(scheme)["grond"], "width": 1}}
    place = {"x": _days(shown), "y": _drawn(shown["waarde"]), "cliponaxis": False}
    return [{"type": "scatter", **place, "mode": "markers", "marker": marker, "hoverinfo": "skip"}]


def _chance(marked: pd.DataFrame, colour: str) -> list[Trace]:
    if not marked["stab_onder"].notna().any():
        return []
    up, down = marked["stab_boven"] - marked["waarde"], marked["waarde"] - marked["stab_onder"]
    limits = {"type": "data", "array": _drawn(up), "arrayminus": _drawn(down), "symmetric": False}
    place = {"x": _days(marked), "y": _drawn(marked["waarde"]), "cliponaxis": False}
    whisker = {**limits, "color": colour, "thickness": 1, "width": 3}
    return [
        {
            "type": "scatter",
            **place,
            "mode": "markers",
            "marker": {"opacity": 0},
            "error_y": whisker,
            "hoverinfo": "skip",
        }
    ]


def _masked(frame: pd.DataFrame, hover: Hover, colour: str) -> list[Trace]:
    hidden = frame[frame["onder"].notna() & (frame["onder"] < frame["boven"])]
    if hidden.empty:
        return []
    hatched = {"shape": "/", "fgcolor": colour, "size": 5, "solidity": 0.25}
    base = _drawn(hidden["onder"])
    return [
        {
            "type": "bar",
            "x": _days(hidden),
            "base": base,
            "y": _drawn(hidden["boven"] - hidden["onder"]),
            "width": MONTH,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 0.5}, "pattern": hatched},
            **hover.of(hidden, base),
        }
    ]


class Hover:
    """What a reader sees at a month: the name and unit once for a whole trace, the month and value at each point."""

    def __init__(self, template: str, texts: Mapping[str, str]) -> None:
        self._template, self._texts = template, texts

    def of(self, part: pd.DataFrame, values: Sequence[float | None]) -> Trace:
        """The texts of a trace; none where it draws nothing."""
        shown = zip(part["periode"], values, strict=True)
        texts = ["" if value is None else self._texts[periode] for periode, value in shown]
        return {"hovertext": texts, "hovertemplate": self._template}


def _hover(line: Line, indicator: Measure) -> Hover:
    name, unit = (canvas.text(text).replace("%", "&#37;") for text in (line.naam, indicator.eenheid))
    rows = records(line.frame, HOVERED)
    return Hover(
        f"<b>{name}</b><br>%{{hovertext}} {unit}<extra></extra>",
        {row["periode"]: _month(row, indicator) for row in rows if not pd.isna(row["onder"])},
    )


def _month(row: Mapping[Any, Any], indicator: Measure) -> str:
    doubt = (
        " (voorlopig)" if row["status"] == "voorlopig" else " (deels verborgen)" if row["onder"] < row["boven"] else ""
    )
    return f"{period(row['periode'])}{doubt}: {bounds(row['onder'], row['boven'], indicator.decimalen)}"
