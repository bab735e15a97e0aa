"""The written TWE samples, read with calamine alone: layout, masks, sums, and every published figure they must hold."""

import csv
import os
import subprocess
import sys
import zipfile
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dashboard.catalogue import catalogue
from dashboard.ingest import sjabloon
from dashboard.ingest.files import open_file
from dashboard.sample import gebieden
from dashboard.sample.pod_mi import REFERENCE
from dashboard.sample.trajecten import trajecten

pytestmark = pytest.mark.traag

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "sources" / "voorbeeld"
OUD, NIEUW = "TWE_trajecten_2017-2024.xlsx", "TWE_trajecten_2025.xlsx"
STAND_OUD, STAND_NIEUW = "TWE_stand_2018-2024.xlsx", "TWE_stand_2025.xlsx"
STROMEN = ["twe_gestart", "twe_beeindigd", "twe_werk_3m", "twe_werk_12m"]
VLAANDEREN = "vlaanderen:vlaanderen"
KWARTALEN = [f"{jaar}-K{kwartaal}" for jaar in range(2017, 2026) for kwartaal in range(1, 5)]
VENSTERS = [f"{KWARTALEN[last - 7]}..{KWARTALEN[last]}" for last in range(7, len(KWARTALEN))]
GEMEENTEN = {"2019": 300, "2025": 285}


class Written:
    """A file of the template: its heading, its series, and (code, period) -> cells in the order of the series."""

    def __init__(self, name):
        book = CalamineWorkbook.from_path(str(FOLDER / name))
        assert book.sheet_names == ["Verzonnen voorbeeld"]
        rows = book.get_sheet_by_name(book.sheet_names[0]).to_python(skip_empty_area=False)
        header = next(number for number, row in enumerate(rows) if row[0] == "Soort")
        self.heading = [[cell for cell in row if cell != ""] for row in rows[:header] if any(row)]
        self.masks = {sign: (int(low), int(high)) for key, sign, *bounds in self.maskers() for low, high in [bounds]}
        self.indeling = next(row[1] for row in self.heading if row[0] == "Indeling")
        assert rows[header][:4] == ["Soort", "Code", "Gebied", "Periode"]
        self.reeksen = [cell for cell in rows[header][4:] if cell != ""]
        self.soort, self.naam, self.cells, self.rows = {}, {}, {}, defaultdict(dict)
        for soort, code, naam, periode, *cells in rows[header + 1 :]:
            assert (code, periode) not in self.cells
            self.soort[code], self.naam[code] = soort, naam
            self.cells[code, periode] = self.rows[code][periode] = [
                self.cell(cell) for cell in cells[: len(self.reeksen)]
            ]

    def maskers(self):
        return [row for row in self.heading if row[0] == "Masker"]

    def cell(self, value):
        """A whole number, None for empty, or a sign that the heading explains."""
        if isinstance(value, str):
            assert value == "" or value in self.masks
            return value or None
        assert value >= 0
        assert value == int(value)
        return int(value)

    def bounds(self, value):
        return self.masks[value] if isinstance(value, str) else (value, value)

    def codes(self, soort):
        return [code for code, found in self.soort.items() if found == soort]

    def periods(self):
        return list(dict.fromkeys(period for cells in self.rows.values() for period in cells))

    def series(self, code, reeks):
        """Period -> cell of one area and series."""
        at = self.reeksen.index(reeks)
        return {period: cells[at] for period, cells in self.rows.get(code, {}).items()}


@cache
def written(name):
    return Written(name)


def table(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def members(indeling):
    """Code of a group -> municipalities of the division in it, worked out apart from the generator."""
    found, names = defaultdict(set), {}
    for row in table("gemeenten"):
        if row["indeling"] == indeling:
            found[VLAANDEREN].add(row["nis"])
            names[row["nis"]] = row["naam"]
    successor = {row["oude_nis"]: row["nieuwe_nis"] for row in table("fusies") if row["oude_indeling"] == "2019"}
    for row in table("lidmaatschap"):
        if row["soort"] in ("provincie", "centrumstad") and row["indeling"] == indeling:
            found[row["gebied_id"]].add(row["nis"])
        if row["soort"] == "regiegebied":
            found[row["gebied_id"]].add(successor.get(row["nis"], row["nis"]) if indeling == "2025" else row["nis"])
    cities = {nis for code, group in found.items() if code.startswith("centrumstad") for nis in group}
    inwoners = {row["nis"]: int(row["inwoners"]) for row in table("inwoners") if row["indeling"] == indeling
                and row["jaar"] == {"2019": "2020", "2025": "2025"}[indeling]}  # fmt: skip
    for nis in names:
        size = "groot" if inwoners[nis] >= 20_000 else "middelgroot" if inwoners[nis] >= 10_000 else "klein"
        found[f"grootteklasse:{'centrumstad' if nis in cities else size}"].add(nis)
    return dict(found), names


def check_layout(name, bron, reeksen, klein, perioden):
    file = written(name)
    indeling = "2025" if klein == "-" else "2019"
    assert file.heading[:4] == [
        ["Sjabloon", bron], ["Indeling", indeling], ["Stand", "2025-12-31"],
        ["Peildatum", {"2019": "2020-01-01", "2025": "2025-01-01"}[indeling]],
    ]  # fmt: skip
    assert file.masks == {klein: (1, 3), "*": (0, 3)}
    assert file.reeksen == reeksen
    assert file.periods() == perioden
    groups, names = members(indeling)
    assert {code: file.naam[code] for code in file.codes("gemeente")} == names
    assert len(names) == GEMEENTEN[indeling]
    assert [len(file.codes(soort)) for soort in ("vlaanderen", "provincie", "centrumstad", "grootteklasse")] == [
        1,
        5,
        13,
        4,
    ]
    areas = {row["gebied_id"]: row["naam"] for row in table("gebieden")}
    for soort in ("provincie", "centrumstad", "regiegebied"):
        assert {code: areas[code] for code in file.codes(soort)} == {
            code: file.naam[code] for code in file.codes(soort)
        }
    assert set(file.soort) <= set(groups) | set(names)


def check_no_small_count_is_shown(name):
    file = written(name)
    shown = {cell for cells in file.cells.values() for cell in cells if isinstance(cell, int)}
    assert 0 in shown
    assert not shown & {1, 2, 3}


def check_totals_lie_within_the_bounds_of_their_members(name):
    """Exact totals of the source lie between the sums of bounds; provinces and classes add up to Vlaanderen."""
    file = written(name)
    groups, _ = members(file.indeling)
    for (code, period), totals in file.cells.items():
        if file.soort[code] == "gemeente":
            continue
        rows = [file.cells[nis, period] for nis in groups[code] if (nis, period) in file.cells]
        whole = len(rows) == len(groups[code])
        for at, total in enumerate(totals):
            if total is None:
                assert all(row[at] is None for row in rows)
                continue
            low, high = (sum(side) for side in zip(*(file.bounds(row[at]) for row in rows), strict=True))
            assert low <= file.bounds(total)[1], (code, period)
            assert not whole or file.bounds(total)[0] <= high, (code, period)
    for reeks in file.reeksen:
        vlaanderen = file.series(VLAANDEREN, reeks)
        for soort in ("provincie", "grootteklasse"):
            parts = [file.series(code, reeks) for code in file.codes(soort)]
            for period, total in vlaanderen.items():
                cells = [part[period] for part in parts]
                if all(isinstance(cell, int) for cell in cells):
                    assert sum(cells) == total, (reeks, soort, period)


def check_a_city_has_the_cells_of_its_municipality(name):
    file = written(name)
    groups, _ = members(file.indeling)
    for code in file.codes("centrumstad"):
        (nis,) = groups[code]
        assert file.rows[code] == file.rows[nis]


def check_the_kept_files_are_what_the_generator_writes(module, names, tmp_path):
    """Another process, another hash seed. Of the kept files the members are compared, not the zlib stream."""
    code = f"import sys, pathlib; from dashboard.sample import {module}; " + (
        f"[write(folder=pathlib.Path(sys.argv[1])) for write in {module}.WRITERS]"
    )
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, env=environment, check=True, timeout=120)
    for name in names:
        with zipfile.ZipFile(tmp_path / name) as new, zipfile.ZipFile(FOLDER / name) as kept:
            assert new.namelist() == kept.namelist()
            assert [member for member in new.namelist() if new.read(member) != kept.read(member)] == []


def check_predecessors_add_up(counts, indeling="2025"):
    """Before masking: the count of a merged municipality is the sum of those it came from."""
    before = {area.code: area for area in gebieden.read(REFERENCE, "2019", "2020-01-01") if area.soort == "gemeente"}
    after = {area.code: area for area in gebieden.read(REFERENCE, indeling, "2025-01-01") if area.soort == "gemeente"}
    parts = defaultdict(set)
    for row in table("fusies"):
        if row["nieuwe_indeling"] == indeling:
            parts[row["nieuwe_nis"]].add(row["oude_nis"])
    assert sum(len(found) for found in parts.values()) == 28
    for code, area in after.items():
        total = sum(before[nis].sum(counts) for nis in parts.get(code, {code}))
        assert (area.sum(counts) == total).all(), code


def both(reeks, code=VLAANDEREN):
    return written(OUD).series(code, reeks) | written(NIEUW).series(code, reeks)


def outflow(reeks, perioden, code=VLAANDEREN):
    at_work, ended = both(reeks, code), both("twe_beeindigd", code)
    return sum(at_work[period] for period in perioden) / sum(ended[period] for period in perioden)


def test_each_file_has_the_layout_of_the_template():
    old = KWARTALEN[:32] + VENSTERS[:25]
    check_layout(OUD, "twe", STROMEN, "1-3", old)
    check_layout(NIEUW, "twe", STROMEN, "-", KWARTALEN[32:] + VENSTERS[25:])
    months = [f"{jaar}-{maand:02d}" for jaar in range(2018, 2026) for maand in range(1, 13)]
    check_layout(STAND_OUD, "twe_stand", ["twe_lopend"], "1-3", months[:84])
    check_layout(STAND_NIEUW, "twe_stand", ["twe_lopend"], "-", months[84:])


@pytest.mark.parametrize("name", [OUD, NIEUW, STAND_OUD, STAND_NIEUW])
def test_masks_and_totals(name):
    check_no_small_count_is_shown(name)
    check_totals_lie_within_the_bounds_of_their_members(name)
    check_a_city_has_the_cells_of_its_municipality(name)


@pytest.mark.parametrize("name", [OUD, NIEUW, STAND_OUD, STAND_NIEUW])
def test_no_municipality_misses_a_period(name):
    file = written(name)
    periods = file.periods()
    assert all(list(file.rows[code]) == periods for code in file.codes("gemeente"))


def test_a_region_has_totals_only_where_and_when_its_members_are_known():
    old, new = written(OUD), written(NIEUW)
    assert set(old.series("regiegebied:stadsregio-turnhout", "twe_gestart")) == set(KWARTALEN[:4])
    assert set(old.series("regiegebied:maasland", "twe_gestart")) == set(KWARTALEN[12:32]) | set(VENSTERS[12:25])
    assert len(old.codes("regiegebied")) == 17
    mixed = {"antwerpen", "welzijnsband-meetjesland", "wijk-werken-haspengouw", "zuid-oost-limburg"}
    gone = set(old.codes("regiegebied")) - set(new.codes("regiegebied"))
    assert gone == {f"regiegebied:{name}" for name in mixed | {"stadsregio-turnhout"}}
    incomplete = {row["gebied_id"] for row in table("gebieden") if row["volledig"] == "nee"}
    assert not incomplete & (set(old.soort) | set(new.soort))


@pytest.mark.parametrize("name", [OUD, NIEUW])
def test_ended_and_at_work_carry_the_same_mask_and_12_months_is_never_below_3(name):
    file = written(name)
    for (code, period), (_, ended, *at_work) in file.cells.items():
        for cell in at_work:
            if cell is not None:
                assert (cell == "*") == isinstance(ended, str), (code, period)
                assert file.bounds(cell)[0] <= file.bounds(ended)[0], (code, period)
        first, within = at_work
        if first is not None and within is not None:
            assert file.bounds(first)[0] <= file.bounds(within)[0], (code, period)
            assert file.bounds(first)[1] <= file.bounds(within)[1], (code, period)


def test_an_outcome_that_could_not_be_known_yet_is_empty():
    last_known = {
        "twe_gestart": "2025-K4",
        "twe_beeindigd": "2025-K4",
        "twe_werk_3m": "2025-K2",
        "twe_werk_12m": "2024-K3",
    }
    for name in (OUD, NIEUW):
        for (_, period), cells in written(name).cells.items():
            for reeks, cell in zip(STROMEN, cells, strict=True):
                assert (cell is None) == (period[-7:] > last_known[reeks]), (reeks, period)


def test_eight_quarters_are_the_sum_of_their_quarters_as_far_as_the_masks_tell():
    cells = {name: written(name) for name in (OUD, NIEUW)}
    shared = set(cells[OUD].codes("gemeente")) & set(cells[NIEUW].codes("gemeente")) - {"11002"}
    visible = hidden = 0
    for code in [*sorted(shared), VLAANDEREN]:
        for reeks in STROMEN[:2]:
            quarters = both(reeks, code)
            for window in VENSTERS:
                parts = [quarters[period] for period in KWARTALEN[VENSTERS.index(window) :][:8]]
                low = sum(1 if isinstance(part, str) else part for part in parts)
                high = sum(3 if isinstance(part, str) else part for part in parts)
                total = quarters[window]
                visible, hidden = visible + isinstance(total, int), hidden + isinstance(total, str)
                assert low <= (3 if isinstance(total, str) else total)
                assert (1 if isinstance(total, str) else total) <= high
    assert visible > 2 * hidden  # that is what the eight quarters are for


@pytest.mark.parametrize(
    ("perioden", "published"),
    [(KWARTALEN[:4], 38.6), (["2020-K2"], 38.8), (["2021-K2"], 38.1)],
    ids=["2017", "2020", "2021"],
)
def test_vlaanderen_has_its_published_outflow_after_3_months(perioden, published):
    assert round(100 * outflow("twe_werk_3m", perioden), 1) == published


def test_65_percent_worked_within_12_months():
    mature = KWARTALEN[: KWARTALEN.index("2024-K3") + 1]
    assert round(100 * outflow("twe_werk_12m", mature)) == 65
    for period in [*mature, *VENSTERS[: VENSTERS.index("2022-K4..2024-K3") + 1]]:
        assert 0.63 < outflow("twe_werk_12m", [period]) < 0.67


def test_about_1250_trajectories_end_in_a_quarter():
    ended = both("twe_beeindigd")
    counts = [ended[period] for period in KWARTALEN]
    assert 1_200 <= sum(counts) / len(counts) <= 1_300
    assert min(counts) > 1_050
    assert max(counts) < 1_450


def test_27068_started_from_2017_to_may_2022_and_fewer_and_fewer():
    """Published (study, box 5); a file of quarters can be held to the quarters round May 2022 only."""
    started = both("twe_gestart")
    until = KWARTALEN.index("2022-K2")
    assert sum(started[period] for period in KWARTALEN[:until]) < 27_068
    assert sum(started[period] for period in KWARTALEN[: until + 1]) > 27_068
    assert int(trajecten(REFERENCE).gestart[:, 24:89].sum()) == 27_068
    assert sum(started[period] for period in KWARTALEN[4:8]) > 1.1 * sum(started[period] for period in KWARTALEN[16:20])


def test_in_some_centrumsteden_almost_half_works_after_3_months():
    known = KWARTALEN[: KWARTALEN.index("2025-K2") + 1]
    rates = {
        code: outflow("twe_werk_3m", known, code)
        for code in written(OUD).codes("centrumstad")
        if all(isinstance(both(reeks, code)[period], int) for reeks in STROMEN[1:3] for period in known)
    }
    assert len(rates) >= 5
    assert sum(0.44 <= rate < 0.5 for rate in rates.values()) >= 2
    windows = {code: both("twe_werk_3m", code)["2023-K3..2025-K2"] for code in written(OUD).codes("centrumstad")}
    rates |= {code: count / both("twe_beeindigd", code)["2023-K3..2025-K2"] for code, count in windows.items()}
    assert all(0.3 < rate <= 0.5 for rate in rates.values())
    assert max(rates.values()) - min(rates.values()) > 0.1


def test_the_stand_is_the_previous_one_plus_started_minus_ended():
    """For every area whose cells are all shown; always for Vlaanderen and the provinces."""
    stands = {STAND_OUD: OUD, STAND_NIEUW: NIEUW}
    checked = set()
    for stand_name, flow_name in stands.items():
        stand, flow = written(stand_name), written(flow_name)
        for code in stand.soort:
            lopend, started, ended = (
                stand.series(code, "twe_lopend"),
                flow.series(code, "twe_gestart"),
                flow.series(code, "twe_beeindigd"),
            )
            ends = [period for period in KWARTALEN if f"{period[:4]}-{3 * int(period[-1]):02d}" in lopend]
            for earlier, period in pairwise(ends):
                before, after = (lopend[f"{q[:4]}-{3 * int(q[-1]):02d}"] for q in (earlier, period))
                found = [before, after, started.get(period), ended.get(period)]
                if all(isinstance(cell, int) for cell in found):
                    assert after == before + found[2] - found[3], (code, period)
                    checked.add((code, period))
    assert {(VLAANDEREN, period) for period in KWARTALEN[5:] if period != "2025-K1"} <= checked
    assert len(checked) > 1_000


def test_running_trajectories_are_believable():
    lopend = written(STAND_OUD).series(VLAANDEREN, "twe_lopend") | written(STAND_NIEUW).series(VLAANDEREN, "twe_lopend")
    assert len(lopend) == 96
    assert all(5_000 <= count <= 6_500 for count in lopend.values())
    assert max(abs(after / before - 1) for before, after in pairwise(lopend.values())) < 0.03


def test_no_trajectory_lasts_longer_than_24_months():
    counts = trajecten(REFERENCE)
    started, ended = counts.gestart.cumsum(axis=1), counts.beeindigd.cumsum(axis=1)
    assert (ended <= started).all()
    assert (ended[:, 24:] >= started[:, :-24]).all()


def test_predecessors_add_up_to_their_successor_before_masking():
    counts = trajecten(REFERENCE)
    for reeks in ("gestart", "beeindigd", "werk_3m", "werk_12m", "lopend"):
        check_predecessors_add_up(getattr(counts, reeks))


@pytest.mark.parametrize("name", [OUD, NIEUW, STAND_OUD, STAND_NIEUW])
def test_the_reader_of_templates_accepts_the_file(name):
    source = catalogue().bronnen["twe" if name in (OUD, NIEUW) else "twe_stand"]
    delivery = sjabloon.read(open_file(FOLDER / name), source)
    file = written(name)
    assert len(delivery.waarneming) == len(file.reeksen) * GEMEENTEN[file.indeling] * len(file.periods())
    at = {(row.reeks, row.periode, row.nis): (row.onder, row.boven) for row in delivery.waarneming.itertuples()}
    for (code, period), cells in file.cells.items():
        if file.soort[code] == "gemeente":
            for reeks, cell in zip(file.reeksen, cells, strict=True):
                if cell is not None:
                    assert at[reeks, period, code] == file.bounds(cell), (reeks, period, code)


def test_the_kept_files_are_what_the_generator_writes(tmp_path):
    check_the_kept_files_are_what_the_generator_writes("twe", [OUD, NIEUW, STAND_OUD, STAND_NIEUW], tmp_path)


def test_all_sample_files_together_are_small_enough_to_embed():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000
