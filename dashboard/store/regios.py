"""What the pages about regions and centrumsteden keep: who the members of every area of a kind are, today."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from dashboard import comparators, queries, regions, store
from dashboard.catalogue import catalogue
from dashboard.figures import Question
from dashboard.levels import Level, levels
from dashboard.periods import parse
from dashboard.store.remembered import remembered


@remembered()
def reference_date(snapshot_id: str) -> date:
    """The date on which the size classes are decided."""
    return comparators.reference_date(store.database(snapshot_id))


@remembered(max_entries=200)
def order(snapshot_id: str, question: Question, uncertain: bool = True) -> list[Level]:
    """The areas of a question of one period in order. uncertain: whether regions of low certainty take part."""
    out = regions.uncertain(store.areas(snapshot_id), uncertain)
    return levels(store.figures(snapshot_id, question), catalogue().indicatoren[question.indicator], out)


@remembered(max_entries=40)
def steady_since(snapshot_id: str, soort: str, peildatum: date | None, until: str) -> dict[str, str]:
    """The first month in which every area of a kind has the municipalities it has in a month; '' for always."""
    data = store.database(snapshot_id)
    composed = queries.samenstelling(data, soort=soort, weergave="huidig", peildatum=peildatum)
    newest = composed[composed["toon_indeling"] == composed["toon_indeling"].max()]
    days = newest.assign(van=[_day(one) for one in newest["van"]], tot=[_day(one) for one in newest["tot"]])
    return regions.steady_since(days, parse(until).van)


def _day(moment: object) -> date:
    return moment.date() if isinstance(moment, datetime) else date.fromisoformat(str(moment)[:10])


@remembered(max_entries=40)
def memberships(snapshot_id: str, soort: str) -> pd.DataFrame:
    """Columns gebied_id, nis, naam, lidstatus: today's municipalities of every area of a kind, unknown ones as `grens`."""
    data = store.database(snapshot_id)
    moment = reference_date(snapshot_id) if soort == "grootteklasse" else None
    composed = queries.samenstelling(data, soort=soort, weergave="huidig", peildatum=moment)
    newest = composed[
        (composed["toon_indeling"] == composed["toon_indeling"].max()) & (composed["tot"] == composed["tot"].max())
    ]
    known = queries.gemeenten(data)
    names = known[known["indeling"] == known["indeling"].max()][["nis", "naam"]]
    # A municipality that is known and unknown for other parts counts as known, as in its figure.
    order = newest.sort_values("lidstatus", key=lambda status: status == "grens", kind="stable")
    return order.drop_duplicates(["gebied_id", "nis"]).merge(names, on="nis")[["gebied_id", "nis", "naam", "lidstatus"]]
