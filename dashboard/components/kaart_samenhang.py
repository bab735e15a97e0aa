"""The map on the page on coherence: members, neighbours and what a proposal changes, or all regions; with its files."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import components, maps
from dashboard.catalogue import catalogue
from dashboard.coherence import overlap, roles, words
from dashboard.coherence.adjacency import borders
from dashboard.coherence.regions import KIND, UNKNOWN_MEMBER, Region, home
from dashboard.components import choosers_samenhang
from dashboard.components.choosers_samenhang import Choice
from dashboard.components.kaart import drawn_map
from dashboard.maps import Panel, Placed, Places, Role
from dashboard.markup import Column, table
from dashboard.store import kaart as store_kaart
from dashboard.wording import capital, listed, sort_key

PICTURE = "png_samenhang"
SAVED = "_beelden"
SOURCE = (
    "Bron: {kind}; aangrenzende gemeenten en grenzen: eigen afleiding van Provincies in Cijfers · {made}snapshot {id}"
)
DRAWN = {
    roles.MEMBER: Role(roles.MEMBER, "schaal-f"),
    roles.ASSUMED: Role(roles.ASSUMED, "schaal-d"),
    roles.COMING: Role(roles.COMING, "boven-b"),
    roles.GOING: Role(roles.GOING, "onder-b"),
    roles.NEAR: Role(roles.NEAR, "schaal-b"),
    roles.CERTAIN: Role(roles.CERTAIN, "schaal-f"),
    roles.LESS: Role(roles.LESS, "schaal-d"),
    roles.LEAST: Role(roles.LEAST, "schaal-b"),
    roles.IN_PROPOSAL: Role(roles.IN_PROPOSAL, "boven-b"),
    roles.DOUBT: Role(roles.DOUBT, "", "verborgen"),
    roles.NEAR_DOUBT: Role(roles.NEAR_DOUBT, "", "onvolledig"),
    roles.NEAR_UNKNOWN: Role(roles.NEAR_UNKNOWN, "", "ontbreekt"),
    roles.UNKNOWN: Role(roles.UNKNOWN, "", "ontbreekt"),
    roles.MORE: Role(roles.MORE, "", "meer"),
    roles.NO_AREA: Role(roles.NO_AREA, "", "ontbreekt"),
}
COLOURS = ("schaal-f", "boven-b", "onder-b", "schaal-c", "boven-a", "onder-a", "schaal-a")


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
    order, column = DRAWN, "rol"
    if region is None:
        found = roles.of_everyone(list(names), view.na, frozenset(nis for nis, _ in view.voorstel.zetten))
        title, column = "Regiegebieden naar zekerheid van de ledenlijst", "regiegebied en ledenlijst"
    elif view.verdeling:
        found = roles.of_division(region, view.kader.indelingen[view.verdeling], len(COLOURS))
        areas = sorted(set(found.values()) - set(DRAWN), key=lambda name: (name == roles.OTHER, sort_key(name)))
        order = {name: Role(name, colour) for name, colour in zip(areas, COLOURS, strict=False)} | DRAWN
        column = overlap.WORDS[view.verdeling][0]
        title = f"Leden van {words.place(region)} per {column}"
    else:
        before = view.kader.regios.get(region.gebied_id)
        found = roles.of_region(before, view.na.get(region.gebied_id), view.na, borders())
        title = f"{capital(words.place(region))} en wat eraan grenst"
    placed = [
        Placed(nis, names[nis], order[role], _remark(view, region, nis))
        for nis, role in sorted(found.items(), key=lambda item: sort_key(names[item[0]]))
    ]
    return maps.role_map(title, column, placed, list(order.values()), names)


def _remark(view: Choice, region: Region | None, nis: str) -> str:
    """The region or regions a municipality stands in, where that is not the one shown."""
    parts = []
    for area, status in home(view.na.values(), nis).items():
        if region is None or area != region.gebied_id:
            other = view.na[area]
            certainty = f" (zekerheid {other.zekerheid})" if other.zekerheid else ""
            parts.append(f"{'deels ' if status == UNKNOWN_MEMBER else ''}in {other.naam}{certainty}")
    return listed(parts)
