"""The areas a reader can choose, found by name or id; the name of an ended municipality leads to its successor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from weakref import WeakKeyDictionary

import pandas as pd

from dashboard import queries
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.wording import folded, sort_key

OWN_GROUP = "eigen_groep"
OWN_PREFIX = "groep:"
_names: WeakKeyDictionary[Database, dict[str, str]] = WeakKeyDictionary()
_places: WeakKeyDictionary[Database, dict[tuple[str, str], int]] = WeakKeyDictionary()
_ordered: WeakKeyDictionary[Database, pd.DataFrame] = WeakKeyDictionary()
COLUMNS = ["soort", "gebied_id", "naam", "zekerheid", "volledig", "periode_tekst", "opmerking"]


class UnknownArea(ValueError):
    """No such area; the message says so in Dutch and names the nearest ones."""


@dataclass(frozen=True)
class Area:
    """One area; `uitleg` says why it was found when it was asked for under another name."""

    soort: str
    gebied_id: str
    naam: str
    uitleg: str = ""

    @property
    def leden(self) -> tuple[str, ...]:
        """The municipalities of a group a reader made, as its id names them; none for any other area."""
        if self.soort != OWN_GROUP:
            return ()
        return tuple(self.gebied_id.removeprefix(OWN_PREFIX).split("+"))


@dataclass(frozen=True)
class Group:
    """Municipalities of today summed under an id and a name, each with its membership: lid, aangenomen, or grens (unknown)."""

    gebied_id: str
    naam: str
    leden: tuple[tuple[str, str], ...]


def areas(database: Database) -> pd.DataFrame:
    """Every area of every kind in display order: kinds as in the catalogue, names as Dutch sorts them."""
    if database not in _ordered:
        _ordered[database] = _in_order(database)
    return _ordered[database].copy(deep=False)


def places(database: Database) -> dict[tuple[str, str], int]:
    """The place of every area, by its id and name, in display order."""
    if database not in _places:
        known = areas(database)
        _places[database] = {pair: at for at, pair in enumerate(zip(known["gebied_id"], known["naam"], strict=True))}
    return _places[database]


def names(database: Database) -> dict[str, str]:
    """The name of every area by its id."""
    if database not in _names:
        _names[database] = dict(iter(places(database)))
    return _names[database]


def _in_order(database: Database) -> pd.DataFrame:
    kinds = catalogue().soorten
    named = [
        {"soort": kind.id, "gebied_id": gebied_id, "naam": naam, "volledig": True}
        for kind in kinds.values()
        for gebied_id, naam in kind.gebieden.items()
    ]
    frame = pd.concat([queries.gebieden(database), pd.DataFrame(named)], ignore_index=True)
    order = {kind: (at, bool(kinds[kind].gebieden)) for at, kind in enumerate(kinds)}
    rank = [
        (order[soort][0], "" if order[soort][1] else sort_key(naam))
        for soort, naam in zip(frame["soort"], frame["naam"], strict=True)
    ]
    by_rank = sorted(range(len(frame)), key=lambda at: (*rank[at], at))
    return (
        frame.iloc[by_rank]
        .fillna({"zekerheid": "", "periode_tekst": "", "opmerking": ""})[COLUMNS]
        .reset_index(drop=True)
    )


def ended(database: Database) -> pd.DataFrame:
    """Names that no longer exist: columns naam, jaar (of the merger), gebied_id and naam_vandaag of the successor."""
    frame = queries.gemeenten(database)
    today = frame[frame["indeling"] == frame["indeling"].max()]
    gone = frame[~frame["naam"].isin(today["naam"])].sort_values("indeling").drop_duplicates("naam", keep="last")
    years = {2018: 2019, 2019: 2025}
    return pd.DataFrame(
        {
            "naam": gone["naam"],
            "jaar": gone["indeling"].map(years),
            "gebied_id": gone["nis_vandaag"],
            "naam_vandaag": gone["naam_vandaag"],
        }
    ).reset_index(drop=True)


def find(database: Database, text: str, soort: str | None = None) -> Area:
    """The area with this id or name, in the kind given or in any; UnknownArea when there is none or the name is shared."""
    known = areas(database)
    if soort:
        known = known[known["soort"] == soort]
    wanted = folded(text)
    found = known[(known["gebied_id"] == text.strip()) | (known["naam"].map(folded) == wanted)]
    if len(found):
        return _preferred(found, text)
    if soort in (None, "gemeente"):
        gone = _successor(database, text)
        if gone:
            return gone
    close = get_close_matches(wanted, list(known["naam"].map(folded)), n=3, cutoff=0.6)
    names = known.loc[known["naam"].map(folded).isin(close), "naam"].unique()
    hint = f" Bedoelt u {' of '.join(names)}?" if len(names) else ""
    kind = catalogue().soorten[soort].naam if soort else "gebied"
    raise UnknownArea(f"Geen {kind} gevonden met de naam of code '{text}'.{hint}")


def _preferred(found: pd.DataFrame, text: str) -> Area:
    """The only area found, or the municipality among namesakes; UnknownArea when neither decides."""
    chosen = found if len(found) == 1 else found[found["soort"] == "gemeente"]
    if len(chosen) != 1:
        kinds = ", ".join(found["soort"])
        raise UnknownArea(f"'{text}' is de naam van meer dan één gebied ({kinds}). Zeg ook welke soort.")
    row = chosen.iloc[0]
    others = [soort for soort in found["soort"] if soort != row["soort"]]
    explanation = f"'{row['naam']}' is hier de gemeente; er is ook: {', '.join(others)}." if others else ""
    return Area(row["soort"], row["gebied_id"], row["naam"], explanation)


def _successor(database: Database, text: str) -> Area | None:
    frame = queries.gemeenten(database)
    former = frame[(frame["nis"] == text.strip()) | (frame["naam"].map(folded) == folded(text))]
    if former.empty:
        return None
    row = former.sort_values("indeling").iloc[-1]
    year = {2018: 2019, 2019: 2025}.get(int(row["indeling"]), 2025)
    explanation = f"{row['naam']} is sinds 1 januari {year} deel van {row['naam_vandaag']}."
    return Area("gemeente", row["nis_vandaag"], row["naam_vandaag"], explanation)


def codes_of_all_times(database: Database, codes: Sequence[str]) -> list[str]:
    """Today's municipality codes with the codes of all their predecessors."""
    frame = queries.gemeenten(database)
    return sorted(frame.loc[frame["nis_vandaag"].isin(list(codes)), "nis"].unique())


def municipalities_of_today(database: Database, codes: Sequence[str]) -> list[str]:
    """The codes, checked; UnknownArea names one that is no municipality of today, with its successor where it has one."""
    frame = queries.gemeenten(database)
    today = set(frame.loc[frame["indeling"] == frame["indeling"].max(), "nis"])
    for nis in codes:
        if nis not in today:
            gone = _successor(database, nis)
            hint = f" {gone.uitleg} Gebruik {gone.gebied_id}." if gone else ""
            raise UnknownArea(f"Code '{nis}' is geen gemeente van vandaag.{hint}")
    return list(dict.fromkeys(codes))
