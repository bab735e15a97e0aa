"""The mergers chosen municipalities came from, as events for their time chart. Pure pandas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from dashboard.events import Event
from dashboard.wording import listed

GENERAL = "Fusies "


def mergers(municipalities: pd.DataFrame, codes: Sequence[str]) -> list[Event]:
    """One event per date on which a chosen municipality was made or grew. municipalities: the frame of `queries.gemeenten`."""
    divisions = sorted(municipalities["indeling"].unique())
    parts = municipalities[municipalities["nis_vandaag"].isin(list(codes))]
    counts = parts.groupby(["nis_vandaag", "indeling"]).size().unstack(fill_value=0)
    names = dict(zip(parts["nis_vandaag"], parts["naam_vandaag"], strict=True))
    found = []
    for before, after in pairwise(divisions):
        merged = [
            names[nis] for nis in codes if nis in counts.index and counts.loc[nis, before] > counts.loc[nis, after]
        ]
        if merged:
            moment = date(int(after), 1, 1)
            text = f"Op 1 januari {after} ontstond of groeide door een fusie: {listed(merged)}."
            found.append(Event(moment, f"Fusie {listed(merged)}", text, ""))
    return found


def with_mergers(events: Sequence[Event], own: Sequence[Event]) -> list[Event]:
    """The events of every chart, those of all mergers replaced by the chosen municipalities' own."""
    kept = [event for event in events if not event.naam.startswith(GENERAL)]
    return sorted([*kept, *own], key=lambda event: event.datum)
