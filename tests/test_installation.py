"""What an installation sets for its server through the environment."""

import pytest

from dashboard import installation
from dashboard.installation import LISTEN, ORIGINS, PATH, SECRET
from dashboard.settings import BadSetting
from tests.processes import Ended, python


def test_nothing_is_set_by_default():
    assert installation.settings({}) == {}
    assert installation.base_path({PATH: " / "}) == ""


@pytest.mark.parametrize("text", ["monitor", "/monitor", "monitor/", " /monitor/ "])
def test_a_path_is_the_same_however_its_slashes_are_written(text):
    assert installation.base_path({PATH: text}) == "/monitor"
    assert installation.settings({PATH: text}) == {"server.baseUrlPath": "monitor"}


@pytest.mark.parametrize("text", ["a b", "https://x.be/monitor", "a//b", "../x", "a/./b", "{naam}", "a?b", "é"])
def test_what_is_no_path_is_refused_by_name(text):
    with pytest.raises(BadSetting, match=PATH):
        installation.base_path({PATH: text})


def test_address_and_origins():
    given = {LISTEN: "127.0.0.1", ORIGINS: "https://monitor.example/, http://intern:8080"}
    assert installation.settings(given) == {
        "server.address": "127.0.0.1",
        "server.corsAllowedOrigins": ["https://monitor.example", "http://intern:8080"],
    }


@pytest.mark.parametrize(
    "text", ["*", "monitor.example", "https://monitor.example/pad", "https://*.example", "https://a,b"]
)
def test_an_origin_that_would_never_match_or_match_anything_is_refused(text):
    with pytest.raises(BadSetting, match=ORIGINS):
        installation.settings({ORIGINS: text})


def _run(*arguments: str, path: str) -> Ended:
    return python(*arguments, seconds=120, settings={PATH: path})


def test_serving_refuses_in_one_dutch_line(opslag, monkeypatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    monkeypatch.setenv("ACTIVERINGSMONITOR_GRENZEN", "")
    told = _run("-m", "dashboard", "serve", path="a b")
    assert told.code == 1
    assert told.err.splitlines()[-1] == f"{PATH}: 'a b' is geen pad. Schrijf bijvoorbeeld: /monitor"
    assert "Traceback" not in told.err


def test_the_own_routes_stand_under_the_path():
    code = "from dashboard import server; print(*(route.path for route in server.ROUTES), sep='\\n')"
    paths = _run("-c", code, path="/monitor").out.split()
    assert len(paths) == 3
    assert all(path.startswith("/monitor/") for path in paths)


def test_an_empty_secret_is_none_and_a_short_one_is_refused():
    environment = {SECRET: " "}
    installation.keep_secret(environment)
    assert environment == {}
    with pytest.raises(BadSetting, match=SECRET):
        installation.keep_secret({SECRET: "kort"})


def test_streamlit_takes_the_secret_from_the_environment_and_nothing_else():
    code = (
        "from streamlit import config\n"
        "from streamlit.web import bootstrap\n"
        "from streamlit.web.server.server_util import get_cookie_secret\n"
        "from dashboard import server\n"
        "bootstrap.load_config_options(server.SETTINGS)\n"
        "print(get_cookie_secret(), config.get_option('server.maxUploadSize'))"
    )
    secret = "0123456789abcdef" * 2
    told = python("-c", code, seconds=120, settings={SECRET: secret, "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "77"})
    assert told.out.splitlines()[-1] == f"{secret} 1"
