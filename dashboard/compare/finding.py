"""The first words about places side by side: who can be told apart from the comparator on one indicator. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import cautions
from dashboard.compare import Side
from dashboard.compare.verdicts import HIGHER, KAN_NIET, LOWER, NOT_SHOWN
from dashboard.sentences import read
from dashboard.sentences.amounts import amount, unit
from dashboard.sentences.moments import adverb
from dashboard.wording import capital, listed

NO_COUNTS = "Een aantal hangt af van hoe groot de gemeente is; daarom zetten we het niet naast een groep."
MORE = {HIGHER: "hoger", LOWER: "lager"}


def finding(side: Side) -> str:
    """One sentence: the places grouped by verdict, each with its figure, beside the comparator with its number and date."""
    rows = side.rijen
    when = capital(adverb(side.periode, side.indicator.zin.tijdstip, str(rows[0]["telling"])))
    group = {
        name: [row for row in rows if side.oordelen[row["gebied_id"]].oordeel == name] for name in (*MORE, NOT_SHOWN)
    }
    unknown = [row for row in rows if side.oordelen[row["gebied_id"]].oordeel == KAN_NIET]
    subject = side.indicator.zin.onderwerp
    if len(unknown) == len(rows):
        figures = listed([f"{row['gebied']} ({_shown(row, side)})" for row in rows])
        if side.indicator.soort == "aantal":
            return f"{side.indicator.korte_naam} {when[:1].lower()}{when[1:]}: {figures}. {NO_COUNTS}"
        return f"{when} was {subject} in {figures}. Of toeval het verschil met {_other(side)} verklaart, kunnen we niet zeggen."
    parts = [f"{MORE[name]} in {_named(group[name], side)}" for name in MORE if group[name]]
    if group[NOT_SHOWN]:
        parts.append(f"niet te onderscheiden in {_named(group[NOT_SHOWN], side)}")
    sentence = f"{when} was {subject}, vergeleken met {_other(side)}, {'; '.join(parts)}."
    if unknown:
        sentence += f" Voor {listed([str(row['gebied']) for row in unknown])} kunnen we het niet zeggen."
    return sentence


def doubts(side: Side) -> list[str]:
    """Every warning that touches one of the chosen places."""
    return [caution.zin for caution, _ in cautions.overall(side.eigen, side.indicator)]


def _named(rows: Sequence[Mapping[Any, Any]], side: Side) -> str:
    return listed([f"{row['gebied']} ({_shown(row, side)})" for row in rows])


def _shown(row: Mapping[Any, Any], side: Side) -> str:
    found = read(row)
    return amount(found, side.indicator) if found.known else "zonder cijfer"


def _other(side: Side) -> str:
    found = side.groep
    if found is None or not found.known:
        return side.comparator.naam
    return f"{side.comparator.naam} ({amount(found, side.indicator)}{unit(found, side.indicator)})"
