"""The ASGI app round the pages: Dutch HTML, security headers and a warm start. `serve` runs it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import logging
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, get_args

import anyio
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util

LOG = logging.getLogger(__name__)
MISHAP = "Er ging iets mis bij het maken van deze pagina. Kies een ander gebied of een andere maand, of laad de pagina opnieuw."
APP = Path(__file__).parent / "app.py"
SETTINGS: dict[str, Any] = {
    "server.headless": True,
    "server.enableStaticServing": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 1,
    "browser.gatherUsageStats": False,
    "logger.hideWelcomeMessage": True,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "runner.postScriptGC": False,
}
HEAD = (
    b'<link rel="stylesheet" href="./app/static/stijl.css">'
    b'<link rel="stylesheet" href="./app/static/profiel.css">'
    b'<link rel="stylesheet" media="print" href="./app/static/afdruk.css">'
    b'<script type="module" src="./app/static/nederlands.js"></script></head>'
)
NOSCRIPT = b"You need to enable JavaScript to run this app."
MONTHS = "/kaart/maanden/{snapshot_id}/{indicator}/{soort}/{indeling}.json"
DRAWINGS = "/kaart/{naam}"
KEPT = "public, max-age=31536000, immutable"
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


class DutchPages:
    """Makes the page's frame Dutch, links our style and script, and sets security headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; hold an HTML answer back until it is whole and rewritten."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "text/html" in Headers(scope=scope).get("accept", ""):
            plain = [
                (name, value) for name, value in scope["headers"] if name not in (b"accept-encoding", b"if-none-match")
            ]
            scope = dict(scope, headers=plain)
        await self.app(scope, receive, _Rewriter(send))


class _Rewriter:
    """The sending side of one response."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
            headers["x-frame-options"] = "SAMEORIGIN"
            if headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
            headers["content-security-policy"] = POLICY.format(hashes="")
        elif self.start is not None:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._send_page(self.start)
            return
        await self.send(message)

    async def _send_page(self, start: Message) -> None:
        body = dutch(self.body)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        del headers["etag"], headers["last-modified"]
        headers["content-security-policy"] = POLICY.format(hashes=inline_hashes(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def dutch(page: bytes) -> bytes:
    """Streamlit's HTML with its language, title and noscript text in Dutch, and with our style and script."""
    page = page.replace(b'<html lang="en">', b'<html lang="nl">', 1)
    page = page.replace(b"<title>Streamlit</title>", b"<title>Activeringsmonitor</title>", 1)
    page = page.replace(NOSCRIPT, b"Deze pagina werkt alleen met JavaScript.", 1)
    return page.replace(b"</head>", HEAD, 1)


def inline_hashes(page: bytes) -> str:
    """The CSP sources that allow exactly the inline scripts of this page."""
    digests = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in INLINE_SCRIPT.findall(page)]
    return "".join(f" 'sha256-{digest}'" for digest in digests)


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the snapshot in force and compute the first page's figures before the first reader comes."""
    await anyio.to_thread.run_sync(_warm_up)
    yield {}


def _warm_up() -> None:
    from dashboard import charts, store  # noqa: F401  (charts: Plotly is imported before the first session)
    from dashboard.snapshots import NoSnapshot
    from dashboard.store import kaart

    try:
        now = store.current_id()
        store.warm_up(now)
        kaart.warm_up(now)
        threading.Thread(target=_warm_up_rest, args=(now,), daemon=True).start()
    except NoSnapshot:
        return


def _warm_up_rest(snapshot_id: str) -> None:
    from dashboard import store
    from dashboard.store import vergelijken

    store.warm_up_rest(snapshot_id)
    vergelijken.warm_up(snapshot_id)


async def map_months(request: Request) -> Response:
    """Every month of one map, for its player: made when it is asked for, packed when the browser can unpack it."""
    from dashboard.figures import BadQuestion
    from dashboard.queries import Weergave
    from dashboard.snapshots import NoSnapshot
    from dashboard.store import kaart

    asked = request.path_params
    if asked["indeling"] not in get_args(Weergave):
        return PlainTextResponse("Deze indeling bestaat niet.", status_code=404)
    try:
        found = await anyio.to_thread.run_sync(lambda: kaart.months(**asked))
    except (BadQuestion, NoSnapshot) as error:
        return PlainTextResponse(str(error), status_code=404)
    headers = {"cache-control": KEPT, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        found, headers["content-encoding"] = gzip.compress(found, 6), "gzip"
    return Response(found, media_type="application/json", headers=headers)


def drawing(request: Request) -> Response:
    """A drawing of the municipalities by the name that changes with its content, so that a browser may keep it."""
    from dashboard import drawings
    from dashboard.snapshots import storage

    found = drawings.content(storage(), request.path_params["naam"])
    if found is None:
        return PlainTextResponse("Deze kaart bestaat niet (meer).", status_code=404)
    return Response(found, media_type="application/json", headers={"cache-control": KEPT})


def stay_inside() -> None:
    """Never ask the outside world for this machine's address, as Streamlit does for its greeting and its check of origins.

    Readers who come by another name than localhost are named in `server.corsAllowedOrigins` or `browser.serverAddress`.
    """
    net_util.get_external_ip = lambda: None


def explain(error: Exception) -> bool:
    """Log what went wrong on a page and tell the reader in Dutch instead of showing Streamlit's own message."""
    from dashboard.components import notice

    LOG.error("Fout bij het maken van een pagina", exc_info=error)
    notice(MISHAP)
    return True


stay_inside()
app = st.App(
    APP,
    routes=[Route(MONTHS, map_months), Route(DRAWINGS, drawing)],
    middleware=[Middleware(DutchPages)],
    lifespan=warm,
    on_script_error=explain,
)


def serve(port: int) -> None:
    """Run the app on a port until it is stopped."""
    app.run(config=SETTINGS | {"server.port": port})
