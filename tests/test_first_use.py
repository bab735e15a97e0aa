"""A newcomer: three choices to the answer, and every word of the field explained where it stands."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.components import start
from dashboard.markup import link
from tests import english, pages
from tests.browser import opened


def answer(app) -> str:
    """The address the third step leads to; empty while it waits for a municipality."""
    found = re.search(r'am-start-drie.*?href="([^"]*)"', pages.html(app))
    return found[1] if found else ""


@pytest.fixture(scope="module")
def reader(opslag, snapshot):
    """The overview as a newcomer opens it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
        yield pages.opened()


def test_the_steps_wait_for_a_municipality_lead_to_its_answer_and_close_for_the_session(reader):
    assert start.FIRST in pages.words(reader)
    assert reader.selectbox(key=start.BESIDE).disabled
    reader.selectbox(key=start.PLACE).select("Borgloon").run()
    assert "Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon." in pages.words(reader)
    expected = {"gebied": "73111", "soort": "gemeente", "vergelijk": "vlaanderen"}
    assert answer(reader) == re.search('href="([^"]*)"', link("x", expected, "gemeente"))[1]
    chosen = reader.selectbox(key=start.BESIDE)
    assert not chosen.disabled
    assert not any(label.startswith(start.THAN) for label in chosen.options)
    reader.button(key="start_sluiten").click().run()
    assert start.WORDS not in pages.words(reader)
    reader.button(key="start_openen").click().run()
    assert start.WORDS in pages.words(reader)


def test_who_comes_for_a_place_gets_no_steps(reader):
    assert start.WORDS not in pages.words(pages.opened(gebied="44021"))


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_newcomer_reaches_the_answer_by_keyboard_and_asks_what_a_word_means(monitor: str, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, monitor)
    box = page.get_by_label("1. Uw gemeente")
    box.focus()
    page.keyboard.type("Genk")
    expect(page.get_by_role("option", name="Genk")).to_be_visible()
    assert english.shown(page) == []
    page.keyboard.press("Enter")
    onward = page.get_by_role("link", name="Toon Genk")
    expect(onward).to_be_visible(timeout=20_000)
    onward.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1).filter(has_text="Genk ligt hoger dan Vlaanderen")).to_be_visible(
        timeout=30_000
    )
    word = page.locator("h1 .am-woord").first
    expect(word).to_be_visible()
    word.focus()
    page.keyboard.press("Enter")
    bubble = page.locator(".am-uitleg:popover-open")
    expect(bubble).to_contain_text("per 1.000 inwoners")
    expect(page.locator("#am-uitleg-stem")).to_contain_text("per 1.000 inwoners")
    left, right = bubble.evaluate(
        "element => [element.getBoundingClientRect().left, element.getBoundingClientRect().right]"
    )
    assert left >= 0
    assert right <= 390
    page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
    assert word.evaluate("element => element === document.activeElement")
