"""Nothing English reaches a reader: Streamlit's own words, what files say of themselves, and the list that finds it."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
import streamlit
from starlette.responses import PlainTextResponse

from dashboard import glossary
from dashboard.catalogue import catalogue
from dashboard.database import ROOT
from dashboard.export import workbook
from dashboard.refusals import DutchRefusals
from tests import english

SCRIPT = (ROOT / "dashboard" / "static" / "nederlands.js").read_text(encoding="utf-8")
WORDS = re.findall(r'^ {2}"((?:[^"\\]|\\.)+)":\s', SCRIPT, re.MULTILINE)
PHRASES = list(re.findall(r'^ {2}\["([^"]*)", "([^"]*)", "[^"]*§?[^"]*"\],', SCRIPT, re.MULTILINE))
# Words Streamlit's script puts together itself, and what stands in it.
PUT_TOGETHER = {
    "— running": "stateLabel:`running`",
    "— complete": "stateLabel:`complete`",
    "— error": "stateLabel:`error`",
    "Press Enter to apply": "Press Enter to ${",
    "Press Enter to submit form": "`submit form`",
    "The page that you have requested does not seem to exist. Running the app's main page.": "Running the app's main page.",
    "MB per file": " per file",
    "MB or smaller.": " or smaller.",
    " matches": " matches",
    " option available.": " available.",
    " options available.": " available.",
    " options. Remove an option first.": ". Remove an option first.",
}


@pytest.fixture(scope="module")
def scripts() -> str:
    """Everything Streamlit sends to a browser but its drawing libraries."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    files = [path for path in folder.glob("*.js") if path.stat().st_size < 600_000]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


@pytest.mark.parametrize("words", [*WORDS, *(part for phrase in PHRASES for part in phrase if part)])
def test_streamlit_still_writes_what_is_put_in_dutch(scripts: str, words: str):
    assert PUT_TOGETHER.get(words, words) in scripts


def test_the_list_of_words_is_read():
    assert len(WORDS) > 50
    assert len(PHRASES) > 8


@pytest.mark.parametrize(
    "text", ["No results", "Press Enter to apply", "318 options available.", "Selected values", "May 2025"]
)
def test_english_is_found(text: str):
    assert english.found(text)


@pytest.mark.parametrize(
    "text",
    [
        "In mei 2025 was dat 12,3% van de inwoners.",
        "Download CSV",
        "https://example.org/the/page",
        "Ga verder met Enter",
    ],
)
def test_dutch_is_not_found(text: str):
    assert english.found(text) == []


REFUSALS = [
    (404, "File not found", "Dit bestand bestaat niet."),
    (404, "Deze kaart bestaat niet.", "Deze kaart bestaat niet."),
    (200, "Not Found", "Not Found"),
]


@pytest.mark.parametrize(("status", "text", "said"), REFUSALS)
def test_a_refusal_is_dutch_and_any_other_answer_passes(status: int, text: str, said: str):
    messages = []

    async def keep(message):
        messages.append(message)

    def run():
        answer = DutchRefusals(PlainTextResponse(text, status_code=status))
        anyio.run(answer, {"type": "http", "method": "GET"}, None, keep)

    with ThreadPoolExecutor(1) as thread:  # a browser test in this process may keep its own loop running
        thread.submit(run).result()
    start, body = messages
    assert (start["status"], body["body"].decode()) == (status, said)
    assert dict(start["headers"])[b"content-length"] == str(len(said)).encode()


def test_what_pages_explain_is_dutch():
    entries = glossary.entries(catalogue())
    assert [entry.naam for entry in entries if english.found(" ".join([entry.naam, entry.uitleg, *entry.vormen]))] == []


def test_a_form_explains_one_thing_only():
    forms = [form.casefold() for entry in glossary.entries(catalogue()) for form in entry.vormen]
    assert len(forms) == len(set(forms))
    assert {"leefloon", "leefloongraad", "registratiegraad", "regiegebieden", "ocmw's", "vdab"} <= set(forms)


def test_a_workbook_says_of_itself_what_it_is_in_dutch():
    import pandas as pd

    content = workbook(pd.DataFrame({"gebied": ["Gent"], "waarde": [1]}), [("Bron", "POD MI")], "Leefloon")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        said = parts.read("docProps/core.xml") + parts.read("docProps/app.xml") + parts.read("xl/workbook.xml")
    texts = re.findall(r">([^<>]+)<|name=\"([^\"]+)\"", said.decode())
    assert [text for pair in texts for text in pair if text != "false" and english.found(text)] == []
