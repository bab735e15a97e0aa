"""The study of 2023 as a data set of its own: tables, percentages of the text and cases, each with what is wrong with it. Pure.

Nothing here is computed from answers: every figure stands as printed (`data/reference/onderzoek_*.csv`, `docs` of each flaw in
onderzoek_gebreken.csv), and none is set beside a figure of the monitor.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.wording import capital, day, listed, period

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
CLASSES = ("centrumstad", "groot", "middelgroot", "klein")
TOTAL = "totaal"
PERCENT = "%"
STUDY = "viona_2023"
INCONSISTENT = "Niet intern consistent"
BY_CLASS = "grootteklasse"
CLASS_DATE = (
    "Grootteklassen volgens de bevolking van 1 januari 2022: 13 centrumsteden, 90 grote (vanaf 20.000 inwoners), "
    "131 middelgrote en 66 kleine OCMW's (minder dan 10.000 inwoners)."
)
Row = dict[str, str]


@dataclass(frozen=True)
class Item:
    """A table of the study, or the figures its text gives on one question, with its flaws as sentences."""

    id: str
    titel: str
    vragen: tuple[str, ...]
    rijen: tuple[Row, ...]
    gebreken: tuple[str, ...]

    @property
    def is_table(self) -> bool:
        """Whether it is printed as a table."""
        return "tabel" in self.rijen[0]

    @property
    def by_class(self) -> bool:
        """Whether its groups are size classes."""
        return self.rijen[0].get("groepering") == BY_CLASS

    @property
    def by_question(self) -> bool:
        """Whether it is a table of scores: one row a question, one column a statistic."""
        return self.is_table and not self.by_class


@dataclass(frozen=True)
class Bar:
    """One share in percent, with the name of who gave it; `geheel` for the total of all."""

    naam: str
    waarde: float
    geheel: bool = False


@cache
def items() -> dict[str, Item]:
    """Everything that can be chosen, tables first, in the order of the study."""
    found: dict[str, list[Row]] = {}
    for row in rows("onderzoek_tabellen"):
        found.setdefault(f"tabel-{row['tabel']}", []).append(row)
    tables = {
        key: Item(
            key,
            f"Tabel {own[0]['tabel']}: {own[0]['titel']}",
            tuple(dict.fromkeys(row["vraag"] for row in own)),
            tuple(own),
            flaws(f"tabel:{own[0]['tabel']}"),
        )
        for key, own in found.items()
    }
    stated: dict[str, list[Row]] = {}
    for row in rows("onderzoek_percentages"):
        stated.setdefault(row["vraag"], []).append(row)
    texts = {
        f"vraag-{own[0]['id']}": Item(
            f"vraag-{own[0]['id']}",
            f"Uit de tekst: {question}",
            (question,),
            tuple(own),
            tuple(text for row in own for text in flaws(f"percentage:{row['id']}")),
        )
        for question, own in stated.items()
    }
    return tables | texts


def flaws(concerns: str) -> tuple[str, ...]:
    """What is wrong with `enquete`, `studie`, `cases`, `tabel:10`, `case:Essen` or `percentage:<id>`, as sentences."""
    return tuple(row["gebrek"] for row in rows("onderzoek_gebreken") if row["geldt_voor"] == concerns)


def finding() -> str:
    """Who answered, as one sentence."""
    people = _printed("tabel-2", "aantal")
    reached, everywhere = _printed("tabel-3", "aantal bereikt"), items()["tabel-3"].rijen[-1]["n"]
    where = f"{reached} van de {everywhere} OCMW's"
    return f"In een studie van 2023 vertelden {people} trajectbegeleiders uit {where} hoe zij activeren."


def _printed(key: str, answer: str) -> str:
    return next(row["gedrukt"] for row in items()[key].rijen if (row["groep"], row["antwoord"]) == (TOTAL, answer))


def counted(item: Item) -> str:
    """How many answers stand behind the figures: `n = 189`, per class or per question where it differs."""
    known = list(dict.fromkeys(row["n"] for row in item.rijen if row["n"]))
    if not known:
        return "n staat niet in de studie"
    if len(known) == 1 and all(row["n"] for row in item.rijen):
        return f"n = {known[0]}"
    return "n staat bij elk cijfer in de tabel"


def source(item: Item) -> str:
    """Publisher, study, pages, and that it is no random sample."""
    names = {row["bron"]: row for row in rows("bronnen")}
    used = list(dict.fromkeys(row["bron"] for row in item.rijen))
    texts = [f"{names[key]['uitgever']}: {names[key]['naam']}" for key in used]
    if STUDY not in used:
        texts.append("aangehaald in de studie van IDEA Consult van 2023")
    pages = listed(list(dict.fromkeys(row["bladzijde"].replace("-", "–") for row in item.rijen)))
    sample = ["geen toevalssteekproef"] if STUDY in used else []
    return " · ".join([f"Bron: {'; '.join(texts)}", f"bladzijde {pages}", *sample])


def case_source() -> str:
    """Where the cases come from."""
    names = {row["bron"]: row for row in rows("bronnen")}
    return f"Bron: {names[STUDY]['uitgever']}: {names[STUDY]['naam']} · eigen definities, geen norm"


def bars(item: Item) -> list[tuple[str, list[Bar]]]:
    """The shares that can stand side by side, as titled groups of bars; empty where a chart would mislead or show nothing.

    A table: one group an answer, one bar a class. The text: the answers one group of respondents gave, all with the same n.
    """
    if any(row["opmerking"].startswith(INCONSISTENT) for row in item.rijen):
        return []
    if item.by_class:
        shares = [row for row in item.rijen if row["eenheid"] == PERCENT and row["antwoord"] != TOTAL]
        grouped = {
            answer: {row["groep"]: row for row in shares if row["antwoord"] == answer}
            for answer in dict.fromkeys(row["antwoord"] for row in shares)
        }
        return [
            (
                capital(answer),
                [
                    Bar(f"{capital(name)} (n = {own[name]['n']})", float(own[name]["waarde"]), name == TOTAL)
                    for name in (TOTAL, *CLASSES)
                    if name in own
                ],
            )
            for answer, own in grouped.items()
        ]
    if item.is_table:
        return []
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in item.rijen:
        if row["n"]:
            alike.setdefault((row["groep"], row["n"], row["periode"], row["bron"]), []).append(row)
    largest = max(alike.values(), key=len, default=[])
    if len(largest) < 2 or len({row["onderwerp"] for row in largest}) < len(largest):
        return []
    head = f"{capital(largest[0]['groep'])} (n = {largest[0]['n']})"
    return [(head, [Bar(capital(subject(row)), float(row["waarde"])) for row in largest])]


def no_chart(item: Item) -> str:
    """Why there is no chart; empty where the reason is plain."""
    flawed = any(row["opmerking"].startswith(INCONSISTENT) for row in item.rijen)
    return "Er is geen grafiek: deze cijfers zijn niet intern consistent." if flawed else ""


def subject(row: Row) -> str:
    """What a percentage is about, without the words its question says already."""
    before, _, after = row["onderwerp"].partition(": ")
    return after if after and before.startswith(("drempel", "ontbreekt", "reden", "taak")) else row["onderwerp"]


def value(row: Row) -> str:
    """A figure as printed: `30,3%`, `327`, `56–60%`; a dash never stands for a missing one."""
    if not row["waarde"]:
        return "n.b."
    if row.get("gedrukt"):
        return row["gedrukt"]
    text = row["waarde"].replace(".", ",").replace("-", "–")
    return f"{text}%" if row["eenheid"] == PERCENT else text


def when(text: str) -> str:
    """A period of the study as read."""
    first, span, last = text.partition("..")
    if span:
        return f"{day(date.fromisoformat(first))} tot en met {day(date.fromisoformat(last))}"
    if len(text) == len("2023-01-01") and text[:4].isdigit():
        return day(date.fromisoformat(text))
    return period(text) if text[:4].isdigit() else text


def frame(item: Item) -> pd.DataFrame:
    """All an item holds, for a download."""
    return pd.DataFrame(list(item.rijen)).assign(gebreken=" ".join(item.gebreken))


def case_frame() -> pd.DataFrame:
    """All rows of the cases, for a download."""
    own = rows("onderzoek_cases")
    return pd.DataFrame(own).assign(gebrek=[" ".join(flaws(f"case:{row['case']}")) for row in own])


def explanation(item: Item) -> list[tuple[str, str]]:
    """Label and text beside a downloaded item."""
    return [
        ("Titel", item.titel),
        *[("Vraag", question) for question in item.vragen],
        ("Aantal antwoorden", counted(item)),
        ("Bron", source(item).removeprefix("Bron: ")),
        *([("Grootteklassen", CLASS_DATE)] if item.by_class else []),
        *[("Gebrek", text) for text in (*item.gebreken, *flaws("enquete"), *flaws("studie"))],
    ]


def case_explanation() -> list[tuple[str, str]]:
    """Label and text beside the downloaded cases."""
    return [("Titel", "Cases van de studie"), *[("Gebrek", text) for text in flaws("cases")]]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """A reference table as it is kept."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
