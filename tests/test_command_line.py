"""The command line as people and programs call it: exit codes, Dutch, the contract's columns, the published figures."""

import csv
import io
import json
import os
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from dashboard import database, export, figures
from dashboard.__main__ import main
from dashboard.catalogue import ROOT, catalogue
from dashboard.figures import Question
from tests import deliveries
from tests.deliveries import pod_mi, pod_mi_row

CONTRACT = (  # noqa: SIM905 - as the contract prints it
    "indicator,soort,gebied_id,gebied,periode,telling,uitsplitsing,categorie,indeling,teller,teller_onder,teller_boven,"
    "noemer,waarde,onder,boven,stab_onder,stab_boven,status,dekking,dekking_inwoners,teller_periode,noemer_periode,"
    "herkomst,berekend,bron,snapshot"
).split(",")
KINDS = (  # noqa: SIM905 - as the contract prints it
    "gemeente regiegebied igs lokaal_partnerschap provincie arrondissement referentieregio eerstelijnszone grootteklasse "
    "centrumstad vlaanderen"
).split()
STATUSES = set(export.STATUSES)
COUNTED = ["export", "--indicator", "inwoners"]


@pytest.fixture
def run(opslag, shipped, snapshot, monkeypatch, capsysbinary):
    """Runs a command on the shipped snapshot; returns exit code, output as bytes and errors as text."""
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    monkeypatch.delenv("ACTIVERINGSMONITOR_BRONNEN", raising=False)
    opened = database.open_snapshot
    monkeypatch.setattr(
        database, "open_snapshot", lambda folder: shipped if folder == snapshot.folder else opened(folder)
    )

    def command(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsysbinary.readouterr()
        return code, out, err.decode()

    return command


@pytest.fixture
def rows(run):
    """The rows of an export that succeeds without a word."""

    def exported(*arguments):
        code, out, err = run("export", *arguments)
        assert (code, err) == (0, ""), err
        reader = csv.DictReader(io.StringIO(out.decode("utf-8"), newline=""))
        assert reader.fieldnames[: len(CONTRACT)] == CONTRACT
        return list(reader)

    return exported


def one(rows, column="teller"):
    (row,) = rows
    return row[column]


# Figures


@pytest.mark.parametrize(("year", "published"), [("2025", "6864766"), ("2020", "6629143"), ("2015", "6444127")])
def test_the_inhabitants_of_vlaanderen_are_the_published_ones(rows, year, published):
    found = rows("--indicator", "inwoners", "--soort", "vlaanderen", "--periode", year)
    assert [one(found, name) for name in ("teller", "waarde", "onder", "boven")] == [published] * 4
    assert [one(found, name) for name in ("dekking", "dekking_inwoners", "herkomst")] == [
        "285/285",
        "1",
        "gepubliceerd",
    ]


def test_vlaanderen_in_the_municipalities_of_then_says_which_part_it_knows(rows):
    whole, partly = (
        rows("--indicator", "inwoners", "--soort", "vlaanderen", "--periode", year, "--indeling", "destijds")
        for year in ("2020", "2015")
    )
    assert [one(whole), one(whole, "dekking")] == ["6629143", "300/300"]
    known, parts = map(int, one(partly, "dekking").split("/"))
    assert known < parts == 308
    assert int(one(partly)) < 6_444_127
    assert 0.5 < float(one(partly, "dekking_inwoners")) < 1


def test_the_provinces_of_2025_are_complete(rows):
    found = rows("--indicator", "inwoners", "--soort", "provincie", "--periode", "2025")
    assert {row["gebied"]: row["dekking"] for row in found} == {
        "Antwerpen": "67/67", "Limburg": "38/38", "Oost-Vlaanderen": "55/55", "Vlaams-Brabant": "63/63",
        "West-Vlaanderen": "62/62",
    }  # fmt: skip
    assert sum(int(row["teller"]) for row in found) == 6_864_766
    assert [row["gebied"] for row in found] == sorted(row["gebied"] for row in found)


def test_the_size_classes_of_2020_have_the_studys_numbers(rows):
    found = rows(
        *["--indicator", "inwoners", "--soort", "grootteklasse", "--indeling", "destijds"],
        *["--peildatum", "2020-01-01", "--periode", "2020"],
    )
    assert [(row["gebied_id"], row["dekking"]) for row in found] == [
        ("grootteklasse:centrumstad", "13/13"), ("grootteklasse:groot", "89/89"),
        ("grootteklasse:middelgroot", "129/129"), ("grootteklasse:klein", "69/69"),
    ]  # fmt: skip


@pytest.mark.traag
def test_every_indicator_can_be_asked_as_csv(rows, snapshot):
    soort = "regiegebied"  # every other kind: test_export_everything
    for indicator in catalogue().indicatoren:
        found = rows("--indicator", indicator, "--soort", soort, "--periode", "2020-01")
        assert found, indicator
        assert {row["indicator"] for row in found} == {indicator}
        assert {row["soort"] for row in found} == {soort}
        assert {row["snapshot"] for row in found} == {snapshot.id}
        assert {row["status"] for row in found} <= STATUSES, indicator
        assert all(row["gebied"] and row["gebied_id"] for row in found), indicator
        assert len({(row["gebied_id"], row["periode"], row["categorie"]) for row in found}) == len(found), indicator
        for row in found:
            shown = bool(row["waarde"])
            assert not shown or row["onder"] == row["boven"] == row["waarde"], row
            assert not shown or row["status"] in ("definitief", "voorlopig"), row
            assert row["status"] != "gemaskeerd" or float(row["onder"]) < float(row["boven"]), row


def test_all_kinds_of_the_contract_are_offered():
    assert set(KINDS) == set(catalogue().soorten)


def test_a_share_is_a_ratio_and_a_count_has_no_decimals(rows):
    share = rows(
        "--indicator", "aandeel_jongvolwassenen", "--gebied", "Gent", "--soort", "gemeente", "--periode", "2020-01"
    )
    row = share[0]
    assert 0 < float(row["waarde"]) < 1
    assert float(row["waarde"]) == pytest.approx(int(row["teller"]) / int(row["noemer"]), rel=1e-9)
    assert float(row["stab_onder"]) < float(row["waarde"]) < float(row["stab_boven"])


@pytest.mark.traag
def test_the_default_is_every_municipality_and_every_period(rows):
    found = rows("--indicator", "inwoners")
    assert {row["soort"] for row in found} == {"gemeente"}
    assert len({row["gebied_id"] for row in found}) == 285
    assert {"2015", "2025"} <= {row["periode"] for row in found}


# Choosing


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        ("Borsbeek", "Antwerpen", "Borsbeek is sinds 1 januari 2025 deel van Antwerpen.\n"),
        ("11007", "Antwerpen", "Borsbeek is sinds 1 januari 2025 deel van Antwerpen.\n"),
        ("overpelt", "Pelt", "Overpelt is sinds 1 januari 2019 deel van Pelt.\n"),
        ("SINT NIKLAAS", "Sint-Niklaas", None),
        ("46021", "Sint-Niklaas", None),
    ],
)
def test_an_area_is_found_by_its_name_its_code_and_its_former_name(run, name, found, said):
    code, out, err = run(*COUNTED, "--soort", "gemeente", "--gebied", name, "--periode", "2025")
    assert (code, err) == (0, said or "")
    assert out.decode().splitlines()[1].split(",")[3] == found


def test_an_own_group_is_one_row_with_the_sum(rows):
    group = one(rows("--indicator", "inwoners", "--gemeenten", "11002, 44021", "--periode", "2025"))
    single = [one(rows("--indicator", "inwoners", "--gebied", nis, "--periode", "2025")) for nis in ("11002", "44021")]
    assert int(group) == sum(map(int, single))
    row = rows("--indicator", "inwoners", "--gemeenten", "11002,44021", "--periode", "2025")[0]
    assert (row["gebied_id"], row["gebied"], row["dekking"]) == ("groep:11002+44021", "Eigen groep", "2/2")


@pytest.mark.parametrize(
    ("indicator", "periode", "expected"),
    [
        ("leefloon", "2030-01", {"2030-01": "buiten_bereik"}),
        ("leefloon", "2014-12..2015-02", {"2014-12": "buiten_bereik", "2015-01": "definitief", "2015-02": "definitief"}),
        ("leefloon", "2026", {f"2026-{month:02d}": "buiten_bereik" for month in range(1, 13)}),
        ("inwoners", "2010", {"2010": "buiten_bereik"}),
        ("leefloongraad_18_64", "2019-06", {"2019-06": "buiten_bereik"}),
        ("leefloon", "2025-12", {"2025-12": "voorlopig"}),
    ],
)  # fmt: skip
def test_a_period_outside_the_series_says_so_and_gives_no_figure(rows, indicator, periode, expected):
    found = rows("--indicator", indicator, "--soort", "vlaanderen", "--periode", periode)
    assert {row["periode"]: row["status"] for row in found} == expected
    assert all(bool(row["waarde"]) == (row["status"] in ("definitief", "voorlopig")) for row in found)


def test_a_year_of_a_monthly_series_gives_its_months_and_a_mean_gives_one_row(rows):
    months = rows("--indicator", "leefloon", "--soort", "vlaanderen", "--periode", "2020")
    mean = rows("--indicator", "leefloon", "--soort", "vlaanderen", "--periode", "2020", "--telling", "jaargemiddelde")
    assert len(months) == 12
    assert float(one(mean)) == pytest.approx(sum(int(row["teller"]) for row in months) / 12)
    halves = rows(
        "--indicator", "leefloon", "--soort", "vlaanderen", "--periode", "2020", "--telling", "halfjaargemiddelde"
    )
    assert [row["periode"] for row in halves] == ["2020-H1", "2020-H2"]


# Comparing


def test_comparison_columns_follow_snapshot_and_vlaanderen_is_vlaanderen(rows):
    arguments = ["--indicator", "leefloongraad", "--soort", "provincie", "--periode", "2024-01"]
    found = rows(*arguments, "--vergelijk", "vlaanderen")
    assert list(found[0])[len(CONTRACT) :] == [
        "vergelijk", "vergelijk_waarde", "vergelijk_onder", "vergelijk_boven", "vergelijk_status", "vergelijk_dekking",
    ]  # fmt: skip
    whole = one(rows("--indicator", "leefloongraad", "--soort", "vlaanderen", "--periode", "2024-01"), "waarde")
    assert {row["vergelijk_waarde"] for row in found} == {whole}
    plain = rows(*arguments)
    assert [[row[name] for name in CONTRACT] for row in found] == [[row[name] for name in CONTRACT] for row in plain]


def test_the_median_and_quartiles_are_over_the_municipalities(rows):
    values = sorted(
        float(row["waarde"]) for row in rows("--indicator", "leefloongraad", "--periode", "2024-01") if row["waarde"]
    )
    found = rows(
        "--indicator", "leefloongraad", "--soort", "vlaanderen", "--periode", "2024-01", "--vergelijk", "kwartielen"
    )[0]
    assert int(found["aantal_gemeenten"]) == len(values) == 285
    expected = {"kwartiel_1": 71, "mediaan": 142, "kwartiel_3": 213}
    for name, at in expected.items():
        assert float(found[f"{name}_gemeenten"]) == pytest.approx(values[at])
    median = rows(
        "--indicator", "leefloongraad", "--soort", "vlaanderen", "--periode", "2024-01", "--vergelijk", "median"
    )[0]
    assert median["mediaan_gemeenten"] == found["mediaan_gemeenten"]
    assert "kwartiel_1_gemeenten" not in median


@pytest.mark.parametrize("group", ["groep:11002+44021", "groep:11002,44021"])
def test_another_group_is_summed_before_it_is_compared(rows, group):
    found = rows(
        "--indicator", "inwoners", "--gebied", "Aalst", "--soort", "gemeente", "--periode", "2025", "--vergelijk", group
    )[0]
    assert found["vergelijk"] == "uw groep (2 gemeenten van 1 januari 2025)"
    assert found["vergelijk_waarde"] == one(
        rows("--indicator", "inwoners", "--gemeenten", "11002,44021", "--periode", "2025")
    )
    province = rows(
        "--indicator",
        "inwoners",
        "--gebied",
        "Aalst",
        "--soort",
        "gemeente",
        "--periode",
        "2025",
        "--vergelijk",
        "groep:provincie:limburg",
    )
    assert province[0]["vergelijk"] == "de 38 gemeenten van de provincie Limburg (indeling van 1 januari 2025)"


# Formats


@pytest.mark.traag
def test_every_format_holds_the_same_figures(run, tmp_path):
    arguments = ["export", "--indicator", "aandeel_jongvolwassenen", "--soort", "provincie", "--periode", "2020-01"]
    _, out, _ = run(*arguments)
    table = pd.read_csv(io.BytesIO(out), dtype=str, keep_default_na=False)
    written = {}
    for kind in ("json", "parquet", "xlsx"):
        code, printed, err = run(*arguments, "--formaat", kind, "--uit", tmp_path / f"f.{kind}")
        assert (code, printed, err) == (0, b"", "")
        written[kind] = tmp_path / f"f.{kind}"
    parquet = pd.read_parquet(written["parquet"])
    from_json = pd.DataFrame(json.loads(written["json"].read_text(encoding="utf-8")))
    sheet = openpyxl.load_workbook(written["xlsx"])["Cijfers"]
    header, *body = sheet.iter_rows(values_only=True)
    assert list(table.columns) == list(parquet.columns) == list(from_json.columns) == CONTRACT
    assert list(header) == [*CONTRACT, "opmerking"]
    for name in ("teller_onder", "teller_boven", "noemer", "onder", "boven", "dekking_inwoners"):
        expected = [float(text) for text in table[name]]
        assert [pytest.approx(value) for value in expected] == parquet[name].tolist() == from_json[name].tolist()
        assert [row[header.index(name)] for row in body] == [pytest.approx(value) for value in expected]
    for name in ("gebied", "status", "herkomst", "snapshot"):
        assert (
            table[name].tolist()
            == parquet[name].tolist()
            == from_json[name].tolist()
            == [row[header.index(name)] for row in body]
        )
    masked = from_json[from_json["status"] == "gemaskeerd"]
    assert len(masked)
    assert masked["waarde"].isna().all()
    assert [row[-1] for row in body] == ["voorbeeldcijfer"] * 5


def test_the_workbook_explains_itself_and_holds_no_formulas(run):
    code, out, _ = run(
        "export", "--indicator", "leefloongraad", "--soort", "provincie", "--periode", "2024-01", "--formaat", "xlsx"
    )
    assert code == 0
    book = openpyxl.load_workbook(io.BytesIO(out))
    assert book.sheetnames == ["Cijfers", "Toelichting"]
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    notes = {row[0].value: row[1].value for row in book["Toelichting"].iter_rows()}
    indicator = catalogue().indicatoren["leefloongraad"]
    assert notes["Indicator"] == indicator.naam
    assert notes["Definitie"] == indicator.definitie.strip()
    assert notes["Periode"] == "januari 2024"
    assert notes["Voorbeeldcijfers"] == "Deze cijfers zijn verzonnen voorbeelden en geen metingen."
    assert "Status: definitief" in notes


@pytest.fixture(scope="module")
def dangerous(shipped):
    frame = figures.figures(shipped, Question("inwoners", "provincie", periode="2025"), "s")
    return frame.assign(gebied=["=1+1", "+32", "-1+1", "@SUM(A1)", "{=1+1}"])


def test_text_that_a_spreadsheet_would_run_is_defused_and_numbers_stay_numbers(dangerous):
    indicator = catalogue().indicatoren["inwoners"]
    machine = list(csv.DictReader(io.StringIO(export.machine_csv(dangerous).decode())))
    dutch = list(csv.DictReader(io.StringIO(export.dutch_csv(dangerous, indicator).decode("utf-8-sig")), delimiter=";"))
    harmless = ["'=1+1", "'+32", "'-1+1", "'@SUM(A1)", "{=1+1}"]
    assert [row["gebied"] for row in machine] == [row["gebied"] for row in dutch] == harmless
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx(dangerous, indicator)))
    body = list(book["Cijfers"].iter_rows(min_row=2))
    assert [row[3].value for row in body] == harmless
    assert {cell.data_type for row in body for cell in row} <= {"s", "n"}
    assert [row[9].value for row in body] == dangerous["teller"].tolist()
    assert [row["gebied"] for row in json.loads(export.machine_json(dangerous))] == dangerous["gebied"].tolist()
    negative = dangerous.assign(waarde=-1.5)
    assert {row["waarde"] for row in csv.DictReader(io.StringIO(export.machine_csv(negative).decode()))} == {"-1.5"}


def test_the_dutch_csv_opens_by_double_click(dangerous):
    content = export.dutch_csv(dangerous.assign(waarde=0.5), catalogue().indicatoren["inwoners"])
    assert content.startswith(b"\xef\xbb\xbfindicator;soort;")
    assert b";0,5;" in content
    assert content.endswith(b"\r\n")


# What is wrong


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "--indicator", "leeflon"], "'leeflon' bestaat niet. Kies uit: leefloon,"),
        ([*COUNTED, "--soort", "streek"], "'streek' bestaat niet. Kies uit: "),
        ([*COUNTED, "--periode", "2020-13"], "'2020-13' is geen periode. Schrijf JJJJ-MM (maand)"),
        ([*COUNTED, "--periode", "2021..2020"], "Periode '2021..2020' eindigt voor ze begint."),
        ([*COUNTED, "--periode", "0000"], "Jaar 0 ligt buiten wat dit programma kent (1900 tot 2200)."),
        ([*COUNTED, "--telling", "som"], "'som' bestaat niet. Kies uit: stand, jaargemiddelde"),
        ([*COUNTED, "--telling", "jaarteller"], "'inwoners' heeft geen telling 'jaarteller'. Wel: stand."),
        ([*COUNTED, "--indeling", "vroeger"], "'vroeger' bestaat niet. Kies uit: huidig, destijds."),
        ([*COUNTED, "--peildatum", "1 januari"], "'1 januari' is geen datum. Schrijf JJJJ-MM-DD."),
        ([*COUNTED, "--soort", "grootteklasse", "--peildatum", "1990-01-01"], "Grootteklassen zijn gekend van "),
        ([*COUNTED, "--uitsplitsing", "leeftijd"], "'inwoners' heeft geen uitsplitsing 'leeftijd'. Wel: geen."),
        (
            [*COUNTED, "--vergelijk", "gemiddelde"],
            "'gemiddelde' bestaat niet. Kies uit: median, kwartielen, vlaanderen, groep:",
        ),
        ([*COUNTED, "--vergelijk", "groep:"], "Na 'groep:' horen NIS-codes"),
        ([*COUNTED, "--formaat", "pdf"], "'pdf' bestaat niet. Kies uit: csv, xlsx, json, parquet."),
        ([*COUNTED, "--gebied", "Gent", "--gemeenten", "44021"], "--gemeenten"),
        (["export"], "--indicator"),
        ([*COUNTED, "--kleur", "rood"], "--kleur"),
        (["tover"], "tover"),
        ([], "opdracht"),
        (["check", "f.csv", "--source", "nergens"], "'nergens' bestaat niet. Kies uit: pod_mi, "),
    ],
)
def test_a_wrong_command_is_2_and_says_why(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, b"")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*COUNTED, "--gebied", "Antwerpne"], "Geen gebied gevonden met de naam of code 'Antwerpne'. Bedoelt u Antwerpen"),
        ([*COUNTED, "--soort", "provincie", "--gebied", "Gent"], "Geen provincie gevonden met de naam of code 'Gent'."),
        ([*COUNTED, "--gemeenten", "11007"], "Code '11007' is geen gemeente van vandaag. Borsbeek is sinds 1 januari 2025"),
        ([*COUNTED, "--gemeenten", "11002,x"], "Code 'x' is geen gemeente van vandaag."),
        ([*COUNTED, "--snapshot", "2020-01-01-00000000"], "Snapshot '2020-01-01-00000000' bestaat niet (meer)."),
        ([*COUNTED, "--periode", "2025", "--uit", "/x/f.csv"], "'/x/f.csv' kan niet geschreven worden: bestaat de map"),
        ([*COUNTED, "--periode", "2025", "--uit", "/"], "'/' kan niet geschreven worden: dat is een map"),
        (["rollback", "x"], "Snapshot 'x' bestaat niet (meer)."),
        (["check", "weg.csv"], "weg.csv:-:-:-: Dit bestand bestaat niet."),
        (["ingest", "weg.csv"], "weg.csv:-:-:-: Dit bestand bestaat niet."),
    ],
)  # fmt: skip
def test_wrong_input_is_1_and_says_why_in_dutch(run, arguments, said):
    code, out, err = run(*arguments)
    assert code == 1
    assert err.startswith(said)
    assert "Traceback" not in err
    assert b"Errno" not in out + err.encode()


def test_check_says_whether_a_file_can_be_loaded_and_changes_nothing(run, opslag, tmp_path):
    before = sorted(opslag.snapshots.parent.rglob("*"))
    good = pod_mi(tmp_path / "goed.csv", pod_mi_row("11002", 202001, 9), pod_mi_row("52011", 202001, 9))
    assert run("check", good) == (
        0, b"1 rij buiten Vlaanderen overgeslagen.\ngoed.csv: geen fouten, dit bestand kan geladen worden.\n", "",
    )  # fmt: skip
    wrong = pod_mi(tmp_path / "fout.csv", pod_mi_row("11002", 202001, -9))
    assert run("check", wrong) == (1, b"", "fout.csv:-:2:ll: -9 is negatief; een aantal is nul of meer.\n")
    assert run("check", good, "--source", "lidmaatschap")[0] == 1
    assert sorted(opslag.snapshots.parent.rglob("*")) == before


@pytest.mark.traag
def test_ingest_says_what_it_read_what_it_noticed_and_what_is_new(run, tmp_path, monkeypatch):
    (tmp_path / "bronnen").mkdir()
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(tmp_path / "opslag"))
    monkeypatch.setenv("ACTIVERINGSMONITOR_BRONNEN", str(tmp_path / "bronnen"))
    assert run("snapshots") == (0, b"Er is nog geen snapshot.\n", "")
    file = pod_mi(tmp_path / "levering.csv", pod_mi_row("11002", 202001, 9, None), pod_mi_row("52011", 202001, 9))
    code, out, err = run("ingest", file)
    assert (code, err) == (0, "")
    said = out.decode().splitlines()
    assert said[:4] == [
        "Lezen: levering.csv",
        "  1 rij buiten Vlaanderen overgeslagen.",
        "  1 lege cel: geen terugvordering ontvangen, geteld als 0.",
        "Cijfers berekenen",
    ]
    assert "leefloon: nieuw: 1 periode (jan. 2020)" in said
    code, out, _ = run("export", "--indicator", "leefloon", "--soort", "vlaanderen", "--periode", "2020-01")
    assert (code, out.decode().splitlines()[1].split(",")[9]) == (0, "9")
    wrong = pod_mi(tmp_path / "fout.csv", pod_mi_row("11002", 202001, 10), pod_mi_row("46030", 202001, 10))
    before = deliveries.folder_bytes(tmp_path / "opslag")
    code, out, err = run("ingest", wrong)
    assert (code, err.startswith("fout.csv:-:3:Code CPAS INS (cd): Code '46030'")) == (1, True)
    assert deliveries.folder_bytes(tmp_path / "opslag") == before


@pytest.mark.traag
def test_the_module_runs_as_a_program(opslag):
    environment = os.environ | {
        "ACTIVERINGSMONITOR_OPSLAG": str(opslag.snapshots.parent),
        "PYTHONWARNINGS": "error::DeprecationWarning:dashboard",
    }
    arguments = [sys.executable, "-m", "dashboard", *COUNTED, "--soort", "vlaanderen", "--periode", "2025"]
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    header, row = done.stdout.decode("utf-8").split("\n")[:2]
    assert header.split(",") == CONTRACT
    assert row.split(",")[9] == "6864766"
