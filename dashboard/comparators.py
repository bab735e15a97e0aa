"""What a figure is set beside, always named with its number and date: one function for chart, table, sentence and export.

`t.o.v. de 98 grote OCMW's van 1 januari 2025`. A size class is that of the last reference date in or before the newest month of
leefloon, unless a date is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import alike, areas, groups, queries
from dashboard.alike.weights import EVEN
from dashboard.areas import Area, UnknownArea
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.queries import Weergave
from dashboard.sentences import Place
from dashboard.wording import counted, day, number, place

FLANDERS, FLANDERS_ID = "vlaanderen", "vlaanderen:vlaanderen"
CENTRES, CENTRES_ID = "centrumsteden", "grootteklasse:centrumstad"
CLASS, ALIKE = "klasse", "vergelijkbaar"
OWN_REGION = ("provincie", "regiegebied")
OFFERED = (FLANDERS, CLASS, *OWN_REGION, CENTRES, ALIKE)
ANYWHERE = (*OFFERED, "groep")
SINGLE = ("gemeente", "centrumstad")
UNKNOWN_MEMBER = "grens"


@dataclass(frozen=True)
class Comparator:
    """Who a figure is compared with. leden: NIS codes of its municipalities of today; aantal: how many they are.

    id: what finds it again in the address. soort, gebieden and groep ask its figures; peildatum: of a size class.
    """

    id: str
    naam: str
    aantal: int
    soort: str
    gebieden: tuple[str, ...]
    groep: str
    peildatum: date | None
    leden: tuple[str, ...]

    @property
    def place(self) -> Place:
        """As a sentence reads it: always the whole name."""
        return Place("", self.naam)

    @property
    def kort(self) -> str:
        """As a line of a chart is called, where the whole name stands under the chart."""
        if self.soort in (FLANDERS, *SINGLE):
            return "Vlaanderen" if self.soort == FLANDERS else self.naam
        return f"Groep ({self.aantal})"

    def is_place(self, area: Area) -> bool:
        """Whether this is the place itself."""
        return self.soort == area.soort and {*self.gebieden} == ({*area.leden} or {area.gebied_id})

    @property
    def beside(self) -> str:
        """`t.o.v. de 98 grote OCMW's van 1 januari 2025`."""
        return f"t.o.v. {self.naam}"

    def question(self, indicator: str, periode: str = "", indeling: Weergave = "huidig", telling: str = "") -> Question:
        """Asks its figures, which come from sums over its municipalities."""
        return Question(
            indicator, self.soort, self.gebieden, self.groep, periode, telling, indeling, peildatum=self.peildatum
        )


def find(database: Database, text: str, where: Area | None = None, peildatum: date | None = None) -> Comparator:
    """The comparator a text names, for a place where it depends on one; UnknownArea says in Dutch why there is none.

    text: vlaanderen, klasse, provincie, regiegebied, vergelijkbaar or vergelijkbaar:<weights>, centrumsteden, groep:NIS+NIS,
    groep:Naam:NIS+NIS, a NIS code or `<soort>:<slug>`, with or without `groep:` before it.
    """
    text = text.strip() or FLANDERS
    if text in (FLANDERS, FLANDERS_ID):
        return _area(database, FLANDERS, Area(FLANDERS, FLANDERS_ID, "Vlaanderen"), None)
    if text in (CENTRES, CENTRES_ID):
        return _of_class(database, CENTRES, CENTRES_ID, peildatum)
    if text == CLASS:
        nis = _municipality(database, where, "de eigen grootteklasse")
        return _of_class(database, CLASS, _class_of(database, nis, peildatum), peildatum)
    if text in OWN_REGION:
        return _area(database, text, _own_region(database, text, where), None)
    kind, _, weights = text.partition(":")
    if kind == ALIKE:
        return _alike(database, _municipality(database, where, "vergelijkbare gemeenten"), weights)
    return _named(database, text, peildatum)


def offered(database: Database, where: Area | None, peildatum: date | None = None) -> list[tuple[str, str]]:
    """Id and label of the comparators that exist for a place, those most asked for first."""
    found = []
    for text in OFFERED:
        try:
            other = find(database, text, where, peildatum)
        except UnknownArea:
            continue
        if where is None or other.leden != (where.gebied_id,):
            found.append((text, other.beside))
    return found


def over_municipalities(database: Database, statistic: str, count: int, indeling: Weergave) -> str:
    """The name of a median or of quartiles over municipalities, with their number and division."""
    words = "de mediaan" if statistic == "median" else "de kwartielen en de mediaan"
    when = _today(database) if indeling == "huidig" else "destijds"
    return f"{words} van {counted(count, 'gemeente', 'gemeenten')} van {when}"


def reference_date(database: Database, peildatum: date | None = None) -> date:
    """The date of the size classes: the last one known in or before `peildatum` or, without it, the newest month of leefloon."""
    known = queries.peildata(database)
    months = queries.momenten(database, indicator="leefloon", dimensie="")
    wanted = peildatum or (pd.Timestamp(months["van"].max()).date() if len(months) else known[-1])
    return max((moment for moment in known if moment <= wanted), default=known[0])


def _named(database: Database, text: str, peildatum: date | None) -> Comparator:
    rest = text.removeprefix(groups.PREFIX)
    name, parts = groups.split(rest)
    if parts and all(part.isdigit() for part in parts) and (rest != text or name or len(parts) > 1):
        return _own_group(database, groups.made(name, areas.municipalities_of_today(database, parts)))
    found = areas.find(database, rest)
    if found.soort == "grootteklasse":
        return _of_class(database, found.gebied_id, found.gebied_id, peildatum)
    return _area(database, found.gebied_id, found, None)


def _own_group(database: Database, group: groups.OwnGroup) -> Comparator:
    own = "uw groep" if group.naam == groups.UNNAMED else f"uw groep {group.naam}"
    members = counted(len(group.leden), "gemeente", "gemeenten")
    name = f"{own} ({members} van {_today(database)})"
    return Comparator(
        groups.PREFIX + group.text, name, len(group.leden), areas.OWN_GROUP, group.leden, group.naam, None, group.leden
    )


def _of_class(database: Database, text: str, class_id: str, peildatum: date | None) -> Comparator:
    moment = reference_date(database, peildatum)
    known = areas.areas(database)
    name = str(known.loc[known["gebied_id"] == class_id, "naam"].iloc[0])
    return _area(database, text, Area("grootteklasse", class_id, name), moment)


def _area(database: Database, text: str, area: Area, peildatum: date | None) -> Comparator:
    composed = queries.samenstelling(database, soort=area.soort, weergave="huidig", peildatum=peildatum)
    own = composed[composed["gebied_id"] == area.gebied_id]
    own = own[(own["toon_indeling"] == own["toon_indeling"].max()) & (own["tot"] == own["tot"].max())]
    members = tuple(sorted(own.loc[own["lidstatus"] != UNKNOWN_MEMBER, "nis"].unique()))
    unknown = len(set(own.loc[own["lidstatus"] == UNKNOWN_MEMBER, "nis"]) - set(members))
    if not members:
        raise UnknownArea(f"Van {area.naam} kennen we geen enkele gemeente. Daarom kunnen we er niet mee vergelijken.")
    name = _name(database, area, len(members), unknown, peildatum)
    return Comparator(text, name, len(members), area.soort, (area.gebied_id,), "", peildatum, members)


def _name(database: Database, area: Area, members: int, unknown: int, peildatum: date | None) -> str:
    kind = catalogue().soorten[area.soort]
    if area.soort in SINGLE:
        return area.naam
    if area.soort == FLANDERS:
        return f"de {number(members)} Vlaamse gemeenten van {_today(database)}"
    if peildatum is not None:
        one, many = kind.in_zin[area.gebied_id]
        return f"{one if members == 1 else f'de {number(members)} {many}'} van {day(peildatum)}"
    known = areas.areas(database)
    when = str(known.loc[known["gebied_id"] == area.gebied_id, "periode_tekst"].iloc[0]).partition(";")[0]
    count = "de ene gemeente" if members == 1 else f"de {number(members)} gemeenten"
    remarks = [f"samenstelling: {when}" if when else f"indeling van {_today(database)}"]
    if unknown:
        they = "ze erbij hoort" if unknown == 1 else "ze erbij horen"
        remarks.append(f"van {counted(unknown, 'gemeente', 'gemeenten')} weten we niet of {they}")
    return f"{count} van {place(kind.lidwoord, kind.naam, area.naam)} ({'; '.join(remarks)})"


def _alike(database: Database, nis: str, weights: str) -> Comparator:
    weights = "" if weights == EVEN else weights
    codes = alike.alike(database, nis, weights)
    name, moment = areas.find(database, nis, "gemeente").naam, alike.moment(database)
    own = ", met eigen gewichten" if weights else ""
    members = f"de {len(codes)} gemeenten" if len(codes) > 1 else "de ene gemeente"
    label = f"{members} die het meest op {name} {'lijken' if len(codes) > 1 else 'lijkt'} (kenmerken van {moment}{own})"
    return Comparator(
        f"{ALIKE}:{weights}" if weights else ALIKE,
        label,
        len(codes),
        areas.OWN_GROUP,
        codes,
        f"Meest als {name}",
        None,
        codes,
    )


def _own_region(database: Database, soort: str, where: Area | None) -> Area:
    nis = _municipality(database, where, f"de eigen {soort}" if soort == "provincie" else f"het eigen {soort}")
    composed = queries.samenstelling(database, soort=soort, weergave="huidig", peildatum=None)
    own = composed[(composed["nis"] == nis) & (composed["lidstatus"] != UNKNOWN_MEMBER)]
    known = areas.areas(database)
    found = known[known["gebied_id"].isin(own["gebied_id"])]
    if found.empty:
        name = areas.find(database, nis, "gemeente").naam
        kind = catalogue().soorten[soort].naam
        raise UnknownArea(f"We weten niet bij welk {kind} {name} hoort. Dat betekent niet dat er geen is.")
    row = found.iloc[0]
    return Area(soort, row["gebied_id"], row["naam"])


def _class_of(database: Database, nis: str, peildatum: date | None) -> str:
    moment = reference_date(database, peildatum)
    composed = queries.samenstelling(database, soort="grootteklasse", weergave="huidig", peildatum=moment)
    found = composed.loc[(composed["nis"] == nis) & (composed["lidstatus"] != UNKNOWN_MEMBER), "gebied_id"]
    if found.empty:
        name = areas.find(database, nis, "gemeente").naam
        raise UnknownArea(f"De grootteklasse van {name} op {day(moment)} is niet bekend.")
    return str(found.iloc[0])


def _municipality(database: Database, where: Area | None, what: str) -> str:
    """The NIS code of the one municipality the comparator depends on."""
    if where is not None and where.soort == "gemeente":
        return where.gebied_id
    if where is not None and where.soort == "centrumstad":
        composed = queries.samenstelling(database, soort="centrumstad", weergave="huidig", peildatum=None)
        return str(composed.loc[composed["gebied_id"] == where.gebied_id, "nis"].iloc[0])
    name = where.naam if where is not None else "deze keuze"
    raise UnknownArea(f"Vergelijken met {what} kan alleen voor één gemeente, niet voor {name}.")


def _today(database: Database) -> str:
    """The date from which today's municipalities exist."""
    return day(date(int(queries.gemeenten(database)["indeling"].max()), 1, 1))
