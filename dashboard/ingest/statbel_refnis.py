"""Reads Statbel's list of municipalities (`TU_COM_REFNIS.txt`) as a control of the project's own table; it delivers no series.

Columns: CD_REFNIS, CD_SUP_REFNIS (the area it lies in), TX_REFNIS_NL, DT_VLDT_START and DT_VLDT_END (dd/mm/yyyy, open end
31/12/9999). Refused when it knows a Flemish municipality that data/reference/gemeenten.csv lacks or names otherwise.
Known errors, handled and reported: Sint-Amands (12034) still open after its merger; Moerbeke (44045) ending on the day of the
merger instead of the day before; Wingene (37021) without the area it lies in; "Aalst (Aalst)" for a name that occurs more often;
a list that stops at 2019 or has only today's municipalities, which is compared for the divisions it can know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboard.catalogue import Source
from dashboard.ingest import reference
from dashboard.ingest.columns import Header, code, find_header, is_code, number_text
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet
from dashboard.wording import counted, day, folded

COLUMNS: dict[str, tuple[str, ...]] = {"nis": ("CD_REFNIS",), "boven": ("CD_SUP_REFNIS",), "naam": ("TX_REFNIS_NL",)}
COLUMNS |= {"van": ("DT_VLDT_START",), "tot": ("DT_VLDT_END",)}
FLANDERS, REGIONS, PROVINCES_OF_BRABANT = "02000", ("02000", "03000", "04000"), ("20001", "20002")
FLEMISH_CODE = re.compile(r"[1347]\d{4}|2[34]\d{3}")
SUFFIX = re.compile(r"\s*\([^()]*\)$")
STILL_OPEN, STEPS_UP = ("12034",), 6


@dataclass(frozen=True)
class _Entry:
    """One municipality during one stretch of time, both days included."""

    rij: int
    nis: str
    boven: str
    naam: str
    van: date
    tot: date


def recognises(file: Delivered) -> bool:
    """Whether the first sheet has the columns of REFNIS."""
    return not header_of(first_sheet(file)).faults


def header_of(sheet: Sheet, source: Source | None = None) -> Header:
    """Where the columns of REFNIS stand in a sheet."""
    return find_header(sheet, COLUMNS, {})


def read(file: Delivered, source: Source | None = None) -> Delivery:
    """A delivery without series whose notes say what agrees; Refused when the list contradicts the project's own table."""
    sheet = first_sheet(file)
    header = header_of(sheet)
    if header.faults:
        raise Refused(file.naam, header.faults)
    entries, faults = _entries(sheet, header)
    flemish, notes = _flemish(entries)
    if not flemish and not faults:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkele Vlaamse gemeente in."))
    for known in _known_divisions(flemish) if not faults else []:
        compared, wrong = _compare(flemish, *known)
        notes += compared
        faults += [Fault(sheet.naam, entry.rij, header.titles[name], text) for entry, name, text in wrong]
    if faults:
        raise Refused(file.naam, faults)
    return Delivery(bron="statbel_refnis", meldingen=tuple(dict.fromkeys(notes)))


def _entries(sheet: Sheet, header: Header) -> tuple[list[_Entry], list[Fault]]:
    """Every area with a code of five digits; parts of municipalities have letters and are left out."""
    entries, faults, seen = [], [], dict[tuple[str, str], int]()
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        cell = {name: number_text(cells[at]) if at < len(cells) else "" for name, at in header.at.items()}
        nis = code(cell["nis"])
        if not any(cell.values()) or (cell["nis"] and not is_code(nis)):
            continue
        dates = {name: _date(cell[name]) for name in ("van", "tot")}
        wrong = [
            (name, f"'{cell[name][:40]}' is geen datum. Verwacht: dd/mm/jjjj.")
            for name, found in dates.items()
            if found is None
        ]
        wrong += [(name, "De cel is leeg.") for name in ("nis", "naam") if not cell[name]]
        earlier = seen.setdefault((nis, cell["van"]), number)
        if earlier != number:
            wrong.append(("nis", f"Code '{nis}' begint twee keer op {cell['van']} (zie ook rij {earlier})."))
        faults += [Fault(sheet.naam, number, header.titles[name], text) for name, text in wrong]
        if dates["van"] and dates["tot"]:
            entries.append(_Entry(number, nis, code(cell["boven"]), cell["naam"], dates["van"], dates["tot"]))
    return entries, faults


def _date(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def _flemish(entries: list[_Entry]) -> tuple[list[_Entry], list[str]]:
    """The Flemish municipalities: what lies in the Flemish region, or by its code where the areas above it are not there."""
    above = {entry.nis: entry.boven for entry in sorted(entries, key=lambda entry: entry.van)}
    found, orphans = [], []
    for entry in entries:
        if entry.nis.endswith("000") or entry.nis in PROVINCES_OF_BRABANT:
            continue
        area = entry.boven
        for _ in range(STEPS_UP):
            area = area if area in REGIONS else above.get(area, "")
        if area == FLANDERS or (not area and FLEMISH_CODE.fullmatch(entry.nis)):
            found.append(entry)
            orphans += [] if area else [f"{entry.nis} {entry.naam}"]
    return found, [f"Zonder hoger gebied, Vlaams volgens de code: {', '.join(orphans[:10])}."] if orphans else []


def _known_divisions(flemish: list[_Entry]) -> list[tuple[int, date, date]]:
    """The divisions the list can know: the new codes at their beginning are in it, and those that disappeared at their end."""
    known = []
    for division, begin, end in reference.DIVISIONS.itertuples(index=False):
        begins = any(entry.van >= begin for entry in flemish)
        ended = sum(entry.tot in (end - timedelta(days=1), end) for entry in flemish)
        if begins and (ended > 1 or all(entry.van < end for entry in flemish)):
            known.append((int(division), begin, end))
    return known


def _compare(
    flemish: list[_Entry], division: int, begin: date, end: date
) -> tuple[list[str], list[tuple[_Entry, str, str]]]:
    """Notes and contradictions on the last day of a division, or today."""
    frame = reference.municipalities().query("indeling == @division")
    own = dict(zip(frame["nis"], frame["naam"], strict=True))
    moment = min(end - timedelta(days=1), date.today())
    valid = {
        entry.nis: entry for entry in sorted(flemish, key=lambda entry: entry.van) if entry.van <= moment <= entry.tot
    }
    late = [entry for entry in flemish if entry.tot == begin and entry.nis not in own]
    notes = [
        f"{entry.nis} ({entry.naam}) eindigt op {day(begin)}, een dag te laat; gelezen als beëindigd." for entry in late
    ]
    wrong, suffixes = [], 0
    for nis, entry in valid.items():
        name = entry.naam if entry.naam == own.get(nis) else SUFFIX.sub("", entry.naam)
        suffixes += name != entry.naam
        if nis not in own and nis in STILL_OPEN:
            notes.append(f"{nis} ({name}) staat nog open na de fusie; gelezen als beëindigd.")
        elif nis not in own:
            text = (
                f"REFNIS kent {nis} ({name}) in de indeling {division}; in data/reference/gemeenten.csv staat die niet."
            )
            wrong.append((entry, "nis", text))
        elif folded(name) != folded(own[nis]):
            wrong.append(
                (entry, "naam", f"REFNIS noemt {nis} '{name}'; in de indeling {division} heet die hier '{own[nis]}'.")
            )
    absent = sorted(own.keys() - valid.keys())
    agree = f"Indeling {division}: {len(own) - len(absent)} van de {len(own)} gemeenten hebben dezelfde code en naam."
    notes += [f"{counted(suffixes, 'naam', 'namen')} vergeleken zonder toevoeging tussen haakjes."] if suffixes else []
    return [
        f"{agree} De andere staan niet in dit bestand: {', '.join(absent[:10])}." if absent else agree,
        *notes,
    ], wrong
