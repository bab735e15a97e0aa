"""A region opened into its members: what each brings to its figure, to its gap and to the change of it. Pure.

A contribution is arithmetic and no cause; as printed the contributions of a region add up to its figure. Where a count is
masked they are ranges, and ranges do not add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.levels import To, percent_sign, written
from dashboard.markup import Column, Markup, table
from dashboard.records import records
from dashboard.uncertainty import contributions
from dashboard.uncertainty.extremes import Bounds, bounds
from dashboard.wording import UNKNOWN, counted, listed, short_bounds, signed, sort_key

PARTS = ("niveau", "kloof", "verandering")
FINER = 1
MEMBERSHIP = {"lid": "lid", "aangenomen": "aangenomen na fusie", "grens": "onbekend na fusie: telt niet mee"}


@dataclass(frozen=True)
class Contributions:
    """What the members bring. leden: one row per member with nis, gebied, lidstatus, teller, cijfer, and per part that can be
    computed <part>_onder and _boven in the unit the figure is read in, rounded so that they add up to `totaal`.

    totaal: the region's figure, its gap and its change, as limits. waarom: why a part is not there.
    """

    leden: pd.DataFrame
    totaal: dict[str, tuple[float, float]]
    waarom: dict[str, str]
    decimalen: int


def contributed(
    members: pd.DataFrame,
    now: pd.DataFrame,
    then: pd.DataFrame | None,
    indicator: Indicator,
    reference: float | None,
    complete: bool,
) -> Contributions:
    """The contributions of the members of one region.

    members: columns nis, naam, lidstatus. now, then: municipal figures (columns of `figures`) of the period shown and of the
    earlier one, None where there is none to compare with. reference: the comparator's value as it stands in `figures`, None
    where there is no exact and complete one. complete: whether the region's own figure counts every member.
    """
    ratio = indicator.is_ratio and indicator.soort != "maat"
    rows = members.merge(now, left_on="nis", right_on="gebied_id", how="left")
    rows = rows.sort_values("naam", key=lambda names: names.map(sort_key)).reset_index(drop=True)
    known = rows[rows["teller_onder"].notna() & (rows["lidstatus"] != "grens")].reset_index(drop=True)
    scale = (100.0 if indicator.soort == "aandeel" else 1.0) * indicator.factor
    decimals = indicator.decimalen + (FINER if ratio else 0)
    rows.loc[rows["lidstatus"] == "grens", ["teller_onder", "teller_boven"]] = np.nan
    found = Contributions(_shown(rows, indicator), {}, {}, decimals)
    if indicator.soort == "maat" or known.empty:
        nothing = (
            "de bron geeft geen aantallen om op te tellen"
            if indicator.soort == "maat"
            else "geen enkele gemeente heeft een cijfer"
        )
        return Contributions(found.leden, {}, dict.fromkeys(PARTS, nothing), decimals)
    teller = _side(known, "teller")
    hidden = _masked_denominator(known) if ratio else ""
    if hidden:
        found.waarom["niveau"] = hidden
    elif ratio:
        _add(found, "niveau", known, contributions.to_level(teller, known["noemer_onder"], 0.0), scale)
    else:
        _add(
            found,
            "niveau",
            known,
            pd.DataFrame({"bijdrage_onder": teller.onder, "bijdrage_boven": teller.boven}),
            scale,
        )
    _gap(found, known, indicator, reference, complete, hidden, scale)
    _change(found, known, then, ratio, scale)
    return found


def _gap(
    found: Contributions,
    known: pd.DataFrame,
    indicator: Indicator,
    reference: float | None,
    complete: bool,
    hidden: str,
    scale: float,
) -> None:
    if not indicator.is_ratio:
        found.waarom["kloof"] = "aantallen van gebieden van verschillende grootte vergelijken we niet"
    elif hidden or not complete:
        found.waarom["kloof"] = hidden or "het cijfer telt niet alle gemeenten"
    elif reference is None:
        found.waarom["kloof"] = "het gebied om mee te vergelijken heeft geen volledig en exact cijfer"
    else:
        split = contributions.to_level(_side(known, "teller"), known["noemer_onder"], reference / indicator.factor)
        _add(found, "kloof", known, split, scale)


def _change(found: Contributions, known: pd.DataFrame, then: pd.DataFrame | None, ratio: bool, scale: float) -> None:
    if then is None:
        found.waarom["verandering"] = "er is geen eerdere periode"
        return
    before = known[["nis"]].merge(then, left_on="nis", right_on="gebied_id", how="left")
    absent = int(before["teller_onder"].isna().sum())
    if absent:
        places = counted(absent, "gemeente", "gemeenten")
        found.waarom["verandering"] = f"van {places} is er geen cijfer in beide perioden"
        return
    hidden = _masked_denominator(known) or _masked_denominator(before) if ratio else ""
    if hidden:
        found.waarom["verandering"] = hidden
    elif ratio:
        toen, nu = _side(before, "teller"), _side(known, "teller")
        split = contributions.to_change(toen, before["noemer_onder"], nu, known["noemer_onder"])
        _add(found, "verandering", known, split, scale)
    else:
        _add(
            found,
            "verandering",
            known,
            contributions.to_difference(_side(before, "teller"), _side(known, "teller")),
            scale,
        )


def _side(frame: pd.DataFrame, name: str) -> Bounds:
    return bounds(frame[f"{name}_onder"], frame[f"{name}_boven"])


def _masked_denominator(frame: pd.DataFrame) -> str:
    hidden = int((frame["noemer_onder"] != frame["noemer_boven"]).sum())
    if hidden:
        return f"in {counted(hidden, 'gemeente', 'gemeenten')} is het getal waardoor we delen verborgen"
    return "" if frame["noemer_onder"].sum() > 0 else "er is niets om door te delen"


def _add(found: Contributions, part: str, known: pd.DataFrame, split: pd.DataFrame, scale: float) -> None:
    """One part as columns of the members and as a total; exact contributions are rounded together."""
    lower, upper = (scale * split[f"bijdrage_{side}"].to_numpy(float) for side in ("onder", "boven"))
    if np.allclose(lower, upper, rtol=0, atol=1e-9):
        lower = upper = contributions.rounded_together(lower, found.decimalen)
        total = round(float(lower.sum()), found.decimalen)
        found.totaal[part] = (total, total)
    else:
        found.totaal[part] = (float(lower.sum()), float(upper.sum()))
    by_code = pd.DataFrame({"nis": known["nis"], "onder": lower, "boven": upper}).set_index("nis")
    for side in ("onder", "boven"):
        found.leden[f"{part}_{side}"] = found.leden["nis"].map(by_code[side])


def _shown(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    filled = rows.assign(status=rows["status"].fillna("ontbreekt"))
    return pd.DataFrame(
        {
            "nis": rows["nis"],
            "gebied": rows["naam"],
            "lidstatus": rows["lidstatus"],
            "teller_onder": rows["teller_onder"],
            "teller_boven": rows["teller_boven"],
            "cijfer": [written(row, indicator) if row["lidstatus"] != "grens" else UNKNOWN for row in records(filled)],
        }
    )


def contribution_table(
    found: Contributions, indicator: Indicator, name: str, titles: Mapping[str, str], caption: str, to: To
) -> Markup:
    """The members with what they bring, and the total as last row. titles: the heading of each part that is shown."""
    parts = [part for part in titles if part in found.totaal]
    uncertain_members = bool((found.leden["lidstatus"] != "lid").any())
    count = indicator.is_ratio
    summed = indicator.soort != "maat"
    columns = [
        Column("Gemeente"),
        *([Column("Teller" if count else "Aantal", getal=True)] if summed else []),
        *([Column(indicator.korte_naam, getal=True)] if count or not summed else []),
        *(Column(titles[part], getal=True) for part in parts),
        *([Column("Lidmaatschap")] if uncertain_members else []),
    ]
    rows: list[list[object]] = []
    for row in records(found.leden):
        line: list[object] = [to(row["gebied"], row["nis"])]
        line += [_count(row["teller_onder"], row["teller_boven"])] if summed else []
        line += [row["cijfer"]] if count or not summed else []
        line += [part_words(row[f"{part}_onder"], row[f"{part}_boven"], part, found.decimalen) for part in parts]
        rows.append([*line, MEMBERSHIP[row["lidstatus"]]] if uncertain_members else line)
    if not summed:
        return table(caption, columns, rows, "geen som: de bron geeft geen aantallen")
    last: list[object] = [f"Som: {name}", _count(found.leden["teller_onder"].sum(), found.leden["teller_boven"].sum())]
    last += [""] if count else []
    last += [part_words(*found.totaal[part], part, found.decimalen) for part in parts]
    rows.append([*last, ""] if uncertain_members else last)
    unit = "procentpunt" if percent_sign(indicator) else indicator.eenheid
    return table(caption, columns, rows, f"bijdragen: {unit}" if count else "")


def bars(found: Contributions, part: str) -> list[tuple[str, float, float, str]]:
    """Name, limits and contribution as written of every member that has one."""
    known = found.leden[found.leden[f"{part}_onder"].notna()]
    limits = zip(known["gebied"], known[f"{part}_onder"], known[f"{part}_boven"], strict=True)
    return [(name, lower, upper, part_words(lower, upper, part, found.decimalen)) for name, lower, upper in limits]


def part_words(lower: float, upper: float, part: str, decimals: int) -> str:
    """A contribution as written: with its sign where it is a difference, as a range where something is masked."""
    if pd.isna(lower) or pd.isna(upper):
        return UNKNOWN
    if part == "niveau":
        return short_bounds(lower, upper, decimals)
    first, last = signed(lower, decimals), signed(upper, decimals)
    return first if first == last else f"{first} tot {last}"


def _count(lower: float, upper: float) -> str:
    return UNKNOWN if pd.isna(lower) else short_bounds(lower, upper)


def largest_words(found: Contributions, part: str, name: str, unit: str) -> str:
    """Which members bring most to a part, in a sentence; empty where it is not computed or nothing is exact."""
    if part not in found.totaal or len(found.leden) < 2:
        return ""
    exact = found.leden[found.leden[f"{part}_onder"] == found.leden[f"{part}_boven"]]
    if len(exact) < found.leden[f"{part}_onder"].notna().sum():
        return "Een bereik telt niet op: waar kleine aantallen verborgen zijn, kennen we alleen de grenzen van een bijdrage."
    order = (
        exact.assign(maat=exact[f"{part}_onder"].abs()).sort_values(["maat", "gebied"], ascending=[False, True]).head(3)
    )
    named = [
        f"{row['gebied']} ({part_words(row[f'{part}_onder'], row[f'{part}_boven'], part, found.decimalen)})"
        for row in records(order)
        if row["maat"]
    ]
    if not named:
        return ""
    what = {"niveau": f"het cijfer van {name}", "kloof": "het verschil", "verandering": "de verandering"}[part]
    total = part_words(*found.totaal[part], part, found.decimalen)
    verb, noun = ("is", "grootste bijdrage") if len(named) == 1 else ("zijn", "grootste bijdragen")
    return f"In {what} ({total}{unit}) {verb} de {noun} die van {listed(named)}."
