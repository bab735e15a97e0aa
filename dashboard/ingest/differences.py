"""What a new snapshot changed: new periods, revised and vanished values per series, with masked values never spelt out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from dashboard.database import Database
from dashboard.wording import counted, number, short_period

SHOWN = 20
KEY = ["reeks", "periode", "indeling", "nis"]
BOUNDS = ["onder_oud", "boven_oud", "onder_nieuw", "boven_nieuw"]
MASKED = "gemaskeerd"


@dataclass(frozen=True)
class SeriesChange:
    """One series (breakdowns under their own name): periods that are new or gone, cells that changed or vanished."""

    reeks: str
    nieuw: list[str]
    weg: list[str]
    gewijzigd: pd.DataFrame


def compare(old: Database | None, new: Database) -> list[SeriesChange]:
    """Changes per series; `gewijzigd` has columns periode, nis, naam, oud, nieuw (texts). Without an old one, all is new."""
    after = _cells(new)
    before = _cells(old) if old else after.iloc[:0]
    names = new.table("gemeente").set_index(["indeling", "nis"])["naam"].to_dict()
    absent_is_zero = set(new.table("reeks").query("afwezig == 'nul'")["reeks"])
    periods_before, periods_after = _periods(old) if old else {}, _periods(new)
    changes = []
    for reeks in sorted(set(periods_before) | set(periods_after)):
        was, now = periods_before.get(reeks, set()), periods_after.get(reeks, set())
        shared = was & now
        cells = _changed(before, after, reeks, shared, reeks in absent_is_zero)
        cells["naam"] = [names.get(key, key[1]) for key in zip(cells["indeling"], cells["nis"], strict=True)]
        if now - was or was - now or len(cells):
            changes.append(SeriesChange(reeks, sorted(now - was), sorted(was - now), cells))
    return changes


def lines(changes: list[SeriesChange]) -> list[str]:
    """The report as text for the terminal."""
    if not changes:
        return ["Niets veranderd."]
    shown = []
    for name, group in groupby(changes, key=lambda change: change.reeks.rpartition(":")[0] or change.reeks):
        together = list(group)
        new = sorted({periode for change in together for periode in change.nieuw})
        gone = sorted({periode for change in together for periode in change.weg})
        cells = pd.concat([change.gewijzigd for change in together])
        changed = counted(len(cells), "gewijzigde waarde", "gewijzigde waarden") if len(cells) else ""
        parts = [part for part in (_span("nieuw", new), _span("verdwenen", gone), changed) if part]
        shown.append(f"{name.replace(':', ' naar ')}: {'; '.join(parts)}")
        if name != together[0].reeks:
            continue
        shown += [
            f"  {row.naam} {short_period(str(row.periode))}: {row.oud} → {row.nieuw}"
            for row in cells.head(SHOWN).itertuples()
        ]
        if len(cells) > SHOWN:
            shown.append(f"  … en {number(len(cells) - SHOWN)} andere")
    return shown


def _cells(model: Database) -> pd.DataFrame:
    return model.table("waarneming")


def _periods(model: Database) -> dict[str, set[str]]:
    return {str(reeks): set(part["periode"]) for reeks, part in model.table("levering").groupby("reeks")}


def _changed(
    before: pd.DataFrame, after: pd.DataFrame, reeks: str, shared: set[str], absent_is_zero: bool
) -> pd.DataFrame:
    was, now = (frame[(frame["reeks"] == reeks) & frame["periode"].isin(shared)] for frame in (before, after))
    both = was.merge(now, on=KEY, how="outer", suffixes=("_oud", "_nieuw"))
    if absent_is_zero:
        both[BOUNDS] = both[BOUNDS].fillna(0)
    cells = printed(both, _recast_and_masked(was, now))
    return cells[["periode", "indeling", "nis", "oud", "nieuw"]].reset_index(drop=True)


def printed(both: pd.DataFrame, hidden: Collection[str], decimals: int = 0) -> pd.DataFrame:
    """The rows of `both` (columns KEY and BOUNDS) whose bounds changed, in key order, with both counts as text in `oud`, `nieuw`.

    Both are `gemaskeerd` where either side is masked, and in every period of `hidden`.
    """
    same = both["onder_oud"].eq(both["onder_nieuw"]) & both["boven_oud"].eq(both["boven_nieuw"])
    same |= both[BOUNDS].isna().all(axis=1)
    cells = both[~same].sort_values(KEY)
    masked = (cells["onder_oud"] < cells["boven_oud"]) | (cells["onder_nieuw"] < cells["boven_nieuw"])
    masked |= cells["periode"].isin(hidden)
    for side in ("oud", "nieuw"):
        cells[side] = [
            MASKED if secret else "ontbreekt" if pd.isna(value) else number(value, decimals)
            for value, secret in zip(cells[f"onder_{side}"], masked, strict=True)
        ]
    return cells


def _recast_and_masked(was: pd.DataFrame, now: pd.DataFrame) -> set[str]:
    """Periods in other municipalities than before, with anything masked: an old count would tell what a merged one hides."""
    divisions = [frame.groupby("periode")["indeling"].agg(frozenset).to_dict() for frame in (was, now)]
    both = pd.concat([was, now])
    masked = set(both.loc[both["onder"] < both["boven"], "periode"])
    return {periode for periode in masked if divisions[0].get(periode) != divisions[1].get(periode)}


def _span(word: str, periods: list[str]) -> str:
    if not periods:
        return ""
    first, last = periods[0], periods[-1]
    span = short_period(first) if first == last else f"{short_period(first)} tot en met {short_period(last)}"
    return f"{word}: {counted(len(periods), 'periode', 'perioden')} ({span})"
