"""One region of any kind, or an own group, on one sheet: key figures, what stands out, members, capacity, doubts, sources."""

import streamlit as st

from dashboard.components import choosers_profiel, sections_profiel, sections_profiel_keuze, sections_profiel_leden

snapshot = st.session_state["snapshot"]
view = choosers_profiel.choice(snapshot, group=True)

if view.gebied.soort in (sections_profiel.MUNICIPALITY, "vlaanderen"):
    sections_profiel_keuze.choose_region(snapshot, view.gebied)
else:
    rows = sections_profiel.rows(snapshot, view)
    sections_profiel.opening(snapshot, view, rows)
    sections_profiel.key_figures(snapshot, view, rows)
    sections_profiel.standing_out(snapshot, view, rows)
    shown = sections_profiel_leden.members(snapshot, view, rows)
    sections_profiel.capacity_picture(snapshot, view, rows)
    sections_profiel.certainty(snapshot, view, rows, shown)
    sections_profiel.sources(snapshot, rows)
