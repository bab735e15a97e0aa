"""Which source a file comes from, by what stands in it; a name given on the command line overrules the guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType

from dashboard.catalogue import catalogue
from dashboard.ingest import (
    gsm,
    lidmaatschap,
    pod_mi,
    sjabloon,
    sjabloon_kop,
    statbel_bevolking,
    statbel_inkomen,
    statbel_oppervlakte,
    statbel_refnis,
)
from dashboard.ingest.apart import apart
from dashboard.ingest.columns import Header
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet, open_file

PUBLISHED: dict[str, ModuleType] = {
    "pod_mi": pod_mi,
    "statbel_bevolking": statbel_bevolking,
    "statbel_inkomen": statbel_inkomen,
    "statbel_oppervlakte": statbel_oppervlakte,
    "gsm": gsm,
}
TEMPLATES = {name: source for name, source in catalogue().bronnen.items() if source.sjabloon}
READERS: dict[str, Callable[[Delivered], Delivery]] = {
    **{name: partial(module.read, source=catalogue().bronnen[name]) for name, module in PUBLISHED.items()},
    **{name: partial(sjabloon.read, source=source) for name, source in TEMPLATES.items()},
    "lidmaatschap": lidmaatschap.read,
    "statbel_refnis": statbel_refnis.read,
}
HEADERS: dict[str, Callable[[Sheet], Header]] = {
    "pod_mi": partial(pod_mi.header_of, source=catalogue().bronnen["pod_mi"]),
    "statbel_bevolking": partial(statbel_bevolking.header_of, source=catalogue().bronnen["statbel_bevolking"]),
    "statbel_inkomen": partial(statbel_inkomen.header_of, source=catalogue().bronnen["statbel_inkomen"]),
    **{name: partial(sjabloon.header_of, source=source) for name, source in TEMPLATES.items()},
    "lidmaatschap": lidmaatschap.header_of,
    "statbel_refnis": statbel_refnis.header_of,
}
NEAR_ENOUGH = 2


def read_file(path: Path, source: str | None = None, name: str | None = None) -> tuple[Delivered, str, Delivery]:
    """A file without its cells, its source and what it delivers; read apart, so that it can harm nothing. Else Refused."""
    return apart(name or path.name, partial(_opened, path, source, name))


def _opened(path: Path, source: str | None, name: str | None) -> tuple[Delivered, str, Delivery]:
    file = open_file(path, name)
    known = source or recognise(file)
    return replace(file, sheets=[]), known, read(file, known)


def read(file: Delivered, source: str | None = None) -> Delivery:
    """What the file delivers; Refused when its kind is not recognised or it has faults."""
    return READERS[source or recognise(file)](file)


def recognise(file: Delivered) -> str:
    """The source whose sheets, heading or columns the file has; the nearest one when columns are missing but most are there."""
    if any(statbel_bevolking.YEAR_SHEET.search(sheet.naam) for sheet in file.sheets):
        return "statbel_bevolking"
    if gsm.recognises(file):
        return "gsm"
    sheet = first_sheet(file)
    named = sjabloon_kop.named_source(sheet)
    if named in TEMPLATES:
        return named
    headers = {name: header_of(sheet) for name, header_of in HEADERS.items()}
    whole = [name for name, header in headers.items() if not header.faults]
    if whole:
        return whole[0]
    if statbel_oppervlakte.recognises(file):
        return "statbel_oppervlakte"
    nearest = min(headers, key=lambda name: (len(headers[name].faults) / (len(headers[name].at) + 0.5), name))
    if len(headers[nearest].at) >= NEAR_ENOUGH:
        raise Refused(file.naam, headers[nearest].faults)
    known = ", ".join(READERS)
    text = f"Dit bestand is van geen gekende bron ({known}). Zie docs/bronbestanden.md voor de kolommen van elke bron."
    raise Refused(file.naam, [Fault(sheet.naam, 1, "", text)])
