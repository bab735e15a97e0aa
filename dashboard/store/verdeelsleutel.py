"""What the page of the cost sharing keeps: who the members of a group are, the periods to choose, the counts of one."""

from __future__ import annotations

import pandas as pd

from dashboard import areas as known_areas
from dashboard import groups, queries, store
from dashboard.areas import Area
from dashboard.cost_sharing import INDICATORS
from dashboard.figures import Question
from dashboard.periods import parse
from dashboard.store import regios
from dashboard.store.remembered import remembered

MEAN = "jaargemiddelde"
SINGLE = ("gemeente", "centrumstad", "vlaanderen")


@remembered(max_entries=100)
def members(snapshot_id: str, area: Area) -> tuple[dict[str, str], list[str], list[str]]:
    """Name by NIS code of today's members of a region or own group; names of unknown membership; names of assumed membership."""
    if area.soort in SINGLE:
        return {}, [], []
    if area.soort == known_areas.OWN_GROUP:
        known = store.areas(snapshot_id)
        names = dict(known.loc[known["soort"] == "gemeente", ["gebied_id", "naam"]].itertuples(index=False, name=None))
        codes = groups.split(area.gebied_id)[1]
        return {nis: names[nis] for nis in codes}, [], []
    found = regios.memberships(snapshot_id, area.soort)
    found = found[found["gebied_id"] == area.gebied_id]
    unknown = found["lidstatus"] == "grens"
    certain = found.loc[~unknown, ["nis", "naam"]].itertuples(index=False, name=None)
    assumed = found.loc[found["lidstatus"] == "aangenomen", "naam"]
    return dict(certain), sorted(found.loc[unknown, "naam"]), sorted(assumed)


@remembered()
def periods(snapshot_id: str) -> pd.DataFrame:
    """The years (as a mean of their months) and months leefloon is known for, newest first: periode, telling, voorlopig."""
    known = queries.momenten(store.database(snapshot_id), indicator=INDICATORS["leefloon"], dimensie="")
    months = known[(known["telling"] == "stand") & known["periode"].str.fullmatch(r"\d{4}-\d{2}")]
    years = known[known["telling"] == MEAN]
    ordered = [frame.sort_values("periode", ascending=False) for frame in (years, months)]
    return pd.concat(ordered)[["periode", "telling", "voorlopig"]].reset_index(drop=True)


@remembered(max_entries=20)
def figures(snapshot_id: str, periode: str) -> dict[str, pd.DataFrame]:
    """The municipal figures of each kind of count in a period; inhabitants of 1 January of its year, or the last before."""
    frames = {}
    for kind, indicator in INDICATORS.items():
        known = store.months(snapshot_id, indicator)
        if kind == "inwoners":
            wanted = str(parse(periode).van.year)
            earlier = known.loc[known["periode"] <= wanted, "periode"]
            moment, telling = (earlier.max() if len(earlier) else wanted), ""
        else:
            moment, telling = periode, MEAN if len(periode) == len("2024") else "stand"
        there = len(queries.momenten(store.database(snapshot_id), indicator=indicator, dimensie=""))
        empty = pd.DataFrame(columns=["gebied_id", "periode", "herkomst"])
        frames[kind] = (
            store.figures(snapshot_id, Question(indicator, periode=moment, telling=telling)) if there else empty
        )
    return frames


@remembered(max_entries=100)
def invented(snapshot_id: str, periode: str) -> dict[str, frozenset[str]]:
    """The municipalities whose count is a sample figure, for each kind of count."""
    return {
        kind: frozenset(frame.loc[frame["herkomst"] == "voorbeeld", "gebied_id"])
        for kind, frame in figures(snapshot_id, periode).items()
    }
