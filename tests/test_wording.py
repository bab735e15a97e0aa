"""Dutch numbers, months and half sentences, as literally expected."""

import math

import pytest

from dashboard import wording


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(1234, 0, "1.234"), (12.34, 1, "12,3"), (0, 0, "0"), (None, 0, "n.b."), (math.nan, 1, "n.b.")],
)
def test_numbers(value, decimals, expected):
    assert wording.number(value, decimals) == expected


@pytest.mark.parametrize(("value", "expected"), [(12, "+12"), (-1234, "−1.234"), (0, "0")])
def test_differences(value, expected):
    assert wording.signed(value) == expected


@pytest.mark.parametrize(
    ("lower", "upper", "decimals", "expected"),
    [(41, 45, 0, "tussen 41 en 45"), (41, 41, 0, "41"), (5.81, 5.84, 1, "5,8"), (5.8, 6.0, 1, "tussen 5,8 en 6,0")],
)
def test_bounds(lower, upper, decimals, expected):
    assert wording.bounds(lower, upper, decimals) == expected


def test_short_bounds():
    assert wording.short_bounds(41, 1045) == "41–1.045"
    assert wording.short_bounds(3, 3) == "3"


@pytest.mark.parametrize(
    ("relative", "expected"),
    [(0.026, "2,6% meer"), (-0.0999, "10,0% minder"), (0.0, "evenveel"), (0.0004, "ongeveer evenveel")],
)
def test_more_or_less(relative, expected):
    assert wording.more_or_less(relative) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-10", "2025-12", "oktober tot en met december 2025"),
        ("2024-11", "2025-01", "november 2024 tot en met januari 2025"),
        ("2025-12", "2025-12", "december 2025"),
    ],
)
def test_month_span(first, last, expected):
    assert wording.month_span(first, last) == expected


@pytest.mark.parametrize(
    ("soort", "naam", "expected"),
    [
        ("gemeente", "Gent", "Gent"),
        ("Vlaanderen", "Vlaanderen", "Vlaanderen"),
        ("regiegebied", "Maasland", "het regiegebied Maasland"),
    ],
)
def test_a_place_in_a_sentence(soort, naam, expected):
    assert wording.place("het", soort, naam) == expected


def test_capital():
    assert wording.capital("oktober 2025") == "Oktober 2025"


def test_a_period_of_any_shape_has_words():
    assert wording.window("onbekend") == "jaar niet vermeld"
    assert wording.window("2025-12") == "december 2025"
    assert wording.window("2024-K1..2025-K4") == "1e kwartaal 2024 tot en met 4e kwartaal 2025"
