"""The caches of choosing and comparing: comparators, own groups and the municipalities to search."""

from __future__ import annotations

import streamlit as st

from dashboard import areas as known_areas
from dashboard import comparators, groups, store
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.comparators import Comparator
from dashboard.groups import OwnGroup


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
