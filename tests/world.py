"""Small worlds as the source tables of the model: a test states only what matters, the rest has a default.

Dates are `date`, counts are numbers (exact), pairs (masked: lower and upper bound) or None (stated to be missing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from dashboard import database
from dashboard.database import Database

BEGIN, END = date(1000, 1, 1), date(9999, 12, 31)
CHANGES = (BEGIN, date(2019, 1, 1), date(2025, 1, 1), END)
DIVISIONS = (2018, 2019, 2025)
COLUMNS = {
    "indeling": "indeling van tot",
    "gemeente": "indeling nis naam provincie x y oppervlakte_km2",
    "fusie": "oude_indeling oude_nis oude_naam nieuwe_indeling nieuwe_nis datum",
    "reeks": "reeks maat bron dimensie categorie telling reeksbron afwezig",
    "levering": "reeks periode van tot indeling stabiel stand herkomst berekend",
    "waarneming": "reeks periode indeling nis onder boven",
    "brontotaal": "reeks periode indeling soort gebied_id peildatum waarde",
    "gebied": "soort gebied_id naam zekerheid volledig periode_tekst opmerking",
    "lidmaatschap": "soort gebied_id indeling nis van tot zekerheid",
    "indicator": "indicator soort factor is_ratio regel doorlopend deel_van rijp_na venster gewogen",
    "onderdeel": "indicator dimensie categorie rol reeks teken",
}
Row = dict[str, object]
Count = float | tuple[float, float] | None


def span(periode: str) -> tuple[date, date]:
    """First day, and day after the last, of `2020`, `2020-H1`, `2020-K3`, `2020-07` or `2019-K1..2020-K4`."""
    if ".." in periode:
        first_part, last_part = periode.split("..")
        return span(first_part)[0], span(last_part)[1]
    year, _, part = periode.partition("-")
    months = {"": 12, "H": 6, "K": 3}.get(part[:1], 1)
    first = (int(part.lstrip("HK")) - 1) * months if part else 0
    last = first + months
    return date(int(year), first + 1, 1), date(int(year) + last // 12, last % 12 + 1, 1)


@dataclass(eq=False)
class World:
    """Rows of every source table, by table name; each method adds some."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def __post_init__(self) -> None:
        for division, van, tot in zip(DIVISIONS, CHANGES, CHANGES[1:], strict=False):
            self.add("indeling", indeling=division, van=van, tot=tot)

    def add(self, table: str, **row: object) -> None:
        """Put one row in a table as it is."""
        self.rows[table].append(row)

    def municipalities(self, division: int, codes: Sequence[str]) -> None:
        """The municipalities of a division."""
        for nis in codes:
            self.add("gemeente", indeling=division, nis=nis, naam=nis, provincie="", x=0, y=0, oppervlakte_km2=10)

    def merger(self, division: int, old: Sequence[str], new: str) -> None:
        """Municipalities of a division that end and go into one of the next."""
        following = DIVISIONS[DIVISIONS.index(division) + 1]
        for nis in old:
            keys = {"oude_indeling": division, "oude_nis": nis, "oude_naam": nis, "nieuwe_indeling": following}
            self.add("fusie", **keys, nieuwe_nis=new, datum=CHANGES[DIVISIONS.index(following)])

    def series(
        self,
        reeks: str,
        telling: str = "stand",
        afwezig: str = "ontbreekt",
        bron: str = "vdab",
        dimensie: str = "",
        categorie: str = "",
        reeksbron: bool = True,
    ) -> None:
        """A series, without any delivery yet; population and area count no people in the field (reeksbron False)."""
        maat = reeks.split(":")[0]
        keys = {"reeks": reeks, "maat": maat, "bron": bron, "dimensie": dimensie, "categorie": categorie}
        self.add("reeks", **keys, telling=telling, reeksbron=reeksbron, afwezig=afwezig)

    def delivery(
        self,
        reeks: str,
        periode: str,
        counts: Mapping[str, Count],
        indeling: int = 2019,
        stabiel: bool = True,
        herkomst: str = "gepubliceerd",
        berekend: bool = False,
        stand: date | None = None,
    ) -> None:
        """A delivered period of a series (made when it is new), with its rows; observed up to its end unless `stand` says."""
        if not any(row["reeks"] == reeks for row in self.rows["reeks"]):
            self.series(reeks, reeksbron=reeks not in ("inwoners", "oppervlakte"))
        van, tot = span(periode)
        origin = {"stabiel": stabiel, "stand": stand or tot, "herkomst": herkomst, "berekend": berekend}
        self.add("levering", reeks=reeks, periode=periode, van=van, tot=tot, indeling=indeling, **origin)
        for nis, count in counts.items():
            low, high = count if isinstance(count, tuple) else (count, count)
            self.add("waarneming", reeks=reeks, periode=periode, indeling=indeling, nis=nis, onder=low, boven=high)

    def source_total(
        self,
        reeks: str,
        periode: str,
        waarde: float,
        soort: str,
        gebied_id: str,
        indeling: int = 2019,
        peildatum: date | None = None,
    ) -> None:
        """A total the source itself publishes."""
        keys = {"reeks": reeks, "periode": periode, "indeling": indeling, "soort": soort, "gebied_id": gebied_id}
        self.add("brontotaal", **keys, peildatum=peildatum, waarde=waarde)

    def membership(
        self,
        gebied_id: str,
        codes: Sequence[str],
        indeling: int = 2019,
        van: date = BEGIN,
        tot: date = END,
    ) -> None:
        """Members of a region (made when it is new); the kind is what stands before the colon of its id."""
        soort = gebied_id.split(":")[0]
        if not any(row["gebied_id"] == gebied_id for row in self.rows["gebied"]):
            texts = dict.fromkeys(("zekerheid", "periode_tekst", "opmerking"), "")
            self.add("gebied", soort=soort, gebied_id=gebied_id, naam=gebied_id, volledig=True, **texts)
        for nis in codes:
            keys = {"soort": soort, "gebied_id": gebied_id, "indeling": indeling, "nis": nis}
            self.add("lidmaatschap", **keys, van=van, tot=tot, zekerheid="")

    def indicator(
        self,
        name: str,
        teller: Sequence[str],
        noemer: Sequence[str] = (),
        regel: str = "zelfde",
        factor: float = 1,
        soort: str = "aandeel",
        doorlopend: bool = False,
        deel_van: bool = False,
        rijp_na: int = 0,
        venster: int = 0,
        gewogen: bool = False,
    ) -> None:
        """A count, with a denominator a ratio, or a published `maat`. `-serie` in the numerator is subtracted."""
        ratio = bool(noemer)
        kind = {"soort": soort if ratio or soort == "maat" else "aantal", "regel": regel if ratio else "geen"}
        self.add(
            "indicator",
            indicator=name,
            factor=factor,
            is_ratio=ratio,
            doorlopend=doorlopend,
            deel_van=deel_van,
            rijp_na=rijp_na,
            venster=venster,
            gewogen=gewogen,
            **kind,
        )
        for rol, parts in (("teller", teller), ("noemer", noemer)):
            for part in parts:
                keys = {"indicator": name, "dimensie": "", "categorie": "", "rol": rol}
                self.add("onderdeel", **keys, reeks=part.lstrip("-"), teken=-1 if part.startswith("-") else 1)

    def breakdown(self, indicator: str, dimensie: str, categories: Sequence[str]) -> None:
        """The breakdown of an indicator whose numerator is one series."""
        (whole,) = (row["reeks"] for row in self.rows["onderdeel"] if self._is_count(row, indicator))
        for category in categories:
            reeks = f"{whole}:{dimensie}:{category}"
            self.series(reeks, afwezig="nul", dimensie=dimensie, categorie=category)
            keys = {"indicator": indicator, "dimensie": dimensie, "categorie": category, "rol": "teller"}
            self.add("onderdeel", **keys, reeks=reeks, teken=1)

    @staticmethod
    def _is_count(row: Row, indicator: str) -> bool:
        return row["indicator"] == indicator and row["rol"] == "teller" and row["dimensie"] == ""

    @cached_property
    def model(self) -> Database:
        """The model of this world as it is when first asked for, made by the production code."""
        return database.build(self.tables())

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every source table, with its columns also where it has no rows."""
        return {name: pd.DataFrame(self.rows[name], columns=columns.split()) for name, columns in COLUMNS.items()}


def land() -> World:
    """Nine municipalities of 2018, eight of 2019, four of 2025; 11002 keeps its code while it absorbs 11007."""
    world = World()
    three = ["23001", "23002", "23003"]
    world.municipalities(2018, ["11002", "11007", "12001", "12002", "12009", *three, "31005"])
    world.municipalities(2019, ["11002", "11007", "12041", "12009", *three, "31005"])
    world.municipalities(2025, ["11002", "12050", "23106", "31005"])
    world.merger(2018, ["12001", "12002"], "12041")
    world.merger(2019, ["12041", "12009"], "12050")
    world.merger(2019, ["11002", "11007"], "11002")
    world.merger(2019, three, "23106")
    return world
