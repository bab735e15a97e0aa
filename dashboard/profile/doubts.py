"""What is not sure about the figures of a profile, once for each doubt; and where its figures come from. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue import Indicator, catalogue
from dashboard.profile import Row
from dashboard.report.doubtful import told_of
from dashboard.report.values import together, when
from dashboard.wording import counted, listed, number

NONE = "Bij geen van deze cijfers is iets verborgen, onvolledig, voorlopig of klein."


def own(rows: Sequence[Row]) -> list[str]:
    """A sentence for every doubt about the place's own figures, with the figures it is about."""
    return together({row.indicator.korte_naam: told_of(row.eigen, row.indicator) for row in rows})


def of_municipalities(shown: Sequence[tuple[Indicator, pd.DataFrame]]) -> list[str]:
    """A sentence for every figure that is hidden or too small in some of the municipalities shown."""
    return [text for entry, frame in shown if (text := _hidden(entry, frame))]


def _hidden(entry: Indicator, frame: pd.DataFrame) -> str:
    """In how many of the municipalities shown a figure is hidden or too small."""
    hidden, small = (int((frame["status"] == status).sum()) for status in ("gemaskeerd", "te_klein"))
    parts = [f"in {number(hidden)} een bereik, omdat een klein aantal verborgen is"] if hidden else []
    parts += [f"in {number(small)} geen cijfer, omdat de noemer kleiner is dan 10"] if small else []
    every = counted(len(frame), "gemeente", "gemeenten")
    return f"{entry.korte_naam} per gemeente: van de {every} is er {' en '.join(parts)}." if parts else ""


def origins(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Every source with the figures and periods taken from it, and its licence."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for source in catalogue().sources_of(row.indicator):
            found.setdefault(source.id, []).append(row)
    known = catalogue().bronnen
    return [
        (
            known[name].naam,
            f"{known[name].uitgever}. {listed([f'{row.indicator.korte_naam} ({when(row.periode)})' for row in used])}.",
        )
        for name, used in found.items()
    ]


def meanings(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Every indicator with its definition."""
    return [(row.indicator.naam, row.indicator.definitie.strip()) for row in rows]
