"""Rows as native tables: the header on every slide, as many rows a slide as stand there at a size that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dashboard.report.pack import Cell, Table
from dashboard.report.slides.pieces import A, Box, describe, emu, write
from dashboard.report.slides.text import LINE, type_sizes, width, wrapped
from dashboard.tokens import colours

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the built-in style without colours and lines
SIDE, ABOVE = 6.0, 3.5
WIDEST_ROOM = 260.0


def pages(table: Table, room: Box) -> list[Table]:
    """The rows over as many slides as they need, each about as full; a total stays with the last rows."""
    size, widths = _measured(table, room.width)
    heights = _heights(table, widths, size)
    free = room.height - _row_height([Cell(title) for title in table.kolommen], widths, size, True)
    amount = max(1, -(-int(sum(heights)) // int(free)))
    while (cut := _cut(heights, free, sum(heights) / amount)) is None:
        amount += 1
    starts = [0, *accumulate(cut)]
    return [
        replace(table, rijen=table.rijen[first:last], som=table.som and last == len(table.rijen))
        for first, last in zip(starts, starts[1:], strict=False)
    ]


def draw(shapes: Any, table: Table, room: Box, name: str, alt: str, whole: Table) -> None:
    """The table at the size and the widths that fit all of `whole`, the table this one is a part of."""
    size, widths = _measured(whole, room.width)
    header = [Cell(title) for title in table.kolommen]
    heights = [_row_height(header, widths, size, True), *_heights(table, widths, size)]
    place = Box(room.left, room.top, sum(widths), sum(heights))
    frame = shapes.add_table(len(heights), len(widths), *(emu(part) for part in place))
    describe(frame, name, alt)
    made = frame.table
    frame._element.find(f".//{qn('a:tableStyleId')}").text = PLAIN
    made.horz_banding, made.first_row, made.last_row = False, True, table.som
    for at, wide in enumerate(widths):
        made.columns[at].width = emu(wide)
    for at, (row, high) in enumerate(zip([header, *table.rijen], heights, strict=True)):
        made.rows[at].height = emu(high)
        last = at == len(table.rijen)
        strong = at == 0 or (table.som and last)
        for cell, text, number in zip(made.rows[at].cells, row, table.getallen, strict=True):
            _fill(cell, text.tekst, number, size, strong)
            above = "ander" if table.som and last else ""
            _edges(cell, "inkt" if at == 0 else "lijn", above)


def _measured(table: Table, room: float) -> tuple[float, list[float]]:
    """The type size and the width of each column: as wide as its words, and never wider together than the room."""
    for size in (type_sizes()["gewoon"], type_sizes()["klein"], 11.0, 10.0, 9.0):
        natural = [
            max(_longest_word(table.kolommen[at], size), *(width(row[at].tekst, size, True) for row in table.rijen), 30.0)
            + 2 * SIDE + 4
            for at in range(len(table.kolommen))
        ]  # fmt: skip
        if sum(natural) <= room:
            spare = (room - sum(natural)) / len(natural)
            return size, [wide + min(spare, 60.0) for wide in natural]
    least = [
        max(_longest_word(text, size) for text in (table.kolommen[at], *(row[at].tekst for row in table.rijen))) + 2 * SIDE + 4
        for at in range(len(natural))
    ]
    least = [min(wide, WIDEST_ROOM) for wide in least]
    if sum(least) >= room:
        return size, [wide * room / sum(least) for wide in least]
    size = type_sizes()["klein"] if sum(least) * type_sizes()["klein"] / size < room else size
    share = (room - sum(least)) / max(1.0, sum(natural) - sum(least))
    return size, [few + max(0.0, wide - few) * share for few, wide in zip(least, natural, strict=True)]


def _longest_word(text: str, size: float) -> float:
    return max((width(word, size, True) for word in text.split(" ")), default=0.0)


def _row_height(row: Sequence[Cell], widths: Sequence[float], size: float, strong: bool = False) -> float:
    lines = max(
        len(wrapped(cell.tekst, wide - 2 * SIDE, size, strong)) for cell, wide in zip(row, widths, strict=True)
    )
    return lines * size * LINE + 2 * ABOVE


def _heights(table: Table, widths: Sequence[float], size: float) -> list[float]:
    return [_row_height(row, widths, size, table.som and row is table.rijen[-1]) for row in table.rijen]


def _cut(heights: Sequence[float], free: float, wanted: float) -> list[int] | None:
    """How many rows go on each slide so that each is about as full as wanted; None when one would be too full."""
    counts, full, count = [], 0.0, 0
    for high in heights:
        if count and full + high > min(free, wanted + high * 0.75):
            counts.append(count)
            full, count = 0.0, 0
        full, count = full + high, count + 1
    counts.append(count)
    needed = max(1, round(sum(heights) / wanted)) if wanted else 1
    return counts if len(counts) <= needed or wanted < max(heights, default=0.0) else None


def _fill(cell: Any, text: str, number: bool, size: float, strong: bool) -> None:
    cell.margin_left = cell.margin_right = emu(SIDE)
    cell.margin_top = cell.margin_bottom = emu(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
    write(paragraph, text, size, "inkt", strong)


def _edges(cell: Any, below: str, above: str) -> None:
    made = cell._tc.get_or_add_tcPr()
    for side, token in (("lnT", above), ("lnB", below)):
        if token:
            colour = colours("light")[token][1:].upper()
            made.append(parse_xml(f'<a:{side} {A} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:{side}>'))
    made.append(parse_xml(f"<a:noFill {A}/>"))


