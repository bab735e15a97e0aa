"""All municipalities on one line, the chosen ones marked, the comparator's median and quartiles behind them; and small courses.

Plain SVG: nothing to load, and light enough to draw one for every indicator of a page. Masked figures are hatched bars between
their certain limits, never dots.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.compare import marks
from dashboard.tokens import Scheme, colours
from dashboard.wording import number

WIDTH, EDGE = 340.0, 12.0
TICKS, ROW, AXIS = 16.0, 15.0, 16.0
SPARK_WIDTH, SPARK_HEIGHT = 110.0, 26.0
Limits = tuple[float, float]


@dataclass(frozen=True)
class Spread:
    """First quartile, median and third quartile over the comparator's municipalities, each as certain limits."""

    kwartiel_1: Limits
    mediaan: Limits
    kwartiel_3: Limits
    aantal: int


def height(rows: int) -> float:
    """How high a strip with so many rows of signs is."""
    return ROW * max(rows, 1) + TICKS + AXIS + 6


def strip(
    values: Sequence[Limits],
    chosen: Sequence[tuple[int, Limits]],
    spread: Spread | None,
    indicator: Indicator,
    scheme: Scheme,
    width: float = WIDTH,
) -> tuple[str, float]:
    """The body of a strip and its height. values: limits of every municipality with a figure; chosen: position and limits."""
    known = [*values, *(limits for _, limits in chosen)]
    low, high = min(lower for lower, _ in known), max(upper for _, upper in known)
    scale = (width - 2 * EDGE) / ((high - low) or 1.0)

    def at(value: float) -> float:
        return EDGE + (value - low) * scale

    colour = colours(scheme)
    placed = _rows([(position, at(limits[0]), at(limits[1])) for position, limits in chosen])
    depth = max((row for *_, row in placed), default=0) + 1
    base = ROW * depth + 2
    exact = "".join(f"M{at(lower):.1f} {base:.0f}v{TICKS:.0f}" for lower, upper in values if lower == upper)
    hidden = "".join(
        f"M{at(lower):.1f} {base + TICKS / 2:.0f}H{at(upper):.1f}" for lower, upper in values if lower < upper
    )
    body = [_hatch(colour["zacht"], "m")]
    if spread is not None:
        body.append(_box(spread, at, base, colour))
    body.append(f'<path d="{exact}" stroke="{colour["zacht"]}" stroke-width="1" opacity="0.7" fill="none"/>')
    body.append(f'<path d="{hidden}" stroke="{colour["ander"]}" stroke-width="1" opacity="0.12" fill="none"/>')
    for position, first, last, row in placed:
        y = ROW * (depth - 1 - row) + ROW / 2
        hue = marks.colour(position, scheme)
        if last - first > 0.05:
            name = f"h{position}"
            body.append(_hatch(hue, name))
            body.append(
                f'<rect x="{first:.1f}" y="{y - 4:.1f}" width="{max(last - first, 2):.1f}" height="8" fill="url(#{name})" '
                f'stroke="{hue}" stroke-width="0.8"/>'
            )
            continue
        body.append(f'<path d="M{first:.1f} {y:.1f}V{base + TICKS:.1f}" stroke="{hue}" stroke-width="1.5"/>')
        body.append(marks.shape(position, first, y, scheme))
    y = base + TICKS + 12
    words = f'font-size="11" fill="{colour["zacht"]}"'
    body.append(f'<text x="0" y="{y:.0f}" {words}>{escape(written(low, indicator))}</text>')
    body.append(
        f'<text x="{width:.0f}" y="{y:.0f}" text-anchor="end" {words}>{escape(written(high, indicator))}</text>'
    )
    return "".join(body), height(depth)


def course(frame: pd.DataFrame, position: int, scheme: Scheme) -> str:
    """A small line of one place: dashed where provisional, a bar where masked, a gap where missing; '' for one moment."""
    order = np.argsort(frame["van"].to_numpy(), kind="stable")
    lower, upper = (frame[name].to_numpy(float)[order] for name in ("onder", "boven"))
    if np.isfinite(lower).sum() < 2:
        return ""
    low, high = float(np.nanmin(lower)), float(np.nanmax(upper))
    across = (SPARK_WIDTH - 8) / max(len(frame) - 1, 1)
    up = (SPARK_HEIGHT - 8) / ((high - low) or 1.0)
    hue, firm, loose, bars, last = marks.colour(position, scheme), "", "", "", (math.nan, math.nan, False)
    before, loose_before = False, False
    moments = zip(lower.tolist(), upper.tolist(), frame["voorlopig"].to_numpy(bool)[order].tolist(), strict=True)
    for index, (onder, boven, provisional) in enumerate(moments):
        x = 4 + index * across
        if onder != boven:
            before = False
            if not math.isnan(onder):
                top, bottom = (SPARK_HEIGHT - 4 - (limit - low) * up for limit in (boven, onder))
                bars += f"M{x:.1f} {top:.1f}V{bottom:.1f}"
            continue
        y = SPARK_HEIGHT - 4 - (onder - low) * up
        if provisional:
            loose += f"{'L' if loose_before and before else f'M{last[0]:.1f} {last[1]:.1f}L' if before else 'M'}{x:.1f} {y:.1f}"
        else:
            firm += f"{'L' if before else 'M'}{x:.1f} {y:.1f}"
        last, before, loose_before = (x, y, provisional), True, provisional
    parts = [f'<path d="{bars}" stroke="{hue}" stroke-width="2" opacity="0.35"/>'] if bars else []
    parts += [f'<path d="{firm}" stroke="{hue}" stroke-width="1.6" fill="none"/>'] if firm else []
    parts += (
        [f'<path d="{loose}" stroke="{hue}" stroke-width="1.6" stroke-dasharray="2 2" fill="none"/>'] if loose else []
    )
    if not math.isnan(last[0]):
        fill = colours(scheme)["grond"] if last[2] else hue
        parts.append(
            f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2.6" fill="{fill}" stroke="{hue}" stroke-width="1.2"/>'
        )
    return marks.svg(SPARK_WIDTH, SPARK_HEIGHT, "".join(parts))


def written(value: float, indicator: Indicator) -> str:
    """A value at the end of a scale."""
    share = indicator.soort == "aandeel"
    sign = "%" if share or indicator.zin.eenheid.startswith("%") else ""
    return f"{indicator.zin.voor}{number(100 * value if share else value, indicator.decimalen)}{sign}"


def _box(spread: Spread, at, base: float, colour: dict[str, str]) -> str:  # type: ignore[no-untyped-def]
    """A band from the first to the third quartile and a thick rule at the median; hatched where only limits are certain.

    A median of which only limits are known is an empty frame, never a thick bar: that would look like a measurement.
    """
    left, right = at(spread.kwartiel_1[0]), at(spread.kwartiel_3[1])
    inner, outer = at(spread.kwartiel_1[1]), at(spread.kwartiel_3[0])
    parts = [
        f'<rect x="{left:.1f}" y="{base - 2:.0f}" width="{max(right - left, 1):.1f}" height="{TICKS + 4:.0f}" '
        f'fill="url(#m)" stroke="none"/>'
        if inner - left > 0.05 or right - outer > 0.05
        else "",
        f'<rect x="{inner:.1f}" y="{base - 2:.0f}" width="{max(outer - inner, 0):.1f}" height="{TICKS + 4:.0f}" '
        f'fill="{colour["lijn"]}" stroke="{colour["ander"]}" stroke-width="0.8"/>',
    ]
    first, last = at(spread.mediaan[0]), at(spread.mediaan[1])
    exact = last - first <= 0.05
    drawn = (
        f'fill="{colour["vergelijk"]}"' if exact else f'fill="none" stroke="{colour["vergelijk"]}" stroke-width="1.5"'
    )
    parts.append(
        f'<rect x="{first - 1:.1f}" y="{base - 2:.0f}" width="{last - first + 2:.1f}" height="{TICKS + 4:.0f}" {drawn}/>'
    )
    return "".join(parts)


def _hatch(hue: str, name: str) -> str:
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V5" stroke="{hue}" stroke-width="1.6"/></pattern>'
    )


def _rows(spans: Sequence[tuple[int, float, float]]) -> list[tuple[int, float, float, int]]:
    """A row for each sign so that none covers another, the lowest row first."""
    ends: list[float] = []
    placed = []
    for position, first, last in sorted(spans, key=lambda span: span[1]):
        begin, end = first - marks.RADIUS - 1, last + marks.RADIUS + 1
        row = next((row for row, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[row : row + 1] = [end]
        placed.append((position, first, last, row))
    return placed
