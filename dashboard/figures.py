"""Answers a question about an indicator with full values: bounds, stability, status, coverage, source and snapshot.

Meaning of every column: docs/cijfers.md. Pages, charts, downloads and the command line all get their figures here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard import areas, gaps, periods, queries, uncertainty
from dashboard.catalogue import Indicator, catalogue
from dashboard.database import Database
from dashboard.periods import Period
from dashboard.queries import Weergave
from dashboard.wording import sort_key

CONTRACT = [
    "indicator", "soort", "gebied_id", "gebied", "periode", "telling", "uitsplitsing", "categorie", "indeling",
    "teller", "teller_onder", "teller_boven", "noemer", "waarde", "onder", "boven", "stab_onder", "stab_boven",
    "status", "dekking", "dekking_inwoners", "teller_periode", "noemer_periode", "herkomst", "berekend", "bron", "snapshot",
]  # fmt: skip
EXTRA = [
    "van", "voorlopig", "cijfer_van_bron", "delen", "bekend", "grens", "aangenomen", "gemaskeerd", "noemer_onder", "noemer_boven",
]  # fmt: skip


class BadQuestion(ValueError):
    """A question that has no answer; the message says why in Dutch."""


@dataclass(frozen=True)
class Question:
    """Which figures are wanted. Empty `gebieden` means every area of the kind; `groep` sums them into one.

    groepen: several own groups at once, instead of `gebieden`; a member of unknown membership is a part without a figure.
    """

    indicator: str
    soort: str = "gemeente"
    gebieden: tuple[str, ...] = ()
    groep: str = ""
    periode: str = ""
    telling: str = ""
    indeling: Weergave = "huidig"
    peildatum: date | None = None
    uitsplitsing: str = ""
    groepen: tuple[areas.Group, ...] = ()


def figures(database: Database, question: Question, snapshot: str) -> pd.DataFrame:
    """One row per area, period and category with the columns CONTRACT and EXTRA; BadQuestion when it cannot be asked."""
    indicator = _indicator(question)
    moments = queries.momenten(database, indicator=indicator.id, dimensie=question.uitsplitsing)
    telling = _telling(question, indicator, moments)
    known = _chosen(question, indicator, moments[moments["telling"] == telling])
    span = _span(question, known)
    asked = known[(known["van"].dt.date >= span.van) & (known["tot"].dt.date <= span.tot)]
    own = question.soort == areas.OWN_GROUP
    rows = queries.cijfers(
        database,
        indicator=indicator.id,
        dimensie=question.uitsplitsing,
        telling=telling,
        weergave=question.indeling,
        soort="gemeente" if own else question.soort,
        peildatum=peildatum(database, question),
        gebieden=_gebieden(database, question),
        groep=own,
        perioden=list(dict.fromkeys(asked["periode"])),
        groepen=[group.gebied_id for group in question.groepen for _ in group.leden],
        lidstatussen=[status for group in question.groepen for _, status in group.leden],
    )
    rows = _with_names(database, rows, question)
    wanted = gaps.expected(known, span, telling, bool(question.periode))
    if wanted:
        categories = list(_category_order(question, indicator)) or [""]
        rows = gaps.filled(rows, known, wanted, _shown_areas(database, rows, question), categories)
    return _complete(rows, question, indicator, telling, snapshot)


def _indicator(question: Question) -> Indicator:
    entries = catalogue().indicatoren
    if question.indicator not in entries:
        raise BadQuestion(f"Indicator '{question.indicator}' bestaat niet. Kies uit: {', '.join(entries)}.")
    indicator = entries[question.indicator]
    if question.soort not in {*catalogue().soorten, areas.OWN_GROUP}:
        raise BadQuestion(f"Soort '{question.soort}' bestaat niet. Kies uit: {', '.join(catalogue().soorten)}.")
    if question.uitsplitsing and question.uitsplitsing not in indicator.uitsplitsingen:
        offered = ", ".join(indicator.uitsplitsingen) or "geen"
        raise BadQuestion(f"'{indicator.id}' heeft geen uitsplitsing '{question.uitsplitsing}'. Wel: {offered}.")
    return indicator


def _telling(question: Question, indicator: Indicator, moments: pd.DataFrame) -> str:
    telling = question.telling or indicator.telling
    offered = list(dict.fromkeys(moments["telling"]))
    if offered and telling not in offered:
        raise BadQuestion(f"'{indicator.id}' heeft geen telling '{telling}'. Wel: {', '.join(offered)}.")
    return telling


def _chosen(question: Question, indicator: Indicator, known: pd.DataFrame) -> pd.DataFrame:
    """The moments of one rhythm: the one asked for by name, else the pooled ones of a pooled flow, else the delivered ones."""
    named = known[known["periode"] == question.periode]
    if len(named):
        return named
    pooled = known[known["periode"].str.contains("..", regex=False)]
    if indicator.venster_kwartalen and not question.periode and len(pooled):
        return pooled
    single = known[~known["periode"].isin(pooled["periode"])]
    return single[single["samenvoeging"] != "som"]


def _span(question: Question, known: pd.DataFrame) -> Period:
    if question.periode and question.periode != periods.UNKNOWN_YEAR:
        return periods.parse(question.periode)
    if known.empty:
        return Period(date(1900, 1, 1), date(1900, 1, 1))
    return Period(known["van"].min().date(), known["tot"].max().date())


def peildatum(database: Database, question: Question) -> date | None:
    """The reference date of the size classes asked for; none for another kind. BadQuestion when no class is known then."""
    if question.soort != "grootteklasse":
        return None
    known = queries.peildata(database)
    wanted = question.peildatum or known[-1]
    usable = [moment for moment in known if moment <= wanted]
    if not usable or wanted.year > known[-1].year:
        raise BadQuestion(f"Grootteklassen zijn gekend van {known[0]} tot {known[-1]}, niet op {wanted}.")
    return usable[-1]


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
    exact = rows["teller_onder"] == rows["teller_boven"]
    exact_denominator = rows["noemer_onder"] == rows["noemer_boven"]
    value_known = rows["onder"].notna() & (rows["onder"] == rows["boven"])
    frame = rows.assign(
        indicator=indicator.id,
        soort=question.soort,
        telling=telling,
        uitsplitsing=question.uitsplitsing,
        indeling=question.indeling,
        teller=rows["teller_onder"].where(exact),
        noemer=rows["noemer_onder"].where(exact_denominator),
        waarde=rows["onder"].where(value_known),
        dekking=[
            f"{int(known)}/{int(parts)}" if parts else ""
            for known, parts in zip(rows["bekend"], rows["delen"], strict=True)
        ],
        teller_periode=rows["periode"].where(rows["bekend"] > 0, ""),
        noemer_periode=rows["noemer_periode"].fillna("").where(rows["bekend"] > 0, ""),
        herkomst=rows["herkomst"].fillna(""),
        berekend=np.where(rows["berekend"].astype(bool), "ja", "nee"),
        bron="; ".join(source.id for source in catalogue().sources_of(indicator)),
        snapshot=snapshot,
    )
    frame["stab_onder"], frame["stab_boven"] = _stability(frame, indicator)
    order = _category_order(question, indicator)
    ruled = (
        {area_id: at for at, area_id in enumerate(catalogue().soorten[question.soort].gebieden)}
        if question.soort in catalogue().soorten
        else {}
    )
    keys = [
        (ruled.get(area_id, 0), sort_key(area), area_id, begin, order.get(category, 0))
        for area, area_id, begin, category in zip(
            frame["gebied"], frame["gebied_id"], frame["van"], frame["categorie"], strict=True
        )
    ]
    by_key = sorted(range(len(frame)), key=keys.__getitem__)
    return frame.iloc[by_key][CONTRACT + EXTRA].reset_index(drop=True)


def _stability(frame: pd.DataFrame, indicator: Indicator) -> tuple[pd.Series, pd.Series]:
    """Limits at `frame`'s exact values; none where a part is masked or nothing is computed."""
    shown = frame["waarde"].notna()
    if indicator.interval == "geen":
        empty = pd.Series(np.nan, index=frame.index)
        return empty, empty.copy()
    teller, noemer = frame["teller"].astype(float), frame["noemer"].astype(float)
    if indicator.interval == "wilson":
        lower, upper = uncertainty.wilson(teller, noemer)
    else:
        few, many = uncertainty.byar(teller)
        lower, upper = few / noemer, many / noemer
    return (
        pd.Series(indicator.factor * lower, index=frame.index).where(shown),
        pd.Series(indicator.factor * upper, index=frame.index).where(shown),
    )


def _category_order(question: Question, indicator: Indicator) -> dict[str, int]:
    if not question.uitsplitsing:
        return {}
    source = catalogue().source_of_series(indicator.teller[0].reeks)
    return {category: at for at, category in enumerate(source.dimensies[question.uitsplitsing].categorieen)}
