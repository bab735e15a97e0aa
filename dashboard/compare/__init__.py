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
from dashboard.periods import UNKNOWN_YEAR, parse

POOLED = ".."
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


def moment(known: pd.DataFrame, indicator: Indicator, wanted: str) -> str:
    """The period of an indicator nearest to the one wanted: its own, else its newest that ended no later, else its newest.

    known: its periods (columns periode, tot, rijp). A pooled flow stays pooled; what cannot be known yet is passed over.
    """
    if wanted in set(known["periode"]):
        return wanted
    ripe = known[known["rijp"].astype(bool)] if known["rijp"].any() else known
    pooled = ripe[ripe["periode"].str.contains(POOLED, regex=False)]
    if indicator.venster_kwartalen and len(pooled):
        ripe = pooled
    if wanted != UNKNOWN_YEAR:
        ended = ripe[ripe["tot"] <= pd.Timestamp(parse(wanted).tot)]
        begun = ripe[ripe["van"] < pd.Timestamp(parse(wanted).tot)]
        ripe = ended if len(ended) else begun if len(begun) else ripe
    return str(ripe.sort_values("tot", kind="stable")["periode"].iloc[-1])
