"""A finding as the title of a slide: the fullest wording that stands in two lines. It is worded shorter, never cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dashboard.catalogue import Indicator
from dashboard.report.facts import Facts, figure
from dashboard.report.values import short_window
from dashboard.sentences import Figure, Place, headline, statement, then_and_now
from dashboard.sentences.order import HIDDEN
from dashboard.sentences.reasons import reason
from dashboard.sentences.since import refusal

LONGEST = 165


class Worded(NamedTuple):
    """A title, and the whole wording where the title is a shorter one: for the notes."""

    titel: str
    heel: tuple[str, ...]


def fitting(wordings: Iterable[str]) -> str:
    """The first wording of at most LONGEST characters; the shortest where none is. Empty ones are passed over."""
    return worded(wordings).titel


def worded(wordings: Iterable[str]) -> Worded:
    """The title of `fitting` with the first wording, which is the whole one."""
    known: list[str] = []
    for text in filter(None, wordings):
        known.append(text)
        if len(text) <= LONGEST:
            break
    chosen = min(known, key=len) if len(known[-1]) > LONGEST else known[-1]
    return Worded(chosen, (known[0],) if chosen != known[0] else ())


def opening(facts: Facts, entry: Indicator) -> Worded:
    """The finding about one figure of the region beside the comparator."""
    own, other = figure(facts.own(entry)), figure(facts.beside(entry))
    if own is None:
        return Worded(nothing(facts, entry), ())
    return worded(_openings(facts, entry, own, other if entry.is_ratio else None))


def _openings(facts: Facts, entry: Indicator, own: Figure, other: Figure | None) -> Iterator[str]:
    pairs = [(place, (other, name) if other else None) for place in facts.wordings for name in facts.other_wordings]
    for place, beside in pairs:
        yield short_window(statement(own, entry, place, beside).zin, own, entry)
    for place, beside in pairs:
        yield headline(own, entry, place, beside)
    for place, beside in pairs:
        yield short_window(statement(own, entry, place, beside).zin, own, entry).replace(HIDDEN, "")
    for place, beside in pairs:
        yield headline(own, entry, place, beside).replace(HIDDEN, "")
    for place in facts.wordings:
        yield "" if own.known else _absent(entry, place, reason(own, entry))


def change(facts: Facts, entry: Indicator, now: Figure, then: Figure | None) -> Worded:
    """The finding about one figure of the region beside itself a year earlier; the level alone where they are not compared."""
    return worded([*_changes(facts.wordings, entry, now, then), *_levels(facts.wordings, entry, now)])


def course(facts: Facts, entry: Indicator, now: Figure, then: Figure | None) -> Worded:
    """The same of a slide that shows how the figure ran: why two moments are not compared, where they are not."""
    if then is None or not now.known:
        return change(facts, entry, now, then)
    return worded([*_changes(facts.wordings, entry, now, then), *_refused(facts.wordings, entry, now, then)])


def _changes(places: Iterable[Place], entry: Indicator, now: Figure, then: Figure | None) -> Iterator[str]:
    then = then if now.known else None
    for place in places:
        found = statement(now, entry, place, earlier=then)
        yield short_window(f"{found.zin} {found.verandering}".strip(), now, entry)
    for place in places:
        yield then_and_now(now, entry, place, then) if then else ""


def _levels(places: Iterable[Place], entry: Indicator, now: Figure) -> Iterator[str]:
    for place in places:
        yield short_window(statement(now, entry, place).zin, now, entry)
    for place in places:
        yield "" if now.known else _absent(entry, place, reason(now, entry))


def _refused(places: Iterable[Place], entry: Indicator, now: Figure, then: Figure) -> Iterator[str]:
    """`Met eind 2024 kunnen we de registratiegraad in Maasland niet vergelijken: …`."""
    why = refusal(now, entry, then)
    for place in places:
        about = f" we {entry.zin.onderwerp} {place.inside}"
        yield why.replace("kunnen we", f"kunnen{about}").replace("vergelijken we", f"vergelijken{about}")


def nothing(facts: Facts, entry: Indicator) -> str:
    """That the source has no such figure of the region."""
    return fitting(f"Over {entry.zin.onderwerp} is er voor {place.text} geen cijfer." for place in facts.wordings)


def _absent(entry: Indicator, place: Place, why: str) -> str:
    return f"Voor {place.text} is er geen cijfer over {entry.zin.onderwerp}: {why}."
