"""Words on a slide: what XML cannot hold is dropped, and a text gets the largest size at which it fits its box.

PowerPoint measures type only when a slide is opened, so widths are estimated from Arial's own (a slide falls back on a face of
the same widths); the estimate is on the wide side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.tokens import sizes

# What XML 1.0 forbids, and the marks that turn the direction of what follows: a name may do neither.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile("[ \t\r\n\v\f\u2028\u2029]+")
POINTS = 7 / 8  # a slide of 960 points stands for a page of about 1100 pixels
LINE = 1.2
BOLD = 1.08
WIDTHS = (("iljI|.,:;'’!ftr()[]/·- \u00a0", 0.31), ("mwMW—%…@", 0.89), ("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.7))
WIDTH = {letter: width for letters, width in WIDTHS for letter in letters}
OTHER = 0.556


def clean(text: str) -> str:
    """A text as one line that any XML reader takes; it stays text whatever it says."""
    return SPACES.sub(" ", FORBIDDEN.sub("", text)).strip(" ")


def type_sizes() -> dict[str, float]:
    """The type sizes of the tokens in points of a slide; `tekst` stands between the page's text and its largest word."""
    found = {name: round(POINTS * pixels * 2) / 2 for name, pixels in sizes().items()}
    return found | {"tekst": round((found["gewoon"] + found["woord"]) / 2)}


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text stands on one line, in points."""
    return sum(WIDTH.get(letter, OTHER) for letter in text) * size * (BOLD if bold else 1)


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines that fit `room` points, broken at spaces; a longer word is broken where the line is full."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold) <= room:
            line = longer
            continue
        lines += [line] if line else []
        line = word
        while width(line, size, bold) > room and len(line) > 1:
            fits = next((at for at in range(len(line) - 1, 0, -1) if width(line[:at], size, bold) <= room), 1)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line]


def height(texts: Sequence[str], room: float, size: float, gap: float = 0.0) -> float:
    """How high paragraphs stand in `room` points of width, with `gap` points after each."""
    return sum(len(wrapped(text, room, size)) * size * LINE + gap for text in texts)


def fitted(
    text: str, room: float, sizes: Sequence[float], lines: int, bold: bool = False, tail: str = ""
) -> tuple[str, float, bool]:
    """The text and its tail, the largest size at which they take at most `lines` lines, and whether all of it is there.

    When no size is small enough the words that fit remain, with an ellipsis and the tail; the caller shows the whole elsewhere.
    """
    whole = clean(text)
    for size in sizes:
        if len(wrapped(whole + tail, room, size, bold)) <= lines:
            return whole + tail, size, True
    first = " ".join(wrapped(whole, room, sizes[-1], bold)[:lines])
    while first and len(wrapped(f"{first} …{tail}", room, sizes[-1], bold)) > lines:
        first = first[:-1]
    return f"{first.rstrip(' ,;:')} …{tail}", sizes[-1], False
