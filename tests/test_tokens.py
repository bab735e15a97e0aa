"""The design tokens: chosen in one place, and legible in light and dark, in grey print and to the colour blind."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from dashboard import tokens
from dashboard.charts.keys import STYLES as KEY_STYLES
from dashboard.compare import marks
from dashboard.components.kaart_samenhang import COLOURS as ROLES
from dashboard.database import ROOT
from dashboard.maps.classes import DIVERGING, SEQUENTIAL
from tests.colours import SIGHT, contrast, difference, lightness, parts, seen

STATIC = ROOT / "dashboard" / "static"
CHARTS = sorted((ROOT / "dashboard" / "charts").glob("*.py"))
DRAWN = [*CHARTS, *(path for name in ("maps", "compare") for path in (ROOT / "dashboard" / name).glob("*.py"))]
SHOWN = [*DRAWN, *(ROOT / "dashboard" / "components").glob("*.py"), *(ROOT / "pages").glob("*.py")]
REPORTED = [*(ROOT / "dashboard" / "report").rglob("*.py"), *(ROOT / "dashboard" / "report").rglob("*.typ")]
FILES = [*REPORTED, ROOT / "dashboard" / "export.py"]
STYLED = [STATIC / "kaart.css", STATIC / "kaart.js", STATIC / "beeld.css", STATIC / "beeld.js"]
SCALES = [*SEQUENTIAL.values(), DIVERGING]
LINES = ("accent", "vergelijk", "ander")
LETTERS = ("inkt", "zacht", "accent", "vergelijk")
SPACES = {0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1.25, 1.5, 1.75, 2, 3}
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
sights = pytest.mark.parametrize("sight", SIGHT)


def of(scheme: str, names: tuple[str, ...]) -> list[str]:
    return [tokens.colours(scheme)[name] for name in names]


def test_the_simulation_leaves_grey_alone_and_confuses_what_it_should():
    for sight in SIGHT:
        assert difference("#777777", "#777777", sight) == 0
        assert np.allclose(seen("#777777", sight), parts("#777777"), atol=0.005)
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.01)
    assert lightness("#777777") == pytest.approx(50.03, abs=0.05)
    red, green = "#c85a50", "#82822d"
    assert difference(red, green) > 3 * difference(red, green, "deuteranopie")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_the_tokens_choose_a_colour_of_a_slide_a_report_and_a_workbook(path: Path):
    assert re.findall(r"#[0-9a-fA-F]{6}\b|rgb\(\s*[\d\"']#?\d", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*SHOWN, *STYLED], ids=lambda path: path.name)
def test_only_the_tokens_choose_a_colour(path: Path):
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|hsl\([^)]*\)", path.read_text(encoding="utf-8"))
    assert set(found) <= {"rgba(0,0,0,0)"}


@pytest.mark.parametrize("path", CHARTS, ids=lambda path: path.name)
def test_only_the_tokens_choose_a_type_size_of_a_chart(path: Path):
    assert re.findall(r'font"?[^\n]*"size": \d+', path.read_text(encoding="utf-8")) == []


def test_every_token_that_is_named_exists_and_every_colour_is_used():
    style = tokens.STYLE.read_text(encoding="utf-8")
    body = "".join(path.read_text(encoding="utf-8") for path in STYLED) + style.split("}", 1)[1]
    known = set(re.findall(r"--([a-z-]+):", style.split("}", 1)[0]))
    assert set(re.findall(r"var\(--([a-z-]+)\)", body)) <= known
    code = body + "".join(path.read_text(encoding="utf-8") for path in SHOWN)
    for name in tokens.colours("light"):
        assert re.search(rf"--{name}\)|[\"']{name}[\"']", code), name


def test_both_schemes_have_every_colour():
    assert tokens.colours("light").keys() == tokens.colours("dark").keys()
    assert len(tokens.colours("light")) == len(tokens.PAIR.findall(tokens.STYLE.read_text(encoding="utf-8")))
    assert tokens.sizes().items() >= {"fijn": 12, "grafiek": 13, "klein": 14, "gewoon": 16}.items()


@pytest.mark.parametrize("path", [tokens.STYLE, STATIC / "kaart.css", STATIC / "beeld.css"], ids=lambda path: path.name)
def test_distances_come_from_one_scale(path: Path):
    rules = re.findall(r"(?:margin|padding|gap)[a-z-]*: ([^;]+);", path.read_text(encoding="utf-8"))
    assert rules
    found = {float(value) for rule in rules for value in re.findall(r"([\d.]+)rem", rule)}
    assert found - SPACES == set()


@schemes
@sights
@pytest.mark.parametrize("names", SCALES, ids=len)
def test_neighbouring_classes_are_told_apart(scheme: str, sight: str, names: tuple[str, ...]):
    assert min(difference(one, other, sight) for one, other in pairwise(of(scheme, names))) >= 8


@schemes
@sights
def test_the_two_sides_of_vlaanderen_are_told_apart(scheme: str, sight: str):
    colours = of(scheme, DIVERGING)
    assert min(difference(one, other, sight) for one, other in combinations(colours, 2)) >= 8


@schemes
@sights
@pytest.mark.parametrize("names", SEQUENTIAL.values(), ids=len)
def test_more_is_darker_on_paper_and_lighter_in_the_dark(scheme: str, sight: str, names: tuple[str, ...]):
    """In grey print lightness is all that is left, so its order must be that of the classes."""
    grey = [lightness(colour, sight) for colour in of(scheme, names)]
    steps = np.diff(grey) * (-1 if scheme == "light" else 1)
    assert steps.min() >= 7


@schemes
def test_in_grey_print_every_class_round_vlaanderen_has_its_own_grey(scheme: str):
    grey = np.array([lightness(colour) for colour in of(scheme, DIVERGING)])
    away = np.abs(grey - grey[3])
    assert (np.diff(away[:4]) < 0).all()
    assert (np.diff(away[3:]) > 0).all()
    assert np.diff(np.sort(grey)).min() >= 5


@schemes
@sights
def test_what_has_no_figure_looks_like_no_class(scheme: str, sight: str):
    colour = tokens.colours(scheme)
    for names in SCALES:
        for name in names:
            assert difference(colour[name], colour["grond"], sight) >= 7, name


@schemes
@sights
def test_my_place_the_comparator_and_the_others_are_three_lines(scheme: str, sight: str):
    colours = of(scheme, LINES)
    assert min(difference(one, other, sight) for one, other in combinations(colours, 2)) >= 15
    assert min(abs(lightness(one) - lightness(other)) for one, other in combinations(colours, 2)) >= 10


@schemes
def test_a_hatch_and_an_outline_show_on_every_class(scheme: str):
    """Both are drawn twice: ink on a rim of the ground, so that one of the two stands out."""
    colour = tokens.colours(scheme)
    for name in {name for names in SCALES for name in names}:
        assert max(contrast(colour[name], colour[stroke]) for stroke in ("inkt", "kaart-rand")) >= 3, name
    assert contrast(colour["inkt"], colour["kaart-rand"]) >= 7


@schemes
@sights
def test_the_chosen_places_are_told_apart_by_colour_and_without_it_by_shape(scheme: str, sight: str):
    colours = of(scheme, marks.COLOURS)
    assert min(difference(one, other, sight) for one, other in combinations(colours, 2)) >= 10
    assert len(set(marks.SHAPES)) == len(marks.COLOURS) == len(set(marks.PATHS))
    assert len({shape for _, shape in KEY_STYLES}) == len(KEY_STYLES)


@schemes
@sights
def test_the_roles_on_the_map_of_regions_are_told_apart(scheme: str, sight: str):
    colours = of(scheme, ROLES)
    assert min(difference(one, other, sight) for one, other in combinations(colours, 2)) >= 7


@schemes
@pytest.mark.parametrize("back", ["grond", "vlak"])
def test_what_is_read_has_contrast(scheme: str, back: str):
    colour = tokens.colours(scheme)
    for name in LETTERS:
        assert contrast(colour[name], colour[back]) >= 4.5, name
    assert contrast(colour["voorbeeld-inkt"], colour["voorbeeld-vlak"]) >= 4.5
    assert contrast(colour["inkt"], colour["kaart-rand"]) >= 4.5


@schemes
@pytest.mark.parametrize("back", ["grond", "vlak"])
def test_what_must_be_seen_has_contrast(scheme: str, back: str):
    colour = tokens.colours(scheme)
    for name in (*LINES, *marks.COLOURS, "zacht", "schaal-e"):
        assert contrast(colour[name], colour[back]) >= 3, name


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.name)
def test_letters_in_a_chart_have_a_colour_that_can_be_read(path: Path):
    """Only the sample word is fainter: it lies under the lines, and the page says it in words too."""
    code = path.read_text(encoding="utf-8")
    code = code[: code.find("def sample_word")] + code[code.find("def limits") :] if path.name == "canvas.py" else code
    found = re.findall(r'(?:font|small|shade)"? ?[=:|] ?[^\n]*?colours?(?:\(scheme\))?\["([a-z-]+)"', code)
    found += re.findall(r'<text[^\n]*?fill="\{colour\["([a-z-]+)"\]\}"(?! opacity)', code)
    assert set(found) <= {*LETTERS, "vergelijk"}
