"""January breakdowns of the sample by sex, age class and household type: one dimension at a time, as POD MI delivers.

Meaning: invented. About a third of those on a leefloon is 18 to 24 years old, more in student cities; more men than
women among equivalent leefloon until 2021; more women, families and elderly after the arrival of displaced Ukrainians.

Method: each place has shares of its own round the Flemish ones; the people of a January are dealt over the categories
by a multinomial draw, so every dimension adds up exactly to the municipality's total and small places vary as small
places do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.sample.vlaanderen import JAREN, NIVEAU_EQUIVALENT, NIVEAU_ONTHEEMDEN, Counts, Reals, level

DIMENSIES = {
    "Geslacht": ("man", "vrouw"),
    "Leeftijdscategorie": ("18-24", "25-34", "35-44", "45-54", "55-64", "65+"),
    "Huishoudtype": ("alleenstaande", "samenwonende", "gezin ten laste"),
}
# Shares per category of leefloon, of equivalent leefloon, and of displaced Ukrainians within it.
AANDELEN = {
    "Geslacht": ((0.48, 0.52), (0.58, 0.42), (0.33, 0.67)),
    "Leeftijdscategorie": (
        (0.325, 0.235, 0.18, 0.135, 0.10, 0.025),
        (0.20, 0.33, 0.24, 0.12, 0.06, 0.05),
        (0.14, 0.21, 0.27, 0.15, 0.10, 0.13),
    ),
    "Huishoudtype": ((0.42, 0.33, 0.25), (0.37, 0.33, 0.30), (0.30, 0.30, 0.40)),
}
# How much more (or less) often 18 to 24, on the log scale.
JONGEREN = {"Antwerpen": -0.12, "Genk": -0.1, "Gent": 0.18, "Hasselt": 0.15, "Kortrijk": 0.2, "Leuven": 0.55}


def januari_marginals(
    gemeenten: pd.DataFrame, counts: dict[str, Counts], rng: np.random.Generator
) -> dict[str, dict[str, Counts]]:
    """By dimension and series: persons by municipality, year and category."""
    january = {reeks: aantal[:, ::12] for reeks, aantal in counts.items()}
    return {
        dimensie: {
            "ll": rng.multinomial(january["ll"], _shares(gemeenten, dimensie, AANDELEN[dimensie][0], None, rng)),
            "eq": rng.multinomial(january["eq"], _shares(gemeenten, dimensie, *AANDELEN[dimensie][1:], rng)),
        }
        for dimensie in DIMENSIES
    }


def _shares(
    gemeenten: pd.DataFrame,
    dimensie: str,
    usual: tuple[float, ...],
    displaced: tuple[float, ...] | None,
    rng: np.random.Generator,
) -> Reals:
    """Shares by municipality, year and category; each place drifts a little over the years."""
    part = (level(NIVEAU_ONTHEEMDEN) / (level(NIVEAU_ONTHEEMDEN) + level(NIVEAU_EQUIVALENT)))[::12, None]
    flemish = np.array(usual) if displaced is None else (1 - part) * np.array(usual) + part * np.array(displaced)
    size = (len(gemeenten), 1, len(usual))
    drift = np.linspace(-1, 1, len(JAREN))[None, :, None] * rng.normal(0, 0.06, size)
    odds = np.log(np.broadcast_to(flemish, (len(JAREN), len(usual)))) + rng.normal(0, 0.12, size) + drift
    if dimensie == "Leeftijdscategorie":
        odds[:, :, 0] += gemeenten["naam"].map(JONGEREN).fillna(0.0).to_numpy(float)[:, None]
    shares = np.exp(odds)
    return shares / shares.sum(axis=2, keepdims=True)
