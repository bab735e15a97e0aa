"""The written POD MI sample, read with calamine alone: its layout, its rules, every published figure it must hold."""

import csv
import os
import subprocess
import sys
import zipfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import pytest
from python_calamine import CalamineWorkbook

pytestmark = pytest.mark.traag

ROOT = Path(__file__).parents[1]
FILE = ROOT / "data" / "sources" / "voorbeeld" / "Equivalent_leefloon_201501-202512.xlsx"
HEADER = [
    "Code CPAS INS (cd)", "* NomCPAS (nl)", "Année", "PaiCPASBénAnMois (cd)", "Geslacht", "Leeftijdscategorie",
    "Huishoudtype", "ll", "eq. ll",
]  # fmt: skip
CATEGORIES = {
    "Geslacht": {"man", "vrouw"},
    "Leeftijdscategorie": {"18-24", "25-34", "35-44", "45-54", "55-64", "65+"},
    "Huishoudtype": {"alleenstaande", "samenwonende", "gezin ten laste"},
}
MONTHS = [f"{jaar}{maand:02d}" for jaar in range(2015, 2026) for maand in range(1, 13)]
DE_OPSTAP = {"32003", "32006", "32010", "32011", "33040", "33037", "33041", "32030", "38002"}
MEETJESLAND = {"44084", "43002", "43005", "43007", "44085", "43010", "43014", "43018"}
SERIES = ("ll", "eq")


@pytest.fixture(scope="module")
def rows():
    """All rows under the header, as read."""
    sheets = CalamineWorkbook.from_path(str(FILE))
    assert sheets.sheet_names == ["Gegevens"]
    header, *body = sheets.get_sheet_by_name("Gegevens").to_python(skip_empty_area=False)
    assert header == HEADER
    return body


@pytest.fixture(scope="module")
def gemeenten():
    with (ROOT / "data" / "reference" / "gemeenten.csv").open(encoding="utf-8", newline="") as file:
        return {row["nis"]: row for row in csv.DictReader(file) if row["indeling"] == "2019"}


@pytest.fixture(scope="module")
def totals(rows):
    """(series, nis, month) -> persons, from the rows without a dimension; an absent row is 0."""
    found = defaultdict(int)
    for nis, _, _, month, *dimensions, ll, eq in rows:
        if not any(dimensions):
            found["ll", nis, month], found["eq", nis, month] = int(ll or 0), int(eq or 0)
    return found


@pytest.fixture(scope="module")
def vlaanderen(totals):
    """Series -> month -> total of all municipalities."""
    found = {reeks: dict.fromkeys(MONTHS, 0) for reeks in SERIES}
    for (reeks, _, month), persons in totals.items():
        found[reeks][month] += persons
    return found


def year(jaar, tot_en_met=12):
    return [f"{jaar}{maand:02d}" for maand in range(1, tot_en_met + 1)]


def group_mean(totals, reeks, members, months):
    return mean(sum(totals[reeks, nis, month] for nis in members) for month in months)


@pytest.mark.parametrize(
    ("month", "published"), [("202001", 36460), ("202002", 36887), ("202003", 38271), ("202004", 39467)]
)
def test_a_published_month_of_vlaanderen_is_exact(vlaanderen, month, published):
    assert vlaanderen["ll"][month] == published


@pytest.mark.parametrize(("jaar", "published"), [(2015, 27_200), (2019, 36_800)])
def test_a_published_mean_of_vlaanderen_holds_at_its_rounding(vlaanderen, jaar, published):
    assert published - 50 <= mean(vlaanderen["ll"][month] for month in year(jaar)) < published + 50


def test_vlaanderen_at_the_end_of_2022_and_equivalent_leefloon_begin_2019(vlaanderen):
    assert 36_500 <= vlaanderen["ll"]["202212"] < 37_500
    assert 3_250 <= vlaanderen["eq"]["201901"] <= 3_300


@pytest.mark.parametrize(("jaar", "published"), [(2015, 0.4), (2016, 0.5), (2020, 0.6), (2021, 0.6)])
def test_share_of_inhabitants_as_the_planning_bureau_rounds_it(vlaanderen, jaar, published):
    inwoners = {2015: 6_444_127, 2016: 6_477_804, 2020: 6_629_143, 2021: 6_653_062}[jaar]
    assert round(100 * mean(vlaanderen["ll"][month] for month in year(jaar)) / inwoners, 1) == published


@pytest.mark.parametrize(
    ("members", "leefloon", "equivalent"),
    [({"46021"}, 1007, 225), ({"24107"}, 291, 89), ({"73009"}, 11, 12), (DE_OPSTAP, 168, 44), (MEETJESLAND, 558, 171)],
    ids=["Sint-Niklaas", "Tienen", "Borgloon", "De Opstap", "Meetjesland"],
)
def test_a_case_of_the_study_has_its_yearly_means_of_2022(totals, members, leefloon, equivalent):
    assert round(group_mean(totals, "ll", members, year(2022))) == leefloon
    assert round(group_mean(totals, "eq", members, year(2022))) == equivalent


def test_essen_has_its_means_of_the_first_half_of_2023(totals):
    assert round(group_mean(totals, "ll", {"11016"}, year(2023, 6))) == 44
    # Printed: 30,6. Six whole numbers cannot have that mean (183/6 = 30,50, 184/6 = 30,67): the nearest there is.
    assert sum(totals["eq", "11016", month] for month in year(2023, 6)) == 184


def test_limburg_has_its_mean_of_2020_the_highest_up_to_then(totals, gemeenten):
    limburg = {nis for nis, gemeente in gemeenten.items() if gemeente["provincie"] == "Limburg"}
    assert len(limburg) == 42
    means = {jaar: group_mean(totals, "ll", limburg, year(jaar)) for jaar in range(2015, 2021)}
    assert round(means[2020]) == 3528
    assert max(means, key=means.get) == 2020


def test_only_the_municipalities_of_2019_under_their_own_name_and_all_months(rows, gemeenten):
    assert len(gemeenten) == 300
    assert {(row[0], row[1]) for row in rows} <= {(nis, gemeente["naam"]) for nis, gemeente in gemeenten.items()}
    assert len({row[0] for row in rows}) >= 299
    assert sorted({row[3] for row in rows}) == MONTHS
    assert all(str(int(row[2])) == row[3][:4] for row in rows)


def test_counts_are_whole_and_not_negative_and_a_row_without_persons_is_absent(rows):
    for row in rows:
        counts = [cell for cell in row[7:] if cell != ""]
        assert all(isinstance(cell, (int, float)) and cell >= 0 and cell == int(cell) for cell in counts), row
        assert any(counts), row


def test_a_few_percent_of_the_zeros_is_left_empty(rows):
    zeros = [cell for row in rows for cell in row[7:] if cell in ("", 0)]
    assert 0.02 < zeros.count("") / len(zeros) < 0.06


def test_a_key_occurs_once_and_has_at_most_one_dimension_filled_with_a_known_category_in_january(rows):
    assert len({(row[0], row[3], *row[4:7]) for row in rows}) == len(rows)
    for row in rows:
        filled = {dimension: cell for dimension, cell in zip(HEADER[4:7], row[4:7], strict=True) if cell}
        assert len(filled) <= 1, row
        assert not filled or row[3].endswith("01"), row
        assert all(cell in CATEGORIES[dimension] for dimension, cell in filled.items()), row


def test_every_breakdown_adds_up_to_its_municipality_and_month(rows, totals):
    sums = defaultdict(int)
    for nis, _, _, month, *dimensions, ll, eq in rows:
        for dimension, cell in zip(HEADER[4:7], dimensions, strict=True):
            if cell:
                sums[dimension, "ll", nis, month] += int(ll or 0)
                sums[dimension, "eq", nis, month] += int(eq or 0)
    januaries = {key: persons for key, persons in totals.items() if key[2].endswith("01") and persons}
    for dimension in CATEGORIES:
        assert {key[1:]: persons for key, persons in sums.items() if key[0] == dimension and persons} == januaries


def test_about_a_third_is_18_to_24_and_more_so_in_the_student_city(rows):
    def share(nis=None):
        chosen = [row for row in rows if row[5] and nis in (None, row[0])]
        return sum(int(row[7] or 0) for row in chosen if row[5] == "18-24") / sum(int(row[7] or 0) for row in chosen)

    assert 0.29 < share() < 0.36
    assert share("24062") > share("11002") + 0.05  # Leuven, Antwerpen


def test_vlaanderen_never_jumps(vlaanderen):
    ukraine = {f"2022{maand:02d}" for maand in range(3, 9)}
    for reeks, at_most, breaks in (("ll", 0.025, {"202003", "202004"}), ("eq", 0.04, ukraine)):
        for before, after in pairwise(MONTHS):
            change = abs(vlaanderen[reeks][after] / vlaanderen[reeks][before] - 1)
            assert change < at_most or after in breaks, (reeks, after, change)
    assert vlaanderen["eq"]["202202"] < 3_400 < 10_000 < vlaanderen["eq"]["202205"]


def test_students_return_in_autumn_and_leave_in_summer(vlaanderen):
    for jaar in (2018, 2019, 2021, 2022, 2023, 2024, 2025):
        assert vlaanderen["ll"][f"{jaar}08"] < vlaanderen["ll"][f"{jaar}05"], jaar
        assert vlaanderen["ll"][f"{jaar}08"] < vlaanderen["ll"][f"{jaar}10"], jaar


def test_the_turn_of_the_year_is_no_larger_step_than_another(totals, gemeenten):
    """A sum held for one year must not show as a step at its borders."""
    steps = defaultdict(list)
    for nis in gemeenten:
        path = [totals["ll", nis, month] for month in MONTHS]
        if mean(path) > 100:
            for (_, before), (month, after) in pairwise(zip(MONTHS, path, strict=True)):
                steps[month[4:]].append(abs(after / before - 1))
    assert len(steps["01"]) > 200
    elsewhere = [step for month, found in steps.items() if month != "01" for step in found]
    assert median(steps["01"]) < 1.5 * median(elsewhere)
    assert max(step for found in steps.values() for step in found) < 0.2


def test_people_stay_for_months_in_small_municipalities(totals, gemeenten):
    """Independent draws each month would give a step variance of twice the level, a stock of persons far less."""
    ratios = []
    for nis in gemeenten:
        path = [totals["ll", nis, month] for month in MONTHS]
        if 3 < mean(path) < 60:
            ratios.append(mean((after - before) ** 2 for before, after in pairwise(path)) / (2 * mean(path)))
    assert len(ratios) > 100
    assert median(ratios) < 0.2
    assert max(ratios) < 0.4
    assert min(ratios) > 0.02  # nor is a path a drawn line


def test_big_cities_are_high_and_small_places_low(totals, gemeenten):
    with (ROOT / "data" / "reference" / "inwoners.csv").open(encoding="utf-8", newline="") as file:
        inwoners = {
            r["nis"]: int(r["inwoners"]) for r in csv.DictReader(file) if (r["indeling"], r["jaar"]) == ("2019", "2020")
        }
    rate = {nis: 1000 * group_mean(totals, "ll", {nis}, year(2024)) / inwoners[nis] for nis in gemeenten}
    assert 20 < rate["44021"] < 30  # Gent
    assert all(rate[nis] > 9 for nis in ("11002", "35013", "24062", "71016"))  # Antwerpen, Oostende, Leuven, Genk
    assert 0.5 < median(rate[nis] for nis in gemeenten if inwoners[nis] < 10_000) < 2


def test_the_file_is_small_enough_to_embed():
    assert FILE.stat().st_size < 2_500_000


def test_the_same_seed_gives_the_same_bytes_and_they_are_the_kept_file(tmp_path):
    """Two processes, two hash seeds: equal. Of the kept file the members are compared, not the zlib stream."""
    code = "import sys, pathlib; from dashboard.sample import pod_mi; pod_mi.write(pathlib.Path(sys.argv[1]))"
    for hash_seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / hash_seed], cwd=ROOT, env=environment, check=True, timeout=120
        )
    first, second = (tmp_path / hash_seed / FILE.name for hash_seed in ("1", "2"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as new, zipfile.ZipFile(FILE) as kept:
        assert new.namelist() == kept.namelist()
        assert [name for name in new.namelist() if new.read(name) != kept.read(name)] == []
