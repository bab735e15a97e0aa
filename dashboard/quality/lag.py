"""Doubt that comes from time: a denominator of an earlier month, and outcomes that cannot be known yet. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import periods
from dashboard.catalogue import Indicator
from dashboard.cautions import delivery_lag, months_between, observable_from
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.wording import UNKNOWN, capital, counted, day, listed, number, period, short_period

NO_MONTH = "geen stabiele maand in de twaalf maanden ervoor"


def lags(frame: pd.DataFrame) -> pd.DataFrame:
    """Per month of VDAB, newest first: periode, noemer_periode ('' where none was found) and maanden between them (NaN then).

    frame: `registratiegraad` of one area, every month.
    """
    rows = frame[["periode", "teller_periode", "noemer_periode"]].sort_values("periode", ascending=False)
    known = rows["noemer_periode"] != ""
    months = [months_between(row) for row in records(rows)]
    return rows.assign(maanden=pd.Series(months, rows.index, dtype=float).where(known)).reset_index(drop=True)


def lag_words(found: pd.DataFrame) -> list[str]:
    """What the newest month is divided by, the largest distance, and how often there is one."""
    if found.empty:
        return ["Er is nog geen maand waarvoor VDAB en de POD MI samen een registratiegraad geven."]
    newest = found.iloc[0]
    with_month = found[found["maanden"].notna()]
    sentences = [f"De nieuwste maand van VDAB is {period(newest['periode'])}: {_distance(newest)}."]
    apart = with_month[with_month["maanden"] > 0]
    if apart.empty and len(with_month):
        sentences.append("In elke maand met een noemer zijn teller en noemer van dezelfde maand.")
    elif len(apart):
        worst = counted(apart["maanden"].max(), "maand", "maanden")
        verb = "verschillen" if len(apart) > 1 else "verschilt"
        sentences.append(
            f"In {number(len(apart))} van de {number(len(found))} maanden {verb} de maand van de teller en die van de noemer, "
            f"hoogstens {worst}."
        )
    if len(with_month) < len(found):
        without = counted(len(found) - len(with_month), "maand", "maanden")
        sentences.append(f"Voor {without} is er {NO_MONTH}: daar staat geen registratiegraad.")
    return sentences


def _distance(row: pd.Series) -> str:
    if pd.isna(row["maanden"]):
        return f"er is {NO_MONTH}"
    if not row["maanden"]:
        return "die delen we door dezelfde maand van de POD MI"
    return (
        f"die delen we door {period(row['noemer_periode'])}, de nieuwste stabiele maand van de POD MI, "
        f"{counted(row['maanden'], 'maand', 'maanden')} eerder"
    )


def lag_table(found: pd.DataFrame, shown: int | None = None) -> Markup:
    """The months with their denominator, newest first; the first `shown` of them, or all."""
    rows = [
        [
            short_period(row["periode"]),
            short_period(row["noemer_periode"]) if row["noemer_periode"] else NO_MONTH,
            UNKNOWN if pd.isna(row["maanden"]) else number(row["maanden"]),
        ]
        for row in records(found.head(shown or len(found)))
    ]
    columns = [
        Column("Teller: maand van VDAB"),
        Column("Noemer: maand van POD MI"),
        Column("Maanden verschil", getal=True),
    ]
    note = f"laatste {number(len(rows))} maanden" if shown else f"alle {number(len(rows))} maanden"
    return table("Maand van teller en noemer van de registratiegraad", columns, rows, note, "am-smal")


def unripe(moments: pd.DataFrame) -> list[str]:
    """The quarters of a flow whose outcome cannot be known yet, oldest first. moments: the indicator's known periods."""
    quarters = moments[moments["periode"].str.fullmatch(r"\d{4}-K[1-4]") & ~moments["rijp"].astype(bool)]
    return sorted(quarters["periode"])


def unripe_words(indicator: Indicator, moments: pd.DataFrame) -> str:
    """The last quarter whose outcome is known, and how many are waiting."""
    quarters = moments[moments["periode"].str.fullmatch(r"\d{4}-K[1-4]")]
    ripe = quarters.loc[quarters["rijp"].astype(bool), "periode"]
    waiting = unripe(moments)
    known = f"gaat tot en met het {period(ripe.max())}" if len(ripe) else "is er nog niet"
    months = counted(indicator.rijp_na_maanden, "maand", "maanden")
    lag = delivery_lag(indicator)
    delivered = f" en {counted(lag, 'maand', 'maanden')} tot de levering" if lag else ""
    if not waiting:
        return f"{indicator.korte_naam} {known}; geen enkel geleverd kwartaal wacht nog op opvolging."
    verb = "wacht" if len(waiting) == 1 else "wachten"
    quarters_text = counted(len(waiting), "later kwartaal", "latere kwartalen")
    needed = f"na het einde horen {months} opvolging{delivered}"
    return f"{indicator.korte_naam} {known}. {capital(quarters_text)} {verb} nog: {needed}."


def unripe_table(known: Sequence[tuple[Indicator, pd.DataFrame]]) -> Markup:
    """Every waiting quarter with, per outcome, the date from which a delivery can hold it."""
    waiting = {indicator.id: unripe(moments) for indicator, moments in known}
    quarters = sorted({text for texts in waiting.values() for text in texts}, key=lambda text: periods.parse(text).van)
    rows = [
        [
            capital(period(quarter)),
            *(
                day(observable_from(quarter, indicator)) if quarter in waiting[indicator.id] else "al gekend"
                for indicator, _ in known
            ),
        ]
        for quarter in quarters
    ]
    columns = [Column("Beëindigd in"), *(Column(f"{indicator.korte_naam}: vanaf") for indicator, _ in known)]
    names = listed([indicator.korte_naam for indicator, _ in known])
    return table(
        f"Nog niet waarneembaar: {names}", columns, rows, "ten vroegste, met een nieuwe levering van VDAB", "am-smal"
    )
