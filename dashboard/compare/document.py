"""The strips of a page as one picture that stands alone: what it shows, who is who, the source and the sample mark. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

from dashboard.compare import Side, marks
from dashboard.compare.block import alternative, beside, picture, under
from dashboard.tokens import Scheme, colours

WIDTH, MARGIN, LINE = 720.0, 20.0, 16.0
WORDS = 100


def document(title: str, sides: Sequence[Side], source: str, sample: bool, scheme: Scheme = "light") -> str:
    """An SVG of every indicator's strip, under the finding, with a legend of the signs."""
    colour = colours(scheme)
    parts, y = [], MARGIN + 10
    for line in textwrap.wrap(title, 76):
        parts.append(_text(line, MARGIN, y, colour["inkt"], 17, "600"))
        y += 22
    x = MARGIN
    for position, name in enumerate(sides[0].eigen["gebied"]):
        width = 26 + 7.5 * len(name)
        if x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + 20
        parts.append(marks.shape(position, x + 7, y, scheme))
        parts.append(_text(str(name), x + 18, y + 4, colour["inkt"], 13))
        x += width
    y += 30
    for side in sides:
        drawing, high = picture(side, scheme, WIDTH - 2 * MARGIN)
        parts.append(_text(side.indicator.korte_naam + ":" + under(side), MARGIN, y, colour["inkt"], 13, "600"))
        y += 8
        if drawing:
            own = drawing.replace('id="', f'id="{side.indicator.id}-').replace("url(#", f"url(#{side.indicator.id}-")
            parts.append(f'<g transform="translate({MARGIN} {y:.0f})">{own}</g>')
            y += high + LINE
        for line in textwrap.wrap(beside(side), WORDS):
            parts.append(_text(line, MARGIN, y, colour["zacht"], 12))
            y += LINE
        y += 14
    if sample:
        where = f'x="{WIDTH / 2:.0f}" y="{y / 2:.0f}" text-anchor="middle" transform="rotate(-18 {WIDTH / 2:.0f} {y / 2:.0f})"'
        parts.append(f'<text {where} font-size="44" fill="{colour["ander"]}" opacity="0.16">VOORBEELDCIJFERS</text>')
    for line in textwrap.wrap(source, WORDS):
        parts.append(_text(line, MARGIN, y, colour["zacht"], 12))
        y += LINE
    described = escape(" ".join(alternative(side) for side in sides))
    body = f"<title>{escape(title)}</title><desc>{described}</desc>"
    ground = f'<rect width="{WIDTH:.0f}" height="{y + MARGIN:.0f}" fill="{colour["grond"]}"/>'
    return marks.svg(WIDTH, y + MARGIN, body + ground + "".join(parts))


def _text(text: str, x: float, y: float, hue: str, size: int, weight: str = "400") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" fill="{hue}">{escape(text)}</text>'
