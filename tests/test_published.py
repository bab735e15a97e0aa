"""What others published: every figure is listed, the comparable ones are reproduced, every other one says why not."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import published
from dashboard.areas import OWN_GROUP
from dashboard.catalogue import ROOT, catalogue
from dashboard.published import Beside, Published

FIGURES = {one.id: one for one in published.published()}
ONE = FIGURES["vl-leefloon-2015-fpb"]
RANGE = FIGURES["studie-registratiegraad-2022-09"]
SAME = published.comparable()


@pytest.mark.parametrize("one", FIGURES.values(), ids=FIGURES)
def test_a_figure_has_its_value_unit_place_period_source_and_a_comparison_or_a_reason(one):
    assert one.bounds[0] <= one.bounds[1]
    assert all([one.eenheid, one.gebied, one.periode, one.begrip, one.definitie, one.bron])
    assert one.adres.startswith("http")
    assert bool(one.indicator) != bool(one.reden)
    assert bool(one.indicator) == bool(one.gevraagd) == bool(one.indeling)


def test_only_a_range_has_no_margin():
    assert {one.id for one in SAME if one.marge == 0} == {one.id for one in SAME if one.bounds[0] < one.bounds[1]}


def test_what_is_comparable_names_an_indicator_and_its_telling():
    entries = catalogue().indicatoren
    means = {"stand": {"jaargemiddelde", "halfjaargemiddelde"}}
    for one in SAME:
        own = entries[one.indicator].telling
        assert one.telling in {own} | means.get(own, set()), one.id


def test_the_calibration_figures_of_the_domain_are_comparable():
    expected = {f"vl-leefloon-2020-0{month}" for month in (1, 2, 3, 4)} | {"limburg-leefloon-2020"}
    expected |= {f"vl-leefloon-{year}-fpb" for year in (2015, 2019)}
    cases = ("borgloon", "tienen", "sint-niklaas", "de-opstap", "meetjesland")
    expected |= {f"studie-{case}-{kind}-2022" for case in cases for kind in ("leefloon", "equivalent")}
    expected |= {f"studie-essen-{kind}-2023-h1" for kind in ("leefloon", "equivalent")}
    expected |= {f"studie-twe-uitstroom-{what}" for what in ("3m-2017", "3m-2020-k2", "3m-2021-k2", "12m")}
    expected |= {"studie-registratiegraad-2022-09", "pers-registratiegraad-2023"}
    assert {one.id for one in SAME if one.indicator != "inwoners"} == expected


@pytest.mark.parametrize(
    ("value", "held"), [(27_150, True), (27_249.9, True), (27_250, True), (27_149, False), (27_251, False)]
)
def test_a_rounded_figure_holds_within_its_rounding(value, held):
    assert ONE.holds(value) is held


@pytest.mark.parametrize(("value", "held"), [(56, True), (60, True), (58.2, True), (55.9, False), (60.1, False)])
def test_a_range_holds_between_its_ends(value, held):
    assert RANGE.holds(value) is held


def test_a_figure_without_value_is_not_equal_and_a_difference_is_said():
    assert not Beside(ONE, None, "ontbreekt", "").equal
    shown = str(published.tables([Beside(ONE, None, "ontbreekt", ""), Beside(RANGE, 61.04, "definitief", "voorbeeld")]))
    assert "61,0% (verschilt)" in shown
    assert "n.b." in shown
    assert "56–60%" in shown
    held = str(published.tables([Beside(ONE, 27_194.4, "definitief", "voorbeeld")]))
    assert "27.194,4<" in held
    assert "verschilt" not in held


def test_the_tables_of_the_page_hold_every_figure_and_every_reason():
    shown = str(published.tables())
    assert shown.count('<th scope="row"') == len(FIGURES)
    assert all(one.reden in shown for one in FIGURES.values() if "&" not in one.reden and "'" not in one.reden)
    assert all(text in shown for text in (ONE.bron, ONE.definitie))
    name = catalogue().indicatoren["twe_uitstroom_3m"].korte_naam
    assert f"<td>{name}, 2e kwartaal 2021 (stroom)</td>" in shown
    assert (
        f"<td>{catalogue().indicatoren['twe_uitstroom_12m'].korte_naam}, 3e kwartaal 2019 tot en met 2e kwartaal 2021"
        in shown
    )


def test_the_documentation_holds_the_same_list():
    text = (ROOT / "docs" / "cijfers.md").read_text(encoding="utf-8")
    assert text.endswith(published.markdown())


@pytest.mark.traag
@pytest.mark.parametrize("one", SAME, ids=[one.id for one in SAME])
def test_the_shipped_data_give_a_comparable_figure_within_its_rounding(shipped, one):
    (found,) = published.beside(shipped, [one])
    assert found.status == "definitief"
    assert found.equal, found.waarde
    assert found.herkomst == ("gepubliceerd" if one.indicator == "inwoners" else "voorbeeld")


@pytest.mark.traag
def test_a_place_the_monitor_does_not_know_then_has_no_value(shipped):
    moved = replace(FIGURES["studie-borgloon-leefloon-2022"], indeling="huidig")
    assert published.beside(shipped, [moved])[0].waarde != 11
    (outside,) = published.beside(shipped, [replace(ONE, gevraagd="2012")])
    assert (outside.waarde, outside.status, outside.equal) == (None, "buiten_bereik", False)


@pytest.mark.traag
def test_a_group_is_asked_by_its_municipalities(shipped):
    asked = published.question(shipped, FIGURES["studie-de-opstap-leefloon-2022"])
    assert (asked.soort, len(asked.gebieden)) == (OWN_GROUP, 9)


def _facts(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "published_figures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_published_figure_of_the_facts_is_listed_with_its_unit_and_year(shared_data):
    listed: dict[tuple[str, str], list[Published]] = {}
    for one in FIGURES.values():
        listed.setdefault((one.waarde, one.adres), []).append(one)
    parliament = "https://docs.vlaamsparlement.be"
    facts = _facts(shared_data, "gepubliceerde_cijfers")
    facts += _facts(shared_data, "gepubliceerde_cijfers_leefloon")
    assert len(facts) > 50
    for row in facts:
        address = row.get("bron_url") or row["bron_adres"]
        found = listed.get((row["waarde"], address.split()[0] if address.startswith("http") else parliament), [])
        assert found, row
        unit = row["eenheid"].split(" (")[0].replace("leefloongerechtigden", "personen")
        assert unit in {one.eenheid for one in found}, row
        years = set(re.findall(r"20\d\d", row["periode"]))
        assert any(years <= set(re.findall(r"20\d\d", one.periode)) for one in found), row
