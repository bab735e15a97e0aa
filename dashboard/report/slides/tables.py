"""Rows as native tables: the header on every slide, as many rows a slide as stand there at a size that can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dashboard.report.pack import Cell, Table
from dashboard.report.slides.pieces import A, Box, colour, describe, emu
from dashboard.report.slides.text import LINE, clean, type_sizes, width, wrapped

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the built-in style without colours and lines
SIDE, ABOVE = 6.0, 2.5
MOST_SPARE = 90.0
TITLE_PART = 0.55  # a title may stand on two lines
SIZES = (18.0, 16.0, type_sizes()["gewoon"], type_sizes()["klein"], 11.0, 10.0, 9.0)


def pages(table: Table, room: Box) -> list[Table]:
    """The rows over as few slides as they need at a size that can be read, each about as full; a total stays with the last."""
    size, widths = _measured(table, room)
    heights = _heights(table, widths, size)
    amount = _slides(table, widths, size, room)
    starts = [0]
    for at in range(1, amount):
        wanted = sum(heights) * at / amount
        starts.append(next(row for row in range(starts[-1] + 1, len(heights) + 1) if sum(heights[:row]) >= wanted - 1))
    return [
        replace(table, rijen=table.rijen[first:last], som=table.som and last == len(table.rijen))
        for first, last in pairwise([*starts, len(table.rijen)])
    ]


def draw(shapes: Any, table: Table, room: Box, name: str, alt: str, whole: Table) -> None:
    """The table at the size and the widths that fit all of `whole`, the table this one is a part of."""
    size, widths = _measured(whole, room)
    header = tuple(Cell(title) for title in table.kolommen)
    heights = [_header(table, widths, size), *_heights(table, widths, size)]
    place = Box(room.left, room.top, sum(widths), sum(heights))
    frame = shapes.add_table(1, len(widths), *(emu(part) for part in place))
    describe(frame, name, alt)
    made = frame.table
    made.horz_banding, made.first_row, made.last_row = False, True, table.som
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    for at, wide in enumerate(widths):
        made.columns[at].width = emu(wide)
    made._tbl.remove(made._tbl.tr_lst[0])
    for at, (row, high) in enumerate(zip([header, *table.rijen], heights, strict=True)):
        total = table.som and at == len(table.rijen)
        cells = "".join(
            _cell(cell.tekst, number, size, at == 0 or total, "inkt" if at == 0 else "lijn", "ander" if total else "")
            for cell, number in zip(row, table.getallen, strict=True)
        )
        made._tbl.append(parse_xml(f'<a:tr {A} h="{emu(high)}">{cells}</a:tr>'))


def _slides(table: Table, widths: Sequence[float], size: float, room: Box) -> int:
    """On how many slides the rows stand when they are divided evenly."""
    heights, free = _heights(table, widths, size), room.height - _header(table, widths, size)
    over = max(heights, default=0.0) if sum(heights) > free else 0.0
    return max(1, math.ceil((sum(heights) + over) / free))


def _measured(table: Table, room: Box) -> tuple[float, list[float]]:
    """The type size and the width of each column: of the sizes that can be projected the one that saves a slide, else smaller."""
    found = {
        size: widths for size in SIZES if (widths := _widths(table, room.width, size, size <= type_sizes()["gewoon"]))
    }
    readable = [size for size in found if size >= type_sizes()["klein"]]
    if readable:
        size = min(readable, key=lambda size: (_slides(table, found[size], size, room), -size))
        return size, found[size]
    size = next(iter(found), SIZES[-1])
    return size, found.get(size) or [room.width / len(table.kolommen)] * len(table.kolommen)


def _widths(table: Table, room: float, size: float, wrap: bool) -> list[float]:
    """The width of each column, its cells on one line where there is room; empty when a word would have to be broken.

    wrap: whether a cell may take several lines.
    """
    columns = [[table.kolommen[at], *(row[at].tekst for row in table.rijen)] for at in range(len(table.kolommen))]
    side = 2 * SIDE + 4
    least = [max(20.0, *(_longest_word(text, size) for text in texts)) + side for texts in columns]
    natural = [
        max(
            few,
            TITLE_PART * width(texts[0], size, True) + side,
            *(width(text, size, True) + side for text in texts[1:]),
        )
        for few, texts in zip(least, columns, strict=True)
    ]
    spare = (room - sum(natural)) / len(natural)
    if spare >= 0:
        return [wide + min(spare, MOST_SPARE) for wide in natural]
    if sum(least) > room or not wrap:
        return []
    share = (room - sum(least)) / (sum(natural) - sum(least))
    return [few + (wide - few) * share for few, wide in zip(least, natural, strict=True)]


def _longest_word(text: str, size: float) -> float:
    return max((width(word, size, True) for word in text.split(" ")), default=0.0)


def _row_height(row: Sequence[Cell], widths: Sequence[float], size: float, strong: bool = False) -> float:
    lines = max(len(wrapped(cell.tekst, wide - 2 * SIDE, size, strong)) for cell, wide in zip(row, widths, strict=True))
    return lines * size * LINE + 2 * ABOVE


def _heights(table: Table, widths: Sequence[float], size: float) -> list[float]:
    return [_row_height(row, widths, size, table.som and row is table.rijen[-1]) for row in table.rijen]


def _header(table: Table, widths: Sequence[float], size: float) -> float:
    return _row_height([Cell(title) for title in table.kolommen], widths, size, True)


def _cell(text: str, number: bool, size: float, strong: bool, below: str, above: str) -> str:
    """A cell as XML: a table of thirty rows has hundreds, and each would take milliseconds through the library."""
    lines = "".join(
        f'<a:{side} w="9525"><a:solidFill>{colour(token)}</a:solidFill></a:{side}>'
        for side, token in (("lnT", above), ("lnB", below))
        if token
    )
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if number else "l"}"/><a:r><a:rPr '
        f'sz="{round(100 * size)}" b="{int(strong)}"><a:solidFill>{colour("inkt")}</a:solidFill></a:rPr>'
        f"<a:t>{escape(clean(text))}</a:t></a:r></a:p>"
        f'</a:txBody><a:tcPr marL="{emu(SIDE)}" marR="{emu(SIDE)}" marT="{emu(ABOVE)}" marB="{emu(ABOVE)}" '
        f'anchor="{"b" if below == "inkt" else "ctr"}">{lines}<a:noFill/></a:tcPr></a:tc>'
    )
