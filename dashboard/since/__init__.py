"""What changed for a place since an earlier moment: an older snapshot, an earlier month, or both. Pure; texts are Dutch."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.database import Database
from dashboard.since.found import Since

__all__ = ["Since", "changes"]


def changes(
    now: Database,
    then: Database | None,
    soort: str,
    gebieden: Sequence[str],
    indicators: Sequence[str],
    periode_nu: str,
    periode_toen: str,
    *,
    naam: str = "",
    feiten_anders: bool = False,
) -> Since:
    """What is new, revised, merged, differently composed or defined for one place, and its changes in time with a verdict.

    soort, gebieden: as in `figures.Question`: one id of a kind, or the municipalities of an own group. then: an older snapshot;
    without one nothing can be said of revisions and definitions. periode_nu, periode_toen: months (`2025-12`) up to which and
    since when; periode_toen may be empty with `then`: then each indicator counts from the newest period known there.
    feiten_anders: whether the project's own facts differ between the two snapshots.
    Raises figures.BadQuestion for an unknown kind, indicator or order of months.
    """
    raise NotImplementedError
