"""The pictures of the user guide, taken from a served monitor: `python -m tests.screenshots` (`make schermbeelden`).

With `--alles MAP` it takes every page whole instead, at three widths in light and dark, to look at before a release.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, TimeoutError, sync_playwright

from dashboard.database import ROOT
from dashboard.ingest import kaarten
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import browser, chromium

FOLDER = ROOT / "docs" / "beelden"
WIDTH, COLOURS = 1200, 128
WIDTHS = (390, 768, 1440)
SCHEMES = ("light", "dark")
SETTLED = 2500
SIGNED_IN = ("inladen",)  # exists only for who may load data, with an identity provider
TEXT = ("toegankelijkheid",)  # nothing to see but a text


@dataclass(frozen=True)
class Picture:
    """One picture of the guide: its page with its keys, and how much of it: from the top, `hoog` pixels."""

    pagina: str
    sleutels: str = ""
    hoog: int = 760

    @property
    def adres(self) -> str:
        """The part of the address after the root."""
        page = "" if self.pagina == "overzicht" else self.pagina
        return f"{page}?{self.sleutels}" if self.sleutels else page

    @property
    def bestand(self) -> str:
        """The name of its file."""
        return f"{self.pagina}.png"


PICTURES = (
    Picture("overzicht", hoog=860),
    Picture("kaart", "gebied=44021&periode=2025-09", 900),
    Picture("gemeenten", "gemeenten=44021+71016+31005"),
    Picture("vergelijkbaar", "gebied=41081"),
    Picture("centrumsteden", "gebied=44021"),
    Picture("regios", "soort=regiegebied&gebied=regiegebied:maasland&naast=igs"),
    Picture("grootteklassen"),
    Picture("samenhang", "gebied=regiegebied:maasland&voorstel=maasland:72003"),
    Picture("gemeente", "gebied=44021"),
    Picture("regio", "gebied=regiegebied:maasland"),
    Picture("overleg", "gebied=regiegebied:maasland&soort=regiegebied"),
    Picture("sinds", "gebied=regiegebied:maasland&soort=regiegebied&vorige=2024-12"),
    Picture("verdeelsleutel", "gebied=regiegebied:welzijnsband-meetjesland&vte=3,6&caseload=40"),
    Picture("onderzoek"),
    Picture("bronnen"),
)


def take(monitor: str, reader: Browser, folder: Path, pictures: Sequence[Picture] = PICTURES) -> list[Path]:
    """The pictures of the guide in a folder, in few colours so that they stay small."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for picture in pictures:
        page = reader.new_page(viewport={"width": WIDTH, "height": picture.hoog}, locale="nl-BE")
        settled(browser.opened(page, f"{monitor}/{picture.adres}"))
        target = folder / picture.bestand
        small(page.screenshot(), target)
        page.close()
        made.append(target)
    return made


def take_all(monitor: str, reader: Browser, folder: Path, pictures: Sequence[Picture] = PICTURES) -> Iterator[Path]:
    """Every page whole, at every width in both schemes: `<page>-<width>-<scheme>.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = reader.new_context(
                viewport={"width": width, "height": 900}, locale="nl-BE", color_scheme=scheme, reduced_motion="reduce"
            )
            for picture in pictures:
                page = context.new_page()
                settled(browser.opened(page, f"{monitor}/{picture.adres}"))
                page.set_viewport_size({"width": width, "height": whole(page)})
                page.wait_for_timeout(SETTLED)
                target = folder / f"{picture.pagina}-{width}-{scheme}.png"
                page.screenshot(path=target)
                page.close()
                yield target
            context.close()


def settled(page: Page) -> Page:
    """A page whose charts and map stand."""
    main = page.locator(".js-plotly-plot .main-svg, .am-begrippen, .am-kaart-tabel, .am-lijst, .am-tabel")
    first: Locator = main.filter(visible=True).first
    try:
        first.wait_for(timeout=30_000)
    except TimeoutError:
        print(f"geen figuur of tabel te zien: {page.url}")
    page.wait_for_timeout(SETTLED)
    return page


def whole(page: Page) -> int:
    """How high the page is in all: it scrolls in a part of its own."""
    return int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")) + 8


def small(content: bytes, target: Path) -> None:
    """A PNG in at most COLOURS colours."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


@contextmanager
def monitor() -> Iterator[str]:
    """The address of a served monitor with the data of the project, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = Storage(ROOT / "data" / "sources", root / "ontvangen", root / "snapshots")
        load(place, [], progress=lambda line: None)
        kaarten.prepare(place)
        with browser.served(root, root / "server.log") as address:
            yield address


@contextmanager
def chrome() -> Iterator[Browser]:
    """The Chromium of this machine; SystemExit with the reason where there is none."""
    path = chromium.found()
    if path is None:
        raise SystemExit(chromium.ABSENT)
    with sync_playwright() as playwright:
        reader = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        yield reader
        reader.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures and name them."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--alles", type=Path, metavar="MAP", help="every page whole, in this folder")
    parser.add_argument("--adres", help="a monitor that is served already")
    parser.add_argument("--pagina", action="append", help="only this page (may be given several times)")
    asked = parser.parse_args(arguments)
    pictures = [one for one in PICTURES if not asked.pagina or one.pagina in asked.pagina]
    with monitor_at(asked.adres) as address, chrome() as reader:
        found = (
            take_all(address, reader, asked.alles, pictures) if asked.alles else take(address, reader, FOLDER, pictures)
        )
        for target in found:
            print(f"{target} ({target.stat().st_size // 1000} kB)", flush=True)


@contextmanager
def monitor_at(address: str | None) -> Iterator[str]:
    """A monitor that is served already, or one of its own."""
    if address:
        yield address
        return
    with monitor() as own:
        yield own


if __name__ == "__main__":
    main()
