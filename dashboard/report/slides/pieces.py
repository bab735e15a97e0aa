"""The loose things on a slide beside its placeholders: a text box, a rule, a text alternative."""

from __future__ import annotations

from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from dashboard.report.slides.text import clean
from dashboard.tokens import colours

ALIGN = {"links": PP_ALIGN.LEFT, "midden": PP_ALIGN.CENTER, "rechts": PP_ALIGN.RIGHT}
ANCHOR = {"boven": MSO_ANCHOR.TOP, "midden": MSO_ANCHOR.MIDDLE, "onder": MSO_ANCHOR.BOTTOM}
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DECORATIVE = (
    f'<a:extLst {A}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


class Box(NamedTuple):
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


def emu(points: float) -> Emu:
    """Points in the unit of the file."""
    return Emu(round(points * 12700))


def box_of(shape: Any) -> Box:
    """The rectangle of a shape, or of the placeholder it takes its place from."""
    return Box(*(part / 12700 for part in (shape.left, shape.top, shape.width, shape.height)))


def rgb(token: str) -> RGBColor:
    """A colour by the name of its token, or as `#rrggbb`."""
    return RGBColor.from_string((token if token.startswith("#") else colours("light")[token])[1:].upper())


def colour(token: str) -> str:
    """A colour as XML, by the name of its token or as `#rrggbb`."""
    return f'<a:srgbClr val="{rgb(token)}"/>'


def bare(shape: Any) -> None:
    """Take away the shadow and edge a theme gives to every shape."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def describe(shape: Any, name: str, alt: str = "") -> None:
    """Name a shape and give it its text alternative; without one it only decorates, and a screen reader passes it by."""
    own = shape._element.xpath(".//p:cNvPr")[0]
    own.set("name", clean(name))
    own.set("descr", clean(alt))
    if not alt and own.find(qn("a:extLst")) is None:
        own.append(parse_xml(DECORATIVE))


def words(
    shapes: Any,
    box: Box,
    text: str,
    size: float,
    colour: str = "inkt",
    bold: bool = False,
    align: str = "links",
    anchor: str = "boven",
    name: str = "Tekst",
    wrap: bool = True,
) -> Any:
    """A text box without margins."""
    shape = shapes.add_textbox(*(emu(part) for part in box))
    shape.name = clean(name)
    frame = shape.text_frame
    frame.word_wrap = wrap
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = ANCHOR[anchor]
    paragraph = frame.paragraphs[0]
    paragraph.alignment = ALIGN[align]
    write(paragraph, text, size, colour, bold)
    return shape


def write(paragraph: Any, text: str, size: float | None = None, colour: str = "", bold: bool | None = None) -> Any:
    """A run at the end of a paragraph; what is not given comes from the placeholder."""
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size = Pt(size) if size else None
    run.font.bold = bold
    if colour:
        run.font.color.rgb = rgb(colour)
    return run


def rule(
    shapes: Any,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    weight: float,
    name: str,
    alt: str = "",
) -> Any:
    """A straight line between two points."""
    line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(emu(part) for part in (*start, *end)))
    bare(line)
    line.line.color.rgb = rgb(colour)
    line.line.width = Pt(weight)
    describe(line, name, alt)
    return line
