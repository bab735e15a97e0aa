"""Places in the order of one figure: the rows of a dot plot and of its table, with the rank ranges each may hold. Pure.

A rank is never one number where a mask, a tie or chance leaves room. Who has no place in the order still has a row, with why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.amounts import amount, is_percent
from dashboard.sentences.moments import adverb
from dashboard.sentences.reasons import reason
from dashboard.uncertainty import ranking
from dashboard.uncertainty.extremes import ALL_PLACES, NO_PERCENTAGE_BELOW, bounds
from dashboard.wording import UNKNOWN, capital, number, short_bounds, sort_key

INCOMPLETE = "telt niet alle gemeenten"
SAID_ABOVE = ("voorbeeld", "voorbehoud", "verschil_maanden", "venster", "voorlopig", "samenstelling")
To = Callable[[str, str], Markup]


@dataclass(frozen=True)
class Level:
    """One place: its figure in the unit it is read in (a share in percent), its doubt and its place in the order.

    onder, boven: certain limits, None without a figure. laag, hoog: how far chance could move it, None where masked or not
    computed. beste, slechtste: rank over all fillings of the masks; toeval_beste, toeval_slechtste: the same with 99,8%
    stability limits; all None outside the ranking, and `waarom` then says why. cijfer: as it is written.
    """

    gebied_id: str
    naam: str
    cijfer: str
    onder: float | None
    boven: float | None
    laag: float | None
    hoog: float | None
    voorlopig: bool
    beste: int | None
    slechtste: int | None
    toeval_beste: int | None
    toeval_slechtste: int | None
    waarom: str
    opmerkingen: tuple[str, ...]

    @property
    def ranked(self) -> bool:
        """Whether it takes part in the order."""
        return self.beste is not None

    @property
    def masked(self) -> bool:
        """Whether only limits are known."""
        return self.onder is not None and self.onder != self.boven

    def short(self, indicator: Indicator) -> str:
        """The figure where there is little room: `41–45%`."""
        if self.onder is None or self.boven is None or not self.masked:
            return self.cijfer
        return short_bounds(self.onder, self.boven, indicator.decimalen) + percent_sign(indicator)


def levels(frame: pd.DataFrame, indicator: Indicator, left_out: Mapping[str, str] | None = None) -> list[Level]:
    """One row per place of `frame` (columns of `figures`, one period), the highest first, those without a rank last.

    left_out: why a place stays out of the order, by gebied_id; incomplete totals and places without a figure always do.
    """
    frame = frame.reset_index(drop=True)
    why = _why(frame, indicator, left_out or {})
    inside = [not text for text in why]
    certain = ranking.positions(frame["onder"], frame["boven"], inside)
    by_chance = _by_chance(frame, indicator, inside)
    scale = 100.0 if indicator.soort == "aandeel" else 1.0
    found = []
    for at, row in enumerate(records(frame)):
        figure = read(row)
        lower, upper = figure.limits if figure.known else (None, None)
        found.append(
            Level(
                gebied_id=str(row["gebied_id"]),
                naam=str(row["gebied"]),
                cijfer=written(row, indicator),
                onder=None if lower is None else scale * lower,
                boven=None if upper is None else scale * upper,
                laag=None if figure.stab_onder is None else scale * figure.stab_onder,
                hoog=None if figure.stab_boven is None else scale * figure.stab_boven,
                voorlopig=figure.provisional,
                beste=_whole(certain["beste"][at]),
                slechtste=_whole(certain["slechtste"][at]),
                toeval_beste=_whole(by_chance["toeval_beste"][at]),
                toeval_slechtste=_whole(by_chance["toeval_slechtste"][at]),
                waarom=why[at],
                opmerkingen=tuple(cautions.short(row, indicator, SAID_ABOVE)),
            )
        )
    return sorted(found, key=_order)


def written(row: Mapping[object, object], indicator: Indicator) -> str:
    """The figure of a row as it stands in a table: `45,2%`, `tussen 41 en 45`, or n.b."""
    figure = read(row)
    return amount(figure, indicator) if figure.known else UNKNOWN


def percent_sign(indicator: Indicator) -> str:
    """`%` where the figure is read as a percentage."""
    return "%" if is_percent(indicator) else ""


def rank_words(row: Level, places: int) -> str:
    """The place of one row in the order, always as a range where there is room for one; empty outside the order."""
    if row.beste is None or row.slechtste is None:
        return f"{row.naam} staat niet in de rangschikking: {row.waarom}." if row.waarom else ""
    where = f"plaats {_rank(row.beste, row.slechtste)} van {number(places)}, van hoog naar laag"
    if row.toeval_beste is None or row.toeval_slechtste is None:
        return f"{row.naam} staat op {where}. Hoe ver toeval die plaats kan verschuiven, kunnen we hier niet berekenen."
    if row.toeval_beste == row.toeval_slechtste:
        return f"{row.naam} staat op {where}, ook als toeval meespeelt."
    by_chance = _rank(row.toeval_beste, row.toeval_slechtste)
    return f"{row.naam} staat op {where}; door toeval alleen kan dat plaats {by_chance} zijn."


def lying_between(rows: Sequence[Level], indicator: Indicator, who: str, periode: str) -> str:
    """Between which figures ranked places lie, as a sentence that names who certainly stands at either end."""
    ends = [value for row in rows for value in (row.onder, row.boven) if value is not None]
    sign, places = percent_sign(indicator), indicator.decimalen
    low, high = (f"{indicator.zin.voor}{number(end, places)}{sign}" for end in (min(ends), max(ends)))
    bottom, top = (_alone(rows, place) for place in (len(rows), 1))
    when = capital(adverb(periode, indicator.zin.tijdstip, indicator.telling))
    unit = "" if sign else indicator.zin.eenheid
    closing = f", {unit}" if unit else ""
    return f"{when} lag {indicator.zin.onderwerp} in {who} tussen {low}{bottom} en {high}{top}{closing}."


def _alone(rows: Sequence[Level], place: int) -> str:
    """The one place that certainly holds this rank; empty when a mask or a tie leaves room."""
    found = [row.naam for row in rows if row.beste == row.slechtste == place]
    return f" ({found[0]})" if len(found) == 1 else ""


def order_table(rows: Sequence[Level], indicator: Indicator, caption: str, to: To, head: str) -> Markup:
    """Every place with its figure, what chance could do, both rank ranges, and what must be known about it."""
    with_chance = any(row.toeval_beste is not None for row in rows)
    columns = [
        Column(head),
        Column(capital(indicator.eenheid), getal=True),
        *([Column("Door toeval alleen", getal=True)] if any(row.laag is not None for row in rows) else []),
        Column("Plaats", getal=True),
        *([Column("Plaats, met toeval", getal=True)] if with_chance else []),
        Column("Opmerking"),
    ]
    cells = []
    for row in rows:
        line: list[object] = [to(row.naam, row.gebied_id), row.cijfer]
        if any(other.laag is not None for other in rows):
            line.append(_chance_words(row, indicator))
        line.append(_rank(row.beste, row.slechtste))
        if with_chance:
            line.append(_rank(row.toeval_beste, row.toeval_slechtste))
        cells.append([*line, " · ".join(text for text in (row.waarom, *row.opmerkingen) if text)])
    ranked = [row for row in rows if row.ranked]
    note = f"{number(len(ranked))} gerangschikt, 1 is het hoogste cijfer" if ranked else ""
    return table(caption, columns, cells, note)


def order_file(rows: Sequence[Level], frame: pd.DataFrame) -> pd.DataFrame:
    """The figures in the same order, with the rank ranges beside them, as a file holds them."""
    ranks = pd.DataFrame(
        [
            {
                "gebied_id": row.gebied_id,
                "plaats_beste": row.beste,
                "plaats_slechtste": row.slechtste,
                "toeval_beste": row.toeval_beste,
                "toeval_slechtste": row.toeval_slechtste,
                "niet_gerangschikt": row.waarom,
            }
            for row in rows
        ]
    )
    return ranks.merge(frame, on="gebied_id", how="left")[[*frame.columns, *ranks.columns[1:]]]


def _why(frame: pd.DataFrame, indicator: Indicator, left_out: Mapping[str, str]) -> list[str]:
    found = []
    for row in records(frame):
        figure = read(row)
        if not figure.known:
            found.append(reason(figure, indicator))
        elif not figure.complete:
            found.append(INCOMPLETE)
        else:
            found.append(left_out.get(figure.gebied_id, ""))
    return found


def _by_chance(frame: pd.DataFrame, indicator: Indicator, inside: Sequence[bool]) -> pd.DataFrame:
    """Ranks at 99,8% limits; empty where the figure has no such limits."""
    nothing = np.full(len(frame), np.nan)
    laag, hoog = nothing, nothing
    if indicator.interval != "geen":
        teller = bounds(frame["teller_onder"], frame["teller_boven"])
        noemer = bounds(frame["noemer_onder"], frame["noemer_boven"])
        laag, hoog = ranking.widest(indicator.interval, teller, noemer, ALL_PLACES)
        usable = noemer.onder >= NO_PERCENTAGE_BELOW
        laag, hoog = np.where(usable, laag, np.nan), np.where(usable, hoog, np.nan)
    return ranking.chance(laag, hoog, np.asarray(inside, bool))


def _order(row: Level) -> tuple[object, ...]:
    if row.onder is None or row.boven is None:
        return (2, 0.0, 0.0, sort_key(row.naam))
    return (0 if row.ranked else 1, -row.boven, -row.onder, sort_key(row.naam))


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _rank(best: int | None, worst: int | None) -> str:
    if best is None or worst is None:
        return "–"
    return number(best) if best == worst else f"{number(best)} tot {number(worst)}"


def _chance_words(row: Level, indicator: Indicator) -> str:
    if row.laag is None or row.hoog is None:
        return ""
    places = indicator.decimalen
    return f"{number(row.laag, places)} tot {number(row.hoog, places)}{percent_sign(indicator)}"
