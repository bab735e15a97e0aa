"""Strips: dots that do not cover one another, ranges without a dot, quartiles only as far as they are certain."""

from __future__ import annotations

from dashboard.charts import Dot, Strip, strips
from dashboard.charts.strips import MOST, heights

AXIS = {"range": [0, 10], "tickvals": [0, 10], "ticktext": ["0", "10"]}


def figure(*rows: Strip, sample: bool = False):
    return strips(rows, AXIS, "per 1.000 inwoners", "light", sample)


def test_equal_values_stand_apart_and_stay_on_their_strip():
    found = heights([5.0] * 11, 10)
    assert len(set(found)) == 11
    assert max(abs(level) for level in found) <= MOST
    assert heights([1.0, 5.0, 9.0], 10) == [0, 0, 0]


def test_a_masked_place_is_a_line_and_has_no_dot():
    drawn = figure(Strip("Klein", "", (Dot(2, 4, "bereik"), Dot(3, 3, "punt"), Dot(5, 5, "mijn", "plaats"))))
    lines = [trace for trace in drawn.data if trace.mode == "lines"]
    dots = [trace for trace in drawn.data if trace.mode == "markers"]
    assert [list(trace.x) for trace in lines] == [[2, 4, None]]
    assert [list(trace.x) for trace in dots] == [[3], [5]]
    assert dots[1].marker.symbol == "diamond"
    assert dots[1].hovertext == ("mijn",)


def test_ranges_that_overlap_lie_apart():
    drawn = figure(Strip("Klein", "", tuple(Dot(at / 2, 9, "") for at in range(8))))
    assert len({y for y in drawn.data[0].y if y is not None}) == 8


def test_the_bar_covers_only_what_is_certain_of_the_quartiles():
    exact = figure(Strip("Groot", "", (Dot(3, 3, ""),), ((2, 2), (3, 3), (4, 4)))).layout.shapes
    assert [(shape.x0, shape.x1) for shape in exact] == [(2, 4), (2, 4), (3, 3)]
    wide = figure(Strip("Klein", "", (Dot(3, 3, ""),), ((1, 2), (3, 4), (5, 6)))).layout.shapes
    assert [(shape.x0, shape.x1) for shape in wide] == [(1, 6), (2, 5), (3, 3), (4, 4)]
    assert wide[2].line.dash
    apart = figure(Strip("Klein", "", (Dot(3, 3, ""),), ((1, 4), (2, 5), (3, 6)))).layout.shapes
    assert [(shape.x0, shape.x1) for shape in apart] == [(1, 6), (2, 2), (5, 5)]


def test_names_and_the_sample_word():
    drawn = figure(Strip("Groot (n = 98)", "mediaan over 98 gemeenten: 3,0", ()), sample=True)
    texts = [note.text for note in drawn.layout.annotations]
    assert texts[0].startswith("<b>Groot (n = 98)</b><br>")
    assert texts[1] == "VOORBEELDCIJFERS"
    plain = [note.text for note in figure(Strip("Groot", "", ())).layout.annotations]
    assert len(plain) == 2
    assert "VOORBEELDCIJFERS" not in plain


def test_a_long_unit_stands_on_as_many_lines_as_a_phone_needs_and_takes_no_room_of_the_dots():
    short, long = (strips([Strip("Groot", "", ())], AXIS, unit, "light", False).layout for unit in ("%", "woord " * 20))
    unit = long.annotations[-1].text
    assert max(map(len, unit.split("<br>"))) <= 42
    assert long.height - long.margin.b == short.height - short.margin.b
    assert long.margin.b - short.margin.b == 17 * unit.count("<br>") > 0
