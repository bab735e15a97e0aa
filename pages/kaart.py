"""Any figure of any kind of area on a map, with what is known about the area a reader chooses."""

import streamlit as st

from dashboard import choosers_kaart, components, sections_kaart
from dashboard.overview import named

snapshot = st.session_state["snapshot"]
view = choosers_kaart.choice(snapshot)

if view is not None:
    sections_kaart.opening(snapshot, view)
    if view.tweede is None:
        left, right = st.columns([7, 4], gap="large")
        with left:
            sections_kaart.map_with_files(snapshot, view)
        with right:
            sections_kaart.figures(snapshot, view)
            sections_kaart.around(snapshot, view)
    else:
        sections_kaart.map_with_files(snapshot, view)
        left, right = st.columns(2, gap="large")
        with left:
            sections_kaart.figures(snapshot, view)
        with right:
            sections_kaart.around(snapshot, view)

    components.section(f"Verloop in {named(view.gebied)}")
    sections_kaart.course(snapshot, view)
    sections_kaart.people(snapshot, view)
