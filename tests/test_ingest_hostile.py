"""Every reader against files that are wrong: a Dutch fault with file, sheet, row and column, and nothing is written."""

import re
import zipfile
from dataclasses import dataclass

import pytest

from dashboard.ingest import files, recognise
from dashboard.ingest.faults import Refused
from dashboard.ingest.limits import setting
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import POD_MI, faults, folder_bytes, pod_mi_row, read

GENT = "44021"
pytestmark = pytest.mark.traag

PLACE = re.compile(r"f\.(xlsx|csv):(?P<blad>[^:]*):(?P<rij>\d+|-):(?P<kolom>[^:]*): (?P<tekst>[A-Z0-9'-].*[.?])$")
ENGLISH = re.compile(
    r"\b(error|invalid|the|column|row|missing|expected|value|cannot|could not|nan|None|inf|true)\b", re.I
)
HUGE = "9" * 400


@dataclass(frozen=True)
class Kind:
    """A file that one reader accepts: its rows, where the header is, the cell that counts and the columns it cannot miss."""

    source: str
    rows: list
    header: int  # place of the header row; -1 where the layout has none
    cell: int  # column of a count, number or date
    required: tuple[int, ...]
    sheet: str = "Gegevens"
    text_is_missing: bool = False

    def with_cell(self, value, at=None):
        """The rows with another value in the cell of the last row."""
        row = list(self.rows[-1])
        row[self.cell if at is None else at] = value
        return [*self.rows[:-1], row]

    def column(self):
        return str(self.rows[self.header][self.cell]) if self.header >= 0 else "Totaal"


KINDS = {
    "pod_mi": Kind("pod_mi", [POD_MI, pod_mi_row(GENT, 202401, 9)], 0, 7, (0, 3, 7, 8)),
    "bevolking_blad": Kind(
        "statbel_bevolking", [["NIS", "Naam", "M", "V", "Totaal"], [GENT, "Gent", 4, 5, 9]], -1, 4, (), "Bevolking in 2024"
    ),
    "bevolking_tekst": Kind(
        "statbel_bevolking",
        [["CD_REFNIS", "CD_AGE", "MS_POPULATION", "CD_YEAR"], [GENT, 30, 9, 2024]], 0, 2, (0, 1, 2, 3),
    ),
    "inkomen": Kind(
        "statbel_inkomen",
        [["CD_YEAR", "CD_MUNTY_REFNIS", "MS_TOT_NET_TAXABLE_INC", "MS_TOT_RESIDENTS"], [2023, GENT, 1e6, 50]], 0, 2, (0, 1, 2, 3),
    ),
    "oppervlakte": Kind(
        "statbel_oppervlakte", [["NIS", "Jaar", "Oppervlakte (km²)"], [GENT, 2024, 157]], 0, 2, (0, 1, 2)
    ),
    "gsm_aantal": Kind(
        "gsm",
        [["Gemeente", "NIS-code", "Indicator", "Jaar", "Aantal personen met een leefloon", "Inwoners", "%"],
         ["Gent", GENT, "x", 2024, 9, 100, 9]], 0, 4, (1, 3, 4), "AR_13", True,
    ),
    "gsm_percentage": Kind(
        "gsm", [["Gemeente", "NIS-code", "Indicator", "Jaar", "Procent (%)"], ["Gent", GENT, "x", 2024, 12.5]], 0, 4, (1, 3, 4),
        "AR_03", True,
    ),
    "sjabloon": Kind(
        "twe_stand", [["Sjabloon", "twe_stand", ""], ["Code", "Periode", "twe_lopend"], [GENT, "2024-05", 9]], 1, 2, (0, 1, 2)
    ),
    "tijdvakken": Kind(
        "samenwerkingsovereenkomst",
        [["Sjabloon", "samenwerkingsovereenkomst", "", ""], ["Stand", "2024-12-31", "", ""], ["Code", "Vorm", "Van", "Tot"],
         [GENT, "eigen", "2024-01-01", ""]], 2, 2, (0, 1, 2, 3),
    ),
    "lidmaatschap": Kind(
        "lidmaatschap",
        [["soort", "gebied", "nis", "van", "tot"], ["regiegebied", "Regio", GENT, "2024-01-01", ""]], 0, 3, (0, 1, 2),
    ),
    "refnis": Kind(
        "statbel_refnis",
        [["CD_REFNIS", "CD_SUP_REFNIS", "TX_REFNIS_NL", "DT_VLDT_START", "DT_VLDT_END"],
         [GENT, "", "Gent", "01/01/2025", "31/12/9999"]], 0, 3, (0, 1, 2, 3, 4),
    ),
}  # fmt: skip
EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def book(tmp_path, kind, rows, merged=()):
    return deliveries.xlsx(tmp_path / "f.xlsx", {kind.sheet: rows}, merged)


def understood(lines):
    """Every line has the promised form and is Dutch; returns (sheet, row, column) of each."""
    found = [PLACE.fullmatch(line) for line in lines]
    assert all(found), lines
    assert not [line for line in lines if ENGLISH.search(re.sub("'[^']*'", "", line.partition(": ")[2]))]
    return {(match["blad"], match["rij"], match["kolom"]) for match in found}


@EACH
def test_the_file_itself_is_accepted(tmp_path, kind):
    assert recognise.recognise(files.open_file(book(tmp_path, kind, kind.rows))) == kind.source
    assert read(book(tmp_path, kind, kind.rows)).bron == kind.source


@EACH
@pytest.mark.parametrize("value", [-5, "-5", "-0,5", HUGE, "=1+1", "#REF!"])
def test_a_cell_that_cannot_be_is_refused_in_its_place(tmp_path, kind, value):
    places = understood(faults(book(tmp_path, kind, kind.with_cell(value)), kind.source))
    assert (kind.sheet, str(len(kind.rows)), kind.column()) in places


@EACH
@pytest.mark.parametrize("value", ["twaalf", "12 personen", "0x10", "½", True, "NaN", "inf", "1e999", "x" * 5000])
def test_text_in_the_place_of_a_number_or_date_is_refused_or_never_a_number(tmp_path, kind, value):
    path = book(tmp_path, kind, kind.with_cell(value))
    if kind.text_is_missing:  # the monitor writes text for what is hidden or missing
        assert read(path).waarneming[["onder", "boven"]].isna().all(axis=None)
        return
    lines = faults(path, kind.source)
    assert (kind.sheet, str(len(kind.rows)), kind.column()) in understood(lines)
    assert max(map(len, lines)) < 400


@EACH
@pytest.mark.parametrize("code", ["", "99999", "4402", "44021.0x", "Gent", 440210, -44021])
def test_a_code_that_no_municipality_has_is_refused(tmp_path, kind, code):
    if kind.header < 0 and not re.fullmatch(r"\d{5}", str(code)):
        pytest.skip("in dit blad is een rij zonder code een kop of een totaal")
    at = kind.rows[-1].index(GENT)
    path = book(tmp_path, kind, kind.with_cell(code, at))
    if kind.source == "statbel_refnis" and code != "":
        assert faults(path, kind.source) == ["f.xlsx:Gegevens:-:-: Er staat geen enkele Vlaamse gemeente in."]
        return
    assert {row for _, row, _ in understood(faults(path, kind.source))} <= {str(len(kind.rows)), "-"}


@EACH
def test_the_same_row_twice_is_refused(tmp_path, kind):
    places = understood(faults(book(tmp_path, kind, [*kind.rows, kind.rows[-1]]), kind.source))
    assert {(sheet, row) for sheet, row, _ in places} == {(kind.sheet, str(len(kind.rows) + 1))}


@EACH
def test_every_column_that_must_be_there_is_missed(tmp_path, kind):
    for at in kind.required:
        rows = [[cell for place, cell in enumerate(row) if place != at or number < kind.header]
                for number, row in enumerate(kind.rows)]  # fmt: skip
        places = understood(faults(book(tmp_path, kind, rows), kind.source))
        assert {(kind.sheet, str(kind.header + 1)), (kind.sheet, "-")} & {place[:2] for place in places}, at


@EACH
def test_a_merged_header_or_cell_hides_no_column(tmp_path, kind):
    letter = "ABCDEFGHI"[kind.cell]
    if kind.header >= 0:
        before = "ABCDEFGHI"[kind.cell - 1]
        merged = f"{before}{kind.header + 1}:{letter}{kind.header + 1}"
        understood(faults(book(tmp_path, kind, kind.rows, (merged,)), kind.source))
    row = len(kind.rows)
    places = understood(faults(book(tmp_path, kind, kind.rows, (f"{letter}{row - 1}:{letter}{row}",)), kind.source))
    assert (kind.sheet, str(row), kind.column()) in places


@EACH
def test_a_header_without_rows_is_refused(tmp_path, kind):
    understood(faults(book(tmp_path, kind, kind.rows[:-1]), kind.source))


@EACH
@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"PK\x05\x06" + b"\x00" * 18, b"<html><table></table></html>"])
def test_a_file_that_is_no_workbook_or_text_is_refused_for_any_source(tmp_path, kind, content):
    for name in ("f.xlsx", "f.csv"):
        (tmp_path / name).write_bytes(content)
        understood(faults(tmp_path / name, kind.source))


@EACH
def test_a_text_in_another_encoding_is_refused_or_read_the_same(tmp_path, kind):
    if kind.header < 0 or kind.text_is_missing:
        pytest.skip("deze bron is een rekenblad met een naam per blad")
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        same = read(deliveries.text(tmp_path / "f.csv", kind.rows, encoding=encoding), kind.source)
        assert same.waarneming["onder"].tolist() == read(book(tmp_path, kind, kind.rows)).waarneming["onder"].tolist()
    path = deliveries.text(tmp_path / "f.csv", kind.rows, encoding="utf-16")
    assert faults(path, kind.source) == ["f.csv:-:-:-: Dit is geen tekstbestand: er staan nultekens in."]


@EACH
def test_a_refused_file_writes_nothing(tmp_path, kind):
    (tmp_path / "bronnen").mkdir()
    place = Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")
    good = book(tmp_path, kind, kind.rows).rename(tmp_path / "goed.xlsx")
    wrong = book(tmp_path, kind, kind.with_cell("-5"))
    before = folder_bytes(tmp_path)
    with pytest.raises(Refused):
        load(place, [good, wrong], progress=lambda line: None)
    assert {name: text for name, text in folder_bytes(tmp_path).items() if not name.endswith(".slot")} == before


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * 2_000_000)
    assert path.stat().st_size < 10_000
    monkeypatch.setenv(setting("uitgepakt_mb"), "1")
    assert faults(path) == [
        "f.xlsx:-:-:-: Dit rekenblad is uitgepakt te groot om te lezen. "
        "De grens is 1 MB (instelling ACTIVERINGSMONITOR_MEEST_UITGEPAKT_MB)."
    ]


def test_a_file_that_is_itself_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "f.csv"
    with path.open("wb") as handle:
        handle.truncate(2_000_000_000)  # a line of 2 GB that takes no room on the disk
    assert faults(path) == [
        "f.csv:-:-:-: Dit bestand is te groot om te lezen. "
        "De grens is 200 MB (instelling ACTIVERINGSMONITOR_MEEST_BESTAND_MB)."
    ]
