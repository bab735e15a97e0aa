"""Sharing the cost of joint case work over the members of a group, to the cent and with certain limits. Pure.

A key weighs up to three counts: inhabitants, leefloon recipients and running TWE trajectories (a stand, as leefloon is; started
ones are a flow over months and would not lie beside it). Each part of a key is the member's count divided by the sum over the
members. Everything is computed with fractions; only whole cents leave this package.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
KINDS = ("inwoners", "leefloon", "trajecten")
INDICATORS = {"inwoners": "inwoners", "leefloon": "leefloon", "trajecten": "twe_lopend"}
WORDS = {"inwoners": "inwoners", "leefloon": "leefloongerechtigden", "trajecten": "lopende TWE-trajecten"}
SHORT = {"inwoners": "inwoners", "leefloon": "leefloon", "trajecten": "trajecten"}
LEAST = 2
WHOLE = 100
State = Literal["bekend", "voorlopig", "verborgen", "ontbreekt", "eigen"]
Weights = Mapping[str, Fraction]
Row = dict[str, str]


class CannotShare(ValueError):
    """A cost that cannot be shared as asked; the message says why in Dutch."""


@dataclass(frozen=True)
class Count:
    """A count of one member: its certain limits and how it is known. boven is None where it may be anything from onder up.

    Only `verborgen` and `ontbreekt` have limits that differ. A mean over months may be a fraction.
    """

    onder: Fraction
    boven: Fraction | None
    staat: State = "bekend"

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.onder == self.boven


@dataclass(frozen=True)
class Member:
    """A municipality that pays, with its count of each of KINDS."""

    nis: str
    naam: str
    tellingen: Mapping[str, Count]


@dataclass(frozen=True)
class Key:
    """A way to share: weights in percent that add up to 100, who shares so, and the source of that. eigen: the reader's."""

    id: str
    naam: str
    gewichten: Weights
    wie: str = ""
    bron: str = ""
    opmerking: str = ""
    eigen: bool = False

    @property
    def uses(self) -> tuple[str, ...]:
        """The counts that matter to it."""
        return tuple(kind for kind in KINDS if self.gewichten[kind])


@dataclass(frozen=True)
class Example:
    """What a case worker cost somewhere, in cents."""

    id: str
    naam: str
    centen: int
    jaar: str
    bron: str
    opmerking: str


@cache
def known_keys() -> tuple[Key, ...]:
    """The pure keys and those found in practice."""
    return tuple(
        Key(
            row["id"],
            row["naam"],
            {kind: Fraction(row[kind]) for kind in KINDS},
            row["wie"],
            _source(row["bron"]),
            row["opmerking"],
        )
        for row in _rows("verdeelsleutels")
    )


@cache
def examples() -> tuple[Example, ...]:
    """Costs known from practice."""
    return tuple(
        Example(row["id"], row["naam"], int(row["bedrag"]) * WHOLE, row["jaar"], _source(row["bron"]), row["opmerking"])
        for row in _rows("kostvoorbeelden")
    )


def _source(name: str) -> str:
    found = next((row for row in _rows("bronnen") if row["bron"] == name), None)
    return f"{found['uitgever']}: {found['naam']}" if found else ""


@cache
def _rows(name: str) -> tuple[Row, ...]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
