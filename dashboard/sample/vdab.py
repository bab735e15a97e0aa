"""The sample of VDAB's monthly figures: OCMW clients of categorie 05, and persons in a running trajectory of TWE.

Meaning: **invented**, see `cat05` and `trajecten`. Municipal counts of 1 to 3 are hidden; a part lies within its whole,
so that a hidden whole has no part that is shown, except 0. Some municipalities miss a few months: their rows are absent
and still in the totals, as a source would count them. A total of 1 to 3 is hidden too, or the row of a centrumstad
would show what the row of its municipality hides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from dashboard.sample.cat05 import clienten
from dashboard.sample.gebieden import Gebied, read
from dashboard.sample.maskeren import masked
from dashboard.sample.pod_mi import FOLDER, REFERENCE, SEED
from dashboard.sample.sjabloon import Bestand, Row, two_files, write
from dashboard.sample.trajecten import trajecten
from dashboard.sample.twe import month_label

REEKSEN = ("cat05_totaal", "cat05_equivalent_leefloon", "cat05_oekraiense_ontheemden", "twe_actief")
BESTANDEN = two_files("vdab", "VDAB_categorie05", "2018-01")
MAANDEN_PER_GAT = 14  # months of a file for each gap in it, and the longest gap
LANGSTE_GAT = 3


def rows(bestand: Bestand, reference: Path) -> Iterator[Row]:
    """The rows of a file, by area."""
    clients, months = clienten(reference), bestand.months()
    series = (clients.totaal, clients.equivalent, clients.ontheemden, trajecten(reference).lopend)
    areas = read(reference, bestand.indeling, bestand.peildatum)
    absent = _gaps(areas, months)
    for gebied in areas:
        columns = [masked(gebied.sum(counts), bestand.tekens) for counts in series]
        for month in months:
            if gebied.spans(month, month + 1) and (gebied.code, month) not in absent:
                yield gebied.soort, gebied.code, gebied.naam, month_label(month), *(cells[month] for cells in columns)


def _gaps(areas: tuple[Gebied, ...], months: range) -> set[tuple[str, int]]:
    """Municipality and month of which nothing was delivered; centrumsteden deliver always."""
    rng = np.random.default_rng([SEED, 13, months.start])
    cities = {place for gebied in areas if gebied.soort == "centrumstad" for place in gebied.leden}
    codes = [gebied.code for gebied in areas if gebied.soort == "gemeente" and cities.isdisjoint(gebied.leden)]
    found = set()
    for code in rng.choice(codes, 1 + len(months) // MAANDEN_PER_GAT, replace=False):
        length = int(rng.integers(1, LANGSTE_GAT + 1))
        first = int(rng.integers(months.start, months.stop - length + 1))
        found |= {(str(code), month) for month in range(first, first + length)}
    return found


def write_clients(bestand: Bestand, folder: Path = FOLDER, reference: Path = REFERENCE) -> Path:
    """Write one of the files and return its path."""
    return write(bestand, REEKSEN, rows(bestand, reference), folder)


WRITERS: tuple[Callable[..., Path], ...] = tuple(partial(write_clients, bestand) for bestand in BESTANDEN)
