"""Sharing the cost of joint case work over a group: what every key means for every member, and the capacity it buys."""

import streamlit as st

from dashboard.components import choosers_verdeelsleutel, sections_verdeelsleutel
from dashboard.cost_sharing import LEAST

snapshot = st.session_state["snapshot"]
view = choosers_verdeelsleutel.choice(snapshot)

if len(view.plan.leden) < LEAST:
    sections_verdeelsleutel.nothing(view)
else:
    sections_verdeelsleutel.opening(snapshot, view)
    sections_verdeelsleutel.every_key(snapshot, view)
    sections_verdeelsleutel.counts(snapshot, view)
    sections_verdeelsleutel.scale(snapshot, view)
    sections_verdeelsleutel.cases()
