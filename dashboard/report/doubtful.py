"""What is not sure about the figures of the pack: hidden counts, coverage, small numbers, provisional months, membership."""

from __future__ import annotations

import pandas as pd

from dashboard import areas, cautions, findings
from dashboard.catalogue import Indicator, catalogue
from dashboard.records import records
from dashboard.report.facts import UNKNOWN_MEMBER, Facts, figure
from dashboard.report.pack import Part, Points
from dashboard.report.titles import fitting
from dashboard.report.values import is_sample, source, together
from dashboard.sentences.reasons import reason
from dashboard.wording import capital, counted, listed, number

NAME = "Cijfers met twijfel"
SAID_ELSEWHERE = ("voorbeeld", "voorbehoud", "venster", "verschil_maanden", "samenstelling", "jaar_onbekend")
HIDDEN, SMALL = "gemaskeerd", "te_klein"
NONE = "Bij geen van de gekozen cijfers van het gebied zelf is iets verborgen, onvolledig, voorlopig of klein."


def parts(facts: Facts) -> list[Part]:
    """One slide with a sentence for every figure that has a doubt, then what is known of the list of members."""
    own = {entry.id: facts.own(entry) for entry in facts.keten}
    told = {entry.id: told_of(own[entry.id], entry) for entry in facts.keten}
    sentences = together({entry.korte_naam: told[entry.id] for entry in facts.keten})
    sentences += [text for entry in facts.keten if (text := _members(facts, entry))]
    sentences += [*_composition(facts), *_absent(facts)]
    doubted = [entry.korte_naam for entry in facts.keten if told[entry.id]]
    frame = pd.concat([*own.values(), *(facts.places(entry) for entry in facts.keten)], ignore_index=True)
    return [
        Part(
            id="twijfel",
            naam=NAME,
            titel=_title(doubted, len(facts.keten)),
            getoond=Points(tuple(sentences) or (NONE,)),
            alt=" ".join(sentences) or NONE,
            bron=source(facts.keten, frame, facts.snapshot),
            notities=_always(facts),
            cijfers=frame,
            voorbeeld=is_sample(frame),
        )
    ]


def _title(doubted: list[str], count: int) -> str:
    if not doubted:
        return NONE
    if len(doubted) == count > 1:
        return "Lees met voorbehoud: alle gekozen cijfers."
    return fitting(
        (
            f"Lees met voorbehoud: {listed(doubted)}.",
            f"Lees {number(len(doubted))} van de {number(count)} gekozen cijfers met voorbehoud.",
        )
    )


def told_of(frame: pd.DataFrame, entry: Indicator) -> list[str]:
    """The doubts about the region's own figure; why there is none."""
    found = figure(frame)
    if found is None:
        return ["De bron heeft dat cijfer niet geleverd."]
    if not found.known:
        return [f"Geen cijfer: {reason(found, entry)}."]
    row = records(frame)[0]
    return [one.zin for one in cautions.cautions(row, entry) if one.soort not in SAID_ELSEWHERE]


def _members(facts: Facts, entry: Indicator) -> str:
    """In how many members a figure is hidden or too small to show."""
    rows = facts.places(entry)
    every = counted(len(rows), "gemeente", "gemeenten")
    hidden, small = (int((rows["status"] == status).sum()) for status in (HIDDEN, SMALL))
    told = [f"in {number(hidden)} een bereik"] if hidden else []
    told += [f"in {number(small)} geen cijfer, omdat de noemer kleiner is dan 10"] if small else []
    return f"{entry.korte_naam} per gemeente: van de {every} is er {' en '.join(told)}." if told else ""


def _composition(facts: Facts) -> list[str]:
    """What is known about the list of members."""
    known = areas.areas(facts.database)
    area = facts.gekozen.gebied
    row = known[(known["gebied_id"] == area.gebied_id) & (known["soort"] == area.soort)].iloc[0]
    unknown = sorted(facts.members.loc[facts.members["lidstatus"] == UNKNOWN_MEMBER, "naam"])
    said = findings.composition(
        area.soort, row["zekerheid"], bool(row["volledig"]), row["periode_tekst"], row["opmerking"]
    )
    return [text for text in (" ".join(said), findings.left_out(unknown)) if text]


def _absent(facts: Facts) -> list[str]:
    names = [catalogue().indicatoren[name].korte_naam for name in facts.gekozen.ontbreekt]
    return [f"Niet in dit pakket, want er zijn nog geen gegevens geladen: {listed(names)}."] if names else []


def _always(facts: Facts) -> tuple[str, ...]:
    """What each indicator's own YAML warns of."""
    return tuple(f"{capital(entry.korte_naam)}: {text.strip()}" for entry in facts.keten for text in entry.valkuilen)
