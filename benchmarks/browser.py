"""What a reader waits for in a real browser: a change until the last chart is repainted, and a cold load.

Every page is measured in turns with the empty page, in the same browser and run: only the ratio of the two is comparable
between machines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.measures import Measures
from benchmarks.pages import EMPTY_PAGE, MeasuredPage
from benchmarks.serving import Server
from benchmarks.spread import percentile, spread
from tests import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSIDE_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
PAINTING = Path(__file__).parent / "painting.js"
QUIET_MS = 350
PATIENCE_MS = 20_000
UNMEASURED = 3  # first changes of a page: its scripts are still being compiled


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium that reaches only this machine; RuntimeError with the reason when there is none."""
    path = chromium.found()
    if path is None:
        raise RuntimeError(chromium.ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, INSIDE_ONLY])
        yield browser
        browser.close()


def reader(browser: Browser) -> BrowserContext:
    """A new reader with nothing kept from before, whose pages note what is painted."""
    context = browser.new_context(locale="nl-BE", viewport={"width": 1440, "height": 900})
    context.add_init_script(path=PAINTING)
    return context


def measure_changes(
    browser: Browser, monitor: Server, empty: Server, page: MeasuredPage, repeats: int, into: Measures
) -> None:
    """A change of one chooser until the last chart is repainted, the empty page's change after every one."""
    found, empties = [], []
    with closing(reader(browser)) as context:
        ours, floor = _opened(context, monitor, page), _opened(context, empty, EMPTY_PAGE)
        for turn in range(repeats + UNMEASURED):
            one, other = change(ours, page, turn), change(floor, EMPTY_PAGE, turn)
            if turn >= UNMEASURED:
                found.append(one)
                empties.append(other)
    waited, at_floor = [_waited(one) for one in found], [_waited(one) for one in empties]
    split = [percentile([one[end] - one[start] for one in found], 50) for start, end in STAGES]
    where = (
        f"server tot het eerste bericht {split[0]:.0f} ms, tot het laatste {split[1]:.0f} ms, "
        f"daarna de browser {split[2]:.0f} ms"
    )
    key = f"wissel.{page.naam}"
    into.add(f"{key}.ms", spread(waited), "ms", where)
    into.add(f"{key}.leeg_ms", spread(at_floor), "ms")
    ratio = spread(waited).mediaan / spread(at_floor).mediaan
    into.add(
        f"{key}.verhouding",
        ratio,
        "× F",
        f"{spread(waited).mediaan:.0f} ms tegen F = {spread(at_floor).mediaan:.0f} ms; {where}",
    )
    into.add(f"{key}.kb", spread([one["bytes"] / 1000 for one in found]), "kB")


STAGES = (("began", "first"), ("first", "last"), ("last", "painted"))


def measure_cold(
    browser: Browser, monitor: Server, empty: Server, page: MeasuredPage, repeats: int, into: Measures
) -> None:
    """A first visit until the main figure stands, in turns with a first visit to the empty page."""
    ours, floor = [], []
    for _ in range(repeats):
        ours.append(_stands(browser, monitor, page))
        floor.append(_stands(browser, empty, EMPTY_PAGE))
    one, other = spread(ours), spread(floor)
    into.add(f"koud.{page.naam}.ms", one, "ms")
    into.add(f"koud.{page.naam}.leeg_ms", other, "ms")
    note = f"{one.mediaan:.0f} ms tegen {other.mediaan:.0f} ms voor de lege pagina"
    into.add(f"koud.{page.naam}.verhouding", one.mediaan / other.mediaan, "× leeg", note)


def change(tab: Page, page: MeasuredPage, turn: int) -> dict[str, Any]:
    """Choose another option and wait until the page is quiet; what was noted. TimeoutError when it never is."""
    box = tab.locator(f".st-key-{page.keuze} input").first
    box.click()
    options = tab.locator("[role=option]")
    options.first.wait_for()
    tab.evaluate("window.__meting.armed = true")
    steps = 2 if turn == 0 else 1  # the first step of an opened list stands on the option that is chosen now
    for _ in range(steps):
        box.press("ArrowDown")
    box.press("Enter")
    noted: dict[str, Any] = tab.evaluate(f"window.__stil({QUIET_MS}, {PATIENCE_MS})")
    if noted["late"]:
        raise TimeoutError(f"pagina '{page.naam}': na keuze {turn} veranderde er niets of kwam de pagina niet tot rust")
    return noted


def _opened(context: BrowserContext, server: Server, page: MeasuredPage) -> Page:
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    tab.goto(f"{server.address}/{page.adres}")
    tab.locator(page.figuur).first.wait_for()
    if tab.evaluate(f"window.__stil({QUIET_MS}, {PATIENCE_MS})")["late"]:
        raise TimeoutError(f"pagina '{page.naam}': de pagina kwam na het openen niet tot rust")
    return tab


def _stands(browser: Browser, server: Server, page: MeasuredPage) -> float:
    with closing(reader(browser)) as context:
        context.add_init_script(f"window.__meting.selector = {page.figuur!r}")
        tab = context.new_page()
        tab.goto(f"{server.address}/{page.adres}", wait_until="commit")
        stood: float = tab.evaluate(f"window.__staat({PATIENCE_MS})")
    if stood <= 0:
        raise TimeoutError(f"pagina '{page.naam}': de hoofdfiguur kwam niet")
    return stood


def _waited(noted: dict[str, Any]) -> float:
    return float(noted["painted"] - noted["began"])
