"""Files of boundaries for the tests: the schematic land as if it were official, whole and damaged, and a server of its own."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import geopandas
import pytest
import shapely

from dashboard.ingest import grenzen, reference, schematisch
from dashboard.ingest.tekening import Drawing


def land() -> geopandas.GeoDataFrame:
    """The 285 municipalities of today with schematic areas, under the service's own column names."""
    areas = schematisch.areas()
    names = schematisch.today().set_index("nis")["naam"]
    rows = {"NISCODE": list(areas), "NAAM": [names[nis] for nis in areas]}
    return geopandas.GeoDataFrame(rows, geometry=list(areas.values()), crs=31370)


def believe_any_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    """Schematic areas have neither the size nor quite the place of real ones; everything else is still checked."""
    monkeypatch.setattr(grenzen, "OFF_SIZE", 100.0)
    monkeypatch.setattr(grenzen, "OFF_CENTRE", 100.0)


def collection(frame: geopandas.GeoDataFrame, **more: object) -> dict:
    """A frame as the document a service gives, in longitude and latitude."""
    return json.loads(frame.to_crs(4326).to_json(drop_id=True)) | more


def written(path: Path, document: object) -> Path:
    """A JSON document as a file."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


class Service:
    """What a request is answered with: `pages` of one collection, or `answer` for anything else; `asked` keeps the paths."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Callable[[http.server.BaseHTTPRequestHandler], None] = lambda request: None

    def pages(self, features: list, size: int, matched: int | None = None, wfs: bool = False, **more: object) -> None:
        """Answer as OGC API Features (links to the next page) or as WFS 2.0 (startIndex)."""

        def answer(request: http.server.BaseHTTPRequestHandler) -> None:
            query = {key.lower(): value[0] for key, value in parse_qs(urlsplit(request.path).query).items()}
            start = int(query.get("startindex", 0))
            part = features[start : start + size]
            page: dict = {"type": "FeatureCollection", "features": part, "numberReturned": len(part)} | more
            page["numberMatched"] = len(features) if matched is None else matched
            if not wfs and start + size < len(features):
                page["links"] = [
                    {"rel": "self", "href": "?"},
                    {"rel": "next", "href": f"?f=json&startIndex={start + size}"},
                ]
            reply(request, json.dumps(page).encode())

        self.answer = answer


def reply(request: http.server.BaseHTTPRequestHandler, body: bytes, code: int = 200, **headers: str) -> None:
    """One answer with its length."""
    request.send_response(code)
    for name, value in {"Content-Type": "application/geo+json", "Content-Length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


def drip(request: http.server.BaseHTTPRequestHandler) -> None:
    """One byte at a time, for far longer than anyone wants to wait."""
    request.send_response(200)
    request.end_headers()
    for _ in range(600):
        try:
            request.wfile.write(b" ")
            request.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def drip_headers(request: http.server.BaseHTTPRequestHandler) -> None:
    """A first line that never ends."""
    for letter in "HTTP/1.1 200 OK\r\nX-Traag: " + "a" * 600:
        try:
            request.connection.sendall(letter.encode())
        except OSError:
            return
        time.sleep(0.1)


def hang(request: http.server.BaseHTTPRequestHandler) -> None:
    """No answer at all until the asker has gone."""
    request.connection.settimeout(60)
    try:
        request.connection.recv(1)
    except OSError:
        return


@contextmanager
def serving() -> Iterator[tuple[str, Service]]:
    """A server on this machine's own address."""
    service = Service()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.path)
            service.answer(self)

        def log_message(self, format: str, *arguments: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", service
    finally:
        server.shutdown()
        server.server_close()


def shapes(drawing: Drawing) -> dict[str, shapely.Polygon | shapely.MultiPolygon]:
    """The areas of a drawing read back from its paths: rings are combined as a browser fills them (even-odd)."""
    found = {}
    for nis, area in drawing.gemeenten.items():
        whole = shapely.Polygon()
        for ring in str(area["pad"]).split("Z")[:-1]:
            whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(points(ring))))
        found[nis] = whole
    return found


def points(path: str) -> list[tuple[float, float]]:
    """The points of a path of straight lines."""
    assert path.startswith("M")
    return [tuple(float(part) for part in pair.split(",")) for pair in path[1:].split("L")]


def neighbours() -> dict[tuple[str, str], int]:
    """The municipalities that adjoin, with the length of their border in metres, from the reference table."""
    table = reference.read("aangrenzend")
    return {
        (min(one, other), max(one, other)): int(length)
        for one, other, length in table[["nis_a", "nis_b", "lengte_m"]].itertuples(index=False)
    }
