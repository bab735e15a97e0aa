"""What the page of municipalities alike keeps: the characteristics on one scale, and the ten nearest to a place."""

from __future__ import annotations

import pandas as pd

from dashboard import alike, store
from dashboard.alike import weights as weighing
from dashboard.store.remembered import remembered


def characteristics(snapshot_id: str) -> pd.DataFrame:
    """Every characteristic of every municipality of today (columns `alike.COLUMNS`)."""
    return alike.characteristics(store.database(snapshot_id))


@remembered()
def scale(snapshot_id: str) -> pd.DataFrame:
    """The characteristics on one robust scale."""
    return alike.scale(characteristics(snapshot_id))


@remembered(max_entries=60)
def nearest(snapshot_id: str, nis: str, text: str) -> pd.DataFrame:
    """The ten municipalities most alike, with weights as an address writes them; UnknownArea when none can be compared."""
    weights, _ = weighing.parse(text, list(alike.CHARACTERISTICS))
    return alike.nearest(characteristics(snapshot_id), nis, weights)
