"""The pack as a workbook: a sheet a part with what is shown and the figures behind it, then what it means. No formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.export import STATUSES, defused, public
from dashboard.report.pack import Bars, Cell, Lines, Map, Pack, Part, Points, Table
from dashboard.tokens import colours

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST = 31
SIGNED = re.compile(r"[+−]\d[\d.,]*%?( [^\W\d_]+)*")
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SAMPLE = "VOORBEELDCIJFERS: deze cijfers zijn verzonnen en geen metingen."
NUMBER = {"bekend": "", "voorlopig": "voorlopig", "bereik": "bereik: een klein aantal is verborgen"}
Grid = list[list[Cell]]


class XlsxWriter:
    """Writes one pack as a workbook; the same pack gives the same bytes."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, OPTIONS)
        self._title = self._book.add_format({"bold": True, "font_size": 13})
        self._heading = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._quiet = self._book.add_format({"font_color": colours("light")["zacht"]})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._numbers: dict[int, Any] = {}

    def content(self) -> bytes:
        """The file."""
        made = datetime.combine(self._pack.datum, time())
        about = self._pack.eigenschappen
        self._book.set_properties(
            {"title": about["titel"], "subject": about["onderwerp"], "author": about["auteur"], "created": made}
        )
        used: set[str] = set()
        for part in self._pack.delen:
            self._part(part, _sheet_name(part.naam, used))
        self._explanation(_sheet_name("Toelichting", used))
        self._book.close()
        return self._buffer.getvalue()

    def _part(self, part: Part, name: str) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, _text(part.titel), self._title)
        lines = [part.bron, self._pack.adressen.get(part.id, ""), SAMPLE if part.voorbeeld else ""]
        row = 1
        for text in filter(None, lines):
            sheet.write_string(row, 0, _text(text), self._quiet)
            row += 1
        row = self._grid(sheet, row + 1, shown(part))
        if len(part.cijfers):
            sheet.write_string(row + 1, 0, "De cijfers achter deze dia", self._title)
            self._frame(sheet, row + 2, public(part.cijfers))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, max(6, len(part.cijfers.columns)), 16)

    def _grid(self, sheet: Any, row: int, grid: Grid) -> int:
        for at, line in enumerate(grid):
            for column, cell in enumerate(line):
                style = self._heading if at == 0 else None
                if cell.getal is None:
                    sheet.write_string(row, column, _text(cell.tekst), style)
                else:
                    sheet.write_number(row, column, cell.getal, self._number(cell.tekst))
            row += 1
        return row

    def _frame(self, sheet: Any, row: int, frame: pd.DataFrame) -> None:
        for column, name in enumerate(frame.columns):
            sheet.write_string(row, column, _text(str(name)), self._heading)
            for at, value in enumerate(frame[name].tolist(), start=row + 1):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(at, column, str(defused(value)))
                elif not pd.isna(value):
                    sheet.write_number(at, column, float(value))

    def _number(self, written: str) -> Any:
        """The format that shows a number as it is written: its decimals and its sign."""
        decimals = len(written.partition(",")[2].rstrip("%")) if "," in written else 0
        if decimals not in self._numbers:
            form = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": form})
        return self._numbers[decimals]

    def _explanation(self, name: str) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 34, self._wrapped)
        sheet.set_column(1, 1, 110, self._wrapped)
        for row, (label, text) in enumerate(explanation(self._pack)):
            sheet.write_string(row, 0, _text(label), self._heading)
            sheet.write_string(row, 1, _text(text), self._wrapped)


def xlsx(pack: Pack) -> bytes:
    """The pack as a workbook."""
    return XlsxWriter(pack).content()


def shown(part: Part) -> Grid:
    """What a part shows, as rows of cells with their titles first; numbers are those of the chart, unrounded."""
    return [[Cell(title) for title in _titles(part)], *_lines(part)]


def explanation(pack: Pack) -> list[tuple[str, str]]:
    """Label and text: sample mark, snapshot, link back, definitions, statuses, and the notes of every part."""
    rows = [("Pakket", f"{pack.titel}. {pack.ondertitel}."), ("Snapshot", f"{pack.snapshot} van {pack.datum:%Y-%m-%d}")]
    if pack.voorbeeld:
        rows.insert(0, ("Voorbeeldcijfers", SAMPLE))
    if pack.adressen.get(""):
        rows.append(("Dezelfde cijfers op de pagina", pack.adressen[""]))
    rows += list(pack.begrippen)
    used = {str(status) for part in pack.delen if len(part.cijfers) for status in part.cijfers["status"]}
    rows += [(f"Status: {status}", text) for status, text in STATUSES.items() if status in used]
    return rows + [(part.naam, note) for part in pack.delen for note in part.notities]


def _titles(part: Part) -> Sequence[str]:
    thing = part.getoond
    if isinstance(thing, Table):
        return thing.kolommen
    if isinstance(thing, (Bars, Lines)):
        first = ("Gebied",) if isinstance(thing, Bars) else ("Gebied", "Periode")
        return (*first, thing.eenheid, "Onder", "Boven", "Toeval onder", "Toeval boven", "Opmerking")
    if isinstance(thing, Map):
        return ("NIS-code", "Gemeente", "Wat op de kaart staat")
    return ("Nr.", "Tekst") if thing.genummerd else ("Tekst",)


def _lines(part: Part) -> Iterator[list[Cell]]:
    thing = part.getoond
    if isinstance(thing, Table):
        yield from (list(row) for row in thing.rijen)
    elif isinstance(thing, Bars):
        yield from ([Cell(one.naam), *_limits(one)] for one in thing.punten)
    elif isinstance(thing, Lines):
        yield from ([Cell(line.naam), Cell(one.naam), *_limits(one)] for line in thing.lijnen for one in line.punten)
    elif isinstance(thing, Map):
        yield from ([Cell(one.nis), Cell(one.naam), Cell(one.tekst)] for one in thing.vlakken if one.eigen)
    elif isinstance(thing, Points):
        for at, text in enumerate(thing.zinnen, start=1):
            yield [Cell(str(at), at), Cell(text)] if thing.genummerd else [Cell(text)]


def _limits(one: Any) -> list[Cell]:
    """A point as cells: the figure as written where it is no one number, its limits, chance, and what must be known."""
    exact = one.onder is not None and one.onder == one.boven and "(" not in one.tekst
    figure = Cell(one.tekst, one.onder if exact else None)
    ends = [Cell(one.tekst, limit) if limit is not None else Cell("") for limit in (one.onder, one.boven)]
    chance = [Cell("0,00", limit) for limit in one.stab] if one.stab else [Cell(""), Cell("")]
    return [figure, *ends, *chance, Cell(NUMBER.get(one.staat, one.tekst))]


def _text(text: str) -> str:
    """A text no spreadsheet takes for a formula; a difference with its sign stays as written."""
    return text if SIGNED.fullmatch(text) else str(defused(text))


def _sheet_name(name: str, used: set[str]) -> str:
    """A name a workbook allows, once each."""
    plain = FORBIDDEN.sub(" ", name).strip()
    found, count = plain[:LONGEST].strip(), 2
    while found.casefold() in used:
        tail = f" {count}"
        found, count = plain[: LONGEST - len(tail)].strip() + tail, count + 1
    used.add(found.casefold())
    return found
