"""The five parts and the changes as tables for a page, and as rows for a file."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue import catalogue
from dashboard.markup import Column, Markup, table
from dashboard.since.found import Judged, New, Revision, Since
from dashboard.swings import REASONS, Swing
from dashboard.wording import UNKNOWN, capital, counted, number, short_bounds, signed, window

STATED = "alleen vermeld"


def new(rows: Sequence[New], caption: str) -> Markup:
    """The new periods, a row an indicator: how many, from when to when, and the newest figure."""
    cells = []
    for name in dict.fromkeys(row.indicator for row in rows):
        own = [row for row in rows if row.indicator == name]
        newest, oldest = own[0], own[-1]
        mark = " (voorlopig)" if newest.voorlopig else ""
        ends = " tot en met ".join(dict.fromkeys(window(row.periode) for row in (oldest, newest)))
        entry = catalogue().indicatoren[name]
        cells.append([entry.korte_naam, counted(len(own), "periode", "perioden"), ends, f"{newest.cijfer}{mark}"])
    columns = [Column("Cijfer"), Column("Nieuw", getal=True), Column("Welke"), Column("Nieuwste cijfer", getal=True)]
    return table(caption, columns, cells)


def revised(rows: Sequence[Revision], caption: str) -> Markup:
    """Old beside new, of the place or of its municipalities."""
    columns = [
        Column("Periode"),
        Column("Wat de bron telt"),
        Column("Gemeente of gebied"),
        Column("Vorige snapshot", getal=True),
        Column("Nu", getal=True),
    ]
    cells = [[capital(window(row.periode)), row.telt, row.naam, row.oud, row.nieuw] for row in rows]
    return table(caption, columns, cells)


def judged(rows: Sequence[Judged], caption: str) -> Markup:
    """Then, now and what may be concluded, a row an indicator."""
    columns = [
        Column("Cijfer"),
        Column("Toen", getal=True),
        Column("Nu", getal=True),
        Column("Besluit"),
        Column("Uitleg"),
    ]
    cells = [
        [
            catalogue().indicatoren[row.indicator].korte_naam,
            f"{row.toen_cijfer} ({window(row.toen)})",
            f"{row.nu_cijfer} ({window(row.nu)})",
            row.oordeel or STATED,
            row.zin,
        ]
        for row in rows
    ]
    return table(caption, columns, cells)


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
