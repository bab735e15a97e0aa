"""The slides of a pack, read back: what is native, what every slide carries, and that the numbers are those of the pack."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn

from dashboard.report.pack import Bars, Lines, Map, Point, Points, Table
from dashboard.report.slides import pptx
from dashboard.report.slides.clip import clipped
from dashboard.report.slides.text import fitted, width, wrapped
from tests.slides_pack import BARS, HOSTILE, LINES, MAP, PARTS, SENTENCES, SOURCE, known, pack, part, table

WHOLE = 12_192_000, 6_858_000


@pytest.fixture(scope="module")
def written() -> bytes:
    return pptx(pack())


@pytest.fixture(scope="module")
def deck(written):
    return Presentation(io.BytesIO(written))


def of(deck, name: str):
    return [slide for slide in deck.slides if slide.shapes.title.text.rstrip(" 0123456789()van").endswith(f"{name}.")]


def words(slide) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def chart(slide):
    return next(shape for shape in slide.shapes if shape.has_chart)


def columns(slide) -> dict:
    return {plot.name: list(plot.values) for plot in chart(slide).chart.plots[0].series}


def test_the_slides_are_wide_and_every_one_carries_its_title_source_number_and_notes(deck) -> None:
    assert (deck.slide_width, deck.slide_height) == WHOLE
    first, *others = deck.slides
    assert first.shapes.title.text == "Strategisch overleg regiegebied Gent"
    assert "snapshot 2026-11-22·a3f9" in words(first)
    assert "22 november 2026" in words(first)
    assert len(others) >= len(PARTS)
    for slide in others:
        kinds = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        assert kinds[PP_PLACEHOLDER.FOOTER].text_frame.text.startswith(SOURCE)
        assert kinds[PP_PLACEHOLDER.SLIDE_NUMBER]._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"
        notes = slide.notes_slide.notes_text_frame.text
        assert "Definitie: het deel" in notes
        assert "Twijfel: teller" in notes
        numbers = slide._element.xpath("//p:cNvPr/@id")
        assert len(set(numbers)) == len(numbers)
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)


def test_sample_figures_say_so_and_others_do_not(deck) -> None:
    for slide in of(deck, "positie") + of(deck, "leden") + of(deck, "situatie") + [deck.slides[0]]:
        assert "VOORBEELDCIJFERS" in words(slide)
    assert "VOORBEELDCIJFERS" not in words(of(deck, "vragen")[0])


def test_bars_are_a_native_chart_with_the_numbers_of_the_points(deck) -> None:
    slide = of(deck, "positie")[0]
    found = columns(slide)
    assert found["Cijfer"] == [61.2, 57.6, None, None, None, 0.0]
    assert found["Voorlopig cijfer"] == [None, None, None, 38.4, None, None]
    assert found["Hoogstens"] == [None, None, 48.5, None, None, None]
    assert found["Minstens"] == [None, None, 41.0, None, None, None]
    assert list(chart(slide).chart.plots[0].categories) == [point.naam for point in BARS.punten]
    texts = [label.text for label in chart(slide).chart._chartSpace.iter(qn("a:t"))]
    assert texts == ["61,2%", "57,6%", "0,0%", "38,4%", "tussen 41,0 en 48,5%"]
    assert "? n.b.: minder dan 10 personen" in words(slide)
    assert "Vlaanderen: 52,9%" in words(slide)


def test_the_rule_stands_at_its_value_and_the_states_look_as_on_the_page(deck) -> None:
    slide = of(deck, "positie")[0]
    frame = chart(slide)
    layout = frame.chart._chartSpace.find(f".//{qn('c:plotArea')}/{qn('c:layout')}/{qn('c:manualLayout')}")
    at = {edge: float(layout.find(qn(f"c:{edge}")).get("val")) for edge in "xw"}
    axis = frame.chart.value_axis
    share = 52.9 / (axis.maximum_scale - axis.minimum_scale)
    rule = next(shape for shape in slide.shapes if shape.name == "Vergelijking")
    assert axis.minimum_scale == 0
    assert rule.left == pytest.approx(frame.left + frame.width * (at["x"] + at["w"] * share), abs=2_000)
    look = {one.name: one for one in frame.chart.plots[0].series}
    assert look["Hoogstens"].points[2].format.fill._xPr.find(qn("a:pattFill")).get("prst") == "wdUpDiag"
    assert str(look["Voorlopig cijfer"].points[3].format.fill.fore_color.rgb) == "FFFFFF"
    assert str(look["Cijfer"].points[0].format.fill.fore_color.rgb) == "0069A6"
    reach = look["Cijfer"]._element.find(qn("c:errBars"))
    assert float(reach.find(f"{qn('c:plus')}//{qn('c:v')}").text) == pytest.approx(63.4 - 61.2)


def test_lines_are_a_native_chart_with_gaps_ranges_and_open_dots(deck) -> None:
    slide = of(deck, "trend")[0]
    found = columns(slide)
    gent = next(line for line in LINES.lijnen if line.rol == "gebied")
    assert found["Gent"] == [point.onder if point.staat != "bereik" else None for point in gent.punten]
    assert found["Gent"][10:13] == [None] * 3
    assert [value for value in found["Gent (minstens)"] if value is not None] == [
        point.onder for point in gent.punten[20:23]
    ]
    assert [value for value in found["Gent (hoogstens)"] if value is not None] == [
        point.boven for point in gent.punten[20:23]
    ]
    assert [value for value in found["Gent (voorlopig)"] if value is not None] == [
        point.onder for point in gent.punten[33:]
    ]
    line = next(one for one in chart(slide).chart.plots[0].series if one.name == "Gent")
    dashes = [point for point in line._element.findall(qn("c:dPt")) if point.find(f".//{qn('a:prstDash')}") is not None]
    assert [int(point.find(qn("c:idx")).get("val")) for point in dashes] == [33, 34, 35]
    names = [label.text for label in chart(slide).chart._chartSpace.iter(qn("a:t"))]
    assert names == ["Vlaanderen 60,0%", "13 centrumsteden 60,2%", "Gent 60,8%"]
    for said in ("Oekraïne", "nieuwe telling", "?", "jan. 2022", "de as begint niet bij nul"):
        assert said in words(slide)


def test_the_map_is_a_group_of_freeforms_with_its_hatching(deck) -> None:
    slide = of(deck, "kaart")[0]
    group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    assert group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") == ["Tekstalternatief van kaart."]
    assert sorted(shape.name for shape in group.shapes) == sorted(patch.naam for patch in MAP.vlakken)
    assert {shape.shape_type for shape in group.shapes} == {MSO_SHAPE_TYPE.FREEFORM}
    hatched = {shape.name for shape in group.shapes if shape._element.find(f".//{qn('a:pattFill')}") is not None}
    assert hatched == {"Lochristi", "Oosterzele"}
    hole = next(shape for shape in group.shapes if shape.name == "Gent")
    assert len(hole._element.findall(f".//{qn('a:close')}")) == 2
    assert all(shape.left >= group.left for shape in group.shapes)  # the neighbour that leaves the frame is cut off
    assert "1 Destelbergen" in words(slide).replace("  ", " ")
    assert "deels verborgen" in words(slide)


def test_a_long_table_is_native_on_several_slides_with_its_header_and_one_total(deck) -> None:
    slides = of(deck, "leden")
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 1
    printed = [[cell.text for cell in row.cells] for made in tables for row in list(made.rows)[1:]]
    assert printed == [[cell.tekst for cell in row] for row in table(30).rijen]
    assert {tuple(cell.text for cell in made.rows[0].cells) for made in tables} == {table(2).kolommen}
    assert [made.last_row for made in tables] == [False] * (len(tables) - 1) + [True]
    assert all(sum(row.height for row in made.rows) <= 4_700_000 for made in tables)
    assert slides[0].shapes.title.text.endswith(f"(1 van {len(tables)})")


def test_every_figure_has_its_text_alternative_and_stands_on_the_slide(deck) -> None:
    for slide in deck.slides:
        assert slide.shapes[0].is_placeholder  # the title is read first
        for shape in slide.shapes:
            own = shape._element.xpath(".//p:cNvPr")[0]
            silent = shape.has_text_frame or own.get("descr") or own.find(f".//{qn('a:ext')}") is not None
            assert silent, (slide.shapes.title.text, shape.name)
            assert shape.left >= 0
            assert shape.left + shape.width <= WHOLE[0]
            assert shape.top + shape.height <= WHOLE[1]
        figures = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
        for figure in figures:
            assert figure._element.xpath(".//p:cNvPr/@descr")[0].startswith("Tekstalternatief")


def test_the_same_pack_gives_the_same_bytes_and_dated_properties(written, deck) -> None:
    assert pptx(pack()) == written
    properties = deck.core_properties
    assert (properties.title, properties.author, properties.language) == (pack().titel, "Activeringsmonitor", "nl-BE")
    assert properties.created == properties.modified == datetime(2026, 11, 22)
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in parts.namelist():
            assert b'lang="en' not in parts.read(name), name


def test_a_hostile_name_is_text_and_no_formula_or_link() -> None:
    bars = Bars((known(HOSTILE, 1.0, HOSTILE),), HOSTILE, 1)
    made = pptx(pack(part("positie", bars, HOSTILE), part("situatie", Points((HOSTILE,)), HOSTILE), title=HOSTILE))
    deck = Presentation(io.BytesIO(made))
    shown = '=HYPERLINK("http://kwaad.example";"klik")<b>&"'
    assert deck.slides[0].shapes.title.text == shown
    assert [slide.shapes.title.text for slide in deck.slides][1:] == [f"{shown} (Positie)", f"{shown} (Situatie)"]
    book = load_workbook(io.BytesIO(chart(deck.slides[1]).chart.part.chart_workbook.xlsx_part.blob))
    cell = book["Sheet1"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (shown, "s", None)


def test_only_addresses_of_pages_become_links() -> None:
    bad = replace(pack(PARTS[0]), adressen={"": "javascript:alert(1)"})
    with zipfile.ZipFile(io.BytesIO(pptx(bad))) as parts:
        relations = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
    assert b"javascript" not in relations
    good = Presentation(io.BytesIO(pptx(pack(PARTS[4]))))
    runs = [run for shape in good.slides[1].placeholders for line in shape.text_frame.paragraphs for run in line.runs]
    assert [run.hyperlink.address for run in runs if run.hyperlink.address] == [
        "http://localhost:8501/verloop?gebied=44021"
    ]


def test_a_title_takes_two_lines_and_what_does_not_fit_stands_below() -> None:
    long = "In het regiegebied Gent " + "en omgeving, met alle gemeenten die meedoen, " * 8 + "daalde het."
    rest = "Vergeleken met vorig jaar steeg dat aantal in alle gemeenten van het gebied samen behoorlijk. " * 3
    two = f"Gent telt 6.657 mensen. {rest.strip()}"
    parts = [part("a", SENTENCES, long), part("b", BARS, long), part("c", SENTENCES, two)]
    deck = Presentation(io.BytesIO(pptx(pack(*parts))))
    first, second, third = list(deck.slides)[1:]
    assert "…" in first.shapes.title.text
    for slide in (first, second):
        assert any(shape.text_frame.text == long for shape in slide.shapes if shape.has_text_frame)
        assert slide.notes_slide.notes_text_frame.text.startswith(long)
    assert second.shapes.title.text != first.shapes.title.text
    assert "…" not in third.shapes.title.text
    assert " ".join(words(third).split()).startswith(two)


def test_many_areas_and_many_sentences_go_on_with_one_axis_and_one_numbering() -> None:
    points = tuple(Point(f"Gebied {at}", at, at, str(at), "bekend") for at in range(40))
    long = "dit is een zin die ongeveer een regel op de dia vult en nog iets meer. " * 2
    many = Points(tuple(f"Zin {at}: {long}" for at in range(14)), True)
    deck = Presentation(io.BytesIO(pptx(pack(part("a", Bars(points, "personen", 0)), part("b", many)))))
    bars = [chart(slide).chart for slide in of(deck, "a")]
    assert [len(made.plots[0].categories) for made in bars] == [14, 14, 12]
    assert {made.value_axis.maximum_scale for made in bars} == {39}
    starts = [slide._element.find(f".//{qn('a:buAutoNum')}").get("startAt") for slide in of(deck, "b")]
    lengths = [len(slide._element.findall(f".//{qn('a:buAutoNum')}")) for slide in of(deck, "b")]
    assert sum(lengths) == 14
    assert starts == [str(1 + sum(lengths[:at])) for at in range(len(lengths))]
    assert len(lengths) > 1


def test_nothing_known_is_drawn_as_nothing_known() -> None:
    none = tuple(Point(name, None, None, "niet geleverd", "geen") for name in ("Gent", "Aalter"))
    lines = replace(
        LINES,
        lijnen=(replace(LINES.lijnen[0], punten=tuple(replace(none[0], naam=month) for month in LINES.perioden)),),
    )
    deck = Presentation(io.BytesIO(pptx(pack(part("a", Bars(none, "%", 1)), part("b", lines), part("c", Points(()))))))
    assert words(deck.slides[1]).count("? niet geleverd") == 2
    assert [value for column in columns(deck.slides[1]).values() for value in column] == [None, None]
    assert {value for column in columns(deck.slides[2]).values() for value in column} == {None}


def test_a_part_without_anything_still_gets_its_slide() -> None:
    nothing = (
        Bars((), "%", 1),
        Lines((), (), "%", 1),
        Table(("A",), (False,), ()),
        Map((), 10, 10, ()),
        Points(()),
    )
    deck = Presentation(io.BytesIO(pptx(pack(*(part(str(at), shown) for at, shown in enumerate(nothing))))))
    assert len(deck.slides) == 1 + len(nothing)


def test_words_are_measured_and_broken_where_the_line_is_full() -> None:
    assert width("1.234,5", 10) == pytest.approx(5 * 5.56 + 2 * 2.78)
    assert width("é", 10) == width("e", 10)
    lines = wrapped("een twee drie " + "x" * 60, 100, 12)
    assert all(width(line, 12) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == "eentweedrie" + "x" * 60
    assert fitted("Een zin. Nog een zin.", 60, [12], 1) == ("Een zin.", 12, "Nog een zin.")


def test_a_ring_is_cut_off_at_the_frame() -> None:
    assert sorted(clipped(((-5, 2), (5, 2), (5, 8), (-5, 8), (-5, 2)), 10, 10)) == [(0, 2), (0, 8), (5, 2), (5, 8)]
    assert clipped(((20, 20), (30, 20), (30, 30)), 10, 10) == []
