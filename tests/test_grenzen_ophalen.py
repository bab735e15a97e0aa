"""Fetching official boundaries: pages, limits, and answers that are not believed. The service is this machine itself."""

import json
import threading
import time

import pytest

from dashboard.ingest import grenzen_ophalen, kaarten, limits
from dashboard.ingest.faults import Unfit
from dashboard.snapshots import Storage
from tests import borders

FEATURES = [{"type": "Feature", "properties": {"NISCODE": str(n)}, "geometry": None} for n in range(7)]


@pytest.fixture
def service(monkeypatch):
    with borders.serving() as (address, answers):
        monkeypatch.setenv(grenzen_ophalen.OVERRIDE, f"{address}/items?f=json")
        yield f"{address}/items?f=json", answers


@pytest.fixture
def place(tmp_path):
    return Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")


def test_pages_are_followed_to_the_last(service):
    address, answers = service
    answers.pages(FEATURES, 3)
    whole = json.loads(grenzen_ophalen.fetch(address))
    assert whole["features"] == FEATURES
    assert "crs" not in whole
    assert len(answers.asked) == 3


def test_wfs_is_asked_for_the_rows_that_are_still_missing(service):
    address, answers = service
    answers.pages(FEATURES, 3, wfs=True, crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}})
    whole = json.loads(
        grenzen_ophalen.fetch(address.replace("items", "wfs") + "&service=WFS&typeNames=VRBG2025:RefgemG100")
    )
    assert whole["features"] == FEATURES
    assert whole["crs"]["properties"]["name"].endswith("31370")
    assert [path.rpartition("&")[2] for path in answers.asked[1:]] == ["startIndex=3", "startIndex=6"]


def test_the_system_may_stand_in_the_header(service):
    address, answers = service
    body = json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode()
    system = "<http://www.opengis.net/def/crs/EPSG/0/31370>"
    answers.answer = lambda request: borders.reply(request, body, Content_Crs=system)
    assert json.loads(grenzen_ophalen.fetch(address))["crs"]["properties"]["name"] == system.strip("<>")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda request: borders.reply(request, b'{"type": "FeatureColl'), "geen GeoJSON"),
        (lambda request: borders.reply(request, b"<html>Onderhoud</html>"), "geen GeoJSON"),
        (lambda request: borders.reply(request, b"[1, 2]"), "geen GeoJSON"),
        (lambda request: borders.reply(request, b"[" * 100_000), "geen GeoJSON"),
        (lambda request: borders.reply(request, b"\xff\xfe\x00"), "geen GeoJSON"),
        (lambda request: borders.reply(request, b'{"type": "FeatureCollection", "features": 5}'), "geen GeoJSON"),
        (lambda request: borders.reply(request, b"weg", 503), "fout 503"),
        (lambda request: borders.reply(request, b"", 302, Location="http://elders.example/x"), "https"),
        (lambda request: borders.reply(request, b"", 302, Location="https://elders.example/x"), "andere server"),
        (lambda request: borders.reply(request, b"", 302, Location="file:///etc/passwd"), "fout 302"),
        (lambda request: request.connection.close(), "niet bereikbaar"),
    ],
)
def test_a_broken_answer_is_refused(service, answer, message):
    address, answers = service
    answers.answer = answer
    with pytest.raises(Unfit, match=message):
        grenzen_ophalen.fetch(address, 5)


def test_an_answer_cut_off_in_the_middle_is_refused(service):
    address, answers = service

    def cut(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode()[:-40])

    answers.answer = cut
    with pytest.raises(Unfit):
        grenzen_ophalen.fetch(address, 5)


def test_fewer_areas_than_the_service_counts_are_refused(service):
    address, answers = service
    answers.pages(FEATURES, 3, matched=8)
    with pytest.raises(Unfit, match="niet volledig: 7 van 8"):
        grenzen_ophalen.fetch(address)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("?f=json", "blijft"),
        ("https://elders.example/items", "andere server"),
        ("http://elders.example/items", "https"),
        ("file:///etc/passwd", "https"),
    ],
)
def test_a_next_page_must_be_new_and_from_the_same_server(service, link, message):
    address, answers = service
    page = {"type": "FeatureCollection", "features": FEATURES, "links": [{"rel": "next", "href": link}]}
    answers.answer = lambda request: borders.reply(request, json.dumps(page).encode())
    with pytest.raises(Unfit, match=message):
        grenzen_ophalen.fetch(address)
    assert len(answers.asked) == 1


def test_pages_without_end_stop(service, monkeypatch):
    address, answers = service
    monkeypatch.setattr(grenzen_ophalen, "MOST_PAGES", 5)

    def more(request):
        link = {"rel": "next", "href": f"?blad={len(answers.asked)}"}
        borders.reply(request, json.dumps({"type": "FeatureCollection", "features": [], "links": [link]}).encode())

    answers.answer = more
    with pytest.raises(Unfit, match="blijft"):
        grenzen_ophalen.fetch(address)
    assert len(answers.asked) == 5


def test_too_much_is_refused_before_it_is_all_read(service, monkeypatch):
    address, answers = service
    monkeypatch.setattr(limits, "MEGABYTE", 1000)
    monkeypatch.setenv(limits.setting("kaart_mb"), "1")
    answers.pages(FEATURES * 100, 50)
    with pytest.raises(Unfit, match="te groot"):
        grenzen_ophalen.fetch(address)
    assert len(answers.asked) == 1


@pytest.mark.parametrize("answer", [borders.hang, borders.drip, borders.drip_headers])
def test_the_time_limit_is_for_everything_together(service, answer):
    address, answers = service
    answers.answer = answer
    start = time.monotonic()
    with pytest.raises(Unfit, match="binnen de tijd"):
        grenzen_ophalen.fetch(address, 1)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("address", ["http://geo.example/items", "ftp://127.0.0.1/x", "file:///etc/passwd", "items"])
def test_only_https_leaves_the_machine(address):
    with pytest.raises(Unfit, match="https"):
        grenzen_ophalen.fetch(address)


def test_the_catalogue_names_https_addresses_only(monkeypatch):
    monkeypatch.delenv(grenzen_ophalen.OVERRIDE, raising=False)
    assert all(address.startswith("https://") for address in grenzen_ophalen.service().adressen)


def test_what_was_fetched_is_drawn(service, place, monkeypatch):
    address, answers = service
    borders.believe_any_shape(monkeypatch)
    answers.pages(borders.collection(borders.land())["features"], 100)
    lines = kaarten.load_service(place)
    assert lines == [f"{address.split('/')[2]}: grenzen van 285 gemeenten geladen."]
    assert len(answers.asked) == 3
    assert len(json.loads((place.grenzen / "officieel.json").read_bytes())["gemeenten"]) == 285


def test_a_partial_answer_leaves_the_earlier_drawing(service, place, monkeypatch):
    _, answers = service
    borders.believe_any_shape(monkeypatch)
    features = borders.collection(borders.land())["features"]
    answers.pages(features, 100)
    kaarten.load_service(place)
    before = (place.grenzen / "officieel.json").read_bytes()
    answers.pages(features[:200], 100)
    with pytest.raises(Unfit, match="en 75 andere ontbreken"):
        kaarten.load_service(place)
    assert (place.grenzen / "officieel.json").read_bytes() == before
    assert [path.name for path in place.grenzen.iterdir()] == ["officieel.json"]


# The very first start: once, for a short while, never again by itself.
def test_the_first_start_loads_what_the_service_gives(service, place, shared_data, monkeypatch):
    _, answers = service
    features = json.loads((shared_data / "boundaries" / "gemeenten_2025.geojson").read_text())["features"]
    answers.pages(features, 100)
    monkeypatch.setattr(kaarten, "FIRST_TRY", 60.0)  # a busy machine may draw slowly
    monkeypatch.setattr(kaarten, "FETCHING", 50.0)
    assert kaarten.try_once(place) == "Officiële gemeentegrenzen opgehaald; de kaart gebruikt ze."
    assert len(answers.asked) == 3
    assert kaarten.try_once(place) == ""
    assert len(answers.asked) == 3


@pytest.mark.parametrize("answer", [borders.hang, borders.drip])
def test_the_first_start_has_a_limit_and_is_never_repeated(service, place, monkeypatch, answer):
    _, answers = service
    answers.answer = answer
    monkeypatch.setattr(kaarten, "FETCHING", 0.5)
    start = time.monotonic()
    said = kaarten.try_once(place)
    assert time.monotonic() - start < 4
    assert said.startswith("Officiële gemeentegrenzen ophalen lukte niet (")
    assert said.endswith("de kaart is schematisch. U kunt ze zelf laden met: python -m dashboard boundaries")
    assert "\n" not in said
    assert len(answers.asked) == 1
    assert kaarten.try_once(place) == ""
    assert len(answers.asked) == 1
    assert [path.name for path in place.grenzen.iterdir()] == ["geprobeerd.txt"]


def test_a_slow_machine_draws_on_while_it_serves(service, place, monkeypatch):
    _, answers = service
    borders.believe_any_shape(monkeypatch)
    answers.pages(borders.collection(borders.land())["features"], 100)
    go_on, draw = threading.Event(), kaarten._drawn
    monkeypatch.setattr(kaarten, "_drawn", lambda *what: go_on.wait(30) and draw(*what))
    monkeypatch.setattr(kaarten, "FIRST_TRY", 0.5)
    assert (
        kaarten.try_once(place)
        == "Officiële gemeentegrenzen worden nog gecontroleerd; tot dan is de kaart schematisch."
    )
    assert not (place.grenzen / "officieel.json").exists()
    go_on.set()
    deadline = time.monotonic() + 30
    while not (place.grenzen / "officieel.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(json.loads((place.grenzen / "officieel.json").read_bytes())["gemeenten"]) == 285


def test_whatever_goes_wrong_the_monitor_starts(place, monkeypatch):
    monkeypatch.setenv(grenzen_ophalen.OVERRIDE, "http://127.0.0.1:9/x")
    monkeypatch.setattr(grenzen_ophalen, "fetch", lambda address, seconds: 1 / 0)
    assert "onverwachte fout" in kaarten.try_once(place)
    assert kaarten.try_once(place) == ""


def test_the_limits_are_those_that_are_promised():
    assert kaarten.FETCHING < kaarten.FIRST_TRY <= 10


def test_an_installation_may_say_never_to_fetch(place, monkeypatch):
    monkeypatch.setenv(grenzen_ophalen.OVERRIDE, "")
    assert kaarten.try_once(place) == ""
    assert not place.grenzen.exists()
    with pytest.raises(Unfit, match="staat uit"):
        kaarten.load_service(place)
