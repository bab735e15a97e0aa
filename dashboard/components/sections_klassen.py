"""The parts of the page of size classes: distribution, course, change, who changed class."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from dashboard import changes, charts, comparison, export, findings, size_classes, sources, store
from dashboard import components as parts
from dashboard.charts import canvas
from dashboard.components import sections, sections_verandering
from dashboard.components.choosers_klassen import Choice
from dashboard.components.plots import plot
from dashboard.figures import Question
from dashboard.markup import fold, paragraphs
from dashboard.records import records
from dashboard.sentences import read
from dashboard.size_classes import tables, words
from dashboard.store import klassen
from dashboard.wording import day, window

KEY = (
    "Elke stip is een gemeente; een lijntje zonder stip is een bereik, omdat iets verborgen is. Het vlak is de middelste helft "
    "van de gemeenten (van eerste tot derde kwartiel), de streep de mediaan over gemeenten."
)
SUMS = "Het cijfer van een klasse komt uit sommen over haar gemeenten; de mediaan over gemeenten is iets anders."


def opening(snapshot_id: str, view: Choice) -> None:
    """The class with the highest figure beside that with the lowest, and what the classes are."""
    members = {name: len(codes) for name, codes in klassen.members(snapshot_id, view.peildatum).items()}
    found = words.finding(_classes(snapshot_id, view, view.periode), view.indicator, members, view.peildatum)
    parts.finding(found.zin, [" ".join(found.twijfel), SUMS])


def distribution(snapshot_id: str, view: Choice) -> None:
    """A strip a class with its median and quartiles, and the same as a table."""
    members = klassen.members(snapshot_id, view.peildatum)
    each = store.figures(snapshot_id, Question(view.indicator.id, periode=view.periode))
    classes = _classes(snapshot_id, view, view.periode)
    title = f"{view.indicator.korte_naam} binnen de klassen van {day(view.peildatum)}, {window(view.periode)}"
    parts.section(title)
    names = each.drop_duplicates("gebied_id").set_index("gebied_id")["gebied"].to_dict()
    lost = sorted(str(names[nis]) for nis in members.get(size_classes.UNKNOWN_CLASS, ()) if nis in names)
    parts.html(paragraphs([words.unknown_after_merger(lost, view.peildatum)]))
    known = {name: codes for name, codes in members.items() if name != size_classes.UNKNOWN_CLASS}
    spreads = {name: _first(comparison.spread(each, codes)) for name, codes in known.items()}
    if not any(spreads.values()):
        parts.notice(f"Er is in {window(view.periode)} voor geen enkele gemeente een cijfer.")
        return
    parts.html(paragraphs([KEY]))
    figure = _strips(view, each, known, spreads)
    alt = f"{title}. {_alt(known, spreads, view)} De tabel onder de grafiek geeft elk cijfer."
    by_date = f"klassen volgens de inwoners van {day(view.peildatum)}"
    plot(figure, "klassen", alt, _file("klassen", view, each), title, sources.text(view.indicator, each, by_date))
    counts = {name: len(codes) for name, codes in known.items()}
    parts.html(tables.distribution(title, classes, spreads, counts, view.indicator))
    parts.source(view.indicator, pd.concat([classes, each]), by_date)
    parts.downloads(
        pd.concat([classes, each.assign(klasse=each["gebied_id"].map(_class_of(known)))]), view.indicator, "klassen"
    )


def course(snapshot_id: str, view: Choice) -> None:
    """Every class over time: the same municipalities in every period."""
    frame = _classes(snapshot_id, view, "")
    frame = frame[frame["gebied_id"].isin(size_classes.CLASSES)]
    title = f"{view.indicator.korte_naam} per klasse door de tijd"
    parts.section(title)
    if frame["onder"].notna().sum() == 0 or frame["periode"].nunique() < 2:
        parts.notice("Dit cijfer is maar voor één periode gekend. Daarom is er geen verloop.")
        return
    steady = f"Elke klasse telt in elke periode dezelfde gemeenten: de klassen van {day(view.peildatum)}."
    parts.html(paragraphs([steady]))
    own = _own_class(snapshot_id, view)
    lines = [
        charts.Line(words.SHORT[str(name)], rows, "plaats" if name == own else "ander")
        for name, rows in sorted(frame.groupby("gebied_id"), key=lambda pair: pair[0] != own)
    ]
    figure = charts.trend(lines, view.indicator, store.events(), parts.scheme(), str(frame["periode"].max()))
    told = findings.courses([(line.naam, line.frame) for line in lines], view.indicator)
    alt = f"{title}. {told} De tabel onder de grafiek geeft elke periode van elke klasse."
    by_date = f"klassen volgens de inwoners van {day(view.peildatum)}"
    plot(figure, "verloop", alt, _file("verloop", view, frame), title, sources.text(view.indicator, frame, by_date))
    parts.html(fold("Alle perioden als tabel", tables.course(title, frame, view.indicator)))
    parts.source(view.indicator, frame, by_date)
    parts.downloads(frame, view.indicator, "verloop")


def change(snapshot_id: str, view: Choice) -> None:
    """The change of every class in a year beside its own month-to-month variation."""
    parts.section("Verandering in een jaar naast de gewone schommeling")
    since = changes.year_before(view.periode) if re.fullmatch(sections_verandering.MONTH, view.periode) else ""
    entry, begin, until = sections_verandering.asked(snapshot_id, view.indicator, view.periode, since)
    who = sections_verandering.Places(
        "klasse",
        "klassen",
        _own_class(snapshot_id, view),
        weg={size_classes.UNKNOWN_CLASS: "klasse onbekend na een fusie"},
    )
    question = Question(entry.id, "grootteklasse", peildatum=view.peildatum)
    sections_verandering.change(snapshot_id, question, begin, until, entry, who)


def changed(snapshot_id: str, view: Choice) -> None:
    """Who is in another class than on another reference date, in the municipalities of each date."""
    then, now = size_classes.chronological(view.sinds, view.peildatum)
    first, second = (klassen.classes(snapshot_id, moment, now) for moment in (then, now))
    found = size_classes.moved(first, second)
    parts.section("Wie veranderde van klasse?")
    assumed = [words.assumed(frame, moment) for frame, moment in ((first, then), (second, now))]
    parts.html(paragraphs([words.changed(found, then, now), *dict.fromkeys(assumed)]))
    if then == now:
        return
    parts.html(tables.counts(size_classes.counts(first), size_classes.counts(second), (then, now)))
    if found:
        parts.html(tables.moved(found, (then, now), sections.to))
    parts.remark(
        f"Bron: Statbel, bevolking op {day(then)} en {day(now)} · gemeenten van toen en van {now.year} · snapshot {snapshot_id}"
    )
    both = pd.concat([first.assign(peildatum=then), second.assign(peildatum=now)])
    notes = [("Grootteklassen", "Eerst de 13 centrumsteden, dan volgens het aantal inwoners op de peildatum.")]
    parts.table_downloads(f"grootteklassen-{then}-{now}", both, notes, "Grootteklassen op twee peildata", "veranderd")


def _file(what: str, view: Choice, frame: pd.DataFrame) -> str:
    """The name of a picture: what it is, of which figure, and whether it is a sample."""
    return f"{export.title(frame, view.indicator)}-{what}"


def _classes(snapshot_id: str, view: Choice, periode: str) -> pd.DataFrame:
    question = Question(view.indicator.id, "grootteklasse", periode=periode, peildatum=view.peildatum)
    return store.figures(snapshot_id, question)


def _first(frame: pd.DataFrame) -> dict[str, Any]:
    return {str(name): value for name, value in records(frame)[0].items()} if len(frame) else {}


def _class_of(members: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {nis: name for name, codes in members.items() for nis in codes}


def _own_class(snapshot_id: str, view: Choice) -> str:
    """The class that is chosen, or that of the chosen municipality; empty for neither."""
    if view.gebied.soort == "grootteklasse":
        return view.gebied.gebied_id
    return _class_of(klassen.members(snapshot_id, view.peildatum)).get(view.gebied.gebied_id, "")


def _strips(view: Choice, each: pd.DataFrame, members: dict, spreads: dict) -> Any:
    entry = view.indicator
    times = 100 if entry.soort == "aandeel" else 1
    known = {row["gebied_id"]: row for row in records(each) if not pd.isna(row["onder"])}
    rows = []
    for name, codes in members.items():
        dots = tuple(
            charts.Dot(
                times * known[nis]["onder"],
                times * known[nis]["boven"],
                f"<b>{known[nis]['gebied']}</b><br>{words.together(read(known[nis]), entry)}",
                "plaats" if nis == view.gebied.gebied_id else "ander",
            )
            for nis in codes
            if nis in known
        )
        spread = spreads[name]
        quartiles = tuple(
            (times * spread[f"{part}_leden_onder"], times * spread[f"{part}_leden_boven"])
            for part in ("kwartiel_1", "mediaan", "kwartiel_3")
            if spread
        )
        statuses = each.loc[each["gebied_id"].isin(codes) & each["onder"].isna(), "status"].tolist()
        bij = " · ".join(text for text in (words.spread(spread, entry), words.without(statuses)) if text)
        rows.append(charts.Strip(f"{words.SHORT[name]} (n = {len(codes)})", bij, dots, quartiles))
    values = [value for row in rows for dot in row.punten for value in (dot.onder, dot.boven)]
    low, high, _ = canvas.limits(values)
    axis = canvas.value_axis(low, high, whole=entry.decimalen == 0 and times == 1)
    sample = bool((each["herkomst"] == "voorbeeld").any())
    return charts.strips(rows, axis, entry.eenheid, parts.scheme(), sample)


def _alt(members: dict, spreads: dict, view: Choice) -> str:
    return " ".join(f"{words.SHORT[name]}: {words.spread(spreads[name], view.indicator)}." for name in members)
