"""The gap of a region with Vlaanderen, split by size class: another composition, or another rate in the same classes. Pure.

Kitagawa (1955), through uncertainty.kitagawa. It is a rekenkundige opsplitsing and explains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator, catalogue
from dashboard.levels import percent_sign
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.uncertainty import kitagawa
from dashboard.uncertainty.contributions import rounded_together
from dashboard.uncertainty.extremes import KAN_NIET, bounds
from dashboard.wording import day, percent, short_bounds, signed

HIDDEN = "kleine aantallen zijn verborgen"
LABEL = "Rekenkundige opsplitsing, geen verklaring."
REASONS = {
    "geen_cijfer": "van minstens één gemeente in Vlaanderen ontbreekt het cijfer",
    "niet_van_toepassing": "er is niets om door te delen",
    "te_klein": "het getal waardoor we delen, is niet zeker 10 of meer",
    "noemer_gemaskeerd": "het getal waardoor we delen, is in minstens één gemeente verborgen",
}
PARTS = ("samenstelling", "graad")
FINER = 1


@dataclass(frozen=True)
class Split:
    """The gap in the unit the figure is read in, rounded so that what is printed adds up.

    vlaanderen + samenstelling + graad = gebied, each as limits. exact: whether each is one number. klassen: per size class its
    name, weight and rate here and there and both parts. oordelen: see kitagawa.Decomposition. reden: why there is no split, as
    the end of a sentence, or ''.
    """

    vlaanderen: tuple[float, float]
    samenstelling: tuple[float, float]
    graad: tuple[float, float]
    gebied: tuple[float, float]
    klassen: pd.DataFrame
    oordelen: dict[str, str]
    exact: bool
    klein: bool
    reden: str
    decimalen: int


NOTHING = (float("nan"), float("nan"))


def refused(reden: str) -> Split:
    """No split, with the reason as the end of a sentence."""
    return Split(NOTHING, NOTHING, NOTHING, NOTHING, pd.DataFrame(), {}, False, False, reden, 0)


def split(members: pd.DataFrame, places: pd.DataFrame, classes: pd.DataFrame, indicator: Indicator) -> Split:
    """The split of one region.

    members: columns nis, lidstatus of the region. places: the figures of every municipality of today in one period.
    classes: columns nis, gebied_id: the size class of every municipality.
    """
    if not indicator.is_ratio or indicator.soort == "maat":
        return refused("dit cijfer is geen verhouding van twee aantallen")
    if (members["lidstatus"] == "grens").any():
        return refused("van minstens één gemeente weten we na een fusie niet of ze bij het gebied hoort")
    own = set(members["nis"])
    rows = places.merge(
        classes.rename(columns={"gebied_id": "klasse"}), left_on="gebied_id", right_on="nis", how="left"
    )
    if rows["klasse"].isna().any() or not own <= set(rows["gebied_id"]):
        return refused("van minstens één gemeente kennen we de grootteklasse niet")
    if own == set(rows["gebied_id"]):
        return refused("dit gebied is heel Vlaanderen")
    kinds = [kind for kind in catalogue().soorten["grootteklasse"].gebieden if (rows["klasse"] == kind).any()]
    mine, theirs = (_group(rows[rows["gebied_id"].isin(own) == inside], kinds) for inside in (True, False))
    found = kitagawa.decompose(mine, theirs, samen=True)
    if found.reden:
        return refused(REASONS[found.reden])
    return _scaled(found, mine, theirs, kinds, indicator)


def _group(rows: pd.DataFrame, kinds: list[str]) -> kitagawa.Group:
    """Sums per class; a missing part makes its class unknown and does not count as zero."""
    names = ["teller_onder", "teller_boven", "noemer_onder", "noemer_boven"]
    sums = pd.DataFrame({name: rows.groupby("klasse")[name].sum(skipna=False) for name in names})
    whole = sums.reindex(kinds, fill_value=0.0)
    return kitagawa.Group(
        bounds(whole["teller_onder"], whole["teller_boven"]), bounds(whole["noemer_onder"], whole["noemer_boven"])
    )


def _scaled(
    found: kitagawa.Decomposition, mine: kitagawa.Group, theirs: kitagawa.Group, kinds: list[str], indicator: Indicator
) -> Split:
    scale = (100.0 if indicator.soort == "aandeel" else 1.0) * indicator.factor
    decimals = indicator.decimalen + FINER
    people = mine.noemer.onder + theirs.noemer.onder
    events = [a + b for a, b in zip(mine.teller, theirs.teller, strict=True)]
    both = [float(scale * side.sum() / people.sum()) for side in events]
    here = [float(scale * side.sum() / mine.noemer.onder.sum()) for side in mine.teller]
    limits = {part: [scale * float(side[0]) for side in getattr(found, part)] for part in PARTS}
    cells = {name: scale * found.klassen[name].to_numpy(float) for name in found.klassen.columns}
    exact = bool((mine.teller.onder == mine.teller.boven).all() and (theirs.teller.onder == theirs.teller.boven).all())
    if exact:
        start, first, second = (
            float(one) for one in rounded_together([both[0], limits["samenstelling"][0], limits["graad"][0]], decimals)
        )
        both, here = [start, start], [round(start + first + second, decimals)] * 2
        limits = {"samenstelling": [first, first], "graad": [second, second]}
        for part in PARTS:
            cells[f"{part}_onder"] = cells[f"{part}_boven"] = _to_total(
                cells[f"{part}_onder"], limits[part][0], decimals
            )
    classes = pd.DataFrame(
        {
            "klasse": [catalogue().soorten["grootteklasse"].gebieden[kind] for kind in kinds],
            "gewicht": mine.noemer.onder / mine.noemer.onder.sum(),
            "gewicht_vlaanderen": people / people.sum(),
            **{f"cijfer_{side}": scale * _ratio(at, mine.noemer.onder) for side, at in mine.teller._asdict().items()},
            "vlaanderen_onder": scale * _ratio(events[0], people),
            "vlaanderen_boven": scale * _ratio(events[1], people),
            **cells,
        }
    )
    pairs = {part: (limits[part][0], limits[part][1]) for part in PARTS}
    return Split(
        (both[0], both[1]),
        pairs["samenstelling"],
        pairs["graad"],
        (here[0], here[1]),
        classes,
        found.oordelen,
        exact,
        found.klein,
        "",
        decimals,
    )


def _to_total(parts: np.ndarray, total: float, decimals: int) -> np.ndarray:
    """The parts rounded so that they add up to a total that is already rounded."""
    moved = parts.copy()
    moved[np.argmax(np.abs(parts))] += total - parts.sum()
    return rounded_together(moved, decimals)


def _ratio(events: np.ndarray, people: np.ndarray) -> np.ndarray:
    return np.divide(events, people, out=np.full(len(people), np.nan), where=people > 0)


def words(found: Split, indicator: Indicator, place: str, peildatum: str) -> list[str]:
    """The split in sentences; why there is none where it cannot be made."""
    if found.reden:
        return [f"De opsplitsing van het verschil met Vlaanderen kan niet berekend worden: {found.reden}."]
    unit = " procentpunt" if percent_sign(indicator) else f" {indicator.zin.eenheid}"
    sign = percent_sign(indicator)
    bare = "" if sign else unit
    here, there = (short_bounds(*side, found.decimalen) + sign for side in (found.gebied, found.vlaanderen))
    subject = indicator.zin.onderwerp
    opening = f"In {place} was {subject} {here}{bare}; in heel Vlaanderen was dat {there}."
    if found.oordelen["verschil"] == KAN_NIET:
        return [
            opening,
            f"Welk van beide hoger is, kan niet gezegd worden: {HIDDEN}. Daarom is er geen opsplitsing.",
        ]
    if found.exact:
        gap = round(found.gebied[0] - found.vlaanderen[0], found.decimalen)
        parts = f"Het verschil van {signed(gap, found.decimalen)}{unit} valt rekenkundig uiteen in twee delen"
    else:
        parts = "Het verschil valt rekenkundig uiteen in twee delen"
    weights = "het andere gewicht van de grootteklassen"
    composition = f"{_part(found.samenstelling, found.decimalen)}{unit} hoort bij {weights}"
    rates = f"{_part(found.graad, found.decimalen)}{unit} bij een ander cijfer binnen dezelfde grootteklassen"
    sentences = [opening, f"{parts}: {composition}, en {rates}."]
    unsure = [
        name
        for part, name in (("samenstelling", "het eerste deel"), ("graad", "het tweede deel"))
        if found.oordelen[part] == KAN_NIET
    ]
    if unsure:
        sentences.append(f"Of {' en '.join(unsure)} het cijfer hoger of lager maakt, kan niet gezegd worden: {HIDDEN}.")
    if not found.exact:
        sentences.append(
            "Kleine aantallen zijn verborgen: elk deel is een bereik, de delen tellen dan niet op en we tekenen geen waterval."
        )
    if found.klein:
        sentences.append("Het gebied telt minder dan 30 in de noemer: enkele personen maken dan een groot verschil.")
    return [*sentences, f"{LABEL} Grootteklassen volgens de bevolking van {peildatum}."]


def _part(limits: tuple[float, float], decimals: int) -> str:
    first, last = (signed(value, decimals) for value in limits)
    return first if first == last else f"tussen {first} en {last}"


def class_table(found: Split, indicator: Indicator, name: str, caption: str) -> Markup:
    """Every size class with its weight and figure here and in Vlaanderen, and its two parts; the totals as last row."""
    places, sign = found.decimalen, percent_sign(indicator)
    columns = [
        Column("Grootteklasse"),
        Column(f"Gewicht in {name}", getal=True),
        Column("Gewicht in Vlaanderen", getal=True),
        Column(f"Cijfer in {name}", getal=True),
        Column("Cijfer in Vlaanderen", getal=True),
        Column("Samenstelling", getal=True),
        Column("Cijfer in de klasse", getal=True),
    ]
    rows: list[list[object]] = [
        [
            row["klasse"],
            percent(row["gewicht"]),
            percent(row["gewicht_vlaanderen"]),
            "geen gemeenten"
            if pd.isna(row["cijfer_onder"])
            else short_bounds(row["cijfer_onder"], row["cijfer_boven"], places) + sign,
            short_bounds(row["vlaanderen_onder"], row["vlaanderen_boven"], places) + sign,
            _part((row["samenstelling_onder"], row["samenstelling_boven"]), places),
            _part((row["graad_onder"], row["graad_boven"]), places),
        ]
        for row in records(found.klassen)
    ]
    rows.append(
        [
            "Samen",
            percent(1.0),
            percent(1.0),
            short_bounds(*found.gebied, places) + sign,
            short_bounds(*found.vlaanderen, places) + sign,
            _part(found.samenstelling, places),
            _part(found.graad, places),
        ]
    )
    return table(caption, columns, rows, LABEL)


def dated(moment: object) -> str:
    """A reference date as read."""
    return day(pd.Timestamp(str(moment)).date())
