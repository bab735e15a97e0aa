"""Random small worlds, the same for the same seed: masks, gaps, breakdowns and totals on random ground, and questions."""

from __future__ import annotations

from datetime import date

from tests.oracle_moments import Asked
from tests.world import DIVISIONS, Count, span
from tests.world_random_land import YEARS, RandomLand

AFTER_POPULATION = 2026
MASKS = ((1, 3), (1, 4), (0, 4))
KINDS = ("gemeente", "vlaanderen", "provincie", "regiegebied", "igs", "centrumstad", "grootteklasse", "groep")
AGES = ("18-24", "25-44", "45+")


class RandomWorld(RandomLand):
    """A world with `cases` indicators, each with series of its own, and questions about every one of them."""

    def __init__(self, seed: int, cases: int) -> None:
        super().__init__(seed)
        makers = (
            *(self._count, self._rate, self._share, self._known_to_vdab, self._flow, self._breakdown, self._density),
            *(self._registration, self._outflow, self._published, self._outflow),
        )
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

    def _series(
        self, name: str, periods: list[str], ceiling: int = 40, telling: str = "stand", origin: str = "", **how: object
    ) -> None:
        """Deliveries of a series: in one division for all years, in that of the time, or in another from some period on."""
        ways = ("one", "one", "time", "change", "both")
        way, one, other = (
            self.random.choice(ways),
            self.random.choice((2019, 2019, 2025)),
            self.random.choice(DIVISIONS),
        )
        change = self.random.randint(0, len(periods))
        tidy = self.random.random() < 0.4
        origin = origin or self.random.choice(("gepubliceerd", "voorbeeld", "geschat"))
        totals = self.random.choice((0, 0.4, 1, 1))
        stand = self.random.choice((date(2019, 7, 1), date(2025, 4, 1), date(2030, 1, 1)))
        self.world.series(name, telling, self.random.choice(("nul", "ontbreekt")), **how)
        for at, periode in enumerate(periods):
            own = self.land.division_of(span(periode)[0])
            final = periode != periods[-1] or self.random.random() < 0.5
            divisions = {"one": {one}, "time": {own}, "change": {one if at < change else other}, "both": {own, 2025}}
            if way == "both" and at >= change:
                divisions["both"] = {2025}
            for division in sorted(divisions[way]):
                counts = self._counts(division, ceiling, tidy)
                self.world.delivery(name, periode, counts, division, final, origin, stand=stand)
                if self.random.random() < totals:
                    self._totals(name, periode, division)

    def _counts(self, division: int, ceiling: int, tidy: bool) -> dict[str, Count]:
        codes = self.codes[division]
        if tidy:
            return {nis: self.random.randint(0, ceiling) for nis in codes}
        absent = self.some(codes, 0.1)
        return {nis: self._number(ceiling) for nis in codes if nis not in absent}

    def _totals(self, name: str, periode: str, division: int) -> None:
        for area in ("vlaanderen:vlaanderen", "provincie:west", "regiegebied:a", "grootteklasse:groot"):
            kind = area.split(":")[0]
            reference = date(2024, 1, 1) if kind == "grootteklasse" else None
            self.world.source_total(name, periode, self.random.randint(50, 90), kind, area, division, reference)

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
        year = [f"2024-K{at}" for at in range(1, 5)]
        self._series(name, ["2018-K4", "2019-K1", *year, "2025-K1", *self.some(["2024"], 0.3)], telling="stroom")
        self.world.indicator(name, [name])
        return name, "stroom", ""

    def _registration(self, name: str) -> tuple[str, str, str]:
        """Known to VDAB in some months, over the newest stable month of another source."""
        months = [f"{2023 + at // 12}-{at % 12 + 1:02}" for at in range(36)]
        origin = self.random.choice(("gepubliceerd", "voorbeeld"))
        other = origin if self.random.random() < 0.7 else "voorbeeld"
        start = self.random.randint(0, 20)
        own = months[start : start + self.random.choice((3, 14))]
        for part, ceiling in (("cat05", 40), ("oekraiens", 9), ("twe", 9)):
            self._series(name + part, own, ceiling, origin=origin)
        below = sorted(self.random.sample(months, self.random.choice((2, 4, 10))))
        self._series(f"{name}rmi", below, 60, origin=other)
        for row in self.world.rows["levering"]:
            if row["reeks"] == f"{name}rmi":
                row["stabiel"] = int(row["periode"][-2:]) % 3 > 0
        parts = [f"{name}cat05", f"-{name}oekraiens", f"{name}twe"]
        running = self.random.random() < 0.5
        self.world.indicator(name, parts, [f"{name}rmi"], "laatste_stabiel", 100, doorlopend=running)
        return name, "stand", ""

    def _outflow(self, name: str) -> tuple[str, str, str]:
        """Quarters of a flow and its subset, with years and windows the source counted itself, not all of them ripe."""
        first = self.random.choice((2017, 2018, 2023))
        quarters = [f"{first + at // 4}-K{at % 4 + 1}" for at in range(self.random.choice((4, 9, 10)))]
        if self.random.random() < 0.2:
            quarters.remove(self.random.choice(quarters))
        windows = [f"{first}-K1..{first + 1}-K4", f"{first}-K2..{first + 2}-K1", str(first)]
        delivered = quarters + self.some(windows, 0.3)
        origin = self.random.choice(("gepubliceerd", "voorbeeld"))
        self._series(f"{name}werk", delivered, 12, "stroom", origin)
        self._series(f"{name}einde", delivered if self.random.random() < 0.7 else quarters, 40, "stroom", origin)
        ripe, window = self.random.choice((0, 3, 15)), self.random.choice((8, 8, 0))
        how = {"deel_van": True, "rijp_na": ripe, "venster": window}
        self.world.indicator(name, [f"{name}werk"], [f"{name}einde"], factor=100, **how)
        return name, "stroom", ""

    def _published(self, name: str) -> tuple[str, str, str]:
        """A percentage or mean the source publishes without counts."""
        self._series(name, ["2018", "2024", "2025"], reeksbron=False)
        self.world.rows["brontotaal"] = [row for row in self.world.rows["brontotaal"] if row["reeks"] != name]
        self.world.indicator(name, [name], soort="maat", gewogen=self.random.random() < 0.6)
        return name, "stand", ""

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
                if self.random.random() < 0.4:
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
