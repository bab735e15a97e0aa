"""What changed in the municipalities themselves: mergers, and which of them belong to the place. A sentence each."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.periods import Period
from dashboard.records import records
from dashboard.since.where import FIXED, Where, members
from dashboard.wording import capital, day, listed, sort_key

UNKNOWN_MEMBER = "grens"


def mergers(
    now: Database, then: Database | None, place: Where, begin: date, until: Period
) -> tuple[list[str], set[str]]:
    """The mergers in [begin, end of until) that touch the place, and those the older snapshot did not know; with the codes of
    today they ended in."""
    towns = queries.gemeenten(now)
    here = set(place.leden["nis"])
    named = towns.set_index(["indeling", "nis"])
    rows = now.table("fusie")
    rows["datum"] = pd.to_datetime(rows["datum"]).dt.date
    rows = rows[rows["oude_nis"].notna()]
    into = named.loc[list(zip(rows["nieuwe_indeling"], rows["nieuwe_nis"], strict=True))]
    rows = rows.assign(vandaag=into["nis_vandaag"].to_numpy(), nieuwe_naam=into["naam"].to_numpy())
    rows = rows[rows["vandaag"].isin(here)]
    keys = ["oude_indeling", "oude_nis"]
    unknown = pd.Series(False, index=rows.index)
    if then is not None:
        before = set(then.table("fusie")[keys].itertuples(index=False, name=None))
        unknown = pd.Series([pair not in before for pair in rows[keys].itertuples(index=False, name=None)], rows.index)
    between = (rows["datum"] >= begin) & (rows["datum"] < until.tot)
    told = []
    chosen = rows[between | unknown]
    for _, group in chosen.groupby(["datum", "vandaag"]):
        datum, name = group["datum"].iloc[0], group["nieuwe_naam"].iloc[0]
        old = listed(sorted(group["oude_naam"], key=sort_key))
        late = " De vorige snapshot kende die fusie nog niet." if unknown[group.index].any() else ""
        told.append(f"Op {day(datum)} gingen {old} samen in {name}.{late}")
    return told, set(chosen["vandaag"])


def memberships(
    now: Database, then: Database | None, place: Where, since: date, until: date, merged: set[str]
) -> list[str]:
    """How the list of members changed between two days in the newest snapshot, and between both snapshots.

    merged: today's codes of municipalities that merged in between: a membership that became unknown says that it is so.
    """
    if place.soort in FIXED:
        return []
    found = []
    was, is_now = (_of_today(now, members(now, place.soort, place.gebieden, at, "destijds")) for at in (since, until))
    if since != until and was and not is_now:
        found.append(
            f"Op {day(until)} is er geen geldige samenstelling meer bekend; de cijfers tellen de laatst bekende leden."
        )
    elif since != until and was:
        found += _told(was, is_now, f"tussen {day(since)} en {day(until)}", merged)
    if then is not None:
        earlier = _of_today(now, members(then, place.soort, place.gebieden, until, "huidig"))
        if not earlier:
            found.append("De vorige snapshot kende dit gebied nog niet.")
        else:
            later = _of_today(now, place.leden)
            found += _told(earlier, later, "sinds de vorige snapshot", merged)
            found += _described(now, then, place)
    return list(dict.fromkeys(found))


def _of_today(now: Database, frame: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Name and status of each member under its code of today; known where any part of it is."""
    towns = queries.gemeenten(now).sort_values("indeling").drop_duplicates("nis", keep="last").set_index("nis")
    known: dict[str, tuple[str, str]] = {}
    for row in records(frame):
        if row["nis"] not in towns.index:
            known[row["nis"]] = (row["naam"], row["lidstatus"])
            continue
        town = towns.loc[row["nis"]]
        code = str(town["nis_vandaag"])
        if known.get(code, ("", UNKNOWN_MEMBER))[1] == UNKNOWN_MEMBER:
            known[code] = (str(town["naam_vandaag"]), row["lidstatus"])
    return known


def _told(was: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]], span: str, merged: set[str]) -> list[str]:
    joined = sorted((now[code][0] for code in now.keys() - was.keys()), key=sort_key)
    left = sorted((was[code][0] for code in was.keys() - now.keys()), key=sort_key)
    found = [f"{capital(span)} {_verb(joined, 'kwam', 'kwamen')} erbij: {listed(joined)}."] if joined else []
    found += [f"{capital(span)} {_verb(left, 'viel', 'vielen')} weg: {listed(left)}."] if left else []
    for code in sorted(now.keys() & was.keys()):
        if now[code][1] == UNKNOWN_MEMBER != was[code][1]:
            why = " na de fusie" if code in merged else ""
            found.append(
                f"Of {now[code][0]}{why} bij het gebied hoort, is {span} onbekend geworden: die gemeente telt niet mee."
            )
        elif was[code][1] == UNKNOWN_MEMBER != now[code][1]:
            found.append(
                f"Dat {now[code][0]} bij het gebied hoort, is {span} bekend geworden: die gemeente telt nu mee."
            )
    return found


def _verb(names: list[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many


def _described(now: Database, then: Database, place: Where) -> list[str]:
    """A region's name or certainty that changed between the snapshots."""
    sides = [each.table("gebied").set_index("gebied_id") for each in (then, now)]
    key = place.gebieden[0]
    if any(key not in side.index for side in sides):
        return []
    words = {"naam": "De naam van het gebied", "zekerheid": "De zekerheid over de ledenlijst"}
    texts = {name: [str(side[name].fillna("")[key]) for side in sides] for name in words}
    return [
        f"{label} veranderde van ‘{texts[name][0]}’ in ‘{texts[name][1]}’."
        for name, label in words.items()
        if texts[name][0] != texts[name][1]
    ]
