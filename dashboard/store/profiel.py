"""What the profile pages keep: the municipalities of a place, the regions round one, its neighbours, and its key figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import starmap

import pandas as pd

from dashboard import alike, rhythm, store
from dashboard.alike.weights import EVEN
from dashboard.areas import OWN_GROUP, Area, UnknownArea
from dashboard.asking import about
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import year_before
from dashboard.coherence.adjacency import borders
from dashboard.comparators import Comparator
from dashboard.figures import Question
from dashboard.profile import CONTEXT, KEY, Row, tables
from dashboard.profile.cases import STUDY_DIVISION
from dashboard.profile.judged import judged
from dashboard.profile.sheet import Around, Sheet
from dashboard.store import kaart, regios, vergelijkbaar
from dashboard.store.remembered import remembered

MUNICIPAL = ("gemeente",)
ADDED = ("inwoners", "inkomen_per_inwoner")
IN_TABLE = ("leefloon", "leefloongraad", "registratiegraad", "twe_uitstroom_3m")
NO_REGION = ("gemeente", "centrumstad", "vlaanderen")
BASE = "leefloon"
Shown = list[tuple[Indicator, pd.DataFrame]]
MEMBER = ["nis", "naam", "lidstatus"]
LONG = 30  # municipalities: of a larger region the list folds


@remembered(max_entries=200)
def members(snapshot_id: str, area: Area) -> pd.DataFrame:
    """Columns MEMBER: the municipalities of today of a region, own group or municipality; unknown after a merger is `grens`."""
    names = _names(snapshot_id)
    if area.soort in (*MUNICIPAL, OWN_GROUP):
        codes = area.leden or (area.gebied_id,)
        return names[names["nis"].isin(codes)].assign(lidstatus="lid")[MEMBER].reset_index(drop=True)
    known = regios.memberships(snapshot_id, area.soort)
    return known.loc[known["gebied_id"] == area.gebied_id, MEMBER].reset_index(drop=True)


@remembered(max_entries=200)
def regions_of(snapshot_id: str, nis: str) -> list[Area]:
    """The regions of every kind that certainly hold a municipality, in the order of the catalogue."""
    known, found = store.areas(snapshot_id).set_index("gebied_id")["naam"], []
    for soort in catalogue().soorten:
        if soort not in NO_REGION:
            rows = regios.memberships(snapshot_id, soort)
            own = rows[(rows["nis"] == nis) & (rows["lidstatus"] != "grens")]
            found += [Area(soort, str(area), str(known[area])) for area in own["gebied_id"]]
    return found


@remembered(max_entries=200)
def neighbours(snapshot_id: str, nis: str) -> pd.DataFrame:
    """Columns nis, naam: the municipalities that touch one, longest common border first."""
    around = borders().of(nis)
    return _named(snapshot_id, sorted(around, key=lambda other: (-around[other], other)))


@remembered(max_entries=200)
def nearest(snapshot_id: str, nis: str) -> pd.DataFrame | str:
    """Columns nis, naam: the municipalities most alike, every characteristic alike; or why there are none."""
    try:
        found = vergelijkbaar.nearest(snapshot_id, nis, EVEN)
    except UnknownArea as error:
        return str(error)
    return _named(snapshot_id, [str(code) for code in found.index])


def alike_moment(snapshot_id: str) -> str:
    """The date of the characteristics that make municipalities alike."""
    return alike.moment(store.database(snapshot_id))


@remembered()
def successors(snapshot_id: str) -> tuple[dict[str, str], dict[str, str]]:
    """The code of today, and the name, of every municipality of the study's division."""
    known = kaart.municipalities(snapshot_id)
    then = known[known["indeling"] == STUDY_DIVISION]
    return dict(zip(then["nis"], then["nis_vandaag"], strict=True)), dict(zip(then["nis"], then["naam"], strict=True))


@remembered(max_entries=60)
def sheet(snapshot_id: str, area: Area, periode: str, beside: Comparator) -> Sheet:
    """The key figures of a place, each in its period nearest to the one wanted, beside the comparator; never changed."""
    leden = tuple(members(snapshot_id, area)["nis"])
    wanted = (*KEY, *(CONTEXT if area.soort in MUNICIPAL else ADDED))
    known = [name for name in wanted if len(store.months(snapshot_id, name))]
    entries = [catalogue().indicatoren[name] for name in known]
    nearest_periods = [rhythm.nearest(store.months(snapshot_id, entry.id), entry, periode) for entry in entries]
    date = peildatum(snapshot_id, area)
    courses = store.side_by_side(snapshot_id, tuple(about(area, name, peildatum=date) for name in known))
    others = store.side_by_side(snapshot_id, tuple(map(beside.question, known, nearest_periods)))
    rows = starmap(partial(_row, area, beside, leden), zip(entries, nearest_periods, courses, others, strict=True))
    return Sheet(area, periode, beside, store.months(snapshot_id, BASE), tuple(rows))


@remembered(max_entries=60)
def around(snapshot_id: str, area: Area, periode: str, beside: Comparator) -> Around:
    """The members of a region, or the neighbours of a municipality and those most alike, in the periods of its sheet."""
    rows = sheet(snapshot_id, area, periode, beside).rijen
    if area.soort not in MUNICIPAL:
        known = tables.alphabetical(members(snapshot_id, area))
        shown, earlier = _municipal(snapshot_id, rows, list(known["nis"]))
        return Around({"leden": tables.places(known, shown, earlier, rows)}, tuple(shown))
    near, like = neighbours(snapshot_id, area.gebied_id), nearest(snapshot_id, area.gebied_id)
    reason = like if isinstance(like, str) else ""
    similar = near.head(0) if isinstance(like, str) else like
    shown, earlier = _municipal(snapshot_id, rows, [*near["nis"], *similar["nis"]])
    lists = {"buren": tables.places(near, shown, earlier, rows)} if len(near) else {}
    lists |= {"gelijk": tables.places(similar, shown, earlier)} if len(similar) else {}
    return Around(lists, tuple(shown), reason)


def _row(
    area: Area,
    beside: Comparator,
    leden: Sequence[str],
    entry: Indicator,
    periode: str,
    course: pd.DataFrame,
    other: pd.DataFrame,
) -> Row:
    course = course[course["gebied_id"] == area.gebied_id]
    other = other[other["periode"] == periode].head(1)
    own = course[course["periode"] == periode].head(1)
    return Row(entry, periode, course, other, judged(entry, own, other, beside, leden))


def peildatum(snapshot_id: str, area: Area) -> date | None:
    """The reference date of the size classes; None for another kind of place."""
    return regios.reference_date(snapshot_id) if area.soort == "grootteklasse" else None


def _municipal(snapshot_id: str, found: Sequence[Row], codes: Sequence[str]) -> tuple[Shown, pd.DataFrame]:
    """The figures of municipalities in the periods of a place's rows, as (indicator, frame); the first one a year earlier too.

    Every municipality is asked at once, so that all profiles share one answer.
    """
    shown = [row for row in found if row.indicator.id in IN_TABLE]
    frames = [(row.indicator, _of(snapshot_id, row.indicator.id, row.periode, codes)) for row in shown]
    first = shown[0]
    return frames, _of(snapshot_id, first.indicator.id, year_before(first.periode), codes)


def _of(snapshot_id: str, name: str, periode: str, codes: Sequence[str]) -> pd.DataFrame:
    frame = store.figures(snapshot_id, Question(name, periode=periode))
    return frame[frame["gebied_id"].isin(list(codes))].reset_index(drop=True)


def _names(snapshot_id: str) -> pd.DataFrame:
    known = kaart.municipalities(snapshot_id)
    return known[known["indeling"] == known["indeling"].max()][["nis", "naam"]]


def _named(snapshot_id: str, codes: Sequence[str]) -> pd.DataFrame:
    names = dict(_names(snapshot_id).itertuples(index=False, name=None))
    return pd.DataFrame([(nis, names[nis]) for nis in codes], columns=["nis", "naam"])
