"""Time as a native line chart: gaps stay gaps, provisional is open and dashed, each line carries its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.charts.canvas import limits
from dashboard.report.pack import Line, Lines
from dashboard.report.slides.chart import DUTCH, ROLES, C, Series, chart, label, scale, whiskers
from dashboard.report.slides.occasions import events, questions
from dashboard.report.slides.pieces import A, Box, rgb, words
from dashboard.report.slides.text import clean, type_sizes, width, wrapped
from dashboard.tokens import colours
from dashboard.wording import short_period

PERIOD = re.compile(r"\d{4}(-(\d{2}|H[12]|K[1-4]))?")
ORDER = ("ander", "vergelijking", "gebied")
WEIGHT = {"gebied": 3.0, "vergelijking": 2.25, "ander": 1.5}
DOTS = 24
TICKS = 8
LEFT, BELOW = 52.0, 46.0
NAMES = 250.0
NOT_ZERO = "de as begint niet bij nul"
MOST_OF, LEAST_OF = "hoogstens", "minstens"
KEYS = (
    ("bereik", "gearceerd: deels verborgen, het cijfer ligt tussen minstens en hoogstens"),
    ("voorlopig", "open punt en streeplijn: voorlopig"),
    ("geen", "?: geen cijfer"),
)


class Drawn(NamedTuple):
    """A series of the chart and the line it belongs to. kant: empty, or which limit of a range it holds."""

    lijn: Line
    kant: str
    cijfers: Series


def draw(shapes: Any, lines: Lines, room: Box, name: str, alt: str) -> None:
    """The chart with unit and key above it, events as rules, and `?` on the axis where nothing is known."""
    fine, size = type_sizes()["klein"], type_sizes()["gewoon"]
    ordered = sorted(lines.lijnen, key=lambda line: ORDER.index(line.rol))
    found = [
        value for line in ordered for point in line.punten for value in (point.onder, point.boven) if value is not None
    ]
    low, high, from_zero = limits(found)
    axis = scale(low, high, whole=lines.decimalen == 0)
    from_zero = axis[0] == 0
    key = caption(lines, from_zero)
    above = len(wrapped(key, room.width, fine)) * fine * 1.2
    words(shapes, Box(room.left, room.top, room.width, above), key, fine, "zacht", name="Eenheid en uitleg")
    top = room.top + above + 6
    ends = {id(line): _end(line) for line in ordered}
    texts = {at: text for at, text in ends.items() if text}
    right = min(NAMES, max((width(text[1], size, True) for text in texts.values()), default=0) + 16)
    lanes = 20.0 * min(3, len(lines.gebeurtenissen)) + 4
    box = Box(room.left, top, room.width, room.top + room.height - top)
    inner = Box(box.left + LEFT, top + lanes, box.width - LEFT - right, box.height - lanes - BELOW)
    periods = [_shown(period) for period in lines.perioden]
    drawn = [one for line in ordered for one in _series(line)]
    made = chart(shapes, XL_CHART_TYPE.LINE_MARKERS, box, inner, periods, [one.cijfers for one in drawn], name, alt)
    _axes(made, axis, lines, fine)
    shifts = _spread([(at, ends[at][2]) for at in texts], inner, axis, size, box)  # type: ignore[index]
    for one, series in zip(drawn, made.plots[0].series, strict=True):
        _paint(series, one, len(periods))
        end = ends[id(one.lijn)]
        if end and one.kant == end[3]:
            hue = {"gebied": "accent", "vergelijking": "vergelijk", "ander": "zacht"}[one.lijn.rol]
            point = series.points[end[0]]
            label(
                point, end[1], XL_LABEL_POSITION.RIGHT, size, hue, one.lijn.rol != "ander", (0.0, shifts[id(one.lijn)])
            )
    events(shapes, lines, inner, top)
    questions(shapes, ordered, inner, len(periods))


def caption(lines: Lines, from_zero: bool) -> str:
    """Unit, whether the axis starts at zero, and the key of the states that are shown."""
    shown = {point.staat for line in lines.lijnen for point in line.punten}
    unit = clean(lines.eenheid)
    unit = unit if from_zero else f"{unit} ({NOT_ZERO})"
    return " · ".join([unit, *(word for state, word in KEYS if state in shown)])


def _shown(period: str) -> str:
    return short_period(period) if PERIOD.fullmatch(period) else clean(period)


def _end(line: Line) -> tuple[int, str, float, str] | None:
    """Where the last figure of a line stands: its place, name and figure, value, and the limit it is labelled at."""
    for at in range(len(line.punten) - 1, -1, -1):
        point = line.punten[at]
        if point.boven is not None:
            return (
                at,
                f"{clean(line.naam)} {clean(point.tekst)}",
                point.boven,
                MOST_OF if point.staat == "bereik" else "",
            )
    return None


def _series(line: Line) -> list[Drawn]:
    certain = tuple(None if point.staat == "bereik" else point.onder for point in line.punten)
    found = [Drawn(line, "", Series(line.naam, certain))]
    if any(point.staat == "bereik" for point in line.punten):
        for side in (MOST_OF, LEAST_OF):
            values = tuple(
                (point.boven if side == MOST_OF else point.onder) if point.staat == "bereik" else None
                for point in line.punten
            )
            found.append(Drawn(line, side, Series(f"{line.naam} ({side})", values)))
    return found


def _axes(made: Any, axis: tuple[float, float, float], lines: Lines, size: float) -> None:
    values, periods = made.value_axis, made.category_axis
    low, high, step = axis
    values.minimum_scale, values.maximum_scale, values.major_unit = low, high, step
    values.major_gridlines.format.line.color.rgb = rgb("lijn")
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.font.size = periods.tick_labels.font.size = Pt(size)
    values.tick_labels.font.color.rgb = periods.tick_labels.font.color.rgb = rgb("zacht")
    values.tick_labels.number_format_is_linked = False
    decimals = max(0, *(len(f"{low + step * at:.6f}".rstrip("0").partition(".")[2]) for at in range(3)))
    values.tick_labels.number_format = DUTCH if decimals == 0 else f"0.{'0' * decimals}"
    periods.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    periods.major_tick_mark = XL_TICK_MARK.OUTSIDE
    periods.format.line.color.rgb = rgb("ander")
    made_text = periods._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
    made_text.set("rot", "0")
    made_text.set("vert", "horz")
    every = _every(len(lines.perioden))
    element = periods._element
    after = element.find(qn("c:noMultiLvlLbl"))
    for tag in ("tickLblSkip", "tickMarkSkip"):
        skip = parse_xml(f'<c:{tag} {C} val="{every}"/>')
        if after is not None:
            after.addprevious(skip)
        else:
            element.append(skip)


def _every(periods: int) -> int:
    return next((step for step in (1, 2, 3, 6, 12, 24, 36) if periods / step <= TICKS), 60)


def _paint(series: Any, one: Drawn, periods: int) -> None:
    hue, points = ROLES[one.lijn.rol], one.lijn.punten
    line = series.format.line
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    if one.kant:
        line.fill.background()
        if one.kant == MOST_OF:
            minus = [
                point.boven - point.onder
                if point.staat == "bereik" and point.boven is not None and point.onder is not None
                else None
                for point in points
            ]
            colour = colours("light")[hue][1:].upper()
            thick = 12 if periods <= DOTS else 5
            stripes = (
                f'<a:ln {A} w="{thick * 12700}" cap="flat"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
                '<a:custDash><a:ds d="12000" sp="20000"/></a:custDash></a:ln>'
            )
            whiskers(series, [None if length is None else 0.0 for length in minus], minus, stripes, caps=False)
        return
    line.color.rgb = rgb(hue)
    line.width = Pt(WEIGHT[one.lijn.rol])
    values = one.cijfers.waarden
    for at, point in enumerate(points):
        if values[at] is None:
            continue
        alone = (at == 0 or values[at - 1] is None) and (at + 1 == len(values) or values[at + 1] is None)
        provisional = point.staat == "voorlopig"
        last = all(value is None for value in values[at + 1 :])
        if not (provisional or alone or last or periods <= DOTS):
            continue
        dot = series.points[at]
        dot.marker.style, dot.marker.size = XL_MARKER_STYLE.CIRCLE, 7 if periods <= DOTS else 5
        dot.marker.format.fill.solid()
        dot.marker.format.fill.fore_color.rgb = rgb("grond" if provisional else hue)
        dot.marker.format.line.color.rgb = rgb(hue)
        dot.format.line.color.rgb = rgb(hue)
        dot.format.line.width = Pt(WEIGHT[one.lijn.rol])
        if provisional:
            dot.format.line.dash_style = MSO_LINE.DASH


def _spread(
    ends: Sequence[tuple[int, float]], inner: Box, axis: tuple[float, float, float], size: float, box: Box
) -> dict[int, float]:
    """How far each name moves up or down so that no two stand over each other, as a share of the chart."""
    low, high, _ = axis
    own = {at: inner.top + inner.height * (high - value) / (high - low) for at, value in ends}
    gap, placed = size * 1.25, dict[int, float]()
    last = inner.top - inner.height
    for at in sorted(own, key=lambda at: own[at]):
        last = placed[at] = max(own[at], last + gap)
    over = max(0.0, last - (inner.top + inner.height)) if placed else 0.0
    return {at: (y - over - own[at]) / box.height for at, y in placed.items()}
