"""Every period of one map at once, for the player in the browser: marks, figures and, for counts, certain limits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.maps.classes import scale
from dashboard.maps.panel import ROW_COLUMNS, Limits, Row, against, row
from dashboard.records import records
from dashboard.wording import window

COLUMNS = [name for name in ROW_COLUMNS if not name.startswith("stab")]


def months(indicator: Indicator, frame: pd.DataFrame, areas: Sequence[str], reference: Mapping[str, Limits]) -> bytes:
    """JSON with `gebieden`, `perioden` and their `namen`, and per period the lists `codes`, `cijfers`, `twijfel` and `maten`.

    Lists are in the order of `areas`; an area without a row in a period has code null. `twijfel` points into `twijfels`.
    `maten` (counts only) holds the certain limits. reference: the limits of Vlaanderen by period.
    """
    chosen, doubts = scale(indicator), [""]
    where = {area: at for at, area in enumerate(areas)}
    periods = sorted(set(frame["periode"]))
    empty: list[Row | None] = [None] * len(areas)
    found = {periode: list(empty) for periode in periods}
    for record in records(frame, COLUMNS):
        at = where.get(record["gebied_id"])
        if at is not None:
            found[record["periode"]][at] = row(indicator, record, chosen, reference.get(record["periode"]))
    content = {
        "gebieden": list(areas),
        "perioden": periods,
        "namen": [window(periode) for periode in periods],
        "uitleg": [against(indicator, chosen, reference.get(periode)) for periode in periods],
        "codes": [[None if one is None else one.mark.code for one in rows] for rows in found.values()],
        "cijfers": [["" if one is None else one.cijfer for one in rows] for rows in found.values()],
        "twijfel": [[0 if one is None else _index(doubts, one.twijfel) for one in rows] for rows in found.values()],
        "maten": [[_limits(one) for one in rows] for rows in found.values()] if chosen is None else None,
        "twijfels": doubts,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _index(doubts: list[str], text: str) -> int:
    if text not in doubts:
        doubts.append(text)
    return doubts.index(text)


def _limits(found: Row | None) -> list[float] | None:
    return None if found is None or found.onder is None or found.boven is None else [found.onder, found.boven]
