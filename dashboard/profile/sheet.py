"""A sheet that was worked out once: what a profile says about a place beside a comparator, ready to be written. Pure.

A page run only writes it: the frames are wide, and reading them cell by cell costs more than the page may.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from dashboard import overview
from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import last_stable
from dashboard.comparators import Comparator
from dashboard.markup import Markup
from dashboard.profile import Row, doubts, finding, other_name, tables
from dashboard.profile.tables import PlaceTable
from dashboard.sources import is_sample
from dashboard.tokens import Scheme

OPENING = ("leefloon", "leefloongraad", "", "registratiegraad", "twe_uitstroom_3m")


@dataclass(frozen=True)
class Sheet:
    """The key figures of a place in a month. vergelijk: who they are set beside. maanden: the periods leefloon is known for."""

    gebied: Area
    periode: str
    vergelijk: Comparator
    maanden: pd.DataFrame
    rijen: tuple[Row, ...]
    _drawn: dict[Scheme, Markup] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def comparator(self) -> Comparator | None:
        """The comparator; None where the place is itself what it would be compared with."""
        return None if self.vergelijk.is_place(self.gebied) else self.vergelijk

    @property
    def ander(self) -> str:
        """The whole name of the comparator; empty where there is none."""
        return other_name(self.comparator) if self.comparator else ""

    @cached_property
    def opening(self) -> tuple[str, tuple[str, ...]]:
        """The finding, and the sentences under it: how many people, how that changed, what is provisional or left out."""
        frames = {row.indicator.id: row.verloop for row in self.rijen}
        none = self.rijen[0].verloop.head(0)
        asked = overview.Frames(*(frames.get(name, none) for name in OPENING))
        first = overview.opening(self.gebied, asked, self.maanden, self.periode)
        said = finding.finding(self.gebied, self.rijen, self.comparator) if self.comparator else ""
        return (said, (first.zin, *first.toelichting)) if said else (first.zin, first.toelichting)

    @cached_property
    def opvallend(self) -> tuple[str, ...]:
        """What stands out, and what cannot be judged."""
        stable = last_stable(self.maanden, self.periode) or ""
        return tuple(finding.standing_out(self.gebied, self.rijen, self.comparator, stable))

    @cached_property
    def cijfers(self) -> pd.DataFrame:
        """Every figure shown, the place's and the comparator's, as rows of `figures`."""
        return pd.concat([part for row in self.rijen for part in (row.eigen, row.ander)], ignore_index=True)

    @cached_property
    def voorbeeld(self) -> bool:
        """Whether any of them is invented."""
        return is_sample(self.cijfers)

    @cached_property
    def twijfel(self) -> tuple[str, ...]:
        """Every doubt about the place's own figures."""
        return tuple(doubts.own(self.rijen))

    @cached_property
    def bronnen(self) -> tuple[str, ...]:
        """The names of the sources."""
        return _sources([row.indicator for row in self.rijen])

    def kerncijfers(self, scheme: Scheme) -> Markup:
        """The table of key figures, drawn once in each scheme."""
        if scheme not in self._drawn:
            short = "" if not self.comparator else "Vlaanderen" if self.ander == "Vlaanderen" else self.comparator.kort
            self._drawn[scheme] = tables.key_figures(self.rijen, self.gebied.naam, short, scheme)
        return self._drawn[scheme]


@dataclass(frozen=True)
class Around:
    """The municipalities shown on a sheet. tabellen: by name (`leden`, `buren`, `gelijk`). reden: why none is alike."""

    tabellen: dict[str, PlaceTable]
    getoond: tuple[tuple[Indicator, pd.DataFrame], ...]
    reden: str = ""

    @cached_property
    def twijfel(self) -> tuple[str, ...]:
        """In how many of them a figure is hidden or too small."""
        return tuple(doubts.of_municipalities(self.getoond))

    @cached_property
    def bronnen(self) -> tuple[str, ...]:
        """The names of the sources."""
        return _sources([entry for entry, _ in self.getoond])

    @cached_property
    def voorbeeld(self) -> bool:
        """Whether any figure is invented."""
        return any(is_sample(frame) for _, frame in self.getoond)


def _sources(entries: list[Indicator]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.naam for entry in entries for one in catalogue().sources_of(entry)))
