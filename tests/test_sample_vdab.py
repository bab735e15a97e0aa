"""The written VDAB sample, read with calamine alone: layout, masks, sums, and every published figure it must hold."""

from collections import defaultdict
from functools import cache
from itertools import pairwise
from statistics import mean, median

import pytest
from python_calamine import CalamineWorkbook

from dashboard.catalogue import catalogue
from dashboard.ingest import sjabloon
from dashboard.ingest.files import open_file
from dashboard.sample import vdab
from dashboard.sample.cat05 import clienten
from dashboard.sample.pod_mi import REFERENCE
from tests import test_sample_twe as template
from tests.test_sample_twe import FOLDER, STAND_NIEUW, STAND_OUD, VLAANDEREN, members, written

pytestmark = pytest.mark.traag

OUD, NIEUW = "VDAB_categorie05_2018-2024.xlsx", "VDAB_categorie05_2025.xlsx"
POD_MI = "Equivalent_leefloon_201501-202512.xlsx"
REEKSEN = ["cat05_totaal", "cat05_equivalent_leefloon", "cat05_oekraiense_ontheemden", "twe_actief"]
MAANDEN = [f"{jaar}-{maand:02d}" for jaar in range(2018, 2026) for maand in range(1, 13)]
LAATSTE_STABIELE = "2025-09"  # POD MI's last three months are provisional


@cache
def leefloon():
    """(municipality of 2019, month) -> persons with a leefloon; an absent row is 0."""
    book = CalamineWorkbook.from_path(str(FOLDER / POD_MI))
    found = defaultdict(int)
    for nis, _, _, month, *dimensions, ll, _ in book.get_sheet_by_name("Gegevens").to_python()[1:]:
        if not any(dimensions):
            found[nis, f"{month[:4]}-{month[4:]}"] = int(ll or 0)
    return found


def rate(file, code, month):
    """Share known to VDAB of an area with shown cells; the denominator is the newest stable month at or before."""
    totaal, _, ontheemden, actief = file.cells[code, month]
    groups, names = members("2019")
    group = {code} if code in names else groups[code]
    persons = sum(leefloon()[nis, min(month, LAATSTE_STABIELE)] for nis in group)
    return (totaal - ontheemden + actief) / persons


def vlaanderen():
    return {month: rate(written(OUD if month < "2025" else NIEUW), VLAANDEREN, month) for month in MAANDEN}


def test_each_file_has_the_layout_of_the_template():
    template.check_layout(OUD, "vdab", REEKSEN, "1-3", MAANDEN[:84])
    template.check_layout(NIEUW, "vdab", REEKSEN, "-", MAANDEN[84:])


@pytest.mark.parametrize("name", [OUD, NIEUW])
def test_masks_and_totals(name):
    template.check_no_small_count_is_shown(name)
    template.check_totals_lie_within_the_bounds_of_their_members(name)
    template.check_a_city_has_the_cells_of_its_municipality(name)


@pytest.mark.parametrize("name", [OUD, NIEUW])
def test_a_part_is_within_its_whole_and_hidden_with_it(name):
    file = written(name)
    hidden_wholes = 0
    for (code, month), (totaal, equivalent, ontheemden, _) in file.cells.items():
        for part, whole in ((equivalent, totaal), (ontheemden, equivalent)):
            if isinstance(whole, str):
                hidden_wholes += 1
                assert isinstance(part, str) or part == 0, (code, month)
            else:
                assert file.bounds(part)[0] <= whole, (code, month)
    assert hidden_wholes > 100


@pytest.mark.parametrize(("name", "at_most"), [(OUD, 25), (NIEUW, 6)])
def test_a_few_municipality_months_are_not_delivered(name, at_most):
    file = written(name)
    groups, names = members(file.indeling)
    cities = {nis for code, group in groups.items() if code.startswith("centrumstad") for nis in group}
    months = file.periods()
    absent = {(nis, month) for nis in names for month in months} - set(file.cells)
    assert 1 <= len(absent) <= at_most
    assert not {nis for nis, _ in absent} & cities


def test_a_region_has_totals_only_where_and_when_its_members_are_known():
    assert set(written(OUD).series("regiegebied:maasland", "cat05_totaal")) == set(MAANDEN[24:84])
    assert (len(written(OUD).codes("regiegebied")), len(written(NIEUW).codes("regiegebied"))) == (16, 12)
    assert "regiegebied:antwerpen" not in written(NIEUW).soort  # without Borsbeek it is no longer a whole municipality


def test_size_classes_are_those_of_the_reference_date():
    groups, _ = members("2019")
    sizes = [len(groups[f"grootteklasse:{name}"]) for name in ("centrumstad", "groot", "middelgroot", "klein")]
    assert sizes == [13, 89, 129, 69]


def test_vlaanderen_knows_56_to_60_percent_in_september_2022_and_55_to_56_in_2023():
    rates = vlaanderen()
    assert 0.56 <= rates["2022-09"] <= 0.60
    assert all(0.55 <= rates[f"2023-{maand:02d}"] <= 0.56 for maand in range(1, 13))


def test_the_share_of_vlaanderen_rises_from_half_without_jumps():
    rates = vlaanderen()
    assert 0.49 < rates["2018-01"] < 0.51
    assert 0.6 < rates["2025-12"] < 0.63
    for before, after in pairwise(MAANDEN):
        assert abs(rates[after] - rates[before]) < (0.02 if after == "2020-03" else 0.01), after
    for reeks in ("cat05_totaal", "twe_actief"):
        counts = written(OUD).series(VLAANDEREN, reeks) | written(NIEUW).series(VLAANDEREN, reeks)
        assert max(abs(after / before - 1) for before, after in pairwise(counts.values())) < 0.04


def test_centrumsteden_differ_much():
    """The study says so in words; its figures stand in a picture only, so none is held."""
    file = written(OUD)
    rates = [rate(file, code, "2022-09") for code in file.codes("centrumstad")]
    assert max(rates) - min(rates) > 0.25
    assert all(0.35 < found < 0.85 for found in rates)


def test_some_small_municipalities_come_above_100_percent_and_most_do_not():
    file = written(OUD)
    rates = {
        nis: rate(file, nis, "2022-09")
        for nis in file.codes("gemeente")
        if all(isinstance(cell, int) for cell in file.cells[nis, "2022-09"]) and leefloon()[nis, "2022-09"]
    }
    above = [nis for nis, found in rates.items() if found > 1]
    assert 2 <= len(above) <= 15
    assert all(leefloon()[nis, "2022-09"] < 60 for nis in above)
    assert 0.45 < median(rates.values()) < 0.65


def test_no_displaced_ukrainians_before_march_2022():
    ontheemden = written(OUD).series(VLAANDEREN, "cat05_oekraiense_ontheemden")
    assert all((count == 0) == (month < "2022-03") for month, count in ontheemden.items())
    assert max(ontheemden.values()) > 2_000


def test_people_stay_for_months_in_small_municipalities():
    """Independent draws each month would give a step variance of twice the level, a stock of persons far less."""
    counts = clienten(REFERENCE).totaal[:, 36:].tolist()
    steps = [
        mean((after - before) ** 2 for before, after in pairwise(path)) / (2 * mean(path))
        for path in counts
        if 3 < mean(path) < 60
    ]
    assert len(steps) > 100
    assert 0.03 < median(steps) < 0.2
    assert max(steps) < 0.5


def test_active_in_twe_are_the_running_trajectories_of_the_month():
    for name, stand in ((OUD, STAND_OUD), (NIEUW, STAND_NIEUW)):
        running = written(stand).cells
        assert all(cells[3:] == running[key] for key, cells in written(name).cells.items())


def test_predecessors_add_up_to_their_successor_before_masking():
    counts = clienten(REFERENCE)
    for part in (counts.totaal, counts.equivalent, counts.ontheemden):
        template.check_predecessors_add_up(part)


@pytest.mark.parametrize("name", [OUD, NIEUW])
def test_the_reader_of_templates_accepts_the_file(name):
    delivery = sjabloon.read(open_file(FOLDER / name), catalogue().bronnen["vdab"])
    file = written(name)
    at = {(row.reeks, row.periode, row.nis): (row.onder, row.boven) for row in delivery.waarneming.itertuples()}
    assert at == {
        (reeks, month, code): file.bounds(cell)
        for (code, month), cells in file.cells.items()
        if file.soort[code] == "gemeente"
        for reeks, cell in zip(REEKSEN, cells, strict=True)
    }


def test_the_kept_files_are_what_the_generator_writes(tmp_path):
    template.check_the_kept_files_are_what_the_generator_writes("vdab", [OUD, NIEUW], tmp_path)


def test_writing_twice_gives_the_same_bytes(tmp_path):
    first, second = (vdab.write_clients(vdab.BESTANDEN[1], tmp_path / run) for run in ("1", "2"))
    assert first.read_bytes() == second.read_bytes()
