"""Where the figures come from, how good they are, and what every word means."""

import streamlit as st

from dashboard import components, published, quality, store
from dashboard.catalogue import catalogue
from dashboard.markup import definitions, fold, joined, paragraphs
from dashboard.wording import capital

snapshot = st.session_state["snapshot"]
entries = catalogue()
state = quality.state(store.deliveries(snapshot))
before = store.previous_id(snapshot)
revised = store.revisions(snapshot, before) if before else None

components.finding(quality.summary(state, "leefloon"), [quality.revision_words(before, revised)])

components.section("Wat is verzonnen en wat niet?")
components.html(paragraphs(quality.sample_words(state, entries)))

components.section("Bronnen")
loaded = [source for source in entries.bronnen.values() if source.id in set(state["bron"])]
for source in loaded:
    components.html(quality.state_table(state, source, revised))
    components.html(fold("Uitgever, licentie en aandachtspunten", quality.source_card(source), source.naam))
components.state_download(state, snapshot)

components.section("Bronnen die nog niet geladen zijn")
waiting = [source for source in entries.bronnen.values() if source not in loaded]
components.html(joined(fold(source.naam, quality.source_card(source), source.uitgever) for source in waiting))

components.section("Indicatoren")
indicators = entries.indicatoren.values()
components.html(
    joined(fold(entry.korte_naam, quality.indicator_card(entry, entries), entry.naam) for entry in indicators)
)

components.section("Gebieden")
components.html(quality.kinds_table(store.areas(snapshot), entries))
components.html(
    joined(fold(capital(kind.meervoud), paragraphs([kind.toelichting])) for kind in entries.soorten.values())
)

components.section("Gebeurtenissen")
components.html(quality.events_table(store.events()))

components.section("Begrippen")
components.html(definitions([(term.term, term.uitleg) for term in entries.begrippen], "am-begrippen"))

components.section("Wat anderen publiceerden")
components.html(fold("Gepubliceerde cijfers naast deze monitor", published.tables()))
