"""How a region fits other divisions of the same municipalities: provinces, referentieregio's, eerstelijnszones, IGS, wijk-werken.

The lists of provinces, referentieregio's and eerstelijnszones hold every municipality; those of IGS and wijk-werken do not,
and a municipality that stands in none is `onbekend` there, never "geen".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.coherence.adjacency import reference
from dashboard.coherence.regions import Region

WORK = "wijk_werken"
KINDS = ("provincie", "referentieregio", "eerstelijnszone", "igs", WORK)
WORDS = {
    "provincie": ("provincie", "provincies"),
    "referentieregio": ("referentieregio", "referentieregio's"),
    "eerstelijnszone": ("eerstelijnszone", "eerstelijnszones"),
    "igs": ("IGS", "IGS'en"),
    WORK: ("wijk-werkorganisatie", "wijk-werkorganisaties"),
}
PARTIAL = ("igs", WORK)
Fit = Literal["valt_samen", "ligt_binnen", "omvat", "deels"]


@dataclass(frozen=True)
class Shared:
    """An area of another division that shares members with a region.

    leden: the members they share. buiten: how many municipalities of that area lie outside the region. past: whether the two
    coincide, the region lies within it, holds it whole, or shares only a part. volledig: whether the area's own list is.
    """

    gebied_id: str
    naam: str
    leden: frozenset[str]
    buiten: int
    past: Fit
    volledig: bool


@dataclass(frozen=True)
class Overlap:
    """One region against one division: the areas it shares members with, most members first, and its members in none."""

    soort: str
    gebieden: tuple[Shared, ...]
    onbekend: frozenset[str]

    @property
    def one(self) -> bool:
        """Whether one area holds every member."""
        return bool(self.gebieden) and not self.onbekend and self.gebieden[0].past in ("valt_samen", "ligt_binnen")


def overlap(members: Iterable[str], soort: str, areas: Iterable[Region]) -> Overlap:
    """The areas of a division that share sure members with these municipalities."""
    inside, shared = frozenset(members), []
    for area in areas:
        both = inside & area.zeker
        if both:
            fit = _fit(inside, area.zeker, bool(area.onzeker))
            shared.append(Shared(area.gebied_id, area.naam, both, len(area.leden.keys() - inside), fit, area.volledig))
    held: frozenset[str] = frozenset().union(*(one.leden for one in shared))
    ordered = sorted(shared, key=lambda one: (-len(one.leden), one.buiten, one.naam))
    return Overlap(soort, tuple(ordered), inside - held)


def _fit(inside: frozenset[str], area: frozenset[str], doubtful: bool) -> Fit:
    if inside <= area:
        return "valt_samen" if inside == area and not doubtful else "ligt_binnen"
    return "omvat" if area <= inside and not doubtful else "deels"


def of_member(nis: str, overlaps: Iterable[Overlap]) -> dict[str, tuple[str, ...]]:
    """The names of the areas a member lies in, by division; empty where it stands in no list."""
    return {found.soort: tuple(one.naam for one in found.gebieden if nis in one.leden) for found in overlaps}


def divisions(kinds: Mapping[str, Mapping[str, Region]]) -> dict[str, tuple[Region, ...]]:
    """The areas of every division in KINDS; the organisations for wijk-werken are those of the IGS named by the project's table.

    kinds: the regions of provincie, referentieregio, eerstelijnszone and igs by id.
    """
    work = {row["gebied_id"] for row in reference(WORK)}
    found = {soort: tuple(kinds[soort].values()) for soort in KINDS if soort != WORK}
    return found | {WORK: tuple(area for area in found["igs"] if area.gebied_id in work)}
