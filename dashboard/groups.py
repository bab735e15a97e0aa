"""A group of municipalities a reader puts together: its name and members are one text, so a link holds it without an account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard import areas
from dashboard.areas import Area, UnknownArea
from dashboard.database import Database

UNNAMED = "Eigen groep"
LONGEST_NAME = 40
PREFIX = areas.OWN_PREFIX
BETWEEN = re.compile(r"[+,]|\s+(?=\d{5}\b)|(?<=\b\d{5})\s+")


@dataclass(frozen=True)
class OwnGroup:
    """A named set of municipalities of today (NIS codes, in the order chosen); uitleg: why some were found under another name."""

    naam: str
    leden: tuple[str, ...]
    uitleg: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """As it stands in the address under `groep`: `Naam:NIS+NIS`."""
        return f"{self.naam}:{'+'.join(self.leden)}"

    @property
    def area(self) -> Area:
        """The group as a place; its id names its members."""
        return Area(areas.OWN_GROUP, PREFIX + "+".join(self.leden), self.naam)


def made(name: str, members: Sequence[str], explanation: str = "") -> OwnGroup:
    """A group with a name that fits in a link; without one it is called `Eigen groep`."""
    clean = " ".join(name.replace(":", " ").split())[:LONGEST_NAME].strip()
    return OwnGroup(clean or UNNAMED, tuple(dict.fromkeys(members)), explanation)


def split(text: str) -> tuple[str, list[str]]:
    """Name and members of `Naam:NIS+NIS`, `NIS+NIS` or `NIS,NIS`; a typed `+` reaches us as a space, which also parts codes."""
    name, _, listed = text.removeprefix(PREFIX).rpartition(":")
    return name, [part.strip() for part in BETWEEN.split(listed) if part.strip()]


def parse(database: Database, text: str) -> OwnGroup:
    """The group a text names; a municipality that ended gives its successor, with the reason. UnknownArea for what is none."""
    name, parts = split(text)
    if not parts:
        raise UnknownArea("Een eigen groep heeft minstens één gemeente nodig.")
    found = [areas.find(database, part, "gemeente") for part in parts]
    return made(name, [area.gebied_id for area in found], " ".join(area.uitleg for area in found if area.uitleg))
