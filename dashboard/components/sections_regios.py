"""The parts of the page of the regions: the order of a kind, and one region opened into its members with its gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import cautions, charts, components, export, findings, gap, members, regions, store
from dashboard.catalogue import catalogue
from dashboard.components import sections
from dashboard.components.choosers_regios import Choice
from dashboard.components.pictures import marked, picture
from dashboard.figures import Question
from dashboard.levels import Level, order_file, order_table, percent_sign, rank_words
from dashboard.markup import fold, paragraphs
from dashboard.overview import named
from dashboard.sentences import Figure, read, statement
from dashboard.sentences.amounts import amount
from dashboard.store import regios
from dashboard.wording import capital, counted, window

TITLES = {
    "niveau": "Bijdrage aan het cijfer",
    "kloof": "Bijdrage aan het verschil",
    "verandering": "Bijdrage aan de verandering",
}
WHAT = {"niveau": "het cijfer", "kloof": "het verschil", "verandering": "de verandering"}


def ordered(snapshot_id: str, view: Choice, soort: str) -> tuple[pd.DataFrame, list[Level]]:
    """The figures of every region of a kind, and their order."""
    asked = Question(view.indicator.id, soort, periode=view.periode, peildatum=_peildatum(snapshot_id, soort))
    return store.figures(snapshot_id, asked), regios.order(snapshot_id, asked, view.onzeker)


def _peildatum(snapshot_id: str, soort: str) -> date | None:
    return regios.reference_date(snapshot_id) if soort == "grootteklasse" else None


def comparator(snapshot_id: str, view: Choice) -> Figure:
    """The figure of the comparator in the period shown."""
    return read(
        store.figures(snapshot_id, view.vergelijk.question(view.indicator.id, view.periode)).to_dict("records")[0]
    )


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
    found = statement(read(own.to_dict("records")[0]), view.indicator, comparator=(other, view.vergelijk.place))
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
            _order(view, soort, frame, rows, rules, axis, other)


def _order(
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
    chosen = view.gebied.gebied_id if view.gebied else ""
    if any(row.onder is not None for row in rows):
        figure = charts.dots(rows, entry, components.scheme(), chosen, rules, axis, sample(frame))
        picture(figure, title, " ".join(words[:1]), f"regios-{soort}-{entry.id}", [entry], frame)
    else:
        why = next((row.waarom for row in rows if row.waarom), "de bron leverde geen cijfer")
        components.notice(f"Geen grafiek: voor geen enkel gebied van deze soort is er een cijfer, want {why}.")
    drawn = f"Streeplijn: {view.vergelijk.naam}, {amount(other, entry)}." if rules else ""
    brackets = (
        "Tussen haakjes: niet gerangschikt." if any(row.onder is not None and not row.ranked for row in rows) else ""
    )
    components.html(paragraphs([*words, f"{drawn} {brackets}".strip(), _chance(view, rows)]))
    body = order_table(
        rows, entry, title, lambda name, gebied_id: sections.to(name, gebied_id, soort), capital(kind.naam)
    )
    components.html(fold("Dezelfde cijfers als tabel", body))
    components.source(entry, frame)
    components.downloads(order_file(rows, frame), entry, f"regios_{soort}")


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


def opened(snapshot_id: str, view: Choice) -> None:
    """The opened region: how sure its list and figure are, what every member brings, and the gap with Vlaanderen."""
    if view.gebied is None:
        components.html(
            paragraphs(["Kies hierboven een gebied, of klik een naam in de tabel aan, om de gemeenten ervan te zien."])
        )
        return
    known = regios.memberships(snapshot_id, view.soort)
    own = known[known["gebied_id"] == view.gebied.gebied_id]
    asked = Question(
        view.indicator.id,
        view.soort,
        (view.gebied.gebied_id,),
        periode=view.periode,
        peildatum=_peildatum(snapshot_id, view.soort),
    )
    frame = store.figures(snapshot_id, asked)
    components.section(f"De gemeenten van {named(view.gebied)}")
    _certainty(snapshot_id, view, own, frame)
    _members(snapshot_id, view, own, frame)
    components.section("Het verschil met Vlaanderen, opgesplitst")
    _gap(snapshot_id, view, own, frame)


def _certainty(snapshot_id: str, view: Choice, own: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Coverage, masks, certainty and period of the membership, in words."""
    if view.gebied is None:
        return
    unknown = sorted(own.loc[own["lidstatus"] == "grens", "naam"])
    doubts, covered = [], ""
    for row in frame.to_dict("records"):
        doubts = [one.zin for one in cautions.cautions(row, view.indicator) if one.soort != cautions.SAMPLE]
        if row["bekend"] == row["delen"] and row["onder"] == row["boven"]:
            covered = f"Het cijfer telt {counted(len(own), 'gemeente', 'gemeenten')}."
    components.html(
        paragraphs(
            [sections.composition(snapshot_id, view.gebied), findings.left_out(unknown), covered, " ".join(doubts)]
        )
    )


def _members(snapshot_id: str, view: Choice, own: pd.DataFrame, frame: pd.DataFrame) -> None:
    entry, place = view.indicator, view.gebied
    if place is None:
        return
    now = store.figures(snapshot_id, Question(entry.id, periode=view.periode))
    then = store.figures(snapshot_id, Question(entry.id, periode=view.sinds)) if view.sinds else None
    other = comparator(snapshot_id, view)
    value = other.limits[0] if other.exact and other.complete else None
    complete = len(frame) > 0 and bool((frame["bekend"] == frame["delen"]).all())
    found = members.contributed(own, now, then, entry, value, complete)
    unit = " procentpunt" if percent_sign(entry) else ""
    part = "kloof" if "kloof" in found.totaal else "niveau"
    caption = f"{entry.korte_naam}, {window(view.periode)}"
    title = f"{place.naam}: bijdrage van elke gemeente aan {WHAT[part]}"
    if part in found.totaal and len(own) > 1:
        bars = members.bars(found, part)
        shown = charts.parts(bars, "procentpunt" if unit else entry.eenheid, components.scheme(), sample(frame))
        told = members.largest_words(found, part, named(place), unit)
        picture(shown, title, told, f"regios-bijdragen-{entry.id}", [entry], frame)
    words = [members.largest_words(found, one, named(place), unit) for one in TITLES]
    notes = [
        _meaning(view, found),
        *dict.fromkeys(text for text in words if text),
        *_refusals(found),
        _from_source(frame, found),
    ]
    components.html(paragraphs(notes))
    titles = {one: text + (f" met {view.vergelijk.naam}" if one == "kloof" else "") for one, text in TITLES.items()}
    components.html(members.contribution_table(found, entry, named(place), titles, caption, sections.to))
    components.source(entry, now[now["gebied_id"].isin(own["nis"])] if len(own) else now)
    explained = [
        *export.explanation(now, entry),
        ("Vergeleken met", view.vergelijk.naam),
        ("Verandering sinds", view.sinds),
    ]
    herkomst = str(frame["herkomst"].max()) if len(frame) else ""
    file = found.leden.assign(periode=view.periode, sinds=view.sinds, herkomst=herkomst, snapshot=snapshot_id)
    components.table_downloads(f"bijdragen-{entry.id}{marked(frame)}", file, explained, title, "bijdragen")


def _meaning(view: Choice, found: members.Contributions) -> str:
    if not found.totaal:
        return ""
    text = "Een bijdrage is een rekenkundig deel en geen oorzaak."
    if "verandering" in found.totaal:
        text += (
            f" De verandering is die sinds {window(view.sinds)}; of ze groter is dan gewoonlijk, zegt deze tabel niet."
        )
    return text


def _refusals(found: members.Contributions) -> list[str]:
    return [f"Bijdragen aan {WHAT[part]} kunnen niet berekend worden: {why}." for part, why in found.waarom.items()]


def _from_source(frame: pd.DataFrame, found: members.Contributions) -> str:
    """That the source gives the region exactly what its members only give as a range."""
    lower, upper = found.totaal.get("niveau", (0.0, 0.0))
    exact = len(frame) > 0 and frame["onder"].iloc[0] == frame["boven"].iloc[0]
    if exact and lower < upper:
        return (
            "Voor het gebied zelf geeft de bron een exact cijfer; van de gemeenten samen kennen we alleen de grenzen."
        )
    return ""


def _gap(snapshot_id: str, view: Choice, own: pd.DataFrame, frame: pd.DataFrame) -> None:
    entry, place = view.indicator, view.gebied
    if place is None:
        return
    everyone = store.figures(snapshot_id, Question(entry.id, periode=view.periode))
    classes = regios.memberships(snapshot_id, "grootteklasse")[["nis", "gebied_id"]]
    found = gap.split(own, everyone, classes, entry)
    moment = gap.dated(regios.reference_date(snapshot_id))
    words = gap.words(found, entry, named(place), moment)
    title = f"{place.naam} en Vlaanderen: {entry.korte_naam}, {window(view.periode)}"
    if found.reden:
        components.html(paragraphs(words))
        return
    if found.exact:
        steps = [("Andere grootteklassen", found.samenstelling[0]), ("Ander cijfer in dezelfde klasse", found.graad[0])]
        ends = (("Vlaanderen", found.vlaanderen[0]), (place.naam, found.gebied[0]))
        shown = charts.waterfall(
            ends[0], steps, ends[1], entry.eenheid, found.decimalen, components.scheme(), sample(everyone)
        )
        picture(shown, f"{title}. {gap.LABEL}", words[1], f"regios-opsplitsing-{entry.id}", [entry], frame)
    components.html(paragraphs(words))
    components.html(gap.class_table(found, entry, place.naam, title))
    components.source(entry, everyone, f"grootteklassen van {moment}")
    notes = [("Lees dit eerst", gap.LABEL), *export.explanation(everyone, entry)]
    herkomst = str(everyone["herkomst"].max())
    file = found.klassen.assign(periode=view.periode, herkomst=herkomst, snapshot=snapshot_id)
    components.table_downloads(f"opsplitsing-{entry.id}{marked(everyone)}", file, notes, title, "opsplitsing")
