"""Why there is no figure, as the end of a sentence. Each status keeps its own words: missing is not zero, and not hidden."""

from __future__ import annotations

from dashboard.catalogue import Indicator
from dashboard.sentences.figure import Figure

PLAIN = {
    "ontbreekt": "de bron heeft dat cijfer niet geleverd",
    "bestond_niet": "de gemeente bestond toen nog niet in deze vorm",
}
SMALLEST = 10


def reason(figure: Figure, indicator: Indicator) -> str:
    """The reason that goes with the status, in the indicator's own words; KeyError for a status that is not known."""
    if figure.status == "te_klein":
        return _too_small(figure, indicator)
    if figure.status == "niet_van_toepassing":
        return f"het aantal {indicator.zin.noemer} is nul, dus er is niets om door te delen"
    if figure.status == "buiten_bereik":
        return _outside(figure)
    if figure.status == "nog_niet_waarneembaar":
        if not indicator.rijp_na_maanden:
            return "de opvolgperiode is nog niet voorbij"
        return f"de {indicator.rijp_na_maanden} maanden na het einde van die trajecten zijn nog niet voorbij"
    if figure.status == "niet_berekenbaar":
        return _not_computable(indicator)
    if figure.status == "ontbreekt" and 0 < figure.delen == figure.grens:
        return "na een fusie weten we niet of de gemeenten nog bij dit gebied horen"
    return PLAIN[figure.status]


def _too_small(figure: Figure, indicator: Indicator) -> str:
    if figure.noemer is None:
        return f"het aantal {indicator.zin.noemer} kan kleiner zijn dan {SMALLEST}"
    return f"het aantal {indicator.zin.noemer} is kleiner dan {SMALLEST}"


def _outside(figure: Figure) -> str:
    if figure.soort in ("", "gemeente", "centrumstad", "vlaanderen"):
        return "die periode valt buiten wat de bron levert"
    return "die periode valt buiten wat de bron levert, of buiten de samenstelling van het gebied die we kennen"


def _not_computable(indicator: Indicator) -> str:
    if indicator.soort == "maat" and not indicator.gewicht:
        return "de bron geeft alleen percentages per gemeente, en die kunnen we niet optellen"
    if indicator.is_ratio:
        return "het ene deel van de breuk is een echt cijfer en het andere een voorbeeldcijfer"
    return "de gegevens laten die berekening niet toe"
