"""The page Regio-samenhang: one region, all of them, uncertain lists, proposals that hold and hostile ones."""

from pathlib import Path

import pytest

from dashboard.components.scripts import unpacked
from dashboard.ingest.load import check
from dashboard.snapshots import Snapshot, Storage
from dashboard.store import kaart as store_kaart
from dashboard.store import samenhang
from tests.pages import heading, html, notices, opened, words
from tests.test_kaart import _draw_squares

PROPOSAL = "maasland:72003~Nieuw gebied:73111.71016"


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    if not store_kaart.drawings():
        _draw_squares(opslag, snapshot)


def drawn(app) -> dict:
    return unpacked(app.get("bidi_component")[0].proto.bytes)


def role(app, nis: str) -> str:
    data = drawn(app)
    return data["panelen"][0]["cijfers"][[one for one, _ in data["gebieden"]].index(nis)]


def _submit(app) -> None:
    next(button for button in app.button if button.label == "Verplaatsen").click().run()


def test_all_regions_open_with_how_many_are_one_whole():
    app = opened("samenhang")
    assert heading(app) == (
        "Van de 9 regiegebieden met een zekere ledenlijst en meer dan één gemeente vormen er 7 een aaneengesloten gebied "
        "en 2 niet."
    )
    assert len(drawn(app)["gebieden"]) == 285
    assert role(app, "72021") == "regiegebied, zekerheid hoog"
    assert role(app, "34022") == "regiegebied, zekerheid laag of niet opgegeven"
    assert role(app, "73111") == "lidmaatschap onbekend na een fusie"
    assert role(app, "71016") == "regiegebied onbekend"
    assert drawn(app)["voorbeeld"] is False
    assert notices(app) == []


def test_a_region_that_lies_apart_says_which_parts_whatever_the_unsure_ones_are():
    app = opened("samenhang", gebied="regiegebied:zuid-oost-limburg")
    assert heading(app) == (
        "De 2 zekere leden van het regiegebied Zuid-Oost Limburg vormen geen aaneengesloten gebied, met of zonder "
        "Bilzen-Hoeselt en Tongeren-Borgloon: het valt uiteen in 2 delen (Riemst; Voeren)."
    )
    assert "hoorde voor de fusie maar een deel bij dit gebied" in words(app)
    assert "Wallonië Voeren en Riemst 36,2" in words(app)
    assert "Geen contact gevonden met Brussel en Frankrijk." in words(app)


def test_neighbours_are_unknown_and_never_none():
    app = opened("samenhang", gebied="regiegebied:maasland")
    assert heading(app) == "De 5 gemeenten van het regiegebied Maasland grenzen aan elkaar."
    assert (
        "Van 2 daarvan is het regiegebied onbekend: As en Zutendaal. Onbekend betekent niet dat ze er geen hebben."
        in words(app)
    )
    assert role(app, "73107") == "lid van het gebied"
    assert role(app, "72003") == "buur in een ander regiegebied"
    assert role(app, "71002") == "buur, regiegebied onbekend"
    assert "Eerstelijnszone: Maasland (valt ermee samen)." in words(app)
    assert "Voor 2026 en later zijn deze lijsten niet bevestigd." in words(app)


@pytest.mark.parametrize(
    ("area", "reason"), [("w13", "zekerheid laag"), ("interwaas", "zekerheid middel"), ("westhoek", "zekerheid laag")]
)
def test_an_uncertain_list_gets_no_verdict_no_neighbours_and_no_overlap(area: str, reason: str):
    app = opened("samenhang", gebied=f"regiegebied:{area}")
    assert heading(app).endswith(f"zeggen we niet: de ledenlijst heeft {reason}.")
    assert "we geen buren en geen overlap" in words(app)
    assert "Wat eraan grenst" not in words(app)
    assert set(drawn(app)["panelen"][0]["cijfers"]) == {"lid van het gebied"}


@pytest.mark.parametrize(
    ("asked", "told", "shown"),
    [
        ("73107", "U ziet nu het regiegebied van Maasmechelen: Maasland.", "regiegebied:maasland"),
        ("71016", "Het regiegebied van Genk is onbekend. U ziet nu alle regiegebieden.", "alle"),
        ("73111", "Het regiegebied van Tongeren-Borgloon is onbekend. U ziet nu alle regiegebieden.", "alle"),
        ("<b>x", "'<b>x' is geen regiegebied. Deze pagina toont regiegebieden; u ziet ze nu allemaal.", "alle"),
    ],
)
def test_a_place_from_another_page_leads_to_its_region_or_says_why_not(asked: str, told: str, shown: str):
    app = opened("samenhang", gebied=asked)
    assert notices(app) == [told]
    assert app.selectbox(key="kies_regio").value == shown


def test_members_are_coloured_by_another_division():
    app = opened("samenhang", gebied="regiegebied:rivierenland", verdeling="eerstelijnszone")
    assert role(app, "12005") == "Bonstato"
    assert [text for kind, _, text, _ in drawn(app)["panelen"][0]["legende"] if kind == "klasse"] == [
        "Bonstato", "Klein-Brabant Vaartland", "Mechelen-Katelijne", "Pallieterland",
    ]  # fmt: skip
    many = opened("samenhang", gebied="regiegebied:rivierenland", verdeling="igs")
    assert role(many, "12014") == "in meer dan een"
    unknown = opened("samenhang", gebied="regiegebied:rivierenland", verdeling="wijk_werken")
    assert role(unknown, "12014") == "onbekend: in geen lijst die we kennen"
    wrong = opened("samenhang", gebied="regiegebied:rivierenland", verdeling="kleur")
    assert notices(wrong) == ["Kleuren op de kaart: 'kleur' is hier niet beschikbaar. U ziet nu Leden en buren."]


def test_a_proposal_shows_every_figure_now_and_then_with_its_doubt():
    app = opened("samenhang", gebied="regiegebied:maasland", voorstel=PROPOSAL)
    assert heading(app) == "In uw voorstel grenzen de 6 gemeenten van het regiegebied Maasland aan elkaar."
    assert role(app, "72003") == "komt erbij in het voorstel"
    said = words(app)
    assert "Uw voorstel verplaatst 3 gemeenten en verandert 5 regiegebieden, waarvan 1 nieuw." in said
    assert "Wijk-werken Haspengouw (deels, onbekend) en Zuid-Oost Limburg (deels, onbekend) Nieuw gebied" in said
    assert "Inwoners, inwoners 2026 127.295 141.179" in said
    assert "nu: cijfer van de bron" in said
    assert "voorstel: bereik: in 3 van de 6 gemeenten is iets verborgen" in said
    assert "telt 6 van de 7 gemeenten" in said
    assert "de bron geeft alleen percentages per gemeente, en die kunnen we niet optellen" in said
    assert "VOORBEELDCIJFERS" in said[said.index("Elk cijfer nu") :]
    assert notices(app) == []


def test_a_region_the_proposal_makes_or_empties_can_be_opened():
    app = opened("samenhang", gebied="regiegebied:nieuw-gebied", voorstel=PROPOSAL)
    assert heading(app).startswith(
        "In uw voorstel vormen de 2 gemeenten van het nieuwe gebied Nieuw gebied geen aaneengesloten"
    )
    empty = opened("samenhang", gebied="regiegebied:gent", voorstel="leuven:44021")
    assert heading(empty) == "In uw voorstel houdt het regiegebied Gent geen gemeenten over."
    assert role(empty, "44021") == "gaat weg in het voorstel"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("maasland:99999", "Code '99999' in het voorstel is geen gemeente van vandaag."),
        ("<script>alert(1)</script>:72003", "De naam van een gebied in het voorstel is niet bruikbaar."),
        ("x" * 5000, "Het voorstel in de link is langer dan 2000 tekens."),
        ("maasland:72003.72003", "Bocholt staat twee keer in het voorstel."),
        ("maasland:73009", "Code '73009' in het voorstel is geen gemeente van vandaag."),
    ],
)
def test_a_hostile_or_unknown_proposal_gives_a_notice_and_the_lists_as_they_are(text: str, told: str):
    app = opened("samenhang", gebied="regiegebied:maasland", voorstel=text)
    assert len(notices(app)) == 1
    assert notices(app)[0].startswith(told)
    assert notices(app)[0].endswith("U ziet nu de lijsten zonder voorstel.")
    assert heading(app).startswith("De 5 gemeenten van het regiegebied Maasland")
    assert "<script>" not in html(app)


def test_moving_by_the_form_writes_the_address_and_back_clears_it():
    app = opened("samenhang")
    app.multiselect(key="voorstel_gemeenten").set_value(["72003"])
    app.selectbox(key="voorstel_doel").set_value("regiegebied:maasland")
    _submit(app)
    assert app.query_params["voorstel"] == "maasland:72003"
    app.multiselect(key="voorstel_gemeenten").set_value(["72003"])
    app.selectbox(key="voorstel_doel").set_value("zoals_nu")
    _submit(app)
    assert "voorstel" not in app.query_params


def test_the_form_says_what_is_wrong():
    app = opened("samenhang")
    _submit(app)
    assert notices(app) == ["Kies eerst een of meer gemeenten."]
    app.multiselect(key="voorstel_gemeenten").set_value(["72003"])
    app.selectbox(key="voorstel_doel").set_value("nieuw")
    app.text_input(key="voorstel_naam").set_value("~~")
    _submit(app)
    assert notices(app)[0].startswith("De naam van een gebied in het voorstel is niet bruikbaar.")
    assert "voorstel" not in app.query_params


def test_the_downloaded_list_is_accepted(tmp_path: Path, snapshot: Snapshot):
    from dashboard import export
    from dashboard.coherence import whatif

    found = samenhang.setting(snapshot.id)
    after = whatif.applied(whatif.read(PROPOSAL, found.regios, found.namen), found.regios)
    path = tmp_path / "lijst.csv"
    path.write_bytes(export.plain_csv(samenhang.memberfile(snapshot.id, after)))
    assert check(path) == ()
