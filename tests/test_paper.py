"""The report: a tagged file that prints every figure of its pack, and nothing that a name could make of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest

from dashboard.report import axes
from dashboard.report.pack import Bars, Line, Lines, Map, Pack, Point, Points, Table
from dashboard.report.paper import pdf
from dashboard.report.printed import UNPRINTABLE, data
from tests import packs
from tests.packs import HOSTILE, bars, full, ground, lines, pack, part, point, table


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def bare(text: str) -> str:
    """A text without what a break of the line may change."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def words(reader: pypdf.PdfReader) -> str:
    return bare("".join(page.extract_text() for page in reader.pages))


def nodes(node: Any) -> Iterator[Any]:
    """The dictionaries of the structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from nodes(child)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from nodes(node["/K"])


@pytest.fixture(scope="module")
def whole() -> Pack:
    return full()


@pytest.fixture(scope="module")
def made(whole: Pack) -> bytes:
    return pdf(whole)


@pytest.fixture(scope="module")
def reader(made: bytes) -> pypdf.PdfReader:
    return read(made)


def test_a_report_has_four_to_eight_pages_of_a4(reader: pypdf.PdfReader) -> None:
    assert 4 <= len(reader.pages) <= 8
    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages} == {
        (595, 842)
    }


def test_a_report_is_tagged_dutch_and_says_what_it_is(reader: pypdf.PdfReader, whole: Pack) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-BE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    told = reader.metadata
    assert told is not None
    assert (told.title, told.author, told.subject) == (whole.titel, "Activeringsmonitor", whole.ondertitel)
    assert told.creation_date is not None
    assert told.creation_date.date() == whole.datum


def test_bookmarks_are_the_findings(reader: pypdf.PdfReader, whole: Pack) -> None:
    titles = [re.sub(r"^\d+ ", "", str(mark.title)) for mark in reader.outline if not isinstance(mark, list)]
    assert titles == [part.titel for part in whole.delen] + ["De cijfers bij de lijnen", "Wat de woorden betekenen"]


def test_every_figure_has_its_words(reader: pypdf.PdfReader, whole: Pack) -> None:
    found = [
        node.get("/Alt")
        for node in nodes(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
        if node.get("/S") == "/Figure"
    ]
    drawn = [part.alt for part in whole.delen if isinstance(part.getoond, Bars | Lines | Map)]
    assert [text for text in found if text] == drawn
    assert len(found) == len(drawn)


def printed(whole: Pack) -> Iterator[str]:
    """Every text that carries a figure."""
    for one in whole.delen:
        yield from (one.titel, one.bron, *one.notities)
        match one.getoond:
            case Bars(punten=points, regel=rule):
                yield from (text for each in points for text in (each.naam, each.tekst))
                yield from (rule[0], rule[2]) if rule else ()
            case Lines(lijnen=drawn, gebeurtenissen=events):
                yield from (each.tekst for line in drawn for each in line.punten)
                yield from (word for _, word in events)
            case Table(kolommen=titles, rijen=rows):
                yield from titles
                yield from (cell.tekst for row in rows for cell in row)
            case Map(vlakken=patches, legende=key):
                yield from (patch.tekst for patch in patches)
                yield from (text for *_, text in key)
            case Points(zinnen=sentences):
                yield from sentences
    yield from (text for pair in whole.begrippen for text in pair)


def test_everything_a_pack_says_is_printed(reader: pypdf.PdfReader, whole: Pack) -> None:
    text = words(reader)
    missing = [said for said in printed(whole) if bare(said) not in text]
    assert missing == []


def test_every_page_of_a_pack_with_sample_figures_says_so(reader: pypdf.PdfReader) -> None:
    assert all("VOORBEELDCIJFERS" in page.extract_text() for page in reader.pages)
    assert "voorbeeldcijfers" not in words(read(pdf(pack(part("a", bars()))))).lower()
    one = replace(part("a", bars()), voorbeeld=True)
    assert "VOORBEELDCIJFERS" in words(read(pdf(pack(one, voorbeeld=False))))


def test_every_page_says_snapshot_date_and_number(reader: pypdf.PdfReader) -> None:
    for at, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "2026-11-22·a3f9" in text
        assert "22 november 2026" in text
        assert f"pagina {at} van {len(reader.pages)}" in text


def test_links_lead_to_the_pages_and_nowhere_else() -> None:
    told = replace(
        pack(part("a", bars()), part("kaart", ground())), adressen={"": "https://x.be/r", "a": "javascript:alert(1)"}
    )
    marks = [mark.get_object() for page in read(pdf(told)).pages for mark in page.get("/Annots", [])]
    assert {mark["/A"]["/URI"] for mark in marks if "/URI" in mark.get("/A", {})} == {"https://x.be/r"}


def test_the_same_pack_gives_the_same_bytes(made: bytes, whole: Pack) -> None:
    assert pdf(full()) == made
    assert pdf(replace(whole, datum=date(2026, 11, 23))) != made


def test_a_long_table_repeats_its_titles(reader: pypdf.PdfReader) -> None:
    texts = [page.extract_text() for page in read(pdf(pack(part("leden", table(110))))).pages]
    filled = [text for text in texts if re.search(r"Gemeente \d+", text)]
    assert len(filled) >= 3
    assert all("Aandeel gekend bij VDAB" in text for text in filled)


def test_a_table_of_many_columns_stands_in_pieces_with_its_first_column() -> None:
    titles = ("Gemeente", *(f"Kolom{at}" for at in range(14)))
    rows = tuple((packs.Cell(f"Plaats{row}"), *(packs.Cell(f"c{row}x{at}") for at in range(14))) for row in range(5))
    shown = Table(titles, (False, *(True for _ in range(14))), rows)
    text = words(read(pdf(pack(part("leden", shown)))))
    assert all(text.count(f"Plaats{row}") == 2 for row in range(5))
    assert [cell.tekst for row in rows for cell in row if cell.tekst not in text] == []


def test_a_definition_stands_at_the_end_and_not_beside_every_figure() -> None:
    told = replace(pack(part("a", bars())), begrippen=(("Aandeel", "Het deel dat gekend is. Teller: mensen."),))
    one = replace(told.delen[0], notities=("Aandeel: Het deel dat gekend is.", "Dat verschil kan toeval zijn."))
    assert data(replace(told, delen=(one,)))["delen"][0]["notities"] == ["Dat verschil kan toeval zijn."]


def test_names_stand_on_a_map_only_where_all_of_them_fit() -> None:
    def by_name(*names: str) -> bool:
        patches = tuple(packs.square(f"4402{at}", name, 210.0 * at, 0, True) for at, name in enumerate(names))
        return bool(data(pack(part("kaart", Map(patches, 800, 500, ()))))["delen"][0]["getoond"]["op_naam"])

    assert by_name("Gent", "Destelbergen")
    assert not by_name("Gent", "Sint-Gillis-Waas en omgeving")


def test_a_pack_that_would_run_over_eight_pages_is_set_closer_and_then_in_pairs() -> None:
    """Closer alone would take eleven pages; every figure keeps its words and its mark in the outline."""
    many = [part(f"ligging{at}", bars(), f"Bevinding nummer {at}.") for at in range(32)]
    found = read(pdf(pack(*many)))
    assert len(found.pages) <= 8
    titles = [re.sub(r"^\d+ ", "", str(mark.title)) for mark in found.outline if not isinstance(mark, list)]
    assert titles[:32] == [one.titel for one in many]
    marked = [node for node in nodes(found.trailer["/Root"]["/StructTreeRoot"]["/K"]) if node.get("/S") == "/Figure"]
    assert len([node for node in marked if node.get("/Alt")]) == 32


@pytest.mark.parametrize("kind", ["staven", "lijnen", "tabel", "kaart", "zinnen"])
def test_a_name_is_text_and_never_markup(kind: str) -> None:
    points = tuple(point(name, 1.0 + at, name) for at, name in enumerate(HOSTILE))
    patches = tuple(packs.square(f"4402{at}", name, 100.0 * at, 0, True) for at, name in enumerate(HOSTILE))
    shown = {
        "staven": Bars(points, HOSTILE[0], 1, (HOSTILE[1], 2.0, HOSTILE[2])),
        "lijnen": Lines(HOSTILE[:3], tuple(Line(name, "ander", points[:3]) for name in HOSTILE), HOSTILE[0], 1),
        "tabel": Table(HOSTILE, (False,) * 5, (tuple(packs.Cell(name) for name in HOSTILE),)),
        "kaart": Map(
            tuple(replace(patch, tekst=patch.naam) for patch in patches), 800, 500, (("#zzz", "??", HOSTILE[2]),)
        ),
        "zinnen": Points(HOSTILE),
    }[kind]
    text = words(read(pdf(pack(part("a", shown, HOSTILE[0]), gebied=HOSTILE[3]))))  # type: ignore[arg-type]
    assert [name for name in HOSTILE if bare(name) not in text] == []


def test_what_the_letter_cannot_print_becomes_a_question_mark_and_the_rest_is_printed() -> None:
    every = [chr(code) for code in range(0x2FFF) if not UNPRINTABLE.match(chr(code))]
    text = words(read(pdf(pack(part("a", Points(("日本\x00\u202eé", " ".join(every))))))))
    assert "???é" in text
    assert {"€", "−", "≤", "ž", "Ω", "…", "½"} <= set(every)


def test_a_pack_without_figures_still_prints() -> None:
    none = Point("Kaprijke", None, None, "n.b.", "geen")
    empty = Lines(("2024-01",), (Line("Proef", "gebied", (none,)),), "%", 1)
    shown = (
        Bars((), "%", 1),
        Bars((none,), "%", 1),
        empty,
        Lines((), (), "%", 1),
        Points(()),
        Table(("A",), (False,), ()),
    )
    text = words(read(pdf(pack(*(part(str(at), one) for at, one in enumerate(shown))))))
    assert "Deel5" in text


def test_masked_values_keep_both_limits_and_missing_ones_get_no_place() -> None:
    found = {
        point["naam"]: point
        for block in data(pack(part("a", bars())))["delen"][0]["getoond"]["blokken"]
        for point in block
    }
    axis = axes.from_zero([47.2, 51.5], 1)
    assert found["Zelzate"]["van"] == axis.at(31.0)
    assert found["Zelzate"]["tot"] == axis.at(37.0)
    assert found["Kaprijke"]["staat"] == "geen"
    assert found["Kaprijke"]["van"] is None
    assert found["Eeklo"]["tot"] == 0


def test_bars_keep_zero_and_negative_values_on_the_axis() -> None:
    axis = axes.from_zero([-4.0, 10.0], 1)
    assert 0 < axis.at(-4.0) < axis.at(0.0) < axis.at(10.0) < 1
    assert axes.from_zero([], 0).at(0.0) == 0
    assert axes.from_zero([0.0, 0.0], 0).at(0.0) == 0
    assert not axes.close_by([40.0, 44.0], 1).nul
    below = axes.close_by([-2.0, -1.0], 1)
    assert 0 < below.at(-2.0) < below.at(-1.0) < below.at(0.0) <= 1


def test_lines_break_at_gaps_and_ranges_and_dash_towards_provisional_values() -> None:
    states = ["bekend", "bekend", "geen", "bekend", "bereik", "bekend", "voorlopig", "voorlopig"]
    line = Line("a", "gebied", tuple(Point(str(at), 1.0, 1.0, "1", state) for at, state in enumerate(states)))  # type: ignore[arg-type]
    assert axes.strokes(line) == [(False, [0, 1]), (False, [3]), (True, [5, 6, 7])]
    assert axes.gaps(line) == [2]


def test_periods_get_at_most_seven_words_and_always_the_last() -> None:
    for count in (1, 2, 7, 8, 30, 97):
        found = axes.spread(count)
        assert 0 < len(found) <= axes.LABELS
        assert found[-1] == count - 1
    assert axes.spread(3) == [0, 1, 2]


def test_long_lines_show_chance_at_their_last_figure_only() -> None:
    own = lines(30).lijnen[0]
    assert axes.whiskers(own) == [29]
    assert len(axes.whiskers(replace(own, punten=own.punten[:7]))) == 7
