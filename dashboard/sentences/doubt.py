"""What is not sure about a figure, one short sentence each. The kinds of doubt stay apart: hidden, small, revised, sample."""

from __future__ import annotations

from dashboard.catalogue import Indicator
from dashboard.periods import UNKNOWN_YEAR
from dashboard.sentences.amounts import is_range
from dashboard.sentences.figure import Figure
from dashboard.sentences.moments import noun
from dashboard.sentences.place import Place
from dashboard.wording import number, percent

FEW = 30
PROVISIONAL = "Dat cijfer is nog voorlopig."
SAMPLE = "Dit zijn voorbeeldcijfers."
RESTS_ON_FIGURES = ("te_klein", "niet_van_toepassing")


def doubts(figure: Figure, indicator: Indicator, place: Place, refusal: str = "") -> tuple[str, ...]:
    """Everything a reader must know about a known figure; `refusal` says why it is not compared."""
    found = (
        coverage(figure, place),
        refusal,
        _range(figure, indicator, place),
        _above_everything(figure, indicator),
        _few(figure, indicator),
        PROVISIONAL if figure.provisional else "",
        "De bron zegt niet welk jaar dat is." if figure.periode == UNKNOWN_YEAR else "",
        _denominator(figure, indicator),
        indicator.zin.nota,
        SAMPLE if figure.sample else "",
    )
    return tuple(text for text in found if text)


def without_figure(figure: Figure) -> tuple[str, ...]:
    """What must be known where there is no figure: whether the reason itself rests on sample data."""
    return (SAMPLE,) if figure.sample and figure.status in RESTS_ON_FIGURES else ()


def coverage(figure: Figure, place: Place) -> str:
    """What an incomplete figure counts; empty when it counts everything."""
    if figure.complete:
        return ""
    share = figure.dekking_inwoners
    lives = f": in die {place.parts} woont {percent(share)} van de inwoners" if share else ""
    return f"Dit cijfer is onvolledig{lives}."


def _range(figure: Figure, indicator: Indicator, place: Place) -> str:
    if not is_range(figure, indicator):
        return ""
    where = ""
    if figure.delen > 1 and figure.gemaskeerd:
        some = f"{figure.gemaskeerd} van de" if figure.gemaskeerd < figure.delen else "alle"
        where = f" in {some} {figure.delen} {place.parts}"
    everything = indicator.soort == "aandeel" and figure.limits[0] == 0 and figure.limits[1] >= 1
    nothing = " Dat bereik zegt dus niets." if everything else ""
    return f"We kennen alleen een bereik, omdat kleine aantallen{where} verborgen zijn.{nothing}"


def _above_everything(figure: Figure, indicator: Indicator) -> str:
    return indicator.zin.boven_100 if indicator.soort == "aandeel" and figure.limits[1] > 1 else ""


def _few(figure: Figure, indicator: Indicator) -> str:
    small = figure.noemer is not None and figure.noemer < FEW and indicator.soort in ("aandeel", "graad")
    return f"Let op: het gaat om maar {number(figure.noemer)} {indicator.zin.noemer}." if small else ""


def _denominator(figure: Figure, indicator: Indicator) -> str:
    """The month of the denominator, where it may be another than that of the numerator."""
    if indicator.noemer is None or indicator.noemer.regel != "laatste_stabiel":
        return ""
    if figure.noemer_periode in ("", figure.periode):
        return ""
    return f"Het aantal {indicator.zin.noemer} is dat van {noun(figure.noemer_periode, 'in')}."
