"""The figures a load keeps, so that a page reads them: of every area of every kind, as it stands today (`sql/model/370`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.queries import Asked

SIZE_CLASS = "grootteklasse"
LABELS = ["indicator", "categorie", "periode", "van", "meet_indeling", "noemer_periode", "voorlopig"]
_numbers: WeakKeyDictionary[Database, dict[Asked, list[int]]] = WeakKeyDictionary()


def keep(database: Database) -> None:
    """Compute the figures of every kind of area; size classes on their newest reference date."""
    moments = queries.alle_momenten(database)[["indicator", "dimensie", "telling", "periode"]].drop_duplicates()
    asked = list(moments.itertuples(index=False, name=None))
    for soort in sorted(catalogue().soorten):
        for peildatum in queries.peildata(database)[-1:] if soort == SIZE_CLASS else [None]:
            queries.bewaar(database, gevraagd=asked, soort=soort, peildatum=peildatum)


def holds(database: Database, soort: str, peildatum: date | None) -> bool:
    """Whether the figures of this kind, of size classes on this date, were kept."""
    return (soort, peildatum) in queries.bewaard(database).items()


def rows(database: Database, asked: Sequence[Asked], soort: str, gebieden: Sequence[str]) -> pd.DataFrame:
    """What `queries.cijfers_naast_elkaar` would compute, without its order of rows."""
    moments = queries.alle_momenten(database)
    numbers = _moment_numbers(database, moments)
    wanted = sorted({number for question in asked for number in numbers.get(question, ())})
    figures = queries.cijfers_bewaard(database, soort=soort, momenten=wanted, gebieden=gebieden)
    place = np.searchsorted(moments["momentnr"].to_numpy(), figures["momentnr"].to_numpy())
    labels = {name: moments[name].array.take(place) for name in LABELS}
    return pd.DataFrame(labels | {name: figures[name].array for name in figures.columns if name != "momentnr"})


def _moment_numbers(database: Database, moments: pd.DataFrame) -> dict[Asked, list[int]]:
    if database not in _numbers:
        found: dict[Asked, list[int]] = defaultdict(list)
        for number, *asked in moments[["momentnr", "indicator", "dimensie", "telling", "periode"]].itertuples(
            index=False
        ):
            found[tuple(asked)].append(number)
        _numbers[database] = dict(found)
    return _numbers[database]
