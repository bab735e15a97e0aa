"""Rank ranges against every filling of the masks, by brute force and by scipy's own ranks."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata
from statsmodels.stats.proportion import proportion_confint

from dashboard.uncertainty.extremes import bounds
from dashboard.uncertainty.ranking import chance, positions, widest


@st.composite
def masked_places(draw):
    lower = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
    return lower, [low + draw(st.integers(0, 3)) for low in lower]


@given(masked_places())
@settings(deadline=None, max_examples=150)
def test_every_filling_lies_in_the_range_and_both_ends_are_reached(places):
    lower, upper = places
    found = positions(lower, upper)
    fillings = np.array(list(product(*(range(low, high + 1) for low, high in zip(lower, upper, strict=True)))))
    highest_first = -fillings
    best = np.array([rankdata(row, "min") for row in highest_first])
    worst = np.array([rankdata(row, "max") for row in highest_first])
    assert found["beste"].tolist() == best.min(axis=0).tolist()
    assert found["slechtste"].tolist() == worst.max(axis=0).tolist()


@given(masked_places())
@settings(deadline=None)
def test_a_wider_mask_never_narrows_a_range(places):
    lower, upper = places
    found = positions(lower, upper)
    wider = positions([max(low - 1, 0) for low in lower], [high + 1 for high in upper])
    assert (wider["beste"] <= found["beste"]).all()
    assert (wider["slechtste"] >= found["slechtste"]).all()


def test_ranks_by_hand():
    """10 and 9 are certain first and second; 4-8 may stand before or after 5; the two 3s share the last two ranks."""
    found = positions([10, 9, 4, 5, 3, 3], [10, 9, 8, 5, 3, 3])
    assert found["beste"].tolist() == [1, 2, 3, 3, 5, 5]
    assert found["slechtste"].tolist() == [1, 2, 4, 4, 6, 6]
    assert found["gelijk"].tolist() == [0, 0, 0, 0, 1, 1]
    assert found["plaatsen"].tolist() == [6] * 6


def test_places_outside_the_ranking_have_no_rank_and_count_for_nobody():
    found = positions([10, np.nan, 30, 20], [10, np.nan, 30, 20], ranked=[True, True, False, True])
    assert found["beste"].tolist()[0::3] == [2, 1]
    assert found["slechtste"].tolist()[0::3] == [2, 1]
    assert found.loc[[1, 2]].isna().all(axis=None)
    assert set(found["plaatsen"].dropna()) == {2}


def test_masked_equal_bounds_are_no_certain_tie():
    found = positions([2, 2, 2], [4, 4, 2])
    assert found["gelijk"].tolist() == [0, 0, 0]
    assert found["beste"].tolist() == [1, 1, 1]
    assert found["slechtste"].tolist() == [3, 3, 3]


def test_bounds_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="above its upper bound"):
        positions([3, 5], [4, 4])


def test_nobody_is_ranked_when_nothing_is_known():
    assert positions([np.nan, np.nan], [np.nan, np.nan]).isna().all(axis=None)


def test_chance_counts_the_intervals_wholly_above_and_below():
    found = chance([0.50, 0.30, 0.28, 0.05], [0.60, 0.40, 0.35, 0.10])
    assert found["toeval_beste"].tolist() == [1, 2, 2, 4]
    assert found["toeval_slechtste"].tolist() == [1, 3, 3, 4]
    assert "beste" not in found


def test_a_ranked_place_without_limits_could_be_anywhere():
    found = chance([0.50, np.nan, 0.05], [0.60, np.nan, 0.10], ranked=[True, True, True])
    assert found["toeval_beste"].tolist() == [1, 1, 2]
    assert found["toeval_slechtste"].tolist() == [2, 3, 3]


def test_without_any_limits_there_is_no_chance_range():
    assert chance([np.nan, np.nan], [np.nan, np.nan], ranked=[True, True])["toeval_beste"].isna().all()


@given(st.integers(0, 40), st.integers(0, 6), st.integers(0, 20), st.integers(0, 6))
@settings(deadline=None)
def test_widest_limits_hold_those_of_every_filling(low, more, rest, blur):
    teller, noemer = bounds([low], [low + more]), bounds([low + more + rest + 1], [low + more + rest + 1 + blur])
    share, rate = widest("wilson", teller, noemer, 0.998), widest("byar", teller, noemer, 0.998)
    for events, trials in product(range(low, low + more + 1), range(int(noemer.onder[0]), int(noemer.boven[0]) + 1)):
        lower, upper = proportion_confint(events, trials, alpha=0.002, method="wilson")
        assert share.onder[0] <= lower + 1e-12
        assert share.boven[0] >= upper - 1e-12
        assert rate.onder[0] <= events / trials <= rate.boven[0]


def test_a_ratio_without_limits_is_refused():
    with pytest.raises(ValueError, match="geen"):
        widest("geen", bounds([1]), bounds([2]), 0.95)
