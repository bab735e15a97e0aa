"""Published means that the sample holds exactly, and the arithmetic that makes whole numbers hold them.

Meaning: an anchor is a mean over months of one municipality or a fixed group, as provincies.incijfers.be and the cases
of the study give it. Each is of the same definition as the series. Essen's 30,6 equivalent leefloon over six months is
no mean of six whole numbers (183/6 = 30,50; 184/6 = 30,67): the nearest attainable is held.

Method: raking. Every month is scaled to the total of Vlaanderen, every anchored group to its published sum; a group is
scaled over **all** months by one factor, so that no step appears where its anchor begins or ends. Then largest
remainders: first the anchored cells, in time and inside the group, then the rest of each month. No cell moves by a
whole person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.sample.vlaanderen import Counts, Reals, month_index

ROUNDS = 80  # a fixed number, not a tolerance: the same result on every machine

DE_OPSTAP = (
    "Alveringem", "Diksmuide", "Houthulst", "Koekelare", "Kortemark", "Langemark-Poelkapelle", "Lo-Reninge", "Vleteren",
    "Zonnebeke",
)  # fmt: skip
MEETJESLAND = ("Aalter", "Assenede", "Eeklo", "Kaprijke", "Lievegem", "Maldegem", "Sint-Laureins", "Zelzate")


@dataclass(frozen=True)
class Anchor:
    """The mean of a series over whole months, for municipalities by name or a province."""

    reeks: str
    gebied: str
    leden: tuple[str, ...]  # empty: all municipalities of the province `gebied`
    van: str
    tot_en_met: str
    gemiddelde: float

    def rows(self, gemeenten: pd.DataFrame) -> Counts:
        """Places of the members among the municipalities."""
        chosen = gemeenten["naam"].isin(self.leden) if self.leden else gemeenten["provincie"] == self.gebied
        if self.leden and chosen.sum() != len(self.leden):
            raise ValueError(f"{self.gebied}: not every member is a municipality of the division")
        return np.flatnonzero(chosen)

    def months(self) -> Counts:
        """Places of the months in the series."""
        return np.arange(month_index(self.van), month_index(self.tot_en_met) + 1)

    def persons(self) -> int:
        """Sum over the months: the whole number whose mean lies nearest to the published one."""
        return round(self.gemiddelde * len(self.months()))


def _year(reeks: str, gebied: str, leden: tuple[str, ...], jaar: int, gemiddelde: float) -> Anchor:
    return Anchor(reeks, gebied, leden, f"{jaar}-01", f"{jaar}-12", gemiddelde)


ANCHORS = (
    _year("ll", "Limburg", (), 2020, 3_528),
    _year("ll", "Sint-Niklaas", ("Sint-Niklaas",), 2022, 1_007),
    _year("eq", "Sint-Niklaas", ("Sint-Niklaas",), 2022, 225),
    _year("ll", "Tienen", ("Tienen",), 2022, 291),
    _year("eq", "Tienen", ("Tienen",), 2022, 89),
    _year("ll", "Borgloon", ("Borgloon",), 2022, 11),
    _year("eq", "Borgloon", ("Borgloon",), 2022, 12),
    _year("ll", "De Opstap", DE_OPSTAP, 2022, 168),
    _year("eq", "De Opstap", DE_OPSTAP, 2022, 44),
    _year("ll", "Meetjesland", MEETJESLAND, 2022, 558),
    _year("eq", "Meetjesland", MEETJESLAND, 2022, 171),
    Anchor("ll", "Essen", ("Essen",), "2023-01", "2023-06", 44),
    Anchor("eq", "Essen", ("Essen",), "2023-01", "2023-06", 30.6),
)


def whole_counts(raw: Reals, totals: Counts, gemeenten: pd.DataFrame, reeks: str) -> Counts:
    """Whole persons by municipality and month: months add up to `totals`, anchors hold."""
    anchors = [anchor for anchor in ANCHORS if anchor.reeks == reeks]
    real = _raked(raw, totals, gemeenten, anchors)
    whole = np.zeros(real.shape, dtype=np.int64)
    fixed = np.zeros(real.shape, dtype=bool)
    for anchor in anchors:
        rows, months = anchor.rows(gemeenten), anchor.months()
        group = rounded_to(real[np.ix_(rows, months)].sum(axis=0), anchor.persons())
        for month, total in zip(months, group, strict=True):
            whole[rows, month] = rounded_to(real[rows, month], int(total))
        fixed[np.ix_(rows, months)] = True
    for month, total in enumerate(totals):
        free = ~fixed[:, month]
        whole[free, month] = rounded_to(real[free, month], int(total - whole[~free, month].sum()))
    return whole


def rounded_to(values: Reals, total: int) -> Counts:
    """Whole numbers that add up to `total`, each the floor or the ceiling of its value (largest remainder)."""
    floors = np.floor(values).astype(np.int64)
    missing = total - int(floors.sum())
    if not 0 <= missing <= len(values):
        raise ValueError(f"{total} is not within rounding of {values.sum():.2f}")
    floors[np.argsort(floors - values, kind="stable")[:missing]] += 1
    return floors


def _raked(raw: Reals, totals: Counts, gemeenten: pd.DataFrame, anchors: list[Anchor]) -> Reals:
    cells = [(anchor.rows(gemeenten), anchor.months(), anchor.persons()) for anchor in anchors]
    real = raw.copy()
    for _ in range(ROUNDS):
        for rows, months, persons in cells:
            real[rows] *= persons / real[np.ix_(rows, months)].sum()
        real *= totals / real.sum(axis=0)
    return real
