"""Keeps what was computed for the next reader, per snapshot: it all goes when its snapshot is no longer read.

A memory of our own, because Streamlit's hashes every argument field by field (a tenth of a page run) and would keep the
answers of snapshots nobody reads any more.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import nullcontext
from functools import partial, wraps
from threading import Lock, RLock
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakValueDictionary

import pandas as pd
import streamlit as st

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
SNAPSHOTS_OPEN = 3
ABSENT = object()


class _Answers:
    """The answers of one function for one snapshot, newest last, and who computes one now."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Hashable, Any] = OrderedDict()
        self.turns: WeakValueDictionary[Hashable, Any] = WeakValueDictionary()

    def find(self, key: Hashable) -> Any:
        """The answer, which becomes the newest; ABSENT when there is none."""
        found = self.kept.get(key, ABSENT)
        if found is not ABSENT:
            self.kept.move_to_end(key)
        return found


class _OfSnapshot(dict[Callable[..., Any], _Answers]):
    """The answers of every function for one snapshot."""


class Memory:
    """The answers for the snapshots read last. A snapshot counts as read once something was computed for it.

    A name that is no snapshot thus pushes out none. What a computation of a snapshot that was let go still finds is kept
    with it as long as it runs, so that nobody computes the same beside it.
    """

    def __init__(self, snapshots: int) -> None:
        self._most = snapshots
        self._lock = Lock()  # never held while computing
        self._read: OrderedDict[str, _OfSnapshot] = OrderedDict()
        self._known: WeakValueDictionary[str, _OfSnapshot] = WeakValueDictionary()

    def answer(
        self, snapshot_id: str, function: Callable[..., Any], key: Hashable, most: int, compute: Callable[[], Any]
    ) -> Any:
        """The answer that is kept, or else computed: one reader computes while others who ask the same wait.

        What `compute` raises, Streamlit's stop of a page run among it, is passed on and not kept.
        """
        with self._lock:
            ours = self._of(snapshot_id)
            answers = ours.setdefault(function, _Answers())
            found = answers.find(key)
            if found is not ABSENT:
                return found
            turn = answers.turns.setdefault(key, RLock())
        with turn:
            with self._lock:
                found = answers.find(key)
            if found is ABSENT:
                found = compute()
                self._keep(snapshot_id, ours, answers, key, found, most)
            return found

    def snapshots(self) -> list[str]:
        """The snapshots whose answers are kept, read longest ago first."""
        with self._lock:
            return list(self._read)

    def _of(self, snapshot_id: str) -> _OfSnapshot:
        if snapshot_id in self._read:
            self._read.move_to_end(snapshot_id)
            return self._read[snapshot_id]
        return self._known.setdefault(snapshot_id, _OfSnapshot())

    def _keep(
        self, snapshot_id: str, ours: _OfSnapshot, answers: _Answers, key: Hashable, found: Any, most: int
    ) -> None:
        gone = []  # freed after the lock: a database takes its time to close
        with self._lock:
            answers.kept[key] = found
            while len(answers.kept) > most:
                gone.append(answers.kept.popitem(last=False))
            self._read[snapshot_id] = ours
            self._read.move_to_end(snapshot_id)
            while len(self._read) > self._most:
                gone.append(self._read.popitem(last=False))


MEMORY = Memory(SNAPSHOTS_OPEN)


def remembered(
    max_entries: int = 1, show_spinner: str = "", memory: Memory = MEMORY
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Answers are kept per arguments, which can be hashed and of which `snapshot_id` is the first, for all sessions.

    max_entries: how many, of each snapshot. show_spinner: what a page says while its reader waits.
    What is handed out may be changed freely at its first level: a frame copies what is written to (pandas' copy on write), a
    list or mapping is a new one. What lies deeper is shared: frozen dataclasses and texts.
    """

    def remembering(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        @wraps(function)
        def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            snapshot_id = cast(str, args[0] if args else kwargs["snapshot_id"])
            key = (args, frozenset(kwargs.items())) if kwargs else args
            compute = partial(_computed, function, show_spinner, args, kwargs)
            return cast(Answer, _own(memory.answer(snapshot_id, function, key, max_entries, compute)))

        return answer

    return remembering


def _computed(function: Callable[..., Any], spinner: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    with st.spinner(spinner) if spinner else nullcontext():
        return function(*args, **kwargs)


def _own(value: Any) -> Any:
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.copy(deep=False)
    if type(value) in (list, tuple):
        return type(value)(map(_own, value))
    if type(value) is dict:
        return {key: _own(one) for key, one in value.items()}
    return value
