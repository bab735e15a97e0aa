"""Agreements between VDAB and municipalities: spans of time become 0 or 1 a month, and one series says whether there is any."""

from datetime import date, timedelta

import pytest

from dashboard import database, snapshots
from dashboard.ingest import reference
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import counts, faults, periods, read

GENT, ANTWERPEN, BORSBEEK, AALST = "44021", "11002", "11007", "41002"
FORMS = ("overeenkomst_igs", "overeenkomst_eigen", "overeenkomst_addendum")
HEADER = ["Code", "Gebied", "Vorm", "Van", "Tot"]


def agreements(path, *rows, stand="2023-12-31", heading=(), header=HEADER):
    lines = [["Sjabloon", "samenwerkingsovereenkomst"], *([["Stand", stand]] if stand else []), *heading]
    return deliveries.text(path, [*lines, header, *rows])


def months(delivery, reeks, nis):
    """The months in which a series is 1."""
    found = counts(delivery, reeks)
    assert set(found.values()) <= {1}
    return [month for (code, month) in sorted(found) if code == nis]


def test_a_month_counts_what_holds_on_its_first_day(tmp_path):
    rows = [
        [GENT, "", "via IGS", "2023-08-01", "2023-10-01"],
        [GENT, "", "Eigen", "2023-09-15", "2023-12-01"],
        [AALST, "Aalst", "addendum", "2023-11-02", ""],
    ]
    delivery = read(agreements(tmp_path / "f.csv", *rows))
    whole = ["2023-08", "2023-09", "2023-10", "2023-11", "2023-12"]
    for name in (*FORMS, "overeenkomst"):
        assert periods(delivery, name) == whole
    assert months(delivery, "overeenkomst_igs", GENT) == ["2023-08", "2023-09"]
    assert months(delivery, "overeenkomst_eigen", GENT) == ["2023-10", "2023-11"]
    assert months(delivery, "overeenkomst", GENT) == ["2023-08", "2023-09", "2023-10", "2023-11"]
    assert months(delivery, "overeenkomst_addendum", AALST) == months(delivery, "overeenkomst", AALST) == ["2023-12"]
    assert set(delivery.levering["stand"]) == {date(2023, 12, 31)}
    assert set(delivery.levering["indeling"]) == {2019}


def test_several_forms_at_once_are_one_municipality_with_an_agreement(tmp_path):
    rows = [[GENT, "", form, "2023-12-01", ""] for form in ("igs", "eigen", "addendum")]
    delivery = read(agreements(tmp_path / "f.csv", *rows))
    assert [counts(delivery, name) for name in (*FORMS, "overeenkomst")] == [{(GENT, "2023-12"): 1}] * 4


@pytest.mark.parametrize(
    ("stand", "last"), [("2023-12-01", "2023-12"), ("2023-11-30", "2023-11"), ("31/12/2023", "2023-12")]
)
def test_the_months_run_to_that_of_the_state(tmp_path, stand, last):
    delivery = read(agreements(tmp_path / "f.csv", [GENT, "", "eigen", "2023-10-01", "2030-01-01"], stand=stand))
    assert (periods(delivery, "overeenkomst")[-1], months(delivery, "overeenkomst", GENT)[-1]) == (last, last)


def test_a_span_across_a_merger_is_of_the_division_of_each_month(tmp_path):
    rows = [[ANTWERPEN, "", "eigen", "2024-11-01", ""], [BORSBEEK, "", "eigen", "2024-11-01", "2025-01-01"]]
    delivery = read(agreements(tmp_path / "f.csv", *rows, stand="2025-02-28"))
    stated = {(row.periode, row.indeling) for row in delivery.levering.itertuples()}
    assert stated == {("2024-11", 2019), ("2024-12", 2019), ("2025-01", 2025), ("2025-02", 2025)}
    assert months(delivery, "overeenkomst", ANTWERPEN) == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert months(delivery, "overeenkomst", BORSBEEK) == ["2024-11", "2024-12"]


def test_one_stated_division_holds_for_all_months(tmp_path):
    file = agreements(tmp_path / "f.csv", [ANTWERPEN, "", "eigen", "2023-11-01", ""], heading=[["Indeling", "2025"]])
    assert set(read(file).levering["indeling"]) == {2025}


def test_dates_of_a_workbook_and_names_without_codes(tmp_path):
    rows = [["Sjabloon", "samenwerkingsovereenkomst"], ["Stand", date(2023, 12, 31)], HEADER[1:]]
    rows += [["Gent", "via  igs", date(2023, 11, 1), None]]
    delivery = read(deliveries.xlsx(tmp_path / "f.xlsx", rows))
    assert months(delivery, "overeenkomst_igs", GENT) == ["2023-11", "2023-12"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([GENT, "", "mondeling", "2023-01-01", ""], "Vorm: Vorm 'mondeling' bestaat niet. Kies uit: via IGS, eigen, addendum."),
        ([GENT, "", "", "2023-01-01", ""], "Vorm: Vorm '' bestaat niet. Kies uit: via IGS, eigen, addendum."),
        ([GENT, "", "overeenkomst", "2023-01-01", ""], "Vorm: Vorm 'overeenkomst' bestaat niet."),
        ([GENT, "", "eigen", "", ""], "Van: De begindatum ontbreekt."),
        ([GENT, "", "eigen", "begin 2023", ""], "Van: 'begin 2023' is geen datum. Schrijf JJJJ-MM-DD."),
        ([GENT, "", "eigen", "2023-02-30", ""], "Van: '2023-02-30' is geen datum. Schrijf JJJJ-MM-DD."),
        ([GENT, "", "eigen", "0023-01-01", ""], "Van: '0023-01-01' is geen datum. Schrijf JJJJ-MM-DD."),
        ([GENT, "", "eigen", "2023-01-01", "x"], "Tot: 'x' is geen datum. Schrijf JJJJ-MM-DD."),
        ([GENT, "", "eigen", "2023-02-01", "2023-01-31"], "Tot: De einddatum ligt niet na de begindatum."),
        ([GENT, "", "eigen", "2023-02-01", "2023-02-01"], "Tot: De einddatum ligt niet na de begindatum."),
        ([GENT, "", "eigen", "2024-01-01", ""], "Van: Dit tijdvak begint na de stand van het bestand (31 december 2023)."),
        (["46030", "", "eigen", "2023-01-01", ""], "Code: Code '46030' (Beveren-Kruibeke-Zwijndrecht) hoort bij"),
        (["", "Gennt", "eigen", "2023-01-01", ""], "Gebied: Geen gemeente van de indeling 2019 heet 'Gennt'. Lijkt op: Gent"),
        (["12030", "", "eigen", "2018-01-01", ""], "Code: Gemeente 12030 bestaat niet meer op 1 januari 2019. Sluit dit tijdvak "
         "af met Tot 2019-01-01 en geef de nieuwe gemeente een eigen rij."),
        ([GENT, "", "eigen", "2023-02-01", "2023-05-01"], "Van: Deze vorm loopt in 44021 op hetzelfde moment al (zie rij 4)."),
    ],
)  # fmt: skip
def test_a_wrong_span_is_named_with_its_place(tmp_path, row, said):
    (line,) = faults(agreements(tmp_path / "f.csv", [GENT, "", "eigen", "2023-04-01", "2023-06-01"], row))
    assert line.startswith(f"f.csv:-:5:{said}")


def test_spans_that_touch_and_other_forms_do_not_overlap(tmp_path):
    rows = [[GENT, "", "eigen", "2023-01-01", "2023-06-01"], [GENT, "", "eigen", "2023-06-01", ""]]
    rows += [[GENT, "", "via IGS", "2023-01-01", ""], [AALST, "", "eigen", "2023-01-01", ""]]
    assert len(months(read(agreements(tmp_path / "f.csv", *rows)), "overeenkomst_eigen", GENT)) == 12


def test_a_list_without_state_column_or_rows_is_refused(tmp_path):
    row = [GENT, "", "eigen", "2023-01-01", ""]
    assert faults(agreements(tmp_path / "f.csv", row, stand="")) == [
        "f.csv:-:-:Stand: Zet boven de tabel een regel 'Stand': de dag tot wanneer deze lijst klopt (JJJJ-MM-DD)."
    ]
    assert faults(agreements(tmp_path / "f.csv", row, stand=f"{date.today() + timedelta(days=1)}"))[0].startswith(
        "f.csv:-:2:Stand: De stand "
    )
    assert faults(agreements(tmp_path / "f.csv", row[:4], header=HEADER[:4])) == [
        "f.csv:-:3:Tot: Kolom 'Tot' ontbreekt."
    ]
    assert faults(agreements(tmp_path / "f.csv")) == ["f.csv:-:-:-: Er staat geen enkele rij met een tijdvak in."]


@pytest.mark.traag
def test_the_share_of_municipalities_on_a_day_and_a_new_list_that_replaces_the_whole_old_one(tmp_path):
    """237 of the 300 municipalities, 79 percent, have an agreement on 1 October 2023, some in more than one form."""
    (tmp_path / "bronnen").mkdir()
    place = Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")

    def with_agreement(month):
        cells = database.open_snapshot(snapshots.current(place).folder).table("cel")
        cells = cells[(cells["reeks"] == "overeenkomst") & (cells["periode"] == month)]
        return len(cells), int(cells["onder"].sum()), int(cells["boven"].sum())

    codes = sorted(reference.codes(2019))
    rows = [[code, "", "via IGS", "2022-01-01", "2025-01-01"] for code in codes[:237]]
    rows += [[code, "", "eigen", "2023-10-01", "2025-01-01"] for code in codes[200:230]]
    rows += [[codes[299], "", "eigen", "2023-10-02", "2025-01-01"]]
    load(place, [agreements(tmp_path / "f.csv", *rows)], progress=lambda line: None)
    assert with_agreement("2023-10") == (300, 237, 237)
    assert with_agreement("2023-11") == (300, 238, 238)
    assert with_agreement("2022-01") == (300, 237, 237)
    later = [[code, "", "eigen", "2023-03-01", ""] for code in (GENT, AALST)]
    load(place, [agreements(tmp_path / "g.csv", *later)], progress=lambda line: None)
    assert with_agreement("2023-10") == (300, 2, 2)
    assert with_agreement("2022-01") == (0, 0, 0)
