"""What case workers mean in people, and where a caseload fills two of them. The reader sets both; there is no norm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dashboard.cost_sharing import Count, Member
from dashboard.cost_sharing.group import added
from dashboard.cost_sharing.typed import MOST_PEOPLE, MOST_WORKERS, quantity

COUNTED = ("leefloon", "trajecten")
WORKERS = 2
Verdict = Literal["ja", "nee", "kan niet"]


@dataclass(frozen=True)
class Place:
    """A municipality, or several together, with what is counted there."""

    naam: str
    tellingen: dict[str, Count]
    samen: bool = False


def workers(text: str) -> Fraction | None:
    """The VTE a reader typed, None where nothing was; CannotShare for what cannot be."""
    return quantity(text, "Het aantal VTE", MOST_WORKERS, False, "1,5") if text.strip() else None


def caseload(text: str) -> Fraction | None:
    """The people a reader wants one full-time worker to follow, None where nothing was typed; CannotShare for what cannot be."""
    return quantity(text, "De caseload", MOST_PEOPLE, False, "40") if text.strip() else None


def places(members: Sequence[Member], together: Sequence[str], name: str) -> list[Place]:
    """Every member, and those whose code is in `together` as one place under `name`, last."""
    each = [Place(member.naam, {kind: member.tellingen[kind] for kind in COUNTED}) for member in members]
    chosen = [member for member in members if member.nis in together]
    summed = {kind: added([member.tellingen[kind] for member in chosen]) for kind in COUNTED}
    return [*each, Place(name, summed, True)]


def per_worker(count: Count, vte: Fraction) -> tuple[Fraction, Fraction | None]:
    """People per full-time worker, at the limits of the count."""
    return count.onder / vte, None if count.boven is None else count.boven / vte


def verdict(count: Count, load: Fraction) -> Verdict:
    """Whether a count certainly fills two full-time workers at this caseload, certainly not, or cannot be said."""
    needed = WORKERS * load
    if count.onder >= needed:
        return "ja"
    return "nee" if count.boven is not None and count.boven < needed else "kan niet"
