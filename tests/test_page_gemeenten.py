"""The page that sets municipalities side by side: normal, old, small, masked, too few and too many places, and what stays."""

import pytest

from dashboard.snapshots import Storage
from tests.pages import heading, html, notices, opened, words


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_places_stand_beside_a_comparator_with_its_number_and_date():
    app = opened("gemeenten", gemeenten="12009+44021", vergelijk="groep:grootteklasse:groot")
    assert heading(app).startswith(
        "In december 2025 was de leefloongraad, vergeleken met de 98 grote OCMW's van 1 januari 2025 ("
    )
    assert "Leefloongraad t.o.v. de 98 grote OCMW's van 1 januari 2025" in words(app)
    assert "Mediaan van 98 gemeenten met een cijfer" in words(app)
    assert "VOORBEELDCIJFERS" in html(app)
    assert html(app).count("am-naast") >= 7
    assert notices(app) == []


def test_a_masked_share_shows_its_range_and_why_it_cannot_be_told_apart():
    app = opened("gemeenten", gemeenten="12009+73028", indicator="aandeel_jongvolwassenen")
    assert "Duffel (tussen 0% en 100%)" in heading(app)
    assert "Kan niet: door wat verborgen is, kan het beide kanten uit" in words(app)
    assert "Kan niet: het aantal personen met een leefloon is nul, dus er is niets om door te delen" in words(app)


def test_an_indicator_of_one_year_has_no_empty_chart():
    app = opened("gemeenten", gemeenten="12009+44021", indicator="inkomen_per_inwoner")
    assert not app.get("plotly_chart")
    assert "Van inkomen per inwoner kennen we maar één periode met cijfers. Een verloop is er dus niet." in notices(app)


def test_old_names_lead_to_todays_municipality_and_say_why():
    app = opened("gemeenten", gemeenten="Borgloon+44021")
    assert "Tongeren-Borgloon" in heading(app)
    assert notices(app) == ["Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon."]
    chosen = app.multiselect(key="kies_gemeenten")
    assert chosen.value == ["73111", "44021"]
    assert "Borgloon (nu Tongeren-Borgloon)" in chosen.options
    chosen.set_value(["44021", "Kortessem"]).run()
    assert app.query_params["gemeenten"] in ("44021+Kortessem", ["44021+Kortessem"])
    assert "Kortessem is sinds 1 januari 2025 deel van Hasselt." in notices(app)


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        ({"gemeenten": "44021"}, "Kies minstens 2 gemeenten om te vergelijken."),
        ({"gemeenten": "44021+Xyzzy+11002"}, "Geen gemeente gevonden met de naam of code 'Xyzzy'."),
        (
            {"gemeenten": "44021+11002+12009+31005+35013+24062+13040+41002+71016"},
            "Er passen hoogstens 8 gemeenten naast elkaar. U ziet de eerste 8.",
        ),
        (
            {"gemeenten": "44021+11002", "vergelijk": "xyzzy"},
            "Geen gebied gevonden met de naam of code 'xyzzy'. U vergelijkt nu met de 285 Vlaamse gemeenten van 1 januari 2025.",
        ),
        (
            {"gemeenten": "73028+11002", "vergelijk": "regiegebied"},
            "We weten niet bij welk regiegebied Herstappe hoort. Dat betekent niet dat er geen is.",
        ),
    ],
)
def test_what_cannot_be_shown_is_named(keys: dict[str, str], notice: str):
    assert any(text.startswith(notice) for text in notices(opened("gemeenten", **keys)))


def test_an_own_group_of_the_link_is_the_comparator_everywhere():
    app = opened("gemeenten", gemeenten="12009+44021", vergelijk="groep", groep="Kust:31005+35013")
    assert "uw groep Kust (2 gemeenten van 1 januari 2025)" in heading(app)
    app.multiselect(key="kies_groep_leden").set_value(["31005", "35013", "11002"]).run()
    assert "uw groep Kust (3 gemeenten van 1 januari 2025)" in heading(app)
    app.multiselect(key="kies_groep_leden").set_value([]).run()
    assert "groep" not in app.query_params
    assert "de 285 Vlaamse gemeenten van 1 januari 2025" in heading(app)


def test_chance_is_drawn_only_when_it_is_asked_for():
    def whiskers(app):
        return app.get("plotly_chart")[0].proto.spec.count('"arrayminus"')

    assert whiskers(opened("gemeenten", gemeenten="12009+44021")) == 0
    asked = opened("gemeenten", gemeenten="12009+44021", toeval="ja")
    assert whiskers(asked) == 2
    asked.toggle(key="kies_toeval").set_value(False).run()
    assert "toeval" not in asked.query_params


def test_the_page_a_reader_comes_from_keeps_its_place():
    app = opened("gemeenten", gebied="31005")
    assert app.multiselect(key="kies_gemeenten").value == ["31005", "11002"]


def test_a_page_without_groups_says_so():
    app = opened("grootteklassen", gebied="groep", groep="Kust:31005+35013")
    assert notices(app)[0] == "Deze pagina toont geen eigen groep. U ziet nu Vlaanderen."
