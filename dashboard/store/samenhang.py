"""What the page on coherence keeps: regions and other divisions in today's municipalities, and the figures of a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import queries, store
from dashboard.catalogue import catalogue
from dashboard.coherence import memberlist, overlap, proposed
from dashboard.coherence.proposed import Pair
from dashboard.coherence.regions import KIND, Region, regions
from dashboard.figures import Question
from dashboard.store import kaart as store_kaart
from dashboard.store.remembered import remembered

DIVISIONS = tuple(soort for soort in overlap.KINDS if soort != overlap.WORK)


@dataclass(frozen=True)
class Setting:
    """The regiegebieden by id, the areas of every other division, and name and province of every municipality of today."""

    regios: Mapping[str, Region]
    indelingen: Mapping[str, tuple[Region, ...]]
    namen: Mapping[str, str]
    provincies: Mapping[str, str]


@remembered()
def setting(snapshot_id: str) -> Setting:
    """The regions and divisions of a snapshot, in today's municipalities; shared, so never changed."""
    known = store_kaart.municipalities(snapshot_id)
    today = known[known["indeling"] == known["indeling"].max()]
    kinds = {soort: _regions(snapshot_id, soort) for soort in (KIND, *DIVISIONS)}
    return Setting(
        kinds[KIND],
        overlap.divisions(kinds),
        dict(zip(today["nis"], today["naam"], strict=True)),
        dict(zip(today["nis"], today["provincie"], strict=True)),
    )


def _regions(snapshot_id: str, soort: str) -> dict[str, Region]:
    members = queries.lidmaatschappen(
        store.database(snapshot_id), soort=soort, weergave="huidig", peildatum=None, datum=date.today()
    )
    return regions(store.areas(snapshot_id), members, soort)


def begins(snapshot_id: str) -> date:
    """The first day a proposal holds in its file."""
    confirmed = date.fromisoformat(catalogue().soorten[KIND].samenstelling_bevestigd_tot)
    return memberlist.begins(stated(snapshot_id), confirmed)


@remembered()
def stated(snapshot_id: str) -> pd.DataFrame:
    """The memberships of the regiegebieden as they were stated."""
    return queries.ledenlijst(store.database(snapshot_id), soort=KIND)


def memberfile(snapshot_id: str, after: Mapping[str, Region]) -> pd.DataFrame:
    """The membership list of a proposal, as `ingest` accepts it."""
    known = store_kaart.municipalities(snapshot_id)
    keys = zip(known["indeling"].astype(int), known["nis"], strict=True)
    successor = dict(zip(keys, known["nis_vandaag"], strict=True))
    return memberlist.memberlist(stated(snapshot_id), after, successor, begins(snapshot_id))


def newest(snapshot_id: str, indicator: str) -> str:
    """The newest period of an indicator whose outcome is known, pooled where it is pooled; empty when nothing is loaded."""
    known = store.months(snapshot_id, indicator)
    ripe = known[known["rijp"].astype(bool)]
    pooled = ripe[ripe["periode"].str.contains("..", regex=False)]
    usable = pooled if catalogue().indicatoren[indicator].venster_kwartalen and len(pooled) else ripe
    usable = usable if len(usable) else known
    return str(usable["periode"].iloc[-1]) if len(usable) else ""


def figures(snapshot_id: str, after: Mapping[str, Region], changed: Sequence[str]) -> list[dict[str, Pair]]:
    """Per indicator the figure of every changed region now (as everywhere in the monitor) and as proposed (from its members)."""
    made = [after[area] for area in changed if area in after]
    found = []
    for indicator in catalogue().indicatoren.values():
        periode = newest(snapshot_id, indicator.id)
        if periode and changed:
            now = store.figures(snapshot_id, Question(indicator.id, KIND, periode=periode))
            then = store.figures(snapshot_id, proposed.question(indicator.id, periode, made)) if made else now.head(0)
            found.append(proposed.pairs(indicator, periode, now, then, changed))
    return found
