"""What changed in how the figures are computed between two snapshots. A sentence each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.records import records
from dashboard.since.cells import series_name
from dashboard.wording import listed

RULES = {
    "soort": "het soort cijfer",
    "factor": "de schaal van het cijfer",
    "regel": "de periode van de noemer",
    "doorlopend": "tot wanneer de noemer geldt",
    "deel_van": "of de teller een deel is van de noemer",
    "rijp_na": "na hoeveel maanden de uitkomst gekend is",
    "venster": "hoeveel kwartalen samen tellen",
    "gewogen": "hoe een groep gewogen wordt",
}
SERIES = {"telling": "de manier van tellen", "afwezig": "wat een ontbrekende rij betekent", "bron": "de bron"}
ROLES = {"teller": "de teller", "noemer": "de noemer"}


def definitions(now: Database, then: Database, indicators: Sequence[str], facts: bool) -> list[str]:
    """Every change in the computation of the indicators; facts: whether the project's own facts changed."""
    found = [text for indicator in indicators for text in _one(now, then, indicator)]
    if facts and not found:
        found.append(
            "De catalogus of de vaste tabellen van het project zijn aangepast. De berekening van deze cijfers bleef dezelfde; "
            "teksten kunnen anders zijn."
        )
    return found


def made_real(sources: Sequence[str]) -> list[str]:
    """That sample figures became real ones, and so are no revision."""
    names = dict.fromkeys(catalogue().bronnen[bron].naam for bron in sources if bron in catalogue().bronnen)
    return [
        f"{name}: in de vorige snapshot stonden voorbeeldcijfers, nu echte cijfers. We vergelijken ze niet."
        for name in names
    ]


def _one(now: Database, then: Database, indicator: str) -> list[str]:
    name = catalogue().indicatoren[indicator].korte_naam
    rules = [_rows(each.table("indicator"), indicator) for each in (then, now)]
    if rules[0].empty:
        return [f"{name} is nieuw in de monitor: de vorige snapshot kende dat cijfer niet."]
    found = []
    parts = [_rows(each.table("onderdeel"), indicator) for each in (then, now)]
    for role, word in ROLES.items():
        was, is_now = (_parts(side, role) for side in parts)
        if was != is_now:
            old, new = (listed(side) or "niets" for side in (was, is_now))
            found.append(f"{name}: {word} telt nu {new}; in de vorige snapshot was dat {old}.")
    changed = [
        label for column, label in RULES.items() if str(rules[0].iloc[0][column]) != str(rules[1].iloc[0][column])
    ]
    if changed:
        found.append(f"{name}: de berekening veranderde ({listed(changed)}).")
    found += _series(now, then, name, set(parts[0]["reeks"]) & set(parts[1]["reeks"]))
    return [f"{text} Alle perioden volgen nu de nieuwe berekening." for text in found]


def _rows(frame: pd.DataFrame, indicator: str) -> pd.DataFrame:
    rows = frame[frame["indicator"] == indicator]
    return rows[rows["dimensie"] == ""] if "dimensie" in rows else rows


def _parts(frame: pd.DataFrame, role: str) -> list[str]:
    rows = frame[frame["rol"] == role].sort_values(["teken", "reeks"], ascending=[False, True])
    return [("min " if row["teken"] < 0 else "") + f"‘{_read(row['reeks'])}’" for row in records(rows)]


def _read(reeks: str) -> str:
    try:
        return series_name(reeks)
    except KeyError:
        return reeks


def _series(now: Database, then: Database, name: str, shared: set[str]) -> list[str]:
    sides = [each.table("reeks").set_index("reeks").astype(str) for each in (then, now)]
    found = []
    for reeks in sorted(shared & set(sides[0].index) & set(sides[1].index)):
        was, is_now = (dict(side.loc[reeks]) for side in sides)
        changed = [label for column, label in SERIES.items() if was[column] != is_now[column]]
        if changed:
            found.append(f"{name}: van ‘{_read(reeks)}’ veranderde {listed(changed)}.")
    return found
