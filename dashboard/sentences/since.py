"""A figure beside the same place at another moment: `Vergeleken met december 2024 steeg dat aantal van 90 naar 100`.

A change is told with its numbers and never judged by the stability interval of a level, nor given a cause.
"""

from __future__ import annotations

from dashboard.catalogue import Indicator
from dashboard.sentences.amounts import amount, is_percent
from dashboard.sentences.figure import Figure
from dashboard.sentences.moments import noun, overlap
from dashboard.sentences.order import about, one_is_sample, order, points, same_question, shown_beside
from dashboard.sentences.reasons import reason
from dashboard.wording import more_or_less

SMALLEST_BASE = 10
BOTH_PROVISIONAL = "Beide cijfers zijn nog voorlopig."
SUBJECTS = {"aantal": "dat aantal", "aandeel": "dat aandeel"}


def since(figure: Figure, indicator: Indicator, earlier: Figure, where: str = "") -> str:
    """The sentences that set a known figure beside the same place earlier; `where` names the place when another was named."""
    then = noun(earlier.periode, indicator.zin.tijdstip, earlier.telling)
    refused = refusal(figure, indicator, earlier)
    if refused:
        return refused
    return " ".join((_change(figure, earlier, indicator, then, where), *doubts_since(figure, earlier, then)))


def refusal(figure: Figure, indicator: Indicator, earlier: Figure) -> str:
    """Why a known figure is not set beside the same place earlier; empty where it can be."""
    same_question(figure, earlier)
    if figure.periode <= earlier.periode:
        raise ValueError(f"{earlier.periode} is not before {figure.periode}")
    then = noun(earlier.periode, indicator.zin.tijdstip, earlier.telling)
    if not earlier.known:
        return f"Met {then} kunnen we niet vergelijken: {reason(earlier, indicator)}."
    if figure.dekking != earlier.dekking:
        return f"Met {then} kunnen we niet vergelijken: toen telden andere gemeenten mee."
    if not (_lasting(figure) and _lasting(earlier)):
        return f"Met {then} vergelijken we niet: misschien telden toen andere gemeenten mee."
    if one_is_sample(figure, earlier):
        return f"Met {then} vergelijken we niet: het ene is een voorbeeldcijfer, het andere niet."
    return ""


def _change(figure: Figure, earlier: Figure, indicator: Indicator, then: str, where: str) -> str:
    subject = SUBJECTS.get(indicator.soort, "dat cijfer") + (f" {where}" if where else "")
    before, now = shown_beside(figure, earlier, indicator), amount(figure, indicator)
    direction = order(figure, earlier, indicator)
    if direction is None:
        return f"Vergeleken met {then} ({before}) weten we niet of {subject} steeg of daalde."
    if direction == 0:
        return f"Vergeleken met {then} bleef {subject} {about(figure, earlier)}gelijk."
    verb = "steeg" if direction > 0 else "daalde"
    if not (figure.exact and earlier.exact):
        return f"Vergeleken met {then} ({before}) {verb} {subject}."
    size = _change_size(figure, earlier, indicator)
    return f"Vergeleken met {then} {verb} {subject} van {before} naar {now}{size}."


def _change_size(figure: Figure, earlier: Figure, indicator: Indicator) -> str:
    now, before = figure.limits[0], earlier.limits[0]
    if indicator.soort == "aantal":
        return f" ({more_or_less(now / before - 1)})" if before >= SMALLEST_BASE else ""
    if is_percent(indicator):
        return f" ({points(now - before, indicator)} {'meer' if now > before else 'minder'})"
    return ""


def doubts_since(figure: Figure, earlier: Figure, then: str) -> tuple[str, ...]:
    """What must be said about two moments side by side. then: the earlier one as a noun."""
    found = []
    if earlier.provisional:
        found.append(BOTH_PROVISIONAL if figure.provisional else f"Het cijfer van {then} is nog voorlopig.")
    if overlap(figure.periode, earlier.periode):
        found.append("Die twee perioden overlappen voor een deel.")
    return tuple(found)


def _lasting(figure: Figure) -> bool:
    """Whether what is not counted can only be members whose membership is unknown, so that it is the same every month."""
    counted, _, parts = figure.dekking.partition("/")
    return figure.complete or int(parts) - int(counted) == figure.grens
