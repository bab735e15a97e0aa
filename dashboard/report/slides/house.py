"""Our own master: python-pptx's blank one with the colours, sizes and places of the monitor, in widescreen.

A designer starts from it too: a pack saved as `.potx` is a working template.
"""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dashboard.report.slides.pieces import A, Box, emu
from dashboard.report.slides.text import type_sizes
from dashboard.tokens import colours

FONT = "Arial"  # on every office computer, with figures of one width; metric twins exist where it is not
WIDE, HIGH, MARGIN = 960.0, 540.0, 42.0
ACROSS = WIDE - 2 * MARGIN
NUMBER = 54.0
FOOT = 494.0
THEME = {
    "dk1": "inkt", "lt1": "grond", "dk2": "vergelijk", "lt2": "vlak", "accent1": "accent", "accent2": "vergelijk",
    "accent3": "ander", "accent4": "schaal-e", "accent5": "plaats-b", "accent6": "plaats-c", "hlink": "accent",
    "folHlink": "zacht",
}  # fmt: skip
LAYOUTS = {"Title Slide": "Titel", "Title and Content": "Titel en inhoud"}
PLACES = {
    PP_PLACEHOLDER.TITLE: Box(MARGIN, 34, ACROSS, 68),
    PP_PLACEHOLDER.BODY: Box(MARGIN, 112, ACROSS, 370),
    PP_PLACEHOLDER.FOOTER: Box(MARGIN, FOOT, ACROSS - NUMBER - 12, 32),
    PP_PLACEHOLDER.SLIDE_NUMBER: Box(WIDE - MARGIN - NUMBER, FOOT, NUMBER, 32),
}
OPENING = {
    PP_PLACEHOLDER.CENTER_TITLE: Box(MARGIN, 150, ACROSS, 110),
    PP_PLACEHOLDER.SUBTITLE: Box(MARGIN, 274, ACROSS, 160),
}
PROMPTS = {
    "Click to edit Master title style": "De bevinding, in hoogstens twee regels",
    "Click to edit Master text styles": "Tekst",
    "Click to edit Master subtitle style": "Ondertitel",
    "Second level": "Tweede niveau", "Third level": "Derde niveau", "Fourth level": "Vierde niveau",
    "Fifth level": "Vijfde niveau",
}  # fmt: skip


def house() -> Any:
    """A presentation without slides, with our master and its two layouts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDE), emu(HIGH)
    del deck.element.find(qn("p:sldSz")).attrib["type"]
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = _theme(theme.blob)
    for layout in list(deck.slide_layouts):
        if layout.name in LAYOUTS:
            layout.element.find(qn("p:cSld")).set("name", LAYOUTS[layout.name])
        else:
            deck.slide_layouts.remove(layout)
    for sheet in (master, *deck.slide_layouts):
        _place(sheet)
    styles = master.element.find(qn("p:txStyles"))
    master.element.replace(styles, _styles())
    _rule(master, Box(0, 0, WIDE, 4), "tx1", "Band")
    _rule(master, Box(MARGIN, FOOT - 5, ACROSS, 0.75), "accent3", "Lijn boven de voettekst")
    return deck


def _theme(blob: bytes) -> bytes:
    text = blob.decode("utf-8").replace('name="Office Theme"', 'name="Activeringsmonitor"')
    for slot, token in THEME.items():
        colour = colours("light")[token][1:].upper()
        text = re.sub(rf"<a:{slot}>.*?</a:{slot}>", f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>', text)
    text = re.sub(r'(<a:(?:major|minor)Font><a:latin typeface=)"[^"]*"', rf'\1"{FONT}"', text)
    return text.encode("utf-8")


def _place(sheet: Any) -> None:
    size = type_sizes()["fijn"]
    places = PLACES | OPENING
    for shape in list(sheet.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
            continue
        if kind in places:  # a layout's own body takes its place from the master
            shape.left, shape.top, shape.width, shape.height = (emu(part) for part in places[kind])
        frame = shape.text_frame._txBody
        body = frame.find(qn("a:bodyPr"))
        for side in ("lIns", "rIns", "tIns", "bIns"):
            body.set(side, "0")
        top = kind not in (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
        body.set("anchor", "t" if top else "b" if kind == PP_PLACEHOLDER.CENTER_TITLE else "ctr")
        for run in frame.iter(qn("a:t")):
            run.text = PROMPTS.get(run.text, run.text)
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            align = "l" if kind == PP_PLACEHOLDER.FOOTER else "r"
            _list_style(
                frame,
                f'<a:lvl1pPr algn="{align}"><a:defRPr sz="{_hundredths(size)}">{_ink("zacht")}</a:defRPr></a:lvl1pPr>',
            )
        elif kind == PP_PLACEHOLDER.SUBTITLE:
            soft = f'<a:defRPr sz="{_hundredths(type_sizes()["tekst"])}">{_ink("zacht")}</a:defRPr>'
            _list_style(frame, f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{soft}</a:lvl1pPr>')


def _list_style(frame: Any, level: str) -> None:
    frame.replace(frame.find(qn("a:lstStyle")), parse_xml(f"<a:lstStyle {A}>{level}</a:lstStyle>"))


def _hundredths(points: float) -> int:
    return round(100 * points)


def _ink(token: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colours("light")[token][1:].upper()}"/></a:solidFill>'


def _styles() -> Any:
    size = type_sizes()
    ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    title = f'<a:defRPr sz="{_hundredths(size["woord"])}" b="1">{ink}<a:latin typeface="+mj-lt"/></a:defRPr>'
    levels = "".join(
        f'<a:lvl{level}pPr marL="{228600 * level}" indent="-228600" algn="l"><a:spcBef><a:spcPts val="900"/></a:spcBef>'
        f'<a:buFont typeface="{FONT}"/><a:buChar char="•"/><a:defRPr sz="{_hundredths(points)}">{ink}'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{level}pPr>'
        for level, points in enumerate((size["tekst"], size["gewoon"], size["gewoon"], size["klein"], size["klein"]), 1)
    )
    other = f'<a:lvl1pPr><a:defRPr sz="{_hundredths(size["gewoon"])}">{ink}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    return parse_xml(
        '<p:txStyles xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'{A}><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>{title}</a:lvl1pPr>'
        f"</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _rule(master: Any, box: Box, colour: str, name: str) -> None:
    left, top, width, height = (emu(part) for part in box)
    shape = parse_xml(
        f'<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {A}><p:nvSpPr><p:cNvPr '
        f'id="{100 + int(box.top)}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr '
        f'val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    master.shapes._spTree.insert(2, shape)  # behind everything else
