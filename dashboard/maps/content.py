"""What the browser needs to draw maps it already has the paths of: short lists in the order of the areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dashboard.maps.classes import NAMES, PATTERNS
from dashboard.maps.panel import CHANCE, WORDS, Panel, Row
from dashboard.maps.places import Places


def content(panels: Sequence[Panel], where: Places) -> dict[str, Any]:
    """`gebieden` (id, name), `leden` (NIS code -> positions in it) and per map marks, figures, doubt and legend.

    Doubts are said once, in `twijfels`, and pointed to; `toeval` is one text, to be cut at `|`, which is shorter than a list.
    An area that one of the maps has no row for has code null there.
    """
    names = {row.gebied_id: row.naam for panel in panels for row in panel.rijen}
    at = {area: place for place, area in enumerate(names)}
    doubts = {"": 0}
    return {
        "gebieden": list(names.items()),
        "leden": {
            nis: [at[area] for area in areas if area in at]
            for nis, areas in where.gebieden.items()
            if tuple(areas) != (nis,) or nis not in at
        },
        "panelen": [_panel(panel, list(at), doubts) for panel in panels],
        "twijfels": list(doubts),
        "toeval": CHANCE,
        "woorden": WORDS,
        "patronen": [{"naam": name, **asdict(PATTERNS[name])} for name in NAMES],
    }


def _panel(panel: Panel, order: Sequence[str], doubts: dict[str, int]) -> dict[str, Any]:
    found = {row.gebied_id: row for row in panel.rijen}
    rows: list[Row | None] = [found.get(area) for area in order]
    chance = any(row and row.toeval for row in rows)
    return {
        "titel": panel.titel,
        "eenheid": panel.eenheid,
        "uitleg": panel.uitleg,
        "bevinding": panel.bevinding,
        "kleuren": panel.kleuren,
        "cirkel": panel.cirkel,
        "legende": [[entry.soort, entry.waarde, entry.tekst, entry.aantal] for entry in panel.legende],
        "codes": [None if row is None else row.mark.code for row in rows],
        "cijfers": ["" if row is None else row.cijfer for row in rows],
        "twijfel": [0 if row is None else doubts.setdefault(row.twijfel, len(doubts)) for row in rows],
        "toeval": "|".join("" if row is None else row.toeval for row in rows) if chance else "",
        "maten": [_limits(row) for row in rows],
    }


def _limits(row: Row | None) -> float | list[float] | None:
    """The certain limits, short; one number where they are equal. The browser sorts and sizes by them."""
    if row is None or row.onder is None or row.boven is None:
        return None
    low, high = (float(f"{limit:.4g}") if limit % 1 else limit for limit in (row.onder, row.boven))
    return low if low == high else [low, high]
