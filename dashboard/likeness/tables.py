"""Municipalities alike as tables and as a download. Pure: the frames of `dashboard.alike` in, Markup and rows out."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard import alike
from dashboard.likeness import Weights, name, shared, shown, source, span, stays, trait, when
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.wording import number

To = Callable[[str, str], Markup]


def peers(caption: str, values: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights, to: To) -> Markup:
    """The municipalities most alike, nearest first: how near, why, on how many characteristics, how steady."""
    counting = [kenmerk for kenmerk, weight in weights.items() if weight]
    count = shared(values, nis, found.index, counting)
    columns = [
        Column("Gemeente"),
        Column("Afstand", getal=True),
        Column("Waarin ze het meest lijken"),
        Column("Vergeleken op", getal=True),
        Column("Blijft bij andere gewichten", getal=True),
    ]
    rows = []
    for row in records(found.assign(nis=found.index)):
        code = row["nis"]
        traits = [trait(kenmerk, values, nis, code) for kenmerk in row["kenmerken"]]
        cells = (number(row["verhouding"], 2), "; ".join(traits) or "geen enkel kenmerk springt eruit")
        rows.append([to(row["naam"], code), *cells, f"{count[code]} van {len(counting)}", stays(row["blijft"])])
    note = (
        "Afstand: 0 is gelijk, 1 is zo ver als twee willekeurige gemeenten. Tussen haakjes: eerst de gekozen gemeente."
    )
    return table(caption, columns, rows, note, "am-breed")


def traits(known: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights) -> Markup:
    """Every characteristic: its weight, the place's value, the span of those alike, its date, and for how many it is unknown."""
    own = {row["kenmerk"]: row for row in records(known[known["nis"] == nis])}
    rows = []
    for kenmerk, weight in weights.items():
        part = known[known["kenmerk"] == kenmerk]
        theirs = part.loc[part["nis"].isin(found.index), "waarde"]
        missing = int(part["waarde"].isna().sum())
        rows.append(
            [
                name(kenmerk),
                number(weight) if weight else "telt niet mee",
                shown(own[kenmerk], kenmerk),
                span(kenmerk, theirs),
                when(kenmerk, str(own[kenmerk]["periode"])),
                source(kenmerk),
                number(missing) if missing else "geen",
            ]
        )
    columns = [
        Column("Kenmerk"),
        Column("Gewicht", getal=True),
        Column("Gekozen gemeente", getal=True),
        Column(f"Bij de {len(found)}", getal=True),
        Column("Van wanneer"),
        Column("Bron"),
        Column("Gemeenten zonder precies cijfer", getal=True),
    ]
    return table("De kenmerken", columns, rows, extra="am-breed")


def source_line(known: pd.DataFrame, weights: Weights, snapshot: str) -> str:
    """Publishers, the dates from the oldest to the newest and the snapshot, without the sample mark."""
    counting = [kenmerk for kenmerk, weight in weights.items() if weight]
    publishers = dict.fromkeys(text for kenmerk in counting for text in source(kenmerk).split("; "))
    dates = known[known["kenmerk"].isin(counting)].drop_duplicates("kenmerk").set_index("kenmerk")["periode"]
    words = [f"{name(kenmerk)}: {when(kenmerk, str(dates[kenmerk]))}" for kenmerk in counting]
    return f"Bron: {'; '.join(publishers)} · {' · '.join(words)} · snapshot {snapshot}"


def frame(known: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """The chosen municipality and those alike with every characteristic, its certain limits and status, for a download."""
    chosen = [nis, *found.index]
    rows = known[known["nis"].isin(chosen)].assign(
        rang=lambda part: part["nis"].map({code: at for at, code in enumerate(chosen)}),
        gewicht=lambda part: part["kenmerk"].map(dict(weights)),
        afstand=lambda part: part["nis"].map(found["verhouding"]),
        blijft=lambda part: part["nis"].map(found["blijft"]),
        indicator=lambda part: part["kenmerk"].map(alike.CHARACTERISTICS).replace("", "grootteklasse"),
    )
    return rows.sort_values(["rang", "kenmerk"], kind="stable").reset_index(drop=True)


def notes(own: str, known: pd.DataFrame, weights: Weights, snapshot: str) -> list[tuple[str, str]]:
    """Label and text beside the download."""
    sample = (known["herkomst"] == "voorbeeld").any()
    return [
        *([("Voorbeeldcijfers", "Een deel van deze cijfers is verzonnen: zie de kolom herkomst.")] if sample else []),
        ("Vraag", f"De gemeenten die het meest op {own} lijken."),
        ("rang", "0 is de gekozen gemeente, 1 de gemeente die er het meest op lijkt."),
        ("afstand", "0 is gelijk op alles wat vergeleken is, 1 is zo ver als twee willekeurige gemeenten."),
        ("blijft", "In welk deel van de andere gewichten de gemeente bij de tien blijft."),
        ("waarde, onder, boven", "De waarde staat er alleen als ze precies gekend is; anders de zekere grenzen."),
        ("Bron", source_line(known, weights, snapshot).removeprefix("Bron: ")),
    ]
