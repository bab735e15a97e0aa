"""Writes workbooks cell by cell as XML, so that a test can say what no library would write."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
PREFIX = f"<sst {MAIN}></sst>".encode()
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Gegevens">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def xlsx(path: Path, rows: str, extra: dict[str, bytes] | None = None, prolog: str = "", after: str = "") -> Path:
    """A workbook with one sheet 'Gegevens' whose <sheetData> holds `rows`; `after` follows it, `extra` are more parts."""
    relations = f'<Relationship Id="r1" Type="{LINK}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINK}"><sheets><sheet name="Gegevens" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/worksheets/sheet1.xml": f"{prolog}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts, **(extra or {})}.items():
            archive.writestr(name, part)
    return path


def ods(path: Path, rows: str) -> Path:
    """An ODS with one table 'Gegevens'."""
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS.format(rows))
    return path


def row(*cells: object, at: int = 1, quote: str = '"') -> str:
    """A row of numbers and texts."""
    written = []
    for column, cell in enumerate(cells):
        place = f"r={quote}{chr(65 + column)}{at}{quote}"
        if isinstance(cell, str):
            written.append(f"<c {place} t={quote}inlineStr{quote}><is><t>{cell}</t></is></c>")
        else:
            written.append(f"<c {place}><v>{cell}</v></c>")
    return f"<row r={quote}{at}{quote}>{''.join(written)}</row>"


def lying_bomb(path: Path, size: int) -> Path:
    """A workbook whose sheet says that it unpacks to a few bytes, with the checksum of those, and unpacks to `size`."""
    xlsx(path, row("x"))
    sheet = PREFIX + b" " * size
    buffer = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", sheet)
        entry = archive.getinfo("xl/sharedStrings.xml")
    content = bytearray(buffer.getvalue())
    true = struct.pack("<LLL", entry.CRC, entry.compress_size, entry.file_size)
    said = struct.pack("<LLL", zipfile.crc32(PREFIX), entry.compress_size, len(PREFIX))
    path.write_bytes(bytes(content.replace(true, said)))
    return path
