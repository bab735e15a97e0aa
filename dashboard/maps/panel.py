"""One map: a mark, a figure and its doubt per area, and a legend that counts what is seen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator
from dashboard.changes import SHOWN
from dashboard.maps.classes import PATTERNS, Mark, Scale, as_read, mark, scale
from dashboard.maps.places import Places
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.reasons import reason
from dashboard.wording import UNKNOWN, counted, number, short_bounds

LARGEST = 46.0
CHANCE = "door toeval alleen"
STEPS = (1, 2, 5, 10)
Limits = tuple[float, float]
WORDS = {
    "gearceerd": "waarvan deels verborgen, maar zeker in die klasse",
    "voorlopig": "voorlopig: de bron kan dit nog herzien",
    "nul": "geen enkele",
}
NOT_IN_IT = "ligt niet in het gekozen gebied; gebieden van deze soort overlappen"
SHARED = "gemeente van vandaag die toen in delen bestond: zie de tabel"
OF_THE_WHOLE_MAP = ("voorbeeld", "voorbehoud", "venster", "verschil_maanden", "samenstelling", "jaar_onbekend")
ROW_COLUMNS = ["gebied_id", "gebied", "noemer", "stab_onder", "stab_boven", *cautions.NEEDED]


@dataclass(frozen=True)
class Row:
    """One area as it is read: name, figure with its unit left out, doubt, chance, mark, and its certain limits."""

    gebied_id: str
    naam: str
    cijfer: str
    twijfel: str
    toeval: str
    mark: Mark
    onder: float | None
    boven: float | None


@dataclass(frozen=True)
class Entry:
    """One line of a legend: what is seen, in words, and how many areas (or municipalities) it stands for.

    soort: klasse, gearceerd (a class under a hatch), patroon, voorlopig, nul or cirkel. waarde: the class, the name of the
    pattern or the count of a circle.
    """

    soort: str
    waarde: int | str | float
    tekst: str
    aantal: int | None


@dataclass(frozen=True)
class Panel:
    """One map with its rows in reading order, its legend, its colours by class and, for counts, what the largest circle is.

    uitleg: what the colours are measured against, where that is the figure of Vlaanderen.
    """

    titel: str
    eenheid: str
    rijen: tuple[Row, ...]
    legende: tuple[Entry, ...]
    kleuren: tuple[str, ...]
    cirkel: float | None
    uitleg: str = ""

    def line(self, row: Row) -> str:
        """What is said about one area: name, figure, doubt."""
        figure = row.cijfer if row.onder is None else with_unit(row.cijfer, self.eenheid)
        chance = f"{CHANCE} {row.toeval}" if row.toeval else ""
        doubt = "; ".join(text for text in (row.twijfel, chance) if text)
        return f"{row.naam}: {figure}" + (f" ({doubt})" if doubt else "")

    @property
    def bevinding(self) -> str:
        """What the map shows, for who does not see it: its highest and lowest exact figure, and what is hidden or missing."""
        known = [row for row in self.rijen if row.onder is not None]
        exact = sorted((row for row in known if row.onder == row.boven), key=lambda row: row.onder or 0.0)
        said = []
        if exact:
            ends = (f"{row.naam} ({with_unit(row.cijfer, self.eenheid)})" for row in (exact[-1], exact[0]))
            said.append("Hoogste exacte cijfer: {}. Laagste: {}.".format(*ends))
        for number_of, words in (
            (len(known) - len(exact), "een deel verborgen"),
            (len(self.rijen) - len(known), "geen cijfer"),
        ):
            said += [f"Van {counted(number_of, 'gebied', 'gebieden')} is {words}."] if number_of else []
        return " ".join(said)


def with_unit(figure: str, unit: str) -> str:
    """A figure with its unit: `9,9 per 1.000 inwoners`, `38,6% van de …`."""
    return f"{figure}{'' if unit.startswith('%') else ' '}{unit}"


def panel(
    indicator: Indicator,
    frame: pd.DataFrame,
    where: Places,
    titel: str,
    reference: Limits | None = None,
    largest: float | None = None,
) -> Panel:
    """The map of a figures frame of one period.

    reference: the certain limits of Vlaanderen, needed where the classes lie round it. largest: the count of the largest
    circle of a map of counts, the same for every period of it.
    """
    chosen = scale(indicator)
    rows = tuple(row(indicator, record, chosen, reference) for record in records(frame, ROW_COLUMNS))
    drawn = {area for areas in where.gebieden.values() if len(areas) == 1 for area in areas}
    empty = sum(1 for nis, areas in where.gebieden.items() if not areas and nis not in where.gedeeld)
    several = sum(1 for areas in where.gebieden.values() if len(areas) > 1)
    shown = [found for found in rows if found.gebied_id in drawn]
    return Panel(
        titel,
        indicator.eenheid,
        rows,
        tuple(legend(chosen, shown, largest) + _outside(where, empty, several)),
        chosen.kleuren if chosen else (),
        largest if chosen is None else None,
        against(indicator, chosen, reference),
    )


def against(indicator: Indicator, chosen: Scale | None, reference: Limits | None) -> str:
    """What the colours are measured against: the figure of Vlaanderen, or nothing."""
    if chosen is None or not chosen.rond:
        return ""
    if reference is None:
        return "geen kleuren: Vlaanderen heeft hier geen volledig cijfer"
    low, high = (round(chosen.factor * limit, chosen.decimalen) for limit in reference)
    sign = "%" if indicator.eenheid.startswith("%") else ""
    return f"kleur: verschil met Vlaanderen ({short_bounds(low, high, chosen.decimalen)}{sign})"


def row(indicator: Indicator, record: Mapping[Any, Any], chosen: Scale | None, reference: Limits | None) -> Row:
    """One figure in words and marks; rounded before it is written, so that Babel writes each number once."""
    found = mark(record, chosen, reference)
    name = (record["gebied_id"], record["gebied"])
    if record["status"] not in SHOWN or pd.isna(record["onder"]):
        return Row(*name, UNKNOWN, reason(read(record), indicator), "", found, None, None)
    factor, decimals = as_read(indicator), indicator.decimalen
    low, high = float(record["onder"]), float(record["boven"])
    doubt = cautions.short(record, indicator, OF_THE_WHOLE_MAP)
    chance = ""
    if pd.notna(record.get("stab_onder")):
        limits = (
            number(round(factor * float(record[key]), decimals), decimals) for key in ("stab_onder", "stab_boven")
        )
        chance = " tot ".join(limits) + ("%" if indicator.eenheid.startswith("%") else "")
    figure = short_bounds(round(factor * low, decimals), round(factor * high, decimals), decimals)
    return Row(*name, figure, ", ".join(doubt), chance, found, low, high)


def legend(chosen: Scale | None, rows: Sequence[Row], largest: float | None) -> list[Entry]:
    """Classes (also empty ones), circles, then every pattern that is seen, each with its number."""
    classes = Counter(found.mark.klasse for found in rows)
    patterns = Counter(found.mark.patroon for found in rows)
    entries: list[Entry] = []
    if chosen:
        entries += [Entry("klasse", at, text, classes[at]) for at, text in enumerate(chosen.teksten)]
    elif largest:
        entries += [Entry("cirkel", count, number(count), None) for count in _circles(largest)]
        zero = sum(1 for found in rows if found.boven == 0)
        entries += [Entry("nul", 0, WORDS["nul"], zero)] if zero else []
    within = sum(1 for found in rows if found.mark.klasse is not None and found.mark.patroon)
    if within:
        entries.append(Entry("gearceerd", "verborgen", WORDS["gearceerd"], within))
        patterns["verborgen"] -= within
    entries += [
        Entry("patroon", name, _pattern_words(name, chosen), patterns[name])
        for name in PATTERNS
        if name and patterns[name]
    ]
    provisional = sum(1 for found in rows if found.mark.voorlopig)
    if provisional:
        entries.append(Entry("voorlopig", "", WORDS["voorlopig"], provisional))
    return entries


def _outside(where: Places, empty: int, several: int) -> list[Entry]:
    """What the map leaves without a figure, in municipalities."""
    entries = [
        Entry("patroon", "meer", PATTERNS["meer"].tekst, several),
        Entry("patroon", "geen_gebied", NOT_IN_IT if where.gekozen else PATTERNS["geen_gebied"].tekst, empty),
        Entry("patroon", "geen_gebied", SHARED, len(where.gedeeld)),
    ]
    return [entry for entry in entries if entry.aantal]


def _pattern_words(name: str, chosen: Scale | None) -> str:
    if name == "verborgen" and chosen is None:
        return "deels verborgen: de kring toont de zekere bovengrens, de kern de ondergrens"
    return PATTERNS[name].tekst


def circle(count: float, largest: float) -> float:
    """The radius of a count: its area is in proportion, `largest` has the largest circle."""
    return LARGEST * math.sqrt(count / largest) if largest else 0.0


def reference_count(frame: pd.DataFrame) -> float | None:
    """The round number at or above the largest count of a frame; None when it has none above zero."""
    highest = frame["boven"].max()
    if pd.isna(highest) or highest <= 0:
        return None
    power = 10.0 ** math.floor(math.log10(highest))
    return next(power * step for step in STEPS if power * step >= highest)


def _circles(largest: float) -> list[float]:
    return [count for count in (largest, largest / 5, largest / 25) if count == int(count)]
