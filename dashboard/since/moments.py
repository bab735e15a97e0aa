"""Which periods of an indicator are known, and which of them belong to the earlier and to the later moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import figures, periods, queries
from dashboard.catalogue import catalogue
from dashboard.changes import last_stable
from dashboard.database import Database
from dashboard.since.where import Where

MONTH = r"\d{4}-\d{2}"


@dataclass(frozen=True)
class Course:
    """An indicator of the place over time. rijen: its figures in the newest snapshot, a row a known period, oldest first, up to
    the later month. was: the labels already known in the older snapshot, None without one.

    toen, nu: the periods to set side by side, '' where there is none. nu is the last stable month where that is later than toen.
    """

    indicator: str
    rijen: pd.DataFrame
    was: frozenset[str] | None
    toen: str
    nu: str


def courses(
    now: Database, then: Database | None, place: Where, indicators: Sequence[str], until: periods.Period, since: str
) -> list[Course]:
    """The course of each indicator, all asked at once; BadQuestion where one cannot be asked."""
    if not indicators:
        return []
    frames = figures.side_by_side(now, [place.question(name) for name in indicators], "")
    return [
        _course(now, then, place, name, frame, until, since) for name, frame in zip(indicators, frames, strict=True)
    ]


def _course(
    now: Database,
    then: Database | None,
    place: Where,
    indicator: str,
    frame: pd.DataFrame,
    until: periods.Period,
    since: str,
) -> Course:
    known = _known(now, indicator)
    inside = known[known["tot"] <= pd.Timestamp(until.tot)]
    rows = frame[(frame["gebied_id"] == place.area_id) & frame["periode"].isin(set(inside["periode"]))]
    rows = rows.sort_values("van", kind="stable").reset_index(drop=True)
    was = frozenset(_known(then, indicator)["periode"]) if then is not None else None
    shown = inside[inside["periode"].isin(set(rows["periode"]))]
    before = shown["tot"] <= pd.Timestamp(periods.parse(since).tot) if since else shown["periode"].isin(was or ())
    earlier = shown[before]
    begin = str(earlier["periode"].iloc[-1]) if len(earlier) else ""
    return Course(indicator, rows, was, begin, _later(shown, begin))


def _known(database: Database, indicator: str) -> pd.DataFrame:
    """The periods whose outcome can be known, in the indicator's own way of counting, oldest end first."""
    found = queries.momenten(database, indicator=indicator, dimensie="")
    telling = catalogue().indicatoren[indicator].telling
    found = found[(found["telling"] == telling) & found["rijp"].astype(bool)]
    return found.sort_values(["tot", "van"], ascending=[True, False], kind="stable")


def _later(shown: pd.DataFrame, begin: str) -> str:
    if not begin or shown.empty:
        return ""
    newest = str(shown["periode"].iloc[-1])
    monthly = shown[shown["periode"].str.fullmatch(MONTH)]
    stable = last_stable(monthly, newest) if len(monthly) == len(shown) else None
    last = stable if stable and stable > begin else newest
    return last if last != begin else ""
