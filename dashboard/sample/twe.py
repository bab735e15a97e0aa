"""The sample of VDAB's figures on TWE: flows and outcomes by quarter and by eight quarters, and the stand by month.

Meaning: **invented**, see `trajecten`. Outflow has the layout a source of small numbers needs: beside each quarter the
eight quarters that end with it, hidden on the count of those eight quarters. Ended and at work carry the same mask. An
outcome is empty when it could not be known on the day of the file: 3 or 12 months after the quarter, and 2 more before
the figures come in. Totals count everybody, also whom the rows of municipalities hide; a total of 1 to 3 is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from dashboard.sample.gebieden import Gebied, read
from dashboard.sample.maskeren import Tekens, masked, masked_part
from dashboard.sample.pod_mi import FOLDER, REFERENCE
from dashboard.sample.sjabloon import STAND, Bestand, Row, two_files, write
from dashboard.sample.trajecten import trajecten
from dashboard.sample.vlaanderen import EERSTE_JAAR, Counts, month_index

STROMEN = ("twe_gestart", "twe_beeindigd", "twe_werk_3m", "twe_werk_12m")
WACHTTIJD = {"twe_werk_3m": 3, "twe_werk_12m": 12}
ACHTERSTAND = 2
VENSTER = 8  # quarters
TRAJECTEN = two_files("twe", "TWE_trajecten", "2017-01")
STANDEN = two_files("twe_stand", "TWE_stand", "2018-01")


def quarter_label(quarter: int) -> str:
    """Name of a quarter by its place in the sample."""
    return f"{EERSTE_JAAR + quarter // 4}-K{quarter % 4 + 1}"


def month_label(month: int) -> str:
    """Name of a month by its place in the sample."""
    return f"{EERSTE_JAAR + month // 12}-{month % 12 + 1:02d}"


def spans_of(bestand: Bestand) -> list[tuple[int, int]]:
    """First quarter and the one after the last: the quarters of the file, then the eight quarters that end in each."""
    quarters = range(bestand.months().start // 3, bestand.months().stop // 3)
    first = month_index(TRAJECTEN[0].van) // 3
    windows = [(last + 1 - VENSTER, last + 1) for last in quarters if last + 1 - VENSTER >= first]
    return [(quarter, quarter + 1) for quarter in quarters] + windows


def span_label(van: int, tot: int) -> str:
    """Name of the quarters from `van` up to `tot`."""
    return quarter_label(van) if tot - van == 1 else f"{quarter_label(van)}..{quarter_label(tot - 1)}"


def is_known(reeks: str, tot: int) -> bool:
    """Whether an outcome of quarters up to `tot` can have come in on the day of the file."""
    return reeks not in WACHTTIJD or 3 * tot + WACHTTIJD[reeks] + ACHTERSTAND <= month_index(STAND) + 1


def trajectory_rows(bestand: Bestand, reference: Path) -> Iterator[Row]:
    """The rows of a file of flows and outcomes, by area."""
    by_month = trajecten(reference)
    counts = {reeks: getattr(by_month, reeks.removeprefix("twe_")) for reeks in STROMEN}
    spans = spans_of(bestand)
    for gebied in read(reference, bestand.indeling, bestand.peildatum):
        chosen = [(van, tot) for van, tot in spans if gebied.spans(3 * van, 3 * tot)]
        if not chosen:
            continue
        sums = {reeks: _sums(gebied, aantal, chosen) for reeks, aantal in counts.items()}
        for number, row in enumerate(zip(*_cells(sums, bestand.tekens), strict=True)):
            van, tot = chosen[number]
            known = [cell if is_known(reeks, tot) else None for reeks, cell in zip(STROMEN, row, strict=True)]
            yield gebied.soort, gebied.code, gebied.naam, span_label(van, tot), *known


def stand_rows(bestand: Bestand, reference: Path) -> Iterator[Row]:
    """The rows of a file of running trajectories, by area."""
    lopend = trajecten(reference).lopend
    for gebied in read(reference, bestand.indeling, bestand.peildatum):
        cells = masked(gebied.sum(lopend), bestand.tekens)
        for month in bestand.months():
            if gebied.spans(month, month + 1):
                yield gebied.soort, gebied.code, gebied.naam, month_label(month), cells[month]


def _sums(gebied: Gebied, counts: Counts, spans: list[tuple[int, int]]) -> Counts:
    before = np.concatenate([[0], gebied.sum(counts).cumsum()])
    return np.array([before[3 * tot] - before[3 * van] for van, tot in spans])


def _cells(sums: dict[str, Counts], tekens: Tekens) -> list[list[object]]:
    ended = sums["twe_beeindigd"]
    cells = [masked(sums["twe_gestart"], tekens), masked(ended, tekens)]
    cells += [masked_part(sums[reeks], ended, tekens) for reeks in WACHTTIJD]
    return [column.tolist() for column in cells]


def write_trajectories(bestand: Bestand, folder: Path = FOLDER, reference: Path = REFERENCE) -> Path:
    """Write a file of flows and outcomes and return its path."""
    return write(bestand, STROMEN, trajectory_rows(bestand, reference), folder)


def write_stand(bestand: Bestand, folder: Path = FOLDER, reference: Path = REFERENCE) -> Path:
    """Write a file of running trajectories and return its path."""
    return write(bestand, ("twe_lopend",), stand_rows(bestand, reference), folder)


WRITERS: tuple[Callable[..., Path], ...] = (
    *(partial(write_trajectories, bestand) for bestand in TRAJECTEN),
    *(partial(write_stand, bestand) for bestand in STANDEN),
)
