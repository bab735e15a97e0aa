"""Words on a slide: what XML cannot hold is dropped, and a text gets the largest size at which it fits its box.

PowerPoint measures type only when a slide is opened, so widths are estimated from Arial's own (a slide falls back on a face of
the same widths); the estimate is on the wide side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dashboard.tokens import sizes

# What XML 1.0 forbids, and the marks that turn the direction of what follows: a name may do neither.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile("[ \t\r\n\v\f\u2028\u2029]+")
POINTS = 7 / 8  # a slide of 960 points stands for a page of about 1100 pixels
LINE = 1.2
BOLD = 1.085
SENTENCE = re.compile(r"(?<=[.?])\s+(?=[A-ZÀ-Ý])")
# Advance widths of Arial from the space to the tilde, in thousandths of its size.
ADVANCES = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
ARIAL = [int(advance) for advance in ADVANCES.split()]
OTHER = 700


def clean(text: str) -> str:
    """A text as one line that any XML reader takes; it stays text whatever it says."""
    return SPACES.sub(" ", FORBIDDEN.sub("", text)).strip(" ")


def type_sizes() -> dict[str, float]:
    """The type sizes of the tokens in points of a slide; `tekst` stands between the page's text and its largest word."""
    found = {name: round(POINTS * pixels * 2) / 2 for name, pixels in sizes().items()}
    return found | {"tekst": round((found["gewoon"] + found["woord"]) / 2)}


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text stands on one line, in points."""
    return _thousandths(text) / 1000 * size * (BOLD if bold else 1)


@lru_cache(maxsize=20_000)
def _thousandths(text: str) -> int:
    plain = (ord(letter) for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(ARIAL[letter - 32] if 32 <= letter < 127 else OTHER for letter in plain)


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines that fit `room` points, broken at spaces; a longer word is broken where the line is full."""
    lines: list[list[str]] = [[]]
    free, space = room, width(" ", size, bold)
    for word in _pieces(clean(text), room, size, bold):
        wide = width(word, size, bold)
        if lines[-1] and wide + space > free:
            lines.append([])
            free = room
        free -= wide + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _pieces(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    for word in text.split(" "):
        while len(word) > 1 and width(word, size, bold) > room:
            fits = next((at for at in range(len(word) - 1, 0, -1) if width(word[:at], size, bold) <= room), 1)
            yield word[:fits]
            word = word[fits:]
        yield word


def height(texts: Sequence[str], room: float, size: float, gap: float = 0.0) -> float:
    """How high paragraphs stand in `room` points of width, with `gap` points after each."""
    return sum(len(wrapped(text, room, size)) * size * LINE + gap for text in texts)


def fitted(
    text: str, room: float, sizes: Sequence[float], lines: int, bold: bool = False, tail: str = ""
) -> tuple[str, float, str]:
    """The text and its tail, the largest size at which they take at most `lines` lines, and what did not fit.

    When no size is small enough the sentences that fit remain, and the others are the rest; when not even one does, the words
    that fit remain with an ellipsis, and the rest is the whole text. The caller shows the rest elsewhere.
    """
    whole = clean(text)
    sentences = SENTENCE.split(whole)
    for amount in range(len(sentences), 0, -1):
        first = " ".join(sentences[:amount]) + tail
        for size in sizes:
            if len(wrapped(first, room, size, bold)) <= lines:
                return first, size, " ".join(sentences[amount:])
    words = whole.split(" ")
    while len(words) > 1 and len(wrapped(f"{' '.join(words)} …{tail}", room, sizes[-1], bold)) > lines:
        words.pop()
    first = " ".join(words)
    while len(first) > 1 and len(wrapped(f"{first} …{tail}", room, sizes[-1], bold)) > lines:
        first = first[:-1]
    return f"{first.rstrip(' ,;:')} …{tail}", sizes[-1], whole
