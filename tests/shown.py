"""Everything pages and `export` show of a world, as what it says about the numbers behind it.

Which municipalities and periods a figure sums comes from the second computation (tests/oracle.py), the numbers from the
production code: figures of every kind of area and of own groups that overlap, through the export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from random import Random

import pandas as pd

from dashboard import areas, export, figures
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.figures import BadQuestion, Question
from tests.known import Linear, Row
from tests.oracle import Members, Oracle
from tests.oracle_land import Land
from tests.oracle_moments import Asked, Moments
from tests.world_secret import CLASSES, SecretWorld

INDICATORS = ("leefloon", "aandeel_jongvolwassenen", "registratiegraad", "twe_lopend", "twe_gestart", "twe_beeindigd")
INDICATORS += ("twe_uitstroom_3m",)
KINDS = ("gemeente", "vlaanderen", "provincie", "regiegebied", "igs", "grootteklasse")
TELLINGEN = {"twe_lopend": ("stand",), "leefloon": ("stand", "jaargemiddelde")}
OTHER_CLASSES = date(2025, 1, 1)
Sums = tuple[Linear, Linear | None]


class SecretLand(Land):
    """The same land, with an unknown for every hidden number."""

    def __init__(self, secret: SecretWorld) -> None:
        super().__init__(secret.world)
        self.secret = secret

    def cell(
        self, reeks: str, periode: str, division: int, nis: str
    ) -> tuple[Linear, Linear] | tuple[float, float] | None:
        if (reeks, periode, division, nis) not in self.secret.truth:
            return super().cell(reeks, periode, division, nis)
        seen = self.secret.unknown((reeks, periode, division, nis))
        return seen, seen


class Formulas(Oracle):
    """Which sum every figure is."""

    def __init__(self, secret: SecretWorld) -> None:
        self.land = SecretLand(secret)
        self.moments = Moments(self.land)
        self.kind = self.moments.kind

    def sums(self, asked: Asked) -> dict[tuple[str, str, str], Sums]:
        """Numerator and denominator of every figure, over its known parts."""
        found: dict[tuple[str, str, str], Sums] = {}
        for moment in self.moments.of(asked):
            shown = self.land.today
            if asked.weergave == "destijds":
                shown = max(self.land.division_of(moment.van), moment.measured)
            places = self.land.areas(asked.soort, asked.weergave, moment.van, shown, asked.peildatum)
            if asked.groep:
                places = {"groep": {nis: "lid" for nis in places if nis in asked.groep}}
            for area, members in places.items():
                whole = self._members(asked, moment, members, shown)
                if whole.known:
                    found[area, moment.categorie, moment.periode] = _sums(whole)
        return found


def _sums(members: Members) -> Sums:
    above = sum((part[1][0] for part in members.known), Linear({}))
    below = sum((part[2][0] for part in members.known), Linear({})) if members.ratio else None
    return above, below


def questions(secret: SecretWorld, model: Database, random: Random) -> list[Question]:
    """Every question a reader can ask: indicators, kinds, own groups (two differ by one municipality), views, breakdowns."""
    today = sorted(secret.codes[2025])
    chosen = random.sample(today, max(2, len(today) - 1))
    groups = (tuple(chosen), tuple(chosen[1:]), tuple(random.sample(today, 2)))
    found = []
    for name in INDICATORS:
        places = [{"soort": kind, "peildatum": CLASSES} for kind in KINDS]
        places.append({"soort": "grootteklasse", "peildatum": OTHER_CLASSES})
        places += [{"soort": areas.OWN_GROUP, "gebieden": group} for group in groups]
        tellingen = TELLINGEN.get(name, ("",))
        dimensions = ("", "geslacht", "leeftijd") if name == "leefloon" else ("",)
        found += [
            Question(name, telling=telling, indeling=view, uitsplitsing=dimension, periode=periode, **place)
            for place in places
            for view in ("huidig", "destijds")
            for telling in tellingen
            for dimension in (dimensions if telling != "jaargemiddelde" else ("",))
            for periode in (("", "2023-K1..2025-K1") if name.startswith("twe_u") else ("",))
        ]
    return random.sample(found, len(found))


def frames(model: Database, asked: list[Question]) -> Iterator[tuple[Question, pd.DataFrame]]:
    """What every question is answered, as written to a file."""
    for question in asked:
        try:
            frame = figures.figures(model, question, "")
        except BadQuestion:
            continue
        yield question, pd.DataFrame(json.loads(export.machine_json(frame)), columns=figures.CONTRACT)


def sums_of(secret: SecretWorld, model: Database, question: Question) -> dict[tuple[str, str, str], Sums]:
    """Numerator and denominator of every figure a question asks for."""
    own = question.soort == areas.OWN_GROUP
    codes: tuple[str, ...] = question.gebieden if own else ()
    if own and question.indeling == "destijds":
        codes = tuple(areas.codes_of_all_times(model, codes))
    asked = Asked(
        question.indicator,
        "gemeente" if own else question.soort,
        question.indeling,
        question.telling or catalogue().indicatoren[question.indicator].telling,
        question.uitsplitsing,
        question.peildatum if question.soort == "grootteklasse" else None,
        codes,
    )
    return Formulas(secret).sums(asked)


def says(secret: SecretWorld, model: Database, question: Question, frame: pd.DataFrame) -> Iterator[Row]:
    """What the rows of one answer say about the sums behind them."""
    sums = sums_of(secret, model, question)
    factor = catalogue().indicatoren[question.indicator].factor
    for row in frame.to_dict("records"):
        key = (row["gebied_id"], row["categorie"], row["periode"])
        key = ("groep", *key[1:]) if question.soort == areas.OWN_GROUP else key
        if key in sums:
            yield from _row(row, *sums[key], factor)


def _row(row: dict[str, float], above: Linear, below: Linear | None, factor: float) -> Iterator[Row]:
    if pd.notna(row["teller_onder"]):
        yield above, row["teller_onder"], row["teller_boven"]
    if below is not None and pd.notna(row["noemer"]):
        yield below, row["noemer"], row["noemer"]
    if pd.isna(row["onder"]):
        return
    if below is None:
        yield above, row["onder"], row["boven"]
    else:
        yield above * factor - below * row["onder"], 0, float("inf")
        yield above * factor - below * row["boven"], float("-inf"), 0
