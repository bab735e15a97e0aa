"""The same tables as a catalogue in DCAT-AP, written as JSON-LD: what a data portal reads to list them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.open_data.package import NAME, package

AUTHORITY = "http://publications.europa.eu/resource/authority/"
DUTCH = {"@id": f"{AUTHORITY}language/NLD"}
FLANDERS = {"@id": "https://sws.geonames.org/3337388/"}
THEMES = [{"@id": f"{AUTHORITY}data-theme/{code}"} for code in ("SOCI", "GOVE")]
FILES = {"csv": f"{AUTHORITY}file-type/CSV", "xlsx": f"{AUTHORITY}file-type/XLSX"}
PUBLIC = {"@id": f"{AUTHORITY}access-right/PUBLIC"}
CONTEXT = {
    "@language": "nl",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalog() -> dict[str, Any]:
    """The document `data/dcat.jsonld`. Its addresses are relative to where it is published."""
    known = package()
    publisher = {"@id": "#uitgever", "@type": "foaf:Agent", "foaf:name": known["contributors"][0]["title"]}
    return {
        "@context": CONTEXT,
        "@id": f"#{NAME}",
        "@type": "dcat:Catalog",
        "dct:title": known["title"],
        "dct:description": known["description"],
        "dct:language": DUTCH,
        "dct:publisher": publisher,
        "dct:spatial": FLANDERS,
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}data-theme"},
        "dcat:dataset": [_dataset(one, known["keywords"], publisher["@id"]) for one in known["resources"]],
    }


def _dataset(resource: Mapping[str, Any], words: list[str], publisher: str) -> dict[str, Any]:
    sample = ["voorbeeldcijfers"] if resource.get("herkomst") == "voorbeeld" else []
    found = {
        "@id": f"#{resource['name']}",
        "@type": "dcat:Dataset",
        "dct:identifier": resource["name"],
        "dct:title": resource["title"],
        "dct:description": resource["description"],
        "dct:language": DUTCH,
        "dct:publisher": {"@id": publisher},
        "dct:spatial": FLANDERS,
        "dct:accessRights": PUBLIC,
        "dcat:theme": THEMES,
        "dcat:keyword": [*sample, *words],
        "dcat:distribution": _distribution(resource),
    }
    named = [
        {"@type": "dct:ProvenanceStatement", "dct:description": one["title"]} for one in resource.get("sources", ())
    ]
    return found | ({"dct:provenance": named} if named else {})


def _distribution(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A file of the package. DCAT-AP knows one licence a file: where rows have several, a statement names them all."""
    licences = [
        {"@id": one["path"], "@type": "dct:LicenseDocument", "dct:title": one["title"]} for one in resource["licenses"]
    ]
    several = " en ".join(one["title"] for one in resource["licenses"])
    rights = {
        "@type": "dct:RightsStatement",
        "dct:description": f"Elke rij volgt de licentie van haar bron: {several}.",
    }
    return {
        "@id": f"#{resource['name']}-bestand",
        "@type": "dcat:Distribution",
        "dct:title": resource["title"],
        "dcat:accessURL": {"@id": resource["path"]},
        "dcat:downloadURL": {"@id": resource["path"]},
        "dct:format": {"@id": FILES[resource["format"]]},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{resource['mediatype']}"},
        **({"dct:license": licences[0]} if len(licences) == 1 else {"dct:rights": rights}),
    }
