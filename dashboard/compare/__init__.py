"""Municipalities side by side: what is known of each on one indicator, beside the same comparator in the same period. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard import comparison
from dashboard.catalogue import Indicator
from dashboard.comparators import Comparator
from dashboard.compare.standing import in_order, standing
from dashboard.compare.strip import Spread
from dashboard.compare.verdicts import Verdict, verdicts

QUARTILES = ("kwartiel_1", "mediaan", "kwartiel_3")


@dataclass(frozen=True)
class Side:
    """One indicator in one period. alle: the figures of every municipality; ander: the comparator's row; gekozen: NIS codes.

    reeksen: the figures over time of the chosen ones, by NIS code.
    """

    indicator: Indicator
    periode: str
    gekozen: tuple[str, ...]
    alle: pd.DataFrame
    ander: pd.DataFrame
    reeksen: Mapping[str, pd.DataFrame]
    comparator: Comparator

    @cached_property
    def eigen(self) -> pd.DataFrame:
        """The rows of the chosen municipalities, in the order chosen."""
        return in_order(self.alle, self.gekozen)

    @cached_property
    def oordelen(self) -> dict[str, Verdict]:
        """Whether each can be told apart from the comparator."""
        return verdicts(self.indicator, self.eigen, self.ander, self.comparator)

    @cached_property
    def rangen(self) -> pd.DataFrame:
        """The rank ranges of the chosen municipalities among all."""
        return standing(self.indicator, self.alle).loc[list(self.eigen["gebied_id"])]

    @cached_property
    def spreiding(self) -> Spread | None:
        """Median and quartiles over the comparator's municipalities with a complete figure; None without any."""
        found = comparison.spread(self.alle, self.comparator.leden)
        if found.empty:
            return None
        row = found.iloc[0]
        first, middle, last = (
            (float(row[f"{name}_leden_onder"]), float(row[f"{name}_leden_boven"])) for name in QUARTILES
        )
        return Spread(first, middle, last, int(row["aantal_leden"]))
