"""The slow second computation, part three: figures with bounds, status and coverage, in plain Python from the domain rules.

It shares no statement and no table with `sql/`. A remark "silent" marks a choice the domain rules leave open.
"""

from __future__ import annotations

from tests.oracle_land import Land
from tests.oracle_moments import Asked, Moment, Moments
from tests.world import Row, World

Bounds = tuple[float, float]
SMALLEST_DENOMINATOR = 10


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

    def _count(self, asked: Asked, moment: Moment, rol: str, month: str, nis: str) -> Bounds | None:
        """The bounds of a role in one municipality of the measuring division; None when anything in it is unknown."""
        division = moment.teller_division if rol == "teller" else moment.noemer_division
        periode = month if rol == "teller" else _denominator(self.kind[asked.indicator]["regel"], month)
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
            bottom, top = sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)
            low, high = (low + bottom, high + top) if sign == 1 else (low - top, high - bottom)
        return max(low, 0.0), max(high, 0.0)  # silent: a difference of counts is at least 0

    def _mean(self, asked: Asked, moment: Moment, rol: str, nis: str) -> Bounds | None:
        """A count, or the mean of the months when every month is known."""
        found = [self._count(asked, moment, rol, month, nis) for month in moment.months]
        if None in found or len(found) < moment.needed:
            return None
        return sum(low for low, _ in found) / moment.needed, sum(high for _, high in found) / moment.needed

    # figures

    def _figure(self, asked: Asked, moment: Moment, area: str, members: dict[str, str], shown: int) -> Row:
        ratio = self.kind[asked.indicator]["is_ratio"]
        parts, known, weight, known_weight, masked, assumed, border = 0, [], 0.0, 0.0, 0, 0, 0
        for town, status in members.items():
            for nis in self.land.inside(self.land.ground[shown, town], moment.measured):
                size = self.land.weights.get((moment.measured, nis), 0)
                parts, weight = parts + 1, weight + size
                assumed, border = assumed + (status == "aangenomen"), border + (status == "grens")
                above = self._mean(asked, moment, "teller", nis)
                below = self._mean(asked, moment, "noemer", nis) if ratio else (0, 0)
                if status == "grens" or above is None or below is None:
                    continue
                known.append((above, below))
                known_weight += size
                masked += above[0] < above[1] or below[0] < below[1]
        total = self._source_total(asked, moment, area, members, shown) if parts == len(known) or not ratio else None
        figure = {
            "delen": parts,
            "bekend": len(known),
            "grens": border,
            "aangenomen": assumed,
            "gemaskeerd": masked,
            "dekking_inwoners": 1.0 if parts == len(known) else known_weight / weight if weight else None,
            "noemer_periode": moment.noemer_periode,
            "herkomst": moment.herkomst,
            "voorlopig": moment.voorlopig,
            "cijfer_van_bron": total is not None,
            "berekend": ratio or ((moment.berekend or parts > 1) and total is None),
        }
        return figure | self._value(self.kind[asked.indicator], moment, known, total)

    @staticmethod
    def _value(kind: Row, moment: Moment, known: list[tuple[Bounds, Bounds]], total: float | None) -> Row:
        names = ("teller_onder", "teller_boven", "noemer_onder", "noemer_boven", "onder", "boven")
        empty = dict.fromkeys(names)
        if not known and total is None:
            return empty | {"status": "ontbreekt"}
        t_low, t_high = (sum(above[side] for above, _ in known) if total is None else total for side in (0, 1))
        counts = empty | {"teller_onder": t_low, "teller_boven": t_high}
        settled = "voorlopig" if moment.voorlopig else "definitief"
        if not kind["is_ratio"]:
            status = "gemaskeerd" if t_low < t_high else settled
            return counts | {"onder": t_low, "boven": t_high, "status": status}
        n_low, n_high = (sum(below[side] for _, below in known) for side in (0, 1))
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

    def _source_total(
        self, asked: Asked, moment: Moment, area: str, members: dict[str, str], shown: int
    ) -> float | None:
        """What the source itself counts for exactly this ground, for every series of the numerator."""
        if moment.needed > 1 or asked.groep or set(members.values()) != {"lid"}:
            return None
        ground = frozenset().union(*(self.land.ground[shown, nis] for nis in members))
        sums = 0.0
        for reeks, sign in self.moments.components(asked, moment.categorie, "teller"):
            keys = (reeks, moment.periode, moment.measured, asked.soort, area)
            if (
                keys not in self.totals
                or self.land.source_ground(asked.soort, area, moment.measured, moment.van) != ground
            ):
                return None
            sums += sign * self.totals[keys]
        return max(sums, 0.0)


def _denominator(rule: str, month: str) -> str:
    return month[:4] if rule == "jaarbegin" else month


def _key(row: Row) -> tuple[object, ...]:
    return row["reeks"], row["periode"], row["indeling"], row["soort"], row["gebied_id"]
