"""Areas as a native bar chart: a bar an area, hatched between certain limits, open where provisional, a rule to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.report.pack import Bars, Point
from dashboard.report.slides.chart import ROLES, C, Series, chart, hatch, label, scale, whiskers
from dashboard.report.slides.pieces import A, Box, rgb, rule, words
from dashboard.report.slides.text import clean, type_sizes, width, wrapped
from dashboard.tokens import colours

MOST = 18
ROW = 44.0
NAMES = 330.0
ABOVE = 24.0
GAP = 3.0
LEAST = 10.0
KNOWN, OPEN, MOST_OF, LEAST_OF = "Cijfer", "Voorlopig cijfer", "Hoogstens", "Minstens"
STATE = {KNOWN: "bekend", OPEN: "voorlopig", MOST_OF: "bereik", LEAST_OF: "bereik"}
KEYS = (
    ("bereik", "gearceerd: deels verborgen, het cijfer ligt tussen minstens en hoogstens"),
    ("voorlopig", "open balk: voorlopig"),
    ("geen", "?: geen cijfer"),
)
CHANCE = "dun streepje: zover kan toeval alleen het cijfer verschuiven"


def pages(bars: Bars) -> list[Bars]:
    """The areas over as many slides as they need, each about as full."""
    amount = -(-len(bars.punten) // MOST) or 1
    most = -(-len(bars.punten) // amount) or 1
    return [
        Bars(bars.punten[at : at + most], bars.eenheid, bars.decimalen, bars.regel)
        for at in range(0, max(len(bars.punten), 1), most)
    ]


def span(bars: Bars) -> tuple[float, float]:
    """The value axis of all areas and the rule: it holds zero, and is the same on each slide of one chart."""
    found = [
        value for point in bars.punten for value in (point.onder, point.boven, *(point.stab or ())) if value is not None
    ]
    found += [bars.regel[1]] if bars.regel else []
    low, high, _ = scale(min(0.0, *found, 0.0), max(0.0, *found, 0.0), whole=False)
    return (low, max(found)) if found and max(found) > 0 else (low, high)


def draw(shapes: Any, bars: Bars, axis: tuple[float, float], room: Box, name: str, alt: str) -> None:
    """The chart with its key above it."""
    widest = max((width(point.naam, 1.0) for point in bars.punten), default=0.0)
    size = type_sizes()["gewoon" if len(bars.punten) <= MOST * 3 / 4 else "klein"]
    size = max(
        LEAST, min(size, (NAMES - 14) / max(widest, 1.0))
    )  # a name that wraps pushes its neighbours off the axis
    points = bars.punten
    key = caption(bars)
    fine = type_sizes()["klein"]
    lines = len(wrapped(key, room.width, fine))
    words(
        shapes, Box(room.left, room.top, room.width, lines * fine * 1.2), key, fine, "zacht", name="Eenheid en uitleg"
    )
    top = room.top + lines * fine * 1.2 + 4
    left = min(NAMES, widest * size + 14)
    right = min(
        room.width / 3,
        max((width(point.tekst, size, True) for point in points if point.onder is not None), default=0) + 14,
    )
    right = max(right, 40)
    above = ABOVE if bars.regel else 4
    high = min(room.top + room.height - top - above, ROW * max(len(points), 1))
    box = Box(room.left, top, room.width, high + above)
    inner = Box(room.left + left, top + above, room.width - left - right, high)
    series = _series(points)
    if bars.regel:
        _rule(shapes, bars.regel, axis, inner, box)
    made = chart(shapes, XL_CHART_TYPE.BAR_CLUSTERED, box, inner, [point.naam for point in points], series, name, alt)
    _axes(made, axis, size)
    made.plots[0].gap_width, made.plots[0].overlap = 45, 100
    share = inner.width / (axis[1] - axis[0]) / box.width
    for one, drawn in zip(series, made.plots[0].series, strict=True):
        drawn.invert_if_negative = False
        _paint(drawn, one.naam, points, size, share, GAP / box.width)
    _missing(shapes, points, inner, axis, size)


def caption(bars: Bars) -> str:
    """Unit and key of the states that are shown."""
    shown = {point.staat for point in bars.punten}
    found = [word for state, word in KEYS if state in shown]
    found += [CHANCE] if any(point.stab and point.onder is not None for point in bars.punten) else []
    return " · ".join(part for part in (clean(bars.eenheid), *found) if part)


def _series(points: Sequence[Point]) -> list[Series]:
    found = []
    for name, state in STATE.items():
        values = tuple(
            None if point.staat != state else point.onder if name == LEAST_OF else point.boven for point in points
        )
        if any(value is not None for value in values):
            found.append(Series(name, values))
    return found or [Series(KNOWN, tuple(None for _ in points))]


def _axes(made: Any, axis: tuple[float, float], size: float) -> None:
    values, names = made.value_axis, made.category_axis
    values.minimum_scale, values.maximum_scale = axis
    values.has_major_gridlines = False
    values.visible = False
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_labels.font.size = Pt(size)
    names.format.line.color.rgb = rgb("ander")
    every = parse_xml(f'<c:tickLblSkip {C} val="1"/>')
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(every)


def _paint(drawn: Any, name: str, points: Sequence[Point], size: float, share: float, gap: float) -> None:
    for at, point in enumerate(points):
        if point.staat != STATE[name] or point.onder is None or point.boven is None:
            continue
        hue, dot = ROLES[point.rol], drawn.points[at]
        fill, line = dot.format.fill, dot.format.line
        if name == MOST_OF:
            hatch(fill, "zacht" if hue == "ander" else hue)
        else:
            fill.solid()
            fill.fore_color.rgb = rgb({KNOWN: hue, OPEN: "grond", LEAST_OF: "vlak"}[name])
        if name != KNOWN:
            line.color.rgb = rgb(hue)
            line.width = Pt(1.25)
        if name == OPEN:
            line.dash_style = MSO_LINE.DASH
        if name != LEAST_OF:
            far = (
                (point.stab[1] - point.boven) * share
                if point.stab and point.staat != "bereik" and point.boven >= 0
                else 0.0
            )
            label(
                dot,
                point.tekst,
                XL_LABEL_POSITION.OUTSIDE_END,
                size,
                "inkt",
                point.rol == "gebied",
                (max(far, 0.0) + (gap if point.boven >= 0 else -gap), 0.0),
            )
    chance = [point.stab if point.staat == STATE[name] and point.staat != "bereik" else None for point in points]
    if any(chance):
        colour = colours("light")["inkt"][1:].upper()
        line = f'<a:ln {A} w="12700"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
        plus = [stab[1] - (point.boven or 0) if stab else None for stab, point in zip(chance, points, strict=True)]
        minus = [(point.onder or 0) - stab[0] if stab else None for stab, point in zip(chance, points, strict=True)]
        whiskers(drawn, plus, minus, line, caps=True)


def _missing(shapes: Any, points: Sequence[Point], inner: Box, axis: tuple[float, float], size: float) -> None:
    row = inner.height / max(len(points), 1)
    start = inner.left + inner.width * -axis[0] / (axis[1] - axis[0])
    for at, point in enumerate(points):
        if point.onder is None:
            place = Box(start + 6, inner.top + row * at, inner.left + inner.width - start, row)
            words(shapes, place, f"? {point.tekst}", size, "zacht", anchor="midden", name=f"Geen cijfer: {point.naam}")


def _rule(shapes: Any, compared: tuple[str, float, str], axis: tuple[float, float], inner: Box, box: Box) -> None:
    name, value, text = compared
    size = type_sizes()["gewoon"]
    x = inner.left + inner.width * (value - axis[0]) / (axis[1] - axis[0])
    said = clean(f"{name}: {text}")
    rule(shapes, (x, inner.top - 4), (x, inner.top + inner.height), "vergelijk", 1.75, "Vergelijking", said)
    wide = width(said, size, True) + 4
    left = min(max(x - wide / 2, box.left), box.left + box.width - wide)
    place = Box(left, inner.top - ABOVE, wide, ABOVE - 4)
    words(shapes, place, said, size, "vergelijk", True, "midden", "onder", "Vergelijking (woord)", wrap=False)
