"""The page that sets municipalities side by side: normal, old, small, masked, too few and too many places, and what stays."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import areas, comparators, figures
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.snapshots import Storage
from tests.pages import PATIENCE, heading, html, notices, opened, words


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_places_stand_beside_a_comparator_with_its_number_and_date_and_chance_when_asked():
    app = opened("gemeenten", gemeenten="12009+44021", vergelijk="groep:grootteklasse:groot")
    assert heading(app).startswith(
        "In december 2025 was de leefloongraad, vergeleken met de 98 grote OCMW's van 1 januari 2025 ("
    )
    assert "Leefloongraad t.o.v. de 98 grote OCMW's van 1 januari 2025" in words(app)
    assert "Mediaan van 98 gemeenten met een cijfer" in words(app)
    assert "VOORBEELDCIJFERS" in html(app)
    assert html(app).count("am-naast") >= 7
    assert notices(app) == []
    assert whiskers(app) == 0
    app.toggle(key="kies_toeval").set_value(True).run()
    assert whiskers(app) == 2
    assert app.query_params["toeval"] in ("ja", ["ja"])


def whiskers(app: AppTest) -> int:
    return app.get("plotly_chart")[0].proto.spec.count('"arrayminus"')


def test_a_masked_share_shows_its_range_and_why_it_cannot_be_told_apart():
    app = opened("gemeenten", gemeenten="12009+73028", indicator="aandeel_jongvolwassenen")
    assert "Duffel (tussen 0% en 100%)" in heading(app)
    assert "Kan niet: door wat verborgen is, kan het beide kanten uit" in words(app)
    assert "Kan niet: het aantal personen met een leefloon is nul, dus er is niets om door te delen" in words(app)


def test_an_indicator_of_one_year_has_no_empty_chart():
    app = opened("gemeenten", gemeenten="12009+44021", indicator="inkomen_per_inwoner")
    assert not app.get("plotly_chart")
    assert "Van inkomen per inwoner kennen we maar één periode met cijfers. Een verloop is er dus niet." in notices(app)


def choosing(**keys: str) -> AppTest:
    """Only what the page's choosers do with these keys of an address, without the page under them."""

    def script() -> None:
        import streamlit as st

        from dashboard import store
        from dashboard.components import choosers_gemeenten

        view = choosers_gemeenten.choice(store.current_id())
        st.text("+".join(view.codes))
        st.text(view.comparator.naam)

    app = AppTest.from_function(script, default_timeout=PATIENCE)
    for key, value in keys.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, [entry.message for entry in app.exception]
    return app


def test_old_names_lead_to_todays_municipality_and_say_why():
    app = choosing(gemeenten="Borgloon+44021")
    assert notices(app) == ["Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon."]
    chosen = app.multiselect(key="kies_gemeenten")
    assert chosen.value == ["73111", "44021"]
    assert "Borgloon (nu Tongeren-Borgloon)" in chosen.options
    chosen.set_value(["44021", "Kortessem"]).run()
    assert app.query_params["gemeenten"] in ("44021+Kortessem", ["44021+Kortessem"])
    assert "Kortessem is sinds 1 januari 2025 deel van Hasselt." in notices(app)
    assert app.text[0].value == "44021+71072"


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
    assert any(text.startswith(notice) for text in notices(choosing(**keys)))


def test_an_own_group_of_the_link_is_the_comparator_everywhere():
    app = choosing(gemeenten="12009+44021", vergelijk="groep", groep="Kust:31005+35013")
    assert app.text[1].value == "uw groep Kust (2 gemeenten van 1 januari 2025)"
    app.multiselect(key="kies_groep_leden").set_value(["31005", "35013", "11002"]).run()
    assert app.text[1].value == "uw groep Kust (3 gemeenten van 1 januari 2025)"
    app.multiselect(key="kies_groep_leden").set_value([]).run()
    assert "groep" not in app.query_params
    assert app.text[1].value == "de 285 Vlaamse gemeenten van 1 januari 2025"


def test_what_one_statement_answers_is_what_each_question_answers_alone(shipped: Database):
    group = comparators.find(shipped, "klasse", areas.find(shipped, "12009", "gemeente"))
    places = ("12009", "73028", "73111")
    periods = {
        "leefloongraad": "2025-12",
        "registratiegraad": "2025-12",
        "twe_uitstroom_3m": "",
        "inkomen_per_inwoner": "2023",
    }
    for ask in (group.question, lambda name, periode: Question(name, gebieden=places, periode=periode)):
        questions = [ask(name, periode) for name, periode in periods.items()]
        for question, found in zip(questions, figures.side_by_side(shipped, questions, "s"), strict=True):
            assert len(found)
            pd.testing.assert_frame_equal(found, figures.figures(shipped, question, "s"))
    with pytest.raises(ValueError, match="same areas"):
        figures.side_by_side(shipped, [Question("leefloon"), Question("leefloongraad", gebieden=places)], "s")


def test_the_page_a_reader_comes_from_keeps_its_place():
    app = choosing(gebied="31005")
    assert app.multiselect(key="kies_gemeenten").value == ["31005", "11002"]


def test_a_page_without_groups_says_so():
    app = opened("grootteklassen", gebied="groep", groep="Kust:31005+35013")
    assert notices(app)[0] == "Deze pagina toont geen eigen groep. U ziet nu Vlaanderen."
