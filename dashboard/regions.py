"""Regions in the order of a figure: who takes part, who does not and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.catalogue import Indicator, catalogue
from dashboard.levels import Level, lying_between
from dashboard.records import records
from dashboard.wording import capital, counted, listed, number

UNCERTAIN = "laag"
LOW = "lage zekerheid over de leden"


def uncertain(areas: pd.DataFrame, included: bool) -> dict[str, str]:
    """The regions that stay out of the order because it is not certain who their members are, with the reason."""
    if included:
        return {}
    return dict.fromkeys(areas.loc[areas["zekerheid"] == UNCERTAIN, "gebied_id"], LOW)


def steady_since(composed: pd.DataFrame, until: date) -> dict[str, str]:
    """The first month in which every area has the municipalities it has on a day; '' where it always had them.

    composed: `queries.samenstelling` of one kind in today's municipalities (columns gebied_id, nis, van, tot as dates).
    """
    found = {}
    for gebied_id, rows in composed.groupby("gebied_id"):
        spans = [(row["nis"], row["van"], row["tot"]) for row in records(rows)]
        turns = sorted({moment for _, begin, end in spans for moment in (begin, end) if moment <= until}, reverse=True)
        now = {nis for nis, begin, end in spans if begin <= until < end}
        steady = [turn for turn in turns if {nis for nis, begin, end in spans if begin <= turn < end} != now]
        after = [turn for turn in turns if not steady or turn > steady[0]]
        found[str(gebied_id)] = f"{after[-1]:%Y-%m}" if steady and after else ""
    return found


def spread(rows: Sequence[Level], indicator: Indicator, soort: str, periode: str) -> str:
    """Between which figures the regions in the order lie, and who certainly stands at either end."""
    kind = catalogue().soorten[soort]
    known = [row for row in rows if row.ranked and row.onder is not None and row.boven is not None]
    if len(known) < 2:
        return f"Over {indicator.zin.onderwerp} zijn er geen twee {kind.meervoud} met een volledig cijfer."
    return lying_between(known, indicator, f"de {number(len(known))} gerangschikte {kind.meervoud}", periode)


def order_words(rows: Sequence[Level], soort: str) -> list[str]:
    """How many regions are in the order, and which are not, with why."""
    kind = catalogue().soorten[soort]
    ranked = sum(row.ranked for row in rows)
    words = [f"In de rangschikking staan {counted(ranked, kind.naam, kind.meervoud)}."] if ranked > 1 else []
    if ranked == 1:
        words = [f"Er is maar één {kind.naam} met een volledig cijfer: er is niets om te rangschikken."]
    elif not ranked:
        words = [f"Geen enkel van de {kind.meervoud} kan gerangschikt worden."]
    outside = [row for row in rows if not row.ranked]
    for why in dict.fromkeys(row.waarom for row in outside):
        names = [row.naam for row in outside if row.waarom == why]
        words.append(f"Niet gerangschikt: {listed(names)} ({why}).")
    if kind.overlapt and ranked:
        words.append(f"{capital(kind.meervoud)} kunnen elkaar overlappen: een gemeente kan in meer dan één zitten.")
    return words
