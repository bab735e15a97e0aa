"""What every answer carries, which routes are closed, and what a serving database can no longer do."""

import re
from concurrent.futures import ThreadPoolExecutor

import anyio
import duckdb
import pandas as pd
import pytest
from starlette.datastructures import MutableHeaders

from dashboard import database, protection
from dashboard.database import ROOT
from dashboard.protection import ClosedDoors, Uploaders, protect
from dashboard.settings import BadSetting

PAGE = b"<html><head><script>x = 1</script></head></html>"


def protected(page: bytes = PAGE) -> tuple[MutableHeaders, dict[str, list[str]]]:
    headers = MutableHeaders()
    protect(headers, page)
    parts = (part.split() for part in headers["content-security-policy"].split(";"))
    return headers, {part[0]: part[1:] for part in parts}


def test_only_what_the_pages_need_is_allowed():
    _, policy = protected()
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"][0] == "'self'"
    assert [source[:8] for source in policy["script-src"][1:]] == ["'sha256-"]
    assert policy["script-src-attr"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert "'unsafe-inline'" not in policy["style-src-elem"]
    assert {"frame-src", "object-src", "media-src", "worker-src"} & set(policy) == set()  # they fall back on 'none'
    sources = [source for allowed in policy.values() for source in allowed]
    assert [source for source in sources if "eval" in source or "*" in source or "http" in source] == []


def test_what_is_not_a_page_allows_no_inline_text_at_all():
    _, policy = protected(b"")
    assert policy["script-src"] == policy["style-src-elem"] == ["'self'"]


def test_every_answer_is_kept_from_guessing_framing_and_devices():
    headers, policy = protected()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert policy["frame-ancestors"] == ["'self'"]


def test_named_websites_may_show_the_pages_in_theirs(monkeypatch):
    monkeypatch.setenv(protection.EMBEDDING, "https://www.vvsg.be https://*.vlaanderen.be")
    headers, policy = protected()
    assert policy["frame-ancestors"] == ["'self'", "https://www.vvsg.be", "https://*.vlaanderen.be"]
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(
    "named", ["*", "https:", "vvsg.be", "https://a.be; script-src *", "https://a.be/pad", "'none'"]
)
def test_a_setting_that_is_no_website_is_refused(monkeypatch, named):
    monkeypatch.setenv(protection.EMBEDDING, named)
    with pytest.raises(BadSetting, match="geen adres van een website"):
        protection.embedders()


def test_cookies_travel_over_tls_only_and_none_is_lost():
    headers = MutableHeaders()
    for cookie in ("a=1; Path=/; HttpOnly", "b=2; Path=/; Secure"):
        headers.append("set-cookie", cookie)
    protection.only_over_tls(headers)
    assert headers.getlist("set-cookie") == ["a=1; Path=/; HttpOnly; Secure", "b=2; Path=/; Secure"]


async def _open(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def status(path: str, signing_in: bool) -> int:
    found = []

    async def keep(message):
        found.append(message)

    async def run():
        await ClosedDoors(_open, signing_in)({"type": "http", "method": "PUT", "path": path, "headers": []}, None, keep)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, run).result()
    return found[0]["status"]


@pytest.mark.parametrize("signing_in", [False, True])
@pytest.mark.parametrize(
    "path", ["/_stcore/agent/interact", "/_stcore/agent", "/basis/_stcore/metrics", "/_stcore/upload_file/vreemd/1"]
)
def test_what_this_installation_does_not_use_is_closed(path, signing_in):
    assert status(path, signing_in) == 404


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback", "/basis/oauth2callback"])
def test_signing_in_exists_only_where_it_is_configured(path):
    assert (status(path, signing_in=False), status(path, signing_in=True)) == (404, 200)


@pytest.mark.parametrize("path", ["/", "/kaart", "/_stcore/health", "/_stcore/host-config", "/app/static/stijl.css"])
def test_what_pages_need_stays_open(path):
    assert status(path, signing_in=False) == 200


def test_only_an_admitted_session_uploads(monkeypatch):
    admitted = Uploaders()
    monkeypatch.setattr(protection, "UPLOADERS", admitted)
    admitted.admit("mijn")
    assert status("/_stcore/upload_file/mijn/1", signing_in=True) == 200
    assert status("/_stcore/upload_file/mijn/1", signing_in=False) == 404
    assert status("/_stcore/upload_file/ander/1", signing_in=True) == 404
    admitted.dismiss("mijn")
    assert status("/_stcore/upload_file/mijn/1", signing_in=True) == 404


def test_the_oldest_of_too_many_sessions_is_forgotten():
    admitted = Uploaders()
    for number in range(protection.SESSIONS + 1):
        admitted.admit(str(number))
    assert "0" not in admitted
    assert "1" in admitted


@pytest.fixture(scope="module")
def serving(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    """The connection of a model opened as a server opens it."""
    folder, model = tmp_path_factory.mktemp("snapshot"), tmp_path_factory.mktemp("model")
    pd.DataFrame({"reeks": ["leefloon"]}).to_parquet(folder / "reeks.parquet")
    (model / "01_reeks.sql").write_text("CREATE TABLE reeks (reeks VARCHAR)")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database, "MODEL", model)
        return database.open_snapshot(folder)._connection


@pytest.mark.parametrize(
    "statement",
    [
        f"SELECT * FROM read_text('{ROOT / 'README.md'}')",
        f"SELECT * FROM '{ROOT / 'data' / 'reference' / 'gemeenten.csv'}'",
        "SELECT * FROM glob('/*')",
        "COPY reeks TO 'uit.csv'",
        "ATTACH 'ander.duckdb'",
        "EXPORT DATABASE 'map'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('https://elders.example/x.csv')",
        "SET enable_external_access = true",
        "SET threads = 8",
        "SET lock_configuration = false",
        "RESET enable_external_access",
    ],
)
def test_a_serving_database_reaches_no_file_no_network_and_no_setting(serving, statement):
    cursor = serving.cursor()
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        cursor.execute(statement)
    assert cursor.execute("SELECT reeks FROM reeks").fetchall() == [("leefloon",)]


def test_no_page_is_told_a_path_or_a_stack():
    from dashboard import server

    assert server.SETTINGS["client.showErrorDetails"] == "none"
    assert server.SETTINGS["server.enableXsrfProtection"] is True
    assert server.SETTINGS["server.enableCORS"] is True
    assert server.SETTINGS["client.allowedOrigins"] == []
    assert re.search(r"/|\.py|Error", server.MISHAP) is None
