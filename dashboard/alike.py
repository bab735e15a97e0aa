"""The municipalities most alike, as a comparator (`vergelijk=vergelijkbaar`)."""

from __future__ import annotations

from dashboard.areas import UnknownArea
from dashboard.database import Database


def alike(database: Database, nis: str) -> tuple[str, ...]:
    """NIS codes of the municipalities most alike `nis`, nearest first; UnknownArea when they cannot be found."""
    raise UnknownArea(f"De gemeenten die het meest op {nis} lijken, zijn nog niet berekend.")


def moment(database: Database) -> str:
    """The date of the characteristics as it stands behind `kenmerken van`; empty while nothing is computed."""
    return ""
