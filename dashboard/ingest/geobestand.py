"""Opens a file with areas (GeoJSON, GeoPackage, shapefile) without believing anything in it yet.

A file is opened as what its first bytes say it is, never as what a geometry library guesses: some formats that it guesses
point to other files or to addresses.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import geopandas
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from dashboard.ingest.faults import Unfit
from dashboard.ingest.limits import Limits, beyond, limits

MOST_LAYERS = 10
MANY = "Dit bestand bevat te veel vlakken."
GEOPACKAGE = b"SQLite format 3\x00"
SHAPEFILE = b"\x00\x00\x27\x0a"
SIDE_FILES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
KINDS = (".geojson", ".json", ".gpkg", ".shp", ".zip")
EPSG = re.compile(
    r"(?:urn:ogc:def:crs:EPSG:[0-9.]*:|https?://www\.opengis\.net/def/crs/EPSG/[0-9.]+/|EPSG:)([0-9]{4,6})", re.I
)
CRS84 = re.compile(
    r"(?:urn:ogc:def:crs:OGC:[0-9.]*:|https?://www\.opengis\.net/def/crs/OGC/[0-9.]+/|OGC:)CRS84h?", re.I
)
UNREADABLE = (
    DataSourceError, DataLayerError, CRSError, ShapelyError, OSError, ValueError, KeyError, TypeError, AttributeError,
    RuntimeError, EOFError, IndexError, NameError, zipfile.BadZipFile, zlib.error, NotImplementedError,
)  # fmt: skip


def layers(path: Path, name: str = "") -> Iterator[geopandas.GeoDataFrame]:
    """Each layer of a file as a frame, its `crs` None where the file does not say; Unfit when the file cannot be read."""
    name, known = name or path.name, limits()
    _refuse_at_the_door(path, name, known)
    try:
        if path.suffix.lower() == ".zip":
            with tempfile.TemporaryDirectory() as folder:
                for member in _unpacked(path, Path(folder), name, known):
                    yield from _layers(member, name, known)
        else:
            yield from _layers(path, name, known)
    except RecursionError as error:
        raise Unfit(name, "Dit bestand is te diep genest om te lezen.") from error
    except UNREADABLE as error:
        raise Unfit(name, "Dit bestand is beschadigd of is geen GeoJSON, GeoPackage of shapefile.") from error


def _refuse_at_the_door(path: Path, name: str, known: Limits) -> None:
    if path.is_dir():
        raise Unfit(name, "Dit is een map.")
    if not path.is_file():
        raise Unfit(name, "Dit bestand bestaat niet.")
    if path.suffix.lower() not in KINDS:
        raise Unfit(name, f"Dit soort bestand wordt niet gelezen. Gebruik een van deze: {', '.join(KINDS)}.")
    if path.stat().st_size > known.map_bytes:
        raise Unfit(name, beyond("Dit bestand is te groot om te lezen.", "kaart_mb", known))


def _unpacked(path: Path, folder: Path, name: str, known: Limits) -> list[Path]:
    """The members that matter, under names of our own, never more than the limit."""
    left = known.map_bytes
    found: dict[str, Path] = {}
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if Path(one.filename).suffix.lower() in {*SIDE_FILES, *KINDS[:3]}]
        for member in members[: MOST_LAYERS * len(SIDE_FILES)]:
            inside = Path(member.filename)
            stem = found.setdefault(str(inside.with_suffix("")).casefold(), folder / f"laag{len(found)}")
            with archive.open(member) as packed:
                content = packed.read(left + 1)
            left -= len(content)
            if left < 0:
                raise Unfit(name, beyond("De inhoud is uitgepakt te groot om te lezen.", "kaart_mb", known))
            stem.with_suffix(inside.suffix.lower()).write_bytes(content)
    return sorted(one for one in folder.iterdir() if one.suffix in {".shp", *KINDS[:3]})


def _layers(path: Path, name: str, known: Limits) -> Iterator[geopandas.GeoDataFrame]:
    with path.open("rb") as handle:
        start = handle.read(16)
    suffix = path.suffix.lower()
    if suffix in (".json", ".geojson"):
        yield _geojson(path.read_bytes(), name, known)
        return
    if not start.startswith(GEOPACKAGE if suffix == ".gpkg" else SHAPEFILE):
        raise Unfit(name, f"Dit is geen {'GeoPackage' if suffix == '.gpkg' else 'shapefile'}.")
    for layer in pyogrio.list_layers(path)[:MOST_LAYERS, 0]:
        if pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"] > known.vlakken:
            raise Unfit(name, beyond(MANY, "vlakken", known))
        frame = geopandas.read_file(path, layer=layer)
        if isinstance(frame, geopandas.GeoDataFrame):
            yield frame


def _geojson(content: bytes, name: str, known: Limits) -> geopandas.GeoDataFrame:
    document = json.loads(content.decode("utf-8-sig"))
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise Unfit(name, "Dit is geen GeoJSON met een lijst van vlakken (FeatureCollection).")
    features = document["features"]
    if not features:
        raise Unfit(name, "Dit bestand bevat geen vlakken.")
    if len(features) > known.vlakken:
        raise Unfit(name, beyond(MANY, "vlakken", known))
    return geopandas.GeoDataFrame.from_features(features, crs=_crs(document, name))


def _crs(document: dict, name: str) -> CRS:
    """The system a GeoJSON names; none means longitude and latitude, as its standard says."""
    if "crs" not in document:
        return CRS.from_epsg(4326)
    stated = document["crs"]
    text = str(stated["properties"]["name"]) if isinstance(stated, dict) else str(stated)
    if CRS84.fullmatch(text):
        return CRS.from_epsg(4326)
    code = EPSG.fullmatch(text)
    try:
        return CRS.from_epsg(int(code[1]) if code else 0)
    except CRSError as error:
        text = f"Het coördinatenstelsel '{text[:60]}' is niet bekend. Lever het bestand in EPSG:31370 of EPSG:4326."
        raise Unfit(name, text) from error
