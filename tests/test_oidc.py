"""Signing in with a real provider: no role no upload; with the role a file is refused, or accepted and undone."""

import socket

import pytest
from playwright.sync_api import Page, expect

from dashboard.ingest.load import load
from dashboard.snapshots import Storage, current
from tests.browser import PATIENCE, opened, served
from tests.deliveries import pod_mi, pod_mi_row
from tests.oidc import Unavailable, installed, provided
from tests.test_snapshots import SAMPLE

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.xdist_group("browser")]
SIGN_IN = """[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "een-sleutel-die-alleen-deze-test-kent"
client_id = "monitor"
client_secret = "geheim-van-de-test"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
[auth.client_kwargs]
scope = "openid profile rollen"
prompt = "login"
"""


ANTWERPEN, BEFORE, AFTER = "11002", 20_001, 20_002
LONG, LOOK = 60_000, "Nakijken en verschillen tonen"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def delivered(path, persons: int):
    return pod_mi(path, pod_mi_row(ANTWERPEN, 202406, persons))


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Storage:
    """A storage with one small sample delivery, so that a load takes seconds."""
    root = tmp_path_factory.mktemp("oidc-opslag")
    found = Storage(root / "bronnen", root / "opslag" / "ontvangen", root / "opslag" / "snapshots")
    found.sources.mkdir()
    delivered(found.sources / "voorbeeld.csv", BEFORE)
    (found.sources / "leveringen.yaml").write_text(SAMPLE, encoding="utf-8")
    load(found, [], progress=lambda line: None)
    return found


@pytest.fixture(scope="module")
def guarded(place, tmp_path_factory):
    """The address of a monitor where one signs in."""
    folder = tmp_path_factory.mktemp("oidc")
    try:
        program = installed(folder)
    except Unavailable as error:
        pytest.skip(str(error))
    port, issuer_port = free_port(), free_port()
    with provided(program, issuer_port, f"http://localhost:{port}/oauth2callback") as issuer:
        (folder / "aanmelding.toml").write_text(SIGN_IN.format(port=port, issuer=issuer))
        settings = {
            "ACTIVERINGSMONITOR_AANMELDING": str(folder / "aanmelding.toml"),
            "ACTIVERINGSMONITOR_BRONNEN": str(place.sources),
        }
        with served(place.snapshots.parent, folder / "log.txt", port, settings) as address:
            yield address


@pytest.fixture
def visitor(browser, browser_context_args):
    """A browser that nobody signed in with before."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


def signed_in(page: Page, address: str, name: str) -> Page:
    opened(page, f"{address}/inladen")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{address}/")
    return opened(page, f"{address}/inladen")


def test_a_user_without_the_role_gets_a_sentence_and_no_upload(guarded: str, visitor: Page):
    signed_in(visitor, guarded, "jan+lezer")
    expect(visitor.get_by_text("u hebt de rol niet")).to_be_visible()
    assert visitor.locator("input[type=file]").count() == 0


def test_the_role_opens_the_page_and_signing_out_closes_it(guarded: str, visitor: Page, place: Storage, tmp_path):
    page, standing = signed_in(visitor, guarded, "an+inlader"), current(place).id
    wrong, refused = (
        tmp_path / "levering.csv",
        page.get_by_text("levering.csv:-:1:-: Dit bestand is van geen gekende bron"),
    )
    wrong.write_text("a;b\n1;2\n")
    page.locator("input[type=file]").set_input_files(wrong)
    page.get_by_role("button", name=LOOK).click()
    expect(refused).to_be_visible(timeout=LONG)
    assert "Traceback" not in page.locator("body").inner_text()
    assert page.get_by_role("button", name="Aanvaarden en inladen").count() == 0

    page.locator("input[type=file]").set_input_files(delivered(tmp_path / "levering-juni.csv", AFTER))
    expect(refused).to_have_count(0)  # the page has seen that another file was chosen
    page.get_by_role("button", name=LOOK).click()
    expect(page.get_by_text("Antwerpen juni 2024: 20.001 → 20.002")).to_be_visible(timeout=LONG)
    assert current(place).id == standing
    page.get_by_role("button", name="Aanvaarden en inladen").click()
    expect(page.get_by_text("is van kracht. Nieuwe pagina's tonen het meteen.")).to_be_visible(timeout=LONG)
    loaded = current(place).id
    assert loaded != standing
    expect(page.get_by_text(f"Snapshot {loaded} is van kracht.")).to_be_visible()

    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)
    page.get_by_role("combobox", name="Snapshot").click()
    page.get_by_role("combobox", name="Snapshot").fill(standing)
    page.get_by_role("option", name=standing).click()
    expect(page.get_by_text("Antwerpen juni 2024: 20.002 → 20.001")).to_be_visible(timeout=LONG)
    assert current(place).id == loaded
    page.get_by_role("button", name="Terugkeren").click()
    expect(page.get_by_text(f"Snapshot {standing} is weer van kracht.")).to_be_visible(timeout=LONG)
    assert current(place).id == standing

    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Yes, sign me out").click()  # the provider asks whether its own session ends too
    page.wait_for_url(f"{guarded}/")
    opened(page, f"{guarded}/inladen")
    expect(page.get_by_role("button", name="Aanmelden", exact=True)).to_be_visible()
