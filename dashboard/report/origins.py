"""Where the figures of the pack come from: sources, snapshot, and the meaning of what is written."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard import comparators
from dashboard.catalogue import Indicator, catalogue
from dashboard.report.facts import Facts
from dashboard.report.pack import Part, Points
from dashboard.report.values import source
from dashboard.snapshots import Snapshot
from dashboard.wording import day, listed

NAME = "Bronnen"
SAMPLE = "Voorbeeldcijfers zijn verzonnen. Gebruik ze niet om te beslissen."
TERMS = (
    ("n.b.", "Er is geen cijfer; waarom staat bij de cijfers met twijfel of in het Excelbestand (kolom status)."),
    ("Bereik, bijvoorbeeld 41–45", "Een klein aantal is verborgen. Het cijfer ligt zeker tussen beide grenzen."),
    ("(6/7)", "Onvolledig: het cijfer telt 6 van de 7 gemeenten en staat daarom niet naast een volledig cijfer."),
    ("Voorlopig", "De bron kan dit cijfer nog herzien."),
    ("Toeval", "Hoe ver toeval alleen het niveau kan verschuiven (95%). Het zegt niets over een verandering."),
)


def parts(facts: Facts, snapshot: Snapshot) -> list[Part]:
    """One slide: a sentence a source, then snapshot, comparator and sample mark."""
    found = {one.id: one for entry in facts.keten for one in catalogue().sources_of(entry)}
    sentences = [f"{one.naam} ({one.uitgever}). {one.licentie}" for one in found.values()]
    made = day(date.fromisoformat(snapshot.datum))
    sentences.append(
        f"Alle cijfers komen uit snapshot {snapshot.id} van {made}. Wie hetzelfde kiest, krijgt dezelfde cijfers."
    )
    if facts.other.id != comparators.FLANDERS:
        sentences.append(f"Vergeleken met {facts.other.naam}.")
    sentences += [SAMPLE] if facts.sample else []
    publishers = listed(list(dict.fromkeys(one.uitgever for one in found.values())))
    nothing = pd.DataFrame()
    return [
        Part(
            id="bronnen",
            naam=NAME,
            titel=f"De cijfers komen van {publishers}, uit de snapshot van {made}.",
            getoond=Points(tuple(sentences)),
            alt=" ".join(sentences),
            bron=source(facts.keten, nothing, facts.snapshot),
            notities=tuple(one.toelichting.strip() for one in found.values()),
            cijfers=nothing,
            voorbeeld=facts.sample,
        )
    ]


def terms(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Every indicator with its definition, its formula and how it is read; then how figures are written."""
    return (*((entry.korte_naam, _meaning(entry)) for entry in facts.keten), *TERMS)


def _meaning(entry: Indicator) -> str:
    whole = "" if entry.naam == entry.korte_naam else f"{entry.naam}."
    return " ".join(text.strip() for text in (whole, entry.definitie, entry.formule, entry.lezen) if text)
