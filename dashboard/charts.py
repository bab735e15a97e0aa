"""Figures as Plotly charts: one template, direct labels, doubt drawn as docs/cijfers.md says. The only `import plotly`.

Masked is a hatched bar between the certain limits without a dot; provisional is an open dot on a dashed line; missing is a
gap with a light `?` on the axis; a sample carries a quiet diagonal word.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard.catalogue import Indicator
from dashboard.events import Event
from dashboard.tokens import Scheme, colours
from dashboard.wording import bounds, number, period

FONT = '"Source Sans", "Source Sans 3", sans-serif'
PLOT = 240
TITLE = 26
BELOW = 28
ROW = 14
LABEL_WIDTH = 13
NARROWEST_PLOT = 250
LETTER = 6.2
SAMPLE = "VOORBEELDCIJFERS"
CONFIG = {"displayModeBar": False, "responsive": True, "locale": "nl"}
WIDTHS = {"plaats": 2.4, "vergelijk": 1.8, "ander": 1.4}


@dataclass(frozen=True)
class Line:
    """One place in a chart: its figures per month and its part (my place, the comparator, another)."""

    naam: str
    frame: pd.DataFrame
    rol: Literal["plaats", "vergelijk", "ander"] = "plaats"


def trend(
    lines: Sequence[Line], indicator: Indicator, events: Sequence[Event], scheme: Scheme, marked: str = ""
) -> go.Figure:
    """Months as lines with direct labels. `marked` is the month the page speaks of."""
    shown = [Line(line.naam, line.frame.sort_values("van"), line.rol) for line in lines]
    low, high, from_zero = _range(shown, marked)
    first = min(line.frame["van"].min() for line in shown)
    last = max(line.frame["van"].max() for line in shown)
    seen = [event for event in events if first.date() <= event.datum <= last.date()]
    rows = event_rows(seen, first.date(), last.date())
    above = ROW * (max((row for row, _ in rows), default=-1) + 1)
    figure = go.Figure(layout=_layout(scheme, above))
    for line in reversed(shown):
        _add_line(figure, line, indicator, scheme, marked)
    _add_end_labels(figure, shown, indicator, scheme, (low, high))
    _add_gaps(figure, shown[0].frame, low, scheme)
    _add_events(figure, list(zip(seen, rows, strict=True)), scheme)
    if any((line.frame["herkomst"] == "voorbeeld").any() for line in shown):
        _add_sample_word(figure, scheme)
    unit = indicator.eenheid if from_zero else f"{indicator.eenheid} (de as begint niet bij nul)"
    figure.add_annotation(
        text=unit, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", xshift=-48, yshift=above + 4,
        showarrow=False, font={"color": colours(scheme)["zacht"], "size": 13},
    )  # fmt: skip
    years = [
        year for year in range(first.year, last.year + 1) if last.year - first.year < 6 or (last.year - year) % 2 == 0
    ]
    figure.update_xaxes(
        range=[first - timedelta(days=20), last + timedelta(days=20)],
        tickvals=[f"{year}-01-01" for year in years],
        ticktext=[str(year) for year in years],
    )
    ticks = nice_ticks(low, high, whole=indicator.decimalen == 0)
    figure.update_yaxes(range=[low, high], tickvals=ticks, ticktext=[_tick(value, ticks) for value in ticks])
    return figure


def nice_ticks(low: float, high: float, whole: bool = False) -> list[float]:
    """Three to six round values between two limits; `whole` when they count people."""
    power = 10.0 ** math.floor(math.log10(high - low))
    step = next(power * part for part in (0.1, 0.2, 0.25, 0.5, 1, 2) if (high - low) / (power * part) <= 6)
    step = max(1.0, step) if whole else step
    return [round(step * at, 6) for at in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _tick(value: float, ticks: Sequence[float]) -> str:
    decimals = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks)
    return number(value, decimals)


def _layout(scheme: Scheme, above: int) -> go.Layout:
    colour = colours(scheme)
    axis = {"color": colour["zacht"], "fixedrange": True, "tickfont": {"size": 13}, "zeroline": False}
    return go.Layout(
        template=None,
        autosize=True,
        dragmode=False,
        font={"family": FONT, "size": 13, "color": colour["inkt"]},
        height=PLOT + above + BELOW + TITLE,
        hoverdistance=40,
        hoverlabel={
            "bgcolor": colour["vlak"],
            "bordercolor": colour["lijn"],
            "font": {"color": colour["inkt"], "family": FONT, "size": 14},
        },
        hovermode="closest",
        margin={"l": 48, "r": 84, "t": above + TITLE, "b": BELOW},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=",.",
        showlegend=False,
        barmode="overlay",
        xaxis=axis
        | {
            "showgrid": False,
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": colour["ander"],
            "linecolor": colour["ander"],
            "showline": True,
        },
        yaxis=axis | {"gridcolor": colour["lijn"], "ticklen": 0},
    )


def _range(lines: Sequence[Line], marked: str) -> tuple[float, float, bool]:
    low = min((line.frame["onder"].min() for line in lines if line.frame["onder"].notna().any()), default=0.0)
    high = max((line.frame["boven"].max() for line in lines if line.frame["boven"].notna().any()), default=1.0)
    chance = lines[0].frame.loc[lines[0].frame["periode"] == marked, "stab_boven"].max()
    high = max(high, 0.0 if pd.isna(chance) else chance)
    if low < 0.6 * high:
        return 0.0, 1.06 * max(high, 1.0), True
    room = 0.12 * (high - low) or 1.0
    return low - room, high + room, False


def _add_line(figure: go.Figure, line: Line, indicator: Indicator, scheme: Scheme, marked: str) -> None:
    colour = colours(scheme)[{"plaats": "accent"}.get(line.rol, line.rol)]
    frame = line.frame
    texts = [_hover(line.naam, row, indicator) for row in frame.to_dict("records")]
    known = frame["waarde"].notna()
    provisional = frame["voorlopig"].astype(bool)
    solid = frame["waarde"].where(~provisional)
    joined = frame["waarde"].where(provisional | provisional.shift(-1, fill_value=False))
    style: dict[str, Any] = {"x": frame["van"], "hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}
    width = WIDTHS[line.rol]
    figure.add_scatter(y=solid, mode="lines", line={"color": colour, "width": width}, **style)
    figure.add_scatter(
        y=joined,
        mode="lines",
        line={"color": colour, "width": width, "dash": "3px,3px"},
        hoverinfo="skip",
        x=frame["van"],
    )
    open_dot = {"color": colours(scheme)["grond"], "size": 7, "line": {"color": colour, "width": 1.8}}
    touchable = {"opacity": 0, "size": 7}
    figure.add_scatter(y=frame["waarde"].where(provisional & known), mode="markers", marker=touchable, **style)
    newest = provisional & known & (frame["periode"].isin([marked, frame["periode"].max()]))
    figure.add_scatter(y=frame["waarde"].where(newest), mode="markers", marker=open_dot, **style)
    chosen = frame["waarde"].where((frame["periode"] == marked) & ~provisional)
    if chosen.notna().any():
        figure.add_scatter(y=chosen, mode="markers", marker={"color": colour, "size": 7}, **style)
    if line.rol == "plaats":
        _add_whisker(figure, frame[frame["periode"] == marked], colour)
    hidden = frame["onder"].notna() & (frame["onder"] < frame["boven"])
    if hidden.any():
        figure.add_bar(
            x=frame["van"].where(hidden), base=frame["onder"], y=(frame["boven"] - frame["onder"]).where(hidden), width=26 * 86_400_000,
            marker={"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 0.5}, "pattern": {"shape": "/", "fgcolor": colour, "size": 5, "solidity": 0.25}},
            hovertext=texts, hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip


def _add_whisker(figure: go.Figure, marked: pd.DataFrame, colour: str) -> None:
    """How far chance alone could move the marked month's level."""
    if marked["stab_onder"].notna().any():
        up, down = marked["stab_boven"] - marked["waarde"], marked["waarde"] - marked["stab_onder"]
        whisker = {
            "type": "data",
            "array": up,
            "arrayminus": down,
            "symmetric": False,
            "color": colour,
            "thickness": 1,
            "width": 3,
        }
        figure.add_scatter(
            x=marked["van"],
            y=marked["waarde"],
            mode="markers",
            marker={"opacity": 0},
            error_y=whisker,
            hoverinfo="skip",
        )


def _hover(naam: str, row: dict[Any, Any], indicator: Indicator) -> str:
    if pd.isna(row["onder"]):
        return f"<b>{naam}</b><br>{period(row['periode'])}: geen cijfer"
    factor = 100 if indicator.soort == "aandeel" else 1
    value = bounds(factor * row["onder"], factor * row["boven"], indicator.decimalen)
    doubt = (
        " (voorlopig)" if row["status"] == "voorlopig" else " (deels verborgen)" if row["onder"] < row["boven"] else ""
    )
    return f"<b>{naam}</b><br>{period(row['periode'])}: {value} {indicator.eenheid}{doubt}"


def _add_end_labels(
    figure: go.Figure, lines: Sequence[Line], indicator: Indicator, scheme: Scheme, span: tuple[float, float]
) -> None:
    """Name and last value beside the end of each line, moved apart where they would overlap."""
    ends = []
    for line in lines:
        known = line.frame[line.frame["waarde"].notna()]
        if len(known):
            ends.append((known.iloc[-1]["waarde"], known.iloc[-1]["van"], line))
    per_pixel = (span[1] - span[0]) / PLOT
    floor: dict[pd.Timestamp, float] = {}
    for value, moment, line in sorted(ends, key=lambda end: end[0]):
        colour = colours(scheme)[{"plaats": "accent", "ander": "zacht"}.get(line.rol, line.rol)]
        name = textwrap.wrap(line.naam, LABEL_WIDTH)[:2] if len(ends) > 1 else []
        words = "<br>".join([f"<b>{number(value, indicator.decimalen)}</b>", *name])
        height = max(value / per_pixel, floor.get(moment, -math.inf))
        floor[moment] = height + 17 * (1 + len(name))
        figure.add_annotation(
            x=moment, y=value, text=words, showarrow=False, xanchor="left", xshift=8, yshift=height - value / per_pixel,
            align="left", font={"color": colour, "size": 13},
        )  # fmt: skip


def _add_gaps(figure: go.Figure, frame: pd.DataFrame, low: float, scheme: Scheme) -> None:
    missing = frame[frame["onder"].isna()]
    if len(missing):
        figure.add_scatter(
            x=missing["van"], y=[low] * len(missing), mode="text", text=["?"] * len(missing), textposition="top center",
            textfont={"color": colours(scheme)["ander"], "size": 11}, hoverinfo="skip",
        )  # fmt: skip


def event_rows(events: Sequence[Event], first: date, last: date) -> list[tuple[int, str]]:
    """Row and anchor of each event's word, so that no two overlap even in the narrowest plot."""
    days = max((last - first).days, 1)
    ends: list[float] = []
    places = []
    for event in events:
        at = (event.datum - first).days / days * NARROWEST_PLOT
        width = LETTER * len(event.naam)
        anchor = "right" if at - width >= -10 else "left"
        begin = at - width if anchor == "right" else at
        row = next((row for row, end in enumerate(ends) if end + 6 <= begin), len(ends))
        ends[row : row + 1] = [begin + width]
        places.append((row, anchor))
    return places


def _add_events(figure: go.Figure, placed: Sequence[tuple[Event, tuple[int, str]]], scheme: Scheme) -> None:
    colour = colours(scheme)
    for event, (row, anchor) in placed:
        figure.add_shape(
            type="line", x0=event.datum, x1=event.datum, yref="paper", y0=0, y1=1 + (ROW * row + 6) / PLOT,
            line={"color": colour["ander"], "width": 1, "dash": "1px,2px"}, layer="below",
        )  # fmt: skip
        figure.add_annotation(
            x=event.datum, yref="paper", y=1, yanchor="bottom", yshift=ROW * row - 1, text=event.naam, showarrow=False,
            xanchor=anchor, xshift=-3 if anchor == "right" else 3, font={"color": colour["zacht"], "size": 12},
        )  # fmt: skip


def _add_sample_word(figure: go.Figure, scheme: Scheme) -> None:
    figure.add_annotation(
        text=SAMPLE, xref="paper", yref="paper", x=0.5, y=0.4, showarrow=False, textangle=-18, opacity=0.16,
        font={"color": colours(scheme)["ander"], "size": 30}, name="voorbeeld",
    )  # fmt: skip
