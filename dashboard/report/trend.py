"""How the figures of the region ran over the months, beside the comparator; one slide a monthly ratio, else one a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.changes import year_before
from dashboard.events import events
from dashboard.records import records
from dashboard.report import titles
from dashboard.report.choices import MONTH
from dashboard.report.facts import Facts, figure
from dashboard.report.pack import Line, Lines, Part, Point, Points
from dashboard.report.titles import Worded
from dashboard.report.values import is_sample, meaning, point, source, sure
from dashboard.sentences import Figure, Place, statement
from dashboard.wording import number, period

NAME = "Verloop in de tijd"
MONTHS = 36
MOST = 2
NO_MONTHS = "Van de gekozen cijfers is er geen enkel per maand bekend. Daarom tonen we geen verloop."


def parts(facts: Facts) -> list[Part]:
    """At most two slides: the first chosen figures that are known by the month, ratios before counts."""
    monthly = [entry for entry in facts.keten if MONTH.fullmatch(facts.period(entry))]
    chosen = sorted(monthly, key=lambda entry: not entry.is_ratio)[:MOST]
    if chosen:
        return [_part(facts, entry) for entry in chosen]
    nothing = pd.DataFrame()
    bron = source(facts.keten, nothing, facts.snapshot)
    return [Part("trend", NAME, NO_MONTHS, Points((NO_MONTHS,)), NO_MONTHS, bron, (), nothing, False)]


def _part(facts: Facts, entry: Indicator) -> Part:
    own = facts.course(entry)
    known = tuple(sorted(set(own["periode"]))[-MONTHS:])
    frames = [(facts.gekozen.gebied.naam, "gebied", own)]
    if entry.is_ratio:
        frames.append((facts.other_name, "vergelijking", facts.other_course(entry)))
    frames = [(name, rol, frame[frame["periode"].isin(known)]) for name, rol, frame in frames]
    lines = tuple(Line(name, rol, _points(frame, known, entry, rol)) for name, rol, frame in frames)  # type: ignore[arg-type]
    frame = pd.concat([frame for _, _, frame in frames], ignore_index=True)
    now = figure(own[own["periode"] == facts.period(entry)])
    then = figure(own[own["periode"] == year_before(facts.period(entry))])
    found = statement(now, entry, earlier=then if now.known else None) if now else None
    title, whole = _title(own[own["periode"].isin(known)], entry, facts, now, then)
    doubts = (*whole, *found.twijfel) if found else ()
    return Part(
        id=f"trend-{entry.id}",
        naam=f"{NAME}: {entry.korte_naam}",
        titel=title,
        getoond=Lines(known, lines, entry.eenheid, entry.decimalen, _events(known)),
        alt=f"{title} {_ends(lines)}",
        bron=source([entry], frame, facts.snapshot),
        notities=(*doubts, *_dated(known), *meaning(entry)),
        cijfers=frame,
        voorbeeld=is_sample(frame),
    )


def _points(frame: pd.DataFrame, known: tuple[str, ...], entry: Indicator, rol: str) -> tuple[Point, ...]:
    rows = {row["periode"]: row for row in records(frame)}
    absent = Point("", None, None, "de bron heeft dat cijfer niet geleverd", "geen")
    found = []
    for month in known:
        here = point(rows[month], entry, month, rol) if month in rows else absent  # type: ignore[arg-type]
        found.append(here if here.naam else Point(month, None, None, absent.tekst, "geen", None, rol))  # type: ignore[arg-type]
    return tuple(found)


def _title(own: pd.DataFrame, entry: Indicator, facts: Facts, now: Figure | None, then: Figure | None) -> Worded:
    """What changed since a year earlier; of a count, which the situation already says that of, between what it moved."""
    if now is None:
        return Worded(titles.nothing(facts, entry), ())
    wordings = list(_between(own, entry, facts.wordings)) if entry.soort == "aantal" else []
    changed = titles.course(facts, entry, now, then)
    return Worded(titles.fitting(wordings), changed.heel or (changed.titel,)) if wordings else changed


def _between(own: pd.DataFrame, entry: Indicator, places: Sequence[Place]) -> Iterator[str]:
    """The lowest and the highest month; nothing where a month is a range, incomplete or not there."""
    if len(own) < MONTHS or not all(sure(row) for row in records(own)):
        return
    order = own.sort_values(["onder", "van"])
    low, high = order.iloc[0], order[order["onder"] == order["onder"].max()].iloc[0]
    if low["onder"] == high["onder"]:
        return
    ends = " en ".join(f"{number(row['onder'])} ({period(row['periode'])})" for row in (low, high))
    for place in places:
        what = f"het aantal {entry.naam[:1].lower()}{entry.naam[1:]}"
        yield f"In {number(len(own))} maanden lag {what} {place.inside} tussen {ends}."


def _events(known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{one.datum:%Y-%m}", one.naam) for one in events() if f"{one.datum:%Y-%m}" in known)


def _dated(known: tuple[str, ...]) -> tuple[str, ...]:
    """What each event on the chart was."""
    return tuple(one.toelichting for one in events() if f"{one.datum:%Y-%m}" in known)


def _ends(lines: tuple[Line, ...]) -> str:
    told = [
        f"{line.naam} {' en '.join(f'{end.tekst} in {period(end.naam)}' for end in (line.punten[0], line.punten[-1]))}"
        for line in lines
        if line.punten
    ]
    return f"Begin en einde: {'; '.join(told)}." if told else ""
