"""A period as it stands in a sentence: `in december 2025`, `over acht kwartalen, van … tot en met …,`."""

from __future__ import annotations

from typing import Literal

from dashboard import periods
from dashboard.wording import month_span, period

ORDINALS = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}
COUNTS = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
NO_YEAR = "het recentste jaar van de bron"
When = Literal["in", "eind", "begin"]


def adverb(periode: str, when: When, telling: str = "stand") -> str:
    """The period as an adverb; a window of periods ends with a comma when words follow."""
    if ".." in periode:
        return f"over {_window(periode, ', van')},"
    text = noun(periode, when, telling)
    return f"op {text}" if _first_day(periode, when) else text if text.startswith("eind ") else f"in {text}"


def noun(periode: str, when: When, telling: str = "stand") -> str:
    """The period as a noun, after `vergeleken met` or `die van`."""
    if periode == periods.UNKNOWN_YEAR:
        return NO_YEAR
    if ".." in periode:
        return f"de {_window(periode, ' van')}"
    year, _, part = periode.partition("-")
    if _first_day(periode, when):
        return f"1 januari {year}"
    if part.startswith("K"):
        return f"het {ORDINALS[part[1]]} kwartaal van {year}"
    if part.startswith("H"):
        return f"de {ORDINALS[part[1]]} helft van {year}"
    if not part:
        return f"januari {year}" if telling == "januaristand" else year
    return f"eind {period(periode)}" if when == "eind" else period(periode)


def overlap(first: str, last: str) -> bool:
    """Whether two periods share months."""
    if periods.UNKNOWN_YEAR in (first, last):
        return False
    one, other = periods.parse(first), periods.parse(last)
    return one.van < other.tot and other.van < one.tot


def _first_day(periode: str, when: When) -> bool:
    year, _, part = periode.partition("-")
    return when == "begin" and year.isdigit() and part in ("", "01")


def _window(periode: str, joint: str) -> str:
    first, _, last = periode.partition("..")
    months = periods.parse(periode).months
    if "K" in first:
        return f"{_count(months // 3)} kwartalen{joint} {noun(first, 'in')} tot en met {noun(last, 'in')}"
    if "-" not in first:
        return f"{_count(months // 12)} jaar{joint} {first} tot en met {last}"
    return f"{_count(months)} maanden{joint} {month_span(first, last)}"


def _count(amount: int) -> str:
    return COUNTS[amount - 1] if 1 <= amount <= len(COUNTS) else str(amount)
