"""Doubt that comes from two counts side by side: stock against flow, and rates over 100%. Pure, on certain limits only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard import periods
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.wording import UNKNOWN, capital, counted, number, percent, period, short_bounds, short_period, signed

KEY = ["gebied_id", "periode"]
LIMITS = ["onder", "boven"]
WHOLE = 1.0
MEANING = (
    "Stand en stroom zijn twee leveringen van VDAB. Een verschil betekent dat de twee niet hetzelfde tellen; "
    "welke van de twee juist is, weten we niet."
)


def balance(stock: pd.DataFrame, started: pd.DataFrame, ended: pd.DataFrame) -> pd.DataFrame:
    """How stock and flow of trajectories agree, one row per area and quarter, oldest first.

    stock: `twe_lopend` per month; started and ended: `twe_gestart` and `twe_beeindigd` per quarter, same areas. Columns
    gebied_id, periode, and with _onder and _boven: begin and einde (stock at the month's end before and of the quarter), gestart,
    beeindigd, and afwijking = (einde − begin) − (gestart − beeindigd). Certain limits; NaN where one of the four counts is
    missing or does not count every part of the area.
    """
    quarters = started[KEY].merge(ended[KEY])
    month_ends = {text: _month_ends(text) for text in set(quarters["periode"])}
    found = quarters.assign(
        begin_maand=[month_ends[text][0] for text in quarters["periode"]],
        einde_maand=[month_ends[text][1] for text in quarters["periode"]],
    )
    for name, frame, on in (
        ("begin", stock, "begin_maand"),
        ("einde", stock, "einde_maand"),
        ("gestart", started, "periode"),
        ("beeindigd", ended, "periode"),
    ):
        limits = _complete(frame).rename(columns={"onder": f"{name}_onder", "boven": f"{name}_boven", "periode": on})
        found = found.merge(limits, on=["gebied_id", on], how="left")
    lower = found["einde_onder"] - found["begin_boven"] - (found["gestart_boven"] - found["beeindigd_onder"])
    upper = found["einde_boven"] - found["begin_onder"] - (found["gestart_onder"] - found["beeindigd_boven"])
    found = found.assign(afwijking_onder=lower, afwijking_boven=upper).drop(columns=["begin_maand", "einde_maand"])
    return found.sort_values(["periode", "gebied_id"], ignore_index=True)


def _month_ends(quarter: str) -> tuple[str, str]:
    span = periods.parse(quarter)
    return periods.label(periods.later(span.van, -1), 1), periods.label(periods.later(span.tot, -1), 1)


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    whole = frame["bekend"] == frame["delen"]
    return frame.loc[whole, [*KEY, *LIMITS]]


def judged(places: pd.DataFrame) -> pd.DataFrame:
    """Per quarter how many places agree for certain, can agree, differ for certain, and cannot be compared.

    Columns periode, gelijk, mogelijk, anders, onbekend; places: the balance of municipalities.
    """
    lower, upper = places["afwijking_onder"], places["afwijking_boven"]
    verdict = np.select(
        [lower.isna(), (lower == 0) & (upper == 0), (lower <= 0) & (upper >= 0)],
        ["onbekend", "gelijk", "mogelijk"],
        "anders",
    )
    counts = pd.crosstab(places["periode"], verdict)
    return counts.reindex(columns=["gelijk", "mogelijk", "anders", "onbekend"], fill_value=0).reset_index()


def balance_table(whole: pd.DataFrame, places: pd.DataFrame) -> Markup:
    """The quarters of Vlaanderen with their difference, and beside each how many municipalities agree; newest first."""
    verdicts = judged(places).set_index("periode")
    newest = whole.sort_values("periode", ascending=False)
    rows = []
    for row in records(newest):
        counts = verdicts.loc[row["periode"]] if row["periode"] in verdicts.index else None
        rows.append(
            [
                capital(period(row["periode"])),
                *(
                    _range(row[f"{name}_onder"], row[f"{name}_boven"])
                    for name in ("begin", "einde", "gestart", "beeindigd")
                ),
                _signed_range(row["afwijking_onder"], row["afwijking_boven"]),
                *(number(counts[name]) if counts is not None else UNKNOWN for name in ("gelijk", "mogelijk", "anders")),
            ]
        )
    columns = [
        Column("Kwartaal"),
        *(
            Column(name, getal=True)
            for name in (
                "Stand bij het begin", "Stand op het einde", "Gestart", "Beëindigd", "Afwijking",
                "Gemeenten: gelijk", "Gemeenten: kan gelijk zijn", "Gemeenten: zeker verschillend",
            )
        ),
    ]  # fmt: skip
    note = "afwijking: verschil in stand, min wat gestart is, plus wat beëindigd is"
    return table("Lopende trajecten tegenover gestart en beëindigd, Vlaanderen", columns, rows, note, "am-breed")


def balance_words(whole: pd.DataFrame, places: pd.DataFrame) -> list[str]:
    """What the newest quarter shows, what a difference means, and that it is no verdict."""
    if whole.empty:
        return ["Er is geen kwartaal waarvan zowel de stand als de stroom geleverd is."]
    newest = whole.sort_values("periode").iloc[-1]
    counts = judged(places).set_index("periode")
    sentences = [_newest(newest)]
    if newest["periode"] in counts.index:
        row = counts.loc[newest["periode"]]
        text = f"In {counted(row['gelijk'], 'gemeente', 'gemeenten')} komen ze zeker overeen, "
        text += f"in {number(row['mogelijk'])} kan dat, maar is iets verborgen, in {_few(row['anders'])} verschillen ze zeker"
        sentences.append(
            f"{text}; {number(row['onbekend'])} kunnen we niet vergelijken." if row["onbekend"] else f"{text}."
        )
    sentences.append(MEANING)
    return sentences


def _newest(row: pd.Series) -> str:
    quarter = period(row["periode"])
    lower, upper = row["afwijking_onder"], row["afwijking_boven"]
    if pd.isna(lower):
        return f"Voor het {quarter} kunnen stand en stroom in Vlaanderen niet vergeleken worden: er ontbreekt een deel."
    if lower == upper == 0:
        return f"In het {quarter} komen de stand en de stroom van trajecten in Vlaanderen precies overeen."
    if lower <= 0 <= upper:
        return f"In het {quarter} kunnen stand en stroom in Vlaanderen overeenkomen; door verborgen aantallen is dat niet zeker."
    return (
        f"In het {quarter} wijken stand en stroom in Vlaanderen {_signed_range(lower, upper)} trajecten van elkaar af."
    )


def over_whole(frame: pd.DataFrame) -> tuple[pd.DataFrame, int, int]:
    """Municipalities surely over 100% (highest certain limit first), how many possibly are, and how many have no figure.

    frame: `registratiegraad` of every municipality in one month.
    """
    sure = frame[frame["onder"] > WHOLE].sort_values(["onder", "gebied"], ascending=[False, True], ignore_index=True)
    possible = (frame["boven"] > WHOLE) & (frame["onder"] <= WHOLE)
    return sure, int(possible.sum()), int(frame["onder"].isna().sum())


def over_words(frame: pd.DataFrame, reasons: Sequence[str]) -> list[str]:
    """How many municipalities are over 100% in the month of `frame`, and why that can be."""
    if frame.empty:
        return ["Er is nog geen maand met een registratiegraad."]
    sure, possible, without = over_whole(frame)
    month = period(frame["periode"].iloc[0])
    verb = "ligt" if len(sure) == 1 else "liggen"
    text = f"In {month} {verb} {counted(len(sure), 'gemeente', 'gemeenten')} zeker boven 100%"
    if not len(sure):
        text = f"In {month} ligt geen enkele gemeente zeker boven 100%"
    text += f", en {number(possible)} misschien, omdat iets verborgen is." if possible else "."
    if without:
        text += f" Voor {counted(without, 'gemeente', 'gemeenten')} is er geen percentage: de noemer is te klein of ontbreekt."
    return [text, f"Dat kan. {' '.join(reasons)}", "We tonen de cijfers zoals ze zijn, zonder ze af te toppen."]


def over_table(frame: pd.DataFrame) -> Markup:
    """The municipalities surely over 100% with numerator and denominator."""
    sure, _, _ = over_whole(frame)
    rows = [
        [
            row["gebied"],
            _range(row["teller_onder"], row["teller_boven"]),
            _range(row["noemer_onder"], row["noemer_boven"]),
            percent(row["onder"])
            if row["onder"] == row["boven"]
            else f"{short_bounds(100 * row['onder'], 100 * row['boven'], 1)}%",
        ]
        for row in records(sure)
    ]
    numerator, denominator = (short_period(frame[name].max()) for name in ("teller_periode", "noemer_periode"))
    columns = [
        Column("Gemeente"),
        Column(f"Gekend bij VDAB, {numerator}", getal=True),
        Column(f"Leefloon, {denominator}", getal=True),
        Column("Registratiegraad", getal=True),
    ]
    return table("Gemeenten zeker boven 100%", columns, rows, "een bereik: iets is verborgen", "am-smal")


def _few(count: float) -> str:
    return number(count) if count else "geen enkele"


def _range(lower: float, upper: float) -> str:
    return UNKNOWN if pd.isna(lower) else short_bounds(lower, upper)


def _signed_range(lower: float, upper: float) -> str:
    if pd.isna(lower):
        return UNKNOWN
    return signed(lower) if lower == upper else f"{signed(lower)} tot {signed(upper)}"
