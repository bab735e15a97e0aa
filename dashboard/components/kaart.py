"""The map as a Streamlit component: paths come once as a file, a page run sends only marks and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from dashboard import maps
from dashboard.drawings import DrawingInfo
from dashboard.maps import Panel, Places

PACKAGE = Path(__file__).parents[1]
NAME = "activeringsmonitor.kaart"
KEY = "kaart"
# Each argument is a file below the component's folder: inline script would need a looser content policy than `self`.
FILES = {"js": "kaart.js", "css": "kaart.css"}


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
    _component()(
        key=KEY,
        data=data,
        on_gebied_change=lambda: _tell("gebied", choose),
        on_periode_change=lambda: _tell("periode", adopt),
    )


def _tell(name: str, what: Callable[[str], None]) -> None:
    value = st.session_state[KEY].get(name)
    if value:
        what(str(value))


def _component() -> Callable[..., object]:
    manager: BidiComponentManager = get_bidi_component_manager()
    if manager.get_component_asset_root(NAME) is None:
        package, _, component = NAME.partition(".")
        manifest = ComponentManifest(package, "0", [ComponentConfig(component, "static")])
        manager.register_from_manifest(manifest, PACKAGE)
    return st.components.v2.component(NAME, isolate_styles=False, **FILES)
