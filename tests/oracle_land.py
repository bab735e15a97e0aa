"""The slow second computation, part one: who descends from whom, and which municipalities an area is.

Written from the domain rules in plain Python. A municipality is the set of oldest municipalities it is made of (its ground);
membership and coverage are questions about these sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from tests.world import Row, World

Ground = frozenset[str]
Place = tuple[int, str]
CLASSES = (("groot", 20_000), ("middelgroot", 10_000), ("klein", 0))
DAY = timedelta(days=1)


class Land:
    """Municipalities, their ground, their inhabitants, and the areas they form."""

    def __init__(self, world: World) -> None:
        self.rows = world.rows
        self.divisions = sorted(row["indeling"] for row in world.rows["indeling"])
        self.time = {row["indeling"]: (row["van"], row["tot"]) for row in world.rows["indeling"]}
        self.today = self.divisions[-1]
        self.absent_is_zero = {row["reeks"]: row["afwezig"] == "nul" for row in world.rows["reeks"]}
        self.observed = {
            (row["reeks"], row["periode"], row["indeling"], row["nis"]): row for row in world.rows["waarneming"]
        }
        self.members = _by(world.rows["lidmaatschap"], "gebied_id")
        self.delivered = _by(world.rows["levering"], "reeks", "periode")

    @cached_property
    def ground(self) -> dict[Place, Ground]:
        """What every municipality is made of."""
        found: dict[Place, set[str]] = {(row["indeling"], row["nis"]): set() for row in self.rows["gemeente"]}
        merged = {(row["oude_indeling"], row["oude_nis"]): row["nieuwe_nis"] for row in self.rows["fusie"]}
        for oldest in [nis for division, nis in found if division == self.divisions[0]]:
            nis = oldest
            for division in self.divisions:
                found[division, nis].add(oldest)
                nis = merged.get((division, nis), nis)
        return {place: frozenset(parts) for place, parts in found.items()}

    def inside(self, ground: Ground, division: int) -> list[str]:
        """The municipalities of a division that lie wholly on some ground."""
        return [nis for (at, nis), own in self.ground.items() if at == division and own <= ground]

    def division_of(self, day: date) -> int:
        """The division in force on a day."""
        return next(division for division, (van, tot) in self.time.items() if van <= day < tot)

    def cell(self, reeks: str, periode: str, division: int, nis: str) -> tuple[float, float] | None:
        """The bounds of one municipality in a delivered period; None when it is missing."""
        row = self.observed.get((reeks, periode, division, nis))
        if row is None:
            return (0, 0) if self.absent_is_zero[reeks] else None
        return None if row["onder"] is None else (row["onder"], row["boven"])

    @cached_property
    def weights(self) -> dict[Place, float]:
        """Inhabitants in the last year in which a whole division is known."""
        found: dict[Place, float] = {}
        for (reeks, periode), deliveries in sorted(self.delivered.items()):
            for division in [row["indeling"] for row in deliveries if reeks == "inwoners"]:
                cells = {place: self.cell(reeks, periode, *place) for place in self.ground if place[0] == division}
                if all(cells.values()):
                    found |= {place: bounds[0] for place, bounds in cells.items()}
        return found

    # membership

    def status(self, members: Iterable[Place], place: Place) -> str:
        """Whether a municipality belongs to the region of some stated members: lid, aangenomen, grens, or '' for no."""
        members = list(members)
        target = self.ground[place]
        stated = frozenset().union(*(self.ground[member] for member in members))
        if target <= stated:
            return "lid"
        if not any(self.ground[member] & target for member in members):
            return ""
        return "aangenomen" if any(self._carries(member, place) for member in members) else "grens"

    def _carries(self, member: Place, place: Place) -> bool:
        division, target = member[0], self.ground[place]
        if not self.ground[member] <= target:
            return False
        sizes = [self.weights.get((division, nis)) for nis in self.inside(target, division)]
        return None not in sizes and self.weights[member] >= 0.9 * sum(sizes)

    def composition(self, gebied_id: str, day: date) -> list[Place]:
        """The members stated for a day."""
        return [(row["indeling"], row["nis"]) for row in self.members[gebied_id,] if row["van"] <= day < row["tot"]]

    def newest(self, gebied_id: str) -> date:
        """The first day of the last composition of a region."""
        days = {row[end] for row in self.members[gebied_id,] for end in ("van", "tot")}
        return max(day for day in days if self.composition(gebied_id, day))

    def regions(self, soort: str) -> list[str]:
        """The areas of a kind that a list of members makes."""
        return sorted({row["gebied_id"] for row in self.rows["lidmaatschap"] if row["soort"] == soort})

    # size classes

    def class_of(self, nis: str, reference: date) -> tuple[str, bool]:
        """The size class of a municipality of the reference date, and whether it is of an earlier date."""
        division = self.division_of(reference)
        centres = [row for row in self.rows["lidmaatschap"] if row["soort"] == "centrumstad"]
        if any((row["indeling"], row["nis"]) == (division, nis) for row in centres):
            return "centrumstad", False
        for (reeks, periode), deliveries in sorted(self.delivered.items(), reverse=True):
            for row in deliveries:
                known = reeks == "inwoners" and row["indeling"] == division and row["van"] <= reference
                bounds = self.cell(reeks, periode, division, nis) if known else None
                if bounds:
                    name = next(name for name, least in CLASSES if bounds[0] >= least)
                    return name, row["van"] < reference
        return "onbekend", False

    def classes(self, reference: date) -> dict[str, list[tuple[Place, bool]]]:
        """The municipalities of every size class on a date, each with whether its class is of an earlier date."""
        division = self.division_of(reference)
        found: dict[str, list[tuple[Place, bool]]] = {}
        for nis in [nis for at, nis in self.ground if at == division]:
            name, assumed = self.class_of(nis, reference)
            found.setdefault(f"grootteklasse:{name}", []).append(((division, nis), assumed))
        return found

    # areas

    def areas(
        self, soort: str, weergave: str, day: date, shown: int, reference: date | None
    ) -> dict[str, dict[str, str]]:
        """Every area of a kind as the municipalities (with lidstatus) it is shown with in a division."""
        here = [nis for division, nis in self.ground if division == shown]
        if soort == "vlaanderen":
            return {"vlaanderen:vlaanderen": dict.fromkeys(here, "lid")}
        if soort == "gemeente":
            return {nis: {nis: "lid"} for nis in here}
        if soort == "grootteklasse":
            return {
                name: self._class_members(members, here, shown) for name, members in self.classes(reference).items()
            }
        days = {name: self.newest(name) if weergave == "huidig" else day for name in self.regions(soort)}
        found = {name: self._belonging(self.composition(name, on), here, shown) for name, on in days.items()}
        return {name: members for name, members in found.items() if members}

    def _belonging(self, members: list[Place], here: list[str], shown: int) -> dict[str, str]:
        found = {nis: self.status(members, (shown, nis)) for nis in here}
        return {nis: status for nis, status in found.items() if status}

    def _class_members(self, members: list[tuple[Place, bool]], here: list[str], shown: int) -> dict[str, str]:
        found = self._belonging([place for place, _ in members], here, shown)
        doubtful = {
            nis for nis in found for place, old in members if old and self.ground[place] & self.ground[shown, nis]
        }
        return {nis: "aangenomen" if status == "lid" and nis in doubtful else status for nis, status in found.items()}

    def source_ground(
        self, soort: str, gebied_id: str, division: int, day: date, reference: date | None
    ) -> Ground | None:
        """The ground a source's own total counts: the area in the source's division; None when that is not certain."""
        moment = min(day, self.time[division][1] - DAY)
        chosen = self.areas(soort, "destijds", moment, division, reference).get(gebied_id, {"": "grens"})
        if set(chosen.values()) != {"lid"}:
            return None
        return frozenset().union(*(self.ground[division, nis] for nis in chosen))


def _by(rows: list[Row], *keys: str) -> dict[tuple[object, ...], list[Row]]:
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found
