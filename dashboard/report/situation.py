"""The situation on one slide: every chosen figure of the region, beside the comparator and a year earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator
from dashboard.changes import year_before
from dashboard.records import records
from dashboard.report import titles
from dashboard.report.choices import MONTH
from dashboard.report.facts import Facts, figure
from dashboard.report.pack import Cell, Part, Table
from dashboard.report.titles import Worded
from dashboard.report.values import FEW_WORDS, cell, is_sample, meaning, source, together, warnings, when

NAME = "De situatie in één oogopslag"
NOTHING = Cell("–")


def parts(facts: Facts) -> list[Part]:
    """One slide with one table."""
    asked = [(entry, facts.own(entry), _beside(facts, entry), _earlier(facts, entry)) for entry in facts.keten]
    remarks = any(_remarks(own, entry) for entry, own, _, _ in asked)
    rows = []
    for entry, own, other, then in asked:
        line = [
            Cell(f"{entry.korte_naam}, {_unit(entry)}"),
            Cell(when(facts.period(entry))),
            *(_cell(one, entry) for one in (own, other, then)),
        ]
        rows.append((*line, Cell(_remarks(own, entry))) if remarks else tuple(line))
    titles = ("Cijfer", "Periode", "Dit gebied", facts.other_name, "Een jaar eerder", *(["Let op"] if remarks else []))
    numbers = (False, False, True, True, True, *([False] if remarks else []))
    title = _title(facts)
    frames = [frame for row in asked for frame in row[1:] if frame is not None and len(frame)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    return [
        Part(
            id="situatie",
            naam=NAME,
            titel=title.titel,
            getoond=Table(titles, numbers, tuple(rows)),
            alt=" ".join(_told(row) for row in rows),
            bron=source(facts.keten, frame, facts.snapshot),
            notities=(*title.heel, *_notes(facts, {entry.id: own for entry, own, _, _ in asked})),
            cijfers=frame,
            voorbeeld=is_sample(frame),
        )
    ]


def _title(facts: Facts) -> Worded:
    """The first chosen count beside a year earlier, because the ratios have slides of their own; else the first ratio."""
    entry = next((one for one in facts.keten if one.soort == "aantal"), facts.keten[0])
    now, then = figure(facts.own(entry)), _earlier(facts, entry)
    if entry.soort != "aantal" or now is None:
        return titles.opening(facts, entry)
    return titles.change(facts, entry, now, figure(then) if then is not None else None)


def _notes(facts: Facts, own: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """What each figure is and how it is read, by its name; then every warning once, with the figures it is about."""
    for entry in facts.keten:
        yield from meaning(entry)
    yield from together({entry.korte_naam: warnings(entry, own[entry.id]) for entry in facts.keten})


def _beside(facts: Facts, entry: Indicator) -> pd.DataFrame | None:
    """Counts of places of different size are not set side by side."""
    return facts.beside(entry) if entry.is_ratio else None


def _earlier(facts: Facts, entry: Indicator) -> pd.DataFrame | None:
    """The same month a year earlier; windows of quarters a year apart overlap and are no comparison."""
    periode = facts.period(entry)
    return facts.own(entry, year_before(periode)) if MONTH.fullmatch(periode) else None


def _cell(frame: pd.DataFrame | None, entry: Indicator) -> Cell:
    if frame is None:
        return NOTHING
    return cell(records(frame)[0] if len(frame) else None, entry)


def _remarks(own: pd.DataFrame, entry: Indicator) -> str:
    return "; ".join(cautions.short(records(own)[0], entry, FEW_WORDS)) if len(own) else ""


def _told(row: tuple[Cell, ...]) -> str:
    return f"{row[0].tekst}, {row[1].tekst}: {row[2].tekst}."


def _unit(entry: Indicator) -> str:
    """The unit; of a percentage what it is a percentage of, because the number has its own sign."""
    return entry.eenheid.removeprefix("% ")
