"""Places alike: hand-worked distances, scipy's and scikit-learn's own, missing values and other weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from scipy.stats import iqr, median_abs_deviation, norm
from sklearn.neighbors import NearestNeighbors

from dashboard.uncertainty.peers import alike, scaled, steady, weightings

NAMES = ["inwoners", "bevolkingsdichtheid", "kansarmoede", "inkomen", "werkzoekenden"]
EVEN = dict.fromkeys(NAMES, 1.0)


def municipalities(places: int = 120, seed: int = 11, missing: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "inwoners": np.exp(rng.normal(9.7, 0.8, places)),
            "bevolkingsdichtheid": np.exp(rng.normal(6, 0.9, places)),
            "kansarmoede": rng.gamma(2, 5, places),
            "inkomen": rng.normal(22_000, 2500, places),
            "werkzoekenden": rng.normal(5, 1.5, places),
        },
        index=[f"{at:05}" for at in range(places)],
    )
    return frame.mask(rng.random(frame.shape) < missing)


def test_the_robust_scale_by_hand():
    """1, 2, 3, 4, 100: median 3, absolute deviations 2, 1, 0, 1, 97 with median 1, so 1,4826 wide. Powers of ten lie evenly."""
    found = scaled(pd.DataFrame({"inkomen": [1, 2, 3, 4, 100], "inwoners": [1e2, 1e3, 1e4, 1e5, 1e6]}))
    assert found["inkomen"].tolist() == pytest.approx([-2 / 1.4826, -1 / 1.4826, 0, 1 / 1.4826, 97 / 1.4826], rel=1e-4)
    assert found["inwoners"].tolist() == pytest.approx([-2 / 1.4826, -1 / 1.4826, 0, 1 / 1.4826, 2 / 1.4826], rel=1e-4)


def test_the_scale_equals_scipys():
    frame = municipalities(missing=0.1)
    frame["inwoners"] = np.log(frame["inwoners"])
    unit = median_abs_deviation(frame, scale="normal", nan_policy="omit")
    expected = (frame - np.nanmedian(frame, axis=0)) / unit
    found = scaled(frame, logarithm=[])
    pd.testing.assert_frame_equal(found, expected)
    pd.testing.assert_series_equal(scaled(municipalities(missing=0.1))["inwoners"], found["inwoners"])


def test_the_unit_is_that_of_the_quartiles_on_normal_values():
    """scikit-learn's RobustScaler divides by the interquartile range: on normal values the same unit."""
    values = np.random.default_rng(12).normal(7, 3, 50_000)
    found = scaled(pd.DataFrame({"inkomen": values}))["inkomen"].to_numpy()
    other = (values - np.median(values)) / (iqr(values) / (2 * norm.ppf(0.75)))
    assert np.abs(found / other - 1).max() < 0.02


def test_scales_without_spread():
    found = scaled(pd.DataFrame({"grens": [0, 0, 0, 0, 1], "vast": [5, 5, 5, 5, 5]}))
    assert found["vast"].tolist() == [0] * 5
    assert found["grens"].tolist() == pytest.approx([0, 0, 0, 0, 1 / (0.2 * np.sqrt(np.pi / 2))])


def test_no_logarithm_of_nothing():
    with pytest.raises(ValueError, match="inwoners"):
        scaled(pd.DataFrame({"inwoners": [0, 10]}))


@given(st.integers(0, 5000))
@settings(deadline=None, max_examples=40)
def test_distances_equal_scipys_weighted_euclidean(seed):
    rng = np.random.default_rng(seed)
    frame = scaled(municipalities(40, seed))
    weights = dict(zip(NAMES, rng.uniform(0.2, 3, 5), strict=True))
    given_weights = np.array(list(weights.values()))
    own = frame.index[seed % 40]
    expected = cdist(frame.loc[[own]], frame, "euclidean", w=given_weights / given_weights.sum())[0]
    ordered = pd.Series(expected, index=frame.index).drop(own).sort_values(kind="stable").head(10)
    found = alike(frame, own, weights)
    assert found.index.tolist() == ordered.index.tolist()
    assert found["afstand"].tolist() == pytest.approx(ordered.tolist())
    assert (found["dekking"] == 1).all()


@given(st.integers(0, 5000))
@settings(deadline=None, max_examples=20)
def test_neighbours_equal_scikit_learns_on_weighted_features(seed):
    """A weight on a squared difference is its root on the feature."""
    weights = np.random.default_rng(seed).uniform(0.2, 3, len(NAMES))
    frame = scaled(municipalities(60, seed))
    features = frame[NAMES].to_numpy() * np.sqrt(weights / weights.sum())
    own = seed % 60
    distance, at = NearestNeighbors(n_neighbors=11, algorithm="brute").fit(features).kneighbors(features[[own]])
    found = alike(frame, frame.index[own], dict(zip(NAMES, weights, strict=True)))
    assert found.index.tolist() == frame.index[at[0][1:]].tolist()
    assert found["afstand"].tolist() == pytest.approx(distance[0][1:].tolist())


def test_missing_characteristics_by_hand():
    """a and b share only x (weight 3 of 4): distance |1|. a and c: (3·4 + 1·0)/4, root 1,73. d shares only y: not compared."""
    frame = pd.DataFrame({"x": [0, 1, 2, np.nan], "y": [0, np.nan, 0, 0.1]}, index=["a", "b", "c", "d"])
    found = alike(frame, "a", {"x": 3, "y": 1})
    assert found.index.tolist() == ["b", "c"]
    assert found["afstand"].tolist() == pytest.approx([1, np.sqrt(3)])
    assert found["dekking"].tolist() == [0.75, 1.0]
    assert alike(frame, "d", {"x": 3, "y": 1}).empty


def test_what_makes_them_alike():
    """a's median differences are 5 (x), 2 (y), 1 (z), 4 (w): b is near on x (0,2 of it), z (0,5), y (0,75), and far on w."""
    frame = pd.DataFrame(
        {"x": [0, 1, 5, 9], "y": [0, 1.5, 2, 3], "z": [0, 0.5, 1, 7], "w": [0, 4, 4, 4]}, index=list("abcd")
    )
    found = alike(frame, "a", {"x": 1, "y": 1, "z": 1, "w": 1})
    assert found.loc["b", "kenmerken"] == ("x", "z", "y")
    assert found.loc["c", "kenmerken"] == ()
    assert found.loc["d", "kenmerken"] == ()


def test_equal_distances_go_by_code():
    frame = pd.DataFrame({"x": [0.0, 1, -1, 1]}, index=["10", "40", "30", "20"])
    assert alike(frame, "10", {"x": 1}, 2).index.tolist() == ["20", "30"]


def test_every_combination_of_other_weights_or_as_many_as_drawn():
    corners = weightings(np.array([2.0, 1.0]))
    assert sorted(map(tuple, corners.tolist())) == [(1, 0.5), (1, 1.5), (3, 0.5), (3, 1.5)]
    many = weightings(np.ones(12))
    assert many.shape == (256, 12)
    assert set(many.ravel()) == {0.5, 1.5}
    assert (many == weightings(np.ones(12))).all()


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_stability_equals_asking_again_with_each_weighting(missing):
    frame = scaled(municipalities(missing=missing))
    place = frame.index[frame.notna().all(axis=1).to_numpy()][3]
    found = alike(frame, place, EVEN)
    again = [
        set(alike(frame, place, dict(zip(NAMES, row, strict=True))).index) for row in weightings(np.ones(len(NAMES)))
    ]
    for peer, row in found.iterrows():
        assert row["blijft"] == pytest.approx(np.mean([peer in names for names in again]))
    assert steady(found) == sum(all(peer in names for names in again) for peer in found.index)
    assert 0 < steady(found) < 10


def test_a_clear_group_is_steady():
    frame = municipalities(60)
    frame.iloc[:11] = frame.iloc[0].to_numpy() * np.linspace(1, 1.0005, 11)[:, None]
    found = alike(scaled(frame), frame.index[0], EVEN)
    assert set(found.index) == set(frame.index[1:11])
    assert steady(found) == 10


def test_a_place_is_never_its_own_peer_and_order_does_not_matter():
    frame = scaled(municipalities(missing=0.1))
    place = frame.index[5]
    found = alike(frame, place, EVEN)
    assert place not in found.index
    assert len(found) == 10
    shuffled = frame.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(alike(shuffled, place, EVEN), found)


def test_wrong_questions():
    frame = scaled(municipalities(20))
    with pytest.raises(ValueError, match="above 0"):
        alike(frame, frame.index[0], {"inwoners": 0})
    with pytest.raises(KeyError):
        alike(frame, "99999", EVEN)
    with pytest.raises(KeyError):
        alike(frame, frame.index[0], {"onbekend": 1})
