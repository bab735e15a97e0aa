"""Finds the error values in a workbook of the binary kinds (XLSB, XLS), which come out of calamine as empty cells.

An empty count of POD MI is nobody, so an error that looks empty would silently be a zero. Only the heads of the records are read
here, and nothing is drawn from them but the places of errors. XLSB is [MS-XLSB] 2.1.4, XLS is [MS-XLS] 2.5.11 and 2.5.127, its
file of sectors [MS-CFB] 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SHEETS = "xl/worksheets/"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XLSB_ROW, XLSB_ERRORS = 0x00, (0x03, 0x0B)
XLS_BEGIN, XLS_END, XLS_ERROR, XLS_FORMULA = 0x0809, 0x000A, 0x0205, 0x0006
WORKSHEET = 0x0010
ERROR_OUTCOME = 2
LAST, NONE = 0xFFFFFFFA, 0xFFFFFFFF
NAMES = ("Workbook", "Book")


class Unreadable(Exception):
    """A content that is no binary workbook, or a broken one."""


def errors_of_xlsb(parts: dict[str, bytes]) -> tuple[int, int] | None:
    """Row and column (from 0) of the first error value in any sheet; None when there is none. Unreadable when it is broken."""
    for name in sorted(parts):
        if name.casefold().startswith(SHEETS) and name.casefold().endswith(".bin"):
            row = 0
            for kind, content in _records_of_xlsb(parts[name]):
                if kind == XLSB_ROW:
                    row = _number("<I", content, 0)
                elif kind in XLSB_ERRORS:
                    return row, _number("<I", content, 0)
    return None


def errors_of_xls(content: bytes) -> tuple[int, int] | None:
    """Row and column (from 0) of the first error value in any sheet; None when there is none. Unreadable when it is broken."""
    stream = _stream(content) if content.startswith(COMPOUND) else content
    at, inside = 0, [0]
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        if kind == XLS_BEGIN:
            inside.append(_number("<H", body, 2))
        elif kind == XLS_END and len(inside) > 1:
            inside.pop()
        elif inside[-1] != WORKSHEET:
            pass  # a chart keeps copies of cells
        elif (kind == XLS_ERROR and _number("<B", body, 7) == 1) or (
            kind == XLS_FORMULA and body[6:7] == bytes([ERROR_OUTCOME]) and body[12:14] == b"\xff\xff"
        ):
            return _number("<H", body, 0), _number("<H", body, 2)
        at += 4 + size
    return None


def _records_of_xlsb(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, at = content[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | _number("<B", content, at) << 7, at + 1
        size = 0
        for turn in range(4):
            byte, at = _number("<B", content, at), at + 1
            size |= (byte & 0x7F) << 7 * turn
            if not byte & 0x80:
                break
        yield kind, content[at : at + size]
        at += size


def _stream(content: bytes) -> bytes:
    """The stream of the workbook in a compound file; a chain longer than the file is broken."""
    size, small = 1 << _number("<H", content, 30), 1 << _number("<H", content, 32)
    if not 128 <= size <= 1 << 16 or not 1 <= small <= size:
        raise Unreadable("sector")
    sectors = [content[at : at + size] for at in range(size, len(content), size)]
    table_sectors = [one for one in struct.unpack_from("<109I", _at_least(content, 512), 76) if one < LAST]
    following, left = _number("<I", content, 68), len(sectors)
    while following < LAST and left:  # a file beyond seven megabytes goes on with its list of tables elsewhere
        entries = _numbers(_sector(sectors, following))
        table_sectors += [one for one in entries[:-1] if one < LAST]
        following, left = entries[-1], left - 1
    table = [entry for one in table_sectors for entry in _numbers(_sector(sectors, one))]
    folder = _chain(sectors, table, _number("<I", content, 48))
    members = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    for name in NAMES:
        for member in members:
            if (
                member[: _number("<H", member, 64)].decode("utf-16-le", "replace").rstrip("\0").casefold()
                == name.casefold()
            ):
                length, first = _number("<I", member, 120), _number("<I", member, 116)
                if length >= _number("<I", content, 56):
                    return _chain(sectors, table, first)[:length]
                whole = _chain(sectors, table, _number("<I", members[0], 116))
                parts = [whole[at : at + small] for at in range(0, len(whole), small)]
                return _chain(parts, _numbers(_chain(sectors, table, _number("<I", content, 60))), first)[:length]
    raise Unreadable("geen werkboek")


def _chain(sectors: list[bytes], table: list[int], first: int) -> bytes:
    found: list[bytes] = []
    at = first
    while at < LAST:
        if at >= len(table) or len(found) > len(sectors):
            raise Unreadable("keten")
        found.append(_sector(sectors, at))
        at = table[at]
    return b"".join(found)


def _sector(sectors: list[bytes], at: int) -> bytes:
    if at >= len(sectors):
        raise Unreadable("sector")
    return sectors[at]


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _number(form: str, content: bytes, at: int) -> int:
    found: int = struct.unpack_from(form, _at_least(content, at + struct.calcsize(form)), at)[0]
    return found


def _at_least(content: bytes, size: int) -> bytes:
    if len(content) < size:
        raise Unreadable("afgebroken")
    return content
