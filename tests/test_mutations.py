"""The comparison is sharp: a wrong formula in `sql/` makes it fail on a fixed small set of worlds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dashboard import database
from tests.mutations import MUTATIONS
from tests.oracle import Oracle
from tests.test_oracle import CASES_A_WORLD, DuplicateRows, differences
from tests.world_random import RandomWorld

pytestmark = pytest.mark.traag

SEEDS = sorted({seed for *_, seed in MUTATIONS.values()})


@cache
def world(seed: int) -> tuple[RandomWorld, Oracle]:
    """A fixed world with its second computation."""
    drawn = RandomWorld(seed, CASES_A_WORLD)
    return drawn, Oracle(drawn.world)


def disagreements(first: int) -> Iterator[str]:
    """Lines of difference as they are found, in the world that shows it soonest and then in the others."""
    for seed in [first, *(seed for seed in SEEDS if seed != first)]:
        drawn, oracle = world(seed)
        model = database.build(drawn.world.tables())
        for asked in drawn.questions:
            try:
                yield from differences(model, oracle, asked)[1]
            except DuplicateRows as found:
                yield str(found)
        model.close()


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_wrong_formula_is_noticed(mutation, monkeypatch):
    file, right, wrong, seed = MUTATIONS[mutation]
    read = database.statement

    def mutated(path: Path) -> str:
        text = read(path)
        if path.stem != file:
            return text
        assert right in text, f"de mutatie past niet meer op {path.name}"
        return text.replace(right, wrong)

    monkeypatch.setattr(database, "statement", mutated)
    assert next(disagreements(seed), None)


def test_every_mutation_names_a_statement():
    files = {path.stem for folder in (database.MODEL, database.QUERIES) for path in folder.glob("*.sql")}
    assert {file for file, *_ in MUTATIONS.values()} <= files
