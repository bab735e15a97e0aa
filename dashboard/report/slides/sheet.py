"""What every slide carries whatever it shows: the finding as its title, the sample mark, the foot, the notes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn

from dashboard.report.slides.pieces import ALIGN, ANCHOR, Box, bare, box_of, describe, emu, rgb, words, write
from dashboard.report.slides.template import BODIES, TITLES, Design, placeholder
from dashboard.report.slides.text import clean, fitted, height, type_sizes, width

SAMPLE = "VOORBEELDCIJFERS"
TILT = -18
QUIET = 16_000
LEAST_TITLE = 18.0
LEAST_FOOT = 8.0
STEP = 2.0


class Sheet(NamedTuple):
    """A slide with its title and the room that is left for what it shows."""

    slide: Any
    room: Box


class Title(NamedTuple):
    """A finding over a slide: its words, its size (None: the designer's own), what does not fit, and the room that is left."""

    tekst: str
    maat: float | None
    rest: str
    room: Box


def titled(plan: Design, text: str, tail: str = "") -> Title:
    """A finding in at most two lines, smaller where it must; what does not fit stands under it."""
    own = plan.size
    steps = [own, *(size for size in _steps(own) if size >= LEAST_TITLE)]
    shown, size, rest = fitted(text, plan.line, steps, 2, bold=True, tail=tail)
    room = plan.body
    if rest:
        high = height([rest], room.width, type_sizes()["gewoon"]) + 8
        room = Box(room.left, room.top + high, room.width, room.height - high)
    return Title(shown, None if size == own else size, rest, room)


def sheet(plan: Design, title: Title) -> Sheet:
    """A new slide with this title and an empty body."""
    slide = plan.deck.slides.add_slide(plan.content)
    body = placeholder(slide, BODIES)
    holder = placeholder(slide, TITLES)
    write(holder.text_frame.paragraphs[0], title.tekst, title.maat)
    for other in list(slide.placeholders):
        if other.shape_id not in (holder.shape_id, body.shape_id):
            other._element.getparent().remove(other._element)
    if title.rest:
        top = plan.body.top
        place = Box(title.room.left, top, title.room.width, title.room.top - top)
        full = words(slide.shapes, place, title.rest, type_sizes()["gewoon"], name="Vervolg van de bevinding")
        holder._element.addnext(full._element)
    return Sheet(slide, title.room)


def clear(page: Sheet) -> None:
    """Take the empty body away: what is shown stands in its place."""
    body = placeholder(page.slide, BODIES)
    body._element.getparent().remove(body._element)


def mark(page: Sheet, plan: Design, plot: bool) -> None:
    """Say that the figures are invented: a badge above the title and, behind a figure, a quiet diagonal word."""
    badge(page.slide, plan.title)
    if not plot:
        return
    size = 54.0
    wide = width(SAMPLE, size) + 20
    middle = (page.room.left + page.room.width / 2, page.room.top + page.room.height / 2)
    word = words(
        page.slide.shapes,
        Box(middle[0] - wide / 2, middle[1] - size, wide, 2 * size),
        SAMPLE,
        size,
        "ander",
        align="midden",
        anchor="midden",
        wrap=False,
    )
    word.rotation = TILT
    describe(word, "Voorbeeldcijfers (schuin woord)")
    colour = word._element.find(f".//{qn('a:srgbClr')}")
    colour.append(colour.makeelement(qn("a:alpha"), {"val": str(QUIET)}))


def badge(slide: Any, title: Box, top: float | None = None) -> None:
    """The badge of a sample, at the right above the title."""
    size = type_sizes()["fijn"]
    wide, high = width(SAMPLE, size, bold=True) + 24, size * 1.8
    top = max(7.0, title.top - high - 4) if top is None else top
    place = Box(title.left + title.width - wide, top, wide, high)
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(emu(part) for part in place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb("voorbeeld-vlak")
    shape.line.fill.background()
    bare(shape)
    shape.text_frame.margin_top = shape.text_frame.margin_bottom = 0
    shape.text_frame.word_wrap = False
    shape.text_frame.paragraphs[0].alignment = ALIGN["midden"]
    shape.text_frame.vertical_anchor = ANCHOR["midden"]
    write(shape.text_frame.paragraphs[0], SAMPLE, size, "voorbeeld-inkt", bold=True)
    describe(shape, "Voorbeeldcijfers", "De cijfers op deze dia zijn voorbeeldcijfers.")


def foot(page: Sheet, plan: Design, text: str, address: str) -> None:
    """Source and snapshot, with the way back to the page, and the number of the slide."""
    for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
        origin = placeholder(plan.content, (kind,))
        page.slide.shapes._spTree.append(_copy(origin, page.slide))
    holder = placeholder(page.slide, (PP_PLACEHOLDER.FOOTER,))
    place = box_of(holder)
    link = "Open de pagina" if address.startswith(("https://", "http://")) else ""
    whole = clean(f"{text} · {link}" if link else text)
    size = next(
        (
            size
            for size in _steps(type_sizes()["fijn"] + 0.5, 0.5)
            if height([whole], place.width, size) <= place.height + 2
        ),
        LEAST_FOOT,
    )
    paragraph = holder.text_frame.paragraphs[0]
    write(paragraph, f"{clean(text)}{' ·' if link else ''}", size)
    if link:
        write(paragraph, " ", size).text = " "
        write(paragraph, link, size).hyperlink.address = clean(address)


def notes(page: Sheet, paragraphs: list[str]) -> None:
    """What the speaker reads: definition, doubt, source."""
    page.slide.notes_slide.notes_text_frame.text = "\n".join(clean(text) for text in paragraphs if text)


def _steps(first: float, by: float = STEP) -> list[float]:
    return [first - by * at for at in range(1, int((first - LEAST_FOOT) / by) + 1)]


def _copy(origin: Any, slide: Any) -> Any:
    """A placeholder of the layout on the slide: same kind and place, without the layout's own text."""
    copied = deepcopy(origin._element)
    own = copied.xpath(".//p:cNvPr")[0]
    own.set("id", str(max(int(number) for number in slide._element.xpath("//p:cNvPr/@id")) + 1))
    for part in list(copied.spPr):
        copied.spPr.remove(part)
    style = copied.txBody.find(qn("a:lstStyle"))
    for part in list(style):
        style.remove(part)
    for attribute in list(copied.txBody.bodyPr.attrib):
        del copied.txBody.bodyPr.attrib[attribute]
    first, *others = copied.txBody.findall(qn("a:p"))
    for paragraph in others:
        copied.txBody.remove(paragraph)
    if origin.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
        for part in list(first):
            first.remove(part)
    return copied
