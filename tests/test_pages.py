"""Every page with normal, unknown, old, small, masked and incomplete places, and with snapshots that come and go."""

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from dashboard import checksums, store, survey
from dashboard.catalogue import catalogue
from dashboard.components.scripts import unpacked
from dashboard.database import read_parquet
from dashboard.snapshots import Snapshot, Storage
from tests.pages import heading, html, notices, opened, words


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


@pytest.fixture
def own_storage(opslag: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of snapshots of this test's own, with a copy of the shipped one."""
    shutil.copytree(opslag.snapshots, tmp_path / "snapshots")
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(tmp_path))
    return tmp_path / "snapshots"


def added(folder: Path, base: Snapshot, name: str, **description: str) -> Path:
    """A further snapshot, a copy of one that is there."""
    shutil.copytree(folder / base.id, folder / name)
    path = folder / name / "snapshot.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | description))
    return folder / name


def test_the_overview_opens_with_vlaanderen():
    app = opened()
    assert heading(app).startswith(
        "In december 2025 kregen 40.130 mensen in Vlaanderen een leefloon, 2,6% meer dan een jaar eerder."
    )
    assert "Oktober tot en met december 2025 zijn voorlopig" in words(app)
    assert "De laatste stabiele maand is september 2025" in words(app)
    assert "Grootste veranderingen bij gemeenten met minstens 100 leefloongerechtigden" in words(app)
    assert notices(app) == []
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.traag
def test_every_figure_names_source_snapshot_and_sample(snapshot: Snapshot):
    app = opened(gebied="regiegebied:maasland")
    lines = [element.proto.body for element in app.get("html") if 'class="am-bron"' in element.proto.body]
    drawn = [line for line in lines if line.startswith('<div class="am-bron">Bron')]
    assert len(drawn) == 5
    assert all("POD MI" in line and snapshot.id in line and "VOORBEELDCIJFERS" in line for line in drawn)
    assert all(chart.proto.spec.count('"voorbeeld"') == 1 for chart in app.get("plotly_chart"))


def small_map(app) -> dict:
    """What the small map of the overview is sent."""
    return unpacked(app.get("bidi_component")[0].proto.bytes)


def test_the_small_map_shows_the_place_and_leads_to_the_page_of_the_map(snapshot: Snapshot):
    app = opened(gebied="44021", periode="2024-09")
    data = small_map(app)
    assert (data["gekozen"], data["omlijnd"], data["klein"]) == ("44021", [], True)
    assert data["panelen"][0]["titel"] == "Leefloongraad per gemeente, september 2024"
    assert len(data["gebieden"]) == 285
    link = re.search(r'href="(kaart\?[^"]*)"[^>]*>Bekijk op de pagina Kaart', html(app))[1]
    assert unescape(link) == "kaart?gebied=44021&soort=gemeente&indicator=leefloongraad&periode=2024-09"


@pytest.mark.parametrize(
    ("gebied", "members"),
    [("vlaanderen:vlaanderen", 0), ("regiegebied:maasland", 5), ("regiegebied:wijk-werken-haspengouw", 6)],
)
def test_the_small_map_outlines_the_municipalities_of_a_region(gebied: str, members: int):
    data = small_map(opened(gebied=gebied))
    assert data["gekozen"] == ""
    assert len(data["omlijnd"]) == members


def test_without_a_drawing_the_overview_still_stands(own_storage: Path):
    app = opened()
    assert "kaart" not in [shown.key for shown in app.get("bidi_component")]
    assert "Er is nog geen kaart van de gemeenten." in words(app)


def test_the_overview_says_what_to_look_at_next():
    text = words(opened(gebied="44021"))
    assert "Wat bekijkt u best hierna?" in text
    assert "Registratiegraad: 46,3% in Gent, 60,9% in Vlaanderen." in text
    found = html(opened(gebied="44021"))
    assert "kaart?gebied=44021&amp;soort=gemeente&amp;indicator=registratiegraad&amp;periode=2025-12" in found
    assert "Bij Tongeren-Borgloon valt niets op" not in words(opened(gebied="73111"))


@pytest.mark.traag
def test_a_municipality_stands_beside_vlaanderen():
    app = opened(gebied="44021")
    assert "in Gent een leefloon" in heading(app)
    assert "; in de 285 Vlaamse gemeenten van 1 januari 2025 was dat 5,8" in words(app)
    assert "Vlaanderen" in app.get("plotly_chart")[1].proto.spec
    assert "Grootste veranderingen" not in words(app)


@pytest.mark.parametrize("asked", ["Borgloon", "73009"])
def test_an_old_municipality_leads_to_its_successor_with_the_reason(asked: str):
    app = opened(gebied=asked)
    assert "in Tongeren-Borgloon een leefloon" in heading(app)
    assert notices(app) == ["Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon."]


@pytest.mark.traag
def test_choosing_an_old_name_writes_the_address():
    app = opened()
    app.selectbox(key="kies_gebied").select("Borgloon").run()
    assert app.query_params["gebied"] == "Borgloon"
    assert app.query_params["soort"] == "gemeente"
    assert "Tongeren-Borgloon" in heading(app)


@pytest.mark.traag
@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        ({"gebied": "Xyzzy"}, "Geen gebied gevonden met de naam of code 'Xyzzy'. U ziet nu Vlaanderen."),
        ({"gebied": "44021", "soort": "kanton"}, "Soort 'kanton' bestaat niet."),
        ({"periode": "2031-01"}, "Maand: '2031-01' is hier niet beschikbaar. U ziet nu december 2025 (voorlopig)."),
        ({"indeling": "later"}, "Gemeenten: 'later' is hier niet beschikbaar. U ziet nu van vandaag."),
        (
            {"indicator": "geluk"},
            "Indicator 'geluk' bestaat niet. Deze pagina toont altijd het leefloon en de leefloongraad.",
        ),
        (
            {"vergelijk": "geluk"},
            "Geen gebied gevonden met de naam of code 'geluk'. Bedoelt u Geel of Genk? "
            "U vergelijkt nu met de 285 Vlaamse gemeenten van 1 januari 2025.",
        ),
    ],
)
def test_an_unknown_value_is_named(keys: dict[str, str], notice: str):
    assert notices(opened(**keys)) == [notice]


@pytest.mark.traag
def test_a_name_that_more_than_one_area_has_says_which_one_is_shown():
    app = opened(gebied="Gent")
    assert "in Gent een leefloon" in heading(app)
    assert notices(app)[0].startswith("'Gent' is hier de gemeente; er is ook: regiegebied")


@pytest.mark.traag
def test_what_an_address_holds_cannot_become_html():
    app = opened(gebied="<script>alert(1)</script>", periode="<b>x</b>", snapshot="<i>")
    assert "<script>" not in html(app)
    assert "<b>x" not in html(app)


def test_the_smallest_municipality_speaks_in_words():
    app = opened(gebied="73028")
    assert heading(app).startswith("In december 2025 kreeg niemand in Herstappe een leefloon")
    assert "%" not in heading(app)
    assert "kreeg niemand in Herstappe een leefloon" in words(app)


@pytest.mark.traag
def test_a_hidden_breakdown_says_why():
    app = opened(gebied="Zuienkerke", soort="gemeente")
    assert "verborgen: minstens één categorie telt minder dan 5 personen" in words(app)
    assert "<caption>Naar leeftijd" not in html(app)


@pytest.mark.traag
def test_a_region_shows_ranges_members_and_certainty():
    app = opened(gebied="regiegebied:maasland", soort="regiegebied")
    assert "in het regiegebied Maasland een leefloon" in heading(app)
    assert "Samenstelling 2020–2025, niet bevestigd voor 2026 en later." in words(app)
    assert "zekerheid hoog" in words(app)
    assert "am-bereik" in html(app)
    assert all(name in html(app) for name in ("Dilsen-Stokkem", "Kinrooi", "Lanaken", "Maaseik", "Maasmechelen"))


@pytest.mark.traag
def test_an_incomplete_region_is_not_given_as_whole():
    app = opened(gebied="regiegebied:wijk-werken-haspengouw")
    assert "in 6 van de 8 gemeenten van het regiegebied Wijk-werken Haspengouw" in heading(app)
    assert "was dat 5,8" not in words(app)
    assert "Hasselt en Tongeren-Borgloon tellen niet mee" in words(app)


@pytest.mark.traag
@pytest.mark.parametrize(
    "gebied", ["grootteklasse:klein", "provincie:antwerpen", "vlaanderen:vlaanderen", "centrumstad:gent"]
)
def test_every_kind_of_area_has_a_page(gebied: str):
    known = store.areas(store.current_id())
    if gebied not in set(known["gebied_id"]):
        gebied = known.loc[known["soort"] == gebied.split(":")[0], "gebied_id"].iloc[0]
    assert heading(opened(gebied=gebied)).startswith("In december 2025 kregen")


@pytest.mark.traag
def test_municipalities_of_the_time_are_not_compared_across_a_merger():
    app = opened(gebied="73111", indeling="destijds")
    assert "de gemeente bestond toen nog niet in deze vorm" in heading(app)
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    names = [note["text"] for note in spec["layout"]["annotations"]]
    assert any("Borgloon" in name for name in names)


@pytest.mark.traag
def test_the_first_month_has_nothing_to_compare_with():
    app = opened(periode="2015-01")
    assert "Met een jaar eerder kunnen we niet vergelijken" in heading(app)
    assert "Voor januari 2015 is er geen maand een jaar eerder om mee te vergelijken." in notices(app)


@pytest.mark.traag
def test_the_link_writes_every_key(snapshot: Snapshot):
    link = opened(gebied="44021").get("code")[0].value
    assert link.endswith(
        "?gebied=44021&soort=gemeente&indicator=leefloon&periode=2025-12&vergelijk=vlaanderen&indeling=huidig"
        f"&snapshot={snapshot.id}"
    )


@pytest.mark.traag
def test_an_own_group_is_shown_from_sums_beside_a_named_comparator():
    app = opened(gebied="groep", groep="Kust:31005+35013+31033", vergelijk="grootteklasse:groot", periode="2025-06")
    text = words(app)
    assert "in uw groep Kust een leefloon" in heading(app)
    assert "; in de 98 grote OCMW's van 1 januari 2025 was dat" in text
    assert "vergeleken met de 98 grote OCMW's van 1 januari 2025" in text
    assert "Gemeenten van uw groep Kust U stelde deze groep zelf samen." in text
    assert notices(app) == []
    assert sorted(unpacked(app.get("bidi_component")[0].proto.bytes)["omlijnd"]) == ["31005", "31033", "35013"]
    app.selectbox(key="kies_gebied").select("44021").run()
    assert (app.query_params["gebied"], app.query_params["groep"]) == ("44021", "Kust:31005+35013+31033")
    app.selectbox(key="kies_gebied").select("groep:31005+35013+31033").run()
    assert "in uw groep Kust een leefloon" in heading(app)


@pytest.mark.traag
def test_an_unknown_snapshot_is_named_and_so_is_the_one_shown(snapshot: Snapshot):
    assert notices(opened(snapshot="2020-01-01-abc")) == [
        f"Snapshot '2020-01-01-abc' bestaat niet (meer). U ziet nu de cijfers van snapshot {snapshot.id}."
    ]


@pytest.mark.traag
def test_a_snapshot_of_another_model_is_not_shown(own_storage: Path, snapshot: Snapshot):
    added(own_storage, snapshot, "2020-01-01-oud", model="anders")
    found = notices(opened(snapshot="2020-01-01-oud"))
    assert len(found) == 1
    assert "andere versie van de berekening" in found[0]
    assert f"U ziet nu de cijfers van snapshot {snapshot.id}." in found[0]


@pytest.mark.traag
def test_an_older_snapshot_is_shown_as_such(own_storage: Path, snapshot: Snapshot):
    added(own_storage, snapshot, "2020-01-01-eerder", datum="2020-01-01")
    app = opened(snapshot="2020-01-01-eerder")
    assert notices(app) == [f"U bekijkt een oudere snapshot, 2020-01-01-eerder. De nieuwste is {snapshot.id}."]
    assert "snapshot 2020-01-01-eerder" in words(app)


@pytest.mark.traag
def test_a_new_snapshot_is_seen_at_the_next_page_run(own_storage: Path, snapshot: Snapshot):
    app = opened()
    added(own_storage, snapshot, "2030-01-01-nieuw", datum="2030-01-01")
    (own_storage / "CURRENT").write_text("2030-01-01-nieuw\n")
    app.run()
    assert "snapshot 2030-01-01-nieuw" in words(app)
    assert snapshot.id not in words(app)


@pytest.mark.traag
def test_without_a_snapshot_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(tmp_path))
    assert notices(opened()) == ["Er is nog geen snapshot. Laad eerst gegevens met: python -m dashboard ingest"]


@pytest.mark.traag
def test_sources_page_holds_every_entry_of_the_catalogue():
    text = words(opened("bronnen"))
    entries = catalogue()
    for indicator in entries.indicatoren.values():
        assert indicator.naam in text
        assert all(" ".join(pitfall.split()) in text for pitfall in indicator.valkuilen)
    for source in entries.bronnen.values():
        assert source.licentie in text
    for term in entries.begrippen:
        assert " ".join(term.uitleg.split()) in text
    for event in store.events():
        assert event.toelichting in text


def test_sources_page_says_how_far_the_figures_go():
    app = opened("bronnen")
    assert heading(app) == (
        "De cijfers over het leefloon gaan tot en met december 2025 en zijn stabiel tot en met september 2025. "
        "Het zijn voorbeeldcijfers."
    )
    assert "Dit is de eerste snapshot" in words(app)
    assert "12 hoog, 5 middel, 2 laag" in words(app)


@pytest.mark.traag
def test_sources_page_counts_what_a_new_snapshot_revised(own_storage: Path, snapshot: Snapshot):
    folder = added(own_storage, snapshot, "2030-01-01-herzien", datum="2030-01-01")
    rows = read_parquet(folder / "waarneming.parquet")
    chosen = (rows["reeks"] == "leefloon") & (rows["periode"] == "2020-05") & rows["nis"].isin(["44021", "11002"])
    rows.loc[chosen, ["onder", "boven"]] += 1
    pd.DataFrame(rows).to_parquet(folder / "waarneming.parquet", index=False)
    (folder / checksums.SUMS).write_text(checksums.text(folder))
    (own_storage / "CURRENT").write_text("2030-01-01-herzien\n")
    assert f"Sinds de vorige snapshot ({snapshot.id}): 2 herziene cellen." in words(opened("bronnen"))


def test_four_key_figures_carry_their_warnings():
    text = words(opened())
    assert (
        "Registratiegraad, december 2025 60,9% van de leefloongerechtigden · teller dec. 2025, noemer sept. 2025: "
        in text
    )
    assert "3 maanden verschil · indicatief: noemer zonder tewerkstelling" in text
    assert "TWE-uitstroom 3 maanden, K3 2023 – K2 2025 38,5% van de beëindigde trajecten" in text
    assert "op 1 januari 2025" in text
    assert html(opened()).count("<dt>") == 4


@pytest.mark.traag
def test_key_figures_of_a_small_place_say_why_there_is_none():
    text = words(opened(gebied="73028"))
    assert "n.b. het aantal personen met een leefloon is kleiner dan 10" in text
    assert "n.b. tot dan zijn er geen acht kwartalen met een gekende uitkomst" in words(
        opened(gebied="73028", periode="2017-03")
    )


@pytest.mark.traag
def test_a_region_says_beside_each_share_what_is_left_out_and_hidden():
    text = words(opened(gebied="regiegebied:wijk-werken-haspengouw"))
    assert (
        "van de leefloongerechtigden · telt 6 van de 8 gemeenten · bereik: in 4 van de 8 gemeenten is iets verborgen"
        in text
    )


def test_the_study_shows_what_the_address_asks():
    app = opened("onderzoek", vraag="tabel-12")
    text = words(app)
    assert (
        heading(app)
        == "In een studie van 2023 vertelden 327 trajectbegeleiders uit 189 van de 300 OCMW's hoe zij activeren."
    )
    assert "Er is geen grafiek: deze cijfers zijn niet intern consistent." in text
    assert any(notice.startswith("Niet intern consistent.") for notice in notices(app))
    assert len(app.get("plotly_chart")) == 0
    assert app.get("code")[0].value.split("?")[1].startswith("vraag=tabel-12")


@pytest.mark.traag
def test_every_item_of_the_study_has_a_page():
    for key, item in survey.items().items():
        text = words(opened("onderzoek", vraag=key))
        assert item.titel in text
        assert "geen toevalssteekproef" in text


@pytest.mark.traag
def test_an_unknown_table_of_the_study_is_named():
    app = opened("onderzoek", vraag="tabel-99")
    assert notices(app)[0] == (
        "Kies een tabel of een vraag: 'tabel-99' is hier niet beschikbaar. "
        "U ziet nu Tabel 2: Trajectbegeleiders naar grootte van hun OCMW."
    )
