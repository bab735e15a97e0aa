"""The areas a sample file has a row for: municipalities of its division, and the groups whose totals the source publishes.

Meaning: every area, a municipality of 2025 included, is a set of the 300 municipalities of 2019 in which the sample is
invented. So predecessors add up to their successor by construction. A regiegebied has a total only where its members
are known in full, form whole municipalities of the file's division, and in the periods the membership is stated for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.sample.gemeenten import INDELING as BASIS
from dashboard.sample.vlaanderen import Counts, month_index

ALTIJD = (0, 10_000)
KLASSEN = {
    "centrumstad": "Centrumsteden",
    "groot": "Grote OCMW's (20.000 inwoners of meer)",
    "middelgroot": "Middelgrote OCMW's (10.000 tot 19.999 inwoners)",
    "klein": "Kleine OCMW's (minder dan 10.000 inwoners)",
}


@dataclass(frozen=True)
class Gebied:
    """An area: its `leden` are places among the municipalities of 2019; it exists from month `van` up to `tot`."""

    soort: str
    code: str
    naam: str
    leden: Counts
    van: int = ALTIJD[0]
    tot: int = ALTIJD[1]

    def sum(self, counts: Counts) -> Counts:
        """Counts of the area from counts by municipality (row) and period."""
        return np.asarray(counts[self.leden].sum(axis=0))

    def spans(self, van: int, tot: int) -> bool:
        """Whether the area exists in all months from `van` up to `tot`."""
        return self.van <= van and tot <= self.tot


def read(reference: Path, indeling: str, peildatum: str) -> tuple[Gebied, ...]:
    """The areas of a file in a division, size classes on the reference date; municipalities first, by code."""
    gemeenten = _table(reference, "gemeenten", indeling).sort_values("nis")
    basis = sorted(_table(reference, "gemeenten", BASIS)["nis"])
    leden = _predecessors(reference, indeling, basis)
    found = [
        Gebied("gemeente", nis, naam, leden[nis]) for nis, naam in zip(gemeenten["nis"], gemeenten["naam"], strict=True)
    ]
    found.append(Gebied("vlaanderen", "vlaanderen:vlaanderen", "Vlaanderen", np.arange(len(basis))))

    namen = _column(pd.read_csv(reference / "gebieden.csv", dtype=str), "gebied_id", "naam")
    lid = _table(reference, "lidmaatschap", indeling)
    for soort in ("provincie", "centrumstad"):
        for code, rows in lid[lid["soort"] == soort].groupby("gebied_id"):
            found.append(Gebied(soort, str(code), namen[str(code)], _joined(leden, rows["nis"])))
    found += _regiegebieden(reference, namen, leden, basis)

    centrum = set(lid.loc[lid["soort"] == "centrumstad", "nis"])
    inwoners = _table(reference, "inwoners", indeling)
    aantal = _column(inwoners[inwoners["jaar"] == peildatum[:4]], "nis", "inwoners")
    klasse = {nis: "centrumstad" if nis in centrum else _klasse(int(aantal[nis])) for nis in leden}
    for name, naam in KLASSEN.items():
        members = [nis for nis in leden if klasse[nis] == name]
        found.append(Gebied("grootteklasse", f"grootteklasse:{name}", naam, _joined(leden, members)))
    return tuple(found)


def _table(reference: Path, name: str, indeling: str) -> pd.DataFrame:
    frame = pd.read_csv(reference / f"{name}.csv", dtype=str)
    return frame[frame["indeling"] == indeling]


def _column(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[value], strict=True))


def _predecessors(reference: Path, indeling: str, basis: list[str]) -> dict[str, Counts]:
    """By code of the division: the places of the municipalities of 2019 it consists of."""
    fusies = pd.read_csv(reference / "fusies.csv", dtype=str)
    fusies = fusies[(fusies["oude_indeling"] == BASIS) & (fusies["nieuwe_indeling"] == indeling)]
    successor = _column(fusies, "oude_nis", "nieuwe_nis")
    codes = pd.Series([successor.get(nis, nis) for nis in basis])
    return {str(nis): rows.index.to_numpy() for nis, rows in codes.groupby(codes)}


def _regiegebieden(reference: Path, namen: dict[str, str], leden: dict[str, Counts], basis: list[str]) -> list[Gebied]:
    lid = _table(reference, "lidmaatschap", BASIS)
    areas = pd.read_csv(reference / "gebieden.csv", dtype=str)
    complete = _column(areas, "gebied_id", "volledig")
    places = {nis: place for place, nis in enumerate(basis)}
    found = []
    for code, rows in lid[lid["soort"] == "regiegebied"].groupby("gebied_id"):
        if rows[["van", "tot"]].drop_duplicates().shape[0] != 1:
            raise ValueError(f"{code}: members come and go at different dates")
        members = {places[nis] for nis in rows["nis"]}
        whole = all(members.issuperset(parts) or members.isdisjoint(parts) for parts in leden.values())
        if whole and complete[str(code)] == "ja":
            van, tot = (month_index(date) for date in rows[["van", "tot"]].iloc[0])
            found.append(Gebied("regiegebied", str(code), namen[str(code)], np.array(sorted(members)), van, tot))
    return found


def _joined(leden: dict[str, Counts], codes: pd.Series | list[str]) -> Counts:
    return np.sort(np.concatenate([leden[nis] for nis in codes]))


def _klasse(inwoners: int) -> str:
    return "groot" if inwoners >= 20_000 else "middelgroot" if inwoners >= 10_000 else "klein"
