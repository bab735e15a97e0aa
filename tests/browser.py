"""A served monitor for the browser tests, and what every page must keep to in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from dashboard.database import ROOT
from tests.processes import end

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
]
PATIENCE = 60


@contextmanager
def served(storage: Path, log: Path, port: int = 0, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a server of its own, on a free port unless one is named, that reads this storage folder."""
    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    environment = os.environ | {
        "ACTIVERINGSMONITOR_OPSLAG": str(storage),
        "ACTIVERINGSMONITOR_GRENZEN": "",  # a first start would ask the outside world for boundaries
        "PYTHONPATH": str(ROOT),
        **(settings or {}),
    }
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(f"http://localhost:{port}/_stcore/health", process)
        yield f"http://localhost:{port}"
    finally:
        end(process)


def _wait(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("de server stopte meteen")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("de server antwoordt niet")


class Outside:
    """The requests a page made to anywhere but its own server."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in ("localhost", "127.0.0.1"):
            self.found.append(request.url)


def opened(page: Page, address: str) -> Page:
    """A page that is drawn to its footer."""
    page.goto(address)
    page.locator(".am-voet").wait_for(timeout=PATIENCE * 1000)
    return page
