"""The what-if on the page on coherence: who moves where, what changes, every figure before and after, and the list as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import components, export
from dashboard.catalogue import catalogue
from dashboard.coherence import proposed, words
from dashboard.components import choosers_samenhang
from dashboard.components.choosers_samenhang import Choice
from dashboard.components.sections_samenhang import judged
from dashboard.markup import Column, Markup, paragraphs, safe, sample_mark, table
from dashboard.store import samenhang
from dashboard.wording import day

HOW = (
    "Verplaats gemeenten naar een ander gebied of maak een nieuw gebied. Wat u voorstelt, staat in de link van deze pagina en "
    "verandert niets aan de gegevens van anderen."
)
MEANING = (
    "Het cijfer van nu is dat van de rest van de monitor. Het cijfer in het voorstel is opnieuw berekend uit de som van de "
    "gemeenten; waar een bron kleine aantallen verbergt, wordt dat een bereik, ook als de bron voor het gebied van nu zelf een "
    "cijfer geeft. Een verschil komt alleen door de andere samenstelling en zegt niets over wat een andere indeling zou doen."
)
FILE = (
    "Dit bestand bevat alle regiegebieden, ook de ongewijzigde, en vervangt bij het laden de hele lijst. De gewijzigde gebieden "
    "gelden erin vanaf {start}. De zekerheid van een nieuw gebied blijft leeg: vul ze zelf in. Controleer het met: "
    "python -m dashboard check <bestand>"
)


def proposal(snapshot_id: str, view: Choice) -> None:
    """The form, and what the proposal does once there is one."""
    components.html(paragraphs([HOW]))
    choosers_samenhang.proposal_form(view)
    if not view.voorstel:
        return
    before, after, changed = view.kader.regios, view.na, view.gewijzigd
    components.html(paragraphs([proposed.sentence(view.voorstel, before, changed)]))
    columns = [Column("Gemeente"), Column("Nu in"), Column("In het voorstel")]
    components.html(table("Verplaatsingen", columns, proposed.moves(view.voorstel, before, after, view.kader.namen)))
    _verdicts(view, changed)
    _file(snapshot_id, view)
    _figures(snapshot_id, view, changed)


def _verdicts(view: Choice, changed: list[str]) -> None:
    columns = [Column("Gebied"), Column("Gemeenten nu", getal=True), Column("Gemeenten voorstel", getal=True)]
    columns += [Column("Aan elkaar nu"), Column("Aan elkaar in het voorstel")]
    rows = []
    for area in changed:
        both = [where.get(area) for where in (view.kader.regios, view.na)]
        counts = [words.size(region) if region else "–" for region in both]
        said = [words.short(region, judged(region)) if region else "–" for region in both]
        known = both[1] or both[0]
        rows.append([choosers_samenhang.region_link(known) if known else "", *counts, *said])
    components.html(table("Wat er aan de gebieden verandert", columns, rows))


def _file(snapshot_id: str, view: Choice) -> None:
    with st.container(horizontal=True, key="acties_ledenlijst", gap="small"):
        components.download(
            "Download ledenlijst (CSV)",
            "activeringsmonitor-regiegebieden-voorstel.csv",
            "text/csv",
            lambda: export.plain_csv(samenhang.memberfile(snapshot_id, view.na)),
            "csv_ledenlijst",
        )
        choosers_samenhang.clear(view)
    components.remark(FILE.format(start=day(samenhang.begins(snapshot_id))))


def _figures(snapshot_id: str, view: Choice, changed: list[str]) -> None:
    """Every indicator of every changed region, now and as proposed."""
    components.section("Elk cijfer nu en in het voorstel")
    components.html(paragraphs([MEANING]))
    found = samenhang.figures(snapshot_id, view.na, changed)
    columns = [
        Column("Indicator"),
        Column("Periode"),
        Column("Nu", getal=True),
        Column("Voorstel", getal=True),
        Column("Opmerking"),
    ]
    for area in changed:
        known = view.na.get(area) or view.kader.regios[area]
        rows = [proposed.cells(pairs[area]) for pairs in found]
        components.html(table(known.naam, columns, rows))
    frame = proposed.as_rows(found)
    components.html(_source(snapshot_id, frame))
    notes = [("Betekenis", MEANING), ("Let op", words.NOT_CONFIRMED), ("Snapshot", snapshot_id)]
    components.table_downloads("regiegebieden-voorstel-cijfers", frame, notes, "Voor en na", "voorstel")


def _source(snapshot_id: str, frame: pd.DataFrame) -> Markup:
    used = [catalogue().indicatoren[name] for name in dict.fromkeys(frame["indicator"])]
    names = dict.fromkeys(source.naam for indicator in used for source in catalogue().sources_of(indicator))
    sample = Markup(f" {sample_mark()}") if (frame["herkomst"] == "voorbeeld").any() else ""
    return Markup(
        f'<div class="am-bron">{safe("Bron: " + "; ".join(names) + f" · snapshot {snapshot_id}")}{sample}</div>'
    )
