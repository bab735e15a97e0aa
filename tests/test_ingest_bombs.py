"""Files made to break a reader: bombs, far cells, hidden errors, endless lines. Each is refused in Dutch, or read as it is."""

import os
import re
import signal
import time
import zipfile
from contextlib import suppress

import pytest
import xlwt

from dashboard.__main__ import main
from dashboard.ingest import apart as reading
from dashboard.ingest import lost_binary, recognise
from dashboard.ingest.apart import apart
from dashboard.ingest.faults import Fault, Refused, one_line
from dashboard.ingest.files import open_file
from dashboard.ingest.limits import limits, setting
from tests import books, deliveries
from tests.deliveries import POD_MI, counts, faults, pod_mi_row, read

GENT = "44021"
HEAD = books.row(*(title for title in POD_MI))
BINARY_ERROR = (
    "In rij {}, kolom 8 staat een fout van Excel (zoals #N/A). "
    "Herstel ze, of bewaar het bestand als XLSX: dan wordt elke fout genoemd."
)
UNREADABLE = "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS)."


def pod_mi(cell: str, place: str = 'r="H2"') -> str:
    """A header and one row of which the count is the cell as written."""
    begin = books.row(GENT, "Gent", 2020, 202001, at=2).removesuffix("</row>")
    return HEAD + begin + cell.format(place) + '<c r="I2"><v>0</v></c></row>'


def sheet(tmp_path, rows, **more):
    return books.xlsx(tmp_path / "f.xlsx", rows, **more)


def refusal(path, source=None):
    (line,) = faults(path, source)
    return line.partition(":-:-:-: ")[2]


# What looks like an empty cell is never nobody, however it is written.
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c {} t="e"><v>#N/A</v></c>', "'#N/A' is geen aantal."),
        ("<c {} t='e'><v>#REF!</v></c>", "'#REF!' is geen aantal."),
        ('<c t = "e"  {}><v>#NAME?</v></c>', "'#NAME?' is geen aantal."),
        ('<c {} t="e"/>', "'#FOUT' is geen aantal."),
        ("<c {}><f>1+1</f></c>", "'formule zonder uitkomst' is geen aantal."),
        ("<c {}><f>1+1</f><v></v></c>", "'formule zonder uitkomst' is geen aantal."),
    ],
)
@pytest.mark.parametrize("place", ['r="H2"', "r='H2'"])
def test_an_error_or_a_formula_without_outcome_is_seen_however_it_is_written(tmp_path, cell, said, place):
    assert faults(sheet(tmp_path, pod_mi(cell, place)), "pod_mi") == [f"f.xlsx:Gegevens:2:ll: {said}"]


def test_an_error_in_cells_that_do_not_say_where_they_stand_is_seen(tmp_path):
    cells = [f"<c t='inlineStr'><is><t>{title}</t></is></c>" for title in POD_MI]
    values = [GENT, 1, 2020, 202001, *([""] * 3)]
    body = "".join(f"<c><v>{value}</v></c>" if value else "<c/>" for value in values)
    rows = f"<row>{''.join(cells)}</row><row>{body}<c t='e'><v>#N/A</v></c><c><v>0</v></c></row>"
    assert faults(sheet(tmp_path, rows), "pod_mi") == ["f.xlsx:Gegevens:2:ll: '#N/A' is geen aantal."]


@pytest.mark.parametrize("error", ["#N/A", "#REF!"])
def test_an_error_in_a_binary_workbook_is_refused_and_not_nobody(tmp_path, error):
    row = [GENT, "Gent", 2020, 202001, None, None, None, 9, 0]
    whole = books.xlsb(tmp_path / "f.xlsb", {"Gegevens": [POD_MI, row]})
    assert counts(read(whole), "leefloon")[GENT, "2020-01"] == 9
    broken = books.xlsb(tmp_path / "f.xlsb", {"Gegevens": [POD_MI, row, [*row[:7], error, 0]]})
    assert faults(broken) == [f"f.xlsb:-:3:-: {BINARY_ERROR.format(3)}"]
    old = xlwt.Workbook()
    for at, values in enumerate([POD_MI, *[row] * 500]):  # so long that it has sectors of its own
        for column, value in enumerate(values):
            old.add_sheet("Gegevens") if not at and not column else None
            if value is not None:
                old.get_sheet(0).write(at, column, value)
    old.get_sheet(0).row(501).set_cell_error(7, books.ERRORS[error])
    old.save(str(tmp_path / "f.xls"))
    assert faults(tmp_path / "f.xls") == [f"f.xls:-:502:-: {BINARY_ERROR.format(502)}"]


@pytest.mark.parametrize("written", [lambda sheet: sheet.row(1).set_cell_error(0, 0x07), None])
def test_an_error_in_a_short_xls_and_a_formula_that_gives_one_are_seen(tmp_path, written):
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "x")
    (written or (lambda sheet: sheet.write(1, 0, xlwt.Formula("1/0"))))(sheet)
    book.save(str(tmp_path / "f.xls"))
    content = (tmp_path / "f.xls").read_bytes()
    if not written:  # its writer leaves the outcome at 0: put the error there that Excel would have saved
        at = re.search(rb"\x06\x00..\x01\x00\x00\x00", content, re.DOTALL).start() + 10
        content = content[:at] + b"\x02\x00\x07\x00\x00\x00\xff\xff" + content[at + 8 :]
        (tmp_path / "f.xls").write_bytes(content)
    assert faults(tmp_path / "f.xls")[0].startswith("f.xls:-:2:-: In rij 2, kolom 1 staat een fout van Excel")


@pytest.mark.parametrize("at", [30, 48, 60, 68, 76, 512, 540])
def test_a_broken_compound_file_is_refused_or_read_as_it_is(tmp_path, at):
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    book.save(str(tmp_path / "f.xls"))
    content = bytearray((tmp_path / "f.xls").read_bytes())
    content[at : at + 4] = b"\xf0\xff\xff\x7f"
    for length in (len(content), at + 2):
        with suppress(lost_binary.Unreadable):
            assert lost_binary.errors_of_xls(bytes(content[:length])) is None


def test_a_formula_with_its_outcome_is_its_outcome(tmp_path):
    delivery = read(sheet(tmp_path, pod_mi("<c {}><f>4+5</f><v>9</v></c>")))
    assert counts(delivery, "leefloon")[GENT, "2020-01"] == 9


def test_a_repeated_error_in_an_ods_is_seen_in_every_row(tmp_path):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{x}</text:p></table:table-cell>' for x in POD_MI
    )
    wrong = (
        '<table:table-cell calcext:value-type="error" office:value-type="string" table:number-columns-repeated="9"/>'
    )
    rows = f'<table:table-row>{cells}</table:table-row><table:table-row table:number-rows-repeated="3">{wrong}</table:table-row>'
    lines = faults(books.ods(tmp_path / "f.ods", rows), "pod_mi")
    assert {line.split(":")[2] for line in lines} == {"2", "3", "4"}


# Dates as numbers, numbers as text.
def test_a_number_as_text_is_that_number_and_a_date_is_refused_as_a_count(tmp_path):
    text = '<c {} t="inlineStr"><is><t>9</t></is></c>'
    assert counts(read(sheet(tmp_path, pod_mi(text))), "leefloon")[GENT, "2020-01"] == 9
    assert faults(sheet(tmp_path, pod_mi('<c {} t="d"><v>2020-01-01T00:00:00</v></c>')), "pod_mi")[0].startswith(
        "f.xlsx:Gegevens:2:ll: "
    )


# Bombs and far cells.
@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "kolommen"),
        ("<row r='99999999'><c r='A99999999'><v>1</v></c></row>", "rijen"),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='A99999999' t='e'><v>#N/A</v></c></row>", "rijen"),
        ("<row r='1'><c r='BDWGN1'><v>1</v></c></row>", "kolommen"),
        ("<row r='1'>" + "<c/>" * 1_000_000 + "</row>", "kolommen"),
        ("<row r='1000000'><c r='A1000000'/><c r='BB1000000'/></row>", "cellen"),
    ],
    ids=["last cell", "far row", "far error", "far column", "a million empty columns", "all between"],
)
def test_a_sheet_beyond_a_limit_is_refused_before_a_cell_is_made(tmp_path, rows, name):
    said = refusal(sheet(tmp_path, rows))
    assert said.startswith("Dit rekenblad is te groot om te lezen.")
    assert said.endswith(f" {name} (instelling {setting(name)}).")


@pytest.mark.parametrize("what", ["columns", "rows"])
def test_a_repeated_cell_of_an_ods_is_counted(tmp_path, what):
    cell = '<table:table-cell office:value-type="float" office:value="1" {}/>'
    many = f'table:number-{what}-repeated="999999999"'
    rows = f"<table:table-row {many if what == 'rows' else ''}>{cell.format(many if what == 'columns' else '')}</table:table-row>"
    assert refusal(books.ods(tmp_path / "f.ods", rows)).startswith("Dit rekenblad is te groot om te lezen.")


def test_empty_columns_and_rows_to_the_end_of_an_ods_do_not_matter(tmp_path):
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    far = '<table:table-cell table:number-columns-repeated="16000"/>'
    below = f'<table:table-row table:number-rows-repeated="1000000">{far}</table:table-row>'
    rows = f"<table:table-row>{cell}{far}</table:table-row>{below}"
    (found,) = open_file(books.ods(tmp_path / "f.ods", rows)).sheets
    assert found.rows == [[1.0]]


def test_an_archive_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path):
    path = books.lying_bomb(tmp_path / "f.xlsx", 50_000_000)
    assert path.stat().st_size < 100_000
    (found,) = open_file(path).sheets
    assert found.rows == [["x"]]


def test_a_workbook_of_too_many_parts_and_entities_of_its_own_are_refused(tmp_path):
    many = {f"xl/{at}.xml": b"" for at in range(5_001)}
    assert refusal(sheet(tmp_path, "", extra=many)) == "Dit rekenblad bestaat uit te veel delen. De grens is 5000."
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refusal(sheet(tmp_path, "<row><c><v>&b;</v></c></row>", prolog=laughs)) == UNREADABLE


def test_a_text_that_is_slow_to_search_is_searched_in_one_pass(tmp_path):
    started = time.process_time()
    for rows in ("<c t='e'" * 60_000, "<row><c t='e'>" * 60_000, "<f" * 100_000):
        assert refusal(sheet(tmp_path, rows)) == UNREADABLE
    assert time.process_time() - started < 10


def test_merged_ranges_upon_one_another_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setenv(setting("cellen"), "1000")
    merged = "<mergeCells>" + '<mergeCell ref="A1:A9"/>' * 500 + "</mergeCells>"
    rows = "".join(books.row("x", at=at) for at in range(1, 10))
    assert refusal(sheet(tmp_path, rows, after=merged)).startswith("Dit rekenblad heeft te veel samengevoegde cellen.")


@pytest.mark.parametrize("place", ["B" * 70 + "C1", "C" + "9" * 30, "1C", "Ä1", "$C$1"])
def test_a_place_that_is_none_is_refused_and_not_guessed(tmp_path, place):
    assert refusal(sheet(tmp_path, f"<row><c r='A1'><v>1</v></c><c r='{place}'><v>1</v></c></row>")) == UNREADABLE
    assert refusal(sheet(tmp_path, f"<row r='{place}'><c><v>1</v></c></row>")) == UNREADABLE


# Macros, links and pictures are never read.
def test_macros_and_external_links_are_left_out_unread(tmp_path):
    bomb = {"xl/vbaProject.bin": b"\x00" * 9, "xl/externalLinks/externalLink1.xml": b"<no xml", "xl/media/a.png": b"?"}
    link = f'<Relationships xmlns="{books.PACKAGE}/relationships"><Relationship Id="x" TargetMode="External" Target="http://kwaad"/></Relationships>'
    extra = {**bomb, "xl/worksheets/_rels/sheet1.xml.rels": link.encode()}
    path = books.xlsx(tmp_path / "f.xlsm", pod_mi("<c {}><v>9</v></c>"), extra=extra)
    assert counts(read(path), "leefloon")[GENT, "2020-01"] == 9


# Texts.
def test_a_line_without_end_is_refused_by_its_length(tmp_path, monkeypatch):
    monkeypatch.setenv(setting("tekens"), "1000")
    (tmp_path / "f.csv").write_bytes(b"a;b\r\n" * 10 + b"x" * 1001)
    said = "Deze tekst heeft een regel die te lang is om te lezen. De grens is 1.000 tekens"
    assert refusal(tmp_path / "f.csv") == f"{said} (instelling {setting('tekens')})."
    (tmp_path / "f.csv").write_bytes(b"a;b\r" * 1000)
    assert len(open_file(tmp_path / "f.csv").sheets[0].rows) == 1000


@pytest.mark.parametrize(
    ("name", "content"), [("rijen", b"a\n" * 11), ("kolommen", b";" * 10), ("cellen", b"a;b\n" * 6)]
)
def test_rows_columns_and_cells_of_a_text_have_their_limits(tmp_path, monkeypatch, name, content):
    monkeypatch.setenv(setting(name), "10")
    (tmp_path / "f.csv").write_bytes(content)
    assert refusal(tmp_path / "f.csv").endswith(f"De grens is 10 {name} (instelling {setting(name)}).")


def test_a_text_in_two_encodings_is_refused_at_its_row(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes("soort;gebied\r\nx;Liège\r\n".encode() + "x;Mâlines\r\n".encode("cp1252"))
    assert faults(path) == [
        "f.csv:-:3:-: Deze rij is geen UTF-8 en rij 2 wel: het bestand mengt twee tekencoderingen. "
        "Bewaar het opnieuw als CSV UTF-8."
    ]
    path.write_bytes(b"a;b\r\nx;\x81\r\n")
    assert faults(path)[0].startswith("f.csv:-:2:-: In deze rij staat een teken dat niet leesbaar is.")


def test_a_pipe_is_not_opened_and_a_name_stays_one_line(tmp_path):
    os.mkfifo(tmp_path / "f.csv")
    assert refusal(tmp_path / "f.csv") == "Dit is geen gewoon bestand."
    refused = Refused("a\n\x1b[31mb.csv", [Fault("bl\rad", 1, "k\x00", "x" * 2000)])
    (line,) = refused.lines()
    assert line.startswith("a [31mb.csv:bl ad:1:k : xxx")
    assert len(line) < 700
    assert one_line("gewoon – é") == "gewoon – é"


# Settings.
@pytest.mark.parametrize("text", ["0", "-1", "veel", "1e3", "٣", "9" * 30])
def test_a_setting_that_is_no_number_is_named(monkeypatch, text):
    monkeypatch.setenv(setting("rijen"), text)
    with pytest.raises(Refused) as refused:
        limits()
    assert refused.value.lines() == [
        f"ACTIVERINGSMONITOR_MEEST_RIJEN:-:-:-: De instelling '{text}' is geen geheel getal groter dan nul."
    ]


# Apart: whatever happens in there, the monitor goes on.
def test_what_is_read_apart_comes_back_whole_and_a_refusal_as_it_is(tmp_path):
    path = deliveries.pod_mi(tmp_path / "f.csv", pod_mi_row(GENT, 202001, 9))
    file, source, delivery = recognise.read_file(path)
    assert (source, file.sheets, file.sha256) == ("pod_mi", [], open_file(path).sha256)
    assert delivery.waarneming.equals(read(path).waarneming)
    wrong = deliveries.pod_mi(tmp_path / "g.csv", pod_mi_row(GENT, 202001, -9), pod_mi_row("99999", 202001, 1))
    with pytest.raises(Refused) as there:
        recognise.read_file(wrong)
    assert there.value.lines() == faults(wrong)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGSEGV), "het is beschadigd, of er is meer geheugen voor nodig"),
        (lambda: bytearray(500_000_000), "De grens is 100 MB (instelling ACTIVERINGSMONITOR_MEEST_GEHEUGEN_MB)."),
        (lambda: 1 / 0, "door een fout in dit programma"),
        (lambda: time.sleep(60), "De grens is 1 seconden rekentijd (instelling ACTIVERINGSMONITOR_MEEST_SECONDEN)."),
        (lambda: any(iter(int, 1)), "De grens is 1 seconden rekentijd (instelling ACTIVERINGSMONITOR_MEEST_SECONDEN)."),
    ],
    ids=["segfault", "memory", "bug", "hang", "endless work"],
)
def test_what_goes_wrong_apart_is_a_refusal(monkeypatch, work, said):
    monkeypatch.setattr(reading, "PATIENCE", 3)
    monkeypatch.setenv(setting("seconden"), "1")
    monkeypatch.setenv(setting("geheugen_mb"), "100")
    started = time.monotonic()
    with pytest.raises(Refused) as refused:
        apart("f.xlsx", work)
    (line,) = refused.value.lines()
    assert said in line
    assert time.monotonic() - started < 30


def test_waiting_for_a_busy_machine_is_no_slow_file(monkeypatch):
    monkeypatch.setenv(setting("seconden"), "1")
    assert apart("f.xlsx", lambda: time.sleep(1.5) or 7) == 7


def test_the_copy_never_tidies_a_database_of_its_parent():
    """Its threads are not in the copy: to close it there would crash, or wait for ever."""
    import gc

    import duckdb

    left = [duckdb.connect(config={"threads": "2"})]
    left[0].execute("SELECT sum(i) FROM range(3_000_000) t(i)").fetchall()
    left.append(left)
    gc.disable()
    try:
        del left
        assert apart("f.xlsx", lambda: gc.collect() or "gelezen") == "gelezen"
    finally:
        gc.enable()
        gc.collect()


def test_the_command_refuses_what_would_end_a_process(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(setting("kolommen"), "100000")
    monkeypatch.setenv(setting("rijen"), "10000000")
    monkeypatch.setenv(setting("cellen"), "1000000000000")
    rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    assert main(["check", str(sheet(tmp_path, rows))]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("f.xlsx:-:-:-: Dit bestand kon niet gelezen worden: het is beschadigd, of")


def test_sheets_that_two_readers_find_in_other_places_are_refused(tmp_path):
    path = sheet(tmp_path, books.row("x"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("xl/workbook.xml", "XL/Workbook.xml"), part)
    assert refusal(path) == UNREADABLE
