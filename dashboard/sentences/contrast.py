"""A figure beside another place, or beside itself at an earlier moment: direction and size in plain words, never a cause.

What is masked is compared by its certain limits: a direction is only given where it holds for every value they allow. A
change is told with its numbers and never judged by the stability interval of a level.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import Indicator
from dashboard.sentences.amounts import amount, decimals, equal_as_shown, is_percent
from dashboard.sentences.figure import Figure
from dashboard.sentences.moments import noun, overlap
from dashboard.sentences.place import MEDIAN, Place
from dashboard.sentences.reasons import reason
from dashboard.wording import more_or_less, number

SMALLEST_BASE = 10
TIMES_FROM = 1.5
CHANCE = "Dat verschil kan toeval zijn."
HIDDEN = "omdat kleine aantallen verborgen zijn"
PLACES = ("gemeente", "centrumstad", MEDIAN)
SUBJECTS = {"aantal": "dat aantal", "aandeel": "dat aandeel"}


@dataclass(frozen=True)
class Contrast:
    """What a comparison adds: a clause to the main sentence (or a sentence of its own), and what is not sure about it."""

    tekst: str = ""
    twijfel: tuple[str, ...] = ()


def beside(figure: Figure, indicator: Indicator, other: Figure, place: Place) -> Contrast:
    """The clause that sets a known figure beside that of another place in the same period; ValueError when they differ in kind."""
    _same_question(figure, other)
    if figure.periode != other.periode:
        raise ValueError(f"{figure.periode} and {other.periode} are not the same period")
    refusal = _refusal(figure, other, indicator, place)
    if refusal:
        return Contrast(twijfel=(refusal,))
    shown, where = amount(other, indicator), place.beside
    if indicator.soort == "aantal" and not (figure.soort == other.soort or {figure.soort, place.soort} <= {*PLACES}):
        return Contrast(_plain(indicator, where, shown, place))
    order = _order(figure, other, indicator)
    if order is None:
        doubt = f"Welk van beide hoger is, weten we niet, {HIDDEN}."
        return Contrast(_plain(indicator, where, shown, place), (doubt,))
    more, less, same = _directions(indicator)
    if order == 0:
        about = "" if figure.limits == other.limits else "ongeveer "
        return Contrast(f", {about}{same} als {where} ({shown})")
    if _by_chance(figure, other):
        return Contrast(f", {more if order > 0 else less} dan {where} ({shown})", (CHANCE,))
    return Contrast(f", {_size(figure, other, indicator, order)} {where} ({shown})")


def since(figure: Figure, indicator: Indicator, earlier: Figure, where: str = "") -> Contrast:
    """The sentence that sets a known figure beside the same place earlier; `where` names the place when another was named."""
    _same_question(figure, earlier)
    if figure.periode == earlier.periode:
        raise ValueError(f"{figure.periode} is compared with itself")
    then = noun(earlier.periode, indicator.zin.tijdstip, earlier.telling)
    if not earlier.known:
        return Contrast(f"Met {then} kunnen we niet vergelijken: {reason(earlier, indicator)}.")
    if figure.dekking != earlier.dekking:
        return Contrast(f"Met {then} kunnen we niet vergelijken: toen telden andere gemeenten mee.")
    if _one_is_sample(figure, earlier):
        return Contrast(f"Met {then} vergelijken we niet: het ene is een voorbeeldcijfer, het andere niet.")
    return Contrast(_change(figure, earlier, indicator, then, where), _doubts(figure, earlier, then))


def _change(figure: Figure, earlier: Figure, indicator: Indicator, then: str, where: str) -> str:
    subject = SUBJECTS.get(indicator.soort, "dat cijfer") + (f" {where}" if where else "")
    before, now = amount(earlier, indicator), amount(figure, indicator)
    order = _order(figure, earlier, indicator)
    if order is None:
        return f"Vergeleken met {then} ({before}) weten we niet of {subject} steeg of daalde, {HIDDEN}."
    if order == 0:
        about = "" if figure.limits == earlier.limits else "ongeveer "
        return f"Vergeleken met {then} bleef {subject} {about}gelijk."
    verb = "steeg" if order > 0 else "daalde"
    if not (figure.exact and earlier.exact):
        return f"Vergeleken met {then} ({before}) {verb} {subject}."
    size = _change_size(figure, earlier, indicator)
    return f"Vergeleken met {then} {verb} {subject} van {before} naar {now}{size}."


def _change_size(figure: Figure, earlier: Figure, indicator: Indicator) -> str:
    now, before = figure.limits[0], earlier.limits[0]
    if indicator.soort == "aantal":
        return f" ({more_or_less(now / before - 1)})" if before >= SMALLEST_BASE else ""
    if is_percent(indicator):
        return f" ({_points(now - before, indicator)} {'meer' if now > before else 'minder'})"
    return ""


def _doubts(figure: Figure, earlier: Figure, then: str) -> tuple[str, ...]:
    found = []
    if earlier.provisional:
        found.append(f"{'Ook het' if figure.provisional else 'Het'} cijfer van {then} is nog voorlopig.")
    if overlap(figure.periode, earlier.periode):
        found.append("Die twee perioden overlappen voor een deel.")
    return tuple(found)


def _same_question(figure: Figure, other: Figure) -> None:
    for name in ("indicator", "telling", "uitsplitsing", "categorie"):
        one, two = getattr(figure, name), getattr(other, name)
        if one != two:
            raise ValueError(f"figures of {name} '{one}' and '{two}' are never compared")


def _refusal(figure: Figure, other: Figure, indicator: Indicator, place: Place) -> str:
    if not other.known:
        return f"Met {place.text} kunnen we niet vergelijken: {reason(other, indicator)}."
    if not figure.complete:
        return f"Omdat dit cijfer onvolledig is, vergelijken we het niet met {place.text}."
    if not other.complete:
        counted, _, parts = other.dekking.partition("/")
        return f"We vergelijken niet met {place.text}: dat cijfer telt maar {counted} van de {parts} {place.parts}."
    if _one_is_sample(figure, other):
        return f"We vergelijken niet met {place.text}: het ene is een voorbeeldcijfer, het andere niet."
    return ""


def _one_is_sample(figure: Figure, other: Figure) -> bool:
    return figure.sample != other.sample


def _order(figure: Figure, other: Figure, indicator: Indicator) -> int | None:
    """1, -1 or 0 where that holds for all values the limits allow (0: exact and read the same); None where it does not."""
    if figure.exact and other.exact and equal_as_shown(figure, other, indicator):
        return 0
    (lower, upper), (first, last) = figure.limits, other.limits
    return 1 if lower > last else -1 if upper < first else None


def _by_chance(figure: Figure, other: Figure) -> bool:
    limits = (figure.stab_onder, figure.stab_boven, other.stab_onder, other.stab_boven)
    if any(limit is None for limit in limits):
        return False
    lower, upper, first, last = (limit or 0.0 for limit in limits)
    return lower <= last and first <= upper


def _size(figure: Figure, other: Figure, indicator: Indicator, order: int) -> str:
    more, less, same = _directions(indicator)
    direction = more if order > 0 else less
    if not (figure.exact and other.exact):
        return f"{direction} dan"
    now, then = figure.limits[0], other.limits[0]
    if _many_times(figure, other, indicator):
        times = number(now / then, 0 if now / then >= SMALLEST_BASE else 1).removesuffix(",0")
        return f"ongeveer {times} keer zo {same.removeprefix('even ')} als"
    if is_percent(indicator):
        return f"{_points(now - then, indicator)} {direction} dan"
    places = decimals(other, indicator)
    difference = number(abs(now - then), places)
    nothing = not any(digit in difference for digit in "123456789")
    return f"{'iets' if nothing else indicator.zin.voor + difference} {direction} dan"


def _many_times(figure: Figure, other: Figure, indicator: Indicator) -> bool:
    """Whether a rate is several times another, neither of them built on a few persons."""
    if indicator.soort == "aantal" or is_percent(indicator) or figure.limits[0] < TIMES_FROM * other.limits[0]:
        return False
    if indicator.is_ratio:
        return all((entry.teller or 0) >= SMALLEST_BASE for entry in (figure, other))
    return other.limits[0] >= SMALLEST_BASE


def _points(difference: float, indicator: Indicator) -> str:
    scale = 100 if indicator.soort == "aandeel" else 1
    text = number(abs(scale * difference), indicator.decimalen)
    return f"{text} procentpunt" if any(digit in text for digit in "123456789") else "iets"


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
