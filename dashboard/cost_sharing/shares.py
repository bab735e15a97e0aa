"""Shares of a cost: exact ones add up to the cent (largest remainder), uncertain ones are limits that hold every filling.

A filling gives every hidden or missing count a value between its limits. The counts of different kinds move apart, so a
member pays least when its own counts are lowest and all others highest, in every kind at once, and most the other way round.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.cost_sharing import LEAST, WHOLE, WORDS, CannotShare, Count, Key, Member
from dashboard.cost_sharing.money import euro

Limits = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Amount:
    """What one member pays, in cents: certain limits, equal where every count of the key is known."""

    onder: int
    boven: int

    @property
    def exact(self) -> bool:
        """Whether it is one amount."""
        return self.onder == self.boven


def shared(members: Sequence[Member], key: Key, total: int, fixed: int = 0) -> list[Amount]:
    """What each member pays of `total` cents, of which `fixed` cents each whatever its counts; the rest by the key.

    With every count of the key known the amounts add up to `total`; otherwise they are limits, a cent wide at each side at
    most beyond what a filling reaches. CannotShare where nothing can be shared.
    """
    check(members, total, fixed)
    rest = total - fixed * len(members)
    limits = [(fixed + rest * low, fixed + rest * high) for low, high in quotas(members, key)]
    if all(member.tellingen[kind].exact for member in members for kind in key.uses):
        return [Amount(cents, cents) for cents in largest_remainder([low for low, _ in limits])]
    return [Amount(math.floor(low), math.ceil(high)) for low, high in limits]


def check(members: Sequence[Member], total: int, fixed: int) -> None:
    """CannotShare for too few members or a fixed part that takes more than the cost."""
    if len(members) < LEAST:
        raise CannotShare("Een kost verdelen kan pas met minstens twee gemeenten.")
    together = fixed * len(members)
    if together > total:
        raise CannotShare(
            f"Het vaste deel is te hoog: {len(members)} keer {euro(fixed)} is {euro(together)}, meer dan het bedrag van "
            f"{euro(total)}."
        )


def quotas(members: Sequence[Member], key: Key) -> list[Limits]:
    """The part of the cost, between 0 and 1, that each member bears by the key, before rounding."""
    parts = {kind: fractions([member.tellingen[kind] for member in members], kind) for kind in key.uses}
    return [
        (
            sum((key.gewichten[kind] / WHOLE * parts[kind][at][0] for kind in parts), Fraction(0)),
            sum((key.gewichten[kind] / WHOLE * parts[kind][at][1] for kind in parts), Fraction(0)),
        )
        for at in range(len(members))
    ]


def fractions(counts: Sequence[Count], kind: str) -> list[Limits]:
    """Each count divided by the sum, at its extremes; a filling in which all are 0 shares nothing and does not count."""
    if all(count.boven == 0 for count in counts):
        raise CannotShare(
            f"Geen enkele gemeente van deze groep heeft {WORDS[kind]}. Daarmee valt er niets te verdelen."
        )
    lowest = sum((count.onder for count in counts), Fraction(0))
    unlimited = sum(count.boven is None for count in counts)
    highest = sum((count.boven for count in counts if count.boven is not None), Fraction(0))
    found = []
    for count in counts:
        others_low = lowest - count.onder
        others_high = None if unlimited > (count.boven is None) else highest - (count.boven or 0)
        found.append((_least(count, others_high), _most(count, others_low, others_high)))
    return found


def _least(count: Count, others: Fraction | None) -> Fraction:
    if others == 0:
        return Fraction(1)
    if count.onder == 0 or others is None:
        return Fraction(0)
    return count.onder / (count.onder + others)


def _most(count: Count, others: Fraction, others_high: Fraction | None) -> Fraction:
    if count.boven == 0:
        return Fraction(0)
    if count.boven is None or others_high == 0:
        return Fraction(1)
    return count.boven / (count.boven + others)


def largest_remainder(quotas: Sequence[Fraction]) -> list[int]:
    """Whole cents as near as can be that keep the sum; a cent left over goes to the largest remainder, first come on a tie."""
    whole = [math.floor(quota) for quota in quotas]
    left = sum(quotas, Fraction(0)) - sum(whole)
    order = sorted(range(len(quotas)), key=lambda at: (whole[at] - quotas[at], at))
    for at in order[: int(left)]:
        whole[at] += 1
    return whole
