"""Change since a month beside the usual variation of each place."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import charts, regions
from dashboard.events import Event
from dashboard.swings import judged_count, moments, own_words, swing_file, swing_table, swings, words
from dashboard.uncertainty.extremes import KAN_NIET
from dashboard.uncertainty.variation import FALL, RISE, TOO_SHORT, USUAL
from tests.rows import COUNT, frame, indicator, place

MONTHS = [str(month) for month in pd.period_range("2020-01", "2024-01", freq="M")]
THEN, NOW = "2023-01", "2024-01"


def series(code: str, counts) -> list[dict]:
    return [place(code, count, name=COUNT, periode=month) for month, count in zip(MONTHS, counts, strict=True)]


def wobbling(last: int, base: int = 200, seed: int = 1) -> list[int]:
    steps = np.random.default_rng(seed).integers(-3, 4, len(MONTHS))
    counts = [base + int(step) for step in steps]
    return [*counts[:-1], last]


def by_name(rows):
    return {row.gebied_id: row for row in rows}


def test_a_large_change_stands_out_and_a_usual_one_does_not():
    rows = [*series("A", wobbling(320)), *series("B", wobbling(201, seed=2)), *series("C", wobbling(90, seed=3))]
    found = by_name(swings(frame(*rows), THEN, NOW))
    assert {code: row.oordeel for code, row in found.items()} == {"A": RISE, "B": USUAL, "C": FALL}
    text = words([*found.values()], THEN, NOW, [Event(date(2023, 12, 1), "Pact", "", "")])
    assert text[0].startswith(
        "Tussen januari 2023 en januari 2024 steeg het aantal meer dan de gewone schommeling in Stad A en d"
    )
    assert "Tussen beide maanden: Pact. Wat een verandering veroorzaakt, zegt dit niet." in text


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(120, 320), min_size=2, max_size=8), st.integers(0, 10_000))
def test_the_limit_that_is_drawn_is_the_limit_of_the_verdict(lasts, seed):
    rows = [row for at, last in enumerate(lasts) for row in series(f"{at:02}", wobbling(last, seed=seed + at))]
    for row in swings(frame(*rows), THEN, NOW):
        assert (row.oordeel in (RISE, FALL)) == (abs(row.verschil[0]) > row.gewoon)


def test_a_masked_month_gives_a_range_and_no_verdict_where_it_decides():
    rows = [*series("A", [*wobbling(0)[:-1], (195, 330)]), *series("B", wobbling(201, seed=2))]
    found = by_name(swings(frame(*rows), THEN, NOW))["A"]
    assert found.oordeel == KAN_NIET
    assert found.reden == "gemaskeerd"
    assert found.relatief[0] < found.relatief[1]
    drawn = charts.swing([found], "light")
    assert [trace["type"] for trace in drawn.traces] == ["bar", "bar"]


def test_too_short_a_past_and_a_missing_month_say_why():
    rows = [*series("A", [None] * 30 + wobbling(210)[30:]), *series("B", [*wobbling(0, seed=2)[:-1], None])]
    found = by_name(swings(frame(*rows), THEN, NOW))
    assert (found["A"].oordeel, found["A"].reden) == (KAN_NIET, TOO_SHORT)
    assert (found["B"].oordeel, found["B"].reden) == (KAN_NIET, "geen_cijfer")
    assert found["B"].verschil is None
    text = words([*found.values()], THEN, NOW, [])
    assert not any("nergens" in one for one in text)
    assert "n.b." in swing_table([*found.values()], "Titel", THEN, NOW, "Stad")


def test_a_place_that_never_counts_all_its_municipalities_has_no_change():
    rows = [row | {"delen": 2, "bekend": 1} for row in series("A", wobbling(320))]
    found = by_name(swings(frame(*rows), THEN, NOW))["A"]
    assert (found.toen, found.nu, found.verschil, found.oordeel) == (None, None, None, KAN_NIET)


def test_no_percentage_from_a_base_under_ten():
    found = swings(frame(*series("A", [*([8] * (len(MONTHS) - 1)), 20])), THEN, NOW)[0]
    assert found.verschil == (12.0, 12.0)
    assert found.relatief is None
    assert charts.swing([found], "light").traces == []


def test_a_file_holds_what_the_table_says():
    rows = swings(frame(*series("A", wobbling(320))), THEN, NOW)
    file = swing_file(rows, THEN, NOW, "s", "voorbeeld").iloc[0]
    assert (file["nu_onder"], file["oordeel"], file["herkomst"]) == (320.0, RISE, "voorbeeld")


def test_the_earlier_month_must_be_earlier():
    with pytest.raises(ValueError, match="month"):
        swings(frame(*series("A", wobbling(210))), NOW, NOW)


def test_months_with_other_municipalities_are_no_yardstick_and_no_base():
    rows = frame(*series("A", wobbling(210)))
    since_2021 = swings(rows, THEN, NOW, {"A": "2021-06"})[0]
    assert (since_2021.oordeel, since_2021.reden) == (KAN_NIET, TOO_SHORT)
    assert since_2021.verschil == swings(rows, THEN, NOW)[0].verschil
    later = swings(rows, THEN, NOW, {"A": "2023-02"})[0]
    assert (later.reden, later.toen) == ("geen_cijfer", None)
    incomplete = [row | {"delen": 2} if row["periode"] == THEN else row for row in series("A", wobbling(210))]
    assert swings(frame(*incomplete), THEN, NOW)[0].toen is None


def test_of_a_ratio_the_people_in_its_numerator_are_judged():
    assert judged_count(indicator("leefloongraad")).id == "leefloon"
    assert judged_count(indicator("twe_lopend")).id == "twe_lopend"
    assert judged_count(indicator("registratiegraad")).id == "registratiegraad"


@pytest.mark.parametrize(
    ("periode", "since", "stable", "expected"),
    [
        ("2025-09", "2022-03", "2025-09", ("2022-03", "2025-09")),
        ("2025-12", "2024-12", "2025-09", ("2024-09", "2025-09")),
        ("2025-12", "2022-03", "2025-09", ("2022-03", "2025-09")),
        ("2025-12", "2025-10", "2025-09", ("", "")),
        ("2025-12", "", "2025-09", ("", "")),
    ],
)
def test_a_provisional_month_is_left_out_and_a_year_stays_a_year(periode, since, stable, expected):
    assert moments(periode, since, stable) == expected


def test_one_place_is_set_beside_what_is_usual_there():
    calm, wild = (swings(frame(*series("A", wobbling(last))), THEN, NOW)[0] for last in (202, 320))
    assert re.fullmatch(
        r"In Stad A veranderde het aantal tussen januari 2023 en januari 2024 met [+−]?\d+ \([+−]?\d+,\d%\)\. "
        r"Dat past bij de gewone schommeling: tot \d+ meer of minder is daar gewoon\.",
        own_words(calm, "Stad A", NOW, THEN),
    )
    assert "Dat is meer dan de gewone schommeling: tot " in own_words(wild, "Stad A", NOW, THEN)
    absent = swings(frame(*series("A", [*wobbling(0)[:-1], None])), THEN, NOW)[0]
    assert own_words(absent, "Stad A", NOW, THEN).endswith(
        "een van beide maanden heeft geen volledig cijfer, of telde andere gemeenten."
    )


def test_a_region_is_steady_since_its_last_change_of_members():
    spans = [
        ("r:a", "1", date(1, 1, 1), date(9999, 12, 31)),
        ("r:a", "2", date(2020, 1, 1), date(2023, 7, 1)),
        ("r:a", "2", date(2023, 7, 1), date(9999, 12, 31)),
        ("r:b", "3", date(1, 1, 1), date(9999, 12, 31)),
        ("r:b", "4", date(2025, 1, 1), date(9999, 12, 31)),
    ]
    composed = pd.DataFrame(spans, columns=["gebied_id", "nis", "van", "tot"])
    assert regions.steady_since(composed, date(2024, 1, 1)) == {"r:a": "2020-01", "r:b": ""}
    assert regions.steady_since(composed, date(2025, 1, 1))["r:b"] == "2025-01"
