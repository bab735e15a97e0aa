"""The published tables as a Frictionless Data Package: schemas, licences and sources of each (specs.frictionlessdata.io)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dashboard.open_data import DATA, Part, described, parts, sample_files, sources

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME, VERSION = "activeringsmonitor", "0.1.0"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOOLEAN = {"trueValues": ["ja"], "falseValues": ["nee"]}
OWN = "eupl"


def package() -> dict[str, Any]:
    """The descriptor `data/datapackage.json`."""
    known = described()
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": known.titel,
        "description": known.beschrijving.strip(),
        "version": VERSION,
        "languages": ["nl"],
        "keywords": list(known.trefwoorden),
        "licenses": licences(known.licenties),
        "contributors": [{"title": known.uitgever, "roles": ["publisher"]}],
        "resources": [*(_table(part) for part in parts()), *(_sample(path) for path in sample_files())],
    }


def licences(keys: Iterable[str]) -> list[dict[str, str]]:
    """Licences by name and address, each once."""
    known = described().licenties
    return [{"path": known[key].adres, "title": known[key].naam} for key in dict.fromkeys(keys)]


def licences_of(names: Sequence[str]) -> list[str]:
    """The licences of these sources, each once; the project's own for what has no source: the list of sources itself."""
    return list(dict.fromkeys(described().bronnen[name] for name in names)) or [OWN]


def said_of(names: Sequence[str]) -> list[dict[str, str]]:
    """Title and address of these sources."""
    rows = sources().loc[list(names)].to_dict("records")
    return [{"title": f"{row['naam']} ({row['uitgever']})", "path": row["adres"]} for row in rows]


def slug(path: Path) -> str:
    """The name of a file as a resource name may be written."""
    return path.stem.lower().replace("_", "-")


def _table(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": part.naam.replace("_", "-"),
        "type": "table",
        "title": part.tabel.titel,
        "description": _description(part),
        "path": part.pad,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": licences(licences_of(part.bronnen)),
        "schema": _schema(part),
    }
    if part.bronnen:
        found["sources"] = said_of(part.bronnen)
    return found


def _description(part: Part) -> str:
    only = " Alleen de rijen waarvan de bron hergebruik toelaat." if part.copied else ""
    return f"{part.tabel.beschrijving.strip()}{only}"


def _schema(part: Part) -> dict[str, Any]:
    fields = []
    for name in part.rijen.columns:
        field = described().velden[name]
        boolean = BOOLEAN if field.soort == "boolean" else {}
        fields.append({"name": name, "type": field.soort, "description": field.uitleg, **boolean})
    keys = [
        {
            "fields": list(one.velden),
            "reference": {"resource": one.naar.replace("_", "-"), "fields": list(one.sleutels)},
        }
        for one in part.tabel.verwijst
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(part.tabel.sleutel), "missingValues": [""]}
    return schema | ({"foreignKeys": keys} if keys else {})


def _sample(path: Path) -> dict[str, Any]:
    return {
        "name": slug(path),
        "title": f"VOORBEELDCIJFERS: {path.stem.replace('_', ' ')}",
        "description": "Verzonnen cijfers in de indeling van de bron, om de monitor te tonen. Niet om te beslissen.",
        "type": "file",
        "path": path.relative_to(DATA).as_posix(),
        "format": "xlsx",
        "mediatype": EXCEL,
        "herkomst": "voorbeeld",
        "licenses": licences([OWN]),
    }
