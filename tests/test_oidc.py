"""Signing in with a real provider: no role no upload, the role opens it, a wrong file is refused, signing out closes it."""

import socket

import pytest
from playwright.sync_api import Page, expect

from tests import english
from tests.browser import PATIENCE, opened, served
from tests.oidc import Unavailable, installed, provided

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


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def guarded(opslag, tmp_path_factory):
    """The address of a monitor where one signs in. Nothing is accepted here: the storage is that of all tests."""
    folder = tmp_path_factory.mktemp("oidc")
    try:
        program = installed(folder)
    except Unavailable as error:
        pytest.skip(str(error))
    port, issuer_port = free_port(), free_port()
    with provided(program, issuer_port, f"http://localhost:{port}/oauth2callback") as issuer:
        (folder / "aanmelding.toml").write_text(SIGN_IN.format(port=port, issuer=issuer))
        settings = {"ACTIVERINGSMONITOR_AANMELDING": str(folder / "aanmelding.toml")}
        with served(opslag.snapshots.parent, folder / "log.txt", port, settings) as address:
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


def test_the_role_opens_the_page_a_wrong_file_is_refused_and_signing_out_closes_it(
    guarded: str, visitor: Page, tmp_path
):
    wrong = tmp_path / "levering.csv"
    wrong.write_text("a;b\n1;2\n")
    signed_in(visitor, guarded, "an+inlader")
    assert english.shown(visitor) == []
    visitor.locator("input[type=file]").set_input_files(wrong)
    visitor.get_by_role("button", name="Nakijken en verschillen tonen").click()
    expect(visitor.get_by_text("levering.csv:-:1:-: Dit bestand is van geen gekende bron")).to_be_visible(
        timeout=60_000
    )
    assert "Traceback" not in visitor.locator("body").inner_text()
    assert visitor.get_by_role("button", name="Aanvaarden en inladen").count() == 0
    visitor.get_by_role("button", name="Afmelden").click()
    visitor.get_by_role("button", name="Yes, sign me out").click()  # the provider asks whether its own session ends too
    visitor.wait_for_url(f"{guarded}/")
    opened(visitor, f"{guarded}/inladen")
    expect(visitor.get_by_role("button", name="Aanmelden", exact=True)).to_be_visible()


def test_where_signing_in_is_not_configured_there_is_no_page_and_no_way_in(monitor: str, visitor: Page):
    opened(visitor, monitor)
    assert visitor.get_by_role("link", name="Gegevens inladen").count() == 0
    assert visitor.get_by_role("button", name="Beheer").count() == 0
    for path in ("auth/login", "oauth2callback"):
        assert visitor.request.get(f"{monitor}/{path}").status == 404
    visitor.goto(f"{monitor}/inladen")
    expect(visitor.get_by_text("Deze pagina bestaat niet")).to_be_visible()
    assert "inladen" not in visitor.locator("h1").first.inner_text()
