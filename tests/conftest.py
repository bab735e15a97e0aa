"""What many tests share: the shipped snapshot, built once, and small models made of literal rows."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from dashboard import database
from dashboard.charts import canvas
from dashboard.database import ROOT, Database
from dashboard.ingest import kaarten
from dashboard.ingest.load import load
from dashboard.snapshots import Snapshot, Storage, current

SHARED = ROOT.parent / "shared"
canvas.CHECKED = True


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the shipped snapshot waits for it to be built: that is slow, whatever the test itself costs."""
    for item in items:
        if "opslag" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.traag)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The facts the project was written from; tests that compare with them are skipped where they are not there."""
    if not (SHARED / "data").is_dir():
        pytest.skip("de map ../shared met de oorspronkelijke feiten is hier niet")
    return SHARED / "data"


@pytest.fixture(scope="session")
def opslag(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    """A storage folder with the snapshot of `data/sources`, built once for all test processes together."""
    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
    place = Storage(ROOT / "data" / "sources", root / "opslag" / "ontvangen", root / "opslag" / "snapshots")
    with (root / "opslag.slot").open("w") as lock:
        _alone(lock)
        if not place.current.exists():
            load(place, [], progress=lambda line: None)
        kaarten.prepare(place)
    return place


def _alone(lock: IO[str], seconds: float = 600) -> None:
    """Wait until no other test process builds the snapshot, but not for ever."""
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            assert time.monotonic() < until, f"een ander testproces maakte in {seconds:.0f} s geen snapshot"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def snapshot(opslag: Storage) -> Snapshot:
    """The snapshot of the shipped data."""
    return current(opslag)


@pytest.fixture(scope="session")
def shipped(snapshot: Snapshot) -> Database:
    """The model of the shipped data, opened as a server opens it."""
    return database.open_snapshot(snapshot.folder)


# The browser tests: a server shared by all of them, and the Chromium of this machine.
@pytest.fixture(scope="session")
def monitor(opslag: Storage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served monitor with the shipped snapshot."""
    from tests.browser import served

    with served(opslag.snapshots.parent, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Launch the Chromium that is there; skip with the reason when there is none."""
    from tests import browser, chromium

    path = chromium.found()
    if path is None:
        pytest.skip(chromium.ABSENT)
    return browser_type_launch_args | {"executable_path": path, "args": browser.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A Flemish reader."""
    return browser_context_args | {"locale": "nl-BE"}


@pytest.fixture(scope="session")
def one_reader(browser, browser_context_args):
    """One reader for all tests of a process: the browser keeps the scripts it has fetched and read."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def page(one_reader):
    """A fresh tab of that reader."""
    tab = one_reader.new_page()
    yield tab
    tab.close()
