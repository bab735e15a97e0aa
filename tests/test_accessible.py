"""The pages for who uses only a keyboard, asks for less movement, prints, shares or embeds; and with everything open."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accessible import pdf_pages, violations
from tests.browser import opened, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MAP = "kaart?gebied=44021&periode=2025-09"
# A stop of the keyboard: its outline, and whether what the reader sees at its place is that stop and nothing that covers it.
STOP = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(x, y);
  const ringed = (one) => { const s = getComputedStyle(one); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; };
  const around = e.closest('[data-testid=stSelectbox], [data-testid=stMultiSelect]');
  const group = e.closest('[role=group]');
  const lit = (one) => getComputedStyle(one).borderColor === getComputedStyle(document.querySelector('.am-kopieer')).color;
  return {
    name: (e.getAttribute('aria-label') || e.innerText || e.tagName).trim().slice(0, 40),
    seen: ringed(e) || Boolean(around && group && (ringed(group) || lit(group))),
    free: Boolean(top && (e.contains(top) || top.contains(e) || around?.contains(top))),
  };
}"""


def drawn(page: Page, address: str) -> Page:
    opened(page, address)
    page.locator(".am-kaart-tabel tbody tr").first.wait_for(timeout=60_000)
    return page


@pytest.mark.parametrize("path", [MAP, "overleg"])
def test_menus_lists_and_folds_that_stand_open_break_no_rule(monitor: str, page: Page, path: str):
    page.emulate_media(color_scheme="dark")
    settled(opened(page, f"{monitor}/{path}"))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []
    for words in ("Vergelijken", "Link naar deze weergave", "Eigen groep maken"):
        menu = page.locator("[data-testid=stPopover]").get_by_role("button", name=words)
        if menu.count():
            menu.press("Enter")
            page.locator("[data-testid=stPopoverBody]").wait_for()
            assert violations(page) == []
            page.keyboard.press("Escape")
            expect(menu).to_be_focused()
    for field in (
        page.locator("[data-testid=stSelectbox] input").first,
        page.locator("[data-testid=stMultiSelect] input").first,
    ):
        if field.count():
            field.click()
            page.get_by_role("listbox").wait_for()
            assert violations(page, region=False) == []
            page.keyboard.press("Escape")


def test_every_stop_of_the_keyboard_is_seen_and_nothing_lies_over_it(monitor: str, page: Page):
    drawn(page, f"{monitor}/{MAP}")
    stops = []
    for _ in range(45):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["free"]] == []
    names = " | ".join(stop["name"] for stop in stops)
    for word in (
        "Naar de inhoud",
        "Zoek een gemeente",
        "Indicator",
        "Periode",
        "Kopieer deze zin",
        "Profiel van Gent",
        "Kaart:",
    ):
        assert word in names


def test_by_keyboard_alone_past_the_choosers_to_the_text_the_table_the_file_and_the_profile(monitor: str, page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, f"{monitor}/?gebied=44021&periode=2025-09")
    settled(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    copying = page.get_by_role("button", name="Kopieer deze zin")
    for _ in range(12):  # the words of the finding that can be asked come first
        page.keyboard.press("Tab")
        if copying.evaluate("button => button === document.activeElement"):
            break
    expect(copying).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    note = page.evaluate("navigator.clipboard.readText()")
    for part in (
        "In september 2025 kregen",
        "in Gent een leefloon",
        "VOORBEELDCIJFERS",
        "gebied=44021",
        "periode=2025-09",
        "snapshot=",
    ):
        assert part in note
    fold = page.locator("summary", has_text="Alle maanden als tabel").first
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name=re.compile("Leefloon, Gent"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    settled(page)  # a file that is ready draws its button again
    period = page.get_by_label("Maand", exact=True)
    period.focus()
    expect(period).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.get_by_role("listbox").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("periode=2025-0[78]|periode=2025-1"), timeout=20_000)
    page.get_by_role("link", name="Profiel van Gent").press("Enter")
    expect(page).to_have_url(re.compile("/gemeente"), timeout=20_000)


def test_who_asks_for_less_movement_gets_none(monitor: str, page: Page):
    page.emulate_media(reduced_motion="reduce")
    drawn(page, f"{monitor}/kaart?soort=provincie&periode=2025-09")
    page.get_by_role("button", name="Maanden bekijken").press("Enter")
    page.get_by_role("slider", name="Maand op de kaart").wait_for(timeout=60_000)
    expect(page.get_by_role("button", name="Afspelen")).to_have_count(0)
    moving = "() => [...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert (
        page.evaluate(moving.replace("!== '0s'", "!== '0s' && getComputedStyle(e).transitionProperty !== 'none'")) == 0
    )


def test_on_paper_a_dark_screen_is_ink_on_white_and_no_chart_is_wider_than_the_sheet(monitor: str, page: Page):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1440, "height": 900})
    opened(page, f"{monitor}/gemeenten?gemeenten=44021%2B11002")
    settled(page)
    screen = page.evaluate("document.querySelector('.js-plotly-plot .xtick text').style.fill")
    sheets = pdf_pages(page)
    assert "hoger in" in sheets[0]
    assert "Leefloongraad, Gent" in "".join(sheets), "de tabel van de grafiek staat open"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (
        page.evaluate("document.querySelector('.js-plotly-plot .svg-container').getBoundingClientRect().width") <= 700
    )
    assert page.evaluate("document.querySelector('.js-plotly-plot .xtick text').style.fill") != screen
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelector('.js-plotly-plot .xtick text').style.fill") == screen
    page.emulate_media(color_scheme="dark", media="print")
    dark_ink = (
        "e => { const [r, g, b] = getComputedStyle(e).color.match(/\\d+/g).map(Number); return r + g + b < 400; }"
    )
    for part in ("h1", "td", "caption", "h2"):
        assert page.locator(part).first.evaluate(dark_ink), part
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )


def test_an_embedded_page_keeps_its_finding_and_its_warning_and_leads_out_of_the_frame(monitor: str, page: Page):
    opened(page, f"{monitor}/?embed=true")
    expect(page.get_by_role("navigation", name="Pagina's")).to_have_count(0)
    expect(page.get_by_text("VOORBEELDCIJFERS").first).to_be_visible()
    out = page.get_by_role("link", name="Open deze weergave in de Activeringsmonitor")
    expect(out).to_have_attribute("target", "_blank")
    assert "embed" not in (out.get_attribute("href") or "embed")
    page.locator("td a, th a").first.click()
    expect(page).to_have_url(re.compile("gebied=[0-9]{5}.*embed=true"))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("in Vlaanderen", timeout=20_000)
    expect(page.get_by_role("navigation", name="Pagina's")).to_have_count(0)
