"""One region opened: how sure its list and figure are, what every member brings, and its gap with Vlaanderen."""

from __future__ import annotations

import pandas as pd

from dashboard import cautions, charts, components, export, findings, gap, members, store
from dashboard.components import sections, sections_profiel
from dashboard.components.choosers_regios import Choice
from dashboard.components.pictures import marked, picture
from dashboard.components.sections_regios import comparator, peildatum, sample
from dashboard.figures import Question
from dashboard.levels import percent_sign
from dashboard.markup import paragraphs
from dashboard.overview import named
from dashboard.records import records
from dashboard.store import regios
from dashboard.wording import counted, window

TITLES = {
    "niveau": "Bijdrage aan het cijfer",
    "kloof": "Bijdrage aan het verschil",
    "verandering": "Bijdrage aan de verandering",
}
WHAT = {"niveau": "het cijfer", "kloof": "het verschil", "verandering": "de verandering"}


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
        peildatum=peildatum(snapshot_id, view.soort),
    )
    frame = store.figures(snapshot_id, asked)
    components.section(f"De gemeenten van {named(view.gebied)}")
    sections_profiel.onward(view.gebied)
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
    for row in records(frame):
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
    beside = f" met {view.vergelijk.naam}" if part == "kloof" else ""
    title = f"{place.naam}: bijdrage van elke gemeente aan {WHAT[part]}{beside}"
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
    against = f"; verschil met {view.vergelijk.naam}" if "kloof" in found.totaal else ""
    components.html(members.contribution_table(found, entry, named(place), TITLES, f"{caption}{against}", sections.to))
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
            f" De verandering is die sinds {window(view.sinds)}; of ze groter is dan gewoonlijk, leest u hierboven, "
            "bij de gewone schommeling."
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
