"""The one template for sources without a public layout: signs for hidden numbers, divisions, names, totals, periods."""

from datetime import date, timedelta

import pytest

from dashboard import database, figures, snapshots
from dashboard.figures import Question
from dashboard.ingest.faults import Refused
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import counts, faults, folder_bytes, kept, periods, read

SERIES = ["cat05_totaal", "cat05_equivalent_leefloon", "cat05_oekraiense_ontheemden", "twe_actief"]
TABLE = ["Soort", "Code", "Gebied", "Periode", *SERIES]
TWE = ["twe_gestart", "twe_beeindigd", "twe_werk_3m", "twe_werk_12m"]
GENT, ANTWERPEN, BORSBEEK, HASSELT_2019, HASSELT_2025 = "44021", "11002", "11007", "71022", "71072"
TOMORROW = date.today() + timedelta(days=1)


def gent(*cells, month="2024-05", soort="gemeente", code=GENT, naam=""):
    """A row of the VDAB template; what is not given is 900, and parts are 0."""
    return [soort, code, naam, month, *cells, *([900, 0, 0, 0][len(cells) :])]


def vdab(path, *rows, heading=(), header=TABLE):
    return deliveries.text(path, [["Sjabloon", "vdab"], *heading, header, *rows])


def one(delivery, reeks="cat05_totaal"):
    (value,) = counts(delivery, reeks).values()
    return value


# Signs for hidden numbers


@pytest.mark.parametrize("cell", ["1-3", "1 - 3", "-", "<4", "< 4", " <4 "])
def test_a_sign_of_the_yaml_is_its_bounds(tmp_path, cell):
    assert one(read(vdab(tmp_path / "f.csv", gent(cell))), "cat05_totaal") == (1, 3)


@pytest.mark.parametrize(
    ("stated", "cell", "bounds"),
    [
        (["<5", 1, 4], "<5", (1, 4)),
        (["<5", 1, 4], "< 5", (1, 4)),
        (["< 5", 0, 4], "<5", (0, 4)),
        (["-99997", 1, 9], "-99997", (1, 9)),
        (["-99997", 1, 9], -99997, (1, 9)),
        (["X", 1, 2], "x", (1, 2)),
        (["-", 0, 0], "-", 0),
        (["-", 1, 9], "-", (1, 9)),
    ],
)
def test_what_the_files_own_heading_says_of_a_sign_wins(tmp_path, stated, cell, bounds):
    rows = [["Sjabloon", "vdab"], ["Masker", *stated], TABLE, gent(cell)]
    assert one(read(deliveries.xlsx(tmp_path / "f.xlsx", rows))) == bounds
    assert one(read(deliveries.text(tmp_path / "f.csv", rows))) == bounds


@pytest.mark.parametrize("cell", ["<5", "-99997", "≥1-3", "–", "1–3", "?", "***", "n.b."])
def test_a_sign_that_nobody_explains_is_refused(tmp_path, cell):
    (line,) = faults(vdab(tmp_path / "f.csv", gent(cell)))
    assert line.startswith("f.csv:-:3:cat05_totaal: ")
    assert line.endswith("Gekende tekens voor een verborgen aantal: 1-3, -, <4.")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([["Masker", "<5"]], "2:Masker: Schrijf: Masker, het teken, de ondergrens en de bovengrens (bijvoorbeeld <5, 1, 4)."),
        ([["Masker", "<5", 4, 1]], "2:Masker: Schrijf: Masker, het teken, de ondergrens"),
        ([["Masker", "", 1, 4]], "2:Masker: Schrijf: Masker, het teken, de ondergrens"),
        ([["Masker", "<5", -1, 4]], "2:Masker: Schrijf: Masker, het teken, de ondergrens"),
        ([["Masker", "5", 1, 4]], "2:Masker: '5' is zelf een aantal en kan geen teken voor een verborgen aantal zijn."),
        ([["Masker", "<5", 1, 4], ["Masker", "< 5", 0, 4]], "3:Masker: Het teken '< 5' staat er twee keer."),
        ([["Indeling", "2020"]], "2:Indeling: Indeling '2020' bestaat niet. Kies uit: 2018, 2019, 2025, tijdvak."),
        ([["Indeling", "2025"], ["Indeling", "2019"]], "3:Indeling: De regel 'Indeling' staat er twee keer."),
        ([["Stand", "eind 2025"]], "2:Stand: 'eind 2025' is geen datum. Schrijf JJJJ-MM-DD."),
        ([["Stand", f"{TOMORROW}"]], f"2:Stand: De stand {TOMORROW} ligt in de toekomst."),
        ([["Peildatum", "2020-13-01"]], "2:Peildatum: '2020-13-01' is geen datum."),
        ([["Herkomst", "geschat"]], "2:Herkomst: Herkomst 'geschat' bestaat niet. Kies uit: gepubliceerd, voorbeeld."),
        ([["Standdatum", "2025-01-01"]], "2:Periode: Kolom 'Periode' ontbreekt."),
    ],
)  # fmt: skip
def test_a_wrong_line_of_the_heading_is_named_with_its_place(tmp_path, lines, said):
    found = faults(vdab(tmp_path / "f.csv", gent(), heading=lines))
    assert [line for line in found if line.startswith(f"f.csv:-:{said}")]


def test_a_file_of_one_source_is_not_read_as_another(tmp_path):
    assert "f.csv:-:1:Sjabloon: Dit bestand is van de bron 'vdab' en wordt gelezen als 'twe_stand'." in faults(
        vdab(tmp_path / "f.csv", gent()), "twe_stand"
    )


def test_a_hidden_part_hides_a_whole_that_would_give_it_away(tmp_path):
    delivery = read(vdab(tmp_path / "f.csv", gent(2, "1-3", 0, 0)))
    assert (one(delivery), one(delivery, "cat05_equivalent_leefloon")) == ((1, 3), (1, 3))
    assert one(read(vdab(tmp_path / "f.csv", gent(3, "1-3", 0, 0)))) == 3


# Counts


@pytest.mark.parametrize(
    ("cell", "value"), [("12", 12), ("12,0", 12), ("12,00", 12), ("12.0", 12), ("0", 0), ("007", 7)]
)
def test_a_whole_number_in_any_writing(tmp_path, cell, value):
    assert one(read(vdab(tmp_path / "f.csv", gent(cell)))) == value


def test_an_empty_cell_is_missing_and_not_zero(tmp_path):
    (row,) = read(vdab(tmp_path / "f.csv", gent(None))).waarneming.query("reeks == 'cat05_totaal'").itertuples()
    assert (row.onder != row.onder, row.boven != row.boven) == (True, True)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("12,5", "12,5 is geen geheel aantal."),
        ("3,000", "3,000 is geen geheel aantal."),
        ("3.000", "3,000 is geen geheel aantal."),
        ("-4", "-4 is negatief; een aantal is nul of meer."),
        ("12000001", "12000001 is meer dan alle inwoners van België."),
        ("9" * 400, f"'{'9' * 40}' is geen aantal."),
        ("1e3", "'1e3' is geen aantal."),
        ("twaalf", "'twaalf' is geen aantal."),
        ("44%", "'44%' is geen aantal."),
    ],
)
def test_what_is_no_count_is_refused(tmp_path, cell, said):
    (line,) = faults(vdab(tmp_path / "f.csv", gent(cell)))
    assert line.startswith(f"f.csv:-:3:cat05_totaal: {said}")


# Places and divisions


@pytest.mark.parametrize(
    ("indeling", "month", "code", "expected"),
    [
        ("2018", "2024-05", "12030", 2018),
        ("2019", "2025-05", BORSBEEK, 2019),
        ("2025", "2016-05", HASSELT_2025, 2025),
        ("tijdvak", "2018-12", "12030", 2018),
        ("tijdvak", "2024-12", HASSELT_2019, 2019),
        ("tijdvak", "2025-01", HASSELT_2025, 2025),
        ("", "2024-12", HASSELT_2019, 2019),
    ],
)
def test_a_code_belongs_to_the_division_that_is_stated(tmp_path, indeling, month, code, expected):
    heading = [["Indeling", indeling]] if indeling else []
    delivery = read(vdab(tmp_path / "f.csv", gent(5, month=month, code=code), heading=heading))
    assert set(delivery.levering["indeling"]) == set(delivery.waarneming["indeling"]) == {expected}
    assert counts(delivery, "cat05_totaal") == {(code, month): 5}


@pytest.mark.parametrize(
    ("indeling", "month", "code", "said"),
    [
        (
            "2025",
            "2024-05",
            BORSBEEK,
            f"Code '{BORSBEEK}' (Borsbeek) hoort bij de indeling 2018, 2019; dit bestand gebruikt",
        ),
        ("tijdvak", "2025-01", HASSELT_2019, f"Code '{HASSELT_2019}' (Hasselt) hoort bij de indeling 2018, 2019;"),
        ("tijdvak", "2024-12", HASSELT_2025, f"Code '{HASSELT_2025}' (Hasselt) hoort bij de indeling 2025;"),
        ("2025", "2025-05", "21004", "Code '21004' is geen gemeente van de indeling 2025."),
        ("2025", "2025-05", "Gent", "Code 'Gent' is geen gemeente van de indeling 2025."),
    ],
)
def test_a_code_of_another_division_is_refused(tmp_path, indeling, month, code, said):
    (line,) = faults(vdab(tmp_path / "f.csv", gent(month=month, code=code), heading=[["Indeling", indeling]]))
    assert line.startswith(f"f.csv:-:4:Code: {said}")


@pytest.mark.parametrize("naam", ["Gent", "gent", " GENT "])
def test_a_name_alone_is_matched_exactly(tmp_path, naam):
    assert counts(read(vdab(tmp_path / "f.csv", gent(5, code="", naam=naam))), "cat05_totaal") == {(GENT, "2024-05"): 5}


@pytest.mark.parametrize("month", ["2024-12", "2025-01"])
def test_a_name_is_that_of_the_division_of_the_period(tmp_path, month):
    file = vdab(tmp_path / "f.csv", gent(5, code="", naam="Hasselt", month=month))
    code = HASSELT_2019 if month < "2025" else HASSELT_2025
    assert counts(read(file), "cat05_totaal") == {(code, month): 5}


@pytest.mark.parametrize(
    ("code", "naam", "said"),
    [
        ("", "Gennt", "Gebied: Geen gemeente van de indeling 2019 heet 'Gennt'. Lijkt op: Gent"),
        (
            "",
            "Lokeren-Moerbeke",
            "Gebied: Geen gemeente van de indeling 2019 heet 'Lokeren-Moerbeke'. Lijkt op: Moerbeke",
        ),
        ("", "", "Gebied: Geen gemeente van de indeling 2019 heet ''."),
        (GENT, "Antwerpen", f"Gebied: Code '{GENT}' is niet die van 'Antwerpen' ({ANTWERPEN})."),
    ],
)
def test_another_name_is_refused_with_the_nearest(tmp_path, code, naam, said):
    (line,) = faults(vdab(tmp_path / "f.csv", gent(code=code, naam=naam)))
    assert line.startswith(f"f.csv:-:3:{said}")


def test_a_name_that_is_nobodys_beside_a_code_does_not_matter(tmp_path):
    assert one(read(vdab(tmp_path / "f.csv", gent(5, naam="Stad Gent")))) == 5


# Periods


def test_a_period_has_one_writing_whatever_the_file_says(tmp_path):
    rows = [["Sjabloon", "twe"], ["Code", "Periode", *TWE]]
    rows += [[GENT, text, 8, 4, 2, 3] for text in ("2024-K1", "2024-04..2024-06", "2022-07..2024-06", "2023..2024")]
    delivery = read(deliveries.text(tmp_path / "f.csv", rows))
    assert periods(delivery, "twe_gestart") == ["2022-K3..2024-K2", "2023-K1..2024-K4", "2024-K1", "2024-K2"]
    rows.append([GENT, "2024-01..2024-03", 9, 4, 2, 3])
    assert faults(deliveries.text(tmp_path / "f.csv", rows)) == [
        "f.csv:-:7:Code: Deze rij staat er twee keer (zie ook rij 3)."
    ]


def test_the_first_of_a_month_in_a_spreadsheet_is_that_month(tmp_path):
    rows = [["Sjabloon", "vdab"], TABLE, gent(5, month=date(2024, 5, 1))]
    assert counts(read(deliveries.xlsx(tmp_path / "f.xlsx", rows)), "cat05_totaal") == {(GENT, "2024-05"): 5}


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2024-05-02", "'2024-05-02' is geen periode."),
        ("mei 2024", "'mei 2024' is geen periode."),
        ("", "'' is geen periode."),
        ("2024", "'2024' is geen maand."),
        ("2024-K1", "'2024-K1' is geen maand."),
        ("2024-01..2024-12", "'2024-01..2024-12' is geen maand."),
        (f"{TOMORROW.year + 1}-01", f"Periode {TOMORROW.year + 1}-01 ligt in de toekomst."),
    ],
)
def test_another_period_is_refused(tmp_path, month, said):
    (line,) = faults(vdab(tmp_path / "f.csv", gent(month=month)))
    assert line.startswith(f"f.csv:-:3:Periode: {said}")


def test_a_window_must_begin_where_a_quarter_does(tmp_path):
    rows = [["Sjabloon", "twe"], ["Code", "Periode", *TWE], [GENT, "2024-02..2024-04", 8, 4, 2, 3]]
    assert faults(deliveries.text(tmp_path / "f.csv", rows)) == [
        "f.csv:-:3:Periode: '2024-02..2024-04' is geen kwartaal."
    ]


# Totals the source publishes


def test_totals_of_every_kind_are_kept_apart_from_the_municipalities(tmp_path):
    rows = [
        gent(5),
        gent(90, soort="vlaanderen", code="vlaanderen:vlaanderen"),
        gent(70, soort="provincie", code="", naam="Oost-Vlaanderen"),
        gent(60, soort="grootteklasse", code="grootteklasse:centrumstad"),
        gent("1-3", soort="regiegebied", code="", naam="Maasland"),
        gent(30, soort="referentieregio", code="", naam="Regio Gent"),
    ]
    delivery = read(vdab(tmp_path / "f.csv", *rows, heading=[["Peildatum", "2024-01-01"]]))
    assert counts(delivery, "cat05_totaal") == {(GENT, "2024-05"): 5}
    assert kept(delivery, "cat05_totaal") == {
        ("vlaanderen:vlaanderen", "2024-05"): 90,
        ("provincie:oost-vlaanderen", "2024-05"): 70,
        ("grootteklasse:centrumstad", "2024-05"): 60,
        ("referentieregio:regio-gent", "2024-05"): 30,
    }
    dated = delivery.brontotaal.set_index("gebied_id")["peildatum"].drop_duplicates()
    assert dated["grootteklasse:centrumstad"] == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("soort", "code", "naam", "said"),
    [
        ("streek", "", "Waasland", "Soort: Soort 'streek' bestaat niet. Kies uit: gemeente, "),
        (
            "provincie",
            "",
            "Oost-Vlanderen",
            "Gebied: Geen provincie heet 'Oost-Vlanderen'. Lijkt op: Oost-Vlaanderen",
        ),
        ("grootteklasse", "grootteklasse:klein", "", "Soort: Zet boven de tabel een regel 'Peildatum'"),
    ],
)
def test_a_total_of_an_unknown_area_is_refused(tmp_path, soort, code, naam, said):
    (line,) = faults(vdab(tmp_path / "f.csv", gent(soort=soort, code=code, naam=naam)))
    assert line.startswith(f"f.csv:-:3:{said}")


@pytest.fixture
def place(tmp_path):
    (tmp_path / "bronnen").mkdir()
    return Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")


def quiet(line):
    """Progress nobody reads."""


@pytest.mark.traag
@pytest.mark.parametrize(
    ("area", "least"),
    [
        (["vlaanderen", "vlaanderen:vlaanderen"], 902),
        (["provincie", "provincie:oost-vlaanderen"], 902),
        (["grootteklasse", "grootteklasse:centrumstad"], 900),
    ],
)
def test_a_total_below_its_known_parts_is_refused_and_nothing_is_written(place, tmp_path, area, least):
    """Gent 900, Zelzate 1-3 and Aalter 1: the total of the source lies at or above what is sure."""
    soort, code = area
    rows = [gent(900), gent("1-3", code="43018"), gent(1, code="44084")]
    dated = [["Peildatum", "2024-01-01"]]
    wrong = vdab(tmp_path / "fout.csv", *rows, gent(least - 1, soort=soort, code=code), heading=dated)
    before = folder_bytes(tmp_path)
    with pytest.raises(Refused, match="Controle 'brontotaal_past_bij_delen' klopt niet"):
        load(place, [wrong], progress=quiet)
    after = {name: content for name, content in folder_bytes(tmp_path).items() if not name.endswith(".slot")}
    assert after == before
    load(
        place, [vdab(tmp_path / "goed.csv", *rows, gent(least, soort=soort, code=code), heading=dated)], progress=quiet
    )
    model = database.open_snapshot(snapshots.current(place).folder)
    assert model.check("brontotaal_past_bij_delen").empty


@pytest.mark.traag
def test_a_file_that_calls_itself_a_sample_is_one_and_never_replaces_real_figures(place, tmp_path):
    def shown():
        model = database.open_snapshot(snapshots.current(place).folder)
        frame = figures.figures(model, Question("twe_lopend", "gemeente", (GENT,), periode="2024-05"), "s")
        return frame[["teller", "herkomst"]].iloc[0].tolist()

    def stand(name, number, *heading):
        rows = [["Sjabloon", "twe_stand"], *heading, ["Code", "Periode", "twe_lopend"], [GENT, "2024-05", number]]
        return deliveries.text(tmp_path / name, rows)

    load(place, [stand("v.csv", 7, ["Herkomst", "voorbeeld"], ["Opmerking", "verzonnen"])], progress=quiet)
    assert shown() == [7, "voorbeeld"]
    load(place, [stand("echt.csv", 40)], progress=quiet)
    assert shown() == [40, "gepubliceerd"]
    load(place, [stand("w.csv", 8, ["Herkomst", "Voorbeeld"])], progress=quiet)
    assert shown() == [40, "gepubliceerd"]
