"""Reads Statbel's fiscal income per municipality (`TF_PSNL_INC_TAX_MUNTY.xlsx`) as net taxable income per inhabitant.

Columns: CD_YEAR (the year of the income), CD_MUNTY_REFNIS, MS_TOT_NET_TAXABLE_INC (euro), MS_TOT_RESIDENTS; others are left
alone. The whole of Belgium: other regions are skipped and counted. Known errors: a zero or empty total or number of inhabitants
means no value (seen for Herstappe and Voeren), never an income of 0; years up to 2023 stand in municipalities from before the
mergers of 2025. A year's division is the one of its 1 January, or else the nearest that holds all its codes. The functions on a
table of municipalities and years also serve other sources with such a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue import Source, catalogue
from dashboard.ingest import reference, tidy
from dashboard.ingest.columns import Header, code, find_header, is_code, number_text
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet
from dashboard.wording import counted

NEWEST_FIRST, NEAREST_FIRST = (2025, 2019, 2018), (2019, 2025, 2018)


def recognises(file: Delivered) -> bool:
    """Whether the first sheet has Statbel's income columns."""
    return not header_of(first_sheet(file), catalogue().bronnen["statbel_inkomen"]).faults


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the columns of the income table stand in a sheet."""
    return find_header(sheet, {name: source.kolommen[name] for name in ("nis", "jaar", "inkomen", "inwoners")}, {})


def read(file: Delivered, source: Source) -> Delivery:
    """Income per inhabitant, in euro with two decimals; Refused with every fault when anything is wrong."""
    sheet = first_sheet(file)
    header = header_of(sheet, source)
    if header.faults:
        raise Refused(file.naam, header.faults)
    table = year_table(sheet, header, ["inkomen", "inwoners"], source.buiten_bereik)
    if table.faults:
        raise Refused(file.naam, table.faults)
    income, people = (table.rows[name].where(table.rows[name] > 0) for name in ("inkomen", "inwoners"))
    rows = table.rows.assign(waarde=(income / people).round(2))
    missing = int(rows["waarde"].isna().sum())
    notes = (
        [f"{counted(missing, 'cijfer is', 'cijfers zijn')} leeg of nul in de bron en dus niet bekend."]
        if missing
        else []
    )
    return delivery_of(rows, source.id, "inkomen_per_inwoner", "waarde", [*notes, *table.notes])


def first_sheet(file: Delivered) -> Sheet:
    """The first sheet that holds something."""
    return next(sheet for sheet in file.sheets if not sheet.is_empty())


def decimal(cell: object) -> float | str | None:
    """A number of zero or more with comma or point, perhaps with %; None when empty; else what is wrong, in Dutch."""
    text = number_text(cell).removesuffix("%").strip()
    if text == "":
        return None
    if re.fullmatch(r"-\d+([.,]\d+)?", text):
        return f"{text.replace('.', ',')} is negatief; dit getal is nul of meer."
    if re.fullmatch(r"\d+([.,]\d+)?(e[+-]?\d+)?", text):
        return round(float(text.replace(",", ".")), 6)
    return f"'{text[:40]}' is geen getal."


def division_holding(codes: set[str], order: tuple[int, ...] = NEWEST_FIRST) -> int:
    """The first division that holds all codes; where none does, the one with the fewest strange codes."""
    return min(order, key=lambda division: len(codes - reference.codes(division)))


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
        division = division_holding({nis for nis in part["nis"] if is_code(nis)}, (own, *NEAREST_FIRST))
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
