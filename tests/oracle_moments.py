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
    """A period an indicator can be asked for: its months, the divisions it was delivered in, where it comes from."""

    categorie: str
    periode: str
    van: date
    months: tuple[str, ...]
    needed: int
    teller_division: int
    noemer_division: int
    noemer_periode: str
    voorlopig: bool
    berekend: bool
    herkomst: str

    @property
    def measured(self) -> int:
        """The coarser of the two divisions."""
        return max(self.teller_division, self.noemer_division)


class Moments:
    """Which periods were delivered for which question, and in which divisions."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.rows = land.rows
        self.kind = {row["indicator"]: row for row in land.rows["indicator"]}
        self.telling = {row["reeks"]: row["telling"] for row in land.rows["reeks"]}

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
        names = (asked.indicator, asked.dimensie)
        categories = {
            row["categorie"] for row in self.rows["onderdeel"] if (row["indicator"], row["dimensie"]) == names
        }
        delivered = [moment for categorie in categories for moment in self._delivered(asked, categorie)]
        if asked.telling in MEANS:
            return _means(delivered, MEANS[asked.telling], asked) if self._is_stock(asked) else []
        return delivered if asked.telling == self._own_telling(asked) else []

    def _own_telling(self, asked: Asked) -> str:
        return min(self.telling[reeks] for reeks, _ in self.components(replace(asked, dimensie=""), "", "teller"))

    def _is_stock(self, asked: Asked) -> bool:
        return self._own_telling(asked) == "stand"

    def _delivered(self, asked: Asked, categorie: str) -> Iterable[Moment]:
        """Periods in which all series of the numerator, and of its denominator, were delivered."""
        ratio, rule = self.kind[asked.indicator]["is_ratio"], self.kind[asked.indicator]["regel"]
        denominators = self._roles(asked, categorie, "noemer") if ratio else {}
        last_year = max((periode[:4] for periode in denominators), default="")
        for periode, rows in self._roles(asked, categorie, "teller").items():
            van = span(periode)[0]
            other = f"{van:%Y}" if rule == "jaarbegin" else periode
            below = denominators.get(other, [])
            awaited = self.kind[asked.indicator]["doorlopend"] and last_year and f"{van:%Y}" > last_year
            if ratio and not below and not awaited:
                continue
            together = rows + below
            yield Moment(
                categorie,
                periode,
                van,
                months=(periode,),
                needed=1,
                teller_division=max(row["indeling"] for row in rows),
                noemer_division=max((row["indeling"] for row in below), default=0),
                noemer_periode=other if below else "",
                voorlopig=not all(row["stabiel"] for row in together),
                berekend=any(row["berekend"] for row in together),
                herkomst=_worst(row["herkomst"] for row in together),
            )

    def _roles(self, asked: Asked, categorie: str, rol: str) -> dict[str, list[Row]]:
        """Per period the deliveries that serve a role, where all its series have one."""
        parts = self.components(asked, categorie, rol)
        periods = {row["periode"] for row in self.rows["levering"]}
        chosen = {at: [self._chosen(reeks, at, asked.weergave) for reeks, _ in parts] for at in periods}
        return {at: rows for at, rows in chosen.items() if parts and None not in rows}

    def _chosen(self, reeks: str, periode: str, weergave: str) -> Row | None:
        """Silent: of several divisions the coarsest serves today's view; that of the time, or the next coarser, the other."""
        rows = sorted(self.land.delivered.get((reeks, periode), []), key=lambda row: row["indeling"])
        if not rows or weergave == "huidig":
            return rows[-1] if rows else None
        own = self.land.division_of(span(periode)[0])
        return next((row for row in rows if row["indeling"] >= own), rows[-1])


def _means(delivered: list[Moment], length: int, asked: Asked) -> list[Moment]:
    """Yearly or half-yearly means of monthly moments. Silent: two delivered months make the period known, though missing."""
    groups: dict[tuple[str, str], list[Moment]] = {}
    for moment in delivered:
        half = f"-H{1 if moment.van.month <= 6 else 2}" if length == 6 else ""
        if len(moment.periode) == len("2020-01") and "K" not in moment.periode and not asked.dimensie:
            groups.setdefault((moment.categorie, f"{moment.van:%Y}{half}"), []).append(moment)
    return [
        replace(
            months[0],
            periode=periode,
            van=span(periode)[0],
            months=tuple(sorted(moment.periode for moment in months)),
            needed=length,
            noemer_periode=min(moment.noemer_periode for moment in months),
            voorlopig=any(moment.voorlopig for moment in months),
            berekend=True,
            herkomst=_worst(moment.herkomst for moment in months),
        )
        for (_, periode), months in groups.items()
        if len(months) > 1
    ]


def _worst(origins: Iterable[str]) -> str:
    found = set(origins)
    return next(origin for origin in ("voorbeeld", "geschat", "gepubliceerd") if origin in found)
