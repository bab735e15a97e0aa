"""Size classes on two reference dates, and the agreements with VDAB per class. Pure: frames in, rows out.

Classes of one date are compared with those of another municipality by municipality; what a merger made is set beside what went
into it, because a larger municipality is no old one that grew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from dashboard.records import records
from dashboard.wording import sort_key

CLASSES = ("grootteklasse:centrumstad", "grootteklasse:groot", "grootteklasse:middelgroot", "grootteklasse:klein")
UNKNOWN_CLASS = "grootteklasse:onbekend"
FORMS = ("overeenkomst", "overeenkomst_igs", "overeenkomst_eigen", "overeenkomst_addendum")
NO_SHARE_BELOW, SMALL = 10, 30


@dataclass(frozen=True)
class Former:
    """A municipality on the first date: its name, class and inhabitants (None where they are unknown)."""

    naam: str
    klasse: str
    inwoners: float | None
    aangenomen: bool


@dataclass(frozen=True)
class Moved:
    """A municipality of the second date whose class differs from that of (one of) what it was on the first."""

    nis: str
    naam: str
    klasse: str
    inwoners: float | None
    aangenomen: bool
    vroeger: tuple[Former, ...]

    @property
    def soort(self) -> Literal["klasse", "fusie"]:
        """Whether the same municipality changed class, or a merger made it."""
        return "klasse" if len(self.vroeger) == 1 else "fusie"


@dataclass(frozen=True)
class Agreements:
    """The agreements of one class in one form: how many of its municipalities have one, between certain limits."""

    klasse: str
    reeks: str
    gemeenten: int
    bekend: int
    onder: int
    boven: int

    @property
    def aandeel(self) -> tuple[float, float] | None:
        """The share of the class, between certain limits; None below ten municipalities or where some are unknown."""
        if self.gemeenten < NO_SHARE_BELOW or self.bekend < self.gemeenten:
            return None
        return self.onder / self.gemeenten, self.boven / self.gemeenten


def moved(then: pd.DataFrame, now: pd.DataFrame) -> list[Moved]:
    """Who is in another class on the later date (frames of `queries.klassen`, oldest first), by name.

    The municipalities are those of the later date; one made by a merger is listed when a predecessor had another class.
    """
    former: dict[str, list[Former]] = defaultdict(list)
    for row in records(then.sort_values("nis")):
        before = Former(row["naam"], row["gebied_id"], _known(row["inwoners"]), bool(row["aangenomen"]))
        former[row["nis_later"]].append(before)
    found = [
        Moved(
            row["nis"],
            row["naam"],
            row["gebied_id"],
            _known(row["inwoners"]),
            bool(row["aangenomen"]),
            tuple(former[row["nis"]]),
        )
        for row in records(now)
    ]
    changed = [one for one in found if any(before.klasse != one.klasse for before in one.vroeger)]
    return sorted(changed, key=lambda one: sort_key(one.naam))


def counts(classes: pd.DataFrame) -> dict[str, int]:
    """How many municipalities every class has on a date, those of unknown class last and only where there are any."""
    found = classes["gebied_id"].value_counts()
    return {name: int(found.get(name, 0)) for name in (*CLASSES, UNKNOWN_CLASS) if name in CLASSES or name in found}


def agreements(frame: pd.DataFrame) -> list[Agreements]:
    """The rows of `queries.overeenkomsten` of one month, classes from large to small, any form first; none without rows."""
    order = {name: at for at, name in enumerate((*CLASSES, UNKNOWN_CLASS))}
    found = [
        Agreements(
            row["gebied_id"],
            row["reeks"],
            int(row["gemeenten"]),
            int(row["bekend"]),
            int(row["onder"]),
            int(row["boven"]),
        )
        for row in records(frame)
    ]
    return sorted(found, key=lambda one: (order[one.klasse], FORMS.index(one.reeks)))


def chronological(first: date, second: date) -> tuple[date, date]:
    """Two dates, the oldest first."""
    return min(first, second), max(first, second)


def _known(amount: object) -> float | None:
    return None if pd.isna(amount) else float(amount)  # type: ignore[arg-type, call-overload]
