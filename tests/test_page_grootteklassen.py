"""The page of size classes: normal, masked, one period only, classes a merger broke, unknown dates, agreements loaded or not."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from dashboard import size_classes
from dashboard.snapshots import Snapshot, Storage
from dashboard.store import klassen
from tests import pages
from tests.pages import heading, notices, words

PAGE = "grootteklassen"
pytestmark = pytest.mark.traag


@pytest.fixture
def opened(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    """The page itself with these keys in its address."""
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    return lambda page, **keys: pages.alone(page, snapshot.id, **keys)


def test_classes_from_sums_and_medians_apart(opened):
    app = opened(PAGE, gebied="41081", indicator="leefloongraad", periode="2025-09", peildatum="2025-01-01")
    assert heading(app).startswith("In september 2025 was de leefloongraad in de 13 centrumsteden")
    assert "als in de 55 kleine OCMW's van 1 januari 2025" in heading(app)
    text = words(app)
    assert "De klasse samen, uit sommen Mediaan over gemeenten" in text
    assert "Klein 55" in text
    assert "55 van 55" in text
    assert "Elke klasse telt in elke periode dezelfde gemeenten: de klassen van 1 januari 2025." in text
    assert "Tussen 1 januari 2020 en 1 januari 2025 veranderden 11 gemeenten van klasse" in text
    assert "VOORBEELDCIJFERS" in text
    assert len(app.get("plotly_chart")) == 4


def test_masked_figures_are_ranges_and_small_ones_are_counted(opened):
    app = opened(PAGE, indicator="registratiegraad", periode="2025-09", peildatum="2025-01-01")
    text = words(app)
    assert "tussen" in text
    drawn = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["annotations"]
    assert "met te weinig mensen voor een percentage" in " ".join(word["text"] for word in drawn).replace("<br>", " ")
    assert "bereik waar iets verborgen is" in text


def test_one_period_has_no_course_and_no_sum_of_published_percentages(opened):
    app = opened(PAGE, indicator="werkzoekendengraad", peildatum="2025-01-01")
    assert "Dit cijfer is maar voor één periode gekend. Daarom is er geen verloop." in notices(app)
    assert heading(app).startswith("Voor de 13 centrumsteden is er")
    assert "Centrumsteden 13 n.b." in words(app)
    assert len(app.get("plotly_chart")) == 2


def test_classes_of_an_earlier_date_name_the_mergers_they_lost(opened):
    text = words(opened(PAGE, indicator="leefloongraad", periode="2025-09", peildatum="2020-01-01", sinds="2022-01-01"))
    assert "zijn fusies van gemeenten die op 1 januari 2020 in verschillende klassen zaten" in text
    assert "We zetten er geen andere klasse naast" in text
    assert "Van 25 gemeenten kennen we het aantal inwoners op 1 januari 2022 niet." in text
    assert "Tussen 1 januari 2020 en 1 januari 2022 veranderden 4 gemeenten van klasse." in text


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        (
            {"peildatum": "1999-01-01"},
            "Klassen volgens: '1999-01-01' is hier niet beschikbaar. U ziet nu 1 januari 2025.",
        ),
        ({"sinds": "vroeger"}, "Wie veranderde sinds: 'vroeger' is hier niet beschikbaar. U ziet nu 1 januari 2020."),
        ({"vraag": "tabel-99"}, "Tabel van de studie: 'tabel-99' is hier niet beschikbaar. U ziet nu Tabel 2:"),
    ],
)
def test_unknown_choices_are_named(keys: dict[str, str], notice: str, opened):
    assert any(text.startswith(notice) for text in notices(opened(PAGE, **keys)))


def test_one_date_has_nobody_who_changed(opened):
    text = words(opened(PAGE, peildatum="2025-01-01", sinds="2025-01-01"))
    assert "Kies twee verschillende peildata om te zien wie van klasse veranderde." in text


def test_the_survey_stands_apart_with_n_and_its_flaws(opened):
    text = words(opened(PAGE, vraag="tabel-12"))
    assert "geen cijfers van de monitor en geen toevalssteekproef" in text
    assert "Centrumstad (n = 10) Groot (n = 65) Middelgroot (n = 89) Klein (n = 25)" in text
    assert "Er is geen grafiek: deze cijfers zijn niet intern consistent." in text
    assert "Kleine OCMW's zijn ondervertegenwoordigd" in text


def test_agreements_that_are_not_loaded(opened):
    app = opened(PAGE)
    assert any(
        "is niet geladen" in text and "Dat betekent niet dat er geen overeenkomsten zijn." in text
        for text in notices(app)
    )
    assert "python -m dashboard ingest BESTAND" in words(app)
    assert "had 79% van de lokale besturen een overeenkomst op 1 oktober 2023" in words(app)


def test_agreements_that_are_loaded(opened, monkeypatch: pytest.MonkeyPatch):
    """All centrumsteden in both months, ten small municipalities more in the second: 13 of 300, then 23 of 285."""
    classes = dict(zip(size_classes.CLASSES, ((13, 13), (89, 98), (129, 119), (69, 55)), strict=True))
    have = dict(zip(size_classes.CLASSES, ((13, 13), (0, 0), (0, 0), (0, 10)), strict=True))
    rows = [
        {
            "gebied_id": klasse,
            "reeks": reeks,
            "periode": f"{moment:%Y-%m}",
            "van": pd.Timestamp(moment),
            "stand": pd.Timestamp("2025-06-15"),
            "herkomst": "gepubliceerd",
            "gemeenten": members[at],
            "bekend": members[at],
            "onder": 0 if reeks == "overeenkomst_addendum" else have[klasse][at],
            "boven": 0 if reeks == "overeenkomst_addendum" else have[klasse][at],
        }
        for at, moment in enumerate((date(2024, 12, 1), date(2025, 6, 1)))
        for klasse, members in classes.items()
        for reeks in size_classes.FORMS
    ]
    monkeypatch.setattr(klassen, "agreements", lambda snapshot_id, peildatum: pd.DataFrame(rows))
    app = opened(PAGE, peildatum="2025-01-01")
    text = words(app)
    assert "Op 1 juni 2025 hadden 23 van de 285 gemeenten minstens één samenwerkingsovereenkomst met VDAB." in text
    assert "Centrumsteden 13 13 100% (klein aantal) 13 13 0" in text
    assert "Een gemeente kan meer vormen tegelijk hebben" in text
    assert "stand 15 juni 2025" in text
    assert (
        "Op 1 december 2024 hadden 13 van de 300 gemeenten minstens één overeenkomst, op 1 juni 2025 23 van de" in text
    )
    assert "december 2024 13 van 13 0 van 89 0 van 129 0 van 69" in text
    assert "één meer of minder is 8 procentpunten" in text
    assert not any("niet geladen" in notice for notice in notices(app))
