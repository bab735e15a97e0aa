"""Two to eight municipalities side by side, on every indicator, beside a comparator that is always named."""

import streamlit as st

from dashboard import components
from dashboard.components import choosers, choosers_gemeenten, sections_gemeenten
from dashboard.wording import listed

snapshot = st.session_state["snapshot"]
view = choosers_gemeenten.choice(snapshot)

if not view.complete:
    components.prompt("Kies twee tot acht gemeenten om ze naast elkaar te zetten.")
else:
    opening = st.container()
    names = listed([area.naam for area in view.gemeenten])
    components.section(f"{names}, per indicator")
    everything = choosers.switched("rijen", "Ook aantallen en kenmerken")
    found = sections_gemeenten.sides(snapshot, view, everything)
    with opening:
        sections_gemeenten.opening(found[0])
    sections_gemeenten.rows(snapshot, view, found, everything)
    components.section(f"Verloop: {view.indicator.korte_naam}")
    sections_gemeenten.course(snapshot, view, found[0])
    components.section(f"Rang: {view.indicator.korte_naam}")
    sections_gemeenten.standing(found[0])
