"""What a profile says first, and what stands out on it: sentences by fixed rules, never a cause. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.areas import Area
from dashboard.catalogue import Indicator
from dashboard.changes import year_before
from dashboard.comparators import Comparator
from dashboard.compare.verdicts import HIGHER, KAN_NIET, LOWER, NOT_SHOWN
from dashboard.overview import named
from dashboard.profile import Row, figure, other_name, other_place
from dashboard.sentences import place_of, statement
from dashboard.sentences.amounts import amount, unit
from dashboard.standing_out import year_change
from dashboard.suggestions import NOT_JUDGED
from dashboard.wording import capital, listed

USUAL = "Dat is meer dan het aantal daar gewoonlijk schommelt."
SIDES = {HIGHER: "hoger", LOWER: "lager"}


def short_name(indicator: Indicator) -> str:
    """The short name inside a sentence: `leefloongraad`, `TWE-uitstroom 3 maanden`."""
    name = indicator.korte_naam
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def finding(area: Area, rows: Sequence[Row], comparator: Comparator) -> str:
    """On which figures the place certainly lies higher and lower than the comparator; empty where nothing can be said.

    A figure that cannot be judged is never counted as alike: only what was judged is spoken of.
    """
    other = other_name(comparator)
    sides = {
        words: [_figures(row) for row in rows if row.comparable and row.oordeel.oordeel == side]
        for side, words in SIDES.items()
    }
    parts = [f"{words} dan {other} voor {listed(found)}" for words, found in sides.items() if found]
    if parts:
        first, *rest = parts
        second = f", en {rest[0].replace(f'dan {other} ', '')}" if rest else ""
        return f"{capital(named(area))} ligt {first}{second}."
    judged = [short_name(row.indicator) for row in rows if row.comparable and row.oordeel.oordeel == NOT_SHOWN]
    if judged:
        return f"{capital(named(area))} is niet te onderscheiden van {other} voor {listed(judged)}."
    return ""


def _figures(row: Row) -> str:
    own, other = figure(row.eigen), figure(row.ander)
    if own is None or other is None:
        return short_name(row.indicator)
    beside = f"{amount(own, row.indicator)} tegenover {amount(other, row.indicator)}"
    tail = "" if row.indicator.soort == "aandeel" else unit(own, row.indicator)
    return f"{short_name(row.indicator)} ({beside}{tail})"


def standing_out(area: Area, rows: Sequence[Row], comparator: Comparator | None, stable: str) -> list[str]:
    """A sentence for each figure that stands out, the change of the first count in a year first; then what cannot be judged.

    comparator: None where the place is itself what it would be compared with. stable: the last month that is not provisional.
    """
    found, unknown = _year(area, rows, stable)
    compared = [row for row in rows if row.comparable] if comparator else []
    for row in compared:
        own, other = figure(row.eigen), figure(row.ander)
        if comparator and row.stands_out and own and other:
            found.append(statement(own, row.indicator, place_of(own), (other, other_place(comparator))).zin)
    if not found:
        found = _nothing(area, not unknown and bool(stable), compared, comparator)
    refused = [row for row in compared if row.oordeel.oordeel == KAN_NIET]
    for why in dict.fromkeys(row.oordeel.woorden for row in refused):
        names = [short_name(row.indicator) for row in refused if row.oordeel.woorden == why]
        unknown.append(f"{listed(names)} ({why.removeprefix('kan niet: ')})")
    return [*found, *([f"Niet te beoordelen: {'; '.join(unknown)}."] if unknown else [])]


def _nothing(area: Area, year: bool, compared: Sequence[Row], comparator: Comparator | None) -> list[str]:
    """That nothing stands out, of what could be judged; nothing where nothing could. year: whether the change in a year was."""
    beside = comparator is not None and any(row.oordeel.oordeel != KAN_NIET for row in compared)
    if beside and comparator:
        than = "toeval of een gewone schommeling" if year else "toeval"
        return [f"Bij {named(area)} valt naast {other_name(comparator)} niets op dat zeker meer is dan {than}."]
    return (
        [f"Bij {named(area)} veranderde het leefloon in een jaar niet meer dan het daar gewoonlijk schommelt."]
        if year
        else []
    )


def _year(area: Area, rows: Sequence[Row], stable: str) -> tuple[list[str], list[str]]:
    """The change of the first count in a year, where it is larger than usual; why that cannot be judged."""
    count = next((row for row in rows if row.indicator.soort == "aantal"), None)
    if count is None or not stable:
        return [], []
    judged = year_change(count.verloop, area.gebied_id, stable)
    if judged.reden:
        return [], [f"de verandering in een jaar ({NOT_JUDGED[judged.reden]})"]
    now, then = figure(count.at(stable)), figure(count.at(year_before(stable)))
    if not judged.oordeel or now is None or then is None:
        return [], []
    said = statement(now, count.indicator, place_of(now), earlier=then)
    return [f"{said.zin} {said.verandering} {USUAL}"], []
