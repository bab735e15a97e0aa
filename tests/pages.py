"""A page run without a browser: what it says, what it offers."""

from __future__ import annotations

import re
from html import unescape

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.database import ROOT

APP = ROOT / "dashboard" / "app.py"
PATIENCE = 60


def opened(page: str = "", **keys: str) -> AppTest:
    """A page (`bronnen`, or the overview) opened with these keys in its address; an exception fails the test."""
    app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    if page:
        app._page_hash = calc_hash(page)  # as st.navigation names it; `switch_page` needs a run of the overview first
    for key, value in keys.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, [entry.message for entry in app.exception]
    return app


def alone(page: str, snapshot_id: str, **keys: str) -> AppTest:
    """A page without the frame round it and without the overview before it: faster, for what the page itself says."""
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=PATIENCE)
    for name, value in {"snapshot": snapshot_id, "voorbeeld": True, "adres": ""}.items():  # as the frame sets them
        app.session_state[name] = value
    for key, value in keys.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, [entry.message for entry in app.exception]
    return app


def html(app: AppTest) -> str:
    """All HTML a page wrote."""
    return "\n".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """All text a page wrote as HTML, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html(app)))).strip()


def heading(app: AppTest) -> str:
    """The page's first heading: its finding."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html(app))
    assert found, "de pagina heeft geen titel"
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def notices(app: AppTest) -> list[str]:
    """What the page told the reader not to miss."""
    return [unescape(text) for text in re.findall(r'<div class="am-melding" role="status">(.*?)</div>', html(app))]
