"""How many people live on a leefloon in Vlaanderen or in one place, and how that changed."""

import streamlit as st

from dashboard import components, overview, store
from dashboard.asking import about
from dashboard.catalogue import catalogue
from dashboard.charts import Line
from dashboard.components import choosers, sections, sections_overzicht, sections_profiel, start
from dashboard.figures import Question
from dashboard.suggestions import Beside

snapshot = st.session_state["snapshot"]
leefloon, graad = catalogue().indicatoren["leefloon"], catalogue().indicatoren["leefloongraad"]

start.guide(snapshot)
place, month, division, against = choosers.place_month_division(snapshot, leefloon.id)
whole = place.soort == "vlaanderen"

alone = against.is_place(place)
counts = store.figures(snapshot, about(place, leefloon.id, indeling=division))
rates = store.figures(snapshot, about(place, graad.id, indeling=division))
others = store.figures(snapshot, against.question(graad.id))
known = store.figures(snapshot, about(place, "registratiegraad", periode=month, indeling=division))
outflow = store.figures(snapshot, about(place, "twe_uitstroom_3m", indeling=division))

frames = overview.Frames(counts, rates, others, known, outflow)
opening = overview.opening(place, frames, store.months(snapshot, leefloon.id), month, None if alone else against)
components.finding(opening.zin, opening.toelichting, opening.kerncijfers)

sections_profiel.onward(place)

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
    components.trend("Personen met een leefloon", sections.lines(place, counts), leefloon, events, "leefloon")
with right:
    comparator = [] if alone else [Line(against.kort, others, "vergelijk", volledig=against.naam)]
    components.trend("Leefloongraad", sections.lines(place, rates) + comparator, graad, events, "graad")

if whole:
    sections.largest_changes(snapshot, leefloon, month)
elif place.soort != "gemeente":
    sections.members(snapshot, place, leefloon, graad, month)

components.section("Wie krijgt een leefloon?")
sections.breakdowns(snapshot, place, leefloon, month)
