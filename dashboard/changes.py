"""Change on a year ago, and where it is largest. Works on certain limits, so that a masked value never leaks into a rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.records import records

SMALLEST_BASE = 10
NOT_YET = "bestond_niet"
VALUE_COLUMNS = ["gebied_id", "periode", "onder", "boven", "status", "dekking"]
SHOWN = ("definitief", "voorlopig", "gemaskeerd")


@dataclass(frozen=True)
class Value:
    """One figure of one place: its certain limits (None when there is none), its status and its period."""

    periode: str
    onder: float | None
    boven: float | None
    status: str
    dekking: str = ""

    @property
    def known(self) -> bool:
        """Whether there is anything to show."""
        return self.onder is not None and self.boven is not None

    @property
    def exact(self) -> float | None:
        """The figure itself; None where it is missing or masked."""
        return self.onder if self.known and self.onder == self.boven else None

    @property
    def complete(self) -> bool:
        """Whether every municipality of the area is counted."""
        known, _, parts = self.dekking.partition("/")
        return known == parts


@dataclass(frozen=True)
class Change:
    """A figure beside the same place's figure a year earlier."""

    nu: Value
    toen: Value

    @property
    def comparable(self) -> bool:
        """Whether both are known and count the same municipalities."""
        return self.nu.known and self.toen.known and self.nu.dekking == self.toen.dekking

    @property
    def difference(self) -> float | None:
        """Now minus then, where both are exact and comparable."""
        if not self.comparable or self.nu.exact is None or self.toen.exact is None:
            return None
        return self.nu.exact - self.toen.exact

    @property
    def relative(self) -> float | None:
        """The difference as a share of then; None from a base under 10."""
        if self.difference is None or self.toen.exact is None or self.toen.exact < SMALLEST_BASE:
            return None
        return self.difference / self.toen.exact


@dataclass(frozen=True)
class Largest:
    """The largest rises and falls, how many places were compared and how many large ones could not be.

    Both frames have columns gebied_id, gebied, toen, nu, verschil and relatief, largest change first.
    """

    meer: pd.DataFrame
    minder: pd.DataFrame
    vergeleken: int
    niet_vergelijkbaar: int


def year_before(periode: str) -> str:
    """The same month of the year before."""
    year, month = periode.split("-")
    return f"{int(year) - 1}-{month}"


def value(frame: pd.DataFrame, gebied_id: str, periode: str) -> Value:
    """The figure of one place and period; without a row `ontbreekt`, or NOT_YET where the frame holds its predecessors then."""
    rows = frame.loc[frame["periode"] == periode, VALUE_COLUMNS]
    found = values(rows).get((gebied_id, periode))
    return found or Value(periode, None, None, "ontbreekt" if rows.empty else NOT_YET)


def values(frame: pd.DataFrame) -> dict[tuple[str, str], Value]:
    """Every figure of a frame by place and period."""
    return {(row["gebied_id"], row["periode"]): _value(row) for row in records(frame, VALUE_COLUMNS)}


def _value(row: Mapping[Any, Any]) -> Value:
    if row["status"] not in SHOWN or pd.isna(row["onder"]):
        return Value(row["periode"], None, None, row["status"], row["dekking"])
    return Value(row["periode"], float(row["onder"]), float(row["boven"]), row["status"], row["dekking"])


def on_a_year_ago(frame: pd.DataFrame, gebied_id: str, periode: str) -> Change:
    """A month of one place beside the same month a year earlier."""
    return Change(value(frame, gebied_id, periode), value(frame, gebied_id, year_before(periode)))


def last_stable(months: pd.DataFrame, periode: str) -> str | None:
    """The newest month at or before `periode` that is no longer provisional; None when there is none."""
    stable = months[~months["voorlopig"].astype(bool) & (months["periode"] <= periode)]
    return None if stable.empty else str(stable["periode"].max())


def provisional_since(months: pd.DataFrame, periode: str) -> str | None:
    """The first provisional month up to `periode`; None when it is stable itself."""
    provisional = months[months["voorlopig"].astype(bool) & (months["periode"] <= periode)]
    return None if provisional.empty else str(provisional["periode"].min())


def largest(now: pd.DataFrame, then: pd.DataFrame, minimum: int = 100, shown: int = 5) -> Largest:
    """The largest relative changes among places that certainly had `minimum` in the base month (on `onder`)."""
    columns = ["gebied_id", "gebied", "onder", "boven", "dekking"]
    both = then[columns].merge(now[columns], on=["gebied_id", "gebied"], suffixes=("_toen", "_nu"))
    both = both[both["onder_toen"] >= minimum]
    exact = (both["onder_toen"] == both["boven_toen"]) & (both["onder_nu"] == both["boven_nu"])
    compared = both[exact & (both["dekking_toen"] == both["dekking_nu"])]
    compared = compared.assign(
        toen=compared["onder_toen"],
        nu=compared["onder_nu"],
        verschil=compared["onder_nu"] - compared["onder_toen"],
        relatief=compared["onder_nu"] / compared["onder_toen"] - 1,
    ).sort_values(["relatief", "gebied"])[["gebied_id", "gebied", "toen", "nu", "verschil", "relatief"]]
    rises = compared[compared["relatief"] > 0].iloc[::-1].head(shown)
    falls = compared[compared["relatief"] < 0].head(shown)
    return Largest(rises.reset_index(drop=True), falls.reset_index(drop=True), len(compared), len(both) - len(compared))
