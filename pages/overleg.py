"""The briefing pack of a strategisch overleg: choose, see the findings, make slides, report and figures."""

import streamlit as st

from dashboard import components
from dashboard.components import choosers_overleg, sections_overleg
from dashboard.store import overleg

snapshot = st.session_state["snapshot"]
choices = choosers_overleg.choice(snapshot)
try:
    outline = overleg.outline(snapshot, choices)
except overleg.BadChoice as error:
    components.prompt("Voor deze keuze is er geen pakket.")
    components.notice(str(error))
    st.stop()

sections_overleg.opening(outline)
files = st.container()
sections_overleg.outline_table(outline)
with files:  # written last, so that nothing on the page waits, greyed, while the files are made
    sections_overleg.made(snapshot, outline)
