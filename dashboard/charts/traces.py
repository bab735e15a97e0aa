"""What is drawn of a line: exact months, provisional ones, the marked month, ranges, and months without a figure.

Each trace holds only the months it draws, and what every month would repeat (name and unit) once: this is most of what a page
sends when a reader changes something.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.charts import canvas
from dashboard.charts.lines import Line, Measure
from dashboard.records import records
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import bounds, period

WIDTHS = {"plaats": 2.4, "vergelijk": 1.8, "ander": 1.4}
MONTH = 26 * 86_400_000
VALUES = ["waarde", "onder", "boven", "stab_onder", "stab_boven"]
HOVERED = ["periode", "onder", "boven", "status"]
DRAWN_DECIMALS = 4
Trace = dict[str, Any]
Shown = NDArray[np.bool_]


class Months:
    """The figures of a line column by column: a chart asks for many stretches of them."""

    def __init__(self, frame: pd.DataFrame) -> None:
        values = {name: frame[name].to_numpy(dtype=float) for name in VALUES}
        self.waarde, self.onder, self.boven, self.stab_onder, self.stab_boven = (values[name] for name in VALUES)
        self.periode = np.array(frame["periode"].tolist(), dtype=object)
        self.dag = frame["van"].to_numpy().astype("datetime64[D]").astype(str)
        self.voorlopig = frame["voorlopig"].to_numpy(dtype=bool)

    @property
    def bekend(self) -> Shown:
        """The months with an exact figure."""
        return ~np.isnan(self.waarde)

    def named(self, periods: Collection[str]) -> Shown:
        """The months of this name."""
        return np.array([periode in periods for periode in self.periode], dtype=bool)


def traces(line: Line, indicator: Measure, scheme: Scheme, marked: str, whiskers: Collection[str]) -> list[Trace]:
    """Everything of one line; whiskers are the months that show how far chance could move an exact figure."""
    months, colour, width = Months(line.frame), line.hue(scheme), WIDTHS[line.rol]
    provisional = months.voorlopig
    dashed = provisional | np.append(provisional[1:], False)
    newest = provisional & months.bekend & months.named({marked, max(months.periode)})
    chosen = months.bekend & months.named({marked}) & ~provisional
    open_dot = {"color": colours(scheme)["grond"], "size": 7, "line": {"color": colour, "width": 1.8}}
    hover = _hover(line, indicator)
    solid_line = {"color": colour, "width": width}
    return [
        _scatter(months, hover, ~provisional, mode="lines", line=solid_line),
        _scatter(months, hover, dashed, mode="lines", line={**solid_line, "dash": "3px,3px"}),
        *(_chance(months, months.named(set(whiskers)), colour) if line.rol == "plaats" else []),
        *(_signs(line, months, scheme) if line.teken else []),
        *([_scatter(months, hover, newest, mode="markers", marker=open_dot)] if newest.any() else []),
        *(
            [_scatter(months, hover, chosen, mode="markers", marker={"color": colour, "size": 7})]
            if chosen.any()
            else []
        ),
        *_masked(months, hover, colour),
    ]


def gaps(frame: pd.DataFrame, low: float, scheme: Scheme) -> list[Trace]:
    """A question mark at every month without a figure."""
    missing = frame.loc[frame["onder"].isna(), "van"].to_numpy().astype("datetime64[D]").astype(str).tolist()
    if not missing:
        return []
    marks = {"text": ["?"] * len(missing), "textposition": "top center"}
    font = {"color": colours(scheme)["zacht"], "size": sizes()["fijn"]}
    place = {"x": missing, "y": [low] * len(missing), "mode": "text"}
    return [{"type": "scatter", **place, **marks, "textfont": font, "hoverinfo": "skip"}]


def _drawn(values: NDArray[np.float64]) -> list[float | None]:
    return [None if math.isnan(value) else round(value, DRAWN_DECIMALS) for value in values.tolist()]


def _scatter(months: Months, hover: Hover, shown: Shown, **style: object) -> Trace:
    """The stretch from the first to the last month shown, broken where a month in between is not."""
    at = np.flatnonzero(shown)
    stretch = slice(at[0], at[-1] + 1) if len(at) else slice(0)
    values = _drawn(np.where(shown, months.waarde, np.nan)[stretch])
    texts = hover.of(months.periode[stretch], values)
    return {"type": "scatter", "x": months.dag[stretch].tolist(), "y": values, "cliponaxis": False, **texts, **style}


def _signs(line: Line, months: Months, scheme: Scheme) -> list[Trace]:
    """The sign of a place at each January and at its last exact figure."""
    exact = np.flatnonzero(months.bekend)
    shown = [at for at in exact if months.dag[at][5:7] == "01" or months.dag[at] == months.dag[exact[-1]]]
    marker = {"symbol": line.teken, "size": 8, "color": line.hue(scheme)}
    marker |= {"line": {"color": colours(scheme)["grond"], "width": 1}}
    place = {"x": months.dag[shown].tolist(), "y": _drawn(months.waarde[shown]), "cliponaxis": False}
    return [{"type": "scatter", **place, "mode": "markers", "marker": marker, "hoverinfo": "skip"}]


def _chance(months: Months, marked: Shown, colour: str) -> list[Trace]:
    if np.isnan(months.stab_onder[marked]).all():
        return []
    up, down = months.stab_boven - months.waarde, months.waarde - months.stab_onder
    limits = {"type": "data", "array": _drawn(up[marked]), "arrayminus": _drawn(down[marked]), "symmetric": False}
    place = {"x": months.dag[marked].tolist(), "y": _drawn(months.waarde[marked]), "cliponaxis": False}
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


def _masked(months: Months, hover: Hover, colour: str) -> list[Trace]:
    hidden = months.onder < months.boven
    if not hidden.any():
        return []
    hatched = {"shape": "/", "fgcolor": colour, "size": 5, "solidity": 0.25}
    base = _drawn(months.onder[hidden])
    return [
        {
            "type": "bar",
            "x": months.dag[hidden].tolist(),
            "base": base,
            "y": _drawn((months.boven - months.onder)[hidden]),
            "width": MONTH,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 0.5}, "pattern": hatched},
            **hover.of(months.periode[hidden], base),
        }
    ]


class Hover:
    """What a reader sees at a month: the name and unit once for a whole trace, the month and value at each point."""

    def __init__(self, template: str, texts: Mapping[str, str]) -> None:
        self._template, self._texts = template, texts

    def of(self, periods: Iterable[str], values: Sequence[float | None]) -> Trace:
        """The texts of a trace; none where it draws nothing."""
        shown = zip(periods, values, strict=True)
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
