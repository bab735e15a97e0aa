"""Reads every source that has no public layout, in the one simple template of docs/bronbestanden.md.

A sheet is a heading of `sleutel; waarde` lines (Sjabloon, Indeling, Stand, Peildatum, Masker), then a table with Code or Gebied,
Periode and a column per series. A row of another kind than a municipality is a total the source itself publishes. What a mask
means is said by the file's own heading, or else by the source's YAML; nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.catalogue import Mask, Source
from dashboard.ingest import places, reference
from dashboard.ingest.columns import Header, count, find_header, number_text, plain
from dashboard.ingest.delivery import BRONTOTAAL, WAARNEMING, Delivery, delivered
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet
from dashboard.periods import BadPeriod, Period, parse

PLACE = {"code": ("Code", "NIS", "NIS-code"), "gebied": ("Gebied", "Gemeente", "Naam"), "soort": ("Soort",)}
KEYS = ("sjabloon", "indeling", "stand", "peildatum", "masker")
STEPS = {"maand": 1, "kwartaal": 3, "jaar": 12}


@dataclass(frozen=True)
class Heading:
    """What the lines above the table say: division, date of the state, date of the size classes, meaning of masks."""

    rows: int
    indeling: str
    stand: date | None
    peildatum: date | None
    maskers: dict[str, Mask]
    faults: list[Fault]


def named_source(sheet: Sheet) -> str:
    """The source a template names in its heading, or an empty text."""
    for cells in sheet.rows[:10]:
        if cells and plain(cells[0]) == "sjabloon":
            return number_text(cells[1]) if len(cells) > 1 else ""
    return ""


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the template's columns stand, below its heading."""
    heading = heading_of(sheet, source)
    table = Sheet(sheet.naam, sheet.rows[heading.rows :])
    header = find_header(table, {"periode": ("Periode",)} | _series(source), PLACE)
    shifted = [replace(fault, rij=fault.rij + heading.rows) for fault in header.faults]
    if "code" not in header.at and "gebied" not in header.at:
        shifted.append(Fault(sheet.naam, header.row + heading.rows + 1, "Code", "Kolom 'Code' of 'Gebied' ontbreekt."))
    return Header(header.row + heading.rows, header.at, header.titles, shifted)


def heading_of(sheet: Sheet, source: Source) -> Heading:
    """The lines above the table; a line that cannot be understood is a fault."""
    values: dict[str, tuple[int, str]] = {}
    masks, faults, rows = dict(source.maskers), [], 0
    for number, cells in enumerate(sheet.rows, start=1):
        texts = [number_text(cell) for cell in cells]
        key = plain(texts[0]) if texts else ""
        if key and key not in KEYS:
            break
        rows = number
        if key == "masker":
            bounds = [count(cell) for cell in texts[2:4]]
            if (
                len(bounds) == 2
                and isinstance(bounds[0], int)
                and isinstance(bounds[1], int)
                and bounds[0] <= bounds[1]
            ):
                masks[plain(texts[1])] = Mask(onder=bounds[0], boven=bounds[1])
            else:
                text = "Schrijf: Masker, het teken, de ondergrens en de bovengrens (bijvoorbeeld <5, 1, 4)."
                faults.append(Fault(sheet.naam, number, "Masker", text))
        elif key:
            values[key] = (number, texts[1] if len(texts) > 1 else "")
    dates: dict[str, date | None] = {}
    for name in ("stand", "peildatum"):
        number, text = values.get(name, (0, ""))
        try:
            dates[name] = date.fromisoformat(text[:10]) if text else None
        except ValueError:
            dates[name] = None
            faults.append(Fault(sheet.naam, number, name.capitalize(), f"'{text}' is geen datum. Schrijf JJJJ-MM-DD."))
    number, division = values.get("indeling", (0, ""))
    division = division or str(source.indeling)
    if division not in ("2018", "2019", "2025", "tijdvak"):
        text = f"Indeling '{division}' bestaat niet. Kies uit: 2018, 2019, 2025, tijdvak."
        faults.append(Fault(sheet.naam, number, "Indeling", text))
    return Heading(rows, division, dates["stand"], dates["peildatum"], masks, faults)


def read(file: Delivered, source: Source) -> Delivery:
    """The delivery as bounds per series and totals of the source; Refused with every fault when anything is wrong."""
    sheet = next(sheet for sheet in file.sheets if not sheet.is_empty())
    heading, header = heading_of(sheet, source), header_of(sheet, source)
    if heading.faults or header.faults:
        raise Refused(file.naam, heading.faults + header.faults)
    rows, faults = _rows(sheet, header, heading, source)
    if not rows and not faults:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkele rij met cijfers in."))
    frame = pd.DataFrame(rows)
    faults += _doubles(frame, header, sheet.naam) if not faults else []
    if faults:
        raise Refused(file.naam, faults)
    bounds = [f"{name}_{end}" for name in source.reeksen for end in ("onder", "boven")]
    frame = frame.astype(dict.fromkeys(bounds, float))
    return _delivery(_same_mask_for_whole_and_part(frame, source), source, heading)


def _series(source: Source) -> dict[str, tuple[str, ...]]:
    return {name: series.kolommen for name, series in source.reeksen.items()}


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
            row |= {"periode": number_text(cell["periode"]), "van": span.van, "tot": span.tot}
            division = heading.indeling if heading.indeling != "tijdvak" else str(reference.division_of(span.van.year))
            row |= {"indeling": int(division)}
            row |= places.place(cell, int(division), wrong)
        for name in source.reeksen:
            row[f"{name}_onder"], row[f"{name}_boven"] = _bounds(cell[name], name, heading.maskers, wrong)
        faults += [Fault(sheet.naam, number, header.titles.get(name, name), text) for name, text in wrong]
        rows.append(row)
    return rows, faults


def _period(cell: object, source: Source, wrong: list[tuple[str, str]]) -> Period | None:
    text = number_text(cell)
    try:
        span = parse(text)
    except BadPeriod as error:
        wrong.append(("periode", str(error)))
        return None
    step = STEPS[source.ritme]
    is_window = ".." in text
    if span.months != step and not (is_window and span.months % step == 0):
        wrong.append(("periode", f"'{text}' is geen {source.ritme}."))
    if span.van > date.today():
        wrong.append(("periode", f"Periode {text} ligt in de toekomst."))
    return span


def _bounds(
    cell: object, name: str, masks: dict[str, Mask], wrong: list[tuple[str, str]]
) -> tuple[float | None, float | None]:
    text = number_text(cell)
    mask = masks.get(plain(text)) or masks.get(plain(text).replace(" ", ""))
    if mask:
        return mask.onder, mask.boven
    if re.fullmatch(r"\d+,0+", text):
        text = text.split(",")[0]
    value = count(text)
    if isinstance(value, str):
        wrong.append((name, f"{value} Gekende tekens voor een verborgen aantal: {', '.join(masks) or 'geen'}."))
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
