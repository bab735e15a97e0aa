"""Stability intervals against independent formulas, published values and their own logic."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, norm, poisson
from statsmodels.stats.proportion import proportion_confint

from dashboard.uncertainty import EXACT_BELOW, byar, exact_poisson, wilson

LEVELS = st.sampled_from([0.8, 0.95, 0.99, 0.998])
COUNTS = st.integers(0, 100_000)


def byar_by_hand(events: int, level: float) -> tuple[float, float]:
    """Breslow and Day (1987), formula 2.13, one count at a time."""
    z = norm.ppf((1 + level) / 2)
    lower = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3
    after = events + 1
    return lower, after * (1 - 1 / (9 * after) + z / (3 * math.sqrt(after))) ** 3


def garwood_by_hand(events: int, level: float) -> tuple[float, float]:
    """Garwood (1936) by the chi-square distribution."""
    tail = (1 - level) / 2
    return chi2.ppf(tail, 2 * events) / 2 if events else 0.0, chi2.ppf(1 - tail, 2 * events + 2) / 2


@st.composite
def shares(draw):
    trials = draw(st.integers(1, 50_000))
    return draw(st.integers(0, trials)), trials


@given(shares(), LEVELS)
@settings(deadline=None)
def test_wilson_equals_statsmodels_and_contains_the_share(share, level):
    events, trials = share
    expected = proportion_confint(events, trials, alpha=1 - level, method="wilson")
    lower, upper = wilson(events, trials, level)
    assert (lower, upper) == pytest.approx(expected, abs=1e-12)
    assert 0 <= lower <= events / trials + 1e-12
    assert events / trials - 1e-12 <= upper <= 1


def test_wilson_published_values():
    """Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score without continuity correction)."""
    lower, upper = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert lower == pytest.approx([0.2553, 0.0624, 0.0000, 0.0061], abs=5e-5)
    assert upper == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=5e-5)


def test_wilson_at_its_edges():
    lower, upper = wilson([0, 10, 0], [10, 10, 0])
    assert (lower[0], upper[1]) == pytest.approx((0, 1), abs=1e-15)
    assert lower[1] == pytest.approx(1 - upper[0])
    assert np.isnan([lower[2], upper[2]]).all()


@given(st.integers(1, 2000))
@settings(deadline=None)
def test_wilson_rises_with_the_events(trials):
    lower, upper = wilson(np.arange(trials + 1), trials)
    assert (np.diff(lower) >= 0).all()
    assert (np.diff(upper) >= 0).all()


@given(st.integers(EXACT_BELOW, 100_000), LEVELS)
@settings(deadline=None)
def test_byar_is_its_published_formula(events, level):
    assert byar(events, level) == pytest.approx(byar_by_hand(events, level), rel=1e-12)


@given(st.integers(0, EXACT_BELOW - 1), LEVELS)
@settings(deadline=None)
def test_few_events_have_exact_limits(events, level):
    assert byar(events, level) == pytest.approx(garwood_by_hand(events, level), rel=1e-9)


@given(st.integers(0, 5000), LEVELS)
@settings(deadline=None)
def test_exact_limits_leave_the_right_tails(events, level):
    lower, upper = exact_poisson(events, level)
    assert (lower, upper) == pytest.approx(garwood_by_hand(events, level), rel=1e-9)
    tail = (1 - level) / 2
    assert poisson.cdf(events, upper) == pytest.approx(tail, rel=1e-6)
    assert events == 0 or poisson.sf(events - 1, lower) == pytest.approx(tail, rel=1e-6)


def test_exact_published_values():
    """The 95% limits of a Poisson count as tables print them (Garwood 1936)."""
    lower, upper = exact_poisson([0, 1, 2, 5, 10, 20])
    assert lower == pytest.approx([0, 0.0253, 0.2422, 1.6235, 4.7954, 12.2165], abs=5e-5)
    assert upper == pytest.approx([3.6889, 5.5716, 7.2247, 11.6683, 18.3904, 30.8884], abs=5e-5)


@given(COUNTS, LEVELS)
@settings(deadline=None)
def test_byar_contains_the_count(events, level):
    lower, upper = byar(events, level)
    assert 0 <= lower <= events < upper


def test_byar_rises_with_the_count_and_stays_near_the_exact_limits():
    counts = np.arange(3000)
    lower, upper = byar(counts)
    assert (np.diff(lower) > 0).all()
    assert (np.diff(upper) > 0).all()
    many = counts >= EXACT_BELOW
    exact_lower, exact_upper = exact_poisson(counts)
    assert lower[many] == pytest.approx(exact_lower[many], rel=0.005)
    assert upper[many] == pytest.approx(exact_upper[many], rel=0.005)


@given(COUNTS)
@settings(deadline=None)
def test_a_higher_level_is_wider(events):
    narrow, wide = byar(events, 0.95), byar(events, 0.998)
    assert wide[0] <= narrow[0]
    assert wide[1] > narrow[1]


def test_arrays_keep_their_shape():
    counts = np.array([[0.0, 4.0], [25.0, 30.0]])
    for limits in (byar(counts), exact_poisson(counts), wilson(counts, 30)):
        assert all(side.shape == counts.shape and not np.isnan(side).any() for side in limits)


@pytest.mark.parametrize("limits", [byar, exact_poisson])
def test_an_unknown_count_has_no_limits(limits):
    assert np.isnan(limits(np.nan)).all()


def test_an_unknown_share_has_no_limits():
    assert np.isnan(wilson(np.nan, 30)).all()
