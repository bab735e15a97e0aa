"""What the overview says first about a place: one sentence, the doubt, and four key figures with their warnings. Pure pandas."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import cautions, findings, periods
from dashboard.areas import OWN_GROUP, Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import Change, Value, last_stable, on_a_year_ago, provisional_since, value
from dashboard.comparators import Comparator
from dashboard.records import records
from dashboard.sentences import Figure, Place, read
from dashboard.wording import UNKNOWN, number, percent, period, place, short_bounds, signed

SAID_ABOVE = ("voorbeeld", "dekking")
NO_WINDOW = "tot dan zijn er geen acht kwartalen met een gekende uitkomst"


@dataclass(frozen=True)
class Frames:
    """The figures of one place the overview opens with; `ander` is the leefloongraad of what it is compared with.

    uitstroom holds every window of eight quarters, the others every month (registratiegraad at least the month shown).
    """

    leefloon: pd.DataFrame
    graad: pd.DataFrame
    ander: pd.DataFrame
    registratiegraad: pd.DataFrame
    uitstroom: pd.DataFrame


@dataclass(frozen=True)
class Opening:
    """The first words of a page."""

    zin: str
    toelichting: tuple[str, ...]
    kerncijfers: tuple[tuple[str, str, str], ...]


def named(area: Area) -> str:
    """The place as it stands in a sentence."""
    if area.soort == OWN_GROUP:
        return Place(OWN_GROUP, area.naam).text
    kind = catalogue().soorten[area.soort]
    return place(kind.lidwoord, kind.naam, area.naam)


def opening(
    area: Area, frames: Frames, months: pd.DataFrame, periode: str, beside: Comparator | None = None
) -> Opening:
    """The opening for one place and month. months: the periods leefloon is known for. beside: what `frames.ander` is of."""
    change = on_a_year_ago(frames.leefloon, area.gebied_id, periode)
    since, stable_month = provisional_since(months, periode), last_stable(months, periode)
    stable = None
    if stable_month and stable_month != periode:
        stable = on_a_year_ago(frames.leefloon, area.gebied_id, stable_month)
    rate = value(frames.graad, area.gebied_id, periode)
    other = None
    if beside is not None and len(frames.ander):
        other = value(frames.ander, str(frames.ander["gebied_id"].iloc[0]), periode)
    row = _row(frames.graad, area.gebied_id, periode)
    chance = _stability(row)
    lead = (
        findings.rate(rate, other, chance if other else None, _figure(row), beside.naam if beside else ""),
        findings.caution(change, stable, since),
        findings.coverage(change.nu, _covered(row)),
    )
    window = newest_window(frames.uitstroom, area.gebied_id, periode)
    figures = (
        _count(change, _row(frames.leefloon, area.gebied_id, periode)),
        _rate(rate, chance, row),
        _share("registratiegraad", periode, _row(frames.registratiegraad, area.gebied_id, periode)),
        _share("twe_uitstroom_3m", window, _row(frames.uitstroom, area.gebied_id, window)),
    )
    return Opening(
        findings.recipients(change, named(area), findings.counted_part(rate if rate.dekking else change.nu)),
        tuple(text for text in lead if text),
        figures,
    )


def newest_window(frame: pd.DataFrame, gebied_id: str, periode: str) -> str:
    """The newest window of quarters whose outcome can be known and that ended by this month; empty when there is none."""
    own = frame[(frame["gebied_id"] == gebied_id) & (frame["status"] != "nog_niet_waarneembaar")]
    month = periods.parse(periode).tot
    ended = [text for text in own["periode"] if text and periods.parse(text).tot <= month]
    return max(ended, key=lambda text: periods.parse(text).tot, default="")


def _row(frame: pd.DataFrame, gebied_id: str, periode: str) -> pd.DataFrame:
    return frame[(frame["gebied_id"] == gebied_id) & (frame["periode"] == periode)].head(1)


def _warnings(row: pd.DataFrame, indicator: str, without: tuple[str, ...] = SAID_ABOVE) -> list[str]:
    entry = catalogue().indicatoren[indicator]
    return cautions.short(records(row)[0], entry, without) if len(row) else []


def _figure(row: pd.DataFrame) -> Figure | None:
    return read(records(row)[0]) if len(row) else None


def _why(found: Value, indicator: str, row: pd.DataFrame) -> str:
    return findings.no_figure(found, catalogue().indicatoren[indicator], _figure(row))


def _stability(row: pd.DataFrame) -> tuple[float, float] | None:
    if row.empty or pd.isna(row["stab_onder"].iloc[0]):
        return None
    return float(row["stab_onder"].iloc[0]), float(row["stab_boven"].iloc[0])


def _covered(row: pd.DataFrame) -> float | None:
    return None if row.empty or pd.isna(row["dekking_inwoners"].iloc[0]) else float(row["dekking_inwoners"].iloc[0])


def _count(change: Change, row: pd.DataFrame) -> tuple[str, str, str]:
    now = change.nu
    label = f"Leefloon, {period(now.periode)}"
    if now.onder is None or now.boven is None:
        return label, UNKNOWN, _why(now, "leefloon", row)
    remarks = ["personen"]
    if change.difference is not None:
        relative = f" ({_signed_percent(change.relative)})" if change.relative is not None else ""
        remarks.append(f"{signed(change.difference)}{relative} op een jaar")
    return label, short_bounds(now.onder, now.boven), " · ".join([*remarks, *_warnings(row, "leefloon")])


def _rate(rate: Value, chance: tuple[float, float] | None, row: pd.DataFrame) -> tuple[str, str, str]:
    label = f"Leefloongraad, {period(rate.periode)}"
    if rate.onder is None or rate.boven is None:
        return label, UNKNOWN, _why(rate, "leefloongraad", row)
    remarks = [f"per 1.000 inwoners{_inhabitants(row)}"]
    if chance:
        remarks.append(f"toeval alleen: {number(chance[0], 1)} tot {number(chance[1], 1)}")
    return label, short_bounds(rate.onder, rate.boven, 1), " · ".join([*remarks, *_warnings(row, "leefloongraad")])


def _share(indicator: str, periode: str, row: pd.DataFrame) -> tuple[str, str, str]:
    """A share with its unit, what chance could do and every warning; the reason where there is none."""
    entry = catalogue().indicatoren[indicator]
    label = _label(entry, periode)
    if not periode:
        return label, UNKNOWN, NO_WINDOW
    found = value(row, row["gebied_id"].iloc[0], periode) if len(row) else Value(periode, None, None, "ontbreekt")
    warnings = _warnings(row, indicator, ("voorbeeld",))
    if found.onder is None or found.boven is None:
        return label, UNKNOWN, " · ".join([_why(found, indicator, row), *warnings])
    lower, upper = 100 * found.onder, 100 * found.boven
    remarks = [entry.eenheid.removeprefix("% ")]
    chance = _stability(row)
    if chance:
        remarks.append(f"toeval alleen: {number(100 * chance[0], 1)} tot {percent(chance[1])}")
    return label, f"{short_bounds(lower, upper, entry.decimalen)}%", " · ".join([*remarks, *warnings])


def _label(entry: Indicator, periode: str) -> str:
    first, window, last = periode.partition("..")
    if window:
        return f"{entry.korte_naam}, {_quarter(first)} – {_quarter(last)}"
    return f"{entry.korte_naam}, {period(periode)}" if periode else entry.korte_naam


def _quarter(text: str) -> str:
    return f"{text[-2:]} {text[:4]}"


def _inhabitants(row: pd.DataFrame) -> str:
    """The number the rate divides by, of 1 January."""
    if row.empty or pd.isna(row["noemer"].iloc[0]):
        return ""
    return f" ({number(row['noemer'].iloc[0])} op 1 januari {row['noemer_periode'].iloc[0]})"


def _signed_percent(relative: float) -> str:
    text = percent(abs(relative))
    sign = "+" if relative > 0 else "−"
    return f"{sign}{text}" if any(digit in text for digit in "123456789") else text
