"""One function per file in `sql/queries`: typed arguments in, columns out as each file's header documents them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from weakref import WeakKeyDictionary

import pandas as pd

from dashboard.database import Database

Weergave = Literal["huidig", "destijds"]
Asked = tuple[str, str, str, str]  # indicator, dimensie, telling and label of the period
# Every figure asks for the same small tables; a model does not change, so they live as long as it.
_tables: WeakKeyDictionary[Database, dict[tuple[object, ...], pd.DataFrame]] = WeakKeyDictionary()


def cijfers(
    database: Database,
    *,
    indicator: str,
    dimensie: str,
    telling: str,
    weergave: Weergave,
    soort: str,
    peildatum: date | None,
    gebieden: Sequence[str],
    groep: bool,
    perioden: Sequence[str],
    groepen: Sequence[str] = (),
    lidstatussen: Sequence[str] = (),
) -> pd.DataFrame:
    """The figures of an indicator: one row per area (or group of areas), period and category."""
    return cijfers_naast_elkaar(
        database,
        gevraagd=[(indicator, dimensie, telling, periode) for periode in perioden],
        weergave=weergave,
        soort=soort,
        peildatum=peildatum,
        gebieden=gebieden,
        groep=groep,
        groepen=groepen,
        lidstatussen=lidstatussen,
    )


def cijfers_naast_elkaar(
    database: Database,
    *,
    gevraagd: Sequence[Asked],
    weergave: Weergave,
    soort: str,
    peildatum: date | None,
    gebieden: Sequence[str],
    groep: bool,
    groepen: Sequence[str] = (),
    lidstatussen: Sequence[str] = (),
) -> pd.DataFrame:
    """The figures of several indicators of the same areas in one go."""
    return database.query(
        "cijfers",
        **_side_by_side(gevraagd),
        weergave=weergave,
        soort=soort,
        peildatum=peildatum,
        gebieden=list(gebieden),
        groep=groep,
        groepen=list(groepen),
        lidstatussen=list(lidstatussen),
    )


def cijfers_bewaard(
    database: Database, *, soort: str, momenten: Sequence[int], gebieden: Sequence[str]
) -> pd.DataFrame:
    """The figures a load kept of some moments, by number, and some areas of a kind (all when none is named)."""
    return database.query("cijfers_bewaard", soort=soort, momenten=list(momenten), gebieden=list(gebieden))


def bewaard(database: Database) -> dict[str, date | None]:
    """The kinds of area whose figures a load kept, each with the reference date of its size classes."""
    rows = _kept(database, "bewaard")
    dates = (None if pd.isna(moment) else moment.date() for moment in pd.to_datetime(rows["peildatum"]))
    return dict(zip(rows["soort"], dates, strict=True))


def bewaar(database: Database, *, gevraagd: Sequence[Asked], soort: str, peildatum: date | None) -> None:
    """Keep the figures of every area of a kind under `huidig`, so that a page reads them."""
    database.keep(
        "cijfer",
        "cijfers",
        "momentnr, gebied_id",
        **_side_by_side(gevraagd),
        weergave="huidig",
        soort=soort,
        peildatum=peildatum,
        gebieden=[],
        groep=False,
        groepen=[],
        lidstatussen=[],
    )


def gebieden(database: Database) -> pd.DataFrame:
    """Every area a reader can choose today."""
    return _kept(database, "gebieden")


def gemeenten(database: Database) -> pd.DataFrame:
    """Every municipality of every division, with its successor of today."""
    return _kept(database, "gemeenten")


def geleverd(database: Database, *, reeksen: Sequence[str]) -> pd.DataFrame:
    """The delivered periods of some series, and whether anything in them is masked."""
    return database.query("geleverd", reeksen=list(reeksen))


def klassen(database: Database, *, peildatum: date, later: date) -> pd.DataFrame:
    """The size class of every municipality on a reference date, with its successor on a later one."""
    return database.query("klassen", peildatum=peildatum, later=later)


def leden(
    database: Database, *, soort: str, gebied: str, weergave: Weergave, peildatum: date | None, datum: date
) -> pd.DataFrame:
    """The municipalities an area is made of."""
    return database.query("leden", soort=soort, gebied=gebied, weergave=weergave, peildatum=peildatum, datum=datum)


def lidmaatschappen(
    database: Database, *, soort: str, weergave: Weergave, peildatum: date | None, datum: date
) -> pd.DataFrame:
    """The municipalities of every area of a kind."""
    return database.query("lidmaatschappen", soort=soort, weergave=weergave, peildatum=peildatum, datum=datum)


def ledenlijst(database: Database, *, soort: str) -> pd.DataFrame:
    """The memberships of a kind of region as they were stated; `van` and `tot` as date."""
    frame = database.query("ledenlijst", soort=soort)
    return frame.assign(**{name: [date.fromisoformat(text) for text in frame[name]] for name in ("van", "tot")})


def leveringen(database: Database) -> pd.DataFrame:
    """What every source delivered, per series."""
    return database.query("leveringen")


def momenten(database: Database, *, indicator: str, dimensie: str) -> pd.DataFrame:
    """The periods an indicator is known for."""
    return _kept(database, "momenten", indicator=indicator, dimensie=dimensie)


def overeenkomsten(database: Database, *, peildatum: date) -> pd.DataFrame:
    """How many municipalities of every size class have an agreement with VDAB in every month; no rows when never delivered."""
    return database.query("overeenkomsten", peildatum=peildatum)


def alle_momenten(database: Database) -> pd.DataFrame:
    """Every moment a figure is known for as it stands today, by number."""
    return _kept(database, "alle_momenten")


def peildata(database: Database) -> list[date]:
    """The dates on which size classes are known, oldest first."""
    return [moment.date() for moment in pd.to_datetime(_kept(database, "peildata")["peildatum"])]


def samenstelling(database: Database, *, soort: str, weergave: Weergave, peildatum: date | None) -> pd.DataFrame:
    """The municipalities of every area of a kind, with their spans."""
    return _kept(database, "samenstelling", soort=soort, weergave=weergave, peildatum=peildatum)


def tellingen(database: Database, *, reeksen: Sequence[str], nissen: Sequence[str]) -> pd.DataFrame:
    """What was delivered for some series in some municipalities, as bounds."""
    return database.query("tellingen", reeksen=list(reeksen), nissen=list(nissen))


def _side_by_side(gevraagd: Sequence[Asked]) -> dict[str, list[str]]:
    names = ("indicatoren", "dimensies", "tellingen", "perioden")
    return {name: [asked[at] for asked in gevraagd] for at, name in enumerate(names)}


def _kept(database: Database, name: str, **parameters: Any) -> pd.DataFrame:
    """Rows of a statement whose answer is small and asked for again and again, as a frame of the caller's own."""
    tables = _tables.setdefault(database, {})
    key = (name, *parameters.items())
    if key not in tables:
        tables[key] = database.query(name, **parameters)
    return tables[key].copy(deep=False)
