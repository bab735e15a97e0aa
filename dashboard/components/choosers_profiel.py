"""What a reader chooses on a profile: the place, the month and who it is set beside."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import store
from dashboard.areas import Area
from dashboard.comparators import Comparator
from dashboard.components import choosers

BASE = "leefloon"
LINK = "Deze link toont altijd dit profiel, deze maand en deze snapshot."


@dataclass(frozen=True)
class Choice:
    """What a profile shows: a place (not always of the kind of the page), a month and a comparator."""

    gebied: Area
    periode: str
    vergelijk: Comparator


def choice(snapshot_id: str, group: bool) -> Choice:
    """The row of choosers, with the link and the notices. group: whether the page shows a group of the reader's own.

    A centrumstad is its municipality.
    """
    with choosers.choices():
        wide, narrow, other = st.columns([4, 2.6, 4.4], vertical_alignment="bottom")
        with wide:
            place = choosers.area(snapshot_id, group=group)
        if place.soort == "centrumstad":
            place = store.find(snapshot_id, place.naam, "gemeente")
        with narrow:
            periode = choosers.month(snapshot_id, BASE)
        with other:
            against = choosers.comparator(snapshot_id, place)
        shown = {"gebied": place.gebied_id, "soort": place.soort, "periode": periode, "indeling": "huidig"}
        kept = {"vergelijk": choosers.asked_comparator(), "snapshot": snapshot_id}
        choosers.group_and_link(snapshot_id, {"indicator": BASE} | choosers.address(**shown, **kept), LINK, shows=group)
    return Choice(place, periode, against)
