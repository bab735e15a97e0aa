"""The slow second computation, part two: the periods a question can be answered for.

A remark "silent" marks a choice the domain rules leave open, taken over from the headers in `sql/model`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tests.oracle_land import Land
from tests.world import Row, span

MEANS = {"jaargemiddelde": 12, "halfjaargemiddelde": 6}
MONTHS_BACK = 12


@dataclass(frozen=True)
class Asked:
    """One question: the figures of all areas of a kind, or of one group of municipalities."""

    indicator: str
    soort: str = "gemeente"
    weergave: str = "huidig"
    telling: str = "stand"
    dimensie: str = ""
    peildatum: date | None = None
    groep: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moment:
    """A period an indicator can be asked for: the delivered moments it is made of, its divisions, where it comes from."""

    categorie: str
    periode: str
    van: date
    needed: int
    joined: str
    teller_division: int
    noemer_division: int
    noemer_periode: str
    voorlopig: bool
    berekend: bool
    herkomst: str
    ripe: bool
    mixed: bool
    pieces: tuple[Moment, ...] = ()
    counted: tuple[Moment, ...] = ()

    @property
    def measured(self) -> int:
        """The coarser of the two divisions."""
        return max(self.teller_division, self.noemer_division)

    @property
    def delivered(self) -> tuple[Moment, ...]:
        """The delivered moments: itself, or what it is the mean or the sum of."""
        return self.pieces or (self,)

    @property
    def divisor(self) -> int:
        """What a sum over the delivered moments is divided by."""
        return self.needed if self.joined == "gemiddelde" else 1


class Moments:
    """Which periods were delivered for which question, and in which divisions."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.rows = land.rows
        self.kind = {row["indicator"]: row for row in land.rows["indicator"]}
        self.series = {row["reeks"]: row for row in land.rows["reeks"]}

    def components(self, asked: Asked, categorie: str, rol: str) -> list[tuple[str, int]]:
        """The series of a role with their signs."""
        keys = (asked.indicator, asked.dimensie, categorie, rol)
        return [
            (row["reeks"], row["teken"])
            for row in self.rows["onderdeel"]
            if (row["indicator"], row["dimensie"], row["categorie"], row["rol"]) == keys
        ]

    def of(self, asked: Asked) -> list[Moment]:
        """The periods a question can be answered for."""
        found = self._of(asked)
        if asked.weergave == "huidig":
            return found
        # Silent: a mean or sum measured in the same divisions in both views is the same figure, of the coarsest deliveries.
        today = {_measure(moment): moment.pieces for moment in self._of(replace(asked, weergave="huidig"))}
        return [
            replace(moment, pieces=today.get(_measure(moment), moment.pieces), counted=moment.pieces)
            for moment in found
        ]

    def _of(self, asked: Asked) -> list[Moment]:
        names = (asked.indicator, asked.dimensie)
        categories = {
            row["categorie"] for row in self.rows["onderdeel"] if (row["indicator"], row["dimensie"]) == names
        }
        delivered = [moment for categorie in categories for moment in self._delivered(asked, categorie)]
        own = self._own_telling(asked)
        if asked.telling in MEANS:
            return _means(delivered, MEANS[asked.telling]) if own == "stand" and not asked.dimensie else []
        if asked.telling != own:
            return []
        return delivered + (_sums(delivered, self.kind[asked.indicator]["venster"]) if own == "stroom" else [])

    def _own_telling(self, asked: Asked) -> str:
        parts = self.components(replace(asked, dimensie=""), "", "teller")
        return min(self.series[reeks]["telling"] for reeks, _ in parts)

    def _delivered(self, asked: Asked, categorie: str) -> Iterable[Moment]:
        """Periods in which all series of the numerator, and of its denominator, were delivered."""
        kind = self.kind[asked.indicator]
        ratio = kind["is_ratio"]
        denominators = self._roles(asked, categorie, "noemer") if ratio else {}
        last = max((span(periode)[1] for periode in denominators), default=None)
        for periode, rows in self._roles(asked, categorie, "teller").items():
            van, tot = span(periode)
            other = _denominator(kind["regel"], periode, denominators)
            below = denominators.get(other, [])
            awaited = kind["doorlopend"] and last is not None and van >= last
            if ratio and not below and not awaited:
                continue
            together = rows + below
            yield Moment(
                categorie,
                periode,
                van,
                needed=1,
                joined="geen",
                teller_division=max(row["indeling"] for row in rows),
                noemer_division=max((row["indeling"] for row in below), default=0),
                noemer_periode=other if below else "",
                voorlopig=not all(row["stabiel"] for row in together),
                berekend=any(row["berekend"] for row in together),
                herkomst=_worst(row["herkomst"] for row in together),
                ripe=not kind["rijp_na"] or all(_later(tot, kind["rijp_na"]) <= row["stand"] for row in rows),
                mixed=ratio and len({row["herkomst"] == "voorbeeld" for row in together if self._field(row)}) == 2,
            )

    def _field(self, delivery: Row) -> bool:
        """Whether a delivery counts people in the field (POD MI, VDAB, TWE), not inhabitants or area."""
        return bool(self.series[delivery["reeks"]]["reeksbron"])

    def _roles(self, asked: Asked, categorie: str, rol: str) -> dict[str, list[Row]]:
        """Per period the deliveries that serve a role, where all its series have one."""
        parts = self.components(asked, categorie, rol)
        periods = {periode for reeks, _ in parts for name, periode in self.land.delivered if name == reeks}
        chosen = {at: [self._chosen(reeks, at, asked.weergave) for reeks, _ in parts] for at in periods}
        return {at: rows for at, rows in chosen.items() if parts and None not in rows}

    def _chosen(self, reeks: str, periode: str, weergave: str) -> Row | None:
        """Silent: of several divisions the coarsest serves today's view; that of the time, or the next coarser, the other."""
        rows = sorted(self.land.delivered.get((reeks, periode), []), key=lambda row: row["indeling"])
        if not rows or weergave == "huidig":
            return rows[-1] if rows else None
        own = self.land.division_of(span(periode)[0])
        return next((row for row in rows if row["indeling"] >= own), rows[-1])


def _denominator(rule: str, periode: str, denominators: dict[str, list[Row]]) -> str:
    """The period of the denominator: the same, 1 January of the year, or the newest stable month, at most 12 months back."""
    if rule != "laatste_stabiel":
        return periode[:4] if rule == "jaarbegin" else periode
    van = span(periode)[0]
    usable = [
        at
        for at, rows in denominators.items()
        if all(row["stabiel"] for row in rows) and span(at)[0] <= van <= _later(span(at)[0], MONTHS_BACK)
    ]
    return max(usable, key=lambda at: span(at)[0], default="")


def _means(delivered: list[Moment], length: int) -> list[Moment]:
    """Yearly or half-yearly means of monthly moments. Silent: two delivered months make the period known, though missing."""
    groups: dict[tuple[str, str], list[Moment]] = {}
    for moment in delivered:
        half = f"-H{1 if moment.van.month <= 6 else 2}" if length == 6 else ""
        if _later(moment.van, 1) == span(moment.periode)[1]:
            groups.setdefault((moment.categorie, f"{moment.van:%Y}{half}"), []).append(moment)
    return [
        _joined(periode, months, length, "gemiddelde") for (_, periode), months in groups.items() if len(months) > 1
    ]


def _sums(delivered: list[Moment], window: int) -> list[Moment]:
    """Whole years and windows of eight quarters of a flow, unless the source delivered that very period itself."""
    own = {(moment.categorie, moment.periode) for moment in delivered}
    found = {}
    for moment in delivered:
        if _later(moment.van, 3) != span(moment.periode)[1]:
            continue
        first = _quarter(_later(moment.van, -21))
        wanted = [f"{moment.van:%Y}"] + ([f"{first}..{moment.periode}"] if window == 8 else [])
        for periode in wanted:
            van, tot = span(periode)
            quarters = [
                part
                for part in delivered
                if part.categorie == moment.categorie
                and van <= part.van < tot
                and _later(part.van, 3) == span(part.periode)[1]
            ]
            needed = 8 if ".." in periode else 4
            if len(quarters) == needed and (moment.categorie, periode) not in own:
                found[moment.categorie, periode] = _joined(periode, quarters, needed, "som")
    return list(found.values())


def _joined(periode: str, parts: list[Moment], needed: int, joined: str) -> Moment:
    """Several delivered moments as one, in the coarsest of their divisions."""
    below = {part.noemer_periode for part in parts}
    return Moment(
        parts[0].categorie,
        periode,
        van=span(periode)[0],
        needed=needed,
        joined=joined,
        teller_division=max(part.teller_division for part in parts),
        noemer_division=max(part.noemer_division for part in parts),
        noemer_periode=min(below) if len(below) == 1 else periode,
        voorlopig=any(part.voorlopig for part in parts),
        berekend=True,
        herkomst=_worst(part.herkomst for part in parts),
        ripe=all(part.ripe for part in parts),
        mixed=any(part.mixed for part in parts),
        pieces=tuple(parts),
    )


def _measure(moment: Moment) -> tuple[str, str, int, int]:
    return moment.categorie, moment.periode, moment.teller_division, moment.noemer_division


def _later(day: date, months: int) -> date:
    """The first of a month, some months later."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def _quarter(day: date) -> str:
    return f"{day.year}-K{(day.month + 2) // 3}"


def _worst(origins: Iterable[str]) -> str:
    found = set(origins)
    return next(origin for origin in ("voorbeeld", "geschat", "gepubliceerd") if origin in found)
