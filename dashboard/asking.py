"""Asks the figures of any place a reader can choose: an area of the catalogue, or a group the reader made."""

from __future__ import annotations

from typing import Any

from dashboard import areas
from dashboard.areas import Area
from dashboard.figures import Question


def about(area: Area, indicator: str, **more: Any) -> Question:
    """The question about a place; `more` are further fields of Question. A group is summed over its municipalities."""
    if area.soort == areas.OWN_GROUP:
        return Question(indicator, areas.OWN_GROUP, area.leden, area.naam, **more)
    return Question(indicator, area.soort, (area.gebied_id,), **more)
