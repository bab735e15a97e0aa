"""The parts of the page of the changes: the change of each figure, then the five kinds of change, each apart."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import components, store
from dashboard.catalogue import catalogue
from dashboard.components.choosers_sinds import Choice
from dashboard.markup import Column, fold, paragraphs, table
from dashboard.overview import named
from dashboard.since import Since, tables, words
from dashboard.since.words import moment
from dashboard.store import sinds
from dashboard.wording import capital, counted, period

LONG = 12
MOST = 200
TITLES = {
    "nieuw": "Nieuwe perioden",
    "herzien": "Herzien door de bron",
    "fusie": "Veranderd door een fusie",
    "samenstelling": "Veranderd door de samenstelling van het gebied",
    "definitie": "Veranderd door de berekening",
}


def found(snapshot_id: str, view: Choice) -> Since:
    """What changed, as chosen."""
    return sinds.since(
        snapshot_id,
        view.snapshot,
        view.gebied.soort,
        view.gebieden,
        view.gebied.naam,
        view.indicatoren,
        view.nu,
        view.maand,
    )


def opening(view: Choice, told: Since) -> None:
    """The finding, and what must be known beside it."""
    notes = [f"De cijfers lopen tot en met {period(view.nu)}.", words.BOTH_NOW if told.oordelen else ""]
    components.finding(words.finding(told, named(view.gebied), view.sinds), words.lead(told, notes))


def change(view: Choice, told: Since) -> None:
    """Each figure then and now, with what may be concluded, and the same of the members."""
    components.section("Wat veranderde er tussen beide momenten?")
    if not told.oordelen:
        components.html(paragraphs([told.waarom["oordelen"]]))
        return
    components.html(tables.judged(told.oordelen, "Toen en nu"))
    components.html(tables.explained(told.oordelen))
    for row in told.oordelen:
        if row.leden:
            name = catalogue().indicatoren[row.indicator].korte_naam
            title = f"{name}: de {counted(len(row.leden), 'gemeente', 'gemeenten')} apart"
            note = "samen bekeken: hoogstens 1 op 20 meldingen mag vals zijn"
            components.html(fold(title, tables.members(row, title), note))
    components.html(paragraphs([words.left_out(told, view.indicatoren), words.METHOD]))


def parts(told: Since) -> None:
    """The five kinds of change, each a table, sentences, or why there is none."""
    for part, title in TITLES.items():
        components.section(title)
        rows = getattr(told, part)
        if not rows:
            components.html(paragraphs([told.waarom[part]]))
        elif part == "nieuw":
            components.html(tables.new(rows, "Nieuwe perioden per cijfer"))
        elif part == "herzien":
            revised(told)
        else:
            components.html(paragraphs(rows))


def revised(told: Since) -> None:
    """The totals of the place, then its municipalities behind a fold; what does not fit stands in the file."""
    whole = [row for row in told.herzien if row.whole]
    rest = [row for row in told.herzien if not row.whole]
    masked = any(row.oud == "gemaskeerd" for row in told.herzien)
    for rows, title, note in (
        (whole, "Herziene totalen van het gebied", ""),
        (rest, "Herziene aantallen per gemeente", ""),
    ):
        if not rows:
            continue
        body = tables.revised(rows[:MOST], title)
        left = len(rows) - MOST
        note = f"de eerste {MOST}; nog {left} in de download" if left > 0 else ""
        short = len(rows) <= LONG and not note
        components.html(body if short else fold(f"{title}: {counted(len(rows), 'rij', 'rijen')}", body, note))
    if told.samenstelling:
        components.remark("Beide kolommen tellen de gemeenten die er nu bij horen: een ander lid is geen herziening.")
    if masked:
        components.remark(
            "Gemaskeerd: in een van beide snapshots is een klein aantal verborgen. Dan tonen we geen van beide."
        )


def source(snapshot_id: str, view: Choice, told: Since) -> None:
    """Sources, both moments and the file."""
    names = [source.naam for key in view.indicatoren for source in catalogue().sources_of(catalogue().indicatoren[key])]
    against = f"vergeleken met {view.sinds}"
    invented = told.sample or sinds.sample(snapshot_id, view.indicatoren)
    components.sourced(list(dict.fromkeys(names)), snapshot_id, invented, against)
    frame = tables.file(told, view.gebied.gebied_id, view.gebied.naam, snapshot_id, view.snapshot or view.maand)
    notes = [
        ("Gebied", view.gebied.naam),
        ("Vorig moment", view.sinds),
        ("Tot en met", period(view.nu)),
        ("Snapshot", snapshot_id),
        *([("Voorbeeldcijfers", "Deze cijfers zijn verzonnen voorbeelden en geen metingen.")] if invented else []),
        ("Verandering", f"{words.METHOD} {words.BOTH_NOW}"),
        *((TITLES.get(part, "Verandering"), text) for part, text in told.waarom.items()),
    ]
    mark = "-voorbeeldcijfers" if invented else ""
    components.table_downloads(f"sinds-vorig-overleg{mark}", frame, notes, "Sinds het vorige overleg", "sinds")


def versions(snapshot_id: str, view: Choice) -> None:
    """Every snapshot a reader can go back to, with its day and what was loaded."""
    rows: list[Sequence[object]] = [
        [capital(moment("", store.usable(snapshot_id).datum)), snapshot_id, "", "deze bekijkt u"]
    ]
    rows += [
        [
            capital(moment("", one.datum)),
            one.id,
            one.geladen,
            "kan vergeleken worden" if one.leesbaar else "gemaakt met een andere berekening: niet te vergelijken",
        ]
        for one in view.versies
    ]
    columns = [Column("Snapshot"), Column("Naam"), Column("Toen geladen"), Column("Opmerking")]
    title = "Welke snapshots zijn er?"
    components.html(fold(title, table("Snapshots, nieuwste eerst", columns, rows)))
    if not view.versies:
        components.remark(
            "Er is nog maar één snapshot. Na een volgende inlading kunt u hier zien wat de bronnen herzagen."
        )
