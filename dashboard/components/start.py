"""The first three steps of a newcomer: a municipality, what to set it beside, the answer. Closed, they stay so in the session."""

from __future__ import annotations

import streamlit as st

from dashboard import components, store
from dashboard.areas import Area
from dashboard.components.choosers import address
from dashboard.markup import Markup, link, safe
from dashboard.store import vergelijken
from dashboard.wording import capital

CLOSED, PLACE, BESIDE = "start_gesloten", "start_gemeente", "start_vergelijk"
WORDS = "Nieuw hier? In drie keuzes ziet u hoe uw gemeente het doet, en of dat uitzonderlijk is."
FIRST = "Kies eerst uw gemeente."
THAN = "t.o.v. "


def guide(snapshot_id: str) -> None:
    """The three steps, where the address names no place yet; once closed, only the button that brings them back."""
    if "gebied" in st.query_params:
        return
    if st.session_state.get(CLOSED):
        st.button("Begin in drie stappen", key="start_openen", on_click=_put, args=(False,), type="tertiary")
        return
    with st.container(key="start"):
        with st.container(horizontal=True, key="start_kop", horizontal_alignment="distribute"):
            st.html(f'<p class="am-start">{safe(WORDS)}</p>')
            st.button("Sluiten", key="start_sluiten", on_click=_put, args=(True,), type="tertiary")
        _steps(snapshot_id)


@st.fragment
def _steps(snapshot_id: str) -> None:
    """Runs alone when a reader chooses: the page behind it stays as it is until the answer is asked."""
    one, two, three = st.columns([4, 4.6, 3], vertical_alignment="bottom")
    names = vergelijken.municipalities(snapshot_id)
    with one:
        chosen = st.selectbox(
            "1. Uw gemeente",
            list(names),
            index=None,
            format_func=names.__getitem__,
            key=PLACE,
            placeholder="Typ een deel van een naam",
        )
    place = store.find(snapshot_id, chosen, "gemeente") if chosen else None
    offered = {key: capital(words.removeprefix(THAN)) for key, words in vergelijken.offered(snapshot_id, place)}
    with two:
        beside = st.selectbox(
            "2. Vergelijk met",
            list(offered),
            format_func=offered.__getitem__,
            key=BESIDE,
            disabled=place is None,
        )
    with three:
        components.html(_answer(place, str(beside)))
    if place is not None and place.uitleg:
        components.remark(place.uitleg)


def _answer(place: Area | None, beside: str) -> Markup:
    """The third step: the sheet of the municipality, which says on what it certainly lies higher or lower."""
    if place is None:
        return Markup(f'<p class="am-start-drie"><b>3. Het antwoord</b><span>{safe(FIRST)}</span></p>')
    view = address(gebied=place.gebied_id, soort="gemeente", vergelijk=beside)
    return Markup(f'<p class="am-start-drie"><b>3. Het antwoord</b>{link(f"Toon {place.naam}", view, "gemeente")}</p>')


def _put(closed: bool) -> None:
    st.session_state[CLOSED] = closed
