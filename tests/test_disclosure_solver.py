"""Nothing shown narrows a hidden number: its feasible range is that of what the source alone publishes, to the last unit.

Known from the source: bounds of its masked numbers, its totals, that a part is at most its whole, that a window is the sum of
its quarters, that what runs is what ran plus started minus ended; of a breakdown the municipal total, the visible ones, why one
is hidden, and the kept totals. Shown: figures through the export, of two snapshots, with the list of revisions.
DISCLOSURE_WORLDS says how many worlds; then every question of a world is asked, in a default run a random part of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from random import Random

import pandas as pd
import pytest

from dashboard import since
from dashboard.figures import Question
from dashboard.ingest import differences, disclosure, sjabloon
from dashboard.since import revised as since_revised
from dashboard.since.where import found_place
from tests.known import Key, Known, Linear, Row, Solver
from tests.oracle_land import Land
from tests.shown import frames, questions, says, sums_of
from tests.world_secret import AREAS, QUARTERS, TWE, Cell, SecretWorld

pytestmark = pytest.mark.traag

FULL = "DISCLOSURE_WORLDS" in os.environ
WORLDS = int(os.environ.get("DISCLOSURE_WORLDS", "2"))
QUESTIONS = 400 if FULL else 16
TARGETS = 200 if FULL else 20
FEW_TARGETS = 60


def told(secret: SecretWorld, asked: Sequence[Question] = (), seed: int = 0) -> list[Row]:
    """Everything the production code answers to some questions, by default to random ones."""
    model = secret.world.model
    wanted = asked or questions(secret, model, Random(seed))[:QUESTIONS]
    return [row for question, frame in frames(model, list(wanted)) for row in says(secret, model, question, frame)]


def narrowed(known: Known, rows: list[Row], targets: Sequence[Key] = (), seed: int = 0) -> list[str]:
    """Every hidden number (of a sample) whose range the rows make smaller."""
    hidden = list(targets) or [cell for cell in known.bounds if cell[0] != "klein"]
    sample = Random(seed).sample(hidden, min(TARGETS, len(hidden)))
    solver = Solver(known, rows)
    return [f"{cell}: {text}" for cell in sample if (text := solver.narrowed(cell))]


def untrue(rows: list[Row], truth: dict[Key, float]) -> list[Row]:
    """What is shown and is not so."""
    return [row for row in rows if not row[1] - 1e-4 <= row[0].at(truth) <= row[2] + 1e-4]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_what_is_shown_is_true_and_narrows_no_hidden_number(seed, record_property):
    secret = SecretWorld(seed)
    assert not secret.known.contradicted(secret.truth)
    rows = told(secret, seed=seed)
    record_property("rows", len(rows))
    assert not untrue(rows, secret.truth)
    assert sum(bool(row[0].parts) for row in rows) > 50
    assert narrowed(secret.known, rows, seed=seed) == []


# What would leak: the questions it shows in

SEXES = [
    Question("leefloon", soort, indeling="destijds", uitsplitsing="geslacht")
    for soort in ("gemeente", "provincie", "vlaanderen")
]
FLOWS = [Question("twe_beeindigd", soort, indeling="destijds") for soort in ("gemeente", "provincie", "regiegebied")]
OUTFLOW = [Question("twe_uitstroom_3m", "gemeente", indeling="destijds", periode="2023-K1..2024-K4")]
REVISED = [*SEXES[:2], Question("registratiegraad"), Question("registratiegraad", "provincie")]
REVISABLE = ("cat05_totaal", "cat05_oekraiense_ontheemden", "twe_actief", "leefloon:geslacht:man")

# Two snapshots and the list of revisions between them


class Revision:
    """What is known and shown of a delivery, of its revision, and of the report between them.

    `vroeger`: a number that was open and is now hidden, for who never saw the older snapshot.
    """

    def __init__(self, seed: int) -> None:
        self.sides = {"oud": SecretWorld(seed), "nieuw": SecretWorld(seed, revised=True)}
        self.known, self.truth = Known(), {}
        for side, secret in self.sides.items():
            self.known.bounds |= {(side, key): bounds for key, bounds in secret.known.bounds.items()}
            self.known.rows += [self.tagged(side, row) for row in secret.known.rows]
            self.truth |= {(side, key): count for key, count in secret.truth.items()}
        old, new = self.sides["oud"], self.sides["nieuw"]
        self.forgotten = [cell for cell in new.known.bounds if cell in old.truth and cell not in old.known.bounds]
        for cell in self.forgotten:
            self.known.bounds["vroeger", cell] = (0, 99)
            self.truth["vroeger", cell] = old.truth[cell]
        for cell, bounds in old.known.bounds.items():
            if new.known.bounds.get(cell) == bounds and old.truth[cell] == new.truth[cell]:
                self.known.equal(Linear({("oud", cell): 1}), Linear({("nieuw", cell): 1}))

    @staticmethod
    def tagged(side: str, row: Row) -> Row:
        value, least, most = row
        return Linear({(side, key): times for key, times in value.parts.items()}, value.number), least, most

    def told(self) -> list[Row]:
        """Figures of both snapshots, and every number of the report."""
        asked = () if FULL else REVISED
        rows = [self.tagged(side, row) for side, secret in self.sides.items() for row in told(secret, asked)]
        return rows + self.reported()

    def term(self, side: str, cell: Cell) -> Linear:
        """A count of one of the snapshots: unknown where it is hidden there, or was open before it was hidden."""
        for key in (("vroeger", cell), (side, cell)) if side == "oud" else ((side, cell),):
            if key in self.known.bounds:
                return Linear({key: 1})
        return Linear({}, self.sides[side].truth.get(cell, 0))

    def reported(self) -> list[Row]:
        rows = []
        for change in differences.compare(self.sides["oud"].world.model, self.sides["nieuw"].world.model):
            for line in change.gewijzigd.to_dict("records"):
                cell = (change.reeks, line["periode"], line["indeling"], line["nis"])
                for side in ("oud", "nieuw"):
                    for key in ((side, cell), ("vroeger", cell)) if side == "oud" else ((side, cell),):
                        text = line[side].replace(".", "")
                        if text.isdigit() and key in self.known.bounds:
                            rows.append((Linear({key: 1}), float(text), float(text)))
        return rows


def test_two_snapshots_and_their_revision_list_narrow_no_hidden_number():
    revision = Revision(1)
    assert revision.forgotten
    assert not revision.known.contradicted(revision.truth)
    rows = revision.told()
    assert not untrue(rows, revision.truth)
    earlier = [("vroeger", cell) for cell in revision.forgotten]
    changed = [key for key in revision.known.bounds if key[1][0] in REVISABLE and key[0] != "vroeger"]
    assert narrowed(revision.known, rows, earlier) == []
    assert narrowed(revision.known, rows, changed) == []


CHANGED = ("registratiegraad", "aandeel_jongvolwassenen", "leefloon")


def since_rows(revision: Revision, areas: Sequence[str]) -> list[Row]:
    """Every number of what changed since the older snapshot, as the sum it is."""
    old, new = (revision.sides[side].world.model for side in ("oud", "nieuw"))
    rows = []
    for area in areas:
        soort = area.split(":")[0]
        codes = found_place(new, soort, (area,), "", date(2025, 1, 31)).codes
        for row in since.changes(new, old, soort, (area,), CHANGED, "2025-01", "").herzien:
            places = codes[(codes["indeling"] == row.indeling) & (codes["nis"].eq(row.nis) if row.nis else True)]
            cells = [(row.reeks, row.periode, row.indeling, nis) for nis in places["nis"]]
            for side, text in (("oud", row.oud), ("nieuw", row.nieuw)):
                if text.replace(".", "").isdigit():
                    count = float(text.replace(".", ""))
                    rows.append((sum((revision.term(side, cell) for cell in cells), Linear({})), count, count))
    return rows


@pytest.fixture(scope="module")
def revision() -> Revision:
    return Revision(1)


def test_what_changed_since_an_older_snapshot_narrows_no_hidden_number(revision):
    rows = since_rows(revision, AREAS[1:4:2])
    assert len(rows) > 10
    assert not untrue(rows, revision.truth)
    assert narrowed(revision.known, rows, [("vroeger", cell) for cell in revision.forgotten]) == []


def test_a_revised_total_beside_a_hidden_part_is_noticed(revision, monkeypatch):
    monkeypatch.setattr(since_revised, "whole", lambda cells, side, decimals: f"{cells[f'onder_{side}'].sum():.0f}")
    assert narrowed(
        revision.known, since_rows(revision, AREAS[1:2]), [("vroeger", cell) for cell in revision.forgotten]
    )


def test_a_revision_list_that_names_old_numbers_is_noticed(monkeypatch):
    changed = differences._changed

    def open_handed(before, after, *others):
        cells = changed(before, after, *others)
        keys = ["periode", "indeling", "nis"]
        was = before[before["reeks"] == others[0]].set_index(keys)["onder"]
        was = was.reindex(pd.MultiIndex.from_frame(cells[keys])).fillna(0)
        return cells.assign(oud=[str(int(count)) for count in was])

    monkeypatch.setattr(differences, "_changed", open_handed)
    revision = Revision(1)
    assert narrowed(revision.known, revision.reported(), [("vroeger", cell) for cell in revision.forgotten])


# What would leak is noticed


def caught(secret: SecretWorld, rows: list[Row]) -> bool:
    hidden = [cell for cell in secret.known.bounds if cell[0] != "klein"]
    solver = Solver(secret.known, rows)
    concerned = [cell for cell in hidden if any(cell in row[0].parts for row in rows)]
    return any(solver.narrowed(cell) for cell in concerned[:FEW_TARGETS])


def test_totals_kept_beside_one_hidden_municipality_are_noticed(monkeypatch):
    monkeypatch.setattr(disclosure, "ENOUGH_HIDDEN", 1)
    secrets = (SecretWorld(seed) for seed in range(6))
    assert any(caught(secret, told(secret, SEXES)) for secret in secrets)


def test_hiding_only_the_small_category_is_noticed(monkeypatch):
    def careless(marginal, totals, threshold, division):
        cells = marginal.merge(totals, on=["periode", "nis"])
        small = cells["aantal"].between(1, threshold - 1)
        cells = cells.assign(
            onder=cells["aantal"].where(~small, 1.0), boven=cells["aantal"].where(~small, threshold - 1.0)
        )
        return cells, pd.DataFrame(columns=["periode", "categorie", "soort", "gebied_id", "waarde"])

    monkeypatch.setattr(disclosure, "protect", careless)
    secret = SecretWorld(0)
    assert caught(secret, told(secret, SEXES[:1]))


def test_an_exact_whole_below_its_masked_part_is_noticed(monkeypatch):
    monkeypatch.setattr(sjabloon, "_same_mask_for_whole_and_part", lambda frame, source: frame)
    secret = SecretWorld(0)
    assert caught(secret, told(secret, FLOWS[:1]))


RULES = {
    "always": lambda hidden: True,
    "unless one is masked": lambda hidden: hidden != 1,
    "from three on": lambda hidden: hidden > 2,
}


@pytest.mark.parametrize("rule", RULES)
def test_an_exact_sum_of_hidden_numbers_is_noticed(rule):
    """The classic rules of thumb: an exact figure the source does not publish, shown when some number of parts is masked."""
    assert any(caught(secret, told(secret, FLOWS)) for secret in (summed(seed, RULES[rule]) for seed in range(4)))


def summed(seed: int, rule) -> SecretWorld:
    """A world whose store holds exact sums of every area, where a rule of thumb allows it."""
    secret = SecretWorld(seed)
    secret.land = Land(secret.world)
    for name, periode, area in ((name, at, area) for name in TWE for at in QUARTERS[:8] for area in AREAS[1:4]):
        cells: list[Cell] = [(name, periode, 2019, nis) for nis in secret.towns_of(area, periode, 2019)]
        published = (name, periode, 2019, area) in secret.totals
        if cells and not published and rule(sum(cell in secret.known.bounds for cell in cells)):
            total = sum(secret.truth[cell] for cell in cells)
            secret.world.source_total(name, periode, total, area.split(":")[0], area, 2019)
    return secret


def test_a_rounded_percentage_of_hidden_numbers_is_noticed():
    secret = SecretWorld(0)
    rows = []
    for above, below in sums_of(secret, secret.world.model, OUTFLOW[0]).values():
        ended = below.at(secret.truth) if below is not None else 0
        if ended >= 10:
            shown = round(above.at(secret.truth) / ended, 3)
            rows.append((above - below * (shown - 0.0005), 0, float("inf")))
            rows.append((above - below * (shown + 0.0005), float("-inf"), 0))
    assert caught(secret, rows)
