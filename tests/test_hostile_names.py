"""A hostile name is text wherever it comes: page, chart, slide, paper, file; and no spreadsheet runs it."""

import csv
import io
import json
import re
import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from dashboard import export, markup
from dashboard.charts import canvas
from dashboard.charts.parts import parts
from dashboard.charts.strips import Dot, Strip, strips
from dashboard.report.pack import Bars, Cell, Table
from dashboard.report.slides import pptx
from dashboard.report.workbook import xlsx
from tests import packs

TAG = '<img src=x onerror="alert(1)"><b>&'
FORMULA = '=HYPERLINK("http://kwaad.example";"klik")'
NAMES = (TAG, FORMULA, "+1+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\tx", "\rx", "\n=1+1", "＝1+1")
KEPT = ("-5", "-3,2", "-1.234,5%", "-", "−5", "gewoon", "1-3", "a=b")


@pytest.mark.parametrize("name", NAMES[1:])
def test_every_table_as_a_file_defuses_names_and_titles_and_leaves_numbers(name):
    frame = pd.DataFrame({"gebied": [name, "Gent"], name: [-5.5, 3.0], "gemengd": [-1, name]})
    harmless = f"'{name}".replace("\r", " ").replace("\n", " ")
    for content, sign, decimal in ((export.plain_csv(frame), ";", ","), (export.machine_csv(frame), ",", ".")):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=sign))
        assert rows[0] == ["gebied", harmless, "gemengd"]
        assert [row[1] for row in rows[1:]] == [f"-5{decimal}5", "3"]
        assert [rows[1][0], rows[2][2], rows[1][2]] == [harmless, harmless, "-1"]
    book = load_workbook(io.BytesIO(export.workbook(frame, [(name, name)], "x")))
    assert [cell.data_type for sheet in book for row in sheet for cell in row if cell.value == "f"] == []
    assert book["Cijfers"]["B2"].value == -5.5
    assert book["Cijfers"]["A2"].data_type == "s"
    assert str(book["Toelichting"]["A1"].value).startswith("'")


@pytest.mark.parametrize("text", KEPT)
def test_a_number_as_text_and_plain_words_stay_as_they_are(text):
    assert export.defused(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_of_a_pack_holds_names_as_text(name):
    shown = Table((name, "Aantal"), (False, True), ((Cell(name), Cell("-5", -5.0)),))
    content = xlsx(packs.pack(packs.part("a", shown, name), gebied=name))
    cells = [
        cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert [text for text in texts if export.defused(text) != text] == []
    assert -5 in [cell.value for cell in cells]


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@pytest.mark.parametrize(
    "figure",
    [
        canvas.drawn(parts([(TAG, 1.0, 1.0, "1"), ("Gent", 2.0, 2.0, "2")], "personen", "light")),
        strips([Strip(TAG, TAG, (Dot(1.0, 1.0, "x"),))], {"range": [0, 2]}, "personen", "light", False),
    ],
    ids=["parts", "strips"],
)
def test_a_chart_writes_a_name_out_instead_of_reading_it_as_markup(figure):
    texts = list(_strings(json.loads(figure.to_json())))
    assert any("&lt;img" in text for text in texts)
    own = re.compile(r"</?(b|br|extra|span)\b[^<>]*>")
    assert [text for text in texts if "<" in own.sub("", text)] == []


def test_a_page_escapes_a_name_in_every_block():
    made = [
        markup.table(TAG, [markup.Column(TAG)], [[TAG]], TAG),
        markup.key_figures([(TAG, TAG, TAG)]),
        markup.paragraphs([TAG]),
        markup.fold(TAG, markup.Markup(""), TAG),
        markup.definitions([(TAG, TAG), (TAG, (TAG,))]),
        markup.link(TAG, {"gebied": TAG}, TAG),
        markup.steps([(TAG, markup.Markup(""))]),
    ]
    assert [html for html in made if "<img" in html or 'onerror="' in html or "&lt;" not in html] == []


def test_slides_hold_a_name_as_text_in_chart_table_and_title():
    shown = Table((TAG,), (False,), ((Cell(FORMULA),),))
    content = pptx(
        packs.pack(packs.part("a", shown, TAG), packs.part("b", Bars((packs.point(TAG, 1.0, TAG),), TAG, 1), TAG))
    )
    assert len(Presentation(io.BytesIO(content)).slides) >= 2
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        made = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    assert [name for name, part in made.items() if b"<img" in part] == []
    assert [name for name, part in made.items() if name.endswith(".rels") and b"kwaad" in part] == []
    assert any(b"&lt;img" in part for part in made.values())
