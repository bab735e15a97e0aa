"""What is known after a row of deliveries: starts from the project's own facts, each delivery replaces what it covers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue import Catalogue, catalogue
from dashboard.ingest import reference
from dashboard.ingest.delivery import Delivery, delivered, exact
from dashboard.periods import UNKNOWN_YEAR

POPULATION = {"inwoners": "inwoners", "inwoners_18_64": "inwoners_18_64"}


@dataclass
class State:
    """The tables that deliveries fill. Columns as in `sql/model/05*` to `09*`."""

    levering: pd.DataFrame
    waarneming: pd.DataFrame
    brontotaal: pd.DataFrame
    gebied: pd.DataFrame
    lidmaatschap: pd.DataFrame

    def apply(self, delivery: Delivery, herkomst: str) -> bool:
        """Put a delivery in: real data first removes the whole sample of its source; samples never replace real data.

        False when it is such a sample and nothing was taken from it.
        """
        if delivery.lidmaatschap is not None and delivery.gebied is not None:
            kinds = delivery.lidmaatschap["soort"].unique()
            self.gebied = _replaced(self.gebied, self.gebied["soort"].isin(kinds), delivery.gebied)
            self.lidmaatschap = _replaced(
                self.lidmaatschap, self.lidmaatschap["soort"].isin(kinds), delivery.lidmaatschap
            )
        if delivery.levering.empty:
            return True
        own = {name for name, source in series_of_sources().items() if source == delivery.bron}
        of_source = self.levering["reeks"].isin(own)
        if herkomst == "voorbeeld" and (of_source & (self.levering["herkomst"] != "voorbeeld")).any():
            return False
        sample = set(self.levering.loc[of_source & (self.levering["herkomst"] == "voorbeeld"), "reeks"])
        for name, incoming in (
            ("levering", delivery.levering.assign(herkomst=herkomst)),
            ("waarneming", delivery.waarneming),
            ("brontotaal", delivery.brontotaal),
        ):
            frame = getattr(self, name)
            gone = frame["reeks"].isin(_series(delivery, own)) & _covered(frame, delivery)
            if herkomst != "voorbeeld":
                gone |= frame["reeks"].isin(sample)
            setattr(self, name, _replaced(frame, gone, incoming))
        return True

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every source table of the model, rows in key order."""
        entries = catalogue()
        return {
            "indeling": reference.DIVISIONS,
            "gemeente": reference.municipalities().sort_values(["indeling", "nis"]),
            "fusie": reference.mergers().sort_values(["oude_indeling", "oude_nis"]),
            "reeks": series_table(entries),
            "levering": self.levering.sort_values(["reeks", "periode", "indeling"]),
            "waarneming": self.waarneming.sort_values(["reeks", "periode", "indeling", "nis"]),
            "brontotaal": self.brontotaal.sort_values(["reeks", "periode", "soort", "gebied_id"]),
            "gebied": self.gebied.sort_values("gebied_id"),
            "lidmaatschap": self.lidmaatschap.sort_values(["gebied_id", "indeling", "nis", "van"]),
            "indicator": indicator_table(entries),
            "onderdeel": component_table(entries),
        }


def initial() -> State:
    """The state before any delivery: population, area and memberships of `data/reference`."""
    observations, deliveries = [], []
    for name in POPULATION:
        for (division, year), part in reference.population(name).groupby(["indeling", "jaar"]):
            rows = part.assign(periode=str(year))
            observations.append(exact(rows, name, int(str(division)), "inwoners"))
            computed = bool((part["methode"] != "gepubliceerd").any())
            deliveries.append(delivered({name: [str(year)]}, int(str(division))).assign(berekend=computed))
    population = reference.population("inwoners")
    for (division, year), _ in population.groupby(["indeling", "jaar"]):
        land = reference.municipalities().query("indeling == @division").assign(periode=str(year))
        observations.append(exact(land, "oppervlakte", int(str(division)), "oppervlakte_km2"))
        deliveries.append(delivered({"oppervlakte": [str(year)]}, int(str(division))))
    for key, part in reference.context_indicators().groupby(["reeks", "indeling", "jaar"]):
        name, division, year = (str(value) for value in key)
        label = year or UNKNOWN_YEAR
        observations.append(exact(part.assign(periode=label), name, int(division), "waarde"))
        deliveries.append(delivered({name: [label]}, int(division)))
    empty = Delivery("")
    return State(
        levering=pd.concat(deliveries, ignore_index=True).assign(herkomst="gepubliceerd"),
        waarneming=pd.concat(observations, ignore_index=True),
        brontotaal=empty.brontotaal,
        gebied=reference.regions(),
        lidmaatschap=reference.memberships(),
    )


def series_table(entries: Catalogue) -> pd.DataFrame:
    """Every series and breakdown category the sources can deliver."""
    rows = []
    for source in entries.bronnen.values():
        for name, series in source.reeksen.items():
            rows.append((name, name, source.id, "", "", series.telling, source.reeksbron, source.afwezig))
            for dimension, values in source.dimensies.items():
                rows += [
                    (
                        f"{name}:{dimension}:{category}",
                        name,
                        source.id,
                        dimension,
                        category,
                        series.telling,
                        source.reeksbron,
                        source.afwezig,
                    )
                    for category in values.categorieen
                ]
    columns = ["reeks", "maat", "bron", "dimensie", "categorie", "telling", "reeksbron", "afwezig"]
    return pd.DataFrame(rows, columns=columns).sort_values("reeks")


def series_of_sources() -> dict[str, str]:
    """The source of every series."""
    frame = series_table(catalogue())
    return dict(zip(frame["reeks"], frame["bron"], strict=True))


def indicator_table(entries: Catalogue) -> pd.DataFrame:
    """How each indicator is computed."""
    rows = [
        (
            entry.id,
            entry.soort,
            entry.factor,
            entry.is_ratio,
            entry.noemer.regel if entry.noemer else "geen",
            entry.noemer.doorlopend if entry.noemer else True,
            entry.teller_is_deel_van_noemer,
            entry.rijp_na_maanden
            and entry.rijp_na_maanden + entries.source_of_series(entry.teller[0].reeks).achterstand_maanden,
            entry.venster_kwartalen,
            bool(entry.gewicht),
        )
        for entry in entries.indicatoren.values()
    ]
    columns = [
        "indicator",
        "soort",
        "factor",
        "is_ratio",
        "regel",
        "doorlopend",
        "deel_van",
        "rijp_na",
        "venster",
        "gewogen",
    ]
    return pd.DataFrame(rows, columns=columns).sort_values("indicator")


def component_table(entries: Catalogue) -> pd.DataFrame:
    """The series of every indicator, and of every breakdown an indicator offers."""
    rows = []
    for entry in entries.indicatoren.values():
        roles = [("teller", part) for part in entry.teller]
        roles += [("noemer", part) for part in (entry.noemer.delen if entry.noemer else ())]
        for role, part in roles:
            series = f"{part.reeks}:{part.dimensie}:{part.categorie}" if part.dimensie else part.reeks
            rows.append((entry.id, "", "", role, series, part.teken))
        for dimension in entry.uitsplitsingen:
            source = entries.source_of_series(entry.teller[0].reeks)
            for category in source.dimensies[dimension].categorieen:
                rows += [
                    (entry.id, dimension, category, "teller", f"{part.reeks}:{dimension}:{category}", part.teken)
                    for part in entry.teller
                ]
    columns = ["indicator", "dimensie", "categorie", "rol", "reeks", "teken"]
    return pd.DataFrame(rows, columns=columns).sort_values(columns[:5])


def _series(delivery: Delivery, own: set[str]) -> set[str]:
    """The series a delivery is complete for: its own, with the breakdowns of each."""
    totals = {name.split(":")[0] for name in delivery.levering["reeks"]}
    return {name for name in own if name.split(":")[0] in totals}


def _covered(frame: pd.DataFrame, delivery: Delivery) -> pd.Series:
    """Which rows lie in the periods a delivery is complete for; a figure of an unknown year yields to any known one.

    A register of spans is complete for all time. Where finer divisions stay, only the delivered and the coarser ones go.
    """
    source = catalogue().bronnen[delivery.bron]
    if source.rijen == "tijdvakken":
        return pd.Series(True, index=frame.index)
    if not source.fijnere_indeling_blijft:
        return frame["periode"].isin({*delivery.levering["periode"], UNKNOWN_YEAR})
    finest = delivery.levering.groupby("periode")["indeling"].min()
    return frame["indeling"] >= frame["periode"].map(finest)


def _replaced(frame: pd.DataFrame, gone: pd.Series, incoming: pd.DataFrame) -> pd.DataFrame:
    kept = frame[~gone]
    return (
        pd.concat([part for part in (kept, incoming) if not part.empty], ignore_index=True) if len(incoming) else kept
    )
