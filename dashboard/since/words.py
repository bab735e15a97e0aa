"""What changed, in the words a reader meets first: one sentence, and the remarks under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.catalogue import catalogue
from dashboard.since.found import Judged, Since
from dashboard.uncertainty.extremes import KAN_NIET
from dashboard.uncertainty.variation import FALL, RISE, USUAL
from dashboard.wording import capital, counted, day, listed, period, window

METHOD = (
    "Een aantal per maand vergelijken we met de gewone schommeling van de plaats zelf: haar veranderingen van maand tot maand "
    "in de 36 maanden ervoor. Een aandeel of een stroom krijgt geen oordeel als toeval het verschil kan verklaren. "
    "Waardoor iets verandert, zegt dit niet."
)
BOTH_NOW = (
    "Beide cijfers van een verandering komen uit de nieuwste levering: een herziening telt dus niet als verandering."
)


def moment(previous: str, made: str = "") -> str:
    """The earlier moment as read: a month, or a snapshot with the day it was made (`JJJJ-MM-DD`)."""
    return f"de snapshot van {day(date.fromisoformat(made))}" if made else period(previous)


def finding(found: Since, place: str, since: str) -> str:
    """The first sentence. place: as it stands in a sentence; since: the earlier moment as read."""
    sides = [
        (verb, [_subject(row) for row in found.oordelen if row.oordeel == side])
        for side, verb in ((RISE, "steeg"), (FALL, "daalde"))
    ]
    told = [f"{verb} {listed(names)}" for verb, names in sides if names]
    revised = len({(row.reeks, row.periode) for row in found.herzien})
    opening = f"Sinds {since}"
    if told:
        return f"{opening} {' en '.join(told)} in {place} meer dan de gewone schommeling."
    parts = []
    if found.nieuw:
        parts.append(
            counted(len({(row.indicator, row.periode) for row in found.nieuw}), "nieuw cijfer", "nieuwe cijfers")
        )
    if revised:
        parts.append(counted(revised, "herziene periode", "herziene perioden"))
    if parts:
        verb = "is" if len(parts) == 1 and parts[0].startswith("1 ") else "zijn"
        return f"{opening} {verb} er voor {place} {listed(parts)}{_verdicts(found)}."
    if not found.nothing:
        return f"{opening} veranderden er voor {place} geen cijfers, maar wel de gemeenten, de berekening of de uitleg."
    return f"{opening} veranderde er voor {place} niets."


def _verdicts(found: Since) -> str:
    """What the judged stocks say where none of them stands out; nothing where none was judged."""
    judged = {row.oordeel for row in found.oordelen if row.oordeel}
    if judged == {USUAL}:
        return "; elk aantal dat we beoordelen, veranderde niet meer dan gewoon"
    if judged == {KAN_NIET}:
        return "; of een aantal meer veranderde dan gewoon, kan nog niet gezegd worden"
    return "; geen enkel aantal dat we beoordelen, veranderde zeker meer dan gewoon" if judged else ""


def left_out(found: Since, indicators: Sequence[str]) -> str:
    """The figures without a later period to set beside the earlier one; '' where all have one."""
    told = {row.indicator for row in found.oordelen}
    names = [catalogue().indicatoren[key].korte_naam for key in indicators if key not in told]
    return f"Zonder vroeger of later cijfer in deze periode: {listed(names)}." if names and told else ""


def _subject(row: Judged) -> str:
    name = catalogue().indicatoren[row.indicator].korte_naam
    return f"het aantal ‘{name}’"


def lead(found: Since, notes: Sequence[str] = ()) -> list[str]:
    """What must be known beside the first sentence: other kinds of change, and what happened in between."""
    also = [
        text
        for text, rows in (
            ("een fusie of andere gemeenten", found.fusie),
            ("een andere samenstelling", found.samenstelling),
            ("een andere berekening of uitleg", found.definitie),
        )
        if rows
    ]
    verb = "staat" if len(also) == 1 else "staan"
    words = (
        [f"{capital(listed(also))} {verb} hieronder apart: dat is geen verandering van het cijfer zelf."]
        if also
        else []
    )
    if found.tussenin:
        words.append(f"Tussen beide momenten: {listed(found.tussenin)}.")
    return [*words, *notes]


def change_of(row: Judged) -> str:
    """One change as a sentence that stands alone, as on a slide."""
    name = catalogue().indicatoren[row.indicator].korte_naam
    return f"{name}, {window(row.nu)}: {row.nu_cijfer}. {row.zin}"
