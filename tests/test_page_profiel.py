"""The profile of a municipality and the sheet of a region as pages."""

from __future__ import annotations

import pytest

from dashboard.snapshots import Storage
from tests.pages import heading, html, notices, opened, words
from tests.test_kaart import _served_storage  # noqa: F401 - a drawing for the small map


def test_a_merged_municipality_has_its_neighbours_those_most_alike_and_its_case(opslag: Storage):
    app = opened("gemeente", gebied="Borgloon", vergelijk="provincie")
    text = words(app)
    assert notices(app) == ["Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon."]
    assert heading(app).startswith("Tongeren-Borgloon ligt ")
    assert "dan de 38 gemeenten van de provincie Limburg" in heading(app)
    assert "De case Borgloon gaat over het vroegere Borgloon, niet over heel Tongeren-Borgloon." in text
    for part in ("Grenst aan Tongeren-Borgloon", "Lijkt het meest op Tongeren-Borgloon", "VOORBEELDCIJFERS"):
        assert part in text
    assert 'href="gemeente?gebied=73022&amp;soort=gemeente' in html(app)  # Heers
    assert 'href="regio?gebied=provincie:limburg' in html(app)


def test_an_incomplete_region_is_not_judged_and_its_case_is_told(opslag: Storage):
    app = opened("regio", gebied="regiegebied:welzijnsband-meetjesland")
    text = words(app)
    assert "in 9 van de 10 gemeenten van het regiegebied Welzijnsband Meetjesland" in heading(app)
    assert "kan niet: dit cijfer telt maar 9 van de 10 gemeenten" in text
    assert "niets op dat zeker meer is" not in text
    assert "Lochristi telt niet mee" in text
    assert "Trajectbegeleiders, enkel werk 3,6 VTE" in text
    assert "706 (9/11)" in text


def test_an_own_group_has_a_sheet_and_no_capacity_that_nobody_knows(opslag: Storage):
    app = opened("regio", gebied="groep", groep="Wij:44021+11002", vergelijk="centrumsteden")
    assert heading(app).startswith("Uw groep Wij ligt hoger dan de 13 centrumsteden")
    assert "Niet gekend: geen enkele bron telt de trajectbegeleiders" in words(app)


@pytest.mark.parametrize(
    ("page", "gebied", "first", "onward"),
    [
        ("gemeente", "regiegebied:maasland", "Kies een gemeente", 'href="regio?gebied=regiegebied:maasland'),
        ("regio", "44021", "Kies een regio", 'href="gemeente?gebied=44021'),
    ],
)
def test_a_place_of_another_kind_leads_to_its_own_sheet(opslag: Storage, page, gebied, first, onward):
    app = opened(page, gebied=gebied)
    assert heading(app).startswith(first)
    assert onward in html(app)
    listed = html(app).count(f'href="{page}?gebied=')
    assert listed == 285 if page == "gemeente" else listed > 150
