"""A funnel: the figure of every place against its size, between limits of 95% and 99,8% round a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.charts import canvas
from dashboard.charts.labels import placed
from dashboard.charts.scatter import mark
from dashboard.records import records
from dashboard.tokens import Scheme, colours, sizes
from dashboard.wording import bounds, number

if TYPE_CHECKING:  # the computation is not needed to draw its outcome
    from dashboard.cities import Funnel

PLOT = 340
LEFT = 48
UNIT = 40
SIZES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
LEVELS = (("95", "1px,2px", "95%"), ("998", "5px,3px", "99,8%"))
INSIDE = ("binnen", "kan niet")


def funnel(
    found: Funnel, indicator: Indicator, scheme: Scheme, middle: str, chosen: str = "", sample: bool = False
) -> canvas.Drawing:
    """The funnel plot. middle: the word at the reference. The axis of sizes is logarithmic, which its title says."""
    colour = colours(scheme)
    curves, places = found.grenzen, found.steden
    span = _span(found)
    layout = canvas.layout(scheme, 0)
    layout["height"] = PLOT + UNIT + 26
    layout["margin"] = {"l": LEFT, "r": 12, "t": 26, "b": UNIT}
    ticks = [size for size in SIZES if curves["noemer"].iloc[0] <= size <= curves["noemer"].iloc[-1]]
    layout["xaxis"] |= {
        "type": "log",
        "range": [float(np.log10(curves["noemer"].iloc[0])), float(np.log10(curves["noemer"].iloc[-1]))],
        "tickvals": ticks,
        "ticktext": [number(size) for size in ticks],
    }
    layout["yaxis"] |= canvas.value_axis(*span, whole=False)
    unit = f"→ {indicator.zin.noemer} (elke stap naar rechts is een veelvoud)"
    layout["annotations"] = [canvas.word_above(f"↑ {indicator.eenheid}", 0, scheme), *_words(found, middle, scheme)]
    canvas.unit_below(layout, unit, scheme, LEFT, 22)
    layout["annotations"] += [*_names(places, span, curves, chosen, scheme)]
    layout["annotations"] += [canvas.sample_word(scheme)] if sample else []
    traces = [*_lines(found, colour), *(_mark(row, indicator, colour, chosen) for row in records(places))]
    return canvas.Drawing(traces, layout)


def _span(found: Funnel) -> tuple[float, float]:
    low = min(found.steden["onder"].min(), float(found.grenzen["onder998"].iloc[len(found.grenzen) // 4]))
    high = max(found.steden["boven"].max(), float(found.grenzen["boven998"].iloc[len(found.grenzen) // 6]))
    room = 0.06 * (high - low) or 1.0
    return max(low - room, 0.0), high + room


def _lines(found: Funnel, colour: dict[str, str]) -> list[dict[str, Any]]:
    x = found.grenzen["noemer"]
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": found.grenzen[f"{side}{name}"],
            "line": {"color": colour["ander"], "width": 1.4, "dash": dash},
            "hoverinfo": "skip",
        }
        for name, dash, _ in LEVELS
        for side in ("onder", "boven")
    ]
    ends = dict.fromkeys(found.midden)
    line = {"color": colour["vergelijk"], "width": 1.4}
    return traces + [
        {"type": "scatter", "mode": "lines", "x": x, "y": [end] * len(x), "line": line, "hoverinfo": "skip"}
        for end in ends
    ]


def _words(found: Funnel, middle: str, scheme: Scheme) -> list[dict[str, Any]]:
    """The words of the limits, where these lie well apart, and of the reference at the right end."""
    last, inner = found.grenzen.iloc[-1], found.grenzen.iloc[len(found.grenzen) * 6 // 10]
    end = {"x": float(np.log10(last["noemer"])), "xanchor": "right", "showarrow": False}
    beside = end | {"x": float(np.log10(inner["noemer"])), "xanchor": "center", "bgcolor": colours(scheme)["grond"]}
    small = {"color": colours(scheme)["zacht"], "size": sizes()["fijn"]}
    words = [
        {**beside, "text": word, "y": inner[f"{side}{name}"], "yanchor": "middle", "font": small}
        for name, _, word in LEVELS
        for side in ("onder", "boven")
    ]
    font = {"color": colours(scheme)["vergelijk"], "size": sizes()["fijn"]}
    return (
        [*words, {**end, "text": middle, "y": found.midden[1], "yanchor": "bottom", "font": font}] if middle else words
    )


def _mark(row: dict[Any, Any], indicator: Indicator, colour: dict[str, str], chosen: str) -> dict[str, Any]:
    outside = row["oordeel"] not in INSIDE
    hue = colour["accent" if row["gebied_id"] == chosen else "inkt" if outside else "zacht"]
    size, level = (row["noemer_onder"], row["noemer_boven"]), (row["onder"], row["boven"])
    sign = "%" if indicator.eenheid.startswith("%") else ""
    figure = f"{bounds(*level, indicator.decimalen)}{sign}"
    return mark(
        size,
        level,
        hue,
        f"<b>{canvas.text(row['gebied'])}</b><br>{figure}, {bounds(*size)} {indicator.zin.noemer}",
        outside,
    )


def _names(
    places: pd.DataFrame, span: tuple[float, float], curves: pd.DataFrame, chosen: str, scheme: Scheme
) -> list[dict[str, Any]]:
    first, last = np.log10(curves["noemer"].iloc[0]), np.log10(curves["noemer"].iloc[-1])
    rows = records(places)
    across = [float(np.log10((row["noemer_onder"] + row["noemer_boven"]) / 2)) for row in rows]
    up = [(row["onder"] + row["boven"]) / 2 for row in rows]
    shares = [
        ((x - first) / (last - first), (y - span[0]) / (span[1] - span[0]), row["gebied"])
        for x, y, row in zip(across, up, rows, strict=True)
    ]
    urgent = [at for at, row in enumerate(rows) if row["gebied_id"] == chosen or row["oordeel"] not in INSIDE]
    font = {"color": colours(scheme)["inkt"], "size": sizes()["fijn"]}
    found = []
    for at, spot in placed(shares, PLOT, urgent).items():
        heavy = rows[at]["gebied_id"] == chosen
        name = canvas.text(rows[at]["gebied"])
        text = f"<b>{name}</b>" if heavy else name
        shade = font | {"color": colours(scheme)["accent"]} if heavy else font
        found.append({"text": text, "x": across[at], "y": up[at], "showarrow": False, "font": shade, **spot})
    return found
