"""Reads a membership list: which municipalities form which region, replacing the lists of the kinds it names.

Columns soort, gebied, nis, van, tot; optional indeling (default: the division of `van`, or today's), zekerheid, and of the
region, on its first row: volledig (ja or nee), periode and opmerking.
Documented in docs/bronbestanden.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from slugify import slugify

from dashboard.catalogue import catalogue
from dashboard.ingest import reference
from dashboard.ingest.columns import Header, code, find_header, number_text
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet

REQUIRED = {"soort": ("soort",), "gebied": ("gebied", "naam gebied"), "nis": ("nis", "nis-code")}
OPTIONAL: dict[str, tuple[str, ...]] = {
    name: (name,) for name in ("van", "tot", "indeling", "zekerheid", "volledig", "periode", "opmerking")
}
CERTAINTIES = ("", "hoog", "middel", "laag")


def header_of(sheet: Sheet) -> Header:
    """Where the columns of a membership list stand in a sheet."""
    return find_header(sheet, REQUIRED, OPTIONAL)


def read(file: Delivered) -> Delivery:
    """The list as regions and memberships; Refused with every fault when anything is wrong."""
    sheet = first_sheet(file)
    header = header_of(sheet)
    faults = list(header.faults)
    rows = []
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2) if not faults else []:
        cell = {name: number_text(cells[at]) if at < len(cells) else "" for name, at in header.at.items()}
        if any(cell.values()):
            row, wrong = _row(cell)
            rows.append(row | {"rij": number})
            faults += [Fault(sheet.naam, number, header.titles.get(name, name), text) for name, text in wrong]
    faults += _overlaps(rows, sheet.naam, header) if not faults else []
    if not rows and not faults:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkel lidmaatschap in."))
    if faults:
        raise Refused(file.naam, faults)
    frame = pd.DataFrame(rows)
    regions = frame.drop_duplicates("gebied_id")
    regions = regions.assign(opmerking=regions["opmerking"].replace("", f"Lijst uit het bestand {file.naam}."))
    return Delivery(
        bron="lidmaatschap",
        gebied=regions[["soort", "gebied_id", "naam", "zekerheid", "volledig", "periode_tekst", "opmerking"]],
        lidmaatschap=frame[["soort", "gebied_id", "indeling", "nis", "van", "tot", "zekerheid"]],
    )


def _row(cell: dict[str, str]) -> tuple[dict[str, object], list[tuple[str, str]]]:
    wrong = []
    replaceable = [kind.id for kind in catalogue().soorten.values() if kind.vervangbaar]
    if cell["soort"] not in replaceable:
        wrong.append(
            ("soort", f"Soort '{cell['soort']}' kan niet vervangen worden. Kies uit: {', '.join(replaceable)}.")
        )
    if not slugify(cell["gebied"]):
        wrong.append(("gebied", "De naam van het gebied ontbreekt."))
    ends = {}
    for name, empty in (("van", reference.START_OF_TIME), ("tot", reference.END_OF_TIME)):
        try:
            ends[name] = date.fromisoformat(cell[name].removesuffix(" 00:00:00")) if cell.get(name) else empty
        except ValueError:
            wrong.append((name, f"'{cell[name][:40]}' is geen datum. Schrijf JJJJ-MM-DD."))
            ends[name] = empty
    if ends["van"] >= ends["tot"]:
        wrong.append(("tot", "De einddatum ligt niet na de begindatum."))
    begun = ends["van"] != reference.START_OF_TIME
    division = cell.get("indeling") or str(reference.division_of(ends["van"].year) if begun else 2025)
    nis = code(cell["nis"])
    if division not in ("2018", "2019", "2025"):
        wrong.append(("indeling", f"Indeling '{division}' bestaat niet. Kies uit: 2018, 2019, 2025."))
    elif nis not in reference.codes(int(division)):
        wrong.append(("nis", reference.explain_unknown(nis, int(division))))
    if cell.get("zekerheid", "") not in CERTAINTIES:
        wrong.append(("zekerheid", "Kies hoog, middel, laag of laat leeg."))
    if cell.get("volledig", "") not in ("", "ja", "nee"):
        wrong.append(("volledig", "Schrijf ja of nee, of laat leeg."))
    row = {
        "soort": cell["soort"],
        "gebied_id": f"{cell['soort']}:{slugify(cell['gebied'])}",
        "naam": cell["gebied"],
        "indeling": int(division) if division.isdigit() else 0,
        "nis": nis,
        **ends,
        "zekerheid": cell.get("zekerheid", ""),
        "volledig": cell.get("volledig") != "nee",
        "periode_tekst": cell.get("periode", ""),
        "opmerking": cell.get("opmerking", ""),
    }
    return row, wrong


def _overlaps(rows: list[dict[str, Any]], sheet: str, header: Header) -> list[Fault]:
    """A municipality twice in one region, or in two regions of a kind that does not overlap."""
    kinds = catalogue().soorten
    faults: list[Fault] = []
    seen: dict[tuple[object, ...], list[tuple[Any, Any, Any]]] = {}
    for row in rows:
        scope = (row["gebied_id"],) if kinds[str(row["soort"])].overlapt else (row["soort"],)
        key = (*scope, row["indeling"], row["nis"])
        for earlier, van, tot in seen.get(key, []):
            if row["van"] < tot and row["tot"] > van:
                text = f"Gemeente {row['nis']} is op hetzelfde moment al lid (zie rij {earlier})."
                faults.append(Fault(sheet, row["rij"], header.titles["nis"], text))
        seen.setdefault(key, []).append((row["rij"], row["van"], row["tot"]))
    return faults
