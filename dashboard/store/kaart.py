"""What the map page keeps: the drawings, which area a municipality lies in, and every month of a map for its player."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import drawings as ready
from dashboard import figures as answers
from dashboard import maps, queries, store
from dashboard.catalogue import catalogue
from dashboard.drawings import DrawingInfo
from dashboard.figures import Question
from dashboard.maps import Panel, Places
from dashboard.queries import Weergave
from dashboard.records import records
from dashboard.snapshots import storage
from dashboard.store.remembered import remembered
from dashboard.wording import window

Limits = tuple[float, float]


def drawings() -> dict[str, DrawingInfo]:
    """The drawings that are ready, by form, the preferred one first."""
    return ready.drawings(storage())


@lru_cache(maxsize=4)
def drawing(form: str, digest: str) -> Mapping[str, Any]:
    """The content of a drawing, for a map as a file."""
    content: Mapping[str, Any] = json.loads(drawings()[form].pad.read_bytes())
    return content


@remembered()
def municipalities(snapshot_id: str) -> pd.DataFrame:
    """Every municipality of every division, with its successor of today."""
    return queries.gemeenten(store.database(snapshot_id))


@remembered(max_entries=60)
def places(snapshot_id: str, question: Question) -> Places:
    """The areas every municipality of today lies in, at the moment of a question's figures."""
    frame = store.figures(snapshot_id, question)
    if question.soort == "gemeente":
        return _municipal_places(snapshot_id, _division(_codes(snapshot_id), set(frame["gebied_id"])))
    known = municipalities(snapshot_id)
    data = store.database(snapshot_id)
    peildatum = queries.peildata(data)[-1] if question.soort == "grootteklasse" else None
    members = queries.lidmaatschappen(
        data,
        soort=question.soort,
        weergave=question.indeling,
        peildatum=peildatum,
        datum=pd.Timestamp(frame["van"].min()).date(),
    )
    newest = int(members["indeling"].max()) if len(members) else int(known["indeling"].max())
    return maps.places(known, newest, members[members["indeling"] == newest])


@remembered(max_entries=20)
def _municipal_places(snapshot_id: str, division: int) -> Places:
    return maps.places(municipalities(snapshot_id), division)


@remembered()
def _codes(snapshot_id: str) -> dict[int, frozenset[str]]:
    """The municipal codes of every division."""
    known = municipalities(snapshot_id)
    return {
        division: frozenset(known.loc[known["indeling"] == division, "nis"])
        for division in set(known["indeling"].tolist())
    }


def _division(known: Mapping[int, frozenset[str]], codes: set[str]) -> int:
    """The division these municipal codes are of: the one that differs in fewest, the newest of equals."""
    return min(known, key=lambda division: (len(known[division] ^ codes), -division))


def flanders(snapshot_id: str, question: Question) -> dict[str, Limits]:
    """The certain limits of Vlaanderen in every period of a question; none where its figure is incomplete."""
    asked = Question(question.indicator, "vlaanderen", periode=question.periode)
    frame = store.figures(snapshot_id, asked)
    known = frame[frame["onder"].notna() & (frame["bekend"] == frame["delen"])]
    return {row["periode"]: (row["onder"], row["boven"]) for row in records(known)}


@remembered(max_entries=100)
def largest_circle(snapshot_id: str, indicator: str, soort: str, indeling: Weergave) -> float | None:
    """The count of the largest circle: fixed by the newest period, so that every period has the same scale."""
    newest = str(store.months(snapshot_id, indicator)["periode"].iloc[-1])
    question = Question(indicator, soort, periode=newest, indeling=indeling)
    return maps.reference_count(store.figures(snapshot_id, question))


@remembered(max_entries=60)
def panel(snapshot_id: str, question: Question, only: str) -> Panel:
    """The map of a question of one period. only: the one area that is drawn, where areas overlap."""
    entry, where = catalogue().indicatoren[question.indicator], places(snapshot_id, question)
    kind = catalogue().soorten[question.soort]
    return maps.panel(
        entry,
        store.figures(snapshot_id, question),
        where.only(only) if only else where,
        f"{entry.korte_naam} per {kind.naam}, {window(question.periode)}",
        flanders(snapshot_id, question).get(question.periode) if entry.spreiding else None,
        None if entry.klassen else largest_circle(snapshot_id, entry.id, question.soort, question.indeling),
    )


@remembered(max_entries=12)
def months(snapshot_id: str, indicator: str, soort: str, indeling: Weergave) -> bytes:
    """Every period of a map, for the player; figures.BadQuestion when it cannot be asked."""
    question = Question(indicator, soort, indeling=indeling)
    frame = answers.figures(store.database(snapshot_id), question, snapshot_id)
    entry = catalogue().indicatoren[indicator]
    reference = flanders(snapshot_id, question) if entry.spreiding else {}
    areas = list(dict.fromkeys(frame["gebied_id"]))
    return maps.months(entry, frame, areas, reference)


def warm_up(snapshot_id: str) -> None:
    """Compute the small map of the first page, so that its first reader does not wait."""
    newest = str(store.months(snapshot_id, "leefloongraad")["periode"].max())
    if drawings():
        panel(snapshot_id, Question("leefloongraad", periode=newest), "")
