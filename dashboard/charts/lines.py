"""One place in a chart of months: what it measures, its figures and its part in the chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import pandas as pd

from dashboard.tokens import Scheme, colours

COLOURS = {"plaats": "accent", "vergelijk": "vergelijk", "ander": "ander"}


class Measure(Protocol):
    """What a line measures, as an Indicator says it: its kind (an `aandeel` is drawn in percent), unit and decimals."""

    @property
    def soort(self) -> str:
        """The kind of figure."""
        ...

    @property
    def eenheid(self) -> str:
        """The unit beside the axis."""
        ...

    @property
    def decimalen(self) -> int:
        """How many decimals are written."""
        ...


@dataclass(frozen=True)
class Line:
    """One place in a chart: its figures per month and its part (my place, the comparator, another).

    kleur (a colour token) and teken (a marker, at each January and at the end) tell several places apart. volledig: the whole
    name of a comparator, with its number and date, for the line under the chart and for the file.
    """

    naam: str
    frame: pd.DataFrame
    rol: Literal["plaats", "vergelijk", "ander"] = "plaats"
    kleur: str = ""
    teken: str = ""
    volledig: str = ""

    def hue(self, scheme: Scheme) -> str:
        """The colour of the line."""
        return colours(scheme)[self.kleur or COLOURS[self.rol]]
