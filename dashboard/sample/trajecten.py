"""The invented trajectories of TWE, one by one, from which every TWE figure of the sample is counted.

Meaning: **no trajectory is real.** Because each has a start, a length of at most 24 months and an outcome, the figures
fit: the stand is the previous one plus started minus ended in every municipality, work is part of ended, and who works
after 3 months worked within 12. Held of what is published with the same definition (study, box 5): 27 068 started from
2017 to May 2022, fewer and fewer; at work after 3 months 38,6% (2017), 38,8% (2020-K2), 38,1% (2021-K2), in some
centrumsteden almost half; 65% within 12 months.

Method: the number of starts of Vlaanderen is fixed by month and dealt over the municipalities by their leefloon and an
own intensity. In a quarter the published share works: those with the highest score, which is part place, part chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.sample.calibration import rounded_to
from dashboard.sample.gemeenten import read
from dashboard.sample.maskeren import Flags
from dashboard.sample.pod_mi import SEED, monthly_counts
from dashboard.sample.vlaanderen import AANTAL_MAANDEN, JAREN, Counts, Reals, autocorrelated, level, month_index

# Starts by month in Vlaanderen, before scaling and season: covid in 2020, more again with the activation pact.
GESTART = {
    "2015-01": 430, "2017-01": 440, "2018-06": 455, "2019-12": 430, "2020-02": 425, "2020-04": 320, "2020-06": 370,
    "2020-10": 405, "2021-06": 400, "2022-05": 382, "2023-10": 385, "2024-04": 405, "2025-12": 430,
}  # fmt: skip
SEIZOEN = np.array([4, 2, 3, 0, -2, -3, -12, -10, 9, 7, 3, -1]) / 100
GETELD, GETELD_TOT_EN_MET = 27_068, "2022-05"  # started from 2017
# Chance of a length of 1 to 24 months: those who stop early, and the 12, 18 or 24 months that open a right to benefits.
DUUR = np.repeat([0.20 / 9, 0.04, 0.38 / 4, 0.07 / 2, 0.14 / 2, 0.09 / 4, 0.08 / 2], [9, 1, 4, 2, 2, 4, 2])
# Shares of the ended of a quarter in ten thousandths.
WERK_3M = {
    "2015-01": 3860, "2017-12": 3860, "2019-06": 3890, "2020-05": 3880, "2021-05": 3810, "2022-06": 3850,
    "2023-06": 3875, "2024-06": 3850, "2025-12": 3830,
}  # fmt: skip
WERK_12M = {"2015-01": 6480, "2018-06": 6510, "2020-06": 6450, "2022-01": 6540, "2023-06": 6530, "2025-12": 6480}
# Invented; the study says only that some centrumsteden come to almost half.
UITSTROOM = {
    "Aalst": 0.46, "Antwerpen": 0.365, "Brugge": 0.42, "Genk": 0.40, "Gent": 0.35, "Hasselt": 0.41, "Kortrijk": 0.40,
    "Leuven": 0.38, "Mechelen": 0.39, "Oostende": 0.34, "Roeselare": 0.43, "Sint-Niklaas": 0.46, "Turnhout": 0.40,
}  # fmt: skip
# How much more or less often TWE is used than elsewhere, invented after the press of 2018: Antwerpen much, Gent little.
GEBRUIK = {"Antwerpen": 1.4, "Gent": 0.55}


@dataclass(frozen=True)
class Trajecten:
    """Counts by municipality of 2019 (row) and month: flows, and `lopend` at the end of the month."""

    gestart: Counts
    beeindigd: Counts
    werk_3m: Counts
    werk_12m: Counts

    @property
    def lopend(self) -> Counts:
        """Running trajectories; before 2017 the stand still fills up."""
        return np.asarray((self.gestart - self.beeindigd).cumsum(axis=1))


@cache
def trajecten(reference: Path) -> Trajecten:
    """All trajectories, counted."""
    gemeenten = read(reference)
    rng = np.random.default_rng([SEED, 11])
    weight = _weights(gemeenten, rng)
    gestart = np.stack(
        [rng.multinomial(total, weight[:, month]) for month, total in enumerate(_starts(rng))], axis=1, dtype=np.int64
    )
    place, start = (np.repeat(index.ravel(), gestart.ravel()) for index in np.indices(gestart.shape))
    end = start + rng.choice(len(DUUR), size=len(start), p=DUUR) + 1
    works_3m, works_12m = _outcomes(_levels(gemeenten, rng)[place], end, rng)

    def by_month(chosen: Flags) -> Counts:
        cells = place[chosen] * AANTAL_MAANDEN + end[chosen]
        return np.bincount(cells, minlength=gestart.size).reshape(gestart.shape)

    ended = end < AANTAL_MAANDEN
    return Trajecten(gestart, by_month(ended), by_month(ended & works_3m), by_month(ended & works_12m))


def rolling_mean(counts: Counts, months: int, center: bool) -> Reals:
    """Mean over the months round each month, or up to it; over fewer where the series begins or ends."""
    return np.asarray(pd.DataFrame(counts.T).rolling(months, center=center, min_periods=1).mean().T, dtype=float)


def _starts(rng: np.random.Generator) -> Counts:
    """Starts of Vlaanderen by month; the months of the published count add up to it exactly."""
    real = level(GESTART) * (1 + np.tile(SEIZOEN, len(JAREN))) * (1 + 0.02 * autocorrelated(rng, 1, 0.4)[0])
    counted = slice(month_index("2017-01"), month_index(GETELD_TOT_EN_MET) + 1)
    real *= GETELD / real[counted].sum()
    whole = np.rint(real).astype(np.int64)
    whole[counted] = rounded_to(real[counted], GETELD)
    return whole


def _weights(gemeenten: pd.DataFrame, rng: np.random.Generator) -> Reals:
    """Share of the starts by municipality and month: slow leefloon, times an intensity that drifts slowly."""
    leefloon = rolling_mean(monthly_counts(gemeenten)["ll"], 13, center=True)
    intensity = rng.lognormal(0, 0.35, len(gemeenten))
    set_by_hand = gemeenten["naam"].map(GEBRUIK).to_numpy(float)
    intensity = np.where(np.isnan(set_by_hand), intensity, set_by_hand)
    drift = np.exp(0.15 * autocorrelated(rng, len(gemeenten), 0.985))
    weight = (leefloon + 0.2) * intensity[:, None] * drift
    return np.asarray(weight / weight.sum(axis=0))


def _levels(gemeenten: pd.DataFrame, rng: np.random.Generator) -> Reals:
    """How easily people find work, on the log odds scale, by municipality."""
    drawn = rng.normal(np.log(0.385 / 0.615), 0.2, len(gemeenten))
    share = gemeenten["naam"].map(UITSTROOM).to_numpy(float)
    return np.where(np.isnan(share), drawn, np.log(share / (1 - share)))


def _outcomes(effect: Reals, end: Counts, rng: np.random.Generator) -> tuple[Flags, Flags]:
    """Who works 3 months after the end, and who worked within 12; the first are among the second."""
    first, second = (effect + rng.logistic(0, 1, len(end)) for _ in range(2))
    works_3m, works_12m = np.zeros(len(end), dtype=bool), np.zeros(len(end), dtype=bool)
    rates_3m, rates_12m = level(WERK_3M) / 10_000, level(WERK_12M) / 10_000
    for quarter in range(AANTAL_MAANDEN // 3):
        ended = np.flatnonzero(end // 3 == quarter)
        middle = 3 * quarter + 1
        works_3m[ended[np.argsort(-first[ended], kind="stable")[: round(rates_3m[middle] * len(ended))]]] = True
        later = np.where(works_3m[ended], np.inf, second[ended])
        works_12m[ended[np.argsort(-later, kind="stable")[: round(rates_12m[middle] * len(ended))]]] = True
    return works_3m, works_12m
