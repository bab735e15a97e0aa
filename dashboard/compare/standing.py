"""The rank ranges of municipalities on one indicator: what is certain, and how far chance could move it. Pure pandas."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.uncertainty import ranking
from dashboard.uncertainty.extremes import ALL_PLACES, bounds
from dashboard.wording import number

SHOWN = ("definitief", "voorlopig", "gemaskeerd")


def standing(indicator: Indicator, frame: pd.DataFrame) -> pd.DataFrame:
    """Rank ranges of every municipality in a frame of figures of one period, 1 for the highest value; indexed by NIS code.

    Columns beste, slechtste, gelijk, plaatsen (certain: masks and ties) and toeval_beste, toeval_slechtste (chance, 99,8%
    limits; empty for an indicator without such limits). Municipalities without a complete figure have no rank.
    """
    ranked = frame["status"].isin(SHOWN) & frame["onder"].notna() & (frame["bekend"] == frame["delen"])
    certain = ranking.positions(frame["onder"], frame["boven"], ranked)
    if indicator.interval == "geen":
        certain[["toeval_beste", "toeval_slechtste"]] = pd.NA
    else:
        teller, noemer = (bounds(frame[f"{name}_onder"], frame[f"{name}_boven"]) for name in ("teller", "noemer"))
        limits = ranking.widest(indicator.interval, teller, noemer, ALL_PLACES)
        moved = ranking.chance(limits.onder, limits.boven, ranked)
        certain = certain.join(moved[["toeval_beste", "toeval_slechtste"]])
    return certain.set_index(pd.Index(frame["gebied_id"], name="nis"))


def range_words(first: object, last: object) -> str:
    """`3`, `3–7`, or empty where there is no rank."""
    if pd.isna(first) or pd.isna(last):  # type: ignore[call-overload]
        return ""
    low, high = int(first), int(last)  # type: ignore[call-overload]
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def in_order(frame: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """The rows of these municipalities, in the order given."""
    by_code = frame.set_index("gebied_id", drop=False)
    return by_code.loc[[code for code in codes if code in by_code.index]].reset_index(drop=True)
