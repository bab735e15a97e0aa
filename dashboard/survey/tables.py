"""The tables of the study of 2023 as HTML. Pure: items in, Markup out."""

from __future__ import annotations

from dashboard.markup import Column, Markup, fold, joined, paragraphs, table
from dashboard.survey import CLASSES, INCONSISTENT, TOTAL, Item, Row, flaws, rows, subject, value, when
from dashboard.wording import capital


def main_table(item: Item) -> Markup:
    """The figures of an item as printed, with n where it belongs."""
    if item.by_class:
        return _by_class(item)
    return _scores(item) if item.by_question else _stated(item)


def _by_class(item: Item) -> Markup:
    groups = [name for name in (*CLASSES, TOTAL) if any(row["groep"] == name for row in item.rijen)]
    cells = {(row["antwoord"], row["groep"]): row for row in item.rijen}
    answers = list(dict.fromkeys(row["antwoord"] for row in item.rijen))
    per_group = {name: {row["n"] for row in item.rijen if row["groep"] == name} for name in groups}
    in_head = all(len(found) == 1 for found in per_group.values())
    columns = [Column("Antwoord"), *([] if in_head else [Column("n", getal=True)])]
    for name in groups:
        changed = any(row["correctie"] for row in item.rijen if row["groep"] == name)
        number = f" (n = {next(iter(per_group[name]))}{', gecorrigeerd' if changed else ''})" if in_head else ""
        columns.append(Column(f"{capital(name)}{number}", getal=True))
    body: list[list[object]] = []
    for answer in answers:
        own = [cells[answer, name] for name in groups]
        total = [] if in_head else [own[0]["n"]]
        body.append([capital(answer), *total, *(value(row) for row in own)])
    flawed = any(row["opmerking"].startswith(INCONSISTENT) for row in item.rijen)
    return table(item.titel, columns, body, "zoals gedrukt, niet intern consistent" if flawed else "zoals gedrukt")


def _scores(item: Item) -> Markup:
    """One row a question within its dimension, one column a statistic."""
    statistics = list(dict.fromkeys(row["antwoord"] for row in item.rijen))
    keys = list(dict.fromkeys((row["groep"], row["vraag"]) for row in item.rijen))
    cells = {(row["groep"], row["vraag"], row["antwoord"]): row for row in item.rijen}
    columns = [Column("Vraag"), Column(capital(item.rijen[0]["groepering"])), Column("Schaal"), Column("n", getal=True)]
    columns += [Column(capital(name), getal=True) for name in statistics]
    body = []
    for group, question in keys:
        own = [cells[group, question, name] for name in statistics]
        scale = min((row["opmerking"].partition(".")[0].removeprefix("Schaal van ") for row in own), key=len)
        body.append([question, group, scale, own[0]["n"], *(value(row) for row in own)])
    return table(item.titel, columns, body, "scores zoals gedrukt", "am-breed")


def _stated(item: Item) -> Markup:
    columns = [Column("Waarover"), Column("Cijfer", getal=True), Column("n", getal=True)]
    columns += [Column("Wie"), Column("Wanneer"), Column("Opmerking"), Column("Bladzijde")]
    body = [
        [
            capital(subject(row)),
            value(row),
            row["n"] or "n.b.",
            row["groep"],
            when(row["periode"]),
            row["opmerking"],
            row["bladzijde"].replace("-", "–"),
        ]
        for row in item.rijen
    ]
    return table("Cijfers uit de tekst", columns, body, "zoals de tekst van de studie het zegt", "am-breed")


def checked(item: Item) -> Markup:
    """Every cell of a printed table with what was found when it was checked; empty for the text, where it stands in the table."""
    noted = [row for row in item.rijen if row["opmerking"] or row.get("correctie")]
    if not item.is_table or not noted:
        return Markup("")
    columns = [
        Column("Groep"),
        Column("Antwoord"),
        Column("Gedrukt", getal=True),
        Column("n", getal=True),
        Column("Nagegaan"),
    ]
    body = [
        [
            capital(row["groep"]),
            _what(row, item),
            row["gedrukt"],
            row["n"],
            f"{row['correctie']} {row['opmerking']}".strip(),
        ]
        for row in noted
    ]
    return fold("Wat we bij elk cijfer nagingen", table("Nagegaan", columns, body, extra="am-breed"))


def _what(row: Row, item: Item) -> str:
    return f"{row['vraag']}: {row['antwoord']}" if item.by_question else capital(row["antwoord"])


def case_tables() -> Markup:
    """Every case with its own definitions, one after another and never side by side."""
    names = list(dict.fromkeys(row["case"] for row in rows("onderzoek_cases")))
    return joined(_case(name) for name in names)


def _case(name: str) -> Markup:
    own = [row for row in rows("onderzoek_cases") if row["case"] == name]
    columns = [
        Column("Wat"),
        Column("Cijfer", getal=True),
        Column("Eenheid"),
        Column("Wanneer"),
        Column("Eigen definitie"),
    ]
    columns += [Column("Zekerheid"), Column("Opmerking")]
    body = [
        [
            capital(row["kenmerk"]),
            _amount(row),
            row["eenheid"],
            when(row["periode"]),
            row["definitie"],
            row["zekerheid"],
            row["opmerking"],
        ]
        for row in own
    ]
    words = paragraphs(list(flaws(f"case:{name}")))
    note = f"tabel {own[0]['tabel']} van de studie"
    return fold(name, joined([words, table(name, columns, body, "eigen definitie, geen norm", "am-breed")]), note)


def _amount(row: Row) -> str:
    text = value(row)
    whole, comma, rest = text.removesuffix("%").partition(",")
    if not whole.isdigit() or len(whole) < 4:
        return text
    return f"{whole[:-3]}.{whole[-3:]}{comma}{rest}"
