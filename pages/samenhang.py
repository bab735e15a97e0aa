"""Whether regiegebieden hang together, how they fit other divisions, and what if they were drawn otherwise."""

import streamlit as st

from dashboard import components
from dashboard.coherence import words
from dashboard.components import choosers_samenhang, kaart_samenhang, sections_samenhang, sections_voorstel
from dashboard.markup import paragraphs

snapshot = st.session_state["snapshot"]
view = choosers_samenhang.choice(snapshot)

sentence = sections_samenhang.opening(view)
kaart_samenhang.map_with_files(snapshot, view, sentence)

region = view.na.get(view.gekozen)
if not view.gekozen:
    components.section("Alle regiegebieden naast elkaar")
    sections_samenhang.every_region(view)
elif region is not None and region.beoordeeld:
    components.section("Wat eraan grenst")
    sections_samenhang.around(view, region)
    components.section("Hoe het past in andere indelingen")
    sections_samenhang.fits(view, region)
elif region is not None:
    components.section("Buren en overlap")
    components.html(
        paragraphs(
            [
                f"Voor {words.place(region)} tonen we geen buren en geen overlap: {words.no_verdict(region)}. "
                "Met een onzekere lijst zou dat een te stellig beeld geven."
            ]
        )
    )

components.section("Wat als de gebieden anders lagen?")
sections_voorstel.proposal(snapshot, view)
