"""Regions with their members in today's municipalities, how certain their lists are, and in which of them a place lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from dashboard.coherence.adjacency import Borders

KIND = "regiegebied"
SURE = "hoog"
UNKNOWN_MEMBER = "grens"
Standing = Literal["ander", "na_fusie", "onbekend"]


@dataclass(frozen=True)
class Region:
    """One region: its members' NIS codes of today with `lid`, `aangenomen`, `grens` (unknown after a merger) or `voorstel`.

    nieuw: made in a proposal. gewijzigd: a proposal gave or took members.
    """

    gebied_id: str
    naam: str
    zekerheid: str
    volledig: bool
    periode: str
    leden: Mapping[str, str] = field(default_factory=dict)
    nieuw: bool = False
    gewijzigd: bool = False

    @property
    def zeker(self) -> frozenset[str]:
        """The members that certainly belong, or are taken to."""
        return frozenset(nis for nis, status in self.leden.items() if status != UNKNOWN_MEMBER)

    @property
    def onzeker(self) -> frozenset[str]:
        """The municipalities of which only a part belonged before a merger."""
        return frozenset(self.leden) - self.zeker

    @property
    def beoordeeld(self) -> bool:
        """Whether a verdict on gaps and contiguity is given: a complete list of certainty hoog, or one the reader made."""
        return self.nieuw or (self.zekerheid == SURE and self.volledig)


@dataclass(frozen=True)
class Neighbour:
    """A municipality beside a region: in another known region, of unknown belonging after a merger, or in no known region."""

    nis: str
    lengte: int
    stand: Standing
    regios: tuple[str, ...] = ()


def regions(areas: pd.DataFrame, members: pd.DataFrame, soort: str = KIND) -> dict[str, Region]:
    """Every region of a kind by id, in the order of `areas`.

    areas: columns soort, gebied_id, naam, zekerheid, volledig, periode_tekst. members: gebied_id, nis, lidstatus of today.
    """
    known = areas[areas["soort"] == soort]
    of_region = {
        area: dict(zip(rows["nis"], rows["lidstatus"], strict=True)) for area, rows in members.groupby("gebied_id")
    }
    columns = ["gebied_id", "naam", "zekerheid", "volledig", "periode_tekst"]
    return {
        row[0]: Region(row[0], row[1], row[2], bool(row[3]), row[4], of_region.get(row[0], {}))
        for row in known[columns].itertuples(index=False, name=None)
    }


def home(found: Iterable[Region], nis: str) -> dict[str, str]:
    """The regions a municipality stands in, with its membership in each."""
    return {region.gebied_id: region.leden[nis] for region in found if nis in region.leden}


def neighbours(region: Region, everyone: Mapping[str, Region], borders: Borders) -> list[Neighbour]:
    """The municipalities that touch a region's sure members, longest border first; its unsure members are not among them."""
    found = []
    for nis, length in borders.around(region.zeker).items():
        if nis in region.onzeker:
            continue
        standing = home(everyone.values(), nis)
        sure = tuple(area for area, status in standing.items() if status != UNKNOWN_MEMBER)
        stand: Standing = "ander" if sure else "na_fusie" if standing else "onbekend"
        found.append(Neighbour(nis, length, stand, sure or tuple(standing)))
    return found
