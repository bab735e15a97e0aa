"""Official boundaries: reads a file, refuses what is not the municipalities of today, and draws them.

Method: projected to EPSG:31370, made valid, cleaned where neighbours do not meet exactly, then simplified together
(Visvalingam-Whyatt on the shared borders), so that neighbours still share every border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

from dashboard.ingest import reference, schematisch, tekening
from dashboard.ingest.columns import code
from dashboard.ingest.faults import Unfit
from dashboard.ingest.geobestand import layers
from dashboard.ingest.limits import beyond, limits
from dashboard.ingest.tekening import Drawing
from dashboard.wording import counted, listed

FORM = "officieel"
DIVISION = schematisch.DIVISION
CRS = 31370
FLANDERS = (15_000, 145_000, 270_000, 255_000)
ABROAD = re.compile(r"(21|25|5.|6.|8.|9.)[0-9]{3}")
COLUMNS = ("niscode", "nis", "nis_code", "nis5", "refnis", "cd_refnis", "cd_munty_refnis", "cnis5", "ins")
TOLERANCE = 160.0
GAP = 100.0
OFF_CENTRE = 0.75
OFF_SIZE, OFF_SIZE_M2 = 0.15, 200_000.0  # beaches and docks: publishers draw the waterline differently
SHOWN = 10
FINE = "De grenzen zijn te fijn om te verwerken. Gebruik een vereenvoudigd bestand."


@dataclass(frozen=True)
class Boundaries:
    """The areas of today's municipalities by NIS code (EPSG:31370), and what was noticed while reading."""

    areas: dict[str, shapely.Geometry]
    meldingen: tuple[str, ...]


def draw(found: Boundaries, source: str) -> Drawing:
    """The official map, simplified to what a screen shows."""
    codes = sorted(found.areas)
    simple = shapely.coverage_simplify(np.array([found.areas[nis] for nis in codes]), TOLERANCE)
    return tekening.draw(FORM, source, dict(zip(codes, simple, strict=True)))


def read(path: Path, name: str = "") -> Boundaries:
    """The municipalities of today in a file; Unfit says in Dutch why a file is refused."""
    name = name or path.name
    frame = _with_codes(path, name)
    abroad = frame["nis"].str.fullmatch(ABROAD)
    frame = frame[~abroad]
    _refuse_other_places(frame["nis"], name)
    areas = _areas(_projected(frame, name), name)
    _refuse_misplaced(areas, name)
    skipped = counted(int(abroad.sum()), "vlak", "vlakken")
    return Boundaries(areas, (f"{skipped} buiten Vlaanderen overgeslagen.",) if abroad.any() else ())


def _with_codes(path: Path, name: str) -> geopandas.GeoDataFrame:
    """The first layer with a column of NIS codes, as columns nis and geometry."""
    for frame in layers(path, name):
        column = _code_column(frame)
        if column is None:
            continue
        if frame.crs is None:
            raise Unfit(name, "Het coördinatenstelsel ontbreekt (bij een shapefile: het .prj-bestand).")
        return geopandas.GeoDataFrame(
            {"nis": frame[column].map(code)}, geometry=frame.geometry.to_numpy(), crs=frame.crs
        )
    raise Unfit(name, "Er is geen kolom met NIS-codes van gemeenten gevonden.")


def _code_column(frame: geopandas.GeoDataFrame) -> str | None:
    """The column in which most municipalities are named; between equals the one with a usual name."""
    known = frozenset().union(*(reference.codes(division) for division in (2018, 2019, DIVISION)))
    best: tuple[int, int, str] | None = None
    for column in frame.columns.drop(frame.geometry.name):
        number = len(known & set(frame[column].map(code)))
        usual = -COLUMNS.index(column.casefold()) if column.casefold() in COLUMNS else -len(COLUMNS)
        if number and (best is None or (number, usual) > best[:2]):
            best = (number, usual, column)
    return best[2] if best else None


def _refuse_other_places(codes: pd.Series, name: str) -> None:
    present, wanted = set(codes), reference.codes(DIVISION)
    if present == wanted:
        return
    for division in (2018, 2019):
        if present == reference.codes(division):
            raise Unfit(
                name,
                f"Dit zijn de {len(present)} gemeenten van {division}. "
                f"De kaart gebruikt de {len(wanted)} gemeenten van {DIVISION}.",
            )
    faults = []
    names = reference.municipalities().drop_duplicates("nis", keep="last").set_index("nis")["naam"]
    if missing := sorted(wanted - present):
        faults.append(f"{_these(missing, names)} {'ontbreekt' if len(missing) == 1 else 'ontbreken'}.")
    unknown = sorted(present - wanted)
    if strange := [one for one in unknown if one not in names.index]:
        faults.append(f"Geen NIS-code van een gemeente: {_these(strange, pd.Series(dtype=str))}.")
    if old := [one for one in unknown if one in names.index]:
        faults.append(f"Geen gemeente meer in {DIVISION}: {_these(old, names)}.")
    raise Unfit(name, *faults)


def _these(codes: list[str], names: pd.Series) -> str:
    shown = [f"{one[:20] or '(leeg)'} ({names[one]})" if one in names.index else one[:20] or "(leeg)" for one in codes]
    if len(codes) > SHOWN:
        shown = [*shown[:SHOWN], f"{len(codes) - SHOWN} andere"]
    return listed(shown)


def _projected(frame: geopandas.GeoDataFrame, name: str) -> geopandas.GeoDataFrame:
    if frame.geometry.isna().any() or frame.geometry.is_empty.any():
        raise Unfit(
            name,
            f"Zonder vlak: {listed(sorted(set(frame.loc[frame.geometry.isna() | frame.geometry.is_empty, 'nis']))[:SHOWN])}.",
        )
    if not frame.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise Unfit(name, "Er staan punten of lijnen in; een gemeente moet een vlak zijn.")
    if shapely.get_num_coordinates(frame.geometry.to_numpy()).sum() > (known := limits()).punten:
        raise Unfit(name, beyond(FINE, "punten", known))
    system = frame.crs.to_string()
    frame = frame.set_geometry(shapely.force_2d(frame.geometry.to_numpy()), crs=frame.crs).to_crs(CRS)
    left, bottom, right, top = bounds = frame.total_bounds
    inside = left >= FLANDERS[0] and bottom >= FLANDERS[1] and right <= FLANDERS[2] and top <= FLANDERS[3]
    if not np.isfinite(bounds).all() or not inside:
        raise Unfit(name, f"De coördinaten liggen niet in Vlaanderen. Klopt het coördinatenstelsel ({system[:40]})?")
    return frame


def _areas(frame: geopandas.GeoDataFrame, name: str) -> dict[str, shapely.Geometry]:
    """One valid area a municipality; together they meet exactly."""
    frame = frame.set_geometry(shapely.make_valid(frame.geometry.to_numpy(), method="structure", keep_collapsed=False))
    if frame["nis"].duplicated().any():
        frame = frame.dissolve("nis", as_index=False)
    frame = frame.sort_values("nis")
    areas = frame.geometry.to_numpy()
    if not shapely.coverage_is_valid(areas):
        areas = shapely.coverage_clean(areas, gap_width=GAP)
        if not shapely.coverage_is_valid(areas):
            raise Unfit(name, "De gemeenten overlappen of sluiten niet op elkaar aan, en dat kon niet hersteld worden.")
    return dict(zip(frame["nis"], areas, strict=True))


def _refuse_misplaced(areas: dict[str, shapely.Geometry], name: str) -> None:
    """Refuse areas that are not about where and as large as the municipality of that code is known to be."""
    places = schematisch.today().set_index("nis")
    faults = []
    for nis, area in areas.items():
        place = places.loc[nis]
        size, centre = place["oppervlakte_km2"] * 1e6, area.centroid
        if area.is_empty or abs(area.area - size) > max(OFF_SIZE * size, OFF_SIZE_M2):
            faults.append(
                f"{nis} ({place['naam']}): de oppervlakte klopt niet; een deel van het vlak ontbreekt of is te veel."
            )
        elif np.hypot(centre.x - place["x"], centre.y - place["y"]) > OFF_CENTRE * place["straal"]:
            faults.append(f"{nis} ({place['naam']}): dit vlak ligt niet waar deze gemeente ligt.")
    if faults:
        more = [f"Nog {len(faults) - SHOWN} gemeenten met zulke fouten."] if len(faults) > SHOWN else []
        raise Unfit(name, *faults[:SHOWN], *more)
