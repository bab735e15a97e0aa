"""What a reader chooses on the page that sets municipalities side by side."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.comparators import Comparator
from dashboard.components import choosers

LEAST, MOST = 2, 8


@dataclass(frozen=True)
class Choice:
    """Two to eight municipalities (fewer while the reader still chooses), a comparator, and what the page speaks of first."""

    gemeenten: tuple[Area, ...]
    comparator: Comparator
    indicator: Indicator
    periode: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The NIS codes of the municipalities, in the order chosen."""
        return tuple(area.gebied_id for area in self.gemeenten)

    @property
    def complete(self) -> bool:
        """Whether there is something to compare."""
        return len(self.gemeenten) >= LEAST


def choice(snapshot_id: str) -> Choice:
    """The choosers, the reader's own group, the link to what they show, and their notices."""
    with choosers.choices():
        places = choosers.places(snapshot_id, LEAST, MOST)
        columns = st.columns([4.5, 3, 2.5], vertical_alignment="bottom")
        with columns[0]:
            comparator = choosers.comparator(snapshot_id, places[0] if places else None)
        with columns[1]:
            indicator = choosers.indicator(snapshot_id)
        with columns[2]:
            periode = choosers.period(snapshot_id, indicator)
        shown = {
            "gemeenten": "+".join(area.gebied_id for area in places),
            "indicator": indicator,
            "periode": periode,
        }
        kept = {"vergelijk": choosers.asked_comparator(), "indeling": "huidig", "snapshot": snapshot_id}
        words = "Deze link toont altijd deze gemeenten, deze groep en deze snapshot."
        choosers.group_and_link(snapshot_id, choosers.address(**shown, **kept), words, shows=False)
    return Choice(tuple(places), comparator, catalogue().indicatoren[indicator], periode)
