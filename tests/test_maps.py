"""What a map draws of a figure: class at the limits, hatch for what is hidden, a legend that counts, circles in proportion."""

import json
import math
import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from dashboard import cautions, maps
from dashboard.catalogue import catalogue
from dashboard.maps import Places
from dashboard.maps.classes import NAMES, mark

ENTRIES = catalogue().indicatoren
RATE, COUNT, AROUND = ENTRIES["leefloongraad"], ENTRIES["leefloon"], ENTRIES["registratiegraad"]
EMPTY = dict.fromkeys(cautions.NEEDED)
SQUARE = {"A": (0, 0), "B": (10, 0), "C": (0, 10), "D": (10, 10)}


def figure(area: str = "A", low: float | None = 2.5, high: float | None = None, **more: object) -> dict:
    """One row of a figures frame; definitive, whole and exact unless said otherwise."""
    high = low if high is None else high
    status = "gemaskeerd" if low != high else "definitief"
    row = EMPTY | {"gebied_id": area, "gebied": f"Gemeente {area}", "soort": "gemeente", "periode": "2025-01"}
    row |= {
        "telling": "stand",
        "onder": low,
        "boven": high,
        "status": status,
        "voorlopig": False,
        "delen": 1,
        "bekend": 1,
    }
    row |= {"grens": 0, "aangenomen": 0, "gemaskeerd": int(low != high), "herkomst": "voorbeeld", "noemer_onder": 1000}
    row |= {"noemer_boven": 1000, "van": pd.Timestamp("2025-01-01"), "stab_onder": None, "stab_boven": None}
    row |= {"noemer": 1000, "gebied_id": area}
    row |= {"teller_periode": "2025-01", "noemer_periode": "2025", "dekking_inwoners": 1.0}
    return row | more


def absent(area: str, status: str) -> dict:
    return figure(area, None, status=status, bekend=0)


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def own(*areas: str) -> Places:
    return Places({area: (area,) for area in areas})


def marked(row: dict, indicator=RATE, reference=None):
    return mark(row, maps.scale(indicator), reference)


def numbers(panel: maps.Panel) -> dict:
    return {(entry.soort, entry.waarde): entry.aantal for entry in panel.legende}


@pytest.mark.parametrize(
    ("value", "klasse"), [(0, 0), (0.94, 0), (0.96, 1), (1, 1), (1.94, 1), (2, 2), (11.94, 5), (12, 6), (99, 6)]
)
def test_a_limit_belongs_to_the_class_above_it_as_the_figure_is_read(value, klasse):
    assert RATE.klassen == (1, 2, 3, 5, 8, 12)
    assert marked(figure(low=value)).klasse == klasse


def test_a_masked_figure_gets_a_class_only_where_its_limits_agree():
    assert (marked(figure(low=3.2, high=4.8)).klasse, marked(figure(low=3.2, high=4.8)).patroon) == (3, "verborgen")
    assert (marked(figure(low=2.2, high=4.8)).klasse, marked(figure(low=2.2, high=4.8)).patroon) == (None, "verborgen")


@pytest.mark.parametrize(
    ("status", "patroon"),
    [
        ("ontbreekt", "ontbreekt"),
        ("buiten_bereik", "buiten_bereik"),
        ("te_klein", "geen_verhouding"),
        ("niet_van_toepassing", "geen_verhouding"),
        ("niet_berekenbaar", "niet_berekenbaar"),
        ("nog_niet_waarneembaar", "nog_niet"),
    ],
)
def test_without_a_figure_there_is_a_pattern_and_no_class(status, patroon):
    found = marked(absent("A", status))
    assert (found.klasse, found.patroon) == (None, patroon)


def test_zero_is_a_figure():
    assert (marked(figure(low=0)).klasse, marked(figure(low=0)).patroon) == (0, "")


def test_an_incomplete_figure_is_not_coloured_as_if_it_were_whole():
    found = marked(figure(low=4, delen=8, bekend=6))
    assert (found.klasse, found.patroon) == (None, "onvolledig")


def test_round_vlaanderen_the_middle_class_holds_its_own_figure():
    reference = (0.6, 0.6)
    assert marked(figure(low=0.6), AROUND, reference).klasse == 3
    assert marked(figure(low=0.549), AROUND, reference).klasse == 2
    assert marked(figure(low=0.65), AROUND, reference).klasse == 4
    assert marked(figure(low=0.2), AROUND, reference).klasse == 0
    assert marked(figure(low=1.4), AROUND, reference).klasse == 6


def test_round_vlaanderen_the_range_of_vlaanderen_counts_too():
    assert marked(figure(low=0.64), AROUND, (0.6, 0.6)).klasse == 3
    assert marked(figure(low=0.64), AROUND, (0.55, 0.6)).patroon == "verborgen"
    assert marked(figure(low=0.64), AROUND, None).klasse is None


def test_round_vlaanderen_the_map_says_what_it_is_measured_against():
    place = own("A")
    assert maps.panel(AROUND, frame(figure(low=0.6)), place, "t", (0.604, 0.604)).uitleg.endswith("Vlaanderen (60,4%)")
    assert maps.panel(AROUND, frame(figure(low=0.6)), place, "t", (0.55, 0.604)).uitleg.endswith("(55,0–60,4%)")
    assert "geen kleuren" in maps.panel(AROUND, frame(figure(low=0.6)), place, "t", None).uitleg
    assert maps.panel(RATE, frame(figure()), place, "t").uitleg == ""


def test_every_mark_is_another_number():
    rows = [figure(low=value) for value in (0, 1, 2, 3, 5, 8, 12)]
    rows += [figure(low=4, voorlopig=True, status="voorlopig"), figure(low=3.2, high=4.8), figure(low=2.2, high=4.8)]
    rows += [absent("A", "ontbreekt"), absent("A", "buiten_bereik"), figure(low=4, delen=2)]
    codes = [marked(row).code for row in rows]
    assert len(set(codes)) == len(codes)
    for code, row in zip(codes, rows, strict=True):
        found = marked(row)
        assert (code & 7) - 1 == (-1 if found.klasse is None else found.klasse)
        assert NAMES[(code >> 3) & 15] == found.patroon
    assert max(codes) < 256


def test_the_legend_counts_every_area_once_but_for_what_it_calls_a_part():
    rows = [figure("A", 0.5), figure("B", 3.2, 4.8), figure("C", 2.2, 4.8), absent("D", "ontbreekt")]
    found = numbers(maps.panel(RATE, frame(*rows), own("A", "B", "C", "D", "E"), "t"))
    assert found[("klasse", 0)] == 1
    assert found[("klasse", 3)] == 1
    assert found[("klasse", 6)] == 0
    assert found[("gearceerd", "verborgen")] == 1
    assert found[("patroon", "verborgen")] == 1
    assert found[("patroon", "ontbreekt")] == 1
    classes = sum(number for (kind, _), number in found.items() if kind == "klasse")
    patterns = sum(number for (kind, _), number in found.items() if kind == "patroon")
    assert classes + patterns == 4


def test_the_legend_says_how_many_municipalities_are_in_no_area_and_how_many_are_provisional():
    rows = [figure("x", 4, voorlopig=True, status="voorlopig"), figure("y", 5)]
    where = Places({"A": ("x",), "B": ("y",), "C": (), "D": ("x", "y"), "E": ()}, frozenset({"E"}))
    panel = maps.panel(RATE, frame(*rows), where, "t")
    found = numbers(panel)
    assert found[("voorlopig", "")] == 1
    assert found[("patroon", "meer")] == 1
    blank = [(entry.tekst, entry.aantal) for entry in panel.legende if entry.waarde == "geen_gebied"]
    assert [number for _, number in blank] == [1, 1]
    assert "toen in delen" in blank[1][0]


def test_the_words_of_an_area_name_figure_unit_and_doubt():
    rows = [
        figure("A", 9.94, stab_onder=8.7, stab_boven=10.2),
        figure("B", 2.2, 4.8),
        absent("C", "ontbreekt"),
        figure("D", 4, voorlopig=True, status="voorlopig"),
    ]
    panel = maps.panel(RATE, frame(*rows), own(*"ABCD"), "t")
    lines = [panel.line(row) for row in panel.rijen]
    assert lines[0] == "Gemeente A: 9,9 per 1.000 inwoners (door toeval alleen 8,7 tot 10,2)"
    assert lines[1].startswith("Gemeente B: 2,2–4,8 per 1.000 inwoners (bereik:")
    assert lines[2] == "Gemeente C: n.b. (de bron heeft dat cijfer niet geleverd)"
    assert lines[3] == "Gemeente D: 4,0 per 1.000 inwoners (voorlopig)"


def test_no_figure_says_why_in_the_words_of_the_indicator():
    panel = maps.panel(AROUND, frame(figure("A", None, status="te_klein", noemer=8)), own("A"), "t", (0.6, 0.6))
    assert panel.line(panel.rijen[0]) == "Gemeente A: n.b. (het aantal personen met een leefloon is kleiner dan 10)"


def test_a_share_is_read_as_a_percentage():
    panel = maps.panel(AROUND, frame(figure(low=0.386)), own("A"), "t", (0.6, 0.6))
    assert panel.line(panel.rijen[0]).startswith("Gemeente A: 38,6% van de leefloongerechtigden")


def test_circles_are_in_proportion_by_area():
    assert math.isclose(maps.circle(100, 400) ** 2 * 4, maps.circle(400, 400) ** 2)
    assert maps.circle(0, 400) == 0


@pytest.mark.parametrize(("highest", "largest"), [(1, 1), (9000, 10_000), (1100, 2000), (2000, 2000), (2001, 5000)])
def test_the_largest_circle_is_a_round_number_that_holds_every_count(highest, largest):
    assert maps.reference_count(frame(figure("A", 1), figure("B", highest))) == largest


def test_there_is_no_largest_circle_of_nothing():
    assert maps.reference_count(frame(figure("A", 0))) is None
    assert maps.reference_count(frame(absent("A", "ontbreekt"))) is None


def test_a_map_of_counts_has_circles_and_no_classes():
    rows = [figure("A", 0), figure("B", 40), figure("C", 1, 3)]
    panel = maps.panel(COUNT, frame(*rows), own(*"ABC"), "t", largest=50)
    found = numbers(panel)
    assert [entry.waarde for entry in panel.legende if entry.soort == "cirkel"] == [50, 10, 2]
    assert found[("nul", 0)] == 1
    assert found[("patroon", "verborgen")] == 1
    assert panel.kleuren == ()


# ---- Places


def municipalities(**successors: str) -> pd.DataFrame:
    """A land whose municipalities of 2019 became those of 2025."""
    rows = [(2019, then, now) for then, now in successors.items()]
    rows += [(2025, now, now) for now in dict.fromkeys(successors.values())]
    return pd.DataFrame(rows, columns=["indeling", "nis", "nis_vandaag"])


def members(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["gebied_id", "nis", "lidstatus"])


def test_a_merged_municipality_is_in_an_area_only_with_all_its_parts():
    land = municipalities(a="x", b="x", c="y")
    stated = members(("r", "a", "lid"), ("r", "b", "lid"), ("s", "c", "lid"))
    assert maps.places(land, 2019, stated).gebieden == {"x": ("r",), "y": ("s",)}
    mixed = members(("r", "a", "lid"), ("s", "b", "lid"), ("s", "c", "lid"))
    found = maps.places(land, 2019, mixed)
    assert found.gebieden == {"x": (), "y": ("s",)}
    assert found.gedeeld == {"x"}


def test_an_unknown_member_is_in_no_area():
    found = maps.places(municipalities(a="x"), 2019, members(("r", "a", "grens")))
    assert found.gebieden == {"x": ()}
    assert found.gedeeld == frozenset()


def test_municipalities_of_the_time_are_drawn_where_nothing_merged():
    found = maps.places(municipalities(a="x", b="x", c="c"), 2019)
    assert found.gebieden == {"x": (), "c": ("c",)}
    assert found.gedeeld == {"x"}


def test_overlapping_areas_are_drawn_one_at_a_time():
    where = Places({"A": ("r", "s"), "B": ("s",), "C": ("r",)})
    assert where.only("r").gebieden == {"A": ("r",), "B": (), "C": ("r",)}
    assert where.members("s") == {"A", "B"}


def test_one_chosen_area_says_that_the_others_may_overlap():
    where = Places({"A": ("r", "s"), "B": ("s",)}).only("r")
    found = maps.panel(RATE, frame(figure("r", 4)), where, "t").legende
    assert [(entry.aantal, "overlappen" in entry.tekst) for entry in found if entry.waarde == "geen_gebied"] == [
        (1, True)
    ]


def test_neighbours_come_from_the_table_of_borders_longest_first():
    borders = pd.read_csv("data/reference/aangrenzend.csv", dtype={"nis_a": str, "nis_b": str})
    gent = borders[(borders["nis_a"] == "44021") | (borders["nis_b"] == "44021")]
    codes = {*gent["nis_a"], *gent["nis_b"]} - {"44021"}
    found = maps.neighbours(frozenset({"44021"}), own(*{*borders["nis_a"], *borders["nis_b"]}))
    assert set(found) == codes
    longest = gent.sort_values("lengte_m").iloc[-1]
    assert found[0] in (longest["nis_a"], longest["nis_b"])


# ---- What is sent and what is written


def test_the_browser_gets_lists_in_one_order_also_for_two_maps():
    one = maps.panel(RATE, frame(figure("A", 1), figure("B", 2)), own("A", "B"), "een")
    two = maps.panel(RATE, frame(figure("B", 5, voorlopig=True)), own("A", "B"), "twee")
    sent = maps.content([one, two], own("A", "B"))
    assert [area for area, _ in sent["gebieden"]] == ["A", "B"]
    assert sent["panelen"][1]["codes"][0] is None
    assert sent["panelen"][1]["cijfers"] == ["", "5,0"]
    assert sent["twijfels"][sent["panelen"][1]["twijfel"][1]] == "voorlopig"
    assert sent["leden"] == {}
    assert json.loads(json.dumps(sent)) is not None


def test_a_masked_count_is_sent_as_limits_only():
    sent = maps.content([maps.panel(COUNT, frame(figure("A", 1, 3)), own("A"), "t", largest=5)], own("A"))
    assert sent["panelen"][0]["maten"] == [[1, 3]]
    assert "2" not in sent["panelen"][0]["cijfers"][0]


def test_every_month_has_the_marks_a_page_would_give_it():
    rows = [figure("A", 1), figure("A", 9, periode="2025-02"), figure("B", 2.2, 4.8)]
    found = json.loads(maps.months(RATE, frame(*rows), ["A", "B"], {}))
    assert found["namen"] == ["januari 2025", "februari 2025"]
    assert found["codes"] == [[marked(rows[0]).code, marked(rows[2]).code], [marked(rows[1]).code, None]]
    assert found["cijfers"] == [["1,0", "2,2–4,8"], ["9,0", ""]]
    assert found["maten"] is None


def drawing() -> dict:
    def square(x: float, y: float) -> str:
        return f"M{x},{y}L{x + 10},{y}L{x + 10},{y + 10}L{x},{y + 10}Z"

    areas = {nis: {"pad": square(x, y), "x": x + 5, "y": y + 5} for nis, (x, y) in SQUARE.items()}
    borders = [["A", "B", "M10,0L10,10"], ["A", "C", "M0,10L10,10"], ["A", "", "M0,0L10,0"]]
    return {"vorm": "tegels", "breedte": 100, "hoogte": 40, "gemeenten": areas, "grenzen": borders}


def test_the_document_stands_by_itself_and_says_what_it_is():
    rows = [figure("A", 0.5), figure("B", 2.2, 4.8), absent("C", "ontbreekt")]
    panel = maps.panel(RATE, frame(*rows), own(*SQUARE), "Graad <b>, januari 2025")
    text = maps.document(drawing(), [panel], own(*SQUARE), "Bron: POD MI & Statbel", sample=True, chosen="A")
    root = ElementTree.fromstring(text)
    words = " ".join("".join(part.itertext()) for part in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Graad <b>, januari 2025" in words
    assert "Bron: POD MI & Statbel" in words
    assert "VOORBEELDCIJFERS" in words
    assert "minder dan 1 (1)" in words
    assert "geen cijfer geleverd (1)" in words
    assert "deels verborgen: meer dan één klasse mogelijk (1)" in words
    fills = re.findall(r'fill="(url[^"]+)"', text)
    assert "url(#p-verborgen)" in fills
    assert "url(#p-ontbreekt)" in fills
    assert re.search(r"(href|src|url\((?!#))", text) is None


def test_the_document_draws_a_hidden_count_between_its_limits():
    panel = maps.panel(COUNT, frame(figure("A", 1, 4)), own(*SQUARE), "t", largest=4)
    text = maps.document(drawing(), [panel], own(*SQUARE), "", sample=False)
    radii = [float(value) for value in re.findall(r'<circle cx="5.0" cy="5.0" r="([\d.]+)"', text)]
    assert radii == [maps.circle(4, 4), maps.circle(1, 4)]
    assert "VOORBEELDCIJFERS" not in text


# ---- Limits of the indicators


@pytest.mark.parametrize("indicator", ENTRIES.values(), ids=lambda entry: entry.id)
def test_limits_ascend_and_only_a_count_has_none(indicator):
    assert list(indicator.klassen) == sorted(set(indicator.klassen))
    assert bool(indicator.klassen) == (indicator.soort != "aantal")
    if indicator.spreiding:
        assert [-limit for limit in reversed(indicator.klassen)] == list(indicator.klassen)
        assert len(maps.scale(indicator).kleuren) == 7
    if indicator.klassen:
        found = maps.scale(indicator)
        assert len(found.kleuren) == len(found.teksten) == len(indicator.klassen) + 1
        assert 5 <= len(found.teksten) <= 7
        assert len(set(found.teksten)) == len(found.teksten)
