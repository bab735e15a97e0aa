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
from dashboard.records import records
from dashboard.sentences import Figure, read
from dashboard.uncertainty.ranking import quantiles

QUARTILES = (0.25, 0.5, 0.75)


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

    @cached_property
    def volledig(self) -> pd.DataFrame:
        """The certain limits of those whose figure is complete (onder, boven), by NIS code: what quartiles are taken over."""
        known = comparison.usable(self.cijfers[[*comparison.NEEDED, "gebied_id"]])
        return known.set_index("gebied_id")[["onder", "boven"]].astype(float)


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
        return records(self.eigen)

    @cached_property
    def groep(self) -> Figure | None:
        """The comparator's own figure, from sums."""
        return read(records(self.ander)[0]) if len(self.ander) else None

    @cached_property
    def oordelen(self) -> dict[str, Verdict]:
        """Whether each can be told apart from the comparator."""
        return verdicts(self.indicator, self.eigen, self.ander, self.comparator)

    @cached_property
    def rangen(self) -> pd.DataFrame:
        """The rank ranges of the chosen municipalities among all."""
        return self.alle.rangen.loc[list(self.eigen["gebied_id"])]

    @cached_property
    def plaatsen(self) -> Mapping[str, Mapping[Any, Any]]:
        """The same rank ranges, to read one by one, by NIS code."""
        return dict(zip(self.eigen["gebied_id"].tolist(), records(self.rangen), strict=True))

    @cached_property
    def spreiding(self) -> Spread | None:
        """Median and quartiles over the comparator's municipalities with a complete figure; None without any."""
        known = self.alle.volledig
        values = known.to_numpy()[known.index.isin(list(self.comparator.leden))]
        if not len(values):
            return None
        first, middle, last = ((float(lower), float(upper)) for lower, upper in quantiles(values, QUARTILES))
        return Spread(first, middle, last, len(values))
