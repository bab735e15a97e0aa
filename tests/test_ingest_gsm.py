"""Theme workbooks of the Gemeente-Stadsmonitor: what is taken over, what is skipped, and every way to be refused."""

import csv
from datetime import date

import pytest

from dashboard.catalogue import catalogue
from dashboard.ingest import gsm, reference
from dashboard.ingest.faults import Refused
from dashboard.ingest.files import open_file
from tests.deliveries import counts, text, xlsx

pytestmark = pytest.mark.traag

BASE = ["Gemeente", "NIS-code", "Indicator", "Jaar"]
AR_13 = [
    *BASE,
    "Aantal personen met een leefloon of equivalent leefloon",
    "Aantal inwoners",
    "Verhouding per 1000 inwoners",
]
AR_03 = [*BASE, "Procent (%)"]
WE_36 = [*BASE, "Leeftijd", "Procent (%)"]
JANUARY, POVERTY, SEEKERS = "leefloon_en_equivalent_januari", "kansarmoede_index", "werkzoekendengraad"


def ar_13(nis, jaar, persons, *categories, inwoners=10000, ratio=3.4):
    return ["Naam", nis, "Personen met (equivalent) leefloon", jaar, *categories, persons, inwoners, ratio]


def ar_03(nis, jaar, percentage, *between):
    return ["Naam", nis, "Kansarmoede-index", jaar, *between, percentage]


def book(tmp_path, **sheets):
    return open_file(xlsx(tmp_path / "stadsmonitor_register_armoede.xlsx", sheets))


def read(file):
    assert gsm.recognises(file)
    return gsm.read(file, catalogue().bronnen["gsm"])


def faults(file):
    with pytest.raises(Refused) as refused:
        gsm.read(file, catalogue().bronnen["gsm"])
    return [line.removeprefix("stadsmonitor_register_armoede.xlsx:") for line in refused.value.lines()]


def divisions(delivery):
    return {(row.reeks, row.periode, row.indeling) for row in delivery.levering.itertuples()}


def test_the_three_sheets_are_taken_and_the_others_skipped(tmp_path):
    file = book(
        tmp_path,
        DE_05=[[*BASE, "Procent (%)"], ["Gent", 44021, "65-plussers", 2024, 18.2]],
        AR_13=[AR_13, ar_13("44021", 2024, 6500), ar_13("11002", "2023", "12000")],
        AR_03=[AR_03, ar_03(44021.0, 2024, 20.45), ar_03(11002, 2024, "24,8"), ar_03(11001, 2024, "4,0 %")],
        WE_36=[WE_36, ar_03(44021, 2024, 9.1, "20 tot en met 64 jaar")],
        Leeg=[],
    )
    delivery = read(file)
    assert counts(delivery, JANUARY) == {("44021", "2024"): 6500, ("11002", "2023"): 12000}
    assert counts(delivery, POVERTY) == {("44021", "2024"): 20.45, ("11002", "2024"): 24.8, ("11001", "2024"): 4.0}
    assert counts(delivery, SEEKERS) == {("44021", "2024"): 9.1}
    assert "AR_13: 2 van de 285 gemeenten (indeling 2025), 2023 tot en met 2024." in delivery.meldingen
    assert "2 andere bladen overgeslagen." in delivery.meldingen


@pytest.mark.parametrize("cell", [None, "", "-", "<3", "< 3", "x", "n.b.", "geheim"])
def test_what_is_not_a_number_is_missing_and_never_zero(tmp_path, cell):
    file = book(tmp_path, AR_13=[AR_13, ar_13("44021", 2024, cell), ar_13("11001", 2024, 0)])
    delivery = read(file)
    rows = delivery.waarneming.set_index("nis")
    assert rows.loc["44021", ["onder", "boven"]].isna().all()
    assert rows.loc["11001", ["onder", "boven"]].tolist() == [0, 0]
    assert "AR_13: 1 cijfer verborgen of niet ingevuld." in delivery.meldingen
    file = book(tmp_path, AR_03=[AR_03, ar_03("44021", 2024, cell), ar_03("11001", 2024, 0)])
    assert read(file).waarneming.set_index("nis")["onder"].isna().to_dict() == {"44021": True, "11001": False}


def test_regions_and_subgroups_are_skipped_and_counted(tmp_path):
    header = [*BASE, "Geslacht", *AR_13[4:]]
    rows = [
        ar_13("44021", 2024, 6500, "Totaal"),
        ar_13("44021", 2024, 3000, "Man"),
        ar_13("44021", 2024, 10, "Alleenstaande"),
        ar_13("02000", 2024, 60000, "Totaal"),
        ["Vlaams Gewest", None, "x", 2024, "Totaal", 60000, 1, 1],
        ["Provincie Antwerpen", "10000", "x", 2024, "Totaal", 60000, 1, 1],
        ["Vlaams-Brabant", "20001", "x", 2024, "Totaal", 60000, 1, 1],
        ["onbekend", "99991", "x", 2024, "Totaal", 5, 1, 1],
    ]
    delivery = read(book(tmp_path, AR_13=[header, *rows]))
    assert counts(delivery, JANUARY) == {("44021", "2024"): 6500}
    assert "AR_13: 5 rijen van gewesten of provincies overgeslagen." in delivery.meldingen
    assert "AR_13: 2 rijen van deelgroepen overgeslagen." in delivery.meldingen


@pytest.mark.parametrize(
    ("codes", "division"),
    [(["11002"], 2025), (["11002", "11007"], 2019), (["11002", "12034"], 2018), (["46030", "11001"], 2025)],
)
def test_the_division_is_the_newest_that_holds_all_codes(tmp_path, codes, division):
    delivery = read(book(tmp_path, AR_13=[AR_13, *(ar_13(nis, 2018, 7) for nis in codes)]))
    assert divisions(delivery) == {(JANUARY, "2018", division)}


def test_every_municipality_of_every_division_is_read(tmp_path):
    for division in (2018, 2019, 2025):
        codes = sorted(reference.codes(division))
        delivery = read(book(tmp_path, AR_03=[AR_03, *(ar_03(nis, 2017, 5.5) for nis in codes)]))
        assert set(delivery.waarneming["nis"]) == set(codes)
        assert set(delivery.levering["indeling"]) == {division}


def test_codes_of_two_divisions_together_are_refused(tmp_path):
    file = book(tmp_path, AR_13=[AR_13, ar_13("46030", 2024, 1), ar_13("44021", 2024, 2), ar_13("11007", 2024, 3)])
    text = "Code '11007' (Borsbeek) hoort bij de indeling 2018, 2019; dit bestand gebruikt de gemeenten van 2025."
    assert faults(file) == [f"AR_13:4:NIS-code: {text}"]


@pytest.mark.parametrize("numerator", [None, "<3", "-"])
def test_a_percentage_beside_a_hidden_numerator_is_refused(tmp_path, numerator):
    header = [*BASE, "Aantal werkzoekenden", "Beroepsbevolking", "Procent (%)"]
    rows = [ar_03("44021", 2024, 9.1, 11000, 120000), ar_03("73028", 2024, 4.2, numerator, 48)]
    rows.append(ar_03("11001", 2024, "x", "<3", 9))
    (line,) = faults(book(tmp_path, WE_36=[header, *rows]))
    assert line.startswith("WE_36:3:Procent (%): De teller in 'Aantal werkzoekenden' is verborgen of leeg;")
    assert counts(read(book(tmp_path, WE_36=[header, rows[0], rows[2]])), SEEKERS)["44021", "2024"] == 9.1


def test_a_hidden_numerator_is_seen_in_a_column_without_a_known_name(tmp_path):
    header = [*BASE, "NWWZ", "Procent (%)"]
    (line,) = faults(book(tmp_path, WE_36=[header, ar_03("44021", 2024, 9.1, 11000), ar_03("73028", 2024, 4.2, "<3")]))
    assert line.startswith("WE_36:3:Procent (%): De teller in 'NWWZ'")


@pytest.mark.parametrize(
    ("sheet", "rows", "line"),
    [
        ("AR_13", [ar_13("99", 2024, 1)], "AR_13:2:NIS-code: Code '00099' is geen gemeente van de indeling 2025."),
        ("AR_13", [ar_13("", 2024, 1)], "AR_13:2:NIS-code: De code van de gemeente ontbreekt."),
        ("AR_13", [ar_13("44021", 2024, 1)] * 2, "AR_13:3:NIS-code: Deze rij staat er twee keer (zie ook rij 2)."),
        ("AR_13", [ar_13("44021", "begin 2024", 1)], "AR_13:2:Jaar: 'begin 2024' is geen geldige periode."),
        ("AR_13", [ar_13("44021", None, 1)], "AR_13:2:Jaar: De periode ontbreekt."),
        (
            "AR_13",
            [ar_13("44021", date.today().year + 1, 1)],
            f"AR_13:2:Jaar: Periode {date.today().year + 1} ligt in de toekomst.",
        ),
        ("AR_13", [ar_13("44021", 2024, 12.5)], f"AR_13:2:{AR_13[4]}: 12,5 is geen geheel aantal."),
        ("AR_13", [ar_13("44021", 2024, -3)], f"AR_13:2:{AR_13[4]}: -3 is negatief; een aantal is nul of meer."),
        ("AR_03", [ar_03("44021", 2024, 101)], "AR_03:2:Procent (%): 101 is meer dan 100%."),
        ("AR_03", [ar_03("44021", 2024, "-2,5")], "AR_03:2:Procent (%): -2,5 is negatief; dit getal is nul of meer."),
        (
            "AR_03",
            [ar_03("44021", 2024, "=1/0")],
            "AR_03:2:Procent (%): De cel is niet leesbaar (formule zonder uitkomst).",
        ),
        ("AR_03", [], "AR_03:-:-: Er staat geen enkele rij in van een Vlaamse gemeente, voor alle personen samen."),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(tmp_path, sheet, rows, line):
    header = AR_13 if sheet == "AR_13" else AR_03
    assert faults(book(tmp_path, **{sheet: [header, *rows]})) == [line]


@pytest.mark.parametrize(
    ("sheet", "header", "line"),
    [
        (
            "AR_13",
            ["Gemeente", "NISkode", *AR_13[2:]],
            "AR_13:1:NIS-code: Kolom 'NIS-code' ontbreekt. De kolom 'NISkode' lijkt er het meest op.",
        ),
        ("AR_03", [*BASE[:3], "Periode", "Procent (%)"], "AR_03:1:Jaar: Kolom 'Jaar' ontbreekt."),
        (
            "AR_03",
            [*BASE, "Waarde"],
            "AR_03:1:Procent (%): Kolom 'Procent (%)' ontbreekt als laatste kolom. Daar staat 'Waarde'.",
        ),
        (
            "AR_13",
            [*BASE, "Aantal inwoners", "Aantal personen met leefloon", "Per 1000"],
            "AR_13:1:Aantal personen met een leefloon of equivalent leefloon: Kolom 'Aantal personen met een leefloon of "
            "equivalent leefloon' ontbreekt als derde kolom van achter, vóór de noemer en de verhouding. "
            "De kolom 'Aantal personen met leefloon' lijkt er het meest op.",
        ),
    ],
)
def test_a_missing_column_names_the_closest_one(tmp_path, sheet, header, line):
    assert faults(book(tmp_path, **{sheet: [header, ["Gent", "44021", "x", 2024, 1, 2, 3]]})) == [line]


def test_a_count_of_one_group_only_is_not_everybody(tmp_path):
    header = [*BASE, "Geslacht", *AR_13[4:]]
    (line,) = faults(book(tmp_path, AR_13=[header, ar_13("44021", 2024, 3000, "Vrouw")]))
    assert line.startswith("AR_13:-:-: Er staat geen enkele rij in")


def test_percentages_written_as_fractions_are_refused(tmp_path):
    rows = [ar_03(nis, 2024, 0.1) for nis in sorted(reference.codes(2025))]
    (line,) = faults(book(tmp_path, AR_03=[AR_03, *rows]))
    assert (
        line
        == "AR_03:-:Procent (%): Geen enkel percentage is groter dan 1. Staan ze er als breuk? Schrijf 12,3 voor 12,3%."
    )


def test_a_workbook_of_another_theme_says_which_sheets_are_read(tmp_path):
    (line,) = faults(book(tmp_path, DE_05=[AR_03, ar_03("44021", 2024, 18)]))
    assert line == "-:-:-: Geen van de bladen AR_13, AR_03, WE_36 staat in dit bestand. De bladen zijn: DE_05."


def test_an_empty_sheet_is_refused_and_another_file_not_recognised(tmp_path):
    lines = faults(book(tmp_path, AR_13=[], DE_05=[AR_03, ar_03("44021", 2024, 18)]))
    assert lines == ["AR_13:1:Jaar: Kolom 'Jaar' ontbreekt.", "AR_13:1:NIS-code: Kolom 'NIS-code' ontbreekt."]
    assert not gsm.recognises(open_file(text(tmp_path / "iets.csv", [["NIS-code", "Jaar"], ["44021", "2024"]])))


def test_the_context_indicators_are_those_of_the_facts(shared_data):
    with (reference.REFERENCE / "contextindicatoren.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (shared_data / "indicators" / "contextindicatoren_2025.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    columns = {
        POVERTY: ("kansarmoede_index_pct", ""),
        SEEKERS: ("werkzoekendengraad_pct", ""),
        "inkomen_per_inwoner": ("netto_belastbaar_inkomen_per_inwoner_2023", "2023"),
    }
    expected = {
        (reeks, "2025", fact["nis_2025"], year): float(fact[column])
        for reeks, (column, year) in columns.items()
        for fact in facts
        if fact[column]
    }
    assert {(row["reeks"], row["indeling"], row["nis"], row["jaar"]): float(row["waarde"]) for row in rows} == expected
    assert len(rows) == len(expected) == 282 + 284 + 285
    assert min(expected.values()) > 0
    assert {row["bron"] for row in rows} <= set(reference.read("bronnen")["bron"])
    assert {row["nis"] for row in rows} == reference.codes(2025)
