"""Opens a delivered file of any accepted kind as sheets of cells, without believing anything in it yet."""

from __future__ import annotations

import csv
import hashlib
import io
import zlib
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.lost_cells import MOST_BYTES, MOST_CELLS, TooLarge, lost_cells

WORKBOOKS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".txt", ".tsv"}
DELIMITERS = ";,\t|"
MERGED = "samengevoegde cel"
UNREADABLE = (
    CalamineError,
    BadZipFile,
    ParseError,
    NotImplementedError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name ('' for a text file) and its rows; row 1 of the file is `rows[0]`."""

    naam: str
    rows: list[list[Any]]

    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell not in ("", None) for row in self.rows for cell in row)


@dataclass(frozen=True)
class Delivered:
    """A file as it came in: its name, the hash that identifies its content, and its sheets."""

    naam: str
    sha256: str
    sheets: list[Sheet]


def open_file(path: Path, name: str | None = None) -> Delivered:
    """Read a workbook or a delimited text; Refused when it is neither, unreadable or empty."""
    name = name or path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(name, [Fault("", 0, "", "Dit bestand is te groot om te lezen.")])
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(name, [Fault("", 0, "", "Dit bestand bestaat niet.")]) from error
    except OSError as error:
        why = "Dit is een map." if path.is_dir() else "Het bestand kan niet gelezen worden. Controleer de leesrechten."
        raise Refused(name, [Fault("", 0, "", why)]) from error
    suffix = Path(name).suffix.lower()
    if suffix in WORKBOOKS:
        sheets = _workbook(name, content)
    elif suffix in TEXTS:
        sheets = [_text(name, content)]
    else:
        kinds = ", ".join(sorted(kind[1:].upper() for kind in WORKBOOKS | TEXTS))
        raise Refused(name, [Fault("", 0, "", f"Dit soort bestand wordt niet gelezen. Gebruik een van deze: {kinds}.")])
    if all(sheet.is_empty() for sheet in sheets):
        raise Refused(name, [Fault("", 0, "", "Het bestand is leeg.")])
    return Delivered(name, hashlib.sha256(content).hexdigest(), sheets)


def first_sheet(file: Delivered) -> Sheet:
    """The first sheet that holds something."""
    return next(sheet for sheet in file.sheets if not sheet.is_empty())


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        lost = lost_cells(content)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(workbook.get_sheet_by_name(sheet), lost.get(sheet, {})) for sheet in workbook.sheet_names]
    except TooLarge as error:
        text = "Dit rekenblad is te groot om te lezen. Staat er een cel ver onder of rechts van de gegevens?"
        raise Refused(name, [Fault("", 0, "", text)]) from error
    except UNREADABLE as error:
        raise Refused(name, [Fault("", 0, "", "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS).")]) from error


def _sheet(sheet: CalamineSheet, lost: dict[tuple[int, int], str]) -> Sheet:
    """The cells of one sheet; what only looks empty says what it is, so that a reader refuses it in its place."""
    if (sheet.total_height + 1) * (sheet.total_width + 1) > MOST_CELLS:  # they are the last places, counted from 0
        raise TooLarge
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        width = len(rows[0]) if rows else 0
        for row, column in product(range(top, min(bottom + 1, len(rows))), range(left, min(right + 1, width))):
            if (row, column) != (top, left):
                rows[row][column] = MERGED
    for (row, column), mark in lost.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = mark
    return Sheet(sheet.name, rows)


def _text(name: str, content: bytes) -> Sheet:
    text = _decode(name, content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(
            name, [Fault("", 0, "", "De tekst is geen geldige CSV: een aanhalingsteken sluit niet.")]
        ) from error
    return Sheet("", [list(row) for row in rows])


def _decode(name: str, content: bytes) -> str:
    if b"\x00" in content:
        raise Refused(name, [Fault("", 0, "", "Dit is geen tekstbestand: er staan nultekens in.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
