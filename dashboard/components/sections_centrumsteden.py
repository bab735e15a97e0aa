"""The parts of the page of the 13 centrumsteden: levels in order, registration beside outflow, a funnel, and change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard import charts, cities, components, export, store
from dashboard.catalogue import Indicator, catalogue
from dashboard.components import sections, sections_verandering
from dashboard.components.choosers_centrumsteden import KIND, STOCK, Choice
from dashboard.components.pictures import marked, picture
from dashboard.components.sections_verandering import Places
from dashboard.figures import Question
from dashboard.levels import Level, order_file, order_table, rank_words
from dashboard.markup import Column, Markup, fold, paragraphs, table
from dashboard.records import records
from dashboard.sentences import Figure, read, statement
from dashboard.sentences.amounts import amount
from dashboard.store import regios
from dashboard.wording import UNKNOWN, window

OPENING = "Hoe verschillen de 13 centrumsteden?"
NO_CHANCE = "Of toeval de volgorde bepaalt, kunnen we hier niet berekenen: de teller is geen deel van de noemer."


def frame_of(snapshot_id: str, view: Choice, indicator: Indicator) -> pd.DataFrame | None:
    """The figures of the cities in the period shown; None where there is no such period."""
    return store.figures(snapshot_id, _question(view, indicator)) if view.perioden.get(indicator.id) else None


def _question(view: Choice, indicator: Indicator) -> Question:
    return Question(indicator.id, KIND, periode=view.perioden[indicator.id])


def _order(snapshot_id: str, view: Choice, indicator: Indicator) -> list[Level]:
    return regios.order(snapshot_id, _question(view, indicator))


def reference(snapshot_id: str, view: Choice, indicator: Indicator) -> Figure:
    """The figure of the comparator in the same period."""
    asked = view.vergelijk.question(indicator.id, view.perioden[indicator.id])
    return read(records(store.figures(snapshot_id, asked))[0])


def line(figure: Figure, indicator: Indicator) -> float | None:
    """The comparator as a value on an axis; None where it is masked, incomplete or missing."""
    if not figure.exact or not figure.complete:
        return None
    return figure.limits[0] * (100 if indicator.soort == "aandeel" else 1)


def opening(snapshot_id: str, view: Choice) -> None:
    """The page's first words: the spread over the cities, or the chosen city beside the comparator."""
    frame = frame_of(snapshot_id, view, view.indicator)
    if frame is None:
        components.finding(f"Over {view.indicator.zin.onderwerp} is er in die maand geen cijfer.")
        return
    rows = _order(snapshot_id, view, view.indicator)
    spread = cities.spread(rows, view.indicator, view.perioden[view.indicator.id])
    own = frame[frame["gebied_id"] == view.stad]
    if own.empty:
        components.finding(spread or OPENING, [_against(snapshot_id, view, view.indicator)])
        return
    other = reference(snapshot_id, view, view.indicator)
    found = statement(read(records(own)[0]), view.indicator, comparator=(other, view.vergelijk.place))
    row = next(row for row in rows if row.gebied_id == view.stad)
    place = rank_words(row, sum(one.ranked for one in rows))
    components.finding(found.zin, [" ".join(found.twijfel), place, spread])


def _against(snapshot_id: str, view: Choice, indicator: Indicator) -> str:
    """The comparator with its figure, as what the dashed line is."""
    figure = reference(snapshot_id, view, indicator)
    where = view.vergelijk.naam
    if not figure.known:
        return f"Vergelijking: {where}. Daarvan is er geen cijfer."
    if not figure.complete:
        return f"Vergelijking: {where}. Dat cijfer telt niet alle gemeenten; we tekenen het niet."
    drawn = "Streeplijn" if figure.exact else "Vergelijking"
    return f"{drawn}: {where}, {amount(figure, indicator)}{'' if figure.exact else ' (deels verborgen)'}."


def dots(snapshot_id: str, view: Choice) -> None:
    """The three figures of the cities, each in its own order."""
    shown = [catalogue().indicatoren[key] for key in view.perioden]
    for column, indicator in zip(st.columns(len(shown), gap="medium"), shown, strict=True):
        with column:
            _dots(snapshot_id, view, indicator)


def _dots(snapshot_id: str, view: Choice, indicator: Indicator) -> None:
    frame = frame_of(snapshot_id, view, indicator)
    if frame is None or not frame["onder"].notna().any():
        components.notice(f"Over {indicator.zin.onderwerp} is er in die maand geen cijfer.")
        return
    periode = view.perioden[indicator.id]
    rows = _order(snapshot_id, view, indicator)
    middle = line(reference(snapshot_id, view, indicator), indicator)
    rules = [] if middle is None else [("vergelijking", middle)]
    title = f"{indicator.korte_naam}, {window(periode)}"
    figure = charts.dots(rows, indicator, components.scheme(), view.stad, rules, sample=sample(frame))
    finding = cities.spread(rows, indicator, periode)
    picture(
        figure, title, finding, f"steden-{indicator.id}", [indicator], frame, _against(snapshot_id, view, indicator)
    )
    remarks = [_against(snapshot_id, view, indicator), NO_CHANCE if indicator.interval == "geen" else ""]
    components.html(paragraphs(remarks))
    body = order_table(rows, indicator, title, _to, "Stad")
    components.html(fold("Dezelfde cijfers als tabel", body))
    components.source(indicator, frame)
    other = store.figures(snapshot_id, view.vergelijk.question(indicator.id, periode))
    marks = pd.concat([frame[["herkomst"]], other[["herkomst"]]])
    components.downloads(
        marks,
        indicator,
        f"steden_{indicator.id}",
        lambda: export.named([(order_file(rows, frame), ""), (other, view.vergelijk.naam)]),
    )


def _to(name: str, gebied_id: str) -> Markup:
    return sections.to(name, gebied_id, KIND)


def sample(frame: pd.DataFrame) -> bool:
    """Whether any figure is a sample."""
    return bool((frame["herkomst"] == "voorbeeld").any())


def beside(snapshot_id: str, view: Choice) -> None:
    """Registration against outflow, a point a city; the periods differ, which is said."""
    first = catalogue().indicatoren["registratiegraad"]
    pair = [(entry, frame_of(snapshot_id, view, entry)) for entry in (first, view.uitstroom)]
    frames = [frame for _, frame in pair if frame is not None]
    if len(frames) < 2:
        components.notice("Registratie en uitstroom staan niet naast elkaar: van een van beide is er geen cijfer.")
        return
    across, up = ({row.gebied_id: row for row in _order(snapshot_id, view, entry)} for entry, _ in pair)
    points = [
        charts.Point(row.naam, (row.onder, row.boven), (other.onder, other.boven), key == view.stad)
        for key, row in across.items()
        if row.onder is not None and row.boven is not None
        and (other := up.get(key)) is not None and other.onder is not None and other.boven is not None
    ]  # fmt: skip
    middles = [line(reference(snapshot_id, view, entry), entry) for entry, _ in pair]
    if not points:
        components.notice("Er is geen enkele stad met een cijfer voor registratie en voor uitstroom.")
        return
    words = [f"Registratie: {window(view.perioden[first.id])}. Uitstroom: {window(view.perioden[view.uitstroom.id])}."]
    if middles[0] is not None and middles[1] is not None:
        names = (first.zin.onderwerp, "de uitstroom")
        ends = (middles[0], middles[1])
        words.insert(0, cities.quadrants([*across.values()], [*up.values()], ends, names, view.vergelijk.naam))
    units = (first.eenheid, view.uitstroom.eenheid)
    figure = charts.scatter(points, units, (middles[0], middles[1]), components.scheme(), sample(pd.concat(frames)))
    title, ruled = f"{first.korte_naam} en {view.uitstroom.korte_naam}", f"Streeplijnen: {view.vergelijk.naam}."
    picture(
        figure,
        title,
        words[0],
        "steden-registratie-uitstroom",
        [first, view.uitstroom],
        frames[0],
        ruled,
    )
    components.html(paragraphs(words))
    columns = [Column("Stad"), Column(first.korte_naam, getal=True), Column(view.uitstroom.korte_naam, getal=True)]
    cells = [[_to(row.naam, key), row.cijfer, up[key].cijfer if key in up else UNKNOWN] for key, row in across.items()]
    components.html(fold("Dezelfde cijfers als tabel", table(title, columns, cells)))
    for entry, frame in zip((first, view.uitstroom), frames, strict=True):
        components.source(entry, frame)
    components.downloads(pd.concat(frames), first, "steden_naast")


def funnel(snapshot_id: str, view: Choice) -> None:
    """Outflow against the number of endings, between the limits of chance round the comparator."""
    entry, frame = view.uitstroom, frame_of(snapshot_id, view, view.uitstroom)
    if frame is None:
        components.notice("Een trechter kan niet: tot die maand zijn er geen acht kwartalen met een gekende uitkomst.")
        return
    other = reference(snapshot_id, view, entry)
    found = cities.plotted(frame, entry, other) if other.complete else None
    if found is None:
        components.notice(
            f"Een trechter kan niet: {view.vergelijk.naam} heeft geen volledig cijfer, of minder dan twee steden hebben er een."
        )
        return
    words = cities.funnel_words(found, view.vergelijk.naam)
    title = f"{entry.korte_naam} naast het aantal trajecten, {window(view.perioden[entry.id])}"
    figure = charts.funnel(found, entry, components.scheme(), "vergelijking", view.stad, sample(frame))
    picture(figure, title, words[0], "steden-trechter", [entry], frame, f"Vergelijking: {view.vergelijk.naam}.")
    components.html(paragraphs(words))
    components.html(fold("Dezelfde cijfers als tabel", cities.funnel_table(found, entry, title, _to)))
    components.source(entry, frame)
    notes = [*export.explanation(frame, entry), ("Vergeleken met", view.vergelijk.naam)]
    first = frame.iloc[0]
    file = found.steden.assign(periode=first["periode"], herkomst=first["herkomst"], snapshot=first["snapshot"])
    components.table_downloads(f"trechter-{entry.id}{marked(frame)}", file, notes, title, "trechter")


def change(snapshot_id: str, view: Choice) -> None:
    """The change of the number of people on a leefloon since the chosen month, beside what is usual in each city."""
    entry = catalogue().indicatoren[STOCK]
    who = Places("stad", "steden", view.stad, view.gebied.naam if view.stad else "")
    sections_verandering.change(snapshot_id, Question(STOCK, KIND), view.sinds, view.tot, entry, who)


PARTS: Sequence[tuple[str, Callable[[str, Choice], None]]] = (
    ("Registratiegraad, leefloongraad en uitstroom", dots),
    ("Registratie naast uitstroom", beside),
    ("Wijkt de uitstroom van een stad meer af dan toeval?", funnel),
    ("Verandering naast de gewone schommeling", change),
)
