"""Finds in a workbook what a reader of values cannot tell from an empty cell, so that it is never counted as nobody.

Error values (#N/A) and formulas that were saved without an outcome come out of calamine as empty cells
(github.com/dimastbk/python-calamine, issue 105, open). The sheets of an XLSX or ODS are therefore walked through once before
they are read, cell by cell as calamine counts them, and their extent is measured: a reader makes every cell between the first
and the last. The binary kinds (XLS, XLSB) are bounded by the process they are read in; `lost_binary` finds their errors.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from xml.etree import ElementTree
from xml.parsers import expat

from dashboard.ingest.limits import Limits, TooLarge, beyond

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WITHOUT_OUTCOME = "formule zonder uitkomst"
ERROR = "#FOUT"
SHOWN = 40
CELLS_OF_ODS = ("table:table-cell", "table:covered-table-cell")
REFERENCE = re.compile(r"([A-Za-z]{1,9})([0-9]{1,9})")
Places = dict[tuple[int, int], str]


class Unreadable(Exception):
    """A sheet that is no XML of the kind it should be."""


@dataclass
class _Walk:
    """Where in a sheet the walk is, and what was found: cells by row and column from 0, and the last ones."""

    known: Limits
    found: Places = field(default_factory=dict)
    row: int = -1
    column: int = -1
    next_row: int = 0
    next_column: int = 0
    rows: int = 0
    columns: int = 0
    is_error: bool = False
    has_formula: bool = False
    has_value: bool = False
    text: str | None = None

    def reach(self, rows: int, columns: int) -> None:
        """Count in a cell that ends there; TooLarge when the sheet is more than the limits."""
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)
        refuse_extent(self.rows, self.columns, self.known)

    def open_cell(self, is_error: bool) -> None:
        """Begin a cell."""
        self.is_error, self.has_formula, self.has_value, self.text = is_error, False, False, None

    def close_cell(self) -> None:
        """End a cell: keep it when it holds an error or a formula without an outcome."""
        if self.is_error:
            mark = (self.text or "").strip()[:SHOWN] or ERROR
        elif self.has_formula and not self.has_value:
            mark = WITHOUT_OUTCOME
        else:
            return
        rows = range(self.row, max(self.next_row, self.row + 1))
        self.found |= dict.fromkeys(product(rows, range(self.column, max(self.next_column, self.column + 1))), mark)


def refuse_extent(rows: int, columns: int, known: Limits) -> None:
    """TooLarge when a sheet of these rows and columns is beyond a limit."""
    text = "Dit rekenblad is te groot om te lezen. Staat er een cel ver onder of rechts van de gegevens?"
    for name, size in (("rijen", rows), ("kolommen", columns), ("cellen", rows * columns)):
        if size > getattr(known, name):
            raise TooLarge(beyond(text, name, known))


def lost_cells(parts: dict[str, bytes], known: Limits) -> dict[str, Places]:
    """Per sheet, by row and column from 0: the error an empty-looking cell holds. Only for XLSX, XLSM and ODS, else nothing."""
    found = {name: _walk_sheet(parts[part], known) for name, part in _sheets(parts).items()}
    return found | (_walk_ods(parts["content.xml"], known) if "content.xml" in parts else {})


def _sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of the archive in which each sheet stands, by the sheet's name."""
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        return {}
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {
        entry.get("Id"): posixpath.normpath(posixpath.join("/xl", entry.get("Target", ""))) for entry in relations
    }
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    listed = [entry for entry in book.iter() if entry.tag.endswith("}sheet") or entry.tag == "sheet"]
    sheets = {entry.get("name", ""): targets.get(entry.get(RELATION), "").lstrip("/") for entry in listed}
    return {name: part for name, part in sheets.items() if part in parts}


def _walk_sheet(xml: bytes, known: Limits) -> Places:
    walk = _Walk(known)

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            row, column = _place(attributes.get("r", ""))
            walk.row = row if row >= 0 else max(walk.row, 0)
            walk.column = column if column >= 0 else walk.column + 1
            walk.open_cell(attributes.get("t") == "e")
            walk.reach(walk.row + 1, walk.column + 1)
        elif name == "row":
            number = attributes.get("r", "")
            walk.row = _place(f"A{number}")[0] if number else walk.row + 1
            walk.column = -1
        elif name == "f":
            walk.has_formula = True
        elif name in ("v", "is"):
            walk.text = ""

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            walk.close_cell()
        elif name in ("v", "is"):
            walk.has_value = walk.has_value or bool(walk.text)

    _parse(xml, start, end, walk)
    return walk.found


def _walk_ods(xml: bytes, known: Limits) -> dict[str, Places]:
    """The tables of an ODS; a row and a cell say how often they are repeated."""
    sheets: dict[str, Places] = {}
    walk = _Walk(known)

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            walk.found = sheets.setdefault(attributes.get("table:name", ""), {})
            walk.next_row = walk.rows = walk.columns = 0
        elif name == "table:table-row":
            walk.row, walk.next_column = walk.next_row, 0
            walk.next_row += _times(attributes, "rows")
        elif name in CELLS_OF_ODS:
            walk.column = walk.next_column
            walk.next_column += _times(attributes, "columns")
            walk.open_cell(attributes.get("calcext:value-type") == "error")
            walk.has_formula, walk.has_value = "table:formula" in attributes, "office:value-type" in attributes
            walk.text = ""
            if walk.is_error or walk.has_formula or walk.has_value:
                walk.reach(walk.next_row, walk.next_column)

    def end(name: str) -> None:
        if name in CELLS_OF_ODS:
            walk.close_cell()

    _parse(xml, start, end, walk)
    return sheets


def _times(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(f"table:number-{what}-repeated", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Unreadable(what)
    return max(int(text), 1)


def _parse(xml: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], walk: _Walk) -> None:
    """Walk through XML; Unreadable when it is broken or brings entities of its own."""

    def text(part: str) -> None:
        if walk.text is not None and len(walk.text) < SHOWN:
            walk.text += part

    def refuse(*_: object) -> None:
        raise Unreadable("doctype")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:
        raise Unreadable(str(error)) from error


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as AB12; -1 where there is none, Unreadable where it is no place."""
    if not reference:
        return -1, -1
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise Unreadable(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
