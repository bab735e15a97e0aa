"""Tells in a moment that a sheet of an XLSX hides nothing, so that only an unusual one is walked through cell by cell.

A sheet is plain when every cell is written as the common programs write it: with its place, and of a kind that is no error; and
there are no formulas. Anything else is not: another quoting, namespace or encoding, comments, character references in a tag.
"""

from __future__ import annotations

import re
from xml.parsers import expat

CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,9})"(?: s="[0-9]{1,6}")?(?: t="(?:s|n|b|str|inlineStr)")?(?: s="[0-9]{1,6}")?\s?/?>'
)
# No name holds a <: without it in these, a text full of them would be searched to its end from each of them.
ANY_CELL = re.compile(rb"<(?:[^\s/><]*:)?c[\s/>]")
UNUSUAL = re.compile(rb"<(?:[^\s/><]*:)?f[\s/>]|<!|\x00")
DECLARED = re.compile(rb"<\?xml\s[^>]{0,200}>")
UTF_8 = re.compile(rb"encoding=[\"']utf-8[\"']", re.IGNORECASE)


def extent(xml: bytes) -> tuple[int, int] | None:
    """Rows and columns up to the last cell of a plain sheet; None when it is not plain or no sound XML."""
    declaration = DECLARED.match(xml)
    if not declaration or not UTF_8.search(declaration[0]) or UNUSUAL.search(xml):
        return None
    cells = CELL.findall(xml)
    if len(cells) != sum(1 for _ in ANY_CELL.finditer(xml)) or not _is_sound(xml):
        return None
    columns = {letters for letters, _ in cells}
    rows = {number for _, number in cells}
    return max(map(int, rows), default=0), max(map(_column, columns), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _is_sound(xml: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(xml, True)
    except (expat.ExpatError, LookupError):
        return False
    return True
