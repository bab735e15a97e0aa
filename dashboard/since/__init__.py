"""What changed for a place since an earlier moment: an older snapshot, an earlier month, or both. Pure; texts are Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard import periods
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.events import events
from dashboard.figures import BadQuestion
from dashboard.periods import Period
from dashboard.records import records
from dashboard.sentences import read
from dashboard.since import composed, defined
from dashboard.since.found import New, Revision, Since
from dashboard.since.judged import judgements
from dashboard.since.moments import Course, courses
from dashboard.since.reasons import why_empty
from dashboard.since.revised import Revised, revisions
from dashboard.since.where import Where, found_place
from dashboard.tables import shown

__all__ = ["New", "Revision", "Since", "changes"]


def changes(
    now: Database,
    then: Database | None,
    soort: str,
    gebieden: Sequence[str],
    indicators: Sequence[str],
    periode_nu: str,
    periode_toen: str,
    *,
    naam: str = "",
    feiten_anders: bool = False,
) -> Since:
    """What is new, revised, merged, differently composed or defined for one place, and its changes in time with a verdict.

    soort, gebieden: as in `figures.Question`: one id of a kind, or the municipalities of an own group. then: an older snapshot;
    without one nothing can be said of revisions and definitions. periode_nu, periode_toen: months (`2025-12`) up to which and
    since when; periode_toen may be empty with `then`: then each indicator counts from the newest period known there.
    feiten_anders: whether the project's own facts differ between the two snapshots.
    Raises figures.BadQuestion for an unknown kind, place or indicator, periods.BadPeriod for a text that is no period.
    """
    until = periods.parse(periode_nu)
    if then is None and not periode_toen:
        raise BadQuestion("Kies een vorige maand of een oudere snapshot om mee te vergelijken.")
    if periode_toen and periods.parse(periode_toen).tot >= until.tot:
        raise BadQuestion(f"De vorige maand moet voor {periode_nu} liggen; gekozen is {periode_toen}.")
    newest = until.tot - timedelta(days=1)
    place = found_place(now, soort, gebieden, naam, newest)
    known = courses(now, then, place, list(dict.fromkeys(indicators)), until, periode_toen)
    begin = _begin(known, until, periode_toen)
    merged, codes = composed.mergers(now, then, place, begin, until)
    members = composed.memberships(now, then, place, begin - timedelta(days=1), newest, codes)
    found = _revisions(now, then, place, known, until)
    told = defined.definitions(now, then, [one.indicator for one in known], feiten_anders) if then is not None else []
    parts = {
        "nieuw": tuple(row for one in known for row in _new(one, periode_toen)),
        "herzien": tuple(found.rijen),
        "fusie": (*merged, *found.anders),
        "samenstelling": tuple(members),
        "definitie": (*told, *defined.made_real(found.echt)),
        "oordelen": tuple(judgements(now, place, known)),
    }
    between = tuple(event.naam for event in events() if begin <= event.datum < until.tot)
    return Since(**parts, waarom=why_empty(parts, soort, then is not None), tussenin=between)  # type: ignore[arg-type]


def _begin(courses: Sequence[Course], until: Period, since: str) -> date:
    """The first day after the earlier moment: of the month given, else of the newest period the older snapshot knew."""
    if since:
        return periods.parse(since).tot
    ends = [periods.parse(one.toen).tot for one in courses if one.toen and one.toen != periods.UNKNOWN_YEAR]
    return max(ends, default=until.tot)


def _new(one: Course, since: str) -> list[New]:
    """The periods the older snapshot did not know, or without one those after the earlier month; newest first."""
    rows = one.rijen
    if one.was is not None:
        rows = rows[~rows["periode"].isin(one.was)]
    else:
        ends = periods.parse(since).tot
        late = [label != periods.UNKNOWN_YEAR and periods.parse(label).tot > ends for label in rows["periode"]]
        rows = rows[late]
    entry = catalogue().indicatoren[one.indicator]
    return [
        New(entry.id, row["periode"], shown(row, entry), read(row).provisional, row["herkomst"] == "voorbeeld")
        for row in reversed(records(rows))
    ]


def _revisions(now: Database, then: Database | None, place: Where, courses: Sequence[Course], until: Period) -> Revised:
    """Revisions of the counts behind the figures, each series once, the numerators first."""
    if then is None:
        return Revised()
    entries = [catalogue().indicatoren[one.indicator] for one in courses]
    series: dict[str, int] = {}
    summed = []
    for entry in entries:
        for part in entry.components:
            reeks = f"{part.reeks}:{part.dimensie}:{part.categorie}" if part.dimensie else part.reeks
            series.setdefault(reeks, entry.decimalen if entry.soort == "maat" else 0)
            if entry.soort != "maat":
                summed.append(reeks)
    return revisions(now, then, place, series, until, summed)
