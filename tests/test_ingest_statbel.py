"""Statbel's population: the workbook with a sheet a year, the long text per sex and age, and how each is refused."""

from datetime import date

import pytest

from dashboard import database, figures, snapshots
from dashboard.figures import Question
from dashboard.ingest import reference
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import counts, faults, periods, read

pytestmark = pytest.mark.traag

TITLE = [["Bevolking op 1 januari"], [], ["NIS-code", "Woonplaats", "Mannen", "Vrouwen", "Totaal"]]
LONG = ["CD_REFNIS", "TX_DESCR_NL", "TX_DESCR_FR", "CD_SEX", "CD_NATLTY", "CD_AGE", "MS_POPULATION"]
ANTWERPEN, BEVEREN_2025, BORSBEEK = "11002", "46030", "11007"


def year(*rows, title=TITLE):
    return [*title, *([nis, "Naam", men, women, men + women] for nis, men, women in rows)]


def workbook(path, sheets):
    return deliveries.xlsx(path, sheets)


def person_row(nis, age, number, sex="M", nationality="BEL"):
    return [nis, "Naam", "Nom", sex, nationality, age, number]


def long_text(path, *rows, header=LONG):
    return deliveries.text(path, [header, *rows], delimiter="|")


# The workbook


def test_each_sheet_of_a_year_is_read_in_the_division_of_that_year(tmp_path):
    sheets = {
        "Inhoud": [["Bevolking"], ["Statbel"]],
        "Bevolking in 2018": year((72003, 10, 20)),
        "bevolking in 2024": year((ANTWERPEN, 270_000, 280_000), (BORSBEEK, 5_000, 6_000)),
        "Bevolking in 2025": year((11002, 280_000, 282_000), ("46030", 40_000, 41_000)),
    }
    delivery = read(workbook(tmp_path / "bevolking.xlsx", sheets))
    assert delivery.bron == "statbel_bevolking"
    assert counts(delivery, "inwoners") == {
        ("72003", "2018"): 30, (ANTWERPEN, "2024"): 550_000, (BORSBEEK, "2024"): 11_000,
        (ANTWERPEN, "2025"): 562_000, (BEVEREN_2025, "2025"): 81_000,
    }  # fmt: skip
    assert dict(zip(delivery.levering["periode"], delivery.levering["indeling"], strict=True)) == {
        "2018": 2018,
        "2024": 2019,
        "2025": 2025,
    }
    assert periods(delivery, "inwoners_18_64") == []
    assert delivery.levering["stabiel"].all()


def test_totals_of_regions_provinces_arrondissements_and_the_other_regions_are_skipped_and_counted(tmp_path):
    others = [
        "01000",
        "02000",
        "03000",
        "04000",
        "10000",
        "11000",
        "23000",
        "70000",
        "21004",
        "25005",
        "52011",
        "92094",
    ]
    rows = [(nis, 1, 1) for nis in others] + [(ANTWERPEN, 5, 6)]
    delivery = read(workbook(tmp_path / "b.xlsx", {"Bevolking in 2020": [*year(*rows), [], ["Bron: Statbel"]]}))
    assert counts(delivery, "inwoners") == {(ANTWERPEN, "2020"): 11}
    assert "12 rijen buiten de Vlaamse gemeenten overgeslagen." in delivery.meldingen


def test_the_codes_of_vlaams_and_waals_brabant_as_provinces_are_skipped(tmp_path):
    rows = [("20001", 1, 1), ("20002", 1, 1), (ANTWERPEN, 5, 6)]
    assert counts(read(workbook(tmp_path / "b.xlsx", {"Bevolking in 2020": year(*rows)})), "inwoners") == {
        (ANTWERPEN, "2020"): 11
    }


def test_missing_municipalities_are_reported_and_a_whole_division_is_not(tmp_path):
    codes = sorted(reference.codes(2019))
    whole = read(workbook(tmp_path / "b.xlsx", {"Bevolking in 2020": year(*((nis, 5, 6) for nis in codes))}))
    assert whole.meldingen == ()
    short = read(
        workbook(tmp_path / "b.xlsx", {"Bevolking in 2020": year(*((nis, 5, 6) for nis in codes if nis != BORSBEEK))})
    )
    assert short.meldingen == (f"2020: 1 gemeente van de 300 ontbreekt ({BORSBEEK}).",)
    few = read(workbook(tmp_path / "b.xlsx", {"Bevolking in 2020": year(*((nis, 5, 6) for nis in codes[20:]))}))
    assert few.meldingen == (f"2020: 20 gemeenten van de 300 ontbreken ({', '.join(codes[:10])} …).",)


def test_wrong_rows_of_the_workbook_are_refused_together_at_their_place(tmp_path):
    rows = [
        [ANTWERPEN, "Naam", 5, 6, 12],
        ["11001", "Naam", -5, 6, 1],
        ["11004", "Naam", 5, 6, ""],
        ["11005", "Naam", "x", 6, 11],
        [BEVEREN_2025, "Naam", 5, 6, 11],
        ["11008", "Naam", 5, 6, 11],
        ["11008", "Naam", 5, 6, 11],
    ]
    add_up = "Mannen en vrouwen tellen niet op tot het totaal, of een getal ontbreekt."
    assert faults(workbook(tmp_path / "b.xlsx", {"Bevolking in 2020": [*TITLE, *rows]})) == [
        f"b.xlsx:Bevolking in 2020:4:Totaal: {add_up}",
        "b.xlsx:Bevolking in 2020:5:Totaal: -5 is negatief; een aantal is nul of meer.",
        f"b.xlsx:Bevolking in 2020:6:Totaal: {add_up}",
        "b.xlsx:Bevolking in 2020:7:Totaal: 'x' is geen aantal.",
        "b.xlsx:Bevolking in 2020:8:NIS: Code '46030' (Beveren-Kruibeke-Zwijndrecht) hoort bij de indeling 2025; "
        "dit bestand gebruikt de gemeenten van 2019.",
        "b.xlsx:Bevolking in 2020:10:NIS: Deze rij staat er twee keer (zie ook rij 9).",
    ]


def test_a_code_of_another_division_than_the_sheets_year_is_refused(tmp_path):
    sheets = {"Bevolking in 2024": year((BORSBEEK, 5, 6)), "Bevolking in 2025": year((BORSBEEK, 5, 6))}
    assert faults(workbook(tmp_path / "b.xlsx", sheets)) == [
        "b.xlsx:Bevolking in 2025:4:NIS: Code '11007' (Borsbeek) hoort bij de indeling 2018, 2019; "
        "dit bestand gebruikt de gemeenten van 2025."
    ]


def test_a_year_on_two_sheets_a_sheet_without_municipalities_and_a_future_year_are_refused(tmp_path):
    later = date.today().year + 1
    sheets = {
        "Bevolking in 2020": year((ANTWERPEN, 5, 6)), "Bevolking in 2020 (2)": year((ANTWERPEN, 5, 6)),
        "Bevolking in 2021": TITLE, f"Bevolking in {later}": year((ANTWERPEN, 5, 6)),
    }  # fmt: skip
    assert faults(workbook(tmp_path / "b.xlsx", sheets)) == [
        "b.xlsx:Bevolking in 2020 (2):-:-: Het jaar 2020 staat ook op een ander blad.",
        "b.xlsx:Bevolking in 2021:-:-: Er staat geen enkele Vlaamse gemeente in.",
        f"b.xlsx:Bevolking in {later}:4:Bevolking in {later}: Periode {later} ligt in de toekomst.",
    ]


# The long text


def test_the_long_text_is_summed_per_municipality_and_gives_18_to_64(tmp_path):
    rows = [
        person_row(ANTWERPEN, 17, 1), person_row(ANTWERPEN, 18, 10), person_row(ANTWERPEN, 64, 100, "F"),
        person_row(ANTWERPEN, 64, 1000, "F", "ETR"), person_row(ANTWERPEN, 65, 10_000), person_row(BORSBEEK, 0, 7),
    ]  # fmt: skip
    delivery = read(long_text(tmp_path / "TF_SOC_POP_STRUCT_2020.txt", *rows))
    assert delivery.bron == "statbel_bevolking"
    assert counts(delivery, "inwoners") == {(ANTWERPEN, "2020"): 11_111, (BORSBEEK, "2020"): 7}
    assert counts(delivery, "inwoners_18_64") == {(ANTWERPEN, "2020"): 1110, (BORSBEEK, "2020"): 0}


def test_the_year_stands_in_a_column_or_in_the_file_name(tmp_path):
    with_column = long_text(
        tmp_path / "bevolking.txt", ["2024", *person_row(ANTWERPEN, 20, 5)], header=["CD_YEAR", *LONG]
    )
    assert periods(read(with_column), "inwoners") == ["2024"]
    over_name = long_text(
        tmp_path / "TF_SOC_POP_STRUCT_2020.txt", ["2024", *person_row(ANTWERPEN, 20, 5)], header=["CD_YEAR", *LONG]
    )
    assert periods(read(over_name), "inwoners") == ["2024"]
    assert faults(long_text(tmp_path / "bevolking.txt", person_row(ANTWERPEN, 20, 5))) == [
        "bevolking.txt:-:-:-: Het jaar staat niet in een kolom en niet in de naam van het bestand "
        "(bijvoorbeeld TF_SOC_POP_STRUCT_2025.txt)."
    ]


def test_other_regions_in_the_long_text_are_skipped_and_empty_lines_are_not_counted(tmp_path):
    rows = [person_row("21004", 5, 9), [], person_row("62063", 5, 9), person_row(ANTWERPEN, 5, 9), []]
    delivery = read(long_text(tmp_path / "TF_SOC_POP_STRUCT_2020.txt", *rows))
    assert counts(delivery, "inwoners") == {(ANTWERPEN, "2020"): 9}
    assert delivery.meldingen[-1] == "2 rijen buiten de Vlaamse gemeenten overgeslagen."


def test_the_long_text_in_a_workbook_after_an_empty_sheet(tmp_path):
    file = workbook(tmp_path / "TF_SOC_POP_STRUCT_2020.xlsx", {"Leeg": [], "Data": [LONG, person_row(ANTWERPEN, 5, 9)]})
    assert counts(read(file), "inwoners") == {(ANTWERPEN, "2020"): 9}


def test_wrong_rows_of_the_long_text_are_refused_together_at_their_place(tmp_path):
    rows = [
        person_row(ANTWERPEN, 5, -1), person_row(ANTWERPEN, 6, ""), person_row(ANTWERPEN, "oud", 3),
        person_row(BEVEREN_2025, 5, 3), person_row(ANTWERPEN, 7, 3), person_row(ANTWERPEN, 7, 3), person_row("5x", 7, 3),
    ]  # fmt: skip
    assert faults(long_text(tmp_path / "TF_SOC_POP_STRUCT_2020.txt", *rows)) == [
        "TF_SOC_POP_STRUCT_2020.txt:-:2:MS_POPULATION: -1 is negatief; een aantal is nul of meer.",
        "TF_SOC_POP_STRUCT_2020.txt:-:3:MS_POPULATION: De cel is leeg.",
        "TF_SOC_POP_STRUCT_2020.txt:-:4:CD_AGE: 'oud' is geen aantal.",
        "TF_SOC_POP_STRUCT_2020.txt:-:5:CD_REFNIS: Code '46030' (Beveren-Kruibeke-Zwijndrecht) hoort bij de indeling 2025; "
        "dit bestand gebruikt de gemeenten van 2019.",
        "TF_SOC_POP_STRUCT_2020.txt:-:7:CD_REFNIS: Deze rij staat er twee keer (zie ook rij 6).",
        "TF_SOC_POP_STRUCT_2020.txt:-:8:CD_REFNIS: Code '5x' is geen gemeente van de indeling 2019.",
    ]


def test_a_malformed_year_is_refused(tmp_path):
    rows = [
        ["0000", *person_row(ANTWERPEN, 5, 3)],
        ["20x5", *person_row(ANTWERPEN, 5, 3)],
        ["", *person_row(ANTWERPEN, 5, 3)],
    ]
    found = faults(long_text(tmp_path / "f.txt", *rows, header=["CD_YEAR", *LONG]))
    assert found == [
        "f.txt:-:2:CD_YEAR: '0000' is geen geldige periode.",
        "f.txt:-:3:CD_YEAR: '20x5' is geen geldige periode.",
        "f.txt:-:4:CD_YEAR: De periode ontbreekt.",
    ]


def test_a_missing_column_of_the_long_text_is_named(tmp_path):
    file = long_text(
        tmp_path / "TF_SOC_POP_STRUCT_2020.txt", person_row(ANTWERPEN, 5, 3), header=[*LONG[:-1], "POPULATION"]
    )
    assert faults(file) == [
        "TF_SOC_POP_STRUCT_2020.txt:-:1:MS_POPULATION: Kolom 'MS_POPULATION' ontbreekt. "
        "De kolom 'POPULATION' lijkt er het meest op."
    ]


# What a load makes of it


def test_a_delivered_year_replaces_that_year_and_a_missing_municipality_is_missing_and_not_zero(tmp_path):
    (tmp_path / "bronnen").mkdir()
    place = Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")
    codes = sorted(reference.codes(2025) - {BEVEREN_2025})
    file = workbook(tmp_path / "b.xlsx", {"Bevolking in 2025": year(*((nis, 400, 600) for nis in codes))})
    load(place, [file], progress=lambda line: None)
    model = database.open_snapshot(snapshots.current(place).folder)

    def figure(soort, gebied, periode):
        frame = figures.figures(model, Question("inwoners", soort, (gebied,), periode=periode), "s")
        return frame[["teller", "status", "dekking", "herkomst"]].iloc[0].tolist()

    assert figure("gemeente", ANTWERPEN, "2025") == [1000, "definitief", "1/1", "gepubliceerd"]
    assert figure("gemeente", BEVEREN_2025, "2025")[1:3] == ["ontbreekt", "0/1"]
    assert figure("vlaanderen", "vlaanderen:vlaanderen", "2025")[:3] == [284_000, "definitief", "284/285"]
    assert figure("vlaanderen", "vlaanderen:vlaanderen", "2020")[0] == 6_629_143
