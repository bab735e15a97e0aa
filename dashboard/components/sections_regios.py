"""The order of the regions of one kind, or of two kinds side by side, on the page of the regions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import charts, components, export, regions, store
from dashboard.catalogue import catalogue
from dashboard.components import sections, sections_verandering
from dashboard.components.choosers_regios import Choice
from dashboard.components.pictures import picture
from dashboard.components.sections_verandering import Places
from dashboard.figures import Question
from dashboard.levels import Level, order_file, order_table, rank_words
from dashboard.markup import fold, paragraphs
from dashboard.overview import named
from dashboard.records import records
from dashboard.sentences import Figure, read, statement
from dashboard.sentences.amounts import amount
from dashboard.store import regios
from dashboard.wording import capital, window


def ordered(snapshot_id: str, view: Choice, soort: str) -> tuple[pd.DataFrame, list[Level]]:
    """The figures of every region of a kind, and their order."""
    asked = Question(view.indicator.id, soort, periode=view.periode, peildatum=peildatum(snapshot_id, soort))
    return store.figures(snapshot_id, asked), regios.order(snapshot_id, asked, view.onzeker)


def peildatum(snapshot_id: str, soort: str) -> date | None:
    """The reference date of the size classes; None for another kind."""
    return regios.reference_date(snapshot_id) if soort == "grootteklasse" else None


def comparator(snapshot_id: str, view: Choice) -> Figure:
    """The figure of the comparator in the period shown."""
    return read(records(store.figures(snapshot_id, view.vergelijk.question(view.indicator.id, view.periode)))[0])


def opening(snapshot_id: str, view: Choice) -> None:
    """The page's first words: the opened region beside the comparator, or the regions that lie furthest apart."""
    frame, rows = ordered(snapshot_id, view, view.soort)
    if view.gebied is None:
        components.finding(
            regions.spread(rows, view.indicator, view.soort, view.periode), regions.order_words(rows, view.soort)[:1]
        )
        return
    own = frame[frame["gebied_id"] == view.gebied.gebied_id]
    if own.empty:
        components.finding(f"Voor {named(view.gebied)} is er geen cijfer in {window(view.periode)}.")
        return
    other = comparator(snapshot_id, view)
    found = statement(read(records(own)[0]), view.indicator, comparator=(other, view.vergelijk.place))
    row = next(row for row in rows if row.gebied_id == view.gebied.gebied_id)
    components.finding(found.zin, [" ".join(found.twijfel), rank_words(row, sum(one.ranked for one in rows))])


def order(snapshot_id: str, view: Choice) -> None:
    """The regions of the kind in order, and those of the second kind beside them on the same axis."""
    kinds = [view.soort, *([view.naast] if view.naast else [])]
    found = {soort: ordered(snapshot_id, view, soort) for soort in kinds}
    other = comparator(snapshot_id, view)
    comparable = other.exact and other.complete and view.indicator.soort != "aantal"
    scale = 100 if view.indicator.soort == "aandeel" else 1
    rules = [("vergelijking", scale * other.limits[0])] if comparable else []
    axis = charts.span([row for _, rows in found.values() for row in rows], rules)
    for column, (soort, (frame, rows)) in zip(st.columns(len(kinds), gap="large"), found.items(), strict=True):
        with column:
            _order(snapshot_id, view, soort, frame, rows, rules, axis, other)


def change(snapshot_id: str, view: Choice) -> None:
    """The change of every region of the kind, and of the second kind beside it, against its own month-to-month variation."""
    entry, since, until = sections_verandering.asked(snapshot_id, view.indicator, view.periode, view.sinds)
    kinds = [view.soort, *([view.naast] if view.naast and since else [])]
    for column, soort in zip(st.columns(len(kinds), gap="large"), kinds, strict=True):
        with column:
            moment = peildatum(snapshot_id, soort)
            kind = catalogue().soorten[soort]
            left_out, chosen, place = {}, "", ""
            if since:
                rows = regios.order(
                    snapshot_id, Question(entry.id, soort, periode=until, peildatum=moment), view.onzeker
                )
                left_out = {row.gebied_id: row.waarom for row in rows if not row.ranked and row.onder is not None}
            if view.gebied and view.gebied.soort == soort:
                chosen, place = view.gebied.gebied_id, named(view.gebied)
            who = Places(kind.naam, kind.meervoud, chosen, place, left_out)
            question = Question(entry.id, soort, peildatum=moment)
            sections_verandering.change(snapshot_id, question, since, until, entry, who)


def _order(
    snapshot_id: str,
    view: Choice,
    soort: str,
    frame: pd.DataFrame,
    rows: Sequence[Level],
    rules: Sequence[tuple[str, float]],
    axis: tuple[float, float],
    other: Figure,
) -> None:
    kind, entry = catalogue().soorten[soort], view.indicator
    title = f"{entry.korte_naam}: {kind.meervoud}, {window(view.periode)}"
    words = regions.order_words(rows, soort)
    drawn = f"Streeplijn: {view.vergelijk.naam}, {amount(other, entry)}." if rules else ""
    chosen = view.gebied.gebied_id if view.gebied else ""
    if any(row.onder is not None for row in rows):
        figure = charts.dots(rows, entry, components.scheme(), chosen, rules, axis, sample(frame))
        picture(figure, title, " ".join(words[:1]), f"regios-{soort}-{entry.id}", [entry], frame, drawn)
    else:
        why = next((row.waarom for row in rows if row.waarom), "de bron leverde geen cijfer")
        components.notice(f"Geen grafiek: voor geen enkel gebied van deze soort is er een cijfer, want {why}.")
    brackets = (
        "Tussen haakjes: niet gerangschikt." if any(row.onder is not None and not row.ranked for row in rows) else ""
    )
    components.html(paragraphs([*words, f"{drawn} {brackets}".strip(), _chance(view, rows)]))
    body = order_table(
        rows, entry, title, lambda name, gebied_id: sections.to(name, gebied_id, soort), capital(kind.naam)
    )
    components.html(fold("Dezelfde cijfers als tabel", body))
    components.source(entry, frame)
    beside = store.figures(snapshot_id, view.vergelijk.question(entry.id, view.periode))
    marks = pd.concat([frame[["herkomst"]], beside[["herkomst"]]])
    components.downloads(
        marks,
        entry,
        f"regios_{soort}",
        lambda: export.named([(order_file(rows, frame), ""), (beside, view.vergelijk.naam)]),
    )


def _chance(view: Choice, rows: Sequence[Level]) -> str:
    if not any(row.ranked for row in rows):
        return ""
    if view.indicator.interval == "geen":
        return "Hoe ver toeval de volgorde kan verschuiven, kunnen we voor dit cijfer niet berekenen."
    return (
        "Het dunne streepje is wat toeval alleen met het cijfer kan doen. "
        "De plaats is een bereik waar iets verborgen of gelijk is."
    )


def sample(frame: pd.DataFrame) -> bool:
    """Whether any figure is a sample."""
    return bool((frame["herkomst"] == "voorbeeld").any())
