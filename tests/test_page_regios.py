"""The page of the regions: order, a second kind, one region opened, its gap; normal, masked, missing and extreme."""

from __future__ import annotations

import re

import pytest

from dashboard.snapshots import Snapshot, Storage
from tests import pages
from tests.pages import heading, html, notices, words

PAGE = "regios"
MAASLAND = {"soort": "regiegebied", "gebied": "regiegebied:maasland"}


@pytest.fixture
def opened(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    """The page itself with these keys in its address."""
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    return lambda page, **keys: pages.alone(page, snapshot.id, **keys)


def number(text: str) -> int:
    """A printed number with two decimals, as hundredths."""
    return int(text.replace("−", "-").replace("+", "").replace(".", "").replace(",", ""))


def cells(app, caption: str) -> list[list[str]]:
    """The rows of the table whose caption starts so."""
    tables = re.findall(r"<table.*?</table>", html(app), re.DOTALL)
    chosen = next(body for body in tables if re.search(rf"<caption>{re.escape(caption)}", body))
    rows = re.findall(r"<tr>(.*?)</tr>", chosen.partition("<tbody>")[2], re.DOTALL)
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_it_opens_with_the_order_and_says_who_is_left_out(opened):
    app = opened(PAGE)
    text = words(app)
    assert heading(app).startswith("In december 2025 lag de leefloongraad in de 14 gerangschikte regiegebieden tussen ")
    assert "Niet gerangschikt: W13 en Westhoek (lage zekerheid over de leden)." in text
    assert "Zuid-Oost Limburg (telt niet alle gemeenten)." in text
    assert notices(app) == []


def test_regions_of_low_certainty_join_when_asked(opened):
    text = words(opened(PAGE, zekerheid="alle"))
    assert "In de rangschikking staan 16 regiegebieden." in text
    assert "lage zekerheid over de leden" not in text


def test_two_kinds_stand_on_one_axis(opened):
    app = opened(PAGE, naast="igs")
    ranges = [
        re.search(r'"xaxis":\{[^}]*?"range":\[([^\]]+)\]', chart.proto.spec) for chart in app.get("plotly_chart")[:2]
    ]
    assert ranges[0][1] == ranges[1][1]
    assert "intergemeentelijke samenwerkingsverbanden" in words(app)


def test_an_opened_region_prints_contributions_that_add_up(opened):
    app = opened(PAGE, **MAASLAND, periode="2025-09")
    assert "in het regiegebied Maasland" in heading(app)
    rows = cells(app, "Leefloongraad, september 2025")
    *members, total = rows
    assert len(members) == 5
    for column in (3, 4, 5):
        assert sum(number(row[column]) for row in members) == number(total[column])
    assert "De ledenlijst komt uit een duidelijke bron (zekerheid hoog)." in words(app)
    assert "Een bijdrage is een rekenkundig deel en geen oorzaak." in words(app)


def test_the_gap_with_vlaanderen_adds_up_and_explains_nothing(opened):
    app = opened(PAGE, **MAASLAND, periode="2025-09")
    *classes, total = cells(app, "Maasland en Vlaanderen")
    assert number(total[4]) + number(total[5]) + number(total[6]) == number(total[3])
    for column in (5, 6):
        assert sum(number(row[column]) for row in classes) == number(total[column])
    assert (
        "Rekenkundige opsplitsing, geen verklaring. Grootteklassen volgens de bevolking van 1 januari 2025."
        in words(app)
    )


def test_masked_denominators_make_contributions_and_gap_impossible_and_it_says_so(opened):
    app = opened(PAGE, soort="igs", gebied="igs:igo", indicator="twe_uitstroom_3m")
    text = words(app)
    assert "Welk van beide hoger is, weten we niet." in heading(app)
    assert re.search(r"Bijdragen aan het cijfer kunnen niet berekend worden: in \d+ gemeenten is het getal", text)
    assert "De opsplitsing van het verschil met Vlaanderen kan niet berekend worden" in text


def test_masked_counts_give_ranges_and_no_waterfall(opened):
    app = opened(
        PAGE, soort="regiegebied", gebied="regiegebied:interwaas", indicator="registratiegraad", periode="2025-09"
    )
    text = words(app)
    assert "we tekenen geen waterval" in text
    assert "Voor het gebied zelf geeft de bron een exact cijfer" in text
    assert len(app.get("plotly_chart")) == 3


def test_an_incomplete_region_has_no_rank_and_no_gap(opened):
    app = opened(PAGE, soort="regiegebied", gebied="regiegebied:wijk-werken-haspengouw")
    text = words(app)
    assert "staat niet in de rangschikking: telt niet alle gemeenten" in text
    assert "weten we na een fusie niet of ze bij het gebied hoort" in text
    assert "Bijdragen aan het verschil kunnen niet berekend worden: het cijfer telt niet alle gemeenten." in text


def test_published_percentages_are_not_summed_and_no_chart_is_empty(opened):
    app = opened(PAGE, soort="provincie", gebied="provincie:limburg", indicator="kansarmoede_index")
    assert len(app.get("plotly_chart")) == 0
    assert any(text.startswith("Geen grafiek") for text in notices(app))
    assert "Som:" not in words(app)


def test_counts_have_contributions_but_no_gap(opened):
    app = opened(PAGE, soort="provincie", gebied="provincie:limburg", indicator="leefloon")
    *members, total = cells(app, "Leefloon, december 2025")
    assert sum(number(row[1]) for row in members) == number(total[1])
    assert "dit cijfer is geen verhouding van twee aantallen" in words(app)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"soort": "streek"}, "Soort 'streek' bestaat niet."),
        ({"gebied": "niemandsland"}, "niemandsland"),
        ({"gebied": "44021"}, "Gent is geen regiegebied. Er is geen gebied geopend."),
        ({"naast": "streek"}, "'streek' is hier niet beschikbaar"),
        ({"zekerheid": "soms"}, "'soms' is hier niet beschikbaar"),
        ({"gebied": "groep", "groep": "Kust:31005+35013"}, "Deze pagina opent geen eigen groep."),
    ],
)
def test_what_does_not_exist_or_is_not_shown_is_said(keys: dict, said: str, opened):
    assert any(said in text for text in notices(opened(PAGE, **keys)))


@pytest.mark.parametrize("soort", ["grootteklasse", "lokaal_partnerschap", "eerstelijnszone"])
def test_a_kind_with_few_or_many_regions_opens(soort: str, opened):
    assert heading(opened(PAGE, soort=soort, indicator="twe_lopend"))


@pytest.mark.parametrize("name", ["inwoners", "twe_gestart", "inkomen_per_inwoner"])
def test_figures_of_every_rhythm_open_and_say_that_no_change_is_judged(name: str, opened):
    app = opened(PAGE, **MAASLAND, indicator=name)
    assert heading(app)
    assert any(text.startswith("Of een verandering groter is dan gewoonlijk") for text in notices(app))


def test_a_change_is_judged_against_the_months_of_the_region_itself(opened):
    app = opened(PAGE, **MAASLAND, periode="2025-09")
    text = words(app)
    assert re.search(
        r"In het regiegebied Maasland veranderde het aantal tussen september 2024 en september 2025 met .* is daar gewoon\.",
        text,
    )
    assert "Niet beoordeeld: W13 en Westhoek (lage zekerheid over de leden)." in text
    assert "We bekijken ze samen: hoogstens 1 op 20 meldingen mag vals zijn." in text
    rows = cells(app, "Personen met een leefloon: verandering van september 2024 tot september 2025")
    assert len(rows) == 14
    assert all(row[-1].split(":")[0] in ("toename", "afname", "gewone schommeling", "kan niet") for row in rows)
