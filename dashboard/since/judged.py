"""The figure of a place at the earlier and at the later moment, and what may be said of the change.

A monthly stock is judged against the place's own month-to-month variation (`uncertainty.variation`); a share or a flow only
by whether chance alone could explain it, and where it could there is no verdict. Everything else is stated. Both figures are
those of the newest snapshot, so that a revision is never taken for a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard import figures
from dashboard.catalogue import Indicator, catalogue
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.moments import overlap
from dashboard.sentences.order import one_is_sample
from dashboard.sentences.since import since as beside_earlier
from dashboard.since.found import Judged
from dashboard.since.moments import MONTH, Course
from dashboard.since.where import Where
from dashboard.swings import REASONS, Swing, swings
from dashboard.tables import shown
from dashboard.uncertainty import variation
from dashboard.uncertainty.distinguish import NOT_SHOWN, compared
from dashboard.uncertainty.extremes import KAN_NIET, Bounds, bounds
from dashboard.wording import number

PROVISIONAL, PARTIAL = "voorlopig", "onvolledig"
EXPOSURE = 1000.0
WHY = REASONS | {
    PROVISIONAL: "de latere maand is nog voorlopig",
    PARTIAL: "het cijfer telt niet alle gemeenten",
}
CHANCE = "Dat verschil kan toeval zijn."
BEYOND = "Toeval alleen geeft zelden zo'n groot verschil; wat er wel achter zit, zegt dit niet."
SEASON = "Het zijn verschillende kwartalen van het jaar: het seizoen kan meespelen."


def judgements(now: Database, place: Where, courses: Sequence[Course]) -> list[Judged]:
    """The change of every indicator that has an earlier and a later period."""
    both = [course for course in courses if course.toen and course.nu]
    members = _members(
        now, place, [course for course in both if is_stock(catalogue().indicatoren[course.indicator], course)]
    )
    return [_judged(course, members.get(course.indicator)) for course in both]


def _members(now: Database, place: Where, stocks: Sequence[Course]) -> dict[str, pd.DataFrame]:
    """The figures of the municipalities of the place, by indicator; none where it has no two."""
    codes = tuple(place.counting)
    if len(codes) < 2 or not stocks:
        return {}
    asked = [Question(course.indicator, "gemeente", codes) for course in stocks]
    frames = figures.side_by_side(now, asked, "")
    return {question.indicator: frame for question, frame in zip(asked, frames, strict=True)}


def _judged(course: Course, of_members: pd.DataFrame | None) -> Judged:
    indicator = catalogue().indicatoren[course.indicator]
    rows = {row["periode"]: row for row in records(course.rijen)}
    then, at = rows[course.toen], rows[course.nu]
    earlier, later = read(then), read(at)
    told = (
        beside_earlier(later, indicator, earlier)
        if later.known
        else f"Er is geen later cijfer: {shown(at, indicator)}."
    )
    swing: Swing | None = None
    members: tuple[Swing, ...] = ()
    verdict = reason = ""
    if is_stock(indicator, course) and later.known and earlier.known and later.dekking == earlier.dekking:
        swing, members = _swings(course, at, of_members)
        verdict, reason = (swing.oordeel, swing.reden) if swing else (KAN_NIET, "geen_cijfer")
        if later.provisional:
            verdict, reason, members = KAN_NIET, PROVISIONAL, ()
        elif not later.complete:
            verdict, reason = KAN_NIET, PARTIAL
        told = f"{told} {_words(verdict, reason, swing)}"
    elif later.known and earlier.known and not one_is_sample(later, earlier):
        told = f"{told} {_chance(then, at, indicator)}".strip()
    figures_of = (shown(then, indicator), shown(at, indicator))
    sample = later.sample or earlier.sample
    return Judged(
        indicator.id, course.toen, course.nu, *figures_of, told, verdict, WHY.get(reason, ""), sample, swing, members
    )


def is_stock(indicator: Indicator, course: Course) -> bool:
    """Whether it counts people month after month."""
    monthly = bool(len(course.rijen)) and bool(course.rijen["periode"].str.fullmatch(MONTH).all())
    return indicator.soort == "aantal" and indicator.telling == "stand" and monthly


def _swings(
    course: Course, at: dict[Any, Any], of_members: pd.DataFrame | None
) -> tuple[Swing | None, tuple[Swing, ...]]:
    """The place alone, and its members scanned together; months that count other members or other data are left out."""
    alike = course.rijen["dekking"].eq(at["dekking"]) & course.rijen["herkomst"].eq(at["herkomst"])
    own = swings(_blanked(course.rijen, alike), course.toen, course.nu)
    if of_members is None:
        return own[0], ()
    frame = of_members[of_members["periode"].isin(set(course.rijen["periode"]))]
    whole = frame["bekend"].eq(frame["delen"]) & frame["herkomst"].eq(at["herkomst"])
    return own[0], tuple(swings(_blanked(frame, whole), course.toen, course.nu))


def _blanked(frame: pd.DataFrame, alike: pd.Series) -> pd.DataFrame:
    sides = [f"{name}{side}" for name in ("", "teller_") for side in ("onder", "boven")]
    return frame.assign(**{side: frame[side].astype(float).where(alike) for side in sides})


def _words(verdict: str, reason: str, swing: Swing | None) -> str:
    if verdict == KAN_NIET or swing is None:
        return f"Of dat meer is dan gewoon, kan niet gezegd worden: {WHY.get(reason, reason)}."
    usual = f"de gewone schommeling hier (tot {number(swing.gewoon)} in deze tijd)"
    return f"Dat past bij {usual}." if verdict == variation.USUAL else f"Dat is meer dan {usual}."


def _chance(then: dict[Any, Any], at: dict[Any, Any], indicator: Indicator) -> str:
    """What chance could do with a share of endings or with a flow; '' where that cannot be said of this kind of figure."""
    flow = indicator.telling == "stroom"
    same = (then["onder"], then["boven"]) == (at["onder"], at["boven"])
    if not flow or same or overlap(str(then["periode"]), str(at["periode"])):
        return ""
    share = indicator.interval == "wilson"
    if not share and indicator.soort != "aantal":
        return ""
    late, early = _side(at, "teller"), _side(then, "teller")
    late_of, early_of = (_side(at, "noemer"), _side(then, "noemer")) if share else (bounds([EXPOSURE]),) * 2
    found = compared("wilson" if share else "byar", late, late_of, early, early_of, 0.95).iloc[0]
    if found["oordeel"] == KAN_NIET:
        why = WHY.get(found["reden"], "de aantallen zijn te klein")
        return f"Of toeval dat verschil verklaart, kan niet gezegd worden: {why}."
    if found["oordeel"] == NOT_SHOWN:
        return CHANCE
    season = SEASON if str(then["periode"])[-2:] != str(at["periode"])[-2:] else ""
    return f"{BEYOND} {season}".strip()


def _side(row: dict[Any, Any], name: str) -> Bounds:
    lower, upper = (
        np.nan if pd.isna(row[f"{name}_{side}"]) else float(row[f"{name}_{side}"]) for side in ("onder", "boven")
    )
    return bounds([lower], [upper])
