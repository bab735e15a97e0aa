"""The title slide: what the pack is about, from which snapshot and day, and how to get back to the page."""

from __future__ import annotations

from pptx.enum.shapes import PP_PLACEHOLDER

from dashboard.report.pack import Pack
from dashboard.report.slides.pieces import box_of, write
from dashboard.report.slides.sheet import Sheet, badge, notes
from dashboard.report.slides.template import TITLES, Design, placeholder
from dashboard.report.slides.text import clean, fitted, type_sizes
from dashboard.wording import day

LARGEST, LEAST = 40.0, 22.0
SAMPLE = (
    "Dit pakket bevat voorbeeldcijfers: verzonnen getallen die tonen hoe het pakket werkt. Gebruik ze niet voor beleid."
)


def opening(plan: Design, pack: Pack) -> None:
    """The first slide of a pack."""
    slide = plan.deck.slides.add_slide(plan.opening)
    title, below = placeholder(slide, TITLES), placeholder(slide, (PP_PLACEHOLDER.SUBTITLE,))
    steps = [LARGEST - 2 * at for at in range(round((LARGEST - LEAST) / 2) + 1)]
    text, size, rest = fitted(pack.titel, box_of(title).width, steps, 2, bold=True)
    write(title.text_frame.paragraphs[0], text, size)
    for other in list(slide.placeholders):
        if other.shape_id not in (title.shape_id, below.shape_id):
            other._element.getparent().remove(other._element)
    small = type_sizes()["gewoon"]
    said: list[tuple[str, float | None]] = [(rest, small)]
    said += [(pack.ondertitel, None), (f"{day(pack.datum)} · snapshot {pack.snapshot}", small)]
    said += [(SAMPLE, small)] if pack.voorbeeld else []
    frame = below.text_frame
    for at, (words, points) in enumerate((words, points) for words, points in said if clean(words)):
        write(frame.paragraphs[0] if at == 0 else frame.add_paragraph(), words, points)
    address = pack.adressen.get("", "")
    if address.startswith(("https://", "http://")):
        write(frame.add_paragraph(), "Open de pagina’s van dit gebied", small).hyperlink.address = clean(address)
    if pack.voorbeeld:
        badge(slide, box_of(title), top=18.0)
    notes(Sheet(slide, box_of(title)), [pack.ondertitel, f"Snapshot {pack.snapshot}", address])
