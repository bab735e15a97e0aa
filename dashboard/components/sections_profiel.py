"""The parts of a profile: finding and map, key figures, what stands out, capacity, doubts and sources."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import components as parts
from dashboard import export, findings, survey
from dashboard.areas import OWN_GROUP, Area
from dashboard.catalogue import catalogue
from dashboard.components import sections, sections_overzicht
from dashboard.components.choosers import address
from dashboard.cost_sharing import capacity_words
from dashboard.markup import Markup, bullets, definitions, fold, joined, link, paragraphs
from dashboard.overview import named
from dashboard.profile import cases, doubts, judged
from dashboard.profile.sheet import Around, Sheet
from dashboard.store import profiel

MUNICIPALITY, REGION, COSTS = "gemeente", "regio", "verdeelsleutel"
ELSEWHERE = "Wat de studie daar telde, staat op het profiel van die gemeenten."


def profile(name: str, area_id: str, soort: str = MUNICIPALITY) -> Markup:
    """A link to the profile of a place."""
    return link(name, address(gebied=area_id, soort=soort), MUNICIPALITY if soort == MUNICIPALITY else REGION)


def profiles() -> Callable[..., Markup]:
    """Links to many profiles, of known areas, for which the address is read once: the function `profile` makes one with."""
    base = address()
    base = {key: base[key] for key in base if key not in ("gebied", "soort")}

    def made(name: str, area_id: str, soort: str = MUNICIPALITY) -> Markup:
        page = MUNICIPALITY if soort == MUNICIPALITY else REGION
        return link(name, {"gebied": area_id, "soort": soort} | base, page)

    return made


def onward(area: Area) -> None:
    """On another page: the link to the profile of the place it shows; nothing for Vlaanderen, which has none."""
    if area.soort == "vlaanderen":
        return
    single = area.soort in (MUNICIPALITY, "centrumstad")
    label = "Profiel" if single else "Regiofiche"
    onward = profile(f"{label} van {named(area)}", area.gebied_id, MUNICIPALITY if single else area.soort)
    parts.html(Markup(f'<p class="am-verder">{onward}</p>'))


def opening(snapshot_id: str, sheet: Sheet) -> None:
    """The finding beside a small map with the place outlined."""
    left, right = st.columns([7, 4], gap="large")
    with left:
        parts.finding(*sheet.opening)
        parts.html(_belongs(snapshot_id, sheet.gebied))
    with right:
        sections_overzicht.small_map(snapshot_id, sheet.gebied, sheet.periode)


def _belongs(snapshot_id: str, area: Area) -> Markup:
    """The regions of a municipality, each a link to its own sheet."""
    if area.soort != MUNICIPALITY:
        return Markup("")
    found = profiel.regions_of(snapshot_id, area.gebied_id)
    to = profiles()
    links = [
        joined([Markup(f"{catalogue().soorten[one.soort].naam} "), to(one.naam, one.gebied_id, one.soort)])
        for one in found
    ]
    return Markup(f'<p class="am-hoort">Hoort bij: {" · ".join(links)}</p>')


def key_figures(snapshot_id: str, sheet: Sheet) -> None:
    """The key figures beside the comparator."""
    parts.section("Kerncijfers" + (f" naast {sheet.ander}" if sheet.ander else ""))
    parts.html(sheet.kerncijfers(parts.scheme()))
    remarks = "verloop: hoogstens vijf jaar, lege stip: voorlopig"
    parts.sourced(sheet.bronnen, snapshot_id, sheet.voorbeeld, remarks)
    own = "eigen-groep" if sheet.gebied.soort == OWN_GROUP else sheet.gebied.gebied_id.replace(":", "-")
    name = f"profiel-{own}{'-voorbeeldcijfers' if sheet.voorbeeld else ''}"
    with st.container(horizontal=True, key="acties_profiel", gap="small"):
        parts.download("Download CSV", f"activeringsmonitor-{name}.csv", "text/csv", lambda: _csv(sheet), "csv_profiel")
        parts.download(
            "Download Excel", f"activeringsmonitor-{name}.xlsx", parts.EXCEL, lambda: _workbook(sheet), "xlsx_profiel"
        )


def _csv(sheet: Sheet) -> bytes:
    return export.plain_csv(export.public(sheet.cijfers))


def _workbook(sheet: Sheet) -> bytes:
    notes = [pair for row in sheet.rijen if len(row.eigen) for pair in export.explanation(row.eigen, row.indicator)]
    return export.workbook(export.public(sheet.cijfers), notes, f"Profiel van {sheet.gebied.naam}")


def judgement(snapshot_id: str, sheet: Sheet, around: Around) -> None:
    """What stands out, and beside it every doubt: about the place, the municipalities shown, and the list of members."""
    with st.container(key="oordeel"):
        left, right = st.columns(2, gap="large")
    with left:
        parts.section("Wat valt op?")
        parts.html(bullets(sheet.opvallend))
    with right:
        parts.section("Waar u op moet letten")
        parts.html(
            bullets([*sheet.twijfel, *around.twijfel, *_composition(snapshot_id, sheet.gebied)] or [doubts.NONE])
        )


def _composition(snapshot_id: str, area: Area) -> list[str]:
    """What is known about the list of members of a region."""
    if area.soort == MUNICIPALITY:
        return []
    known = profiel.members(snapshot_id, area)
    unknown = sorted(known.loc[known["lidstatus"] == "grens", "naam"])
    return [text for text in (sections.composition(snapshot_id, area), findings.left_out(unknown)) if text]


def capacity_picture(snapshot_id: str, area: Area) -> None:
    """What is known of case workers: the cases of the study, or that nothing is known; and where one's own numbers go."""
    parts.section("Capaciteit: trajectbegeleiders")
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
    told = own if len(leden) <= profiel.LONG else []  # of a larger region a case is one small part
    elsewhere = ELSEWHERE if len(told) < len(own) else ""
    parts.html(paragraphs([unknown, *(cases.told(case, area.naam, names, alone) for case in own), elsewhere]))
    for case in told:
        parts.html(cases.case_table(case))
    if told:
        parts.html(paragraphs(survey.flaws("cases")[1:2]))
        parts.remark(survey.case_source())
    parts.html(paragraphs([capacity_words.ADVICE.partition(" Daarom")[0], onward if not alone else ""]))


def sources(sheet: Sheet) -> None:
    """Where every figure comes from and what it means."""
    parts.section("Bronnen en betekenis")
    parts.html(definitions(doubts.origins(sheet.rijen), "am-begrippen"))
    meanings = [("Het oordeel", judged.HOW), *doubts.meanings(sheet.rijen)]
    parts.html(fold("Wat elk cijfer is, en hoe we oordelen", definitions(meanings, "am-begrippen")))
