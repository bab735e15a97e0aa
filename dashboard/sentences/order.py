"""What may be compared, and in which direction. Masked figures are compared by their certain limits."""

from __future__ import annotations

from dashboard.catalogue import Indicator
from dashboard.sentences.amounts import amount, is_range
from dashboard.sentences.figure import Figure
from dashboard.wording import number

HIDDEN = ", omdat kleine aantallen verborgen zijn"


def same_question(figure: Figure, other: Figure) -> None:
    """ValueError where two figures are of different indicators, kinds of count or categories."""
    for name in ("indicator", "telling", "uitsplitsing", "categorie"):
        one, two = getattr(figure, name), getattr(other, name)
        if one != two:
            raise ValueError(f"figures of {name} '{one}' and '{two}' are never compared")


def one_is_sample(figure: Figure, other: Figure) -> bool:
    """Whether only one of the two is sample data."""
    return figure.sample != other.sample


def order(figure: Figure, other: Figure, indicator: Indicator) -> int | None:
    """1, -1 or 0 where that holds for all values the limits allow (0: one number that reads the same); None where it does not."""
    if amount(figure, indicator) == amount(other, indicator) and not is_range(figure, indicator):
        return 0
    (lower, upper), (first, last) = figure.limits, other.limits
    return 1 if lower > last else -1 if upper < first else None


def about(figure: Figure, other: Figure) -> str:
    """`ongeveer ` before figures that only read the same."""
    return "" if figure.exact and figure.limits == other.limits else "ongeveer "


def shown_beside(figure: Figure, other: Figure, indicator: Indicator) -> str:
    """The other figure as it stands in brackets; a range says why, where the figure itself is none and so does not tell."""
    why = HIDDEN if is_range(other, indicator) and not is_range(figure, indicator) else ""
    return amount(other, indicator) + why


def points(difference: float, indicator: Indicator) -> str:
    """A difference of percentages: `1,7 procentpunt`, or `iets` where it rounds to nothing."""
    scale = 100 if indicator.soort == "aandeel" else 1
    text = number(abs(scale * difference), indicator.decimalen)
    return f"{text} procentpunt" if any(digit in text for digit in "123456789") else "iets"
