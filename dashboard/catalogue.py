"""The catalogue: every text and rule about an indicator, a source or a kind of region, read from `data/catalogue`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from dashboard.phrase import Phrase

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "data" / "catalogue"
BOUNDARIES = CATALOGUE / "grenzen.yaml"
QUESTIONS = CATALOGUE / "vragen.yaml"

Telling = Literal["stand", "jaargemiddelde", "halfjaargemiddelde", "jaarteller", "stroom", "januaristand"]
Herkomst = Literal["gepubliceerd", "voorbeeld", "geschat"]


class Entry(BaseModel):
    """One YAML file: strict, so that a misspelt key is an error and not a silent default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Category(Entry):
    """One value of a dimension, with the spellings a source uses for it."""

    naam: str
    synoniemen: tuple[str, ...] = ()


class Dimension(Entry):
    """A breakdown a source delivers: its column spellings and its categories in display order."""

    naam: str
    kolommen: tuple[str, ...]
    categorieen: dict[str, Category]


class Series(Entry):
    """One count a source delivers (`reeks`), the column it stands in and what it counts."""

    naam: str
    kolommen: tuple[str, ...]
    telling: Telling = "stand"
    deel_van: str = ""


class Mask(Entry):
    """What a hidden cell means: at least `onder`, at most `boven`."""

    onder: int
    boven: int


class Source(Entry):
    """A publisher's delivery: layout, division, masks, thresholds and licence.

    sjabloon: the generic reader reads it (docs/bronbestanden.md). reeksbron: it counts people in the field, so that a ratio
    of a real and a sample one means nothing. maskers: what hidden cells mean unless the file's own header says otherwise.
    rijen tijdvakken: a row is a span of time and every file the whole register; `kolommen` are then the spellings of a form, and
    a series without any holds where one of the others does. fijnere_indeling_blijft: a delivered year leaves the figures in
    finer divisions alone, because they are facts about other territories.
    """

    id: str
    naam: str
    uitgever: str
    adres: str
    licentie: str
    ritme: Literal["maand", "kwartaal", "jaar"]
    leveringsritme: str
    indeling: Literal["tijdvak"] | int
    afwezig: Literal["nul", "ontbreekt"]
    stabiel_na_maanden: int = 0
    drempel_uitsplitsing: int = 0
    sjabloon: bool = False
    reeksbron: bool = False
    rijen: Literal["aantallen", "tijdvakken"] = "aantallen"
    fijnere_indeling_blijft: bool = False
    maskers: dict[str, Mask] = Field(default_factory=dict)
    achterstand_maanden: int = 0
    buiten_bereik: str = ""
    kolommen: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    reeksen: dict[str, Series]
    dimensies: dict[str, Dimension] = Field(default_factory=dict)
    toelichting: str
    valkuilen: tuple[str, ...] = ()


class Component(Entry):
    """One series in a numerator or denominator; `teken` is -1 where it is subtracted."""

    reeks: str
    teken: Literal[1, -1] = 1
    dimensie: str = ""
    categorie: str = ""


class Denominator(Entry):
    """What the numerator is divided by, and which moment of it (`regel`) goes with a numerator's period.

    doorlopend: whether more years will follow, so that a month after the last known one is missing and not out of range.
    voorbehoud: what the denominator leaves out, said beside every figure.
    """

    delen: tuple[Component, ...]
    regel: Literal["zelfde", "jaarbegin", "laatste_stabiel"]
    doorlopend: bool = True
    voorbehoud: str = ""


class Indicator(Entry):
    """A figure the monitor shows: definition, computation and every sentence a reader sees about it.

    soort maat: a published mean or percentage without counts. rijp_na_maanden: how long after a period its outcome is
    known. venster_kwartalen: over how many quarters a flow is pooled by default. gewicht: what weighs a group's maat.
    klassen: class limits of a map, in the unit of `waarde`, a limit belonging to the class above it; with spreiding
    `rond_vlaanderen` they are differences from the figure of Vlaanderen. A count has none: a map shows it as a symbol.
    """

    id: str
    naam: str
    korte_naam: str
    soort: Literal["aantal", "graad", "aandeel", "dichtheid", "maat"]
    definitie: str
    formule: str
    eenheid: str
    eenheid_enkelvoud: str = ""
    factor: float = 1
    decimalen: int = 0
    richting: Literal["geen", "hoger_is_beter", "lager_is_beter"] = "geen"
    telling: Telling = "stand"
    teller: tuple[Component, ...]
    teller_is_deel_van_noemer: bool = False
    noemer: Denominator | None = None
    interval: Literal["geen", "wilson", "byar"] = "geen"
    rijp_na_maanden: int = 0
    venster_kwartalen: int = 0
    gewicht: Literal["", "inwoners"] = ""
    uitsplitsingen: tuple[str, ...] = ()
    klassen: tuple[float, ...] = ()
    spreiding: Literal["", "rond_vlaanderen"] = ""
    volgorde: int
    zin: Phrase
    lezen: str
    valkuilen: tuple[str, ...]

    @property
    def is_ratio(self) -> bool:
        """Whether the figure divides a numerator by a denominator."""
        return self.noemer is not None

    @property
    def components(self) -> tuple[Component, ...]:
        """All series the figure is built from, numerator first."""
        return self.teller + (self.noemer.delen if self.noemer else ())


class RegionKind(Entry):
    """A kind of area (`soort`): its words, where its memberships come from, whether a list may replace them.

    gebieden names the areas that stand in no membership list because a rule makes them; in_zin names their members, in a
    sentence, for one and for many.
    """

    id: str
    naam: str
    meervoud: str
    lidwoord: Literal["de", "het"]
    toelichting: str
    bron: str
    vervangbaar: bool = False
    overlapt: bool = False
    samenstelling_bevestigd_tot: str = ""
    gebieden: dict[str, str] = Field(default_factory=dict)
    in_zin: dict[str, tuple[str, str]] = Field(default_factory=dict)
    volgorde: int


class Term(Entry):
    """A word of the field, explained where it stands. vormen: how it is written on a page where it can be asked for."""

    term: str
    uitleg: str
    vormen: tuple[str, ...] = ()


class Catalogue(Entry):
    """Everything in `data/catalogue`, by id and in display order."""

    indicatoren: dict[str, Indicator]
    bronnen: dict[str, Source]
    soorten: dict[str, RegionKind]
    begrippen: tuple[Term, ...]

    def source_of_series(self, reeks: str) -> Source:
        """The source that delivers a series; KeyError when none does."""
        for source in self.bronnen.values():
            if reeks in source.reeksen:
                return source
        raise KeyError(reeks)

    def sources_of(self, indicator: Indicator) -> list[Source]:
        """The sources an indicator is computed from, numerator first, each once."""
        sources = {source.id: source for source in (self.source_of_series(part.reeks) for part in indicator.components)}
        return list(sources.values())


def load(folder: Path = CATALOGUE) -> Catalogue:
    """Read and check the whole catalogue; pydantic.ValidationError names a wrong key."""
    indicators = [Indicator.model_validate(entry) for entry in _entries(folder / "indicators")]
    sources = [Source.model_validate(entry) for entry in _entries(folder / "sources")]
    kinds = [RegionKind.model_validate(entry) for entry in _entries(folder / "regions")]
    terms = yaml.safe_load((folder / "begrippen.yaml").read_text(encoding="utf-8"))
    return Catalogue(
        indicatoren={entry.id: entry for entry in sorted(indicators, key=lambda entry: entry.volgorde)},
        bronnen={entry.id: entry for entry in sorted(sources, key=lambda entry: entry.id)},
        soorten={entry.id: entry for entry in sorted(kinds, key=lambda entry: entry.volgorde)},
        begrippen=tuple(Term.model_validate(entry) for entry in terms),
    )


@cache
def catalogue() -> Catalogue:
    """The project's own catalogue, read once a process."""
    return load()


def _entries(folder: Path) -> list[dict]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
