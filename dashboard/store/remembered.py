"""Keeps what was computed for the next reader, without making a copy for each: every page run asks for hundreds of rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

import pandas as pd
import streamlit as st

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(
    max_entries: int, show_spinner: bool | str = False
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Answers are kept per arguments for all sessions, the newest `max_entries` of them.

    What is handed out may be changed freely at its first level: a frame copies what is written to (pandas' copy on write), a
    list or mapping is a new one. What lies deeper is shared: frozen dataclasses and texts.
    """

    def remembering(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        kept = st.cache_resource(max_entries=max_entries, show_spinner=show_spinner)(function)

        @wraps(function)
        def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            return cast(Answer, _own(kept(*args, **kwargs)))

        return answer

    return remembering


def _own(value: Any) -> Any:
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.copy(deep=False)
    if type(value) in (list, tuple):
        return type(value)(map(_own, value))
    if type(value) is dict:
        return {key: _own(one) for key, one in value.items()}
    return value
