"""The monthly totals of Vlaanderen that the sample's municipalities add up to.

Meaning: leefloon (`ll`) and equivalent leefloon (`eq`) as monthly counts, January 2015 to December 2025. The path is
invented; what is published *of the same definition* (a count of one month, or the mean of twelve) is held: the four
months of 2020 exactly, the means of 2015 and 2019 in hundreds, about 37 000 at the end of 2022, almost 3 300
equivalent leefloon at the begin of 2019. Yearly counters and the January figure that adds equivalent leefloon are left
alone.

Method: a line through chosen levels, times a season (students come back in September and October, leave in summer),
times a small autocorrelated disturbance; published months replace what comes out.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

EERSTE_JAAR, LAATSTE_JAAR = 2015, 2025
JAREN = tuple(range(EERSTE_JAAR, LAATSTE_JAAR + 1))
AANTAL_MAANDEN = 12 * len(JAREN)

# Levels without season, linear in between. Covid in March 2020; a fall in 2021; a slow rise from the end of 2022.
NIVEAU_LEEFLOON = {
    "2015-01": 26_400, "2015-07": 27_150, "2016-01": 28_500, "2016-07": 30_300, "2017-01": 32_000, "2017-07": 33_400,
    "2018-01": 34_500, "2018-07": 35_600, "2019-01": 36_600, "2019-06": 37_050, "2019-12": 36_500, "2020-01": 36_400,
    "2020-04": 39_300, "2020-06": 39_500, "2020-12": 38_700, "2021-06": 37_800, "2021-12": 36_700, "2022-07": 36_250,
    "2022-12": 36_750, "2023-07": 37_450, "2024-01": 38_000, "2024-07": 38_450, "2025-01": 38_950, "2025-12": 39_900,
}  # fmt: skip
# Equivalent leefloon without the displaced Ukrainians, and theirs apart: from March 2022, at its highest in the winter.
NIVEAU_EQUIVALENT = {
    "2015-01": 4_500, "2016-06": 4_300, "2017-06": 3_900, "2018-06": 3_420, "2019-02": 3_265, "2020-06": 3_150,
    "2022-02": 3_250, "2024-01": 3_350, "2025-12": 3_400,
}  # fmt: skip
NIVEAU_ONTHEEMDEN = {
    "2022-02": 0, "2022-03": 1_300, "2022-04": 5_600, "2022-05": 8_000, "2022-06": 9_300, "2022-08": 10_500,
    "2022-10": 10_950, "2022-12": 11_050, "2023-03": 10_750, "2023-07": 9_850, "2024-01": 8_700, "2024-07": 7_900,
    "2025-01": 7_200, "2025-12": 6_000,
}  # fmt: skip
# Relative to the year's level, January to December; sums to nothing.
SEIZOEN = np.array([4, 6, 8, 6, 3, -4, -14, -18, -8, 5, 7, 5]) / 1000

GEPUBLICEERDE_MAANDEN = {"2020-01": 36_460, "2020-02": 36_887, "2020-03": 38_271, "2020-04": 39_467}


def month_index(maand: str) -> int:
    """Place of a month "JJJJ-MM" in every series of the sample; 0 is the first."""
    return (int(maand[:4]) - EERSTE_JAAR) * 12 + int(maand[5:7]) - 1


def level(knots: dict[str, int]) -> Reals:
    """A value for every month on the line through the knots."""
    return np.interp(np.arange(AANTAL_MAANDEN), [month_index(maand) for maand in knots], list(knots.values()))


def season(strength: float = 1.0) -> Reals:
    """Relative deviation by month for every month of the series."""
    return np.tile(SEIZOEN, len(JAREN)) * strength


def monthly_totals(rng: np.random.Generator) -> dict[str, Counts]:
    """Whole totals of Vlaanderen by month, for `ll` and `eq`."""
    leefloon = level(NIVEAU_LEEFLOON) * (1 + season()) * (1 + _disturbance(rng, 0.0013))
    equivalent = (level(NIVEAU_EQUIVALENT) + level(NIVEAU_ONTHEEMDEN)) * (1 + season(0.4))
    equivalent = equivalent * (1 + _disturbance(rng, 0.004))
    totals = {"ll": np.rint(leefloon).astype(np.int64), "eq": np.rint(equivalent).astype(np.int64)}
    for maand, aantal in GEPUBLICEERDE_MAANDEN.items():
        totals["ll"][month_index(maand)] = aantal
    return totals


def autocorrelated(rng: np.random.Generator, rows: int, persistence: float) -> Reals:
    """Standard normal paths, one a row, each month keeping `persistence` of the month before."""
    shocks = rng.standard_normal((rows, AANTAL_MAANDEN))
    path = shocks.copy()
    for month in range(1, AANTAL_MAANDEN):
        path[:, month] = persistence * path[:, month - 1] + np.sqrt(1 - persistence**2) * shocks[:, month]
    return path


def _disturbance(rng: np.random.Generator, size: float) -> Reals:
    return size * autocorrelated(rng, 1, 0.7)[0]
