"""Where the region stands beside the comparator, Vlaanderen and every other region of its kind; one slide a ratio."""

from __future__ import annotations

import pandas as pd

from dashboard import areas, comparators, regions
from dashboard.catalogue import Indicator, catalogue
from dashboard.levels import Level, levels, rank_words
from dashboard.report.facts import Facts
from dashboard.report.pack import Bars, Part, Points, Shown
from dashboard.report.situation import opening
from dashboard.report.values import is_sample, meaning, point, source, sure
from dashboard.wording import counted, number

NAME = "Plaats naast Vlaanderen en andere gebieden"
MOST = 22
NO_RATIO = (
    "De gekozen cijfers zijn aantallen. Die hangen af van de grootte van een gebied en zetten we niet naast elkaar."
)


def parts(facts: Facts) -> list[Part]:
    """One slide a chosen ratio; one sentence where only counts were chosen."""
    if facts.ratios:
        return [_part(facts, entry) for entry in facts.ratios]
    nothing = pd.DataFrame()
    bron = source(facts.keten, nothing, facts.snapshot)
    return [Part("positie", NAME, NO_RATIO, Points((NO_RATIO,)), NO_RATIO, bron, (), nothing, False)]


def _part(facts: Facts, entry: Indicator) -> Part:
    peers = facts.peers(entry)
    own_id = facts.gekozen.gebied.gebied_id
    order = levels(peers, entry, regions.uncertain(areas.areas(facts.database), False))
    shown = _round_own(order, own_id)
    rows = {row["gebied_id"]: row for row in peers.to_dict("records")}
    points = [
        point(rows[one.gebied_id], entry, one.naam, "gebied" if one.gebied_id == own_id else "ander") for one in shown
    ]
    others = _others(facts, entry)
    points += [point(row, entry, name, "vergelijking") for name, row in others]
    names = [name for name, _ in others]
    rule = next(((name, point(row, entry, name)) for name, row in others if sure(row)), None)
    drawn = (rule[0], rule[1].onder, rule[1].tekst) if rule and rule[1].onder is not None else None
    getoond: Shown = Bars(tuple(points), entry.eenheid, entry.decimalen, drawn)
    beside = [facts.beside(entry), *([facts.flanders(entry)] if len(others) > 1 else [])]
    frame = pd.concat([peers[peers["gebied_id"].isin([one.gebied_id for one in shown])], *beside], ignore_index=True)
    title, doubts = opening(facts, entry)
    mine = next((one for one in order if one.gebied_id == own_id), None)
    ranked = sum(one.ranked for one in order)
    place = rank_words(mine, ranked) if mine else ""
    return Part(
        id=f"positie-{entry.id}",
        naam=f"{NAME}: {entry.korte_naam}",
        titel=title,
        getoond=getoond,
        alt=f"{title} {place} {_listed(points)}".replace("  ", " "),
        bron=source([entry], frame, facts.snapshot, *_left_out(facts, order, shown)),
        notities=tuple(text for text in (place, *doubts, *_unsure(order, names), *meaning(entry)) if text),
        cijfers=frame,
        voorbeeld=is_sample(frame),
    )


def _round_own(order: list[Level], own_id: str) -> list[Level]:
    """The ranked regions and the own one; of very many those next to it in the order."""
    shown = [one for one in order if one.ranked or one.gebied_id == own_id]
    if len(shown) <= MOST:
        return shown
    at = next((place for place, one in enumerate(shown) if one.gebied_id == own_id), 0)
    first = max(0, min(at - MOST // 2, len(shown) - MOST))
    return shown[first : first + MOST]


def _others(facts: Facts, entry: Indicator) -> list[tuple[str, dict]]:
    """The comparator and, where that is another place, Vlaanderen."""
    asked = [(facts.other_name, facts.beside(entry))]
    if facts.other.id != comparators.FLANDERS:
        asked.append(("Vlaanderen", facts.flanders(entry)))
    return [(name, frame.to_dict("records")[0]) for name, frame in asked if len(frame)]


def _left_out(facts: Facts, order: list[Level], shown: list[Level]) -> list[str]:
    kind = catalogue().soorten[facts.gekozen.gebied.soort]
    if len(shown) == len(order):
        return []
    return [f"getoond: {number(len(shown))} van de {counted(len(order), kind.naam, kind.meervoud)}"]


def _unsure(order: list[Level], names: list[str]) -> list[str]:
    """Why regions are not in the order, and what the rule is."""
    out = [one for one in order if not one.ranked]
    why = dict.fromkeys(one.waarom for one in out)
    told = [
        f"Niet in de rangschikking: {', '.join(one.naam for one in out if one.waarom == reason)} ({reason})."
        for reason in why
    ]
    return [*told, f"De streep is het cijfer van {names[0]}."] if names else told


def _listed(points: list) -> str:
    return f"Getoond: {'; '.join(f'{one.naam} {one.tekst}' for one in points)}."
