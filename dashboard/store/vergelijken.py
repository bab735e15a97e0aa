"""The caches of choosing and comparing: comparators, own groups and the municipalities to search."""

from __future__ import annotations

import pandas as pd

from dashboard import areas as known_areas
from dashboard import comparators, groups, queries, rhythm, store
from dashboard import figures as answers
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.comparators import Comparator
from dashboard.compare import Everyone, Side, block
from dashboard.compare.mergers import mergers as own_mergers
from dashboard.events import Event
from dashboard.figures import Question
from dashboard.groups import OwnGroup
from dashboard.markup import Markup
from dashboard.store.remembered import remembered
from dashboard.tokens import Scheme

LARGEST = ("11002", "44021")
MAIN = ("aandeel", "graad", "maat")
OLD = "leefloongraad_18_64"


@remembered(max_entries=300)
def comparator(snapshot_id: str, text: str, where: Area | None) -> Comparator:
    """The comparator a text names for a place; UnknownArea says why there is none."""
    return comparators.find(store.database(snapshot_id), text, where)


@remembered(max_entries=300)
def offered(snapshot_id: str, where: Area | None) -> list[tuple[str, str]]:
    """Id and label of the comparators that exist for a place."""
    return comparators.offered(store.database(snapshot_id), where)


@remembered(max_entries=300)
def group(snapshot_id: str, text: str) -> OwnGroup:
    """The own group a text names; UnknownArea says what is wrong with it."""
    return groups.parse(store.database(snapshot_id), text)


@remembered()
def municipalities(snapshot_id: str) -> dict[str, str]:
    """Every municipality to search, names that ended among them: what finds it, and what is shown for it."""
    ended = set(known_areas.ended(store.database(snapshot_id))["naam"])
    return {
        text: label.removesuffix(f" ({catalogue().soorten['gemeente'].naam})")
        for text, label in store.places(snapshot_id).items()
        if text.isdigit() or text in ended
    }


@remembered(max_entries=100)
def mergers(snapshot_id: str, codes: tuple[str, ...]) -> list[Event]:
    """The mergers chosen municipalities came from."""
    return own_mergers(queries.gemeenten(store.database(snapshot_id)), codes)


@remembered(max_entries=12)
def sides(
    snapshot_id: str, names: tuple[str, ...], wanted: str, codes: tuple[str, ...], beside: Comparator
) -> tuple[Side, ...]:
    """What is known of chosen municipalities on each indicator, in its period nearest to the one wanted.

    Nobody may change these frames: every reader is given the same. As few are kept as of `everyone`, whose frames they hold.
    """
    asked = tuple((name, _moment(snapshot_id, name, wanted)) for name in names)
    lasting = tuple(name for name in names if len(store.months(snapshot_id, name)) > 1)
    everybody, other = everyone(snapshot_id, asked), _group(snapshot_id, asked, beside)
    lines = {nis: _courses(snapshot_id, lasting, nis) for nis in codes} if lasting else {}
    return tuple(
        Side(
            everybody[name],
            codes,
            other[name],
            {nis: lines[nis][name] for nis in codes} if name in lasting else {},
            beside,
        )
        for name in names
    )


@remembered(max_entries=12)
def everyone(snapshot_id: str, asked: tuple[tuple[str, str], ...]) -> dict[str, Everyone]:
    """Every municipality on each indicator in the period beside it."""
    frames = _frames(snapshot_id, [Question(name, periode=periode) for name, periode in asked])
    return {
        name: Everyone(catalogue().indicatoren[name], periode, frame)
        for (name, periode), frame in zip(asked, frames, strict=True)
    }


@remembered(max_entries=60)
def drawn(
    snapshot_id: str,
    names: tuple[str, ...],
    wanted: str,
    codes: tuple[str, ...],
    beside: Comparator,
    scheme: Scheme,
) -> dict[str, Markup]:
    """The block of every indicator, by its id."""
    found = sides(snapshot_id, names, wanted, codes, beside)
    return {side.indicator.id: block.block(side, scheme) for side in found}


def warm_up(snapshot_id: str) -> None:
    """Compute what the page of municipalities asks first, beside the readers."""
    names = first_asked(snapshot_id)
    newest = str(store.months(snapshot_id, "leefloongraad")["periode"].max())
    found = sides(snapshot_id, names, newest, LARGEST, comparator(snapshot_id, comparators.FLANDERS, None))
    for side in found:
        block.block(side, "light")


def first_asked(snapshot_id: str) -> tuple[str, ...]:
    """The indicators the page shows unasked: ratios and published figures that are known."""
    return tuple(
        entry.id
        for entry in catalogue().indicatoren.values()
        if entry.soort in MAIN and entry.id != OLD and len(store.months(snapshot_id, entry.id))
    )


def others(snapshot_id: str) -> tuple[str, ...]:
    """The indicators it shows when asked: counts and characteristics."""
    first = first_asked(snapshot_id)
    return tuple(name for name in catalogue().indicatoren if name not in first and len(store.months(snapshot_id, name)))


@remembered(max_entries=5_000)
def _moment(snapshot_id: str, name: str, wanted: str) -> str:
    return rhythm.nearest(store.months(snapshot_id, name), catalogue().indicatoren[name], wanted)


@remembered(max_entries=24)
def _group(snapshot_id: str, asked: tuple[tuple[str, str], ...], beside: Comparator) -> dict[str, pd.DataFrame]:
    """The comparator's row on each indicator."""
    frames = _frames(snapshot_id, [beside.question(name, periode) for name, periode in asked])
    return {name: frame[frame["periode"] == periode] for (name, periode), frame in zip(asked, frames, strict=True)}


@remembered(max_entries=60)
def _courses(snapshot_id: str, names: tuple[str, ...], nis: str) -> dict[str, pd.DataFrame]:
    """One municipality over time on each indicator; kept for each apart, so that one more asks no more than its own."""
    frames = _frames(snapshot_id, [Question(name, "gemeente", (nis,)) for name in names])
    return dict(zip(names, frames, strict=True))


def _frames(snapshot_id: str, questions: list[Question]) -> list[pd.DataFrame]:
    return answers.side_by_side(store.database(snapshot_id), questions, snapshot_id)
