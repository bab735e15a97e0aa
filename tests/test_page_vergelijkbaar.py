"""The page of municipalities alike: normal, nothing chosen, hidden characteristics, unknown weights, an extreme place."""

from __future__ import annotations

import pytest

from dashboard.snapshots import Storage
from tests.pages import heading, html, notices, opened, words

PAGE = "vergelijkbaar"
pytestmark = pytest.mark.traag


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_a_municipality_with_a_hidden_characteristic():
    app = opened(PAGE, gebied="41081", periode="2025-09", indicator="leefloongraad")
    assert heading(app) == (
        "Scherpenheuvel-Zichem, Bornem en Tessenderlo-Ham lijken het meest op Zottegem, op de kenmerken die u laat meetellen."
    )
    text = words(app)
    assert (
        "3 van deze 10 blijven altijd bij de 10, ook als elk gewicht de helft lichter of de helft zwaarder wordt"
        in text
    )
    assert (
        "Voor Zottegem is het aandeel jongvolwassenen niet precies gekend. We vergelijken op hoogstens 7 van de 8"
        in text
    )
    assert "grootteklasse (groot); bevolkingsdichtheid (493 en 480); inwoners (28.343 en 24.537) 7 van 8 altijd" in text
    assert "Aandeel 18–24 jaar 1 tussen 0% en 100% (verborgen) 33,3% (1 van 10 gekend) januari 2025" in text
    assert "Leefloongraad: gemiddelde van 2024" in text
    assert "de leefloongraad telt zelf mee bij de keuze" in text
    assert (
        "Samen, uit sommen: de 10 gemeenten die het meest op Zottegem lijken (kenmerken van 1 januari 2026 of eerder)"
        in text
    )
    assert "De mediaan over deze 10 gemeenten is" in text
    assert "VOORBEELDCIJFERS" in text
    assert notices(app) == []
    assert '"voorbeeld"' in app.get("plotly_chart")[0].proto.spec


def test_a_region_is_asked_to_choose_one_municipality():
    app = opened(PAGE)
    assert heading(app).startswith("Kies één gemeente.")
    assert "U koos Vlaanderen." in words(app)
    assert not app.get("plotly_chart")
    assert "Oostende" in heading(opened(PAGE, gebied="centrumstad:gent"))


def test_a_place_unlike_any_other_says_so():
    assert "Alle 10 staan even ver van Gent als twee willekeurige gemeenten van elkaar" in words(
        opened(PAGE, gebied="44021")
    )


def test_the_smallest_municipality():
    app = opened(PAGE, gebied="73028", indicator="registratiegraad")
    assert "lijken het meest op Herstappe" in heading(app)
    assert "niet precies gekend" in words(app)
    assert "n.b." in words(app)


def test_weights_of_the_address_count_and_unknown_ones_are_named():
    app = opened(PAGE, gebied="41081", gewichten="inwoners:3,klasse:0,geluk:2")
    assert notices(app)[0].startswith("Gewicht 'geluk:2' bestaat niet. Kies uit: inwoners, dichtheid")
    assert app.selectbox(key="kies_gewicht_inwoners").value == 3
    assert "Grootteklasse telt niet mee" in words(app)
    assert "7 van 7" in words(app) or "6 van 7" in words(app)


def test_choosing_a_weight_writes_the_address():
    app = opened(PAGE, gebied="41081")
    app.selectbox(key="kies_gewicht_inkomen").select(0).run()
    assert app.query_params["gewichten"] == "inkomen:0"
    app.selectbox(key="kies_gewicht_inkomen").select(1).run()
    assert app.query_params["gewichten"] == "gelijk"


def test_the_ten_become_the_comparator_of_every_page_or_an_own_group():
    app = opened(PAGE, gebied="41081", gewichten="inwoners:3")
    button = {entry.label: entry for entry in app.button}
    button["Vergelijk overal met deze gemeenten"].click().run()
    assert app.query_params["vergelijk"] == "vergelijkbaar:inwoners:3"
    assert "U vergelijkt nu op elke pagina met" in words(app)
    {entry.label: entry for entry in app.button}["Bewaar ze als eigen groep"].click().run()
    assert app.query_params["vergelijk"] == "groep"
    assert app.query_params["groep"].startswith("Meest als Zottegem:")
    assert app.query_params["groep"].count("+") == 9
    assert "verandert niet mee" in words(app)


def test_what_an_address_holds_cannot_become_html():
    app = opened(PAGE, gebied="41081", gewichten="<script>alert(1)</script>")
    assert "<script>" not in html(app)
