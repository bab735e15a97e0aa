"""Sentences in the body of a slide: as points or numbered, at one size, over as many slides as they need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.report.pack import Points
from dashboard.report.slides.pieces import A, Box, write
from dashboard.report.slides.text import height

INDENT = 26.0
GAP = 14.0
LEAST, LARGEST = 16.0, 24.0


def pages(points: Points, room: Box) -> list[Points]:
    """The sentences over as many slides as they need at the smallest size that can be projected."""
    found: list[list[str]] = [[]]
    for sentence in points.zinnen:
        if found[-1] and height([*found[-1], sentence], room.width - INDENT, LEAST, GAP) > room.height:
            found.append([])
        found[-1].append(sentence)
    return [replace(points, zinnen=tuple(some)) for some in found]


def draw(body: Any, points: Points, room: Box, first: int) -> None:
    """The sentences in the body placeholder. first: the number of the first one, where they are numbered."""
    body.left, body.top, body.width, body.height = (round(12700 * part) for part in room)
    size = next(
        (size for size in _steps(LARGEST) if height(points.zinnen, room.width - INDENT, size, GAP) <= room.height),
        LEAST,
    )
    frame = body.text_frame
    frame.word_wrap = True
    for at, sentence in enumerate(points.zinnen):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write(paragraph, sentence, size)
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(GAP)
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(round(INDENT * 12700)))
        properties.set("indent", str(-round(INDENT * 12700)))
        if points.genummerd:
            for old in properties.xpath("a:buNone|a:buChar|a:buAutoNum"):
                properties.remove(old)
            properties.append(parse_xml(f'<a:buFont {A} typeface="+mj-lt"/>'))
            properties.append(parse_xml(f'<a:buAutoNum {A} type="arabicPeriod" startAt="{first}"/>'))
    for unused in frame._txBody.findall(qn("a:p"))[max(1, len(points.zinnen)) :]:
        frame._txBody.remove(unused)


def _steps(first: float) -> list[float]:
    return [first - step for step in range(round(first - LEAST) + 1)]
