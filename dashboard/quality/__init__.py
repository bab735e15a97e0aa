"""What the page on sources and quality shows, as HTML: state of every series, cards of sources and indicators, words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from dashboard.catalogue import Catalogue, Component, Indicator, Source
from dashboard.events import Event
from dashboard.markup import Column, Markup, definitions, joined, sample_mark, table
from dashboard.periods import UNKNOWN_YEAR
from dashboard.records import records
from dashboard.wording import UNKNOWN, capital, counted, day, number, percent, period, short_period

DIRECTIONS = {
    "geen": "geen: hoger of lager is op zich niet beter of slechter",
    "hoger_is_beter": "hoger is beter",
    "lager_is_beter": "lager is beter",
}
MOMENTS = {"zelfde": "zelfde periode als de teller", "jaarbegin": "1 januari van hetzelfde jaar"}
LEAST = 0.01
WAITING = (
    "Deze bronnen kan de monitor al lezen. Na het laden staan hun reeksen hierboven bij de bronnen; "
    "grafieken zijn er nog niet voor."
)
STATE = [
    "bron",
    "reeks",
    "eerste",
    "laatste",
    "stabiel_tot",
    "perioden",
    "cellen",
    "gemaskeerd",
    "ontbreekt",
    "voorbeeld",
]


def state(deliveries: pd.DataFrame) -> pd.DataFrame:
    """One row per series and breakdown (columns STATE): what was delivered, how far it is stable, what is hidden or missing."""
    names = deliveries["reeks"].str.rpartition(":")
    plain = deliveries["reeks"].where(names[0] == "", names[0])
    sample = (deliveries["herkomst"] == "voorbeeld") | (deliveries["herkomst_ook"] == "voorbeeld")
    grouped = deliveries.assign(reeks=plain, voorbeeld=sample).groupby(["bron", "reeks"], sort=False)
    return grouped.agg(
        eerste=("eerste", "min"),
        laatste=("laatste", "max"),
        stabiel_tot=("stabiel_tot", "max"),
        perioden=("perioden", "max"),
        cellen=("cellen", "sum"),
        gemaskeerd=("gemaskeerd", "sum"),
        ontbreekt=("ontbreekt", "sum"),
        voorbeeld=("voorbeeld", "any"),
    ).reset_index()[STATE]


def state_table(known: pd.DataFrame, source: Source, revised: Mapping[str, int] | None) -> Markup:
    """The state of one source's series. `revised` counts changed cells per series; None where nothing can be compared."""
    columns = [
        Column("Reeks"), Column("Van"), Column("Tot en met"), Column("Stabiel tot en met"), Column("Perioden", getal=True),
        Column("Cellen", getal=True), Column("Gemaskeerd", getal=True), Column("Ontbreekt", getal=True),
        Column("Herzien", getal=True), Column("Herkomst"),
    ]  # fmt: skip
    rows = [
        [
            series_name(source, row["reeks"]),
            *_span(row),
            number(row["perioden"]),
            number(row["cellen"]),
            _share(row["gemaskeerd"], row["cellen"]),
            _share(row["ontbreekt"], row["cellen"]),
            UNKNOWN if revised is None else number(revised.get(row["reeks"], 0)),
            sample_mark() if row["voorbeeld"] else "gepubliceerd",
        ]
        for row in records(known[known["bron"] == source.id])
    ]
    return table(source.naam, columns, rows, "een cel is één gemeente in één periode", "am-breed")


def series_name(source: Source, reeks: str) -> str:
    """The Dutch name of a series, or of its breakdown."""
    name, _, dimension = reeks.partition(":")
    text = source.reeksen[name].naam
    return f"{text}, naar {source.dimensies[dimension].naam.lower()}" if dimension else text


def source_card(source: Source) -> Markup:
    """Publisher, licence, division, meaning and pitfalls of a source."""
    address = Markup(
        f'<a href="{escape(source.adres, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(source.adres)}</a>'
    )
    division = (
        "die van de periode zelf" if source.indeling == "tijdvak" else f"die van {source.indeling}, voor alle jaren"
    )
    stable = (
        f"de laatste {source.stabiel_na_maanden} maanden zijn voorlopig"
        if source.stabiel_na_maanden
        else "meteen definitief"
    )
    absent = "nul personen" if source.afwezig == "nul" else "ontbreekt"
    return definitions(
        [
            ("Uitgever", source.uitgever),
            ("Adres", address),
            ("Licentie", source.licentie),
            ("Levering", capital(source.leveringsritme)),
            ("Gemeenten", capital(division)),
            ("Stabiliteit", capital(stable)),
            ("Geen rij betekent", capital(absent)),
            ("Wat is het", source.toelichting.strip()),
            ("Let op", source.valkuilen or ("Geen bijzonderheden.",)),
        ]
    )


def indicator_card(indicator: Indicator, catalogue: Catalogue) -> Markup:
    """Definition, formula, unit, direction, sources and pitfalls of an indicator."""
    entries: list[tuple[str, object]] = [
        ("Definitie", indicator.definitie.strip()),
        ("Formule", indicator.formule.strip()),
        ("Eenheid", indicator.eenheid),
        ("Richting", capital(DIRECTIONS[indicator.richting])),
        ("Teller", _components(indicator.teller, catalogue)),
    ]
    if indicator.noemer:
        moment = MOMENTS.get(indicator.noemer.regel, indicator.noemer.regel)
        entries.append(("Noemer", f"{_components(indicator.noemer.delen, catalogue)}; {moment}"))
    return definitions([*entries, ("Hoe te lezen", indicator.lezen.strip()), ("Let op", indicator.valkuilen)])


def _components(parts: Sequence[Component], catalogue: Catalogue) -> str:
    words = []
    for part in parts:
        source = catalogue.source_of_series(part.reeks)
        name = source.reeksen[part.reeks].naam
        if part.categorie:
            name = f"{name}, {source.dimensies[part.dimensie].categorieen[part.categorie].naam}"
        words.append(f"{'min ' if part.teken < 0 else ''}{name} ({source.naam})")
    return " + ".join(words).replace("+ min", "−")


def events_table(events: Sequence[Event]) -> Markup:
    """The events of every time chart."""
    rows = [[day(event.datum), event.naam, event.toelichting, event.bron] for event in events]
    return table(
        "Gebeurtenissen in elke tijdlijn",
        [Column("Datum"), Column("Woord"), Column("Wat er gebeurde"), Column("Bron")],
        rows,
        extra="am-breed",
    )


def kinds_table(areas: pd.DataFrame, catalogue: Catalogue) -> Markup:
    """Region kinds with their number, how certain their lists are, and how many lists are incomplete."""
    rows = []
    for kind in catalogue.soorten.values():
        own = areas[areas["soort"] == kind.id]
        certainty = own["zekerheid"].value_counts()
        words = [f"{number(certainty[level])} {level}" for level in ("hoog", "middel", "laag") if level in certainty]
        incomplete = int((~own["volledig"].astype(bool)).sum())
        rows.append(
            [
                capital(kind.meervoud),
                number(len(own)),
                ", ".join(words) or "n.v.t.",
                number(incomplete),
                kind.bron,
            ]
        )
    columns = [
        Column("Soort"),
        Column("Aantal", getal=True),
        Column("Zekerheid van de lijsten"),
        Column("Onvolledige lijsten", getal=True),
        Column("Bron"),
    ]
    return table("Soorten gebieden", columns, rows, extra="am-breed")


def summary(known: pd.DataFrame, reeks: str) -> str:
    """The page's first sentence: how far the main series goes and how far it is stable."""
    row = known[known["reeks"] == reeks].iloc[0]
    text = f"De cijfers over het leefloon gaan tot en met {period(row['laatste'])}"
    if isinstance(row["stabiel_tot"], str) and row["stabiel_tot"] != row["laatste"]:
        text += f" en zijn stabiel tot en met {period(row['stabiel_tot'])}"
    return text + (". Het zijn voorbeeldcijfers." if row["voorbeeld"] else ".")


def sample_words(known: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """What is sample and what is published, as sentences."""

    def names(rows: pd.DataFrame) -> str:
        return "; ".join(dict.fromkeys(catalogue.bronnen[bron].naam for bron in rows["bron"])) or "geen enkele bron"

    sample = known["voorbeeld"].astype(bool)
    return [
        f"Verzonnen zijn de reeksen van: {names(known[sample])}. Ze tonen hoe de monitor werkt en dienen niet om te beslissen."
        if sample.any()
        else "Geen enkele reeks is verzonnen.",
        f"Gepubliceerde cijfers komen van: {names(known[~sample])}.",
        "Een berekening met één voorbeeldcijfer is zelf een voorbeeldcijfer. Gemeenten, fusies en gebieden zijn echt.",
    ]


def revision_words(before: str, revised: Mapping[str, int] | None) -> str:
    """How much changed since the previous snapshot."""
    if not before:
        return "Dit is de eerste snapshot met deze berekening; er is nog niets om mee te vergelijken."
    if revised is None:
        return f"Met de vorige snapshot ({before}) kan niet vergeleken worden."
    return f"Sinds de vorige snapshot ({before}): {counted(sum(revised.values()), 'herziene cel', 'herziene cellen')}."


def brings(source: Source) -> str:
    """How many series a source that is not loaded would bring."""
    return f"{source.uitgever} · zou {counted(len(source.reeksen), 'reeks', 'reeksen')} brengen"


def waiting(source: Source) -> Markup:
    """A source that can be loaded: the series it would bring, then its card."""
    series = tuple(entry.naam for entry in source.reeksen.values())
    return joined([definitions([("Zou brengen", series)]), source_card(source)])


def _span(row: Mapping[Any, Any]) -> list[str]:
    """First, last and last stable period as table cells; a series of an unknown year says so once."""
    if row["laatste"] == UNKNOWN_YEAR:
        return ["jaar onbekend", "jaar onbekend", "niet van toepassing"]
    stable = row["stabiel_tot"]
    return [
        short_period(row["eerste"]),
        short_period(row["laatste"]),
        short_period(stable) if isinstance(stable, str) else "nog niet",
    ]


def _share(part: float, whole: float) -> str:
    if not part or not whole:
        return number(part)
    share = percent(part / whole, 0) if part / whole >= LEAST else "minder dan 1%"
    return f"{number(part)} ({share})"
