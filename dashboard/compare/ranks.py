"""The table with rank ranges of the chosen municipalities on one indicator. Pure."""

from __future__ import annotations

import pandas as pd

from dashboard.compare import Side
from dashboard.compare.block import doubt, figure
from dashboard.compare.standing import range_words
from dashboard.markup import Column, Markup, table
from dashboard.wording import UNKNOWN, window

HOW = (
    "Rang 1 heeft het hoogste cijfer. De zekere rang houdt rekening met alles wat verborgen is en met gelijke cijfers. De rang "
    "met toeval toont tussen welke plaatsen een gemeente kan staan als toeval alle niveaus verschuift (grenzen van 99,8%)."
)


def ranks(side: Side) -> Markup:
    """A row for each chosen municipality: figure, doubt, the certain rank range and the range when chance plays."""
    columns = [
        Column("Gemeente"), Column("Cijfer", getal=True), Column("Twijfel"), Column("Zekere rang", getal=True),
        Column("Rang met toeval", getal=True), Column("Van", getal=True),
    ]  # fmt: skip
    cells = []
    for row in side.rijen:
        found = side.plaatsen[row["gebied_id"]]
        certain = range_words(found["beste"], found["slechtste"])
        chance = range_words(found["toeval_beste"], found["toeval_slechtste"])
        cells.append(
            [
                row["gebied"],
                figure(row, side.indicator),
                doubt(row, side.indicator),
                certain or UNKNOWN,
                chance or UNKNOWN,
                str(found["plaatsen"]) if certain else "",
            ]
        )
    return table(f"{side.indicator.korte_naam}, {window(side.periode)}: rang onder alle gemeenten", columns, cells)


def exported(side: Side) -> pd.DataFrame:
    """The rows as figures, with the comparator's, the verdict and the rank ranges, for a file."""
    own, other = side.eigen, side.ander
    first = other.iloc[0] if len(other) else pd.Series(dtype=object)
    frame = own.assign(vergelijk=side.comparator.naam)
    for name in ("waarde", "onder", "boven", "status", "dekking"):
        frame[f"vergelijk_{name}"] = first.get(name)
    frame["oordeel"] = [side.oordelen[nis].woorden for nis in own["gebied_id"]]
    for name in ("beste", "slechtste", "toeval_beste", "toeval_slechtste"):
        frame[f"rang_{name}"] = list(side.rangen[name])
    spread = side.spreiding
    for name in ("kwartiel_1", "mediaan", "kwartiel_3"):
        limits = getattr(spread, name) if spread else (None, None)
        frame[f"{name}_onder"], frame[f"{name}_boven"] = limits
    return frame.assign(aantal_gemeenten=spread.aantal if spread else 0)
