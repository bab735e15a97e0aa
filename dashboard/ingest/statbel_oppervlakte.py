"""Reads a table of land register areas: one row per municipality and year, the area in km² or in hectare.

The layout of Statbel's own workbook was not seen. Columns: a NIS code, a year and an area whose header says the unit (km² or
ha, also written km2); others are left alone. Series `oppervlakte`, in km². Other regions are skipped and counted. An area is
never empty or 0, and none is above 500 km²: more means hectares under a header of km² (the largest municipality has 208 km²).
"""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.catalogue import Source
from dashboard.ingest.columns import Header, find_header, plain
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet
from dashboard.ingest.year_table import delivery_of, year_table

COLUMNS = {
    "nis": ("CD_REFNIS", "CD_MUNTY_REFNIS", "NIS", "NIS-code", "Code"),
    "jaar": ("Jaar", "CD_YEAR", "Year"),
    "oppervlakte": ("Oppervlakte (km²)", "Oppervlakte (ha)"),
}
OUTSIDE = r"^(0[1-4]000|20001|20002|[1-9]0000|[1-9][0-9]000|2100[1-9]|2101[0-9]|25|5|6|8|9)"
KM2 = re.compile(r"(.*[^a-z])?km2([^a-z0-9].*)?")
HECTARE = re.compile(r"(.*[^a-z])?ha([^a-z].*)?|.*hectare?n?.*")
LARGEST = 500.0
PER_KM2 = 100.0


def recognises(file: Delivered) -> bool:
    """Whether the first sheet has a code, a year and an area with its unit."""
    return not header_of(first_sheet(file)).faults


def header_of(sheet: Sheet, source: Source | None = None) -> Header:
    """Where code, year and area stand; the area is the column whose header names km², or else hectare."""
    base = find_header(sheet, {name: COLUMNS[name] for name in ("nis", "jaar")}, {})
    cells = sheet.rows[base.row] if sheet.rows else []
    for unit in (KM2, HECTARE):
        fitting = [at for at, cell in enumerate(cells) if unit.fullmatch(plain(cell)) and at not in base.at.values()]
        if fitting:
            at = fitting[0]
            text = "Er zijn twee kolommen met deze eenheid."
            twice = [Fault(sheet.naam, base.row + 1, str(cells[at]), text)] if len(fitting) > 1 else []
            return replace(
                base,
                at=base.at | {"oppervlakte": at},
                titles=base.titles | {"oppervlakte": str(cells[at])},
                faults=[*base.faults, *twice],
            )
    missing = find_header(sheet, {"oppervlakte": COLUMNS["oppervlakte"]}, {}).faults
    told = [
        replace(fault, boodschap=f"{fault.boodschap} De kop moet de eenheid noemen: km² of ha.") for fault in missing
    ]
    return replace(base, faults=[*base.faults, *told])


def read(file: Delivered, source: Source) -> Delivery:
    """The areas in km², rounded to a hectare; Refused with every fault when anything is wrong."""
    sheet = first_sheet(file)
    header = header_of(sheet, source)
    if header.faults:
        raise Refused(file.naam, header.faults)
    table = year_table(sheet, header, ["oppervlakte"], OUTSIDE)
    title = header.titles["oppervlakte"]
    factor = 1.0 if KM2.fullmatch(plain(title)) else PER_KM2
    rows = table.rows.assign(oppervlakte=(table.rows["oppervlakte"] / factor).round(4))
    faults, told = list(table.faults), {(fault.rij, fault.kolom) for fault in table.faults}
    for number, area in zip(rows["rij"], rows["oppervlakte"], strict=True):
        if not 0 < area <= LARGEST and (number, title) not in told:
            large = f"{area:.0f} km² is groter dan elke gemeente. Klopt de eenheid in de kop?"
            text = large if area > LARGEST else "Een oppervlakte is niet leeg en niet nul."
            faults.append(Fault(sheet.naam, int(number), title, text))
    if faults:
        raise Refused(file.naam, faults)
    return delivery_of(rows, source.id, "oppervlakte", "oppervlakte", table.notes)
