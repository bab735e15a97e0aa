"""What a reader chooses for the briefing pack: region, comparator, month, previous meeting, figures, order of the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard import store
from dashboard.areas import Area, UnknownArea
from dashboard.catalogue import catalogue
from dashboard.changes import last_stable, year_before
from dashboard.components import choosers
from dashboard.report.choices import BASE, INDICATORS, KIND, MOST, PARTS, kinds
from dashboard.report.pack import Choices
from dashboard.wording import listed, period

NONE = "geen"
FIGURES, ORDER, PREVIOUS = "indicatoren", "onderdelen", "vorige"
SEARCH = "Typ een deel van een naam"


def choice(snapshot_id: str) -> Choices:
    """The rows of choosers, with the link to what they show and their notices."""
    with choosers.choices():
        first = st.columns([4, 3.6, 2.2, 2.4], vertical_alignment="bottom")
        with first[0]:
            place = _region(snapshot_id)
        with first[1]:
            against = choosers.comparator(snapshot_id, place)
        with first[2]:
            month = _month(snapshot_id)
        with first[3]:
            previous = _previous(snapshot_id, month)
        names = {key: entry.korte_naam for key, entry in catalogue().indicatoren.items()}
        known = {key: name for key, name in names.items() if len(store.months(snapshot_id, key))}
        second = st.columns([5, 5, 2.4], vertical_alignment="bottom")
        with second[0]:
            figures = _several(
                FIGURES, "Cijfers, het belangrijkste eerst", known, [key for key in INDICATORS if key in known], MOST
            )
        with second[1]:
            order = _several(ORDER, "Onderdelen, in volgorde", PARTS, list(PARTS))
        with second[2]:
            shown = {"gebied": place.gebied_id, "soort": place.soort, "periode": month, "vergelijk": against.id}
            rest = {PREVIOUS: previous, FIGURES: "+".join(figures), ORDER: "+".join(order), "indeling": "huidig"}
            words = "Deze link toont altijd deze keuzes en deze snapshot."
            choosers.link(choosers.address(**shown, **rest, snapshot=snapshot_id), words)
        if st.query_params.get("indeling", "huidig") != "huidig":
            choosers.say("Dit pakket toont altijd de gemeenten van vandaag.")
    asked = "" if previous == NONE else previous
    return Choices(place.soort, place.gebied_id, month, against.id, asked, tuple(figures), tuple(order))


def _region(snapshot_id: str) -> Area:
    """The region of the address; a notice says so where it names none."""
    known = store.areas(snapshot_id)
    own = known[known["soort"].isin(kinds())]
    kind = catalogue().soorten
    options = {
        area_id: f"{name} ({kind[soort].naam})"
        for area_id, name, soort in own[["gebied_id", "naam", "soort"]].itertuples(index=False, name=None)
    }
    default = next(area_id for area_id in options if area_id.startswith(KIND))
    asked, soort = st.query_params.get("gebied", ""), st.query_params.get("soort", "")
    chosen = default
    if asked and asked != store.FLANDERS:
        chosen = _found(snapshot_id, asked, soort, options) or default
        if chosen == default != asked:
            choosers.say(f"'{asked}' is geen gebied waarvoor we een pakket maken. U ziet nu {options[default]}.")
    st.session_state["kies_regio"] = chosen
    picked = st.selectbox(
        "Gebied",
        list(options),
        format_func=options.__getitem__,
        key="kies_regio",
        on_change=_write_region,
        placeholder=SEARCH,
    )
    row = own[own["gebied_id"] == picked].iloc[0]
    return Area(str(row["soort"]), str(picked), str(row["naam"]))


def _found(snapshot_id: str, asked: str, soort: str, options: Mapping[str, str]) -> str:
    """The region an address names, by id or by name; '' where it is none of those offered."""
    for kind in (soort if soort in kinds() else KIND, None):
        try:
            found = store.find(snapshot_id, asked, kind).gebied_id
        except UnknownArea:
            continue
        if found in options:
            return found
    return ""


def _write_region() -> None:
    picked = st.session_state["kies_regio"]
    st.query_params.update({"gebied": picked, "soort": picked.partition(":")[0]})


def _month(snapshot_id: str) -> str:
    """The month of the pack: by default the newest that is no longer provisional."""
    known = store.months(snapshot_id, BASE)
    provisional = set(known.loc[known["voorlopig"].astype(bool), "periode"])
    options = sorted(known["periode"], reverse=True)
    default = last_stable(known, options[0]) or options[0]
    words: Callable[[str], str] = lambda text: period(text) + (" (voorlopig)" if text in provisional else "")  # noqa: E731
    return choosers.chosen("periode", "Maand", options, default, words)


def _previous(snapshot_id: str, month: str) -> str:
    """The month of the previous meeting, an older snapshot, or none; by default a year before."""
    months = sorted((text for text in store.months(snapshot_id, BASE)["periode"] if text < month), reverse=True)
    older = store.previous_id(snapshot_id)
    words = {NONE: "Geen"} | ({older: f"snapshot {older}"} if older else {}) | {text: period(text) for text in months}
    default = year_before(month) if year_before(month) in words else NONE
    return choosers.chosen(PREVIOUS, "Vorige overleg", list(words), default, words.__getitem__)


def _several(
    key: str, label: str, options: Mapping[str, str], default: Sequence[str], most: int | None = None
) -> list[str]:
    """Several of some options in the order they were chosen, kept in the address with + between them; at most so many."""
    asked = [text for text in st.query_params.get(key, "+".join(default)).replace(" ", "+").split("+") if text]
    strange = [text for text in asked if text not in options]
    found = list(dict.fromkeys(text for text in asked if text in options)) or list(default)
    if most and len(found) > most:
        choosers.say(f"{label}: hoogstens {most}. U ziet de eerste {most} van de {len(found)}.")
        found = found[:most]
    if strange:
        choosers.say(f"Niet beschikbaar: {listed(strange)}. U ziet nu {listed([options[text] for text in found])}.")
    st.session_state[f"kies_{key}"] = found
    picked = st.multiselect(
        label, list(options), format_func=options.__getitem__, key=f"kies_{key}", on_change=_write_several, args=(key,),
        select_all=False, placeholder="Kies een of meer", max_selections=most,
    )  # fmt: skip
    return list(picked) or list(default)


def _write_several(key: str) -> None:
    names = st.session_state[f"kies_{key}"]
    if names:
        st.query_params[key] = "+".join(names)
    else:
        st.query_params.pop(key, None)
