"""Proves what `deploy/` promises: two servers behind nginx, each reader with its own, and a restart that only its own notice."""

from __future__ import annotations

import asyncio
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any

from benchmarks import browser, nginx, serving
from benchmarks.measures import Measures
from benchmarks.nginx import Proxy
from benchmarks.pages import MAP_PAGE, MeasuredPage
from benchmarks.protocol import Reader
from benchmarks.serving import Server
from benchmarks.spread import percentile
from dashboard.installation import PATH

VARIABLES = {PATH: "/monitor"}
COOKIE = "am_lezer"
READERS = 6
WATCHED_S = 12.0
DETOUR_S = 30.0
WRITTEN_S = 0.3  # nginx writes a visit down just after the answer
PAGE = MeasuredPage("onderzoek", "onderzoek", "kies_vraag", "")  # the lightest page: what is watched is the connection


class NotProven(RuntimeError):
    """Something that is promised does not hold; the message says what."""


def prove(storage: Path, into: Measures) -> None:
    """Start everything, prove every promise, keep how long a reader's detour took. NotProven names the first that fails."""
    program = nginx.program()
    if program is None:
        print(f"  {nginx.ABSENT}")
        return
    ports = (serving.free_port(), serving.free_port())
    servers = [serving.start(serving.MONITOR, storage, port, VARIABLES) for port in ports]
    try:
        with tempfile.TemporaryDirectory(prefix="meting-") as folder:
            Path(folder).chmod(0o755)
            with nginx.proxied(program, serving.free_port(), ports, Path(folder)) as proxy:
                _addresses(proxy)
                _packed(proxy)
                homes = _sticky(proxy, ports)
                _in_a_browser(proxy)
                asyncio.run(_restarted(proxy, servers, storage, homes, into))
    finally:
        for server in servers:
            serving.stop(server)


def proven(holds: bool, promise: str) -> None:
    """Say a promise that holds, or stop at one that does not."""
    if not holds:
        raise NotProven(promise)
    print(f"  bewezen: {promise}", flush=True)


def _addresses(proxy: Proxy) -> None:
    root = proxy.address.removesuffix("/monitor")
    for address, target in (
        (f"{root}/", f"{proxy.address}/"),
        (f"{proxy.address}?gebied=44021", f"{proxy.address}/?gebied=44021"),
    ):
        status, headers, _ = _asked(address)
        proven(status in (302, 308) and headers["location"] == target, f"{address} leidt naar {target}")
    for path, kind in (("/", "text/html"), ("/kaart?gebied=44021", "text/html"), ("/app/static/stijl.css", "text/css")):
        status, headers, _ = _asked(f"{proxy.address}{path}")
        proven(status == 200 and headers["content-type"].startswith(kind), f"/monitor{path} wordt gegeven")
    proven(_asked(f"{root}/kaart")[0] == 404, "buiten het pad staat er niets")
    proven(
        {_asked(f"{proxy.address}/_stcore/metrics{end}")[0] for end in ("", "/", "?x")} == {404},
        "de metingen van de server zijn van buiten niet te zien",
    )


def _packed(proxy: Proxy) -> None:
    page = _asked(f"{proxy.address}/")[2].decode()
    script = page.split('src="./static/js/', 1)[1].split('"', 1)[0]
    status, headers, body = _asked(f"{proxy.address}/static/js/{script}", {"accept-encoding": "gzip"})
    proven(
        status == 200 and headers.get("content-encoding") == "gzip",
        f"scripts gaan gecomprimeerd ({len(body) / 1000:.0f} kB)",
    )
    proven("immutable" in headers.get("cache-control", ""), "de browser mag scripts bewaren")
    _asked(f"{proxy.address}/static/js/{script}")
    time.sleep(WRITTEN_S)
    proven(proxy.visits()[-1].server in ("", "-"), "een bewaard script vraagt niets aan Python")


def _sticky(proxy: Proxy, ports: tuple[int, int]) -> dict[int, list[str]]:
    """Readers by the port of their server."""
    given = _asked(f"{proxy.address}/")[1]["set-cookie"]
    proven(
        given.startswith(f"{COOKIE}=") and "HttpOnly" in given,
        "een nieuwe lezer krijgt een koekje, dat scripts niet lezen",
    )
    first = given.split(";", 1)[0].split("=", 1)[1]
    proven("set-cookie" not in _asked(f"{proxy.address}/", _as(first))[1], "wie er een heeft, houdt het")
    forged = _asked(f"{proxy.address}/", _as("x" * 40))[1].get("set-cookie", "")
    proven(bool(forged), "een vervalst koekje wordt vervangen")
    readers = [first, *(token_hex(16) for _ in range(23))]
    for _ in range(3):
        for reader in readers:
            _asked(f"{proxy.address}/onderzoek", _as(reader))
    time.sleep(WRITTEN_S)
    homes: dict[str, set[str]] = {reader: set() for reader in readers}
    for visit in proxy.visits():
        if visit.lezer in homes:
            homes[visit.lezer].add(visit.server)
    proven(
        all(len(found) == 1 for found in homes.values()),
        "elke lezer komt altijd bij dezelfde server, vanaf het eerste verzoek",
    )
    by_port = {port: [one for one in readers if homes[one] == {f"127.0.0.1:{port}"}] for port in ports}
    proven(min(map(len, by_port.values())) >= 4, f"lezers zijn verdeeld: {[len(found) for found in by_port.values()]}")
    return by_port


def _in_a_browser(proxy: Proxy) -> None:
    with browser.launched() as chrome:
        context = browser.reader(chrome)
        tab = context.new_page()
        tab.set_default_timeout(browser.PATIENCE_MS)
        failed: list[str] = []
        tab.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        tab.goto(f"{proxy.address}/{MAP_PAGE.adres}")
        tab.locator(MAP_PAGE.figuur).first.wait_for()
        tab.locator(".am-voet").wait_for()
        # Streamlit's browser side looks for its server below a deep link first: /monitor/kaart/_stcore.
        failed = [address for address in failed if "/kaart/_stcore/" not in address]
        proven(not failed, f"de kaart staat er in een browser, zonder mislukt verzoek {failed}")
        tab.get_by_role("navigation", name="Pagina's").get_by_text("Overzicht").click()
        tab.wait_for_url(f"{proxy.address}/?*")
        proven(True, "een andere pagina blijft onder het pad")
        context.close()


async def _restarted(
    proxy: Proxy, servers: list[Server], storage: Path, homes: Mapping[int, list[str]], into: Measures
) -> None:
    """Stop the first server under its readers and those of the second, start it again, and see who noticed."""
    gone, stays = servers
    own, others = (homes[_port(server)][: READERS // 2] for server in (gone, stays))
    stop = asyncio.Event()
    watched = [asyncio.create_task(_calm(proxy, reader, stop)) for reader in others]
    async with Reader(proxy.address, PAGE, _as(own[0])) as reader:
        await reader.change()
        await asyncio.sleep(WATCHED_S / 3)
        await asyncio.to_thread(serving.stop, gone)
        lost = time.perf_counter()
        try:
            await reader.change()
        except Exception as error:  # the library has several kinds of a closed connection
            print(f"  de lezer van de gestopte server merkt het: {type(error).__name__}")
        else:
            raise NotProven("de gestopte server was niet die van deze lezer")
    await _back(proxy, own[0], lost)
    detour = time.perf_counter() - lost
    proven(True, f"haar lezer is na {detour:.1f} s verder op de andere server")
    servers[0] = await asyncio.to_thread(serving.start, serving.MONITOR, storage, _port(gone), VARIABLES)
    await asyncio.sleep(WATCHED_S / 2)
    stop.set()
    waited = [one for found in await asyncio.gather(*watched) for one in found]
    proven(
        len(waited) >= 3 * len(others),
        f"lezers van de andere server merkten niets: {len(waited)} wissels, p95 {percentile(waited, 95):.0f} ms",
    )
    for reader_of in own:
        _asked(f"{proxy.address}/onderzoek", _as(reader_of))
    await asyncio.sleep(WRITTEN_S)
    back = {visit.server for visit in proxy.visits()[-len(own) :]}
    proven(back == {f"127.0.0.1:{_port(gone)}"}, "na de herstart zijn haar lezers terug op hun eigen server")
    into.add("proxy.omweg_s", detour, "s", "van het stoppen van een server tot haar lezer verder kan op de andere")


async def _calm(proxy: Proxy, reader: str, stop: asyncio.Event) -> list[float]:
    """One connection that is never renewed: if it breaks, this fails."""
    waited = []
    async with Reader(proxy.address, PAGE, _as(reader)) as session:
        while not stop.is_set():
            waited.append(await session.change())
            await asyncio.sleep(1)
    return waited


async def _back(proxy: Proxy, reader: str, lost: float) -> None:
    """What a browser does when the connection breaks: try again until the page is there."""
    while time.perf_counter() - lost < DETOUR_S:
        try:
            async with Reader(proxy.address, PAGE, _as(reader)) as session:
                await session.change()
                return
        except Exception:  # any kind of refusal: try again, as a browser does
            await asyncio.sleep(0.5)
    raise NotProven(f"de lezer van een gestopte server kwam in {DETOUR_S:.0f} s niet op de andere")


def _port(server: Server) -> int:
    return int(server.address.split(":")[2].split("/")[0])


def _as(reader: str) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={reader}"}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _asked(address: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name, and body of one request."""
    request = urllib.request.Request(address, headers={"accept": "text/html,*/*"} | dict(headers or {}))
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=30) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
