"""What is kept for the next reader: once for all who ask the same, per snapshot, and never what failed."""

import gc
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pandas as pd
import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from dashboard.store.remembered import Memory, remembered

PATIENCE = 10


@pytest.fixture
def memory():
    return Memory(2)


@pytest.fixture
def asked():
    return []


def test_the_same_question_is_computed_once_and_others_apart(memory, asked):
    @remembered(max_entries=4, memory=memory)
    def answer(snapshot_id: str, text: str = "", times: int = 1) -> str:
        asked.append((snapshot_id, text))
        return text * times

    assert [answer("s", "x"), answer("s", "x"), answer("s", "y"), answer("t", "x")] == ["x", "x", "y", "x"]
    assert asked == [("s", "x"), ("s", "y"), ("t", "x")]
    assert answer("s", text="x", times=2) == "xx"
    assert answer("s", times=2, text="x") == "xx"
    assert answer(snapshot_id="s", text="z") == "z"
    assert asked[3:] == [("s", "x"), ("s", "z")]


def test_two_functions_asked_alike_are_not_confused(memory):
    first = remembered(memory=memory)(lambda snapshot_id: "first")
    second = remembered(memory=memory)(lambda snapshot_id: "second")
    assert [first("s"), second("s"), first("s")] == ["first", "second", "first"]


def test_the_answer_asked_longest_ago_goes_first_in_each_snapshot_apart(memory, asked):
    @remembered(max_entries=2, memory=memory)
    def answer(snapshot_id: str, text: str) -> str:
        asked.append(snapshot_id + text)
        return text

    for snapshot_id, text in ("sa", "sb", "sa", "sc", "ta", "tb", "sa", "sc", "ta", "sb"):
        answer(snapshot_id, text)
    assert asked == ["sa", "sb", "sc", "ta", "tb", "sb"]


def test_readers_who_ask_the_same_wait_for_one_and_others_go_on(memory, asked):
    begun, go = Event(), Event()

    @remembered(max_entries=4, memory=memory)
    def answer(snapshot_id: str, text: str) -> list[str]:
        asked.append(text)
        if text == "slow":
            begun.set()
            assert go.wait(PATIENCE)
        return [text]

    with ThreadPoolExecutor(5) as readers:
        waiting = [readers.submit(answer, "s", "slow") for _ in range(4)]
        assert begun.wait(PATIENCE)
        assert readers.submit(answer, "s", "quick").result(PATIENCE) == ["quick"]
        assert not any(one.done() for one in waiting)
        go.set()
        found = [one.result(PATIENCE) for one in waiting]
    assert found == [["slow"]] * 4
    assert len({id(one) for one in found}) == 4
    assert sorted(asked) == ["quick", "slow"]


@pytest.mark.parametrize("mishap", [ValueError, StopException])
def test_what_failed_or_was_stopped_is_passed_on_not_kept_and_locks_nothing(memory, asked, mishap):
    @remembered(max_entries=1, memory=memory)
    def answer(snapshot_id: str, text: str) -> str:
        asked.append(text)
        if asked.count("bad") == 1 and text == "bad":
            raise mishap
        return text

    answer("s", "good")
    with pytest.raises(mishap):
        answer("s", "bad")
    assert answer("s", "good") == "good"
    assert asked == ["good", "bad"]
    with ThreadPoolExecutor(1) as other:
        assert other.submit(answer, "s", "bad").result(PATIENCE) == "bad"


def test_a_reader_who_waited_for_one_that_failed_computes_it(memory, asked):
    begun, go = Event(), Event()

    @remembered(memory=memory)
    def answer(snapshot_id: str) -> int:
        asked.append(1)
        if len(asked) == 1:
            begun.set()
            assert go.wait(PATIENCE)
            raise ValueError
        return len(asked)

    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(answer, "s")
        assert begun.wait(PATIENCE)
        second = readers.submit(answer, "s")
        time.sleep(0.05)
        go.set()
        assert isinstance(first.exception(PATIENCE), ValueError)
        assert second.result(PATIENCE) == 2


def test_many_readers_of_functions_that_ask_each_other_all_get_their_answer(memory):
    @remembered(max_entries=2, memory=memory)
    def below(snapshot_id: str, number: int) -> int:
        return number

    @remembered(max_entries=2, memory=memory)
    def above(snapshot_id: str, number: int) -> int:
        return below(snapshot_id, number % 3) + below(snapshot_id, number % 2)

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda n: above("stu"[n % 3], n % 6), range(600), timeout=PATIENCE))
    assert found == [n % 6 % 3 + n % 6 % 2 for n in range(600)]


class Held:
    """Something whose end can be seen."""


def test_all_answers_go_with_their_snapshot_when_it_was_read_longest_ago(memory):
    @remembered(memory=memory)
    def database(snapshot_id: str) -> Held:
        return Held()

    @remembered(max_entries=9, memory=memory)
    def answer(snapshot_id: str, text: str) -> Held:
        database(snapshot_id)
        return Held()

    held = [weakref.ref(found) for found in (database("s"), answer("s", "a"), answer("s", "b"))]
    kept = weakref.ref(answer("t", "a"))
    answer("s", "a")
    answer("u", "a")
    gc.collect()
    assert memory.snapshots() == ["s", "u"]
    assert kept() is None
    assert all(one() is not None for one in held)
    answer("t", "a")
    answer("u", "a")
    gc.collect()
    assert [one() for one in held] == [None] * 3


def test_names_that_are_no_snapshot_push_out_none(memory):
    @remembered(memory=memory)
    def database(snapshot_id: str) -> str:
        if snapshot_id.startswith("bad"):
            raise LookupError
        return snapshot_id

    database("s"), database("t")
    for at in range(5):
        with pytest.raises(LookupError):
            database(f"bad{at}")
    assert memory.snapshots() == ["s", "t"]


def test_what_a_page_changes_stays_its_own(memory):
    @remembered(memory=memory)
    def answer(snapshot_id: str) -> tuple[pd.DataFrame, list[str], dict[str, pd.DataFrame]]:
        return pd.DataFrame({"a": [1]}), [snapshot_id], {"b": pd.DataFrame({"c": [2]})}

    frame, texts, frames = answer("x")
    frame.loc[0, "a"] = 9
    texts.append("y")
    frames["b"].loc[0, "c"] = 9
    frames["d"] = frame
    again, same, others = answer("x")
    assert again["a"].tolist() == [1]
    assert same == ["x"]
    assert others["b"]["c"].tolist() == [2]
    assert list(others) == ["b"]


def test_what_cannot_be_a_key_is_refused_rather_than_computed_each_time(memory):
    with pytest.raises(TypeError):
        remembered(memory=memory)(lambda snapshot_id, names: names)("s", ["a"])
