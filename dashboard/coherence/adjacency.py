"""Which municipalities of today adjoin, and whether those of a region form one whole.

A member whose belonging is unknown after a merger may be in or out. A verdict is given only where both come to the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dashboard.database import ROOT

REFERENCE = ROOT / "data" / "reference"
Verdict = Literal["aaneen", "uiteen", "hangt_af", "onbekend"]


@dataclass(frozen=True)
class Borders:
    """Metres of common border of every pair of municipalities that touch, by municipality and neighbour."""

    lengten: Mapping[str, Mapping[str, int]]

    def of(self, nis: str) -> Mapping[str, int]:
        """The neighbours of a municipality, with the metres of border they share."""
        return self.lengten.get(nis, {})

    def around(self, members: Iterable[str]) -> dict[str, int]:
        """The municipalities outside that touch these, with the metres shared, longest border first."""
        inside = set(members)
        found: dict[str, int] = {}
        for nis in inside:
            for other, length in self.of(nis).items():
                if other not in inside:
                    found[other] = found.get(other, 0) + length
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def pieces(self, members: Iterable[str]) -> tuple[frozenset[str], ...]:
        """The connected parts these municipalities fall into, the one with most municipalities first."""
        left, found = set(members), []
        while left:
            part, edge = set(), {min(left)}
            while edge:
                part |= edge
                edge = {other for nis in edge for other in self.of(nis)} & left - part
            left -= part
            found.append(frozenset(part))
        return tuple(sorted(found, key=lambda part: (-len(part), min(part))))


@dataclass(frozen=True)
class Contiguity:
    """Whether a region is one whole: `aaneen`, `uiteen`, `hangt_af` (of members of unknown belonging) or `onbekend` (no members).

    stukken: the parts its sure members fall into; hangt_af_van: the members whose belonging decides.
    """

    oordeel: Verdict
    stukken: tuple[frozenset[str], ...]
    hangt_af_van: frozenset[str] = frozenset()


def contiguity(sure: Iterable[str], unsure: Iterable[str], borders: Borders) -> Contiguity:
    """The verdict that holds whichever of the unsure members belong; `hangt_af` where they do not all come to the same."""
    certain, doubtful = frozenset(sure), frozenset(unsure)
    parts = borders.pieces(certain)
    if not certain:
        return Contiguity("onbekend", parts, doubtful)
    whole = next(part for part in borders.pieces(certain | doubtful) if parts[0] <= part)
    if not certain <= whole:
        return Contiguity("uiteen", parts)
    touching = {nis for nis in doubtful if not certain.isdisjoint(borders.of(nis))}
    if len(parts) == 1 and touching == doubtful:
        return Contiguity("aaneen", parts)
    return Contiguity("hangt_af", parts, doubtful if len(parts) > 1 else doubtful - touching)


def borders_of(rows: Iterable[tuple[str, str, int]]) -> Borders:
    """Borders of rows (one municipality, another, metres)."""
    found: dict[str, dict[str, int]] = {}
    for one, other, length in rows:
        found.setdefault(one, {})[other] = length
        found.setdefault(other, {})[one] = length
    return Borders(found)


@cache
def borders() -> Borders:
    """The borders of today's municipalities (data/reference/aangrenzend.csv)."""
    return borders_of((row["nis_a"], row["nis_b"], int(row["lengte_m"])) for row in reference("aangrenzend"))


@cache
def reference(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a table of `data/reference`."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
