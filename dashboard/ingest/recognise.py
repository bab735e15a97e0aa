"""Which source a file comes from, by what stands in it; a name given on the command line overrules the guess."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.catalogue import catalogue
from dashboard.ingest import lidmaatschap, pod_mi, statbel_bevolking
from dashboard.ingest.columns import Header
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet

READERS: dict[str, Callable[[Delivered], Delivery]] = {
    "pod_mi": lambda file: pod_mi.read(file, catalogue().bronnen["pod_mi"]),
    "statbel_bevolking": lambda file: statbel_bevolking.read(file, catalogue().bronnen["statbel_bevolking"]),
    "lidmaatschap": lidmaatschap.read,
}
HEADERS: dict[str, Callable[[Sheet], Header]] = {
    "pod_mi": lambda sheet: pod_mi.header_of(sheet, catalogue().bronnen["pod_mi"]),
    "statbel_bevolking": lambda sheet: statbel_bevolking.header_of(sheet, catalogue().bronnen["statbel_bevolking"]),
    "lidmaatschap": lidmaatschap.header_of,
}


def read(file: Delivered, source: str | None = None) -> Delivery:
    """What the file delivers; Refused when its kind is not recognised or it has faults."""
    name = source or recognise(file)
    return READERS[name](file)


def recognise(file: Delivered) -> str:
    """The source whose columns the file has; the nearest one when columns are missing but most are there."""
    if any(statbel_bevolking.YEAR_SHEET.search(sheet.naam) for sheet in file.sheets):
        return "statbel_bevolking"
    sheet = next(sheet for sheet in file.sheets if not sheet.is_empty())
    headers = {name: header_of(sheet) for name, header_of in HEADERS.items()}
    whole = [name for name, header in headers.items() if not header.faults]
    if whole:
        return whole[0]
    nearest = min(headers, key=lambda name: (len(headers[name].faults) / (len(headers[name].at) + 0.5), name))
    if len(headers[nearest].at) >= 2:
        raise Refused(file.naam, headers[nearest].faults)
    known = ", ".join(READERS)
    text = f"Dit bestand is van geen gekende bron ({known}). Zie docs/bronbestanden.md voor de kolommen van elke bron."
    raise Refused(file.naam, [Fault(sheet.naam, 1, "", text)])
