"""Where the values of a chart stand on paper: as parts (0 to 1) of an axis with round Dutch numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.canvas import limits, nice_ticks
from dashboard.report.pack import Line, Point
from dashboard.wording import number

LABELS = 7
FEW = 16
KNOWN = ("bekend", "voorlopig")


@dataclass(frozen=True)
class Axis:
    """An axis of values from `laag` to `hoog` in the unit of the chart, and whether zero is its lower end or within it."""

    laag: float
    hoog: float
    nul: bool
    geheel: bool = False

    def at(self, value: float) -> float:
        """The place of a value, 0 at the lower end and 1 at the upper."""
        return round((value - self.laag) / (self.hoog - self.laag), 5)

    def ticks(self) -> list[tuple[float, str]]:
        """Places and words of the round numbers."""
        found = nice_ticks(self.laag, self.hoog, self.geheel)
        decimals = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in found)
        return [(self.at(tick), number(tick, decimals)) for tick in found]


def extremes(points: Iterable[Point]) -> list[float]:
    """Every limit a chart has to hold: of the values and of what chance could do to them."""
    found = [(point.onder, point.boven, *(point.stab or ())) for point in points if point.staat != "geen"]
    return [value for limit in found for value in limit if value is not None]


def from_zero(values: Sequence[float], decimals: int) -> Axis:
    """The axis of bars: zero always belongs to it."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = 0.02 * (high - low)
    return Axis(low - room if low < 0 else 0.0, high + room if high > low else low + 1.0, True, decimals == 0)


def close_by(values: Sequence[float], decimals: int) -> Axis:
    """The axis of lines: from zero unless that would press them flat."""
    if min(values, default=0.0) < 0:
        low, high = min(values), max([0.0, *values])
        room = 0.08 * (high - low)
        return Axis(low - room, high + room, True, decimals == 0)
    low, high, zero = limits(values)
    return Axis(low, high, zero, decimals == 0)


def spread(count: int) -> list[int]:
    """Which of `count` periods get a word below the axis: the last one and as many before it, evenly, as fit."""
    step = max(1, -(-(count - 1) // (LABELS - 1)))
    return sorted(range(count - 1, -1, -step))


def strokes(line: Line) -> list[tuple[bool, list[int]]]:
    """The unbroken stretches of a line as positions, and whether they are dashed: up to a provisional value they are.

    A value that only has limits, or none, breaks the line; a value alone is a stretch of one.
    """
    found: list[tuple[bool, list[int]]] = []
    for known, run in groupby(range(len(line.punten)), key=lambda at: line.punten[at].staat in KNOWN):
        if not known:
            continue
        here = list(run)
        dashed = [line.punten[at].staat == "voorlopig" for at in here]
        if len(here) == 1:
            found.append((dashed[0], here))
        for style, pairs in groupby(range(1, len(here)), key=lambda at: dashed[at]):
            steps = list(pairs)
            found.append((style, here[steps[0] - 1 : steps[-1] + 1]))
    return found


def gaps(line: Line) -> list[float]:
    """The middle of every run of periods without a figure, as positions."""
    runs = groupby(range(len(line.punten)), key=lambda at: line.punten[at].staat == "geen")
    places = [list(run) for missing, run in runs if missing]
    return [(run[0] + run[-1]) / 2 for run in places]


def whiskers(line: Line) -> list[int]:
    """Which points show what chance could do: all of a short line, the last one of a long line."""
    found = [at for at, point in enumerate(line.punten) if point.stab and point.staat in KNOWN]
    return found if len(line.punten) <= FEW else found[-1:]
