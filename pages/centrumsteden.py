"""The 13 centrumsteden beside one another: registration, leefloon, outflow, and what changed."""

import streamlit as st

from dashboard import components
from dashboard.components import choosers_centrumsteden, sections_centrumsteden

snapshot = st.session_state["snapshot"]
view = choosers_centrumsteden.choice(snapshot)

sections_centrumsteden.opening(snapshot, view)
for title, part in sections_centrumsteden.PARTS:
    components.section(title)
    part(snapshot, view)
