"""Counts as a source delivered them, for the municipalities of one place: every one of a period, also where it left one out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.catalogue import catalogue
from dashboard.ingest.differences import MASKED
from dashboard.periods import Period
from dashboard.wording import number


@dataclass(frozen=True)
class Delivered:
    """What one snapshot holds of one series (rows of the query `geleverd`), in periods that began before the end of `until`."""

    rows: pd.DataFrame
    until: Period

    @property
    def _shown(self) -> pd.DataFrame:
        return self.rows[self.rows["van"] < pd.Timestamp(self.until.tot)]

    @property
    def periods(self) -> set[str]:
        """The labels of the periods."""
        return set(self.divisions)

    @property
    def sample(self) -> bool:
        """Whether any of it is invented."""
        return bool((self.rows["herkomst"] == "voorbeeld").any())

    @property
    def bron(self) -> str:
        """The id of its source."""
        return str(self.rows["bron"].iloc[0])

    @property
    def absent_is_zero(self) -> bool:
        """Whether what a delivery leaves out is zero."""
        return bool((self.rows["afwezig"] == "nul").any())

    @cached_property
    def divisions(self) -> dict[str, frozenset[int]]:
        """The municipal divisions each period was delivered in."""
        return {str(period): frozenset(map(int, rows)) for period, rows in self._shown.groupby("periode")["indeling"]}

    @cached_property
    def masked(self) -> frozenset[str]:
        """The periods in which anything is hidden, anywhere."""
        return frozenset(self._shown.loc[self._shown["gemaskeerd"].astype(bool), "periode"])

    def recast_and_masked(self, later: Delivered) -> set[str]:
        """Periods in other divisions than `later`, with anything masked: an old count would tell what a merged one hides."""
        return {
            period
            for period in self.periods & later.periods
            if self.divisions[period] != later.divisions[period] and period in self.masked | later.masked
        }


def grid(counts: pd.DataFrame, codes: pd.DataFrame, at: Mapping[str, int], absent_is_zero: bool) -> pd.DataFrame:
    """The bounds of every municipality of `codes` in each period of `at`, in the division named there.

    What a delivery left out is zero where the series says so, else NaN.
    """
    moments = pd.DataFrame({"periode": list(at), "indeling": list(at.values())}).astype({"indeling": "int64"})
    places = moments.merge(codes.astype({"indeling": "int64"}), on="indeling")
    given = counts[["periode", "indeling", "nis", "onder", "boven"]].astype({"indeling": "int64"})
    rows = places.merge(given, on=["periode", "indeling", "nis"], how="left", indicator="er")
    if absent_is_zero:
        rows.loc[rows["er"] == "left_only", ["onder", "boven"]] = 0.0
    return rows.drop(columns="er")


def today(rows: pd.DataFrame) -> pd.DataFrame:
    """The same summed to the municipalities of today; NaN where a predecessor is missing."""
    keys = ["periode", "nis_vandaag", "naam_vandaag"]
    summed = rows.groupby(keys, as_index=False)[["onder", "boven"]].sum()
    missing = rows[rows["onder"].isna()].drop_duplicates(keys)[keys].assign(mist=True)
    found = summed.merge(missing, on=keys, how="left")
    found[["onder", "boven"]] = found[["onder", "boven"]].where(found["mist"].isna())
    return found.rename(columns={"nis_vandaag": "nis", "naam_vandaag": "naam"}).drop(columns="mist").assign(indeling=0)


def whole(cells: pd.DataFrame, side: str, decimals: int) -> str:
    """The sum of a period's counts on one side as written; what is missing is said, a hidden part hides the whole."""
    lower, upper = cells[f"onder_{side}"], cells[f"boven_{side}"]
    if (lower < upper).any():
        return MASKED
    known = int(lower.notna().sum())
    if not known:
        return "ontbreekt"
    partial = "" if known == len(cells) else f" (telt {known} van de {len(cells)} gemeenten)"
    return f"{number(float(np.nansum(lower)), decimals)}{partial}"


def series_name(reeks: str) -> str:
    """What a series counts, as read; the name of a category where it is part of a breakdown."""
    name, _, rest = reeks.partition(":")
    source = catalogue().source_of_series(name)
    found = source.reeksen[name].naam
    if not rest:
        return found
    dimension, _, category = rest.partition(":")
    return f"{found}, {source.dimensies[dimension].categorieen[category].naam}"
