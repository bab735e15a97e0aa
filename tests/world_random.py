"""Random small worlds, the same for the same seed: masks, gaps, breakdowns and totals on random ground, and questions."""

from __future__ import annotations

from datetime import date

from tests.oracle_moments import Asked
from tests.world import Count, span
from tests.world_random_land import YEARS, RandomLand

AFTER_POPULATION = 2026
MASKS = ((1, 3), (1, 4), (0, 4))
KINDS = ("gemeente", "vlaanderen", "provincie", "regiegebied", "igs", "centrumstad", "grootteklasse", "groep")
AGES = ("18-24", "25-44", "45+")


class RandomWorld(RandomLand):
    """A world with `cases` indicators, each with series of its own, and questions about every one of them."""

    def __init__(self, seed: int, cases: int) -> None:
        super().__init__(seed)
        makers = (self._count, self._rate, self._share, self._known_to_vdab, self._flow, self._breakdown, self._density)
        self.questions = [
            asked for case in range(cases) for asked in self._questions(*self.random.choice(makers)(f"serie{case}"))
        ]

    # series

    def _number(self, ceiling: int) -> Count:
        draw = self.random.random()
        if draw < 0.2:
            return self.random.choice(MASKS)
        if draw < 0.25:
            return None
        return 0 if draw < 0.35 else self.random.randint(1, ceiling)

    def _periods(self) -> list[str]:
        """Whole years and half-years of months, with a gap now and then, or some separate months."""
        found = set()
        for year in self.random.sample((*YEARS, AFTER_POPULATION), 2):
            first, last = self.random.choice(((1, 12), (1, 12), (1, 6), (7, 12), (3, 4), (1, 1)))
            months = {f"{year}-{month:02}" for month in range(first, last + 1)}
            if self.random.random() < 0.3:
                months.discard(self.random.choice(sorted(months)))
            found |= months
        return sorted(found)

    def _series(self, name: str, periods: list[str], ceiling: int = 40, telling: str = "stand", **how: str) -> None:
        """Deliveries of a series: in one division for all years or in that of the time, the last period provisional."""
        always = self.random.choice((2019, 2019, None))
        tidy, origin = self.random.random() < 0.4, self.random.choice(("gepubliceerd", "voorbeeld", "geschat"))
        self.world.series(name, telling, self.random.choice(("nul", "ontbreekt")), **how)
        for periode in periods:
            division = always or self.land.division_of(span(periode)[0])
            numbers = {
                nis: self.random.randint(0, ceiling) if tidy else self._number(ceiling) for nis in self.codes[division]
            }
            absent = [] if tidy else self.some(numbers, 0.1)
            counts = {nis: count for nis, count in numbers.items() if nis not in absent}
            final = periode != periods[-1] or self.random.random() < 0.5
            self.world.delivery(name, periode, counts, division, final, origin)
            self._totals(name, periode, division)

    def _totals(self, name: str, periode: str, division: int) -> None:
        if self.random.random() < 0.4:
            for area in ("vlaanderen:vlaanderen", "provincie:west", "regiegebied:a"):
                kind = area.split(":")[0]
                self.world.source_total(name, periode, self.random.randint(50, 90), kind, area, division)

    # indicators: each returns its name, its kinds of count and its dimension

    def _count(self, name: str) -> tuple[str, str, str]:
        self._series(name, self._periods())
        self.world.indicator(name, [name])
        return name, "stand", ""

    def _rate(self, name: str) -> tuple[str, str, str]:
        self._series(name, self._periods())
        running = self.random.random() < 0.5
        self.world.indicator(name, [name], ["inwoners"], "jaarbegin", 1000, "graad", doorlopend=running)
        return name, "stand", ""

    def _share(self, name: str) -> tuple[str, str, str]:
        periods = self._periods()
        self._series(f"{name}deel", periods, 12)
        self._series(f"{name}geheel", periods)
        self.world.indicator(name, [f"{name}deel"], [f"{name}geheel"], deel_van=True)
        return name, "stand", ""

    def _known_to_vdab(self, name: str) -> tuple[str, str, str]:
        periods = self._periods()
        for part, ceiling in (("cat05", 40), ("oekraiens", 9), ("twe", 9), ("rmi", 60)):
            self._series(name + part, periods[self.random.randint(0, 1) :] or periods, ceiling)
        parts = [f"{name}cat05", f"-{name}oekraiens", f"{name}twe"]
        self.world.indicator(name, parts, [f"{name}rmi"], doorlopend=self.random.random() < 0.5)
        return name, "stand", ""

    def _flow(self, name: str) -> tuple[str, str, str]:
        self._series(name, ["2018-K4", "2019-K1", "2024-K4", "2025-K1"], telling="stroom")
        self.world.indicator(name, [name])
        return name, "stroom", ""

    def _density(self, name: str) -> tuple[str, str, str]:
        self.world.indicator(name, ["inwoners"], ["oppervlakte"], soort="dichtheid")
        return name, "stand", ""

    def _breakdown(self, name: str) -> tuple[str, str, str]:
        """Ages of the municipal total; one small category hides the whole dimension: bounds from 0 to the total."""
        self.world.indicator(name, [name])
        self.world.series(name, afwezig="nul")
        self.world.breakdown(name, "leeftijd", AGES)
        for periode in ("2018-01", "2024-01", "2025-01"):
            cells = {nis: [self.random.choice((0, 3, 7, 30)) for _ in AGES] for nis in self.codes[2019]}
            self.world.delivery(name, periode, {nis: sum(ages) for nis, ages in cells.items()})
            for at, age in enumerate(AGES):
                shown = {nis: (0, sum(ages)) if {3} & set(ages) else ages[at] for nis, ages in cells.items()}
                self.world.delivery(f"{name}:leeftijd:{age}", periode, shown)
                self._totals(f"{name}:leeftijd:{age}", periode, 2019)
        return name, "stand", self.random.choice(("leeftijd", "leeftijd", ""))

    # questions

    def _questions(self, indicator: str, telling: str, dimensie: str) -> list[Asked]:
        tellingen = [telling]
        if telling == "stand" and not dimensie:
            tellingen += ["stand", "jaargemiddelde", "halfjaargemiddelde"]
        return [self._asked(indicator, self.random.choice(tellingen), dimensie) for _ in range(3)]

    def _asked(self, indicator: str, telling: str, dimensie: str) -> Asked:
        soort, weergave = self.random.choice(KINDS), self.random.choice(("huidig", "destijds"))
        group: tuple[str, ...] = ()
        if soort == "groep":
            soort, today = "gemeente", self.some(self.codes[2025], 0.5) or self.codes[2025][:1]
            ground = frozenset().union(*(self.land.ground[2025, nis] for nis in today))
            group = tuple(
                sorted({nis for (_, nis), own in self.land.ground.items() if own <= ground})
                if weergave == "destijds"
                else today
            )
        reference = date(self.random.choice(YEARS), 1, 1) if soort == "grootteklasse" else None
        return Asked(indicator, soort, weergave, telling, dimensie, reference, group)
