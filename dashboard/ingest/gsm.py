"""Reads the theme workbooks of the Gemeente-Stadsmonitor (`...register_<thema>.xlsx`): one sheet per indicator code.

Taken: AR_13, the COUNT of persons with a leefloon or equivalent leefloon in January; AR_03 and WE_36, percentages without
usable counts, stored as printed (12.3 is 12.3%). Other sheets, regions and subgroups are skipped and counted.
Known errors: masked and missing cells are both text or empty, so neither is ever 0; a percentage beside a masked numerator
would give the numerator away and is refused. The file does not say its division: it is the newest that holds all its codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pandas as pd

from dashboard.catalogue import Source
from dashboard.ingest import gsm_sheet, reference, tidy
from dashboard.ingest.columns import Header, code, decimal, is_code, number_text, plain
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet
from dashboard.ingest.gsm_sheet import COUNTED, SHEETS, cell_at, code_of, header_of
from dashboard.wording import counted

__all__ = ["header_of", "read", "recognises"]

CODE_OF_SHEET = re.compile(r"[A-Z]{2}_(S_)?\d{2}")
REGION = re.compile(r"(vlaams|waals|brussels)\b.*gewest|vlaanderen|belgie|(provincie|arrondissement)\b.*")
TOTAL = re.compile(r"(totaal|total|alle|iedereen)\b.*|")
FEW = 10  # percentages from which "none above 1" can be no coincidence


def recognises(file: Delivered) -> bool:
    """Whether a sheet is named after an indicator code of the monitor."""
    return any(CODE_OF_SHEET.fullmatch(code_of(sheet)) and not sheet.is_empty() for sheet in file.sheets)


def read(file: Delivered, source: Source) -> Delivery:
    """The sheets that are taken over, as one delivery; Refused with every fault when anything is wrong."""
    wanted = [sheet for sheet in file.sheets if code_of(sheet) in SHEETS]
    if not wanted:
        names = ", ".join(sheet.naam or "zonder naam" for sheet in file.sheets[:10])
        text = f"Geen van de bladen {', '.join(SHEETS)} staat in dit bestand. De bladen zijn: {names}."
        raise Refused(file.naam, [Fault("", 0, "", text)])
    tables = [_table(sheet, source) for sheet in wanted]
    faults = [fault for table in tables for fault in table.faults]
    if faults:
        raise Refused(file.naam, faults)
    observations = [exact(table.rows, table.reeks, table.indeling, "waarde") for table in tables]
    deliveries = [delivered({table.reeks: sorted(table.rows["periode"].unique())}, table.indeling) for table in tables]
    others = len(file.sheets) - len(wanted)
    skipped = (f"{counted(others, 'ander blad', 'andere bladen')} overgeslagen.",) if others else ()
    return Delivery(
        bron=source.id,
        waarneming=pd.concat(observations, ignore_index=True),
        levering=pd.concat(deliveries, ignore_index=True),
        meldingen=tuple(note for table in tables for note in table.notes()) + skipped,
    )


@dataclass
class _Table:
    """One sheet: rows (rij, nis, periode, waarde; waarde None where missing), what was skipped and what is wrong."""

    sheet: Sheet
    reeks: str
    indeling: int = 0
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    regions: int = 0
    subgroups: int = 0
    faults: list[Fault] = field(default_factory=list)

    def notes(self) -> list[str]:
        """What the loader must know about this sheet, in Dutch."""
        known = f"{self.rows['nis'].nunique()} van de {len(reference.codes(self.indeling))} gemeenten"
        years = f"{self.rows['periode'].min()} tot en met {self.rows['periode'].max()}"
        missing = int(self.rows["waarde"].isna().sum())
        texts = [f"{known} (indeling {self.indeling}), {years}."]
        texts += (
            [f"{counted(self.regions, 'rij', 'rijen')} van gewesten of provincies overgeslagen."]
            if self.regions
            else []
        )
        texts += [f"{counted(self.subgroups, 'rij', 'rijen')} van deelgroepen overgeslagen."] if self.subgroups else []
        texts += [f"{counted(missing, 'cijfer', 'cijfers')} verborgen of niet ingevuld."] if missing else []
        return [f"{self.sheet.naam}: {text}" for text in texts]


def _table(sheet: Sheet, source: Source) -> _Table:
    table, header = _Table(sheet, SHEETS[code_of(sheet)]), header_of(sheet, source)
    if header.faults:
        table.faults = header.faults
        return table
    lines = _lines(table, header, source)
    table.rows = pd.DataFrame(lines, columns=["rij", "nis", "periode", "waarde"])
    table.indeling = reference.division_holding({nis for nis in table.rows["nis"] if is_code(nis)})
    table.faults += tidy.check(table.rows, ["nis", "periode"], table.indeling, header, sheet.naam)
    values = [value for *_, value in lines if value is not None]
    if not lines:
        text = "Er staat geen enkele rij in van een Vlaamse gemeente, voor alle personen samen."
        table.faults.append(Fault(sheet.naam, 0, "", text))
    if code_of(sheet) != COUNTED and len(values) >= FEW and 0 < max(values) <= 1:
        text = "Geen enkel percentage is groter dan 1. Staan ze er als breuk? Schrijf 12,3 voor 12,3%."
        table.faults.append(Fault(sheet.naam, 0, header.titles["waarde"], text))
    return table


def _lines(table: _Table, header: Header, source: Source) -> list[tuple[int, str, str, float | None]]:
    """The rows of Flemish municipalities and all persons together."""
    sheet, outside, lines = table.sheet, re.compile(source.buiten_bereik), []
    categories, numerators = gsm_sheet.between(sheet, header)
    for number, cells in gsm_sheet.body(sheet, header):
        cell = {name: cell_at(cells, at) for name, at in header.at.items()}
        nis, names = code(cell["nis"]), (plain(cell["nis"]), plain(cell.get("naam", "")))
        if outside.match(nis) if is_code(nis) else any(REGION.fullmatch(name) for name in names):
            table.regions += 1
            continue
        if not all(TOTAL.fullmatch(plain(cell_at(cells, at))) for at in categories):
            table.subgroups += 1
            continue
        value, wrong = gsm_sheet.value_of(cell["waarde"], code_of(sheet) == COUNTED)
        hidden = [at for at in numerators if not isinstance(decimal(cell_at(cells, at)), float)]
        if value is not None and hidden:
            title = gsm_sheet.titles(sheet, header)[hidden[0]]
            wrong = f"De teller in '{title}' is verborgen of leeg; een percentage met een verborgen teller nemen we niet over."
        table.faults += [Fault(sheet.naam, number, header.titles["waarde"], wrong)] if wrong else []
        lines.append((number, nis, number_text(cell["jaar"]), value))
    return lines
