"""What a reader chooses on the page of the centrumsteden: a city to stand out, a figure to open with, a month, since when."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import store
from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import last_stable, year_before
from dashboard.comparators import Comparator
from dashboard.components import choosers
from dashboard.figures import Question
from dashboard.overview import newest_window
from dashboard.store import regios
from dashboard.wording import period

KIND, CENTRES = "centrumstad", "grootteklasse:centrumstad"
OUTFLOW = ("twe_uitstroom_3m", "twe_uitstroom_12m")
SHOWN = ("registratiegraad", "leefloongraad", *OUTFLOW)
STOCK = "leefloon"


@dataclass(frozen=True)
class Choice:
    """What the page shows. stad: the id of the city that stands out, or ''. perioden: the period of each indicator shown, ''
    where it has none. sinds, tot: the two months of the change."""

    stad: str
    gebied: Area
    indicator: Indicator
    uitstroom: Indicator
    perioden: dict[str, str]
    vergelijk: Comparator
    sinds: str
    tot: str


def choice(snapshot_id: str) -> Choice:
    """The rows of choosers, with the link to what they show and their notices."""
    with choosers.choices():
        columns = st.columns([3, 2.4, 2, 3], vertical_alignment="bottom")
        with columns[0]:
            place = choosers.area(snapshot_id)
        with columns[1]:
            indicator = choosers.indicator(snapshot_id, SHOWN, "registratiegraad")
        with columns[2]:
            month = choosers.month(snapshot_id, "registratiegraad" if _known(snapshot_id, SHOWN[0]) else STOCK)
        with columns[3]:
            against = choosers.comparator(snapshot_id, place if place.soort in (KIND, "gemeente") else None)
        since, until, action = st.columns([3, 4.4, 3], vertical_alignment="bottom")
        last = last_stable(store.months(snapshot_id, STOCK), month) or month
        with since:
            begin = _since(snapshot_id, last)
        with until:
            st.html(f'<div class="am-bron">De verandering loopt tot {period(last)}, de laatste stabiele maand.</div>')
        with action:
            shown = {"gebied": place.gebied_id, "soort": place.soort, "indicator": indicator, "periode": month}
            rest = {"vergelijk": against.id, "sinds": begin, "indeling": "huidig", "snapshot": snapshot_id}
            choosers.group_and_link(snapshot_id, choosers.address(**shown, **rest), shows=False)
        city = _city(snapshot_id, place)
        if not city and place.soort != "vlaanderen":
            choosers.say(f"{place.naam} is geen centrumstad. Er is geen stad uitgelicht.")
    outflow = indicator if indicator in OUTFLOW else OUTFLOW[0]
    moments = {key: choosers.nearest(snapshot_id, key, month) for key in SHOWN[:2] if _known(snapshot_id, key)}
    moments[outflow] = _window(snapshot_id, outflow, month)
    known = catalogue().indicatoren
    return Choice(city, place, known[indicator], known[outflow], moments, against, begin, last)


def _known(snapshot_id: str, indicator: str) -> bool:
    return len(store.months(snapshot_id, indicator)) > 0


def _since(snapshot_id: str, until: str) -> str:
    known = sorted(store.months(snapshot_id, STOCK)["periode"], reverse=True)
    earlier = [month for month in known if month < until]
    if not earlier:
        return ""
    default = year_before(until) if year_before(until) in earlier else earlier[-1]
    return choosers.chosen("sinds", "Verandering sinds", earlier, default, period)


def _city(snapshot_id: str, place: Area) -> str:
    """The centrumstad a place is, as a city or as its municipality; '' for another place."""
    members = regios.memberships(snapshot_id, KIND)
    found = members[(members["gebied_id"] == place.gebied_id) | (members["nis"] == place.gebied_id)]
    return str(found["gebied_id"].iloc[0]) if len(found) else ""


def _window(snapshot_id: str, indicator: str, month: str) -> str:
    """The newest window of quarters whose outcome can be known and that ended by this month; '' when there is none."""
    if not _known(snapshot_id, indicator):
        return ""
    frame = store.figures(snapshot_id, Question(indicator, "grootteklasse", (CENTRES,)))
    return newest_window(frame, CENTRES, month)
