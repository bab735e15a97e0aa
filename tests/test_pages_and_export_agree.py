"""What the pages set a figure beside is what `export --vergelijk` writes; an own group is summed, wherever it is shown."""

import pandas as pd
import pytest

from dashboard import comparison, figures
from dashboard.areas import OWN_GROUP, Area
from dashboard.asking import about
from dashboard.catalogue import catalogue
from dashboard.compare import ranks
from dashboard.figures import Question
from dashboard.snapshots import Snapshot, Storage
from dashboard.store import vergelijken

CODES = ("31005", "44021", "31033")
WINDOW = "2022-K4..2024-K3"
KUST = Area(OWN_GROUP, "groep:31005+35013+31033", "Kust")


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


@pytest.mark.parametrize(
    ("indicator", "periode", "comparator"),
    [
        ("leefloongraad", "2024-05", "vlaanderen"),
        ("leefloongraad", "2024-05", "grootteklasse:groot"),
        ("registratiegraad", "2025-06", "groep:Kust:31005+35013+31033"),
        ("twe_uitstroom_3m", WINDOW, "provincie:west-vlaanderen"),
    ],
)
def test_the_comparator_of_a_page_is_that_of_the_export(shipped, snapshot: Snapshot, indicator, periode, comparator):
    chosen = vergelijken.comparator(snapshot.id, comparator, None)
    page = ranks.exported(vergelijken.sides(snapshot.id, (indicator,), periode, CODES, chosen)[0]).set_index(
        "gebied_id"
    )
    question = Question(indicator, periode=periode)
    whole = figures.figures(shipped, question, snapshot.id)
    exported = comparison.compared(shipped, question, whole, comparator).set_index("gebied_id").loc[page.index]
    columns = ["waarde", "onder", "boven", "vergelijk", *(f"vergelijk_{name}" for name in ("waarde", "onder", "boven"))]
    pd.testing.assert_frame_equal(page[columns], exported[columns], check_dtype=False)
    assert page["vergelijk"].str.contains("1 januari 2025").all()
    assert page["vergelijk_onder"].notna().all()


@pytest.mark.parametrize(("indicator", "periode"), [("leefloongraad", "2024-05"), ("registratiegraad", "2025-06")])
def test_the_quartiles_of_a_page_are_those_of_the_export(shipped, snapshot: Snapshot, indicator, periode):
    flanders = vergelijken.comparator(snapshot.id, "vlaanderen", None)
    page = ranks.exported(vergelijken.sides(snapshot.id, (indicator,), periode, CODES, flanders)[0]).iloc[0]
    question = Question(indicator, periode=periode)
    whole = figures.figures(shipped, question, snapshot.id)
    for statistic, names in (("median", ["mediaan"]), ("kwartielen", ["kwartiel_1", "mediaan", "kwartiel_3"])):
        row = comparison.compared(shipped, question, whole, statistic).iloc[0]
        assert row["aantal_gemeenten"] == page["aantal_gemeenten"] > 100
        for name in names:
            assert [row[f"{name}_gemeenten_{side}"] for side in ("onder", "boven")] == [
                page[f"{name}_{side}"] for side in ("onder", "boven")
            ]


@pytest.mark.parametrize(
    ("indicator", "periode"),
    [("leefloongraad", "2024-05"), ("registratiegraad", "2025-06"), ("twe_uitstroom_3m", WINDOW)],
)
def test_an_own_group_is_a_ratio_of_sums_and_no_mean_of_ratios(shipped, indicator, periode):
    entry = catalogue().indicatoren[indicator]
    row = figures.figures(shipped, about(KUST, indicator, periode=periode), "s").iloc[0]
    each = figures.figures(shipped, Question(indicator, "gemeente", KUST.leden, periode=periode), "s")
    assert (row["gebied_id"], row["gebied"], row["dekking"]) == (KUST.gebied_id, "Kust", "3/3")
    for side in ("onder", "boven"):
        assert row[f"teller_{side}"] == each[f"teller_{side}"].sum()
        assert row[side] == pytest.approx(entry.factor * each[f"teller_{side}"].sum() / each[f"noemer_{side}"].sum())
    assert abs(row["onder"] - each["onder"].mean()) > 1e-6


def test_any_other_place_is_asked_as_it_is():
    place = Area("provincie", "provincie:limburg", "Limburg")
    assert about(place, "leefloon", periode="2024-05") == Question(
        "leefloon", "provincie", ("provincie:limburg",), periode="2024-05"
    )
    assert place.leden == ()
