"""Change on a year ago and the largest changes, on literal rows."""

import pandas as pd

from dashboard.changes import (
    NOT_YET,
    Change,
    Value,
    largest,
    last_stable,
    on_a_year_ago,
    provisional_since,
    year_before,
)


def frame(rows: list[tuple]) -> pd.DataFrame:
    names = ["gebied_id", "gebied", "periode", "onder", "boven", "status", "dekking"]
    return pd.DataFrame(rows, columns=names)


def exact(gebied: str, periode: str, count: float, status: str = "definitief", dekking: str = "1/1") -> tuple:
    return (gebied, gebied.upper(), periode, count, count, status, dekking)


def test_the_same_month_a_year_before():
    assert year_before("2025-12") == "2024-12"


def test_change_between_exact_values():
    change = on_a_year_ago(frame([exact("a", "2024-12", 200), exact("a", "2025-12", 230, "voorlopig")]), "a", "2025-12")
    assert change.difference == 30
    assert change.relative == 0.15
    assert change.nu.status == "voorlopig"


def test_no_relative_change_from_under_ten():
    change = on_a_year_ago(frame([exact("a", "2024-12", 9), exact("a", "2025-12", 18)]), "a", "2025-12")
    assert change.difference == 9
    assert change.relative is None


def test_a_masked_value_gives_no_difference():
    rows = [("a", "A", "2024-12", 40.0, 45.0, "gemaskeerd", "2/2"), exact("a", "2025-12", 50, dekking="2/2")]
    change = on_a_year_ago(frame(rows), "a", "2025-12")
    assert change.comparable
    assert change.difference is None


def test_other_coverage_is_not_compared():
    rows = [exact("a", "2024-12", 40, dekking="2/3"), exact("a", "2025-12", 50, dekking="3/3")]
    change = on_a_year_ago(frame(rows), "a", "2025-12")
    assert not change.comparable
    assert change.relative is None


def test_a_place_that_did_not_exist_then():
    change = on_a_year_ago(frame([exact("oud", "2024-12", 40), exact("nieuw", "2025-12", 50)]), "nieuw", "2025-12")
    assert change.toen.status == NOT_YET


def test_a_month_nobody_delivered():
    change = on_a_year_ago(frame([exact("a", "2025-12", 50)]), "a", "2025-12")
    assert change == Change(Value("2025-12", 50, 50, "definitief", "1/1"), Value("2024-12", None, None, "ontbreekt"))


def test_a_status_without_figure_is_no_figure():
    rows = [("a", "A", "2025-12", 4.0, 4.0, "te_klein", "1/1")]
    assert not on_a_year_ago(frame(rows), "a", "2025-12").nu.known


def test_stable_and_provisional_months():
    months = pd.DataFrame(
        {"periode": ["2025-08", "2025-09", "2025-10", "2025-11"], "voorlopig": [False, False, True, True]}
    )
    assert last_stable(months, "2025-11") == "2025-09"
    assert last_stable(months, "2025-08") == "2025-08"
    assert last_stable(months, "2025-07") is None
    assert provisional_since(months, "2025-11") == "2025-10"
    assert provisional_since(months, "2025-09") is None


def test_largest_changes_look_at_the_certain_base_only():
    then = frame(
        [
            exact("stijgt", "2024-09", 100),
            exact("daalt", "2024-09", 200),
            exact("gelijk", "2024-09", 150),
            exact("klein", "2024-09", 99),
            ("onzeker", "ONZEKER", "2024-09", 120.0, 125.0, "gemaskeerd", "1/1"),
            ("misschien", "MISSCHIEN", "2024-09", 98.0, 140.0, "gemaskeerd", "1/1"),
        ]
    )
    now = frame(
        [
            exact("stijgt", "2025-09", 130),
            exact("daalt", "2025-09", 150),
            exact("gelijk", "2025-09", 150),
            exact("klein", "2025-09", 900),
            exact("onzeker", "2025-09", 500),
            exact("misschien", "2025-09", 500),
        ]
    )
    found = largest(now, then, minimum=100)
    assert list(found.meer["gebied_id"]) == ["stijgt"]
    assert list(found.minder["gebied_id"]) == ["daalt"]
    assert found.minder["relatief"].tolist() == [-0.25]
    assert (found.vergeleken, found.niet_vergelijkbaar) == (3, 1)


def test_at_most_so_many_are_shown_largest_first():
    then = frame([exact(f"g{at}", "2024-09", 100) for at in range(8)])
    now = frame([exact(f"g{at}", "2025-09", 101 + at) for at in range(8)])
    assert list(largest(now, then, shown=3).meer["gebied_id"]) == ["g7", "g6", "g5"]
