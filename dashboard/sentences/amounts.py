"""A figure as a number with its unit: `25,0 per 1.000 inwoners`, `tussen 41 en 45`, `minder dan 0,1%`, `€ 23.247`."""

from __future__ import annotations

from dashboard.catalogue import Indicator
from dashboard.sentences.figure import Figure
from dashboard.wording import number

FEW = 100


def amount(figure: Figure, indicator: Indicator) -> str:
    """The number or the range, with `%` or `€` but without further unit."""
    lower, upper = figure.limits
    places = decimals(figure, indicator)
    first, last = (one(value, indicator, places) for value in (lower, upper))
    return first if first == last else f"tussen {first} en {last}"


def is_range(figure: Figure, indicator: Indicator) -> bool:
    """Whether the figure reads as a range."""
    return amount(figure, indicator).startswith("tussen")


def one(value: float, indicator: Indicator, places: int) -> str:
    """One value; what rounds to nothing or to everything without being it says so."""
    scaled = 100 * value if indicator.soort == "aandeel" else value
    sign = "%" if is_percent(indicator) else ""
    before = indicator.zin.voor
    step = 10**-places
    if scaled > 0 and not any(digit in number(scaled, places) for digit in "123456789"):
        return f"minder dan {before}{number(step, places)}{sign}"
    if indicator.soort == "aandeel" and scaled < 100 and number(scaled, places) == number(100, places):
        return f"meer dan {number(100 - step, places)}{sign}"
    whole = scaled == 0 or (indicator.soort == "aandeel" and scaled == 100)
    return f"{before}{number(scaled, 0 if whole else places)}{sign}"


def decimals(figure: Figure, indicator: Indicator) -> int:
    """The indicator's own; one for a small mean of counts."""
    small_mean = figure.mean and indicator.decimalen == 0 and figure.limits[1] < FEW
    return 1 if small_mean else indicator.decimalen


def unit(figure: Figure, indicator: Indicator) -> str:
    """What stands after the number, with its space; a percentage's own sign is part of the number."""
    phrase = indicator.zin
    if is_percent(indicator):
        return phrase.eenheid.removeprefix("%")
    if phrase.eenheid_een and amount(figure, indicator) == "1":
        return f" {phrase.eenheid_een}"
    return f" {phrase.eenheid}" if phrase.eenheid else ""


def is_percent(indicator: Indicator) -> bool:
    """Whether the figure is read as a percentage."""
    return indicator.soort == "aandeel" or indicator.zin.eenheid.startswith("%")
