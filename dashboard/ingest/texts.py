"""Reads a delimited text as rows of cells: one encoding for the whole file, and no line longer than the limit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dashboard.ingest.limits import Limits, TooLarge, beyond

DELIMITERS = ";,\t|"
UNCLOSED = "De tekst is geen geldige CSV: een aanhalingsteken sluit niet."
NULS = "Dit is geen tekstbestand: er staan nultekens in."
MIXED = (
    "Deze rij is geen UTF-8 en rij {} wel: het bestand mengt twee tekencoderingen. Bewaar het opnieuw als CSV UTF-8."
)
UNKNOWN = "In deze rij staat een teken dat niet leesbaar is. Bewaar het bestand opnieuw als CSV UTF-8."


class NoText(Exception):
    """A file that is no delimited text; the message says why in Dutch, `rij` where (0 for the whole file)."""

    def __init__(self, message: str, rij: int = 0) -> None:
        super().__init__(message)
        self.rij = rij


def rows(content: bytes, known: Limits) -> list[list[str]]:
    """The rows of a text in UTF-8 or the Windows encoding; NoText when it is none, TooLarge when beyond a limit."""
    _refuse_long_lines(content, known)
    text = _decoded(content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(known.tekens)
    try:
        return list(_within(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), known))
    except csv.Error as error:
        raise NoText(UNCLOSED) from error


def _within(found: Iterator[list[str]], known: Limits) -> Iterator[list[str]]:
    cells = 0
    for number, row in enumerate(found, start=1):
        cells += len(row)
        for name, size in (("rijen", number), ("kolommen", len(row)), ("cellen", cells)):
            if size > getattr(known, name):
                raise TooLarge(beyond("Deze tekst is te groot om te lezen.", name, known))
        yield row


def _refuse_long_lines(content: bytes, known: Limits) -> None:
    """Look in steps of at most the limit for the end of a line."""
    at, size = 0, len(content)
    most = known.tekens
    while size - at > most:
        end = max(content.rfind(b"\n", at, at + most + 1), content.rfind(b"\r", at, at + most + 1))
        if end < 0:
            raise TooLarge(beyond("Deze tekst heeft een regel die te lang is om te lezen.", "tekens", known))
        at = end + 1


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise NoText(NULS)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = content.count(b"\n", 0, error.start) + 1
    for number, line in enumerate(io.BytesIO(content), start=1):
        if not line.isascii() and _is_utf8(line):
            raise NoText(MIXED.format(number), wrong)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NoText(UNKNOWN, content.count(b"\n", 0, error.start) + 1) from error


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
