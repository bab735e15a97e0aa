"""The 13 centrumsteden: a funnel judged at both extremes, its overdispersion said, and two figures beside one another."""

from __future__ import annotations

import pytest
from scipy.stats import binom

from dashboard import charts, cities
from dashboard.charts.labels import HEIGHT, LETTER, NARROWEST, placed
from dashboard.levels import levels
from dashboard.sentences import Figure
from dashboard.uncertainty.extremes import KAN_NIET
from tests.rows import FLOW, REGISTRATION, frame, indicator, place

SHARE = indicator(FLOW)
REFERENCE = Figure("2025-09", "definitief", 0.4, 0.4, dekking="13/13")


def verdicts(found: cities.Funnel, column: str = "oordeel") -> dict:
    return dict(found.steden.set_index("gebied_id")[column])


def test_a_city_lies_outside_exactly_where_its_binomial_tail_says_so():
    rows = [place(f"{k:03}", k, 200) for k in range(40, 130)]
    found = cities.plotted(frame(*rows), SHARE, REFERENCE)
    for k in range(40, 130):
        low, high = binom.cdf(k, 200, 0.4), binom.sf(k - 1, 200, 0.4)
        side = "onder" if low < 0.001 else "boven" if high < 0.001 else "binnen"
        assert verdicts(found)[f"{k:03}"] == side, k


def test_a_masked_city_is_judged_at_both_extremes():
    rows = [place("A", (80, 140), 200), place("B", (79, 81), (200, 202)), place("C", (130, 140), 200)]
    found = cities.plotted(frame(*rows), SHARE, REFERENCE)
    assert verdicts(found) == {"A": KAN_NIET, "B": "binnen", "C": "boven"}
    text = " ".join(cities.funnel_words(found, "Vlaanderen"))
    assert "Voor Stad A kan niet beslist worden: kleine aantallen zijn verborgen" in text
    assert "buiten de grenzen van 99,8%: Stad C boven de bovengrens" in text


def test_a_masked_reference_widens_the_limits_and_can_make_a_verdict_impossible():
    rows = frame(place("A", 104, 200), place("B", 80, 200))
    exact = cities.plotted(rows, SHARE, REFERENCE)
    masked = cities.plotted(rows, SHARE, Figure("2025-09", "gemaskeerd", 0.38, 0.48, dekking="13/13"))
    assert verdicts(exact)["A"] == "boven"
    assert verdicts(masked)["A"] == KAN_NIET
    assert (masked.grenzen["onder95"] <= exact.grenzen["onder95"]).all()
    assert (masked.grenzen["boven95"] >= exact.grenzen["boven95"]).all()
    assert masked.midden == pytest.approx((38.0, 48.0))


def test_overdispersion_is_said_and_judged_with_wider_limits():
    spread = [place(f"{at:02}", k, 400) for at, k in enumerate((100, 110, 125, 140, 160, 180, 195, 210, 220))]
    found = cities.plotted(frame(*spread), SHARE, REFERENCE)
    assert found.spreiding.aangetoond
    assert "onder" in verdicts(found).values()
    assert set(verdicts(found, "oordeel_ruim").values()) == {"binnen"}
    assert "geen enkele stad nog zeker erbuiten" in cities.funnel_words(found, "Vlaanderen")[-1]
    calm = cities.plotted(frame(*(place(f"{at:02}", 160, 400) for at in range(9))), SHARE, REFERENCE)
    assert "kunnen we niet aantonen" in cities.funnel_words(calm, "Vlaanderen")[-1]


def test_a_funnel_needs_limits_by_chance_a_reference_and_two_cities():
    rows = frame(place("A", 50, 100, name=REGISTRATION), place("B", 60, 100, name=REGISTRATION))
    with pytest.raises(ValueError, match="geen"):
        cities.plotted(rows, indicator(REGISTRATION), REFERENCE)
    assert cities.plotted(frame(place("A", 50, 100)), SHARE, REFERENCE) is None
    missing = Figure("2025-09", "ontbreekt")
    assert cities.plotted(frame(place("A", 50, 100), place("B", 50, 100)), SHARE, missing) is None


def test_two_figures_beside_one_another_count_only_what_is_certain():
    first = levels(frame(*(place(code, k, 100) for code, k in zip("ABCD", (60, 30, 60, (35, 45)), strict=True))), SHARE)
    second = levels(frame(*(place(code, k, 100) for code, k in zip("ABCD", (70, 20, 30, 70), strict=True))), SHARE)
    text = cities.quadrants(first, second, (40.0, 50.0), ("het ene", "het andere"), "Vlaanderen")
    assert text.startswith(
        "In 1 stad liggen het ene en het andere allebei boven die van Vlaanderen, in 1 allebei eronder, in 1 "
    )
    assert "Voor 1 stad kan dat niet gezegd worden." in text


def test_a_funnel_draws_a_masked_city_as_a_box_and_an_outside_one_as_a_diamond():
    rows = frame(place("A", (79, 85), (200, 204)), place("B", 140, 200))
    drawn = charts.funnel(cities.plotted(rows, SHARE, REFERENCE), SHARE, "light", "vergelijking")
    box, diamond = drawn.traces[-2:]
    assert box["mode"] == "lines"
    assert box["x"] == [200, 204, 204, 200, 200]
    assert diamond["marker"]["symbol"] == "diamond"


def test_a_scatter_draws_a_line_where_one_of_two_figures_is_masked():
    points = [charts.Point("A", (1.0, 1.0), (2.0, 3.0)), charts.Point("B", (4.0, 4.0), (5.0, 5.0))]
    line, dot = charts.scatter(points, ("% x", "% y"), (None, 2.5), "light").traces
    assert (line["mode"], set(line["x"]), set(line["y"])) == ("lines", {1.0}, {2.0, 3.0})
    assert "fillpattern" not in line
    assert (dot["mode"], dot["x"], dot["y"]) == ("markers", [4.0], [5.0])


def test_names_never_overlap_and_the_chosen_one_is_placed_first():
    points = [(0.5 + 0.004 * at, 0.5 + 0.003 * at, f"Stad nummer {at}") for at in range(9)]
    found = placed(points, 340, [8])
    assert 8 in found
    assert len(found) < 9
    boxes = []
    for at, spot in found.items():
        x, y, name = points[at]
        width, middle = LETTER * len(name), x * NARROWEST + spot["xshift"]
        left = (
            middle
            if spot["xanchor"] == "left"
            else middle - width
            if spot["xanchor"] == "right"
            else middle - width / 2
        )
        boxes.append((left, left + width, y * 340 + spot["yshift"]))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= HEIGHT
