"""Shorter wordings of a finding, for a title of two lines. They leave out what stands under the figure, never a doubt."""

from __future__ import annotations

from dashboard.catalogue import Indicator
from dashboard.sentences.amounts import amount
from dashboard.sentences.beside import UNKNOWN_CHANCE, beside
from dashboard.sentences.claim import claim, located
from dashboard.sentences.figure import Figure
from dashboard.sentences.moments import adverb, noun
from dashboard.sentences.order import shown_beside
from dashboard.sentences.place import Place
from dashboard.sentences.since import doubts_since, refusal
from dashboard.wording import capital

NOT_RULED_OUT = ". Toeval is niet uitgesloten"


def headline(figure: Figure, indicator: Indicator, place: Place, comparator: tuple[Figure, Place] | None = None) -> str:
    """`In Maasland was 38,1% drie maanden na tijdelijke werkervaring aan het werk, minder dan in Vlaanderen (40,2%).`

    Without the period. Only for a share whose YAML says it so (`kop`); '' for any other, and where there is no figure.
    """
    if not (indicator.zin.kop and figure.known):
        return ""
    clause = beside(figure, indicator, *comparator).clause if comparator else ""
    clause = clause.replace(UNKNOWN_CHANCE, NOT_RULED_OUT)
    verb = indicator.zin.werkwoord_een
    return f"{capital(located(figure, place))} {verb} {amount(figure, indicator)} {indicator.zin.kop}{clause}."


def then_and_now(figure: Figure, indicator: Indicator, place: Place, earlier: Figure) -> str:
    """`Eind 2025 was 57,2% … in Maasland gekend bij VDAB, tegenover 55,1% eind 2024.`; '' where they are not compared."""
    if not figure.known or refusal(figure, indicator, earlier):
        return ""
    when = indicator.zin.tijdstip, earlier.telling
    before = f"{shown_beside(figure, earlier, indicator)} {adverb(earlier.periode, *when)}".rstrip(",")
    said = f"{claim(figure, indicator, place)}, tegenover {before}."
    return " ".join((said, *doubts_since(figure, earlier, noun(earlier.periode, *when))))
