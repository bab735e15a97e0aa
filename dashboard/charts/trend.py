"""Months as lines with direct labels."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal, Protocol

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import canvas, occasions
from dashboard.events import Event
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import bounds, number, period

COLOURS = {"plaats": "accent", "vergelijk": "vergelijk", "ander": "ander"}
LETTERS = {"plaats": "accent", "vergelijk": "vergelijk", "ander": "zacht"}
WIDTHS = {"plaats": 2.4, "vergelijk": 1.8, "ander": 1.4}
VALUES = ["waarde", "onder", "boven", "stab_onder", "stab_boven"]
LABEL_WIDTH = 12
LINE_HEIGHT = 17
MANY, WIDE_LABELS, ONE_LINE = 3, 136, 18
MONTH = 26 * 86_400_000
HOVERED = ["periode", "onder", "boven", "status"]
Trace = dict[str, Any]
HOVER = "%{hovertext}<extra></extra>"


class Measure(Protocol):
    """What a line measures, as an Indicator says it: its kind (an `aandeel` is drawn in percent), unit and decimals."""

    @property
    def soort(self) -> str:
        """The kind of figure."""
        ...

    @property
    def eenheid(self) -> str:
        """The unit beside the axis."""
        ...

    @property
    def decimalen(self) -> int:
        """How many decimals are written."""
        ...


@dataclass(frozen=True)
class Line:
    """One place in a chart: its figures per month and its part (my place, the comparator, another).

    kleur (a colour token) and teken (a marker, at each January and at the end) tell several places apart. volledig: the whole
    name of a comparator, with its number and date, for the line under the chart and for the file.
    """

    naam: str
    frame: pd.DataFrame
    rol: Literal["plaats", "vergelijk", "ander"] = "plaats"
    kleur: str = ""
    teken: str = ""
    volledig: str = ""

    def hue(self, scheme: Scheme) -> str:
        """The colour of the line."""
        return colours(scheme)[self.kleur or COLOURS[self.rol]]


def trend(
    lines: Sequence[Line],
    indicator: Measure,
    events: Sequence[Event],
    scheme: Scheme,
    marked: str = "",
    whiskers: Sequence[str] | None = None,
) -> go.Figure:
    """A chart of months. `marked` is the month the page speaks of: a dot.

    whiskers: the months that show how far chance could move an exact figure; by default the marked one.
    """
    at = {marked} if whiskers is None else set(whiskers)
    shown = [_prepared(line, indicator) for line in lines]
    first, last = min(line.frame["van"].min() for line in shown), max(line.frame["van"].max() for line in shown)
    seen = [event for event in events if first.date() <= event.datum <= last.date()]
    places = occasions.placed(seen, first.date(), last.date())
    above = occasions.height(places)
    low, high, from_zero = canvas.limits(_extremes(shown, at))
    years = canvas.year_ticks(first.year, last.year)
    unit = indicator.eenheid if from_zero else f"{indicator.eenheid} (de as begint niet bij nul)"
    layout = canvas.layout(scheme, above)
    if len(shown) > MANY:
        layout["margin"] |= {"r": WIDE_LABELS}
    layout["xaxis"] |= {
        "range": [first - timedelta(days=20), last + timedelta(days=20)],
        "tickvals": [f"{year}-01-01" for year in years],
        "ticktext": [str(year) for year in years],
    }
    layout["yaxis"] |= canvas.value_axis(low, high, whole=indicator.decimalen == 0)
    layout["shapes"] = occasions.rules(seen, places, scheme)
    layout["annotations"] = [
        *_end_names(shown, indicator, scheme, (high - low) / canvas.PLOT),
        *occasions.words(seen, places, scheme),
        canvas.word_above(unit, above, scheme),
        *([canvas.sample_word(scheme)] if any((line.frame["herkomst"] == "voorbeeld").any() for line in shown) else []),
    ]
    traces = [trace for line in reversed(shown) for trace in _traces(line, indicator, scheme, marked, at)]
    return go.Figure([*traces, *_gaps(shown[0].frame, low, scheme)], layout)


def _prepared(line: Line, indicator: Measure) -> Line:
    """In order of time; a share as a percentage, which is its unit."""
    frame = line.frame.sort_values("van")
    if indicator.soort == "aandeel":
        frame = frame.assign(**{name: 100 * frame[name] for name in VALUES})
    return replace(line, frame=frame)


def _extremes(lines: Sequence[Line], whiskers: Collection[str]) -> list[float]:
    found = [line.frame[name] for line in lines for name in ("onder", "boven")]
    for line in (line for line in lines if line.rol == "plaats"):
        drawn = line.frame[line.frame["periode"].isin(list(whiskers))]
        found += [drawn["stab_onder"], drawn["stab_boven"]]
    return [float(value) for part in found for value in part.dropna()]


def _traces(line: Line, indicator: Measure, scheme: Scheme, marked: str, whiskers: Collection[str]) -> list[Trace]:
    frame, colour, width = line.frame, line.hue(scheme), WIDTHS[line.rol]
    provisional = frame["voorlopig"].astype(bool)
    dashed = provisional | provisional.shift(-1, fill_value=False)
    newest = provisional & frame["waarde"].notna() & frame["periode"].isin([marked, frame["periode"].max()])
    chosen = frame["waarde"].notna() & (frame["periode"] == marked) & ~provisional
    open_dot = {"color": colours(scheme)["grond"], "size": 7, "line": {"color": colour, "width": 1.8}}
    texts = _hovers(line, indicator)
    return [
        _scatter(frame, texts, ~provisional, mode="lines", line={"color": colour, "width": width}),
        _scatter(frame, texts, dashed, mode="lines", line={"color": colour, "width": width, "dash": "3px,3px"}),
        *(_chance(frame[frame["periode"].isin(list(whiskers))], colour) if line.rol == "plaats" else []),
        *(_signs(line, scheme) if line.teken else []),
        *([_scatter(frame, texts, newest, mode="markers", marker=open_dot)] if newest.any() else []),
        *(
            [_scatter(frame, texts, chosen, mode="markers", marker={"color": colour, "size": 7})]
            if chosen.any()
            else []
        ),
        *_masked(frame, texts, colour),
    ]


def _scatter(frame: pd.DataFrame, texts: Sequence[str], shown: pd.Series, **style: object) -> Trace:
    places = {"x": frame["van"], "y": frame["waarde"].where(shown), "cliponaxis": False}
    return {"type": "scatter", **places, "hovertext": texts, "hovertemplate": HOVER, **style}


def _signs(line: Line, scheme: Scheme) -> list[Trace]:
    """The sign of a place at each January and at its last exact figure."""
    exact = line.frame[line.frame["waarde"].notna()]
    shown = exact[(exact["van"].dt.month == 1) | (exact["van"] == exact["van"].max())]
    marker = {"symbol": line.teken, "size": 8, "color": line.hue(scheme)}
    marker |= {"line": {"color": colours(scheme)["grond"], "width": 1}}
    place = {"x": shown["van"], "y": shown["waarde"], "cliponaxis": False}
    return [{"type": "scatter", **place, "mode": "markers", "marker": marker, "hoverinfo": "skip"}]


def _chance(marked: pd.DataFrame, colour: str) -> list[Trace]:
    if not marked["stab_onder"].notna().any():
        return []
    up, down = marked["stab_boven"] - marked["waarde"], marked["waarde"] - marked["stab_onder"]
    limits = {"type": "data", "array": up, "arrayminus": down, "symmetric": False}
    whisker = {**limits, "color": colour, "thickness": 1, "width": 3}
    place = {"x": marked["van"], "y": marked["waarde"], "cliponaxis": False}
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


def _masked(frame: pd.DataFrame, texts: Sequence[str], colour: str) -> list[Trace]:
    hidden = frame["onder"].notna() & (frame["onder"] < frame["boven"])
    if not hidden.any():
        return []
    hatched = {"shape": "/", "fgcolor": colour, "size": 5, "solidity": 0.25}
    return [
        {
            "type": "bar",
            "x": frame["van"],
            "base": frame["onder"].where(hidden),
            "y": (frame["boven"] - frame["onder"]).where(hidden),
            "width": MONTH,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 0.5}, "pattern": hatched},
            "hovertext": texts,
            "hovertemplate": HOVER,
        }
    ]


def _gaps(frame: pd.DataFrame, low: float, scheme: Scheme) -> list[Trace]:
    missing = frame[frame["onder"].isna()]
    if missing.empty:
        return []
    marks = {"text": ["?"] * len(missing), "textposition": "top center"}
    font = {"color": colours(scheme)["zacht"], "size": sizes()["fijn"]}
    place = {"x": missing["van"], "y": [low] * len(missing), "mode": "text"}
    return [{"type": "scatter", **place, **marks, "textfont": font, "hoverinfo": "skip"}]


def _hovers(line: Line, indicator: Measure) -> list[str]:
    return [_hover(line.naam, row, indicator) for row in line.frame[HOVERED].to_dict("records")]


def _hover(naam: str, row: Mapping[Any, Any], indicator: Measure) -> str:
    if pd.isna(row["onder"]):
        return f"<b>{canvas.text(naam)}</b><br>{period(row['periode'])}: geen cijfer"
    doubt = (
        " (voorlopig)" if row["status"] == "voorlopig" else " (deels verborgen)" if row["onder"] < row["boven"] else ""
    )
    value = bounds(row["onder"], row["boven"], indicator.decimalen)
    return f"<b>{canvas.text(naam)}</b><br>{period(row['periode'])}: {value} {indicator.eenheid}{doubt}"


def _end_names(lines: Sequence[Line], indicator: Measure, scheme: Scheme, per_pixel: float) -> list[dict[str, Any]]:
    """Last value and name beside the end of each line, moved where they would overlap; on one line each when there are many."""
    known = [(line, line.frame[line.frame["waarde"].notna()]) for line in lines]
    ends = [(frame["waarde"].iloc[-1], frame["van"].iloc[-1], line) for line, frame in known if len(frame)]
    taken: dict[pd.Timestamp, float] = {}
    many = len(lines) > MANY
    names = []
    for value, moment, line in sorted(ends, key=lambda end: end[0]):
        plain = line.naam.partition(" (")[0]
        name = (
            [canvas.text(part) for part in textwrap.wrap(plain, LABEL_WIDTH)[:2]] if len(ends) > 1 and not many else []
        )
        height = max(value / per_pixel, taken.get(moment, -math.inf))
        taken[moment] = height + LINE_HEIGHT * (1 + len(name))
        shown = f"<b>{number(value, indicator.decimalen)}</b>"
        short = canvas.text(textwrap.shorten(line.naam, ONE_LINE, placeholder="…"))
        text = f"{shown} {short}" if many else "<br>".join([shown, *name])
        if line.kleur:  # not every colour of a place is dark enough for letters: a stroke of it leads to them
            text = f'<span style="color:{line.hue(scheme)}"><b>–</b></span> {text}'
        names.append(
            {
                "text": text,
                "x": moment,
                "y": value,
                "align": "left",
                "xanchor": "left",
                "xshift": 8,
                "yshift": height - value / per_pixel,
                "showarrow": False,
                "font": {
                    "color": colours(scheme)["inkt"] if line.kleur else colours(scheme)[LETTERS[line.rol]],
                    "size": sizes()["grafiek"],
                },
            }
        )
    return names
