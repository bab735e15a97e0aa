"""A figure beside that of another place: direction and size in plain words, never a cause.

A direction is only given where it holds for every value the limits allow; whether it can be chance is said by the stability
intervals of both levels.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import Indicator
from dashboard.sentences.amounts import decimals, is_percent
from dashboard.sentences.figure import Figure
from dashboard.sentences.order import about, one_is_sample, order, points, same_question, shown_beside
from dashboard.sentences.place import MEDIAN, Place
from dashboard.sentences.reasons import reason
from dashboard.wording import number

SMALLEST_BASE = 10
TIMES_FROM = 1.5
CHANCE = ". Dat verschil kan toeval zijn"
UNKNOWN_CHANCE = ". Of dat verschil toeval kan zijn, weten we niet"
UNKNOWN_ORDER = ". Welk van beide hoger is, weten we niet"
PLACES = ("gemeente", "centrumstad", MEDIAN)


@dataclass(frozen=True)
class Contrast:
    """What another place adds to the main sentence: a clause, or why there is no comparison as a sentence of its own."""

    clause: str = ""
    refusal: str = ""


def beside(figure: Figure, indicator: Indicator, other: Figure, place: Place) -> Contrast:
    """The clause that sets a known figure beside that of another place in the same period; ValueError where they differ."""
    same_question(figure, other)
    if figure.periode != other.periode:
        raise ValueError(f"{figure.periode} and {other.periode} are not the same period")
    refusal = _refusal(figure, other, indicator, place)
    if refusal:
        return Contrast(refusal=refusal)
    shown, where = shown_beside(figure, other, indicator), place.beside
    if indicator.soort == "aantal" and not (figure.soort == other.soort or {figure.soort, place.soort} <= {*PLACES}):
        return Contrast(_plain(indicator, where, shown, place))
    direction = order(figure, other, indicator)
    if direction is None:
        return Contrast(_plain(indicator, where, shown, place) + UNKNOWN_ORDER)
    more, less, same = _directions(indicator)
    if direction == 0:
        return Contrast(f", {about(figure, other)}{same} als {where} ({shown})")
    chance = _by_chance(figure, other, place)
    if indicator.interval == "geen" or chance is False:
        return Contrast(f", {_size(figure, other, indicator, direction)} {where} ({shown})")
    verdict = CHANCE if chance else UNKNOWN_CHANCE
    return Contrast(f", {more if direction > 0 else less} dan {where} ({shown}){verdict}")


def _refusal(figure: Figure, other: Figure, indicator: Indicator, place: Place) -> str:
    if not other.known:
        return f"Met {place.text} kunnen we niet vergelijken: {reason(other, indicator)}."
    if not figure.complete:
        return f"Daarom vergelijken we het niet met {place.text}."
    if not other.complete:
        counted, _, parts = other.dekking.partition("/")
        return f"We vergelijken niet met {place.text}: dat cijfer telt maar {counted} van de {parts} {place.parts}."
    if one_is_sample(figure, other):
        return f"We vergelijken niet met {place.text}: het ene is een voorbeeldcijfer, het andere niet."
    return ""


def _by_chance(figure: Figure, other: Figure, place: Place) -> bool | None:
    """Whether the stability intervals overlap; None where one of them is not known, because something is masked.

    A median has no such interval: the figure's own must hold it.
    """
    others = other.limits if place.soort == MEDIAN else (other.stab_onder, other.stab_boven)
    limits = (figure.stab_onder, figure.stab_boven, *others)
    if any(limit is None for limit in limits):
        return None
    lower, upper, first, last = (limit or 0.0 for limit in limits)
    return lower <= last and first <= upper


def _size(figure: Figure, other: Figure, indicator: Indicator, direction: int) -> str:
    more, less, same = _directions(indicator)
    word = more if direction > 0 else less
    if not (figure.exact and other.exact):
        return f"{word} dan"
    now, then = figure.limits[0], other.limits[0]
    if _many_times(figure, other, indicator):
        times = number(now / then, 0 if now / then >= SMALLEST_BASE else 1).removesuffix(",0")
        return f"ongeveer {times} keer zo {same.removeprefix('even ')} als"
    if is_percent(indicator):
        return f"{points(now - then, indicator)} {word} dan"
    places = decimals(other, indicator)
    difference = number(abs(now - then), places)
    nothing = not any(digit in difference for digit in "123456789")
    return f"{'iets' if nothing else indicator.zin.voor + difference} {word} dan"


def _many_times(figure: Figure, other: Figure, indicator: Indicator) -> bool:
    """Whether a rate is several times another, neither of them built on a few persons."""
    if indicator.soort == "aantal" or is_percent(indicator) or figure.limits[0] < TIMES_FROM * other.limits[0]:
        return False
    if indicator.is_ratio:
        return all((entry.teller or 0) >= SMALLEST_BASE for entry in (figure, other))
    return other.limits[0] >= SMALLEST_BASE


def _directions(indicator: Indicator) -> tuple[str, str, str]:
    if indicator.soort in ("aantal", "aandeel"):
        return "meer", "minder", "evenveel"
    return "hoger", "lager", "even hoog"


def _plain(indicator: Indicator, where: str, shown: str, place: Place) -> str:
    if place.soort == MEDIAN:
        return f"; {where} was {shown}"
    if indicator.soort == "aantal":
        return f"; {where} {'was' if shown == '1' else 'waren'} dat er {shown}"
    return f"; {where} was dat {shown}"
