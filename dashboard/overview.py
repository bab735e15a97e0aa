"""What the overview says first about a place: one sentence, the doubt, and four key figures. Pure pandas over figures frames."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import findings
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.changes import Change, Value, last_stable, on_a_year_ago, provisional_since, value
from dashboard.wording import UNKNOWN, number, percent, period, place, short_bounds, signed


@dataclass(frozen=True)
class Opening:
    """The first words of a page."""

    zin: str
    toelichting: tuple[str, ...]
    kerncijfers: tuple[tuple[str, str, str], ...]


def named(area: Area) -> str:
    """The place as it stands in a sentence."""
    kind = catalogue().soorten[area.soort]
    return place(kind.lidwoord, kind.naam, area.naam)


def opening(
    area: Area, counts: pd.DataFrame, rates: pd.DataFrame, reference: pd.DataFrame, months: pd.DataFrame, periode: str
) -> Opening:
    """The opening for one place and month.

    counts and rates: `leefloon` and `leefloongraad` of the place; reference: `leefloongraad` of Vlaanderen; months: the
    periods leefloon is known for.
    """
    change = on_a_year_ago(counts, area.gebied_id, periode)
    since, stable_month = provisional_since(months, periode), last_stable(months, periode)
    stable = on_a_year_ago(counts, area.gebied_id, stable_month) if stable_month and stable_month != periode else None
    rate = value(rates, area.gebied_id, periode)
    flanders = None if area.soort == "vlaanderen" else value(reference, "vlaanderen:vlaanderen", periode)
    row = rates[(rates["gebied_id"] == area.gebied_id) & (rates["periode"] == periode)]
    chance = _stability(row)
    lead = (
        findings.rate(rate, flanders, chance if flanders else None),
        findings.caution(change, stable, since),
        findings.coverage(change.nu, _covered(row)),
    )
    figures = [_count(change), _rate(rate, chance)]
    if stable:
        figures.append(_count(stable, "laatste stabiele maand"))
    figures.append(_inhabitants(row, periode))
    return Opening(
        findings.recipients(change, named(area), findings.counted_part(rate if rate.dekking else change.nu)),
        tuple(text for text in lead if text),
        tuple(figures),
    )


def _stability(row: pd.DataFrame) -> tuple[float, float] | None:
    if row.empty or pd.isna(row["stab_onder"].iloc[0]):
        return None
    return float(row["stab_onder"].iloc[0]), float(row["stab_boven"].iloc[0])


def _covered(row: pd.DataFrame) -> float | None:
    return None if row.empty or pd.isna(row["dekking_inwoners"].iloc[0]) else float(row["dekking_inwoners"].iloc[0])


def _count(change: Change, doubt: str = "") -> tuple[str, str, str]:
    now = change.nu
    label = f"Leefloon, {period(now.periode)}"
    if now.onder is None or now.boven is None:
        return label, UNKNOWN, findings.no_figure(now)
    remarks = ["personen"]
    if change.difference is not None:
        relative = f" ({_signed_percent(change.relative)})" if change.relative is not None else ""
        remarks.append(f"{signed(change.difference)}{relative} op een jaar")
    doubt = "voorlopig" if now.status == "voorlopig" else doubt
    return label, short_bounds(now.onder, now.boven), " · ".join([*remarks, doubt] if doubt else remarks)


def _rate(rate: Value, chance: tuple[float, float] | None) -> tuple[str, str, str]:
    label = f"Leefloongraad, {period(rate.periode)}"
    if rate.onder is None or rate.boven is None:
        return label, UNKNOWN, findings.no_figure(rate)
    remarks = ["per 1.000 inwoners"]
    if chance:
        remarks.append(f"toeval alleen: {number(chance[0], 1)} tot {number(chance[1], 1)}")
    return label, short_bounds(rate.onder, rate.boven, 1), " · ".join(remarks)


def _inhabitants(row: pd.DataFrame, periode: str) -> tuple[str, str, str]:
    year = row["noemer_periode"].iloc[0] if len(row) else ""
    shown = float(row["noemer"].iloc[0]) if len(row) and pd.notna(row["noemer"].iloc[0]) else None
    return f"Inwoners, 1 januari {year or periode[:4]}", number(shown), "noemer van de leefloongraad"


def _signed_percent(relative: float) -> str:
    text = percent(abs(relative))
    sign = "+" if relative > 0 else "−"
    return f"{sign}{text}" if any(digit in text for digit in "123456789") else text
