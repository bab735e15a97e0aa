"""The drawings: paths and borders that fit, the two maps we compute ourselves, and how a page gets them."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
import shapely

from dashboard import drawings, server, snapshots
from dashboard.ingest import kaarten, reference, schematisch, tegels, tekening
from dashboard.snapshots import Storage
from tests import borders

WEST, EAST = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    root = tmp_path_factory.mktemp("opslag")
    found = Storage(root / "bronnen", root / "ontvangen", root / "snapshots")
    kaarten.prepare(found)
    return found


@pytest.fixture(scope="module", params=[schematisch, tegels], ids=lambda module: module.FORM)
def own(request):
    return tekening.draw(request.param.FORM, request.param.SOURCE, request.param.areas())


@pytest.fixture(scope="module")
def hexagons():
    return tegels.areas()


# One small drawing, by hand.
def test_a_drawing_has_paths_and_each_border_once():
    drawn = tekening.draw("proef", "Bron.", {"2": EAST, "1": WEST})
    assert (drawn.breedte, drawn.hoogte) == (1000, 504)
    assert list(drawn.gemeenten) == ["1", "2"]
    assert set(borders.points(drawn.gemeenten["1"]["pad"].removesuffix("Z"))) == {
        (4, 4),
        (4, 500),
        (500, 4),
        (500, 500),
    }
    assert (drawn.gemeenten["1"]["x"], drawn.gemeenten["1"]["y"]) == pytest.approx((252, 252), abs=1)
    lines = {(one, other): set(borders.points(path)) for one, other, path in drawn.grenzen}
    assert len(drawn.grenzen) == 3
    assert lines["1", "2"] == {(500, 4), (500, 500)}
    assert lines["1", ""] == {(500, 4), (4, 4), (4, 500), (500, 500)}


def test_a_hole_and_an_enclave():
    ring = shapely.box(0, 0, 20, 20).difference(shapely.box(8, 8, 12, 12))
    drawn = tekening.draw("proef", "Bron.", {"1": ring, "2": shapely.box(8, 8, 12, 12)})
    found = borders.shapes(drawn)
    assert found["1"].intersection(found["2"]).area == 0
    assert found["1"].area + found["2"].area == pytest.approx(992**2)
    assert sorted((one, other) for one, other, _ in drawn.grenzen) == [("1", ""), ("1", "2")]
    assert found["1"].covers(shapely.Point(drawn.gemeenten["1"]["x"], drawn.gemeenten["1"]["y"]))


def test_a_needle_that_rounding_makes_is_no_border():
    needle = shapely.Polygon([(0, 0), (20, 0), (20, 10), (10.001, 10), (10, 14), (9.999, 10), (0, 10)])
    drawn = tekening.draw("proef", "Bron.", {"1": needle, "2": shapely.box(0, 14, 20, 15)})
    assert {(one, other) for one, other, _ in drawn.grenzen} == {("1", ""), ("2", "")}
    assert all((502, 54.4) not in borders.points(path) for one, _, path in drawn.grenzen if one == "1")


# The maps we compute.
def test_every_municipality_of_today_is_drawn(own):
    assert own.gemeenten.keys() == reference.codes(2025)
    assert len(tekening.content(own)) < 100_000
    for nis, shape in borders.shapes(own).items():
        assert shape.covers(shapely.Point(own.gemeenten[nis]["x"], own.gemeenten[nis]["y"])), nis


def test_no_two_municipalities_overlap_and_only_brussels_is_left_out(own):
    found = list(borders.shapes(own).values())
    together = shapely.union_all(found)
    assert together.area == pytest.approx(sum(shape.area for shape in found), rel=1e-3)
    parts = sorted(shapely.get_parts(together), key=shapely.area)
    assert len(parts) == 2
    assert len(parts[1].interiors) == 1
    assert parts[0].area == pytest.approx(borders.shapes(own)["73109"].area)  # Voeren


def test_borders_are_all_edges_once(own):
    edges = [frozenset(pair) for _, _, path in own.grenzen for pair in pairwise(borders.points(path))]
    assert len(edges) == len(set(edges))
    rings = [ring for area in own.gemeenten.values() for ring in area["pad"].split("Z")[:-1]]
    drawn = {frozenset(pair) for ring in rings for pair in pairwise([*borders.points(ring), borders.points(ring)[0]])}
    assert set(edges) == drawn


@pytest.mark.parametrize(("form", "least"), [(schematisch, 0.85), (tegels, 0.7)])
def test_most_neighbours_stay_neighbours(form, least):
    drawn = tekening.draw(form.FORM, form.SOURCE, form.areas())
    sides = {(one, other) for one, other, _ in drawn.grenzen if other}
    known = borders.neighbours().keys()
    assert len(sides & known) / len(known) > least


def test_tiles_are_equal_and_near_their_place(hexagons):
    assert len({round(shape.area) for shape in hexagons.values()}) == 1
    places = schematisch.today().set_index("nis")
    width = (4 * next(iter(hexagons.values())).area / 3.4641) ** 0.5
    away = [
        shape.centroid.distance(shapely.Point(places.loc[nis, ["x", "y"]])) / width for nis, shape in hexagons.items()
    ]
    assert sum(away) / len(away) < 1.2
    assert max(away) < 3


def test_schematic_areas_hold_their_own_centre():
    places = schematisch.today().set_index("nis")
    for nis, shape in schematisch.areas().items():
        assert shape.covers(shapely.Point(places.loc[nis, ["x", "y"]])), nis


def test_who_touches_brussels_has_a_border_with_it():
    contact = reference.read("grenscontact")
    around = set(contact.loc[contact["buur"] == "Brussel", "nis"])
    cells = schematisch.areas()
    hole = max(shapely.get_parts(shapely.union_all(list(cells.values()))), key=shapely.area).interiors[0]
    touching = {nis for nis, shape in cells.items() if shape.intersection(hole).length > 0}
    assert len(touching & around) >= 13
    assert len(touching - around) <= 2


# Putting ready and handing out.
def test_drawings_are_made_once_and_always_the_same(place, tmp_path, monkeypatch):
    other = Storage(tmp_path / "b", tmp_path / "o", tmp_path / "s")
    kaarten.prepare(other)
    for form in ("schematisch", "tegels"):
        assert (place.grenzen / f"{form}.json").read_bytes() == (other.grenzen / f"{form}.json").read_bytes()
    monkeypatch.setattr(tekening, "draw", lambda *arguments: pytest.fail("nog eens getekend"))
    kaarten.prepare(place)


def test_a_drawing_of_other_facts_is_made_again(place, tmp_path):
    other = Storage(tmp_path / "b", tmp_path / "o", tmp_path / "s")
    other.grenzen.mkdir()
    right = (place.grenzen / "tegels.json").read_bytes()
    (other.grenzen / "tegels.json").write_bytes(json.dumps(json.loads(right) | {"uit": "oud"}).encode())
    (other.grenzen / "schematisch.json").write_bytes(b"{kapot")
    assert list(drawings.drawings(other)) == ["tegels"]
    kaarten.prepare(other)
    assert (other.grenzen / "tegels.json").read_bytes() == right
    assert list(drawings.drawings(other)) == ["schematisch", "tegels"]


def test_the_official_map_comes_first_once_it_is_there(place):
    assert next(iter(drawings.drawings(place))) == "schematisch"
    tekening.write(place, tekening.draw("officieel", "Bron.", {"1": WEST, "2": EAST}))
    try:
        found = drawings.drawings(place)
        assert list(found) == ["officieel", "schematisch", "tegels"]
        first = found["officieel"]
        tekening.write(place, tekening.draw("officieel", "Andere bron.", {"1": WEST, "2": EAST}))
        second = drawings.drawings(place)["officieel"]
        assert second.adres != first.adres
        assert drawings.content(place, first.adres.removeprefix("kaart/")) is None
        assert json.loads(drawings.content(place, second.adres.removeprefix("kaart/")))["bron"] == "Andere bron."
    finally:
        (place.grenzen / "officieel.json").unlink()


def test_a_drawing_that_is_being_replaced_is_not_kept_under_the_old_name(place, monkeypatch):
    info = drawings.drawings(place)["tegels"]
    monkeypatch.setattr(drawings, "drawings", lambda place: {"tegels": info})
    path = place.grenzen / "tegels.json"
    right = path.read_bytes()
    path.write_bytes(right + b" ")
    try:
        assert drawings.content(place, info.adres.removeprefix("kaart/")) is None
    finally:
        path.write_bytes(right)


def _asked(path: str) -> tuple[int, dict[str, str], bytes]:
    """The answer of the server's own routes, behind its own headers."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    messages = []

    async def keep(message):
        messages.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    inner = Starlette(routes=[Route(server.DRAWINGS, server.drawing)])
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, server.DutchPages(inner)(scope, receive, keep)).result()
    headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], headers, b"".join(message.get("body", b"") for message in messages)


def test_the_server_hands_a_drawing_out_to_be_kept(place, monkeypatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(place.snapshots.parent))
    info = drawings.drawings(place)["tegels"]
    status, headers, body = _asked(f"/{info.adres}")
    assert status == 200
    assert body == info.pad.read_bytes()
    assert headers["content-type"] == "application/json"
    assert "immutable" in headers["cache-control"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["tegels.json", "tegels-000000000000.json", "..%2Fvolgorde.jsonl", "geprobeerd.txt"])
def test_the_server_hands_out_nothing_else(place, monkeypatch, name):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(place.snapshots.parent))
    status, headers, _ = _asked(f"/kaart/{name}")
    assert status == 404
    assert "immutable" not in headers.get("cache-control", "")


def test_a_snapshot_does_not_depend_on_boundaries(monkeypatch):
    before = snapshots.facts_version()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"anders" if path == snapshots.BOUNDARIES else read(path))
    assert snapshots.BOUNDARIES.read_bytes() == b"anders"
    assert snapshots.facts_version.__wrapped__() == before
