"""The municipalities most alike on characteristics a reader weighs. Method: `dashboard.uncertainty.peers`.

A characteristic counts only where its value is exact: a masked one is a range and has no place on a scale, so two municipalities
are compared on the characteristics both have.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dashboard import queries
from dashboard.alike import weights as weighing
from dashboard.areas import UnknownArea
from dashboard.catalogue import Indicator, catalogue
from dashboard.database import Database
from dashboard.figures import Question, figures
from dashboard.uncertainty import peers
from dashboard.wording import day

CLASS = "klasse"
CHARACTERISTICS = {
    "inwoners": "inwoners",
    "dichtheid": "bevolkingsdichtheid",
    "inkomen": "inkomen_per_inwoner",
    "kansarmoede": "kansarmoede_index",
    "werkzoekenden": "werkzoekendengraad",
    "leefloongraad": "leefloongraad",
    "jongvolwassenen": "aandeel_jongvolwassenen",
    CLASS: "",
}
YEARLY = {"leefloongraad": "jaargemiddelde"}
LOGARITHM = ("inwoners", "dichtheid")
ORDER = ("grootteklasse:klein", "grootteklasse:middelgroot", "grootteklasse:groot", "grootteklasse:centrumstad")
# Pages, comparators and export all ask for this table, and it costs seconds: it lives as long as the database it was read from.
_tables: WeakKeyDictionary[Database, pd.DataFrame] = WeakKeyDictionary()
COLUMNS = ["nis", "naam", "kenmerk", "waarde", "onder", "boven", "status", "periode", "herkomst"]


def indicator(kenmerk: str) -> Indicator | None:
    """The indicator a characteristic is a figure of; None for the size class."""
    return catalogue().indicatoren.get(CHARACTERISTICS[kenmerk])


def characteristics(database: Database) -> pd.DataFrame:
    """Every characteristic of every municipality of today: columns COLUMNS, one row per municipality and characteristic.

    waarde: the exact value, NaN where it is masked, too small or missing (see status); onder and boven are its certain limits.
    periode: the newest that is not provisional; for the leefloongraad a yearly mean. The size class is 1 (klein) to 4
    (centrumstad), by the newest reference date; NaN where a merger left it unknown. Computed once per database.
    """
    if database not in _tables:
        parts = [_figures(database, name, entry) for name, entry in CHARACTERISTICS.items() if entry]
        _tables[database] = pd.concat([*parts, _classes(database)], ignore_index=True)[COLUMNS]
    return _tables[database].copy()


def wide(table: pd.DataFrame, column: str = "waarde") -> pd.DataFrame:
    """One row per municipality (index nis), one column per characteristic."""
    return table.pivot(index="nis", columns="kenmerk", values=column).reindex(columns=list(CHARACTERISTICS))


def scale(table: pd.DataFrame) -> pd.DataFrame:
    """Every characteristic on one robust scale (see `peers.scaled`)."""
    return peers.scaled(wide(table).astype(float), LOGARITHM)


def nearest(table: pd.DataFrame, nis: str, weights: Mapping[str, int]) -> pd.DataFrame:
    """The ten municipalities most alike, nearest first, indexed by NIS code.

    Columns naam, verhouding (the distance as a share of the usual one, see `usual_distance`) and those of `peers.alike`:
    afstand, dekking, kenmerken, blijft. UnknownArea where none can be compared.
    """
    names = table.drop_duplicates("nis").set_index("nis")["naam"]
    if nis not in names.index:
        raise UnknownArea(f"Voor '{nis}' kennen we geen kenmerken: het is geen gemeente van vandaag.")
    scaled, counting = scale(table), weighing.counting(weights)
    found = peers.alike(scaled, nis, counting)
    if found.empty:
        raise UnknownArea(
            f"Voor {names[nis]} is minder dan de helft van wat u weegt gekend. Daarmee kunnen we geen gemeenten vergelijken."
        )
    ratio = found["afstand"] / usual_distance(scaled, counting)
    return found.assign(naam=names.reindex(found.index), verhouding=ratio)


def usual_distance(scaled: pd.DataFrame, weights: Mapping[str, float]) -> float:
    """The median distance between two municipalities that can be compared, with these weights: what no likeness looks like."""
    values, weight = scaled[list(weights)].to_numpy(float), np.array(list(weights.values()))
    apart = values[:, None, :] - values[None, :, :]
    shared = ~np.isnan(apart)
    compared = (shared * weight).sum(axis=2)
    squared = (np.nan_to_num(apart) ** 2 * weight).sum(axis=2)
    pairs = np.triu(compared >= peers.COMPARED_AT_LEAST * weight.sum(), k=1)
    return float(np.median(np.sqrt(squared[pairs] / compared[pairs])))


def alike(database: Database, nis: str, text: str = "") -> tuple[str, ...]:
    """NIS codes of the municipalities most alike, nearest first; text: the weights as an address writes them.

    UnknownArea, in Dutch, when they cannot be found or the weights make no sense.
    """
    weights, problems = weighing.parse(text, list(CHARACTERISTICS))
    if problems:
        raise UnknownArea(" ".join(problems))
    return tuple(str(code) for code in nearest(characteristics(database), nis, weights).index)


def moment(database: Database) -> str:
    """The date of the characteristics: that of the newest, because not all are of one date."""
    return f"{day(reference_date(characteristics(database)))} of eerder"


def reference_date(table: pd.DataFrame) -> date:
    """The 1 January of the inhabitants and size classes, the newest of the characteristics."""
    return date(int(table.loc[table["kenmerk"] == "inwoners", "periode"].iloc[0]), 1, 1)


def _figures(database: Database, kenmerk: str, entry: str) -> pd.DataFrame:
    telling = YEARLY.get(kenmerk, catalogue().indicatoren[entry].telling)
    known = queries.momenten(database, indicator=entry, dimensie="")
    known = known[(known["telling"] == telling) & ~known["voorlopig"].astype(bool)]
    if known.empty:  # a source that was never delivered: nobody's figure is known
        names = queries.gemeenten(database)
        today = names.loc[names["indeling"] == names["indeling"].max(), ["nis", "naam"]]
        return today.assign(
            kenmerk=kenmerk,
            waarde=np.nan,
            onder=np.nan,
            boven=np.nan,
            status="ontbreekt",
            periode="",
            herkomst="gepubliceerd",
        )
    frame = figures(database, Question(entry, periode=str(known["periode"].iloc[-1]), telling=telling), "")
    return frame.rename(columns={"gebied_id": "nis", "gebied": "naam"}).assign(kenmerk=kenmerk)


def _classes(database: Database) -> pd.DataFrame:
    moment = queries.peildata(database)[-1]
    members = queries.lidmaatschappen(
        database, soort="grootteklasse", weergave="huidig", peildatum=moment, datum=moment
    )
    whole = members[members["lidstatus"] != "grens"]
    names = queries.gemeenten(database)
    today = names[names["indeling"] == names["indeling"].max()]
    steps = {gebied: at for at, gebied in enumerate(ORDER, start=1)}
    classes = whole.set_index("nis")["gebied_id"].map(steps).reindex(today["nis"]).to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "nis": today["nis"].to_numpy(),
            "naam": today["naam"].to_numpy(),
            "kenmerk": CLASS,
            "waarde": classes,
            "onder": classes,
            "boven": classes,
            "status": ["ontbreekt" if pd.isna(value) else "definitief" for value in classes],
            "periode": str(moment.year),
            "herkomst": "gepubliceerd",
        }
    )
