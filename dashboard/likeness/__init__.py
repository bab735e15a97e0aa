"""What makes municipalities alike, in words. Pure: the frames of `dashboard.alike` in, Dutch out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import alike
from dashboard.catalogue import Indicator, catalogue
from dashboard.records import records
from dashboard.sentences import Figure
from dashboard.sentences.amounts import amount, one, unit
from dashboard.uncertainty.peers import steady
from dashboard.wording import UNKNOWN, listed, number, percent, window

NAMED = 3
WHOLE = 0.995
CLASS_NAMES = ("klein", "middelgroot", "groot", "centrumstad")
UNKNOWN_BECAUSE = {
    "te_klein": "te weinig mensen voor een percentage",
    "niet_van_toepassing": "niemand om het over te hebben",
}
Weights = Mapping[str, int]


def name(kenmerk: str) -> str:
    """A characteristic as its indicator is called."""
    entry = alike.indicator(kenmerk)
    return entry.korte_naam if entry else "Grootteklasse"


def subject(kenmerk: str) -> str:
    """A characteristic as a sentence speaks of it: `het aandeel jongvolwassenen`."""
    entry = alike.indicator(kenmerk)
    return entry.zin.onderwerp if entry else "de grootteklasse"


def value(kenmerk: str, amount: float) -> str:
    """An exact value as read; `n.b.` where there is none."""
    if pd.isna(amount):
        return UNKNOWN
    entry = alike.indicator(kenmerk)
    if entry is None:
        return CLASS_NAMES[int(amount) - 1]
    return one(amount, entry, entry.decimalen)


def when(kenmerk: str, periode: str) -> str:
    """The date of a characteristic as read."""
    if kenmerk in ("inwoners", "dichtheid", alike.CLASS):
        return f"1 januari {periode}"
    return f"gemiddelde van {periode}" if kenmerk in alike.YEARLY else window(periode)


def finding(own: str, found: pd.DataFrame) -> str:
    """Who is most alike, as one sentence."""
    first = list(found["naam"].head(NAMED))
    verb = "lijken" if len(first) > 1 else "lijkt"
    return f"{listed(first)} {verb} het meest op {own}, op de kenmerken die u laat meetellen."


def doubts(own: str, values: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights) -> list[str]:
    """How much the choice hangs on the weights, how alike they are, and what could not be compared."""
    counting = [kenmerk for kenmerk, weight in weights.items() if weight]
    return [text for text in (_steady(found), _far(own, found), _missing(own, values, nis, found, counting)) if text]


def _steady(found: pd.DataFrame) -> str:
    stay, many = steady(found), len(found)
    other = "als elk gewicht de helft lichter of de helft zwaarder wordt"
    if stay == many:
        return f"Alle {many} blijven ze bij de {many}, ook {other}."
    if not stay:
        return f"Geen enkele gemeente blijft altijd bij de {many} {other}: de keuze hangt sterk van uw gewichten af."
    verb = "blijft" if stay == 1 else "blijven"
    return f"{number(stay)} van deze {many} {verb} altijd bij de {many}, ook {other}; de andere wisselen."


def _far(own: str, found: pd.DataFrame) -> str:
    far = int((found["verhouding"] >= 1).sum())
    if not far:
        return ""
    they = "Deze gemeente staat" if far == len(found) == 1 else f"{number(far)} van deze {len(found)} staan"
    they = f"1 van deze {len(found)} staat" if far == 1 < len(found) else they
    they = f"Alle {far} staan" if far == len(found) > 1 else they
    return (
        f"{they} even ver van {own} als twee willekeurige gemeenten van elkaar, of verder: veel lijken ze er niet op."
    )


def _missing(own: str, values: pd.DataFrame, nis: str, found: pd.DataFrame, counting: Sequence[str]) -> str:
    absent = [subject(kenmerk) for kenmerk in counting if pd.isna(values[kenmerk].to_dict()[nis])]
    if absent:
        verb = "is" if len(absent) == 1 else "zijn"
        left = len(counting) - len(absent)
        return (
            f"Voor {own} {verb} {listed(absent)} niet precies gekend. We vergelijken op hoogstens {left} van de "
            f"{len(counting)} kenmerken."
        )
    fewer = int((shared(values, nis, found.index, counting) < len(counting)).sum())
    if not fewer:
        return ""
    verb = "is" if fewer == 1 else "zijn"
    why = "omdat een kenmerk er niet precies gekend is"
    return f"{number(fewer)} van deze {len(found)} {verb} op minder kenmerken vergeleken, {why}."


def shared(values: pd.DataFrame, nis: str, others: pd.Index, counting: Sequence[str]) -> pd.Series:
    """How many of these characteristics are known for both."""
    known = values[list(counting)].notna()
    return (known.loc[others] & known.loc[nis]).sum(axis=1)


def trait(kenmerk: str, values: pd.DataFrame, nis: str, other: str) -> str:
    """One characteristic on which two are alike, with both values: `inwoners (26.513 en 27.045)`."""
    own, theirs = (value(kenmerk, float(values[kenmerk][code])) for code in (nis, other))
    label = name(kenmerk)[:1].lower() + name(kenmerk)[1:]
    return f"{label} ({own})" if own == theirs else f"{label} ({own} en {theirs})"


def stays(share: float) -> str:
    """In how many of the other weightings a place stays: `altijd`, `in 92%`, never rounded to always or never."""
    if share == 1:
        return "altijd"
    return "in bijna 100%" if share >= WHOLE else f"in {percent(share, 0)}" if share > 0 else "nooit"


def shown(row: Mapping[Any, Any], kenmerk: str) -> str:
    """A place's value; the range where a small number is hidden; else why there is none."""
    if not pd.isna(row["waarde"]):
        return value(kenmerk, row["waarde"])
    if not pd.isna(row["onder"]):
        return f"tussen {value(kenmerk, row['onder'])} en {value(kenmerk, row['boven'])} (verborgen)"
    return f"{UNKNOWN} ({UNKNOWN_BECAUSE.get(str(row['status']), 'ontbreekt')})"


def span(kenmerk: str, values: pd.Series) -> str:
    """From the lowest to the highest known value, and how many are known: `21.300–29.400`, `33,3% (1 van 10 gekend)`."""
    known = values.dropna()
    if known.empty:
        return UNKNOWN
    ends = dict.fromkeys(value(kenmerk, end) for end in (known.min(), known.max()))
    part = f" ({len(known)} van {len(values)} gekend)" if len(known) < len(values) else ""
    return (" tot " if kenmerk == alike.CLASS else "–").join(ends) + part


def median(spread: pd.DataFrame, indicator: Indicator, count: int) -> str:
    """The median over the municipalities (a row of `comparison.spread`), named as such; empty where there is none."""
    if spread.empty:
        return ""
    row = records(spread)[0]
    figure = Figure(str(row["periode"]), "definitief", row["mediaan_leden_onder"], row["mediaan_leden_boven"])
    known = int(row["aantal_leden"])
    over = f"deze {count} gemeenten" if known == count else f"de {known} van deze {count} gemeenten met een cijfer"
    shown = f"{amount(figure, indicator)}{unit(figure, indicator)}"
    return f"De mediaan over {over} is {shown}. Dat is iets anders dan het cijfer van de groep, dat uit sommen komt."


def source(kenmerk: str) -> str:
    """The publisher of a characteristic."""
    entry = alike.indicator(kenmerk)
    if entry is None:
        return catalogue().soorten["grootteklasse"].bron
    return "; ".join(dict.fromkeys(found.uitgever for found in catalogue().sources_of(entry)))
