"""Periods as people write them: `2024-05`, `2024-K2`, `2024-H1`, `2024`, and `van..tot` with both ends included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

SHAPE = re.compile(r"(?P<jaar>\d{4})(?:-(?:(?P<maand>0[1-9]|1[0-2])|K(?P<kwartaal>[1-4])|H(?P<half>[12])))?")
UNKNOWN_YEAR = "onbekend"


class BadPeriod(ValueError):
    """A text that is no period; the message says so in Dutch."""


@dataclass(frozen=True)
class Period:
    """A span of whole months, [van, tot) half open."""

    van: date
    tot: date

    @property
    def months(self) -> int:
        """How many months the span has."""
        return (self.tot.year - self.van.year) * 12 + self.tot.month - self.van.month


@lru_cache(maxsize=10_000)
def parse(text: str) -> Period:
    """The span a text names; BadPeriod when it names none."""
    first, separator, last = text.strip().partition("..")
    begin = _single(first)
    end = _single(last) if separator else begin
    if end.tot <= begin.van:
        raise BadPeriod(f"Periode '{text}' eindigt voor ze begint.")
    return Period(begin.van, end.tot)


def labels(span: Period, step: int) -> list[str]:
    """The periods of `step` months that lie in a span, as written."""
    found = []
    moment = span.van.replace(month=(span.van.month - 1) // step * step + 1)
    while moment < span.tot:
        found.append(label(moment, step))
        moment = later(moment, step)
    return found


def label(begin: date, step: int) -> str:
    """How a period of `step` months from `begin` is written."""
    written = {
        1: f"{begin:%Y-%m}",
        3: f"{begin.year}-K{(begin.month + 2) // 3}",
        6: f"{begin.year}-H{1 if begin.month <= 6 else 2}",
        12: f"{begin.year}",
    }
    return written[step]


def _single(text: str) -> Period:
    found = SHAPE.fullmatch(text.strip())
    if not found:
        raise BadPeriod(
            f"'{text}' is geen periode. Schrijf JJJJ-MM (maand), JJJJ-K1 (kwartaal), JJJJ-H1 (halfjaar), JJJJ (jaar) "
            "of van..tot."
        )
    year = int(found["jaar"])
    if not 1900 <= year <= 2200:
        raise BadPeriod(f"Jaar {year} ligt buiten wat dit programma kent (1900 tot 2200).")
    if found["maand"]:
        return _from(date(year, int(found["maand"]), 1), 1)
    if found["kwartaal"]:
        return _from(date(year, 3 * int(found["kwartaal"]) - 2, 1), 3)
    if found["half"]:
        return _from(date(year, 6 * int(found["half"]) - 5, 1), 6)
    return _from(date(year, 1, 1), 12)


def _from(begin: date, step: int) -> Period:
    return Period(begin, later(begin, step))


def later(begin: date, step: int) -> date:
    """The same day of the month, `step` months on."""
    month = begin.month - 1 + step
    return date(begin.year + month // 12, month % 12 + 1, 1)
