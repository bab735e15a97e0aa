"""How often a figure is known, and which of its periods is nearest to the one a reader had. Pure: frames in, Dutch out."""

from __future__ import annotations

import re

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.periods import UNKNOWN_YEAR, BadPeriod, parse
from dashboard.wording import period, window

POOLED = ".."
MONTH, QUARTER, YEAR = r"\d{4}-\d{2}", r"\d{4}-K\d", r"\d{4}"
SHAPES = {MONTH: "maand", QUARTER: "kwartaal", YEAR: "jaar"}


def nearest(known: pd.DataFrame, indicator: Indicator, wanted: str) -> str:
    """The period of an indicator nearest to the one wanted: its own, else its newest that ended no later, else its oldest.

    known: its periods (columns periode, van, tot, rijp). A pooled flow stays pooled and any other one apart; what cannot be
    known yet is passed over. A yearly stock is counted on 1 January, so that its year need only have begun.
    """
    if wanted in set(known["periode"]):
        return wanted
    usual = of_its_own(known, indicator)
    ripe = usual[usual["rijp"].astype(bool)] if usual["rijp"].any() else usual
    ripe = ripe.sort_values(["tot", "van"], kind="stable")
    try:
        until = pd.Timestamp(parse(wanted).tot)
    except BadPeriod:
        return str(ripe["periode"].iloc[-1])
    counted_at_start = indicator.telling == "stand" and ripe["periode"].str.fullmatch(YEAR).all()
    before = ripe[ripe["van"] < until] if counted_at_start else ripe[ripe["tot"] <= until]
    return str(before["periode"].iloc[-1] if len(before) else ripe["periode"].iloc[0])


def of_its_own(known: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The periods of the rhythm an indicator is read in: windows for a pooled flow, else the shortest periods there are."""
    windows = known["periode"].str.contains(POOLED, regex=False)
    if indicator.venster_kwartalen and windows.any():
        return known[windows]
    single = known if windows.all() else known[~windows]
    for shape in SHAPES:
        if single["periode"].str.fullmatch(shape).any():
            return single[single["periode"].str.fullmatch(shape)]
    return single


def words(known: pd.DataFrame, indicator: Indicator) -> str:
    """The rhythm of an indicator as the end of `kennen we`: `per maand`, `over acht kwartalen samen`."""
    texts = of_its_own(known, indicator)["periode"]
    if texts.str.contains(POOLED, regex=False).all():
        return "over acht kwartalen samen" if indicator.venster_kwartalen == 8 else "over kwartalen samen"
    if (texts == UNKNOWN_YEAR).all():
        return "zonder jaar"
    if texts.str.fullmatch(MONTH).all() and texts.str[5:].nunique() == 1:
        return f"alleen voor {period(texts.iloc[-1]).split()[0]}"
    return f"per {shape(str(texts.iloc[-1]))}"


def moved(known: pd.DataFrame, indicator: Indicator, wanted: str, shown: str) -> str:
    """Why a reader sees another period than before; empty where the same period, or no period, was asked.

    Of a period of the same rhythm that is simply not there, the chooser itself says so.
    """
    rare = words(known, indicator)
    if wanted == shown or not is_period(wanted) or rare == f"per {shape(wanted)}":
        return ""
    if shown == UNKNOWN_YEAR:
        return f"{indicator.korte_naam}: de bron vermeldt geen jaar, dus dit is misschien niet het cijfer van {window(wanted)}."
    former = "een cijfer zonder jaar" if wanted == UNKNOWN_YEAR else window(wanted)
    return f"{indicator.korte_naam} kennen we {rare}: in plaats van {former} ziet u {window(shown)}."


def is_period(text: str) -> bool:
    """Whether a text names a period that some figure may have."""
    if text == UNKNOWN_YEAR:
        return True
    try:
        parse(text)
    except BadPeriod:
        return False
    return True


def shape(text: str) -> str:
    """`maand`, `kwartaal` or `jaar`; empty for a window, a half-year or a year the source does not name."""
    return next((name for pattern, name in SHAPES.items() if re.fullmatch(pattern, text)), "")
