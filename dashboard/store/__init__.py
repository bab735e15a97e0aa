"""The only caches: every question's answer, kept per snapshot. A page run reads the snapshot's id once and passes it on."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pandas as pd

from dashboard import alike, logs, quality, queries
from dashboard import areas as known_areas
from dashboard import figures as answers
from dashboard.catalogue import catalogue
from dashboard.changes import last_stable, year_before
from dashboard.database import Database, open_snapshot
from dashboard.events import Event
from dashboard.events import events as known_events
from dashboard.figures import Question
from dashboard.ingest import differences
from dashboard.markup import Markup
from dashboard.periods import label as period_label
from dashboard.periods import later, parse
from dashboard.quality import balance as quality_balance
from dashboard.quality import page as quality_page
from dashboard.queries import Weergave
from dashboard.search import labels
from dashboard.snapshots import Snapshot, all_snapshots, current, model_version, readable, storage
from dashboard.store.remembered import remembered

FLANDERS = "vlaanderen:vlaanderen"
QUARTERS = 8
OUTCOMES = ("twe_uitstroom_3m", "twe_uitstroom_12m")


def current_id() -> str:
    """The snapshot in force at this moment; NoSnapshot when nothing was loaded yet."""
    return usable(current(storage()).id).id


def usable(snapshot_id: str) -> Snapshot:
    """The snapshot with this id, if this version of the program can read it; NoSnapshot says in Dutch why not."""
    return readable(storage(), snapshot_id)


@remembered()
def database(snapshot_id: str) -> Database:
    """A snapshot in memory. The least used one is let go; it closes when the last page run that reads it is done."""
    opened = open_snapshot(usable(snapshot_id).folder)
    opened.compress()
    logs.event("snapshot geopend", snapshot=snapshot_id)
    return opened


@remembered(max_entries=250)
def figures(snapshot_id: str, question: Question) -> pd.DataFrame:
    """The figures that answer a question."""
    return answers.figures(database(snapshot_id), question, snapshot_id)


@remembered(max_entries=40)
def side_by_side(snapshot_id: str, questions: tuple[Question, ...]) -> list[pd.DataFrame]:
    """The figures that answer questions which differ in indicator and period only, asked at once."""
    return answers.side_by_side(database(snapshot_id), questions, snapshot_id)


@remembered()
def areas(snapshot_id: str) -> pd.DataFrame:
    """Every area a reader can choose."""
    return known_areas.areas(database(snapshot_id))


@remembered()
def places(snapshot_id: str) -> dict[str, str]:
    """Every place to search, ended names among them: what finds it, and what is shown for it."""
    return labels(areas(snapshot_id), known_areas.ended(database(snapshot_id)), catalogue())


@remembered(max_entries=200)
def find(snapshot_id: str, text: str, soort: str | None) -> known_areas.Area:
    """The area with this id or name; UnknownArea when there is none."""
    return known_areas.find(database(snapshot_id), text, soort)


@remembered(max_entries=100)
def months(snapshot_id: str, indicator: str, dimensie: str = "") -> pd.DataFrame:
    """The periods an indicator is known for, in its own way of counting."""
    known = queries.momenten(database(snapshot_id), indicator=indicator, dimensie=dimensie)
    return known[known["telling"] == catalogue().indicatoren[indicator].telling]


@remembered(max_entries=200)
def members(snapshot_id: str, soort: str, gebied: str, weergave: Weergave, periode: str) -> pd.DataFrame:
    """The municipalities an area is made of in a month."""
    moment = pd.Timestamp(periode).date()
    peildata = queries.peildata(database(snapshot_id)) if soort == "grootteklasse" else [None]
    return queries.leden(
        database(snapshot_id), soort=soort, gebied=gebied, weergave=weergave, peildatum=peildata[-1], datum=moment
    )


@remembered(max_entries=200)
def members_of(snapshot_id: str, area: known_areas.Area, weergave: Weergave, periode: str) -> pd.DataFrame:
    """The municipalities of a place in a month, as `members`; those of a reader's own group under the codes of that time."""
    if area.soort != known_areas.OWN_GROUP:
        return members(snapshot_id, area.soort, area.gebied_id, weergave, periode)
    codes = known_areas.codes_of_all_times(database(snapshot_id), area.leden)
    whole = members(snapshot_id, "vlaanderen", FLANDERS, weergave, periode)
    return whole[whole["nis"].isin(codes)].assign(gebied_id=area.gebied_id).reset_index(drop=True)


@remembered()
def deliveries(snapshot_id: str) -> pd.DataFrame:
    """What every source delivered, per series."""
    return queries.leveringen(database(snapshot_id))


@remembered(max_entries=3)
def balance(snapshot_id: str, soort: str, span: str) -> pd.DataFrame:
    """How stock and flow of trajectories agree in the quarters of a span of months, per area of a kind."""
    begin, _, end = span.partition("..")
    month_before = period_label(later(parse(begin).van, -1), 1)
    return quality_balance.balance(
        figures(snapshot_id, Question("twe_lopend", soort, periode=f"{month_before}..{end}")),
        *(figures(snapshot_id, Question(flow, soort, periode=span)) for flow in ("twe_gestart", "twe_beeindigd")),
    )


def last_quarters(snapshot_id: str, indicator: str, count: int) -> str:
    """The months of the newest delivered quarters of a flow, as a span; empty when there are none."""
    known = months(snapshot_id, indicator)
    quarters = known[known["periode"].str.fullmatch(r"\d{4}-K[1-4]")].tail(count)
    if quarters.empty:
        return ""
    return f"{period_label(quarters['van'].min(), 1)}..{period_label(later(quarters['tot'].max(), -1), 1)}"


def previous_id(snapshot_id: str) -> str:
    """The snapshot made before this one with the same computation; empty when it is the first."""
    made = [found for found in all_snapshots(storage()) if found.model == model_version()]
    made.sort(key=lambda found: (found.datum, (found.folder / "snapshot.json").stat().st_mtime))
    ids = [found.id for found in made]
    at = ids.index(snapshot_id) if snapshot_id in ids else 0
    return ids[at - 1] if at else ""


@remembered()
def revisions(snapshot_id: str, before: str) -> dict[str, int]:
    """How many cells of every series, breakdowns included, changed or vanished since an earlier snapshot.

    That one is in memory only while this runs.
    """
    with closing(open_snapshot(usable(before).folder)) as earlier:
        changes = differences.compare(earlier, database(snapshot_id))
    counts: dict[str, int] = {}
    for change in changes:
        series = change.reeks.partition(":")[0]
        counts[series] = counts.get(series, 0) + len(change.gewijzigd)
    return counts


@remembered()
def state(snapshot_id: str) -> pd.DataFrame:
    """The state of every series (columns `quality.STATE`)."""
    return quality.state(deliveries(snapshot_id))


@remembered()
def quality_sections(snapshot_id: str, before: str) -> list[tuple[str, Markup]]:
    """Heading and body of every section on sources and quality; `before` is the snapshot to compare with, or empty."""
    span = last_quarters(snapshot_id, "twe_beeindigd", QUARTERS)
    known = months(snapshot_id, "registratiegraad")
    stable = last_stable(known, str(known["periode"].max())) if len(known) else None
    none = pd.DataFrame()
    frames = quality_page.Frames(
        staat=state(snapshot_id),
        gebieden=areas(snapshot_id),
        tijd=figures(snapshot_id, Question("registratiegraad", "vlaanderen", (FLANDERS,))),
        honderd=figures(snapshot_id, Question("registratiegraad", periode=stable)) if stable else none,
        geheel=balance(snapshot_id, "vlaanderen", span) if span else none,
        gemeenten=balance(snapshot_id, "gemeente", span) if span else none,
        stand=figures(snapshot_id, Question("twe_lopend", "vlaanderen", periode=span)) if span else none,
        stroom=figures(snapshot_id, Question("twe_gestart", "vlaanderen", periode=span)) if span else none,
        uitkomsten=[(catalogue().indicatoren[name], months(snapshot_id, name)) for name in OUTCOMES],
    )
    revised = revisions(snapshot_id, before) if before else None
    return quality_page.sections(frames, catalogue(), revised, events())


def events() -> tuple[Event, ...]:
    """The events every time chart shows."""
    return known_events()


def warm_up(snapshot_id: str) -> None:
    """Compute what the first page asks, so that its first reader does not wait."""
    places(snapshot_id)
    deliveries(snapshot_id)
    whole = Question("leefloon", "vlaanderen", (FLANDERS,))
    figures(snapshot_id, whole)
    figures(snapshot_id, replace(whole, indicator="leefloongraad"))
    known = months(snapshot_id, "leefloon")
    stable = last_stable(known, str(known["periode"].max()))
    figures(snapshot_id, replace(whole, indicator="registratiegraad", periode=str(known["periode"].max())))
    figures(snapshot_id, replace(whole, indicator="twe_uitstroom_3m"))
    for periode in (stable, year_before(stable)) if stable else ():
        figures(snapshot_id, Question("leefloon", periode=periode))
    for dimensie in catalogue().indicatoren["leefloon"].uitsplitsingen:
        broken_down = months(snapshot_id, "leefloon", dimensie)
        if len(broken_down):
            figures(snapshot_id, replace(whole, uitsplitsing=dimensie, periode=str(broken_down["periode"].max())))


def warm_up_rest(snapshot_id: str) -> None:
    """Compute what no first page asks, beside the readers: the characteristics of municipalities, the sections on quality."""
    alike.characteristics(database(snapshot_id))
    quality_sections(snapshot_id, previous_id(snapshot_id))
