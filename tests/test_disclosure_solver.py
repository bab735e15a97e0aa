"""Nothing shown narrows a hidden number: its feasible range is that of what the source alone publishes, to the last unit.

Known from the source: bounds of its masked numbers, its totals, that a part is at most its whole, that a window is the sum of
its quarters, that what runs is what ran plus started minus ended; of a breakdown the municipal total, the visible ones, why one
is hidden, and the kept totals. Shown: every figure through the export, of two snapshots, with the list of revisions.
DISCLOSURE_WORLDS says how many worlds (default a few); each question of a world counts in a full run, some in a default one.
"""

from __future__ import annotations

import os
from random import Random

import pandas as pd
import pytest

from dashboard.ingest import disclosure, sjabloon
from tests.known import Row, Solver
from tests.shown import frames, questions, says
from tests.world_secret import SecretWorld

pytestmark = pytest.mark.traag

WORLDS = int(os.environ.get("DISCLOSURE_WORLDS", "2"))
QUESTIONS = 400 if "DISCLOSURE_WORLDS" in os.environ else 60
TARGETS = 40


def told(secret: SecretWorld, amount: int = QUESTIONS, seed: int = 0) -> list[Row]:
    """Everything the production code shows of a world."""
    model = secret.world.model
    asked = questions(secret, model, Random(seed))[:amount]
    return [row for question, frame in frames(secret, model, asked) for row in says(secret, model, question, frame)]


def narrowed(secret: SecretWorld, rows: list[Row], seed: int = 0) -> list[str]:
    """Every hidden number (of a sample) whose range the rows make smaller."""
    hidden = [cell for cell in secret.known.bounds if cell[0] != "klein"]
    targets = Random(seed).sample(hidden, min(TARGETS, len(hidden)))
    solver = Solver(secret.known, rows)
    return [f"{cell}: {text}" for cell in targets if (text := solver.narrowed(cell))]


def untrue(secret: SecretWorld, rows: list[Row]) -> list[Row]:
    """What is shown and is not so."""
    return [row for row in rows if not row[1] - 1e-4 <= row[0].at(secret.truth) <= row[2] + 1e-4]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_what_is_shown_is_true_and_narrows_no_hidden_number(seed, record_property):
    secret = SecretWorld(seed)
    assert not secret.known.contradicted(secret.truth)
    rows = told(secret, seed=seed)
    record_property("rows", len(rows))
    assert not untrue(secret, rows)
    assert sum(bool(row[0].parts) for row in rows) > 50
    assert narrowed(secret, rows, seed) == []
