"""Any figure of any kind of area on a map, with what is known about the area a reader chooses."""

import streamlit as st

from dashboard import components
from dashboard.components import choosers_kaart, sections_kaart, sections_profiel
from dashboard.overview import named

snapshot = st.session_state["snapshot"]
view = choosers_kaart.choice(snapshot)

if view is not None:
    sections_kaart.opening(snapshot, view)
    sections_profiel.onward(view.gebied)
    beside = view.tweede is None and view.gebied.soort != "vlaanderen"
    wide, narrow = st.columns([7, 4], gap="large") if beside else (st.container(), st.container())
    with wide:
        sections_kaart.map_with_files(snapshot, view)
    with narrow:
        sections_kaart.around(snapshot, view)
    components.section(f"Verloop in {named(view.gebied)}")
    sections_kaart.course(snapshot, view)
    sections_kaart.people(snapshot, view)
