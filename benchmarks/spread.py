"""The few statistics of a measurement: median, spread, percentile, growth and drift. Nothing here looks at a clock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What repeats of one measurement say: their median, their least and most, and how many there were."""

    mediaan: float
    laagste: float
    hoogste: float
    aantal: int


def spread(values: Sequence[float]) -> Spread:
    """The spread of some repeats; ValueError when there are none."""
    if not values:
        raise ValueError("er is niets gemeten")
    return Spread(percentile(values, 50), min(values), max(values), len(values))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` percent of the values lie, interpolated between neighbours."""
    if not values:
        raise ValueError("er is niets gemeten")
    ordered = sorted(values)
    place = (len(ordered) - 1) * share / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def exponent(before: float, after: float, times: float) -> float:
    """The power with which something grew when the data grew `times` as large: 1 is in proportion, 0 is not at all."""
    if before <= 0 or after <= 0 or times <= 1:
        raise ValueError("groei heeft een positieve maat voor en na en meer gegevens nodig")
    return math.log(after / before) / math.log(times)


def slope(places: Sequence[float], values: Sequence[float]) -> float:
    """How much a value rises per unit of place, by least squares; ValueError for fewer than two places."""
    middle = sum(places) / max(len(places), 1)
    width = sum((place - middle) ** 2 for place in places)
    if len(places) != len(values) or width == 0:
        raise ValueError("een helling heeft minstens twee verschillende plaatsen nodig")
    mean = sum(values) / len(values)
    return sum((place - middle) * (value - mean) for place, value in zip(places, values, strict=True)) / width
