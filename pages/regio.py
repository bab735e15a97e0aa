"""One region of any kind, or an own group, on one sheet: key figures, what stands out, members, capacity, doubts, sources."""

import streamlit as st

from dashboard.components import choosers_profiel, sections_profiel, sections_profiel_keuze, sections_profiel_leden
from dashboard.store import profiel

snapshot = st.session_state["snapshot"]
view = choosers_profiel.choice(snapshot, group=True)

if view.gebied.soort in (sections_profiel.MUNICIPALITY, "vlaanderen"):
    sections_profiel_keuze.choose_region(snapshot, view.gebied)
else:
    sheet = profiel.sheet(snapshot, view.gebied, view.periode, view.vergelijk)
    sections_profiel.opening(snapshot, sheet)
    sections_profiel.key_figures(snapshot, sheet)
    around = profiel.around(snapshot, view.gebied, view.periode, view.vergelijk)
    sections_profiel.judgement(snapshot, sheet, around)
    sections_profiel_leden.members(snapshot, sheet, around)
    sections_profiel.capacity_picture(snapshot, view.gebied)
    sections_profiel.sources(sheet)
