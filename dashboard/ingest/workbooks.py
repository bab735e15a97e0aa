"""Reads a workbook (XLSX, XLSM, XLSB, XLS, ODS) as sheets of cells, each cell that only looks empty marked as what it is."""

from __future__ import annotations

import io
import zlib
from itertools import product
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from dashboard.ingest import archive, lost_binary, lost_cells
from dashboard.ingest.limits import Limits, TooLarge, beyond

MERGED = "samengevoegde cel"
ARCHIVE = b"PK"
BINARY = "xl/workbook.bin"
BROKEN = (
    CalamineError,
    lost_binary.Unreadable,
    lost_cells.Unreadable,
    BadZipFile,
    ParseError,
    NotImplementedError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    zlib.error,
)
Rows = list[list[Any]]


class Unreadable(Exception):
    """A content that is no workbook, or a broken one."""


class HoldsError(Exception):
    """A binary workbook with an error value, which its reader would give as an empty cell; row and column from 1."""

    def __init__(self, place: tuple[int, int]) -> None:
        self.rij, self.kolom = (one + 1 for one in place)
        super().__init__(
            f"In rij {self.rij}, kolom {self.kolom} staat een fout van Excel (zoals #N/A). "
            "Herstel ze, of bewaar het bestand als XLSX: dan wordt elke fout genoemd."
        )


def sheets(content: bytes, known: Limits) -> list[tuple[str, Rows]]:
    """Name and rows of every sheet; Unreadable when it is no workbook, TooLarge when it is beyond a limit, HoldsError."""
    try:
        return _sheets(content, known)
    except BROKEN as error:
        raise Unreadable(str(error)) from error
    except BaseException as error:  # calamine's panics stand outside Exception
        if type(error).__name__ == "PanicException":
            raise Unreadable(str(error)) from error
        raise


def _sheets(content: bytes, known: Limits) -> list[tuple[str, Rows]]:
    lost: dict[str, lost_cells.Places] | None = None
    parts: dict[str, bytes] = {}
    if content.startswith(ARCHIVE):
        parts = archive.unpacked(content, known)
        content = archive.packed(parts)
        lost = None if BINARY in parts else lost_cells.lost_cells(parts, known)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if lost is None:
        error = lost_binary.errors_of_xlsb(parts) if parts else lost_binary.errors_of_xls(content)
        if error is not None:
            raise HoldsError(error)
    found = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        if lost is not None and sheet.name not in lost:
            raise Unreadable(sheet.name)
        found.append(
            (sheet.name, _rows(workbook.get_sheet_by_name(sheet.name), (lost or {}).get(sheet.name, {}), known))
        )
    return found


def _rows(sheet: CalamineSheet, lost: lost_cells.Places, known: Limits) -> Rows:
    """The cells of one sheet; what only looks empty says what it is, so that a reader refuses it in its place."""
    lost_cells.refuse_extent(sheet.total_height + 1, sheet.total_width + 1, known)  # last places, counted from 0
    rows: Rows = sheet.to_python(skip_empty_area=False)
    width, left = len(rows[0]) if rows else 0, known.cellen
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or []:
        height = min(bottom + 1, len(rows))
        left -= max(height - top, 1) * max(min(last + 1, width) - first, 1)
        if left < 0:
            raise TooLarge(beyond("Dit rekenblad heeft te veel samengevoegde cellen.", "cellen", known))
        for row, column in product(range(top, height), range(first, min(last + 1, width))):
            if (row, column) != (top, first):
                rows[row][column] = MERGED
    for (row, column), mark in lost.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = mark
    return rows
