"""Places in order: who is ranked, with which range, and what a table and a dot plot say of each."""

from __future__ import annotations

import re

from dashboard import charts, regions
from dashboard.levels import INCOMPLETE, levels, lying_between, order_file, order_table, rank_words
from dashboard.markup import Markup
from tests.rows import COUNT, FLOW, RATE, REGISTRATION, frame, indicator, place

SHARE = indicator(FLOW)


def four():
    """Exact 50%, masked 40 to 60%, exact 30%, and one that counts two of three municipalities."""
    return frame(
        place("A", 50, 100),
        place("B", (40, 60), 100),
        place("C", 30, 100),
        place("D", 90, 100, dekking="2/3", delen=3, bekend=2),
        place("E", 3, 5),
        place("F", None, None),
    )


def by_name(rows):
    return {row.gebied_id: row for row in rows}


def test_a_masked_place_has_a_range_of_ranks_and_an_incomplete_one_has_none():
    found = by_name(levels(four(), SHARE))
    ranks = {name: (row.beste, row.slechtste) for name, row in found.items()}
    assert ranks["A"] == (1, 2)
    assert ranks["B"] == (1, 2)
    assert ranks["C"] == (3, 3)
    assert ranks["D"] == ranks["E"] == ranks["F"] == (None, None)
    assert found["D"].waarom == INCOMPLETE
    assert found["E"].waarom == "het aantal beëindigde trajecten is kleiner dan 10"
    assert found["F"].waarom == "de bron heeft dat cijfer niet geleverd"


def test_the_order_is_by_certain_limits_with_the_unranked_last():
    assert [row.gebied_id for row in levels(four(), SHARE)] == ["B", "A", "C", "D", "E", "F"]


def test_chance_widens_a_rank_and_a_masked_place_keeps_no_stability_interval():
    found = by_name(levels(four(), SHARE))
    assert (found["A"].toeval_beste, found["A"].toeval_slechtste) == (1, 3)
    assert found["A"].laag is not None
    assert found["B"].laag is None
    assert found["B"].masked


def test_no_rank_by_chance_where_the_numerator_is_no_part_of_the_denominator():
    entry = indicator(REGISTRATION)
    found = levels(frame(place("A", 50, 100, name=REGISTRATION), place("B", 120, 100, name=REGISTRATION)), entry)
    assert [(row.beste, row.toeval_beste) for row in found] == [(1, None), (2, None)]
    assert "kunnen we hier niet berekenen" in rank_words(found[0], 2)
    assert found[0].onder == 120


def test_a_region_of_low_certainty_stays_out_until_it_is_asked_for():
    import pandas as pd

    areas = pd.DataFrame({"gebied_id": ["A", "C"], "zekerheid": ["laag", "hoog"]})
    out = by_name(levels(four(), SHARE, regions.uncertain(areas, included=False)))
    kept = by_name(levels(four(), SHARE, regions.uncertain(areas, included=True)))
    assert out["A"].beste is None
    assert out["A"].waarom == regions.LOW
    assert (out["C"].beste, out["C"].slechtste) == (2, 2)
    assert kept["A"].ranked
    words = regions.order_words([*out.values()], "regiegebied")
    assert words[0] == "In de rangschikking staan 2 regiegebieden."
    assert f"Niet gerangschikt: Stad A ({regions.LOW})." in words


def test_a_sentence_names_only_who_certainly_stands_at_an_end():
    rows = [row for row in levels(four(), SHARE) if row.ranked]
    text = lying_between(rows, SHARE, "de 3 steden", "2023-K3..2025-K2")
    assert text.endswith("in de 3 steden tussen 30,0% (Stad C) en 60,0%.")


def test_a_table_shows_a_range_of_ranks_and_no_rank_for_who_has_none():
    body = order_table(levels(four(), SHARE), SHARE, "Titel", lambda name, _: Markup(name), "Stad")
    cells = [re.sub("<[^>]+>", "|", row) for row in re.findall("<tr>.*?</tr>", body)]
    assert "1 tot 2" in cells[1]
    assert "tussen 40,0% en 60,0%" in cells[1]
    assert "|–|" in cells[4].replace("||", "|")
    assert INCOMPLETE in cells[4]


def test_a_file_holds_both_ranges_beside_the_figures():
    found = frame(place("A", 50, 100), place("B", (40, 60), 100))
    file = order_file(levels(found, SHARE), found).set_index("gebied_id")
    assert file.loc["B", ["plaats_beste", "plaats_slechtste"]].tolist() == [1, 2]
    assert list(file.columns[-5:]) == [
        "plaats_beste", "plaats_slechtste", "toeval_beste", "toeval_slechtste", "niet_gerangschikt",
    ]  # fmt: skip


def test_a_masked_place_is_a_hatched_bar_without_a_dot_and_without_whisker():
    drawn = charts.dots(levels(four(), SHARE), SHARE, "light")
    bars = [trace for trace in drawn.traces if trace["type"] == "bar"]
    assert [(bar["base"], bar["x"]) for bar in bars] == [([40.0], [20.0])]
    assert bars[0]["marker"]["pattern"]["shape"] == "/"
    dots = [trace for trace in drawn.traces if trace["type"] == "scatter"]
    assert sorted(dot["x"][0] for dot in dots) == [30.0, 50.0, 90.0]
    assert all("error_x" in dot for dot in dots)


def test_a_provisional_figure_is_an_open_dot_and_a_count_needs_no_limits():
    rows = levels(
        frame(place("A", 12, name=COUNT, voorlopig=True, status="voorlopig"), place("B", 30, name=COUNT)),
        indicator(COUNT),
    )
    ground = {dot["x"][0]: dot["marker"]["color"] for dot in charts.dots(rows, indicator(COUNT), "light").traces}
    assert ground[12.0] != ground[30.0]
    assert ground[12.0] == "#ffffff"


def test_two_charts_with_one_span_share_their_axis():
    rows = levels(frame(place("A", 500, 100_000, name=RATE), place("B", 900, 100_000, name=RATE)), indicator(RATE))
    span = charts.span(rows, [("vergelijking", 20.0)])
    assert charts.dots(rows[:1], indicator(RATE), "light", axis=span).layout["xaxis"]["range"] == list(span)
    assert span[1] > 20
