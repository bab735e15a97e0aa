"""The corpus of the fuzzer: one small file that each reader accepts, in each kind of file, written by ourselves.

`python -m tests.fuzz.seeds` writes tests/fuzz/corpus/<family>/ again, byte for byte.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas
import shapely

from dashboard.database import ROOT
from tests import deliveries
from tests.test_ingest_hostile import KINDS

CORPUS = ROOT / "tests" / "fuzz" / "corpus"
TEMPLATES = ROOT / "data" / "sources" / "sjablonen"
MOMENT = (1980, 1, 1, 0, 0, 0)
BOOKS = {"xlsx": deliveries.xlsx, "xls": deliveries.xls, "ods": deliveries.ods}


def write(folder: Path = CORPUS) -> None:
    """Write every seed."""
    for name, kind in KINDS.items():
        for suffix, writer in BOOKS.items():
            path = _fresh(folder / suffix / f"{name}.{suffix}")
            writer(path, {kind.sheet: kind.rows})
            if suffix != "xls":
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
    frame.to_file(_fresh(folder / "vlakken.shp"))
    sides = [folder / f"vlakken{suffix}" for suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg")]
    with zipfile.ZipFile(folder / "vlakken.zip", "w") as archive:
        for side in sides:
            archive.writestr(zipfile.ZipInfo(side.name, MOMENT), side.read_bytes())
            side.unlink()


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
