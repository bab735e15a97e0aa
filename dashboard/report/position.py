"""Where the region stands beside the comparator, Vlaanderen and every other region of its kind; one slide a ratio."""

from __future__ import annotations

import pandas as pd

from dashboard import areas, comparators, regions
from dashboard.catalogue import Indicator, catalogue
from dashboard.levels import Level, levels, rank_words
from dashboard.records import records
from dashboard.report import titles
from dashboard.report.facts import Facts, figure
from dashboard.report.pack import Bars, Part, Points, Shown
from dashboard.report.values import is_sample, meaning, point, source, sure
from dashboard.sentences import statement
from dashboard.wording import counted, number

NAME = "Plaats naast Vlaanderen en andere gebieden"
MOST = 18
NO_RATIO = (
    "De gekozen cijfers zijn aantallen. Die hangen af van de grootte van een gebied en zetten we niet naast elkaar."
)
Rule = tuple[str, float, str]


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
    ruled, others = _compared(facts, entry)
    shown = _round_own([one for one in order if not _ruled(one, facts, ruled)], own_id, MOST - len(others))
    rows = {row["gebied_id"]: row for row in records(peers)}
    points = [
        point(rows[one.gebied_id], entry, one.naam, "gebied" if one.gebied_id == own_id else "ander") for one in shown
    ]
    points += [point(row, entry, name, "vergelijking") for name, row in others]
    getoond: Shown = Bars(tuple(points), entry.eenheid, entry.decimalen, ruled)
    beside = [facts.beside(entry), *([facts.flanders(entry)] if facts.other.id != comparators.FLANDERS else [])]
    frame = pd.concat([peers[peers["gebied_id"].isin([one.gebied_id for one in shown])], *beside], ignore_index=True)
    title, whole = titles.opening(facts, entry)
    mine = next((one for one in order if one.gebied_id == own_id), None)
    ranked = sum(one.ranked for one in order)
    place = rank_words(mine, ranked) if mine else ""
    rule = f"De streep is het cijfer van {ruled[0]}: {ruled[2]}." if ruled else ""
    notes = (*whole, place, rule, *_doubts(facts, entry), *_unsure(order), *meaning(entry))
    return Part(
        id=f"positie-{entry.id}",
        naam=f"{NAME}: {entry.korte_naam}",
        titel=title,
        getoond=getoond,
        alt=" ".join(text for text in (title, place, rule, _listed(points)) if text),
        bron=source([entry], frame, facts.snapshot, *_left_out(facts, order, shown)),
        notities=tuple(text for text in notes if text),
        cijfers=frame,
        voorbeeld=is_sample(frame),
    )


def _round_own(order: list[Level], own_id: str, most: int) -> list[Level]:
    """The ranked regions and the own one; of very many those next to it in the order."""
    shown = [one for one in order if one.ranked or one.gebied_id == own_id]
    if len(shown) <= most:
        return shown
    at = next((place for place, one in enumerate(shown) if one.gebied_id == own_id), 0)
    first = max(0, min(at - most // 2, len(shown) - most))
    return shown[first : first + most]


def _compared(facts: Facts, entry: Indicator) -> tuple[Rule | None, list[tuple[str, dict]]]:
    """The comparator as a rule where it has one exact figure; what stands between the bars instead, and Vlaanderen beside it."""
    asked = [(facts.other_name, facts.beside(entry))]
    if facts.other.id != comparators.FLANDERS:
        asked.append(("Vlaanderen", facts.flanders(entry)))
    found = [(name, records(frame)[0]) for name, frame in asked if len(frame)]
    if not found or not sure(found[0][1]):
        return None, found
    name, row = found[0]
    at = point(row, entry, name)
    return (None, found) if at.onder is None else ((name, at.onder, at.tekst), found[1:])


def _ruled(one: Level, facts: Facts, ruled: Rule | None) -> bool:
    """Whether a region of the same kind is the one the rule stands for: nothing is drawn twice."""
    return (
        ruled is not None and facts.other.soort == facts.gekozen.gebied.soort and one.gebied_id in facts.other.gebieden
    )


def _doubts(facts: Facts, entry: Indicator) -> tuple[str, ...]:
    """What is not sure about the region's own figure beside the comparator."""
    own, other = figure(facts.own(entry)), figure(facts.beside(entry))
    if own is None:
        return ()
    return statement(own, entry, comparator=(other, facts.other_place) if other else None).twijfel


def _left_out(facts: Facts, order: list[Level], shown: list[Level]) -> list[str]:
    kind = catalogue().soorten[facts.gekozen.gebied.soort]
    if len(shown) == len(order):
        return []
    return [f"getoond: {number(len(shown))} van de {counted(len(order), kind.naam, kind.meervoud)}"]


def _unsure(order: list[Level]) -> list[str]:
    """Why regions are not in the order."""
    out = [one for one in order if not one.ranked]
    why = dict.fromkeys(one.waarom for one in out)
    return [
        f"Niet in de rangschikking: {', '.join(one.naam for one in out if one.waarom == reason)} ({reason})."
        for reason in why
    ]


def _listed(points: list) -> str:
    return f"Getoond: {'; '.join(f'{one.naam} {one.tekst}' for one in points)}."
