"""The page of what changed since the previous meeting: a month, an older snapshot, and what does not exist."""

from __future__ import annotations

import json
import shutil

import pytest

from dashboard.snapshots import Snapshot, Storage
from tests.pages import heading, html, notices, opened, words

PAGE = "sinds"
MAASLAND = {"soort": "regiegebied", "gebied": "regiegebied:maasland"}
OLDER, OTHER_MODEL = "2026-01-15-00000001", "2026-01-10-00000002"


@pytest.fixture(scope="module")
def two(opslag: Storage, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory):
    """The shipped snapshot, the same one under an older name, and one of another computation."""
    root = tmp_path_factory.mktemp("sinds")
    (root / "snapshots").mkdir()
    (root / "snapshots" / snapshot.id).symlink_to(snapshot.folder)
    description = json.loads((snapshot.folder / "snapshot.json").read_text(encoding="utf-8"))
    for name, model in ((OLDER, snapshot.model), (OTHER_MODEL, "anders")):
        folder = root / "snapshots" / name
        shutil.copytree(snapshot.folder, folder, copy_function=lambda source, target: None)
        for path in snapshot.folder.glob("*.parquet"):
            (folder / path.name).symlink_to(path)
        told = description | {
            "datum": name[:10],
            "model": model,
            "feiten": "anders",
            "leveringen": description["leveringen"][:1],
        }
        (folder / "snapshot.json").write_text(json.dumps(told), encoding="utf-8")
    (root / "snapshots" / "CURRENT").write_text(f"{snapshot.id}\n", encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_a_region_since_a_month_with_every_part():
    app = opened(PAGE, **MAASLAND, vorige="2024-09", periode="2025-12")
    text = words(app)
    assert heading(app).startswith("Sinds september 2024 ")
    assert "het regiegebied Maasland" in heading(app)
    for title in (
        "Nieuwe perioden",
        "Herzien door de bron",
        "Veranderd door een fusie",
        "Veranderd door de berekening",
    ):
        assert title in text
    assert "kies een oudere snapshot" in text
    assert "Er is nog maar één snapshot." in text
    assert "gewone schommeling hier (tot " in text
    assert "Die twee perioden overlappen voor een deel." in text
    assert html(app).count("am-voorbeeld") > 1
    assert notices(app) == []
    code = next(entry.value for entry in app.code if "periode=" in entry.value)
    for key in (
        "gebied=regiegebied:maasland",
        "soort=regiegebied",
        "vorige=2024-09",
        "indicatoren=leefloon",
        "snapshot=",
    ):
        assert key in code


def test_an_older_snapshot_is_chosen_first_and_tells_only_what_changed(two, monkeypatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(two))
    app = opened(PAGE, **MAASLAND)
    text = words(app)
    assert heading(app).startswith("Sinds de snapshot van 15 januari 2026 ")
    assert "De bronnen herzagen geen enkel aantal achter deze cijfers." in text
    assert "De catalogus of de vaste tabellen van het project zijn aangepast." in text
    assert "gemaakt met een andere berekening: niet te vergelijken" in text
    app = opened(PAGE, **MAASLAND, vorige=OTHER_MODEL)
    assert any("andere versie van de berekening" in one and "15 januari 2026" in one for one in notices(app))


def test_an_own_group_has_no_members_that_change():
    app = opened(PAGE, gebied="groep", groep="Wij:44021+11002", vorige="2024-12", indicatoren="leefloon")
    assert "Wij" in heading(app)
    assert "De samenstelling ligt hier vast" in words(app)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"vorige": "2099-01"}, "'2099-01' is geen maand met cijfers"),
        ({"vorige": "2020-01-01-12345678"}, "Snapshot '2020-01-01-12345678' bestaat niet (meer). U vergelijkt nu met"),
        ({"indicatoren": "leefloon+iets"}, "Geen cijfers voor: iets. U ziet nu Leefloon."),
    ],
)
def test_what_does_not_exist_is_said(keys: dict, said: str):
    assert any(said in text for text in notices(opened(PAGE, gebied="44021", soort="gemeente", **keys)))
