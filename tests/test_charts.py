"""The trend chart: how each doubt is drawn, and that words never overlap."""

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from plotly.io import to_json

from dashboard.catalogue import catalogue
from dashboard.charts import CONFIG, Line, canvas, occasions, trend
from dashboard.events import Event, events

LEEFLOON = catalogue().indicatoren["leefloon"]
GRAAD = catalogue().indicatoren["leefloongraad"]
AANDEEL = catalogue().indicatoren["aandeel_jongvolwassenen"]


def months(
    values: list, status: str = "definitief", herkomst: str = "gepubliceerd", voorlopig: int = 0
) -> pd.DataFrame:
    """A frame of months from 2015-01; a value is a number, limits, or None."""
    rows = []
    for at, value in enumerate(values):
        lower, upper = value if isinstance(value, tuple) else (value, value)
        exact = lower if lower == upper else None
        provisional = at >= len(values) - voorlopig
        rows.append(
            (
                f"{2015 + at // 12}-{at % 12 + 1:02}",
                lower,
                upper,
                exact,
                "voorlopig" if provisional else status,
                provisional,
            )
        )
    frame = pd.DataFrame(rows, columns=["periode", "onder", "boven", "waarde", "status", "voorlopig"])
    frame[["onder", "boven", "waarde"]] = frame[["onder", "boven", "waarde"]].astype(float)
    begin = pd.to_datetime(frame["periode"] + "-01")
    return frame.assign(van=begin, stab_onder=None, stab_boven=None, herkomst=herkomst).astype(
        {"stab_onder": float, "stab_boven": float}
    )


def drawn(frame: pd.DataFrame, indicator=LEEFLOON, happened=(), marked: str = "", scheme: str = "light"):
    return trend([Line("Gent", frame)], indicator, happened, scheme, marked)


def of_mode(figure, mode: str) -> list:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == mode]


def test_provisional_months_are_dashed_with_an_open_dot():
    figure = drawn(months([10, 11, 12, 13, 14], voorlopig=2))
    solid, dashed = of_mode(figure, "lines")
    assert solid.line.dash is None
    assert solid.x == ("2015-01-01", "2015-02-01", "2015-03-01")
    assert dashed.line.dash
    assert dashed.x == ("2015-03-01", "2015-04-01", "2015-05-01")
    assert of_mode(figure, "markers")[0].marker.color == "#ffffff"


def test_masked_is_a_hatched_bar_without_a_dot():
    figure = drawn(months([10, (12, 18), 11]))
    bar = next(trace for trace in figure.data if trace.type == "bar")
    assert bar.marker.pattern.shape == "/"
    assert (bar.x, bar.base, bar.y) == (("2015-02-01",), (12,), (6,))
    dots = [dict(zip(trace.x, trace.y, strict=True)) for trace in figure.data if trace.type == "scatter"]
    assert dots
    assert all(values.get("2015-02-01") is None for values in dots)
    assert "tussen 12 en 18" in bar.hovertext[0]


def test_missing_is_a_gap_with_a_question_mark():
    figure = drawn(months([10, None, 12]))
    assert all(not trace.connectgaps for trace in figure.data if trace.type == "scatter")
    mark = of_mode(figure, "text")[0]
    assert list(mark.text) == ["?"]


def test_chance_is_a_whisker_at_the_month_the_page_speaks_of():
    frame = months([10, 11, 12]).assign(stab_onder=5.0, stab_boven=20.0)
    figure = drawn(frame, marked="2015-02")
    whisker = next(
        trace.error_y for trace in figure.data if trace.type == "scatter" and trace.error_y.array is not None
    )
    assert list(whisker.array) == [9]
    assert list(whisker.arrayminus) == [6]


def test_a_sample_carries_its_word():
    def has_word(frame):
        return any(
            note.name == "voorbeeld" and note.text == "VOORBEELDCIJFERS" for note in drawn(frame).layout.annotations
        )

    assert has_word(months([1, 2], herkomst="voorbeeld"))
    assert not has_word(months([1, 2]))


def test_an_axis_that_does_not_start_at_zero_says_so():
    assert any("begint niet bij nul" in note.text for note in drawn(months([100, 101, 102])).layout.annotations)
    from_zero = drawn(months([1, 50, 100]))
    assert from_zero.layout.yaxis.range[0] == 0
    assert not any("begint niet bij nul" in note.text for note in from_zero.layout.annotations)


def test_numbers_and_months_are_dutch():
    figure = drawn(months([10_000 + 100 * at for at in range(30)]))
    assert figure.layout.separators == ",."
    assert figure.data[0].hovertext[0] == "januari 2015: 10.000"
    assert figure.data[0].hovertemplate.endswith("%{hovertext} personen<extra></extra>")
    assert all("." in text for text in figure.layout.yaxis.ticktext)
    assert not CONFIG["displayModeBar"]


def test_people_are_counted_in_whole_ticks():
    assert drawn(months([0, 1, 2])).layout.yaxis.ticktext == ("0", "1", "2")


def test_a_share_is_drawn_in_its_unit():
    figure = drawn(months([0.25, 0.5]), indicator=AANDEEL)
    assert "25,0 % van" in figure.data[0].hovertext[0] or "25,0" in figure.data[0].hovertext[0]
    assert max(figure.layout.yaxis.range) > 50


def test_two_lines_are_named_at_their_ends_apart():
    own, other = months([5.0, 5.1]), months([5.0, 5.12])
    figure = trend([Line("Gent", own), Line("Vlaanderen", other, "vergelijk")], GRAAD, [], "light")
    ends = [note for note in figure.layout.annotations if note.text.startswith("<b>")]
    assert [note.text.split("<br>")[1] for note in ends] == ["Gent", "Vlaanderen"]
    per_pixel = (figure.layout.yaxis.range[1] - figure.layout.yaxis.range[0]) / canvas.PLOT
    heights = [note.y / per_pixel + note.yshift for note in ends]
    assert heights[1] - heights[0] >= 30


def test_dark_takes_other_colours():
    light, dark = (drawn(months([1, 2, 3]), scheme=scheme).data[0].line.color for scheme in ("light", "dark"))
    assert light != dark


def test_events_of_the_span_get_a_rule_and_a_word():
    figure = drawn(months([10] * 132), happened=events())
    words = {note.text for note in figure.layout.annotations}
    assert {"Fusies 2019", "Corona", "Fusies 2025"} <= words
    assert "Werkloosheidsuitkering beperkt" not in words
    assert len(figure.layout.shapes) == 5


def test_no_two_event_words_overlap():
    known = [event for event in events() if event.datum < date(2026, 1, 1)]
    places = occasions.placed(known, date(2015, 1, 1), date(2025, 12, 1))
    days = (date(2025, 12, 1) - date(2015, 1, 1)).days
    spans: dict[int, list[tuple[float, float]]] = {}
    for event, (row, anchor) in zip(known, places, strict=True):
        at = (event.datum - date(2015, 1, 1)).days / days * occasions.NARROWEST_PLOT
        width = occasions.LETTER * len(event.naam)
        spans.setdefault(row, []).append((at - width, at) if anchor == "right" else (at, at + width))
    for row in spans.values():
        ordered = sorted(row)
        assert all(first[1] <= second[0] for first, second in pairwise(ordered))


def test_an_event_at_the_left_edge_stays_inside():
    event = Event(date(2015, 2, 1), "Een lange naam", "", "")
    assert occasions.placed([event], date(2015, 1, 1), date(2025, 12, 1)) == [(0, "left")]


@pytest.mark.parametrize(
    ("low", "high", "whole", "expected"),
    [
        (0, 10, False, [0, 2, 4, 6, 8, 10]),
        (0, 1.06, True, [0, 1]),
        (24_000, 41_000, False, [25_000, 30_000, 35_000, 40_000]),
    ],
)
def test_round_ticks(low, high, whole, expected):
    assert canvas.nice_ticks(low, high, whole) == expected


def test_a_figure_that_is_sent_holds_what_a_checked_one_holds(monkeypatch: pytest.MonkeyPatch):
    frame = months([10, None, (1, 4), 12, 13], voorlopig=2)
    checked = drawn(frame, happened=events(), marked="2015-04")
    monkeypatch.setattr(canvas, "CHECKED", False)
    sent = drawn(frame, happened=events(), marked="2015-04")
    assert isinstance(sent, canvas.Sent)
    found, wanted = (json.loads(to_json(figure.to_dict(), validate=False)) for figure in (sent, checked))
    assert wanted["layout"].pop("template") == {"data": {"scatter": [{"type": "scatter"}]}}  # no look of Plotly's own
    assert found == wanted
