"""What the study of 2023 says by size class, apart from the monitor's own figures: as printed, with n and every flaw."""

from __future__ import annotations

import streamlit as st

from dashboard import components as parts
from dashboard import survey
from dashboard.components import choosers
from dashboard.markup import fold, paragraphs
from dashboard.survey import tables

APART = (
    "Dit zijn gedrukte antwoorden van een enquête, geen cijfers van de monitor en geen toevalssteekproef. Daarom staat er bij "
    "elk percentage een n en geen interval, en zetten we ze niet naast de cijfers hierboven."
)


def by_class() -> None:
    """One table of the study by size class, chosen under `vraag`."""
    items = {key: item for key, item in survey.items().items() if item.by_class}
    parts.section("Apart: wat OCMW's in de enquête van 2023 antwoordden, per grootteklasse")
    parts.html(paragraphs([APART, survey.CLASS_DATE]))
    st.session_state[choosers.PENDING] = []
    chosen = choosers.chosen(
        "vraag", "Tabel van de studie", list(items), next(iter(items)), lambda key: items[key].titel
    )
    for text in st.session_state.pop(choosers.PENDING):
        parts.notice(text)
    item = items[chosen]
    parts.html(paragraphs([f"Vraag: {item.vragen[0]}", f"Aantal antwoorden: {survey.counted(item)}."]))
    for text in item.gebreken:
        parts.notice(text)
    bars = survey.bars(item)
    if bars:
        parts.shares(item.titel, bars, "enquete", survey.source(item))
    parts.html(paragraphs([survey.no_chart(item)]))
    parts.html(tables.main_table(item))
    parts.html(tables.checked(item))
    parts.html(fold("Alle beperkingen van de enquête", paragraphs([*survey.flaws("enquete"), *survey.flaws("studie")])))
    parts.remark(survey.source(item))
    parts.table_downloads(
        f"onderzoek-2023-{item.id}", survey.frame(item), survey.explanation(item), item.titel, "enquete"
    )
