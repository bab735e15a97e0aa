"""Regions of a kind in order, one of them opened into its municipalities, and its gap with Vlaanderen."""

import streamlit as st

from dashboard import components
from dashboard.components import choosers_regios, sections_regio, sections_regios

snapshot = st.session_state["snapshot"]
view = choosers_regios.choice(snapshot)

sections_regios.opening(snapshot, view)
components.section("De gebieden op volgorde")
sections_regios.order(snapshot, view)
components.section("Verandering naast de gewone schommeling")
sections_regios.change(snapshot, view)
sections_regio.opened(snapshot, view)
