"""Months as lines with direct labels."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import canvas, occasions, traces
from dashboard.charts.lines import Line, Measure
from dashboard.events import Event
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import number

LETTERS = {"plaats": "accent", "vergelijk": "vergelijk", "ander": "zacht"}
LABEL_WIDTH = 12
LINE_HEIGHT = 17
MANY, WIDE_LABELS, ONE_LINE = 3, 136, 18


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
    drawn = [trace for line in reversed(shown) for trace in traces.traces(line, indicator, scheme, marked, at)]
    return canvas.drawn(canvas.Drawing([*drawn, *traces.gaps(shown[0].frame, low, scheme)], layout))


def _prepared(line: Line, indicator: Measure) -> Line:
    """In order of time; a share as a percentage, which is its unit."""
    frame = line.frame.sort_values("van")
    if indicator.soort == "aandeel":
        frame = frame.assign(**{name: 100 * frame[name] for name in traces.VALUES})
    return replace(line, frame=frame)


def _extremes(lines: Sequence[Line], whiskers: Collection[str]) -> list[float]:
    found = [line.frame[name] for line in lines for name in ("onder", "boven")]
    for line in (line for line in lines if line.rol == "plaats"):
        drawn = line.frame[line.frame["periode"].isin(list(whiskers))]
        found += [drawn["stab_onder"], drawn["stab_boven"]]
    return [float(value) for part in found for value in part.dropna()]


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
