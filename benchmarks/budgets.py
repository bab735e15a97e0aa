"""What each measurement may cost: the project's promises, each with the key of the figure it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from benchmarks.measures import Measure, Measures

Verdict = Literal["gehaald", "niet gehaald", "niet gemeten"]


@dataclass(frozen=True)
class Budget:
    """One promise. `start` and `end` pick the figures (the worst of them counts); `minimum` when more is better."""

    wat: str
    grens: float
    eenheid: str
    start: str
    end: str = ""
    behalve: tuple[str, ...] = ()
    minimum: bool = False

    def worst(self, measures: Measures) -> tuple[str, Measure] | None:
        """The figure farthest on the wrong side, with its key."""
        found = [(key, one) for key, one in measures.under(self.start, self.end) if key not in self.behalve]
        if not found:
            return None
        return (min if self.minimum else max)(found, key=lambda pair: pair[1].waarde)

    def verdict(self, measures: Measures) -> Verdict:
        """Whether the promise was kept."""
        worst = self.worst(measures)
        if worst is None:
            return "niet gemeten"
        value = worst[1].waarde
        kept = value >= self.grens if self.minimum else value <= self.grens
        return "gehaald" if kept else "niet gehaald"

    def excess(self, measures: Measures) -> float:
        """How many times too much (or, of a minimum, too little) it is; below 1 it was kept. ValueError when not measured."""
        worst = self.worst(measures)
        if worst is None:
            raise ValueError(f"niet gemeten: {self.wat}")
        value = max(worst[1].waarde, 0.0)
        if self.minimum:
            return self.grens / value if value else float("inf")
        if self.grens == 0:
            return float("inf") if value else 0.0
        return value / self.grens


MAP_CHANGE = "wissel.kaart.verhouding"
BUDGETS = (
    Budget("kaart: andere periode tot alles hertekend is", 2.5, "× F", MAP_CHANGE),
    Budget("kaart: één maand in de speler", 16, "ms", "maanden.beeld_ms"),
    Budget("kaart: alle maanden verstuurd", 60, "kB", "maanden.kb"),
    Budget("kaart: serverbezoeken tijdens het spelen", 0, "", "maanden.serverbezoeken"),
    Budget("elke andere pagina: wissel tot de laatste grafiek hertekend is", 4, "× F", "wissel.", ".verhouding", (MAP_CHANGE,)),
    Budget("verstuurd per wissel", 40, "kB", "wissel.", ".kb"),
    Budget("koud laden tot de hoofdfiguur staat", 1.6, "× leeg", "koud.", ".verhouding"),
    Budget("start van de server tot hij gezond en warm is", 2.5, "s", "start.monitor_s"),
    Budget("20 sessies zonder pauze op de kaart", 0.4, "× leeg", "drukte.verhouding", minimum=True),
    Budget("50 gebruikers, elk één wissel per 5 s: p95", 300, "ms", "gebruikers.p95_ms"),
    Budget("geheugen met één sessie", 300, "MB", "geheugen.een_sessie_mb"),
    Budget("geheugen per verdere sessie", 0.5, "MB", "geheugen.per_sessie_mb"),
    Budget("geheugen dat een vertrokken sessie achterlaat", 0.05, "MB", "geheugen.niet_vrijgegeven_mb"),
    Budget("geheugen tijdens de duurproef", 5, "MB/u", "duur.mb_per_uur"),
    Budget("vragen van een pagina: p95", 15, "ms", "vraag.p95_ms"),
    Budget("vragen bij tien keer de gegevens: p95", 60, "ms", "groei.", ".vraag_p95_ms", ("groei.een.vraag_p95_ms",)),
    Budget("alle bronnen laden", 20, "s", "opdracht.alles_laden_s"),
    Budget("het bestand van één maand laden", 3, "s", "opdracht.een_maand_s"),
    Budget("groei van het laden bij tien keer de gegevens", 1.1, "macht", "groei.", ".laden_macht"),
    Budget("groei van het geheugen bij tien keer de gegevens", 1.1, "macht", "groei.", ".geheugen_macht"),
    Budget("groei van de paginatijd bij tien keer de gegevens", 0.6, "macht", "groei.", ".pagina_macht"),
)  # fmt: skip
