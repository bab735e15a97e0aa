"""Reads a template whose rows are spans of time: per municipality and form, from when to when it holds.

Columns Code or Gebied, Vorm (a spelling of a series), Van and Tot: the day after the last, empty while it holds. A month counts
the forms that hold on its first day, from the month of the first start to that of the file's Stand. Series are 1 where the form
holds and left out, so 0, where not; the series without spellings is 1 where any form holds. A municipality must exist under its
code as long as its span lasts: what a merger does to an agreement is for the sender to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.catalogue import Source
from dashboard.ingest import places, reference
from dashboard.ingest.columns import Header, day_of, number_text, plain
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.ingest.faults import Fault
from dashboard.ingest.files import Sheet
from dashboard.ingest.sjabloon_kop import Heading
from dashboard.periods import Period, labels, parse
from dashboard.wording import day

COLUMNS: dict[str, tuple[str, ...]] = {"vorm": ("Vorm",), "van": ("Van",), "tot": ("Tot",)}
Row = dict[str, Any]


def deliver(sheet: Sheet, header: Header, heading: Heading, source: Source) -> tuple[Delivery, list[Fault]]:
    """The series per month and municipality, and everything that is wrong."""
    if heading.stand is None:
        text = "Zet boven de tabel een regel 'Stand': de dag tot wanneer deze lijst klopt (JJJJ-MM-DD)."
        return Delivery(source.id), [Fault(sheet.naam, 0, "Stand", text)]
    rows, faults = _rows(sheet, header, heading, source)
    faults += _overlaps(rows, header, sheet.naam)
    if not rows and not faults:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkele rij met een tijdvak in."))
    return (Delivery(source.id), faults) if faults else (_delivery(rows, heading, source), [])


def _rows(sheet: Sheet, header: Header, heading: Heading, source: Source) -> tuple[list[Row], list[Fault]]:
    forms = {plain(text): name for name, series in source.reeksen.items() for text in (name, *series.kolommen)}
    offered = ", ".join(series.kolommen[0] for series in source.reeksen.values() if series.kolommen)
    rows, faults = [], []
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        cell = {name: cells[at] if at < len(cells) else "" for name, at in header.at.items()}
        if not any(number_text(value) for value in cell.values()):
            continue
        wrong: list[tuple[str, str]] = []
        form = forms.get(plain(number_text(cell["vorm"])), "")
        if not form or not source.reeksen[form].kolommen:
            wrong.append(("vorm", f"Vorm '{number_text(cell['vorm'])}' bestaat niet. Kies uit: {offered}."))
        if plain(number_text(cell.get("soort", ""))) not in ("", "gemeente"):
            wrong.append(("soort", "Hier staan alleen gemeenten."))
        van, tot = _ends(cell, heading, wrong)
        nis = _municipality(cell, van, tot, heading, wrong) if van else ""
        faults += [Fault(sheet.naam, number, header.titles.get(name, name), text) for name, text in wrong]
        if not wrong:
            rows.append({"rij": number, "nis": nis, "vorm": form, "van": van, "tot": tot})
    return rows, faults


def _ends(cell: dict[str, object], heading: Heading, wrong: list[tuple[str, str]]) -> tuple[date | None, date]:
    """First day and day after the last, the end of time while it holds."""
    ends: dict[str, date] = {}
    for name in ("van", "tot"):
        found = day_of(cell[name])
        if isinstance(found, date):
            ends[name] = found
        elif found or name == "van":
            wrong.append((name, found or "De begindatum ontbreekt."))
    van, tot = ends.get("van"), ends.get("tot", reference.END_OF_TIME)
    if van and tot <= van:
        wrong.append(("tot", "De einddatum ligt niet na de begindatum."))
    if van and heading.stand and van > heading.stand:
        wrong.append(("van", f"Dit tijdvak begint na de stand van het bestand ({day(heading.stand)})."))
    return van, tot


def _municipality(cell: dict[str, object], van: date, tot: date, heading: Heading, wrong: list[tuple[str, str]]) -> str:
    """The code at the beginning of the span; a fault where it ends, or changes hands, while the span lasts."""
    division = _division(heading, van)
    before = len(wrong)
    nis = str(places.place(cell | {"soort": ""}, division, wrong)["gebied_id"])
    last = min(tot - timedelta(days=1), heading.stand or tot)
    for begin in reference.DIVISIONS["van"] if len(wrong) == before else []:
        if van < begin <= last and nis not in reference.codes(_division(heading, begin)):
            column = "code" if number_text(cell.get("code", "")) else "gebied"
            text = (
                f"Gemeente {nis} bestaat niet meer op {day(begin)}. Sluit dit tijdvak af met Tot {begin} en geef de nieuwe "
                "gemeente een eigen rij."
            )
            wrong.append((column, text))
            break
    return nis


def _division(heading: Heading, moment: date) -> int:
    return reference.division_of(moment.year) if heading.indeling == "tijdvak" else int(heading.indeling)


def _overlaps(rows: list[Row], header: Header, sheet: str) -> list[Fault]:
    """The same municipality and form twice at the same moment."""
    faults, seen = [], dict[tuple[str, str], list[Row]]()
    for row in rows:
        earlier = seen.setdefault((row["nis"], row["vorm"]), [])
        clash = next((one for one in earlier if row["van"] < one["tot"] and one["van"] < row["tot"]), None)
        if clash:
            text = f"Deze vorm loopt in {row['nis']} op hetzelfde moment al (zie rij {clash['rij']})."
            faults.append(Fault(sheet, row["rij"], header.titles["van"], text))
        earlier.append(row)
    return faults


def _delivery(rows: list[Row], heading: Heading, source: Source) -> Delivery:
    stand = heading.stand or max(row["van"] for row in rows)
    months = labels(Period(min(row["van"] for row in rows), stand + timedelta(days=1)), 1)
    holding = [
        {"periode": month, "nis": row["nis"], "vorm": row["vorm"], "aantal": 1}
        for month in months
        for row in rows
        if row["van"] <= parse(month).van < row["tot"]
    ]
    frame = pd.DataFrame(holding, columns=["periode", "nis", "vorm", "aantal"])
    division_of = {month: _division(heading, parse(month).van) for month in months}
    observations, deliveries = [], []
    for division in sorted(set(division_of.values())):
        own = [month for month in months if division_of[month] == division]
        part = frame[frame["periode"].isin(own)]
        for name, series in source.reeksen.items():
            held = part[part["vorm"] == name] if series.kolommen else part.drop_duplicates(["periode", "nis"])
            observations.append(exact(held, name, division, "aantal"))
        deliveries.append(delivered(dict.fromkeys(source.reeksen, own), division))
    return Delivery(
        bron=source.id,
        waarneming=pd.concat(observations, ignore_index=True),
        levering=pd.concat(deliveries, ignore_index=True).assign(stand=stand),
    )
