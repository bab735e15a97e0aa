"""A designer's own `.potx` or `.pptx`: read with care, and its layouts found by the kinds of their placeholders."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from dashboard.report.slides.pieces import Box, box_of
from dashboard.wording import listed

DEFAULT_TITLE = 44.0
INSET = 91440
MOST = 150 * 1024 * 1024
PARTS = 5_000
TYPES = "[Content_Types].xml"
TEMPLATE, PLAIN = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{word}.main+xml".encode()
    for word in ("template", "presentation")
)
MACRO = b"macroEnabled"
TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
BODIES = (KIND.OBJECT, KIND.BODY)
NEEDED = {
    "een titel": TITLES,
    "een vak voor inhoud": BODIES,
    "een voettekst": (KIND.FOOTER,),
    "een dianummer": (KIND.SLIDE_NUMBER,),
}
OPENING = {"een titel": TITLES, "een ondertitel": (KIND.SUBTITLE,)}
LEAST = (430.0, 200.0)
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


class TemplateFault(ValueError):
    """A template that slides cannot be made with; the message says in Dutch what is missing."""


class Design(NamedTuple):
    """A presentation without slides, the two layouts that are used, and of the second its places and the type of its title."""

    deck: Any
    opening: Any
    content: Any
    title: Box
    body: Box
    size: float
    line: float


def design(deck: Any) -> Design:
    """The layouts of a presentation: one that opens (title, subtitle), one that holds (title, body, footer, slide number).

    Of several that hold, the one with the largest body. Raises TemplateFault when either is missing or its body too small.
    """
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    opening = _best(layouts, OPENING, lambda layout: layout.element.get("type") == "title", "voor de titeldia")
    content = _best(layouts, NEEDED, _room, "voor de andere dia’s")
    body = placeholder(content, BODIES)
    if body.width is None or body.height is None:
        raise TemplateFault(
            f"Het vak voor inhoud van de indeling “{content.name}” heeft geen plaats. Geef het een vaste plaats."
        )
    box = box_of(body)
    if box.width < LEAST[0] or box.height < LEAST[1]:
        raise TemplateFault(
            f"Het vak voor inhoud van de indeling “{content.name}” is te klein. Maak het minstens 15 cm breed en 7 cm hoog."
        )
    title = placeholder(content, TITLES)
    inner = title._element.txBody.bodyPr
    insets = sum(float(inner.get(side, INSET)) for side in ("lIns", "rIns")) / 12700
    place = box_of(title)
    return Design(deck, opening, content, place, box, _title_size(content), place.width - insets)


def placeholder(sheet: Any, kinds: tuple[Any, ...]) -> Any:
    """The first placeholder of one of these kinds on a slide or layout, None when there is none."""
    return next((shape for shape in sheet.placeholders if shape.placeholder_format.type in kinds), None)


def designed(template: bytes) -> Design:
    """A designer's template without the slides that stand in it. Raises TemplateFault with one Dutch sentence."""
    try:
        deck = Presentation(io.BytesIO(_presentation(template)))
    except TemplateFault:
        raise
    except Exception as fault:  # a damaged package fails in many ways inside python-pptx
        raise TemplateFault(
            "Het sjabloon is beschadigd: PowerPoint-onderdelen ontbreken of zijn niet leesbaar."
        ) from fault
    for slide in list(deck.slides._sldIdLst):
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)
    root = deck.element
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for extension in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if extension.get("uri") == SECTIONS:  # sections name slides that are gone
            extension.getparent().remove(extension)
    return design(deck)


def _presentation(template: bytes) -> bytes:
    """The package with the content type of a presentation: python-pptx refuses that of a template."""
    target = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(template)) as package,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
        ):
            parts = package.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > MOST:
                raise TemplateFault("Het sjabloon is te groot. Verklein de afbeeldingen tot samen minder dan 150 MB.")
            types = package.read(TYPES)
            if MACRO in types:
                raise TemplateFault(
                    "Het sjabloon bevat macro’s. Bewaar het als PowerPoint-sjabloon zonder macro’s (.potx)."
                )
            for part in parts:
                out.writestr(
                    part.filename, types.replace(TEMPLATE, PLAIN) if part.filename == TYPES else package.read(part)
                )
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise TemplateFault(
            "Dit is geen PowerPoint-bestand. Kies een sjabloon dat op .potx of .pptx eindigt."
        ) from fault
    return target.getvalue()


def _best(layouts: list[Any], needed: dict[str, tuple[Any, ...]], worth: Callable[[Any], float], use: str) -> Any:
    complete = [layout for layout in layouts if not _lacking(layout, needed)]
    if complete:
        return max(complete, key=worth)
    if not layouts:
        raise TemplateFault("Het sjabloon heeft geen indelingen. Maak er minstens twee in het diamodel.")
    nearest = min(layouts, key=lambda layout: len(_lacking(layout, needed)))
    raise TemplateFault(
        f"Het sjabloon heeft geen indeling {use} met {listed(list(needed))}. "
        f"De indeling “{nearest.name}” komt het dichtst; daar ontbreekt {listed(_lacking(nearest, needed))}."
    )


def _lacking(layout: Any, needed: dict[str, tuple[Any, ...]]) -> list[str]:
    return [word for word, kinds in needed.items() if placeholder(layout, kinds) is None]


def _room(layout: Any) -> float:
    bodies = [shape for shape in layout.placeholders if shape.placeholder_format.type in BODIES]
    if not bodies or bodies[0].width is None or bodies[0].height is None:
        return 0
    return float(bodies[0].width * bodies[0].height) / len(bodies) ** 2


def _title_size(layout: Any) -> float:
    """The designer's own type size of a title: of the layout, else of its master."""
    master = layout.slide_master
    found = placeholder(layout, TITLES)._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")
    found = found or [
        size
        for shape in master.placeholders
        if shape.placeholder_format.type in TITLES
        for size in shape._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")
    ]
    found = found or master.element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return float(found[0]) / 100 if found else DEFAULT_TITLE
