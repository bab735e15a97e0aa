"""One municipality on one sheet: key figures, what stands out, neighbours and those most alike, capacity, doubts, sources."""

import streamlit as st

from dashboard.components import choosers_profiel, sections_profiel, sections_profiel_keuze, sections_profiel_leden

snapshot = st.session_state["snapshot"]
view = choosers_profiel.choice(snapshot, group=False)

if view.gebied.soort != sections_profiel.MUNICIPALITY:
    sections_profiel_keuze.choose_municipality(snapshot, view.gebied)
else:
    rows = sections_profiel.rows(snapshot, view)
    sections_profiel.opening(snapshot, view, rows)
    sections_profiel.key_figures(snapshot, view, rows)
    sections_profiel.standing_out(snapshot, view, rows)
    shown = sections_profiel_leden.around(snapshot, view, rows)
    sections_profiel.capacity_picture(snapshot, view, rows)
    sections_profiel.certainty(snapshot, view, rows, shown)
    sections_profiel.sources(snapshot, rows)
