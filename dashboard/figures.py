"""Answers a question about an indicator with full values: bounds, stability, status, coverage, source and snapshot.

Meaning of every column: docs/cijfers.md. Pages, charts, downloads and the command line all get their figures here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from dashboard import areas, gaps, kept, queries, uncertainty
from dashboard.catalogue import Indicator, catalogue
from dashboard.database import Database
from dashboard.found import Found, display_order, moments_of, positions
from dashboard.questions import Asked, BadQuestion, Question, category_order, peildatum, understood

__all__ = ["CONTRACT", "EXTRA", "BadQuestion", "Question", "figures", "peildatum", "side_by_side"]
CONTRACT = [
    "indicator", "soort", "gebied_id", "gebied", "periode", "telling", "uitsplitsing", "categorie", "indeling",
    "teller", "teller_onder", "teller_boven", "noemer", "waarde", "onder", "boven", "stab_onder", "stab_boven",
    "status", "dekking", "dekking_inwoners", "teller_periode", "noemer_periode", "herkomst", "berekend", "bron", "snapshot",
]  # fmt: skip
BOUNDS = ["teller_onder", "teller_boven", "noemer_onder", "noemer_boven", "onder", "boven"]
EXTRA = [
    "van", "voorlopig", "cijfer_van_bron", "delen", "bekend", "grens", "aangenomen", "gemaskeerd", "noemer_onder", "noemer_boven",
]  # fmt: skip


def figures(database: Database, question: Question, snapshot: str) -> pd.DataFrame:
    """One row per area, period and category with the columns CONTRACT and EXTRA; BadQuestion when it cannot be asked."""
    return side_by_side(database, [question], snapshot)[0]


def side_by_side(database: Database, questions: Sequence[Question], snapshot: str) -> list[pd.DataFrame]:
    """The answers of `figures` to questions that differ in indicator and period only: far faster than one by one.

    ValueError when they ask about other areas. The statement of figures takes longer to plan than to run.
    """
    if not questions:
        return []
    if len({replace(question, indicator="", periode="") for question in questions}) != 1:
        raise ValueError("questions side by side ask about the same areas")
    asked = [understood(database, question) for question in questions]
    first = questions[0]
    rows = _rows(database, first, [wanted for found in asked for wanted in found.gevraagd])
    named = _with_names(database, rows, first)
    found = Found.of(named)
    if len(asked) == 1:
        return [_answer(database, asked[0], found, np.arange(len(named)), snapshot)]
    at = moments_of(named)
    return [_answer(database, one, found, positions(at, one), snapshot) for one in asked]


def _rows(database: Database, question: Question, gevraagd: list[queries.Asked]) -> pd.DataFrame:
    own, date = question.soort == areas.OWN_GROUP, peildatum(database, question)
    if question.indeling == "huidig" and not question.groepen and kept.holds(database, question.soort, date):
        return kept.rows(database, gevraagd, question.soort, _gebieden(database, question))
    return queries.cijfers_naast_elkaar(
        database,
        gevraagd=gevraagd,
        weergave=question.indeling,
        soort="gemeente" if own else question.soort,
        peildatum=date,
        gebieden=_gebieden(database, question),
        groep=own,
        groepen=[group.gebied_id for group in question.groepen for _ in group.leden],
        lidstatussen=[status for group in question.groepen for _, status in group.leden],
    )


def _answer(database: Database, asked: Asked, found: Found, at: NDArray[np.intp], snapshot: str) -> pd.DataFrame:
    question, indicator = asked.question, asked.indicator
    if asked.verwacht:
        categories = list(category_order(question, indicator)) or [""]
        gebieden = [found.gebieden[place] for place in at.tolist()]
        shown = _shown_areas(database, gebieden, question)
        periods, kinds = (found.columns[name].take(at).tolist() for name in ("periode", "categorie"))
        if not gaps.whole(gebieden, periods, kinds, asked.verwacht, shown, categories):
            found = Found.of(gaps.filled(found.frame.take(at), asked.known, asked.verwacht, shown, categories))
            at = np.arange(len(found.frame))
    return _complete(database, found, at, question, indicator, asked.telling, snapshot)


def _gebieden(database: Database, question: Question) -> Sequence[str]:
    if question.groepen:
        return [nis for group in question.groepen for nis, _ in group.leden]
    municipal = question.soort in ("gemeente", areas.OWN_GROUP)
    if municipal and question.gebieden:
        chosen = areas.municipalities_of_today(database, question.gebieden)
        return areas.codes_of_all_times(database, chosen) if question.indeling == "destijds" else chosen
    return question.gebieden


def _with_names(database: Database, rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    if question.groepen:
        return rows.assign(gebied=rows["gebied_id"].map({group.gebied_id: group.naam for group in question.groepen}))
    if question.soort == areas.OWN_GROUP:
        return rows.assign(gebied=question.groep or "Eigen groep", gebied_id="groep:" + "+".join(question.gebieden))
    if question.soort == "gemeente" and question.indeling == "destijds":
        names = queries.gemeenten(database).rename(
            columns={"indeling": "toon_indeling", "nis": "gebied_id", "naam": "gebied"}
        )
        return rows.merge(
            names[["toon_indeling", "gebied_id", "gebied"]], on=["toon_indeling", "gebied_id"], how="left"
        )
    return rows.assign(gebied=rows["gebied_id"].map(areas.names(database)))


def _shown_areas(database: Database, gebieden: Sequence[tuple[str, str]], question: Question) -> list[tuple[str, str]]:
    found = list(dict.fromkeys(gebieden))
    if question.groepen:
        return [(group.gebied_id, group.naam) for group in question.groepen]
    if question.soort == areas.OWN_GROUP:
        return found or [("groep:" + "+".join(question.gebieden), question.groep or "Eigen groep")]
    if found and question.soort in ("gemeente", "grootteklasse"):
        return found if question.indeling == "huidig" or question.soort == "grootteklasse" else []
    known = areas.areas(database)
    known = known[known["soort"] == question.soort]
    if question.gebieden:
        known = known[known["gebied_id"].isin(question.gebieden)]
    return list(known[["gebied_id", "naam"]].itertuples(index=False, name=None))


def _complete(
    database: Database,
    chosen: Found,
    at: NDArray[np.intp],
    question: Question,
    indicator: Indicator,
    telling: str,
    snapshot: str,
) -> pd.DataFrame:
    order = at[display_order(database, chosen, at, question, category_order(question, indicator))]
    found = {name: column.take(order) for name, column in chosen.columns.items()}
    bounds = {name: np.asarray(found[name], dtype=float) for name in BOUNDS}
    teller, noemer, waarde = (
        np.where(bounds[f"{name}onder"] == bounds[f"{name}boven"], bounds[f"{name}onder"], np.nan)
        for name in ("teller_", "noemer_", "")
    )
    stab_onder, stab_boven = _stability(teller, noemer, waarde, indicator)
    bekend, delen = (np.asarray(found[name], dtype=int) for name in ("bekend", "delen"))
    computed = {
        "indicator": indicator.id,
        "soort": question.soort,
        "telling": telling,
        "uitsplitsing": question.uitsplitsing,
        "indeling": question.indeling,
        "teller": teller,
        "noemer": noemer,
        "waarde": waarde,
        "stab_onder": stab_onder,
        "stab_boven": stab_boven,
        "dekking": _coverage(bekend, delen),
        "teller_periode": _where_known(found["periode"], bekend),
        "noemer_periode": _where_known(found["noemer_periode"], bekend),
        "herkomst": _texts(found["herkomst"]),
        "berekend": np.where(np.asarray(found["berekend"], dtype=bool), "ja", "nee"),
        "bron": "; ".join(source.id for source in catalogue().sources_of(indicator)),
        "snapshot": snapshot,
    }
    return pd.DataFrame(
        {name: computed.get(name, found.get(name)) for name in CONTRACT + EXTRA}, index=range(len(order))
    )


def _texts(found: ExtensionArray) -> ExtensionArray:
    texts = found if isinstance(found.dtype, pd.StringDtype) else pd.Series(found, dtype="str").array
    return texts.fillna("")


def _where_known(found: ExtensionArray, bekend: NDArray[np.int_]) -> ExtensionArray:
    texts = _texts(found)
    if not (bekend > 0).all():
        texts[~(bekend > 0)] = ""
    return texts


def _coverage(known: NDArray[np.int_], parts: NDArray[np.int_]) -> list[str]:
    """`67/70` for each row; thousands of rows share a few such texts."""
    texts: dict[tuple[int, int], str] = {}
    return [
        texts.setdefault((one, whole), f"{one}/{whole}" if whole else "")
        for one, whole in zip(known.tolist(), parts.tolist(), strict=True)
    ]


def _stability(
    teller: NDArray[np.float64], noemer: NDArray[np.float64], waarde: NDArray[np.float64], indicator: Indicator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Limits at exact values; none where a part is masked or nothing is computed."""
    if indicator.interval == "geen":
        empty = np.full(len(waarde), np.nan)
        return empty, empty
    if indicator.interval == "wilson":
        lower, upper = uncertainty.wilson(teller, noemer)
    else:
        few, many = uncertainty.byar(teller)
        with np.errstate(divide="ignore", invalid="ignore"):
            lower, upper = few / noemer, many / noemer
    shown = ~np.isnan(waarde)
    return np.where(shown, indicator.factor * lower, np.nan), np.where(shown, indicator.factor * upper, np.nan)
