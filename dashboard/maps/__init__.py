"""Figures as a map: which class, pattern and words every area gets. Pure: frames in, what is drawn out.

One drawing has two hands: `static/kaart.js` shows it on a page, `document` writes it as a file. Both draw what `panel` says.
"""

from dashboard.maps.classes import PATTERNS, Scale, scale
from dashboard.maps.content import content
from dashboard.maps.document import document
from dashboard.maps.months import months
from dashboard.maps.panel import Entry, Panel, Row, circle, panel, reference_count, row
from dashboard.maps.places import Places, neighbours, places
from dashboard.maps.roles import Placed, Role, role_map

__all__ = [
    "PATTERNS",
    "Entry",
    "Panel",
    "Placed",
    "Places",
    "Role",
    "Row",
    "Scale",
    "circle",
    "content",
    "document",
    "months",
    "neighbours",
    "panel",
    "places",
    "reference_count",
    "role_map",
    "row",
    "scale",
]
