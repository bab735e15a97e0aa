"""A POD MI delivery: what its real layout means, and every way in which a file is refused, at the cell where it is wrong."""

import datetime
from datetime import date

import pytest
from openpyxl import Workbook

from dashboard import database, figures, snapshots
from dashboard.catalogue import catalogue
from dashboard.ingest.faults import Refused
from dashboard.ingest.load import load
from dashboard.ingest.recognise import READERS
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import POD_MI, counts, faults, kept, periods, pod_mi, pod_mi_row, read

AARTSELAAR, ANTWERPEN, BORGLOON = "11001", "11002", "73009"
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
OUT = {"nis": "Code CPAS INS (cd)", "maand": "PaiCPASBénAnMois (cd)"}


def sex(nis, month, man, vrouw, eq=(0, 0)):
    return [
        pod_mi_row(nis, month, man, eq[0], geslacht="man"),
        pod_mi_row(nis, month, vrouw, eq[1], geslacht="vrouw"),
    ]


# The layout


def test_a_delivery_of_month_totals_gives_exact_counts_in_the_municipalities_of_2019(tmp_path):
    file = pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, 202001, 9000, 800), pod_mi_row(BORGLOON, 202002, 11, 12))
    delivery = read(file)
    assert delivery.bron == "pod_mi"
    assert counts(delivery, "leefloon") == {(ANTWERPEN, "2020-01"): 9000, (BORGLOON, "2020-02"): 11}
    assert counts(delivery, "leefloon_equivalent") == {(ANTWERPEN, "2020-01"): 800, (BORGLOON, "2020-02"): 12}
    assert set(delivery.waarneming["indeling"]) == set(delivery.levering["indeling"]) == {2019}
    assert delivery.meldingen == ()
    assert delivery.brontotaal.empty


@pytest.mark.parametrize(
    "header",
    [
        POD_MI,
        [title.upper() for title in POD_MI],
        [title.lower() for title in POD_MI],
        ["code cpas ins", "NOMCPAS", "annee", "paicpasbenanmois", "Sexe", "leeftijd", "GEZINSTYPE", "LL", "(EQ. LL)"],
        [
            " Code  CPAS INS (cd) ",
            "* NomCPAS (nl)",
            "Jaar",
            "PaiCPASBénAnMois",
            "geslacht (nl)",
            "Leeftijdsklasse",
            "categorie",
            "ll",
            "eq ll",
        ],
    ],
    ids=["as printed", "capitals", "small", "synonyms without accents", "surplus space"],
)
def test_a_header_is_known_in_any_of_its_spellings(tmp_path, header):
    file = pod_mi(
        tmp_path / "f.csv", pod_mi_row(ANTWERPEN, 202001, 9, 8), *sex(ANTWERPEN, 202001, 4, 5, (4, 4)), header=header
    )
    delivery = read(file)
    assert counts(delivery, "leefloon") == {(ANTWERPEN, "2020-01"): 9}
    assert counts(delivery, "leefloon_equivalent") == {(ANTWERPEN, "2020-01"): 8}
    assert periods(delivery, "leefloon:geslacht:man") == ["2020-01"]


def test_columns_may_stand_in_any_order_with_others_between(tmp_path):
    file = deliveries.text(
        tmp_path / "f.csv",
        [["x", "eq. ll", "ll", "PaiCPASBénAnMois (cd)", "Code CPAS INS (cd)"], ["?", 3, 4, 202001, ANTWERPEN]],
    )
    assert counts(read(file), "leefloon") == {(ANTWERPEN, "2020-01"): 4}
    assert counts(read(file), "leefloon_equivalent") == {(ANTWERPEN, "2020-01"): 3}


@pytest.mark.parametrize("write", [deliveries.xlsx, deliveries.xls, deliveries.ods], ids=["xlsx", "xls", "ods"])
def test_a_workbook_of_each_kind_with_leading_sheets_empty_and_codes_as_number_or_text(tmp_path, write):
    rows = [POD_MI, pod_mi_row(11001, "202001", 7, 1), pod_mi_row("11002", 202001, 9, 2)]
    delivery = read(write(tmp_path / f"f.{write.__name__}", {"Blad1": [], "Blad2": [], "Levering": rows}))
    assert counts(delivery, "leefloon") == {(AARTSELAAR, "2020-01"): 7, (ANTWERPEN, "2020-01"): 9}
    assert counts(delivery, "leefloon_equivalent") == {(AARTSELAAR, "2020-01"): 1, (ANTWERPEN, "2020-01"): 2}


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "cp1252"), ("|", "utf-8"), (";", "cp1252"), (";", "utf-8-sig")],
)
def test_a_text_in_each_encoding_and_with_each_separator(tmp_path, delimiter, encoding):
    rows = [[], POD_MI, pod_mi_row(ANTWERPEN, 202001, 9, 2)]
    delivery = read(deliveries.text(tmp_path / "f.csv", rows, delimiter, encoding))
    assert counts(delivery, "leefloon") == {(ANTWERPEN, "2020-01"): 9}


def test_rows_of_wallonie_and_brussel_are_skipped_and_counted(tmp_path):
    abroad = [52011, 62063, 25112, 81001, 92094, "21004", 21001, 21019]
    rows = [pod_mi_row(nis, 202001, 500, 5) for nis in abroad] + [pod_mi_row(ANTWERPEN, 202001, 9)]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    assert counts(delivery, "leefloon") == {(ANTWERPEN, "2020-01"): 9}
    assert delivery.meldingen == ("8 rijen buiten Vlaanderen overgeslagen.",)


def test_a_month_with_only_walloon_rows_is_not_delivered(tmp_path):
    rows = [pod_mi_row(52011, 202002, 500), pod_mi_row(ANTWERPEN, 202001, 9)]
    assert periods(read(pod_mi(tmp_path / "f.csv", *rows)), "leefloon") == ["2020-01"]


def test_an_empty_count_is_nobody_as_a_zero_is_and_is_counted_apart(tmp_path):
    rows = [
        pod_mi_row(AARTSELAAR, 202001, None, 1),
        pod_mi_row(ANTWERPEN, 202001, 0, None),
        pod_mi_row(BORGLOON, 202001, 3, None),
    ]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    assert counts(delivery, "leefloon") == {
        (AARTSELAAR, "2020-01"): 0,
        (ANTWERPEN, "2020-01"): 0,
        (BORGLOON, "2020-01"): 3,
    }
    assert delivery.meldingen == ("3 lege cellen: geen terugvordering ontvangen, geteld als 0.",)


def test_empty_rows_between_the_others_do_not_matter_and_keep_the_row_numbers(tmp_path):
    rows = [[], pod_mi_row(ANTWERPEN, 202001, 9), [None] * 9, pod_mi_row(ANTWERPEN, 202002, -1)]
    assert faults(pod_mi(tmp_path / "f.csv", *rows)) == ["f.csv:-:5:ll: -1 is negatief; een aantal is nul of meer."]


# Dimensions


def test_absent_combinations_are_zero(tmp_path):
    rows = [pod_mi_row(ANTWERPEN, 202001, 50), pod_mi_row(ANTWERPEN, 202001, 50, leeftijd="25-34")]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    assert counts(delivery, "leefloon:leeftijd:25-34") == {(ANTWERPEN, "2020-01"): 50}
    assert [periods(delivery, f"leefloon:leeftijd:{age}") for age in AGES] == [["2020-01"]] * 6
    assert periods(delivery, "leefloon:geslacht:man") == []
    # No row is needed for a zero: the series says that absent is zero. All provinces are open, so sums are exact.
    assert kept(delivery, "leefloon:leeftijd:18-24")["vlaanderen:vlaanderen", "2020-01"] == 0
    assert kept(delivery, "leefloon:leeftijd:25-34")["provincie:antwerpen", "2020-01"] == 50


def test_crossed_rows_are_summed_to_total_and_marginals_and_then_dropped(tmp_path):
    rows = [
        pod_mi_row(ANTWERPEN, 202001, 10, 1, geslacht="man", leeftijd="18-24", huishoudtype="alleenstaande"),
        pod_mi_row(ANTWERPEN, 202001, 20, 2, geslacht="man", leeftijd="25-34", huishoudtype="samenwonende"),
        pod_mi_row(ANTWERPEN, 202001, 40, 4, geslacht="vrouw", leeftijd="25-34", huishoudtype="Gezin ten laste"),
    ]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    at = (ANTWERPEN, "2020-01")
    found = {
        name: counts(delivery, name).get(at, 0)
        for name in sorted(set(delivery.levering["reeks"]))
        if name.startswith("leefloon:")
    }
    assert counts(delivery, "leefloon") == {at: 70}
    assert counts(delivery, "leefloon_equivalent") == {at: 7}
    assert found == {
        "leefloon:geslacht:man": 30, "leefloon:geslacht:vrouw": 40,
        "leefloon:huishoudtype:alleenstaande": 10, "leefloon:huishoudtype:gezin_ten_laste": 40,
        "leefloon:huishoudtype:samenwonende": 20,
        "leefloon:leeftijd:18-24": 10, "leefloon:leeftijd:25-34": 60, "leefloon:leeftijd:35-44": 0,
        "leefloon:leeftijd:45-54": 0, "leefloon:leeftijd:55-64": 0, "leefloon:leeftijd:65+": 0,
    }  # fmt: skip
    series = catalogue().bronnen["pod_mi"]
    allowed = {
        *series.reeksen,
        *(
            f"{name}:{dim}:{value}"
            for name in series.reeksen
            for dim, values in series.dimensies.items()
            for value in values.categorieen
        ),
    }
    assert set(delivery.waarneming["reeks"]) <= allowed


def test_several_crossing_patterns_beside_totals_count_the_same_people_once(tmp_path):
    rows = [
        pod_mi_row(ANTWERPEN, 202001, 70),
        *sex(ANTWERPEN, 202001, 30, 40),
        pod_mi_row(ANTWERPEN, 202001, 30, geslacht="man", leeftijd="18-24"),
        pod_mi_row(ANTWERPEN, 202001, 25, geslacht="vrouw", leeftijd="18-24"),
        pod_mi_row(ANTWERPEN, 202001, 15, geslacht="vrouw", leeftijd="65+"),
        pod_mi_row(ANTWERPEN, 202001, 35, leeftijd="18-24", huishoudtype="cat. 2"),
        pod_mi_row(ANTWERPEN, 202001, 20, leeftijd="18-24", huishoudtype="cat. 1"),
        pod_mi_row(ANTWERPEN, 202001, 15, leeftijd="65+", huishoudtype="cat. 3"),
    ]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    at = (ANTWERPEN, "2020-01")
    assert counts(delivery, "leefloon")[at] == 70
    assert counts(delivery, "leefloon:geslacht:man")[at] == 30
    assert counts(delivery, "leefloon:leeftijd:18-24")[at] == 55
    assert counts(delivery, "leefloon:huishoudtype:alleenstaande")[at] == 35
    assert counts(delivery, "leefloon:huishoudtype:gezin_ten_laste")[at] == 15


def test_a_month_with_only_marginals_takes_its_total_from_them_beside_months_with_totals(tmp_path):
    rows = [pod_mi_row(ANTWERPEN, 202002, 80), *sex(ANTWERPEN, 202001, 30, 40), *sex(BORGLOON, 202001, 6, 5)]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    assert counts(delivery, "leefloon") == {
        (ANTWERPEN, "2020-01"): 70,
        (ANTWERPEN, "2020-02"): 80,
        (BORGLOON, "2020-01"): 11,
    }
    assert periods(delivery, "leefloon") == ["2020-01", "2020-02"]
    assert periods(delivery, "leefloon:geslacht:man") == ["2020-01"]


@pytest.mark.parametrize(
    ("label", "category"),
    [("M", "man"), ("Homme", "man"), ("MANNEN", "man"), ("femme", "vrouw"), ("v", "vrouw"), (" Vrouw ", "vrouw")],
)
def test_a_category_is_known_by_its_synonyms(tmp_path, label, category):
    delivery = read(pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, 202001, 9, geslacht=label)))
    assert counts(delivery, f"leefloon:geslacht:{category}") == {(ANTWERPEN, "2020-01"): 9}


# A marginal that does not add up


def test_a_marginal_that_does_not_add_up_is_refused_at_its_first_row(tmp_path):
    rows = [pod_mi_row(ANTWERPEN, 202001, 71, 3), *sex(ANTWERPEN, 202001, 30, 40, (1, 2))]
    assert faults(pod_mi(tmp_path / "f.csv", *rows)) == [
        "f.csv:-:3:ll: De rijen per geslacht tellen voor 11002 in 2020-01 op tot 70, het totaal is 71."
    ]


def test_a_municipality_without_the_marginal_that_others_have_is_refused_at_its_total(tmp_path):
    rows = [pod_mi_row(AARTSELAAR, 202001, 12), pod_mi_row(ANTWERPEN, 202001, 70), *sex(ANTWERPEN, 202001, 30, 40)]
    assert faults(pod_mi(tmp_path / "f.csv", *rows)) == [
        "f.csv:-:2:ll: De rijen per geslacht tellen voor 11001 in 2020-01 op tot 0, het totaal is 12."
    ]


def test_crossed_rows_that_do_not_add_up_are_refused(tmp_path):
    rows = [pod_mi_row(ANTWERPEN, 202001, 70, 5), pod_mi_row(ANTWERPEN, 202001, 70, 4, geslacht="man", leeftijd="65+")]
    assert faults(pod_mi(tmp_path / "f.csv", *rows)) == [
        "f.csv:-:3:eq. ll: De rijen per geslacht en leeftijd tellen voor 11002 in 2020-01 op tot 4, het totaal is 5."
    ]


def test_crossed_rows_that_contradict_a_marginal_are_refused_though_both_reach_the_total(tmp_path):
    rows = [
        pod_mi_row(ANTWERPEN, 202001, 70), *sex(ANTWERPEN, 202001, 30, 40),
        pod_mi_row(ANTWERPEN, 202001, 35, geslacht="man", leeftijd="65+"),
        pod_mi_row(ANTWERPEN, 202001, 35, geslacht="vrouw", leeftijd="65+"),
    ]  # fmt: skip
    assert faults(pod_mi(tmp_path / "f.csv", *rows)) == [
        "f.csv:-:5:ll: De rijen per geslacht en leeftijd tellen voor 11002 in 2020-01 (man) op tot 35, elders is dat 30.",
        "f.csv:-:6:ll: De rijen per geslacht en leeftijd tellen voor 11002 in 2020-01 (vrouw) op tot 35, elders is dat 40.",
    ]


# Provisional months


def provisional(delivery, reeks="leefloon"):
    found = delivery.levering[delivery.levering["reeks"] == reeks]
    return sorted(found.loc[~found["stabiel"], "periode"])


def test_the_last_three_months_are_provisional(tmp_path):
    months = [202010, 202011, 202012, 202101, 202102]
    delivery = read(pod_mi(tmp_path / "f.csv", *(pod_mi_row(ANTWERPEN, month, 9) for month in months)))
    assert provisional(delivery) == ["2020-12", "2021-01", "2021-02"]
    assert provisional(delivery, "leefloon_equivalent") == provisional(delivery)


def test_of_a_delivery_of_januaries_only_the_last_is_provisional(tmp_path):
    rows = [row for year in (2019, 2020, 2021, 2022) for row in sex(ANTWERPEN, year * 100 + 1, 10, 20)]
    delivery = read(pod_mi(tmp_path / "f.csv", *rows))
    assert provisional(delivery) == provisional(delivery, "leefloon:geslacht:man") == ["2022-01"]


def test_of_two_months_both_are_provisional(tmp_path):
    delivery = read(pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, 202001, 9), pod_mi_row(ANTWERPEN, 202002, 9)))
    assert provisional(delivery) == ["2020-01", "2020-02"]


# Refusals, one by one


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            pod_mi_row("46030", 202001, 9),
            [f"f.csv:-:3:{OUT['nis']}: Code '46030' (Beveren-Kruibeke-Zwijndrecht) hoort bij de indeling 2025; "
             "dit bestand gebruikt de gemeenten van 2019."],
        ),
        (
            pod_mi_row("12030", 202001, 9),
            [f"f.csv:-:3:{OUT['nis']}: Code '12030' (Puurs) hoort bij de indeling 2018; "
             "dit bestand gebruikt de gemeenten van 2019."],
        ),
        (pod_mi_row("11999", 202001, 9), [f"f.csv:-:3:{OUT['nis']}: Code '11999' is geen gemeente van de indeling 2019."]),
        (pod_mi_row("21020", 202001, 9), [f"f.csv:-:3:{OUT['nis']}: Code '21020' is geen gemeente van de indeling 2019."]),
        (pod_mi_row("5201", 202001, 9), [f"f.csv:-:3:{OUT['nis']}: Code '05201' is geen gemeente van de indeling 2019."]),
        (pod_mi_row("520111", 202001, 9), [f"f.csv:-:3:{OUT['nis']}: Code '520111' is geen gemeente van de indeling 2019."]),
        (pod_mi_row("6 Luik", 202001, 9), [f"f.csv:-:3:{OUT['nis']}: Code '6 Luik' is geen gemeente van de indeling 2019."]),
        (pod_mi_row(None, 202001, 9), [f"f.csv:-:3:{OUT['nis']}: De code van de gemeente ontbreekt."]),
        (pod_mi_row(ANTWERPEN, 202001, 9), [f"f.csv:-:3:{OUT['nis']}: Deze rij staat er twee keer (zie ook rij 2)."]),
        (pod_mi_row(BORGLOON, 202001, -3), ["f.csv:-:3:ll: -3 is negatief; een aantal is nul of meer."]),
        (pod_mi_row(BORGLOON, 202001, 3, -1), ["f.csv:-:3:eq. ll: -1 is negatief; een aantal is nul of meer."]),
        (pod_mi_row(BORGLOON, 202001, "tien"), ["f.csv:-:3:ll: 'tien' is geen aantal."]),
        (pod_mi_row(BORGLOON, 202001, "<5"), ["f.csv:-:3:ll: '<5' is geen aantal."]),
        (pod_mi_row(BORGLOON, 202001, "1 000"), ["f.csv:-:3:ll: '1 000' is geen aantal."]),
        (pod_mi_row(BORGLOON, 202001, "٣"), ["f.csv:-:3:ll: '٣' is geen aantal."]),
        (pod_mi_row(BORGLOON, 202001, "9" * 60), [f"f.csv:-:3:ll: '{'9' * 40}' is geen aantal."]),
        (pod_mi_row(BORGLOON, 202001, 2.5), ["f.csv:-:3:ll: 2,5 is geen geheel aantal."]),
        (pod_mi_row(BORGLOON, 202001, "1,5"), ["f.csv:-:3:ll: 1,5 is geen geheel aantal."]),
        (pod_mi_row(BORGLOON, "202013", 9), [f"f.csv:-:3:{OUT['maand']}: '2020-13' is geen geldige periode."]),
        (pod_mi_row(BORGLOON, "2020", 9), [f"f.csv:-:3:{OUT['maand']}: '2020' is geen geldige periode."]),
        (pod_mi_row(BORGLOON, "202000", 9), [f"f.csv:-:3:{OUT['maand']}: '2020-00' is geen geldige periode."]),
        (pod_mi_row(BORGLOON, "000001", 9, jaar="0000"), [f"f.csv:-:3:{OUT['maand']}: '0000-01' is geen geldige periode."]),
        (
            pod_mi_row(BORGLOON, "januari", 9, jaar="janu"),
            [f"f.csv:-:3:{OUT['maand']}: 'januari' is geen geldige periode."],
        ),
        (
            pod_mi_row(BORGLOON, "", 9, jaar=""),
            [f"f.csv:-:3:{OUT['maand']}: De periode ontbreekt."],
        ),
        (pod_mi_row(BORGLOON, 202001, 9, jaar=2021), ["f.csv:-:3:Année: Het jaar 2021 past niet bij de maand 202001."]),
        (
            pod_mi_row(BORGLOON, 202001, 9, leeftijd="0-17"),
            ["f.csv:-:3:Leeftijdscategorie: '0-17' is geen gekende waarde. Gekend: 18-24, 25-34, 35-44, 45-54, 55-64, 65+."],
        ),
        (
            pod_mi_row(ANTWERPEN, 202001, 9, geslacht="onbekend"),
            ["f.csv:-:3:Geslacht: 'onbekend' is geen gekende waarde. Gekend: man, vrouw."],
        ),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_in_dutch_at_its_cell(tmp_path, row, expected):
    assert faults(pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, 202001, 9), row)) == expected


def test_a_month_in_the_future_is_refused_and_this_month_is_not(tmp_path):
    today = date.today()
    this_month = today.year * 100 + today.month
    next_month = this_month + 1 if today.month < 12 else (today.year + 1) * 100 + 1
    assert periods(read(pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, this_month, 9))), "leefloon") == [
        f"{today:%Y-%m}"
    ]
    shown = f"{str(next_month)[:4]}-{str(next_month)[4:]}"
    assert faults(pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, next_month, 9))) == [
        f"f.csv:-:2:{OUT['maand']}: Periode {shown} ligt in de toekomst."
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            [*POD_MI[:7], "l l", "eq. ll"],
            "f.csv:-:1:ll: Kolom 'll' ontbreekt. De kolom 'l l' lijkt er het meest op.",
        ),
        (
            ["Code OCMW INS", *POD_MI[1:]],
            "f.csv:-:1:Code CPAS INS (cd): Kolom 'Code CPAS INS (cd)' ontbreekt. De kolom 'Code OCMW INS' lijkt er het meest op.",
        ),
        (
            [*POD_MI[:3], "Maand", *POD_MI[4:]],
            "f.csv:-:1:PaiCPASBénAnMois (cd): Kolom 'PaiCPASBénAnMois (cd)' ontbreekt.",
        ),
    ],
)
def test_a_missing_column_is_named_with_the_closest_one_present(tmp_path, header, expected):
    assert faults(pod_mi(tmp_path / "f.csv", pod_mi_row(ANTWERPEN, 202001, 9), header=header)) == [expected]


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    file = pod_mi(tmp_path / "f.csv", [*pod_mi_row(ANTWERPEN, 202001, 9), 8], header=[*POD_MI, "LL"])
    assert faults(file) == ["f.csv:-:1:ll: Kolom 'll' staat er 2 keer."]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("f.csv", b"", "Het bestand is leeg."),
        ("f.csv", b"\xef\xbb\xbf\r\n;;;\r\n", "Het bestand is leeg."),
        ("f.xlsx", b"", "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS)."),
        ("f.xlsx", b"PK\x03\x04 half", "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS)."),
        ("f.ods", b"a;b", "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS)."),
        ("f.pdf", b"%PDF", "Dit soort bestand wordt niet gelezen. "
         "Gebruik een van deze: CSV, ODS, TSV, TXT, XLS, XLSB, XLSM, XLSX."),
        ("f", b"a;b", "Dit soort bestand wordt niet gelezen. Gebruik een van deze: CSV, ODS, TSV, TXT, XLS, XLSB, XLSM, XLSX."),
        ("f.csv", "a;b".encode("utf-16"), "Dit is geen tekstbestand: er staan nultekens in."),
        ("f.csv", b'"a;b\n', "De tekst is geen geldige CSV: een aanhalingsteken sluit niet."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_at_all(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    assert faults(tmp_path / name) == [f"{name}:-:-:-: {expected}"]


def test_a_file_that_is_not_there_and_a_folder(tmp_path):
    (tmp_path / "map.csv").mkdir()
    assert faults(tmp_path / "weg.csv") == ["weg.csv:-:-:-: Dit bestand bestaat niet."]
    assert faults(tmp_path / "map.csv") == ["map.csv:-:-:-: Dit is een map."]


def test_a_truncated_workbook_is_refused(tmp_path):
    whole = deliveries.xlsx(tmp_path / "f.xlsx", [POD_MI, pod_mi_row(ANTWERPEN, 202001, 9)]).read_bytes()
    for part in (10, 3, 2):
        (tmp_path / "half.xlsx").write_bytes(whole[: len(whole) // part])
        assert faults(tmp_path / "half.xlsx") == ["half.xlsx:-:-:-: Dit is geen leesbaar rekenblad (XLSX, XLS of ODS)."]


@pytest.mark.parametrize("rows", [[], [pod_mi_row(52011, 202001, 5)]], ids=["header only", "Wallonië only"])
def test_a_file_without_flemish_rows_is_refused(tmp_path, rows):
    assert faults(pod_mi(tmp_path / "f.csv", *rows)) == [
        "f.csv:-:-:-: Er staat geen enkele rij van een Vlaamse gemeente in."
    ]


def test_a_file_of_no_known_source_is_refused(tmp_path):
    file = deliveries.text(tmp_path / "f.csv", [["naam", "kleur"], ["a", "b"]])
    assert faults(file) == [
        f"f.csv:-:1:-: Dit bestand is van geen gekende bron ({', '.join(READERS)}). "
        "Zie docs/bronbestanden.md voor de kolommen van elke bron."
    ]
    assert all(": Kolom '" in line for line in faults(file, "pod_mi"))


# Cells that only look empty


def test_dates_and_truth_values_are_refused_in_their_place(tmp_path):
    moment = datetime.datetime(2020, 1, 1)
    rows = [
        POD_MI,
        pod_mi_row(ANTWERPEN, 202001, moment, True),
        pod_mi_row(ANTWERPEN, moment, 9, jaar=2020),
        pod_mi_row(ANTWERPEN, 202003, datetime.time(1, 2), datetime.timedelta(hours=30)),
        pod_mi_row(ANTWERPEN, 202004, 9, geslacht=True),
    ]
    assert faults(deliveries.xlsx(tmp_path / "f.xlsx", rows)) == [
        "f.xlsx:Gegevens:2:eq. ll: 'WAAR' is geen aantal.",
        "f.xlsx:Gegevens:2:ll: '2020-01-01' is geen aantal.",
        f"f.xlsx:Gegevens:3:{OUT['maand']}: '2020-01-01' is geen geldige periode.",
        "f.xlsx:Gegevens:4:eq. ll: '1 day, 6:00:00' is geen aantal.",
        "f.xlsx:Gegevens:4:ll: '01:02:00' is geen aantal.",
        "f.xlsx:Gegevens:5:Geslacht: 'WAAR' is geen gekende waarde. Gekend: man, vrouw.",
    ]


def test_an_error_value_and_a_formula_without_outcome_are_never_nobody(tmp_path):
    rows = [
        POD_MI,
        pod_mi_row(ANTWERPEN, 202001, "#N/A", 3),
        pod_mi_row(ANTWERPEN, 202002, "=1+1", 3),
        ["#REF!", *pod_mi_row(1, 202003, 1)[1:]],
    ]
    assert faults(deliveries.xlsx(tmp_path / "f.xlsx", {"Leeg": [], "A&B": rows})) == [
        "f.xlsx:A&B:2:ll: '#N/A' is geen aantal.",
        "f.xlsx:A&B:3:ll: 'formule zonder uitkomst' is geen aantal.",
        f"f.xlsx:A&B:4:{OUT['nis']}: Code '#REF!' is geen gemeente van de indeling 2019.",
    ]


def test_an_error_value_in_an_ods_is_never_nobody(tmp_path):
    rows = [POD_MI, pod_mi_row(ANTWERPEN, 202001, 9, 3), pod_mi_row(BORGLOON, 202001, 9, "#N/A")]
    assert faults(deliveries.ods(tmp_path / "f.ods", {"Leeg": [], "B": rows})) == [
        "f.ods:B:3:eq. ll: '#N/A' is geen aantal."
    ]


def test_a_row_of_nothing_but_formulas_without_outcome_is_not_skipped(tmp_path):
    rows = [POD_MI, pod_mi_row(ANTWERPEN, 202001, 9, 3), ["=1"] * len(POD_MI)]
    found = faults(deliveries.xlsx(tmp_path / "f.xlsx", rows))
    assert "f.xlsx:Gegevens:3:ll: 'formule zonder uitkomst' is geen aantal." in found


def test_a_merged_cell_is_never_nobody_and_a_merged_title_elsewhere_does_not_matter(tmp_path):
    rows = [
        POD_MI,
        pod_mi_row(AARTSELAAR, 202001, 9, 1),
        pod_mi_row(ANTWERPEN, 202001, 5, 1),
        pod_mi_row(BORGLOON, 202001, 6, 1),
    ]
    assert faults(deliveries.xlsx(tmp_path / "f.xlsx", rows, merged=("H2:H4",))) == [
        "f.xlsx:Gegevens:3:ll: 'samengevoegde cel' is geen aantal.",
        "f.xlsx:Gegevens:4:ll: 'samengevoegde cel' is geen aantal.",
    ]
    whole_column = read(deliveries.xlsx(tmp_path / "g.xlsx", rows, merged=("K1:M1048576", "B2:B4")))
    assert counts(whole_column, "leefloon")[ANTWERPEN, "2020-01"] == 5


def test_a_stray_cell_at_the_far_end_of_the_sheet_does_not_fill_the_memory(tmp_path):
    book = Workbook()
    for row in [POD_MI, pod_mi_row(ANTWERPEN, 202001, 9)]:
        book.active.append(row)
    book.active.cell(row=1_048_576, column=16_384, value="x")
    book.save(tmp_path / "f.xlsx")
    assert faults(tmp_path / "f.xlsx") == [
        "f.xlsx:-:-:-: Dit rekenblad is te groot om te lezen. Staat er een cel ver onder of rechts van de gegevens? "
        "De grens is 2.000 kolommen (instelling ACTIVERINGSMONITOR_MEEST_KOLOMMEN)."
    ]


# All at once


def test_faults_of_every_kind_are_reported_together_in_reading_order(tmp_path):
    rows = [
        pod_mi_row("46030", 202001, 9),
        pod_mi_row(ANTWERPEN, 202001, -1),
        pod_mi_row(ANTWERPEN, 209912, 9),
        pod_mi_row(ANTWERPEN, 202001, "x", geslacht="?"),
        pod_mi_row(BORGLOON, 202001, 9),
        pod_mi_row(BORGLOON, 202001, 9),
    ]
    found = faults(deliveries.xlsx(tmp_path / "f.xlsx", [POD_MI, *rows]))
    if date.today().year < 2099:
        assert [line.split(":")[2:4] for line in found] == [
            ["2", OUT["nis"]], ["3", "ll"], ["4", OUT["maand"]], ["5", "Geslacht"], ["5", "ll"], ["7", OUT["nis"]],
        ]  # fmt: skip


def test_the_first_fifty_faults_are_shown_and_then_how_many_there_are(tmp_path):
    rows = [pod_mi_row(ANTWERPEN, f"{year}{month:02d}", -1) for year in range(2015, 2020) for month in range(1, 13)]
    found = faults(pod_mi(tmp_path / "f.csv", *rows))
    assert [line.split(":")[2] for line in found[:50]] == [str(row) for row in range(2, 52)]
    assert found[50:] == ["f.csv: 60 fouten in totaal; de eerste 50 staan hierboven."]
    fifty = faults(pod_mi(tmp_path / "f.csv", *rows[:50]))
    assert len(fifty) == 50
    assert "in totaal" not in fifty[-1]


# What a load makes of it


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A storage with one delivery: totals of two months, 2020-02 without Borgloon, 2020-03 not delivered, 2020-04 again."""
    root = tmp_path_factory.mktemp("pod_mi")
    (root / "bronnen").mkdir()
    place = Storage(root / "bronnen", root / "opslag" / "ontvangen", root / "opslag" / "snapshots")
    rows = [pod_mi_row(ANTWERPEN, month, 9000) for month in (202001, 202002, 202004)] + [
        pod_mi_row(BORGLOON, 202001, 11)
    ]
    load(place, [pod_mi(root / "levering.csv", *rows)], progress=lambda line: None)
    return place


def test_an_ocmw_without_rows_is_zero_in_a_delivered_month_and_missing_in_another(loaded):
    model = database.open_snapshot(snapshots.current(loaded).folder)
    question = figures.Question("leefloon", gebieden=("73111",), periode="2020", indeling="huidig")
    frame = figures.figures(model, question, "s").set_index("periode")
    assert frame["status"].to_dict() == {  # Tongeren-Borgloon of today: both predecessors
        "2020-01": "definitief", "2020-02": "voorlopig", "2020-03": "ontbreekt", "2020-04": "voorlopig",
    } | {f"2020-{month:02d}": "buiten_bereik" for month in range(5, 13)}  # fmt: skip
    assert frame["teller"].dropna().to_dict() == {"2020-01": 11, "2020-02": 0, "2020-04": 0}


@pytest.mark.parametrize(
    "rows",
    [[pod_mi_row("46030", 202001, 9)], [pod_mi_row(ANTWERPEN, 202001, 71), *sex(ANTWERPEN, 202001, 30, 40)]],
    ids=["unknown code", "does not add up"],
)
def test_after_a_refusal_nothing_has_changed(loaded, tmp_path, rows):
    before = deliveries.folder_bytes(loaded.snapshots.parent)
    good = pod_mi(tmp_path / "goed.csv", pod_mi_row(ANTWERPEN, 202005, 9100))
    with pytest.raises(Refused):
        load(loaded, [good, pod_mi(tmp_path / "fout.csv", *rows)], progress=lambda line: None)
    assert deliveries.folder_bytes(loaded.snapshots.parent) == before
