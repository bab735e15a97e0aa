"""How the 13 centrumsteden differ: the spread of one figure, two figures together, outflow in a funnel. Pure.

The funnel compares every city with one reference, at both extremes of what is masked (uncertainty.funnel). Nothing here says
why cities differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.levels import Level, To, lying_between
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.sentences import Figure
from dashboard.uncertainty import funnel
from dashboard.uncertainty.extremes import ALL_PLACES, KAN_NIET, NO_PERCENTAGE_BELOW, Bounds, bounds
from dashboard.wording import counted, listed, number, short_bounds

WARNING = 0.95
CURVE_POINTS = 160
REASONS = {
    "geen_cijfer": "er is geen cijfer",
    "niet_van_toepassing": "er is niets om door te delen",
    "te_klein": "de noemer kan kleiner zijn dan 10",
    "gemaskeerd": "kleine aantallen zijn verborgen en het besluit hangt daarvan af",
}


@dataclass(frozen=True)
class Funnel:
    """A funnel in the unit a figure is read in (percent for a share).

    steden: one row per city with gebied_id, gebied, noemer_onder, _boven, onder, boven, teller_onder, _boven, oordeel95, reden95,
    oordeel (at 99,8%), reden, klein, and oordeel_ruim: the same limits widened by tau (equal to oordeel without overdispersion).
    grenzen: columns noemer, onder95, boven95, onder998, boven998. midden: the reference, two limits where it is masked.
    """

    steden: pd.DataFrame
    grenzen: pd.DataFrame
    midden: tuple[float, float]
    spreiding: funnel.Overdispersion


def spread(rows: Sequence[Level], indicator: Indicator, periode: str) -> str:
    """Between which figures the cities lie, and who is certainly first and last; empty with fewer than two."""
    known = [row for row in rows if row.ranked]
    return lying_between(known, indicator, f"de {number(len(known))} centrumsteden", periode) if len(known) > 1 else ""


def plotted(frame: pd.DataFrame, indicator: Indicator, reference: Figure) -> Funnel | None:
    """The funnel of one period round a comparator; None when that has no figure or fewer than two cities have one.

    A masked comparator is taken at both extremes. ValueError for an indicator without interval by chance (a numerator that is
    no part of the denominator).
    """
    known = frame[frame["onder"].notna()].reset_index(drop=True)
    if not reference.known or len(known) < 2:
        return None
    scale = 100.0 if indicator.soort == "aandeel" else 1.0
    kind = indicator.interval
    teller, noemer = _side_bounds(known, "teller"), _side_bounds(known, "noemer")
    ends = [limit / indicator.factor for limit in reference.limits]
    measured = [funnel.overdispersion(kind, teller, noemer, end) for end in ends]
    least = min(measured, key=lambda one: (one.aangetoond, one.phi))
    tau = max(one.tau for one in measured) if least.aangetoond else 0.0
    at95, at998, wide = (
        funnel.judged(kind, teller, noemer, bounds(ends[0], ends[1]), level, spread)
        for level, spread in ((WARNING, 0.0), (ALL_PLACES, 0.0), (ALL_PLACES, tau))
    )
    columns = ["gebied_id", "gebied", "teller_onder", "teller_boven", "noemer_onder", "noemer_boven"]
    cities = known[columns].assign(
        onder=scale * known["onder"],
        boven=scale * known["boven"],
        oordeel95=at95["oordeel"],
        reden95=at95["reden"],
        oordeel=at998["oordeel"],
        reden=at998["reden"],
        klein=at998["klein"],
        oordeel_ruim=wide["oordeel"],
    )
    sizes = np.geomspace(max(noemer.onder.min() * 0.8, NO_PERCENTAGE_BELOW), noemer.boven.max() * 1.25, CURVE_POINTS)
    curves = {"noemer": sizes}
    for name, level in (("95", WARNING), ("998", ALL_PLACES)):
        low, high = (funnel.limits(kind, end, sizes, level) for end in ends)
        curves |= {
            f"onder{name}": scale * indicator.factor * low.onder,
            f"boven{name}": scale * indicator.factor * high.boven,
        }
    middle = (scale * reference.limits[0], scale * reference.limits[1])
    return Funnel(cities, pd.DataFrame(curves), middle, least)


def _side_bounds(frame: pd.DataFrame, name: str) -> Bounds:
    return bounds(frame[f"{name}_onder"], frame[f"{name}_boven"])


def funnel_words(found: Funnel, reference: str) -> list[str]:
    """What the funnel shows, in sentences: who lies outside, who cannot be judged, and overdispersion."""
    steden = found.steden
    words = []
    sides = {funnel.BOVEN: "boven de bovengrens", funnel.ONDER: "onder de ondergrens"}
    outside = {word: steden.loc[steden["oordeel"] == side, "gebied"].tolist() for side, word in sides.items()}
    parts = [f"{listed(names)} {word}" for word, names in outside.items() if names]
    if parts:
        words.append(
            f"Vergeleken met {reference} liggen buiten de grenzen van 99,8%: {'; '.join(parts)}. "
            "Door toeval alleen ligt een stad maar 2 keer op 1.000 zo ver af."
        )
    else:
        words.append(f"Geen enkele stad ligt zeker buiten de grenzen van 99,8% rond het cijfer van {reference}.")
    between = steden[
        (steden["oordeel95"] != funnel.BINNEN)
        & (steden["oordeel95"] != KAN_NIET)
        & (steden["oordeel"] == funnel.BINNEN)
    ]
    if len(between):
        words.append(
            f"{listed(between['gebied'].tolist())} {'ligt' if len(between) == 1 else 'liggen'} tussen de grenzen "
            "van 95% en 99,8%. Door toeval alleen liggen er gemiddeld 5 op 100 buiten die van 95%."
        )
    for reden, rows in steden[steden["oordeel"] == KAN_NIET].groupby("reden"):
        words.append(f"Voor {listed(rows['gebied'].tolist())} kan niet beslist worden: {REASONS[str(reden)]}.")
    words.append(_overdispersion(found))
    return words


def _overdispersion(found: Funnel) -> str:
    measured = found.spreiding
    left = _left_out(measured.weggelaten)
    if not measured.aangetoond:
        return f"Dat de steden samen meer verschillen dan door toeval te verwachten is, kunnen we niet aantonen.{left}"
    steden = found.steden
    still = steden[steden["oordeel_ruim"].isin([funnel.BOVEN, funnel.ONDER])]["gebied"].tolist()
    wide = f"alleen nog {listed(still)} erbuiten" if still else "geen enkele stad nog zeker erbuiten"
    return (
        "De steden verschillen samen meer dan door toeval te verwachten is "
        f"(de spreiding is {number(measured.phi, 1)} keer zo groot; statistici noemen dat overdispersie). "
        f"Buiten een grens liggen zegt dan minder over die ene stad. Met grenzen die daarmee rekening houden, ligt {wide}.{left}"
    )


def funnel_table(found: Funnel, entry: Indicator, caption: str, to: To) -> Markup:
    """Every city with its size, its figure and both verdicts, the highest first."""
    columns = [
        Column("Stad"),
        Column("Beëindigde trajecten", getal=True),
        Column(entry.korte_naam, getal=True),
        Column("Grenzen van 95%"),
        Column("Grenzen van 99,8%"),
    ]
    cells = [
        [
            to(row["gebied"], row["gebied_id"]),
            short_bounds(row["noemer_onder"], row["noemer_boven"]),
            f"{short_bounds(row['onder'], row['boven'], entry.decimalen)}%",
            _verdict(row["oordeel95"], row["reden95"]),
            _verdict(row["oordeel"], row["reden"]),
        ]
        for row in records(found.steden.sort_values("boven", ascending=False))
    ]
    return table(caption, columns, cells)


def _verdict(oordeel: str, reden: str) -> str:
    return f"{oordeel}: {REASONS[reden]}" if reden else oordeel


def _left_out(count: int) -> str:
    if not count:
        return ""
    return (
        f" {counted(count, 'stad telt', 'steden tellen')} daarin niet mee, omdat aantallen verborgen of te klein zijn."
    )


def quadrants(
    first: Sequence[Level],
    second: Sequence[Level],
    middles: tuple[float, float],
    names: tuple[str, str],
    reference: str,
) -> str:
    """In how many cities both figures certainly lie above, both below, or one on each side of the references."""
    other = {row.gebied_id: row for row in second}
    sides = [
        (_side(row, middles[0]), _side(other[row.gebied_id], middles[1])) for row in first if row.gebied_id in other
    ]
    both = {(1, 1): 0, (-1, -1): 0, "apart": 0, "onbekend": 0}
    for one, two in sides:
        key = "onbekend" if one is None or two is None else (one, two) if one == two else "apart"
        both[key] = both.get(key, 0) + 1
    unknown = (
        f" Voor {counted(both['onbekend'], 'stad', 'steden')} kan dat niet gezegd worden." if both["onbekend"] else ""
    )
    return (
        f"In {counted(both[1, 1], 'stad', 'steden')} liggen {names[0]} en {names[1]} allebei boven die van {reference}, "
        f"in {number(both[-1, -1])} allebei eronder, in {number(both['apart'])} ligt het ene erboven en het andere niet."
        f"{unknown} "
        "Dat twee cijfers samengaan of niet, zegt niet dat het ene door het andere komt."
    )


def _side(row: Level, middle: float) -> int | None:
    if row.onder is None or row.boven is None:
        return None
    return 1 if row.onder > middle else -1 if row.boven < middle else None
