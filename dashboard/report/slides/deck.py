"""A pack as a PowerPoint file: a title slide, then each part on the slides it needs. The same pack gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from dashboard.report.pack import Bars, Lines, Map, Pack, Part, Points, Shown, Table
from dashboard.report.slides import bars, lines, maps, sentences, tables
from dashboard.report.slides.house import house
from dashboard.report.slides.opening import opening
from dashboard.report.slides.package import saved
from dashboard.report.slides.pieces import Box
from dashboard.report.slides.sheet import Sheet, Title, clear, foot, mark, notes, sheet, titled
from dashboard.report.slides.template import BODIES, Design, design, designed, placeholder
from dashboard.report.slides.text import clean


class Page(NamedTuple):
    """What one slide of a part shows, and how it is drawn."""

    getoond: Shown
    draw: Callable[[Sheet, str, str], None]
    figuur: bool


def pptx(pack: Pack, template: bytes | None = None) -> bytes:
    """The slides of a pack, on our own master or on a designer's `.potx` or `.pptx`.

    Raises TemplateFault (a ValueError with one Dutch sentence) when the template lacks a layout or placeholder.
    """
    plan = design(house()) if template is None else designed(template)
    opening(plan, pack)
    used = {clean(pack.titel)}
    for part in pack.delen:
        _part(plan, pack, part, used)
    return saved(plan.deck, pack)


def _part(plan: Design, pack: Pack, part: Part, used: set[str]) -> None:
    text = clean(part.titel) or clean(part.naam)
    pages = list(_pages(part.getoond, titled(plan, text, " (88 van 88)").room))
    for at, page in enumerate(pages, 1):
        title = _title(plan, text, clean(part.naam), f" ({at} van {len(pages)})" if len(pages) > 1 else "", used)
        made = sheet(plan, title)
        if page.figuur:
            clear(made)
        if part.voorbeeld:
            mark(made, plan, plot=page.figuur and not isinstance(page.getoond, Table))
        page.draw(made, clean(part.naam), part.alt or text)
        address = pack.adressen.get(part.id) or pack.adressen.get("", "")
        foot(made, plan, part.bron, address)
        notes(made, [title.rest, *part.notities, part.bron, address])


def _title(plan: Design, text: str, name: str, tail: str, used: set[str]) -> Title:
    """A title that no other slide has: a reader finds slides by it."""
    found = titled(plan, text, tail)
    number = 2
    while found.tekst in used:
        found = titled(plan, text, f" ({name}){tail}" if name and number == 2 else f" [{number}]{tail}")
        number += 1
    used.add(found.tekst)
    return found


def _pages(shown: Shown, room: Box) -> Iterator[Page]:
    if isinstance(shown, Bars):
        axis = bars.span(shown)
        for some in bars.pages(shown):
            yield Page(some, partial(_bars, some, axis), True)
    elif isinstance(shown, Table):
        for rows in tables.pages(shown, room):
            yield Page(rows, partial(_table, rows, shown), True)
    elif isinstance(shown, Lines | Map):
        yield Page(shown, partial(_lines, shown) if isinstance(shown, Lines) else partial(_map, shown), True)
    else:
        first = 1
        for said in sentences.pages(shown, room):
            yield Page(said, partial(_sentences, said, first), False)
            first += len(said.zinnen)


def _bars(some: Bars, axis: tuple[float, float], page: Sheet, name: str, alt: str) -> None:
    bars.draw(page.slide.shapes, some, axis, page.room, name, alt)


def _table(rows: Table, whole: Table, page: Sheet, name: str, alt: str) -> None:
    tables.draw(page.slide.shapes, rows, page.room, name, alt, whole)


def _lines(shown: Lines, page: Sheet, name: str, alt: str) -> None:
    lines.draw(page.slide.shapes, shown, page.room, name, alt)


def _map(shown: Map, page: Sheet, name: str, alt: str) -> None:
    maps.draw(page.slide.shapes, shown, page.room, name, alt)


def _sentences(said: Points, first: int, page: Sheet, name: str, alt: str) -> None:
    sentences.draw(placeholder(page.slide, BODIES), said, page.room, first)
