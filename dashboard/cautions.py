"""What must be said beside a figure: one function for pages, downloads, maps and slides. Pure: a row of figures in, Dutch out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard import periods
from dashboard.catalogue import Indicator, catalogue
from dashboard.records import records
from dashboard.wording import bounds, capital, counted, day, number, percent, period, short_period

SMALL = 30
MEANS = ("jaargemiddelde", "halfjaargemiddelde")
SINGLE = ("gemeente", "centrumstad")
SAMPLE = "voorbeeld"
WINDOW = ".."
FROM_SOURCE = "cijfer_van_bron"
MANY = {
    "nog_niet_waarneembaar": (
        "deels nog niet waarneembaar",
        "Van sommige perioden is de opvolgperiode nog niet voorbij.",
    ),
    "dekking": ("telt niet overal alle gemeenten", "Niet elk cijfer telt alle gemeenten van het gebied."),
    "gemaskeerd": ("bereik waar iets verborgen is", "Waar kleine aantallen verborgen zijn, staat er een bereik."),
    "aangenomen": (
        "soms is een gemeente aangenomen",
        "Van sommige gemeenten is aangenomen dat ze bij het gebied horen.",
    ),
    "boven_100": (
        "soms boven 100%",
        "Boven 100% of mogelijk boven 100%: dat kan, want de teller is geen deel van de noemer.",
    ),
    "verschil_maanden": (
        "noemer soms van een eerdere maand dan de teller",
        "De noemer kan van een eerdere maand zijn dan de teller; beide maanden staan erbij.",
    ),
    "kleine_aantallen": (
        "soms een kleine noemer",
        f"De noemer is kleiner dan {SMALL}: enkele personen maken dan een groot verschil.",
    ),
    FROM_SOURCE: (
        "soms met totalen van de bron zelf",
        "Waar kleine aantallen verborgen zijn, geeft de bron soms zelf het totaal van het gebied.",
    ),
    "venster": ("8 kwartalen samen", "Elk cijfer telt 8 kwartalen samen."),
}
NEEDED = [
    "soort", "periode", "telling", "onder", "boven", "status", "dekking_inwoners", "teller_periode", "noemer_periode", "herkomst",
    "van", "voorlopig", "delen", "bekend", "grens", "aangenomen", "gemaskeerd", "noemer_onder", "noemer_boven",
]  # fmt: skip
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Caution:
    """One warning: its kind, a few words beside a figure, and a sentence where there is room."""

    soort: str
    kort: str
    zin: str


def cautions(row: Row, indicator: Indicator) -> list[Caution]:
    """What belongs beside the figure of one row (the columns NEEDED of a figures frame), heaviest first."""
    if row["status"] == "nog_niet_waarneembaar":
        return [_not_yet(row["periode"], indicator), *_always(row)]
    if pd.isna(row["onder"]):
        return []
    return [*_parts(row), *_ratio(row, indicator), *_period(row, indicator), *_from_source(row), *_always(row)]


def short(row: Row, indicator: Indicator, without: Sequence[str] = ()) -> list[str]:
    """The few words of every warning of a row, but for these kinds."""
    return [caution.kort for caution in cautions(row, indicator) if caution.soort not in without]


def overall(frame: pd.DataFrame, indicator: Indicator) -> list[tuple[Caution, int]]:
    """Every warning that touches a row of a frame, and how many rows it touches."""
    found: dict[str, list[Caution]] = {}
    for row in records(frame[[name for name in (*NEEDED, FROM_SOURCE) if name in frame]]):
        for caution in cautions(row, indicator):
            found.setdefault(caution.soort, []).append(caution)
    return [(_common(same, len(frame)), len(same)) for same in found.values()]


def observable_from(periode: str, indicator: Indicator) -> date:
    """The date up to which a source must have observed before the outcome of a period can be known."""
    return periods.later(periods.parse(periode).tot, indicator.rijp_na_maanden + delivery_lag(indicator))


def delivery_lag(indicator: Indicator) -> int:
    """How many months its source needs to deliver what it observed."""
    return catalogue().source_of_series(indicator.teller[0].reeks).achterstand_maanden


def months_between(row: Row) -> int:
    """How many months the denominator's month lies before the numerator's; 0 where they are no two months."""
    moments = [str(row["teller_periode"]), str(row["noemer_periode"])]
    if any(len(moment) != len("2025-01") or "-K" in moment or "-H" in moment for moment in moments):
        return 0
    (year, month), (other_year, other_month) = ([int(part) for part in moment.split("-")] for moment in moments)
    return 12 * (year - other_year) + month - other_month


def _common(same: list[Caution], rows: int) -> Caution:
    """The words that hold for all these rows; general ones where they differ or where other rows go without."""
    first = same[0]
    alike = len(same) == rows and all(caution == first for caution in same)
    return first if alike or first.soort not in MANY else Caution(first.soort, *MANY[first.soort])


def _not_yet(periode: str, indicator: Indicator) -> Caution:
    lag = delivery_lag(indicator)
    moment = day(observable_from(periode, indicator))
    months = counted(indicator.rijp_na_maanden, "maand", "maanden")
    delivered = f" en {counted(lag, 'maand', 'maanden')} tot de levering" if lag else ""
    return Caution(
        "nog_niet_waarneembaar",
        f"nog niet waarneembaar, ten vroegste op {moment}",
        f"Dit cijfer is nog niet waarneembaar. Na de periode horen {months} opvolging{delivered}: ten vroegste op {moment}.",
    )


def _parts(row: Row) -> Iterator[Caution]:
    known, parts, masked = int(row["bekend"]), int(row["delen"]), int(row["gemaskeerd"])
    noun = "delen" if row["soort"] in SINGLE else "gemeenten"
    if known < parts:
        share = row["dekking_inwoners"]
        people: str = "" if pd.isna(share) else f", met {percent(share)} van de inwoners"
        unknown = int(row["grens"])
        why = (
            f" Van {counted(unknown, 'gemeente', 'gemeenten')} weten we na een fusie niet of ze bij het gebied hoort."
            if unknown == 1
            else f" Van {number(unknown)} gemeenten weten we na een fusie niet of ze bij het gebied horen."
            if unknown
            else ""
        )
        yield Caution(
            "dekking",
            f"telt {known} van de {parts} {noun}",
            f"Dit cijfer is onvolledig: het telt {known} van de {parts} {noun}{people}.{why}",
        )
    if row["onder"] < row["boven"]:
        if parts > 1 and masked:
            where = f"in {masked} van de {parts} {noun}"
            words, sentence = f"bereik: {where} is iets verborgen", f"{capital(where)} is een klein aantal verborgen."
        else:
            words, sentence = "bereik: een klein aantal is verborgen", "Een klein aantal is hier verborgen."
        yield Caution(
            "gemaskeerd",
            words,
            f"{sentence} Daarom staat er een bereik waarin het cijfer zeker ligt.",
        )
    assumed = int(row["aangenomen"])
    if assumed:
        places = counted(assumed, "gemeente", "gemeenten")
        classes = row["soort"] == "grootteklasse"
        what = "de grootteklasse" if classes else "het lidmaatschap"
        why = (
            "hun bevolking op de peildatum is niet bekend"
            if classes
            else "na een fusie telt het grootste deel als geheel"
        )
        yield Caution(
            "aangenomen",
            f"{what} van {places} is aangenomen",
            f"{capital(what)} van {places} is aangenomen: {why}.",
        )


def _ratio(row: Row, indicator: Indicator) -> Iterator[Caution]:
    if indicator.soort == "aandeel" and not indicator.teller_is_deel_van_noemer and row["boven"] > indicator.factor:
        words = "boven 100%" if row["onder"] > indicator.factor else "mogelijk boven 100%"
        yield Caution(
            "boven_100",
            words,
            f"{capital(words)}: dat kan, want de teller is geen deel van de noemer. Het cijfer is niet afgetopt.",
        )
    if indicator.noemer and indicator.noemer.regel == "laatste_stabiel":
        yield from _lag(row)
    if indicator.noemer and indicator.noemer.voorbehoud:
        text = indicator.noemer.voorbehoud
        yield Caution("voorbehoud", text[:1].lower() + text[1:], f"{text}.")
    if indicator.soort in ("aandeel", "graad") and row["noemer_onder"] < SMALL:
        base = bounds(row["noemer_onder"], row["noemer_boven"])
        yield Caution(
            "kleine_aantallen",
            f"klein aantal: noemer {base}",
            f"De noemer is klein: {base}. Enkele personen maken dan een groot verschil.",
        )


def _lag(row: Row) -> Iterator[Caution]:
    if row["telling"] in MEANS:
        sentence = "In dit gemiddelde kan de noemer van een maand van een eerdere maand zijn dan de teller."
        yield Caution("verschil_maanden", "noemer soms van een eerdere maand", sentence)
    elif months := months_between(row):
        between = counted(months, "maand", "maanden")
        upper, lower = row["teller_periode"], row["noemer_periode"]
        yield Caution(
            "verschil_maanden",
            f"teller {short_period(upper)}, noemer {short_period(lower)}: {between} verschil",
            f"De teller is van {period(upper)}, de noemer van {period(lower)}: {between} verschil.",
        )


def _period(row: Row, indicator: Indicator) -> Iterator[Caution]:
    if row["voorlopig"]:
        yield Caution("voorlopig", "voorlopig", "Dit cijfer is voorlopig: de bron kan het nog herzien.")
    confirmed = (
        catalogue().soorten[row["soort"]].samenstelling_bevestigd_tot if row["soort"] in catalogue().soorten else ""
    )
    if confirmed and pd.Timestamp(row["van"]).date() >= date.fromisoformat(confirmed):
        year = confirmed[:4]
        sentence = f"De samenstelling van dit gebied is voor {year} en later niet bevestigd."
        yield Caution("samenstelling", "samenstelling niet bevestigd", sentence)
    if WINDOW in row["periode"] and indicator.venster_kwartalen:
        quarters = periods.parse(row["periode"]).months // 3
        first, _, last = row["periode"].partition(WINDOW)
        yield Caution(
            "venster",
            f"{quarters} kwartalen samen",
            f"{quarters} kwartalen samen: van het {period(first)} tot en met het {period(last)}.",
        )
    if row["periode"] == periods.UNKNOWN_YEAR:
        yield Caution("jaar_onbekend", "jaar onbekend", "Van welk jaar dit cijfer is, is niet bekend.")


def _from_source(row: Row) -> Iterator[Caution]:
    """An exact figure over hidden parts is exact only because the source itself publishes it for that area."""
    if row.get(FROM_SOURCE) and row["gemaskeerd"] and row["onder"] == row["boven"]:
        yield Caution(
            FROM_SOURCE,
            "met totalen van de bron zelf",
            "Kleine aantallen zijn verborgen, maar de bron geeft zelf het totaal van dit gebied.",
        )


def _always(row: Row) -> Iterator[Caution]:
    if row["herkomst"] == "geschat":
        yield Caution("geschat", "geschat", "Dit cijfer is geschat.")
    if row["herkomst"] == SAMPLE:
        yield Caution(SAMPLE, "voorbeeldcijfer", "Dit is een voorbeeldcijfer en geen meting.")
