"""The parts of the page on coherence: the finding, the map with its files, neighbours, contacts and overlap."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import components, maps
from dashboard.catalogue import catalogue
from dashboard.coherence import contact, overlap, roles, words
from dashboard.coherence.adjacency import Contiguity, borders, contiguity
from dashboard.coherence.regions import KIND, Region, home, neighbours
from dashboard.components import choosers_samenhang
from dashboard.components.choosers_samenhang import Choice
from dashboard.components.kaart import drawn_map
from dashboard.maps import Panel, Placed, Places, Role
from dashboard.markup import Column, fold, paragraphs, table
from dashboard.store import kaart as store_kaart
from dashboard.wording import capital, listed, number, sort_key

PICTURE = "png_samenhang"
SAVED = "_beelden"
SOURCE = (
    "Bron: {kind}; aangrenzende gemeenten en grenzen: eigen afleiding van Provincies in Cijfers · {made}snapshot {id}"
)
LENGTHS = "Lengten zijn bij benadering; een kort contact met een ander gewest of land kan ontbreken."
PARTIAL = (
    "De lijsten van IGS'en en wijk-werkorganisaties zijn niet volledig (register van 2023–2024, zonder interlokale "
    "verenigingen). Onbekend betekent daar niet dat er geen is."
)
DRAWN = {
    roles.MEMBER: Role(roles.MEMBER, "schaal-f"),
    roles.ASSUMED: Role(roles.ASSUMED, "schaal-d"),
    roles.COMING: Role(roles.COMING, "boven-b"),
    roles.GOING: Role(roles.GOING, "onder-b"),
    roles.DOUBT: Role(roles.DOUBT, "", "verborgen"),
    roles.NEAR: Role(roles.NEAR, "schaal-b"),
    roles.NEAR_DOUBT: Role(roles.NEAR_DOUBT, "", "onvolledig"),
    roles.NEAR_UNKNOWN: Role(roles.NEAR_UNKNOWN, "", "ontbreekt"),
    roles.CERTAIN: Role(roles.CERTAIN, "schaal-f"),
    roles.LESS: Role(roles.LESS, "schaal-d"),
    roles.LEAST: Role(roles.LEAST, "schaal-b"),
    roles.IN_PROPOSAL: Role(roles.IN_PROPOSAL, "boven-b"),
    roles.UNKNOWN: Role(roles.UNKNOWN, "", "ontbreekt"),
    roles.MORE: Role(roles.MORE, "", "meer"),
    roles.NO_AREA: Role(roles.NO_AREA, "", "ontbreekt"),
}
COLOURS = ("schaal-f", "boven-b", "onder-b", "schaal-c", "boven-a", "onder-a", "schaal-a")


def opening(view: Choice) -> str:
    """The page's first words, which are the map's text alternative too."""
    region = view.regio
    if region is None:
        found = {area: judged(one) for area, one in view.na.items()}
        sentence = words.overview(view.na.values(), found)
        changed = "Uw voorstel is hier meegeteld. " if view.voorstel else ""
        components.finding(
            sentence, [f"{changed}{words.NOT_CONFIRMED} Onbekend betekent niet dat er geen regiegebied is."]
        )
        return sentence
    if region.gebied_id not in view.na:
        sentence = f"In uw voorstel houdt {words.place(region)} geen gemeenten over."
        components.finding(sentence, [words.composition(region)])
        return sentence
    sentence = words.verdict(region, judged(region), view.kader.namen)
    components.finding(sentence, [words.composition(region), words.merged(region, view.kader.namen)])
    return sentence


def judged(region: Region) -> Contiguity:
    """Whether a region is one whole."""
    return contiguity(region.zeker, region.onzeker, borders())


def map_with_files(snapshot_id: str, view: Choice, sentence: str) -> None:
    """The map of the region and what lies round it, or of all regions, with the same rows as table and files."""
    drawings = store_kaart.drawings()
    panel, where = _panel(view)
    name = (
        f"regio-samenhang-{(view.gekozen or 'alle').partition(':')[2] or 'alle'}{'-voorstel' if view.voorstel else ''}"
    )
    frame = pd.DataFrame(
        [
            {"nis": row.gebied_id, "gemeente": row.naam, "rol": row.cijfer, "opmerking": row.twijfel}
            for row in panel.rijen
        ]
    )
    if not drawings:
        components.notice("Er is nog geen kaart van de gemeenten. Maak er een met: python -m dashboard boundaries")
        components.html(table(panel.titel, [Column(text) for text in frame.columns], frame.to_numpy().tolist()))
    else:
        drawing = next(iter(drawings.values()))
        source = f"{_source(snapshot_id, view)}. {drawing.bron}"

        def document() -> bytes:
            content = store_kaart.drawing(drawing.vorm, drawing.hash)
            return maps.document(content, [panel], where, source, False).encode()

        picture = None
        if st.session_state.get(PICTURE):
            times = st.session_state[SAVED] = st.session_state.get(SAVED, 0) + 1
            picture = {"naam": f"activeringsmonitor-{name}.png", "svg": document().decode(), "keer": times}
        drawn_map(
            drawing, [panel], where, lambda nis: _chosen_on_map(view, nis), lambda _: None,
            gekozen="", getoond="", alt=f"{sentence} De tabel onder de kaart geeft dezelfde gegevens.", kop="Gemeente",
            bijschrift="Dezelfde gegevens als tabel", voorbeeld=False, periode="", spelen="", beeld=picture,
        )  # fmt: skip
        with st.container(horizontal=True, key="acties_beeld", gap="small"):
            components.download("Download SVG", f"activeringsmonitor-{name}.svg", "image/svg+xml", document, "svg")
            st.button("Download PNG", key=PICTURE, type="tertiary")
    components.remark(_source(snapshot_id, view))
    notes = [("Vaststelling", sentence), ("Let op", words.NOT_CONFIRMED), ("Bron", _source(snapshot_id, view))]
    components.table_downloads(name, frame, notes, "Regio-samenhang", "kaart")


def _source(snapshot_id: str, view: Choice) -> str:
    made = "met uw voorstel · " if view.voorstel else ""
    return SOURCE.format(kind=catalogue().soorten[KIND].bron, made=made, id=snapshot_id)


def _chosen_on_map(view: Choice, nis: str) -> None:
    standing = home(view.na.values(), nis)
    if len(standing) == 1:
        choosers_samenhang.choose(next(iter(standing)))


def _panel(view: Choice) -> tuple[Panel, Places]:
    """The map of what is chosen: all regions, the parts municipalities play round one, or its members by another division."""
    names, region = view.kader.namen, view.regio
    order = DRAWN
    if region is None:
        found = roles.of_everyone(list(names), view.na, frozenset(nis for nis, _ in view.voorstel.zetten))
        title = "Regiegebieden naar zekerheid van de ledenlijst"
    elif view.verdeling:
        found = roles.of_division(region, view.kader.indelingen[view.verdeling], len(COLOURS))
        areas = sorted(set(found.values()) - set(DRAWN), key=lambda name: (name == roles.OTHER, sort_key(name)))
        order = {name: Role(name, colour) for name, colour in zip(areas, COLOURS, strict=False)} | DRAWN
        title = f"Leden van {words.place(region)} per {overlap.WORDS[view.verdeling][0]}"
    else:
        before = view.kader.regios.get(region.gebied_id)
        found = roles.of_region(before, view.na.get(region.gebied_id), view.na, borders())
        title = f"{capital(words.place(region))} en wat eraan grenst"
    placed = [
        Placed(nis, names[nis], order[role], _remark(view, region, nis))
        for nis, role in sorted(found.items(), key=lambda item: sort_key(names[item[0]]))
    ]
    return maps.role_map(title, "plaats", placed, list(order.values()), names)


def _remark(view: Choice, region: Region | None, nis: str) -> str:
    """The region or regions a municipality stands in, where that is not the one shown."""
    standing = [area for area in home(view.na.values(), nis) if region is None or area != region.gebied_id]
    parts = [
        f"{view.na[area].naam} (zekerheid {view.na[area].zekerheid})" if view.na[area].zekerheid else view.na[area].naam
        for area in standing
    ]
    return f"in {listed(parts)}" if parts else ""


def every_region(view: Choice) -> None:
    """All regions with their verdict, their neighbours in no known region, and how they fit other divisions."""
    columns = [Column("Regiegebied"), Column("Zekerheid"), Column("Gemeenten", getal=True), Column("Aan elkaar")]
    columns += [Column("Buren met onbekend regiegebied", getal=True)]
    columns += [Column(capital(overlap.WORDS[soort][1]), getal=True) for soort in overlap.KINDS]
    rows = []
    for region in view.na.values():
        found = neighbours(region, view.na, borders()) if region.beoordeeld else []
        unknown = number(sum(one.stand == "onbekend" for one in found)) if region.beoordeeld else "–"
        certainty = "voorstel" if region.nieuw else region.zekerheid or "niet opgegeven"
        label = choosers_samenhang.region_link(region)
        rows.append(
            [label, certainty, words.size(region), words.short(region, judged(region)), unknown, *_counts(view, region)]
        )
    note = "bij elke andere indeling: over hoeveel gebieden de leden verdeeld zijn; + betekent dat leden in geen lijst staan"
    components.html(table("Alle regiegebieden", columns, rows, note))
    components.html(paragraphs(["Een oordeel geven we alleen bij een volledige lijst met zekerheid hoog.", PARTIAL]))


def _counts(view: Choice, region: Region) -> list[str]:
    if not region.beoordeeld:
        return ["–"] * len(overlap.KINDS)
    found = overlaps(view, region)
    return [
        f"{number(len(one.gebieden))}{' +' if one.onbekend else ''}" if one.gebieden else "onbekend" for one in found
    ]


def overlaps(view: Choice, region: Region) -> list[overlap.Overlap]:
    """A region against every other division."""
    return [overlap.overlap(region.zeker, soort, view.kader.indelingen[soort]) for soort in overlap.KINDS]


def around(view: Choice, region: Region) -> None:
    """What a region borders on: municipalities with their region, then other provinces, regions and countries."""
    found, names = neighbours(region, view.na, borders()), view.kader.namen
    components.html(paragraphs([words.gaps(found, names)]))
    columns = [Column("Buurgemeente"), Column("Regiegebied"), Column("Gedeelde grens, km", getal=True)]
    rows = [[names[one.nis], _standing(view, one.regios, one.stand), number(one.lengte / 1000, 1)] for one in found]
    if rows:
        components.html(
            fold(f"{len(rows)} buurgemeenten", table(f"Wat grenst aan {words.place(region)}", columns, rows))
        )
    touched = contact.contacts(region.zeker, borders(), view.kader.provincies)
    if not touched:
        components.html(
            paragraphs(["We vinden geen contact met een andere provincie, een ander gewest of een ander land."])
        )
        return
    columns = [Column("Grenst ook aan"), Column("Via"), Column("Grens, km", getal=True)]
    cells = [
        [capital(one.buur), listed([names[nis] for nis in one.leden]), number(one.lengte / 1000, 1)] for one in touched
    ]
    components.html(table("Andere provincies, gewesten en landen", columns, cells, LENGTHS))


def _standing(view: Choice, areas: Sequence[str], stand: str) -> str:
    parts = [f"{view.na[area].naam} ({view.na[area].periode or 'periode onbekend'})" for area in areas]
    return f"deels in {listed(parts)}; na een fusie onbekend" if stand == "na_fusie" else listed(parts) or "onbekend"


def fits(view: Choice, region: Region) -> None:
    """A region against other divisions: a sentence each, and a matrix of members and divisions."""
    found, names = overlaps(view, region), view.kader.namen
    components.html(paragraphs([words.fit(one) for one in found]))
    columns = [Column("Gemeente"), *(Column(choosers_samenhang.kind_words(soort)) for soort in overlap.KINDS)]
    rows = []
    for nis in sorted(region.leden, key=lambda code: sort_key(names[code])):
        lies = {
            soort: [area.naam for area in view.kader.indelingen[soort] if nis in area.zeker] for soort in overlap.KINDS
        }
        doubt = "" if nis in region.zeker else " (lidmaatschap onbekend)"
        rows.append([names[nis] + doubt, *(words.cell(lies[soort], soort) for soort in overlap.KINDS)])
    components.html(table(f"Leden van {words.place(region)} en hun andere gebieden", columns, rows, PARTIAL))
    frame = pd.DataFrame(rows, columns=[column.naam for column in columns])
    slug = region.gebied_id.partition(":")[2]
    components.table_downloads(f"overlap-{slug}", frame, [("Let op", PARTIAL)], "Overlap", "overlap")
