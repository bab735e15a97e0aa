"""What changed for a place since the previous meeting: new months, revisions, mergers, membership, definitions, each apart."""

import streamlit as st

from dashboard import components
from dashboard.components import choosers_sinds, sections_sinds
from dashboard.figures import BadQuestion

snapshot = st.session_state["snapshot"]
view = choosers_sinds.choice(snapshot)

if view is None:
    components.prompt("Er is nog geen eerder moment om mee te vergelijken.")
else:
    try:
        told = sections_sinds.found(snapshot, view)
    except BadQuestion as error:
        components.prompt(str(error))
    else:
        sections_sinds.opening(view, told)
        sections_sinds.change(view, told)
        sections_sinds.parts(told)
        components.section("Bron en snapshots")
        sections_sinds.source(snapshot, view, told)
        sections_sinds.versions(snapshot, view)
