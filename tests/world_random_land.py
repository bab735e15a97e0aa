"""Random ground for small worlds: municipalities that merge, inhabitants partly unknown, regions that overlap and are cut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from random import Random

from tests.oracle_land import Land
from tests.world import BEGIN, CHANGES, DIVISIONS, END, World

YEARS = (2018, 2019, 2024, 2025)
SIZES = (4, 11, 900, 1000, 8000, 9000, 9999, 10_000, 15_000, 19_999, 20_000, 60_000)
CUTS = (BEGIN, date(2018, 7, 1), date(2019, 1, 1), date(2024, 3, 1), date(2025, 1, 1), date(2026, 1, 1), END)


class RandomLand:
    """The municipalities, inhabitants and regions of a world, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.world = World()
        self.codes: dict[int, list[str]] = {}
        self._municipalities()
        self.land = Land(self.world)
        self._population()
        self._regions()

    def some(self, codes: Iterable[str], share: float) -> list[str]:
        """Some of the codes, each with this chance."""
        return [nis for nis in codes if self.random.random() < share]

    def _municipalities(self) -> None:
        codes = ["11002", "11007", *(str(40_000 + at) for at in range(self.random.randint(4, 7)))]
        self.random.shuffle(codes)
        self.world.municipalities(2018, codes)
        self.codes[2018] = codes
        for division, following in pairwise(DIVISIONS):
            codes = self._merged(division, following, codes)
            self.world.municipalities(following, codes)
            self.codes[following] = codes

    def _merged(self, division: int, following: int, codes: list[str]) -> list[str]:
        """The next division: Antwerpen absorbs Borsbeek in 2025, others merge by two or three, with or without a new code."""
        groups = [["11002", "11007"]] if following == 2025 else []
        free = [nis for nis in codes if nis not in ("11002", "11007")]
        self.random.shuffle(free)
        for _ in range(self.random.randint(0, 2)):
            size = self.random.choice((2, 2, 3))
            if len(free) > size:
                groups.append([free.pop() for _ in range(size)])
        kept = set(codes) - {nis for group in groups for nis in group}
        for at, group in enumerate(groups):
            new = group[0] if group[0] == "11002" or self.random.random() < 0.3 else f"{following}{at}"
            self.world.merger(division, group, new)
            kept.add(new)
        return sorted(kept)

    def _population(self) -> None:
        """By year, in the division of the year and in today's; one of the two with municipalities unknown."""
        size = {nis: self.random.choice(SIZES) for nis in self.codes[2018]} | {"11002": 450_000}
        size["11007"] = self.random.choice((10_000, 50_000, 50_000, 50_001, 90_000))
        growing = {nis: size[nis] for nis in size if nis not in ("11002", "11007")}
        self.world.series("inwoners", bron="statbel_bevolking", reeksbron=False)
        self.world.series("oppervlakte", bron="statbel_oppervlakte", reeksbron=False)
        for year in YEARS:
            own = self.land.division_of(date(year, 1, 1))
            for division in sorted({own, 2025} if self.random.random() < 0.6 else {own}):
                people = size | {nis: count + year % 7 for nis, count in growing.items()}
                counts = {
                    nis: sum(people[old] for old in self.land.ground[division, nis]) for nis in self.codes[division]
                }
                if division == own and self.random.random() < 0.5:
                    counts |= dict.fromkeys(self.some(counts, 0.2))
                self.world.delivery("inwoners", str(year), counts, division, berekend=self.random.random() < 0.2)
                area = {nis: 10 * len(self.land.ground[division, nis]) for nis in self.codes[division]}
                self.world.delivery("oppervlakte", str(year), area, division)

    def _regions(self) -> None:
        for division in DIVISIONS:
            van, tot = CHANGES[DIVISIONS.index(division)], CHANGES[DIVISIONS.index(division) + 1]
            west = [
                nis
                for nis in self.codes[division]
                if self.random.random() < 0.1 or min(self.land.ground[division, nis]) < "40002"
            ]
            for name, members in (("west", west), ("oost", [nis for nis in self.codes[division] if nis not in west])):
                self.world.membership(f"provincie:{name}", members, division, van, tot)
            centre = [nis for nis in self.codes[division] if "11002" in self.land.ground[division, nis]]
            self.world.membership("centrumstad:antwerpen", centre, division, van, tot)
        for name in ("regiegebied:a", "regiegebied:b", "igs:a", "igs:b", "igs:c"):
            self._region(name)

    def _region(self, name: str) -> None:
        """Members stated in one division or in several, for always or in spans that need not meet."""
        stated = set()
        for _ in range(self.random.choice((1, 1, 2, 3))):
            division = self.random.choice(DIVISIONS)
            van, tot = sorted(self.random.sample(CUTS, 2))
            for nis in self.some(self.codes[division], 0.5):
                if (division, nis, van) not in stated:
                    stated.add((division, nis, van))
                    self.world.membership(name, [nis], division, van, tot)
