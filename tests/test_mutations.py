"""The comparison is sharp: a wrong formula in `sql/` makes it fail on a fixed small set of worlds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from dashboard import database
from dashboard.database import Database
from tests import test_model_flows as flows
from tests.mutations import BY_HAND, MUTATIONS
from tests.oracle import Oracle
from tests.test_oracle import CASES_A_WORLD, DuplicateRows, differences
from tests.world_random import RandomWorld

pytestmark = pytest.mark.traag

NEWEST_STABLE = flows.test_the_denominator_is_the_newest_stable_month_at_most_twelve_back
HAND_WORKED = {
    "one component is enough": flows.test_a_sum_needs_all_its_series,
    "denominator of eleven months back at most": partial(NEWEST_STABLE, "2025-02", "2024-02"),
    "denominator from thirteen months back": partial(NEWEST_STABLE, "2025-03", None),
    "oldest denominator": partial(NEWEST_STABLE, "2024-03", "2024-02"),
    "sign of a total forgotten": flows.test_a_difference_of_two_totals_of_the_source_is_exact,
}
SEEDS = sorted({seed for *_, seed in MUTATIONS.values()})


@cache
def world(seed: int) -> tuple[RandomWorld, Oracle]:
    """A fixed world with its second computation."""
    drawn = RandomWorld(seed, CASES_A_WORLD)
    return drawn, Oracle(drawn.world)


@cache
def right_model(seed: int) -> Database:
    """The model of a fixed world as the statements make it: a wrong question leaves it as it is."""
    return database.build(world(seed)[0].world.tables())


def disagreements(first: int, file: str) -> Iterator[str]:
    """Lines of difference as they are found, in the world that shows it soonest and then in the others."""
    is_question = (database.QUERIES / f"{file}.sql").is_file()
    for seed in [first, *(seed for seed in SEEDS if seed != first)]:
        drawn, oracle = world(seed)
        model = right_model(seed) if is_question else database.build(drawn.world.tables())
        for asked in drawn.questions:
            try:
                yield from differences(model, oracle, asked)[1]
            except DuplicateRows as found:
                yield str(found)
        if not is_question:
            model.close()


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_wrong_formula_is_noticed(mutation, monkeypatch):
    file, right, wrong, seed = MUTATIONS[mutation]
    mutate(monkeypatch, file, right, wrong)
    assert next(disagreements(seed, file), None)


@pytest.mark.parametrize("mutation", BY_HAND)
def test_a_wrong_formula_fails_a_case_worked_out_by_hand(mutation, monkeypatch):
    mutate(monkeypatch, *BY_HAND[mutation])
    with pytest.raises(AssertionError):
        HAND_WORKED[mutation]()


def mutate(monkeypatch: pytest.MonkeyPatch, file: str, right: str, wrong: str) -> None:
    """Read one statement with the right text replaced by the wrong one."""
    read = database.statement

    def mutated(path: Path) -> str:
        text = read(path)
        if path.stem != file:
            return text
        if right not in text:
            raise LookupError(f"de mutatie past niet meer op {path.name}")
        return text.replace(right, wrong)

    monkeypatch.setattr(database, "statement", mutated)


def test_every_mutation_names_a_statement():
    files = {path.stem for folder in (database.MODEL, database.QUERIES) for path in folder.glob("*.sql")}
    assert {file for file, *_ in MUTATIONS.values()} <= files
