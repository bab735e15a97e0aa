"""Every municipality of the region with the chosen figures, and the region itself as last row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from dashboard import cautions, findings
from dashboard.catalogue import Indicator
from dashboard.coherence.adjacency import borders
from dashboard.records import records
from dashboard.report.facts import UNKNOWN_MEMBER, Facts
from dashboard.report.pack import Cell, Part, Table
from dashboard.report.titles import fitting
from dashboard.report.values import cell, is_sample, source, when
from dashboard.wording import UNKNOWN, capital, counted, number, sort_key

NAME = "De gemeenten van het gebied"
WITH_NEIGHBOURS = "De gemeente en haar buurgemeenten"
WRITTEN = "n.b.: geen cijfer; een bereik: een klein aantal is verborgen"
NEIGHBOUR = "buur"
WARNED = ("boven_100", "kleine_aantallen", "gemaskeerd")


def parts(facts: Facts) -> list[Part]:
    """One table: the members and their total; of a region of one municipality also its neighbours, without a total."""
    members = records(facts.members.sort_values("naam", key=lambda names: names.map(sort_key)))
    alone = len(members) == 1
    shown = [*members, *_neighbours(facts, members[0]["nis"])] if alone else members
    codes = tuple(member["nis"] for member in shown)
    frames = {entry.id: facts.municipalities(entry, codes) if alone else facts.places(entry) for entry in facts.keten}
    rows = {name: {row["gebied_id"]: row for row in records(frame)} for name, frame in frames.items()}
    lines = [_line(facts, member, rows) for member in shown]
    if len(members) > 1:
        total = [cell(next(iter(records(facts.own(entry))), None), entry) for entry in facts.keten]
        lines.append((Cell(facts.gekozen.gebied.naam), *total))
    titles = ("Gemeente", *(f"{entry.korte_naam}, {when(facts.period(entry))}" for entry in facts.keten))
    frame = pd.concat([*frames.values(), *(facts.own(entry) for entry in facts.keten)], ignore_index=True)
    unknown = sorted(facts.members.loc[facts.members["lidstatus"] == UNKNOWN_MEMBER, "naam"])
    notes = [findings.left_out(unknown), *(text for entry in facts.keten for text in _told(frames[entry.id], entry))]
    return [
        Part(
            id="leden",
            naam=WITH_NEIGHBOURS if alone else NAME,
            titel=fitting(_alone(facts, frames) if alone else _titles(facts, frames)),
            getoond=Table(titles, (False, *(True for _ in facts.keten)), tuple(lines), som=len(members) > 1),
            alt=" ".join(f"{line[0].tekst}: {', '.join(one.tekst for one in line[1:])}." for line in lines),
            bron=source(facts.keten, frame, facts.snapshot, WRITTEN),
            notities=tuple(text for text in notes if text),
            cijfers=frame,
            voorbeeld=is_sample(frame),
        )
    ]


def _neighbours(facts: Facts, nis: str) -> list[dict]:
    """The municipalities that touch one, by name."""
    near = facts.names[facts.names["nis"].isin(borders().of(nis))]
    near = near.sort_values("naam", key=lambda names: names.map(sort_key))
    return records(near.assign(lidstatus=NEIGHBOUR))


def _told(frame: pd.DataFrame, entry: Indicator) -> list[str]:
    """The unit of a column, and what must be known about some of its figures."""
    warned = cautions.overall(frame, entry)
    return [
        f"{entry.korte_naam}: {entry.eenheid}.",
        *(f"{entry.korte_naam}: {one.zin}" for one, _ in warned if one.soort in WARNED),
    ]


def _line(facts: Facts, member: dict, rows: dict[str, dict[str, dict]]) -> tuple[Cell, ...]:
    if member["lidstatus"] == UNKNOWN_MEMBER:
        return (Cell(f"{member['naam']} (lidmaatschap onbekend)"), *(Cell(UNKNOWN) for _ in facts.keten))
    return (Cell(member["naam"]), *(cell(rows[entry.id].get(member["nis"]), entry) for entry in facts.keten))


def _titles(facts: Facts, frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """How many municipalities there are, which have the most people of the first count, and how many are hidden somewhere."""
    counting = facts.members[facts.members["lidstatus"] != UNKNOWN_MEMBER]
    tail = f"telt {counted(len(counting), 'gemeente', 'gemeenten')}"
    count = next((entry for entry in facts.keten if entry.soort == "aantal"), None)
    most = _largest(frames[count.id]) if count else ""
    tail += f"; {count.korte_naam.lower()}: het hoogste aantal heeft {most}" if count and most else ""
    every = pd.concat(list(frames.values()), ignore_index=True)
    hidden = set(every.loc[every["status"] == "gemaskeerd", "gebied_id"])
    masked = f" In {counted(len(hidden), 'gemeente', 'gemeenten')} is minstens één cijfer een bereik." if hidden else ""
    for place in facts.wordings:
        yield f"{capital(place.text)} {tail}.{masked}"


def _alone(facts: Facts, frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """That the region is one municipality, and which of its neighbours has the most people of the first count."""
    count = next((entry for entry in facts.keten if entry.soort == "aantal"), None)
    own = set(facts.members["nis"])
    near = next(iter(frames.values()))
    amount = counted(len(near[~near["gebied_id"].isin(own)]), "buurgemeente", "buurgemeenten")
    most = _largest(frames[count.id][~frames[count.id]["gebied_id"].isin(own)]) if count else ""
    tail = f" Van de {amount} heeft {most} het hoogste aantal ({count.korte_naam.lower()})." if count and most else ""
    for place in facts.wordings:
        yield f"{capital(place.text)} is één gemeente.{tail or f' Daaronder staan de {amount}.'}"


def _largest(places: pd.DataFrame) -> str:
    """The municipality that certainly has the highest count, with that count; empty where none certainly has."""
    exact = places[(places["onder"] == places["boven"]) & (places["bekend"] == places["delen"])]
    if len(exact) < len(places) or len(exact) < 2:
        return ""
    first, second = records(exact.sort_values(["onder", "gebied"], ascending=[False, True]).head(2))
    return f"{first['gebied']} ({number(first['onder'])})" if first["onder"] > second["onder"] else ""
