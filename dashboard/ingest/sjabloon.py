"""Reads every source that has no public layout, in the one simple template of docs/bronbestanden.md.

A sheet is a heading (sjabloon_kop.py), then a table with Code or Gebied, Periode and a column per series. A row of another kind
than a municipality is a total the source itself publishes. Spans of time (`rijen: tijdvakken`) have a table of their own
(sjabloon_tijdvakken.py). What a mask means is said by the file's own heading, or else by the source's YAML; nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.catalogue import Source
from dashboard.ingest import places, reference, sjabloon_tijdvakken
from dashboard.ingest.columns import Header, count, find_header, number_text
from dashboard.ingest.delivery import BRONTOTAAL, WAARNEMING, Delivery, delivered
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet
from dashboard.ingest.sjabloon_kop import Heading, heading_of
from dashboard.periods import BadPeriod, Period, label, parse

PLACE = {"code": ("Code", "NIS", "NIS-code"), "gebied": ("Gebied", "Gemeente", "Naam"), "soort": ("Soort",)}
STEPS = {"maand": 1, "kwartaal": 3, "jaar": 12}
MONTH_CELL = re.compile(r"(\d{4}-\d{2})-01( 00:00:00)?")
SAMPLE = (
    "De regel 'Herkomst' zegt dat dit voorbeeldcijfers zijn; zo worden ze getoond. Wis die regel voor echte cijfers."
)


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the template's columns stand, below its heading."""
    rows = heading_of(sheet, source).rows
    header = find_header(Sheet(sheet.naam, sheet.rows[rows:]), _required(source), PLACE)
    shifted = [replace(fault, rij=fault.rij + rows) for fault in header.faults]
    if "code" not in header.at and "gebied" not in header.at:
        shifted.append(Fault(sheet.naam, header.row + rows + 1, "Code", "Kolom 'Code' of 'Gebied' ontbreekt."))
    return Header(header.row + rows, header.at, header.titles, shifted)


def read(file: Delivered, source: Source) -> Delivery:
    """The delivery as bounds per series and totals of the source; Refused with every fault when anything is wrong."""
    sheet = first_sheet(file)
    heading, header = heading_of(sheet, source), header_of(sheet, source)
    if heading.faults or header.faults:
        raise Refused(file.naam, heading.faults + header.faults)
    if source.rijen == "tijdvakken":
        delivery, faults = sjabloon_tijdvakken.deliver(sheet, header, heading, source)
    else:
        delivery, faults = _counts(sheet, header, heading, source)
    if faults:
        raise Refused(file.naam, faults)
    return replace(delivery, is_voorbeeld=True, meldingen=(SAMPLE,)) if heading.is_voorbeeld else delivery


def _required(source: Source) -> dict[str, tuple[str, ...]]:
    if source.rijen == "tijdvakken":
        return sjabloon_tijdvakken.COLUMNS
    return {"periode": ("Periode",)} | {name: series.kolommen for name, series in source.reeksen.items()}


def _counts(sheet: Sheet, header: Header, heading: Heading, source: Source) -> tuple[Delivery, list[Fault]]:
    rows, faults = _rows(sheet, header, heading, source)
    if not rows and not faults:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkele rij met cijfers in."))
    frame = pd.DataFrame(rows)
    faults += _doubles(frame, header, sheet.naam) if not faults else []
    if faults:
        return Delivery(source.id), faults
    bounds = [f"{name}_{end}" for name in source.reeksen for end in ("onder", "boven")]
    frame = frame.astype(dict.fromkeys(bounds, float))
    return _delivery(_same_mask_for_whole_and_part(frame, source), source, heading), []


def _rows(
    sheet: Sheet, header: Header, heading: Heading, source: Source
) -> tuple[list[dict[str, object]], list[Fault]]:
    rows, faults = [], []
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        cell = {name: cells[at] if at < len(cells) else "" for name, at in header.at.items()}
        if not any(number_text(value) for value in cell.values()):
            continue
        wrong: list[tuple[str, str]] = []
        row: dict[str, object] = {"rij": number}
        span = _period(cell["periode"], source, wrong)
        if span is not None:
            row |= {"periode": _label(span, STEPS[source.ritme]), "van": span.van, "tot": span.tot}
            division = heading.indeling if heading.indeling != "tijdvak" else str(reference.division_of(span.van.year))
            row |= {"indeling": int(division)}
            row |= places.place(cell, int(division), wrong)
            if row["soort"] == "grootteklasse" and heading.peildatum is None:
                wrong.append(
                    ("soort", "Zet boven de tabel een regel 'Peildatum': de dag waarop de grootteklassen bepaald zijn.")
                )
        for name in source.reeksen:
            row[f"{name}_onder"], row[f"{name}_boven"] = _bounds(cell[name], name, heading, wrong)
        faults += [Fault(sheet.naam, number, header.titles.get(name, name), text) for name, text in wrong]
        rows.append(row)
    return rows, faults


def _period(cell: object, source: Source, wrong: list[tuple[str, str]]) -> Period | None:
    text = number_text(cell)
    first_of_month = MONTH_CELL.fullmatch(text)  # what a spreadsheet makes of 2025-11
    if source.ritme == "maand" and first_of_month:
        text = first_of_month[1]
    try:
        span = parse(text)
    except BadPeriod as error:
        wrong.append(("periode", str(error)))
        return None
    step = STEPS[source.ritme]
    may_pool = all(series.telling == "stroom" for series in source.reeksen.values())
    if span.months % step or (span.van.month - 1) % step or (span.months > step and not may_pool):
        wrong.append(("periode", f"'{text}' is geen {source.ritme}."))
    if span.van > date.today():
        wrong.append(("periode", f"Periode {text} ligt in de toekomst."))
    return span


@lru_cache(maxsize=10_000)
def _label(span: Period, step: int) -> str:
    """The one way a period of a source is written, however the file writes it; step: the months of its rhythm."""
    last = label((pd.Timestamp(span.tot) - pd.DateOffset(months=step)).date(), step) if not span.months % step else ""
    first = label(span.van, step)
    return first if last in ("", first) else f"{first}..{last}"


def _bounds(
    cell: object, name: str, heading: Heading, wrong: list[tuple[str, str]]
) -> tuple[float | None, float | None]:
    text = number_text(cell)
    mask = heading.mask(text)
    if mask:
        return mask.onder, mask.boven
    if re.fullmatch(r"\d+[.,]0{1,2}", text):  # three zeros could be thousands
        text = re.split("[.,]", text)[0]
    value = count(text)
    if isinstance(value, str):
        known = ", ".join(heading.maskers) or "geen"
        wrong.append((name, f"{value} Gekende tekens voor een verborgen aantal: {known}."))
        return None, None
    return value, value


def _doubles(frame: pd.DataFrame, header: Header, sheet: str) -> list[Fault]:
    first = frame.groupby(["soort", "gebied_id", "periode"])["rij"].transform("min")
    column = header.titles.get("code", header.titles.get("gebied", "Code"))
    return [
        Fault(sheet, int(row), column, f"Deze rij staat er twee keer (zie ook rij {earlier}).")
        for row, earlier in zip(frame["rij"], first, strict=True)
        if row != earlier
    ]


def _same_mask_for_whole_and_part(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Hide every whole that is smaller than the upper bound of its masked part: shown beside it, it would narrow the part."""
    hidden = frame.copy()
    for name in source.reeksen:
        part_masked = hidden[f"{name}_onder"] < hidden[f"{name}_boven"]
        for whole in _wholes(name, source):
            tight = part_masked & (hidden[f"{whole}_boven"] < hidden[f"{name}_boven"])
            hidden.loc[tight, f"{whole}_onder"] = hidden.loc[tight, f"{name}_onder"]
            hidden.loc[tight, f"{whole}_boven"] = hidden.loc[tight, f"{name}_boven"]
    return hidden


def _wholes(name: str, source: Source) -> Iterator[str]:
    """What a series is part of, and what that is part of, upwards."""
    whole = source.reeksen[name].deel_van
    while whole:
        yield whole
        whole = source.reeksen[whole].deel_van


def _delivery(frame: pd.DataFrame, source: Source, heading: Heading) -> Delivery:
    observations, totals, deliveries = [], [], []
    municipal = frame[frame["soort"] == "gemeente"]
    published = frame[frame["soort"] != "gemeente"]
    for name in source.reeksen:
        bounds = {f"{name}_onder": "onder", f"{name}_boven": "boven"}
        rows = municipal.rename(columns=bounds | {"gebied_id": "nis"}).assign(reeks=name)
        observations.append(rows[WAARNEMING])
        exact = published[
            published[f"{name}_onder"].notna() & (published[f"{name}_onder"] == published[f"{name}_boven"])
        ]
        totals.append(exact.rename(columns={f"{name}_onder": "waarde"}).assign(reeks=name, peildatum=None)[BRONTOTAAL])
    for division, part in frame.groupby("indeling"):
        labels = sorted(part["periode"].unique())
        rows = delivered(dict.fromkeys(source.reeksen, labels), int(str(division)))
        spans = part.drop_duplicates("periode").set_index("periode")
        rows["van"], rows["tot"] = rows["periode"].map(spans["van"]), rows["periode"].map(spans["tot"])
        deliveries.append(rows)
    state = heading.stand or frame["tot"].max()
    published_totals = pd.concat(totals, ignore_index=True)
    classes = published_totals["soort"] == "grootteklasse"
    published_totals["peildatum"] = [heading.peildatum if is_class else None for is_class in classes]
    return Delivery(
        bron=source.id,
        waarneming=pd.concat(observations, ignore_index=True).astype({"onder": float, "boven": float}),
        levering=pd.concat(deliveries, ignore_index=True).assign(stand=state),
        brontotaal=published_totals,
    )
