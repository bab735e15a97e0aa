"""Reads a table of municipalities, years and numbers, as several sources deliver it, and makes exact series of it.

A year's division is the one of its 1 January, or else the nearest that holds all its codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from dashboard.ingest import reference, tidy
from dashboard.ingest.columns import Header, code, decimal, is_code, number_text
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.ingest.faults import Fault
from dashboard.ingest.files import Sheet
from dashboard.wording import counted

NEAREST_FIRST = (2019, 2025, 2018)


@dataclass(frozen=True)
class YearTable:
    """Rows (rij, nis, periode, indeling and the numbers, NaN where empty), what is wrong and what was skipped."""

    rows: pd.DataFrame
    faults: list[Fault]
    notes: list[str]


def year_table(sheet: Sheet, header: Header, numbers: list[str], outside: str) -> YearTable:
    """A table of municipalities (nis), years (jaar) and numbers; a year's division follows from its codes."""
    abroad, skipped, lines, faults = re.compile(outside), 0, [], []
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        cell = {name: cells[at] if at < len(cells) else "" for name, at in header.at.items()}
        if not any(number_text(value) for value in cell.values()):
            continue
        nis = code(cell["nis"])
        if is_code(nis) and abroad.match(nis):
            skipped += 1
            continue
        found = {name: decimal(cell[name]) for name in numbers}
        faults += [
            Fault(sheet.naam, number, header.titles[key], value)
            for key, value in found.items()
            if isinstance(value, str)
        ]
        known = {name: value if isinstance(value, float) else None for name, value in found.items()}
        lines.append({"rij": number, "nis": nis, "periode": number_text(cell["jaar"]), "indeling": 0} | known)
    rows = pd.DataFrame(lines, columns=["rij", "nis", "periode", "indeling", *numbers]).astype(
        dict.fromkeys(numbers, float)
    )
    for year, part in rows.groupby("periode"):
        own = reference.division_of(int(str(year))) if re.fullmatch(tidy.YEAR, str(year)) else 2025
        division = reference.division_holding({nis for nis in part["nis"] if is_code(nis)}, (own, *NEAREST_FIRST))
        rows.loc[part.index, "indeling"] = division
        faults += tidy.check(part, ["nis", "periode"], division, header, sheet.naam)
    if rows.empty:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkele rij van een Vlaamse gemeente in."))
    return YearTable(
        rows, faults, [f"{counted(skipped, 'rij', 'rijen')} buiten Vlaanderen overgeslagen."] if skipped else []
    )


def delivery_of(rows: pd.DataFrame, bron: str, reeks: str, column: str, notes: list[str]) -> Delivery:
    """One series of exact values per year, with a note per year that lacks municipalities."""
    observations, deliveries, lacking = [], [], []
    for year, part in rows.groupby("periode"):
        division = int(part["indeling"].iloc[0])
        observations.append(exact(part, reeks, division, column))
        deliveries.append(delivered({reeks: [str(year)]}, division))
        known = reference.codes(division)
        absent = len(known - set(part["nis"]))
        if absent:
            lacking.append(f"{year}: {counted(absent, 'gemeente', 'gemeenten')} van de {len(known)} niet geleverd.")
    return Delivery(
        bron=bron,
        waarneming=pd.concat(observations, ignore_index=True),
        levering=pd.concat(deliveries, ignore_index=True),
        meldingen=(*lacking, *notes),
    )
