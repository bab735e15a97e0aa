"""The page of the cost sharing: a region with hidden counts, an own group with figures of one's own, and what cannot be."""

from __future__ import annotations

import re

import pytest

from dashboard.snapshots import Storage
from tests.pages import heading, html, notices, opened, words

PAGE = "verdeelsleutel"
LIFT = "LiFT:23025+23047+23088+23094"
pytestmark = pytest.mark.traag


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def columns(app) -> dict[str, list[str]]:
    """The cells of the table of amounts by heading."""
    table = re.search(r"<table[^>]*><caption>Bedrag per gemeente.*?</table>", html(app), re.DOTALL)[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)]
    return {name: [row[at] for row in rows[1:]] for at, name in enumerate(rows[0])}


def cents(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_a_region_with_hidden_counts_shows_ranges_and_names_who_is_left_out():
    app = opened(PAGE, gebied="regiegebied:welzijnsband-meetjesland", soort="regiegebied")
    assert (
        heading(app)
        .replace("\u00a0", " ")
        .startswith(
            "Verdeelt het regiegebied Welzijnsband Meetjesland € 43.250,00 volgens 40% leefloongerechtigden en 60% lopende "
            "TWE-trajecten, dan betaalt Eeklo het meest: tussen € "
        )
    )
    found = columns(app)
    for exact in ("Inwoners", "Leefloon"):
        *each, total = (cents(text) for text in found[exact])
        assert sum(each) == total == 4_325_000
    assert all("–" in text for text in found["Trajecten"][:-1])
    assert found["40% leefloon en 60% trajecten (uw keuze)"][-1] == found["Inwoners"][-1]
    text = words(app)
    assert "Bij trajecten verbergt de bron een klein aantal voor" in text
    assert "Lochristi telt niet mee: na een fusie weten we niet" in text
    assert "Vul uw VTE en uw caseload in." in text
    assert "eigen definitie, geen norm" in text
    assert "VOORBEELDCIJFERS" in text
    assert '"voorbeeld"' in app.get("plotly_chart")[0].proto.spec
    assert notices(app) == []


def test_an_own_group_with_figures_and_a_caseload_of_ones_own():
    app = opened(PAGE, gebied="groep", groep=LIFT, sleutel="trajecten:100", bedrag="21.625", vast="1000", periode="2024",
                 eigen="trajecten:23025:10,trajecten:23047:10,trajecten:23088:60,trajecten:23094:20", vte="2", caseload="50",
                 samen="23025+23088")  # fmt: skip
    assert heading(app).replace("\u00a0", " ") == (
        "Verdeelt uw groep LiFT € 21.625,00 volgens lopende TWE-trajecten, dan betaalt Vilvoorde het meest: € 11.575,00, of "
        "53,5% van het bedrag."
    )
    assert [cents(text) for text in columns(app)["Trajecten (uw keuze)"]] == [
        276_250,
        276_250,
        1_157_500,
        452_500,
        2_162_500,
    ]
    text = words(app)
    assert "U vulde 4 cijfers zelf in; ze vervangen het cijfer van de bron." in text
    assert "10 (eigen cijfer)" in text
    assert "en 35 lopende TWE-trajecten" in text
    assert "Met een caseload van 50 zijn er 100 mensen nodig voor twee voltijdse trajectbegeleiders." in text
    assert "geteld in lopende TWE-trajecten (70) haalt dat niet" in text
    app.text_input(key="kies_gewicht_leefloon").set_value("30").run()
    assert app.query_params["sleutel"] == "leefloon:30,trajecten:100"
    assert heading(app) == "De gewichten tellen samen 130% en moeten precies 100% zijn."
    app.selectbox(key="kies_sleutel").select("inwoners").run()
    assert app.query_params["sleutel"] == "inwoners:100"
    assert sum(cents(each) for each in columns(app)["Inwoners (uw keuze)"][:-1]) == 2_162_500


def test_what_an_address_cannot_mean_is_said():
    app = opened(PAGE, gebied="regiegebied:maasland", bedrag="-5", sleutel="geluk:100", eigen="trajecten:44021:3", vte="veel",
                 samen="44021")  # fmt: skip
    assert heading(app) == "Het bedrag kan niet negatief zijn: '-5'."
    assert not app.get("plotly_chart")
    said = notices(app)
    assert any("'trajecten:44021:3' hoort bij geen gemeente van deze groep" in text for text in said)
    assert any(text.startswith("Sleutel 'geluk' bestaat niet.") for text in said)
    assert any(text.startswith("Het aantal VTE: 'veel' lezen we niet als een getal.") for text in said)
    assert any(text.startswith("'44021' hoort niet bij deze groep") for text in said)
    nowhere = opened(PAGE, gebied="niemandsland", bedrag="<script>alert(1)</script>")
    assert heading(nowhere).startswith("Kies een regio of uw eigen groep.")
    assert "niemandsland" in notices(nowhere)[0]
    assert "<script>" not in html(nowhere)
