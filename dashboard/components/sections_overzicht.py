"""The row under the overview's first words: where the place lies, and what a reader does best after this page."""

from __future__ import annotations

import streamlit as st

from dashboard import components, store
from dashboard.areas import OWN_GROUP, Area
from dashboard.catalogue import catalogue
from dashboard.components import choosers_kaart
from dashboard.components.choosers import address
from dashboard.components.kaart import drawn_map
from dashboard.figures import Question
from dashboard.markup import joined, link, paragraphs, steps
from dashboard.overview import Frames
from dashboard.store import kaart as store_kaart
from dashboard.suggestions import MAP, Beside, advice

RATE = "leefloongraad"


def map_and_next(snapshot_id: str, area: Area, frames: Frames, beside: Beside, month: str) -> None:
    """The small map on the left, what to look at next on the right."""
    left, right = st.columns(2, gap="large")
    with left:
        components.section("Op de kaart")
        small_map(snapshot_id, area, month)
    with right:
        components.section("Wat bekijkt u best hierna?")
        found = advice(area, frames, beside, store.months(snapshot_id, "leefloon"), month)
        onward = [(one.zin, link(one.link, address(**one.sleutels), one.pagina)) for one in found.suggesties]
        components.html(joined([paragraphs([found.opening]), steps(onward)]))


def small_map(snapshot_id: str, area: Area, month: str) -> None:
    """Today's municipalities by leefloongraad with the place outlined; a click goes to that municipality."""
    drawings = store_kaart.drawings()
    if not drawings:
        components.remark("Er is nog geen kaart van de gemeenten.")
        return
    question = Question(RATE, periode=month)
    panel, frame = store_kaart.panel(snapshot_id, question, ""), store.figures(snapshot_id, question)
    drawing = next(iter(drawings.values()))
    alone = area.soort == "gemeente"
    drawn_map(
        drawing,
        [panel],
        store_kaart.places(snapshot_id, question),
        lambda nis: choosers_kaart.choose_area("gemeente", nis),
        choosers_kaart.choose_period,
        gekozen=area.gebied_id if alone else "",
        getoond="",
        omlijnd=[] if alone else sorted(_members(snapshot_id, area, month)),
        klein=True,
        alt=f"Kaart ({drawing.vorm}). De pagina Kaart geeft dezelfde cijfers als tabel.",
        kop="",
        bijschrift="",
        voorbeeld=bool((frame["herkomst"] == "voorbeeld").any()),
        periode=month,
        spelen="",
        beeld=None,
    )
    kind = "gemeente" if area.soort in ("vlaanderen", OWN_GROUP) else area.soort
    view = address(gebied=area.gebied_id, soort=kind, indicator=RATE, periode=month)
    components.html(paragraphs([link("Bekijk op de pagina Kaart, met tabel en alle cijfers", view, MAP)]))
    components.source(catalogue().indicatoren[RATE], frame, drawing.bron)


def _members(snapshot_id: str, area: Area, month: str) -> frozenset[str]:
    """The municipalities of today that certainly lie in an area; none for Vlaanderen, which is the whole map."""
    if area.soort == OWN_GROUP:
        return frozenset(area.leden)
    if area.soort == "vlaanderen":
        return frozenset()
    return store_kaart.places(snapshot_id, Question(RATE, area.soort, periode=month)).members(area.gebied_id)
