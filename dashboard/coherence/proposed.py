"""What a proposal does, said and set side by side: which municipality goes where, and each figure before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import cautions
from dashboard.areas import OWN_GROUP, Group
from dashboard.catalogue import Indicator
from dashboard.changes import SHOWN
from dashboard.coherence.regions import UNKNOWN_MEMBER, Region, home
from dashboard.coherence.whatif import PROPOSED, Proposal
from dashboard.figures import Question
from dashboard.records import records
from dashboard.sentences import read
from dashboard.sentences.reasons import reason
from dashboard.wording import UNKNOWN, counted, listed, number, short_bounds, window

SAID_ONCE = ("voorbeeld", "samenstelling", "venster", "jaar_onbekend")
NO_REGION = "geen regiegebied"
COLUMNS = [
    "gebied_id",
    "gebied",
    "indicator",
    "periode",
    "stand",
    "onder",
    "boven",
    "status",
    "dekking",
    "herkomst",
    "snapshot",
]


@dataclass(frozen=True)
class Pair:
    """One figure of one region before and after; None where the region does not exist then."""

    indicator: Indicator
    periode: str
    nu: Mapping[str, object] | None
    voorstel: Mapping[str, object] | None


def sentence(proposal: Proposal, before: Mapping[str, Region], changed: Sequence[str]) -> str:
    """How much a proposal moves."""
    places = counted(len(proposal.zetten), "gemeente", "gemeenten")
    regions = counted(len(changed), "regiegebied", "regiegebieden")
    new = sum(area not in before for area in changed)
    made = f", waarvan {number(new)} nieuw" if new else ""
    return f"Uw voorstel verplaatst {places} en verandert {regions}{made}."


def moves(
    proposal: Proposal, before: Mapping[str, Region], after: Mapping[str, Region], names: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Municipality, where it stands now and where it goes, in the order of names."""
    rows = []
    for nis, goal in proposal.zetten:
        standing = home(before.values(), nis)
        now = listed(
            [
                before[area].naam + (" (deels, onbekend)" if how == UNKNOWN_MEMBER else "")
                for area, how in standing.items()
            ]
        )
        rows.append((names[nis], now or "onbekend", after[goal].naam if goal else NO_REGION))
    return sorted(rows)


def group(region: Region) -> Group:
    """A proposed region as a group to ask figures of: a member of unknown belonging stays a part without a figure."""
    return Group(
        region.gebied_id,
        region.naam,
        tuple((nis, "lid" if status == PROPOSED else status) for nis, status in sorted(region.leden.items())),
    )


def question(indicator: str, periode: str, regions: Sequence[Region]) -> Question:
    """The figures of proposed regions, each summed anew from its members."""
    return Question(indicator, OWN_GROUP, periode=periode, groepen=tuple(group(region) for region in regions))


def pairs(
    indicator: Indicator, periode: str, before: pd.DataFrame, after: pd.DataFrame, areas: Sequence[str]
) -> dict[str, Pair]:
    """Per region its figure of now and as proposed, from two figures frames of the same period."""
    now, then = (_by_area(frame) for frame in (before, after))
    return {area: Pair(indicator, periode, now.get(area), then.get(area)) for area in areas}


def _by_area(frame: pd.DataFrame) -> dict[str, dict[str, object]]:
    return {str(row["gebied_id"]): {str(key): value for key, value in row.items()} for row in records(frame)}


def cells(pair: Pair) -> list[str]:
    """Indicator with its unit, period, figure now, figure as proposed, and what must be said about either."""
    said = [_remarks(row, pair.indicator) for row in (pair.nu, pair.voorstel)]
    if said[0] == said[1]:
        remark = said[0]
    else:
        remark = "; ".join(f"{label}: {text}" for label, text in zip(("nu", "voorstel"), said, strict=True) if text)
    shown = [figure(row, pair.indicator) for row in (pair.nu, pair.voorstel)]
    return [f"{pair.indicator.korte_naam}, {pair.indicator.eenheid}", window(pair.periode), *shown, remark]


def figure(row: Mapping[str, object] | None, indicator: Indicator) -> str:
    """A figure as a cell: a number or certain limits with a percent sign; a dash where the region does not exist."""
    if row is None:
        return "–"
    if not _known(row):
        return UNKNOWN
    return _limits(row, indicator, "onder", "boven")


def _limits(row: Mapping[str, object], indicator: Indicator, *names: str) -> str:
    factor = 100 if indicator.soort == "aandeel" else 1
    low, high = (factor * float(str(row[name])) for name in names)
    return short_bounds(low, high, indicator.decimalen) + ("%" if indicator.eenheid.startswith("%") else "")


def _known(row: Mapping[str, object]) -> bool:
    return row["status"] in SHOWN and bool(pd.notna(row["onder"]))  # type: ignore[call-overload]


def _remarks(row: Mapping[str, object] | None, indicator: Indicator) -> str:
    if row is None:
        return ""
    if not _known(row):
        return reason(read(row), indicator)
    own = ["cijfer van de bron"] if row["cijfer_van_bron"] else []
    if pd.notna(row["stab_onder"]):  # type: ignore[call-overload]
        own.append(f"toeval alleen: {_limits(row, indicator, 'stab_onder', 'stab_boven')}")
    return ", ".join([*own, *cautions.short(row, indicator, SAID_ONCE)])


def as_rows(found: Sequence[Mapping[str, Pair]]) -> pd.DataFrame:
    """Every figure of now and as proposed as one table, for a file (columns COLUMNS; stand is `nu` or `voorstel`)."""
    rows = [
        {name: row.get(name) for name in COLUMNS} | {"gebied_id": area, "stand": stand}
        for pairs_of in found
        for area, pair in pairs_of.items()
        for stand, row in (("nu", pair.nu), ("voorstel", pair.voorstel))
        if row is not None
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
