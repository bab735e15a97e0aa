"""A reader's wishes as they stand in an address, read and worked out under every key side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.cost_sharing import KINDS, SHORT, CannotShare, Key, Member, known_keys, typed
from dashboard.cost_sharing.shares import Amount, check, shared
from dashboard.wording import listed

OWN_KEY = "eigen"


@dataclass(frozen=True)
class Wishes:
    """The texts of an address: amount, fixed part per member, key."""

    bedrag: str = "43250"
    vast: str = "0"
    sleutel: str = "leefloon:40,trajecten:60"


@dataclass(frozen=True)
class Plan:
    """Wishes worked out. gekozen: the id of the key the reader chose, empty where it cannot be read.

    bedragen: what each member pays, in the order of the members, per key id. waarom: why nothing can be shared, or why a key
    cannot be used (by its id; `""` for all of it).
    """

    leden: tuple[Member, ...]
    centen: int
    vast: int
    gekozen: str
    sleutels: tuple[Key, ...]
    bedragen: dict[str, list[Amount]] = field(default_factory=dict)
    waarom: dict[str, str] = field(default_factory=dict)

    @property
    def sleutel(self) -> Key | None:
        """The chosen key, None where it cannot be read."""
        return next((key for key in self.sleutels if key.id == self.gekozen), None)

    @property
    def chosen(self) -> list[Amount]:
        """What each member pays under the chosen key; empty where that cannot be computed."""
        return self.bedragen.get(self.gekozen, [])

    @property
    def shown(self) -> list[Key]:
        """The keys that can be computed."""
        return [key for key in self.sleutels if key.id in self.bedragen]


def worked_out(members: Sequence[Member], wishes: Wishes) -> Plan:
    """Every key that can be computed for this group, and in words why another cannot."""
    why: dict[str, str] = {}
    cents = fixed = 0
    try:
        cents = typed.amount(wishes.bedrag, "Het bedrag")
        fixed = typed.amount(wishes.vast, "Het vaste deel", zero=True)
        check(members, cents, fixed)
    except CannotShare as error:
        why[""] = str(error)
    try:
        key = found_key(wishes.sleutel)
    except CannotShare as error:
        key, why[OWN_KEY] = None, str(error)
    keys = known_keys() if key is None or not key.eigen else (*known_keys(), key)
    plan = Plan(tuple(members), cents, fixed, key.id if key else "", keys, {}, why)
    for each in () if "" in why else keys:
        try:
            plan.bedragen[each.id] = shared(members, each, cents, fixed)
        except CannotShare as error:
            plan.waarom[each.id] = str(error)
    return plan


def found_key(text: str) -> Key:
    """The key with these weights: one that is known, or the reader's own. CannotShare where the weights are wrong."""
    weights = typed.weights(text)
    known = next((key for key in known_keys() if key.gewichten == weights), None)
    return known or Key(OWN_KEY, mix_words(weights), weights, eigen=True)


def mix_words(weights: typed.Weights) -> str:
    """Weights as read: `40% leefloon en 60% trajecten`."""
    return listed([f"{typed.decimal(weights[kind])}% {SHORT[kind]}" for kind in KINDS if weights[kind]])
