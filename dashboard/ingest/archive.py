"""Unpacks a workbook within limits, and packs it again without what is never read, so that no size in it has to be believed.

An archive says itself how large its parts are, and two readers of one archive may find different parts. What other libraries
read is therefore only what was unpacked here. Macros, links to other workbooks, pictures and signatures are left out unread.
"""

from __future__ import annotations

import io
import zipfile

from dashboard.ingest.limits import Limits, TooLarge, beyond

LEFT_OUT = (
    "xl/vbaproject",
    "xl/externallinks/",
    "xl/media/",
    "xl/embeddings/",
    "_xmlsignatures/",
    "pictures/",
    "object ",
)
MOST_PARTS = 5_000
BLOCK = 1 << 20


def unpacked(content: bytes, known: Limits) -> dict[str, bytes]:
    """The parts that matter by name; TooLarge as soon as they are more than the limit, BadZipFile and others when broken."""
    parts: dict[str, bytes] = {}
    left = known.unpacked_bytes
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise TooLarge(f"Dit rekenblad bestaat uit te veel delen. De grens is {MOST_PARTS}.")
        if sum(entry.file_size for entry in entries) > left:
            raise TooLarge(_too_much(known))
        for entry in entries:
            name = entry.filename
            if name.casefold().startswith(LEFT_OUT) or entry.is_dir():
                continue
            part = bytearray()
            with archive.open(entry) as packed:
                while block := packed.read(BLOCK):
                    part += block
                    left -= len(block)
                    if left < 0:
                        raise TooLarge(_too_much(known))
            if name in parts:
                raise zipfile.BadZipFile(f"{name} twice")
            parts[name] = bytes(part)
    return parts


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as an archive that is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


def _too_much(known: Limits) -> str:
    return beyond("Dit rekenblad is uitgepakt te groot om te lezen.", "uitgepakt_mb", known)
