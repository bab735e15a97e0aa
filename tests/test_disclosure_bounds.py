"""Whatever is hidden, what is shown holds it: every masked cell at either end, every figure recomputed by the same model.

Random worlds with mergers, overlapping regions, own groups, windows, means, and ratios of sums and differences. Where a figure
is the source's own, the source's totals are known and fit one drawn truth; that truth must come out of the sum as well.
DISCLOSURE_CASES says how many cases; a failure names the seed, the question and the figure.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from datetime import date
from random import Random

import pandas as pd
import pytest

from dashboard import comparison, database
from dashboard.database import Database
from dashboard.figures import Question
from tests.oracle_moments import Asked
from tests.test_mutations import mutate
from tests.test_oracle import from_sql
from tests.truths import Cell, Pick, drawn, masked, opened, with_totals_of
from tests.world import BEGIN, END, Row, World, land
from tests.world_random import RandomWorld
from tests.world_secret import SecretWorld

pytestmark = pytest.mark.traag

CASES = int(os.environ.get("DISCLOSURE_CASES", "6"))
CASES_A_WORLD = 3
SEEDS = range(math.ceil(CASES / CASES_A_WORLD))
SIDES = (("teller_onder", "teller_boven"), ("noemer_onder", "noemer_boven"), ("onder", "boven"))
Key = tuple[str, str, str]


def low(cell: Cell, onder: float, boven: float) -> float:
    return onder


def high(cell: Cell, onder: float, boven: float) -> float:
    return boven


def single(chosen: Cell, others: Pick, own: Pick) -> Pick:
    """One cell at its own end, all others at the other."""
    return lambda cell, onder, boven: (own if cell == chosen else others)(cell, onder, boven)


def answers(world: World, questions: list[Asked]) -> list[dict[Key, Row]]:
    """Every figure of every question, from the production model."""
    model: Database = database.build(world.tables())
    found = [from_sql(model, asked) for asked in questions]
    model.close()
    return found


def outside(shown: Row, real: Row) -> list[str]:
    """Which bounds of a shown figure do not hold the recomputed one."""
    wrong = []
    for lower, upper in SIDES:
        bottom, top = shown[lower], shown[upper]
        if pd.isna(bottom) or pd.isna(real[lower]):
            continue
        slack = 1e-9 * max(1, abs(top))
        if not (bottom - slack <= real[lower] and real[upper] <= top + slack):
            wrong.append(f"{lower} {real[lower]}..{real[upper]} niet in {bottom}..{top}")
    return wrong


class Small:
    """One ratio of a difference over a masked denominator, and a total of a province that lost ground since."""

    def __init__(self) -> None:
        self.world = land()
        self.world.delivery("gekend", "2024-01", {"12041": 20, "12009": 9, "31005": 30})
        self.world.delivery("oekraiens", "2024-01", {"12041": (1, 3), "12009": 0, "31005": 2})
        self.world.delivery("rmi", "2024-01", {"12041": (30, 40), "12009": 50, "31005": 60})
        self.world.indicator("graad", ["gekend", "-oekraiens"], ["rmi"])
        self.world.indicator("aantal", ["gekend"])
        self.world.membership("provincie:west", ["12041", "31005"], 2019, BEGIN, date(2025, 1, 1))
        self.world.membership("provincie:west", ["31005"], 2025, date(2025, 1, 1), END)
        self.world.source_total("gekend", "2024-01", 50, "provincie", "provincie:west")
        self.questions = [Asked("graad", weergave="destijds"), Asked("aantal", "provincie")]


def held(seed: int) -> Iterator[list[str]]:
    """For every figure of one world held against a truth: what of it falls outside. Cheapest truths first."""
    yield from held_in(RandomWorld(seed, CASES_A_WORLD), seed)


def held_in(made: RandomWorld | Small, seed: int) -> Iterator[list[str]]:
    random, whole = Random(seed), opened(made.world, *drawn(seed))
    world = with_totals_of(made.world, whole)
    shown = answers(world, made.questions)
    picks = {"laag": low, "hoog": high, "getrokken": drawn(seed)[0]}
    for cell in random.sample(masked(world), 1):
        picks[f"{cell} alleen"] = single(cell, *random.sample((low, high), 2))
    for asked, ours, real in zip(made.questions, shown, answers(whole, made.questions), strict=True):
        of_source = {key: row for key, row in ours.items() if row["cijfer_van_bron"] and not _differs(made, asked)}
        for key, row in of_source.items():
            yield [f"{seed} bron {asked} {key}: {text}" for text in outside(row, real[key])]
    for name, pick in picks.items():
        recomputed = answers(opened(world, pick), made.questions)
        for asked, ours, real in zip(made.questions, shown, recomputed, strict=True):
            for key, row in ours.items():
                if not row["cijfer_van_bron"]:
                    yield [f"{seed} {name} {asked} {key}: {text}" for text in outside(row, real[key])]


def _differs(made: RandomWorld | Small, asked: Asked) -> bool:
    """Whether something is subtracted: drawn numbers need not be a part of a drawn whole, so a total may be negative."""
    parts = made.world.rows["onderdeel"]
    return any(row["indicator"] == asked.indicator and row["teken"] < 0 for row in parts)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_shown_holds_every_possible_truth(seed, record_property):
    found = list(held(seed))
    record_property("figures", len(found))
    lines = [line for lines in found for line in lines]
    assert not lines, "\n".join(lines[:12])
    assert len(found) > 100


def test_a_median_over_masked_municipalities_holds_the_real_one():
    secret = SecretWorld(1)
    asked = Question("twe_beeindigd", indeling="destijds", periode="2024-K1")
    shown = comparison.distribution(secret.world.model, asked, "kwartielen").iloc[0]
    real_world = opened(secret.world, lambda cell, onder, boven: secret.truth[cell])
    real = comparison.distribution(real_world.model, asked, "kwartielen").iloc[0]
    names = [f"{name}_gemeenten" for name in ("kwartiel_1", "mediaan", "kwartiel_3")]
    assert all(shown[f"{name}_onder"] <= real[name] <= shown[f"{name}_boven"] for name in names)
    assert any(pd.isna(shown[name]) and shown[f"{name}_onder"] < shown[f"{name}_boven"] for name in names)
    assert shown["aantal_gemeenten"] == real["aantal_gemeenten"]


WRONG = {
    "a masked cell at its lower end": ("220_cel", "ELSE waarneming.boven END", "ELSE waarneming.onder END"),
    "a difference with the same ends": ("240_deel_geleverd", "ELSE -cel.boven END AS onder", "ELSE -cel.onder END AS onder"),
    "lower over lower": ("cijfers", "factor * teller_onder / noemer_boven", "factor * teller_onder / noemer_onder"),
    "upper over upper": ("cijfers", "factor * teller_boven / noemer_onder\n", "factor * teller_boven / noemer_boven\n"),
    "a total for other ground": ("360_brontotaal_moment", "AND grondgebied.grond = gevraagd.grond", ""),
    "a total where membership is unsure": (
        "360_brontotaal_moment",
        "HAVING count(*) FILTER (WHERE deel.lidstatus <> 'lid') = 0",
        "HAVING TRUE",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_bound_is_noticed(wrong, monkeypatch):
    mutate(monkeypatch, *WRONG[wrong])
    assert any(held_in(Small(), 0)) or any(held(0))


def test_the_small_world_holds_when_nothing_is_wrong():
    assert not any(held_in(Small(), 0))
