"""What is asked about an indicator, and what that comes down to: the periods and the way of counting that answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

import pandas as pd

from dashboard import areas, gaps, periods, queries
from dashboard.catalogue import Indicator, catalogue
from dashboard.database import Database
from dashboard.periods import Period
from dashboard.queries import Weergave

MOST_KEPT = 2_000


class BadQuestion(ValueError):
    """A question that has no answer; the message says why in Dutch."""


@dataclass(frozen=True)
class Question:
    """Which figures are wanted. Empty `gebieden` means every area of the kind; `groep` sums them into one.

    groepen: several own groups at once, instead of `gebieden`; a member of unknown membership is a part without a figure.
    """

    indicator: str
    soort: str = "gemeente"
    gebieden: tuple[str, ...] = ()
    groep: str = ""
    periode: str = ""
    telling: str = ""
    indeling: Weergave = "huidig"
    peildatum: date | None = None
    uitsplitsing: str = ""
    groepen: tuple[areas.Group, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question with what it comes down to.

    known holds the moments of its rhythm, gevraagd what is asked of the database, verwacht the periods that should be there.
    """

    question: Question
    indicator: Indicator
    telling: str
    known: pd.DataFrame
    span: Period
    gevraagd: list[queries.Asked]
    verwacht: list[gaps.Label]


# What a question comes down to depends on its indicator and period only; a model does not change.
_understood: WeakKeyDictionary[Database, dict[tuple[str, str, str, str], Asked]] = WeakKeyDictionary()


def understood(database: Database, question: Question) -> Asked:
    """The question with what answers it; BadQuestion when it cannot be asked."""
    _indicator(question)
    kept = _understood.setdefault(database, {})
    key = (question.indicator, question.uitsplitsing, question.telling, question.periode)
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = _understand(database, question)
    return replace(kept[key], question=question)


def _understand(database: Database, question: Question) -> Asked:
    indicator = _indicator(question)
    moments = queries.momenten(database, indicator=indicator.id, dimensie=question.uitsplitsing)
    telling = _telling(question, indicator, moments)
    known = _chosen(question, indicator, moments[moments["telling"] == telling])
    span = _span(question, known)
    inside = known[(known["van"] >= pd.Timestamp(span.van)) & (known["tot"] <= pd.Timestamp(span.tot))]
    wanted = [(indicator.id, question.uitsplitsing, telling, periode) for periode in dict.fromkeys(inside["periode"])]
    expected = gaps.expected(known, span, telling, bool(question.periode))
    return Asked(question, indicator, telling, known, span, wanted, expected)


def peildatum(database: Database, question: Question) -> date | None:
    """The reference date of the size classes asked for; none for another kind. BadQuestion when no class is known then."""
    if question.soort != "grootteklasse":
        return None
    known = queries.peildata(database)
    wanted = question.peildatum or known[-1]
    usable = [moment for moment in known if moment <= wanted]
    if not usable or wanted.year > known[-1].year:
        raise BadQuestion(f"Grootteklassen zijn gekend van {known[0]} tot {known[-1]}, niet op {wanted}.")
    return usable[-1]


def category_order(question: Question, indicator: Indicator) -> dict[str, int]:
    """The place of every category of the breakdown asked for; empty without one."""
    if not question.uitsplitsing:
        return {}
    source = catalogue().source_of_series(indicator.teller[0].reeks)
    return {category: at for at, category in enumerate(source.dimensies[question.uitsplitsing].categorieen)}


def _indicator(question: Question) -> Indicator:
    entries = catalogue().indicatoren
    if question.indicator not in entries:
        raise BadQuestion(f"Indicator '{question.indicator}' bestaat niet. Kies uit: {', '.join(entries)}.")
    indicator = entries[question.indicator]
    if question.soort not in {*catalogue().soorten, areas.OWN_GROUP}:
        raise BadQuestion(f"Soort '{question.soort}' bestaat niet. Kies uit: {', '.join(catalogue().soorten)}.")
    if question.uitsplitsing and question.uitsplitsing not in indicator.uitsplitsingen:
        offered = ", ".join(indicator.uitsplitsingen) or "geen"
        raise BadQuestion(f"'{indicator.id}' heeft geen uitsplitsing '{question.uitsplitsing}'. Wel: {offered}.")
    return indicator


def _telling(question: Question, indicator: Indicator, moments: pd.DataFrame) -> str:
    telling = question.telling or indicator.telling
    offered = list(dict.fromkeys(moments["telling"]))
    if offered and telling not in offered:
        raise BadQuestion(f"'{indicator.id}' heeft geen telling '{telling}'. Wel: {', '.join(offered)}.")
    return telling


def _chosen(question: Question, indicator: Indicator, known: pd.DataFrame) -> pd.DataFrame:
    """The moments of one rhythm: the one asked for by name, else the pooled ones of a pooled flow, else the delivered ones."""
    named = known[known["periode"] == question.periode]
    if len(named):
        return named
    pooled = known[known["periode"].str.contains("..", regex=False)]
    if indicator.venster_kwartalen and not question.periode and len(pooled):
        return pooled
    single = known[~known["periode"].isin(pooled["periode"])]
    return single[single["samenvoeging"] != "som"]


def _span(question: Question, known: pd.DataFrame) -> Period:
    if question.periode and question.periode != periods.UNKNOWN_YEAR:
        return periods.parse(question.periode)
    if known.empty:
        return Period(date(1900, 1, 1), date(1900, 1, 1))
    return Period(known["van"].min().date(), known["tot"].max().date())
