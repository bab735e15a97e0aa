"""Reads a POD MI delivery: a long table per OCMW and month, with or without the dimensions sex, age and household.

Rows with all dimensions empty are month totals, rows with one filled are marginals; crossed rows are summed to both and
then dropped (marginals.py). An absent combination and an empty count both mean nobody; a month counts as delivered when it
has any Flemish row. Source of the layout: delivery procedure of Statistiek Vlaanderen (see docs/bronbestanden.md).
"""

from __future__ import annotations

import re
from itertools import product

import pandas as pd

from dashboard.catalogue import Source
from dashboard.ingest import disclosure, marginals, reference, tidy
from dashboard.ingest.columns import Header, code, count, find_header, is_code, number_text, plain
from dashboard.ingest.delivery import BRONTOTAAL, WAARNEMING, Delivery, delivered, exact
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.files import Delivered, Sheet, first_sheet
from dashboard.wording import counted


def read(file: Delivered, source: Source) -> Delivery:
    """The delivery as bounds per series; Refused with every fault when anything is wrong."""
    sheet = first_sheet(file)
    header = header_of(sheet, source)
    if header.faults:
        raise Refused(file.naam, header.faults)
    rows, notes, faults = _rows(sheet, header, source)
    division = int(source.indeling)
    faults += tidy.check(rows, ["nis", "periode", *source.dimensies], division, header, sheet.naam)
    if rows.empty:
        faults.append(Fault(sheet.naam, 0, "", "Er staat geen enkele rij van een Vlaamse gemeente in."))
    if faults:
        raise Refused(file.naam, faults)
    parts = marginals.split(rows, list(source.dimensies), list(source.reeksen))
    if parts.mismatches:
        raise Refused(file.naam, [_mismatch(found, header, sheet.naam) for found in parts.mismatches])
    return _delivery(parts, source, division, notes)


def header_of(sheet: Sheet, source: Source) -> Header:
    """Where the columns of a POD MI delivery stand in a sheet."""
    required = {name: source.kolommen[name] for name in ("nis", "maand")}
    required |= {name: series.kolommen for name, series in source.reeksen.items()}
    optional = {"jaar": source.kolommen["jaar"]} | {name: dim.kolommen for name, dim in source.dimensies.items()}
    return find_header(sheet, required, optional)


def _rows(sheet: Sheet, header: Header, source: Source) -> tuple[pd.DataFrame, list[str], list[Fault]]:
    """Flemish rows as nis, periode, dimensions and counts; what was skipped; faults in single cells."""
    labels = {name: _labels(source, name) for name in source.dimensies}
    outside, empty, rows, faults = 0, 0, [], []
    abroad = re.compile(source.buiten_bereik)
    for number, cells in enumerate(sheet.rows[header.row + 1 :], start=header.row + 2):
        if not any(cell not in ("", None) for cell in cells):
            continue
        cell = {name: cells[position] if position < len(cells) else "" for name, position in header.at.items()}
        nis = code(cell["nis"])
        if is_code(nis) and abroad.match(nis):
            outside += 1
            continue
        row = {"rij": number, "nis": nis, "periode": _month(cell["maand"])}
        if "jaar" in cell and number_text(cell["jaar"]) != str(row["periode"])[:4]:
            text = f"Het jaar {number_text(cell['jaar'])} past niet bij de maand {number_text(cell['maand'])}."
            faults.append(Fault(sheet.naam, number, header.titles["jaar"], text))
        for name, known in labels.items():
            label = plain(cell.get(name, ""))
            row[name] = known.get(label, label)
            if label and label not in known:
                offered = ", ".join(source.dimensies[name].categorieen)
                text = f"'{number_text(cell[name])}' is geen gekende waarde. Gekend: {offered}."
                faults.append(Fault(sheet.naam, number, header.titles[name], text))
        for name in source.reeksen:
            value = count(cell[name])
            empty += value is None
            row[name] = value if isinstance(value, int) else 0
            if isinstance(value, str):
                faults.append(Fault(sheet.naam, number, header.titles[name], value))
        rows.append(row)
    notes = [f"{counted(outside, 'rij', 'rijen')} buiten Vlaanderen overgeslagen."] if outside else []
    notes += (
        [f"{counted(empty, 'lege cel', 'lege cellen')}: geen terugvordering ontvangen, geteld als 0."] if empty else []
    )
    columns = ["rij", "nis", "periode", *source.dimensies, *source.reeksen]
    return pd.DataFrame(rows, columns=columns), notes, faults


def _labels(source: Source, dimension: str) -> dict[str, str]:
    categories = source.dimensies[dimension].categorieen
    return {
        plain(spelling): name
        for name, category in categories.items()
        for spelling in (name, category.naam, *category.synoniemen)
    }


def _month(cell: object) -> str:
    text = number_text(cell)
    return f"{text[:4]}-{text[4:]}" if re.fullmatch(r"\d{6}", text) else text


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


def _mismatch(found: marginals.Mismatch, header: Header, sheet: str) -> Fault:
    sums = f"De rijen per {found.patroon} tellen voor {found.nis} in {found.periode}"
    if found.categorie:
        text = f"{sums} ({found.categorie}) op tot {found.som}, elders is dat {found.totaal}."
    else:
        text = f"{sums} op tot {found.som}, het totaal is {found.totaal}."
    return Fault(sheet, found.rij, header.titles[found.reeks], text)


def _delivery(parts: marginals.Parts, source: Source, division: int, notes: list[str]) -> Delivery:
    months = sorted(parts.totals["periode"].unique())
    observations = [exact(parts.totals, name, division, name) for name in source.reeksen]
    series = dict.fromkeys(source.reeksen, months)
    kept = []
    for dimension, marginal in parts.marginals.items():
        for name in source.reeksen:
            cells, sums = _protected(marginal, parts.totals, dimension, name, source, division)
            observations.append(cells)
            kept.append(sums)
            categories = source.dimensies[dimension].categorieen
            series |= {
                f"{name}:{dimension}:{category}": sorted(marginal["periode"].unique()) for category in categories
            }
    provisional = [month for month in months if _months_between(month, months[-1]) < source.stabiel_na_maanden]
    return Delivery(
        bron=source.id,
        waarneming=pd.concat(observations, ignore_index=True),
        levering=delivered(series, division, provisional),
        brontotaal=pd.concat(kept, ignore_index=True) if kept else Delivery(source.id).brontotaal,
        meldingen=tuple(notes),
    )


def _protected(
    marginal: pd.DataFrame, totals: pd.DataFrame, dimension: str, name: str, source: Source, division: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One series and dimension as observations and kept totals, absent combinations filled with zero."""
    months = sorted(marginal["periode"].unique())
    categories = list(source.dimensies[dimension].categorieen)
    grid = pd.DataFrame(
        product(months, sorted(reference.codes(division)), categories), columns=["periode", "nis", "categorie"]
    )
    counts = marginal.rename(columns={dimension: "categorie", name: "aantal"})[
        ["periode", "nis", "categorie", "aantal"]
    ]
    full = grid.merge(counts, on=["periode", "nis", "categorie"], how="left").fillna({"aantal": 0})
    full["aantal"] = full["aantal"].astype(int)
    whole = totals.rename(columns={name: "totaal"})[["periode", "nis", "totaal"]]
    cells, sums = disclosure.protect(full, whole, source.drempel_uitsplitsing, division)
    cells = cells[cells["boven"] > 0]
    prefix = f"{name}:{dimension}:"
    cells = cells.assign(reeks=prefix + cells["categorie"], indeling=division)
    sums = sums.assign(reeks=prefix + sums["categorie"], indeling=division, peildatum=None)
    return cells[WAARNEMING], sums[BRONTOTAAL]
