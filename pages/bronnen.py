"""Where the figures come from, how good they are, and what every word means."""

import streamlit as st

from dashboard import components, quality, store
from dashboard.components import carried

snapshot = st.session_state["snapshot"]
state = store.state(snapshot)
before = store.previous_id(snapshot)
revised = store.revisions(snapshot, before) if before else None

carried.say_unused()
components.prompt(quality.summary(state, "leefloon"), [quality.revision_words(before, revised)])
for title, body in store.quality_sections(snapshot, before):
    components.section(title)
    components.html(body)
    if title == "Bronnen":
        components.state_download(state, snapshot)
