"""What others may reuse of `data/`: only rows of sources with an open licence, described as a package and as DCAT-AP."""

import json
import re

import pytest
from frictionless import Package
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from dashboard import open_data
from dashboard.open_data import DATA, described, parts, sample_files
from dashboard.open_data.__main__ import files

AT = "https://data.example/activeringsmonitor/"
OPEN = re.compile(r"modellicentie|open data", re.IGNORECASE)


@pytest.fixture(scope="module")
def portal() -> Graph:
    """The catalogue as a portal reads it from an address of its own."""
    return Graph().parse(DATA / "dcat.jsonld", format="json-ld", publicID=f"{AT}dcat.jsonld")


def test_what_is_published_is_what_the_command_writes():
    for path, content in files().items():
        assert path.read_text(encoding="utf-8") == content, "voer `python -m dashboard.open_data` uit"


def test_every_source_that_may_be_reused_says_so_itself():
    for name, licence in described().bronnen.items():
        said = open_data.sources().loc[name, "licentie"]
        assert OPEN.search(said), name
        assert "niet gezien" not in said, name
        assert "Geen open licentie" not in said, name
        assert licence in described().licenties


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.naam)
def test_only_rows_of_those_sources_are_published(part):
    assert set(part.rijen["bron"]) <= set(described().bronnen)
    assert len(part.rijen)
    whole = len(open_data._read(part.naam))
    assert part.copied == (len(part.rijen) < whole)


def test_what_has_no_licence_is_left_out():
    kinds = {part.naam: part.rijen for part in parts()}
    assert set(kinds["gebieden"]["soort"]).isdisjoint({"igs", "regiegebied", "lokaal_partnerschap"})
    assert "gepubliceerde_cijfers" not in kinds
    assert not any(name.startswith("onderzoek") for name in kinds)


def test_the_package_and_every_table_are_valid():
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]


def test_invented_figures_say_so():
    resources = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    sample = [one for one in resources if one.get("herkomst") == "voorbeeld"]
    assert [one["path"] for one in sample] == [path.relative_to(DATA).as_posix() for path in sample_files()]
    assert sample
    assert all(one["title"].startswith("VOORBEELDCIJFERS") and "Verzonnen" in one["description"] for one in sample)


def test_a_portal_finds_every_file_with_its_licence(portal: Graph):
    published = set()
    for dataset in portal.subjects(RDF.type, DCAT.Dataset):
        for word in (DCTERMS.title, DCTERMS.description):
            text = portal.value(dataset, word)
            assert isinstance(text, Literal)
            assert text.language == "nl"
        distribution = portal.value(dataset, DCAT.distribution)
        assert portal.value(distribution, DCTERMS.license) or portal.value(distribution, DCTERMS.rights)
        published.add(str(portal.value(distribution, DCAT.accessURL)).removeprefix(AT))
    resources = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert published == {one["path"] for one in resources}
    assert all((DATA / path).is_file() for path in published)


def test_the_catalogue_names_its_publisher_and_language(portal: Graph):
    catalogue = portal.value(predicate=RDF.type, object=DCAT.Catalog)
    assert portal.value(portal.value(catalogue, DCTERMS.publisher), URIRef("http://xmlns.com/foaf/0.1/name"))
    assert str(portal.value(catalogue, DCTERMS.language)).endswith("/NLD")
