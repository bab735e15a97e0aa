"""The map page: what is chosen, drawn, said and sent, with normal, missing, masked and extreme figures."""

import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from starlette.requests import Request

from dashboard import server, store
from dashboard.catalogue import catalogue
from dashboard.components.scripts import unpacked
from dashboard.maps.classes import NAMES
from dashboard.snapshots import Snapshot, Storage
from dashboard.store import kaart as store_kaart
from tests.pages import heading, html, notices, opened, words

SIDE = 30


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    """The shipped snapshot with a drawing: today's municipalities as squares, where there is none yet."""
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    if not store_kaart.drawings():
        _draw_squares(opslag, snapshot)


def _draw_squares(place: Storage, snapshot: Snapshot) -> Path:
    known = store_kaart.municipalities(snapshot.id)
    codes = sorted(known.loc[known["indeling"] == known["indeling"].max(), "nis"])
    areas = {}
    for at, nis in enumerate(codes):
        x, y = SIDE * (at % 32), SIDE * (at // 32)
        areas[nis] = {"pad": f"M{x},{y}h{SIDE}v{SIDE}h-{SIDE}Z", "x": x + SIDE / 2, "y": y + SIDE / 2}
    drawing = {"vorm": "tegels", "bron": "Eigen tekening", "breedte": 1000, "hoogte": 280, "gemeenten": areas}
    place.grenzen.mkdir(parents=True, exist_ok=True)
    path = place.grenzen / "tegels.json"
    path.write_text(json.dumps(drawing | {"grenzen": []}))
    return path


def sent(app) -> dict:
    """What a page run sends to the browser for its map."""
    return unpacked(app.get("bidi_component")[0].proto.bytes)


def area(data: dict, gebied: str, panel: int = 0) -> dict:
    at = [one for one, _ in data["gebieden"]].index(gebied)
    drawn = data["panelen"][panel]
    code = drawn["codes"][at]
    return {
        "klasse": (code & 7) - 1,
        "patroon": NAMES[(code >> 3) & 15],
        "cijfer": drawn["cijfers"][at],
        "twijfel": data["twijfels"][drawn["twijfel"][at]],
        "maten": drawn["maten"][at],
    }


def test_the_map_opens_with_every_municipality_and_vlaanderen():
    app = opened("kaart")
    data = sent(app)
    assert heading(app).startswith("In december 2025 was de leefloongraad in Vlaanderen 5,8 per 1.000 inwoners")
    assert len(data["gebieden"]) == 285
    assert data["gekozen"] == ""
    assert data["leden"] == {}
    assert data["voorbeeld"] is True
    assert sum(number for kind, _, _, number in data["panelen"][0]["legende"] if kind in ("klasse", "patroon")) == 285
    assert notices(app) == []


def test_a_chosen_municipality_is_chosen_everywhere():
    app = opened("kaart", gebied="44021")
    assert "in Gent" in heading(app)
    assert sent(app)["gekozen"] == "44021"
    assert app.selectbox(key="kies_gebied").value == "44021"
    assert "Grenst aan Gent" in words(app)
    assert all(name in words(app) for name in ("Destelbergen", "Evergem", "Merelbeke-Melle"))


@pytest.mark.parametrize(
    ("keys", "gebied", "patroon"),
    [
        ({"indicator": "registratiegraad", "periode": "2025-09"}, "73028", "geen_verhouding"),
        ({"indicator": "kansarmoede_index"}, "73028", "ontbreekt"),
        ({"indicator": "twe_uitstroom_3m", "periode": "2025-K4"}, "44021", "nog_niet"),
        ({"soort": "regiegebied"}, "regiegebied:wijk-werken-haspengouw", "onvolledig"),
        ({"soort": "provincie", "indicator": "werkzoekendengraad"}, "provincie:limburg", "niet_berekenbaar"),
    ],
)
def test_what_has_no_class_keeps_its_own_pattern(keys: dict, gebied: str, patroon: str):
    found = area(sent(opened("kaart", **keys)), gebied)
    assert (found["klasse"], found["patroon"]) == (-1, patroon)


def test_a_masked_municipality_is_sent_as_a_range_only():
    data = sent(opened("kaart", indicator="twe_lopend", periode="2025-12"))
    hidden = [gebied for gebied, _ in data["gebieden"] if area(data, gebied)["patroon"] == "verborgen"]
    assert len(hidden) == 91
    for gebied in hidden:
        found = area(data, gebied)
        assert found["maten"][0] < found["maten"][1]
        assert "–" in found["cijfer"]
        assert "verborgen" in found["twijfel"]


def test_zero_is_drawn_as_zero():
    found = area(sent(opened("kaart", gebied="73028")), "73028")
    assert (found["klasse"], found["patroon"], found["cijfer"], found["maten"]) == (0, "", "0,0", 0)


def test_two_maps_have_one_scale():
    data = sent(opened("kaart", tweede="periode:2016-12"))
    first, second = data["panelen"]
    assert [entry[:3] for entry in first["legende"] if entry[0] == "klasse"] == [
        entry[:3] for entry in second["legende"] if entry[0] == "klasse"
    ]
    assert first["kleuren"] == second["kleuren"]
    assert second["titel"].endswith("december 2016")
    counts = sent(opened("kaart", indicator="leefloon", tweede="periode:2016-12"))
    assert counts["panelen"][0]["cirkel"] == counts["panelen"][1]["cirkel"] > 0


def test_an_own_group_is_outlined_over_the_municipalities_with_its_figure_from_sums():
    app = opened("kaart", gebied="groep", groep="Kust:31005+35013+31033", vergelijk="klasse", periode="2025-06")
    data, text = sent(app), words(app)
    assert (sorted(data["omlijnd"]), data["gekozen"]) == (["31005", "31033", "35013"], "")
    assert data["spelen"].endswith("/leefloongraad/gemeente/huidig.json")
    assert "Dik omlijnd: uw groep Kust (3 gemeenten)." in text
    assert "in uw groep Kust van 3 gemeenten" in heading(app)
    shown = re.search(r"uw groep Kust van 3 gemeenten ([\d,]+) per", heading(app))[1]
    assert f"Samen, uit sommen: Kust {shown}" in text
    assert "Grenst aan uw groep Kust" in text
    assert notices(app)[0].startswith(
        "Vergelijken met de eigen grootteklasse kan alleen voor één gemeente, niet voor Kust."
    )


def test_another_indicator_beside_it_keeps_its_own_scale():
    data = sent(opened("kaart", periode="2025-09", tweede="indicator:registratiegraad"))
    assert data["panelen"][1]["titel"] == "Registratiegraad per gemeente, september 2025"
    assert data["panelen"][0]["kleuren"] != data["panelen"][1]["kleuren"]


def test_outcomes_beside_a_month_are_those_of_eight_quarters_together():
    """One quarter of one municipality holds too few trajectories to say anything."""
    titles = [panel["titel"] for panel in sent(opened("kaart", tweede="indicator:twe_uitstroom_3m"))["panelen"]]
    assert titles[1].endswith("3e kwartaal 2023 tot en met 2e kwartaal 2025")
    early = sent(opened("kaart", tweede="indicator:twe_uitstroom_3m", periode="2024-09"))["panelen"][1]
    assert early["titel"].endswith("tot en met 3e kwartaal 2024")


def test_where_areas_overlap_one_is_drawn_at_a_time():
    everything = sent(opened("kaart", soort="igs"))
    assert everything["getoond"] == ""
    assert [entry[1] for entry in everything["panelen"][0]["legende"]].count("meer") == 1
    one = everything["gebieden"][0][0]
    chosen = sent(opened("kaart", soort="igs", gebied=one))
    assert chosen["getoond"] == one
    assert sum(entry[3] for entry in chosen["panelen"][0]["legende"] if entry[0] == "klasse") <= 1


def test_municipalities_of_the_time_are_in_the_table_and_drawn_where_they_still_exist():
    app = opened("kaart", periode="2020-01", indeling="destijds")
    data = sent(app)
    assert len(data["gebieden"]) == 300
    assert [entry[3] for entry in data["panelen"][0]["legende"] if entry[1] == "geen_gebied"] == [13]
    assert data["leden"]["73111"] == []
    assert "De kaart tekent altijd de gemeenten van vandaag." in words(app)


def test_an_unknown_value_is_named():
    app = opened("kaart", indicator="geluk", periode="2031-01", tweede="indicator:geluk", vorm="bol")
    assert [text.split(":")[0] for text in notices(app)] == [
        "Indicator",
        "Periode",
        "Tweede kaart",
        "Vorm van de kaart",
    ]
    assert "<script>" not in html(opened("kaart", gebied="<script>", tweede="<script>"))


def test_the_link_writes_every_key(snapshot: Snapshot):
    link = opened("kaart", gebied="44021", tweede="periode:2020-01").get("code")[0].value
    for part in (
        "gebied=44021",
        "soort=gemeente",
        "indicator=leefloongraad",
        "periode=2025-12",
        "tweede=periode:2020-01",
    ):
        assert part in link
    assert all(part in link for part in ("vergelijk=vlaanderen", "indeling=huidig", "vorm=", f"snapshot={snapshot.id}"))


@pytest.mark.parametrize(
    "soort", ["igs", "provincie", "arrondissement", "grootteklasse", "centrumstad", "lokaal_partnerschap"]
)
def test_every_kind_of_area_has_a_map(soort: str):
    data = sent(opened("kaart", soort=soort))
    assert (
        len(data["gebieden"]) == (store.areas(store.current_id())["soort"] == soort).sum() or soort == "grootteklasse"
    )
    assert any(code is not None for code in data["panelen"][0]["codes"])


def test_a_change_sends_little():
    for keys in ({}, {"indicator": "aandeel_jongvolwassenen"}, {"tweede": "periode:2016-12"}):
        proto = opened("kaart", **keys).get("bidi_component")[0].proto
        assert len(proto.SerializeToString()) < 12_000
        assert proto.js_content == ""


@pytest.mark.parametrize("indicator", [entry.id for entry in catalogue().indicatoren.values() if entry.klassen])
def test_the_limits_of_an_indicator_spread_the_municipalities(indicator: str):
    legend = sent(opened("kaart", indicator=indicator))["panelen"][0]["legende"]
    numbers = [number for kind, _, _, number in legend if kind == "klasse"]
    assert sum(number > 0 for number in numbers) >= 4
    assert max(numbers) <= 0.55 * sum(numbers)


def test_the_months_are_there_when_they_are_asked_for(snapshot: Snapshot):
    data = sent(opened("kaart", soort="provincie"))
    assert data["spelen"] == f"kaart/maanden/{snapshot.id}/leefloongraad/provincie/huidig.json"
    found = json.loads(store_kaart.months(snapshot.id, "leefloongraad", "provincie", "huidig"))
    at = found["perioden"].index("2025-12")
    order = [found["gebieden"].index(gebied) for gebied, _ in data["gebieden"]]
    assert len(found["perioden"]) == 132
    assert [found["codes"][at][place] for place in order] == data["panelen"][0]["codes"]
    assert [found["cijfers"][at][place] for place in order] == data["panelen"][0]["cijfers"]


def _asked(**path: str):
    """What the server answers for the months of a map."""
    request = Request({"type": "http", "headers": [(b"accept-encoding", b"gzip")], "path_params": path})
    with ThreadPoolExecutor(1) as thread:  # a browser test in this process may keep its own loop running
        return thread.submit(anyio.run, server.map_months, request).result()


def test_months_that_do_not_exist_are_not_found(snapshot: Snapshot):
    known = {"snapshot_id": snapshot.id, "indicator": "leefloongraad", "soort": "vlaanderen", "indeling": "huidig"}
    answer = _asked(**known)
    assert answer.status_code == 200
    assert len(json.loads(gzip.decompress(answer.body))["perioden"]) == 132
    for key in known:
        assert _asked(**(known | {key: "../niets"})).status_code == 404


def test_a_window_of_quarters_is_not_played():
    data = sent(opened("kaart", indicator="twe_uitstroom_3m"))
    assert data["periode"] == "2023-K3..2025-K2" or ".." in data["periode"]
    assert data["spelen"] == ""
    assert "nog_niet" not in {area(data, gebied)["patroon"] for gebied, _ in data["gebieden"]}
