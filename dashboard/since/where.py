"""The place whose changes are told: its municipalities of today, and every code they ever had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import queries
from dashboard.areas import OWN_GROUP
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.figures import BadQuestion, Question
from dashboard.figures import peildatum as class_date
from dashboard.queries import Weergave

FIXED = ("gemeente", "vlaanderen", OWN_GROUP)


@dataclass(frozen=True)
class Where:
    """leden: nis, naam, lidstatus of its municipalities of today. codes: indeling, nis, naam, nis_vandaag, naam_vandaag of all
    that count in its figure, in every division."""

    soort: str
    gebieden: tuple[str, ...]
    naam: str
    leden: pd.DataFrame
    codes: pd.DataFrame

    @property
    def area_id(self) -> str:
        """The id its own rows carry in `figures`."""
        return "groep:" + "+".join(self.gebieden) if self.soort == OWN_GROUP else self.gebieden[0]

    @property
    def counting(self) -> list[str]:
        """Today's codes of the members that count."""
        return list(self.leden.loc[self.leden["lidstatus"] != "grens", "nis"])

    def question(self, indicator: str) -> Question:
        """All periods of an indicator for the place as a whole."""
        return Question(indicator, self.soort, self.gebieden, groep=self.naam if self.soort == OWN_GROUP else "")


def where(database: Database, soort: str, gebieden: Sequence[str], naam: str, moment: date) -> Where:
    """The place as the snapshot knows it; BadQuestion where it does not."""
    if soort not in {*catalogue().soorten, OWN_GROUP}:
        raise BadQuestion(f"Soort '{soort}' bestaat niet. Kies uit: {', '.join(catalogue().soorten)}.")
    known = queries.gemeenten(database)
    found = members(database, soort, gebieden, moment, "huidig")
    if found.empty:
        raise BadQuestion(f"Gebied '{', '.join(gebieden)}' bestaat niet in deze snapshot.")
    counting = found.loc[found["lidstatus"] != "grens", "nis"]
    codes = known[known["nis_vandaag"].isin(counting)].reset_index(drop=True)
    return Where(soort, tuple(gebieden), naam or ", ".join(gebieden), found, codes)


def members(database: Database, soort: str, gebieden: Sequence[str], moment: date, weergave: Weergave) -> pd.DataFrame:
    """Columns nis, naam, lidstatus: the municipalities of a place on a day; none where the snapshot does not know it."""
    if soort == OWN_GROUP:
        known = queries.gemeenten(database)
        chosen = known[(known["indeling"] == known["indeling"].max()) & known["nis"].isin(list(gebieden))]
        return chosen[["nis", "naam"]].assign(lidstatus="lid").reset_index(drop=True)
    reference = class_date(database, Question("", soort))
    frame = queries.leden(
        database, soort=soort, gebied=gebieden[0], weergave=weergave, peildatum=reference, datum=moment
    )
    frame = frame.sort_values("lidstatus", key=lambda status: status == "grens", kind="stable")
    return frame.drop_duplicates("nis")[["nis", "naam", "lidstatus"]].reset_index(drop=True)
