"""What a reader makes of a file: the form in which deliveries of every source enter the model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard.periods import UNKNOWN_YEAR, parse

WAARNEMING = ["reeks", "periode", "indeling", "nis", "onder", "boven"]
LEVERING = ["reeks", "periode", "van", "tot", "indeling", "stabiel", "stand", "berekend"]
BRONTOTAAL = ["reeks", "periode", "indeling", "soort", "gebied_id", "peildatum", "waarde"]


@dataclass(frozen=True)
class Delivery:
    """One accepted file. It is complete for `bron` in the periods of `levering`: what it leaves out there has gone.

    waarneming: observations as bounds; levering: delivered series and periods; brontotaal: totals the source publishes;
    gebied, lidmaatschap: replaced lists of the region kinds they name; meldingen: what was skipped or noticed, in Dutch;
    is_voorbeeld: the file itself says that its figures are invented.
    """

    bron: str
    waarneming: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=WAARNEMING))
    levering: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=LEVERING))
    brontotaal: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=BRONTOTAAL))
    gebied: pd.DataFrame | None = None
    lidmaatschap: pd.DataFrame | None = None
    meldingen: tuple[str, ...] = ()
    is_voorbeeld: bool = False

    @property
    def is_control(self) -> bool:
        """Whether it brings nothing into the model: reading it was a check and no more."""
        return self.levering.empty and self.lidmaatschap is None


def span(periode: str) -> tuple[date, date]:
    """First day and day after the last of a period; an unknown year is put in the last known division."""
    if periode == UNKNOWN_YEAR:
        return date(2025, 1, 1), date(2026, 1, 1)
    whole = parse(periode)
    return whole.van, whole.tot


def exact(frame: pd.DataFrame, reeks: str, indeling: int, count: str) -> pd.DataFrame:
    """Observations of one series from rows (periode, nis, count): an exact count is its own lower and upper bound."""
    return pd.DataFrame(
        {
            "reeks": reeks,
            "periode": frame["periode"],
            "indeling": indeling,
            "nis": frame["nis"],
            "onder": frame[count].astype(float),
            "boven": frame[count].astype(float),
        }
    )


def delivered(series: Mapping[str, list[str]], indeling: int, provisional: Collection[str] = ()) -> pd.DataFrame:
    """Deliveries of each series in its periods, those in `provisional` not yet stable."""
    last = max((span(periode)[1] for perioden in series.values() for periode in perioden), default=None)
    rows = [
        (reeks, periode, *span(periode), indeling, periode not in provisional, last, False)
        for reeks, perioden in series.items()
        for periode in perioden
    ]
    return pd.DataFrame(rows, columns=LEVERING)
