"""What may be chosen for a pack, and what is wrong with a choice that has no pack: one Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from dashboard import areas, comparators, queries, snapshots
from dashboard.areas import Area, UnknownArea
from dashboard.catalogue import catalogue
from dashboard.changes import last_stable
from dashboard.database import Database
from dashboard.report.pack import Choices
from dashboard.wording import listed, period

INDICATORS = ("registratiegraad", "leefloongraad", "leefloon", "twe_uitstroom_3m", "twe_lopend")
PARTS: Mapping[str, str] = {
    "situatie": "Situatie in één oogopslag",
    "positie": "Plaats naast Vlaanderen en andere gebieden",
    "kaart": "Kaart van het gebied",
    "leden": "Tabel van de gemeenten",
    "trend": "Verloop in de tijd",
    "sinds": "Sinds het vorige overleg",
    "twijfel": "Cijfers met twijfel",
    "vragen": "Drie vragen voor het overleg",
    "bronnen": "Bronnen",
}
MOST = 10  # more do not stand on eight pages
NO_REGION = ("gemeente", "centrumstad", "vlaanderen", "grootteklasse")
KIND = "regiegebied"
HERE = "http://localhost:8501"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
BASE = "leefloon"


class BadChoice(ValueError):
    """A choice that has no pack; the message says why in one Dutch sentence."""


@dataclass(frozen=True)
class Checked:
    """Choices that hold, with the region and the comparator they name. ontbreekt: default indicators without any figure."""

    keuzes: Choices
    gebied: Area
    vergelijking: comparators.Comparator
    ontbreekt: tuple[str, ...] = ()


def kinds() -> list[str]:
    """The kinds of area a pack is made for: regions of several municipalities."""
    return [kind for kind in catalogue().soorten if kind not in NO_REGION]


def newest(database: Database) -> str:
    """The month a pack is about unless another is asked for: the newest that the source no longer revises."""
    known = months(database, BASE)
    if known.empty:
        raise BadChoice("Er zijn nog geen cijfers over het leefloon geladen, dus er is geen pakket te maken.")
    last = str(known["periode"].max())
    return last_stable(known, last) or last


def checked(database: Database, place: snapshots.Storage, asked: Choices) -> Checked:
    """The choices with every default filled in; BadChoice when one of them cannot be met."""
    soort = asked.soort or KIND
    if soort not in kinds():
        raise BadChoice(f"Een pakket maken we niet voor soort '{soort}'; kies uit {listed(kinds(), 'of')}.")
    if not asked.gebied_id.strip():
        raise BadChoice("Kies eerst een gebied voor het pakket.")
    try:
        area = areas.find(database, asked.gebied_id, soort)
        other = comparators.find(database, asked.vergelijk, area)
    except UnknownArea as error:
        raise BadChoice(str(error)) from error
    _known(asked.indicatoren, catalogue().indicatoren, "Indicator")
    _known(asked.onderdelen, PARTS, "Onderdeel")
    if len(set(asked.indicatoren)) > MOST:
        raise BadChoice(
            f"Een pakket toont hoogstens {MOST} cijfers; u koos er {len(set(asked.indicatoren))}. Laat er enkele weg."
        )
    periode = _month(database, asked.periode)
    _previous(database, place, asked.vorige, periode)
    absent = [name for name in asked.indicatoren or INDICATORS if months(database, name).empty]
    if asked.indicatoren and absent:
        raise BadChoice(f"Voor indicator '{absent[0]}' zijn er nog geen gegevens geladen.")
    choices = replace(
        asked,
        soort=area.soort,
        gebied_id=area.gebied_id,
        vergelijk=other.id,
        periode=periode,
        indicatoren=tuple(dict.fromkeys(name for name in asked.indicatoren or INDICATORS if name not in absent)),
        onderdelen=tuple(dict.fromkeys(asked.onderdelen or PARTS)),
    )
    return Checked(choices, area, other, tuple(absent))


def _known(asked: Iterable[str], known: Iterable[str], what: str) -> None:
    names = list(known)
    for name in asked:
        if name not in names:
            raise BadChoice(f"{what} '{name}' bestaat niet; kies uit {', '.join(names)}.")


def _month(database: Database, asked: str) -> str:
    known = months(database, BASE)
    if not asked:
        return newest(database)
    if not MONTH.fullmatch(asked):
        raise BadChoice(f"'{asked}' is geen maand; schrijf JJJJ-MM.")
    if asked not in set(known["periode"]):
        first, last = (period(str(end)) for end in (known["periode"].min(), known["periode"].max()))
        raise BadChoice(f"Van {period(asked)} zijn er geen cijfers; die lopen van {first} tot en met {last}.")
    return asked


def _previous(database: Database, place: snapshots.Storage, asked: str, periode: str) -> None:
    """Whether the previous meeting is a month before the one shown, or a snapshot that can still be read."""
    if not asked:
        return
    if not MONTH.fullmatch(asked):
        try:
            snapshots.readable(place, asked)
        except snapshots.NoSnapshot as error:
            raise BadChoice(f"Het vorige overleg: {error}") from error
        return
    if asked >= periode:
        raise BadChoice(
            f"Het vorige overleg ({period(asked)}) ligt niet voor {period(periode)}, de maand van dit pakket: kies een "
            "vroegere maand."
        )
    first = str(months(database, BASE)["periode"].min())
    if asked < first:
        raise BadChoice(f"Het vorige overleg ({period(asked)}) ligt voor de eerste maand met cijfers, {period(first)}.")


def months(database: Database, indicator: str) -> pd.DataFrame:
    """The periods an indicator is known for, in its own way of counting."""
    known = queries.momenten(database, indicator=indicator, dimensie="")
    return known[known["telling"] == catalogue().indicatoren[indicator].telling]


def is_month(text: str) -> bool:
    """Whether a previous meeting is given as a month and not as a snapshot."""
    return bool(MONTH.fullmatch(text))
