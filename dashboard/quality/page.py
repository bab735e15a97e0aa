"""The page on sources and quality, section by section as HTML. Pure, so that it is made once a snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import published, quality, sources
from dashboard.catalogue import Catalogue, Indicator
from dashboard.events import Event
from dashboard.markup import Markup, definitions, fold, joined, paragraphs
from dashboard.quality import balance as quality_balance
from dashboard.quality import lag as quality_time
from dashboard.wording import capital

SHOWN_MONTHS = 6


@dataclass(frozen=True)
class Frames:
    """What the sections are made of.

    staat: `quality.state`; gebieden: every area; tijd and honderd: `registratiegraad` of Vlaanderen in every month, of every
    municipality in the newest stable month; geheel and gemeenten: the balance of trajectories of Vlaanderen and of the
    municipalities; stand and stroom: `twe_lopend` and `twe_gestart` of Vlaanderen in those quarters; uitkomsten: the outcomes
    with their known periods. Empty where nothing is loaded.
    """

    staat: pd.DataFrame
    gebieden: pd.DataFrame
    tijd: pd.DataFrame
    honderd: pd.DataFrame
    geheel: pd.DataFrame
    gemeenten: pd.DataFrame
    stand: pd.DataFrame
    stroom: pd.DataFrame
    uitkomsten: Sequence[tuple[Indicator, pd.DataFrame]]


def sections(
    frames: Frames, entries: Catalogue, revised: Mapping[str, int] | None, happened: Sequence[Event]
) -> list[tuple[str, Markup]]:
    """Heading and body of every section, in order. revised: changed cells per series; None where nothing can be compared."""
    known = entries.indicatoren["registratiegraad"]
    loaded = [source for source in entries.bronnen.values() if source.id in set(frames.staat["bron"])]
    absent = [source for source in entries.bronnen.values() if source not in loaded]
    return [
        ("Wat is verzonnen en wat niet?", paragraphs(quality.sample_words(frames.staat, entries))),
        (
            "Bronnen",
            joined(
                part
                for source in loaded
                for part in (
                    quality.state_table(frames.staat, source, revised),
                    fold("Uitgever, licentie en aandachtspunten", quality.source_card(source), source.naam),
                )
            ),
        ),
        ("Verschil in tijd tussen POD MI en VDAB", _lag(known, frames.tijd)),
        ("Stand tegen stroom", _flows(frames, entries)),
        ("Boven 100%", _over(known, frames.honderd, entries.bronnen["vdab"].valkuilen)),
        ("Nog niet waarneembaar", _waiting(frames.uitkomsten)),
        (
            "Bronnen die nog niet geladen zijn",
            joined(
                [
                    paragraphs([quality.WAITING]),
                    *(fold(source.naam, quality.waiting(source), quality.brings(source)) for source in absent),
                ]
            ),
        ),
        (
            "Indicatoren",
            joined(
                fold(entry.korte_naam, quality.indicator_card(entry, entries), entry.naam)
                for entry in entries.indicatoren.values()
            ),
        ),
        (
            "Gebieden",
            joined(
                [
                    quality.kinds_table(frames.gebieden, entries),
                    *(
                        fold(capital(kind.meervoud), paragraphs([kind.toelichting]))
                        for kind in entries.soorten.values()
                    ),
                ]
            ),
        ),
        ("Gebeurtenissen", quality.events_table(happened)),
        ("Begrippen", definitions([(term.term, term.uitleg) for term in entries.begrippen], "am-begrippen")),
        ("Wat anderen publiceerden", fold("Gepubliceerde cijfers naast deze monitor", published.tables())),
    ]


def _lag(known: Indicator, frame: pd.DataFrame) -> Markup:
    found = quality_time.lags(frame)
    words = paragraphs(quality_time.lag_words(found))
    if found.empty:
        return words
    every = fold("Alle maanden", quality_time.lag_table(found))
    return joined([words, quality_time.lag_table(found, SHOWN_MONTHS), every, sources.line(known, frame)])


def _flows(frames: Frames, entries: Catalogue) -> Markup:
    words = paragraphs(quality_balance.balance_words(frames.geheel, frames.gemeenten))
    if frames.geheel.empty:
        return words
    counted = quality_balance.balance_table(frames.geheel, frames.gemeenten)
    lines = (
        sources.line(entries.indicatoren[name], frame)
        for name, frame in (("twe_lopend", frames.stand), ("twe_gestart", frames.stroom))
    )
    return joined([words, counted, *lines])


def _over(known: Indicator, frame: pd.DataFrame, reasons: Sequence[str]) -> Markup:
    words = paragraphs(quality_balance.over_words(frame, reasons))
    if frame.empty:
        return words
    return joined([words, quality_balance.over_table(frame), sources.line(known, frame)])


def _waiting(outcomes: Sequence[tuple[Indicator, pd.DataFrame]]) -> Markup:
    words = paragraphs([quality_time.unripe_words(*outcome) for outcome in outcomes])
    if not any(quality_time.unripe(moments) for _, moments in outcomes):
        return words
    return joined([words, quality_time.unripe_table(outcomes)])
