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


ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}


def xlsb(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """A binary workbook (BIFF12); a text that is an error of Excel becomes that error."""
    links = "".join(
        f'<Relationship Id="r{at}" Type="{LINK}/worksheet" Target="worksheets/sheet{at}.bin"/>'
        for at in range(1, len(sheets) + 1)
    )
    names = b"".join(
        _record(0x9C, struct.pack("<II", 0, at) + _wide(f"r{at}") + _wide(name)) for at, name in enumerate(sheets, 1)
    )
    book = _record(0x83) + _record(0x8F) + names + _record(0x90) + _record(0x84)
    parts = {
        "[Content_Types].xml": TYPES.encode(),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'.encode(),
        "xl/workbook.bin": book,
        **{f"xl/worksheets/sheet{at}.bin": _sheet(rows) for at, rows in enumerate(sheets.values(), 1)},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return path


def _sheet(rows: list[list[object]]) -> bytes:
    width = max(map(len, rows), default=1)
    body = b""
    for at, cells in enumerate(rows):
        body += _record(0x00, struct.pack("<I", at))
        body += b"".join(_cell(column, cell) for column, cell in enumerate(cells) if cell is not None)
    size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, max(width - 1, 0))
    return _record(0x81) + _record(0x94, size) + _record(0x91) + body + _record(0x92) + _record(0x82)


def _cell(column: int, value: object) -> bytes:
    head = struct.pack("<II", column, 0)
    if value in ERRORS:
        return _record(0x03, head + bytes([ERRORS[str(value)]]))
    if isinstance(value, int | float):
        return _record(0x05, head + struct.pack("<d", value))
    return _record(0x06, head + _wide(str(value)))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    size, length = len(content), b""
    while True:
        size, part = size >> 7, size & 0x7F
        length += bytes([part | 0x80 if size else part])
        if not size:
            break
    return (bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])) + length + content
