"""The project's own components: script and style below `dashboard/static`, registered so that the browser gets them as files.

Inline script would need a looser content policy than `self`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

PROGRAM = Path(__file__).parents[1]
PACKAGE = "activeringsmonitor"
COMPONENTS = ("kaart", "beeld")


def component(name: str) -> Callable[..., object]:
    """The component whose files are `static/<name>.js` and `static/<name>.css`."""
    manager: BidiComponentManager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{PACKAGE}.{name}") is None:
        manifest = ComponentManifest(PACKAGE, "0", [ComponentConfig(each, "static") for each in COMPONENTS])
        manager.register_from_manifest(manifest, PROGRAM)
    return st.components.v2.component(f"{PACKAGE}.{name}", isolate_styles=False, js=f"{name}.js", css=f"{name}.css")


def packed(data: Mapping[str, Any]) -> bytes:
    """Much data for a component, as zlib holds them: the browser unpacks them with `DecompressionStream("deflate")`.

    Streamlit would walk through every list, write them twice and send them as they are.
    """
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(sent: bytes) -> Any:
    """What a component was sent by `packed`."""
    return json.loads(zlib.decompress(sent))
