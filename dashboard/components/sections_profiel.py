"""The parts of a profile: finding and map, key figures, what stands out, capacity, doubts and sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import components as parts
from dashboard import export, findings, overview, store, survey
from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import last_stable
from dashboard.components import sections, sections_overzicht
from dashboard.components.choosers import address
from dashboard.components.choosers_profiel import BASE, Choice
from dashboard.cost_sharing import capacity_words
from dashboard.markup import Markup, definitions, fold, joined, link, paragraphs
from dashboard.overview import named
from dashboard.profile import Row, cases, doubts, finding, judged, tables
from dashboard.profile import other_name as shown_name
from dashboard.sources import is_sample
from dashboard.store import profiel

MUNICIPALITY, REGION, COSTS = "gemeente", "regio", "verdeelsleutel"
Shown = Sequence[tuple[Indicator, pd.DataFrame]]


def rows(snapshot_id: str, view: Choice) -> list[Row]:
    """The key figures of the place."""
    return profiel.rows(snapshot_id, view.gebied, view.periode, view.vergelijk)


def profile(name: str, area_id: str, soort: str = MUNICIPALITY) -> Markup:
    """A link to the profile of a place."""
    return link(name, address(gebied=area_id, soort=soort), MUNICIPALITY if soort == MUNICIPALITY else REGION)


def onward(area: Area) -> None:
    """On another page: the link to the profile of the place it shows; nothing for Vlaanderen, which has none."""
    if area.soort == "vlaanderen":
        return
    single = area.soort in (MUNICIPALITY, "centrumstad")
    label = "Profiel" if single else "Regiofiche"
    onward = profile(f"{label} van {named(area)}", area.gebied_id, MUNICIPALITY if single else area.soort)
    parts.html(Markup(f'<p class="am-verder">{onward}</p>'))


def opening(snapshot_id: str, view: Choice, found: Sequence[Row]) -> None:
    """The finding beside a small map with the place outlined."""
    area = view.gebied
    frames = {row.indicator.id: row.verloop for row in found}
    none = pd.DataFrame(columns=next(iter(frames.values())).columns)
    names = ("leefloon", "leefloongraad", "", "registratiegraad", "twe_uitstroom_3m")
    months = store.months(snapshot_id, BASE)
    first = overview.opening(area, overview.Frames(*(frames.get(name, none) for name in names)), months, view.periode)
    said = finding.finding(area, found, view.vergelijk) if view.comparator else ""
    left, right = st.columns([7, 4], gap="large")
    with left:
        lead = [first.zin, *first.toelichting] if said else list(first.toelichting)
        parts.finding(said or first.zin, lead)
        parts.html(paragraphs([_belongs(snapshot_id, area)]))
    with right:
        sections_overzicht.small_map(snapshot_id, area, view.periode)


def _belongs(snapshot_id: str, area: Area) -> Markup | str:
    """The regions of a municipality, each a link to its own sheet."""
    if area.soort != MUNICIPALITY:
        return ""
    found = profiel.regions_of(snapshot_id, area.gebied_id)
    links = [
        joined([Markup(f"{catalogue().soorten[one.soort].naam} "), profile(one.naam, one.gebied_id, one.soort)])
        for one in found
    ]
    return Markup("Hoort bij: " + " · ".join(links))


def key_figures(snapshot_id: str, view: Choice, found: Sequence[Row]) -> None:
    """The key figures beside the comparator, and what stands out."""
    beside = shown_name(view.vergelijk) if view.comparator else ""
    parts.section("Kerncijfers" + (f" naast {beside}" if beside else ""))
    short = "Vlaanderen" if beside == "Vlaanderen" else view.vergelijk.kort if beside else ""
    parts.html(tables.key_figures(found, view.gebied.naam, short, parts.scheme()))
    frame = pd.concat([part for row in found for part in (row.eigen, row.ander)])
    names = dict.fromkeys(one.naam for row in found for one in catalogue().sources_of(row.indicator))
    whole = [f"groep: {beside}"] if beside and short != beside else []
    parts.sourced(
        list(names), snapshot_id, is_sample(frame), *whole, "verloop: hoogstens vijf jaar, open punt: voorlopig"
    )
    notes = [pair for row in found if len(row.eigen) for pair in export.explanation(row.eigen, row.indicator)]
    name = f"profiel-{view.gebied.gebied_id.replace(':', '-').replace('+', '-')[:60]}"
    file = f"{name}{'-voorbeeldcijfers' if is_sample(frame) else ''}"
    parts.table_downloads(file, export.public(frame), notes, f"Profiel van {view.gebied.naam}", "profiel")


def standing_out(snapshot_id: str, view: Choice, found: Sequence[Row]) -> None:
    """What stands out against the comparator and against a year earlier, by stated rules."""
    parts.section("Wat valt op?")
    stable = last_stable(store.months(snapshot_id, BASE), view.periode) or ""
    said = finding.standing_out(view.gebied, found, view.comparator, stable)
    items = joined(Markup(f"<li>{parts.safe(text)}</li>") for text in said)
    parts.html(Markup(f'<div class="am-tekst"><ul>{items}</ul></div>'))
    parts.html(fold("Hoe we dat beoordelen", paragraphs([judged.HOW])))


def capacity_picture(snapshot_id: str, view: Choice, found: Sequence[Row]) -> None:
    """What is known of case workers: the cases of the study, or that nothing is known; and where one's own numbers go."""
    parts.section("Capaciteit: trajectbegeleiders")
    area = view.gebied
    leden = tuple(profiel.members(snapshot_id, area)["nis"])
    successor, names = profiel.successors(snapshot_id)
    own = cases.of_place(leden, successor)
    alone = area.soort == MUNICIPALITY
    rest = (
        "verder alleen wat de studie van 2023 vertelt"
        if own
        else "niets, ook niet uit de zes cases van de studie van 2023"
    )
    unknown = (
        "Niet gekend: geen enkele bron telt de trajectbegeleiders of de begeleide mensen per gemeente. "
        f"Van {named(area)} weten we {rest}."
    )
    onward = link("Reken met uw eigen VTE en caseload", address(gebied=area.gebied_id, soort=area.soort), COSTS)
    parts.html(paragraphs([unknown, *(cases.told(case, area.naam, names, alone) for case in own)]))
    for case in own:
        parts.html(cases.case_table(case))
    if own:
        parts.html(paragraphs(["Gebruik deze cijfers niet als norm.", *survey.flaws("cases")[1:2]]))
        parts.remark(survey.case_source())
    parts.html(paragraphs([capacity_words.ADVICE.partition(" Daarom")[0], onward if not alone else ""]))


def certainty(snapshot_id: str, view: Choice, found: Sequence[Row], shown: Shown) -> None:
    """Every doubt about the figures of the place and of the municipalities shown."""
    parts.section("Waar u op moet letten")
    area, composition = view.gebied, []
    if area.soort != MUNICIPALITY:
        known = profiel.members(snapshot_id, area)
        unknown = sorted(known.loc[known["lidstatus"] == "grens", "naam"])
        composition = [sections.composition(snapshot_id, area), findings.left_out(unknown)]
    said = doubts.doubts(found, shown, composition)
    items = joined(Markup(f"<li>{parts.safe(text)}</li>") for text in said)
    parts.html(Markup(f'<div class="am-tekst am-twijfel"><ul>{items}</ul></div>'))


def sources(snapshot_id: str, found: Sequence[Row]) -> None:
    """Where every figure comes from and what it means."""
    parts.section("Bronnen en betekenis")
    parts.html(definitions(doubts.origins(found)))
    parts.html(fold("Wat elk cijfer is", definitions(doubts.meanings(found))))
    sample = any(is_sample(row.eigen) for row in found if len(row.eigen))
    parts.sourced(["zie hierboven"], snapshot_id, sample, "wie hetzelfde kiest, krijgt dezelfde cijfers")
