"""Telling places apart: published examples, statsmodels and scipy, and every filling of the masks."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.uncertainty.distinguish import (
    HIGHER,
    LOWER,
    NOT_SHOWN,
    compared,
    rate_chances,
    share_difference,
    without_own,
)
from dashboard.uncertainty.extremes import ALL_PLACES, KAN_NIET, bounds

LEVELS = st.sampled_from([0.95, 0.998])
KINDS = st.sampled_from(["wilson", "byar"])


def floats(*values):
    return [np.array([float(value)]) for value in values]


def test_newcombes_published_examples():
    """Newcombe (1998), table II, method 10: 56/70 and 48/80; 9/10 and 3/10; 6/7 and 2/7; 5/56 and 0/29; 0/10 and 0/20."""
    k, n = np.array([56, 9, 6, 5, 0.0]), np.array([70, 10, 7, 56, 10.0])
    other_k, other_n = np.array([48, 3, 2, 0, 0.0]), np.array([80, 10, 7, 29, 20.0])
    found = share_difference(k, n, other_k, other_n, 0.95)
    assert found.onder == pytest.approx([0.0524, 0.1705, 0.0582, -0.0381, -0.1611], abs=5e-5)
    assert found.boven == pytest.approx([0.3339, 0.8090, 0.8062, 0.1926, 0.2775], abs=5e-5)


@st.composite
def pairs(draw):
    n, other_n = draw(st.integers(10, 3000)), draw(st.integers(10, 30_000))
    return draw(st.integers(0, n)), n, draw(st.integers(0, other_n)), other_n


@given(pairs(), LEVELS)
@settings(deadline=None)
def test_shares_equal_statsmodels(pair, level):
    expected = confint_proportions_2indep(*pair, method="newcomb", compare="diff", alpha=1 - level)
    found = share_difference(*floats(*pair), level)
    assert (found.onder[0], found.boven[0]) == pytest.approx(expected, abs=1e-10)


@given(st.integers(0, 300), st.integers(10, 5000), st.integers(0, 3000), st.integers(10, 90_000))
@settings(deadline=None)
def test_rates_equal_the_exact_binomial_test(k, n, other_k, other_n):
    assume(k + other_k > 0)
    found = rate_chances(*floats(k, n, other_k, other_n))
    part = n / (n + other_n)
    for chance, side in zip(found, ("greater", "less"), strict=True):
        expected = binomtest(k, k + other_k, part, alternative=side).pvalue
        assert chance[0] == pytest.approx(expected, rel=1e-8, abs=1e-300)


def test_rates_by_hand():
    """6 events beside 1 in as many people: 7 fair coins give at least six heads with chance 8/128, at most six with 127/128."""
    found = rate_chances(*floats(6, 100, 1, 100))
    assert [side[0] for side in found] == pytest.approx([8 / 128, 127 / 128])
    assert [side[0] for side in rate_chances(*floats(0, 100, 0, 100))] == [1, 1]


def test_a_place_beside_the_rest():
    k, n = bounds([60, 40, 20, 60]), bounds([100, 100, 100, 100])
    found = compared("wilson", k, n, bounds([400]), bounds([1000]), ALL_PLACES)
    assert found["oordeel"].tolist() == [HIGHER, NOT_SHOWN, LOWER, HIGHER]
    rates = compared("byar", bounds([60, 40, 16]), bounds([1000] * 3), bounds([4000]), bounds([100_000]), 0.95)
    assert rates["oordeel"].tolist() == [HIGHER, NOT_SHOWN, LOWER]


def test_the_level_for_all_places_is_stricter():
    values = bounds([50]), bounds([100]), bounds([400]), bounds([1000])
    assert compared("wilson", *values, 0.9)["oordeel"][0] == HIGHER
    assert compared("wilson", *values, ALL_PLACES)["oordeel"][0] == NOT_SHOWN


def verdict(kind, k, n, other_k, other_n, level):
    """The same question put to statsmodels and scipy."""
    if kind == "wilson":
        lower, upper = confint_proportions_2indep(
            k, n, other_k, other_n, method="newcomb", compare="diff", alpha=1 - level
        )
        return HIGHER if lower > 0 else LOWER if upper < 0 else NOT_SHOWN
    if k + other_k == 0:
        return NOT_SHOWN
    chances = [binomtest(k, k + other_k, n / (n + other_n), alternative=side).pvalue for side in ("greater", "less")]
    return next(
        (side for side, chance in zip((HIGHER, LOWER), chances, strict=True) if chance < (1 - level) / 2), NOT_SHOWN
    )


@st.composite
def masked_pairs(draw):
    sides = []
    for people in (draw(st.integers(10, 50)), draw(st.integers(10, 400))):
        low = draw(st.integers(0, people))
        sides += [(low, min(low + draw(st.integers(0, 5)), people)), (people, people + draw(st.integers(0, 2)))]
    return sides


@given(KINDS, masked_pairs())
@settings(deadline=None, max_examples=60)
def test_a_verdict_holds_for_every_filling_and_kan_niet_is_needed(kind, sides):
    found = compared(kind, *(bounds(*side) for side in sides), 0.95)
    seen = {verdict(kind, *filled, 0.95) for filled in product(*(range(low, high + 1) for low, high in sides))}
    said = found["oordeel"][0]
    assert seen == {said} if said != KAN_NIET else len(seen) > 1
    assert found["reden"][0] == ("gemaskeerd" if said == KAN_NIET else "")


def test_what_cannot_be_judged_says_why():
    found = compared(
        "wilson",
        bounds([4, np.nan, 20, 20, 20]),
        bounds([9, 40, 29, 40, 40]),
        bounds([400, 400, 400, np.nan, 2]),
        bounds([1000, 1000, 1000, 1000, 5]),
        0.95,
    )
    assert found["reden"].tolist() == ["te_klein", "geen_cijfer", "", "geen_cijfer", "te_klein"]
    assert (found["oordeel"] == KAN_NIET).tolist() == [True, True, False, True, True]
    assert found["klein"].tolist() == [True, False, True, False, False]
    with pytest.raises(ValueError, match="geen"):
        compared("geen", *(bounds([20]) for _ in range(4)), 0.95)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=2, max_size=4))
@settings(deadline=None)
def test_the_group_without_the_place_is_the_sum_of_the_others(parts):
    group = bounds([sum(low for low, _ in parts)], [sum(low + more for low, more in parts)])
    found = without_own(group, bounds([parts[0][0]], [sum(parts[0])]))
    others = parts[1:]
    assert found.onder[0] == sum(low for low, _ in others)
    assert found.boven[0] == sum(low + more for low, more in others)


def test_a_total_of_the_source_without_a_masked_place_stays_an_interval():
    found = without_own(bounds([100]), bounds([1], [3]))
    assert (found.onder[0], found.boven[0]) == (97, 99)
    assert np.isnan(without_own(bounds([np.nan]), bounds([1])).onder[0])


def test_places_alike_are_seldom_told_apart():
    """Of 4.000 places of the same rate at most about two in a thousand differ at 99,8%, as many as the level says."""
    rng = np.random.default_rng(1940)
    people = rng.integers(200, 20_000, 4000)
    for kind in ("wilson", "byar"):
        events, others = rng.binomial(people, 0.02), rng.binomial(3_000_000, 0.02)
        found = compared(kind, bounds(events), bounds(people), bounds([others]), bounds([3_000_000]), ALL_PLACES)
        assert (found["oordeel"] != NOT_SHOWN).mean() <= 0.004
