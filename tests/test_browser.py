"""The pages as a reader meets them: in a browser, by keyboard, on a phone, in the dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import Outside, opened

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = ["", "bronnen", "onderzoek"]
PLACE = "?gebied=regiegebied:maasland&soort=regiegebied"


@pytest.mark.parametrize("path", [*PAGES, PLACE, "?gebied=niemandsland"])
def test_a_page_is_dutch_fits_a_phone_and_asks_nothing_of_the_outside(monitor: str, page: Page, path: str):
    outside = Outside(page)
    opened(page, f"{monitor}/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_title(re.compile("Activeringsmonitor$"))
    page.locator(".js-plotly-plot .main-svg, .am-begrippen").first.wait_for()
    assert outside.found == []
    words = page.evaluate("document.body.innerText")
    labels = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].map("
        "e => ['aria-label', 'title', 'placeholder', 'alt'].map(n => e.getAttribute(n)).join(' ')).join(' ')"
    )
    english = r"\b(the|open|close|skip|main content|select|choose|no results|running|deploy|fullscreen|download as)\b"
    assert re.findall(english, f"{words} {labels}", re.IGNORECASE) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    wide = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"
    assert page.evaluate(wide) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("path", "scheme"), [*((path, scheme) for path in PAGES for scheme in ("light", "dark")), (PLACE, "light")]
)
def test_axe_finds_nothing(monitor: str, browser, path: str, scheme: str):
    context = browser.new_context(color_scheme=scheme, locale="nl-BE")
    page = opened(context.new_page(), f"{monitor}/{path}")
    page.locator(".js-plotly-plot .main-svg, .am-begrippen").first.wait_for()
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    assert [(entry["id"], entry["nodes"][0]["html"]) for entry in found] == []
    context.close()


def test_a_deep_link_opens_what_it_names(monitor: str, page: Page):
    opened(page, f"{monitor}/?gebied=44021&periode=2024-09")
    expect(page.get_by_role("heading", level=1)).to_contain_text("In september 2024 kregen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Gent een leefloon")


def test_the_copied_link_writes_every_choice(monitor: str, page: Page):
    opened(page, f"{monitor}/?gebied=44021")
    page.get_by_text("Link naar deze weergave").click()
    address = page.locator("[data-testid=stCode]").inner_text().replace("\n", "")
    for part in (
        "gebied=44021",
        "soort=gemeente",
        "indicator=",
        "periode=",
        "vergelijk=",
        "indeling=huidig",
        "snapshot=",
    ):
        assert part in address


def test_searching_an_old_name_finds_its_successor_and_says_why(monitor: str, page: Page):
    opened(page, monitor)
    box = page.get_by_label("Zoek een gemeente of regio")
    box.click()
    box.fill("borgl")
    page.get_by_role("option", name="Borgloon (nu Tongeren-Borgloon)").click()
    reason = "Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon."
    expect(page.get_by_text(reason)).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile("gebied=Borgloon"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vlaanderen", timeout=20_000)


def test_everything_works_by_keyboard(monitor: str, page: Page):
    opened(page, monitor)
    box = page.get_by_label("Zoek een gemeente of regio")
    for _ in range(12):
        page.keyboard.press("Tab")
        if box.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.type("Zwevegem")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zwevegem", timeout=20_000)
    fold = page.locator("summary").first
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_be_visible()


def test_a_download_holds_the_figures_as_dutch_excel_opens_them(monitor: str, page: Page, tmp_path):
    opened(page, f"{monitor}/?gebied=44021")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.click()
    assert "voorbeeldcijfers" in download.value.suggested_filename
    target = tmp_path / "cijfers.csv"
    download.value.save_as(target)
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfindicator;soort;gebied_id;")
    assert "Gent;2025-12;" in content.decode("utf-8-sig")


def test_a_link_in_a_table_keeps_the_session(monitor: str, page: Page):
    opened(page, monitor)
    page.evaluate("window.zelfde = true")
    page.locator("td a, th a").first.click()
    expect(page).to_have_url(re.compile("gebied=[0-9]{5}"))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("in Vlaanderen", timeout=20_000)
    assert page.evaluate("window.zelfde") is True


def test_the_other_page_keeps_the_choices(monitor: str, page: Page):
    opened(page, f"{monitor}/?gebied=44021")
    page.get_by_role("navigation", name="Pagina's").get_by_text("Bronnen en kwaliteit").click()
    expect(page.get_by_text("Begrippen", exact=True)).to_be_visible(timeout=20_000)
    page.get_by_role("navigation", name="Pagina's").get_by_text("Overzicht").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Gent", timeout=20_000)
