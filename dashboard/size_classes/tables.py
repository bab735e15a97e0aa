"""Size classes as tables. Pure: frames and rows in, Markup out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.amounts import amount
from dashboard.size_classes import FORMS, Agreements, Moved
from dashboard.size_classes import words as said
from dashboard.wording import UNKNOWN, counted, day, number, short_bounds, window

To = Callable[[str, str], Markup]


def distribution(
    caption: str, classes: pd.DataFrame, spreads: Mapping[str, dict], members: Mapping[str, int], indicator: Indicator
) -> Markup:
    """A row a class: its figure from sums, apart from it the median and quartiles over its municipalities, and how many."""
    figures = {row["gebied_id"]: read(row) for row in records(classes)}
    rows = []
    for klasse, count in members.items():
        spread = spreads.get(klasse, {})
        with_figure = int(spread["aantal_leden"]) if spread else 0
        together = said.together(figures[klasse], indicator) if klasse in figures else UNKNOWN
        quartiles = [said.quantile(spread, name, indicator) for name in ("mediaan", "kwartiel_1", "kwartiel_3")]
        rows.append([said.SHORT[klasse], number(count), together, *quartiles, f"{with_figure} van {count}"])
    columns = [
        Column("Grootteklasse"),
        Column("Gemeenten van vandaag", getal=True),
        Column("De klasse samen, uit sommen", getal=True),
        Column("Mediaan over gemeenten", getal=True),
        Column("Eerste kwartiel", getal=True),
        Column("Derde kwartiel", getal=True),
        Column("Gemeenten met een cijfer", getal=True),
    ]
    return table(caption, columns, rows, f"mediaan en kwartielen: {indicator.eenheid}")


def course(caption: str, frame: pd.DataFrame, indicator: Indicator) -> Markup:
    """Every period of every class, newest first; ° marks what is provisional."""
    names = list(dict.fromkeys(frame["gebied_id"]))
    cells = {(row["periode"], row["gebied_id"]): row for row in records(frame)}
    rows = []
    for moment in dict.fromkeys(frame.sort_values("van", ascending=False)["periode"]):
        found = [read(cells[moment, name]) if (moment, name) in cells else None for name in names]
        texts = [
            f"{amount(one, indicator)}{'°' if one.provisional else ''}" if one and one.known else UNKNOWN
            for one in found
        ]
        rows.append([window(str(moment)), *texts])
    columns = [Column("Periode"), *(Column(said.SHORT[str(name)], getal=True) for name in names)]
    return table(caption, columns, rows, f"{indicator.eenheid}; ° voorlopig, {UNKNOWN} niet beschikbaar")


def counts(then: Mapping[str, int], now: Mapping[str, int], moments: tuple[date, date]) -> Markup:
    """How many municipalities every class has on both dates."""
    names = [name for name in said.SHORT if name in then or name in now]
    rows = [[said.SHORT[name], number(then.get(name, 0)), number(now.get(name, 0))] for name in names]
    rows.append(["Samen", number(sum(then.values())), number(sum(now.values()))])
    columns = [Column("Grootteklasse"), *(Column(day(moment), getal=True) for moment in moments)]
    return table("Aantal OCMW's per klasse", columns, rows, extra="am-smal")


def moved(found: Sequence[Moved], moments: tuple[date, date], to: To) -> Markup:
    """Who is in another class: what it was, what it is, and whether a merger made it."""
    rows = []
    for one in found:
        merger = one.soort == "fusie"
        before = [f"{part.naam}: {said.former(part)}" if merger else said.former(part) for part in one.vroeger]
        people = f", {counted(one.inwoners, 'inwoner', 'inwoners')}" if one.inwoners is not None else ""
        assumed = ", aangenomen" if one.aangenomen else ""
        after = f"{said.SHORT[one.klasse].lower().replace('centrumsteden', 'centrumstad')}{people}{assumed}"
        rows.append([to(one.naam, one.nis), "; ".join(before), after, "fusie" if merger else "zelfde gemeente"])
    columns = [Column("Gemeente"), *(Column(day(moment)) for moment in moments), Column("Hoe")]
    return table("Wie veranderde van klasse?", columns, rows, extra="am-breed")


def agreements(found: Sequence[Agreements], moment: date) -> Markup:
    """A row a class: how many of its municipalities have an agreement, in any form and per form."""
    classes = list(dict.fromkeys(one.klasse for one in found))
    cells = {(one.klasse, one.reeks): one for one in found}
    rows = []
    for klasse in classes:
        own = cells[klasse, "overeenkomst"]
        forms = [short_bounds(cells[klasse, reeks].onder, cells[klasse, reeks].boven) for reeks in FORMS]
        rows.append([said.SHORT[klasse], number(own.gemeenten), forms[0], said.share(own), *forms[1:]])
    columns = [
        Column("Grootteklasse"),
        Column("Gemeenten", getal=True),
        Column(said.FORMS["overeenkomst"], getal=True),
        Column("In %", getal=True),
        *(Column(said.FORMS[reeks], getal=True) for reeks in FORMS[1:]),
    ]
    return table(f"Samenwerkingsovereenkomsten op {day(moment)}", columns, rows, said.SEVERAL)
