"""Rows of the database with the names of their areas, to choose and order for one answer after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from dashboard import areas
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.questions import Asked, Question
from dashboard.wording import sort_key


@dataclass(frozen=True)
class Found:
    """Rows with names, column by column: to choose from for several answers. gebieden: id and name of the area of each."""

    frame: pd.DataFrame
    columns: dict[str, ExtensionArray]
    gebieden: list[tuple[str, str]]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Found:
        """These rows."""
        return cls(frame, {str(name): column.array for name, column in frame.items()}, _areas_of(frame))


def _areas_of(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["gebied_id"].tolist(), frame["gebied"].tolist(), strict=True))


def moments_of(named: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    """Where the rows of every indicator and period stand."""
    found: dict[tuple[str, str], list[int]] = {}
    for at, pair in enumerate(zip(named["indicator"].tolist(), named["periode"].tolist(), strict=True)):
        found.setdefault(pair, []).append(at)
    return found


def positions(by_moment: dict[tuple[str, str], list[int]], asked: Asked) -> NDArray[np.intp]:
    """Where the rows that answer a question stand, in their own order."""
    periods = {periode for *_, periode in asked.gevraagd}
    found = (by_moment.get((asked.indicator.id, periode), []) for periode in periods)
    return np.sort(np.array([at for part in found for at in part], dtype=np.intp))


def display_order(
    database: Database, found: Found, at: NDArray[np.intp], question: Question, categories: dict[str, int]
) -> NDArray[np.intp]:
    """Where every row stands: the kind's own order of areas, else by name as Dutch sorts it; then by period and category."""
    gebieden = [found.gebieden[place] for place in at.tolist()]
    known = _places(database, gebieden, question)
    places = np.array([known[pair] for pair in gebieden], int)
    names = found.columns["categorie"].take(at).tolist() if categories else []
    category = np.array([categories.get(name, 0) for name in names] if categories else np.zeros(len(at)), int)
    return np.lexsort((category, found.frame["van"].to_numpy()[at], places))


def _places(database: Database, gebieden: Sequence[tuple[str, str]], question: Question) -> dict[tuple[str, str], int]:
    known = areas.places(database)
    shown = set(gebieden)
    if shown <= known.keys():
        return known
    kinds = catalogue().soorten
    ruled = {name: at for at, name in enumerate(kinds[question.soort].gebieden)} if question.soort in kinds else {}
    ordered = sorted(shown, key=lambda pair: (ruled.get(pair[0], 0), sort_key(pair[1]), pair[0]))
    return {pair: at for at, pair in enumerate(ordered)}
