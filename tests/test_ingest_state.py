"""What a delivery replaces and what it leaves alone, and which files are kept at all."""

import pytest

from dashboard import database, snapshots
from dashboard.catalogue import catalogue
from dashboard.ingest import gsm, received, recognise, reference, statbel_inkomen, statbel_oppervlakte
from dashboard.ingest.files import open_file
from dashboard.ingest.load import CONTROL, check, load
from dashboard.ingest.state import initial
from dashboard.periods import UNKNOWN_YEAR
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import folder_bytes, pod_mi, pod_mi_row

GENT, BORSBEEK = "44021", "11007"


@pytest.fixture(scope="module")
def start():
    return initial()


@pytest.fixture
def state(start):
    """The facts before any delivery; every delivery puts new tables in their place."""
    return type(start)(**vars(start))


def applied(state, reader, path):
    source = catalogue().bronnen[reader.__name__.rpartition(".")[2]]
    state.apply(reader.read(open_file(path), source), "gepubliceerd")
    return state


def of_series(frame, reeks):
    return frame[frame["reeks"] == reeks]


def divisions(state, reeks, periode):
    """Division -> how many municipalities it has, in deliveries and observations alike."""
    rows, delivered = of_series(state.waarneming, reeks), of_series(state.levering, reeks)
    rows, delivered = rows[rows["periode"] == periode], delivered[delivered["periode"] == periode]
    found = rows.groupby("indeling")["nis"].count().to_dict()
    assert set(found) == set(delivered["indeling"])
    return found


def area(path, year, *rows):
    return deliveries.text(path, [["NIS", "Jaar", "Oppervlakte (km²)"], *([nis, year, size] for nis, size in rows)])


def test_a_year_of_areas_leaves_the_finer_division_and_other_years_alone(state, tmp_path):
    assert divisions(state, "oppervlakte", "2020") == {2019: 300, 2025: 285}
    sizes = [(nis, 1) for nis in sorted(reference.codes(2025))]
    path = area(tmp_path / "o.csv", 2020, *sizes)
    delivery = statbel_oppervlakte.read(open_file(path), catalogue().bronnen["statbel_oppervlakte"])
    assert set(delivery.levering["indeling"]) == {2025}
    after = applied(state, statbel_oppervlakte, path)
    assert divisions(after, "oppervlakte", "2020") == {2019: 300, 2025: 285}
    rows = after.waarneming.query("reeks == 'oppervlakte' and periode == '2020'")
    assert set(rows.loc[rows["indeling"] == 2025, "onder"]) == {1}
    assert rows.loc[rows["nis"] == BORSBEEK, "onder"].item() > 3
    assert divisions(after, "oppervlakte", "2019") == {2019: 300, 2025: 285}


def test_a_year_of_areas_replaces_coarser_divisions_which_would_contradict_it(state, tmp_path):
    after = applied(state, statbel_oppervlakte, area(tmp_path / "o.csv", 2020, (BORSBEEK, 4), (GENT, 150)))
    assert divisions(after, "oppervlakte", "2020") == {2019: 2}
    assert divisions(after, "oppervlakte", "2021") == {2019: 300, 2025: 285}


@pytest.mark.parametrize(
    ("sheet", "header", "row", "reeks"),
    [
        ("AR_03", ["Procent (%)"], [12.3], "kansarmoede_index"),
        ("WE_36", ["Categorie", "Procent (%)"], ["Totaal", 4.5], "werkzoekendengraad"),
    ],
)
def test_a_known_year_replaces_the_figures_of_an_unknown_year_of_its_series(state, tmp_path, sheet, header, row, reeks):
    other = {"kansarmoede_index": "werkzoekendengraad", "werkzoekendengraad": "kansarmoede_index"}[reeks]
    assert set(of_series(state.levering, reeks)["periode"]) == {UNKNOWN_YEAR}
    rows = [["Gemeente", "NIS-code", "Indicator", "Jaar", *header], ["Gent", GENT, "x", 2023, *row]]
    after = applied(state, gsm, deliveries.xlsx(tmp_path / "gsm.xlsx", {sheet: rows}))
    for frame in (after.levering, after.waarneming):
        assert set(of_series(frame, reeks)["periode"]) == {"2023"}
        assert set(of_series(frame, other)["periode"]) == {UNKNOWN_YEAR}


def test_a_year_of_income_replaces_that_year_in_every_division(state, tmp_path):
    assert divisions(state, "inkomen_per_inwoner", "2023") == {2025: 285}
    header = ["CD_YEAR", "CD_MUNTY_REFNIS", "MS_TOT_NET_TAXABLE_INC", "MS_TOT_RESIDENTS"]
    path = deliveries.text(tmp_path / "i.csv", [header, [2023, BORSBEEK, 1_000_000, 50]])
    assert divisions(applied(state, statbel_inkomen, path), "inkomen_per_inwoner", "2023") == {2019: 1}


@pytest.fixture
def refnis(tmp_path):
    header = ["CD_REFNIS", "CD_SUP_REFNIS", "TX_REFNIS_NL", "DT_VLDT_START", "DT_VLDT_END"]
    frame = reference.municipalities().query("indeling == 2025")
    rows = [[nis, "", name, "01/01/2025", "31/12/9999"] for nis, name in zip(frame["nis"], frame["naam"], strict=True)]
    return deliveries.text(tmp_path / "TU_COM_REFNIS.txt", [header, *rows], delimiter="|")


def test_checking_a_list_of_municipalities_says_that_it_is_a_control(refnis):
    assert recognise.recognise(open_file(refnis)) == "statbel_refnis"
    *notes, last = check(refnis)
    assert "Indeling 2025: 285 van de 285 gemeenten hebben dezelfde code en naam." in notes
    assert last == CONTROL


@pytest.mark.traag
def test_a_control_is_neither_kept_nor_part_of_a_snapshot_and_the_files_beside_it_are(refnis, tmp_path):
    (tmp_path / "bronnen").mkdir()
    place = Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")
    real = pod_mi(tmp_path / "pod.csv", pod_mi_row(GENT, 202401, 9))
    said = []
    first = load(place, [refnis, real], progress=said.append)
    assert f"  {CONTROL}" in said
    assert [receipt.bestand for receipt in received.journal(place)] == ["pod.csv"]
    assert [entry["bestand"] for entry in first.snapshot.leveringen] == ["pod.csv"]
    before = {name: content for name, content in folder_bytes(tmp_path).items() if not name.endswith(".slot")}
    second = load(place, [refnis], progress=said.append)
    assert not second.is_new
    assert {name: content for name, content in folder_bytes(tmp_path).items() if not name.endswith(".slot")} == before
    assert database.open_snapshot(snapshots.current(place).folder).table("levering")["reeks"].eq("leefloon").any()
