"""The strict border: what every source's rows must satisfy before anything of them is believed.

pandera finds the faults on the whole frame at once; this module says each in Dutch, with the cell it stands in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pandera.pandas as pa

from dashboard.ingest import reference
from dashboard.ingest.columns import Header
from dashboard.ingest.faults import Fault

Message = Callable[[object], str]
YEAR = r"(19|20)[0-9]{2}"
MONTH = YEAR + r"-(0[1-9]|1[0-2])"


def check(frame: pd.DataFrame, key: list[str], division: int, header: Header, sheet: str) -> list[Fault]:
    """Faults in rows (columns rij, nis, periode and the dimensions in `key`): unknown codes, impossible periods, double keys."""
    if frame.empty:
        return []
    known = reference.codes(division)
    moment, form = ("maand", MONTH) if "maand" in header.titles else ("jaar", YEAR)
    now = f"{date.today():%Y-%m}"[: 7 if moment == "maand" else 4]
    schema = pa.DataFrameSchema(
        {
            "nis": pa.Column(str, pa.Check(lambda nis: nis.isin(known), name="code")),
            "periode": pa.Column(
                str,
                [
                    pa.Check(lambda text: text.str.fullmatch(form), name="vorm"),
                    pa.Check(lambda text: (text <= now) | ~text.str.fullmatch(form), name="toekomst"),
                ],
            ),
        },
        strict=False,
    )
    messages: dict[str, tuple[str, Message]] = {
        "code": ("nis", lambda value: reference.explain_unknown(str(value), division)),
        "vorm": (moment, lambda value: f"'{value}' is geen geldige periode." if value else "De periode ontbreekt."),
        "toekomst": (moment, lambda value: f"Periode {value} ligt in de toekomst."),
    }
    faults = []
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        for failure in error.failure_cases.itertuples():
            column, message = messages.get(str(failure.check), ("nis", lambda value: f"'{value}' is niet geldig."))
            row = int(frame["rij"].loc[failure.index]) if failure.index is not None else 0
            faults.append(Fault(sheet, row, header.titles.get(str(column), str(column)), message(failure.failure_case)))
    return faults + _doubles(frame, key, header, sheet)


def _doubles(frame: pd.DataFrame, key: list[str], header: Header, sheet: str) -> list[Fault]:
    first = frame.groupby(key, dropna=False)["rij"].transform("min")
    return [
        Fault(sheet, int(row), header.titles.get("nis", "nis"), f"Deze rij staat er twee keer (zie ook rij {earlier}).")
        for row, earlier in zip(frame["rij"], first, strict=True)
        if row != earlier
    ]
