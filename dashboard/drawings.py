"""The drawings of the municipalities that are ready: reading only, without any geometry library."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.snapshots import Storage

FORMS = ("officieel", "schematisch", "tegels")
ROUTE = "kaart"


@dataclass(frozen=True)
class DrawingInfo:
    """One drawing as a page needs it: its address below the root of the site, its source line and its size in units.

    `adres` changes with the content, so a browser may keep what it fetched for ever.
    """

    vorm: str
    hash: str
    adres: str
    bron: str
    breedte: int
    hoogte: int
    pad: Path
    uit: str


def drawings(place: Storage) -> dict[str, DrawingInfo]:
    """Every drawing that is ready, by form, the preferred one first: official boundaries, else the schematic map."""
    found = {}
    for form in FORMS:
        path = place.grenzen / f"{form}.json"
        try:
            state = path.stat()
            found[form] = _info(path, state.st_mtime_ns, state.st_size, state.st_ino)
        except (OSError, ValueError, KeyError, TypeError):  # absent, or damaged on the disk: the next form serves
            continue
    return found


def content(place: Storage, name: str) -> bytes | None:
    """The file a page asks for by the last part of `adres`; None when there is no such drawing (any more)."""
    for one in drawings(place).values():
        if name == one.adres.rpartition("/")[2]:
            found = one.pad.read_bytes()
            return found if _digest(found) == one.hash else None  # replaced meanwhile: never keep it under this name
    return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@lru_cache(maxsize=16)
def _info(path: Path, *version: int) -> DrawingInfo:
    content = path.read_bytes()
    drawing = json.loads(content)
    digest = _digest(content)
    form = drawing["vorm"]
    return DrawingInfo(
        vorm=form,
        hash=digest,
        adres=f"{ROUTE}/{form}-{digest}.json",
        bron=drawing["bron"],
        breedte=drawing["breedte"],
        hoogte=drawing["hoogte"],
        pad=path,
        uit=drawing["uit"],
    )
