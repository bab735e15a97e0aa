"""Municipalities side by side: what is known of each on one indicator, beside the same comparator in the same period. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import comparison
from dashboard.catalogue import Indicator
from dashboard.comparators import Comparator
from dashboard.compare.standing import in_order, standing
from dashboard.compare.strip import Spread
from dashboard.compare.verdicts import Verdict, verdicts
from dashboard.sentences import Figure, read

QUARTILES = ("kwartiel_1", "mediaan", "kwartiel_3")


@dataclass(frozen=True)
class Everyone:
    """Every municipality on one indicator in one period: what does not depend on what a reader chooses, computed once."""

    indicator: Indicator
    periode: str
    cijfers: pd.DataFrame

    @cached_property
    def rangen(self) -> pd.DataFrame:
        """Every rank range, by NIS code."""
        return standing(self.indicator, self.cijfers)

    @cached_property
    def grenzen(self) -> Sequence[tuple[float, float]]:
        """The certain limits of every municipality with a figure."""
        known = self.cijfers.loc[self.cijfers["onder"].notna(), ["onder", "boven"]].to_numpy(float)
        return [(lower, upper) for lower, upper in known.tolist()]


@dataclass(frozen=True)
class Side:
    """One indicator in one period. ander: the comparator's row; gekozen: NIS codes.

    reeksen: the figures over time of the chosen ones, by NIS code.
    """

    alle: Everyone
    gekozen: tuple[str, ...]
    ander: pd.DataFrame
    reeksen: Mapping[str, pd.DataFrame]
    comparator: Comparator

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return self.alle.indicator

    @property
    def periode(self) -> str:
        """When."""
        return self.alle.periode

    @cached_property
    def eigen(self) -> pd.DataFrame:
        """The rows of the chosen municipalities, in the order chosen."""
        return in_order(self.alle.cijfers, self.gekozen)

    @cached_property
    def rijen(self) -> Sequence[Mapping[Any, Any]]:
        """The same rows, to read one by one."""
        return self.eigen.to_dict("records")

    @cached_property
    def groep(self) -> Figure | None:
        """The comparator's own figure, from sums."""
        return read(self.ander.to_dict("records")[0]) if len(self.ander) else None

    @cached_property
    def oordelen(self) -> dict[str, Verdict]:
        """Whether each can be told apart from the comparator."""
        return verdicts(self.indicator, self.eigen, self.ander, self.comparator)

    @cached_property
    def rangen(self) -> pd.DataFrame:
        """The rank ranges of the chosen municipalities among all."""
        return self.alle.rangen.loc[list(self.eigen["gebied_id"])]

    @cached_property
    def spreiding(self) -> Spread | None:
        """Median and quartiles over the comparator's municipalities with a complete figure; None without any."""
        found = comparison.spread(self.alle.cijfers, self.comparator.leden)
        if found.empty:
            return None
        row = found.iloc[0]
        first, middle, last = (
            (float(row[f"{name}_leden_onder"]), float(row[f"{name}_leden_boven"])) for name in QUARTILES
        )
        return Spread(first, middle, last, int(row["aantal_leden"]))
