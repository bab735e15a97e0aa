"""The pages as a reader meets them: in a browser, by keyboard, on a phone, in the dark."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import english
from tests.accessible import pdf_pages, structure_faults, violations
from tests.browser import Outside, opened, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = [
    "",
    "gemeenten",
    "bronnen",
    "onderzoek",
    "kaart?soort=regiegebied&gebied=regiegebied:maasland",
    "vergelijkbaar?gebied=41081",
    "centrumsteden?gebied=44021",
    "regios?soort=regiegebied&gebied=regiegebied:maasland&naast=igs",
    "grootteklassen",
    "verdeelsleutel?gebied=regiegebied:welzijnsband-meetjesland&vte=3,6&caseload=40",
    "samenhang?gebied=regiegebied:maasland&voorstel=maasland:72003",
    "gemeente?gebied=Herstappe",
    "regio?gebied=regiegebied:maasland",
    "sinds?gebied=regiegebied:maasland&soort=regiegebied&vorige=2024-12",
    "overleg",
    "toegankelijkheid",
]
# What a reader can do nothing with on paper, unless a text speaks of it.
SCREEN_ONLY = re.compile("Download|Kopieer deze zin|Naar de inhoud|Link naar deze weergave")
PLACE = "?gebied=regiegebied:maasland&soort=regiegebied"


@pytest.mark.parametrize("path", [*PAGES, PLACE, "?gebied=niemandsland"])
def test_a_page_is_dutch_and_accessible_fits_a_phone_and_paper_and_asks_nothing_of_the_outside(
    monitor: str, page: Page, path: str
):
    outside = Outside(page)
    opened(page, f"{monitor}/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_title(re.compile("Activeringsmonitor$"))
    settled(page)
    assert outside.found == []
    assert english.shown(page) == []
    assert violations(page) == []
    assert structure_faults(page) == []
    paper = pdf_pages(page)
    assert all(len(text) > 40 for text in paper), "een lege bladzijde"
    assert re.findall(SCREEN_ONLY, "".join(paper)) == re.findall(
        SCREEN_ONLY, "".join(page.locator("em").all_inner_texts())
    )
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 844})
    page.wait_for_timeout(1500)
    wide = "() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth; }"
    assert page.evaluate(wide) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") == "dark"
    assert violations(page) == []


def test_a_chart_is_saved_as_a_drawing_and_as_a_picture_with_title_source_and_sample_mark(monitor: str, page: Page):
    opened(page, f"{monitor}/?gebied=44021")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    saved = {}
    for form in ("SVG", "PNG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {form}").first.press("Enter")
        saved[form] = download.value
    assert saved["SVG"].suggested_filename == "activeringsmonitor-leefloon-voorbeeldcijfers.svg"
    drawing = saved["SVG"].path().read_text(encoding="utf-8")
    for text in ("Personen met een leefloon, Gent", "Bron: POD MI", "snapshot", "VOORBEELDCIJFERS"):
        assert text in drawing
    assert saved["PNG"].path().read_bytes().startswith(b"\x89PNG")


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
    expect(page.get_by_role("heading", level=1).filter(has_text="Vlaanderen")).to_be_visible(timeout=20_000)


def test_everything_works_by_keyboard(monitor: str, page: Page):
    opened(page, monitor)
    box = page.get_by_label("Zoek een gemeente of regio")
    for _ in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.type("Zwevegem")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1).filter(has_text="Zwevegem")).to_be_visible(timeout=20_000)
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
    expect(page.get_by_role("heading", level=1).filter(has_text="in Gent")).to_be_visible(timeout=20_000)


MAP = "kaart?gebied=44021&periode=2025-09"


def drawn(page: Page, address: str) -> Page:
    """The map page with its map drawn."""
    opened(page, address)
    page.locator(".am-kaart-tabel tbody tr").first.wait_for(timeout=60_000)
    return page


def inside(page: Page, nis: str) -> tuple[float, float]:
    """A point on the screen where the map shows a municipality."""
    found = page.evaluate(
        """nis => {
          const path = document.querySelector(`.am-l-vlakken path[data-nis='${nis}']`);
          path.scrollIntoView({ block: "center" });
          const box = path.getBoundingClientRect();
          for (let step = 1; step < 100; step++) {
            const [x, y] = [box.x + (box.width * (step % 10)) / 10, box.y + (box.height * Math.floor(step / 10)) / 10];
            if (document.elementFromPoint(x, y) === path) return [x, y];
          }
          return null;
        }""",
        nis,
    )
    assert found is not None
    return tuple(found)


def test_map_box_table_and_address_follow_a_click_on_the_map(monitor: str, page: Page):
    outside = Outside(page)
    drawn(page, f"{monitor}/{MAP}")
    page.mouse.click(*inside(page, "11002"))
    expect(page.get_by_role("heading", level=1).filter(has_text="Antwerpen")).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("gebied=11002"))
    expect(page.get_by_label("Zoek een gemeente of regio")).to_have_value("Antwerpen (gemeente)")
    expect(page.locator(".am-gekozen .am-rijkeuze")).to_have_text("Antwerpen")
    page.get_by_role("button", name="Genk", exact=True).click()
    expect(page.get_by_role("heading", level=1).filter(has_text="Genk")).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("gebied=71016"))
    page.go_back()
    expect(page.get_by_role("heading", level=1).filter(has_text="Antwerpen")).to_be_visible(timeout=30_000)
    assert outside.found == []


def test_the_map_is_one_stop_for_the_keyboard_and_arrows_walk_to_a_neighbour(monitor: str, page: Page):
    drawn(page, f"{monitor}/{MAP}")
    keeper = page.get_by_role("application")
    expect(keeper).to_have_count(1)
    page.locator("body").press("Tab")
    keeper.focus()
    expect(page.locator(".am-kaart-stem")).to_contain_text("Gent: 24,4 per 1.000 inwoners")
    page.keyboard.press("ArrowRight")
    said = page.locator(".am-kaart-stem").inner_text()
    name = said.partition(":")[0]
    assert name != "Gent"
    expect(page.locator(".am-aandacht")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1).filter(has_text=name)).to_be_visible(timeout=30_000)
    expect(page.get_by_label("Zoek een gemeente of regio")).to_have_value(f"{name} (gemeente)")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".am-kaart-stem")).not_to_contain_text(f"{name}:")


def test_the_table_of_the_map_is_sorted_by_its_headings(monitor: str, page: Page):
    drawn(page, f"{monitor}/{MAP}")
    first = page.locator(".am-kaart-tabel tbody tr").first
    expect(first).to_contain_text("Aalst")
    page.get_by_role("button", name="per 1.000 inwoners").click()
    expect(first).to_contain_text("Gent")
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.get_by_role("button", name="per 1.000 inwoners").click()
    expect(first).to_contain_text("Voeren")


def test_months_are_fetched_when_asked_and_scrubbed_in_the_browser(monitor: str, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    drawn(page, f"{monitor}/kaart?soort=provincie&periode=2025-09")
    assert not any("maanden" in address for address in asked)
    page.get_by_role("button", name="Maanden bekijken").click()
    slider = page.get_by_role("slider", name="Maand op de kaart")
    slider.wait_for(timeout=60_000)
    expect(page.locator(".am-kaart-maand")).to_have_text("september 2025")
    before = len(asked)
    slider.press("Home")
    expect(page.locator(".am-kaart-maand")).to_have_text("januari 2015")
    expect(page.locator(".am-kaart-titel strong")).to_contain_text("januari 2015")
    assert len(asked) == before
    page.get_by_role("button", name="Toon deze maand op de hele pagina").click()
    expect(page.get_by_role("heading", level=1).filter(has_text="januari 2015")).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("periode=2015-01"))


def test_the_map_can_be_saved_as_a_picture_and_as_a_drawing(monitor: str, page: Page, tmp_path):
    drawn(page, f"{monitor}/{MAP}")
    for kind, magic in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download(timeout=60_000) as download:
            page.locator(".st-key-acties_beeld").get_by_role("button", name=f"Download {kind}").click()
        name = f"activeringsmonitor-kaart-leefloongraad-gemeente-2025-09-voorbeeldcijfers.{kind.lower()}"
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
        content = (tmp_path / name).read_bytes()
        assert content.startswith(magic)
        assert len(content) > 50_000


def test_where_signing_in_is_not_configured_there_is_no_page_and_no_way_in(monitor: str, page: Page):
    opened(page, monitor)
    assert page.get_by_role("link", name="Gegevens inladen").count() == 0
    assert page.get_by_role("button", name="Beheer").count() == 0
    for path in ("auth/login", "oauth2callback"):
        assert page.request.get(f"{monitor}/{path}").status == 404
    page.goto(f"{monitor}/inladen")
    expect(page.get_by_text("Deze pagina bestaat niet")).to_be_visible()
    assert "inladen" not in page.locator("h1").first.inner_text()
