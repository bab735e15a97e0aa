"""Reads Statbel's population on 1 January: the workbook with a sheet a year, or the long text per sex and age.

The long text also gives the inhabitants of 18 to 64. Codes are those of the division of the year; region, province and
arrondissement rows and the other regions are skipped and counted. A municipality without rows is missing, not zero.
"""

from __future__ import annotations

import re

import pandas as pd

from dashboard.catalogue import Source
from dashboard.ingest import reference, tidy
from dashboard.ingest.columns import Header, code, count, find_header, number_text
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet

YEAR_SHEET = re.compile(r"bevolking in (\d{4})", re.IGNORECASE)
YEAR_NAME = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)")


def read(file: Delivered, source: Source) -> Delivery:
    """The delivery as population per municipality and year; Refused with every fault when anything is wrong."""
    years = [(sheet, match[1]) for sheet in file.sheets if (match := YEAR_SHEET.search(sheet.naam))]
    tables = [_year_sheet(sheet, year, source) for sheet, year in years] or [_long_text(file, source)]
    faults = [fault for table in tables for fault in table.faults]
    if faults:
        raise Refused(file.naam, faults)
    return _delivery([table for table in tables if not table.rows.empty], source)


class _Table:
    """Rows (rij, nis, periode, inwoners, perhaps inwoners_18_64) of one sheet, with what was skipped and what is wrong."""

    def __init__(self, rows: pd.DataFrame, skipped: int, faults: list[Fault], header: Header, sheet: str) -> None:
        self.rows, self.skipped, self.faults = rows, skipped, faults
        for year, part in rows.groupby("periode") if not faults else []:
            division = reference.division_of(int(year)) if re.fullmatch(r"\d{4}", str(year)) else 2025
            self.faults += tidy.check(part, ["nis", "periode"], division, header, sheet)
        if rows.empty and not self.faults:
            self.faults.append(Fault(sheet, 0, "", "Er staat geen enkele Vlaamse gemeente in."))


def _year_sheet(sheet: Sheet, year: str, source: Source) -> _Table:
    first = next((at for at, cells in enumerate(sheet.rows) if cells and re.fullmatch(r"\d{5}", code(cells[0]))), 0)
    header = Header(first - 1, {}, {"nis": "NIS", "jaar": sheet.naam, "totaal": "Totaal"})
    abroad, skipped, rows, faults = re.compile(source.buiten_bereik), 0, [], []
    for number, cells in enumerate(sheet.rows[first:], start=first + 1):
        nis = code(cells[0]) if cells else ""
        if not re.fullmatch(r"\d{5}", nis):
            continue
        if abroad.match(nis):
            skipped += 1
            continue
        men, women, total = (count(cells[at]) if at < len(cells) else None for at in (2, 3, 4))
        if isinstance(total, int) and isinstance(men, int) and isinstance(women, int) and men + women == total:
            rows.append({"rij": number, "nis": nis, "periode": year, "inwoners": total})
        else:
            wrong = next((text for text in (men, women, total) if isinstance(text, str)), None)
            text = wrong or "Mannen en vrouwen tellen niet op tot het totaal, of een getal ontbreekt."
            faults.append(Fault(sheet.naam, number, "Totaal", text))
    return _Table(pd.DataFrame(rows, columns=["rij", "nis", "periode", "inwoners"]), skipped, faults, header, sheet.naam)


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the columns of the long text stand in a sheet."""
    required = {name: source.kolommen[name] for name in ("nis", "leeftijd", "aantal")}
    return find_header(sheet, required, {"jaar": source.kolommen["jaar"]})


def _long_text(file: Delivered, source: Source) -> _Table:
    sheet = file.sheets[0]
    header = header_of(sheet, source)
    named = YEAR_NAME.search(file.naam)
    if "jaar" not in header.at and not named:
        header.faults.append(Fault(sheet.naam, 0, "", "Het jaar staat niet in een kolom en niet in de bestandsnaam."))
    if header.faults:
        raise Refused(file.naam, header.faults)
    abroad, skipped, rows, faults = re.compile(source.buiten_bereik), 0, [], []
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        cell = {name: cells[at] if at < len(cells) else "" for name, at in header.at.items()}
        nis = code(cell["nis"])
        if not any(cell.values()) or abroad.match(nis):
            skipped += 1
            continue
        number_of, age = count(cell["aantal"]), count(cell["leeftijd"])
        for name, value in (("aantal", number_of), ("leeftijd", age)):
            if not isinstance(value, int):
                faults.append(Fault(sheet.naam, number, header.titles[name], value or "De cel is leeg."))
        year = number_text(cell["jaar"]) if "jaar" in cell else (named[0] if named else "")
        adult = number_of if isinstance(age, int) and 18 <= age <= 64 else 0
        rows.append({"rij": number, "nis": nis, "periode": year, "inwoners": number_of, "inwoners_18_64": adult})
    frame = pd.DataFrame(rows, columns=["rij", "nis", "periode", "inwoners", "inwoners_18_64"])
    if not faults:
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
            notes.append(f"{year}: {len(missing)} van de {len(reference.codes(division))} gemeenten ontbreken ({named}).")
    skipped = sum(table.skipped for table in tables)
    notes += [f"{skipped} rijen buiten de Vlaamse gemeenten overgeslagen."] if skipped else []
    return Delivery(
        bron=source.id,
        waarneming=pd.concat(observations, ignore_index=True),
        levering=pd.concat(deliveries, ignore_index=True),
        meldingen=tuple(notes),
    )
