"""The figures of `sql/` against the slow second computation, on random worlds.

ORACLE_CASES says how many cases (an indicator with series of its own, asked in three random questions); a default run is
quick, `ORACLE_CASES=2000` is the full comparison. A failure names the seed and the question.
"""

from __future__ import annotations

import math
import os

import pandas as pd
import pytest

from dashboard import queries
from dashboard.database import Database
from tests.oracle import Oracle
from tests.oracle_moments import Asked
from tests.world import Row
from tests.world_random import RandomWorld

pytestmark = pytest.mark.traag

CASES = int(os.environ.get("ORACLE_CASES", "48"))
CASES_A_WORLD = 6
COUNTS = ["delen", "bekend", "grens", "aangenomen", "gemaskeerd", "dekking_inwoners"]
ORIGIN = ["noemer_periode", "herkomst", "voorlopig", "cijfer_van_bron", "berekend", "status"]
BOUNDS = ["teller_onder", "teller_boven", "noemer_onder", "noemer_boven", "onder", "boven"]
COLUMNS = COUNTS + ORIGIN + BOUNDS


class DuplicateRows(AssertionError):
    """A statement answers the same area, category and period twice."""


def from_sql(database: Database, asked: Asked) -> dict[tuple[str, str, str], Row]:
    """What the statements answer, by (area, category, period); every key must come once."""
    known = queries.momenten(database, indicator=asked.indicator, dimensie=asked.dimensie)
    frame = queries.cijfers(
        database,
        indicator=asked.indicator,
        dimensie=asked.dimensie,
        telling=asked.telling,
        weergave=asked.weergave,
        soort=asked.soort,
        peildatum=asked.peildatum,
        gebieden=asked.groep,
        groep=bool(asked.groep),
        perioden=sorted(set(known["periode"])),
    )
    keys = list(zip(frame["gebied_id"], frame["categorie"], frame["periode"], strict=True))
    if len(keys) != len(set(keys)):
        raise DuplicateRows(str(asked))
    rows = frame[COLUMNS].astype(object).to_dict("records")
    return dict(zip(keys, rows, strict=True))


def differences(database: Database, oracle: Oracle, asked: Asked) -> tuple[int, list[str]]:
    """How many figures were compared, and a line for everything that differs."""
    theirs, ours = from_sql(database, asked), oracle.figures(asked)
    lines = [f"{asked}: alleen in SQL {key}" for key in theirs.keys() - ours.keys()]
    lines += [f"{asked}: alleen in orakel {key}" for key in ours.keys() - theirs.keys()]
    for key in theirs.keys() & ours.keys():
        wrong = [name for name in COLUMNS if not same(theirs[key][name], ours[key][name])]
        lines += [f"{asked} {key}: {name} SQL {theirs[key][name]} orakel {ours[key][name]}" for name in wrong]
    return len(ours), lines


def same(one: object, other: object) -> bool:
    """Equal values, numbers up to rounding; unknown equals unknown."""
    if pd.isna(one) or other is None:
        return bool(pd.isna(one)) and other is None
    if isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


@pytest.mark.parametrize("seed", range(math.ceil(CASES / CASES_A_WORLD)))
def test_sql_and_second_computation_agree(seed, record_property):
    drawn = RandomWorld(seed, CASES_A_WORLD)
    database, oracle = drawn.world.model, Oracle(drawn.world)
    found = [differences(database, oracle, asked) for asked in drawn.questions]
    database.close()
    record_property("figures", sum(count for count, _ in found))
    lines = [line for _, lines in found for line in lines]
    assert not lines, "\n".join(lines[:12])
