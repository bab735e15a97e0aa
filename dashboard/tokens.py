"""The design tokens of `static/stijl.css`, read for charts: one place where a colour is chosen."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

STYLE = Path(__file__).parent / "static" / "stijl.css"
PAIR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")

SIZE = re.compile(r"--([a-z]+): ([0-9.]+)rem;")
ROOT_SIZE = 16

Scheme = Literal["light", "dark"]


@cache
def colours(scheme: Scheme) -> dict[str, str]:
    """Every colour token of one scheme, by name (`inkt`, `accent`, …)."""
    found = PAIR.findall(STYLE.read_text(encoding="utf-8"))
    return {name: light if scheme == "light" else dark for name, light, dark in found}


@cache
def sizes() -> dict[str, int]:
    """Every type size that is fixed, in pixels, by name (`fijn`, `grafiek`, `klein`, `gewoon`)."""
    return {name: round(float(rem) * ROOT_SIZE) for name, rem in SIZE.findall(STYLE.read_text(encoding="utf-8"))}
