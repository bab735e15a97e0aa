"""The caches of choosing and comparing: comparators, own groups and the municipalities to search."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import areas as known_areas
from dashboard import comparators, groups, queries, rhythm, store
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.comparators import Comparator
from dashboard.compare import Side
from dashboard.compare.mergers import mergers as own_mergers
from dashboard.events import Event
from dashboard.figures import Question
from dashboard.groups import OwnGroup

LARGEST = ("11002", "44021")


@st.cache_data(max_entries=300, show_spinner=False)
def comparator(snapshot_id: str, text: str, where: Area | None) -> Comparator:
    """The comparator a text names for a place; UnknownArea says why there is none."""
    return comparators.find(store.database(snapshot_id), text, where)


@st.cache_data(max_entries=300, show_spinner=False)
def offered(snapshot_id: str, where: Area | None) -> list[tuple[str, str]]:
    """Id and label of the comparators that exist for a place."""
    return comparators.offered(store.database(snapshot_id), where)


@st.cache_data(max_entries=300, show_spinner=False)
def group(snapshot_id: str, text: str) -> OwnGroup:
    """The own group a text names; UnknownArea says what is wrong with it."""
    return groups.parse(store.database(snapshot_id), text)


@st.cache_data(max_entries=3, show_spinner=False)
def municipalities(snapshot_id: str) -> dict[str, str]:
    """Every municipality to search, names that ended among them: what finds it, and what is shown for it."""
    ended = set(known_areas.ended(store.database(snapshot_id))["naam"])
    return {
        text: label.removesuffix(f" ({catalogue().soorten['gemeente'].naam})")
        for text, label in store.places(snapshot_id).items()
        if text.isdigit() or text in ended
    }


@st.cache_data(max_entries=100, show_spinner=False)
def mergers(snapshot_id: str, codes: tuple[str, ...]) -> list[Event]:
    """The mergers chosen municipalities came from."""
    return own_mergers(queries.gemeenten(store.database(snapshot_id)), codes)


@st.cache_resource(max_entries=300, show_spinner=False)
def side(snapshot_id: str, indicator: str, wanted: str, codes: tuple[str, ...], beside: Comparator) -> Side:
    """What is known of chosen municipalities on one indicator, in its period nearest to the one wanted."""
    known = store.months(snapshot_id, indicator)
    entry = catalogue().indicatoren[indicator]
    periode = rhythm.nearest(known, entry, wanted)
    other = store.figures(snapshot_id, beside.question(indicator, periode))
    return Side(
        entry,
        periode,
        codes,
        store.figures(snapshot_id, Question(indicator, periode=periode)),
        other[other["periode"] == periode],
        {nis: course(snapshot_id, indicator, nis) for nis in codes} if len(known) > 1 else {},
        beside,
    )


def course(snapshot_id: str, indicator: str, nis: str) -> pd.DataFrame:
    """The figures of one municipality over time; kept for each apart, so that one more asks no more than its own."""
    return store.figures(snapshot_id, Question(indicator, "gemeente", (nis,)))


def warm_up(snapshot_id: str) -> None:
    """Compute what the page of municipalities asks first, beside the readers."""
    whole = comparator(snapshot_id, comparators.FLANDERS, None)
    newest = str(store.months(snapshot_id, "leefloongraad")["periode"].max())
    for name, entry in catalogue().indicatoren.items():
        if entry.soort in ("aandeel", "graad", "maat") and len(store.months(snapshot_id, name)):
            side(snapshot_id, name, newest, LARGEST, whole)
