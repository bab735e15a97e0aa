"""What a load keeps of the figures is what would be computed."""

import pandas as pd
import pytest

from dashboard import kept, queries
from dashboard.catalogue import catalogue
from dashboard.database import read_parquet
from dashboard.figures import Question, figures, side_by_side
from tests.small import counted
from tests.world_random import RandomWorld

QUESTIONS = [
    Question("leefloongraad", periode="2025-06"),
    Question("leefloon", uitsplitsing="leeftijd", periode="2025-01"),
    Question("twe_uitstroom_3m"),
    Question("leefloon", periode="2024", telling="jaargemiddelde"),
    Question("leefloongraad", periode="2031-01"),
]


@pytest.fixture
def computed(monkeypatch):
    """Figures as if the load had kept none."""

    def ask(database, question):
        with monkeypatch.context() as changed:
            changed.setattr(kept, "holds", lambda *_: False)
            return figures(database, question, "s")

    return ask


@pytest.mark.parametrize("soort", catalogue().soorten)
def test_the_kept_figures_of_every_kind_are_the_computed_ones(shipped, computed, soort):
    assert kept.holds(shipped, soort, queries.peildata(shipped)[-1] if soort == kept.SIZE_CLASS else None)
    for question in QUESTIONS:
        asked = Question(
            question.indicator, soort, (), "", question.periode, question.telling, "huidig", None, question.uitsplitsing
        )
        pd.testing.assert_frame_equal(figures(shipped, asked, "s"), computed(shipped, asked), rtol=1e-12)


def test_some_areas_and_several_indicators_at_once(shipped, computed):
    asked = [Question(name, gebieden=("44021", "11002"), periode="2025-06") for name in ("leefloon", "leefloongraad")]
    for question, found in zip(asked, side_by_side(shipped, asked, "s"), strict=True):
        assert len(found) == 2
        pd.testing.assert_frame_equal(found, computed(shipped, question), rtol=1e-12)


def test_an_older_reference_date_and_the_division_of_the_time_are_computed(shipped, computed):
    older = queries.peildata(shipped)[0]
    assert not kept.holds(shipped, kept.SIZE_CLASS, older)
    question = Question("leefloon", kept.SIZE_CLASS, periode="2025-06", peildatum=older)
    newest = figures(shipped, Question("leefloon", kept.SIZE_CLASS, periode="2025-06"), "s")
    assert list(figures(shipped, question, "s")["teller_onder"]) != list(newest["teller_onder"])


@pytest.mark.traag
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_random_worlds_keep_what_they_compute(seed):
    model = RandomWorld(seed, 1).world.model
    kept.keep(model)
    moments = queries.alle_momenten(model)
    asked = list(
        moments[["indicator", "dimensie", "telling", "periode"]].drop_duplicates().itertuples(index=False, name=None)
    )
    for soort, peildatum in queries.bewaard(model).items():
        found = kept.rows(model, asked, soort, [])
        fresh = queries.cijfers_naast_elkaar(
            model, gevraagd=asked, weergave="huidig", soort=soort, peildatum=peildatum, gebieden=[], groep=False
        )
        grain = ["indicator", "gebied_id", "categorie", "periode", "van", "meet_indeling", "teller_onder", "delen"]
        left, right = (frame[list(found.columns)].sort_values(grain, ignore_index=True) for frame in (found, fresh))
        pd.testing.assert_frame_equal(left, right, rtol=1e-12, check_dtype=False)


def test_a_world_that_kept_nothing_computes():
    world = counted()
    assert queries.bewaard(world.model) == {}
    assert len(figures(world.model, Question("leefloon", "vlaanderen"), "s"))


def test_an_opened_snapshot_holds_the_rows_of_its_files_compressed(shipped, snapshot):
    shipped.compress()
    for path in snapshot.folder.glob("*.parquet"):
        pd.testing.assert_frame_equal(shipped.table(path.stem), read_parquet(path))
    used = shipped._connection.cursor().execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchall()[0][0]
    assert used < 60e6  # 24 MB; 164 MB when they are not compressed
