"""The capacity picture: what the study of 2023 tells about the case workers of a place, and where nothing is known. Pure.

No source gives case workers by municipality. The six cases of the study stand with their own definitions and are no norm.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.markup import Column, Markup, joined, paragraphs, table
from dashboard.survey import Row, flaws, rows, value, when
from dashboard.wording import capital, counted, listed

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
STUDY_DIVISION = 2019
WORK = ("in trajectbegeleiding", "activeringstrajecten")
ABOUT = ("VTE", "personen per VTE")


@dataclass(frozen=True)
class Case:
    """A case of the study: its name and the municipalities of 2019 its figures are about."""

    naam: str
    gemeenten: tuple[str, ...]


@cache
def cases() -> tuple[Case, ...]:
    """The cases with the municipalities their published counts name (`gepubliceerde_cijfers.csv`)."""
    with (REFERENCE / "gepubliceerde_cijfers.csv").open(encoding="utf-8", newline="") as file:
        stated = {_bare(row["gebied"]): row["gemeenten"] or row["gebied_id"] for row in csv.DictReader(file)}
    names = dict.fromkeys(row["case"] for row in rows("onderzoek_cases"))
    return tuple(Case(name, tuple(stated[_bare(name)].split("+"))) for name in names)


def of_place(leden: Collection[str], successor: Mapping[str, str]) -> list[Case]:
    """The cases that lie wholly in the municipalities of a region, or that a single municipality takes part in.

    leden: NIS codes of today. successor: the code of today of every code of STUDY_DIVISION.
    """
    own = set(leden)
    today = {case: {successor.get(nis, nis) for nis in case.gemeenten} for case in cases()}
    return [case for case, codes in today.items() if (codes & own if len(own) == 1 else codes <= own)]


def told(case: Case, naam: str, names: Mapping[str, str], alone: bool) -> str:
    """Whom the figures of a case are about, beside the place that is shown.

    names: the names of 2019 by code. alone: whether the place is one municipality.
    """
    places = listed(sorted(names[nis] for nis in case.gemeenten))
    if len(case.gemeenten) > 1:
        together = counted(len(case.gemeenten), "gemeente", "gemeenten")
        only = f" Van {naam} alleen is niets bekend." if alone else ""
        return f"De case {case.naam} gaat over {together} samen: {places}.{only}"
    if places != naam and alone:
        return f"De case {case.naam} gaat over het vroegere {places}, niet over heel {naam}."
    return f"De studie beschrijft {places} als case."


def case_table(case: Case) -> Markup:
    """Work and workers of a case as printed, with their own definition and what is wrong with them."""
    own = [row for row in rows("onderzoek_cases") if row["case"] == case.naam and row["waarde"] and _on_capacity(row)]
    columns = [Column("Wat"), Column("Cijfer", getal=True), Column("Wanneer"), Column("Eigen definitie en opmerking")]
    body = [
        [
            capital(row["kenmerk"]),
            f"{value(row)} {row['eenheid']}",
            when(row["periode"]),
            f"{row['definitie']} {row['opmerking']}".strip(),
        ]
        for row in own
    ]
    words = paragraphs(flaws(f"case:{case.naam}"))
    shown = table(
        f"{case.naam}: werk en medewerkers", columns, body, "zoals gedrukt, eigen definitie, geen norm", "am-case"
    )
    return joined([shown, words])


def _on_capacity(row: Row) -> bool:
    return row["eenheid"] in ABOUT or row["kenmerk"].startswith(WORK)


def _bare(name: str) -> str:
    return name.partition(" (")[0]
