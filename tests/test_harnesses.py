"""The harnesses of `benchmarks/` on a small number: a few kills and one load under readers. `make bench-crash` does hundreds."""

import pytest

from benchmarks import crash, readers
from benchmarks.readers import Reader
from benchmarks.session import Seen
from dashboard.ingest import state


@pytest.fixture(autouse=True)
def _initial_state_as_it_was(monkeypatch):
    """A harness reads the facts once for all its children; the tests after it read them again."""
    monkeypatch.setattr(state, "initial", state.initial)


@pytest.mark.traag
def test_a_killed_load_leaves_a_whole_snapshot_and_the_next_load_works():
    said: list[str] = []
    harness = crash.run(1, seed=7, say=said.append)
    assert sum(count for name, count in harness.outcomes.items() if name.startswith("kill ")) == 1
    assert any("byte for byte the same" in line for line in said)


@pytest.mark.traag
def test_no_reader_sees_anything_wrong_while_the_folder_is_loaded():
    found = readers.run(servers=1, loads=1, say=lambda line: None)
    assert found.wrong == []
    assert found.pages >= 2
    assert max(found.delays) <= readers.LATEST


def seen(names: set[str], persons: str, well: bool = True) -> Seen:
    return Seen(frozenset(names), f"In juni kregen {persons} mensen een leefloon".encode(), well)


@pytest.mark.parametrize(
    ("run", "wrong"),
    [
        (seen({"a"}, "20.001"), False),
        (seen({"a", "oud"}, "20.001"), False),
        (seen({"b"}, "20.001"), True),
        (seen({"a", "b"}, "20.001"), True),
        (seen(set(), "20.001"), True),
        (seen({"a", "vreemd"}, "20.001"), True),
        (seen({"a"}, "niemand"), True),
        (seen({"a"}, "20.001", well=False), True),
    ],
)
def test_a_page_that_mixes_fails_or_shows_nothing_is_found(run, wrong):
    reader = Reader("", "", runs=[(0.0, 1.0, run)])
    assert bool(readers.faults(reader, {"a": 20_001, "b": 20_002}, also={"oud": 20_000})) is wrong


def test_a_reader_who_saw_nothing_is_found():
    assert readers.faults(Reader("", ""), {"a": 1}) == ["a reader saw nothing"]


def test_how_long_an_older_snapshot_was_still_handed_out():
    runs = [
        (float(asked), asked + 0.5, seen({name}, "20.001"))
        for asked, name in ((9, "a"), (11, "a"), (13, "b"), (21, "b"))
    ]
    reader = Reader("", "", runs=runs)
    assert readers.behind(reader, {"b": 10.0, "c": 20.0}) == [1.0, 1.0]
