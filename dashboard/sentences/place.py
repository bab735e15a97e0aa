"""A place as it stands in a sentence: `Gent`, `het regiegebied Maasland`, `de 55 kleine OCMW's van 1 januari 2025`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.catalogue import catalogue
from dashboard.sentences.figure import Figure
from dashboard.wording import counted, day, number, place

OWN_GROUP = "eigen_groep"
CENTRES = "grootteklasse:centrumstad"
MEDIAN = "mediaan"
BY_NAME = ("gemeente", "centrumstad", "vlaanderen")


@dataclass(frozen=True)
class Place:
    """Who a figure is about. aantal: its municipalities today; peildatum: the date its size class was decided on.

    soort `mediaan` is the median over `aantal` municipalities, which is no place and no figure of a group. Without soort,
    naam is what stands in the sentence.
    """

    soort: str
    naam: str
    gebied_id: str = ""
    aantal: int | None = None
    peildatum: date | None = None

    @property
    def text(self) -> str:
        """The place with its article. A size class without number and date has its official name."""
        if not self.soort:
            return self.naam
        if self.soort == MEDIAN:
            return "de mediaan van " + counted(self.aantal or 0, "gemeente", "gemeenten")
        if self.soort == OWN_GROUP:
            return self._own_group()
        kind = catalogue().soorten[self.soort]
        dated = self.gebied_id == CENTRES or self.peildatum is not None
        if self.gebied_id in kind.in_zin and self.aantal and dated:
            one, many = kind.in_zin[self.gebied_id]
            members = one if self.aantal == 1 else f"de {number(self.aantal)} {many}"
            return (
                members if self.gebied_id == CENTRES or not self.peildatum else f"{members} van {day(self.peildatum)}"
            )
        return place(kind.lidwoord, kind.naam, self.naam)

    @property
    def inside(self) -> str:
        """The place after its preposition; a median stands without one."""
        return self.text if self.soort == MEDIAN else f"in {self.text}"

    @property
    def beside(self) -> str:
        """The place as a comparator, with how many municipalities it has; ValueError for a size class without that."""
        if self.soort == "grootteklasse" and (
            not self.aantal or (self.gebied_id != CENTRES and self.peildatum is None)
        ):
            raise ValueError("a size class is compared with its number and date: give aantal and peildatum")
        if self.aantal is None or self.soort in (*BY_NAME, "grootteklasse", MEDIAN, OWN_GROUP):
            return self.inside
        members = "de ene gemeente" if self.aantal == 1 else f"de {number(self.aantal)} gemeenten"
        return f"in {members} van {self.text}"

    @property
    def parts(self) -> str:
        """What its coverage counts: former municipalities where it is itself a municipality."""
        return "vroegere gemeenten" if self.soort in ("gemeente", "centrumstad") else "gemeenten"

    def _own_group(self) -> str:
        name = "uw groep" if self.naam in ("", "Eigen groep") else f"uw groep {self.naam}"
        return name if self.aantal is None else f"{name} van {counted(self.aantal, 'gemeente', 'gemeenten')}"


def place_of(figure: Figure) -> Place:
    """The place a figure's own columns name; an own group's number is read from its id."""
    chosen = figure.gebied_id.removeprefix("groep:") if figure.soort == OWN_GROUP else ""
    members = len(chosen.split("+")) if chosen else None
    return Place(figure.soort, figure.gebied, figure.gebied_id, members)
