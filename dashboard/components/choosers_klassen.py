"""What a reader chooses on the page of size classes: a figure, its period, the date of the classes and one to compare it with.

`peildatum` and `sinds` in the address are dates (`2025-01-01`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.components import choosers
from dashboard.store import klassen
from dashboard.wording import day

YEARS_BACK = 5
LINK = "Deze link toont altijd dit cijfer, deze peildatum en deze snapshot."


@dataclass(frozen=True)
class Choice:
    """What the page shows; gebied: a municipality or class to point out (Vlaanderen when none is chosen)."""

    gebied: Area
    indicator: Indicator
    periode: str
    peildatum: date
    sinds: date


def choice(snapshot_id: str) -> Choice:
    """The choosers, with the link to what they show and their notices."""
    known = {moment.isoformat(): moment for moment in klassen.peildata(snapshot_id)}
    newest_first = list(reversed(known))
    with choosers.choices():
        columns = st.columns([3.4, 2.8, 3, 2.8], vertical_alignment="bottom")
        with columns[0]:
            place = choosers.area(snapshot_id)
        with columns[1]:
            indicator = choosers.indicator(snapshot_id)
        with columns[2]:
            periode = choosers.period(snapshot_id, indicator)
        with columns[3]:
            default = klassen.reference_date(snapshot_id)
            peildatum = choosers.chosen(
                "peildatum", "Klassen volgens", newest_first, default.isoformat(), lambda text: day(known[text])
            )
        columns = st.columns([3.4, 8.6], vertical_alignment="bottom")
        with columns[0]:
            earlier = [moment for moment in known.values() if moment.year <= known[peildatum].year - YEARS_BACK]
            before = (earlier[-1:] or [min(known.values())])[0]
            sinds = choosers.chosen(
                "sinds", "Wie veranderde sinds", newest_first, before.isoformat(), lambda text: day(known[text])
            )
        with columns[1]:
            shown = {"gebied": place.gebied_id, "soort": place.soort, "indicator": indicator, "periode": periode}
            rest = {"peildatum": peildatum, "sinds": sinds, "snapshot": snapshot_id}
            choosers.link({"vergelijk": "vlaanderen", "indeling": "huidig"} | choosers.address(**shown, **rest), LINK)
    return Choice(place, catalogue().indicatoren[indicator], periode, known[peildatum], known[sinds])
