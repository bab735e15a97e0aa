"""Every word of the field a page can explain where it stands: the glossary, the indicators and the kinds of region."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from dashboard.catalogue import Catalogue, Indicator, catalogue


class Entry(NamedTuple):
    """A word with its explanation. vormen: how it is written on a page, without regard to capitals."""

    naam: str
    uitleg: str
    vormen: tuple[str, ...]


def entries(known: Catalogue) -> list[Entry]:
    """One entry for each form: a term of the glossary comes before an indicator, an indicator before a kind of region."""
    found = [Entry(term.term, term.uitleg.strip(), term.vormen) for term in known.begrippen if term.vormen]
    found += [Entry(one.naam, meaning(one), (one.korte_naam,)) for one in known.indicatoren.values()]
    found += [Entry(kind.naam, kind.toelichting.strip(), (kind.naam, kind.meervoud)) for kind in known.soorten.values()]
    taken: set[str] = {"gemeente", "gemeenten", "provincie", "provincies", "vlaanderen", "inwoners"}
    kept = []
    for entry in found:
        forms = tuple(form for form in entry.vormen if form.casefold() not in taken)
        taken |= {form.casefold() for form in forms}
        if forms:
            kept.append(entry._replace(vormen=forms))
    return kept


def meaning(indicator: Indicator) -> str:
    """What an indicator is and how it is read."""
    return f"{indicator.definitie.strip()} {indicator.lezen.strip()}"


@cache
def as_json() -> bytes:
    """The entries for the browser."""
    words = [entry._asdict() for entry in entries(catalogue())]
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def of(term: str) -> str:
    """The explanation of one term; KeyError where the glossary does not know it."""
    return {entry.term: entry.uitleg.strip() for entry in catalogue().begrippen}[term]
