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
SIDE, ABOVE = 6.0, 3.5
WIDEST_WORD = 260.0
MOST_SPARE = 90.0
SIZES = (type_sizes()["gewoon"], type_sizes()["klein"], 11.0, 10.0, 9.0)


def pages(table: Table, room: Box) -> list[Table]:
    """The rows over as few slides as they need at a size that can be read, each about as full; a total stays with the last."""
    size, widths = _measured(table, room)
    heights = _heights(table, widths, size)
    amount = _slides(heights, room.height - _header(table, widths, size))
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


def _slides(heights: Sequence[float], free: float) -> int:
    """On how many slides these rows stand when they are divided evenly."""
    return max(1, math.ceil((sum(heights) + (max(heights) if sum(heights) > free else 0)) / free)) if heights else 1


def _measured(table: Table, room: Box) -> tuple[float, list[float]]:
    """The type size and the width of each column: the larger size unless the smaller one saves a slide."""
    found = [(size, wide) for size in SIZES if (wide := _widths(table, room.width, size))]
    if not found:
        return SIZES[-1], _squeezed(table, room.width)
    sizes = [
        (_slides(_heights(table, widths, size), room.height - _header(table, widths, size)), -size, widths)
        for size, widths in found
        if size >= type_sizes()["klein"] or (size, widths) == found[0]
    ]
    _, size, widths = min(sizes)
    return -size, widths


def _widths(table: Table, room: float, size: float) -> list[float]:
    """The width of each column with the words of a row on one line; empty when that is wider than the room."""
    natural = [
        max(_longest_word(table.kolommen[at], size), *(width(row[at].tekst, size, True) for row in table.rijen), 30.0)
        + 2 * SIDE + 4
        for at in range(len(table.kolommen))
    ]  # fmt: skip
    spare = (room - sum(natural)) / len(natural)
    return [wide + min(spare, MOST_SPARE) for wide in natural] if spare >= 0 else []


def _squeezed(table: Table, room: float) -> list[float]:
    """Widths in which words wrap: each column its longest word, and of the rest a share by how much it holds."""
    size = SIZES[-1]
    columns = [[table.kolommen[at], *(row[at].tekst for row in table.rijen)] for at in range(len(table.kolommen))]
    least = [min(WIDEST_WORD, max(_longest_word(text, size) for text in texts) + 2 * SIDE + 4) for texts in columns]
    if sum(least) >= room:
        return [wide * room / sum(least) for wide in least]
    more = [
        max(0.0, max(width(text, size, True) for text in texts) + 2 * SIDE + 4 - few)
        for texts, few in zip(columns, least, strict=True)
    ]
    share = (room - sum(least)) / max(1.0, sum(more))
    return [few + wide * share for few, wide in zip(least, more, strict=True)]


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
        f'sz="{round(100 * size)}" b="{int(strong)}"><a:solidFill>{colour("inkt")}</a:solidFill></a:rPr><a:t>{escape(clean(text))}</a:t></a:r></a:p>'
        f'</a:txBody><a:tcPr marL="{emu(SIDE)}" marR="{emu(SIDE)}" marT="{emu(ABOVE)}" marB="{emu(ABOVE)}" '
        f'anchor="{"b" if below == "inkt" else "ctr"}">{lines}<a:noFill/></a:tcPr></a:tc>'
    )
