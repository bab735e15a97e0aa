"""Random worlds of the project's own series with the truth behind them: what the source publishes, and what stays hidden.

The border (breakdown protection, one mask for whole and part) is the production code; what is known from the source is stated
here anew. Masks are those of VDAB, with a wider one now and then so that a whole can be exact beside its masked part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from random import Random

import pandas as pd
import pytest

from dashboard.catalogue import catalogue
from dashboard.ingest import disclosure, reference, sjabloon, state
from tests.known import Known, Linear
from tests.oracle_land import Land
from tests.world import span
from tests.world_random_land import RandomLand

Cell = tuple[str, str, int, str]
MONTHS = {"2024-01": 2019, "2024-12": 2019, "2025-01": 2019}
QUARTERS = [f"2023-K{at}" for at in (1, 2, 3, 4)] + [f"2024-K{at}" for at in (1, 2, 3, 4)] + ["2025-K1"]
WINDOWS = ("2023-K1..2024-K4", "2023-K2..2025-K1")
BROKEN_DOWN = {"2024-01": ("geslacht", "leeftijd"), "2025-01": ("geslacht",)}
CLASSES = date(2024, 1, 1)
AREAS = ("vlaanderen:vlaanderen", "provincie:west", "provincie:oost", "regiegebied:a", "grootteklasse:groot")
VDAB = ("cat05_totaal", "cat05_oekraiense_ontheemden", "twe_actief")
TWE = ("twe_gestart", "twe_beeindigd", "twe_werk_3m")
PART_OF = {"cat05_oekraiense_ontheemden": "cat05_totaal", "twe_werk_3m": "twe_beeindigd"}


class SecretWorld(RandomLand):
    """`world` is what is stored, `truth` every number, `known` what the source alone tells about the hidden ones."""

    def __init__(self, seed: int, revised: bool = False) -> None:
        super().__init__(seed)
        self.seed, entries = seed, catalogue()
        self.world.rows |= {
            "reeks": state.series_table(entries).to_dict("records"),
            "indicator": state.indicator_table(entries).to_dict("records"),
            "onderdeel": state.component_table(entries).to_dict("records"),
        }
        self.land = Land(self.world)
        self.truth: dict[Cell, float] = {}
        self.shown: dict[Cell, tuple[float, float]] = {}
        self.totals: dict[tuple[str, str, int, str], float] = {}
        self.known = Known()
        self.pending: list[tuple[list[Cell], float]] = []
        self._draw()
        if revised:
            self._revise()
        self._store()

    # the truth

    def _draw(self) -> None:
        for periode, division in MONTHS.items():
            for nis in self.codes[division]:
                self._break_down(periode, division, nis)
        for periode, division in (("2024-12", 2019), ("2025-01", 2025)):
            for nis in self.codes[division]:
                whole = self._people()
                numbers = (whole, self.random.randint(0, min(whole, 6)), self._people())
                self.truth |= {(name, periode, division, nis): count for name, count in zip(VDAB, numbers, strict=True)}
        for periode in QUARTERS:
            division = self.land.division_of(span(periode)[0])
            for nis in self.codes[division]:
                ended = self._people()
                numbers = (self._people(), ended, self.random.randint(0, min(ended, 5)))
                self.truth |= {(name, periode, division, nis): count for name, count in zip(TWE, numbers, strict=True)}
        self._draw_windows()
        self._draw_running()

    def _people(self) -> int:
        return self.random.choice((0, 1, 2, 3, 5, 8)) if self.random.random() < 0.6 else self.random.randint(4, 60)

    def _break_down(self, periode: str, division: int, nis: str) -> None:
        total = 0
        for dimension in BROKEN_DOWN.get(periode, ()):
            names = list(catalogue().bronnen["pod_mi"].dimensies[dimension].categorieen)
            counts = [self.random.choice((0, 5, 7, 12, 30)) for _ in names]
            if self.random.random() < (0.3, 0.5, 0.8)[self.seed % 3]:
                counts[0] = self.random.randint(1, 4)
            if total:
                counts = _fitted(counts, total)
            total = sum(counts)
            self.truth |= {
                (f"leefloon:{dimension}:{name}", periode, division, nis): count
                for name, count in zip(names, counts, strict=True)
            }
        self.truth["leefloon", periode, division, nis] = total or self._people() + 5

    def _draw_windows(self) -> None:
        for name, periode, nis in product(TWE, WINDOWS, self.codes[2019]):
            van, tot = span(periode)
            inside = [at for at in QUARTERS if van <= span(at)[0] < tot and span(at)[0].year < 2025]
            self.truth[name, periode, 2019, nis] = sum(self.truth[name, at, 2019, nis] for at in inside)
        for name, nis in product(TWE, self.codes[2025]):
            # The last quarter is known in today's municipalities only: the first predecessor takes it in the window.
            first = self.land.inside(self.land.ground[2025, nis], 2019)[0]
            self.truth[name, WINDOWS[1], 2019, first] += self.truth[name, "2025-K1", 2025, nis]

    def _draw_running(self) -> None:
        """Running at the end of a quarter is what ran before, plus started, minus ended."""
        for nis in self.codes[2025]:
            old = self.land.inside(self.land.ground[2025, nis], 2019)
            for before in old:
                self.truth["twe_lopend", "2024-12", 2019, before] = self._people() + 40
            ran = sum(self.truth["twe_lopend", "2024-12", 2019, before] for before in old)
            flows = [self.truth[name, "2025-K1", 2025, nis] for name in TWE[:2]]
            self.truth["twe_lopend", "2025-03", 2025, nis] = max(0, ran + flows[0] - flows[1])

    def _revise(self) -> None:
        """A later delivery of the same: other numbers in some places, all others as they were."""
        random = Random(self.seed)
        for cell in random.sample(sorted(cell for cell in self.truth if cell[0] in VDAB[::2]), 8):
            least = max([self.truth.get((VDAB[1], *cell[1:]), 0)] if cell[0] == VDAB[0] else [0])
            self.truth[cell] = random.randint(int(least), int(least) + 6)
        for nis in random.sample(self.codes[2019], 2):
            counts = [random.choice((0, 3, 9, 20)), 15]
            for name, count in zip(("man", "vrouw"), counts, strict=True):
                self.truth[f"leefloon:geslacht:{name}", "2025-01", 2019, nis] = count
            self.truth["leefloon", "2025-01", 2019, nis] = sum(counts)

    # what the source delivers, through the border

    def _store(self) -> None:
        self._publish_totals()
        self._masked()
        self._hidden_breakdowns()
        for (reeks, periode, division), cells in _deliveries(self.truth).items():
            counts = {
                nis: self.shown.get((reeks, periode, division, nis), (count, count)) for nis, count in cells.items()
            }
            self.world.delivery(reeks, periode, counts, division, stabiel=periode != "2025-01", stand=date(2026, 6, 1))
        for (reeks, periode, division, area), total in self.totals.items():
            reference_date = CLASSES if area.startswith("grootteklasse") else None
            self.world.source_total(reeks, periode, total, area.split(":")[0], area, division, reference_date)
        self.land = Land(self.world)
        self._relations()

    def _publish_totals(self) -> None:
        for (reeks, periode, division), cells in _deliveries(self.truth).items():
            if ":" in reeks or reeks == "leefloon":
                continue
            for area in AREAS:
                towns = self.towns_of(area, periode, division)
                if towns and self.random.random() < 0.4:
                    self.totals[reeks, periode, division, area] = sum(cells[nis] for nis in towns)
                    self.known_total(reeks, periode, division, towns, self.totals[reeks, periode, division, area])

    def towns_of(self, area: str, periode: str, division: int) -> list[str]:
        """The municipalities a total counts; none when that is not certain."""
        begin = span(periode)[0]
        reference_date = CLASSES if area.startswith("grootteklasse") else None
        ground = self.land.source_ground(area.split(":")[0], area, division, begin, reference_date)
        return self.land.inside(ground, division) if ground else []

    def known_total(self, reeks: str, periode: str, division: int, towns: list[str], total: float) -> None:
        """Know a total once it is settled which cells are hidden."""
        self.pending.append(([(reeks, periode, division, nis) for nis in towns], total))

    def _masked(self) -> None:
        for source, names in (("vdab", VDAB), ("twe", TWE), ("twe_stand", ("twe_lopend",))):
            keys = sorted({cell[1:] for cell in self.truth if cell[0] in names})
            frame = pd.DataFrame(keys, columns=["periode", "indeling", "nis"])
            for name in names:
                bounds = [self._mask((name, *key)) for key in keys]
                frame[f"{name}_onder"], frame[f"{name}_boven"] = zip(*bounds, strict=True)
            self._know_masks(frame, names)
            for name in catalogue().bronnen[source].reeksen:
                if f"{name}_onder" not in frame:
                    frame[f"{name}_onder"] = frame[f"{name}_boven"] = float("nan")
            stored = sjabloon._same_mask_for_whole_and_part(frame, catalogue().bronnen[source])
            for name, row in product(names, stored.to_dict("records")):
                cell = (name, row["periode"], row["indeling"], row["nis"])
                self.shown[cell] = (row[f"{name}_onder"], row[f"{name}_boven"])

    def _mask(self, cell: Cell) -> tuple[float, float]:
        name, count, chance = cell[0], self.truth[cell], Random(f"{self.seed} {cell}").random()
        if name in PART_OF and count < 5 and chance < 0.3:
            return 0.0, 4.0
        hide = 1 <= count <= 3 and (name not in PART_OF.values() or chance < 0.7)
        return (1.0, 3.0) if hide else (float(count), float(count))

    def _know_masks(self, frame: pd.DataFrame, names: tuple[str, ...]) -> None:
        """Bounds as the source has them; a whole not above what its masked part may be is no more known than the part."""
        for row in frame.to_dict("records"):
            bounds = {name: (row[f"{name}_onder"], row[f"{name}_boven"]) for name in names}
            for part, whole in PART_OF.items():
                if part in names and bounds[part][0] < bounds[part][1] > bounds[whole][1]:
                    bounds[whole] = bounds[part]
            for name, (low, high) in bounds.items():
                if low < high:
                    self.known.bounds[name, row["periode"], row["indeling"], row["nis"]] = (low, high)

    def _hidden_breakdowns(self) -> None:
        for periode, dimensions in BROKEN_DOWN.items():
            for dimension in dimensions:
                prefix = f"leefloon:{dimension}:"
                cells = {cell: count for cell, count in self.truth.items() if cell[0].startswith(prefix)}
                rows = [
                    (periode, nis, name.removeprefix(prefix), int(count))
                    for (name, at, _, nis), count in cells.items()
                    if at == periode
                ]
                marginal = pd.DataFrame(rows, columns=["periode", "nis", "categorie", "aantal"])
                self._know_breakdown(marginal, prefix, periode)
                whole = marginal.groupby(["periode", "nis"], as_index=False)["aantal"].sum()
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(reference, "memberships", lambda: pd.DataFrame(self.world.rows["lidmaatschap"]))
                    bounds, kept = disclosure.protect(marginal, whole.rename(columns={"aantal": "totaal"}), 5, 2019)
                for row in bounds.to_dict("records"):
                    self.shown[prefix + row["categorie"], periode, 2019, row["nis"]] = (row["onder"], row["boven"])
                for row in kept.to_dict("records"):
                    self.totals[prefix + row["categorie"], periode, 2019, row["gebied_id"]] = row["waarde"]

    def _know_breakdown(self, marginal: pd.DataFrame, prefix: str, periode: str) -> None:
        hidden = {nis for nis, part in marginal.groupby("nis") if part["aantal"].between(1, 4).any()}
        for nis in hidden:
            own = marginal[marginal["nis"] == nis]
            total, small = float(own["aantal"].sum()), []
            for name in own["categorie"]:
                cell, is_small = (prefix + name, periode, 2019, nis), ("klein", prefix + name, periode, nis)
                self.known.bounds |= {cell: (0, total), is_small: (0, 1)}
                self.truth[is_small] = float(1 <= self.truth[cell] <= 4)
                small.append(Linear({is_small: 1}))
                self.known.between(0, Linear({cell: 1, is_small: -1}), total)
                self.known.between(-total, Linear({cell: 1, is_small: total}), total + 4)
            self.known.equal(sum(Linear({(prefix + name, periode, 2019, nis): 1}) for name in own["categorie"]), total)
            self.known.between(1, sum(small), len(small))
        provinces = {name: self.towns_of(name, periode, 2019) for name in AREAS[1:3]}
        if all(len(hidden & set(towns)) in (0, *range(3, 99)) for towns in provinces.values()):
            everywhere = {"vlaanderen:vlaanderen": self.codes[2019]} | provinces
            for name, towns in product(marginal["categorie"].unique(), everywhere.values()):
                total = sum(self.truth[prefix + name, periode, 2019, nis] for nis in towns)
                self.known_total(prefix + name, periode, 2019, towns, total)

    # what anybody may reason

    def unknown(self, cell: Cell) -> Linear | float:
        """A number as somebody who knows what the source publishes sees it."""
        return Linear({cell: 1}) if cell in self.known.bounds else self.truth[cell]

    def _relations(self) -> None:
        for cells, total in self.pending:
            self.known.equal(sum(self.unknown(cell) for cell in cells), total)
        for (name, *place), _ in list(self.truth.items()):
            if name in PART_OF:
                part, whole = self.unknown((name, *place)), self.unknown((PART_OF[name], *place))
                self.known.between(0, Linear.of(whole) - part, 10_000)
        for name, nis in product(TWE, self.codes[2025]):
            ground = self.land.ground[2025, nis]
            for periode in WINDOWS:
                van, tot = span(periode)
                inside = [at for at in QUARTERS if van <= span(at)[0] < tot]
                quarters = sum(self._over(name, at, ground) for at in inside)
                self.known.equal(self._over(name, periode, ground), quarters)
            if name == "twe_gestart" and self._balances(ground):
                change = self._over("twe_gestart", "2025-K1", ground) - self._over("twe_beeindigd", "2025-K1", ground)
                ran, runs = (self._over("twe_lopend", at, ground) for at in ("2024-12", "2025-03"))
                self.known.equal(runs, ran + change)

    def _over(self, name: str, periode: str, ground: frozenset[str]) -> Linear:
        division = 2019 if ".." in periode else self.land.division_of(span(periode)[0])
        return Linear.of(
            sum(self.unknown((name, periode, division, nis)) for nis in self.land.inside(ground, division))
        )

    def _balances(self, ground: frozenset[str]) -> bool:
        stocks = (self._over("twe_lopend", at, ground).at(self.truth) for at in ("2025-03", "2024-12"))
        flows = (self._over(name, "2025-K1", ground).at(self.truth) for name in TWE[:2])
        (runs, ran), (started, ended) = stocks, flows
        return runs == ran + started - ended


def _fitted(counts: list[int], total: int) -> list[int]:
    """The counts made to add up to a total."""
    fitted, left = [], total
    for count in counts[:-1]:
        fitted.append(min(count, left))
        left -= fitted[-1]
    return [*fitted, left]


def _deliveries(truth: Mapping[Cell, float]) -> dict[tuple[str, str, int], dict[str, float]]:
    found: dict[tuple[str, str, int], dict[str, float]] = {}
    for cell, count in truth.items():
        if len(cell) == 4 and cell[0] != "klein":
            found.setdefault(cell[:3], {})[cell[3]] = count
    return found
