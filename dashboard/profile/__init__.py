"""One municipality or one region on one sheet: its key figures with their course, beside a named comparator. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.changes import year_before
from dashboard.comparators import FLANDERS, Comparator
from dashboard.compare.verdicts import HIGHER, LOWER, Verdict
from dashboard.records import records
from dashboard.sentences import Figure, Place, read

KEY = (
    "leefloon", "leefloongraad", "aandeel_jongvolwassenen", "registratiegraad", "twe_lopend", "twe_uitstroom_3m",
    "twe_uitstroom_12m",
)  # fmt: skip
CONTEXT = ("inwoners", "werkzoekendengraad", "kansarmoede_index", "inkomen_per_inwoner")
BESIDE = ("aandeel", "graad")
MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Row:
    """One figure of the place. verloop: its rows of every period; ander: the comparator's row of the period shown, or none."""

    indicator: Indicator
    periode: str
    verloop: pd.DataFrame
    ander: pd.DataFrame
    oordeel: Verdict

    @cached_property
    def eigen(self) -> pd.DataFrame:
        """The row of the period shown; none where the place did not exist then."""
        return self.at(self.periode)

    @cached_property
    def toen(self) -> pd.DataFrame:
        """The same month a year earlier; none for windows of quarters, which overlap, and for figures without months."""
        return self.at(year_before(self.periode)) if MONTH.fullmatch(self.periode) else self.verloop.head(0)

    @property
    def comparable(self) -> bool:
        """Whether it is a figure that places of different size are compared on."""
        return self.indicator.soort in BESIDE

    @property
    def stands_out(self) -> bool:
        """Whether it certainly lies higher or lower than the comparator."""
        return self.oordeel.oordeel in (HIGHER, LOWER)

    def at(self, periode: str) -> pd.DataFrame:
        """The row of a period."""
        return self.verloop[self.verloop["periode"] == periode].head(1)


def figure(frame: pd.DataFrame) -> Figure | None:
    """The only row of a frame as a sentence reads it; None where there is none."""
    return read(records(frame)[0]) if len(frame) else None


def other_name(comparator: Comparator) -> str:
    """The comparator where there is little room: Vlaanderen by its name, any other with its number and date."""
    return "Vlaanderen" if comparator.id == FLANDERS else comparator.naam


def other_place(comparator: Comparator) -> Place:
    """The comparator as a sentence reads it."""
    return Place("vlaanderen", "Vlaanderen") if comparator.id == FLANDERS else comparator.place
