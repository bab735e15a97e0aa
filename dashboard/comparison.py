"""Sets figures beside a comparator: Vlaanderen, another group, or the distribution over municipalities.

A group's figure comes from sums. A median or quartile over municipalities is another statistic and carries its own name and
number: over all municipalities (`_gemeenten`) or over the members of the area itself (`_leden`). Where figures are masked it
is computed at both ends, and only given as a value when both agree. Column `vergelijk` names the comparator with its number and
date, in the words of `comparators`, as charts and tables do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from dashboard import areas, comparators, figures, queries
from dashboard.database import Database
from dashboard.figures import BadQuestion, Question
from dashboard.uncertainty.ranking import quantiles

FLANDERS = "vlaanderen"
GROUP = "groep:"
DISTRIBUTIONS = {"median": {"mediaan": 0.5}, "kwartielen": {"kwartiel_1": 0.25, "mediaan": 0.5, "kwartiel_3": 0.75}}
SHOWABLE = ("definitief", "voorlopig", "gemaskeerd")
NEEDED = ["status", "onder", "boven", "bekend", "delen"]
KEY = ["periode", "categorie"]
SHARED = ("periode", "telling", "indeling", "uitsplitsing")
AREA_KEY = ["gebied_id", *KEY]
UNKNOWN_MEMBER = "grens"


def compared(database: Database, question: Question, frame: pd.DataFrame, comparator: str) -> pd.DataFrame:
    """`frame` with the comparator's columns after `snapshot`, matched by period and category."""
    if comparator not in DISTRIBUTIONS:
        merged = frame.merge(group(database, question, comparator), on=KEY, how="left")
    else:
        merged = frame.merge(distribution(database, question, comparator), on=KEY, how="left")
        if question.soort != "gemeente":
            merged = merged.merge(of_members(database, question, comparator), on=AREA_KEY, how="left")
    at = list(frame.columns).index("snapshot") + 1
    added = [name for name in merged.columns if name not in frame.columns]
    if comparator in DISTRIBUTIONS:
        added.append(added.pop(added.index("vergelijk")))
    return merged[[*frame.columns[:at], *added, *frame.columns[at:]]]


def group(database: Database, question: Question, comparator: str) -> pd.DataFrame:
    """Columns vergelijk (its name), vergelijk_waarde, _onder, _boven, _status and _dekking per period and category."""
    if comparator.startswith(GROUP) and not comparator.removeprefix(GROUP).strip(" +,"):
        raise BadQuestion("Na 'groep:' horen NIS-codes (met + of , ertussen) of het id van een gebied.")
    other = comparators.find(
        database, comparator, peildatum=question.peildatum or figures.peildatum(database, question)
    )
    asked = replace(other.question(question.indicator), **{name: getattr(question, name) for name in SHARED})
    found = figures.figures(database, asked, "").assign(vergelijk=other.naam)
    shown = {name: f"vergelijk_{name}" for name in ("waarde", "onder", "boven", "status", "dekking")}
    return found[[*KEY, "vergelijk", *shown]].rename(columns=shown)


def distribution(database: Database, question: Question, comparator: str) -> pd.DataFrame:
    """Each wanted quantile over municipalities as columns <name>_gemeenten, _onder and _boven, with aantal_gemeenten."""
    found = _quantiles(usable(_municipal(database, question)), KEY, comparator, "gemeenten")
    named = [
        comparators.over_municipalities(database, comparator, count, question.indeling)
        for count in found["aantal_gemeenten"]
    ]
    return found.assign(vergelijk=named)


def spread(frame: pd.DataFrame, members: Sequence[str]) -> pd.DataFrame:
    """Quartiles over chosen municipalities in a frame of figures of all: columns as `distribution`, named `_leden`.

    One row per period and category; without a member that has a complete figure there is none.
    """
    return _quantiles(usable(frame[frame["gebied_id"].isin(list(members))]), KEY, "kwartielen", "leden")


def of_members(database: Database, question: Question, comparator: str = "median") -> pd.DataFrame:
    """Per area, period and category each wanted quantile over its own members, and how many of them it is taken over.

    Columns gebied_id, periode, categorie; <name>_leden, _onder and _boven; aantal_leden (with a figure) and leden (all, those
    of unknown membership included). For published means without counts this is all that can be said of a group.
    """
    places = _municipal(database, question)
    members = _members(database, question)
    held = places.rename(columns={"gebied_id": "nis"}).merge(members, on="nis")
    held = held[(held["van"] >= held["lid_van"]) & (held["van"] < held["lid_tot"])]
    held = held.sort_values("lidstatus", key=lambda status: status == UNKNOWN_MEMBER, kind="stable")
    held = held.drop_duplicates([*AREA_KEY, "nis"])
    everyone = held.groupby(AREA_KEY).size().rename("leden").reset_index()
    found = _quantiles(usable(held[held["lidstatus"] != UNKNOWN_MEMBER]), AREA_KEY, comparator, "leden")
    merged = everyone.merge(found, on=AREA_KEY, how="left").fillna({"aantal_leden": 0})
    return merged[[*(name for name in merged.columns if name != "leden"), "leden"]]


def _municipal(database: Database, question: Question) -> pd.DataFrame:
    return figures.figures(database, replace(question, soort="gemeente", gebieden=(), groep="", peildatum=None), "")


def usable(places: pd.DataFrame) -> pd.DataFrame:
    """The rows a quantile is taken over: a figure that counts all its parts."""
    complete = places["bekend"] == places["delen"]
    return places[places["status"].isin(SHOWABLE) & places["onder"].notna() & complete]


def _quantiles(places: pd.DataFrame, key: list[str], comparator: str, name: str) -> pd.DataFrame:
    """Of the rows with the same key: each quantile at both bounds, a value where they agree, and the number of rows."""
    shares, at = DISTRIBUTIONS[comparator], dict[tuple[Any, ...], list[int]]()
    for place, label in enumerate(zip(*(places[part].tolist() for part in key), strict=True)):
        at.setdefault(label, []).append(place)
    labels, values = sorted(at), places[["onder", "boven"]].to_numpy(float)
    found = np.array([quantiles(values[at[label]], list(shares.values())) for label in labels], float)
    limits = found.reshape(len(labels), len(shares), 2)
    columns: dict[str, Any] = {
        part: pd.Series([label[place] for label in labels], dtype=places[part].dtype) for place, part in enumerate(key)
    }
    for place, title in enumerate(shares):
        lower, upper = limits[:, place, 0], limits[:, place, 1]
        columns |= {
            f"{title}_{name}": np.where(lower == upper, lower, np.nan),
            f"{title}_{name}_onder": lower,
            f"{title}_{name}_boven": upper,
        }
    return pd.DataFrame(columns | {f"aantal_{name}": np.array([len(at[label]) for label in labels], int)})


def _members(database: Database, question: Question) -> pd.DataFrame:
    """Columns gebied_id, nis, lidstatus, lid_van, lid_tot of every area of the kind; one group for chosen municipalities."""
    if question.soort != areas.OWN_GROUP:
        composed = queries.samenstelling(
            database,
            soort=question.soort,
            weergave=question.indeling,
            peildatum=figures.peildatum(database, question),
        )
        return composed.rename(columns={"van": "lid_van", "tot": "lid_tot"}).drop(columns="toon_indeling")
    whole = queries.samenstelling(database, soort="vlaanderen", weergave=question.indeling, peildatum=None)
    chosen = whole[whole["nis"].isin(areas.codes_of_all_times(database, question.gebieden))]
    return chosen.assign(gebied_id="groep:" + "+".join(question.gebieden)).rename(
        columns={"van": "lid_van", "tot": "lid_tot"}
    )[["gebied_id", "nis", "lidstatus", "lid_van", "lid_tot"]]
