"""What members bring to a region: as printed it adds up, masked it is a range, and what cannot be computed says why."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import members
from dashboard.markup import Markup
from tests.rows import COUNT, FLOW, RATE, frame, indicator, place

GRAAD = indicator(RATE)


def listed(*codes: str, **status: str) -> pd.DataFrame:
    return pd.DataFrame([{"nis": code, "naam": f"Stad {code}", "lidstatus": status.get(code, "lid")} for code in codes])


def brought(now, then=None, reference=None, entry=GRAAD, complete=True, **status):
    known = [row["gebied_id"] for row in now]
    return members.contributed(
        listed(*known, **status), frame(*now), frame(*then) if then else None, entry, reference, complete
    )


def rates(**counts):
    return [place(code, k, n, name=RATE) for code, (k, n) in counts.items()]


def test_contributions_by_hand():
    """40 of 10 000 and 10 of 10 000: 2,5 per 1 000, of which 2,00 and 0,50; beside 3,0 each brings its gap times its weight."""
    found = brought(rates(A=(40, 10_000), B=(10, 10_000)), reference=3.0)
    assert found.leden["niveau_onder"].tolist() == [2.0, 0.5]
    assert found.leden["kloof_onder"].tolist() == [0.5, -1.0]
    assert found.totaal == {"niveau": (2.5, 2.5), "kloof": (-0.5, -0.5)}
    assert found.waarom == {"verandering": "er is geen eerdere periode"}


def test_the_change_of_a_region_is_split_over_its_members():
    found = brought(rates(A=(60, 10_000), B=(10, 10_000)), rates(A=(40, 10_000), B=(10, 10_000)))
    assert found.leden["verandering_onder"].tolist() == [1.0, 0.0]
    assert found.totaal["verandering"] == (1.0, 1.0)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(400, 60_000), st.integers(0, 400)), min_size=1, max_size=9))
def test_as_printed_the_contributions_add_up_to_the_printed_total(counts):
    now = [place(f"{at:02}", k, n, name=RATE) for at, (k, n, _) in enumerate(counts)]
    then = [place(f"{at:02}", k, n, name=RATE) for at, (_, n, k) in enumerate(counts)]
    found = brought(now, then, reference=4.0)
    people = sum(n for _, n, _ in counts)
    true = {
        "niveau": 1000 * sum(k for k, _, _ in counts) / people,
        "verandering": 1000 * sum(k - before for k, _, before in counts) / people,
    }
    true["kloof"] = true["niveau"] - 4.0
    for part, value in true.items():
        printed = [round(100 * one) for one in found.leden[f"{part}_onder"]]
        assert sum(printed) == round(100 * found.totaal[part][0])
        assert found.totaal[part][0] == pytest.approx(value, abs=0.00501)


def test_a_masked_member_brings_a_range_and_leaves_the_others_exact():
    found = brought(rates(A=(40, 10_000), B=((1, 3), 10_000)), reference=3.0)
    assert found.leden["niveau_onder"].tolist() == [2.0, pytest.approx(0.05)]
    assert found.leden["niveau_boven"].tolist() == [2.0, pytest.approx(0.15)]
    assert found.totaal["niveau"] == pytest.approx((2.05, 2.15))
    assert "Een bereik telt niet op" in members.largest_words(found, "niveau", "het gebied", "")


def test_a_masked_denominator_refuses_every_part_and_says_why():
    now = [place("A", 20, 60), place("B", 4, (8, 14))]
    found = brought(now, now, 0.4, indicator(FLOW))
    assert found.totaal == {}
    assert set(found.waarom) == {"niveau", "kloof", "verandering"}
    assert set(found.waarom.values()) == {"in 1 gemeente is het getal waardoor we delen verborgen"}


def test_a_member_of_unknown_membership_counts_in_nothing():
    found = brought(rates(A=(40, 10_000), B=(900, 10_000)), B="grens")
    assert found.totaal["niveau"] == (4.0, 4.0)
    assert found.leden["cijfer"].tolist() == ["4,0", "n.b."]
    assert np.isnan(found.leden["teller_onder"][1])


def test_an_incomplete_region_has_no_gap_and_a_missing_month_no_change():
    now = rates(A=(40, 10_000), B=(10, 10_000))
    then = [*rates(A=(40, 10_000)), place("B", None, name=RATE)]
    found = brought(now, then, 3.0, complete=False)
    assert found.waarom["kloof"] == "het cijfer telt niet alle gemeenten"
    assert found.waarom["verandering"] == "van 1 gemeente is er geen cijfer in beide perioden"


def test_counts_add_up_as_they_are_and_are_not_compared_with_a_larger_area():
    now = [place("A", 30, name=COUNT), place("B", 5, name=COUNT)]
    then = [place("A", 20, name=COUNT), place("B", 9, name=COUNT)]
    found = brought(now, then, 100.0, indicator(COUNT))
    assert found.totaal == {"niveau": (35.0, 35.0), "verandering": (6.0, 6.0)}
    assert found.leden["verandering_onder"].tolist() == [10.0, -4.0]
    assert "verschillende grootte" in found.waarom["kloof"]


def test_a_published_percentage_is_never_summed():
    entry = indicator("kansarmoede_index")
    now = [place("A", 5, name=entry.id), place("B", 22, name=entry.id)]
    found = brought(now, entry=entry)
    assert found.totaal == {}
    body = members.contribution_table(found, entry, "x", {"niveau": "Bijdrage"}, "Titel", lambda name, _: Markup(name))
    assert "27" not in body
    assert "Som" not in body


def test_the_printed_table_ends_with_its_sum():
    found = brought(rates(A=(40, 10_000), B=(10, 10_000)), reference=3.0)
    titles = {"niveau": "Bijdrage", "kloof": "Verschil"}
    body = members.contribution_table(found, GRAAD, "het gebied", titles, "Titel", lambda name, _: Markup(name))
    last = re.findall("<tr>(.*?)</tr>", body)[-1]
    assert re.sub("<[^>]+>", " ", last).split() == ["Som:", "het", "gebied", "50", "2,50", "−0,50"]
