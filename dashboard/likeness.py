"""What makes municipalities alike, in words and tables. Pure: the frames of `dashboard.alike` in, Dutch out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from dashboard import alike
from dashboard.catalogue import catalogue
from dashboard.markup import Column, Markup, table
from dashboard.sentences.amounts import one
from dashboard.uncertainty.peers import steady
from dashboard.wording import UNKNOWN, listed, number, percent, window

NAMED = 3
WHOLE = 0.995
CLASS_NAMES = ("klein", "middelgroot", "groot", "centrumstad")
UNKNOWN_BECAUSE = {
    "gemaskeerd": "verborgen: een klein aantal",
    "te_klein": "te weinig mensen voor een percentage",
    "niet_van_toepassing": "niemand om het over te hebben",
}
To = Callable[[str, str], Markup]
Weights = Mapping[str, int]


def name(kenmerk: str) -> str:
    """A characteristic as its indicator is called."""
    entry = alike.indicator(kenmerk)
    return entry.korte_naam if entry else "Grootteklasse"


def value(kenmerk: str, amount: float) -> str:
    """An exact value as read; `n.b.` where there is none."""
    if pd.isna(amount):
        return UNKNOWN
    entry = alike.indicator(kenmerk)
    if entry is None:
        return CLASS_NAMES[int(amount) - 1]
    return one(amount, entry, entry.decimalen)


def when(kenmerk: str, periode: str) -> str:
    """The date of a characteristic as read."""
    if kenmerk in ("inwoners", "dichtheid", alike.CLASS):
        return f"1 januari {periode}"
    return f"gemiddelde van {periode}" if kenmerk in alike.YEARLY else window(periode)


def finding(own: str, found: pd.DataFrame) -> str:
    """Who is most alike, as one sentence."""
    first = list(found["naam"].head(NAMED))
    verb = "lijken" if len(first) > 1 else "lijkt"
    return f"{listed(first)} {verb} het meest op {own}, op de kenmerken die u laat meetellen."


def doubts(own: str, values: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights) -> list[str]:
    """How much the choice hangs on the weights, how alike they are, and what could not be compared."""
    counting = [kenmerk for kenmerk, weight in weights.items() if weight]
    return [text for text in (_steady(found), _far(own, found), _missing(own, values, nis, found, counting)) if text]


def _steady(found: pd.DataFrame) -> str:
    stay, many = steady(found), len(found)
    other = "als elk gewicht de helft lichter of de helft zwaarder wordt"
    if stay == many:
        return f"Alle {many} blijven ze bij de {many}, ook {other}."
    if not stay:
        return f"Geen enkele gemeente blijft altijd bij de {many} {other}: de keuze hangt sterk van uw gewichten af."
    verb = "blijft" if stay == 1 else "blijven"
    return f"{number(stay)} van deze {many} {verb} altijd bij de {many}, ook {other}; de andere wisselen."


def _far(own: str, found: pd.DataFrame) -> str:
    far = int((found["verhouding"] >= 1).sum())
    if not far:
        return ""
    they = "Deze gemeente staat" if far == len(found) == 1 else f"{number(far)} van deze {len(found)} staan"
    they = f"1 van deze {len(found)} staat" if far == 1 < len(found) else they
    return (
        f"{they} even ver van {own} als twee willekeurige gemeenten van elkaar, of verder: veel lijken ze er niet op."
    )


def _missing(own: str, values: pd.DataFrame, nis: str, found: pd.DataFrame, counting: Sequence[str]) -> str:
    absent = [name(kenmerk) for kenmerk in counting if pd.isna(values.loc[nis, kenmerk])]
    if absent:
        verb = "is" if len(absent) == 1 else "zijn"
        left = len(counting) - len(absent)
        return (
            f"Voor {own} {verb} {listed(absent)} niet precies gekend. We vergelijken op hoogstens {left} van de "
            f"{len(counting)} kenmerken."
        )
    fewer = int((shared(values, nis, found.index, counting) < len(counting)).sum())
    if not fewer:
        return ""
    verb = "is" if fewer == 1 else "zijn"
    return f"{number(fewer)} van deze {len(found)} {verb} op minder kenmerken vergeleken, omdat er een niet precies gekend is."


def shared(values: pd.DataFrame, nis: str, others: pd.Index, counting: Sequence[str]) -> pd.Series:
    """How many of these characteristics are known for both."""
    known = values[list(counting)].notna()
    return (known.loc[others] & known.loc[nis]).sum(axis=1)


def peers(caption: str, values: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights, to: To) -> Markup:
    """The municipalities most alike, nearest first: how near, why, on how many characteristics, how steady."""
    counting = [kenmerk for kenmerk, weight in weights.items() if weight]
    count = shared(values, nis, found.index, counting)
    columns = [
        Column("Gemeente"),
        Column("Afstand", getal=True),
        Column("Waarin ze het meest lijken"),
        Column("Vergeleken op", getal=True),
        Column("Blijft bij andere gewichten", getal=True),
    ]
    rows = []
    for row in found.assign(nis=found.index).to_dict("records"):
        code = row["nis"]
        traits = [trait(kenmerk, values, nis, code) for kenmerk in row["kenmerken"]]
        cells = (number(row["verhouding"], 2), "; ".join(traits) or "geen enkel kenmerk springt eruit")
        rows.append([to(row["naam"], code), *cells, f"{count[code]} van {len(counting)}", stays(row["blijft"])])
    note = (
        "Afstand: 0 is gelijk, 1 is zo ver als twee willekeurige gemeenten. Tussen haakjes: eerst de gekozen gemeente."
    )
    return table(caption, columns, rows, note)


def trait(kenmerk: str, values: pd.DataFrame, nis: str, other: str) -> str:
    """One characteristic on which two are alike, with both values: `inwoners (26.513 en 27.045)`."""
    own, theirs = (value(kenmerk, values.loc[code, kenmerk]) for code in (nis, other))
    label = name(kenmerk)[:1].lower() + name(kenmerk)[1:]
    return f"{label} ({own})" if own == theirs else f"{label} ({own} en {theirs})"


def stays(share: float) -> str:
    """In how many of the other weightings a place stays: `altijd`, `in 92%`, never rounded to always or never."""
    if share == 1:
        return "altijd"
    return "in bijna 100%" if share >= WHOLE else f"in {percent(share, 0)}" if share > 0 else "nooit"


def traits(known: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights) -> Markup:
    """Every characteristic: its weight, the place's value, the span of those alike, its date, and for how many it is unknown."""
    own = known[known["nis"] == nis].set_index("kenmerk")
    rows = []
    for kenmerk, weight in weights.items():
        part = known[known["kenmerk"] == kenmerk]
        theirs = part.loc[part["nis"].isin(found.index), "waarde"].dropna()
        missing = int(part["waarde"].isna().sum())
        rows.append(
            [
                name(kenmerk),
                number(weight) if weight else "telt niet mee",
                shown(own.loc[kenmerk], kenmerk),
                span(kenmerk, theirs),
                when(kenmerk, str(own.loc[kenmerk, "periode"])),
                source(kenmerk),
                number(missing) if missing else "geen",
            ]
        )
    columns = [
        Column("Kenmerk"),
        Column("Gewicht", getal=True),
        Column("Gekozen gemeente", getal=True),
        Column(f"Bij de {len(found)}", getal=True),
        Column("Van wanneer"),
        Column("Bron"),
        Column("Gemeenten zonder precies cijfer", getal=True),
    ]
    return table("De kenmerken", columns, rows, extra="am-breed")


def shown(row: pd.Series, kenmerk: str) -> str:
    """A place's value, or why there is none."""
    if not pd.isna(row["waarde"]):
        return value(kenmerk, row["waarde"])
    return f"{UNKNOWN} ({UNKNOWN_BECAUSE.get(str(row['status']), 'ontbreekt')})"


def span(kenmerk: str, values: pd.Series) -> str:
    """From the lowest to the highest: `21.300–29.400`."""
    if values.empty:
        return UNKNOWN
    ends = dict.fromkeys(value(kenmerk, end) for end in (values.min(), values.max()))
    return (" tot " if kenmerk == alike.CLASS else "–").join(ends)


def source(kenmerk: str) -> str:
    """The publisher of a characteristic."""
    entry = alike.indicator(kenmerk)
    if entry is None:
        return catalogue().soorten["grootteklasse"].bron
    return "; ".join(dict.fromkeys(found.uitgever for found in catalogue().sources_of(entry)))


def source_line(known: pd.DataFrame, weights: Weights, snapshot: str) -> str:
    """Publishers, the dates from the oldest to the newest and the snapshot, without the sample mark."""
    counting = [kenmerk for kenmerk, weight in weights.items() if weight]
    publishers = dict.fromkeys(text for kenmerk in counting for text in source(kenmerk).split("; "))
    dates = known[known["kenmerk"].isin(counting)].drop_duplicates("kenmerk").set_index("kenmerk")["periode"]
    words = [f"{name(kenmerk)}: {when(kenmerk, str(dates[kenmerk]))}" for kenmerk in counting]
    return f"Bron: {'; '.join(publishers)} · {' · '.join(words)} · snapshot {snapshot}"


def frame(known: pd.DataFrame, nis: str, found: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """The chosen municipality and those alike with every characteristic, its certain limits and status, for a download."""
    chosen = [nis, *found.index]
    rows = known[known["nis"].isin(chosen)].assign(
        rang=lambda part: part["nis"].map({code: at for at, code in enumerate(chosen)}),
        gewicht=lambda part: part["kenmerk"].map(dict(weights)),
        afstand=lambda part: part["nis"].map(found["verhouding"]),
        blijft=lambda part: part["nis"].map(found["blijft"]),
        indicator=lambda part: part["kenmerk"].map(alike.CHARACTERISTICS).replace("", "grootteklasse"),
    )
    return rows.sort_values(["rang", "kenmerk"], kind="stable").reset_index(drop=True)


def notes(own: str, known: pd.DataFrame, weights: Weights, snapshot: str) -> list[tuple[str, str]]:
    """Label and text beside the download."""
    sample = (known["herkomst"] == "voorbeeld").any()
    return [
        *([("Voorbeeldcijfers", "Een deel van deze cijfers is verzonnen: zie de kolom herkomst.")] if sample else []),
        ("Vraag", f"De gemeenten die het meest op {own} lijken."),
        ("rang", "0 is de gekozen gemeente, 1 de gemeente die er het meest op lijkt."),
        ("afstand", "0 is gelijk op alles wat vergeleken is, 1 is zo ver als twee willekeurige gemeenten."),
        ("blijft", "In welk deel van de andere gewichten de gemeente bij de tien blijft."),
        ("waarde, onder, boven", "De waarde staat er alleen als ze precies gekend is; anders de zekere grenzen."),
        ("Bron", source_line(known, weights, snapshot).removeprefix("Bron: ")),
    ]
