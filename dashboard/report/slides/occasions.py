"""What stands in a chart of time beside its lines: the periods, events as thin rules with a word, `?` where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.report.pack import Line, Lines
from dashboard.report.slides.pieces import Box, rule, words
from dashboard.report.slides.text import type_sizes, width

LANE = 20.0
LANES = 3
ROLE_INK = {"gebied": "accent", "vergelijking": "vergelijk", "ander": "zacht"}


def events(shapes: Any, lines: Lines, inner: Box, top: float) -> None:
    """A rule at each event with its word above the plot, in the first lane where it stands free."""
    size, free = type_sizes()["klein"], [inner.left - inner.width] * LANES
    step = inner.width / max(len(lines.perioden), 1)
    known = {period: at for at, period in enumerate(lines.perioden)}
    lanes = min(LANES, len(lines.gebeurtenissen))
    for period, word in sorted(
        (event for event in lines.gebeurtenissen if event[0] in known), key=lambda event: known[event[0]]
    ):
        x = inner.left + step * (known[period] + 0.5)
        wide = width(word, size) + 4
        left = min(max(x - wide / 2, inner.left - 40), inner.left + inner.width + 60 - wide)
        lane = next((at for at in range(lanes) if free[at] <= left), min(range(lanes), key=lambda at: free[at]))
        free[lane] = left + wide + 6
        y = top + LANE * lane
        rule(shapes, (x, y + LANE), (x, inner.top + inner.height), "zacht", 0.75, "Gebeurtenis", word)
        words(
            shapes,
            Box(left, y, wide, LANE),
            word,
            size,
            "zacht",
            False,
            "midden",
            "midden",
            "Gebeurtenis (woord)",
            wrap=False,
        )


def moments(shapes: Any, periods: Sequence[str], every: int, inner: Box) -> None:
    """Every so many periods its name below the axis, upright: not every program leaves names out where they do not fit."""
    size, step = type_sizes()["klein"], inner.width / max(len(periods), 1)
    for at in range(0, len(periods), every):
        wide = width(periods[at], size) + 8
        place = Box(inner.left + step * (at + 0.5) - wide / 2, inner.top + inner.height + 8, wide, size * 1.3)
        words(shapes, place, periods[at], size, "zacht", align="midden", name="Periode", wrap=False)


def questions(shapes: Any, ordered: Sequence[Line], inner: Box, periods: int) -> None:
    """A light `?` above the axis for each run of periods without a figure; lines that miss the same run share it."""
    size, step = type_sizes()["gewoon"], inner.width / max(periods, 1)
    runs: dict[tuple[int, int], Line] = {}
    for line in ordered:
        for missing, run in groupby(enumerate(line.punten), key=lambda pair: pair[1].staat == "geen"):
            places = [at for at, _ in run]
            if missing:
                runs[places[0], places[-1]] = line
    for (first, last), line in runs.items():
        x = inner.left + step * ((first + last) / 2 + 0.5)
        place = Box(x - 8, inner.top + inner.height - size * 1.5, 16, size * 1.2)
        words(
            shapes, place, "?", size, ROLE_INK[line.rol], align="midden", name=f"Geen cijfer: {line.naam}", wrap=False
        )
