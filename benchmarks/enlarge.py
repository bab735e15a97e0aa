"""Models ten times as large in one direction, made of the shipped one: more municipalities, more months or more indicators.

The copies are as dense as the original: every copied municipality belongs to the regions of its original, every copied month
has all its figures, every copied indicator has series of its own. What they say is meaningless; only their size counts.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase

import pandas as pd
import yaml

from dashboard.catalogue import CATALOGUE

Tables = dict[str, pd.DataFrame]
TABLES = (
    "indeling", "gemeente", "fusie", "reeks", "levering", "waarneming", "brontotaal", "gebied", "lidmaatschap", "indicator",
    "onderdeel",
)  # fmt: skip
YEARS_APART = 20
YEAR = re.compile(r"\d{4}(?=-|\.|$)")


def municipalities(tables: Tables, times: int) -> Tables:
    """So many times the municipalities; what a source totals grows with them."""
    codes = {"gemeente": ["nis", "naam"], "fusie": ["oude_nis", "oude_naam", "nieuwe_nis"]}
    codes |= {"waarneming": ["nis"], "lidmaatschap": ["nis"]}
    enlarged = dict(tables)
    for name, columns in codes.items():
        frame = tables[name]
        copies = [
            frame.assign(**{column: frame[column] + ascii_uppercase[at] for column in columns})
            for at in range(times - 1)
        ]
        enlarged[name] = pd.concat([frame, *copies], ignore_index=True)
    totals = tables["brontotaal"]
    return enlarged | {"brontotaal": totals.assign(waarde=totals["waarde"] * times)}


def months(tables: Tables, times: int) -> Tables:
    """So many times the periods of every series, later ones: there the memberships of today hold."""
    enlarged = dict(tables)
    for name in ("levering", "waarneming", "brontotaal"):
        frame = tables[name]
        dated = frame[frame["periode"].str.contains(YEAR)]
        copies = [_later(dated, YEARS_APART * at) for at in range(1, times)]
        enlarged[name] = pd.concat([frame, *copies], ignore_index=True)
    return enlarged


def _later(frame: pd.DataFrame, years: int) -> pd.DataFrame:
    labels = {text: YEAR.sub(lambda found: str(int(found[0]) + years), text) for text in frame["periode"].unique()}
    moved = frame.assign(periode=frame["periode"].map(labels))
    for column in {"van", "tot", "stand"} & set(frame.columns):
        moved[column] = pd.to_datetime(moved[column]) + pd.DateOffset(years=years)
    return moved


def indicators(tables: Tables, times: int) -> Tables:
    """So many times the indicators, each with series of its own."""
    enlarged = dict(tables)
    named = {"reeks": ["reeks", "maat"], "levering": ["reeks"], "waarneming": ["reeks"], "brontotaal": ["reeks"]}
    named |= {"indicator": ["indicator"], "onderdeel": ["indicator", "reeks"]}
    for name, columns in named.items():
        frame = tables[name]
        copies = [frame.assign(**{column: _copy_of(frame[column], at) for column in columns}) for at in range(1, times)]
        enlarged[name] = pd.concat([frame, *copies], ignore_index=True)
    return enlarged


def _copy_of(names: pd.Series, at: int) -> pd.Series:
    """A series is called `maat:dimensie:categorie`; its copy has another `maat`."""
    return names.str.replace(r"^([^:]+)", rf"\1_{at}", regex=True)


def catalogue_of_indicators(folder: Path, times: int) -> None:
    """A catalogue with the copied indicators beside the real ones."""
    shutil.copytree(CATALOGUE, folder)
    for path in sorted((CATALOGUE / "indicators").glob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        for at in range(1, times):
            copied = entry | {name: f"{entry[name]} {at}" for name in ("naam", "korte_naam")}
            copied |= {"id": f"{entry['id']}_{at}", "volgorde": entry["volgorde"] + 1000 * at}
            target = folder / "indicators" / f"{copied['id']}.yaml"
            target.write_text(yaml.safe_dump(copied, allow_unicode=True), encoding="utf-8")


def unchanged(tables: Tables, times: int) -> Tables:
    """The shipped model, through the same road as the enlarged ones."""
    return dict(tables) if times else {}


WAYS: dict[str, Callable[[Tables, int], Tables]] = {
    "een": unchanged,
    "gemeenten": municipalities,
    "maanden": months,
    "indicatoren": indicators,
}
