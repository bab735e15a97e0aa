"""The parts of the page that sets municipalities side by side: rows per indicator, course, rank ranges, files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import charts, components, export, findings, sources, store
from dashboard.catalogue import Indicator, catalogue
from dashboard.charts import Line
from dashboard.compare import Side, block, marks, mergers, ranks
from dashboard.compare.document import document
from dashboard.compare.finding import doubts, finding
from dashboard.compare.verdicts import HOW
from dashboard.components import choosers
from dashboard.components.choosers_gemeenten import Choice
from dashboard.components.plots import plot, saved_drawing
from dashboard.markup import Column, Markup, fold, joined, month_table, paragraphs, table
from dashboard.periods import parse
from dashboard.records import records
from dashboard.store import vergelijken
from dashboard.wording import capital, listed, window

MONTH = r"\d{4}-\d{2}"
LEGEND = (
    "elk streepje is een gemeente · grijze balk: middelste helft van de groep, dikke streep: haar mediaan · "
    "kader: daarbinnen ligt de mediaan · gearceerd: deels verborgen"
)


def sides(snapshot_id: str, view: Choice, everything: bool) -> list[Side]:
    """The chosen indicator first, then the ratios and published figures; with `everything` also counts and characteristics."""
    found = [
        side
        for names in _asked(snapshot_id, view, everything)
        for side in vergelijken.sides(snapshot_id, names, view.periode, view.codes, view.comparator)
    ]
    return sorted(found, key=lambda side: side.indicator.id != view.indicator.id)


def _asked(snapshot_id: str, view: Choice, everything: bool) -> list[tuple[str, ...]]:
    """The indicators of the page, in lists that are the same for every reader, so that their answers can be shared."""
    first = vergelijken.first_asked(snapshot_id)
    if everything:
        return [first, vergelijken.others(snapshot_id)]
    return [first] if view.indicator.id in first else [(view.indicator.id,), first]


def opening(side: Side) -> None:
    """The finding about the chosen indicator, with every doubt."""
    components.finding(finding(side), [" ".join(doubts(side))])


def rows(snapshot_id: str, view: Choice, found: Sequence[Side], everything: bool) -> None:
    """One block an indicator, what its words mean, and its source."""
    components.html(paragraphs([HOW]))
    blocks: dict[str, Markup] = {}
    for names in _asked(snapshot_id, view, everything):
        blocks |= vergelijken.drawn(snapshot_id, names, view.periode, view.codes, view.comparator, components.scheme())
    components.html(joined(blocks[side.indicator.id] for side in found))
    sample = any((side.eigen["herkomst"] == "voorbeeld").any() for side in found)
    publishers = dict.fromkeys(entry.naam for side in found for entry in catalogue().sources_of(side.indicator))
    components.sourced(list(publishers), str(found[0].eigen["snapshot"].iloc[0]), sample, LEGEND)
    title = finding(found[0])
    name = "gemeenten" + ("-voorbeeldcijfers" if sample else "")
    components.made_downloads(name, lambda: _table_of(found), lambda: _notes(found), "Gemeenten vergelijken", "rijen")
    source = f"Bron: {listed(list(publishers))}. Snapshot {found[0].eigen['snapshot'].iloc[0]}. {capital(LEGEND)}."
    saved_drawing(document(title, found, source, sample), "rijen", f"activeringsmonitor-{name}")


def _table_of(found: Sequence[Side]) -> pd.DataFrame:
    return export.public(pd.concat([ranks.exported(side) for side in found]))


def _notes(found: Sequence[Side]) -> list[tuple[str, str]]:
    told = [row for side in found for row in export.explanation(side.eigen, side.indicator)]
    return [("Bevinding", finding(found[0])), *told]


def course(snapshot_id: str, view: Choice, side: Side) -> None:
    """The chosen municipalities and the comparator over time; chance only when it is asked for."""
    entry = view.indicator
    own = pd.concat([_placed(frame) for frame in side.reeksen.values()]) if side.reeksen else side.eigen.head(0)
    if own["periode"].nunique() < 2 or not own["onder"].notna().any():
        components.notice(
            f"Van {entry.korte_naam.lower()} kennen we maar één periode met cijfers. Een verloop is er dus niet."
        )
        return
    lines = [
        Line(
            area.naam,
            _placed(side.reeksen[area.gebied_id]),
            "plaats",
            marks.COLOURS[at],
            marks.SHAPES[at],
        )
        for at, area in enumerate(view.gemeenten)
    ]
    whole = store.figures(snapshot_id, view.comparator.question(entry.id))
    chance = entry.interval != "geen" and choosers.switched("toeval", "Toon wat toeval kan doen (95%)")
    comparable = entry.soort != "aantal" and whole["onder"].notna().any()
    if comparable:
        lines.append(Line(view.comparator.kort, _placed(whole), "vergelijk"))
    marked = str(own["periode"].max())  # whichever period is chosen: a chart that stays the same is not drawn again
    whiskers = (
        [text for text in set(own["periode"]) if chance and text[4:] == marked[4:]]
        if ".." not in marked
        else [marked] * chance
    )
    events = mergers.with_mergers(store.events(), vergelijken.mergers(snapshot_id, view.codes))
    figure = charts.trend(lines, entry, events, components.scheme(), marked, whiskers)
    title = f"{entry.naam}: {listed([area.naam for area in view.gemeenten])}"
    whole_group = f"groep: {view.comparator.naam}" if comparable else ""
    said = sources.text(entry, own, whole_group)
    alt = f"{title}. {findings.courses([(line.naam, line.frame) for line in lines], entry)} De tabel eronder geeft elk cijfer."
    plot(figure, "gemeenten", alt, export.title(own, entry), title, said)
    components.html(fold("Alle cijfers als tabel", joined(_table(line, entry) for line in lines)))
    remarks = (
        [f"groep: {view.comparator.naam}"] if comparable else ["een aantal zetten we niet naast dat van een groep"]
    )
    components.source(entry, own, *remarks, "gestreept: voorlopig" if own["voorlopig"].any() else "")
    file = export.named([(own, ""), (whole, view.comparator.naam)]) if comparable else own
    components.downloads(file, entry, "verloop")


def standing(side: Side) -> None:
    """Rank ranges on the chosen indicator."""
    components.html(paragraphs([ranks.HOW]))
    components.html(ranks.ranks(side))
    components.source(side.indicator, side.eigen)
    components.downloads(ranks.exported(side), side.indicator, "rang")


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """A window of periods stands at its end: what it tells is only known then."""
    if not frame["periode"].str.contains("..", regex=False).any():
        return frame
    return frame.assign(van=[pd.Timestamp(parse(text).tot) for text in frame["periode"]])


def _table(line: Line, entry: Indicator) -> Markup:
    caption = f"{entry.korte_naam}, {line.naam}"
    if line.frame["periode"].str.fullmatch(MONTH).all():
        return month_table(line.frame, entry, caption)
    rows = [[window(row["periode"]), block.figure(row, entry), block.doubt(row, entry)] for row in records(line.frame)]
    return table(caption, [Column("Periode"), Column("Cijfer", getal=True), Column("Twijfel")], rows)
