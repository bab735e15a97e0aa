"""Writes delivered files from literal rows, in every kind of file a source may send, and reads them as a load would."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from dashboard.ingest import recognise, reference
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Refused
from dashboard.ingest.files import open_file

POD_MI = [
    "Code CPAS INS (cd)", "* NomCPAS (nl)", "Année", "PaiCPASBénAnMois (cd)", "Geslacht", "Leeftijdscategorie",
    "Huishoudtype", "ll", "eq. ll",
]  # fmt: skip
LEFT_OUT = object()
Rows = list[list[object]]


def pod_mi_row(nis, month, ll=LEFT_OUT, eq=0, *, geslacht=None, leeftijd=None, huishoudtype=None, jaar=LEFT_OUT):
    """One row of a POD MI delivery; the year follows from the month (JJJJMM) unless it is given."""
    year = int(str(month)[:4]) if jaar is LEFT_OUT else jaar
    return [nis, "Naam", year, month, geslacht, leeftijd, huishoudtype, 0 if ll is LEFT_OUT else ll, eq]


def xlsx(path: Path, sheets: dict[str, Rows] | Rows, merged: tuple[str, ...] = ()) -> Path:
    """A workbook; `merged` are ranges of the last sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in _named(sheets).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        book.worksheets[-1].merged_cells.add(cells)
    book.save(path)
    return path


def xls(path: Path, sheets: dict[str, Rows] | Rows) -> Path:
    book = xlwt.Workbook()
    for name, rows in _named(sheets).items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value)
    book.save(str(path))
    return path


def ods(path: Path, sheets: dict[str, Rows] | Rows) -> Path:
    """A text that starts with # becomes an error value, as LibreOffice saves it."""
    document = OpenDocumentSpreadsheet()
    for name, rows in _named(sheets).items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                number = (
                    {"valuetype": "float", "value": value}
                    if isinstance(value, (int, float))
                    else {"valuetype": "string"}
                )
                cell = TableCell(**(number if value is not None else {}))
                if value is not None:
                    cell.addElement(P(text=str(value)))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    with zipfile.ZipFile(path) as written:
        parts = {name: written.read(name) for name in written.namelist()}
    plain, error = (
        b'office:value-type="string"><text:p>#',
        b'office:value-type="string" calcext:value-type="error"><text:p>#',
    )
    namespace = b' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = parts["content.xml"].replace(plain, error)
    parts["content.xml"] = content.replace(b"<office:document-content", b"<office:document-content" + namespace, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def text(path: Path, rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows([["" if cell is None else cell for cell in row] for row in rows])
    path.write_bytes(lines.getvalue().encode(encoding))
    return path


def pod_mi(path: Path, *rows: list[object], header: list[object] | None = None) -> Path:
    """A POD MI delivery as CSV, the fastest kind to write."""
    return text(path, [POD_MI if header is None else header, *rows])


def read(path: Path, source: str | None = None) -> Delivery:
    return recognise.read(open_file(path), source)


def faults(path: Path, source: str | None = None) -> list[str]:
    """The lines a user gets; a file that is not refused fails the test."""
    try:
        read(path, source)
    except Refused as refused:
        return refused.lines()
    raise AssertionError(f"{path.name} is not refused")


def counts(delivery: Delivery, reeks: str) -> dict[tuple[str, str], float | tuple[float, float]]:
    """(nis, periode) -> the count, or its bounds where it is masked."""
    found = delivery.waarneming[delivery.waarneming["reeks"] == reeks]
    return {
        (row.nis, row.periode): row.onder if row.onder == row.boven else (row.onder, row.boven)
        for row in found.itertuples()
    }


def kept(delivery: Delivery, reeks: str) -> dict[tuple[str, str], float]:
    """(gebied_id, periode) -> the total that may be shown exactly."""
    found = delivery.brontotaal[delivery.brontotaal["reeks"] == reeks]
    return {(row.gebied_id, row.periode): row.waarde for row in found.itertuples()}


def periods(delivery: Delivery, reeks: str) -> list[str]:
    return sorted(delivery.levering.loc[delivery.levering["reeks"] == reeks, "periode"])


def by_province() -> dict[str, list[str]]:
    """The codes of 2019 by province id, in order."""
    members = reference.memberships()
    own = members[(members["soort"] == "provincie") & (members["indeling"] == 2019)]
    return {province: sorted(part["nis"]) for province, part in own.groupby("gebied_id")}


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, to see that nothing changed."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def parquet(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table of a snapshot."""
    return {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


def _named(sheets: dict[str, Rows] | Rows) -> dict[str, Rows]:
    return sheets if isinstance(sheets, dict) else {"Gegevens": sheets}
