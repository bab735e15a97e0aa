"""The catalogue is complete, consistent with itself, and written in plain Dutch."""

import re
import shutil

import pytest
import yaml
from pydantic import ValidationError

from dashboard.catalogue import CATALOGUE, load

KINDS_OF_THE_CONTRACT = [
    "gemeente",
    "regiegebied",
    "igs",
    "lokaal_partnerschap",
    "provincie",
    "arrondissement",
    "referentieregio",
    "eerstelijnszone",
    "grootteklasse",
    "centrumstad",
    "vlaanderen",
]
INDICATORS = [
    "leefloon",
    "leefloongraad",
    "aandeel_jongvolwassenen",
    "leefloon_equivalent",
    "leefloongraad_18_64",
    "inwoners",
    "bevolkingsdichtheid",
]
CONTRACT = {
    *INDICATORS,
    *("leefloon_en_equivalent_januari", "registratiegraad", "twe_lopend", "twe_gestart", "twe_beeindigd"),
    *("twe_uitstroom_3m", "twe_uitstroom_12m", "werkzoekendengraad", "kansarmoede_index", "inkomen_per_inwoner"),
}
ENGLISH = re.compile(
    r"\b(the|and|with|data sets?|datasets?|from|which|without|count|rate|share|value|sample|month|year|region)\b",
    re.IGNORECASE,
)
CATALOG = load()
INDICATORS_LOADED = list(CATALOG.indicatoren.values())


def texts() -> list[tuple[str, str]]:
    """Every full sentence a reader can see, with the place it stands."""
    found = []
    for entry in CATALOG.indicatoren.values():
        found += [(f"{entry.id}.{key}", getattr(entry, key)) for key in ("definitie", "formule", "lezen")]
        found += [(f"{entry.id}.valkuilen", text) for text in entry.valkuilen]
    for entry in CATALOG.bronnen.values():
        found += [(f"{entry.id}.toelichting", entry.toelichting), (f"{entry.id}.licentie", entry.licentie)]
        found += [(f"{entry.id}.valkuilen", text) for text in entry.valkuilen]
    found += [(f"{entry.id}.toelichting", entry.toelichting) for entry in CATALOG.soorten.values()]
    found += [(f"begrip {entry.term}", entry.uitleg) for entry in CATALOG.begrippen]
    return found


def labels() -> list[tuple[str, str]]:
    """Every name and short description, which carry no full stop."""
    found = []
    for entry in CATALOG.indicatoren.values():
        keys = ("naam", "korte_naam", "eenheid", "eenheid_enkelvoud")
        found += [(f"{entry.id}.{key}", getattr(entry, key)) for key in keys]
    for entry in CATALOG.bronnen.values():
        found += [(f"{entry.id}.{key}", getattr(entry, key)) for key in ("naam", "uitgever", "leveringsritme")]
        found += [(f"{entry.id}.{key}", series.naam) for key, series in entry.reeksen.items()]
        found += [(f"{entry.id}.{key}", dimension.naam) for key, dimension in entry.dimensies.items()]
    for entry in CATALOG.soorten.values():
        found += [(f"{entry.id}.{key}", getattr(entry, key)) for key in ("naam", "meervoud", "bron")]
    found += [(f"begrip {entry.term}", entry.term) for entry in CATALOG.begrippen]
    return found


@pytest.mark.parametrize("indicator", INDICATORS_LOADED, ids=lambda entry: entry.id)
def test_components_exist_in_a_source(indicator):
    for part in indicator.components:
        source = CATALOG.source_of_series(part.reeks)
        assert bool(part.dimensie) == bool(part.categorie)
        if part.dimensie:
            assert part.categorie in source.dimensies[part.dimensie].categorieen


@pytest.mark.parametrize("indicator", INDICATORS_LOADED, ids=lambda entry: entry.id)
def test_breakdowns_exist_in_every_source_of_the_numerator(indicator):
    for part in indicator.teller:
        assert set(indicator.uitsplitsingen) <= set(CATALOG.source_of_series(part.reeks).dimensies)


@pytest.mark.parametrize("indicator", INDICATORS_LOADED, ids=lambda entry: entry.id)
def test_computation_is_coherent(indicator):
    assert not (indicator.soort in ("aantal", "maat") and indicator.is_ratio)
    assert indicator.soort == "maat" or not indicator.gewicht
    assert (indicator.interval == "wilson") <= indicator.teller_is_deel_van_noemer
    assert indicator.interval == "geen" or indicator.is_ratio
    assert indicator.valkuilen
    assert all(
        CATALOG.source_of_series(part.reeks).reeksen[part.reeks].telling == indicator.telling
        for part in indicator.teller
    )


@pytest.mark.parametrize(
    ("folder", "entries"),
    [("indicators", CATALOG.indicatoren), ("sources", CATALOG.bronnen), ("regions", CATALOG.soorten)],
)
def test_ids_equal_file_names(folder, entries):
    assert {path.stem for path in (CATALOGUE / folder).glob("*.yaml")} == set(entries)
    for path in (CATALOGUE / folder).glob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["id"] == path.stem


def test_each_series_has_one_source():
    series = [reeks for source in CATALOG.bronnen.values() for reeks in source.reeksen]
    assert len(series) == len(set(series))


@pytest.mark.parametrize("entries", [CATALOG.indicatoren, CATALOG.soorten], ids=["indicators", "regions"])
def test_display_order_is_unambiguous(entries):
    order = [entry.volgorde for entry in entries.values()]
    assert len(order) == len(set(order))


def test_the_first_indicators_are_there_in_order():
    assert [key for key in CATALOG.indicatoren if key in INDICATORS] == INDICATORS


def test_every_indicator_of_the_domain_is_there():
    assert set(CATALOG.indicatoren) == CONTRACT


def test_region_kinds_of_the_contract_exist():
    assert set(KINDS_OF_THE_CONTRACT) <= set(CATALOG.soorten)


def test_only_regiegebied_has_an_end_to_its_confirmed_composition():
    confirmed = {kind.id: kind.samenstelling_bevestigd_tot for kind in CATALOG.soorten.values()}
    assert {key: value for key, value in confirmed.items() if value} == {"regiegebied": "2026-01-01"}


def test_terms_are_sorted_and_unique():
    terms = [entry.term.casefold() for entry in CATALOG.begrippen]
    assert terms == sorted(set(terms))
    assert all(1 <= len(re.findall(r"[.](?:\s|$)", entry.uitleg)) <= 3 for entry in CATALOG.begrippen)


@pytest.mark.parametrize(("place", "text"), texts(), ids=[place for place, _ in texts()])
def test_texts_are_whole_sentences(place, text):
    assert text.endswith("."), place
    assert text[0].isupper() or text[0].isdigit(), place
    assert "  " not in text, place
    assert "\n" not in text, place


@pytest.mark.parametrize(("place", "text"), texts() + labels(), ids=[place for place, _ in texts() + labels()])
def test_texts_are_plain_dutch(place, text):
    assert not ENGLISH.search(text), place
    assert "significant" not in text.casefold(), place
    assert "!" not in text, place


@pytest.mark.parametrize(
    "name",
    ["indicators/leefloon.yaml", "sources/pod_mi.yaml", "regions/gemeente.yaml"],
    ids=lambda name: name.split("/")[0],
)
def test_an_unknown_key_is_refused(tmp_path, name):
    folder = shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("defenitie: een tikfout\n")
    with pytest.raises(ValidationError, match="defenitie"):
        load(folder)


def test_an_unknown_key_in_a_term_is_refused(tmp_path):
    folder = shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    (folder / "begrippen.yaml").write_text("- {term: stand, uitleg: Een aantal., bron: onbekend}\n", encoding="utf-8")
    with pytest.raises(ValidationError, match="bron"):
        load(folder)
