"""The tables of the overview as HTML: largest changes, members of a region, breakdowns. Pure: frames in, Markup out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import findings
from dashboard.breakdown import Part
from dashboard.catalogue import Indicator
from dashboard.changes import Change, Value, values, year_before
from dashboard.markup import Column, Markup, bar, table
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.amounts import amount, unit
from dashboard.sentences.reasons import reason
from dashboard.wording import UNKNOWN, number, percent, period, short_bounds, short_period, signed, sort_key, window

MEMBERSHIP = {"lid": "", "aangenomen": "aangenomen na fusie", "grens": "onbekend na fusie"}
To = Callable[[str, str], Markup]


def changes(frame: pd.DataFrame, caption: str, month: str, to: To) -> Markup:
    """One direction of the largest changes; `to` makes the link from a name and an id."""
    columns = [
        Column("Gemeente"),
        Column(short_period(year_before(month)), getal=True),
        Column(short_period(month), getal=True),
        Column("Verschil", getal=True),
        Column("In %", getal=True),
    ]
    rows = [
        [
            to(row["gebied"], row["gebied_id"]),
            number(row["toen"]),
            number(row["nu"]),
            signed(row["verschil"]),
            _signed_share(row["relatief"]),
        ]
        for row in records(frame)
    ]
    return table(caption, columns, rows)


def members(names: pd.DataFrame, counts: pd.DataFrame, rates: pd.DataFrame, month: str, caption: str, to: To) -> Markup:
    """The municipalities of an area with their figures of a month; membership said where it is not plain."""
    uncertain = bool((names["lidstatus"] != "lid").any())
    columns = [
        Column("Gemeente"),
        Column(f"Leefloon {short_period(month)}", getal=True),
        Column("Op een jaar", getal=True),
        Column("Per 1.000 inwoners", getal=True),
        *([Column("Lidmaatschap")] if uncertain else []),
    ]
    known, known_rates = values(counts), values(rates)
    rows = []
    for row in sorted(records(names), key=lambda row: sort_key(row["naam"])):
        nis = row["nis"]
        change = Change(
            *(known.get((nis, at), Value(at, None, None, "ontbreekt")) for at in (month, year_before(month)))
        )
        rate = known_rates.get((nis, month), Value(month, None, None, "ontbreekt"))
        cells = [
            to(row["naam"], row["nis"]),
            _shown(change.nu.onder, change.nu.boven, 0),
            signed(change.difference) if change.difference is not None else UNKNOWN,
            _shown(rate.onder, rate.boven, 1),
        ]
        rows.append([*cells, MEMBERSHIP[row["lidstatus"]]] if uncertain else cells)
    return table(caption, columns, rows, extra="am-smal")


def breakdown(title: str, found: Sequence[Part], periode: str, from_source: bool) -> Markup:
    """The categories of one breakdown with bars; shares only where every category is exact."""
    shares = any(part.aandeel is not None for part in found)
    highest = max((part.boven for part in found), default=0)
    columns = [
        Column(title),
        Column("Personen", getal=True),
        *([Column("Aandeel", getal=True)] if shares else []),
        Column(""),
    ]
    rows = []
    for part in found:
        cells: list[object] = [part.naam, short_bounds(part.onder, part.boven)]
        if shares:
            cells.append(percent(part.aandeel, 0))
        rows.append([*cells, bar(part.onder, part.boven, highest)])
    masked = any(part.onder < part.boven for part in found)
    note = period(periode) + (
        " · cijfer van de bron" if from_source else " · bereik: deels verborgen" if masked else ""
    )
    return table(f"Naar {title.lower()}", columns, rows, note)


def figures(
    group: str, places: pd.DataFrame, whole: pd.DataFrame, indicator: Indicator, order: Sequence[str], to: To
) -> Markup:
    """The figures of one period of several municipalities, in this order, and last that of a group, from sums."""
    at = {nis: place for place, nis in enumerate(order)}
    rows: list[list[object]] = [
        [to(row["gebied"], row["gebied_id"]), shown(row, indicator)]
        for row in sorted(records(places), key=lambda row: at[row["gebied_id"]])
    ]
    rows += [[f"Samen, uit sommen: {group}", shown(row, indicator)] for row in records(whole)]
    moment = window(str(whole["periode"].iloc[0]))
    return table(f"{indicator.korte_naam}, {moment}", [Column("Gemeente"), Column("Cijfer", getal=True)], rows)


def shown(row: Mapping[Any, Any], indicator: Indicator) -> str:
    """The figure of one row with its unit; where there is none, why."""
    figure = read(row)
    if not figure.known:
        return f"{UNKNOWN} ({reason(figure, indicator)})"
    partial = "" if figure.complete else f" (telt {figure.dekking.replace('/', ' van de ')})"
    return f"{amount(figure, indicator)}{unit(figure, indicator)}{partial}"


def hidden_breakdown(title: str, periode: str, municipality: bool) -> str:
    """The sentence in place of a breakdown that is hidden, in one municipality or in every one of an area."""
    return (
        f"Naar {title.lower()} ({period(periode)}) {findings.HIDDEN if municipality else findings.HIDDEN_EVERYWHERE}."
    )


def _shown(lower: float | None, upper: float | None, decimals: int) -> str:
    return UNKNOWN if lower is None or upper is None else short_bounds(lower, upper, decimals)


def _signed_share(relative: float) -> str:
    return ("+" if relative > 0 else "−") + percent(abs(relative))
