"""Kitagawa's split against exact fractions, every filling of the masks and statsmodels' Oaxaca-Blinder decomposition."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.oaxaca import OaxacaBlinder

from dashboard.uncertainty.extremes import KAN_NIET, bounds
from dashboard.uncertainty.kitagawa import AS_MUCH, COMPOSITION, HIGHER, LOWER, NOTHING, RATES, Group, decompose


def group(lower, people, upper=None) -> Group:
    return Group(bounds(lower, upper), bounds(people))


def by_fractions(own_events, own_people, events, people) -> tuple[Fraction, Fraction]:
    """Kitagawa (1955) class by class; a class one side lacks takes the other's rate."""
    composition = rates = Fraction(0)
    for k, n, other_k, other_n in zip(own_events, own_people, events, people, strict=True):
        share, standard = Fraction(n, sum(own_people)), Fraction(other_n, sum(people))
        if not n and not other_n:
            continue
        rate = Fraction(k, n) if n else Fraction(other_k, other_n)
        reference = Fraction(other_k, other_n) if other_n else rate
        composition += (share - standard) * (rate + reference) / 2
        rates += (rate - reference) * (share + standard) / 2
    return composition, rates


def side(value: Fraction) -> str:
    return HIGHER if value > 0 else LOWER if value < 0 else NOTHING


def test_a_split_by_hand():
    """Own: 30 of 100 and 20 of 100. Others: 10 of 100 and 30 of 300.

    Shares 0,5/0,5 beside 0,25/0,75; rates 0,3/0,2 beside 0,1/0,1: gap 0,25 - 0,1 = 0,15.
    Composition: 0,25·0,4/2 - 0,25·0,3/2 = 0,0125. Rates: 0,2·0,75/2 + 0,1·1,25/2 = 0,1375.
    """
    found = decompose(group([30, 20], [100, 100]), group([10, 30], [100, 300]), samen=False)
    assert found.verschil == (pytest.approx([0.15]), pytest.approx([0.15]))
    assert found.samenstelling.onder == pytest.approx([0.0125])
    assert found.graad.onder == pytest.approx([0.1375])
    assert found.klassen["samenstelling_onder"].tolist() == pytest.approx([0.05, -0.0375])
    assert found.klassen["graad_onder"].tolist() == pytest.approx([0.075, 0.0625])
    assert found.oordelen == {"verschil": HIGHER, "samenstelling": HIGHER, "graad": HIGHER}
    assert (found.grootste, found.reden, found.klein) == (RATES, "", False)


@st.composite
def two_groups(draw, masked: bool = False):
    classes = draw(st.integers(1, 3))
    rows = []
    for _ in range(2 * classes):
        people = draw(st.one_of(st.just(0), st.integers(5, 60)))
        lower = draw(st.integers(0, people))
        width = draw(st.integers(0, 2)) if masked else 0
        rows.append((lower, min(lower + width, people), people))
    own, other = rows[:classes], rows[classes:]
    assume(sum(row[2] for row in own) >= 10 and sum(row[2] for row in other) >= 10)
    return own, other


def as_group(rows) -> Group:
    lower, upper, people = zip(*rows, strict=True)
    return group(lower, people, upper)


def truth(own_events, own, other_events, other, together):
    own_people, people = [row[2] for row in own], [row[2] for row in other]
    if together:
        other_events = [a + b for a, b in zip(own_events, other_events, strict=True)]
        people = [a + b for a, b in zip(own_people, people, strict=True)]
    parts = by_fractions(own_events, own_people, other_events, people)
    gap = Fraction(sum(own_events), sum(own_people)) - Fraction(sum(other_events), sum(people))
    return gap, *parts


@given(two_groups(), st.booleans())
@settings(deadline=None, max_examples=200)
def test_parts_equal_exact_fractions_and_add_up(groups, together):
    own, other = groups
    found = decompose(as_group(own), as_group(other), samen=together)
    gap, composition, rates = truth([r[0] for r in own], own, [r[0] for r in other], other, together)
    assert gap == composition + rates
    exact = {"verschil": gap, "samenstelling": composition, "graad": rates}
    for name, value in exact.items():
        limits = getattr(found, name)
        assert limits.onder[0] == limits.boven[0] == pytest.approx(float(value), abs=1e-14)
        assert found.oordelen[name] == side(value)
    assert found.samenstelling.onder[0] + found.graad.onder[0] == pytest.approx(found.verschil.onder[0], abs=1e-15)
    assert found.klassen["samenstelling_onder"].sum() == pytest.approx(float(composition), abs=1e-14)
    assert found.klassen["graad_boven"].sum() == pytest.approx(float(rates), abs=1e-14)
    larger = abs(composition) - abs(rates)
    assert found.grootste == (COMPOSITION if larger > 0 else RATES if larger < 0 else AS_MUCH)


@given(two_groups(masked=True), st.booleans())
@settings(deadline=None, max_examples=60)
def test_limits_are_those_of_all_fillings_and_conclusions_hold_for_each(groups, together):
    own, other = groups
    found = decompose(as_group(own), as_group(other), samen=together)
    choices = [range(row[0], row[1] + 1) for row in [*own, *other]]
    assume(np.prod([len(choice) for choice in choices]) <= 250)
    fillings = [truth(filled[: len(own)], own, filled[len(own) :], other, together) for filled in product(*choices)]
    for at, name in enumerate(["verschil", "samenstelling", "graad"]):
        values = [filling[at] for filling in fillings]
        limits = getattr(found, name)
        assert (limits.onder[0], limits.boven[0]) == pytest.approx((float(min(values)), float(max(values))), abs=1e-14)
        sides = {side(value) for value in values}
        assert found.oordelen[name] == (sides.pop() if len(sides) == 1 else KAN_NIET)
    if found.grootste in (COMPOSITION, RATES):
        larger = {abs(filling[1]) > abs(filling[2]) for filling in fillings}
        assert larger == {found.grootste == COMPOSITION}


def test_equals_oaxaca_blinder_with_equal_weights():
    """On one row per person with dummies for the classes, the pooled two-fold split with weight one half is Kitagawa's."""
    own_events, own_people, events, people = [12, 40, 9], [50, 90, 60], [30, 33, 21], [80, 150, 40]
    rows = []
    for member, (counts, sizes) in enumerate([(events, people), (own_events, own_people)]):
        for size_class, (k, n) in enumerate(zip(counts, sizes, strict=True)):
            rows += [(at < k, size_class, member) for at in range(n)]
    data = np.array(rows, float)
    dummies = np.column_stack([data[:, 1] == at for at in range(3)] + [data[:, 2]]).astype(float)
    model = OaxacaBlinder(data[:, 0], dummies, 3, hasconst=True, swap=True)
    unexplained, explained, gap = model.two_fold(two_fold_type="self_submitted", submitted_weight=0.5).params[:3]
    found = decompose(group(own_events, own_people), group(events, people), samen=False)
    sign = np.sign(found.verschil.onder[0]) * np.sign(gap)
    assert found.verschil.onder[0] == pytest.approx(sign * gap)
    assert found.samenstelling.onder[0] == pytest.approx(sign * explained)
    assert found.graad.onder[0] == pytest.approx(sign * unexplained)


def test_why_nothing_is_split():
    others = group([30, 40], [100, 100])
    assert decompose(group([1, 1], [4, 5]), others, samen=True).reden == "te_klein"
    assert decompose(group([np.nan, 1], [40, 50]), others, samen=True).reden == "geen_cijfer"
    assert decompose(group([0, 0], [0, 0]), others, samen=True).reden == "niet_van_toepassing"
    blurred = Group(bounds([3, 4]), bounds([50, 60], [54, 60]))
    found = decompose(blurred, others, samen=True)
    assert found.reden == "noemer_gemaskeerd"
    assert set(found.oordelen.values()) | {found.grootste} == {KAN_NIET}
    assert np.isnan([*found.verschil.onder, *found.graad.boven]).all()
    assert found.klassen.isna().all(axis=None)


def test_a_small_group_is_flagged():
    assert decompose(group([3], [29]), group([30], [100]), samen=True).klein
    assert not decompose(group([3], [30]), group([30], [100]), samen=True).klein
