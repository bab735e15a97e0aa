"""Properties of every reader: whatever a file holds, it is a delivery or a refusal in Dutch, and the same each time."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.ingest import geobestand
from tests import books, deliveries
from tests.fuzz import readers
from tests.fuzz.seeds import CORPUS
from tests.processes import python
from tests.test_ingest_hostile import KINDS

FEW = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
MORE = settings(FEW, max_examples=30)
TEXTS = {name: kind for name, kind in KINDS.items() if kind.header >= 0 and not kind.text_is_missing}
CODES = st.sampled_from(["44021", "11002", "21004", "99999", "4402", "", "44021 ", "Gent", "vlaanderen:vlaanderen"])
MOMENTS = st.sampled_from(
    ["2024", "2024-05", "202405", "2024-K1", "2023..2024", "2024-01-01", "31/12/9999", "9999-99", "0"]
)
NUMBERS = st.one_of(
    st.integers(-10, 10**20).map(str), st.floats().map(str), st.sampled_from(["<5", "1-3", "-", "1,0", "½"])
)
ANY = st.one_of(CODES, MOMENTS, NUMBERS, st.text(max_size=12), st.sampled_from(["=1+1", "<b>", "\u202e", "#REF!"]))
CELLS = st.one_of(CODES, MOMENTS, NUMBERS, ANY)


@FEW
@given(st.binary(max_size=400), st.sampled_from(["f.csv", "f.xlsx", "f.ods", "f.xls", "f", "f.tsv"]))
def test_any_bytes_under_any_name(content, name):
    readers.read(content, name)


@pytest.mark.parametrize("name", TEXTS)
def test_any_cells_below_a_header_that_is_known(name, tmp_path):
    kind, outcomes = TEXTS[name], []

    @FEW
    @given(st.data())
    def holds(data):
        rows = [list(row) for row in [*kind.rows, *[kind.rows[-1]] * data.draw(st.integers(0, 1))]]
        for _ in range(data.draw(st.integers(0, 3))):
            row = data.draw(st.sampled_from(rows))
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS)
        content = deliveries.text(tmp_path / "f.csv", rows).read_bytes().replace(b"\x00", b"")
        outcomes.append(readers.read(content, "f.csv", kind.source))

    holds()
    assert any(outcome is not None for outcome in outcomes)
    assert None in outcomes


@MORE
@given(st.data())
def test_a_valid_text_with_some_bytes_changed(data):
    seed = data.draw(st.sampled_from(sorted((CORPUS / "csv").iterdir())))
    content = bytearray(seed.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=6))
        content = content or bytearray(b" ")
    readers.read(bytes(content), "f.csv")


@MORE
@given(st.data())
def test_a_valid_workbook_with_one_part_changed(data):
    seed = data.draw(st.sampled_from(sorted([*(CORPUS / "xlsx").iterdir(), *(CORPUS / "ods").iterdir()])))
    with zipfile.ZipFile(seed) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    part = bytearray(parts[name])
    at = data.draw(st.integers(0, len(part)))
    tokens = st.sampled_from(
        [b'"', b"'", b"<", b"</c>", b' t="e"', b"99999999", b"XFD1048576", b"<f/>", b"&x;", b"\xff"]
    )
    part[at : at + data.draw(st.integers(0, 8))] = data.draw(st.one_of(tokens, st.binary(max_size=8)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for other, content in {**parts, name: bytes(part)}.items():
            archive.writestr(other, content)
    readers.read(buffer.getvalue(), seed.name)


@FEW
@given(
    rows=st.lists(st.lists(st.one_of(st.integers(-9, 99999), st.sampled_from(["x", "Code"])), max_size=5), max_size=5)
)
def test_what_calamine_reads_stands_where_the_walk_counts_it(rows, tmp_path_factory):
    """Every cell becomes an error in turn: the place of the mark must be the place of the value it took away."""
    from dashboard.ingest import archive, lost_cells
    from dashboard.ingest.limits import Limits

    path = tmp_path_factory.mktemp("boek") / "f.xlsx"
    written = "".join(
        books.row(*row, at=at).replace("<v>", "<v>#").replace('"><v>', '" t="e"><v>') for at, row in enumerate(rows, 1)
    )
    found = lost_cells.lost_cells(archive.unpacked(books.xlsx(path, written).read_bytes(), Limits()), Limits())
    numbers = {(at, column) for at, row in enumerate(rows) for column, cell in enumerate(row) if isinstance(cell, int)}
    assert found["Gegevens"].keys() == numbers


@MORE
@given(st.data())
def test_a_geojson_with_any_geometry_crs_and_codes(data):
    leaf = st.one_of(st.none(), st.integers(-10, 300_000), st.floats(), st.text(max_size=8), st.booleans())
    any_json = st.recursive(
        leaf, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner))
    )
    kind = st.sampled_from(["Polygon", "MultiPolygon", "Point", "LineString", "GeometryCollection", "x"])
    geometry = st.one_of(any_json, st.fixed_dictionaries({"type": kind, "coordinates": any_json}))
    feature = st.fixed_dictionaries(
        {"type": st.just("Feature"), "properties": st.dictionaries(st.just("NISCODE"), CODES), "geometry": geometry}
    )
    features = data.draw(st.one_of(st.lists(st.one_of(feature, any_json), max_size=3), any_json))
    document = {"type": "FeatureCollection", "features": features}
    if data.draw(st.booleans()):
        document["crs"] = data.draw(st.one_of(any_json, st.just({"properties": {"name": "EPSG:31370"}})))
    import json

    readers.read_map(json.dumps(document).encode(), ".geojson")


def test_every_seed_is_accepted_by_a_reader_and_is_the_one_that_is_written(tmp_path):
    for path in sorted((CORPUS / "csv").iterdir()):
        assert readers.read(path.read_bytes(), path.name) is not None, path.name
    for suffix in ("xlsx", "ods", "xls", "xlsb"):
        for path in sorted((CORPUS / suffix).iterdir()):
            assert readers.read(path.read_bytes(), path.name, KINDS[path.stem].source) is not None, path.name
    for path in sorted((CORPUS / "kaart").iterdir()):
        assert len(list(geobestand.layers(path))) == 1, path.name
    writing = "import sys, pathlib; from tests.fuzz.seeds import write; write(pathlib.Path(sys.argv[1]))"
    # Apart: odfpy remembers the namespaces of every file it read in a process, and writes them all.
    assert python("-c", writing, str(tmp_path), seconds=120).code == 0
    made = deliveries.folder_bytes(tmp_path)
    assert made == deliveries.folder_bytes(CORPUS)
    assert sum(map(len, made.values())) < 1_000_000
