"""Every municipality of the region with the chosen figures, and the region itself as last row."""

from __future__ import annotations

import pandas as pd

from dashboard import cautions, findings
from dashboard.catalogue import Indicator
from dashboard.report.facts import UNKNOWN_MEMBER, Facts
from dashboard.report.pack import Cell, Part, Table
from dashboard.report.titles import fitting
from dashboard.report.values import cell, is_sample, source, when
from dashboard.wording import UNKNOWN, capital, counted, number, sort_key

NAME = "De gemeenten van het gebied"
ROWS = 15
WARNED = ("boven_100", "kleine_aantallen", "gemaskeerd")


def parts(facts: Facts) -> list[Part]:
    """One slide for every fifteen municipalities; the total stands on the last one."""
    own = facts.members.sort_values("naam", key=lambda names: names.map(sort_key)).to_dict("records")
    rows = {
        entry.id: {row["gebied_id"]: row for row in facts.places(entry).to_dict("records")} for entry in facts.keten
    }
    blocks = [own[at : at + ROWS] for at in range(0, len(own), ROWS)] or [[]]
    return [_part(facts, block, rows, at, len(blocks)) for at, block in enumerate(blocks)]


def _part(facts: Facts, block: list[dict], rows: dict[str, dict[str, dict]], at: int, count: int) -> Part:
    last = at == count - 1
    lines = [_line(facts, member, rows) for member in block]
    total_row = last and len(facts.members) > 1
    if total_row:
        total = [cell(next(iter(facts.own(entry).to_dict("records")), None), entry) for entry in facts.keten]
        lines.append((Cell(facts.gekozen.gebied.naam), *total))
    titles = ("Gemeente", *(f"{entry.korte_naam}, {when(facts.period(entry))}" for entry in facts.keten))
    codes = [member["nis"] for member in block]
    frames = [frame[frame["gebied_id"].isin(codes)] for frame in (facts.places(entry) for entry in facts.keten)]
    frames += [facts.own(entry) for entry in facts.keten]
    frame = pd.concat(frames, ignore_index=True)
    unknown = sorted(facts.members.loc[facts.members["lidstatus"] == UNKNOWN_MEMBER, "naam"])
    notes = [findings.left_out(unknown), *(text for entry in facts.keten for text in _told(facts, entry))]
    return Part(
        id=f"leden-{at + 1}" if count > 1 else "leden",
        naam=NAME if count == 1 else f"{NAME} ({at + 1} van {count})",
        titel=_title(facts) if at == 0 else f"{NAME} ({at + 1} van {count})",
        getoond=Table(titles, (False, *(True for _ in facts.keten)), tuple(lines), som=total_row),
        alt=" ".join(f"{line[0].tekst}: {', '.join(one.tekst for one in line[1:])}." for line in lines),
        bron=source(facts.keten, frame, facts.snapshot, "n.b.: geen cijfer; een bereik: een klein aantal is verborgen"),
        notities=tuple(text for text in notes if text),
        cijfers=frame,
        voorbeeld=is_sample(frame),
    )


def _told(facts: Facts, entry: Indicator) -> list[str]:
    """The unit of a column, and what must be known about some of its figures."""
    warned = cautions.overall(facts.places(entry), entry)
    return [
        f"{entry.korte_naam}: {entry.eenheid}.",
        *(f"{entry.korte_naam}: {one.zin}" for one, _ in warned if one.soort in WARNED),
    ]


def _line(facts: Facts, member: dict, rows: dict[str, dict[str, dict]]) -> tuple[Cell, ...]:
    if member["lidstatus"] == UNKNOWN_MEMBER:
        return (Cell(f"{member['naam']} (lidmaatschap onbekend)"), *(Cell(UNKNOWN) for _ in facts.keten))
    return (Cell(member["naam"]), *(cell(rows[entry.id].get(member["nis"]), entry) for entry in facts.keten))


def _title(facts: Facts) -> str:
    """How many municipalities there are, which have the most people of the first count, and how many are hidden somewhere."""
    counting = facts.members[facts.members["lidstatus"] != UNKNOWN_MEMBER]
    tail = f"telt {counted(len(counting), 'gemeente', 'gemeenten')}"
    counts = [entry for entry in facts.keten if entry.soort == "aantal"]
    most = _largest(facts.places(counts[0])) if counts else ""
    tail += f"; {counts[0].korte_naam.lower()}: het hoogste aantal heeft {most}" if most else ""
    every = pd.concat([facts.places(entry) for entry in facts.keten], ignore_index=True)
    hidden = set(every.loc[every["status"] == "gemaskeerd", "gebied_id"])
    masked = f" In {counted(len(hidden), 'gemeente', 'gemeenten')} is minstens één cijfer een bereik." if hidden else ""
    return fitting(f"{capital(place.text)} {tail}.{masked}" for place in facts.wordings)


def _largest(places: pd.DataFrame) -> str:
    """The municipality that certainly has the highest count, with that count; empty where none certainly has."""
    exact = places[(places["onder"] == places["boven"]) & (places["bekend"] == places["delen"])]
    if len(exact) < len(places) or len(exact) < 2:
        return ""
    first, second = exact.sort_values(["onder", "gebied"], ascending=[False, True]).head(2).to_dict("records")
    return f"{first['gebied']} ({number(first['onder'])})" if first["onder"] > second["onder"] else ""
