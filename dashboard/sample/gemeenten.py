"""What the sample invents per municipality: a level and a path through the months, before calibration.

Meaning: no leefloon series per municipality could be had; every level here is made up. It rises with inhabitants and
density, is set by hand for the 13 centrumsteden and raised for smaller towns with a regional role, and differs by
chance from place to place. Input: `gemeenten.csv` and `inwoners.csv` of `data/reference`, the division of 2019 (300
municipalities).

Method: a smooth expected number per month (level, slow waves, own sensitivity to covid, own season) and round it the
chance that comes with few people. Persons stay for months, so that chance is autocorrelated: it has the variance of a
count but keeps most of itself from month to month, as a stock of persons does.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.sample.vlaanderen import (
    AANTAL_MAANDEN,
    NIVEAU_EQUIVALENT,
    NIVEAU_LEEFLOON,
    NIVEAU_ONTHEEMDEN,
    Reals,
    autocorrelated,
    level,
    month_index,
    season,
)

INDELING = "2019"
PEILJAAR = 2020  # in the middle of the series and complete for all 300

# Leefloon per 1 000 inhabitants around 2020, invented.
CENTRUMSTEDEN = {
    "Aalst": 8.0, "Antwerpen": 16.5, "Brugge": 6.5, "Genk": 9.0, "Gent": 24.0, "Hasselt": 8.0, "Kortrijk": 9.5,
    "Leuven": 14.0, "Mechelen": 12.0, "Oostende": 16.5, "Roeselare": 7.0, "Sint-Niklaas": 12.5, "Turnhout": 10.5,
}  # fmt: skip
# Smaller towns people move to for housing and services: their level against that of other places of their size.
STREEKFUNCTIE = {
    "Aarschot": 1.5, "Blankenberge": 2.6, "Boom": 1.9, "Dendermonde": 1.6, "Diest": 2.0, "Eeklo": 1.7,
    "Geraardsbergen": 1.7, "Halle": 1.4, "Herentals": 1.5, "Ieper": 1.6, "Lier": 1.6, "Lokeren": 1.7,
    "Maasmechelen": 1.7, "Menen": 2.0, "Ninove": 1.5, "Oudenaarde": 1.7, "Ronse": 2.2, "Sint-Truiden": 1.6,
    "Temse": 1.4, "Tienen": 2.2, "Tongeren": 1.5, "Veurne": 1.6, "Vilvoorde": 1.9, "Willebroek": 1.8, "Zelzate": 2.2,
}  # fmt: skip
STUDENTENSTEDEN = {"Antwerpen": 1.3, "Gent": 1.7, "Leuven": 2.6, "Kortrijk": 1.3, "Hasselt": 1.3}


def read(reference: Path) -> pd.DataFrame:
    """The 300 municipalities by code: `naam`, `provincie`, `inwoners` (known year nearest to 2020), `dichtheid`."""
    gemeenten = pd.read_csv(reference / "gemeenten.csv", dtype={"indeling": str, "nis": str})
    gemeenten = gemeenten[gemeenten["indeling"] == INDELING].set_index("nis").sort_index()
    inwoners = pd.read_csv(reference / "inwoners.csv", dtype={"indeling": str, "nis": str})
    inwoners = inwoners[inwoners["indeling"] == INDELING]
    afstand = (inwoners["jaar"] - PEILJAAR).abs()
    nearest = inwoners.assign(afstand=afstand).sort_values(["afstand", "jaar"]).drop_duplicates("nis").set_index("nis")
    gemeenten["inwoners"] = nearest["inwoners"]
    gemeenten["dichtheid"] = gemeenten["inwoners"] / gemeenten["oppervlakte_km2"]
    return gemeenten[["naam", "provincie", "inwoners", "dichtheid"]]


def raw_paths(gemeenten: pd.DataFrame, rng: np.random.Generator) -> dict[str, Reals]:
    """Real numbers of persons by municipality (row) and month (column), not calibrated, for `ll` and `eq`."""
    aantal = len(gemeenten)
    growth = level(NIVEAU_LEEFLOON) / level(NIVEAU_LEEFLOON)[month_index("2020-01")]
    expected = _levels(gemeenten, rng)[:, None] * growth
    covid = np.interp(np.arange(AANTAL_MAANDEN), [month_index(m) for m in ("2020-02", "2020-05", "2021-12")], [0, 1, 0])
    leefloon = (
        expected
        * np.exp(_waves(rng, aantal, 0.055))
        * np.exp(rng.normal(0, 0.04, (aantal, 1)) * covid)
        * (1 + (_season_strength(gemeenten, rng)[:, None] - 1) * season())
    )
    equivalent = expected * rng.lognormal(0, 0.6, (aantal, 1)) * np.exp(_waves(rng, aantal, 0.2))
    equivalent *= level(NIVEAU_EQUIVALENT) / equivalent.sum(axis=0)
    ontheemden = _displaced(gemeenten, rng) * np.exp(_waves(rng, aantal, 0.12))
    return {"ll": _with_chance(leefloon, rng), "eq": _with_chance(equivalent + ontheemden, rng)}


def _levels(gemeenten: pd.DataFrame, rng: np.random.Generator) -> Reals:
    """Persons on a leefloon around the begin of 2020."""
    inwoners = gemeenten["inwoners"].to_numpy(float)
    dichtheid = gemeenten["dichtheid"].to_numpy(float)
    rate = 2.0 * (dichtheid / 450) ** 0.28 * (inwoners / 15_000) ** 0.28 * rng.lognormal(0, 0.3, len(gemeenten))
    rate *= gemeenten["naam"].map(STREEKFUNCTIE).fillna(1.0).to_numpy(float)
    set_by_hand = gemeenten["naam"].map(CENTRUMSTEDEN).to_numpy(float)
    rate = np.where(np.isnan(set_by_hand), rate, set_by_hand)
    return np.asarray(rate * inwoners / 1000)


def _displaced(gemeenten: pd.DataFrame, rng: np.random.Generator) -> Reals:
    """Displaced Ukrainians: spread by inhabitants more than by poverty, arriving somewhat later here than there."""
    weight = gemeenten["inwoners"].to_numpy(float) * rng.lognormal(0, 0.45, len(gemeenten))
    weight *= (gemeenten["dichtheid"].to_numpy(float) / 450) ** 0.1
    delay = rng.uniform(0, 1.2, (len(gemeenten), 1))
    months, total = np.arange(AANTAL_MAANDEN), level(NIVEAU_ONTHEEMDEN)
    return np.stack([np.interp(months - d, months, total) for d in delay[:, 0]]) * (weight / weight.sum())[:, None]


def _season_strength(gemeenten: pd.DataFrame, rng: np.random.Generator) -> Reals:
    set_by_hand = gemeenten["naam"].map(STUDENTENSTEDEN).to_numpy(float)
    return np.where(np.isnan(set_by_hand), rng.normal(0.9, 0.2, len(gemeenten)), set_by_hand)


def _waves(rng: np.random.Generator, rows: int, size: float) -> Reals:
    """Slow deviations: four waves of 2,5 to 12 years with random height and phase, smooth and without any jump."""
    months = np.arange(AANTAL_MAANDEN)
    total = np.zeros((rows, AANTAL_MAANDEN))
    for period, share in ((31, 0.25), (53, 0.4), (89, 0.55), (144, 0.7)):
        height, phase = rng.normal(0, size * share, (rows, 1)), rng.uniform(0, 2 * np.pi, (rows, 1))
        total += np.sqrt(2) * height * np.sin(2 * np.pi * months / period + phase)
    return total


def _with_chance(expected: Reals, rng: np.random.Generator) -> Reals:
    """Add the chance of small numbers: on the square root scale a count varies by one half, whatever its size."""
    return np.maximum(np.sqrt(expected) + autocorrelated(rng, len(expected), 0.94) / 2, 0) ** 2
