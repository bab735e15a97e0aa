"""The municipalities most alike: the table of characteristics, weights in the address, what a masked characteristic does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics.pairwise import nan_euclidean_distances
from sklearn.neighbors import NearestNeighbors

from dashboard import alike, areas, comparators, database, figures
from dashboard.alike import weights as weighing
from dashboard.areas import UnknownArea
from dashboard.ingest import state
from dashboard.uncertainty import peers

NAMES = list(alike.CHARACTERISTICS)


def table(rows: dict[str, dict[str, float]]) -> pd.DataFrame:
    """A table of characteristics with one value for what a municipality does not name."""
    return pd.DataFrame(
        [
            {"nis": nis, "naam": nis.upper(), "kenmerk": name, "waarde": values.get(name, 5.0), "periode": "2026"}
            for nis, values in rows.items()
            for name in NAMES
        ]
    )


def test_weights_of_an_address():
    found, problems = weighing.parse("inwoners:2,inkomen:0", NAMES)
    assert (found["inwoners"], found["inkomen"], found["klasse"], problems) == (2, 0, 1, [])
    assert weighing.text(found) == "inwoners:2,inkomen:0"
    assert weighing.parse(weighing.text(found), NAMES) == (found, [])
    assert "inkomen" not in weighing.counting(found)


@pytest.mark.parametrize("text", ["", "gelijk", " "])
def test_no_weights_are_even_weights(text: str):
    found, problems = weighing.parse(text, NAMES)
    assert (set(found.values()), problems) == ({1}, [])
    assert weighing.text(found) == "gelijk"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("geluk:2", "Gewicht 'geluk:2' bestaat niet. Kies uit: inwoners, dichtheid"),
        ("inwoners:9", "Gewicht 'inwoners:9': kies een heel getal van 0 tot 3."),
        ("inwoners", "Gewicht 'inwoners': kies een heel getal van 0 tot 3."),
        (",".join(f"{name}:0" for name in NAMES), "Er moet minstens één kenmerk meetellen."),
    ],
)
def test_weights_without_sense_are_named_and_count_once(text: str, said: str):
    found, problems = weighing.parse(text, NAMES)
    assert set(found.values()) == {1}
    assert problems[0].startswith(said)


def test_a_weight_of_nothing_leaves_a_characteristic_out():
    """b has the same income as a, c the same inhabitants: who is nearest hangs on which of the two counts."""
    rows = {
        "a": {"inwoners": 1000, "inkomen": 10},
        "b": {"inwoners": 9000, "inkomen": 10},
        "c": {"inwoners": 1000, "inkomen": 30},
        "d": {"inwoners": 5000, "inkomen": 20},
    }
    only = {"inwoners": weighing.even(NAMES) | {"inkomen": 0}, "inkomen": weighing.even(NAMES) | {"inwoners": 0}}
    assert alike.nearest(table(rows), "a", only["inwoners"]).index[0] == "c"
    assert alike.nearest(table(rows), "a", only["inkomen"]).index[0] == "b"


def test_the_usual_distance_by_hand():
    """Distances 1, 3 and 2 on x alone: median 2. With y (weight 3) unknown for c only a and b can be compared: 1."""
    frame = pd.DataFrame({"x": [0.0, 1, 3], "y": [0, 0, np.nan]}, index=["a", "b", "c"])
    assert alike.usual_distance(frame, {"x": 1.0}) == 2
    assert alike.usual_distance(frame, {"x": 1.0, "y": 3.0}) == 0.5


def test_distances_and_neighbours_equal_scikit_learns_on_the_shipped_data(shipped):
    """scikit-learn scales up the rest where one of both misses something: with even weights our distance, times a constant."""
    scaled = alike.scale(alike.characteristics(shipped))
    weights = weighing.counting(weighing.even(NAMES))
    apart = nan_euclidean_distances(scaled) / np.sqrt(len(NAMES))
    known = scaled.notna().to_numpy(int)
    apart[known @ known.T < peers.COMPARED_AT_LEAST * len(NAMES)] = 1e6
    pairs = apart[np.triu_indices(len(scaled), k=1)]
    assert alike.usual_distance(scaled, weights) == pytest.approx(float(np.median(pairs[pairs < 1e6])))
    search = NearestNeighbors(n_neighbors=11, metric="precomputed").fit(apart)
    for nis in ("41081", "44021", "31042", "73111"):
        distance, at = (found[0] for found in search.kneighbors(apart[[scaled.index.get_loc(nis)]]))
        theirs = dict(zip(scaled.index[at], distance, strict=True))
        assert theirs.pop(nis) == 0
        ours = peers.alike(scaled, nis, weights)["afstand"]
        assert set(ours.index) == set(theirs)
        assert ours.to_dict() == pytest.approx(theirs)


def test_a_municipality_with_too_little_known_says_so():
    rows = {"a": dict.fromkeys(NAMES[:5], np.nan), "b": {}, "c": {"inkomen": 6}}
    with pytest.raises(UnknownArea, match="Voor A is minder dan de helft van wat u weegt gekend"):
        alike.nearest(table(rows), "a", weighing.even(NAMES))
    with pytest.raises(UnknownArea, match="geen gemeente van vandaag"):
        alike.nearest(table(rows), "z", weighing.even(NAMES))


def test_the_characteristics_of_the_shipped_data(shipped):
    found = alike.characteristics(shipped)
    assert len(found) == 285 * len(NAMES)
    by_name = found.groupby("kenmerk")
    periods = {name: set(rows["periode"]) for name, rows in by_name}
    assert periods["inwoners"] == periods["klasse"] == {"2026"}
    assert periods["leefloongraad"] == {"2024"}
    assert periods["jongvolwassenen"] == {"2025-01"}
    masked = found[found["status"] == "gemaskeerd"]
    assert set(masked["kenmerk"]) == {"jongvolwassenen"}
    assert masked["waarde"].isna().all()
    assert (masked["onder"] < masked["boven"]).all()
    classes = alike.wide(found)["klasse"]
    assert classes.value_counts().loc[4] == 13
    assert classes["44021"] == 4
    assert {"voorbeeld"} == set(found.loc[found["kenmerk"] == "leefloongraad", "herkomst"])


def test_the_table_is_one_for_a_database_and_cannot_be_spoiled(shipped):
    first = alike.characteristics(shipped)
    first["waarde"] = 0.0
    assert alike.characteristics(shipped)["waarde"].sum() > 0


def test_the_ten_most_alike_of_the_shipped_data(shipped):
    codes = alike.alike(shipped, "41081")
    assert len(set(codes)) == 10
    assert "41081" not in codes
    assert codes != alike.alike(shipped, "41081", "inwoners:3,klasse:0,leefloongraad:0")
    assert alike.moment(shipped) == "1 januari 2026 of eerder"
    with pytest.raises(UnknownArea, match="Gewicht 'geluk:2' bestaat niet"):
        alike.alike(shipped, "41081", "geluk:2")


def test_a_masked_characteristic_is_left_out_and_said(shipped):
    """Zuienkerke's young adults are hidden: it is compared with everyone on the seven other characteristics at most."""
    found = alike.nearest(alike.characteristics(shipped), "31042", weighing.even(NAMES))
    assert found["dekking"].max() == 7 / 8
    assert not any("jongvolwassenen" in traits for traits in found["kenmerken"])


def test_the_ten_are_a_comparator_with_number_and_date(shipped):
    zottegem = areas.find(shipped, "Zottegem", "gemeente")
    other = comparators.find(shipped, "vergelijkbaar", zottegem)
    assert other.naam == "de 10 gemeenten die het meest op Zottegem lijken (kenmerken van 1 januari 2026 of eerder)"
    assert (other.aantal, other.leden) == (10, alike.alike(shipped, "41081"))
    one = figures.figures(shipped, other.question("leefloon", "2024-09"), "s").iloc[0]
    parts = figures.figures(shipped, figures.Question("leefloon", gebieden=other.leden, periode="2024-09"), "s")
    assert (len(parts), one["teller"]) == (10, parts["teller"].sum())


def test_own_weights_are_part_of_the_comparator(shipped):
    zottegem = areas.find(shipped, "Zottegem", "gemeente")
    weights = "inwoners:3,klasse:0,leefloongraad:0"
    other = comparators.find(shipped, f"vergelijkbaar:{weights}", zottegem)
    assert other.id == f"vergelijkbaar:{weights}"
    assert other.leden == alike.alike(shipped, "41081", weights)
    assert other.naam.endswith("(kenmerken van 1 januari 2026 of eerder, met eigen gewichten)")
    assert comparators.find(shipped, "vergelijkbaar:gelijk", zottegem) == comparators.find(
        shipped, "vergelijkbaar", zottegem
    )
    with pytest.raises(UnknownArea, match="Gewicht 'geluk:2' bestaat niet"):
        comparators.find(shipped, "vergelijkbaar:geluk:2", zottegem)
    with pytest.raises(UnknownArea, match="kan alleen voor één gemeente"):
        comparators.find(shipped, "vergelijkbaar", areas.find(shipped, "vlaanderen:vlaanderen"))


def test_a_source_that_was_never_delivered_is_missing_and_the_rest_is_still_compared():
    model = database.build(state.initial().tables())
    table = alike.characteristics(model)
    rows = table[table["kenmerk"] == "leefloongraad"]
    assert set(rows["status"]) == {"ontbreekt"}
    assert rows["waarde"].isna().all()
    assert len(rows) == (table["kenmerk"] == "inwoners").sum()
    assert len(alike.nearest(table, "44021", {"inwoners": 1, "dichtheid": 1})) == 10
