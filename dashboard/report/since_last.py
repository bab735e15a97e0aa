"""What changed since the previous meeting, by `since.changes`: the changes in time with a verdict, then all else apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from dashboard import since, snapshots
from dashboard.catalogue import catalogue
from dashboard.database import Database, open_snapshot
from dashboard.report.choices import MONTH
from dashboard.report.facts import Facts
from dashboard.report.pack import Cell, Part, Points, Shown, Table
from dashboard.report.titles import fitting
from dashboard.report.values import is_sample, source, when
from dashboard.since import Since
from dashboard.since.found import PARTS, Judged
from dashboard.wording import capital, counted, listed, period

NAME = "Sinds het vorige overleg"
STANDS_OUT = ("toename", "afname")
STATED = "alleen vermeld"
JUDGED = "elke verandering volgens deze snapshot; alleen een aantal per maand krijgt een besluit"


def parts(facts: Facts, place: snapshots.Storage) -> list[Part]:
    """One slide with the changes in time, one with what is new, revised, merged or defined otherwise; none without a moment."""
    asked = facts.gekozen.keuzes.vorige
    if not asked:
        return []
    found = _found(facts, place, asked)
    return [_changes(facts, asked, found.oordelen), _rest(facts, asked, found)]


def _found(facts: Facts, place: snapshots.Storage, asked: str) -> Since:
    older: Database | None = None
    month, other_facts = asked, False
    if not MONTH.fullmatch(asked):
        then = snapshots.readable(place, asked)
        older, month = open_snapshot(then.folder), ""
        other_facts = then.feiten != snapshots.snapshot(place, facts.snapshot).feiten
    keuzes = facts.gekozen.keuzes
    return since.changes(
        facts.database,
        older,
        keuzes.soort,
        (keuzes.gebied_id,),
        keuzes.indicatoren,
        keuzes.periode,
        month,
        naam=facts.gekozen.gebied.naam,
        feiten_anders=other_facts,
    )


def _moment(asked: str) -> str:
    return period(asked) if MONTH.fullmatch(asked) else f"snapshot {asked}"


def _changes(facts: Facts, asked: str, judged: Sequence[Judged]) -> Part:
    entries = catalogue().indicatoren
    rows = [
        (
            Cell(entries[one.indicator].korte_naam),
            Cell(f"{when(one.toen)}: {one.toen_cijfer}" if one.toen else "–"),
            Cell(f"{when(one.nu)}: {one.nu_cijfer}" if one.nu else "–"),
            Cell(f"{capital(one.oordeel or STATED)}: {one.reden}".removesuffix(": ")),
        )
        for one in judged
    ]
    frames = [facts.own(entries[one.indicator], periode) for one in judged for periode in (one.toen, one.nu) if periode]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    told = tuple(f"{entries[one.indicator].korte_naam}: {one.zin}" for one in judged)
    shown: Shown = Table(("Cijfer", "Vorige overleg", "Nu", "Besluit"), (False, True, True, False), tuple(rows))
    return Part(
        id="sinds",
        naam=NAME,
        titel=_title(facts, asked, judged),
        getoond=shown,
        alt=" ".join(told),
        bron=source(facts.keten, frame, facts.snapshot, JUDGED),
        notities=told,
        cijfers=frame,
        voorbeeld=is_sample(frame),
    )


def _title(facts: Facts, asked: str, judged: Sequence[Judged]) -> str:
    return fitting(_titles(facts, f"Sinds het vorige overleg ({_moment(asked)})", judged))


def _titles(facts: Facts, opening: str, judged: Sequence[Judged]) -> Iterator[str]:
    out = [one for one in judged if one.oordeel in STANDS_OUT]
    names = listed([f"{catalogue().indicatoren[one.indicator].korte_naam} ({one.oordeel})" for one in out])
    count = counted(len(out), "aantal", "aantallen")
    for place in facts.wordings:
        if not out:
            yield f"{opening} veranderde {place.inside} geen enkel aantal zeker meer dan de gewone schommeling."
        else:
            yield f"{opening} veranderde {place.inside} meer dan de gewone schommeling: {names}."
    if out:
        yield f"{opening} {'veranderde' if len(out) == 1 else 'veranderden'} {count} meer dan de gewone schommeling."


def _rest(facts: Facts, asked: str, found: Since) -> Part:
    """The five kinds of change, each apart, with the reason where one is empty."""
    told = [
        _new(found),
        _revised(found),
        *(f"Fusie: {text}" for text in found.fusie),
        *(f"Samenstelling: {text}" for text in found.samenstelling),
        *(f"Definitie: {text}" for text in found.definitie),
        *(found.waarom[part] for part in PARTS if part in found.waarom),
        f"Tussen beide momenten: {listed(list(found.tussenin))}." if found.tussenin else "",
    ]
    sentences = tuple(dict.fromkeys(text for text in told if text))
    nothing = pd.DataFrame()
    return Part(
        id="sinds-bron",
        naam=f"{NAME}: nieuw en herzien",
        titel=f"Sinds {_moment(asked)}: {_summary(found, not MONTH.fullmatch(asked))}.",
        getoond=Points(sentences),
        alt=" ".join(sentences),
        bron=source(facts.keten, nothing, facts.snapshot),
        notities=(
            "Nieuw, herzien, fusie, samenstelling en definitie staan apart: alleen het eerste is een nieuwe meting.",
        ),
        cijfers=nothing,
        voorbeeld=found.sample,
    )


def _summary(found: Since, with_snapshot: bool) -> str:
    """How much is new; how much was revised only where an older snapshot can tell."""
    new = counted(len(found.nieuw), "nieuwe periode", "nieuwe perioden")
    if not with_snapshot:
        return f"{new}; wat de bronnen herzagen, toont alleen een oudere snapshot"
    return f"{new} en {counted(len(found.herzien), 'herzien aantal', 'herziene aantallen')}"


def _new(found: Since) -> str:
    moments: dict[str, list[str]] = {}
    for one in found.nieuw:
        moments.setdefault(catalogue().indicatoren[one.indicator].korte_naam, []).append(one.periode)
    told = [
        f"{name} ({counted(len(known), 'periode', 'perioden')}, de nieuwste is {when(max(known))})"
        for name, known in moments.items()
    ]
    return f"Nieuw: {'; '.join(told)}." if told else ""


def _revised(found: Since) -> str:
    if not found.herzien:
        return ""
    series = listed(list(dict.fromkeys(one.telt for one in found.herzien)))
    return f"Herzien: {counted(len(found.herzien), 'aantal', 'aantallen')} ({series}). De pagina Sinds noemt ze één voor één."
