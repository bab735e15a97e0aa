"""The project's own tables in data/reference: complete, consistent, and true to the facts they were made from."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
SHARED = Path(__file__).parents[1].parent / "shared" / "data"
needs_facts = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder shared/data with the facts is not here")
KEYS = {"bronnen": "bron", "gebieden": "gebied_id", "gebeurtenissen": "id", "gepubliceerde_cijfers": "id"}
KEYS |= {"gemeenten": "indeling nis", "fusies": "oude_indeling oude_nis", "inwoners": "indeling nis jaar"}
KEYS |= {"inwoners_18_64": "indeling nis jaar", "lidmaatschap": "gebied_id indeling nis"}
KEYS |= {"aangrenzend": "nis_a nis_b", "grenscontact": "nis buur", "wijk_werken": "gebied_id"}
DIVISIONS = {"2018": "gemeenten_2018", "2019": "gemeenten_2019_2024", "2025": "gemeenten_2025"}


def rows(table):
    path = REFERENCE / f"{table}.csv" if table in KEYS else SHARED / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(division):
    return {r["nis"]: r["naam"] for r in rows("gemeenten") if r["indeling"] == division}


def members(kind, division):
    areas = defaultdict(set)
    for r in rows("lidmaatschap"):
        if (r["soort"], r["indeling"]) == (kind, division):
            areas[r["gebied_id"]].add(r["nis"])
    return areas


def people(*divisions, table="inwoners"):
    return {(r["nis"], r["jaar"]): int(r["inwoners"]) for r in rows(table) if r["indeling"] in divisions}


def successors(division):
    """For every code of an older division, all codes of 2025 that the mergers lead to, step by step."""
    steps = defaultdict(set)
    for r in rows("fusies"):
        steps[r["oude_indeling"], r["oude_nis"]].add(r["nieuwe_nis"])
    reached = {nis: {nis} for nis in names(division)}
    for step in ("2018", "2019")[division == "2019" :]:
        reached = {n: set().union(*(steps.get((step, c), {c}) for c in codes)) for n, codes in reached.items()}
    return reached


@pytest.mark.parametrize("table", KEYS)
def test_keys_are_unique_and_sources_and_codes_known(table):
    lines = rows(table)
    keys = [tuple(r[k] for k in KEYS[table].split()) for r in lines]
    assert len(keys) == len(set(keys)) > 0
    assert {r["bron"] for r in lines} <= {r["bron"] for r in rows("bronnen")}
    known = {(r["indeling"], r["nis"]) for r in rows("gemeenten")}
    assert {(r.get("indeling", "2025"), r[k]) for r in lines for k in ("nis", "nis_a", "nis_b") if k in r} <= known
    assert b"\r" not in (REFERENCE / f"{table}.csv").read_bytes()


def test_neighbours_are_listed_once_and_only_voeren_has_none():
    pairs = [(r["nis_a"], r["nis_b"]) for r in rows("aangrenzend")]
    assert len(pairs) == 754
    assert all(a < b for a, b in pairs)
    assert {n for p in pairs for n in p} == names("2025").keys() - {"73109"}
    assert {r["buur"] for r in rows("grenscontact") if r["nis"] == "73109"} == {"Wallonië", "Nederland"}


def test_every_old_code_reaches_exactly_one_code_of_2025():
    assert [len(names(d)) for d in DIVISIONS] == [308, 300, 285]
    assert len(rows("fusies")) == 43
    for division in ("2018", "2019"):
        reached = successors(division)
        assert all(len(codes) == 1 for codes in reached.values())
        assert set().union(*reached.values()) == names("2025").keys()
    assert successors("2019")["11007"] == {"11002"}  # Borsbeek: Antwerpen keeps its code


def test_published_area_only_where_the_territory_is_that_of_today():
    table = rows("gemeenten")
    assert all(20_000 < int(r["x"]) < 260_000 and 150_000 < int(r["y"]) < 250_000 for r in table)
    for division in DIVISIONS:
        here = [r for r in table if r["indeling"] == division]
        assert sum(float(r["oppervlakte_km2"]) for r in here) == pytest.approx(13_626, abs=2)
        reached = {n: {n} for n in names("2025")} if division == "2025" else successors(division)
        parts = Counter(code for codes in reached.values() for code in codes)
        published = {r["nis"] for r in here if r["oppervlakte_methode"] == "gepubliceerd"}
        assert published == {nis for nis, (code,) in reached.items() if parts[code] == 1}


def test_areas_have_the_right_members():
    areas = {r["gebied_id"]: r for r in rows("gebieden")}
    assert {r["gebied_id"] for r in rows("lidmaatschap")} == areas.keys()
    assert all(re.fullmatch(rf"{r['soort']}:[a-z0-9]+(-[a-z0-9]+)*", g) for g, r in areas.items())
    sizes = {"antwerpen": 67, "vlaams-brabant": 63, "west-vlaanderen": 62, "oost-vlaanderen": 55, "limburg": 38}
    assert {g.split(":")[1]: len(n) for g, n in members("provincie", "2025").items()} == sizes
    for kind, number in {"provincie": 5, "arrondissement": 22, "referentieregio": 15, "eerstelijnszone": 56}.items():
        assert len(members(kind, "2025")) == number
        assert sorted(n for area in members(kind, "2025").values() for n in area) == sorted(names("2025"))
    assert all([len(n) for n in members("centrumstad", d).values()] == [1] * 13 for d in DIVISIONS)
    lists = members("regiegebied", "2019").values()
    assert (len(lists), sum(map(len, lists)), len(set().union(*lists))) == (19, 119, 119)
    assert min(len(n) for n in members("igs", "2019").values()) >= 2


def test_population_is_complete_and_mergers_add_up():
    now, before = people("2025"), people("2018", "2019")
    assert Counter(year for _, year in now) == {str(y): 285 for y in range(2015, 2027)}
    for division, years in {"2018": range(2015, 2019), "2019": range(2019, 2025)}.items():
        sums = Counter()
        for nis, (code,) in successors(division).items():
            for year in map(str, years):  # one unknown part makes the sum unknown
                sums[code, year] += before.get((nis, year), float("nan"))
        known = {key: number for key, number in sums.items() if number == number}
        assert len(known) > 265 * len(years)
        assert known == {key: now[key] for key in known}


def test_published_figures_point_to_known_places_and_are_comparable_or_say_why_not():
    places = {r["gebied_id"] for r in rows("gebieden")} | names("2019").keys() | {"vlaanderen:vlaanderen", ""}
    for r in rows("gepubliceerde_cijfers"):
        assert r["gebied_id"] in places
        assert re.fullmatch(r"\d+(\.\d+)?(-\d+)?", r["waarde"])
        assert bool(r["vergelijkbaar_met"]) != bool(r["niet_vergelijkbaar_omdat"])


@needs_facts
@pytest.mark.parametrize("division", DIVISIONS)
def test_municipalities_are_those_of_the_facts(division):
    facts = rows(f"reference/{DIVISIONS[division]}")
    expected = {(r["nis"], r["name_nl"], r["provincie"], r["arrondissement"]) for r in facts}
    table = [r for r in rows("gemeenten") if r["indeling"] == division]
    assert {(r["nis"], r["naam"], r["provincie"], r["arrondissement"]) for r in table} == expected


@needs_facts
def test_population_equals_the_facts_value_by_value():
    facts = rows("population/bevolking_per_gemeente_2015_2026") + rows("population/bevolking_300_indeling_aanvulling")
    expected = {(r["nis"], r["jaar"]): int(r["inwoners"]) for r in facts if r["jaar"] < "2025"}
    assert people("2018", "2019") == expected
    facts, now = rows("population/bevolking_2025_indeling"), people("2025")
    assert now == {(r["nis_2025"], r["jaar"]): int(r["inwoners"]) for r in facts}
    for r in rows("population/bevolking_vlaams_gewest"):
        assert sum(n for (_, year), n in now.items() if year == r["jaar"]) == int(r["inwoners_vlaams_gewest"])
    for division, suffix, key in (("2019", "", "nis"), ("2025", "_2025_indeling", "nis_2025")):
        facts = rows(f"age/bevolking_leeftijdsgroepen_2020{suffix}")
        adults = {(r[key], "2020"): int(r["lft_18_64"]) for r in facts}
        assert people(division, table="inwoners_18_64") == adults


@needs_facts
@pytest.mark.parametrize("table", ["aangrenzend", "grenscontact"])
def test_borders_equal_the_facts(table):
    a, b = KEYS[table].split()
    facts = {(r[a], r[b].replace("ie", "ië"), r["gedeelde_grens_m_ongeveer"]) for r in rows(f"reference/{table}_2025")}
    assert {(r[a], r[b], r["lengte_m"]) for r in rows(table)} == facts


@needs_facts
def test_every_published_figure_is_present():
    found = {(r["waarde"], r["adres"]) for r in rows("gepubliceerde_cijfers")}
    parliament = "https://docs.vlaamsparlement.be"  # "idem" and a longer note in the facts
    for r in rows("published_figures/gepubliceerde_cijfers"):
        assert (r["waarde"], parliament if not r["bron_url"].startswith("http") else r["bron_url"].split()[0]) in found
    for r in rows("published_figures/gepubliceerde_cijfers_leefloon"):
        assert (r["waarde"], r["bron_adres"]) in found


@needs_facts
def test_no_table_is_a_copy_of_a_fact_file():
    facts = {p.read_bytes() for p in SHARED.rglob("*") if p.is_file()}
    assert facts
    assert not facts & {p.read_bytes() for p in REFERENCE.iterdir()}
