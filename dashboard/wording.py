"""Dutch words for figures: numbers, months, lists and sort order, as CLDR writes them for Belgium (nl_BE)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "nl_BE"
UNKNOWN = "n.b."
SHORT_MONTHS = ("jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec.")


def folded(text: str) -> str:
    """A name without case, accents and dashes, for comparing what people type."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(letters.casefold().replace("-", " ").split())


@lru_cache(maxsize=5_000)
def sort_key(name: str) -> tuple[str, str]:
    """Dutch alphabetical order: accents and signs do not count, equal names stay in a fixed order."""
    return "".join(letter for letter in folded(name) if letter.isalnum() or letter == " "), name


@lru_cache(maxsize=50_000)
def number(value: float | None, decimals: int = 0) -> str:
    """`1.234` or `12,3`; `n.b.` where there is none."""
    if value is None or math.isnan(value):
        return UNKNOWN
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=LOCALE)


def percent(share: float | None, decimals: int = 1) -> str:
    """A share as `12,3%`."""
    return UNKNOWN if share is None or math.isnan(share) else f"{number(100 * share, decimals)}%"


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign: `+1.234`, `−12`, `0`."""
    text = number(abs(value), decimals)
    if not any(digit in text for digit in "123456789"):
        return text
    return ("+" if value > 0 else "−") + text


def period(text: str) -> str:
    """A period as read: `december 2024`, `eerste helft 2023`, `2024`."""
    return _period(text, "MMMM y")


def short_period(text: str) -> str:
    """A period as fits an axis: `dec. 2024`."""
    year, _, part = text.partition("-")
    return f"{SHORT_MONTHS[int(part) - 1]} {year}" if part.isdigit() else _period(text, "MMMM y")


@lru_cache(maxsize=2_000)
def day(moment: date) -> str:
    """A date as read: `1 januari 2025`."""
    return format_date(moment, "d MMMM y", locale=LOCALE)


def listed(names: Sequence[str], last: str = "en") -> str:
    """`a, b en c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def counted(amount: float, one: str, many: str) -> str:
    """`1 gemeente`, `12 gemeenten`."""
    return f"{number(amount)} {one if amount == 1 else many}"


@lru_cache(maxsize=2_000)
def _period(text: str, pattern: str) -> str:
    if ".." in text:
        return " tot en met ".join(_period(end, pattern) for end in text.split(".."))
    year, _, part = text.partition("-")
    if not part:
        return text
    if part.startswith("H"):
        return f"{'eerste' if part == 'H1' else 'tweede'} helft {year}"
    if part.startswith("K"):
        return f"{part[1]}e kwartaal {year}"
    return format_date(date(int(year), int(part), 1), pattern, locale=LOCALE)


def bounds(lower: float, upper: float, decimals: int = 0) -> str:
    """One number, or `tussen 41 en 45` where only limits are certain."""
    if number(lower, decimals) == number(upper, decimals):
        return number(lower, decimals)
    return f"tussen {number(lower, decimals)} en {number(upper, decimals)}"


def short_bounds(lower: float, upper: float, decimals: int = 0) -> str:
    """One number, or `41–45`, for a table cell."""
    first, last = number(lower, decimals), number(upper, decimals)
    return first if first == last else f"{first}–{last}"


def more_or_less(relative: float) -> str:
    """A relative change as read: `2,6% meer`, `evenveel`, `ongeveer evenveel` where it rounds to nothing."""
    text = percent(abs(relative))
    if relative == 0:
        return "evenveel"
    if not any(digit in text for digit in "123456789"):
        return "ongeveer evenveel"
    return f"{text} {'meer' if relative > 0 else 'minder'}"


def capital(text: str) -> str:
    """A text with its first letter as a capital, which Dutch writes without the accents of `één`."""
    return "Eén" + text[3:] if text.startswith("één") else text[:1].upper() + text[1:]


def place(lidwoord: str, soort: str, naam: str) -> str:
    """A place as it stands in a sentence: `Gent`, `Vlaanderen`, `het regiegebied Maasland`."""
    return naam if soort in ("gemeente", "centrumstad", "Vlaanderen") else f"{lidwoord} {soort} {naam}"


def month_span(first: str, last: str) -> str:
    """Months from first to last: `oktober tot en met december 2025`, `november 2024 tot en met januari 2025`."""
    if first == last:
        return period(first)
    begin = _period(first, "MMMM") if first[:4] == last[:4] else period(first)
    return f"{begin} tot en met {period(last)}"


def window(text: str) -> str:
    """A period of any shape, also where the source names no year."""
    return "jaar niet vermeld" if text == "onbekend" else period(text)
