"""Change of a stock since a chosen month, beside how much each place changes anyway from month to month. Pure.

Judged by uncertainty.variation; all places are looked at together, so at most 5% of the alarms may be false. Of a ratio the
numerator is judged: people are what varies from month to month, and the yardstick needs whole ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import year_before
from dashboard.events import Event
from dashboard.markup import Column, Markup, table
from dashboard.uncertainty import variation
from dashboard.uncertainty.extremes import KAN_NIET, bounds
from dashboard.wording import UNKNOWN, listed, number, period, short_bounds, short_period, signed, sort_key

SMALLEST_BASE = 10
REASONS = {
    "geen_cijfer": "een van beide maanden heeft geen volledig cijfer, of telde andere gemeenten",
    variation.TOO_SHORT: f"er zijn minder dan {variation.AT_LEAST} maanden om mee te vergelijken",
    "gemaskeerd": "kleine aantallen zijn verborgen en het besluit hangt daarvan af",
}


@dataclass(frozen=True)
class Swing:
    """One place: its count then and now, the change, what is usual for it, and what may be concluded.

    gewoon: the largest change, in people, that would still count as its usual variation, with all places looked at together;
    None where nothing can be said. relatief: the change as limits in percent of then, None from a base under 10.
    """

    gebied_id: str
    naam: str
    toen: tuple[float, float] | None
    nu: tuple[float, float] | None
    verschil: tuple[float, float] | None
    relatief: tuple[float, float] | None
    gewoon: float | None
    gewoon_relatief: float | None
    oordeel: str
    reden: str

    @property
    def stands_out(self) -> bool:
        """Whether the change is certainly more than usual."""
        return self.oordeel in (variation.RISE, variation.FALL)


def swings(frame: pd.DataFrame, since: str, until: str, steady: Mapping[str, str] | None = None) -> list[Swing]:
    """One Swing per place of `frame` (monthly stocks with columns of `figures`), the largest relative rise first.

    steady: the first month in which a place has the municipalities of the last one; without it, always. An earlier month, and one
    that does not count every municipality, has no figure here. ValueError when `until` is not after `since`.
    """
    names = frame.drop_duplicates("gebied_id").set_index("gebied_id")["gebied"]
    begins = [(steady or {}).get(gebied_id, "") for gebied_id in frame["gebied_id"]]
    same = frame["periode"] >= pd.Series(begins, frame.index, dtype=object)
    frame = frame[same & (frame["bekend"] == frame["delen"])]
    months = [str(month) for month in pd.period_range(min([since, *frame["periode"]]), until, freq="M")]
    k = len(pd.period_range(since, until, freq="M")) - 1
    wide = {
        side: frame.pivot(index="gebied_id", columns="periode", values=f"teller_{side}").reindex(
            index=names.index, columns=months
        )
        for side in ("onder", "boven")
    }
    stock = bounds(wide["onder"].to_numpy(float).ravel(), wide["boven"].to_numpy(float).ravel())
    shape = (len(names), len(months))
    found = variation.changes(type(stock)(*(side.reshape(shape) for side in stock)), k)
    judged = variation.judged(found, scan=True)
    usual = variation.usual(found, k, judged)
    rows = []
    for at, gebied_id in enumerate(names.index):
        then, now = (_limits(wide, gebied_id, month) for month in (since, until))
        base = then[0] if then and then[0] == then[1] and then[0] >= SMALLEST_BASE else None
        change = (float(found["verschil_onder"][at]), float(found["verschil_boven"][at]))
        known = then is not None and now is not None
        within = float(usual[at]) if np.isfinite(usual[at]) else None
        rows.append(
            Swing(
                gebied_id=str(gebied_id),
                naam=str(names[gebied_id]),
                toen=then,
                nu=now,
                verschil=change if known else None,
                relatief=(100 * change[0] / base, 100 * change[1] / base) if known and base else None,
                gewoon=within,
                gewoon_relatief=100 * within / base if within is not None and base else None,
                oordeel=str(judged["oordeel"][at]),
                reden=str(judged["reden"][at]),
            )
        )
    return sorted(rows, key=lambda row: (row.relatief is None, -(row.relatief or (0, 0))[1], sort_key(row.naam)))


def _limits(wide: dict[str, pd.DataFrame], gebied_id: Any, month: str) -> tuple[float, float] | None:
    if any(month not in wide[side] for side in ("onder", "boven")):
        return None
    lower, upper = (float(wide[side][month].astype(float)[gebied_id]) for side in ("onder", "boven"))
    return None if np.isnan(lower) or np.isnan(upper) else (lower, upper)


def swing_table(rows: Sequence[Swing], caption: str, since: str, until: str, head: str) -> Markup:
    """Then, now, the change, what is usual for the place, and what may be concluded."""
    columns = [
        Column(head),
        Column(short_period(since), getal=True),
        Column(short_period(until), getal=True),
        Column("Verschil", getal=True),
        Column("In %", getal=True),
        Column("Gewoon tot", getal=True),
        Column("Besluit"),
    ]
    cells = [
        [
            row.naam,
            UNKNOWN if row.toen is None else short_bounds(*row.toen),
            UNKNOWN if row.nu is None else short_bounds(*row.nu),
            _difference(row.verschil, 0, ""),
            _difference(row.relatief, 1, "%"),
            UNKNOWN if row.gewoon is None else f"± {number(row.gewoon)}",
            f"{row.oordeel}: {REASONS[row.reden]}" if row.reden else row.oordeel,
        ]
        for row in rows
    ]
    return table(caption, columns, cells)


def swing_file(rows: Sequence[Swing], since: str, until: str, snapshot: str, herkomst: str) -> pd.DataFrame:
    """The same rows as a file holds them; limits are equal where nothing is masked."""
    nothing = (np.nan, np.nan)
    return pd.DataFrame(
        [
            {
                "gebied_id": row.gebied_id,
                "gebied": row.naam,
                "van": since,
                "tot": until,
                **_pair("toen", row.toen or nothing),
                **_pair("nu", row.nu or nothing),
                **_pair("verschil", row.verschil or nothing),
                **_pair("verschil_percent", row.relatief or nothing),
                "gewoon_tot": np.nan if row.gewoon is None else row.gewoon,
                "oordeel": row.oordeel,
                "reden": REASONS.get(row.reden, ""),
                "herkomst": herkomst,
                "snapshot": snapshot,
            }
            for row in rows
        ]
    )


def _pair(name: str, limits: tuple[float, float]) -> dict[str, float]:
    return {f"{name}_onder": limits[0], f"{name}_boven": limits[1]}


def _difference(limits: tuple[float, float] | None, decimals: int, sign: str) -> str:
    if limits is None:
        return UNKNOWN
    first, last = (signed(value, decimals) + sign for value in limits)
    return first if first == last else f"{first} tot {last}"


def words(rows: Sequence[Swing], since: str, until: str, events: Sequence[Event], many: str = "steden") -> list[str]:
    """What the changes show, in sentences, with the events in between that may have moved every place at once.

    many: what the places are, in the plural.
    """
    span = f"Tussen {period(since)} en {period(until)}"
    sides = ((variation.RISE, "steeg"), (variation.FALL, "daalde"))
    told = [
        f"{verb} het aantal meer dan de gewone schommeling in {listed([row.naam for row in rows if row.oordeel == side])}"
        for side, verb in sides
        if any(row.oordeel == side for row in rows)
    ]
    usual = sum(row.oordeel == variation.USUAL for row in rows)
    first = (
        f"{span} {' en '.join(told)}."
        if told
        else f"{span} veranderde het aantal nergens zeker meer dan de gewone schommeling."
    )
    found = [first] if told or usual else []
    if usual and len(rows) > 1:
        which = f"alle {number(usual)}" if usual == len(rows) else f"{number(usual)} van de {number(len(rows))}"
        found.append(f"In {which} {many} past de verandering bij de gewone schommeling daar.")
    unsure = [row for row in rows if row.oordeel == KAN_NIET]
    for reden in dict.fromkeys(row.reden for row in unsure):
        found.append(
            f"Voor {listed([row.naam for row in unsure if row.reden == reden])} kan dat niet gezegd worden: {REASONS[reden]}."
        )
    undrawn = [row.naam for row in rows if row.relatief is None and row.verschil is not None]
    if undrawn:
        found.append(
            f"Niet in de grafiek, wel in de tabel: {listed(undrawn)}. Een percentage kan daar niet: het aantal van toen is "
            "deels verborgen of kleiner dan 10."
        )
    between = [event.naam for event in events if since < f"{event.datum:%Y-%m}" <= until]
    if between:
        found.append(f"Tussen beide maanden: {listed(between)}. Wat een verandering veroorzaakt, zegt dit niet.")
    return found


def own_words(row: Swing, place: str, until: str, since: str) -> str:
    """The change of one place beside what is usual there, in a sentence: `tot 30 meer of minder is daar gewoon`."""
    if row.verschil is None or row.gewoon is None:
        return f"Of de verandering in {place} groter is dan gewoonlijk, kan niet gezegd worden: {REASONS[row.reden]}."
    change = _difference(row.verschil, 0, "") + (f" ({_difference(row.relatief, 1, '%')})" if row.relatief else "")
    usual = f"tot {number(row.gewoon)} meer of minder is daar gewoon"
    verdict = {
        variation.USUAL: f"Dat past bij de gewone schommeling: {usual}",
        KAN_NIET: f"Of dat meer is dan gewoonlijk, kan niet gezegd worden: {REASONS.get(row.reden, '')}",
    }.get(row.oordeel, f"Dat is meer dan de gewone schommeling: {usual}")
    return f"In {place} veranderde het aantal tussen {period(since)} en {period(until)} met {change}. {verdict}."


def method(count: int, one: str, many: str) -> str:
    """How the changes are judged, with how many places are looked at together."""
    yardstick = "uit de eigen veranderingen van maand tot maand in de 36 maanden ervoor"
    if count == 1:
        return f"De gewone schommeling van {one} volgt {yardstick}. Hoogstens 1 op 20 zulke meldingen is vals."
    return (
        f"De gewone schommeling volgt voor elk van de {number(count)} {many} {yardstick}. "
        "We bekijken ze samen: hoogstens 1 op 20 meldingen mag vals zijn."
    )


def judged_count(indicator: Indicator) -> Indicator:
    """The count whose change is judged for a figure: itself, or the count of people in its numerator."""
    if not indicator.is_ratio:
        return indicator
    known = catalogue().indicatoren.values()
    same = [one for one in known if one.soort == "aantal" and one.components == indicator.teller]
    return same[0] if same else indicator


def span(since: str, until: str) -> str:
    """The months a judgement needs: the two that are compared and the yardstick before them."""
    first = pd.Period(since, "M") - variation.WINDOW - 1
    return f"{first}..{until}"


def moments(periode: str, since: str, stable: str) -> tuple[str, str]:
    """The two months to compare. A change up to a provisional month is judged up to the last stable one, over a year when a
    year was asked; ('', '') where that leaves nothing to compare."""
    until = min(periode, stable)
    begin = year_before(until) if since == year_before(periode) else since
    return (begin, until) if begin and begin < until else ("", "")
