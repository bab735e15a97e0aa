"""Change against a place's own variation: known spreads, fillings of masked months, and false alarms counted in simulation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, t
from statsmodels.robust.scale import qn_scale
from statsmodels.stats.multitest import multipletests

from dashboard.uncertainty.extremes import KAN_NIET, Bounds, bounds
from dashboard.uncertainty.variation import FALL, RISE, TOO_SHORT, USUAL, changes, judged, robust_sd

FLANDERS = 285


def exact(rows) -> Bounds:
    counts = np.atleast_2d(np.asarray(rows, float))
    return Bounds(counts, counts)


def overlapping(rng, level, months: int, leaving: float = 0.08) -> np.ndarray:
    """Stocks without change: every month a fixed chance to leave and, on average, as many new people (no trend, much overlap)."""
    stock = rng.poisson(level)
    series = [stock]
    for _ in range(months - 1):
        stock = rng.binomial(stock, 1 - leaving) + rng.poisson(level * leaving)
        series.append(stock)
    return np.array(series).T


def walking(rng, level, months: int) -> np.ndarray:
    """Independent monthly changes, the case for which the root of k is exact."""
    steps = np.round(rng.normal(0, np.sqrt(level)[:, None], (len(level), months - 1)))
    return 10_000 + np.cumsum(np.hstack([np.zeros((len(level), 1)), steps]), axis=1)


def flemish_levels(rng, places: int = FLANDERS) -> np.ndarray:
    """Sizes as uneven as those of municipalities: from a few people to thousands."""
    return np.exp(rng.normal(3.5, 1.4, places)) + 0.5


@given(st.lists(st.integers(-500, 500), min_size=24, max_size=40, unique=True), st.booleans())
@settings(deadline=None, max_examples=40)
def test_the_spread_is_qn(values, shift):
    """In units so large that half a person does not count, statsmodels' Qn times the published small-sample factor."""
    people = np.array([values], float) * 1e7 + shift
    count = len(values)
    factor = count / (count + (1.4 if count % 2 else 3.8))
    expected = qn_scale(people[0]) * factor
    found = robust_sd(Bounds(people, people))
    assert found.onder[0] == found.boven[0] == pytest.approx(expected, rel=1e-4, abs=3)


@pytest.mark.parametrize("spread", [0.7, 1, 2, 5, 40])
def test_the_spread_of_rounded_normal_changes_is_right_on_average(spread):
    values = np.round(np.random.default_rng(3).normal(0, spread, (4000, 36)))
    true = np.sqrt(spread**2 + 1 / 12)
    assert robust_sd(Bounds(values, values)).onder.mean() == pytest.approx(true, rel=0.06)


def test_a_few_wild_months_hardly_move_the_spread():
    values = np.round(np.random.default_rng(4).normal(0, 10, (200, 36)))
    wild = values.copy()
    wild[:, :3] = 500
    ratio = robust_sd(exact(wild)).onder / robust_sd(exact(values)).onder
    assert ratio.mean() < 1.25
    assert (wild.std(axis=1) / values.std(axis=1)).mean() > 10


def test_a_change_by_hand():
    """Up and down by 3 for three years, then +40: of 630 pairs 306 are 0 apart and 324 are 6; k = 19·18/2 = 171.

    The quartile lies within the zeros: (171 - 0,5) / 306 of half a person, times 2,2191·36/39,8.
    """
    series = [100 + 3 * (at % 2) for at in range(37)] + [140]
    found = changes(exact([series]), 1).iloc[0]
    spread = 1 / (2**0.5 * norm.ppf(5 / 8)) * 36 / 39.8 * 0.5 * 170.5 / 306
    assert (found["verschil_onder"], found["maanden"]) == (40, 36)
    assert found["spreiding_onder"] == pytest.approx(spread)
    assert found["p_boven"] == pytest.approx(2 * t.sf(39 / spread, 0.8227 * 35))


def test_the_yardstick_lies_before_the_change_and_is_36_months_long():
    rng = np.random.default_rng(5)
    series = np.round(rng.normal(200, 5, (1, 60)))
    found = changes(exact(series), 12)
    wild_change, wild_past = series.copy(), series.copy()
    wild_change[0, -12:-1] += np.round(rng.normal(0, 80, 11))
    wild_past[0, : 60 - 12 - 37] = 9
    assert changes(exact(wild_change), 12).equals(found)
    assert changes(exact(wild_past), 12).equals(found)
    assert found["maanden"][0] == 36


def test_longer_changes_are_judged_by_the_root_of_the_months():
    series = np.round(np.random.default_rng(6).normal(200, 5, (1, 60)))
    twelve = np.hstack([series[:, :48], np.tile(series[:, [47]], 11), series[:, [47]] + 41])
    one = np.hstack([series[:, :48], series[:, [47]] + 41])
    over_one, over_twelve = changes(exact(one), 1), changes(exact(twelve), 12)
    degrees = 0.8227 * 35
    assert t.isf(over_one["p_onder"] / 2, degrees) == pytest.approx(
        t.isf(over_twelve["p_onder"] / 2, degrees) * np.sqrt(12)
    )


def test_short_or_absent_series_cannot_be_judged():
    rng = np.random.default_rng(7)
    series = np.round(rng.normal(100, 4, (4, 38)))
    series[1, 1:14] = np.nan
    series[2, -1] = np.nan
    series[3, 1:12] = np.nan
    found = changes(exact(series), 1)
    assert found["maanden"].tolist() == [36, 22, 36, 24]
    assert found["reden"].tolist() == ["", TOO_SHORT, "geen_cijfer", ""]
    assert judged(found, scan=False)["oordeel"].tolist()[1:3] == [KAN_NIET, KAN_NIET]
    assert judged(found, scan=True)["oordeel"][3] != KAN_NIET
    few = changes(exact(series[[0], -25:]), 1)
    assert (few["maanden"][0], few["reden"][0]) == (23, TOO_SHORT)
    assert changes(exact([[5, 6]]), 12)["reden"][0] == "geen_cijfer"


def test_rise_fall_and_usual():
    rng = np.random.default_rng(8)
    series = np.round(rng.normal(300, 6, (3, 38)))
    series[:, -1] = series[:, -2] + [90, -90, 4]
    assert judged(changes(exact(series), 1), scan=True)["oordeel"].tolist() == [RISE, FALL, USUAL]


def test_one_person_more_where_nothing_ever_changes_is_no_alarm():
    series = np.full((2, 38), 3.0)
    series[:, -1] = [4, 9]
    assert judged(changes(exact(series), 1), scan=False)["oordeel"].tolist() == [USUAL, RISE]


def test_the_scan_is_benjamini_hochberg():
    chance = np.sort(np.random.default_rng(9).uniform(0, 1, FLANDERS)) ** 3
    found = pd.DataFrame({"p_onder": chance, "p_boven": chance, "reden": "", "verschil_onder": 1, "verschil_boven": 1})
    found.loc[5, ["p_onder", "p_boven", "reden"]] = [np.nan, np.nan, TOO_SHORT]
    expected = multipletests(found["p_onder"].dropna(), alpha=0.05, method="fdr_bh")[0]
    alarms = judged(found, scan=True)["oordeel"]
    assert (alarms.drop(5) == RISE).tolist() == expected.tolist()
    assert alarms[5] == KAN_NIET
    assert (judged(found, scan=False)["oordeel"] == RISE).sum() == (chance <= 0.05).sum() - 1


@given(st.integers(0, 10_000), st.sampled_from([1, 3, 12]), st.booleans())
@settings(deadline=None, max_examples=15)
def test_a_verdict_holds_for_every_filling_of_masked_months(seed, k, scan):
    rng = np.random.default_rng(seed)
    stock = overlapping(rng, np.array([3.0, 8.0, 20.0, 60.0]), 37 + k)
    stock[:, -1] += rng.integers(-6, 40, 4)
    stock = np.maximum(stock, 0)
    masked = rng.random(stock.shape) < 0.1
    lower = np.where(masked, np.maximum(stock - rng.integers(0, 4, stock.shape), 0), stock)
    upper = np.where(masked, stock + rng.integers(0, 4, stock.shape), stock)
    found = changes(Bounds(lower.astype(float), upper.astype(float)), k)
    verdicts = judged(found, scan=scan)["oordeel"]
    for filled in [lower, upper, stock, *(rng.integers(lower, upper + 1) for _ in range(8))]:
        truth = changes(exact(filled), k)
        for name in ("verschil", "spreiding", "p"):
            assert (found[f"{name}_onder"] <= truth[f"{name}_onder"] + 1e-12).all()
            assert (found[f"{name}_boven"] >= truth[f"{name}_boven"] - 1e-12).all()
        said = judged(truth, scan=scan)["oordeel"]
        assert (said[verdicts != KAN_NIET] == verdicts[verdicts != KAN_NIET]).all()
    assert (verdicts[~masked.any(axis=1)] != KAN_NIET).all() or scan


def test_a_wide_mask_at_the_end_cannot_be_judged():
    series = np.round(np.random.default_rng(10).normal(300, 6, (1, 38)))
    upper = series.copy()
    upper[0, -1] = series[0, -1] + 200
    found = judged(changes(Bounds(series, upper), 1), scan=False)
    assert found.iloc[0].tolist() == [KAN_NIET, "gemaskeerd"]


@pytest.mark.parametrize("k", [1, 3, 12])
@pytest.mark.parametrize("model", [overlapping, walking])
def test_single_places_alarm_falsely_at_most_one_time_in_twenty(model, k):
    rng = np.random.default_rng(1993)
    levels = flemish_levels(rng, 3000)
    verdicts = judged(changes(exact(model(rng, levels, 37 + k)), k), scan=False)["oordeel"]
    share = (verdicts != USUAL).mean()
    assert share <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 3000)
    assert share >= 0.005


@pytest.mark.traag
@pytest.mark.parametrize("months", [24, 36])
@pytest.mark.parametrize(("model", "k"), [(overlapping, 1), (overlapping, 12), (walking, 1), (walking, 12)])
def test_scans_of_all_places_without_change_rarely_alarm(model, k, months):
    """Benjamini and Hochberg with no real change: a scan with any alarm at all should be one in twenty at most."""
    assert scans_with_alarm(model, k, months, 100) <= 0.05 + 2.5 * np.sqrt(0.05 * 0.95 / 100)


def test_a_yearly_scan_without_change_rarely_alarms():
    """The same for the change a reader sees most, small enough for the quick tests."""
    assert scans_with_alarm(overlapping, 12, 36, 20) <= 0.1


def scans_with_alarm(model, k: int, months: int, scans: int) -> float:
    rng = np.random.default_rng(1995)
    frames = [changes(exact(model(rng, flemish_levels(rng), months + 1 + k)), k) for _ in range(scans)]
    return float(np.mean([(judged(found, scan=True)["oordeel"] != USUAL).any() for found in frames]))


def test_real_changes_are_found_and_few_alarms_are_false():
    rng = np.random.default_rng(1997)
    real = false = 0
    for _ in range(10):
        stock = overlapping(rng, np.full(FLANDERS, 200.0), 38)
        stock[:40, -1] += 40
        alarms = (judged(changes(exact(stock), 1), scan=True)["oordeel"] != USUAL).to_numpy()
        real, false = real + alarms[:40].sum(), false + alarms[40:].sum()
    assert real / (10 * 40) > 0.9
    assert false / (real + false) < 0.06


def test_fractions_of_people_and_no_months_are_refused():
    with pytest.raises(ValueError, match="whole people"):
        changes(exact([[1.5, 2.0]]), 1)
    with pytest.raises(ValueError, match="one month"):
        changes(bounds([1, 2]), 0)
