"""Official boundaries from a file: what is accepted, and what is refused with its reason."""

import json
import zipfile

import geopandas
import pytest
import shapely

from dashboard.__main__ import main
from dashboard.ingest import grenzen, schematisch, tekening
from dashboard.ingest.faults import Unfit
from dashboard.ingest.limits import setting
from tests import borders
from tests.fuzz.seeds import CORPUS

LAMBERT = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}}


@pytest.fixture(scope="module")
def land():
    return borders.land()


@pytest.fixture
def lenient(monkeypatch):
    borders.believe_any_shape(monkeypatch)


def _same_areas(found: grenzen.Boundaries, land: geopandas.GeoDataFrame) -> bool:
    expected = dict(zip(land["NISCODE"], land.geometry, strict=True))
    return found.areas.keys() == expected.keys() and all(
        shapely.symmetric_difference(area, expected[nis]).area < 0.001 * area.area for nis, area in found.areas.items()
    )


def _refused(path, *words: str) -> None:
    with pytest.raises(Unfit) as caught:
        grenzen.read(path)
    text = str(caught.value)
    assert all(line.startswith(f"{path.name}: ") for line in text.splitlines())
    for word in words:
        assert word in text


# What is accepted.
@pytest.mark.parametrize("system", [4326, 31370, 3812, 3857])
@pytest.mark.parametrize("kind", ["gpkg", "shp", "zip"])
def test_each_kind_of_file_in_any_known_system(tmp_path, land, lenient, kind, system):
    path = tmp_path / f"grenzen.{'shp' if kind == 'zip' else kind}"
    land.to_crs(system).to_file(path)
    if kind == "zip":
        members = list(tmp_path.iterdir())
        path = tmp_path / "grenzen.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in members:
                archive.write(member, f"een map/{member.name.upper()}")
    assert _same_areas(grenzen.read(path), land)


@pytest.mark.parametrize(
    "stated", [{}, {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}]
)
def test_geojson_in_degrees(tmp_path, land, lenient, stated):
    path = borders.written(tmp_path / "grenzen.geojson", borders.collection(land, **stated))
    assert _same_areas(grenzen.read(path), land)


def test_geojson_in_metres(tmp_path, land, lenient):
    path = borders.written(tmp_path / "grenzen.json", json.loads(land.to_json(drop_id=True)) | LAMBERT)
    assert _same_areas(grenzen.read(path), land)


def test_the_codes_are_found_by_content_and_may_be_numbers(tmp_path, land, lenient):
    frame = land.rename(columns={"NISCODE": "gebied"}).assign(volgnummer=range(285), postcode="9000")
    frame["gebied"] = frame["gebied"].astype(int)
    frame.to_file(tmp_path / "grenzen.gpkg")
    assert _same_areas(grenzen.read(tmp_path / "grenzen.gpkg"), land)


def test_a_layer_without_codes_is_passed_over(tmp_path, land, lenient):
    path = tmp_path / "grenzen.gpkg"
    land[["NAAM", "geometry"]].to_file(path, layer="a")
    land.to_file(path, layer="b")
    assert _same_areas(grenzen.read(path), land)


def test_other_regions_are_passed_over_and_counted(tmp_path, land, lenient):
    brussels = land.iloc[[0, 1, 2]].assign(NISCODE=["21004", "25072", "62063"])
    brussels = brussels.set_geometry([shapely.box(100_000, 60_000, 110_000, 70_000)] * 3).set_crs(31370)
    geopandas.pd.concat([land, brussels]).to_file(tmp_path / "belgie.gpkg")
    found = grenzen.read(tmp_path / "belgie.gpkg")
    assert _same_areas(found, land)
    assert found.meldingen == ("3 vlakken buiten Vlaanderen overgeslagen.",)


def test_a_municipality_in_parts_becomes_one(tmp_path, land, lenient):
    left, bottom, right, top = land.geometry[5].bounds
    half = shapely.box(left, bottom, (left + right) / 2, top)
    parts = [land.geometry[5].intersection(half), land.geometry[5].difference(half)]
    frame = geopandas.pd.concat([land.drop(index=5), land.iloc[[5, 5]].set_geometry(parts).set_crs(31370)])
    frame.to_file(tmp_path / "grenzen.gpkg")
    assert _same_areas(grenzen.read(tmp_path / "grenzen.gpkg"), land)


def test_borders_that_do_not_meet_exactly_are_joined(tmp_path, land, lenient):
    shapes = land.geometry.to_list()
    shapes[3] = shapes[3].buffer(15, join_style="mitre")
    shapes[40] = shapes[40].buffer(-15, join_style="mitre")
    frame = land.set_geometry(shapes).set_crs(31370)
    assert not frame.geometry.is_valid_coverage()
    frame.to_file(tmp_path / "grenzen.gpkg")
    areas = list(grenzen.read(tmp_path / "grenzen.gpkg").areas.values())
    assert shapely.coverage_is_valid(areas)
    assert shapely.union_all(areas).area == pytest.approx(land.union_all().area, rel=1e-4)


def test_an_area_that_crosses_itself_is_made_valid(tmp_path, land, lenient):
    shape = land.geometry[7]
    ring = list(shape.exterior.coords)
    x, y = ring[0]
    bow = shapely.Polygon([*ring[:1], (x + 30, y), (x, y + 30), (x + 30, y + 30), *ring[1:]])
    assert not bow.is_valid
    shapes = land.geometry.to_list()
    shapes[7] = bow
    land.set_geometry(shapes).set_crs(31370).to_file(tmp_path / "grenzen.gpkg")
    assert _same_areas(grenzen.read(tmp_path / "grenzen.gpkg"), land)


# What is refused.
def test_missing_and_unknown_municipalities_are_named(tmp_path, land, lenient):
    path = tmp_path / "grenzen.gpkg"
    land[land["NISCODE"] != "44021"].to_file(path)
    _refused(path, "44021 (Gent) ontbreekt.")
    land.assign(NISCODE=land["NISCODE"].replace({"44021": "11999", "11002": "12999"})).to_file(path)
    _refused(path, "11002 (Antwerpen) en 44021 (Gent) ontbreken.", "Geen NIS-code van een gemeente: 11999 en 12999.")


def test_an_old_code_says_so(tmp_path, land, lenient):
    path = tmp_path / "grenzen.gpkg"
    geopandas.pd.concat([land, land.iloc[[0]].assign(NISCODE="11007")]).to_file(path)
    _refused(path, "Geen gemeente meer in 2025: 11007 (Borsbeek).")


@pytest.mark.parametrize(
    ("system", "word"),
    [(None, "stelsel ontbreekt"), (32631, "niet in Vlaanderen"), (3812, "niet in Vlaanderen")],
)
def test_a_missing_or_wrong_system(tmp_path, land, lenient, system, word):
    path = tmp_path / "grenzen.shp"
    land.set_crs(system, allow_override=True).to_file(path)
    if system is None:
        path.with_suffix(".prj").unlink(missing_ok=True)
    _refused(path, word)


@pytest.mark.parametrize(
    ("stated", "word"),
    [
        ({}, "niet in Vlaanderen"),
        ({"crs": {"type": "name", "properties": {"name": "EPSG:99999"}}}, "niet bekend"),
        ({"crs": {"type": "name", "properties": {"name": "+proj=lcc +nadgrids=/etc/passwd"}}}, "niet bekend"),
        ({"crs": None}, "niet bekend"),
        ({"crs": {"type": "link"}}, "beschadigd"),
    ],
)
def test_a_missing_or_wrong_system_in_geojson(tmp_path, land, lenient, stated, word):
    document = json.loads(land.to_json(drop_id=True))
    document.pop("crs", None)
    _refused(borders.written(tmp_path / "grenzen.geojson", document | stated), word)


def test_latitude_before_longitude(tmp_path, land, lenient):
    turned = land.to_crs(4326).geometry.map(lambda shape: shapely.transform(shape, lambda xy: xy[:, ::-1]))
    path = borders.written(
        tmp_path / "g.geojson", json.loads(land.set_geometry(turned).set_crs(4326, allow_override=True).to_json())
    )
    _refused(path, "niet in Vlaanderen")


@pytest.mark.parametrize(
    ("geometry", "word"),
    [
        (None, "Zonder vlak: 11001"),
        ({"type": "Polygon", "coordinates": []}, "Zonder vlak: 11001"),
        ({"type": "Point", "coordinates": [4.4, 51.1]}, "een vlak"),
        ({"type": "GeometryCollection", "geometries": []}, "11001"),
        ({"type": "Polygon", "coordinates": [[[4.4, 51.1], [float("nan"), 51.2], [4.5, 51.3], [4.4, 51.1]]]}, ""),
        ({"type": "Polygon", "coordinates": [[[4.4, 51.1], [1e308, 51.2], [4.5, 51.3], [4.4, 51.1]]]}, ""),
        ({"type": "Polygon", "coordinates": [["a", "b"]]}, "beschadigd"),
        ({"type": "Polygon", "coordinates": [[[4.4, 51.1], [4.5, 51.2]]]}, "beschadigd"),
        ({"type": "Zeshoek", "coordinates": []}, "beschadigd"),
        ("vlak", "beschadigd"),
    ],
)
def test_a_broken_area(tmp_path, land, lenient, geometry, word):
    document = borders.collection(land)
    document["features"][0]["geometry"] = geometry
    _refused(borders.written(tmp_path / "grenzen.geojson", document), word)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\x00\x01",
        b'"tekst"',
        b'{"type": "Topology"}',
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "features": [1, 2]}',
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": null}]}',
        b'{"type": "FeatureCollection", "features": ' + b"[" * 200_000,
        b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/http://127.0.0.1/</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    ],
)
@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".zip"])
def test_no_map_at_all(tmp_path, content, suffix):
    path = tmp_path / f"grenzen{suffix}"
    path.write_bytes(content)
    _refused(path, "")


def test_other_files(tmp_path):
    _refused(tmp_path / "weg.geojson", "bestaat niet")
    _refused(tmp_path, "een map")
    (tmp_path / "grenzen.kml").write_text("<kml/>")
    _refused(tmp_path / "grenzen.kml", ".geojson, .json, .gpkg, .shp, .zip")


def test_too_large(tmp_path, land, monkeypatch):
    path = borders.written(tmp_path / "grenzen.geojson", borders.collection(land))
    with zipfile.ZipFile(tmp_path / "grenzen.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("grenzen.geojson", " " * 5_000_000)
    said = f"De grens is 1 MB (instelling {setting('kaart_mb')})."
    monkeypatch.setenv(setting("kaart_mb"), "1")
    (tmp_path / "groot.geojson").write_text(path.read_text() + " " * 1_000_000)
    _refused(tmp_path / "groot.geojson", f"te groot om te lezen. {said}")
    assert (tmp_path / "grenzen.zip").stat().st_size < 100_000
    _refused(tmp_path / "grenzen.zip", f"te groot om te lezen. {said}")
    monkeypatch.undo()
    monkeypatch.setenv(setting("vlakken"), "100")
    _refused(path, "te veel vlakken. De grens is 100 vlakken")
    land.to_file(tmp_path / "grenzen.gpkg")
    _refused(tmp_path / "grenzen.gpkg", "te veel vlakken")
    monkeypatch.undo()
    monkeypatch.setenv(setting("punten"), "1000")
    _refused(path, "te fijn om te verwerken. Gebruik een vereenvoudigd bestand. De grens is 1.000 punten")


def test_a_zip_writes_nothing_outside(tmp_path, land, lenient):
    inner = tmp_path / "binnen"
    inner.mkdir()
    with zipfile.ZipFile(inner / "grenzen.zip", "w") as archive:
        archive.writestr("../../buiten.geojson", json.dumps(borders.collection(land)))
    assert _same_areas(grenzen.read(inner / "grenzen.zip"), land)
    assert [path.name for path in tmp_path.iterdir()] == ["binnen"]


# The real thing.
@pytest.fixture(scope="module")
def official(shared_data):
    return shared_data / "boundaries" / "gemeenten_2025.geojson"


@pytest.fixture(scope="module")
def real(official):
    return grenzen.read(official)


@pytest.fixture(scope="module")
def drawn(real):
    return grenzen.draw(real, "Bron: proef.")


def test_the_official_drawing_is_whole_and_light(drawn):
    assert drawn.gemeenten.keys() == set(schematisch.today()["nis"])
    assert len(tekening.content(drawn)) < 350_000


def test_the_official_drawing_keeps_every_area(drawn, official):
    original = geopandas.read_file(official).to_crs(31370).set_index("nis")
    unit = tekening.scale_of(tuple(original.total_bounds))
    for nis, shape in borders.shapes(drawn).items():
        exact = original.geometry[nis].area / unit**2
        assert shape.area == pytest.approx(exact, rel=0.02, abs=1.5), nis  # or a point and a half on a screen
        assert shape.covers(shapely.Point(drawn.gemeenten[nis]["x"], drawn.gemeenten[nis]["y"])), nis


def test_the_official_borders_are_the_known_neighbours(drawn):
    sides = {(one, other) for one, other, _ in drawn.grenzen if other}
    assert {pair for pair, length in borders.neighbours().items() if length > 100} <= sides
    assert sides <= borders.neighbours().keys()


@pytest.mark.parametrize(
    ("file", "word"), [("gemeenten_2018", "308 gemeenten van 2018"), ("gemeenten_2019_2024", "300 gemeenten van 2019")]
)
def test_another_division_is_refused_by_name(shared_data, file, word):
    _refused(shared_data / "boundaries" / f"{file}.geojson", word, "285 gemeenten van 2025")


def test_two_codes_that_changed_places_are_refused(official, tmp_path):
    document = json.loads(official.read_text())
    codes = {"44021": "11002", "11002": "44021"}
    for feature in document["features"]:
        nis = feature["properties"]["nis"]
        feature["properties"]["nis"] = codes.get(nis, nis)
    _refused(borders.written(tmp_path / "grenzen.geojson", document), "11002 (Antwerpen)", "44021 (Gent)")


def test_neighbours_of_one_size_that_changed_places_are_refused(official, tmp_path):
    document = json.loads(official.read_text())
    codes = {"37011": "37020", "37020": "37011"}
    for feature in document["features"]:
        nis = feature["properties"]["nis"]
        feature["properties"]["nis"] = codes.get(nis, nis)
    _refused(
        borders.written(tmp_path / "grenzen.geojson", document),
        "37011 (Pittem): dit vlak ligt niet waar",
        "37020 (Ardooie): dit vlak",
    )


def test_a_municipality_of_which_a_part_is_missing_is_refused(official, tmp_path):
    frame = geopandas.read_file(official).to_crs(31370)
    at = frame.index[frame["nis"] == "44021"][0]
    left, bottom, right, top = frame.geometry[at].bounds
    frame.loc[at, "geometry"] = frame.geometry[at].intersection(
        shapely.box(left, bottom, right, bottom + 0.6 * (top - bottom))
    )
    frame.to_file(tmp_path / "grenzen.gpkg")
    _refused(tmp_path / "grenzen.gpkg", "44021 (Gent): de oppervlakte klopt niet")


# The command.
def test_the_command_loads_and_refuses(tmp_path, land, lenient, monkeypatch, capsys):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(tmp_path / "opslag"))
    land.to_file(tmp_path / "goed.gpkg")
    land.iloc[:200].to_file(tmp_path / "half.gpkg")
    assert main(["boundaries", str(tmp_path / "goed.gpkg")]) == 0
    assert capsys.readouterr().out == "goed.gpkg: grenzen van 285 gemeenten geladen.\n"
    target = tmp_path / "opslag" / "grenzen" / "officieel.json"
    before = target.read_bytes()
    assert main(["boundaries", str(tmp_path / "half.gpkg")]) == 1
    assert capsys.readouterr().err.startswith("half.gpkg: ")
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]
    with pytest.raises(SystemExit) as left:
        main(["boundaries", "--tijd", "eeuwig"])
    assert left.value.code == 2


def test_a_shapefile_whose_coordinate_system_is_no_text_is_refused(tmp_path):
    path = tmp_path / "grenzen.zip"
    with zipfile.ZipFile(CORPUS / "kaart" / "vlakken.zip") as seed, zipfile.ZipFile(path, "w") as archive:
        for name in seed.namelist():
            content = seed.read(name)
            broken = content.replace(b"Lambert_Conformal_Conic", b"\xad\xad")
            assert (broken != content) == name.endswith(".prj")
            archive.writestr(name, broken)
    _refused(path, "Dit bestand is beschadigd of is geen GeoJSON, GeoPackage of shapefile.")
