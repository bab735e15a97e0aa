"""What a reader chooses on the page of the changes: a place, the earlier moment, the month now, and the figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import store
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.changes import year_before
from dashboard.components import choosers
from dashboard.since.words import moment
from dashboard.snapshots import NoSnapshot
from dashboard.store import sinds
from dashboard.store.sinds import Version
from dashboard.wording import day, listed, period

KEY, FIGURES = "vorige", "indicatoren"
BASE = "leefloon"
DEFAULT = ("leefloon", "leefloongraad", "registratiegraad", "twe_lopend", "twe_uitstroom_3m")


@dataclass(frozen=True)
class Choice:
    """What the page shows. snapshot: the older snapshot, '' where the earlier moment is a month; maand: that month, else ''."""

    gebied: Area
    nu: str
    maand: str
    snapshot: str
    sinds: str
    indicatoren: tuple[str, ...]
    versies: tuple[Version, ...]

    @property
    def gebieden(self) -> tuple[str, ...]:
        """As `figures.Question` names the place."""
        return self.gebied.leden or (self.gebied.gebied_id,)


def choice(snapshot_id: str) -> Choice | None:
    """The rows of choosers, with the link to what they show and their notices; None where there is no earlier moment."""
    versions = tuple(sinds.older(snapshot_id))
    with choosers.choices():
        first, second = st.columns(2, vertical_alignment="bottom")
        wide, third = st.columns([7, 3], vertical_alignment="bottom")
        with first:
            place = choosers.area(snapshot_id, group=True)
        with third:
            now = choosers.month(snapshot_id, BASE)
        with second:
            previous = _previous(snapshot_id, versions, now)
        with wide:
            names = _figures(snapshot_id)
        shown = {"gebied": place.gebied_id, "soort": place.soort, "periode": now}
        rest = {KEY: previous, FIGURES: "+".join(names), "indeling": "huidig", "snapshot": snapshot_id}
        choosers.group_and_link(snapshot_id, choosers.address(**shown, **rest))
        if not previous:
            choosers.say("Er is geen eerder moment om mee te vergelijken: geen oudere snapshot en geen eerdere maand.")
    if not previous:
        return None
    made = {one.id: one.datum for one in versions}.get(previous, "")
    older = previous if made else ""
    return Choice(place, now, "" if older else previous, older, moment(previous, made), names, versions)


def _previous(snapshot_id: str, versions: tuple[Version, ...], now: str) -> str:
    """The earlier moment of the address, else the newest older snapshot, else the same month a year before."""
    usable = [one for one in versions if one.leesbaar]
    months = sorted((month for month in store.months(snapshot_id, BASE)["periode"] if month < now), reverse=True)
    labels = {one.id: f"Snapshot van {day(date.fromisoformat(one.datum))}: {one.geladen}" for one in usable}
    labels |= {month: period(month) for month in months}
    if not labels:
        return ""
    a_year = year_before(now)
    default = usable[0].id if usable else a_year if a_year in labels else months[-1]
    value = st.query_params.get(KEY, default)
    if value not in labels:
        shown = moment(default, usable[0].datum if usable else "")
        choosers.say(f"{_why(snapshot_id, value, now)} U vergelijkt nu met {shown}.")
        value = default
    st.session_state[f"kies_{KEY}"] = value
    picked = st.selectbox(
        "Vorig overleg: snapshot of maand",
        list(labels),
        format_func=labels.__getitem__,
        key=f"kies_{KEY}",
        on_change=_write,
    )
    return str(picked)


def _why(snapshot_id: str, asked: str, now: str) -> str:
    if re.fullmatch(r"\d{4}-\d{2}", asked):
        return f"'{asked}' is geen maand met cijfers voor {period(now)}."
    if asked == snapshot_id:
        return f"Snapshot '{asked}' is de snapshot die u bekijkt: daartussen veranderde niets."
    try:
        return f"Snapshot '{store.usable(asked).id}' is niet ouder dan de snapshot die u bekijkt."
    except NoSnapshot as error:
        return str(error)


def _write() -> None:
    st.query_params[KEY] = st.session_state[f"kies_{KEY}"]


def _figures(snapshot_id: str) -> tuple[str, ...]:
    """The figures of the address, in the order chosen; unknown ones are named, none at all gives the default."""
    entries = catalogue().indicatoren
    known = [key for key in entries if len(store.months(snapshot_id, key))]
    default = [key for key in DEFAULT if key in known] or known[:1]
    asked = [key for key in st.query_params.get(FIGURES, "+".join(default)).replace(" ", "+").split("+") if key]
    strange = [key for key in asked if key not in known]
    found = list(dict.fromkeys(key for key in asked if key in known)) or default
    if strange:
        choosers.say(
            f"Geen cijfers voor: {listed(strange)}. U ziet nu {listed([entries[key].korte_naam for key in found])}."
        )
    st.session_state[f"kies_{FIGURES}"] = found
    picked = st.multiselect(
        "Cijfers", known, format_func=lambda key: entries[key].korte_naam, key=f"kies_{FIGURES}", on_change=_write_figures,
        select_all=False, placeholder="Kies een of meer cijfers",
    )  # fmt: skip
    return tuple(picked) or tuple(default)


def _write_figures() -> None:
    names = st.session_state[f"kies_{FIGURES}"]
    if names:
        st.query_params[FIGURES] = "+".join(names)
    else:
        st.query_params.pop(FIGURES, None)
