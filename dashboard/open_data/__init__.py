"""What of `data/` others may reuse: which tables, which rows of them, which licence. Decided in `data/open/hergebruik.yaml`.

A table whose every row comes from a source with an open licence is published as it stands. Of a table with other sources too,
`data/open` gets a copy with only the rows that may be reused. A source the YAML does not name is never published.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd
import yaml

from dashboard.catalogue import ROOT, Entry

DATA = ROOT / "data"
DECISIONS = DATA / "open" / "hergebruik.yaml"
SOURCES = "bronnen"
FieldKind = Literal["string", "integer", "number", "boolean", "date"]


class Licence(Entry):
    """A licence by its name and its address."""

    naam: str
    adres: str


class Field(Entry):
    """What a column holds; one name means the same in every table."""

    soort: FieldKind
    uitleg: str


class Reference(Entry):
    """Columns whose values stand in another table."""

    velden: tuple[str, ...]
    naar: str
    sleutels: tuple[str, ...]


class Table(Entry):
    """One table: its words, its key and what it points to. ook: sources of single columns, beside those its rows name."""

    titel: str
    beschrijving: str
    sleutel: tuple[str, ...]
    verwijst: tuple[Reference, ...] = ()
    ook: tuple[str, ...] = ()


class OpenData(Entry):
    """The whole of `data/open/hergebruik.yaml`. bronnen: the licence of each source that may be reused."""

    titel: str
    beschrijving: str
    uitgever: str
    trefwoorden: tuple[str, ...]
    licenties: dict[str, Licence]
    bronnen: dict[str, str]
    tabellen: dict[str, Table]
    velden: dict[str, Field]


class Part(NamedTuple):
    """A published table: its rows that may be reused, where they stand below `data/`, and their sources in order."""

    naam: str
    tabel: Table
    rijen: pd.DataFrame
    pad: str
    bronnen: tuple[str, ...]

    @property
    def copied(self) -> bool:
        """Whether it is a copy with only some rows."""
        return self.pad.startswith("open/")


@cache
def described() -> OpenData:
    """The decisions of the project; pydantic.ValidationError names a wrong key."""
    return OpenData.model_validate(yaml.safe_load(DECISIONS.read_text(encoding="utf-8")))


@cache
def sources() -> pd.DataFrame:
    """Every source of the reference tables, by its id."""
    return _read(SOURCES).set_index("bron", drop=False)


def parts() -> list[Part]:
    """The tables that are published, in the order of the YAML."""
    return [_part(name, table) for name, table in described().tabellen.items()]


def sample_files() -> list[Path]:
    """The deliveries with invented figures, in load order."""
    listed = yaml.safe_load((DATA / "sources" / "leveringen.yaml").read_text(encoding="utf-8"))
    return [DATA / "sources" / entry["bestand"] for entry in listed if entry["herkomst"] == "voorbeeld"]


def _part(name: str, table: Table) -> Part:
    rows = _read(name)
    allowed = rows[rows["bron"].isin(list(described().bronnen))]
    path = f"reference/{name}.csv" if len(allowed) == len(rows) else f"open/{name}.csv"
    named = allowed["bron"].unique() if name != SOURCES else ()
    return Part(name, table, allowed, path, tuple(dict.fromkeys([*named, *table.ook])))


def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "reference" / f"{name}.csv", dtype=str, keep_default_na=False)
