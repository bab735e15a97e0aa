"""The corpus of the fuzzer: one small file that each reader accepts, in each kind of file, written by ourselves.

`python -m tests.fuzz.seeds` writes tests/fuzz/corpus/<family>/ again, byte for byte.
"""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import geopandas
import shapely

from dashboard.database import ROOT
from tests import books, deliveries
from tests.test_ingest_hostile import KINDS

CORPUS = ROOT / "tests" / "fuzz" / "corpus"
TEMPLATES = ROOT / "data" / "sources" / "sjablonen"
MOMENT = (1980, 1, 1, 0, 0, 0)
BOOKS = {"xlsx": deliveries.xlsx, "xls": deliveries.xls, "ods": deliveries.ods, "xlsb": books.xlsb}
WITHOUT_TIME = ("xls", "xlsb")
GEOPACKAGE = """
PRAGMA page_size = 512;
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER,
  definition TEXT, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT, last_change TEXT,
  min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
  z INTEGER, m INTEGER);
CREATE TABLE vlakken (fid INTEGER PRIMARY KEY, geom BLOB, NISCODE TEXT);
INSERT INTO gpkg_contents VALUES ('vlakken', 'features', 'vlakken', '', '1980-01-01T00:00:00Z', 0, 0, 1, 1, 31370);
INSERT INTO gpkg_geometry_columns VALUES ('vlakken', 'geom', 'POLYGON', 31370, 0, 0);
"""


def write(folder: Path = CORPUS) -> None:
    """Write every seed."""
    for name, kind in KINDS.items():
        for suffix, writer in BOOKS.items():
            path = _fresh(folder / suffix / f"{name}.{suffix}")
            writer(path, {kind.sheet: kind.rows})
            if suffix not in WITHOUT_TIME:
                _timeless(path)
        if kind.header >= 0 and not kind.text_is_missing:
            deliveries.text(_fresh(folder / "csv" / f"{name}.csv"), kind.rows)
    for path in sorted(TEMPLATES.glob("*.csv")):
        _fresh(folder / "csv" / path.name).write_bytes(path.read_bytes())
    _maps(folder / "kaart")


def _maps(folder: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {"NISCODE": ["44021", "11002"]},
        geometry=[shapely.box(104_000, 193_000, 105_000, 194_000), shapely.box(152_000, 211_000, 153_000, 212_000)],
        crs=31370,
    )
    _fresh(folder / "vlakken.geojson").write_text(frame.to_json(drop_id=True), encoding="utf-8")
    _geopackage(_fresh(folder / "vlakken.gpkg"), frame)
    frame.to_file(_fresh(folder / "vlakken.shp"))
    sides = [folder / f"vlakken{suffix}" for suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg")]
    with zipfile.ZipFile(folder / "vlakken.zip", "w") as archive:
        for side in sides:
            archive.writestr(zipfile.ZipInfo(side.name, MOMENT), side.read_bytes())
            side.unlink()


def _geopackage(path: Path, frame: geopandas.GeoDataFrame) -> None:
    """As small as the standard allows, and the same whichever SQLite writes it."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript(GEOPACKAGE)
        system = ("Belgian Lambert 72", 31370, "EPSG", 31370, frame.crs.to_wkt("WKT1_GDAL"), "")
        base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", system)
        for code, area in zip(frame["NISCODE"], frame.geometry, strict=True):
            blob = b"GP\0\1" + (31370).to_bytes(4, "little") + shapely.to_wkb(area, byte_order=1)
            base.execute("INSERT INTO vlakken (geom, NISCODE) VALUES (?, ?)", (blob, code))
        base.commit()
    content = bytearray(path.read_bytes())
    content[92:100] = bytes(8)  # which change, and of which SQLite, its head was written by
    path.write_bytes(content)


def _fresh(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return path


def _timeless(path: Path) -> None:
    """The parts that are read, without the moment at which they were written."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            if not name.startswith(("docProps/", "meta.xml", "settings.xml")):
                archive.writestr(zipfile.ZipInfo(name, MOMENT), part)


if __name__ == "__main__":
    write()
