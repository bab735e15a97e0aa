"""A row of `figures` as a point of a chart and as a cell of a table, and what stands under every part. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import cautions, sources
from dashboard.catalogue import Indicator, catalogue
from dashboard.levels import percent_sign
from dashboard.periods import UNKNOWN_YEAR
from dashboard.report.pack import Cell, Point, Role, State
from dashboard.sentences import Figure, read
from dashboard.sentences.moments import adverb
from dashboard.sentences.reasons import reason
from dashboard.wording import UNKNOWN, capital, listed, month_span, number, short_bounds, short_period, window

FEW_WORDS = ("voorbeeld", "voorbehoud", "venster", "verschil_maanden", "samenstelling", "voorlopig")
Row = Mapping[Any, Any]


def scale(entry: Indicator) -> float:
    """What a value is multiplied with before it is read: a share is read as a percentage."""
    return 100.0 if entry.soort == "aandeel" else 1.0


def state(figure: Figure) -> State:
    """How sure a figure is; a range stays a range when it is provisional too."""
    if not figure.known:
        return "geen"
    if not figure.exact:
        return "bereik"
    return "voorlopig" if figure.provisional else "bekend"


def written(row: Row, entry: Indicator) -> str:
    """The figure where there is little room: `45,2%`, `41–45%`, `n.b.`; an incomplete one with what it counts: `45,2% (6/7)`."""
    figure = read(row)
    if not figure.known:
        return UNKNOWN
    lower, upper = (scale(entry) * limit for limit in figure.limits)
    counted = "" if figure.complete else f" ({figure.dekking})"
    return f"{entry.zin.voor}{short_bounds(lower, upper, entry.decimalen)}{percent_sign(entry)}{counted}"


def point(row: Row, entry: Indicator, naam: str, rol: Role = "ander") -> Point:
    """The figure of a row as a point of a chart; its text says why where there is none."""
    figure = read(row)
    if not figure.known:
        return Point(naam, None, None, reason(figure, entry), "geen", None, rol)
    factor = scale(entry)
    lower, upper = figure.limits
    chance = None
    if figure.stab_onder is not None and figure.stab_boven is not None:
        chance = (factor * figure.stab_onder, factor * figure.stab_boven)
    return Point(naam, factor * lower, factor * upper, written(row, entry), state(figure), chance, rol)


def cell(row: Row | None, entry: Indicator) -> Cell:
    """The figure of a row as a cell, with its number where there is exactly one that counts every municipality."""
    if row is None:
        return Cell(UNKNOWN)
    figure = read(row)
    return Cell(written(row, entry), scale(entry) * figure.limits[0] if sure(row) else None)


def sure(row: Row) -> bool:
    """Whether a row has one exact figure that counts every municipality."""
    figure = read(row)
    return figure.exact and figure.complete


def short_window(sentence: str, figure: Figure, entry: Indicator) -> str:
    """The sentence without the ends of a window of quarters, which stand in the line below."""
    whole = adverb(figure.periode, entry.zin.tijdstip, figure.telling)
    short = whole.partition(",")[0]
    return sentence.replace(whole, short, 1).replace(capital(whole), capital(short), 1) if "," in whole else sentence


def source(entries: Sequence[Indicator], frame: pd.DataFrame, snapshot: str, *remarks: str) -> str:
    """Source, period, what else must be said, warnings and snapshot of figures, in one line."""
    if len(entries) == 1 and len(frame):
        return sources.text(entries[0], frame, *remarks)
    names = dict.fromkeys(one.uitgever for entry in entries for one in catalogue().sources_of(entry))
    words = [f"Bron: {'; '.join(names)}"]
    months = sorted({text for text in frame["periode"] if ".." not in text}) if len(frame) else []
    words += [month_span(months[0], months[-1])] if months else []
    words += [remark.rstrip(".") for remark in remarks if remark]
    return " · ".join([*words, f"snapshot {snapshot}"])


def meaning(entry: Indicator) -> tuple[str, ...]:
    """What an indicator is and how it is read, each with its short name."""
    return f"{entry.korte_naam}: {entry.definitie.strip()}", f"{entry.korte_naam}: {entry.lezen.strip()}"


def warnings(entry: Indicator, frame: pd.DataFrame) -> list[str]:
    """Every warning that touches these rows; that they are invented is said elsewhere."""
    return [
        one.zin
        if count == len(frame)
        else f"{one.zin} Dat geldt voor {number(count)} van de {number(len(frame))} cijfers."
        for one, count in cautions.overall(frame, entry)
        if one.soort != cautions.SAMPLE
    ]


def notes(entry: Indicator, frame: pd.DataFrame) -> tuple[str, ...]:
    """What an indicator is, how it is read, and every warning that touches these rows."""
    return (*meaning(entry), *warnings(entry, frame))


def together(told: Mapping[str, Sequence[str]]) -> list[str]:
    """Each sentence once, with the figures it is about. told: sentences by the name of the figure."""
    texts = dict.fromkeys(text for said in told.values() for text in said)
    return [f"{listed([name for name, said in told.items() if text in said])}: {text}" for text in texts]


def is_sample(frame: pd.DataFrame) -> bool:
    """Whether any figure of these rows is invented."""
    return bool(len(frame)) and sources.is_sample(frame)


def when(periode: str) -> str:
    """A period where there is little room: `sept. 2025`, `K3 2023 – K2 2025`."""
    first, pooled, last = periode.partition("..")
    if not pooled:
        return short_period(first) if first != UNKNOWN_YEAR else window(first)
    return f"{_end(first)} – {_end(last)}"


def _end(text: str) -> str:
    return f"{text[-2:]} {text[:4]}" if "-K" in text else short_period(text)
