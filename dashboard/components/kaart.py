"""The map as a Streamlit component: paths come once as a file, a page run sends only marks and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard import maps
from dashboard.components.scripts import component, packed
from dashboard.drawings import DrawingInfo
from dashboard.maps import Panel, Places

KEY = "kaart"


def drawn_map(
    drawing: DrawingInfo,
    panels: Sequence[Panel],
    where: Places,
    choose: Callable[[str], None],
    adopt: Callable[[str], None],
    **words: Any,
) -> None:
    """One map or two on a page, with their table.

    choose gets the id of an area, adopt a period the reader wants the page to show. words: `gekozen` (the id of the chosen
    area or empty), `getoond` (the only area drawn, where areas overlap), `alt`, `kop` and `bijschrift` (of the table),
    `voorbeeld`, `periode`, `spelen` (the address of every month, or empty), `beeld` (a picture to save: `naam`, `svg`, `keer`),
    `omlijnd` (the municipalities to outline together, where no drawn area is chosen), `klein` (only the map and its legend).
    """
    data = maps.content(panels, where) | {"tekening": drawing.adres} | words
    component(KEY)(
        key=KEY,
        data=packed(data),
        on_gebied_change=lambda: _tell("gebied", choose),
        on_periode_change=lambda: _tell("periode", adopt),
    )


def _tell(name: str, what: Callable[[str], None]) -> None:
    value = st.session_state[KEY].get(name)
    if value:
        what(str(value))
