"""Reads Statbel's population on 1 January: the workbook with a sheet a year, or the long text per sex and age.

The long text also gives the inhabitants of 18 to 64. Codes are those of the division of the year; region, province and
arrondissement rows and the other regions are skipped and counted. A municipality without rows is missing, not zero.
"""

from __future__ import annotations

import re

import pandas as pd

from dashboard.catalogue import Source
from dashboard.ingest import reference, tidy
from dashboard.ingest.columns import Header, code, count, find_header, is_code, number_text
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet
from dashboard.wording import counted

YEAR_SHEET = re.compile(r"bevolking in (\d{4})", re.IGNORECASE)
YEAR_NAME = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)")


def read(file: Delivered, source: Source) -> Delivery:
    """The delivery as population per municipality and year; Refused with every fault when anything is wrong."""
    years = [(sheet, match[1]) for sheet in file.sheets if (match := YEAR_SHEET.search(sheet.naam))]
    named = [year for _, year in years]
    twice = [
        Fault(sheet.naam, 0, "", f"Het jaar {year} staat ook op een ander blad.")
        for at, (sheet, year) in enumerate(years)
        if year in named[:at]
    ]
    tables = [_year_sheet(sheet, year, source) for sheet, year in years] or [_long_text(file, source)]
    faults = [*twice, *(fault for table in tables for fault in table.faults)]
    if faults:
        raise Refused(file.naam, faults)
    return _delivery([table for table in tables if not table.rows.empty], source)


class _Table:
    """Rows (rij, nis, periode, inwoners, perhaps inwoners_18_64) of one sheet, with what was skipped and what is wrong."""

    def __init__(self, rows: pd.DataFrame, skipped: int, faults: list[Fault], header: Header, sheet: str) -> None:
        self.rows, self.skipped, self.faults = rows, skipped, faults
        for year, part in rows.groupby("periode"):
            division = reference.division_of(int(str(year))) if re.fullmatch(r"\d{4}", str(year)) else 2025
            self.faults += tidy.check(part, ["nis", "periode"], division, header, sheet)
        if rows.empty and not faults:
            self.faults.append(Fault(sheet, 0, "", "Er staat geen enkele Vlaamse gemeente in."))


def _year_sheet(sheet: Sheet, year: str, source: Source) -> _Table:
    first = next((at for at, cells in enumerate(sheet.rows) if cells and is_code(code(cells[0]))), 0)
    header = Header(first - 1, {}, {"nis": "NIS", "jaar": sheet.naam, "totaal": "Totaal"})
    abroad, skipped, rows, faults = re.compile(source.buiten_bereik), 0, [], []
    for number, cells in enumerate(sheet.rows[first:], start=first + 1):
        nis = code(cells[0]) if cells else ""
        if not is_code(nis):
            continue
        if abroad.match(nis):
            skipped += 1
            continue
        men, women, total = (count(cells[at]) if at < len(cells) else None for at in (2, 3, 4))
        rows.append({"rij": number, "nis": nis, "periode": year, "inwoners": total})
        if not (isinstance(total, int) and isinstance(men, int) and isinstance(women, int) and men + women == total):
            wrong = next((text for text in (men, women, total) if isinstance(text, str)), None)
            text = wrong or "Mannen en vrouwen tellen niet op tot het totaal, of een getal ontbreekt."
            faults.append(Fault(sheet.naam, number, "Totaal", text))
    return _Table(
        pd.DataFrame(rows, columns=["rij", "nis", "periode", "inwoners"]), skipped, faults, header, sheet.naam
    )


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the columns of the long text stand in a sheet."""
    required = {name: source.kolommen[name] for name in ("nis", "leeftijd", "aantal")}
    return find_header(sheet, required, {"jaar": source.kolommen["jaar"]})


def _long_text(file: Delivered, source: Source) -> _Table:
    sheet = first_sheet(file)
    header = header_of(sheet, source)
    named = YEAR_NAME.search(file.naam)
    if "jaar" not in header.at and not named:
        text = "Het jaar staat niet in een kolom en niet in de naam van het bestand (bijvoorbeeld TF_SOC_POP_STRUCT_2025.txt)."
        header.faults.append(Fault(sheet.naam, 0, "", text))
    if header.faults:
        raise Refused(file.naam, header.faults)
    abroad, skipped, rows, faults = re.compile(source.buiten_bereik), 0, [], []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        if not any(cell not in ("", None) for cell in cells):
            continue
        cell = {name: cells[at] if at < len(cells) else "" for name, at in header.at.items()}
        nis = code(cell["nis"])
        if is_code(nis) and abroad.match(nis):
            skipped += 1
            continue
        number_of, age = count(cell["aantal"]), count(cell["leeftijd"])
        for name, value in (("aantal", number_of), ("leeftijd", age)):
            if not isinstance(value, int):
                faults.append(Fault(sheet.naam, number, header.titles[name], value or "De cel is leeg."))
        earlier = seen.setdefault(tuple(map(str, cells)), number)
        if earlier != number:
            text = f"Deze rij staat er twee keer (zie ook rij {earlier})."
            faults.append(Fault(sheet.naam, number, header.titles["nis"], text))
        year = number_text(cell["jaar"]) if "jaar" in cell else (named[0] if named else "")
        persons = number_of if isinstance(number_of, int) else 0
        adults = persons if isinstance(age, int) and 18 <= age <= 64 else 0
        rows.append({"rij": number, "nis": nis, "periode": year, "inwoners": persons, "inwoners_18_64": adults})
    frame = pd.DataFrame(rows, columns=["rij", "nis", "periode", "inwoners", "inwoners_18_64"])
    frame = frame.groupby(["nis", "periode"], as_index=False).agg(
        {"rij": "min", "inwoners": "sum", "inwoners_18_64": "sum"}
    )
    return _Table(frame, skipped, faults, header, sheet.naam)


def _delivery(tables: list[_Table], source: Source) -> Delivery:
    rows = pd.concat([table.rows for table in tables], ignore_index=True)
    observations, deliveries, notes = [], [], []
    for year, part in rows.groupby("periode"):
        division = reference.division_of(int(str(year)))
        series = [name for name in source.reeksen if name in part and part[name].notna().all()]
        observations += [exact(part, name, division, name) for name in series]
        deliveries.append(delivered({name: [str(year)] for name in series}, division))
        missing = sorted(reference.codes(division) - set(part["nis"]))
        if missing:
            named = ", ".join(missing[:10]) + (" …" if len(missing) > 10 else "")
            lacking = f"{counted(len(missing), 'gemeente', 'gemeenten')} van de {len(reference.codes(division))}"
            notes.append(f"{year}: {lacking} {'ontbreekt' if len(missing) == 1 else 'ontbreken'} ({named}).")
    skipped = sum(table.skipped for table in tables)
    notes += [f"{counted(skipped, 'rij', 'rijen')} buiten de Vlaamse gemeenten overgeslagen."] if skipped else []
    return Delivery(
        bron=source.id,
        waarneming=pd.concat(observations, ignore_index=True),
        levering=pd.concat(deliveries, ignore_index=True),
        meldingen=tuple(notes),
    )
