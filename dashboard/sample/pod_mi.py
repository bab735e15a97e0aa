"""The sample of POD MI's delivery of (equivalent) leefloon: an invented file in the publisher's own layout.

Meaning: **no figure per municipality and month in it is real.** Only the published figures listed in `vlaanderen` and
`calibration` are. It has what the project knows of the real delivery: one long sheet, the municipalities of 2019 for
every year, no masking, no row where nobody is on either count, 0 or an empty cell where only one of the two is nil.
Unlike the real one it holds Flemish municipalities only (inventing figures for Wallonië and Brussel would help nobody),
totals for every month from 2015-01 to 2025-12, and breakdowns for January alone, one dimension each. It stops there
because from 1 January 2026 the limit on unemployment benefits moves many people to the OCMWs.

Same seed, same bytes: nothing depends on the clock or the order of a set.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from dashboard.sample.calibration import whole_counts
from dashboard.sample.gemeenten import raw_paths, read
from dashboard.sample.uitsplitsingen import DIMENSIES, januari_marginals
from dashboard.sample.vlaanderen import AANTAL_MAANDEN, EERSTE_JAAR, LAATSTE_JAAR, Counts, monthly_totals

SEED = 20_261_122
ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
FOLDER = ROOT / "data" / "sources" / "voorbeeld"
FILE_NAME = f"Equivalent_leefloon_{EERSTE_JAAR}01-{LAATSTE_JAAR}12.xlsx"
HEADER = (
    "Code CPAS INS (cd)", "* NomCPAS (nl)", "Année", "PaiCPASBénAnMois (cd)", *DIMENSIES, "ll", "eq. ll",
)  # fmt: skip
WRITTEN_ON = datetime(2026, 11, 22)  # the document property; fixed, or every run would differ
EMPTY_INSTEAD_OF_ZERO = 0.04

Cell = str | int | None


def _rng(part: int) -> np.random.Generator:
    """A stream of its own for each part, so that changing one leaves the draws of the others alone."""
    return np.random.default_rng([SEED, part])


def monthly_counts(gemeenten: pd.DataFrame) -> dict[str, Counts]:
    """Persons by municipality (in the frame's order) and month (from 2015-01) for `ll` and `eq`, calibrated."""
    totals = monthly_totals(_rng(1))
    raw = raw_paths(gemeenten, _rng(2))
    return {reeks: whole_counts(raw[reeks], totals[reeks], gemeenten, reeks) for reeks in ("ll", "eq")}


def rows(gemeenten: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
    """The rows of the sheet: by municipality and month the total, in January followed by its breakdowns."""
    counts = monthly_counts(gemeenten)
    marginals = januari_marginals(gemeenten, counts, _rng(3))
    chance = _rng(4)

    def cell(aantal: int) -> int | None:
        return None if aantal == 0 and chance.random() < EMPTY_INSTEAD_OF_ZERO else int(aantal)

    for place, (nis, naam) in enumerate(gemeenten["naam"].items()):
        for month in range(AANTAL_MAANDEN):
            jaar, maand = EERSTE_JAAR + month // 12, month % 12 + 1
            key = (str(nis), str(naam), jaar, f"{jaar}{maand:02d}")
            ll, eq = counts["ll"][place, month], counts["eq"][place, month]
            if ll or eq:
                yield *key, None, None, None, cell(ll), cell(eq)
            if maand != 1:
                continue
            for column, (dimensie, categories) in enumerate(DIMENSIES.items()):
                for number, categorie in enumerate(categories):
                    ll, eq = (marginals[dimensie][reeks][place, jaar - EERSTE_JAAR, number] for reeks in ("ll", "eq"))
                    if ll or eq:
                        filled = [categorie if index == column else None for index in range(len(DIMENSIES))]
                        yield *key, *filled, cell(ll), cell(eq)


def write(folder: Path = FOLDER, reference: Path = REFERENCE) -> Path:
    """Write the sample file and return its path."""
    path = folder / FILE_NAME
    folder.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"created": WRITTEN_ON})
        sheet = workbook.add_worksheet("Gegevens")
        for number, row in enumerate((HEADER, *rows(read(reference)))):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    return path
