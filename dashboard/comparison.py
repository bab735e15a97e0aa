"""Sets figures beside a comparator: Vlaanderen, another group, or the distribution over all municipalities.

A group's figure comes from sums. A median or quartile over municipalities is another statistic and carries its own name and
number; where figures are masked it is computed at both ends, and only given as a value when both agree.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard import areas, figures
from dashboard.database import Database
from dashboard.figures import BadQuestion, Question

FLANDERS = "vlaanderen"
GROUP = "groep:"
DISTRIBUTIONS = {"median": {"mediaan": 0.5}, "kwartielen": {"kwartiel_1": 0.25, "mediaan": 0.5, "kwartiel_3": 0.75}}
SHOWABLE = ("definitief", "voorlopig", "gemaskeerd")
KEY = ["periode", "categorie"]


def compared(database: Database, question: Question, frame: pd.DataFrame, comparator: str) -> pd.DataFrame:
    """`frame` with the comparator's columns after `snapshot`, matched by period and category."""
    compute = distribution if comparator in DISTRIBUTIONS else group
    columns = compute(database, question, comparator)
    at = list(frame.columns).index("snapshot") + 1
    merged = frame.merge(columns, on=KEY, how="left")
    added = [name for name in columns.columns if name not in KEY]
    return merged[[*frame.columns[:at], *added, *frame.columns[at:]]]


def group(database: Database, question: Question, comparator: str) -> pd.DataFrame:
    """Columns vergelijk (its name), vergelijk_waarde, _onder, _boven, _status and _dekking per period and category."""
    if comparator == FLANDERS:
        other = replace(question, soort="vlaanderen", gebieden=(), groep="")
    else:
        other = _of_members(database, question, comparator.removeprefix(GROUP))
    found = figures.figures(database, other, "")
    shown = {"gebied": "vergelijk"} | {
        name: f"vergelijk_{name}" for name in ("waarde", "onder", "boven", "status", "dekking")
    }
    return found[[*KEY, *shown]].rename(columns=shown)


def distribution(database: Database, question: Question, comparator: str) -> pd.DataFrame:
    """Each wanted quantile over municipalities as columns <name>_gemeenten, _onder and _boven, with aantal_gemeenten."""
    places = figures.figures(database, replace(question, soort="gemeente", gebieden=(), groep=""), "")
    places = places[places["status"].isin(SHOWABLE) & places["onder"].notna() & (places["bekend"] == places["delen"])]
    grouped = places.groupby(KEY)
    columns: dict[str, pd.Series] = {}
    for name, share in DISTRIBUTIONS[comparator].items():
        lower, upper = grouped["onder"].quantile(share), grouped["boven"].quantile(share)
        columns |= {
            f"{name}_gemeenten": lower.where(lower == upper),
            f"{name}_gemeenten_onder": lower,
            f"{name}_gemeenten_boven": upper,
        }
    return pd.DataFrame(columns).assign(aantal_gemeenten=grouped.size()).reset_index()


def _of_members(database: Database, question: Question, text: str) -> Question:
    codes = [code for code in text.replace("+", ",").split(",") if code]
    if not codes:
        raise BadQuestion("Na 'groep:' horen NIS-codes (met + of , ertussen) of het id van een gebied.")
    if all(code.isdigit() for code in codes):
        chosen = tuple(areas.municipalities_of_today(database, codes))
        return replace(question, soort=areas.OWN_GROUP, gebieden=chosen, groep="Eigen groep")
    found = areas.find(database, text)
    return replace(question, soort=found.soort, gebieden=(found.gebied_id,), groep="")
