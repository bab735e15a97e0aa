"""How many people live on a leefloon in Vlaanderen or in one place, and how that changed."""

import streamlit as st

from dashboard import changes, choosers, components, findings, overview, store, tables
from dashboard.catalogue import catalogue
from dashboard.charts import Line
from dashboard.figures import Question
from dashboard.markup import fold, link, paragraphs
from dashboard.wording import period

snapshot = st.session_state["snapshot"]
leefloon, graad = catalogue().indicatoren["leefloon"], catalogue().indicatoren["leefloongraad"]
place, month, division = choosers.place_month_division(snapshot, "leefloon")
ids = (place.gebied_id,)
counts = store.figures(snapshot, Question("leefloon", place.soort, ids, indeling=division))
rates = store.figures(snapshot, Question("leefloongraad", place.soort, ids, indeling=division))
flanders = store.figures(snapshot, Question("leefloongraad", "vlaanderen", (store.FLANDERS,)))
months = store.months(snapshot, "leefloon")


def to(name: str, area_id: str) -> str:
    """A link to a municipality on this page."""
    return link(name, choosers.address(gebied=area_id, soort="gemeente"))


opening = overview.opening(place, counts, rates, flanders, months, month)
components.finding(opening.zin, opening.toelichting, opening.kerncijfers)

components.section(f"Verloop in {overview.named(place)}")
left, right = st.columns(2, gap="large")
with left:
    components.trend(
        "Personen met een leefloon", components.lines(place, counts), leefloon, store.events(), month, "leefloon"
    )
with right:
    comparator = [] if place.soort == "vlaanderen" else [Line("Vlaanderen", flanders, "vergelijk")]
    components.trend(
        "Leefloongraad", components.lines(place, rates) + comparator, graad, store.events(), month, "graad"
    )

if place.soort == "vlaanderen":
    components.section("Grootste veranderingen bij gemeenten met minstens 100 leefloongerechtigden")
    stable = changes.last_stable(months, month) or month
    now, then = (
        store.figures(snapshot, Question("leefloon", periode=at)) for at in (stable, changes.year_before(stable))
    )
    largest = changes.largest(now, then)
    if largest.vergeleken:
        for column, frame, word in zip(
            st.columns(2, gap="large"), (largest.meer, largest.minder), ("Meer", "Minder"), strict=True
        ):
            with column:
                components.html(tables.changes(frame, f"{word} dan een jaar eerder", stable, to))
        components.html(paragraphs([findings.compared_places(largest.vergeleken, largest.niet_vergelijkbaar, 100)]))
        components.source(leefloon, now, f"vergeleken met {period(changes.year_before(stable))}")
    else:
        components.notice(f"Voor {period(stable)} is er geen maand een jaar eerder om mee te vergelijken.")
elif place.soort != "gemeente":
    components.section(f"Gemeenten van {overview.named(place)}")
    names = store.members(snapshot, place.soort, place.gebied_id, "huidig", month)
    codes = tuple(names["nis"])
    own = [
        store.figures(snapshot, Question(indicator, "gemeente", codes)) for indicator in ("leefloon", "leefloongraad")
    ]
    unknown = sorted(names.loc[names["lidstatus"] == "grens", "naam"])
    components.html(paragraphs([*components.composition(snapshot, place), findings.left_out(unknown)]))
    doubt = ", voorlopig" if changes.provisional_since(months, month) else ""
    body = tables.members(names, own[0], own[1], month, f"{period(month).capitalize()}{doubt}", to)
    components.html(body if len(names) <= 25 else fold(f"{len(names)} gemeenten", body))
    components.source(graad, own[1])
    components.downloads(own[1], graad, "leden")

components.section("Wie krijgt een leefloon?")
components.breakdowns(snapshot, place, leefloon, month)
