"""Figures as files: for machines (CSV, JSON, Parquet) and for people (CSV and XLSX as Dutch Excel opens them).

Text that a spreadsheet could take for a formula is defused with an apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard import cautions
from dashboard.catalogue import Indicator, catalogue
from dashboard.figures import EXTRA
from dashboard.wording import UNKNOWN, day, number, period

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HARMLESS = re.compile(r"-\d[\d.,]*%?|-")  # a number below zero, or the sign for a hidden one
BREAK = re.compile(r"\r\n|\r|\n")
FIXED_DATE = datetime(2026, 1, 1)
STATUSES = {
    "definitief": "De bron beschouwt de maand als stabiel.",
    "voorlopig": "De bron kan dit cijfer nog herzien.",
    "gemaskeerd": "Een deel is verborgen; we tonen de zekere onder- en bovengrens.",
    "ontbreekt": "De bron leverde dit cijfer niet.",
    "buiten_bereik": "De reeks of het gebied bestaat niet voor deze periode.",
    "niet_van_toepassing": "Er is niets om door te delen.",
    "te_klein": "Minder dan 10 in de noemer: we tonen geen verhouding.",
    "niet_berekenbaar": "Dit cijfer kan niet berekend worden.",
    "nog_niet_waarneembaar": "De opvolgperiode is nog niet voorbij.",
}


def defused(text: object) -> object:
    """A text that no spreadsheet runs as a formula; anything else, a number written with its sign too, unchanged."""
    risky = isinstance(text, str) and text.startswith(DANGEROUS) and not HARMLESS.fullmatch(text)
    return f"'{text}" if risky else text


def machine_csv(frame: pd.DataFrame) -> bytes:
    """`,` separated with `.` decimals, UTF-8, the contract's columns."""
    return _texts(public(frame), ".").to_csv(index=False, lineterminator="\n").encode()


def dutch_csv(frame: pd.DataFrame, indicator: Indicator) -> bytes:
    """`;` separated with `,` decimals and a byte-order mark, as Dutch Excel opens it by double click."""
    return plain_csv(_labelled(frame, indicator))


def plain_csv(frame: pd.DataFrame) -> bytes:
    """Any table as Dutch Excel opens it."""
    return _texts(frame, ",").to_csv(index=False, sep=";", lineterminator="\r\n").encode("utf-8-sig")


def machine_json(frame: pd.DataFrame) -> bytes:
    """A list of rows, one a line, null where nothing is known."""
    rows = (json.dumps(record, ensure_ascii=False) for record in _records(public(frame)))
    return ("[\n" + ",\n".join(rows) + "\n]\n").encode()


def parquet(frame: pd.DataFrame) -> bytes:
    """The contract's columns as Parquet."""
    buffer = io.BytesIO()
    public(frame).to_parquet(buffer, index=False)
    return buffer.getvalue()


def xlsx(frame: pd.DataFrame, indicator: Indicator) -> bytes:
    """A workbook with the figures on one sheet and what they mean on the sheet Toelichting; no formulas."""
    return workbook(_labelled(frame, indicator), explanation(frame, indicator), indicator.naam, frozen=4)


def workbook(figures: pd.DataFrame, notes: Sequence[tuple[str, str]], title: str, frozen: int = 1) -> bytes:
    """A workbook with the sheets Cijfers and Toelichting (label and text a row); the first columns stay in view."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": FIXED_DATE, "title": title})
        heading = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Cijfers")
        for column, name in enumerate(figures.columns):
            sheet.write_string(0, column, str(defused(name)), heading)
            for row, value in enumerate(_values(figures[name]), start=1):
                if isinstance(value, str) and value:
                    sheet.write_string(row, column, str(defused(value)))
                elif isinstance(value, (int, float)):
                    sheet.write_number(row, column, value)
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(len(figures), 1), len(figures.columns) - 1)
        sheet.set_column(0, len(figures.columns) - 1, 14)
        explained = book.add_worksheet("Toelichting")
        explained.set_column(0, 0, 26, heading)
        explained.set_column(1, 1, 100, wrapped)
        for row, (label, text) in enumerate(notes):
            explained.write_string(row, 0, str(defused(label)))
            explained.write_string(row, 1, str(defused(text)), wrapped)
    return buffer.getvalue()


def explanation(frame: pd.DataFrame, indicator: Indicator) -> list[tuple[str, str]]:
    """Label and text of everything a reader needs beside the figures: meaning, source, period, doubt, snapshot."""
    sources = catalogue().sources_of(indicator)
    periods_shown = sorted(set(frame["periode"]))
    ends = dict.fromkeys(period(text) for text in [*periods_shown[:1], *periods_shown[-1:]])
    span = " tot en met ".join(ends) or UNKNOWN
    rows = [
        ("Indicator", indicator.naam),
        ("Definitie", indicator.definitie.strip()),
        ("Formule", indicator.formule.strip()),
        ("Eenheid", indicator.eenheid),
        ("Periode", span),
        ("Snapshot", "; ".join(sorted(set(frame["snapshot"]))) or UNKNOWN),
    ]
    if (frame["herkomst"] == "voorbeeld").any():
        rows.insert(0, ("Voorbeeldcijfers", "Deze cijfers zijn verzonnen voorbeelden en geen metingen."))
    rows += [("Bron", f"{source.naam} ({source.uitgever}). {source.licentie}") for source in sources]
    rows += [("Let op", text.strip()) for text in indicator.valkuilen]
    rows += [
        ("Waarschuwing", f"{caution.zin} Geldt voor {number(count)} van de {number(len(frame))} rijen.")
        for caution, count in cautions.overall(frame, indicator)
        if caution.soort != cautions.SAMPLE
    ]
    used = [status for status in STATUSES if (frame["status"] == status).any()]
    rows += [(f"Status: {status}", STATUSES[status]) for status in used]
    rows += [
        ("waarde, onder, boven", "Het cijfer met zijn zekere grenzen. Ze vallen samen als er niets verborgen is."),
        ("stab_onder, stab_boven", "Hoever toeval alleen het niveau kan verschuiven (95%)."),
        ("dekking", "Hoeveel gemeenten met een cijfer, van alle gemeenten van het gebied."),
    ]
    return rows


def title(frame: pd.DataFrame, indicator: Indicator, today: datetime | None = None) -> str:
    """A file name without extension: what it is, and whether it is a sample."""
    sample = "-voorbeeldcijfers" if (frame["herkomst"] == "voorbeeld").any() else ""
    moment = f"-{day(today.date())}".replace(" ", "-") if today else ""
    return f"activeringsmonitor-{indicator.id}{sample}{moment}"


def named(parts: Sequence[tuple[pd.DataFrame, str]]) -> pd.DataFrame:
    """Figures under one another; the rows of a comparator carry its name, with number and date, in the column `vergelijk`."""
    if not any(name for _, name in parts):
        return pd.concat([frame for frame, _ in parts])
    return pd.concat([frame.assign(vergelijk=name) for frame, name in parts])


def public(frame: pd.DataFrame) -> pd.DataFrame:
    """The contract's columns, with what a comparison appended after `snapshot`."""
    return frame[[name for name in frame.columns if name not in EXTRA]]


def _labelled(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    shown = public(frame)
    if not (shown["herkomst"] == "voorbeeld").any():
        return shown
    return shown.assign(opmerking=shown["herkomst"].map({"voorbeeld": "voorbeeldcijfer"}).fillna(""))


def _texts(frame: pd.DataFrame, decimal: str) -> pd.DataFrame:
    def written(column: pd.Series) -> list[object]:
        return (
            [_written(value, decimal) for value in column]
            if _is_numeric(column)
            else [_one_line(defused(value)) for value in column]
        )

    return pd.DataFrame({str(_one_line(defused(name))): written(frame[name]) for name in frame.columns})


def _one_line(text: object) -> object:
    """A text without line breaks: not every reader of a CSV keeps a quoted one inside its cell."""
    return BREAK.sub(" ", text) if isinstance(text, str) else text


def _is_numeric(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column)) and not pd.api.types.is_bool_dtype(column)


def _written(value: float, decimal: str) -> str:
    return "" if pd.isna(value) else f"{value:.12g}".replace(".", decimal)


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    columns = [_values(frame[name]) for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pd.Series) -> list[Any]:
    """A column's values as a file holds them: None where nothing is known, whole numbers without decimals."""
    known = column.notna().tolist()
    return [_whole(value) if there else None for value, there in zip(column.tolist(), known, strict=True)]


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
