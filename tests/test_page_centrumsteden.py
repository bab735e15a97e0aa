"""The page of the 13 centrumsteden, with normal, masked, missing and extreme figures."""

from __future__ import annotations

import json

import pytest

from dashboard.snapshots import Snapshot, Storage
from tests.pages import heading, html, notices, opened, words

PAGE = "centrumsteden"


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def charts_of(app) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


def test_it_opens_with_the_spread_and_every_part():
    app = opened(PAGE)
    text = words(app)
    assert heading(app).startswith(
        "Eind december 2025 lag de registratiegraad in de 13 centrumsteden tussen 46,3% (Gent) en "
    )
    assert len(charts_of(app)) == 6
    assert all("VOORBEELDCIJFERS" in chart for chart in charts_of(app))
    assert "Streeplijn: de 285 Vlaamse gemeenten van 1 januari 2025" in text
    assert "overdispersie" in text
    assert (
        "Vergeleken met de 285 Vlaamse gemeenten van 1 januari 2025 liggen buiten de grenzen van 99,8%: Aalst" in text
    )
    assert "zegt niet dat het ene door het andere komt" in text
    assert "gewone schommeling" in text
    assert text.count("13 gerangschikt, 1 is het hoogste cijfer") == 3
    assert notices(app) == []


def test_a_city_stands_out_by_its_municipality_and_is_set_beside_the_comparator():
    app = opened(PAGE, gebied="44021", indicator="twe_uitstroom_3m", vergelijk="centrumsteden")
    assert "34,8%" in heading(app)
    assert "in Gent" in heading(app)
    assert "de 13 centrumsteden van 1 januari 2025 (38,0%)" in heading(app)
    assert "Gent staat op plaats 12 van 13, van hoog naar laag; door toeval alleen kan dat plaats" in words(app)
    shown = [[note["text"] for note in json.loads(chart)["layout"]["annotations"]] for chart in charts_of(app)[:3]]
    assert all("<b>Gent</b>" in notes for notes in shown)


def test_a_masked_city_is_shown_as_a_range_in_every_part():
    app = opened(PAGE, periode="2021-12", gebied="centrumstad:hasselt", soort="centrumstad")
    text = words(app)
    assert "tussen 55,3% en 55,6%" in text
    assert "bereik: in 1 van de 2 delen is iets verborgen" in text
    assert "229–231 43,3–45,0%" in text
    assert "1 stad telt daarin niet mee" in text
    assert '"pattern":{"fgcolor"' in charts_of(app)[0].replace(" ", "")


def test_before_the_first_window_of_quarters_there_is_no_outflow_and_it_says_so():
    app = opened(PAGE, periode="2018-03", sinds="2016-01")
    assert any("Een trechter kan niet" in text for text in notices(app))
    assert "De verandering loopt tot maart 2018" in words(app)


def test_too_little_past_gives_no_verdict():
    app = opened(PAGE, periode="2018-01", sinds="2015-01")
    assert "er zijn minder dan 24 maanden om mee te vergelijken" in words(app)
    assert "nergens zeker meer" not in words(app)


def test_the_outflow_within_twelve_months_can_be_chosen():
    app = opened(PAGE, indicator="twe_uitstroom_12m")
    assert "TWE-uitstroom 12 maanden" in words(app)
    assert "TWE-uitstroom 3 maanden" not in words(app)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"gebied": "Essen"}, "Essen is geen centrumstad. Er is geen stad uitgelicht."),
        ({"gebied": "niemandsland"}, "niemandsland"),
        ({"indicator": "niets"}, "'niets' is hier niet beschikbaar"),
        ({"sinds": "2031-01"}, "'2031-01' is hier niet beschikbaar"),
        ({"vergelijk": "groep:99999"}, "99999"),
    ],
)
def test_what_does_not_exist_or_is_not_shown_is_said(keys: dict, said: str):
    assert any(said in text for text in notices(opened(PAGE, **keys)))


def test_the_link_holds_every_choice_written_out():
    app = opened(PAGE)
    code = next(entry.value for entry in app.code if "periode=" in entry.value)
    for key in (
        "gebied=",
        "indicator=registratiegraad",
        "periode=2025-12",
        "vergelijk=vlaanderen",
        "sinds=2024-09",
        "snapshot=",
    ):
        assert key in code


def test_every_chart_has_a_text_that_states_the_finding():
    app = opened(PAGE)
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert len(alts) == 6
    assert all(alt.endswith("De tabel onder de grafiek geeft elk cijfer.") for alt in alts)
    assert "46,3% (Gent)" in alts[0]
    assert html(app).count("am-voorbeeld") > 6
