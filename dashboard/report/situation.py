"""The situation on one slide: every chosen figure of the region, beside the comparator and a year earlier."""

from __future__ import annotations

import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator
from dashboard.changes import year_before
from dashboard.report.choices import MONTH
from dashboard.report.facts import Facts, figure
from dashboard.report.pack import Cell, Part, Table
from dashboard.report.values import FEW_WORDS, cell, finding, is_sample, notes, short_window, source, when
from dashboard.sentences import place_of, statement

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
    frames = [frame for row in asked for frame in row[1:] if frame is not None and len(frame)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    return [
        Part(
            id="situatie",
            naam=NAME,
            titel=_title(facts),
            getoond=Table(titles, numbers, tuple(rows)),
            alt=" ".join(_told(row) for row in rows),
            bron=source(facts.keten, frame, facts.snapshot),
            notities=tuple(text for entry, own, _, _ in asked for text in notes(entry, own)),
            cijfers=frame,
            voorbeeld=is_sample(frame),
        )
    ]


def _title(facts: Facts) -> str:
    """The first chosen count beside a year earlier, because the ratios have slides of their own; else the first ratio."""
    entry = next((one for one in facts.keten if one.soort == "aantal"), facts.keten[0])
    now, then = figure(facts.own(entry)), _earlier(facts, entry)
    if entry.soort != "aantal" or now is None:
        return opening(facts, entry)[0]
    earlier = figure(then) if then is not None and now.known else None
    found = statement(now, entry, place_of(now), earlier=earlier)
    return f"{found.zin} {found.verandering}".strip()


def opening(facts: Facts, entry: Indicator) -> tuple[str, tuple[str, ...]]:
    """The finding about one figure of the region beside the comparator, and its doubts."""
    own, other = figure(facts.own(entry)), figure(facts.beside(entry))
    if own is None:
        return f"Over {entry.zin.onderwerp} is er voor {facts.naam} geen cijfer.", ()
    sentence, doubts = finding(own, entry, (other, facts.other_place) if other and entry.is_ratio else None)
    return short_window(sentence, own, entry), doubts


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
    return cell(frame.to_dict("records")[0] if len(frame) else None, entry)


def _remarks(own: pd.DataFrame, entry: Indicator) -> str:
    return "; ".join(cautions.short(own.to_dict("records")[0], entry, FEW_WORDS)) if len(own) else ""


def _told(row: tuple[Cell, ...]) -> str:
    return f"{row[0].tekst}, {row[1].tekst}: {row[2].tekst}."


def _unit(entry: Indicator) -> str:
    """The unit; of a percentage what it is a percentage of, because the number has its own sign."""
    return entry.eenheid.removeprefix("% ")
