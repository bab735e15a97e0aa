"""The agreements with VDAB per size class: the newest month, and the months before it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import charts, size_classes, store, survey
from dashboard import components as parts
from dashboard.components.choosers_klassen import Choice
from dashboard.components.pictures import MARK, marked
from dashboard.components.plots import plot
from dashboard.markup import fold, paragraphs, safe, sample_mark
from dashboard.size_classes import course, tables, words
from dashboard.store import klassen
from dashboard.wording import day

SOURCE = "Bron: VDAB en VVSG, samenwerkingsovereenkomsten"


def agreements(snapshot_id: str, view: Choice) -> None:
    """How many municipalities of every class have an agreement with VDAB; what to do when that is not loaded."""
    frame = klassen.agreements(snapshot_id, view.peildatum)
    newest = frame[frame["van"] == frame["van"].max()]
    found = size_classes.agreements(newest)
    parts.section("Samenwerkingsovereenkomsten met VDAB")
    published = words.published(survey.rows("onderzoek_percentages"))
    if not found:
        parts.notice(words.NOT_LOADED)
        parts.html(paragraphs([words.TO_DO, published]))
        return
    moment = course.moment_of(newest)
    parts.html(paragraphs([words.agreed(found, moment), published]))
    parts.html(tables.agreements(found, moment))
    _course(frame, view, snapshot_id)
    st.html(f'<div class="am-bron">{safe(_source(newest, view, snapshot_id))}{_mark(frame)}</div>')
    notes = [("Let op", words.SEVERAL), ("Verloop", course.MEANING)]
    name = f"overeenkomsten-{moment}{marked(frame)}"
    parts.table_downloads(name, frame, notes, "Samenwerkingsovereenkomsten", "overeenkomsten")


def _course(frame: pd.DataFrame, view: Choice, snapshot_id: str) -> None:
    title = "Gemeenten met minstens één overeenkomst, per klasse en per maand"
    st.html(f'<h3 class="am-onderdeel">{safe(title)}</h3>')
    months = course.course(frame)
    if frame["van"].nunique() < 2 or not months["onder"].notna().any():
        parts.notice("De lijst gaat over één maand, of geen klasse is groot genoeg. Daarom is er geen verloop.")
        return
    lines = [
        charts.Line(words.SHORT[str(name)], rows, "ander") for name, rows in months.groupby("gebied_id", sort=False)
    ]
    figure = charts.trend(lines, course.Share(), store.events(), parts.scheme())
    said = course.words(frame)
    alt = f"{title}. {said} De tabel onder de grafiek geeft elke maand van elke klasse."
    name = f"activeringsmonitor-overeenkomsten-verloop{marked(frame)}"
    plot(
        figure,
        "overeenkomsten",
        alt,
        name,
        title,
        _source(frame, view, snapshot_id) + (f" · {MARK}" if _mark(frame) else ""),
    )
    parts.html(paragraphs([said, course.small(frame), course.MEANING]))
    parts.html(fold("Alle maanden als tabel", course.course_table(frame, title)))


def _source(frame: pd.DataFrame, view: Choice, snapshot_id: str) -> str:
    dated = f"klassen volgens de inwoners van {day(view.peildatum)} · snapshot {snapshot_id}"
    return f"{SOURCE} · stand {day(course.moment_of(frame, 'stand'))} · {dated}"


def _mark(frame: pd.DataFrame) -> str:
    return f" {sample_mark()}" if (frame["herkomst"] == "voorbeeld").any() else ""
