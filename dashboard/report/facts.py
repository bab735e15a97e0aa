"""The figures a pack is made of, asked once each from one snapshot: of the region, its members, comparator and peers.

Everything that is asked of the same areas is asked at once: a single question costs almost as much as twenty.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from dashboard import areas, comparators, figures, periods, queries, rhythm, sources
from dashboard.catalogue import Indicator, catalogue
from dashboard.comparators import Comparator
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.overview import named
from dashboard.records import records
from dashboard.report.choices import MONTH, Checked, months
from dashboard.sentences import Figure, Place, read
from dashboard.standing_out import YEAR
from dashboard.uncertainty.variation import WINDOW

FLANDERS = Question("", "vlaanderen", (comparators.FLANDERS_ID,))
UNKNOWN_MEMBER = "grens"
THIS = "dit gebied"
UNNAMED = ("vlaanderen", "grootteklasse", areas.OWN_GROUP)
YARDSTICK = YEAR + WINDOW + 1


@dataclass(frozen=True)
class Facts:
    """What the parts of a pack ask. snapshot: its id, which stands on every row."""

    database: Database
    snapshot: str
    gekozen: Checked
    _asked: dict[Question, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _periods: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)
    _own: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @property
    def naam(self) -> str:
        """The region as it stands in a sentence: `het regiegebied Maasland`."""
        return named(self.gekozen.gebied)

    @property
    def keten(self) -> tuple[Indicator, ...]:
        """The chosen indicators, in the chosen order."""
        return tuple(catalogue().indicatoren[name] for name in self.gekozen.keuzes.indicatoren)

    @property
    def ratios(self) -> tuple[Indicator, ...]:
        """The chosen indicators that can be set beside another place."""
        return tuple(entry for entry in self.keten if entry.is_ratio)

    @property
    def other(self) -> Comparator:
        """Who the region is compared with."""
        return self.gekozen.vergelijking

    @property
    def other_place(self) -> Place:
        """The comparator as a sentence reads it; Vlaanderen by its name."""
        return Place("vlaanderen", "Vlaanderen") if self.other.id == comparators.FLANDERS else self.other.place

    @property
    def wordings(self) -> tuple[Place, ...]:
        """How a title may name the region, the fullest first: with its kind, by its name alone, and as the one it is about."""
        area = self.gekozen.gebied
        return Place(area.soort, area.naam, area.gebied_id), Place("", area.naam), Place("", THIS)

    @cached_property
    def other_wordings(self) -> tuple[Place, ...]:
        """How a title may name the comparator: whole, without what stands between brackets, and a region by its name alone."""
        whole = self.other_place
        names = [whole.naam.partition(" (")[0]]
        if self.other.soort not in UNNAMED:
            known = areas.areas(self.database)
            names += known.loc[known["gebied_id"].isin(self.other.gebieden), "naam"].tolist()[:1]
        return (whole, *(Place("", name) for name in names if name != whole.naam))

    @property
    def other_name(self) -> str:
        """The comparator where there is little room."""
        return "Vlaanderen" if self.other.id == comparators.FLANDERS else self.other.naam

    @property
    def sample(self) -> bool:
        """Whether any figure of the region is invented."""
        return any(sources.is_sample(own) for entry in self.keten if len(own := self.own(entry)))

    @cached_property
    def members(self) -> pd.DataFrame:
        """Columns nis, naam, lidstatus: today's municipalities of the region, by name; unknown after a merger is `grens`."""
        area = self.gekozen.gebied
        composed = queries.samenstelling(self.database, soort=area.soort, weergave="huidig", peildatum=None)
        own = composed[composed["gebied_id"] == area.gebied_id]
        own = own[(own["toon_indeling"] == own["toon_indeling"].max()) & (own["tot"] == own["tot"].max())]
        own = own.sort_values("lidstatus", key=lambda status: status == UNKNOWN_MEMBER, kind="stable")
        return own.drop_duplicates("nis").merge(self.names, on="nis")[["nis", "naam", "lidstatus"]]

    @cached_property
    def names(self) -> pd.DataFrame:
        """Columns nis, naam of every municipality of today."""
        known = queries.gemeenten(self.database)
        return known[known["indeling"] == known["indeling"].max()][["nis", "naam"]].reset_index(drop=True)

    def period(self, entry: Indicator, moment: str = "") -> str:
        """The period of an indicator that goes with a month, by default the month of the pack."""
        key = (entry.id, moment or self.gekozen.keuzes.periode)
        if key not in self._periods:
            self._periods[key] = rhythm.nearest(months(self.database, entry.id), entry, key[1])
        return self._periods[key]

    def ask(self, question: Question) -> pd.DataFrame:
        """The answer to any question, from the snapshot of the pack; with it whatever will be asked of the same areas."""
        if question not in self._asked:
            same = [one for one in self._foreseen if _areas(one) == _areas(question) and one not in self._asked]
            wanted = list(dict.fromkeys([question, *same]))
            answers = figures.side_by_side(self.database, wanted, self.snapshot)
            self._asked.update(zip(wanted, answers, strict=True))
        return self._asked[question]

    @cached_property
    def _foreseen(self) -> tuple[Question, ...]:
        """What the parts ask of the chosen figures, whatever their order."""
        found: list[Question] = []
        for entry in self.keten:
            monthly = MONTH.fullmatch(self.period(entry))
            found += [self._course(entry), self._other(entry)] if monthly else [self._peers(entry)]
            found += [self._places(entry, tuple(self.members["nis"])), self._flanders(entry)]
            found += [self._peers(entry), self._other(entry)] if entry.is_ratio else []
        return tuple(dict.fromkeys(found))

    def own(self, entry: Indicator, periode: str = "") -> pd.DataFrame:
        """The region's row of one period."""
        key = (entry.id, periode)
        if key not in self._own:
            self._own[key] = self._found(entry, periode)
        return self._own[key]

    def _found(self, entry: Indicator, periode: str) -> pd.DataFrame:
        area, wanted = self.gekozen.gebied, periode or self.period(entry)
        if MONTH.fullmatch(self.period(entry)) and MONTH.fullmatch(wanted):
            found = _of(self.course(entry), "periode", wanted)
            if len(found):
                return found
        elif not periode:
            return _of(self.peers(entry), "gebied_id", area.gebied_id)
        return self.ask(Question(entry.id, area.soort, (area.gebied_id,), periode=wanted))

    def beside(self, entry: Indicator) -> pd.DataFrame:
        """The comparator's row of the period of the pack."""
        found = self.ask(self._other(entry))
        return _of(found, "periode", self.period(entry)) if MONTH.fullmatch(self.period(entry)) else found

    def flanders(self, entry: Indicator) -> pd.DataFrame:
        """The row of Vlaanderen of the period of the pack."""
        return self.beside(entry) if self.other.id == comparators.FLANDERS else self.ask(self._flanders(entry))

    def places(self, entry: Indicator) -> pd.DataFrame:
        """The rows of the region's members."""
        return self.municipalities(entry, tuple(self.members["nis"]))

    def municipalities(self, entry: Indicator, codes: tuple[str, ...]) -> pd.DataFrame:
        """The rows of any municipalities of today."""
        return self.ask(self._places(entry, codes))

    def peers(self, entry: Indicator) -> pd.DataFrame:
        """The rows of every region of the same kind."""
        return self.ask(self._peers(entry))

    def course(self, entry: Indicator) -> pd.DataFrame:
        """The region's row of every month that a change in a year is judged by, the month of the pack last."""
        return self.ask(self._course(entry))

    def other_course(self, entry: Indicator) -> pd.DataFrame:
        """The comparator's rows of the same months."""
        return self.ask(self.other.question(entry.id, self.span(entry)))

    def _course(self, entry: Indicator) -> Question:
        area = self.gekozen.gebied
        return Question(entry.id, area.soort, (area.gebied_id,), periode=self.span(entry))

    def _other(self, entry: Indicator) -> Question:
        monthly = MONTH.fullmatch(self.period(entry))
        return self.other.question(entry.id, self.span(entry) if monthly else self.period(entry))

    def _flanders(self, entry: Indicator) -> Question:
        if self.other.id == comparators.FLANDERS:
            return self._other(entry)
        return Question(entry.id, FLANDERS.soort, FLANDERS.gebieden, periode=self.period(entry))

    def _places(self, entry: Indicator, codes: tuple[str, ...]) -> Question:
        return Question(entry.id, "gemeente", codes, periode=self.period(entry))

    def _peers(self, entry: Indicator) -> Question:
        return Question(entry.id, self.gekozen.gebied.soort, periode=self.period(entry))

    def span(self, entry: Indicator) -> str:
        """The months up to the one of the pack that a change in a year is judged by; ValueError for a figure without months."""
        last = self.period(entry)
        if not MONTH.fullmatch(last):
            raise ValueError(f"{entry.id} is not known by the month")
        return f"{periods.label(periods.later(periods.parse(last).van, -YARDSTICK), 1)}..{last}"


def _areas(question: Question) -> Question:
    """A question without its figure and period: what is asked side by side has this in common."""
    return replace(question, indicator="", periode="")


def _of(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    return frame[frame[column] == value].reset_index(drop=True)


def figure(frame: pd.DataFrame) -> Figure | None:
    """The only row of a frame as a sentence reads it; None where there is none."""
    return read(records(frame)[0]) if len(frame) else None
