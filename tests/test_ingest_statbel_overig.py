"""Statbel's income, areas and list of municipalities: real layouts, known errors, and every way to be refused."""

from datetime import date

import pytest

from dashboard.catalogue import catalogue
from dashboard.ingest import reference, statbel_inkomen, statbel_oppervlakte, statbel_refnis
from dashboard.ingest.faults import Refused
from dashboard.ingest.files import open_file
from tests.deliveries import counts, text, xlsx

pytestmark = pytest.mark.traag

NEXT_YEAR = date.today().year + 1
INCOME = [
    "CD_YEAR", "CD_MUNTY_REFNIS", "MS_NBR_NON_ZERO_INC", "MS_NBR_ZERO_INC", "MS_TOT_NET_TAXABLE_INC", "MS_TOT_TAXES",
    "MS_TOT_RESIDENTS",
]  # fmt: skip
AREA = ["CD_REFNIS", "Jaar", "Oppervlakte (km²)"]
REFNIS = [
    "LVL_REFNIS", "CD_REFNIS", "CD_SUP_REFNIS", "TX_REFNIS_DE", "TX_REFNIS_FR", "TX_REFNIS_NL", "DT_VLDT_START", "DT_VLDT_END",
]  # fmt: skip
OPEN = "31/12/9999"


def income(nis, year, total, residents):
    return [year, nis, 5000, 100, total, 1, residents]


def refused(reader, path):
    """What the user gets, without the name of the file."""
    source = catalogue().bronnen.get(reader.__name__.rpartition(".")[2])
    with pytest.raises(Refused) as error:
        reader.read(open_file(path), source)
    return [line.removeprefix(f"{path.name}:") for line in error.value.lines()]


def read_income(tmp_path, *rows, header=INCOME):
    file = open_file(xlsx(tmp_path / "TF_PSNL_INC_TAX_MUNTY.xlsx", [header, *rows]))
    assert statbel_inkomen.recognises(file)
    return statbel_inkomen.read(file, catalogue().bronnen["statbel_inkomen"])


def divisions(delivery):
    return {(row.periode, row.indeling) for row in delivery.levering.itertuples()}


def test_income_is_divided_by_the_inhabitants_of_the_same_file(tmp_path):
    rows = [income(44021, 2023, 5_500_000_000.5, 267_709), income("11001", 2018, "411250000,25", 14_157)]
    rows += [income(nis, 2023, 1e8, 5000) for nis in (21004, 25005, 62063, 54010, 92094)]
    delivery = read_income(tmp_path, *rows)
    found = counts(delivery, "inkomen_per_inwoner")
    assert found == {("44021", "2023"): 20544.7, ("11001", "2018"): 29049.23}
    assert divisions(delivery) == {("2023", 2019), ("2018", 2018)}
    assert "5 rijen buiten Vlaanderen overgeslagen." in delivery.meldingen
    assert "2023: 299 gemeenten van de 300 niet geleverd." in delivery.meldingen


@pytest.mark.parametrize(("total", "residents"), [(0, 90), (None, 90), (1e6, 0), (1e6, None), (0, 0)])
def test_income_without_a_total_or_inhabitants_is_missing_and_not_zero(tmp_path, total, residents):
    delivery = read_income(tmp_path, income("73028", 2023, total, residents), income("44021", 2023, 1e6, 50))
    rows = delivery.waarneming.set_index("nis")
    assert rows.loc["73028", ["onder", "boven"]].isna().all()
    assert rows.loc["44021", "onder"] == 20000
    assert "1 cijfer is leeg of nul in de bron en dus niet bekend." in delivery.meldingen


@pytest.mark.parametrize(
    ("year", "codes", "division"),
    [
        (2005, ["12030"], 2018),
        (2017, ["12041"], 2019),
        (2023, ["46030"], 2025),
        (2025, ["11002"], 2025),
        (2025, ["11007"], 2019),
    ],
)
def test_income_is_in_the_division_of_its_year_unless_the_codes_say_otherwise(tmp_path, year, codes, division):
    delivery = read_income(tmp_path, *(income(nis, year, 1e6, 50) for nis in [*codes, "44021"]))
    assert divisions(delivery) == {(str(year), division)}


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([income("11009x", 2023, 1, 1)], "CD_MUNTY_REFNIS: Code '11009x' is geen gemeente van de indeling 2019."),
        ([income(44021, 2023, 1, 1)] * 2, "CD_MUNTY_REFNIS: Deze rij staat er twee keer (zie ook rij 2)."),
        ([income(44021, 2023, "geheim", 1)], "MS_TOT_NET_TAXABLE_INC: 'geheim' is geen getal."),
        ([income(44021, 2023, 1, -4)], "MS_TOT_RESIDENTS: -4 is negatief; dit getal is nul of meer."),
        ([income(44021, NEXT_YEAR, 1, 1)], f"CD_YEAR: Periode {NEXT_YEAR} ligt in de toekomst."),
        ([income(44021, "20x3", 1, 1)], "CD_YEAR: '20x3' is geen geldige periode."),
    ],
)
def test_a_wrong_income_cell_is_named_with_its_place(tmp_path, rows, line):
    path = xlsx(tmp_path / "inkomen.xlsx", {"Inkomen": [INCOME, *rows]})
    assert refused(statbel_inkomen, path) == [f"Inkomen:{len(rows) + 1}:{line}"]


def test_an_income_file_without_a_column_or_rows_is_refused(tmp_path):
    header = [name.replace("MS_TOT_RESIDENTS", "MS_TOT_RESIDENT") for name in INCOME]
    path = xlsx(tmp_path / "inkomen.xlsx", {"Inkomen": [header, income(44021, 2023, 1, 1)]})
    text_of = "Kolom 'MS_TOT_RESIDENTS' ontbreekt. De kolom 'MS_TOT_RESIDENT' lijkt er het meest op."
    assert refused(statbel_inkomen, path) == [f"Inkomen:1:MS_TOT_RESIDENTS: {text_of}"]
    assert not statbel_inkomen.recognises(open_file(path))
    path = xlsx(tmp_path / "leeg.xlsx", {"Inkomen": [INCOME, income(21004, 2023, 1, 1)]})
    assert refused(statbel_inkomen, path) == ["Inkomen:-:-: Er staat geen enkele rij van een Vlaamse gemeente in."]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Oppervlakte (km²)", 157.77),
        ("oppervlakte_km2", "157,77"),
        ("Oppervlakte (ha)", 15777),
        ("Totaal in hectare", "15777,0"),
    ],
)
def test_an_area_is_read_in_the_unit_of_its_header(tmp_path, title, cell):
    path = text(tmp_path / "kadaster.csv", [["CD_REFNIS", "Naam", "Jaar", title], ["44021", "Gent", "2025", cell]])
    file = open_file(path)
    assert statbel_oppervlakte.recognises(file)
    delivery = statbel_oppervlakte.read(file, catalogue().bronnen["statbel_oppervlakte"])
    assert counts(delivery, "oppervlakte") == {("44021", "2025"): 157.77}
    assert divisions(delivery) == {("2025", 2025)}


def test_the_known_areas_are_read_again_without_a_difference(tmp_path):
    own = reference.municipalities().query("indeling == 2025")
    rows = [[nis, 2025, area] for nis, area in zip(own["nis"], own["oppervlakte_km2"], strict=True)]
    file = open_file(xlsx(tmp_path / "kadaster.xlsx", [AREA, ["02000", 2025, 13626.0], *rows]))
    delivery = statbel_oppervlakte.read(file, catalogue().bronnen["statbel_oppervlakte"])
    assert counts(delivery, "oppervlakte") == {(nis, "2025"): area for nis, _, area in rows}
    assert delivery.meldingen == ("1 rij buiten Vlaanderen overgeslagen.",)


@pytest.mark.parametrize(
    ("header", "rows", "line"),
    [
        (AREA, [["44021", 2025, 15777]], f"2:{AREA[2]}: 15777 km² is groter dan elke gemeente. Klopt de eenheid in de kop?"),
        (AREA, [["44021", 2025, 0]], f"2:{AREA[2]}: Een oppervlakte is niet leeg en niet nul."),
        (AREA, [["44021", 2025, None]], f"2:{AREA[2]}: Een oppervlakte is niet leeg en niet nul."),
        (AREA, [["44021", 2025, "groot"]], f"2:{AREA[2]}: 'groot' is geen getal."),
        (AREA, [["11007", 2025, 4], ["46030", 2025, 5]], "2:CD_REFNIS: Code '11007' (Borsbeek) hoort bij de indeling 2018, 2019; "
         "dit bestand gebruikt de gemeenten van 2025."),
        (AREA, [["44021", 2025, 1], ["44021", 2025, 1]], "3:CD_REFNIS: Deze rij staat er twee keer (zie ook rij 2)."),
        (AREA, [["44021", NEXT_YEAR, 1]], f"2:Jaar: Periode {NEXT_YEAR} ligt in de toekomst."),
        (AREA, [], "-:-: Er staat geen enkele rij van een Vlaamse gemeente in."),
        ([*AREA[:2], "Oppervlakte"], [["44021", 2025, 1]], "1:Oppervlakte (km²): Kolom 'Oppervlakte (km²)' ontbreekt. De kolom "
         "'Oppervlakte' lijkt er het meest op. De kop moet de eenheid noemen: km² of ha."),
        ([*AREA, "km2 bos"], [["44021", 2025, 1, 1]], f"1:{AREA[2]}: Er zijn twee kolommen met deze eenheid."),
        (["CD_REFNIS", "Jaren", AREA[2]], [["44021", 2025, 1]], "1:Jaar: Kolom 'Jaar' ontbreekt. De kolom 'Jaren' lijkt er het "
         "meest op."),
    ],
)  # fmt: skip
def test_a_wrong_area_is_named_with_its_place(tmp_path, header, rows, line):
    path = xlsx(tmp_path / "kadaster.xlsx", {"Kadaster": [header, *rows]})
    assert refused(statbel_oppervlakte, path) == [f"Kadaster:{line}"]


def entry(nis, above, naam, van="01/01/1977", tot=OPEN):
    return ["4", nis, above, naam, naam, naam, van, tot]


def refnis_rows(*divisions, change=lambda row: row):
    """A list as Statbel would write it, from the project's own tables; ended rows only for the divisions asked."""
    rows = [entry("02000", "01000", "Vlaams Gewest"), entry("03000", "01000", "Waals Gewest")]
    rows += [entry(f"{first}0000", "02000", "Provincie") for first in (1, 3, 4, 7)]
    rows += [entry("20001", "02000", "Vlaams-Brabant"), entry("20002", "03000", "Waals-Brabant")]
    rows += [entry("25000", "20002", "Arrondissement Nijvel"), entry("25005", "25000", "Bevekom")]
    rows += [entry("11801", "11000", "Deurne", tot="31/12/1982"), entry("11001A", "11001", "Aartselaar-Centrum")]
    seen = {"25000"}
    frame = reference.municipalities()
    for nis, part in frame[frame["indeling"].isin(divisions)].groupby("nis"):
        arrondissement = f"{nis[:2]}000"
        if arrondissement not in seen:
            seen.add(arrondissement)
            rows.append(entry(arrondissement, "20001" if nis[0] == "2" else f"{nis[0]}0000", "Arrondissement"))
        first, last = part["indeling"].min(), part["indeling"].max()
        van = {2018: "01/01/1977", 2019: "01/01/2019", 2025: "01/01/2025"}[first]
        tot = OPEN if last == max(divisions) else {2018: "31/12/2018", 2019: "31/12/2024"}[last]
        rows.append(entry(nis, arrondissement, part["naam"].iloc[-1], van, tot))
    return [changed for row in rows if (changed := change(row))]


def refnis(tmp_path, rows, header=REFNIS):
    return text(tmp_path / "TU_COM_REFNIS.txt", [header, *rows], delimiter="|", encoding="utf-8-sig")


def notes(path):
    file = open_file(path)
    assert statbel_refnis.recognises(file)
    delivery = statbel_refnis.read(file)
    assert delivery.bron == "statbel_refnis"
    assert delivery.levering.empty
    assert delivery.waarneming.empty
    return list(delivery.meldingen)


def agrees(division):
    number = len(reference.codes(division))
    return f"Indeling {division}: {number} van de {number} gemeenten hebben dezelfde code en naam."


def test_a_full_list_agrees_for_every_division(tmp_path):
    assert notes(refnis(tmp_path, refnis_rows(2018, 2019, 2025))) == [agrees(2018), agrees(2019), agrees(2025)]


def test_a_list_is_compared_only_for_the_divisions_it_can_know(tmp_path):
    assert notes(refnis(tmp_path, refnis_rows(2018, 2019))) == [agrees(2018), agrees(2019)]
    assert notes(refnis(tmp_path, refnis_rows(2018))) == [agrees(2018)]
    of_today = refnis_rows(2018, 2019, 2025, change=lambda row: row if row[7] == OPEN else None)
    assert notes(refnis(tmp_path, of_today)) == [agrees(2025)]


def test_the_known_errors_of_refnis_are_handled_and_reported(tmp_path):
    def change(row):
        changes = {
            "12034": {7: OPEN},
            "44045": {5: "Moerbeke (Gent)", 7: "01/01/2025"},
            "37021": {2: ""},
            "41002": {5: "Aalst (Aalst)"},
        }.get(row[1], {})
        return [changes.get(at, cell) for at, cell in enumerate(row)]

    assert notes(refnis(tmp_path, refnis_rows(2018, 2019, 2025, change=change))) == [
        "Zonder hoger gebied, Vlaams volgens de code: 37021 Wingene.",
        agrees(2018),
        "2 namen vergeleken zonder toevoeging tussen haakjes.",
        agrees(2019),
        "12034 (Sint-Amands) staat nog open na de fusie; gelezen als beëindigd.",
        agrees(2025),
        "44045 (Moerbeke (Gent)) eindigt op 1 januari 2025, een dag te laat; gelezen als beëindigd.",
        "1 naam vergeleken zonder toevoeging tussen haakjes.",
    ]


def test_a_list_that_lacks_a_municipality_says_so(tmp_path):
    path = refnis(tmp_path, refnis_rows(2018, 2019, 2025, change=lambda row: None if row[1] == "44021" else row))
    agree = "Indeling 2025: 284 van de 285 gemeenten hebben dezelfde code en naam."
    assert f"{agree} De andere staan niet in dit bestand: 44021." in notes(path)


def lines_of_2025(tmp_path, *added, change=lambda row: row):
    rows = [*refnis_rows(2018, 2019, 2025, change=change), *added]
    return [line.partition(":")[2].partition(":")[2] for line in refused(statbel_refnis, refnis(tmp_path, rows))]


def test_an_unknown_municipality_is_refused(tmp_path):
    new = entry("46031", "46000", "Nieuwstad", "01/06/2025")
    text_of = "REFNIS kent 46031 (Nieuwstad) in de indeling 2025; in data/reference/gemeenten.csv staat die niet."
    assert lines_of_2025(tmp_path, new) == [f"CD_REFNIS: {text_of}"]
    orphan = entry("46031", "99000", "Nieuwstad", "01/06/2025")
    assert lines_of_2025(tmp_path, orphan) == [f"CD_REFNIS: {text_of}"]
    walloon = entry("25999", "25000", "Ville-Neuve", "01/06/2025")
    assert agrees(2025) in notes(refnis(tmp_path, [*refnis_rows(2018, 2019, 2025), walloon]))


def test_a_municipality_still_open_after_its_merger_is_refused_unless_the_error_is_known(tmp_path):
    lines = lines_of_2025(tmp_path, change=lambda row: [*row[:7], OPEN] if row[1] == "11007" else row)
    text_of = "REFNIS kent 11007 (Borsbeek) in de indeling 2025; in data/reference/gemeenten.csv staat die niet."
    assert lines == [f"CD_REFNIS: {text_of}"]


def test_another_name_is_refused(tmp_path):
    lines = lines_of_2025(
        tmp_path, change=lambda row: [*row[:5], "Hasselt-Kortessem", *row[6:]] if row[1] == "71072" else row
    )
    assert lines == [
        "TX_REFNIS_NL: REFNIS noemt 71072 'Hasselt-Kortessem'; in de indeling 2025 heet die hier 'Hasselt'."
    ]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (entry("44021", "44000", "Gent", "1977"), "DT_VLDT_START: '1977' is geen datum. Verwacht: dd/mm/jjjj."),
        (entry("44021", "44000", "Gent", tot=""), "DT_VLDT_END: '' is geen datum. Verwacht: dd/mm/jjjj."),
        (entry("44021", "44000", ""), "TX_REFNIS_NL: De cel is leeg."),
        (entry("", "44000", "Gent"), "CD_REFNIS: De cel is leeg."),
    ],
)
def test_a_wrong_cell_of_refnis_is_named_with_its_place(tmp_path, row, line):
    assert refused(statbel_refnis, refnis(tmp_path, [row])) == [f"-:2:{line}"]


def test_refnis_twice_the_same_or_without_a_column_or_empty_is_refused(tmp_path):
    path = refnis(tmp_path, [entry("44021", "44000", "Gent")] * 2)
    assert refused(statbel_refnis, path) == [
        "-:3:CD_REFNIS: Code '44021' begint twee keer op 01/01/1977 (zie ook rij 2)."
    ]
    path = refnis(tmp_path, [entry("44021", "44000", "Gent")], header=[*REFNIS[:5], "TX_REFNIS", *REFNIS[6:]])
    text_of = "Kolom 'TX_REFNIS_NL' ontbreekt. De kolom 'TX_REFNIS' lijkt er het meest op."
    assert refused(statbel_refnis, path) == [f"-:1:TX_REFNIS_NL: {text_of}"]
    path = refnis(tmp_path, [entry("25005", "25000", "Bevekom")])
    assert refused(statbel_refnis, path) == ["-:-:-: Er staat geen enkele Vlaamse gemeente in."]
