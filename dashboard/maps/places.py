"""Which area every municipality on the map belongs to, and which areas touch. Adjacency is a fact, not drawn geometry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.coherence.adjacency import borders


@dataclass(frozen=True)
class Places:
    """The areas each municipality of today lies in; more than one where areas overlap.

    gedeeld: municipalities of today whose predecessors do not all belong to one and the same area. gekozen: only the one
    chosen area is drawn.
    """

    gebieden: Mapping[str, tuple[str, ...]]
    gedeeld: frozenset[str] = frozenset()
    gekozen: bool = False

    def only(self, area: str) -> Places:
        """The map of one area: the only honest one where areas overlap."""
        return Places({nis: (area,) if area in areas else () for nis, areas in self.gebieden.items()}, gekozen=True)

    def members(self, area: str) -> frozenset[str]:
        """The municipalities of today that lie in an area."""
        return frozenset(nis for nis, areas in self.gebieden.items() if area in areas)


def places(municipalities: pd.DataFrame, division: int, members: pd.DataFrame | None = None) -> Places:
    """The areas of every municipality of today.

    municipalities: columns indeling, nis, nis_vandaag. division: the one the members (or, without them, the figures) are
    stated in. members: columns gebied_id, nis, lidstatus; a member whose belonging is unknown is in no area.
    """
    then = municipalities[municipalities["indeling"] == division]
    parts = {str(nis): set(codes) for nis, codes in then.groupby("nis_vandaag")["nis"]}
    if members is None:
        found = {nis: tuple(codes) if len(codes) == 1 else () for nis, codes in parts.items()}
    else:
        sure = members[members["lidstatus"] != "grens"]
        areas = {str(nis): set(found) for nis, found in sure.groupby("nis")["gebied_id"]}
        found = {
            nis: tuple(sorted(set.intersection(*(areas.get(code, set()) for code in codes))))
            for nis, codes in parts.items()
        }
    shared = frozenset(nis for nis, codes in parts.items() if len(codes) > 1 and not found[nis])
    return Places(found, shared)


def neighbours(chosen: frozenset[str], where: Places) -> list[str]:
    """The other areas that touch these municipalities, longest common border first."""
    lengths: dict[str, int] = {}
    for outside, length in borders().around(chosen).items():
        for area in where.gebieden.get(outside, ()):
            lengths[area] = lengths.get(area, 0) + length
    return sorted(lengths, key=lambda area: (-lengths[area], area))
