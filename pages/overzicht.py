"""How many people live on a leefloon in Vlaanderen or in one place, and how that changed."""

import streamlit as st

from dashboard import components, overview, store
from dashboard.catalogue import catalogue
from dashboard.charts import Line
from dashboard.components import choosers, sections, sections_overzicht
from dashboard.figures import Question
from dashboard.suggestions import Beside

snapshot = st.session_state["snapshot"]
leefloon, graad = catalogue().indicatoren["leefloon"], catalogue().indicatoren["leefloongraad"]

place, month, division = choosers.place_month_division(snapshot, leefloon.id)
whole = place.soort == "vlaanderen"

chosen = (place.gebied_id,)
counts = store.figures(snapshot, Question(leefloon.id, place.soort, chosen, indeling=division))
rates = store.figures(snapshot, Question(graad.id, place.soort, chosen, indeling=division))
flanders = store.figures(snapshot, Question(graad.id, "vlaanderen", (store.FLANDERS,)))
known = store.figures(snapshot, Question("registratiegraad", place.soort, chosen, periode=month, indeling=division))
outflow = store.figures(snapshot, Question("twe_uitstroom_3m", place.soort, chosen, indeling=division))

frames = overview.Frames(counts, rates, flanders, known, outflow)
opening = overview.opening(place, frames, store.months(snapshot, leefloon.id), month)
components.finding(opening.zin, opening.toelichting, opening.kerncijfers)

everywhere = store.figures(snapshot, Question(graad.id, periode=month))
beside = Beside(
    store.figures(snapshot, Question("registratiegraad", "vlaanderen", (store.FLANDERS,), periode=month)),
    store.figures(snapshot, Question("twe_uitstroom_3m", "vlaanderen", (store.FLANDERS,))),
    everywhere,
)
sections_overzicht.map_and_next(snapshot, place, frames, beside, month)

components.section(f"Verloop in {overview.named(place)}")
events = store.events()
left, right = st.columns(2, gap="large")
with left:
    components.trend("Personen met een leefloon", sections.lines(place, counts), leefloon, events, month, "leefloon")
with right:
    comparator = [] if whole else [Line("Vlaanderen", flanders, "vergelijk")]
    components.trend("Leefloongraad", sections.lines(place, rates) + comparator, graad, events, month, "graad")

if whole:
    sections.largest_changes(snapshot, leefloon, month)
elif place.soort != "gemeente":
    sections.members(snapshot, place, leefloon, graad, month)

components.section("Wie krijgt een leefloon?")
sections.breakdowns(snapshot, place, leefloon, month)
