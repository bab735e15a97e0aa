"""The main clause: the period, the figure and the place, without a full stop; or that there is no figure, and why."""

from __future__ import annotations

from dashboard.catalogue import Indicator, catalogue
from dashboard.sentences.amounts import amount, is_range, unit
from dashboard.sentences.figure import Figure
from dashboard.sentences.moments import adverb
from dashboard.sentences.place import Place
from dashboard.sentences.reasons import reason
from dashboard.wording import capital


def claim(figure: Figure, indicator: Indicator, place: Place) -> str:
    """`In december 2025 kregen 120 mensen in Gent een leefloon`; ValueError where there is no figure.

    A place that ends with a date comes after the number, so that no two numbers meet.
    """
    when = capital(adverb(figure.periode, indicator.zin.tijdstip, figure.telling))
    where = located(figure, place)
    if indicator.soort == "aantal":
        return f"{when} {_counted(figure, indicator, where)}"
    mean = "gemiddeld " if figure.mean else "naar schatting " if figure.herkomst == "geschat" else ""
    shown = amount(figure, indicator)
    phrase = indicator.zin
    if indicator.soort == "aandeel":
        return f"{when} {phrase.werkwoord_een} {mean}{shown} van {phrase.groep} {where} {phrase.slot}"
    verb = "lag" if shown.startswith("tussen") else "was"
    number = f"{mean}{shown}{unit(figure, indicator)}"
    parts = (number, where) if where[-1].isdigit() else (where, number)
    return " ".join((when, verb, phrase.onderwerp, *parts))


def located(figure: Figure, place: Place) -> str:
    """The place, or the part of it that is counted: `in 6 van de 8 gemeenten van het regiegebied X`."""
    if figure.complete:
        return place.inside
    counted, _, parts = figure.dekking.partition("/")
    return f"in {counted} van de {parts} {place.parts} van {place.text}"


def absence(figure: Figure, indicator: Indicator, place: Place) -> str:
    """That there is no figure, and why, as a whole sentence."""
    when = adverb(figure.periode, indicator.zin.tijdstip, figure.telling)
    why = reason(figure, indicator)
    return f"Voor {place.text} is er {when} geen cijfer over {indicator.zin.onderwerp}{category(figure, indicator)}: {why}."


def category(figure: Figure, indicator: Indicator) -> str:
    """The category of a breakdown, in brackets."""
    if not figure.uitsplitsing:
        return ""
    source = catalogue().source_of_series(indicator.teller[0].reeks)
    name = source.dimensies[figure.uitsplitsing].categorieen[figure.categorie].naam
    return f" ({name[:1].lower()}{name[1:]})"


def _counted(figure: Figure, indicator: Indicator, where: str) -> str:
    lower, upper = figure.limits
    phrase = indicator.zin
    group, ending = category(figure, indicator), f" {phrase.slot}" if phrase.slot else ""
    if upper == 0:
        return f"{phrase.werkwoord_een} {phrase.geen}{group} {where}{ending}"
    shown = amount(figure, indicator)
    single = lower == upper == 1 or (figure.mean and upper <= 1 and not is_range(figure, indicator))
    verb, noun = (phrase.werkwoord_een, phrase.een) if single else (phrase.werkwoord_veel, phrase.veel)
    mean = "elke maand gemiddeld " if figure.mean else ""
    once = " minstens één maand" if figure.telling == "jaarteller" else ""
    return f"{verb} {mean}{shown} {noun}{group} {where}{once}{ending}"
