"""The page of size classes: normal, masked, one period only, classes a merger broke, unknown dates, agreements loaded or not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.ingest import reference
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.pages import heading, notices, opened, words

PAGE = "grootteklassen"
pytestmark = pytest.mark.traag


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_classes_from_sums_and_medians_apart():
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
    assert len(app.get("plotly_chart")) == 3


def test_masked_figures_are_ranges_and_small_ones_are_counted():
    app = opened(PAGE, indicator="registratiegraad", periode="2025-09", peildatum="2025-01-01")
    text = words(app)
    assert "tussen" in text
    assert "met te weinig mensen voor een percentage" in app.get("plotly_chart")[0].proto.spec
    assert "bereik waar iets verborgen is" in text


def test_one_period_has_no_course_and_no_sum_of_published_percentages():
    app = opened(PAGE, indicator="werkzoekendengraad", peildatum="2025-01-01")
    assert "Dit cijfer is maar voor één periode gekend. Daarom is er geen verloop." in notices(app)
    assert heading(app).startswith("Voor de 13 centrumsteden is er")
    assert "Centrumsteden 13 n.b." in words(app)
    assert len(app.get("plotly_chart")) == 2


def test_classes_of_an_earlier_date_name_the_mergers_they_lost():
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
def test_unknown_choices_are_named(keys: dict[str, str], notice: str):
    assert any(text.startswith(notice) for text in notices(opened(PAGE, **keys)))


def test_one_date_has_nobody_who_changed():
    text = words(opened(PAGE, peildatum="2025-01-01", sinds="2025-01-01"))
    assert "Kies twee verschillende peildata om te zien wie van klasse veranderde." in text


def test_the_survey_stands_apart_with_n_and_its_flaws():
    text = words(opened(PAGE, vraag="tabel-12"))
    assert "geen cijfers van de monitor en geen toevalssteekproef" in text
    assert "Centrumstad (n = 10) Groot (n = 65) Middelgroot (n = 89) Klein (n = 25)" in text
    assert "Er is geen grafiek: deze cijfers zijn niet intern consistent." in text
    assert "Kleine OCMW's zijn ondervertegenwoordigd" in text


def test_agreements_that_are_not_loaded():
    app = opened(PAGE)
    assert any(
        "is niet geladen" in text and "Dat betekent niet dat er geen overeenkomsten zijn." in text
        for text in notices(app)
    )
    assert "python -m dashboard ingest BESTAND" in words(app)
    assert "had 79% van de lokale besturen een overeenkomst op 1 oktober 2023" in words(app)


def test_agreements_that_are_loaded(opslag: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """All centrumsteden through the IGS and on their own, ten more municipalities on their own: 23 of 285."""
    place = Storage(opslag.sources, tmp_path / "opslag" / "ontvangen", tmp_path / "opslag" / "snapshots")
    shutil.copytree(opslag.snapshots, place.snapshots)
    centres = [
        "41002",
        "11002",
        "31005",
        "71016",
        "44021",
        "71072",
        "34022",
        "24062",
        "12025",
        "35013",
        "36015",
        "46021",
        "13040",
    ]
    others = [code for code in sorted(reference.codes(2025)) if code not in centres][:10]
    rows = [[code, "", form, "2025-03-01", ""] for code in centres for form in ("via IGS", "eigen")]
    rows += [[code, "", "eigen", "2025-03-01", ""] for code in others]
    head = [
        ["Sjabloon", "samenwerkingsovereenkomst"],
        ["Stand", "2025-06-15"],
        ["Code", "Gebied", "Vorm", "Van", "Tot"],
    ]
    load(place, [deliveries.text(tmp_path / "f.csv", [*head, *rows])], progress=lambda line: None)
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(tmp_path / "opslag"))
    app = opened(PAGE, peildatum="2025-01-01")
    text = words(app)
    assert "Op 1 juni 2025 hadden 23 van de 285 gemeenten minstens één samenwerkingsovereenkomst met VDAB." in text
    assert "Centrumsteden 13 13 100% (klein aantal) 13 13 0" in text
    assert "Een gemeente kan meer vormen tegelijk hebben" in text
    assert "stand 15 juni 2025" in text
    assert not any("niet geladen" in notice for notice in notices(app))
