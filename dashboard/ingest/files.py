"""Opens a delivered file of any accepted kind as sheets of cells, without believing anything in it yet."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.ingest.faults import Fault, Refused

WORKBOOKS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".txt", ".tsv"}
DELIMITERS = ";,\t|"


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
        content = path.read_bytes()
    except OSError as error:
        raise Refused(name, [Fault("", 0, "", f"Het bestand kan niet gelezen worden ({error.strerror}).")]) from error
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


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Sheet(sheet, workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
            for sheet in workbook.sheet_names
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise Refused(name, [Fault("", 0, "", "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS).")]) from error


def _text(name: str, content: bytes) -> Sheet:
    text = _decode(name, content)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(name, [Fault("", 0, "", "De tekst is geen geldige CSV: een aanhalingsteken sluit niet.")]) from error
    return Sheet("", [list(row) for row in rows])


def _decode(name: str, content: bytes) -> str:
    if b"\x00" in content:
        raise Refused(name, [Fault("", 0, "", "Dit is geen tekstbestand: er staan nultekens in.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
