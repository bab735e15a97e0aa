"""The ten municipalities most alike one's own, on characteristics a reader weighs, and a figure beside theirs."""

import streamlit as st

from dashboard import components
from dashboard.areas import UnknownArea
from dashboard.components import choosers_vergelijkbaar, sections_vergelijkbaar
from dashboard.store import vergelijkbaar

snapshot = st.session_state["snapshot"]
view = choosers_vergelijkbaar.choice(snapshot)

if view.gebied.soort != "gemeente":
    sections_vergelijkbaar.no_municipality(view.gebied.naam)
else:
    try:
        found = vergelijkbaar.nearest(snapshot, view.gebied.gebied_id, view.text)
    except UnknownArea as error:
        components.prompt(str(error), [sections_vergelijkbaar.HOW])
    else:
        sections_vergelijkbaar.opening(snapshot, view, found)
        sections_vergelijkbaar.who(snapshot, view, found)
        sections_vergelijkbaar.beside(snapshot, view, found)
