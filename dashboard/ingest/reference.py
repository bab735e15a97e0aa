"""The facts the project keeps (`data/reference`) as tables of the model."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.database import ROOT

REFERENCE = ROOT / "data" / "reference"
START_OF_TIME = pd.Timestamp("0001-01-01").date()
END_OF_TIME = pd.Timestamp("9999-12-31").date()
DIVISIONS = pd.DataFrame(
    {
        "indeling": [2018, 2019, 2025],
        "van": pd.to_datetime(["1000-01-01", "2019-01-01", "2025-01-01"]).date,
        "tot": pd.to_datetime(["2019-01-01", "2025-01-01", "9999-12-31"]).date,
    }
)
NEWEST_FIRST = (2025, 2019, 2018)


def read(name: str) -> pd.DataFrame:
    """One reference table, every column as text, empty where unknown."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)


@cache
def municipalities() -> pd.DataFrame:
    """Columns indeling, nis, naam, provincie, x, y (EPSG:31370, m), oppervlakte_km2."""
    frame = read("gemeenten").astype({"indeling": int, "x": float, "y": float, "oppervlakte_km2": float})
    return frame[["indeling", "nis", "naam", "provincie", "arrondissement", "x", "y", "oppervlakte_km2"]]


def mergers() -> pd.DataFrame:
    """Columns oude_indeling, oude_nis, oude_naam, nieuwe_indeling, nieuwe_nis, datum."""
    frame = read("fusies").astype({"oude_indeling": int, "nieuwe_indeling": int})
    frame["datum"] = pd.to_datetime(frame["datum"]).dt.date
    return frame[["oude_indeling", "oude_nis", "oude_naam", "nieuwe_indeling", "nieuwe_nis", "datum"]]


def regions() -> pd.DataFrame:
    """Columns soort, gebied_id, naam, zekerheid, volledig, periode_tekst, opmerking."""
    frame = read("gebieden")
    frame["volledig"] = frame["volledig"] == "ja"
    return frame.drop(columns="bron")


@cache
def memberships() -> pd.DataFrame:
    """Columns soort, gebied_id, indeling, nis, van, tot, zekerheid; open ends are the ends of time."""
    frame = read("lidmaatschap").astype({"indeling": int})
    frame["van"] = dates(frame["van"], START_OF_TIME)
    frame["tot"] = dates(frame["tot"], END_OF_TIME)
    return frame[["soort", "gebied_id", "indeling", "nis", "van", "tot", "zekerheid"]]


def population(name: str) -> pd.DataFrame:
    """Columns indeling, nis, jaar, inwoners, methode of `inwoners` or `inwoners_18_64`."""
    return read(name).astype({"indeling": int, "jaar": int, "inwoners": int})


def context_indicators() -> pd.DataFrame:
    """Columns reeks, indeling, nis, jaar (text, empty where the source does not say) and waarde."""
    return read("contextindicatoren").astype({"indeling": int, "waarde": float})


def dates(texts: pd.Series, empty: object) -> pd.Series:
    """ISO dates as dates, empty text as the given end of time."""
    return pd.Series([pd.Timestamp(text).date() if text else empty for text in texts], index=texts.index, dtype=object)


def division_of(year: int) -> int:
    """The municipal division in force on 1 January of a year."""
    return 2018 if year < 2019 else 2019 if year < 2025 else 2025


@cache
def codes(division: int) -> frozenset[str]:
    """The NIS codes of a division."""
    frame = municipalities()
    return frozenset(frame.loc[frame["indeling"] == division, "nis"])


def division_holding(stated: set[str], order: tuple[int, ...] = NEWEST_FIRST) -> int:
    """The first division that holds all codes; where none does, the one with the fewest strange codes."""
    return min(order, key=lambda division: len(stated - codes(division)))


def explain_unknown(nis: str, division: int) -> str:
    """Why a code is not one of the division's, as a Dutch sentence that helps to mend it."""
    if not nis:
        return "De code van de gemeente ontbreekt."
    frame = municipalities()
    elsewhere = frame[frame["nis"] == nis]
    if elsewhere.empty:
        return f"Code '{nis}' is geen gemeente van de indeling {division}."
    name = elsewhere["naam"].iloc[-1]
    years = ", ".join(str(year) for year in elsewhere["indeling"])
    return f"Code '{nis}' ({name}) hoort bij de indeling {years}; dit bestand gebruikt de gemeenten van {division}."


def path_of(folder: Path) -> str:
    """A folder as the user knows it: relative to the project where it lies inside."""
    return str(folder.relative_to(ROOT)) if folder.is_relative_to(ROOT) else str(folder)
