"""What a reader chooses on one page on every other page: choosable by typing, in the address, kept on moving, or said why not."""

import re
from urllib.parse import parse_qs

import pytest

from dashboard.components.addresses import KEYS
from dashboard.components.carried import EVERYWHERE, NOT_HERE, WORDS, unused
from dashboard.snapshots import Storage
from tests.pages import notices, opened, words
from tests.test_kaart import _served_storage  # noqa: F401 - a drawing for the map

ASKED = {
    "gebied": "Borgloon",
    "soort": "gemeente",
    "indicator": "werkzoekendengraad",
    "periode": "2024-05",
    "vergelijk": "groep",
    "indeling": "destijds",
    "groep": "Kust:31005+35013",
}
WIDGETS = {
    "gebied": ("kies_gebied", "kies_open", "kies_regio", "kies_gemeenten"),
    "indicator": ("kies_indicator",),
    "periode": ("kies_periode",),
    "vergelijk": ("kies_vergelijk",),
    "indeling": ("kies_indeling",),
    "groep": ("kies_groep_leden",),
}
PAGES = [page for page in NOT_HERE if page]


def offered(app) -> set[str]:
    """The keys a page has a chooser for that searches while one types."""
    here = {widget.key for widget in [*app.selectbox, *app.multiselect]}
    return {key for key, names in WIDGETS.items() if here & set(names)}


@pytest.mark.parametrize("page", ["", *PAGES])
def test_each_choice_is_offered_or_said_not_to_count_and_is_kept(page: str, opslag: Storage):
    app = opened(page, **ASKED)
    carried = {key: app.query_params[key] for key in ASKED}
    assert {key: value[0] if isinstance(value, list) else value for key, value in carried.items()} == ASKED
    for link in app.get("page_link"):
        kept = parse_qs(link.proto.query_string)
        assert {key: kept[key][0] for key in ASKED} == ASKED
    said = words(app)
    for key in EVERYWHERE:
        assert (key in offered(app)) != (key in NOT_HERE[page]), key
        if key in NOT_HERE[page]:
            sentence = re.search(
                r"Deze pagina gebruikt [^.]*\. Wat u koos, blijft bewaard voor de andere pagina's\.", said
            )
            assert sentence
            assert WORDS[key] in sentence[0]
            assert NOT_HERE[page][key] in sentence[0]
    if page in ("", "kaart", "gemeenten"):
        assert "Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon." in notices(app)


def test_every_page_of_the_navigation_is_in_the_matrix():
    from dashboard.database import ROOT

    known = {path.stem for path in (ROOT / "pages").glob("*.py")}
    without_choices = {"inladen", "toegankelijkheid"}
    assert known - without_choices == {page or "overzicht" for page in NOT_HERE}
    assert set(EVERYWHERE) <= set(KEYS)


@pytest.mark.parametrize(
    ("page", "address", "said"),
    [
        ("", {"indicator": "leefloongraad", "indeling": "huidig", "vergelijk": "vlaanderen"}, ""),
        ("gemeenten", {"indeling": "huidig", "vergelijk": "klasse"}, ""),
        ("bronnen", {"gebied": "vlaanderen:vlaanderen", "indeling": "huidig"}, ""),
        (
            "",
            {"indicator": "twe_lopend"},
            "Deze pagina gebruikt de indicator (TWE lopend) niet, want ze gaat altijd over het leefloon en de "
            "leefloongraad. Wat u koos, blijft bewaard voor de andere pagina's.",
        ),
        (
            "grootteklassen",
            {"groep": "Kust:31005", "vergelijk": "klasse", "indeling": "destijds"},
            "Deze pagina gebruikt uw eigen groep en de vergelijking niet, want ze vergelijkt grootteklassen met elkaar; en de "
            "gemeenten van destijds niet, want ze toont altijd de gemeenten van vandaag. Wat u koos, blijft bewaard voor de "
            "andere pagina's.",
        ),
    ],
)
def test_only_a_choice_that_does_not_count_is_named(page, address, said):
    assert unused(page, address) == said
