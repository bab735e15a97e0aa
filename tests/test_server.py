"""The frame round the pages: Dutch HTML, security headers, one place for settings and colours."""

import re
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard import server, tokens
from dashboard.database import ROOT

PAGE = (
    b'<html lang="en"><head><title>Streamlit</title><script>x = 1</script></head>'
    b"<noscript>You need to enable JavaScript to run this app.</noscript></html>"
)
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())


async def _answer(scope, receive, send, kind: bytes = b"text/html; charset=utf-8"):
    assert all(name != b"accept-encoding" for name, _ in scope["headers"]) or kind != b"text/html; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", b"1"), (b"etag", b'"a"')]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[20:]})


@pytest.fixture
def answered():
    import anyio

    messages = []

    async def keep(message):
        messages.append(message)

    async def run():
        scope = {"type": "http", "headers": [(b"accept", b"text/html"), (b"accept-encoding", b"gzip")]}
        await server.DutchPages(_answer)(scope, None, keep)

    with ThreadPoolExecutor(1) as thread:  # a browser test in this process may keep its own loop running
        thread.submit(anyio.run, run).result()
    headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return headers, messages[-1]["body"]


def test_the_page_is_dutch_and_whole(answered):
    headers, body = answered
    assert b'<html lang="nl">' in body
    assert b"<title>Activeringsmonitor</title>" in body
    assert b"stijl.css" in body
    assert b"JavaScript to run" not in body
    assert headers["content-length"] == str(len(body))
    assert "etag" not in headers


def test_security_headers(answered):
    headers, _ = answered
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "sha256-" in policy["script-src"]


def test_streamlits_own_page_still_has_what_is_rewritten():
    import streamlit

    page = (server.Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    assert b'<html lang="en">' in page
    assert b"<title>Streamlit</title>" in page
    assert server.NOSCRIPT.search(page)
    assert server.AGENT_LINK.search(page)
    assert b"_stcore/agent" not in server.dutch(page)


def test_settings_are_the_same_however_it_is_started():
    written = {
        f"{section}.{key}": value
        for section, part in CONFIG.items()
        if section != "theme"
        for key, value in part.items()
    }
    assert written == server.SETTINGS


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_repeats_the_tokens(scheme):
    colour = tokens.colours(scheme)
    theme = CONFIG["theme"][scheme]
    pairs = {
        "primaryColor": "accent",
        "linkColor": "accent",
        "backgroundColor": "grond",
        "secondaryBackgroundColor": "vlak",
        "textColor": "inkt",
        "borderColor": "lijn",
    }
    assert theme == {key: colour[name] for key, name in pairs.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("inkt", "grond", 7),
        ("inkt", "vlak", 7),
        ("zacht", "grond", 4.5),
        ("zacht", "vlak", 4.5),
        ("accent", "grond", 4.5),
        ("vergelijk", "grond", 4.5),
        ("voorbeeld-inkt", "voorbeeld-vlak", 4.5),
        ("ander", "grond", 3),
    ],
)
def test_contrast(scheme, front, back, least):
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    one, other = sorted((light(tokens.colours(scheme)[name]) for name in (front, back)), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= least


def test_no_style_names_a_colour_outside_the_tokens():
    rules = tokens.STYLE.read_text().split("}", 1)[1]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_a_reader_by_another_name_makes_no_request_to_the_outside(monkeypatch):
    from streamlit import net_util
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    asked = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *address, **how: asked.append(address))
    assert not is_url_from_allowed_origins("https://elders.example")
    assert asked == []
