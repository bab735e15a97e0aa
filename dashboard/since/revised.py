"""What the sources delivered again with another value: counts of a place and of its municipalities, old beside new.

The counts behind the figures are compared, not the figures, so that a new definition or a merger never passes for a revision.
Nothing hidden is told: a count is written as `differences.printed` writes it, and a total of the place says `gemaskeerd` where
any of its parts is hidden in either snapshot, even where the source published that total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard import queries
from dashboard.database import Database
from dashboard.ingest.differences import BOUNDS, KEY, MASKED, printed
from dashboard.periods import UNKNOWN_YEAR, Period
from dashboard.records import records
from dashboard.since.cells import Delivered, grid, series_name, today, whole
from dashboard.since.found import Revision
from dashboard.since.reasons import recast_words
from dashboard.since.where import Where
from dashboard.wording import number, sort_key

GONE = ("geleverd", "niet meer geleverd")


@dataclass
class Revised:
    """rijen: every revision. anders: sentences on periods that now stand in other municipalities. echt: sources whose sample
    figures became real ones, which are not compared."""

    rijen: list[Revision] = field(default_factory=list)
    anders: list[str] = field(default_factory=list)
    echt: list[str] = field(default_factory=list)


def revisions(
    now: Database, then: Database, place: Where, series: Mapping[str, int], until: Period, summed: Sequence[str]
) -> Revised:
    """Revisions of `series` (name to decimals) in periods that began before the end of `until`.

    summed: the series whose counts add up to one of the place.
    """
    found = Revised()
    counts = [
        queries.tellingen(each, reeksen=list(series), nissen=sorted({*place.codes["nis"]})) for each in (then, now)
    ]
    known = [queries.geleverd(each, reeksen=list(series)) for each in (then, now)]
    for reeks, decimals in series.items():
        was, is_now = (Delivered(frame[frame["reeks"] == reeks], until) for frame in known)
        if was.sample and not is_now.sample and is_now.periods:
            found.echt.append(is_now.bron)
            continue
        sample = was.sample or is_now.sample
        both = _cells([frame[frame["reeks"] == reeks] for frame in counts], was, is_now, place, reeks, found)
        hidden = was.recast_and_masked(is_now)
        rows = _rows(both, hidden, place, reeks, decimals, sample, reeks in summed)
        told = [row.periode for row in rows if row.whole]
        found.rijen += [*rows, *_totals(now, then, both, place, reeks, told, sample)]
        found.rijen += [
            Revision(reeks, series_name(reeks), period, "", place.naam, 0, *GONE, sample)
            for period in sorted(was.periods - is_now.periods)
        ]
    order = list(series)
    found.rijen.sort(key=lambda row: (row.nis != "", sort_key(row.naam)))
    found.rijen.sort(key=lambda row: "" if row.periode == UNKNOWN_YEAR else row.periode, reverse=True)
    found.rijen.sort(key=lambda row: order.index(row.reeks))
    return found


def _cells(
    counts: Sequence[pd.DataFrame], was: Delivered, is_now: Delivered, place: Where, reeks: str, found: Revised
) -> pd.DataFrame:
    """The counts of every period both know, in a division they share, else in the municipalities of today."""
    sides = list(zip(counts, (was, is_now), strict=True))
    both = sorted(was.periods & is_now.periods)
    shared = {period: was.divisions[period] & is_now.divisions[period] for period in both}
    alike = {period: max(divisions) for period, divisions in shared.items() if divisions}
    recast = [period for period in both if not shared[period]]
    secret = [period for period in recast if period in was.masked | is_now.masked]
    summed = [period for period in recast if period not in secret]
    found.anders += [*recast_words(reeks, secret, True), *recast_words(reeks, summed, False)]
    ways = (
        [grid(frame, place.codes, alike, side.absent_is_zero) for frame, side in sides],
        [
            today(
                grid(
                    frame, place.codes, {period: max(side.divisions[period]) for period in summed}, side.absent_is_zero
                )
            )
            for frame, side in sides
        ],
    )
    keys = [*KEY[1:], "naam"]
    joined = [first.merge(second, on=keys, suffixes=("_oud", "_nieuw"))[[*keys, *BOUNDS]] for first, second in ways]
    return pd.concat([one for one in joined if len(one)] or joined[:1]).assign(reeks=reeks)


def _rows(
    both: pd.DataFrame, hidden: set[str], place: Where, reeks: str, decimals: int, sample: bool, summed: bool
) -> list[Revision]:
    changed = printed(both, hidden, decimals)
    single = not both.duplicated(["periode"]).any()
    name = series_name(reeks)
    rows = [
        Revision(reeks, name, str(row["periode"]), "" if single else str(row["nis"]), place.naam if single else str(row["naam"]),
                 int(row["indeling"]), str(row["oud"]), str(row["nieuw"]), sample)
        for row in records(changed)
    ]  # fmt: skip
    if single or not summed:
        return rows
    for period, cells in both[both["periode"].isin(set(changed["periode"]))].groupby("periode"):
        old, new = whole(cells, "oud", decimals), whole(cells, "nieuw", decimals)
        if str(period) in hidden or MASKED in (old, new):
            old = new = MASKED
        if old != new or old == MASKED:
            rows.append(
                Revision(reeks, name, str(period), "", place.naam, int(cells["indeling"].iloc[0]), old, new, sample)
            )
    return rows


def _totals(
    now: Database, then: Database, both: pd.DataFrame, place: Where, reeks: str, told: Sequence[str], sample: bool
) -> list[Revision]:
    """Totals of the source itself that changed where the counts below them did not."""
    keys = ["reeks", "periode", "indeling", "soort", "gebied_id", "peildatum"]
    sides = []
    for each in (then, now):
        frame = each.table("brontotaal")
        sides.append(
            frame[(frame["reeks"] == reeks) & (frame["soort"] == place.soort) & frame["gebied_id"].isin(place.gebieden)]
        )
    joined = sides[0].merge(sides[1], on=keys, suffixes=("_oud", "_nieuw"))
    joined = joined[(joined["waarde_oud"] != joined["waarde_nieuw"]) & ~joined["periode"].isin(list(told))]
    rows = []
    for row in records(joined.drop_duplicates("periode")):
        cells = both[both["periode"] == row["periode"]]
        secret = cells.empty or MASKED in (whole(cells, "oud", 0), whole(cells, "nieuw", 0))
        old, new = (MASKED if secret else number(row[f"waarde_{side}"]) for side in ("oud", "nieuw"))
        rows.append(
            Revision(reeks, series_name(reeks), row["periode"], "", place.naam, int(row["indeling"]), old, new, sample)
        )
    return rows
