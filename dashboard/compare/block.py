"""One indicator as a block of a page: the strip, the comparator in words, and a row for each chosen municipality. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator
from dashboard.compare import Side, marks
from dashboard.compare.standing import range_words
from dashboard.compare.strip import WIDTH, Spread, course, strip, written
from dashboard.compare.verdicts import KAN_NIET
from dashboard.markup import Column, Markup, safe, table
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.amounts import amount, unit
from dashboard.tokens import Scheme
from dashboard.wording import UNKNOWN, capital, counted, short_bounds, window

SAID = ("voorbeeld", "venster", "voorbehoud", "jaar_onbekend", "kleine_aantallen")
Row = Mapping[Any, Any]


def block(side: Side, scheme: Scheme) -> Markup:
    """The strip and the table of one indicator."""
    drawing, high = picture(side, scheme)
    image = (
        f'<img alt="{escape(alternative(side), quote=True)}" src="{marks.as_image(marks.svg(WIDTH, high, drawing))}">'
        if drawing
        else ""
    )
    head = f'<h3 class="am-onderdeel">{safe(side.indicator.korte_naam)}<small>{safe(under(side))}</small></h3>'
    words = f'<div class="am-bron">{safe(beside(side))}</div>'
    return Markup(f'<div class="am-naast"><div>{head}{image}{words}</div><div>{rows(side, scheme)}</div></div>')


def picture(side: Side, scheme: Scheme, width: float = WIDTH) -> tuple[str, float]:
    """The strip of one indicator and its height; empty where nobody has a figure."""
    if not side.alle.grenzen:
        return "", 0.0
    at = {nis: position for position, nis in enumerate(side.gekozen)}
    chosen = [
        (at[row["gebied_id"]], (float(row["onder"]), float(row["boven"])))
        for row in side.rijen
        if pd.notna(row["onder"])
    ]
    return strip(side.alle.grenzen, chosen, side.spreiding, side.indicator, scheme, width)


def rows(side: Side, scheme: Scheme) -> Markup:
    """A row for each chosen municipality: sign, course, figure, doubt, verdict and rank range."""
    columns = [
        Column("Gemeente"), Column("Verloop"), Column("Cijfer", getal=True), Column("Twijfel"),
        Column("Ten opzichte van de groep"), Column("Rang", getal=True),
    ]  # fmt: skip
    cells = []
    at = {nis: position for position, nis in enumerate(side.gekozen)}
    common, reason = shared_doubts(side.rijen, side.indicator), shared_refusal(side)
    for row in side.rijen:
        nis = str(row["gebied_id"])
        sign = marks.as_image(marks.svg(14, 14, marks.shape(at[nis], 7, 7, scheme)))
        line = course(side.reeksen[nis], at[nis], scheme) if nis in side.reeksen else ""
        cells.append(
            [
                Markup(f'<img alt="" src="{sign}"> {escape(str(row["gebied"]))}'),
                _spark(line, side.reeksen[nis], side.indicator) if line else "",
                figure(row, side.indicator),
                doubt(row, side.indicator, common),
                capital(KAN_NIET if reason else side.oordelen[nis].woorden),
                place(side, nis),
            ]
        )
    note = " · ".join([*common, *([reason] if reason else [])])
    return table(f"{side.indicator.korte_naam} {side.comparator.beside}", columns, cells, note)


def _spark(drawing: str, frame: pd.DataFrame, indicator: Indicator) -> Markup:
    """The small line of a place, with both its ends in words."""
    known = np.flatnonzero(frame["onder"].notna().to_numpy())
    known = known[np.argsort(frame["van"].to_numpy()[known], kind="stable")]
    ends = records(frame.iloc[[known[0], known[-1]]])
    begin, end = (f"{window(row['periode'])} ({figure(row, indicator)})" for row in ends)
    alt = escape(f"Verloop van {begin} tot {end}", quote=True)
    return Markup(f'<img alt="{alt}" src="{marks.as_image(drawing)}">')


def shared_doubts(rows: Sequence[Row], indicator: Indicator) -> list[str]:
    """The warnings that hold for every figure shown, said once above the table."""
    found = [cautions.short(row, indicator, SAID) for row in rows if pd.notna(row["onder"])]
    return [text for text in found[0] if all(text in other for other in found)] if len(found) > 1 else []


def shared_refusal(side: Side) -> str:
    """Why none of the places can be told apart from the comparator, where that is one reason for all."""
    words = {verdict.woorden for verdict in side.oordelen.values()}
    return words.pop() if len(words) == 1 and all(found.oordeel == KAN_NIET for found in side.oordelen.values()) else ""


def figure(row: Row, indicator: Indicator) -> str:
    """The figure with its sign, or that there is none."""
    found = read(row)
    return capital(amount(found, indicator)) if found.known else UNKNOWN


def doubt(row: Row, indicator: Indicator, without: Sequence[str] = ()) -> str:
    """What chance could do to the level, or what is hidden or provisional: never one bar for both."""
    parts: list[str] = []
    if pd.notna(row["stab_onder"]):
        scale = 100 if indicator.soort == "aandeel" else 1
        sign = "%" if indicator.soort == "aandeel" else ""
        limits = short_bounds(
            scale * float(row["stab_onder"]), scale * float(row["stab_boven"]), max(indicator.decimalen, 1)
        )
        parts.append(f"toeval: {limits}{sign}")
    warnings = [text for text in cautions.short(row, indicator, SAID) if text not in without]
    return " · ".join([*parts, *warnings])


def place(side: Side, nis: str) -> str:
    """The certain rank range, the range when chance plays, and how many municipalities have a rank."""
    found = side.plaatsen[nis]
    words = range_words(found["beste"], found["slechtste"])
    chance = range_words(found["toeval_beste"], found["toeval_slechtste"])
    moved = f", met toeval {chance}," if chance else ""
    return f"{words}{moved} van {found['plaatsen']}" if words else UNKNOWN


def under(side: Side) -> str:
    """The period and the unit."""
    provisional = " (voorlopig)" if side.eigen["voorlopig"].astype(bool).any() else ""
    return f" {window(side.periode)}{provisional} · {side.indicator.eenheid}"


def beside(side: Side) -> str:
    """The comparator's own figure from sums, and the median and quartiles over its municipalities, each named as what it is."""
    parts = []
    whole = side.groep
    if whole is not None and whole.known and side.comparator.aantal > 1:
        part = "" if whole.complete else f" (telt {whole.dekking.replace('/', ' van de ')} gemeenten)"
        parts.append(
            f"{capital(side.comparator.naam)} samen: {amount(whole, side.indicator)}{unit(whole, side.indicator)}{part}."
        )
    elif side.comparator.aantal == 1 and whole is not None and whole.known:
        parts.append(f"{side.comparator.naam}: {amount(whole, side.indicator)}{unit(whole, side.indicator)}.")
    if side.spreiding is not None and side.comparator.aantal > 1:
        parts.append(spread_words(side.spreiding, side.indicator))
    return " ".join(parts) or f"Voor {side.comparator.naam} is er in deze periode geen cijfer."


def spread_words(spread: Spread, indicator: Indicator) -> str:
    """Median and quartiles over municipalities, with their number; `tussen … en …` where only limits are certain."""
    over = f"Mediaan van {counted(spread.aantal, 'gemeente', 'gemeenten')} met een cijfer"
    middle, first, last = (
        _limits(limits, indicator) for limits in (spread.mediaan, spread.kwartiel_1, spread.kwartiel_3)
    )
    if spread.kwartiel_1 == spread.kwartiel_3 and spread.kwartiel_1[0] < spread.kwartiel_1[1]:
        return f"{over}: {middle}. Er is te veel verborgen om er meer over te zeggen."
    if not any(" en " in limit for limit in (first, last)):
        return f"{over}: {middle}; de middelste helft ligt van {first} tot {last}."
    begin, end = (limit if " en " in limit else f"bij {limit}" for limit in (first, last))
    return f"{over}: {middle}; de middelste helft begint {begin} en eindigt {end}."


def alternative(side: Side) -> str:
    """What the strip shows, in words."""
    found = [f"{row['gebied']} {figure(row, side.indicator)}" for row in side.rijen]
    return f"{side.indicator.korte_naam}, {window(side.periode)}: {'; '.join(found)}. {beside(side)}"


def _limits(limits: tuple[float, float], indicator: Indicator) -> str:
    first, last = (written(value, indicator) for value in limits)
    return first if first == last else f"tussen {first} en {last}"
