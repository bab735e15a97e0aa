"""The Dutch finding for any figure of any place: caption, text alternative, slide and PDF all take it from here.

First the period, the figure and the place, then the comparator, then the earlier moment, then the doubt. Pure: values in,
Dutch out. The words of an indicator stand in its YAML (`zin`), those of a kind of region in its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import Indicator
from dashboard.sentences.beside import Contrast, beside
from dashboard.sentences.claim import absence, claim
from dashboard.sentences.doubt import PROVISIONAL, doubts, without_figure
from dashboard.sentences.figure import Figure, read
from dashboard.sentences.headline import headline, then_and_now
from dashboard.sentences.place import MEDIAN, Place, place_of
from dashboard.sentences.since import BOTH_PROVISIONAL, since

__all__ = [
    "MEDIAN", "Figure", "Place", "Statement", "absence", "claim", "headline", "place_of", "read", "sentence", "statement",
    "then_and_now",
]  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """A finding in its parts: the sentence a page opens with, the change since an earlier moment, and every doubt."""

    zin: str
    verandering: str = ""
    twijfel: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Everything, as one text."""
        return " ".join(part for part in (self.zin, self.verandering, *self.twijfel) if part)


def sentence(
    figure: Figure,
    indicator: Indicator,
    place: Place | None = None,
    comparator: tuple[Figure, Place] | None = None,
    earlier: Figure | None = None,
) -> str:
    """The finding as one text; arguments and errors as `statement`."""
    return statement(figure, indicator, place, comparator, earlier).text


def statement(
    figure: Figure,
    indicator: Indicator,
    place: Place | None = None,
    comparator: tuple[Figure, Place] | None = None,
    earlier: Figure | None = None,
) -> Statement:
    """The finding about a figure, with its comparator (same period) and the same place at an earlier moment.

    place: as the figure's own columns name it when not given. ValueError for a comparison of different indicators, kinds of
    count, categories or periods, and for a size class as comparator without its number and date.
    """
    if figure.indicator and figure.indicator != indicator.id:
        raise ValueError(f"a figure of {figure.indicator} is no {indicator.id}")
    where = place or place_of(figure)
    if not figure.known:
        return Statement(absence(figure, indicator, where), twijfel=without_figure(figure))
    other, change = Contrast(), ""
    if comparator and comparator[1] != where:
        other = beside(figure, indicator, *comparator)
    if earlier:
        change = since(figure, indicator, earlier, where.inside if other.clause else "")
    found = doubts(figure, indicator, where, other.refusal)
    if change.endswith(BOTH_PROVISIONAL):
        found = tuple(text for text in found if text != PROVISIONAL)
    return Statement(f"{claim(figure, indicator, where)}{other.clause}.", change, found)
