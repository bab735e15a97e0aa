"""The ASGI app round the pages: Dutch HTML, security headers and a warm start. `serve` runs it."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import anyio
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util, runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY, GaugeStat

from dashboard import glossary, installation, logs, metrics
from dashboard.access import access
from dashboard.protection import ClosedDoors, embedders, only_over_tls, protect
from dashboard.refusals import DutchRefusals

MISHAP = "Er ging iets mis bij het maken van deze pagina. Kies een ander gebied of een andere maand, of laad de pagina opnieuw."
APP = Path(__file__).parent / "app.py"
SETTINGS: dict[str, Any] = {
    "server.headless": True,
    "server.enableStaticServing": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 1,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableAgentApi": False,
    "browser.gatherUsageStats": False,
    "logger.hideWelcomeMessage": True,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.allowedOrigins": [],
    "runner.postScriptGC": False,
    "global.minCachedMessageSize": 300.0,  # a list of places the browser has is pointed to, instead of sent with every change
}
HEAD = (
    b'<link rel="stylesheet" href="./app/static/stijl.css">'
    b'<link rel="stylesheet" href="./app/static/profiel.css">'
    b'<link rel="stylesheet" href="./app/static/woorden.css">'
    b'<link rel="stylesheet" media="print" href="./app/static/afdruk.css">'
    b'<script type="module" src="./app/static/nederlands.js"></script>'
    b'<script type="module" src="./app/static/afdruk.js"></script></head>'
)
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
AGENT_LINK = re.compile(rb'<link rel="service-desc"[^>]*>')
MONTHS = "/kaart/maanden/{snapshot_id}/{indicator}/{soort}/{indeling}.json"
DRAWINGS = "/kaart/{naam}"
BASE = installation.base_path()
HEALTH, WORDS = "/gezondheid", "/begrippen.json"
ACCESS = access()
KEPT = "public, max-age=31536000, immutable"


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
            if ACCESS and ACCESS.aanmelding["redirect_uri"].startswith("https://"):
                only_over_tls(headers)
            if headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
            protect(headers)
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
        protect(headers, body)
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def dutch(page: bytes) -> bytes:
    """Streamlit's HTML with its language, title and noscript text in Dutch, and with our style and script."""
    page = page.replace(b'<html lang="en">', b'<html lang="nl">', 1)
    page = page.replace(b"<title>Streamlit</title>", b"<title>Activeringsmonitor</title>", 1)
    page = NOSCRIPT.sub(b"<noscript>Deze pagina werkt alleen met JavaScript.</noscript>", page, count=1)
    page = AGENT_LINK.sub(b"", page)  # that interface is closed
    return page.replace(b"</head>", HEAD, 1)


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the snapshot in force and compute the first page's figures before the first reader comes."""
    from dashboard.store import gezondheid, warming

    logs.adopt()
    await anyio.to_thread.run_sync(warming.warm_up)
    state = await anyio.to_thread.run_sync(gezondheid.health)
    logs.event("gestart", snapshot=state.snapshot)
    with metrics.offered(lambda: gezondheid.health().gezond, _sessions):
        yield {}


def _sessions() -> int:
    found = runtime.get_instance().stats_mgr.get_stats([ACTIVE_SESSIONS_FAMILY])
    return sum(int(stat.value) for stat in found.get(ACTIVE_SESSIONS_FAMILY, []) if isinstance(stat, GaugeStat))


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


def explained_words(_: Request) -> Response:
    """The words of the field with their explanation, which a page marks where they stand."""
    return Response(glossary.as_json(), media_type="application/json", headers={"cache-control": "max-age=3600"})


async def healthy(_: Request) -> Response:
    """Whether the figures can be served: 200, or 503 with the reason."""
    from dashboard.store import gezondheid

    found = await anyio.to_thread.run_sync(gezondheid.health)
    headers = {"cache-control": "no-store"}
    return JSONResponse(asdict(found), status_code=200 if found.gezond else 503, headers=headers)


def stay_inside() -> None:
    """Never ask the outside world for this machine's address, as Streamlit does for its greeting and its check of origins.

    Readers who come by another name than localhost are named in `server.corsAllowedOrigins` or `browser.serverAddress`.
    """
    net_util.get_external_ip = lambda: None


def explain(error: Exception) -> bool:
    """Log what went wrong on a page and tell the reader in Dutch instead of showing Streamlit's own message."""
    from dashboard.components import notice

    logs.OURS.error("pagina mislukt", exc_info=error)
    metrics.MISHAPS.inc()
    notice(MISHAP)
    return True


stay_inside()
GUARDS = [Middleware(DutchPages), Middleware(ClosedDoors, signing_in=ACCESS is not None), Middleware(DutchRefusals)]
ANSWERS = {MONTHS: map_months, DRAWINGS: drawing, HEALTH: healthy, WORDS: explained_words}
ROUTES = [Route(f"{BASE}{path}", answer) for path, answer in ANSWERS.items()]
app = st.App(
    APP,
    routes=ROUTES,
    middleware=GUARDS,
    lifespan=warm,
    on_script_error=explain,
    secrets={"auth": ACCESS.aanmelding} if ACCESS else None,
)


def serve(port: int) -> None:
    """Run the app on a port until it is stopped; BadSetting before it starts when the environment asks what cannot be."""
    embedders(), metrics.port()
    installation.keep_secret()
    limit = {"server.maxUploadSize": ACCESS.megabytes} if ACCESS else {}
    app.run(config=SETTINGS | limit | installation.settings() | {"server.port": port})
