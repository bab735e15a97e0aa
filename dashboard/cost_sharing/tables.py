"""The cost sharing as tables for a page and rows for a file. Pure: a plan in, Markup or a frame out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.cost_sharing import KINDS, Example, Key
from dashboard.cost_sharing.money import euro, euro_range
from dashboard.cost_sharing.plan import Plan
from dashboard.cost_sharing.words import NO_CLAIM, TRAJECTORIES, count_words, doubts, fixed_words
from dashboard.markup import Column, Markup, table
from dashboard.wording import capital

HEADS = {"inwoners": "Inwoners", "leefloon": "Leefloongerechtigden", "trajecten": "Lopende TWE-trajecten"}
TOTAL = "Samen"
CHOSEN = " (uw keuze)"


def amounts(plan: Plan, caption: str) -> Markup:
    """What each member pays under every key; the sum stands last and is always the whole cost."""
    columns = [Column("Gemeente"), *(Column(head(plan, key), getal=True) for key in plan.shown)]
    rows: list[list[object]] = [
        [
            member.naam,
            *(euro_range(amount.onder, amount.boven) for key in plan.shown for amount in (plan.bedragen[key.id][at],)),
        ]
        for at, member in enumerate(plan.leden)
    ]
    rows.append([TOTAL, *(euro(plan.centen) for _ in plan.shown)])
    uncertain = any(not amount.exact for key in plan.shown for amount in plan.bedragen[key.id])
    note = "bereik: laagste en hoogste bedrag; grenzen tellen niet op" if uncertain else "telt op tot op de cent"
    return table(caption, columns, rows, note, "am-breed")


def head(plan: Plan, key: Key) -> str:
    """The heading of a key's column."""
    return capital(key.naam) + (CHOSEN if key.id == plan.gekozen else "")


def counts(plan: Plan, moments: Mapping[str, str]) -> Markup:
    """The counts each key works with, and how each is known. moments: the period of each kind as read."""
    columns = [Column("Gemeente"), *(Column(f"{HEADS[kind]}, {moments[kind]}", getal=True) for kind in KINDS)]
    rows = [[member.naam, *(count_words(member.tellingen[kind]) for kind in KINDS)] for member in plan.leden]
    return table("Aantallen per gemeente", columns, rows, extra="am-breed")


def frame(plan: Plan) -> pd.DataFrame:
    """One row a member: its counts with limits and how they are known, and per key its amount in euro, or its two limits."""
    columns: dict[str, list[object]] = {
        "nis": [member.nis for member in plan.leden],
        "gemeente": [member.naam for member in plan.leden],
    }
    for kind in KINDS:
        found = [member.tellingen[kind] for member in plan.leden]
        columns[f"{kind}_onder"] = [float(count.onder) if count.boven is not None else None for count in found]
        columns[f"{kind}_boven"] = [None if count.boven is None else float(count.boven) for count in found]
        columns[f"{kind}_hoe_gekend"] = ["eigen cijfer" if count.staat == "eigen" else count.staat for count in found]
    for key in plan.shown:
        name, found_amounts = f"euro_{key.id}", plan.bedragen[key.id]
        if all(amount.exact for amount in found_amounts):
            columns[name] = [amount.onder / 100 for amount in found_amounts]
        else:
            columns[f"{name}_onder"] = [amount.onder / 100 for amount in found_amounts]
            columns[f"{name}_boven"] = [amount.boven / 100 for amount in found_amounts]
    total: dict[str, list[object]] = {name: [None] for name in columns}
    total["gemeente"] = [TOTAL]
    for name in columns:
        if name.startswith("euro_"):
            total[name] = [plan.centen / 100]
    own = pd.DataFrame({name: pd.Series(values) for name, values in columns.items()})
    last = pd.DataFrame({name: pd.Series(values, dtype=own[name].dtype) for name, values in total.items()})
    return pd.concat([own, last], ignore_index=True)


def notes(
    plan: Plan, place: str, moments: Mapping[str, str], sources: Sequence[str], sample: bool, snapshot: str
) -> list[tuple[str, str]]:
    """Label and text of everything a reader of the file must know."""
    chosen = plan.sleutel
    rows = [("Voorbeeldcijfers", "Deze cijfers zijn verzonnen voorbeelden en geen metingen.")] if sample else []
    rows += [
        ("Groep", place),
        ("Bedrag", euro(plan.centen)),
        ("Vast deel per gemeente", euro(plan.vast)),
        *([("Uw sleutel", chosen.naam)] if chosen else []),
        *[(f"Kolom euro_{key.id}", _key_note(key)) for key in plan.shown],
        *[(HEADS[kind], moments[kind]) for kind in KINDS],
        (
            "Afronding",
            "Op de cent; wat na het afkappen overblijft, gaat naar de grootste resten. De som is altijd het bedrag.",
        ),
        ("_onder, _boven", "Het laagste en het hoogste dat kan, waar een aantal verborgen is of ontbreekt."),
    ]
    rows += [("Let op", text) for text in (fixed_words(plan), *doubts(plan), TRAJECTORIES, NO_CLAIM) if text]
    return [*rows, *[("Bron", text) for text in sources], ("Snapshot", snapshot)]


def _key_note(key: Key) -> str:
    used = f" Zo verdeelt {key.wie} ({key.bron})." if key.wie else ""
    return f"Euro volgens {key.naam}.{used} {key.opmerking}".strip()


def example_words(example: Example) -> str:
    """An example of a cost with where it is from."""
    return f"{example.naam}: {euro(example.centen)} in {example.jaar} ({example.bron}). {example.opmerking}"
