"""One row of `figures` as a sentence reads it: typed, with None where there is no number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

SHOWN = ("definitief", "voorlopig", "gemaskeerd")
MEANS = ("jaargemiddelde", "halfjaargemiddelde")


@dataclass(frozen=True)
class Figure:
    """A figure with its doubt; every field means what the column of that name means (docs/cijfers.md)."""

    periode: str
    status: str
    onder: float | None = None
    boven: float | None = None
    indicator: str = ""
    soort: str = ""
    gebied_id: str = ""
    gebied: str = ""
    telling: str = "stand"
    uitsplitsing: str = ""
    categorie: str = ""
    teller: float | None = None
    noemer: float | None = None
    stab_onder: float | None = None
    stab_boven: float | None = None
    dekking: str = ""
    dekking_inwoners: float | None = None
    noemer_periode: str = ""
    herkomst: str = ""
    voorlopig: bool = False
    delen: int = 0
    grens: int = 0
    gemaskeerd: int = 0

    @property
    def known(self) -> bool:
        """Whether there is anything to show."""
        return self.status in SHOWN and self.onder is not None and self.boven is not None

    @property
    def limits(self) -> tuple[float, float]:
        """The certain limits; ValueError where there are none."""
        if self.onder is None or self.boven is None:
            raise ValueError(f"no figure in {self.periode}: {self.status}")
        return self.onder, self.boven

    @property
    def exact(self) -> bool:
        """Whether the limits leave one value."""
        return self.known and self.onder == self.boven

    @property
    def complete(self) -> bool:
        """Whether every municipality of the area is counted."""
        counted, _, parts = self.dekking.partition("/")
        return counted == parts

    @property
    def provisional(self) -> bool:
        """Whether the source may still revise it."""
        return self.known and (self.voorlopig or self.status == "voorlopig")

    @property
    def sample(self) -> bool:
        """Whether it comes from sample data."""
        return self.herkomst == "voorbeeld"

    @property
    def mean(self) -> bool:
        """Whether it is a mean of months."""
        return self.telling in MEANS


FIELDS = tuple(Figure.__dataclass_fields__)
NUMBERS = frozenset(("onder", "boven", "teller", "noemer", "stab_onder", "stab_boven", "dekking_inwoners"))


def read(row: Mapping[Any, Any]) -> Figure:
    """The figure of a row of `figures.figures`; columns a sentence does not need are left."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        value = row.get(name)
        if type(value) is str or not pd.isna(value):
            found[name] = float(value) if name in NUMBERS else value
    return Figure(**found)
