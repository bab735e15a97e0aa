"""The map on its page, with its source and files; and what the page says about the chosen area."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import cautions, components, export, findings, maps, store
from dashboard.areas import OWN_GROUP
from dashboard.asking import about
from dashboard.catalogue import Indicator, catalogue
from dashboard.components import choosers_kaart, sections
from dashboard.components.choosers_kaart import Choice
from dashboard.components.kaart import drawn_map
from dashboard.figures import Question
from dashboard.maps import Panel, Places, Row
from dashboard.markup import Column, Markup, paragraphs, table
from dashboard.overview import named
from dashboard.records import records
from dashboard.sentences import read, statement
from dashboard.store import kaart as store_kaart
from dashboard.wording import capital, counted, listed, window

PICTURE = "png_kaart"
SAVED = "_beelden"
MONTHS_FROM = 2
NOT_BESIDE = ("voorbeeld",)
HOW = "Klik op de kaart, kies een rij in de tabel of zoek hierboven een gebied."
CHANGING = "De kaart tekent altijd de gemeenten van vandaag. Wat toen anders was, staat in de tabel."


def map_with_files(snapshot_id: str, view: Choice) -> None:
    """One map or two with their legend, table, source and downloads."""
    only = view.getekend if view.overlapt else ""
    questions = [view.vraag] + ([view.tweede] if view.tweede else [])
    panels = [store_kaart.panel(snapshot_id, question, only) for question in questions]
    frame = store.figures(snapshot_id, view.vraag)
    where = store_kaart.places(snapshot_id, view.vraag)
    sample, name = bool((frame["herkomst"] == "voorbeeld").any()), _file_name(view, frame)
    picture = _picture(view, panels, where, frame, sample, name) if st.session_state.get(PICTURE) else None
    if view.gebied.soort == OWN_GROUP:
        components.remark(_outlined(view))
    drawn_map(
        view.tekening,
        panels,
        where,
        lambda area: choosers_kaart.choose_area(view.vraag.soort, area),
        choosers_kaart.choose_period,
        gekozen=view.getekend,
        getoond=only,
        alt=f"Kaart ({view.tekening.vorm}). {_outlined(view)} De tabel onder de kaart geeft dezelfde cijfers.",
        omlijnd=view.gebied.leden,
        kop=capital(catalogue().soorten[view.vraag.soort].naam),
        bijschrift="Dezelfde cijfers als tabel" if view.tweede else panels[0].titel,
        voorbeeld=sample,
        periode=view.vraag.periode,
        spelen=_played(snapshot_id, view),
        beeld=picture,
    )
    if view.vraag.indeling == "destijds":
        components.html(paragraphs([CHANGING]))
    components.source(view.indicator, frame, view.tekening.bron)
    if view.tweede is None or view.tweede.indicator == view.vraag.indicator:
        components.downloads(_file(snapshot_id, view, questions), view.indicator, "kaart")
    else:
        other = store.figures(snapshot_id, view.tweede)
        components.downloads(_file(snapshot_id, view, questions[:1]), view.indicator, "kaart")
        components.source(_indicator(view.tweede), other)
        components.downloads(_file(snapshot_id, view, [view.tweede]), _indicator(view.tweede), "tweede")
    with st.container(horizontal=True, key="acties_beeld", gap="small"):
        components.download(
            "Download SVG", f"{name}.svg", "image/svg+xml", lambda: _document(view, panels, where, frame, sample), "svg"
        )
        st.button("Download PNG", key=PICTURE, type="tertiary")


def _outlined(view: Choice) -> str:
    """What the outline of a reader's own group is, in words."""
    if view.gebied.soort != OWN_GROUP:
        return ""
    members = counted(len(view.gebied.leden), "gemeente", "gemeenten")
    return f"Dik omlijnd: {named(view.gebied)} ({members}). De kleuren zijn die van elke gemeente apart."


def _file(snapshot_id: str, view: Choice, questions: Sequence[Question]) -> pd.DataFrame:
    """The figures of the map, with those of a reader's own group and of the comparator, whose rows carry its name."""
    parts = [(store.figures(snapshot_id, one), "") for one in questions]
    if view.gebied.soort == OWN_GROUP:
        parts += [(_own(snapshot_id, view, one), "") for one in questions]
    return export.named([*parts, *((_other(snapshot_id, view, one), view.vergelijk.naam) for one in questions)])


def _played(snapshot_id: str, view: Choice) -> str:
    """The address of every month of the first map; empty where there are too few."""
    known = store.months(snapshot_id, view.vraag.indicator)
    if len(known) < MONTHS_FROM or view.vraag.periode not in set(_monthly(known)):
        return ""
    question = view.vraag
    return f"kaart/maanden/{snapshot_id}/{question.indicator}/{question.soort}/{question.indeling}.json"


def _monthly(known: pd.DataFrame) -> list[str]:
    return known.loc[known["periode"].str.fullmatch(r"\d{4}(-\d{2})?"), "periode"].tolist()


def _file_name(view: Choice, frame: pd.DataFrame) -> str:
    sample = "-voorbeeldcijfers" if (frame["herkomst"] == "voorbeeld").any() else ""
    return f"activeringsmonitor-kaart-{view.vraag.indicator}-{view.vraag.soort}-{view.vraag.periode}{sample}"


def _document(view: Choice, panels: Sequence[Panel], where: Places, frame: pd.DataFrame, sample: bool) -> bytes:
    drawing = store_kaart.drawing(view.tekening.vorm, view.tekening.hash)
    publishers = listed([entry.naam for entry in catalogue().sources_of(view.indicator)])
    source = f"Bron: {publishers}; {view.tekening.bron}. Snapshot {frame['snapshot'].iloc[0]}."
    shown = where.only(view.getekend) if view.overlapt and view.getekend else where
    return maps.document(drawing, panels, shown, source, sample, view.getekend, frozenset(view.gebied.leden)).encode()


def _picture(
    view: Choice, panels: Sequence[Panel], where: Places, frame: pd.DataFrame, sample: bool, name: str
) -> dict[str, object]:
    """The same SVG document, for the browser to save as PNG once."""
    times = st.session_state[SAVED] = st.session_state.get(SAVED, 0) + 1
    return {
        "naam": f"{name}.png",
        "svg": _document(view, panels, where, frame, sample).decode(),
        "keer": times,
    }


def _indicator(question: Question) -> Indicator:
    return catalogue().indicatoren[question.indicator]


def _own(snapshot_id: str, view: Choice, question: Question) -> pd.DataFrame:
    """The figure of the chosen area in the period of a question."""
    asked = about(view.gebied, question.indicator, periode=question.periode, indeling=question.indeling)
    frame = store.figures(snapshot_id, asked)
    return frame[frame["gebied_id"] == view.gebied.gebied_id] if len(frame) > 1 else frame


def _other(snapshot_id: str, view: Choice, question: Question) -> pd.DataFrame:
    """The figure of the comparator in the period of a question."""
    return store.figures(snapshot_id, view.vergelijk.question(question.indicator, question.periode))


def opening(snapshot_id: str, view: Choice) -> None:
    """The page's first words: the chosen area's figure beside that of the comparator, with every warning."""
    own, others = _own(snapshot_id, view, view.vraag), records(_other(snapshot_id, view, view.vraag))
    if own.empty:
        sentence = f"Voor {named(view.gebied)} is er geen cijfer in {window(view.vraag.periode)}."
        components.finding(sentence, figures=key_cells(snapshot_id, view))
        return
    beside = (read(others[0]), view.vergelijk.place) if others and not view.alleen else None
    found = statement(read(records(own)[0]), view.indicator, comparator=beside)
    hint = HOW if view.gebied.soort == "vlaanderen" else ""
    components.finding(found.zin, [" ".join(found.twijfel)], key_cells(snapshot_id, view), hint)


def key_cells(snapshot_id: str, view: Choice) -> list[tuple[str, str, str]]:
    """Label, figure and remarks of the chosen area and of the comparator, for each map."""
    cells = []
    for question in [view.vraag] + ([view.tweede] if view.tweede else []):
        entry = _indicator(question)
        name = named(view.gebied) if view.gebied.soort == OWN_GROUP else view.gebied.naam
        places = [(capital(name), _own(snapshot_id, view, question))]
        if not view.alleen:
            places.append((capital(view.vergelijk.naam), _other(snapshot_id, view, question)))
        for name, frame in places:
            for record in records(frame)[:1]:
                row = maps.row(entry, record, None, None)
                sign = "%" if row.onder is not None and entry.eenheid.startswith("%") else ""
                remarks = [entry.eenheid.removeprefix("% "), f"toeval alleen: {row.toeval}" if row.toeval else ""]
                remarks += cautions.short(record, entry, NOT_BESIDE) or [row.twijfel]
                label = f"{name}: {entry.korte_naam}, {window(question.periode)}"
                cells.append((label, row.cijfer + sign, " · ".join(text for text in remarks if text)))
    return cells


def around(snapshot_id: str, view: Choice) -> None:
    """The members of the chosen area and the areas that touch it, each a link to itself on this page."""
    where = store_kaart.places(snapshot_id, view.vraag)
    panel = store_kaart.panel(snapshot_id, view.vraag, "")
    rows = {row.gebied_id: row for row in panel.rijen}
    area = view.gebied
    if area.soort not in ("gemeente", "vlaanderen"):
        names = store.members_of(snapshot_id, area, view.vraag.indeling, str(_begin(snapshot_id, view)))
        frame = store.figures(
            snapshot_id,
            Question(view.vraag.indicator, "gemeente", periode=view.vraag.periode, indeling=view.vraag.indeling),
        )
        chosen = frame[frame["gebied_id"].isin(set(names["nis"]))]
        own = [maps.row(view.indicator, record, None, None) for record in records(chosen)]
        title = f"{counted(len(names), 'gemeente', 'gemeenten')} van {named(area)}"
        unknown = sorted(names.loc[names["lidstatus"] == "grens", "naam"])
        whole = records(_own(snapshot_id, view, view.vraag))
        together = [maps.row(view.indicator, record, None, None) for record in whole]
        components.html(_list(own, title, view.indicator.eenheid, "gemeente", together))
        components.html(paragraphs([sections.composition(snapshot_id, area), findings.left_out(unknown)]))
    within = frozenset(area.leden) if view.vraag.soort == "gemeente" else frozenset()
    within = where.members(area.gebied_id) if view.getekend and not view.overlapt else within
    if within:
        touching = [rows[near] for near in maps.neighbours(within, where) if near in rows]
        title = f"Grenst aan {named(area)}"
        components.html(_list(touching, title, view.indicator.eenheid, view.vraag.soort))


def _begin(snapshot_id: str, view: Choice) -> object:
    return store.figures(snapshot_id, view.vraag)["van"].min().date()


def _list(rows: Sequence[Row], title: str, unit: str, soort: str, together: Sequence[Row] = ()) -> Markup:
    columns = [Column("Gebied"), Column(unit, getal=True), Column("Opmerking")]
    sign = "%" if unit.startswith("%") else ""
    cells = [
        [sections.to(row.naam, row.gebied_id, soort), row.cijfer + (sign if row.onder is not None else ""), row.twijfel]
        for row in rows
    ]
    cells += [
        [f"Samen, uit sommen: {row.naam}", row.cijfer + (sign if row.onder is not None else ""), row.twijfel]
        for row in together
    ]
    return table(title, columns, cells)


def course(snapshot_id: str, view: Choice) -> None:
    """The chosen area over time beside the comparator."""
    area, entry = view.gebied, view.indicator
    own = store.figures(snapshot_id, about(area, entry.id, indeling=view.vraag.indeling))
    if own["periode"].str.fullmatch(r"\d{4}-\d{2}").all() and own["periode"].nunique() > MONTHS_FROM:
        lines = sections.lines(area, own)
        if not view.alleen and entry.klassen:
            whole = store.figures(snapshot_id, view.vergelijk.question(entry.id))
            lines.append(components.Line(view.vergelijk.kort, whole, "vergelijk", volledig=view.vergelijk.naam))
        components.trend(entry.naam, lines, entry, store.events(), "verloop")
    elif own["periode"].nunique() > 1:
        rows = [maps.row(entry, record, None, None) for record in records(own)]
        cells = [[window(at), row.cijfer, row.twijfel] for at, row in zip(own["periode"], rows, strict=True)]
        columns = [Column("Periode"), Column(entry.eenheid, getal=True), Column("Opmerking")]
        components.html(table(f"{entry.korte_naam}, {area.naam}", columns, cells))


def people(snapshot_id: str, view: Choice) -> None:
    """Who the people are, where the indicator is broken down."""
    if view.indicator.uitsplitsingen:
        components.section("Uitsplitsing")
        sections.breakdowns(snapshot_id, view.gebied, view.indicator, view.vraag.periode)
