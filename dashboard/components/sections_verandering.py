"""The change of a stock in places of one kind beside the usual variation of each, as a part of several pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard import charts, components, export, store, swings
from dashboard.catalogue import Indicator
from dashboard.changes import last_stable
from dashboard.components.pictures import marked, picture
from dashboard.figures import Question
from dashboard.markup import fold, paragraphs
from dashboard.store import regios
from dashboard.wording import capital, listed, window

MONTH = r"\d{4}-\d{2}"
NOT_MONTHLY = (
    "Of een verandering groter is dan gewoonlijk, zeggen we alleen voor een stand per maand. "
    "Dit cijfer is dat niet, of er is geen eerdere maand om mee te vergelijken."
)


@dataclass(frozen=True)
class Places:
    """The places that are judged together: what one is called and many are, and the one that stands out on the page.

    weg: why a place is not judged, by gebied_id. plaats: the chosen place as it stands in a sentence, '' for none.
    """

    een: str
    veel: str
    gekozen: str = ""
    plaats: str = ""
    weg: Mapping[str, str] = field(default_factory=dict)


def asked(snapshot_id: str, indicator: Indicator, periode: str, since: str) -> tuple[Indicator, str, str]:
    """The count that is judged for a figure and the two months, ('', '') where it has no such months."""
    entry = swings.judged_count(indicator)
    known = store.months(snapshot_id, entry.id)
    monthly = known[known["periode"].str.fullmatch(MONTH)]
    if entry.telling != "stand" or entry.soort == "maat" or not {periode, since} <= set(monthly["periode"]):
        return entry, "", ""
    since, until = swings.moments(periode, since, last_stable(monthly, periode) or periode)
    return (entry, since, until) if since in set(monthly["periode"]) else (entry, "", "")


def change(snapshot_id: str, question: Question, since: str, until: str, entry: Indicator, who: Places) -> None:
    """The changes as a chart, in words and as a table, with source and downloads; why there is none where there is none.

    question: the places of one kind, for the count `entry`.
    """
    if not since:
        components.notice(NOT_MONTHLY)
        return
    frame = store.figures(snapshot_id, replace(question, periode=swings.span(since, until)))
    ends = frame[frame["periode"].isin([since, until])]
    judged = frame[~frame["gebied_id"].isin(list(who.weg))]
    steady = regios.steady_since(snapshot_id, question.soort, question.peildatum, until)
    rows = swings.swings(judged, since, until, steady) if (judged["periode"] == until).any() else []
    counted = entry.naam if not entry.is_ratio else f"Aantal in de teller van {entry.zin.onderwerp}"
    title = f"{counted}: verandering van {window(since)} tot {window(until)}"
    said = swings.words(rows, since, until, store.events(), who.veel) if rows else []
    own = [
        swings.own_words(row, who.plaats, until, since) for row in rows if row.gebied_id == who.gekozen and who.plaats
    ]
    key = f"{question.soort}-verandering"
    if any(row.relatief for row in rows):
        figure = charts.swing(rows, components.scheme(), who.gekozen, bool((ends["herkomst"] == "voorbeeld").any()))
        picture(figure, title, " ".join([*own, *said[:2]]), key, [entry], ends)
    else:
        components.notice(f"Geen grafiek: voor geen van de {who.veel} kan de verandering in procent berekend worden.")
    components.html(paragraphs([*own, *said, *_left_out(frame, who.weg), _method(rows, who)]))
    components.html(fold("Dezelfde cijfers als tabel", swings.swing_table(rows, title, since, until, capital(who.een))))
    components.source(entry, ends)
    herkomst = "voorbeeld" if (ends["herkomst"] == "voorbeeld").any() else str(ends["herkomst"].max())
    file = swings.swing_file(rows, since, until, snapshot_id, herkomst)
    notes = [*export.explanation(ends, entry), ("Gewone schommeling", _method(rows, who))]
    components.table_downloads(f"verandering-{entry.id}{marked(ends)}", file, notes, title, key)


def _method(rows: Sequence[swings.Swing], who: Places) -> str:
    return swings.method(len(rows), f"één {who.een}", who.veel) if rows else ""


def _left_out(frame: pd.DataFrame, why: Mapping[str, str]) -> list[str]:
    names = frame.drop_duplicates("gebied_id").set_index("gebied_id")["gebied"].to_dict()
    reasons = dict.fromkeys(why.values())
    return [
        f"Niet beoordeeld: {listed([str(names[key]) for key in why if why[key] == reason and key in names])} ({reason})."
        for reason in reasons
        if any(why[key] == reason and key in names for key in why)
    ]
