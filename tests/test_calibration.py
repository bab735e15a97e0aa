"""The POD MI sample through the production code: every published figure it was made to hold, as the monitor shows it."""

import csv
from pathlib import Path

import pytest

from dashboard import areas, figures
from dashboard.catalogue import ROOT
from dashboard.figures import Question

pytestmark = pytest.mark.traag

DE_OPSTAP = (
    "Diksmuide", "Houthulst", "Koekelare", "Kortemark", "Langemark-Poelkapelle", "Zonnebeke", "Vleteren", "Lo-Reninge",
    "Alveringem",
)  # fmt: skip
MEETJESLAND = ("Aalter", "Assenede", "Eeklo", "Kaprijke", "Lievegem", "Maldegem", "Sint-Laureins", "Zelzate")


@pytest.fixture(scope="module")
def published():
    """id -> row of the project's list of published figures."""
    with Path(ROOT / "data" / "reference" / "gepubliceerde_cijfers.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def shown(database, row_or_indicator, soort="vlaanderen", gebieden=(), groep="", **question):
    """The one row the monitor gives."""
    found = figures.figures(database, Question(row_or_indicator, soort, gebieden, groep, **question), "s")
    if len(found) > 1 and gebieden:
        found = found[found["gebied_id"].isin(gebieden)]
    assert len(found) == 1, found
    row = found.iloc[0]
    assert row["herkomst"] == "voorbeeld"
    assert row["waarde"] == row["onder"] == row["boven"]
    assert row["status"] == "definitief"
    return row


def indicator(row):
    assert row["vergelijkbaar_met"] in ("leefloon", "leefloon_equivalent")
    return row["vergelijkbaar_met"]


@pytest.mark.parametrize(
    ("month", "persons"), [("2020-01", 36_460), ("2020-02", 36_887), ("2020-03", 38_271), ("2020-04", 39_467)]
)
@pytest.mark.parametrize("indeling", ["huidig", "destijds"])
def test_a_month_of_the_vlaams_gewest_is_exactly_the_published_one(shipped, published, month, persons, indeling):
    row = published[f"vl-leefloon-{month}"]
    assert (row["periode"], float(row["waarde"]), row["telling"]) == (month, persons, "stand")
    found = shown(shipped, indicator(row), periode=month, indeling=indeling)
    assert found["waarde"] == persons
    assert found["dekking"] in ("285/285", "300/300")


@pytest.mark.parametrize(("year", "value"), [("2015", 27_200), ("2019", 36_800)])
def test_a_yearly_mean_of_the_vlaams_gewest_holds_at_its_rounding(shipped, published, year, value):
    row = published[f"vl-leefloon-{year}-fpb"]
    assert (row["periode"], float(row["waarde"]), row["telling"]) == (year, value, "jaargemiddelde")
    found = shown(shipped, indicator(row), periode=year, telling="jaargemiddelde")["waarde"]
    assert round(found, -2) == value
    assert round(found, -3) == {"2015": 27_000, "2019": 37_000}[year]


def test_there_are_about_37_000_at_the_end_of_2022(shipped, published):
    row = published["vl-leefloon-eind-2022-hbvl"]
    assert float(row["waarde"]) == 37_000
    assert round(shown(shipped, "leefloon", periode="2022-12")["waarde"], -3) == 37_000


def test_limburg_has_its_mean_of_2020_in_its_municipalities_of_then(shipped, published):
    row = published["limburg-leefloon-2020"]
    question = {"periode": row["periode"], "telling": row["telling"], "indeling": "destijds"}
    found = shown(shipped, indicator(row), "provincie", (row["gebied_id"],), **question)
    assert round(found["waarde"]) == float(row["waarde"]) == 3528
    assert found["dekking"] == "42/42"


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("sint-niklaas-leefloon-2022", 1007),
        ("sint-niklaas-equivalent-2022", 225),
        ("tienen-leefloon-2022", 291),
        ("tienen-equivalent-2022", 89),
        ("borgloon-leefloon-2022", 11),
        ("borgloon-equivalent-2022", 12),
        ("essen-leefloon-2023-h1", 44),
    ],
)
def test_a_municipality_of_the_study_has_its_mean(shipped, published, figure, value):
    row = published[f"studie-{figure}"]
    today = {"73009": "73111"}.get(row["gebied_id"], row["gebied_id"])
    asked = Question(
        indicator(row), "gemeente", (today,), periode=row["periode"], telling=row["telling"], indeling="destijds"
    )
    found = figures.figures(shipped, asked, "s").set_index("gebied_id")
    assert round(found.loc[row["gebied_id"], "waarde"]) == float(row["waarde"]) == value
    assert found.loc[row["gebied_id"], "gebied"] == row["gebied"]
    assert found.loc[row["gebied_id"], "periode"] == row["periode"]


def test_essen_comes_as_near_to_its_printed_equivalent_as_six_whole_months_can(shipped, published):
    row = published["studie-essen-equivalent-2023-h1"]
    found = shown(
        shipped, indicator(row), "gemeente", (row["gebied_id"],), periode=row["periode"], telling=row["telling"]
    )
    assert float(row["waarde"]) == 30.6
    assert found["waarde"] == pytest.approx(184 / 6)
    assert abs(found["waarde"] - 30.6) < 0.1


@pytest.mark.parametrize(
    ("group", "names", "leefloon", "equivalent"),
    [("de-opstap", DE_OPSTAP, 168, 44), ("meetjesland", MEETJESLAND, 558, 171)],
)
def test_a_group_of_municipalities_of_the_study_has_its_mean(shipped, published, group, names, leefloon, equivalent):
    today = tuple(areas.find(shipped, name, "gemeente").gebied_id for name in names)
    for kind, value in (("leefloon", leefloon), ("equivalent", equivalent)):
        row = published[f"studie-{group}-{kind}-2022"]
        assert all(name in row["definitie"] for name in names)
        found = shown(shipped, indicator(row), areas.OWN_GROUP, today, group, periode="2022", telling=row["telling"])
        assert round(found["waarde"]) == float(row["waarde"]) == value
        assert found["dekking"] == f"{len(names)}/{len(names)}"
