"""The invented OCMW clients that VDAB knows (categorie 05), by municipality of 2019 and month.

Meaning: **no figure of a municipality is real.** Of what is published with the same definition the sample holds the
share of Vlaanderen: 56 to 60% of those on a leefloon are known to VDAB in September 2022 (study), 55 to 56% in 2023.
The study shows the 13 centrumsteden in a picture only and says in words that they differ much: theirs are made up and
not read from it. Clients are no part of the leefloon counts, so small places come above 100%.

Method: three parts, each dealt to its own total of Vlaanderen by month: clients without an equivalent leefloon, others
with one, and displaced Ukrainians from March 2022. So a part never exceeds its whole. The first follows the
municipality's leefloon and share, less those in TWE, who are counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.sample.calibration import rounded_to
from dashboard.sample.gemeenten import read
from dashboard.sample.pod_mi import SEED, monthly_counts
from dashboard.sample.trajecten import rolling_mean, trajecten
from dashboard.sample.vlaanderen import (
    AANTAL_MAANDEN,
    NIVEAU_EQUIVALENT,
    NIVEAU_ONTHEEMDEN,
    Counts,
    Reals,
    autocorrelated,
    level,
    month_index,
)

# Share of those on a leefloon known to VDAB, in ten thousandths.
GRAAD = {
    "2018-01": 5000, "2019-01": 5150, "2020-02": 5290, "2020-03": 5150, "2020-05": 5030, "2021-03": 5270,
    "2022-03": 5580, "2022-09": 5650, "2022-12": 5575, "2023-06": 5550, "2023-12": 5560, "2024-06": 5720,
    "2025-03": 5950, "2025-12": 6080,
}  # fmt: skip
GEKEND_EQUIVALENT = 0.33  # of those on an equivalent leefloon who are not displaced Ukrainians
GEKEND_ONTHEEMDEN = {"2022-02": 300, "2022-06": 1100, "2022-12": 2700, "2023-12": 4000, "2025-12": 4300}
LAATSTE_STABIELE = month_index("2025-09")  # the last three months of the POD MI sample are provisional
# Share known to VDAB around September 2022, TWE included: invented.
CENTRUMSTEDEN = {
    "Aalst": 0.63, "Antwerpen": 0.59, "Brugge": 0.68, "Genk": 0.72, "Gent": 0.43, "Hasselt": 0.61, "Kortrijk": 0.57,
    "Leuven": 0.40, "Mechelen": 0.66, "Oostende": 0.50, "Roeselare": 0.76, "Sint-Niklaas": 0.56, "Turnhout": 0.70,
}  # fmt: skip


@dataclass(frozen=True)
class Clienten:
    """Counts by municipality of 2019 (row) and month; each is part of the one before."""

    totaal: Counts
    equivalent: Counts
    ontheemden: Counts


@cache
def clienten(reference: Path) -> Clienten:
    """All clients known to VDAB, calibrated."""
    gemeenten = read(reference)
    counts, lopend = monthly_counts(gemeenten), trajecten(reference).lopend
    rng = np.random.default_rng([SEED, 12])
    displaced = np.rint(level(NIVEAU_ONTHEEMDEN) * level(GEKEND_ONTHEEMDEN) / 10_000).astype(np.int64)
    others = np.rint(level(NIVEAU_EQUIVALENT) * GEKEND_EQUIVALENT).astype(np.int64)
    leefloon = counts["ll"][:, np.minimum(np.arange(AANTAL_MAANDEN), LAATSTE_STABIELE)]
    known = level(GRAAD) / 10_000 + 0.0006 * autocorrelated(rng, 1, 0.7)[0]
    usual = np.rint(leefloon.sum(axis=0) * known).astype(np.int64) - lopend.sum(axis=0) - others

    before = counts["eq"][:, : month_index("2022-03")].mean(axis=1, keepdims=True)
    arrived = np.maximum(counts["eq"] - before, 0.3 * counts["eq"] + 0.05)
    parts = {
        "usual": _dealt(_usual(gemeenten, leefloon, lopend, rng), usual, rng),
        "others": _dealt((before + 0.1) * _drift(rng, len(gemeenten), 0.35), others, rng),
        "displaced": _dealt(arrived * _drift(rng, len(gemeenten), 0.3), displaced, rng),
    }
    equivalent = parts["others"] + parts["displaced"]
    return Clienten(parts["usual"] + equivalent, equivalent, parts["displaced"])


def _usual(gemeenten: pd.DataFrame, leefloon: Counts, lopend: Counts, rng: np.random.Generator) -> Reals:
    """Expected clients without an equivalent leefloon: the place's share of its leefloon, less its usual stand of TWE."""
    share = np.minimum(0.56 * rng.lognormal(0, 0.28, len(gemeenten)), 1.15)
    set_by_hand = gemeenten["naam"].map(CENTRUMSTEDEN).to_numpy(float)
    is_city = ~np.isnan(set_by_hand)
    share = np.where(is_city, set_by_hand, share)[:, None] * _drift(rng, len(gemeenten), np.where(is_city, 0.03, 0.1))
    usual_stand = lopend[:, month_index("2018-01") :].mean(axis=1, keepdims=True)
    smooth = rolling_mean(leefloon, 3, center=False)
    return np.maximum(share * level(GRAAD) / 5650 * smooth - usual_stand, 0.12 * smooth + 0.2)


def _drift(rng: np.random.Generator, rows: int, size: float | Reals) -> Reals:
    """Slow factors round 1, one path a row."""
    return np.exp(np.reshape(size, (-1, 1)) * autocorrelated(rng, rows, 0.99))


def _dealt(expected: Reals, totals: Counts, rng: np.random.Generator) -> Counts:
    """Whole persons that add up to the total of each month, with the chance that comes with few people."""
    persons = np.maximum(np.sqrt(expected) + autocorrelated(rng, len(expected), 0.96) / 2, 0) ** 2
    persons *= totals / persons.sum(axis=0)
    return np.stack([rounded_to(persons[:, month], int(total)) for month, total in enumerate(totals)], axis=1)
