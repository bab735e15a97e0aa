"""What if regions were drawn otherwise: municipalities moved, a region made, as a short text in an address.

`maasland:72020.72018~Nieuwe regio:71004` moves two municipalities to the regiegebied Maasland and makes a region of one; `-`
stands for no region. A text that does not hold is refused whole, because a part of it would show another proposal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from slugify import slugify

from dashboard.coherence.regions import KIND, UNKNOWN_MEMBER, Region, home
from dashboard.wording import sort_key

NOWHERE = "-"
LONGEST = 2_000
NAME = re.compile(r"[^\W_][\w '&()/,-]{0,59}")
PROPOSED = "voorstel"


class BadProposal(ValueError):
    """A proposal that cannot be shown; the message says why in Dutch."""


@dataclass(frozen=True)
class Proposal:
    """Where each moved municipality goes: (NIS code, id of a region or empty for none), and the names of new regions by id."""

    zetten: tuple[tuple[str, str], ...] = ()
    namen: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.zetten)


def read(text: str, regions: Mapping[str, Region], names: Mapping[str, str]) -> Proposal:
    """The proposal an address holds; BadProposal when it is no proposal for these regions and municipalities of today."""
    if len(text) > LONGEST:
        raise BadProposal(f"Het voorstel in de link is langer dan {LONGEST} tekens.")
    moves: dict[str, str] = {}
    made: dict[str, str] = {}
    for part in text.split("~") if text else []:
        name, colon, codes = part.rpartition(":")
        if not colon or not codes:
            raise BadProposal(
                "Het voorstel in de link is niet leesbaar: verwacht wordt een gebied, een dubbelpunt en NIS-codes."
            )
        target = region_id(name, regions)
        if target and target not in regions:
            made.setdefault(target, name)
        for nis in codes.split("."):
            if nis not in names:
                raise BadProposal(f"Code '{nis[:12]}' in het voorstel is geen gemeente van vandaag.")
            if nis in moves:
                raise BadProposal(f"{names[nis]} staat twee keer in het voorstel.")
            moves[nis] = target
    return _tidy(moves, made, regions)


def region_id(name: str, regions: Mapping[str, Region]) -> str:
    """The id of the region with this name, of a new one when there is none; empty for none. BadProposal for a wrong name."""
    if name == NOWHERE:
        return ""
    found = f"{KIND}:{slugify(name)}"
    if not NAME.fullmatch(name) or found == f"{KIND}:":
        raise BadProposal(
            "De naam van een gebied in het voorstel is niet bruikbaar. Gebruik letters, cijfers, spaties en - ' & ( ) / , "
            "en hoogstens 60 tekens."
        )
    return found


def moved(proposal: Proposal, regions: Mapping[str, Region], codes: tuple[str, ...], target: str | None) -> Proposal:
    """The proposal with these municipalities put in a region: its id or new name, `-` for none, None for where they are now."""
    moves, made = dict(proposal.zetten), dict(proposal.namen)
    goal = region_id(target, regions) if target is not None and target not in regions else target
    if goal and goal not in regions and target:
        made.setdefault(goal, target)
    for nis in codes:
        if goal is None:
            moves.pop(nis, None)
        else:
            moves[nis] = goal
    return _tidy(moves, made, regions)


def _tidy(moves: dict[str, str], made: dict[str, str], regions: Mapping[str, Region]) -> Proposal:
    """In one order, without the moves that change nothing and the names nobody uses."""
    kept = {nis: goal for nis, goal in moves.items() if not _is_home(home(regions.values(), nis), goal)}
    used = {goal: made[goal] for goal in kept.values() if goal in made}
    return Proposal(tuple(sorted(kept.items(), key=lambda one: (one[1], one[0]))), tuple(sorted(used.items())))


def _is_home(standing: Mapping[str, str], goal: str) -> bool:
    if not goal:
        return not standing
    return list(standing) == [goal] and standing[goal] != UNKNOWN_MEMBER


def written(proposal: Proposal) -> str:
    """The proposal as the address holds it; empty when it moves nothing."""
    names = dict(proposal.namen)
    parts = []
    for goal, moves in groupby(proposal.zetten, key=lambda one: one[1]):
        shown = names.get(goal, goal.removeprefix(f"{KIND}:")) or NOWHERE
        parts.append(f"{shown}:{'.'.join(nis for nis, _ in moves)}")
    return "~".join(parts)


def applied(proposal: Proposal, regions: Mapping[str, Region]) -> dict[str, Region]:
    """The regions as proposed, by id: a moved municipality leaves every region it stood in and belongs whole to its new one.

    A region without members left is gone; a new one stands after the others.
    """
    leaving = {nis for nis, _ in proposal.zetten}
    made = {area: Region(area, name, "", True, "voorstel", nieuw=True) for area, name in proposal.namen}
    result = {}
    for area, region in (dict(regions) | made).items():
        stay = {nis: status for nis, status in region.leden.items() if nis not in leaving}
        coming = {nis: PROPOSED for nis, goal in proposal.zetten if goal == area}
        if stay | coming:
            touched = bool(coming) or len(stay) < len(region.leden)
            result[area] = replace(region, leden=stay | coming, gewijzigd=touched)
        elif not region.leden:
            result[area] = region
    return result


def touched(before: Mapping[str, Region], after: Mapping[str, Region]) -> list[str]:
    """The ids of the regions that differ, vanished and new ones included, in the order of their names."""
    changed = {area for area, region in after.items() if region.gewijzigd} | (before.keys() - after.keys())
    return sorted(changed, key=lambda area: sort_key((after.get(area) or before[area]).naam))
