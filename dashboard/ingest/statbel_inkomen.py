"""Reads Statbel's fiscal income per municipality (`TF_PSNL_INC_TAX_MUNTY.xlsx`) as net taxable income per inhabitant.

Columns: CD_YEAR (the year of the income), CD_MUNTY_REFNIS, MS_TOT_NET_TAXABLE_INC (euro), MS_TOT_RESIDENTS; others are left
alone. The whole of Belgium: other regions are skipped and counted. Known errors: a zero or empty total or number of inhabitants
means no value (seen for Herstappe and Voeren), never an income of 0; years up to 2023 stand in municipalities from before the
mergers of 2025.
"""

from __future__ import annotations

from dashboard.catalogue import Source, catalogue
from dashboard.ingest.columns import Header, find_header
from dashboard.ingest.delivery import Delivery
from dashboard.ingest.faults import Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet
from dashboard.ingest.year_table import delivery_of, year_table
from dashboard.wording import counted


def recognises(file: Delivered) -> bool:
    """Whether the first sheet has Statbel's income columns."""
    return not header_of(first_sheet(file), catalogue().bronnen["statbel_inkomen"]).faults


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the columns of the income table stand in a sheet."""
    return find_header(sheet, {name: source.kolommen[name] for name in ("nis", "jaar", "inkomen", "inwoners")}, {})


def read(file: Delivered, source: Source) -> Delivery:
    """Income per inhabitant, in euro with two decimals; Refused with every fault when anything is wrong."""
    sheet = first_sheet(file)
    header = header_of(sheet, source)
    if header.faults:
        raise Refused(file.naam, header.faults)
    table = year_table(sheet, header, ["inkomen", "inwoners"], source.buiten_bereik)
    if table.faults:
        raise Refused(file.naam, table.faults)
    income, people = (table.rows[name].where(table.rows[name] > 0) for name in ("inkomen", "inwoners"))
    rows = table.rows.assign(waarde=(income / people).round(2))
    missing = int(rows["waarde"].isna().sum())
    notes = (
        [f"{counted(missing, 'cijfer is', 'cijfers zijn')} leeg of nul in de bron en dus niet bekend."]
        if missing
        else []
    )
    return delivery_of(rows, source.id, "inkomen_per_inwoner", "waarde", [*notes, *table.notes])
