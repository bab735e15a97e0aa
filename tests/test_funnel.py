"""Funnel limits against exact one-sided tests, a hand calculation and statsmodels' random-effects variance."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson
from statsmodels.stats.meta_analysis import combine_effects

from dashboard.uncertainty import funnel
from dashboard.uncertainty.extremes import KAN_NIET, bounds
from dashboard.uncertainty.funnel import BINNEN, BOVEN, ONDER, judged, limits, overdispersion

KINDS = st.sampled_from(["wilson", "byar"])
LEVELS = st.sampled_from([0.95, 0.998])


def side_by_exact_test(kind: str, events: int, people: int, reference: float, level: float) -> str:
    """Clopper-Pearson's or Garwood's verdict: outside when the exact one-sided p-value is under half of 1 - level."""
    if kind == "wilson":
        more = binomtest(events, people, reference, alternative="greater").pvalue
        less = binomtest(events, people, reference, alternative="less").pvalue
    else:
        more, less = poisson.sf(events - 1, reference * people), poisson.cdf(events, reference * people)
    tail = (1 - level) / 2
    return BOVEN if more < tail else ONDER if less < tail else BINNEN


@given(KINDS, st.integers(10, 400), st.floats(0.01, 0.99), LEVELS, st.data())
@settings(deadline=None, max_examples=200)
def test_a_place_is_outside_exactly_when_the_exact_test_says_so(kind, people, reference, level, data):
    events = data.draw(st.integers(0, people))
    found = judged(kind, bounds([events]), bounds([people]), bounds([reference]), level)
    assert found["oordeel"][0] == side_by_exact_test(kind, events, people, reference, level)


def test_share_limits_by_hand():
    """10 people round one half: P(X <= 1) = 11/1024, P(X <= 2) = 56/1024, so r = 2 and a = (56 - 25,6) / 45."""
    found = limits("wilson", 0.5, [10], 0.95)
    expected = (2 - (56 - 25.6) / 45) / 10
    assert found.onder == pytest.approx([expected])
    assert found.boven == pytest.approx([1 - expected])


def test_rate_limits_by_hand():
    """Ten events expected in 1 000 people; tails summed term by term."""
    terms = [math.exp(-10) * 10**r / math.factorial(r) for r in range(60)]
    below = next(r for r in range(60) if sum(terms[: r + 1]) >= 0.025)
    above = next(r for r in range(60, 0, -1) if sum(terms[r:]) >= 0.025)
    found = limits("byar", 0.01, [1000], 0.95)
    lower = below - (sum(terms[: below + 1]) - 0.025) / terms[below]
    upper = above + (sum(terms[above:]) - 0.025) / terms[above]
    assert (below, above) == (4, 17)
    assert (found.onder[0], found.boven[0]) == pytest.approx((lower / 1000, upper / 1000))


@given(KINDS, st.floats(0.02, 0.9), LEVELS)
@settings(deadline=None, max_examples=50)
def test_limits_hold_the_reference_and_close_in_on_it(kind, reference, level):
    found = limits(kind, reference, [10, 100, 1_000, 10_000, 1_000_000], level)
    assert (found.onder <= reference).all()
    assert (found.boven >= reference).all()
    width = found.boven - found.onder
    assert (np.diff(width) < 0).all()
    assert width[-1] < 0.01


def test_wider_level_wider_limits():
    narrow, wide = limits("wilson", 0.4, [50, 500], 0.95), limits("wilson", 0.4, [50, 500], 0.998)
    assert (wide.onder < narrow.onder).all()
    assert (wide.boven > narrow.boven).all()


def test_unknown_or_empty_denominators_have_no_limits():
    found = limits("wilson", 0.4, [0, np.nan, 20], 0.95)
    assert np.isnan(found.onder).tolist() == [True, True, False]


@st.composite
def masked_place(draw):
    people = draw(st.integers(10, 60))
    lower = draw(st.integers(0, people))
    teller = (lower, min(lower + draw(st.integers(0, 8)), people))
    noemer = (people, people + draw(st.integers(0, 5)))
    theta = draw(st.floats(0.05, 0.9))
    return teller, noemer, (theta, theta + draw(st.sampled_from([0.0, 0.02, 0.08])))


@given(KINDS, masked_place())
@settings(deadline=None, max_examples=150)
def test_a_verdict_holds_for_every_filling_and_kan_niet_is_needed(kind, place):
    teller, noemer, reference = place
    found = judged(kind, bounds(*teller), bounds(*noemer), bounds(*reference), 0.95)
    seen = {
        side_by_exact_test(kind, k, n, theta, 0.95)
        for k, n, theta in product(
            range(teller[0], teller[1] + 1), range(noemer[0], noemer[1] + 1), np.linspace(*reference, 5)
        )
    }
    verdict = found["oordeel"][0]
    assert seen == {verdict} if verdict != KAN_NIET else len(seen) > 1
    assert found["reden"][0] == ("gemaskeerd" if verdict == KAN_NIET else "")


def test_too_small_unknown_and_few_are_told_apart():
    found = judged("wilson", bounds([1, np.nan, 0, 9, 9]), bounds([9, 50, 0, 29, 30]), bounds([0.3]), 0.95)
    assert found["oordeel"].tolist() == [KAN_NIET, KAN_NIET, KAN_NIET, BINNEN, BINNEN]
    assert found["reden"].tolist() == ["te_klein", "geen_cijfer", "niet_van_toepassing", "", ""]
    assert found["klein"].tolist() == [True, False, True, True, False]


def test_a_share_whose_numerator_is_no_subset_is_refused():
    with pytest.raises(ValueError, match="geen"):
        limits("geen", 0.5, [100], 0.95)


def simulated(tau: float, places: int = 285) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(2005)
    people = rng.integers(100, 3000, places)
    chances = np.clip(rng.normal(0.4, tau, places), 0, 1)
    return rng.binomial(people, chances), people


def test_places_that_differ_by_chance_show_no_overdispersion():
    events, people = simulated(0.0)
    found = overdispersion("wilson", bounds(events), bounds(people), 0.4)
    assert not found.aangetoond
    assert found.tau == 0
    assert 0.5 < found.phi < 1.1


def test_real_differences_are_measured_and_widen_the_funnel():
    events, people = simulated(0.05)
    found = overdispersion("wilson", bounds(events), bounds(people), 0.4)
    assert found.aangetoond
    assert found.tau == pytest.approx(0.05, rel=0.3)
    plain = judged("wilson", bounds(events), bounds(people), bounds([0.4]), 0.998)["oordeel"]
    widened = judged("wilson", bounds(events), bounds(people), bounds([0.4]), 0.998, found.tau)["oordeel"]
    assert (plain != BINNEN).mean() > 0.3
    assert (widened != BINNEN).mean() < 0.02


def test_phi_by_hand_and_masked_places_left_out():
    """Twelve places of 100 people round one half: z = (k - 50) / 5; the centiles 10 and 90 lie at -1,96 and 1,96."""
    events = [30, 40, 42, 46, 48, 50, 50, 52, 54, 58, 60, 70]
    low, high = [*events, 3], [*events, 8]
    found = overdispersion("wilson", bounds(low, high), bounds([100] * 13), 0.5)
    winsorised = [-1.96, -1.96, -1.6, -0.8, -0.4, 0, 0, 0.4, 0.8, 1.6, 1.96, 1.96]
    assert found.phi == pytest.approx(sum(z**2 for z in winsorised) / 12)
    assert (found.plaatsen, found.weggelaten) == (12, 1)


def test_differences_that_chance_may_give_leave_the_funnel_as_it_is():
    """As above with z from -2 to 2 in steps of 0,4: the sum of squares is 14,2, under the 21,0 of chi-square with 12 degrees."""
    found = overdispersion("wilson", bounds([40, 42, 44, 46, 48, 50, 50, 52, 54, 56, 58, 60]), bounds([100] * 12), 0.5)
    assert found.phi * 12 == pytest.approx(4 * 1.56**2 + 2 * (1.2**2 + 0.8**2 + 0.4**2))
    assert (found.aangetoond, found.tau) == (False, 0)


def test_no_filling_has_more_events_than_people():
    """10 to 12 of 10 to 12 people round 95%: at most 12 of 12, which chance gives more than half of the time."""
    assert judged("wilson", bounds([10], [12]), bounds([10], [12]), bounds([0.95]), 0.95)["oordeel"][0] == BINNEN


def test_tau_equals_the_moment_estimate_of_statsmodels(monkeypatch):
    """Without winsorising and round the pooled share it is DerSimonian and Laird's."""
    monkeypatch.setattr(funnel, "WINSORISED", 0.0)
    events, people = simulated(0.05, 40)
    pooled = events.sum() / people.sum()
    expected = combine_effects(events / people, pooled * (1 - pooled) / people, method_re="chi2")
    assert overdispersion("wilson", bounds(events), bounds(people), pooled).tau ** 2 == pytest.approx(expected.tau2)


def test_a_denominator_that_may_be_under_ten_is_too_small():
    found = judged("wilson", bounds([3]), bounds([9], [12]), bounds([0.3]), 0.95)
    assert found.iloc[0].tolist() == [KAN_NIET, "te_klein", True]
