"""Answers a question about an indicator with full values: bounds, stability, status, coverage, source and snapshot.

Meaning of every column: docs/cijfers.md. Pages, charts, downloads and the command line all get their figures here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard import areas, gaps, queries, uncertainty
from dashboard.catalogue import Indicator, catalogue
from dashboard.database import Database
from dashboard.questions import Asked, BadQuestion, Question, category_order, peildatum, understood
from dashboard.wording import sort_key

__all__ = ["CONTRACT", "EXTRA", "BadQuestion", "Question", "figures", "peildatum", "side_by_side"]
CONTRACT = [
    "indicator", "soort", "gebied_id", "gebied", "periode", "telling", "uitsplitsing", "categorie", "indeling",
    "teller", "teller_onder", "teller_boven", "noemer", "waarde", "onder", "boven", "stab_onder", "stab_boven",
    "status", "dekking", "dekking_inwoners", "teller_periode", "noemer_periode", "herkomst", "berekend", "bron", "snapshot",
]  # fmt: skip
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
    if len({replace(question, indicator="", periode="") for question in questions}) != 1:
        raise ValueError("questions side by side ask about the same areas")
    asked = [understood(database, question) for question in questions]
    first = questions[0]
    own = first.soort == areas.OWN_GROUP
    rows = queries.cijfers_naast_elkaar(
        database,
        gevraagd=[wanted for found in asked for wanted in found.gevraagd],
        dimensie=first.uitsplitsing,
        weergave=first.indeling,
        soort="gemeente" if own else first.soort,
        peildatum=peildatum(database, first),
        gebieden=_gebieden(database, first),
        groep=own,
        groepen=[group.gebied_id for group in first.groepen for _ in group.leden],
        lidstatussen=[status for group in first.groepen for _, status in group.leden],
    )
    named = _with_names(database, rows, first)
    return [_answer(database, found, named, snapshot) for found in asked]


def _answer(database: Database, asked: Asked, named: pd.DataFrame, snapshot: str) -> pd.DataFrame:
    question, indicator = asked.question, asked.indicator
    periods_asked = {periode for _, _, periode in asked.gevraagd}
    rows = named[(named["indicator"] == indicator.id) & named["periode"].isin(periods_asked)]
    wanted = gaps.expected(asked.known, asked.span, asked.telling, bool(question.periode))
    if wanted:
        categories = list(category_order(question, indicator)) or [""]
        rows = gaps.filled(rows, asked.known, wanted, _shown_areas(database, rows, question), categories)
    return _complete(rows, question, indicator, asked.telling, snapshot)


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
    if question.soort == "gemeente":
        names = queries.gemeenten(database).rename(
            columns={"indeling": "toon_indeling", "nis": "gebied_id", "naam": "gebied"}
        )
        return rows.merge(
            names[["toon_indeling", "gebied_id", "gebied"]], on=["toon_indeling", "gebied_id"], how="left"
        )
    known = areas.areas(database).rename(columns={"naam": "gebied"})
    return rows.merge(known[["gebied_id", "gebied"]], on="gebied_id", how="left")


def _shown_areas(database: Database, rows: pd.DataFrame, question: Question) -> list[tuple[str, str]]:
    found = list(rows[["gebied_id", "gebied"]].drop_duplicates().itertuples(index=False, name=None))
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
    rows: pd.DataFrame, question: Question, indicator: Indicator, telling: str, snapshot: str
) -> pd.DataFrame:
    rows = rows.iloc[_display_order(rows, question, category_order(question, indicator))].reset_index(drop=True)
    some = rows["bekend"] > 0
    teller, noemer, waarde = (
        rows[f"{name}onder"].where(rows[f"{name}onder"] == rows[f"{name}boven"]) for name in ("teller_", "noemer_", "")
    )
    stab_onder, stab_boven = _stability(teller, noemer, waarde, indicator)
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
        "dekking": _coverage(rows["bekend"].to_numpy(int), rows["delen"].to_numpy(int)),
        "teller_periode": rows["periode"].where(some, ""),
        "noemer_periode": rows["noemer_periode"].fillna("").where(some, ""),
        "herkomst": rows["herkomst"].fillna(""),
        "berekend": np.where(rows["berekend"].to_numpy(bool), "ja", "nee"),
        "bron": "; ".join(source.id for source in catalogue().sources_of(indicator)),
        "snapshot": snapshot,
    }
    names = CONTRACT + EXTRA
    return pd.DataFrame({name: computed.get(name, rows.get(name)) for name in names}, index=rows.index)


def _coverage(known: NDArray[np.int_], parts: NDArray[np.int_]) -> list[str]:
    """`67/70` for each row; thousands of rows share a few such texts."""
    texts: dict[tuple[int, int], str] = {}
    return [
        texts.setdefault((one, whole), f"{one}/{whole}" if whole else "")
        for one, whole in zip(known.tolist(), parts.tolist(), strict=True)
    ]


def _display_order(frame: pd.DataFrame, question: Question, categories: dict[str, int]) -> NDArray[np.intp]:
    """Where every row stands: the kind's own order of areas, else by name as Dutch sorts it; then by period and category."""
    kinds = catalogue().soorten
    ruled = {name: at for at, name in enumerate(kinds[question.soort].gebieden)} if question.soort in kinds else {}
    shown = frame[["gebied_id", "gebied"]].drop_duplicates()
    pairs = list(zip(shown["gebied_id"], shown["gebied"], strict=True))
    ordered = sorted(pairs, key=lambda pair: (ruled.get(pair[0], 0), sort_key(pair[1]), pair[0]))
    place = {pair: at for at, pair in enumerate(ordered)}
    places = [place[pair] for pair in zip(frame["gebied_id"], frame["gebied"], strict=True)]
    category = [categories.get(name, 0) for name in frame["categorie"]]
    return np.lexsort((np.array(category), frame["van"].to_numpy(), np.array(places)))


def _stability(
    teller: pd.Series, noemer: pd.Series, waarde: pd.Series, indicator: Indicator
) -> tuple[pd.Series, pd.Series]:
    """Limits at exact values; none where a part is masked or nothing is computed."""
    if indicator.interval == "geen":
        empty = pd.Series(np.nan, index=waarde.index)
        return empty, empty
    shown = waarde.notna()
    teller, noemer = teller.astype(float), noemer.astype(float)
    if indicator.interval == "wilson":
        lower, upper = uncertainty.wilson(teller, noemer)
    else:
        few, many = uncertainty.byar(teller)
        lower, upper = few / noemer, many / noemer
    return (
        pd.Series(indicator.factor * lower, index=waarde.index).where(shown),
        pd.Series(indicator.factor * upper, index=waarde.index).where(shown),
    )
