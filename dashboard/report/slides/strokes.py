"""The series of a line of time, and how each state of a figure is drawn in them.

PowerPoint dashes the provisional part of a line point by point. Programs that cannot show at least the open dots, which are a
series of their own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from dashboard.report.pack import Line, Point
from dashboard.report.slides.chart import ROLES, Series, whiskers
from dashboard.report.slides.pieces import A, colour, rgb

WEIGHT = {"gebied": 3.0, "vergelijking": 2.25, "ander": 1.5}
DOTS = 24
MOST_OF, LEAST_OF, OPEN = "hoogstens", "minstens", "voorlopig"
STRIPES = '<a:custDash><a:ds d="12000" sp="20000"/></a:custDash>'


class Stroke(NamedTuple):
    """A series of the chart and the line it belongs to. kant: empty, which limit of a range it holds, or the open dots."""

    lijn: Line
    kant: str
    cijfers: Series


def strokes(line: Line) -> list[Stroke]:
    """Each figure of a line in a series: the exact ones, both limits of a range, the provisional ones once more as open dots."""
    found = [Stroke(line, "", Series(line.naam, tuple(_exact(point) for point in line.punten)))]
    for kant, state in ((MOST_OF, "bereik"), (LEAST_OF, "bereik"), (OPEN, "voorlopig")):
        if any(point.staat == state for point in line.punten):
            values = tuple(
                (point.onder if kant == LEAST_OF else point.boven) if point.staat == state else None
                for point in line.punten
            )
            found.append(Stroke(line, kant, Series(f"{line.naam} ({kant})", values)))
    return found


def paint(series: Any, one: Stroke, periods: int) -> None:
    """The look of a series: the line of its role, a striped bar between two limits, open dots."""
    hue, size = ROLES[one.lijn.rol], 8 if periods <= DOTS else 6
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    if one.kant:
        series.format.line.fill.background()
    if one.kant == MOST_OF:
        _striped(series, one.lijn.punten, hue, 12 if periods <= DOTS else 5)
    elif one.kant == OPEN:
        _dot(series.marker, "grond", "grond", size - 3)
    elif not one.kant:
        series.format.line.color.rgb = rgb(hue)
        series.format.line.width = Pt(WEIGHT[one.lijn.rol])
        for at, point in enumerate(one.lijn.punten):
            if one.cijfers.waarden[at] is not None and (periods <= DOTS or _marked(one.cijfers.waarden, at, point)):
                _dotted(series.points[at], point, hue, size, WEIGHT[one.lijn.rol])


def _exact(point: Point) -> float | None:
    return None if point.staat == "bereik" else point.onder


def _marked(values: tuple[float | None, ...], at: int, point: Point) -> bool:
    """A dot where the line is provisional, where it ends, and where a figure stands between two gaps."""
    alone = (at == 0 or values[at - 1] is None) and (at + 1 == len(values) or values[at + 1] is None)
    return point.staat == "voorlopig" or alone or all(value is None for value in values[at + 1 :])


def _dotted(dot: Any, point: Point, hue: str, size: int, weight: float) -> None:
    _dot(dot.marker, "grond" if point.staat == "voorlopig" else hue, hue, size)
    dot.format.line.color.rgb = rgb(hue)
    dot.format.line.width = Pt(weight)
    if point.staat == "voorlopig":
        dot.format.line.dash_style = MSO_LINE.DASH


def _dot(marker: Any, fill: str, edge: str, size: int) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill)
    marker.format.line.color.rgb = rgb(edge)


def _striped(series: Any, points: tuple[Point, ...], hue: str, thick: float) -> None:
    """The hatched bar of a range, hung from its upper limit."""
    down = [
        point.boven - point.onder
        if point.staat == "bereik" and point.boven is not None and point.onder is not None
        else None
        for point in points
    ]
    line = f'<a:ln {A} w="{round(thick * 12700)}" cap="flat"><a:solidFill>{colour(hue)}</a:solidFill>{STRIPES}</a:ln>'
    whiskers(series, [None if length is None else 0.0 for length in down], down, line, caps=False)
