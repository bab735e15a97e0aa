"""What a reader can type to find a place: today's names, names that ended in a merger, and regions with their kind."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.catalogue import Catalogue
from dashboard.wording import sort_key

NOT_OFFERED = ("gemeente", "vlaanderen", "centrumstad")


def labels(areas: pd.DataFrame, ended: pd.DataFrame, catalogue: Catalogue) -> dict[str, str]:
    """What is shown for every place, by the text that finds it: Vlaanderen, municipalities old and new, regions by kind.

    A centrumstad is offered once, as a municipality.
    """
    whole = dict(areas.loc[areas["soort"] == "vlaanderen", ["gebied_id", "naam"]].itertuples(index=False, name=None))
    of_today = _pairs(areas[areas["soort"] == "gemeente"], "gebied_id", "naam")
    towns = {gebied_id: f"{naam} (gemeente)" for gebied_id, naam in of_today}
    towns |= {old: f"{old} (nu {new})" for old, new in _pairs(ended, "naam", "naam_vandaag")}
    kinds = _pairs(areas[~areas["soort"].isin(NOT_OFFERED)], "gebied_id", "naam", "soort")
    regions = {gebied_id: f"{naam} ({catalogue.soorten[soort].naam})" for gebied_id, naam, soort in kinds}
    return whole | dict(sorted(towns.items(), key=lambda item: sort_key(item[1]))) | regions


def _pairs(frame: pd.DataFrame, *columns: str) -> Iterable[tuple[str, ...]]:
    return frame[list(columns)].itertuples(index=False, name=None)
