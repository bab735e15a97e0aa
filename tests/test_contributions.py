"""Contributions of members: exact fractions, every filling of the masks, and sums that add up as computed and as printed."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.uncertainty.contributions import rounded_together, to_change, to_difference, to_level
from dashboard.uncertainty.extremes import bounds

PEOPLE = st.integers(1, 5000)


@st.composite
def members(draw, masked: bool = False, most: int = 6):
    count = draw(st.integers(1, most))
    rows = []
    for _ in range(2 * count):
        people = draw(st.one_of(st.just(0), PEOPLE))
        lower = draw(st.integers(0, people))
        rows.append((lower, min(lower + (draw(st.integers(0, 2)) if masked else 0), people), people))
    then, now = rows[:count], rows[count:]
    assume(sum(row[2] for row in then) and sum(row[2] for row in now))
    return then, now


def limits(rows):
    return bounds([row[0] for row in rows], [row[1] for row in rows])


def people(rows):
    return [row[2] for row in rows]


def change_by_fractions(then_events, then_people, now_events, now_people):
    """Per member (through its own ratio, through its weight)."""
    before, after = sum(then_people), sum(now_people)
    mean = (Fraction(sum(then_events), before) + Fraction(sum(now_events), after)) / 2
    parts = []
    for k0, n0, k1, n1 in zip(then_events, then_people, now_events, now_people, strict=True):
        w0, w1 = Fraction(n0, before), Fraction(n1, after)
        m0 = Fraction(k0, n0) if n0 else Fraction(k1, n1) if n1 else Fraction(0)
        m1 = Fraction(k1, n1) if n1 else m0
        parts.append(((w0 + w1) / 2 * (m1 - m0), (w1 - w0) * ((m0 + m1) / 2 - mean)))
    return parts


def test_level_by_hand():
    """A region of 30 + 10 of 1.000 + 1.000 (2%) beside a reference of 1%: the first brings 1 point, the second none."""
    found = to_level(bounds([30, 10]), [1000, 1000], 0.01)
    assert found["bijdrage_onder"].tolist() == pytest.approx([0.01, 0.0])
    assert found["bijdrage_boven"].tolist() == pytest.approx([0.01, 0.0])


def test_change_by_hand():
    """A: 10 of 100, later 30 of 300. B: 40 of 100, later 40 of 100. The region falls from 25% to 17,5% through weights alone."""
    found = to_change(bounds([10, 40]), [100, 100], bounds([30, 40]), [300, 100])
    assert found["eigen_onder"].tolist() == pytest.approx([0, 0])
    assert found["gewicht_onder"].tolist() == pytest.approx([0.25 * (0.1 - 0.2125), -0.25 * (0.4 - 0.2125)])
    assert found["bijdrage_onder"].sum() == pytest.approx(0.175 - 0.25)


@given(members(), st.floats(0, 0.5))
@settings(deadline=None)
def test_level_contributions_add_up(rows, reference):
    _, now = rows
    found = to_level(limits(now), people(now), reference)
    level = Fraction(sum(row[0] for row in now), sum(people(now))) - Fraction(reference)
    assert found["bijdrage_onder"].sum() == pytest.approx(float(level), abs=1e-13)
    assert (found["bijdrage_onder"] == found["bijdrage_boven"]).all()


@given(members())
@settings(deadline=None)
def test_change_contributions_equal_exact_fractions_and_add_up(rows):
    then, now = rows
    found = to_change(limits(then), people(then), limits(now), people(now))
    parts = change_by_fractions([r[0] for r in then], people(then), [r[0] for r in now], people(now))
    change = Fraction(sum(r[0] for r in now), sum(people(now))) - Fraction(sum(r[0] for r in then), sum(people(then)))
    assert sum(own + shift for own, shift in parts) == change
    assert found["eigen_onder"].tolist() == pytest.approx([float(own) for own, _ in parts], abs=1e-14)
    assert found["gewicht_boven"].tolist() == pytest.approx([float(shift) for _, shift in parts], abs=1e-14)
    assert found["bijdrage_onder"].sum() == pytest.approx(float(change), abs=1e-13)


@given(members(masked=True, most=3))
@settings(deadline=None, max_examples=40)
def test_limits_are_those_of_all_fillings(rows):
    then, now = rows
    found = to_change(limits(then), people(then), limits(now), people(now))
    choices = [range(row[0], row[1] + 1) for row in [*then, *now]]
    assume(np.prod([len(choice) for choice in choices]) <= 250)
    seen = [
        change_by_fractions(filled[: len(then)], people(then), filled[len(then) :], people(now))
        for filled in product(*choices)
    ]
    for member in range(len(then)):
        for name, pick in (("eigen", lambda p: p[0]), ("gewicht", lambda p: p[1]), ("bijdrage", sum)):
            values = [float(pick(parts[member])) for parts in seen]
            row = found.loc[member]
            assert (row[f"{name}_onder"], row[f"{name}_boven"]) == pytest.approx((min(values), max(values)), abs=1e-14)


def test_differences_of_counts():
    found = to_difference(bounds([10, 1, 5], [10, 3, 5]), bounds([12, 4, 0], [12, 4, 0]))
    assert found["bijdrage_onder"].tolist() == [2, 1, -5]
    assert found["bijdrage_boven"].tolist() == [2, 3, -5]


def test_an_unknown_denominator_leaves_nothing_certain():
    assert to_level(bounds([30, 10]), [1000, np.nan], 0.01).isna().all(axis=None)
    assert to_change(bounds([1, 2]), [10, 10], bounds([1, 2]), [10, np.nan]).isna().all(axis=None)


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=30), st.integers(0, 3))
@settings(deadline=None)
def test_printed_parts_add_up_and_stay_near(parts, decimals):
    printed = rounded_together(parts, decimals)
    unit = 10.0**-decimals
    assert (np.abs(printed - parts) < unit * (1 + 1e-6)).all()
    assert abs(printed.sum() - sum(parts)) <= unit / 2 + 1e-6
    assert (np.round(printed, decimals) == printed).all()


def test_thirds_are_printed_together():
    assert rounded_together([1 / 3, 1 / 3, 1 / 3], 1).tolist() == [0.4, 0.3, 0.3]
    assert rounded_together([0.26, -0.17, 0.05], 1).tolist() == [0.3, -0.2, 0.0]
    assert np.isnan(rounded_together([0.5, np.nan], 1)).all()
