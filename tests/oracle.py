"""The slow second computation, part three: figures with bounds, status and coverage, in plain Python from the domain rules.

It shares no statement and no table with `sql/`. A remark "silent" marks a choice the domain rules leave open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle_land import Land
from tests.oracle_moments import Asked, Moment, Moments
from tests.world import Row, World, span

Bounds = tuple[float, float]
Part = tuple[float, Bounds | None, Bounds | None]
ROLES = ("teller", "noemer")
SMALLEST_DENOMINATOR = 10


@dataclass
class Members:
    """The parts of an area: weight, numerator and denominator of each, and how it belongs."""

    parts: list[Part] = field(default_factory=list)
    border: int = 0
    assumed: int = 0
    ratio: bool = False

    @property
    def known(self) -> list[Part]:
        """The parts of which everything is known."""
        return [part for part in self.parts if part[1] and (part[2] or not self.ratio)]

    def whole(self, rol: str) -> Bounds | None:
        """The sum of one role when every part is known in it."""
        found = [part[1 + ROLES.index(rol)] for part in self.parts]
        return None if None in found else _sum(found)


class Oracle:
    """Answers questions about one world."""

    def __init__(self, world: World) -> None:
        self.land = Land(world)
        self.moments = Moments(self.land)
        self.totals = {_key(row): row["waarde"] for row in world.rows["brontotaal"]}
        self.kind = self.moments.kind

    def figures(self, asked: Asked) -> dict[tuple[str, str, str], Row]:
        """Every figure by (area, category, period)."""
        found = {}
        for moment in self.moments.of(asked):
            shown = self.land.today
            if asked.weergave == "destijds":
                shown = max(self.land.division_of(moment.van), moment.measured)
            areas = self.land.areas(asked.soort, asked.weergave, moment.van, shown, asked.peildatum)
            if asked.groep:
                chosen = {nis: "lid" for nis in areas if nis in asked.groep}
                areas = {"groep": chosen} if chosen else {}
            for area, members in areas.items():
                figure = self._figure(asked, moment, area, members, shown)
                found[area, moment.categorie, moment.periode] = figure
        return found

    # parts

    def _count(self, asked: Asked, moment: Moment, rol: str, nis: str) -> Bounds | None:
        """The bounds of a role in one municipality of a delivered moment's division; None when anything in it is unknown."""
        division = moment.teller_division if rol == "teller" else moment.noemer_division
        periode = moment.periode if rol == "teller" else moment.noemer_periode
        ground = self.land.ground[moment.measured, nis]
        low = high = 0.0
        for reeks, sign in self.moments.components(asked, moment.categorie, rol):
            delivered = [row["indeling"] for row in self.land.delivered.get((reeks, periode), [])]
            fitting = [at for at in delivered if at <= division]
            cells = (
                [self.land.cell(reeks, periode, max(fitting), old) for old in self.land.inside(ground, max(fitting))]
                if fitting
                else [None]
            )
            if None in cells:
                return None
            bottom, top = _sum(cells)
            low, high = (low + bottom, high + top) if sign == 1 else (low - top, high - bottom)
        return max(low, 0.0), max(high, 0.0)  # silent: a difference of counts is at least 0

    def _part(self, asked: Asked, moment: Moment, rol: str, nis: str) -> Bounds | None:
        """A count, or the mean or sum of the periods when every period is known in every predecessor."""
        ground = self.land.ground[moment.measured, nis]
        found = [
            self._count(asked, piece, rol, old)
            for piece in moment.delivered
            for old in self.land.inside(ground, piece.measured)
        ]
        if None in found or len(moment.delivered) < moment.needed:
            return None
        low, high = _sum(found)
        return low / moment.divisor, high / moment.divisor

    def _members(self, asked: Asked, moment: Moment, members: dict[str, str], shown: int) -> Members:
        found = Members(ratio=self.kind[asked.indicator]["is_ratio"])
        for town, status in members.items():
            for nis in self.land.inside(self.land.ground[shown, town], moment.measured):
                size = self.land.weights.get((moment.measured, nis), 0)
                belongs = status != "grens"
                above = self._part(asked, moment, "teller", nis) if belongs and moment.ripe else None
                below = self._part(asked, moment, "noemer", nis) if belongs and found.ratio else None
                found.parts.append((size, above, below))
                found.assumed += status == "aangenomen"
                found.border += status == "grens"
        return found

    # figures

    def _figure(self, asked: Asked, moment: Moment, area: str, members: dict[str, str], shown: int) -> Row:
        kind = self.kind[asked.indicator]
        ratio = kind["is_ratio"]
        found = self._members(asked, moment, members, shown)
        parts, known = found.parts, found.known
        weighted = kind["gewogen"] and len(parts) > 1
        sides = self._of_source(asked, moment, area, members, shown, found)
        of_source = sides is not None
        complete = of_source or len(parts) == len(known)
        weight, known_weight = (sum(part[0] for part in some) for some in (parts, known))
        single = of_source and not ratio and moment.joined == "geen"
        figure = {
            "delen": len(parts),
            "bekend": len(parts) if of_source else len(known),
            "grens": found.border,
            "aangenomen": found.assumed,
            "gemaskeerd": sum(any(_masked(side) for side in part[1:]) for part in known),
            "dekking_inwoners": 1.0 if complete else known_weight / weight if weight else None,
            "noemer_periode": moment.noemer_periode,
            "herkomst": "geschat" if weighted and moment.herkomst == "gepubliceerd" else moment.herkomst,
            "voorlopig": moment.voorlopig,
            "cijfer_van_bron": of_source,
            "berekend": not single and (ratio or moment.berekend or len(parts) > 1),
        }
        if sides is None:
            sides = _sum([part[1] for part in known]), _sum([part[2] for part in known]) if ratio else None
        if weighted and known_weight:
            low, high = (sum(part[0] * part[1][end] for part in known) / known_weight for end in (0, 1))
            sides = (low, high), None
        uncomputable = moment.mixed or (
            kind["soort"] == "maat" and len(parts) > 1 and not (weighted and (known_weight or not known))
        )
        return figure | self._value(kind, moment, sides if figure["bekend"] else None, uncomputable)

    @staticmethod
    def _value(kind: Row, moment: Moment, sides: tuple[Bounds, Bounds | None] | None, uncomputable: bool) -> Row:
        names = ("teller_onder", "teller_boven", "noemer_onder", "noemer_boven", "onder", "boven")
        empty = dict.fromkeys(names)
        if uncomputable:
            return empty | {"status": "niet_berekenbaar"}
        if not moment.ripe:
            return empty | {"status": "nog_niet_waarneembaar"}
        if sides is None:
            return empty | {"status": "ontbreekt"}
        (t_low, t_high), below = sides
        counts = empty | {"teller_onder": t_low, "teller_boven": t_high}
        settled = "voorlopig" if moment.voorlopig else "definitief"
        if below is None:
            status = "gemaskeerd" if t_low < t_high else settled
            return counts | {"onder": t_low, "boven": t_high, "status": status}
        n_low, n_high = below
        counts |= {"noemer_onder": n_low, "noemer_boven": n_high}
        if n_high == 0:
            return counts | {"status": "niet_van_toepassing"}
        if kind["soort"] != "dichtheid" and n_low < SMALLEST_DENOMINATOR:
            return counts | {"status": "te_klein"}
        low, high = kind["factor"] * t_low / n_high, kind["factor"] * t_high / n_low
        if kind["deel_van"]:
            high = min(high, kind["factor"])
        status = "gemaskeerd" if t_low < t_high or n_low < n_high else settled
        return counts | {"onder": low, "boven": high, "status": status}

    # totals of the source

    def _of_source(
        self, asked: Asked, moment: Moment, area: str, members: dict[str, str], shown: int, found: Members
    ) -> tuple[Bounds, Bounds | None] | None:
        """Both sides of a figure when the source counted at least one of them, and the other is whole."""
        if asked.groep or not moment.ripe or set(members.values()) != {"lid"}:
            return None
        ground = frozenset().union(*(self.land.ground[shown, nis] for nis in members))
        roles = ROLES if found.ratio else ROLES[:1]
        totals = {rol: self._total(asked, moment, rol, area, ground) for rol in roles}
        sides = [found.whole(rol) if totals[rol] is None else (totals[rol], totals[rol]) for rol in roles]
        if None in sides or set(totals.values()) == {None}:
            return None
        return sides[0], sides[1] if found.ratio else None

    def _total(self, asked: Asked, moment: Moment, rol: str, area: str, ground: frozenset[str]) -> float | None:
        """What the source itself counts for exactly this ground, for every series of a role and every period."""
        if len(moment.delivered) < moment.needed:
            return None
        total = 0.0
        for piece in moment.counted or moment.delivered:
            division = piece.teller_division if rol == "teller" else piece.noemer_division
            periode = piece.periode if rol == "teller" else piece.noemer_periode
            for reeks, sign in self.moments.components(asked, piece.categorie, rol):
                keys = (reeks, periode, division, asked.soort, area, asked.peildatum)
                if keys not in self.totals:
                    return None
                counted = self.land.source_ground(asked.soort, area, division, span(periode)[0], asked.peildatum)
                if counted != ground:
                    return None
                total += sign * self.totals[keys]
        return total / moment.divisor


def _sum(bounds: list[Bounds]) -> Bounds:
    return sum(low for low, _ in bounds), sum(high for _, high in bounds)


def _masked(bounds: Bounds | None) -> bool:
    return bounds is not None and bounds[0] < bounds[1]


def _key(row: Row) -> tuple[object, ...]:
    return row["reeks"], row["periode"], row["indeling"], row["soort"], row["gebied_id"], row["peildatum"]
