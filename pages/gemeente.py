"""One municipality on one sheet: key figures, what stands out, neighbours and those most alike, capacity, doubts, sources."""

import streamlit as st

from dashboard.components import choosers_profiel, sections_profiel, sections_profiel_keuze, sections_profiel_leden
from dashboard.store import profiel

snapshot = st.session_state["snapshot"]
view = choosers_profiel.choice(snapshot, group=False)

if view.gebied.soort != sections_profiel.MUNICIPALITY:
    sections_profiel_keuze.choose_municipality(snapshot, view.gebied)
else:
    sheet = profiel.sheet(snapshot, view.gebied, view.periode, view.vergelijk)
    sections_profiel.opening(snapshot, sheet)
    sections_profiel.key_figures(snapshot, sheet)
    around = profiel.around(snapshot, view.gebied, view.periode, view.vergelijk)
    sections_profiel.judgement(snapshot, sheet, around)
    sections_profiel_leden.around(snapshot, sheet, around)
    sections_profiel.capacity_picture(snapshot, view.gebied)
    sections_profiel.sources(sheet)
