"""Writes a sample file in the project's template: heading lines, then one row per area and period with its series.

Meaning: the figures of VDAB have no public layout, so their sample is in the template. The sheet's name says that the
figures are invented. Municipalities of 2019 until 2024-12, those of 2025 from 2025-01: therefore two files per source.
Same input, same bytes: nothing depends on the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from dashboard.sample.maskeren import Tekens
from dashboard.sample.pod_mi import FOLDER, WRITTEN_ON
from dashboard.sample.vlaanderen import month_index

STAND = "2025-12-31"  # all files: what the source knew on this day
BLAD = "Verzonnen voorbeeld"
Row = tuple[object, ...]


@dataclass(frozen=True)
class Bestand:
    """What distinguishes one file from another: its name, source, division, size class date, signs and months."""

    naam: str
    bron: str
    indeling: str
    peildatum: str
    tekens: Tekens
    van: str  # first and last month
    tot_en_met: str

    def months(self) -> range:
        """Places of the file's months in every series of the sample."""
        return range(month_index(self.van), month_index(self.tot_en_met) + 1)

    def heading(self) -> list[Row]:
        """The lines above the table."""
        lines: list[Row] = [("Sjabloon", self.bron), ("Indeling", self.indeling), ("Stand", STAND)]
        lines += [("Peildatum", self.peildatum)]
        return lines + [("Masker", *line) for line in self.tekens.heading()]


def two_files(bron: str, naam: str, van: str) -> tuple[Bestand, Bestand]:
    """The file up to the mergers of 2025 and the one from then on; each hides with a sign of its own."""
    return (
        Bestand(f"{naam}_{van[:4]}-2024.xlsx", bron, "2019", "2020-01-01", Tekens("1-3"), van, "2024-12"),
        Bestand(f"{naam}_2025.xlsx", bron, "2025", "2025-01-01", Tekens("-"), "2025-01", "2025-12"),
    )


def write(bestand: Bestand, reeksen: tuple[str, ...], rows: Iterable[Row], folder: Path = FOLDER) -> Path:
    """Write one file and return its path."""
    path = folder / bestand.naam
    folder.mkdir(parents=True, exist_ok=True)
    heading = bestand.heading()
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"created": WRITTEN_ON})
        sheet = workbook.add_worksheet(BLAD)
        table = [(), ("Soort", "Code", "Gebied", "Periode", *reeksen)]
        for number, row in enumerate([*heading, *table, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        sheet.set_column(0, 3, 18)
        sheet.set_column(4, 3 + len(reeksen), 14)
    return path
