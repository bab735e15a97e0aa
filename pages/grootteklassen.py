"""OCMW's by size: a figure within and between size classes, who changed class, agreements, and apart from these the survey."""

import streamlit as st

from dashboard.components import choosers_klassen, sections_enquete, sections_klassen, sections_overeenkomsten

snapshot = st.session_state["snapshot"]
view = choosers_klassen.choice(snapshot)

sections_klassen.opening(snapshot, view)
sections_klassen.distribution(snapshot, view)
sections_klassen.course(snapshot, view)
sections_klassen.change(snapshot, view)
sections_klassen.changed(snapshot, view)
sections_overeenkomsten.agreements(snapshot, view)
sections_enquete.by_class()
