"""The guide shows every page, and every picture it shows is there and small."""

import re

import pytest

from dashboard.database import ROOT
from tests.screenshots import FOLDER, PICTURES, SIGNED_IN, TEXT

GUIDE = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[([^\]]*)\]\((?:docs/)?beelden/([\w-]+\.png)\)", GUIDE)
MOST = 1_500_000


def test_there_is_a_picture_of_every_page_and_no_other():
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")} - {*SIGNED_IN, *TEXT}
    assert {picture.pagina for picture in PICTURES} == pages
    assert {path.name for path in FOLDER.iterdir()} == {picture.bestand for picture in PICTURES}


def test_the_pages_of_the_navigation_are_the_files():
    frame = (ROOT / "dashboard" / "app.py").read_text(encoding="utf-8")
    named = set(re.findall(r'_page\("(\w+)"', frame)) | {"overzicht"}
    assert named == {picture.pagina for picture in PICTURES} | {*SIGNED_IN, *TEXT}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.pagina)
def test_the_guide_shows_the_page_and_says_what_is_to_be_seen(picture):
    alternatives = [alt for alt, name in SHOWN if name == picture.bestand]
    assert len(alternatives) == 1
    assert len(alternatives[0]) > 20


def test_all_pictures_together_are_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
