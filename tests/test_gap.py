"""The gap of a region with Vlaanderen, split by size class: it adds up as printed, and is refused where it cannot be made."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import charts, comparators, gap, members, queries
from dashboard.figures import Question, figures
from dashboard.uncertainty.extremes import KAN_NIET
from tests.rows import COUNT, FLOW, RATE, frame, indicator, place

GRAAD = indicator(RATE)
BIG, SMALL = "grootteklasse:groot", "grootteklasse:klein"
CLASSES = pd.DataFrame({"nis": ["A", "B", "C", "D"], "gebied_id": [BIG, SMALL, BIG, SMALL]})
OWN = pd.DataFrame({"nis": ["A", "B"], "lidstatus": ["lid", "lid"]})


def made(a, b, c, d, name=RATE, own=OWN):
    rows = [place(code, k, n, name=name) for code, (k, n) in zip("ABCD", (a, b, c, d), strict=True)]
    return gap.split(own, frame(*rows), CLASSES, indicator(name))


def test_a_split_by_hand():
    """Region: 40 of 10 000 in the big class, 10 of 10 000 in the small. Others: 60 of 10 000 and 90 of 30 000.

    Weights 0,5/0,5 beside 20/60 and 40/60; rates 4 and 1 per 1 000 beside 5 and 2,5; 2,5 beside 200/60 = 3,333.
    Composition: (1/2 - 1/3)·(4 + 5)/2 + (1/2 - 2/3)·(1 + 2,5)/2 = 0,75 - 0,2917 = 0,4583; rates: -0,4167 - 0,875 = -1,2917.
    """
    found = made((40, 10_000), (10, 10_000), (60, 10_000), (90, 30_000))
    assert found.exact
    assert found.vlaanderen == (3.33, 3.33)
    assert found.gebied == (2.5, 2.5)
    assert found.samenstelling == (0.46, 0.46)
    assert found.graad == (-1.29, -1.29)
    assert found.klassen["samenstelling_onder"].tolist() == [0.75, -0.29]
    text = " ".join(gap.words(found, GRAAD, "het gebied", "1 januari 2025"))
    assert "In het gebied was de leefloongraad 2,50 per 1.000 inwoners; in heel Vlaanderen was dat 3,33." in text
    assert "Het verschil van −0,83 per 1.000 inwoners" in text
    assert "+0,46 per 1.000 inwoners hoort bij het andere gewicht van de grootteklassen" in text
    assert gap.LABEL in text


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1_000, 90_000)), min_size=4, max_size=4))
def test_as_printed_everything_adds_up(counts):
    found = made(*counts)
    cents = {name: round(100 * getattr(found, name)[0]) for name in ("vlaanderen", "samenstelling", "graad", "gebied")}
    assert cents["vlaanderen"] + cents["samenstelling"] + cents["graad"] == cents["gebied"]
    for part in gap.PARTS:
        assert sum(round(100 * cell) for cell in found.klassen[f"{part}_onder"]) == cents[part]
    own, people = sum(k for k, _ in counts[:2]), sum(n for _, n in counts[:2])
    assert found.gebied[0] == pytest.approx(1000 * own / people, abs=0.00501)


def test_a_mask_gives_ranges_and_no_waterfall_and_says_so():
    found = made((400, 10_000), ((1, 3), 10_000), (60, 10_000), (90, 30_000))
    assert not found.exact
    assert found.gebied == pytest.approx((20.05, 20.15))
    assert found.oordelen["verschil"] == "hoger"
    text = " ".join(gap.words(found, GRAAD, "het gebied", "1 januari 2025"))
    assert "we tekenen geen waterval" in text


def test_where_masks_hide_which_is_higher_there_is_no_split():
    found = made((10, 10_000), ((1, 90), 10_000), (60, 10_000), (90, 30_000))
    assert found.oordelen["verschil"] == KAN_NIET
    text = " ".join(gap.words(found, GRAAD, "het gebied", "1 januari 2025"))
    assert "Daarom is er geen opsplitsing." in text
    assert "hoort bij" not in text


@pytest.mark.parametrize(
    ("counts", "name", "own", "why"),
    [
        (((30, 50), (5, (8, 12)), (30, 60), (20, 50)), FLOW, OWN, "verborgen"),
        (((40, 10_000), (10, 10_000), (None, None), (90, 30_000)), RATE, OWN, "ontbreekt het cijfer"),
        (((4, None), (1, None), (6, None), (9, None)), COUNT, OWN, "geen verhouding"),
        (((4, 9_000),) * 4, RATE, OWN.assign(lidstatus=["lid", "grens"]), "na een fusie"),
        (((4, 9_000),) * 4, RATE, CLASSES.assign(lidstatus="lid")[["nis", "lidstatus"]], "heel Vlaanderen"),
    ],
)
def test_what_cannot_be_split_says_why(counts, name, own, why):
    found = made(*counts, name=name, own=own)
    assert why in found.reden
    assert gap.words(found, indicator(name), "het gebied", "1 januari 2025")[0].startswith("De opsplitsing")


def test_a_waterfall_runs_from_zero_and_every_step_starts_where_the_last_one_ended():
    drawn = charts.waterfall(("Vlaanderen", 5.0), [("a", -2.0), ("b", 0.5)], ("Gebied", 3.5), "per 1.000", 1, "light")
    bars = [(trace["base"][0], trace["x"][0]) for trace in drawn.traces]
    assert sorted(bars) == [(0.0, 3.5), (0.0, 5.0), (3.0, 0.5), (3.0, 2.0)]
    assert drawn.layout["xaxis"]["range"][0] == 0.0


def test_every_region_of_the_shipped_data_adds_up_as_printed(shipped):
    """Of every kind: what is printed of the split and of the contributions adds up to the hundredth."""
    moment, month = comparators.reference_date(shipped), "2025-09"
    entry = indicator(RATE)
    now, then = (figures(shipped, Question(RATE, periode=periode), "s") for periode in (month, "2024-09"))
    everyone = queries.samenstelling(shipped, soort="grootteklasse", weergave="huidig", peildatum=moment)
    whole = figures(shipped, Question(RATE, "vlaanderen", periode=month), "s")["onder"].iloc[0]
    splits = 0
    for soort in ("regiegebied", "igs", "provincie"):
        composed = queries.samenstelling(shipped, soort=soort, weergave="huidig", peildatum=None)
        for _, own in composed.assign(naam=composed["nis"]).groupby("gebied_id"):
            brought = members.contributed(own, now, then, entry, whole, True)
            for part, total in brought.totaal.items():
                printed = brought.leden[f"{part}_onder"].dropna()
                assert sum(round(100 * one) for one in printed) == round(100 * total[0])
            found = gap.split(own, now, everyone[["nis", "gebied_id"]], entry)
            if found.exact:
                splits += 1
                ends = [found.vlaanderen[0], found.samenstelling[0], found.graad[0], found.gebied[0]]
                first, *parts, last = (round(100 * one) for one in ends)
                assert first + sum(parts) == last
                for part, total in zip(("samenstelling", "graad"), parts, strict=True):
                    assert sum(round(100 * one) for one in found.klassen[f"{part}_onder"]) == total
    assert splits > 40
