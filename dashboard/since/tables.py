"""The five parts and the changes as tables for a page, and as rows for a file."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue import catalogue
from dashboard.markup import Column, Markup, definitions, safe, table
from dashboard.periods import UNKNOWN_YEAR
from dashboard.since.found import Judged, New, Revision, Since
from dashboard.swings import REASONS, Swing
from dashboard.wording import UNKNOWN, capital, number, short_bounds, short_period, signed, window

STATED = "alleen vermeld"


def new(rows: Sequence[New], caption: str) -> Markup:
    """The new periods, a row an indicator: how many, from when to when, and the newest figure."""
    cells = []
    for name in dict.fromkeys(row.indicator for row in rows):
        own = [row for row in rows if row.indicator == name]
        newest = own[0]
        ends = " tot en met ".join(dict.fromkeys(_short(row.periode.rpartition("..")[2]) for row in (own[-1], newest)))
        much = "" if len(own) == 1 else f" ({len(own)})"
        mark = " (voorlopig)" if newest.voorlopig else ""
        cells.append([_name(name), f"{ends}{much}", f"{newest.cijfer}{mark}"])
    return table(caption, [Column("Cijfer"), Column("Nieuw", getal=True), Column("Nieuwste cijfer", getal=True)], cells)


def revised(rows: Sequence[Revision], caption: str) -> Markup:
    """Old beside new; the municipality of each where they are not all of the place as a whole."""
    named = not all(row.whole for row in rows)
    columns = [
        Column("Periode"),
        Column("Wat de bron telt"),
        *([Column("Gemeente")] if named else []),
        Column("Vroeger", getal=True),
        Column("Nu", getal=True),
    ]
    cells = [
        [capital(_short(row.periode)), row.telt, *([row.naam] if named else []), row.oud, row.nieuw] for row in rows
    ]
    return table(caption, columns, cells)


def judged(rows: Sequence[Judged], caption: str) -> Markup:
    """Then, now and what may be concluded, a row an indicator."""
    columns = [Column("Cijfer"), Column("Toen", getal=True), Column("Nu", getal=True), Column("Besluit")]
    cells = [
        [_name(row.indicator), _at(row.toen_cijfer, row.toen), _at(row.nu_cijfer, row.nu), row.oordeel or STATED]
        for row in rows
    ]
    return table(caption, columns, cells)


def explained(rows: Sequence[Judged]) -> Markup:
    """Each change with its doubt, in sentences."""
    return definitions([(_name(row.indicator), row.zin) for row in rows])


def _name(indicator: str) -> str:
    return catalogue().indicatoren[indicator].korte_naam


def _at(figure: str, periode: str) -> Markup:
    return Markup(f"{safe(figure)}<br><small>{safe(_short(periode))}</small>")


def _short(periode: str) -> str:
    """A period as fits a cell; a window by its last period."""
    if periode == UNKNOWN_YEAR:
        return window(periode)
    _, joint, last = periode.partition("..")
    return f"periode tot {short_period(last)}" if joint else short_period(periode)


def members(row: Judged, caption: str) -> Markup:
    """The same change of each member, all of them looked at together."""
    columns = [Column("Gemeente"), Column("Toen", getal=True), Column("Nu", getal=True)]
    columns += [Column("Verschil", getal=True), Column("Gewoon tot", getal=True), Column("Besluit")]
    cells = [
        [
            one.naam,
            UNKNOWN if one.toen is None else short_bounds(*one.toen),
            UNKNOWN if one.nu is None else short_bounds(*one.nu),
            UNKNOWN if one.verschil is None else " tot ".join(dict.fromkeys(signed(side) for side in one.verschil)),
            UNKNOWN if one.gewoon is None else f"± {number(one.gewoon)}",
            f"{one.oordeel}: {REASONS[one.reden]}" if one.reden else one.oordeel,
        ]
        for one in row.leden
    ]
    return table(caption, columns, cells)


def file(found: Since, gebied_id: str, gebied: str, snapshot: str, previous: str) -> pd.DataFrame:
    """Everything told, a row each: columns onderdeel, wat, periode, gebied, nis, oud, nieuw, uitleg, and what it rests on.

    oud and nieuw are texts: a count is `gemaskeerd` or absent where the page says so.
    """
    names = catalogue().indicatoren
    rows = [
        ("nieuw", names[row.indicator].korte_naam, row.periode, gebied, "", "", row.cijfer, "", row.voorbeeld)
        for row in found.nieuw
    ]
    rows += [
        ("herzien", row.telt, row.periode, row.naam, row.nis, row.oud, row.nieuw, "", row.voorbeeld)
        for row in found.herzien
    ]
    for part in ("fusie", "samenstelling", "definitie"):
        rows += [(part, "", "", gebied, "", "", "", text, False) for text in getattr(found, part)]
    for row in found.oordelen:
        span = f"{row.toen} → {row.nu}"
        name = names[row.indicator].korte_naam
        rows.append(("verandering", name, span, gebied, "", row.toen_cijfer, row.nu_cijfer, row.zin, row.voorbeeld))
        rows += [_member(row, name, span, one) for one in row.leden]
    columns = ["onderdeel", "wat", "periode", "gebied", "nis", "oud", "nieuw", "uitleg", "voorbeeld"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["herkomst"] = ["voorbeeld" if one else "" for one in frame.pop("voorbeeld")]
    return frame.assign(gebied_id=gebied_id, snapshot=snapshot, vorige=previous)


def _member(row: Judged, name: str, span: str, one: Swing) -> tuple[str, str, str, str, str, str, str, str, bool]:
    then, now = (UNKNOWN if side is None else short_bounds(*side) for side in (one.toen, one.nu))
    verdict = f"{one.oordeel}: {REASONS[one.reden]}" if one.reden else one.oordeel
    return ("verandering", name, span, one.naam, one.gebied_id, then, now, verdict, row.voorbeeld)
