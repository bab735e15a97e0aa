"""The tables of a profile: its key figures with their course, and the municipalities in or around it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator
from dashboard.changes import Change, Value, values, year_before
from dashboard.compare import marks
from dashboard.compare.strip import course
from dashboard.markup import Column, Markup, safe, table
from dashboard.members import MEMBERSHIP
from dashboard.profile import Row
from dashboard.records import records
from dashboard.report.values import FEW_WORDS, when, written
from dashboard.sentences import read
from dashboard.sentences.reasons import reason
from dashboard.tokens import Scheme
from dashboard.wording import UNKNOWN, listed, signed, sort_key

NOTHING = "–"
SHOWN = pd.DateOffset(years=5)
SAID = tuple(kind for kind in FEW_WORDS if kind != "voorlopig")
To = Callable[[str, str], Markup]


def key_figures(rows: Sequence[Row], naam: str, ander: str, scheme: Scheme) -> Markup:
    """A row a figure: unit and period, its course, now, a year earlier, the comparator, the verdict and what to mind.

    ander: the comparator's name, empty where the place is itself what it would be compared with.
    """
    beside = [Column(ander, getal=True), Column("Oordeel")] if ander else []
    columns = [
        Column("Cijfer"), Column("Verloop"), Column(naam, getal=True), Column("Een jaar eerder", getal=True), *beside,
        Column("Let op"),
    ]  # fmt: skip
    return table(
        "Kerncijfers", columns, [_line(row, bool(ander), scheme) for row in rows], extra="am-kerntabel am-zondertitel"
    )


def _line(row: Row, beside: bool, scheme: Scheme) -> list[object]:
    entry, own = row.indicator, records(row.eigen)
    small = f"{entry.eenheid} · {when(row.periode)}"
    cells: list[object] = [
        Markup(f"{escape(entry.korte_naam)}<small>{escape(small)}</small>"),
        _spark(row, scheme),
        Markup(f"<strong>{safe(_written(row.eigen, entry))}</strong>"),
        _written(row.toen, entry) if len(row.toen) else NOTHING,
    ]
    if beside:
        cells += [_written(row.ander, entry) if row.comparable else NOTHING, row.oordeel.woorden or NOTHING]
    return [*cells, _mind(own[0] if own else None, entry)]


def _written(frame: pd.DataFrame, entry: Indicator) -> str:
    return written(records(frame)[0], entry) if len(frame) else UNKNOWN


def _mind(row: Mapping | None, entry: Indicator) -> str:
    """Why there is no figure, or the few words of every warning."""
    if row is None:
        return "de bron heeft dat cijfer niet geleverd"
    found = read(row)
    return "; ".join(cautions.short(row, entry, SAID)) if found.known else reason(found, entry)


def _spark(row: Row, scheme: Scheme) -> Markup | str:
    """The course up to the period shown, at most five years, with both its ends in words."""
    known = row.verloop.sort_values("van")
    end = known.index[known["periode"] == row.periode]
    until = known.loc[: end[0]] if len(end) else known.head(0)
    until = until[until["van"] >= until["van"].max() - SHOWN] if len(until) else until
    drawing = course(until, 0, scheme) if len(until) > 1 else ""
    if not drawing:
        return ""
    shown = until[until["onder"].notna()]
    first, last = (
        f"{when(part['periode'].iloc[0])} ({_written(part, row.indicator)})" for part in (shown.head(1), shown.tail(1))
    )
    alt = f"Verloop van {first} tot {last}"
    return Markup(f'<img alt="{escape(alt, quote=True)}" src="{marks.as_image(drawing)}">')


@dataclass(frozen=True)
class PlaceTable:
    """Municipalities with their figures, before they are links. rijen: NIS code (empty for the place itself), name, cells.

    perioden: which figure is of which period.
    """

    perioden: str
    kolommen: tuple[Column, ...]
    rijen: tuple[tuple[str, str, tuple[str, ...]], ...]

    def drawn(self, caption: str, to: To) -> Markup:
        """The table; `to` makes the link from a name and a code."""
        body: list[list[object]] = [
            [to(name, nis) if nis else Markup(f"<strong>{safe(name)}</strong>"), *cells]
            for nis, name, cells in self.rijen
        ]
        return table(caption, self.kolommen, body, self.perioden, extra="am-ledentabel")


def places(
    members: pd.DataFrame,
    figures: Sequence[tuple[Indicator, pd.DataFrame]],
    earlier: pd.DataFrame,
    whole: Sequence[Row] = (),
) -> PlaceTable:
    """Municipalities with their figures, the place itself in the last row.

    members: columns nis, naam and, for a region, lidstatus, in the order shown; earlier: the first figure a year before.
    whole: the rows of the place, of which the same indicators are shown.
    """
    uncertain = "lidstatus" in members and bool((members["lidstatus"] != "lid").any())
    before, columns = values(earlier), [Column("Gemeente")]
    for at, (entry, _) in enumerate(figures):
        columns.append(Column(entry.korte_naam, getal=True))
        columns += [Column("Op een jaar", getal=True)] if at == 0 else []
    columns += [Column("Lidmaatschap")] if uncertain else []
    known = [(entry, {row["gebied_id"]: row for row in records(frame)}) for entry, frame in figures]
    body = []
    for member in records(members):
        status = [MEMBERSHIP[member["lidstatus"]]] if uncertain else []
        body.append((member["nis"], member["naam"], (*_cells(known, member["nis"], before), *status)))
    own = {row.indicator.id: row for row in whole}
    if all(entry.id in own and len(own[entry.id].eigen) for entry, _ in figures):
        first = own[figures[0][0].id]
        area, name = (str(first.eigen[column].iloc[0]) for column in ("gebied_id", "gebied"))
        rows = [(entry, {area: records(own[entry.id].eigen)[0]}) for entry, _ in figures]
        body.append(("", name, (*_cells(rows, area, values(first.toen)), *([""] if uncertain else []))))
    return PlaceTable(_moments(figures), tuple(columns), tuple(body))


def _moments(figures: Sequence[tuple[Indicator, pd.DataFrame]]) -> str:
    """Each period with the figures that are of it: `dec. 2025: Leefloon en Leefloongraad`."""
    found: dict[str, list[str]] = {}
    for entry, frame in figures:
        if len(frame):
            found.setdefault(when(str(frame["periode"].iloc[0])), []).append(entry.korte_naam)
    return "; ".join(f"{moment}: {listed(names)}" for moment, names in found.items())


def _cells(known: Sequence[tuple[Indicator, Mapping[str, Mapping]]], nis: str, before: Mapping) -> list[str]:
    found: list[str] = []
    for at, (entry, rows) in enumerate(known):
        row = rows.get(nis)
        found.append(written(row, entry) if row is not None else UNKNOWN)
        if at == 0:
            found.append(_change(row, before))
    return found


def _change(row: Mapping | None, before: Mapping[tuple[str, str], Value]) -> str:
    """The difference with a year earlier, where both are exact and count the same municipalities."""
    if row is None:
        return UNKNOWN
    now = values(pd.DataFrame([row]))[row["gebied_id"], row["periode"]]
    nothing = Value("", None, None, "ontbreekt")
    difference = Change(now, before.get((row["gebied_id"], year_before(row["periode"])), nothing)).difference
    return UNKNOWN if difference is None else signed(difference)


def alphabetical(members: pd.DataFrame) -> pd.DataFrame:
    """The municipalities as Dutch sorts their names."""
    return members.sort_values("naam", key=lambda names: names.map(sort_key)).reset_index(drop=True)
