"""The file itself: its properties, its language, and the same bytes for the same pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from dashboard.report.pack import Pack
from dashboard.report.slides.text import clean

LANGUAGE = "nl-BE"
STAMP = (1980, 1, 1, 0, 0, 0)
LONGEST = 255
NAMES = {
    "Slide Image Placeholder": "Dia",
    "Slide Number Placeholder": "Dianummer",
    "Notes Placeholder": "Notities",
    "Title Placeholder": "Titel",
    "Text Placeholder": "Tekst",
    "Date Placeholder": "Datum",
    "Header Placeholder": "Koptekst",
    "Footer Placeholder": "Voettekst",
    "Content Placeholder": "Inhoud",
    "Picture Placeholder": "Beeld",
    "Subtitle": "Ondertitel",
    "Title": "Titel",
}
LEVELS = {
    "Click to edit Master title style": "Titel",
    "Click to edit Master text styles": "Tekst",
    **{
        f"{level} level": f"{word} niveau"
        for level, word in zip(
            ("Second", "Third", "Fourth", "Fifth"), ("Tweede", "Derde", "Vierde", "Vijfde"), strict=True
        )
    },
}
RUNS = (qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr"))


def saved(deck: Any, pack: Pack) -> bytes:
    """The package with properties and language, without any moment of its own."""
    _properties(deck, pack)
    for element in _written(deck):
        for run in element.iter(qn("a:r"), qn("a:fld")):
            run.get_or_add_rPr()
        for words in element.iter(*RUNS):
            words.set("lang", LANGUAGE)
        _name(element)
    for name in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
        _drop(deck.part.package, name)  # the picture and the counts of the file python-pptx starts from
    target = io.BytesIO()
    deck.save(target)
    return _timeless(target.getvalue())


def _name(element: Any) -> None:
    """What PowerPoint lists and reads aloud, where it is still as the library writes it, in Dutch."""
    for shape in element.iter(qn("p:cNvPr")):
        words, _, number = shape.get("name", "").rpartition(" ")
        if number.isdigit() and words in NAMES:
            shape.set("name", f"{NAMES[words]} {number}")
    for text in element.iter(qn("a:t")):
        text.text = LEVELS.get(text.text or "", text.text)


def _properties(deck: Any, pack: Pack) -> None:
    said, made = pack.eigenschappen, deck.core_properties
    made.title, made.subject, made.author = (
        clean(str(said[key]))[:LONGEST] for key in ("titel", "onderwerp", "auteur")
    )
    made.last_modified_by, made.language, made.revision = made.author, LANGUAGE, 1
    made.keywords = clean(f"snapshot {pack.snapshot}{', voorbeeldcijfers' if pack.voorbeeld else ''}")[:LONGEST]
    made.comments = made.category = ""
    made.created = made.modified = made.last_printed = datetime.combine(pack.datum, time())


def _written(deck: Any) -> Iterator[Any]:
    yield deck.element
    yield deck.notes_master.element
    for master in deck.slide_masters:
        yield master.element
        yield from (layout.element for layout in master.slide_layouts)
    for slide in deck.slides:
        yield slide.element
        yield slide.notes_slide.element
        yield from (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)


def _drop(package: Any, kind: str) -> None:
    for name, relation in list(package._rels.items()):
        if relation.reltype == kind:
            package._rels.pop(name)


def _timeless(package: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for part in parts.infolist():
            out.writestr(zipfile.ZipInfo(part.filename, STAMP), parts.read(part), zipfile.ZIP_DEFLATED)
    return target.getvalue()
