"""Finds in a workbook what a reader of values cannot tell from an empty cell, so that it is never counted as nobody.

Error values (#N/A) and formulas that were saved without an outcome come out of calamine as empty cells
(github.com/dimastbk/python-calamine, issue 105, open). An XLSX or ODS is therefore searched once before it is read; the
older binary kinds (XLS, XLSB) cannot be.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
NO_OUTCOME = re.compile(
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"')
FAR = re.compile(rb' r="([A-Z]{2,3})(\d+)"')
LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
WITHOUT_OUTCOME = "formule zonder uitkomst"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_BYTES = 1_000_000_000
MOST_CELLS = 40_000_000
BEFORE = 400  # bytes in which a cell's own opening tag must stand


class TooLarge(Exception):
    """A workbook that would take more memory than a delivery ever needs."""


def lost_cells(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Per sheet, by row and column from 0: the error an empty-looking cell holds. Only for XLSX, XLSM and ODS, else nothing."""
    if not content.startswith(b"PK"):
        return {}
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise TooLarge
        for name, part in _sheets(archive).items():
            xml = archive.read(part)
            if _extent(xml) > MOST_CELLS:
                raise TooLarge
            found[name] = _lost(xml)
        if "content.xml" in archive.namelist():
            found |= _lost_in_ods(archive.read("content.xml"))
    return found


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive in which each sheet stands, by the sheet's name."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        entry.get("Id"): posixpath.normpath(posixpath.join("/xl", entry.get("Target", ""))) for entry in relations
    }
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    listed = [entry for entry in book.iter() if entry.tag.endswith("}sheet")]
    sheets = {entry.get("name", ""): targets.get(entry.get(RELATION), "").lstrip("/") for entry in listed}
    return {name: part for name, part in sheets.items() if part in names}


def _extent(xml: bytes) -> int:
    """How many cells lie between the first and the last one, all of which a reader would make."""
    widest = max((_column(letters) for letters, _ in FAR.findall(xml)), default=25)
    last = xml.rfind(b"<row ")
    rows = LAST_ROW.match(xml, last) if last >= 0 else None
    return (widest + 1) * (int(rows[1]) if rows else 1)


def _lost(xml: bytes) -> dict[tuple[int, int], str]:
    cells = {}
    if b't="e"' in xml:
        for error in ERROR.finditer(xml):
            cells[_place(xml[error.start() : error.end()])] = error[1].decode("utf-8", "replace")
    if b"<f" in xml or b":f" in xml:
        for formula in NO_OUTCOME.finditer(xml):
            cells[_place(xml[max(0, formula.start() - BEFORE) : formula.start()])] = WITHOUT_OUTCOME
    cells.pop((-1, -1), None)
    return cells


def _lost_in_ods(xml: bytes) -> dict[str, dict[tuple[int, int], str]]:
    if b':value-type="error"' not in xml and b"table:formula=" not in xml:
        return {}
    return {
        table.get(f"{TABLE}name", ""): _lost_in_table(table)
        for table in ElementTree.fromstring(xml).iter(f"{TABLE}table")
    }


def _lost_in_table(table: ElementTree.Element) -> dict[tuple[int, int], str]:
    cells = {}
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in line:
            if cell.get(CALC_TYPE) == "error":
                cells[row, column] = "".join(cell.itertext()) or "#FOUT"
            elif cell.get(f"{TABLE}formula") and not cell.get(f"{OFFICE}value-type"):
                cells[row, column] = WITHOUT_OUTCOME
            column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
        row += int(line.get(f"{TABLE}number-rows-repeated", 1))
    return cells


def _place(stretch: bytes) -> tuple[int, int]:
    """Row and column of the last cell that opens in this stretch."""
    letters, row = (PLACE.findall(stretch) or [(b"", b"0")])[-1]
    return int(row) - 1, _column(letters)


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1
