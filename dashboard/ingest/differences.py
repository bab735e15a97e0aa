"""What a new snapshot changed: periods, revised and vanished values per series (never a masked one spelt out), memberships."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    known = [_delivered(old) if old else set(), _delivered(new)]
    changes = []
    for reeks in sorted(set(periods_before) | set(periods_after)):
        was, now = periods_before.get(reeks, set()), periods_after.get(reeks, set())
        shared = was & now
        zeros = [{(periode, division) for name, periode, division in side if name == reeks} for side in known]
        cells = _changed(before, after, reeks, shared, zeros if reeks in absent_is_zero else [set(), set()])
        cells["naam"] = [names.get(key, key[1]) for key in zip(cells["indeling"], cells["nis"], strict=True)]
        if now - was or was - now or len(cells):
            changes.append(SeriesChange(reeks, sorted(now - was), sorted(was - now), cells))
    return changes


def report(old: Database | None, new: Database) -> list[str]:
    """Everything a load changed, as text: the figures, then which municipalities belong to which region."""
    changes = compare(old, new)
    belonging = _memberships(old, new) if old else []
    return [*(lines(changes) if changes or not belonging else []), *belonging]


def _memberships(old: Database, new: Database) -> list[str]:
    """A line for every kind of region whose members changed, with how many memberships came, went or are stated otherwise."""
    was, now = (_stated(model) for model in (old, new))
    shown = []
    for kind in sorted({soort for soort, _ in was.keys() | now.keys()}):
        before, after = ({key: value for key, value in side.items() if key[0] == kind} for side in (was, now))
        parts = [
            f"{word}: {counted(number, 'lidmaatschap', 'lidmaatschappen')}"
            for word, number in (
                ("nieuw", len(after.keys() - before.keys())),
                ("verdwenen", len(before.keys() - after.keys())),
                ("gewijzigd", sum(before[key] != after[key] for key in before.keys() & after.keys())),
            )
            if number
        ]
        if parts:
            shown.append(f"indeling {kind}: {'; '.join(parts)}")
    return shown


def _stated(model: Database) -> dict[tuple[str, tuple[object, ...]], tuple[object, ...]]:
    """What is stated of every membership, by its kind of region and the region, municipality and first day it is about."""
    frame = model.table("lidmaatschap").astype(object).where(lambda cells: cells.notna(), None)
    about = ["gebied_id", "indeling", "nis", "van"]
    rest = [name for name in frame.columns if name not in about]
    keys, values = frame[about].itertuples(index=False, name=None), frame[rest].itertuples(index=False, name=None)
    return {(str(kind), key): value for kind, key, value in zip(frame["soort"], keys, values, strict=True)}


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


def _delivered(model: Database) -> set[tuple[str, str, int]]:
    """What was delivered: series, period, and the division its municipalities are of."""
    frame = model.table("levering")
    return set(zip(frame["reeks"], frame["periode"], frame["indeling"], strict=True))


def _changed(
    before: pd.DataFrame,
    after: pd.DataFrame,
    reeks: str,
    shared: set[str],
    zeros: Sequence[Collection[tuple[str, int]]],
) -> pd.DataFrame:
    """The cells that differ. zeros: of the old and the new side, the periods and divisions in which an absent row is nobody.

    A row of a division that was not delivered, and one that says itself that its count is missing, stay missing.
    """
    was, now = (frame[(frame["reeks"] == reeks) & frame["periode"].isin(shared)] for frame in (before, after))
    both = was.merge(now, on=KEY, how="outer", suffixes=("_oud", "_nieuw"), indicator="waar")
    moments = pd.Series(list(zip(both["periode"], both["indeling"], strict=True)), index=both.index)
    for side, absent, known in (("oud", "right_only", zeros[0]), ("nieuw", "left_only", zeros[1])):
        nobody = both["waar"].eq(absent) & moments.isin(known)
        both.loc[nobody, [f"onder_{side}", f"boven_{side}"]] = 0
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
