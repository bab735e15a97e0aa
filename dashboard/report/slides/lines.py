"""Time as a native line chart: gaps stay gaps, provisional is open and dashed, each line carries its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.charts.canvas import limits
from dashboard.report.pack import Line, Lines
from dashboard.report.slides.chart import DUTCH, C, chart, label, scale
from dashboard.report.slides.occasions import events, moments, questions
from dashboard.report.slides.pieces import Box, rgb, words
from dashboard.report.slides.strokes import MOST_OF, paint, strokes
from dashboard.report.slides.text import clean, type_sizes, width, wrapped
from dashboard.wording import short_period

PERIOD = re.compile(r"\d{4}(-(\d{2}|H[12]|K[1-4]))?")
ORDER = ("ander", "vergelijking", "gebied")
TICKS = 8
LEFT, BELOW = 52.0, 46.0
NAMES = 300.0
NOT_ZERO = "de as begint niet bij nul"
KEYS = (
    ("bereik", "gearceerd: deels verborgen, het cijfer ligt tussen minstens en hoogstens"),
    ("voorlopig", "lege stip en streeplijn: voorlopig"),
    ("geen", "?: geen cijfer"),
)


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
    drawn = [one for line in ordered for one in strokes(line)]
    made = chart(shapes, XL_CHART_TYPE.LINE_MARKERS, box, inner, periods, [one.cijfers for one in drawn], name, alt)
    step = inner.width / max(len(periods), 1)
    native = all(width(period, fine) + 4 <= step for period in periods)
    _axes(made, axis, lines, fine, native)
    if not native:
        moments(shapes, periods, _every(len(periods)), inner)
    shifts = _spread([(at, ends[at][2]) for at in texts], inner, axis, size, box)  # type: ignore[index]
    for one, series in zip(drawn, made.plots[0].series, strict=True):
        paint(series, one, len(periods))
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


def _axes(made: Any, axis: tuple[float, float, float], lines: Lines, size: float, native: bool) -> None:
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
    periods.tick_label_position = XL_TICK_LABEL_POSITION.LOW if native else XL_TICK_LABEL_POSITION.NONE
    periods.major_tick_mark = XL_TICK_MARK.OUTSIDE
    periods.format.line.color.rgb = rgb("ander")
    every = _every(len(lines.perioden))
    after = periods._element.find(qn("c:noMultiLvlLbl"))
    for tag in ("tickLblSkip", "tickMarkSkip"):
        after.addprevious(parse_xml(f'<c:{tag} {C} val="{every}"/>'))


def _every(periods: int) -> int:
    return next((step for step in (1, 2, 3, 6, 12, 24, 36) if periods / step <= TICKS), 60)


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
