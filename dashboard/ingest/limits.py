"""How much of a delivered file is read at most. Each limit is a setting of the computer; a refusal names the limit it met.

The defaults leave room for the largest real delivery (a full sheet of Excel has 1,048,576 rows) and for a computer of 4 GB.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from dashboard.ingest.faults import Fault, Refused

PREFIX = "ACTIVERINGSMONITOR_MEEST_"
MEGABYTE = 1_000_000
LARGEST = 10**12
MEGABYTES = ("bestand_mb", "uitgepakt_mb", "geheugen_mb", "kaart_mb")


@dataclass(frozen=True)
class Limits:
    """bestand_mb: the file; uitgepakt_mb: what it unpacks to; rijen, kolommen, cellen: of one sheet; tekens: of a line or cell.

    seconden: of processor time, reading one file; geheugen_mb: memory that reading it may take beside what the program has.
    kaart_mb, vlakken, punten: of a file with areas, packed or not, or of what a service answers.
    Set by ACTIVERINGSMONITOR_MEEST_<NAME>, a whole number above zero.
    """

    bestand_mb: int = 200
    uitgepakt_mb: int = 600
    rijen: int = 1_048_576
    kolommen: int = 2_000
    cellen: int = 12_000_000
    tekens: int = 100_000
    seconden: int = 300
    geheugen_mb: int = 3_000
    kaart_mb: int = 80
    vlakken: int = 50_000
    punten: int = 4_000_000

    @property
    def file_bytes(self) -> int:
        """The size of a file, in bytes."""
        return self.bestand_mb * MEGABYTE

    @property
    def map_bytes(self) -> int:
        """The size of a file with areas, in bytes."""
        return self.kaart_mb * MEGABYTE

    @property
    def unpacked_bytes(self) -> int:
        """The size of everything in an archive together, in bytes."""
        return self.uitgepakt_mb * MEGABYTE


class TooLarge(Exception):
    """A file that goes beyond a limit; the message says in Dutch which one."""


def limits() -> Limits:
    """The limits in force; Refused with the name of the setting when one is no whole number above zero."""
    given = {field.name: os.environ.get(setting(field.name), "") for field in fields(Limits)}
    return Limits(**{name: _number(name, text.strip()) for name, text in given.items() if text.strip()})


def setting(name: str) -> str:
    """The environment variable that sets a limit."""
    return f"{PREFIX}{name.upper()}"


def beyond(what: str, name: str, known: Limits) -> str:
    """The Dutch sentence that something is beyond a limit, with the limit and its setting."""
    unit = {"seconden": " seconden rekentijd"} | dict.fromkeys(MEGABYTES, " MB")
    shown = f"{getattr(known, name):,}".replace(",", ".")
    return f"{what} De grens is {shown}{unit.get(name, ' ' + name)} (instelling {setting(name)})."


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 13 and 0 < int(text) <= LARGEST):
        fault = Fault("", 0, "", f"De instelling '{text[:40]}' is geen geheel getal groter dan nul.")
        raise Refused(setting(name), [fault])
    return int(text)
