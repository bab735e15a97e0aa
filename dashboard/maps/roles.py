"""A map of what municipalities are to a region, in words instead of figures: member, neighbour, in a proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.maps.classes import Mark
from dashboard.maps.panel import Entry, Panel, Row
from dashboard.maps.places import Places

MOST_COLOURS = 7


@dataclass(frozen=True)
class Role:
    """What a municipality is, and how it is drawn: a colour token, or a pattern where there is no colour."""

    naam: str
    kleur: str = ""
    patroon: str = ""


@dataclass(frozen=True)
class Placed:
    """One municipality with its role and what else must be said of it."""

    nis: str
    naam: str
    rol: Role
    opmerking: str = ""


def role_map(
    titel: str, kolom: str, placed: Sequence[Placed], order: Sequence[Role], everywhere: Iterable[str]
) -> tuple[Panel, Places]:
    """The map and where its areas lie. kolom: what the roles are called; everywhere: every municipality that is drawn.

    ValueError for more colours than a map has classes.
    """
    counts = Counter(one.rol for one in placed)
    used = [role for role in order if counts[role]]
    colours = [role for role in used if role.kleur]
    if len(colours) > MOST_COLOURS:
        raise ValueError(f"{len(colours)} colours, at most {MOST_COLOURS}")
    rows = tuple(
        Row(
            one.nis,
            one.naam,
            one.rol.naam,
            one.opmerking,
            "",
            Mark(colours.index(one.rol) if one.rol.kleur else None, one.rol.patroon),
            None,
            None,
        )
        for one in placed
    )
    legend = tuple(
        Entry("klasse", colours.index(role), role.naam, counts[role])
        if role.kleur
        else Entry("patroon", role.patroon, role.naam, counts[role])
        for role in used
    )
    shown = {one.nis for one in placed}
    where = Places({nis: (nis,) if nis in shown else () for nis in everywhere})
    return Panel(titel, kolom, rows, legend, tuple(role.kleur for role in colours), None), where
