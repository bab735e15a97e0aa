"""A proposal: what an address may hold, what it does to regions and figures, and the list that can be loaded."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import areas, database, export, figures, queries, snapshots
from dashboard.areas import OWN_GROUP, Group
from dashboard.catalogue import catalogue
from dashboard.coherence import memberlist, proposed, whatif
from dashboard.coherence.regions import Region, regions
from dashboard.coherence.whatif import BadProposal, Proposal
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.ingest.load import check, load
from dashboard.snapshots import Storage

CODES = ["10001", "10002", "10003", "10004", "10005"]
NAMES = {nis: f"Gemeente {nis}" for nis in CODES}
LEFT = Region("regiegebied:links", "Links", "hoog", True, "", {"10001": "lid", "10002": "aangenomen", "10003": "grens"})
RIGHT = Region("regiegebied:rechts", "Rechts", "laag", False, "2019", {"10004": "lid", "10003": "grens"})
BASE = {one.gebied_id: one for one in (LEFT, RIGHT)}


def read(text):
    return whatif.read(text, BASE, NAMES)


def members(found):
    return {area.partition(":")[2]: dict(region.leden) for area, region in found.items()}


def test_a_municipality_leaves_every_region_and_belongs_whole_to_the_one_it_goes_to():
    after = whatif.applied(read("links:10004~Nieuwe kring:10003.10005"), BASE)
    assert members(after) == {
        "links": {"10001": "lid", "10002": "aangenomen", "10004": "voorstel"},
        "nieuwe-kring": {"10003": "voorstel", "10005": "voorstel"},
    }
    assert whatif.touched(BASE, after) == ["regiegebied:links", "regiegebied:nieuwe-kring", "regiegebied:rechts"]
    assert (after["regiegebied:nieuwe-kring"].naam, after["regiegebied:nieuwe-kring"].beoordeeld) == (
        "Nieuwe kring",
        True,
    )


def test_out_of_every_region_and_one_that_changes_nothing():
    assert members(whatif.applied(read("-:10001"), BASE))["links"] == {"10002": "aangenomen", "10003": "grens"}
    assert read("links:10001.10002~-:10005") == Proposal()
    assert read("") == Proposal()
    assert whatif.applied(Proposal(), BASE) == BASE


def test_a_name_that_means_a_region_there_is_no_second_one():
    assert read("LINKS:10004") == read("links:10004")
    assert whatif.written(read("Links:10004")) == "links:10004"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("links", "niet leesbaar"),
        ("links:", "niet leesbaar"),
        ("links:10004~", "niet leesbaar"),
        ("links:99999", "Code '99999' in het voorstel is geen gemeente van vandaag."),
        ("links:10001,10002", "geen gemeente van vandaag"),
        ("links:10004.10004", "Gemeente 10004 staat twee keer in het voorstel."),
        ("links:10004~rechts:10004", "staat twee keer"),
        (":10004", "niet bruikbaar"),
        ("<script>alert(1)</script>:10004", "niet bruikbaar"),
        ("=HYPERLINK(1):10004", "niet bruikbaar"),
        ("a\nb:10004", "niet bruikbaar"),
        ("x" * 61 + ":10004", "niet bruikbaar"),
        ("__:10004", "niet bruikbaar"),
        ("links:" + "10004." * 400, "langer dan 2000 tekens"),
    ],
)
def test_a_text_that_does_not_hold_is_refused_whole(text, words):
    with pytest.raises(BadProposal, match=words):
        read(text)


def refusal(text):
    """What is said about a text that is no proposal; empty where it is one and reads back as it was written."""
    try:
        found = read(text)
    except BadProposal as error:
        return str(error)
    return "" if read(whatif.written(found)) == found else "anders terug"


@given(st.text(max_size=80))
def test_any_text_is_a_proposal_or_refused_in_dutch(text):
    assert refusal(text) == "" or "voorstel" in refusal(text)


TARGETS = st.sampled_from(["regiegebied:links", "regiegebied:rechts", "-", "Nieuw gebied", "Derde", None])
STEPS = st.lists(st.tuples(st.sampled_from(CODES), TARGETS), max_size=8)


def walked(steps):
    found = Proposal()
    for nis, target in steps:
        found = whatif.moved(found, BASE, (nis,), target)
    return found


@given(STEPS)
def test_what_is_written_is_read_back_and_every_municipality_keeps_its_place(steps):
    found = walked(steps)
    assert read(whatif.written(found)) == found
    after = whatif.applied(found, BASE)
    everywhere = [nis for region in after.values() for nis, status in region.leden.items() if status != "grens"]
    assert len(everywhere) == len(set(everywhere))
    moving = {nis for nis, _ in found.zetten}
    for area, region in BASE.items():
        kept = {nis: status for nis, status in region.leden.items() if nis not in moving}
        assert kept.items() <= (after[area].leden.items() if area in after else {}.items())


@given(STEPS, st.sampled_from(CODES), TARGETS)
def test_moving_there_and_back_gives_the_same(steps, nis, target):
    begin = walked([step for step in steps if step[0] != nis])
    there = whatif.moved(begin, BASE, (nis,), target)
    assert whatif.moved(there, BASE, (nis,), None) == begin
    home = {"10001": "regiegebied:links", "10002": "regiegebied:links", "10004": "regiegebied:rechts", "10005": "-"}
    if nis in home:
        assert whatif.moved(there, BASE, (nis,), home[nis]) == begin


def test_what_is_said_of_a_proposal():
    found = read("links:10004~Nieuwe kring:10003.10005")
    after = whatif.applied(found, BASE)
    changed = whatif.touched(BASE, after)
    assert proposed.sentence(found, BASE, changed) == (
        "Uw voorstel verplaatst 3 gemeenten en verandert 3 regiegebieden, waarvan 1 nieuw."
    )
    assert proposed.moves(found, BASE, after, NAMES) == [
        ("Gemeente 10003", "Links (deels, onbekend) en Rechts (deels, onbekend)", "Nieuwe kring"),
        ("Gemeente 10004", "Rechts", "Links"),
        ("Gemeente 10005", "onbekend", "Nieuwe kring"),
    ]
    assert proposed.group(after["regiegebied:links"]).leden == (
        ("10001", "lid"), ("10002", "aangenomen"), ("10004", "lid"),
    )  # fmt: skip


def figure(**other):
    row = {"periode": "2025-12", "status": "definitief", "onder": 0.5, "boven": 0.5, "indicator": "registratiegraad"}
    row |= {
        "soort": "eigen_groep",
        "gebied_id": "g",
        "gebied": "G",
        "telling": "stand",
        "noemer": 100.0,
        "noemer_onder": 100,
    }
    row |= {"noemer_boven": 100, "teller_periode": "2025-12", "noemer_periode": "2025-12", "herkomst": "gepubliceerd"}
    row |= {"van": pd.Timestamp("2025-12-01"), "voorlopig": False, "delen": 3, "bekend": 3, "grens": 0, "aangenomen": 0}
    row |= {"gemaskeerd": 0, "dekking": "3/3", "dekking_inwoners": 1.0, "stab_onder": None, "stab_boven": None}
    row |= {"cijfer_van_bron": False, "snapshot": "s", "teller": 50.0, "uitsplitsing": "", "categorie": ""}
    return row | other


def cells(now, then, indicator="twe_uitstroom_3m"):
    pair = proposed.Pair(catalogue().indicatoren[indicator], "2025-12", now, then)
    return proposed.cells(pair)[2:]


def test_figures_stand_side_by_side_with_the_doubt_of_each():
    masked = figure(status="gemaskeerd", boven=0.6, gemaskeerd=1, delen=3, bekend=2, dekking_inwoners=0.75)
    now, then, remark = cells(figure(cijfer_van_bron=True, stab_onder=0.4, stab_boven=0.6), masked)
    assert (now, then) == ("50,0%", "50,0–60,0%")
    assert "nu: cijfer van de bron, toeval alleen: 40,0–60,0%" in remark
    assert "telt 2 van de 3 gemeenten" in remark
    assert "in 1 van de 3 gemeenten is iets verborgen" in remark


def test_zero_missing_too_small_and_absent_stay_apart():
    zero = figure(onder=0.0, boven=0.0)
    missing = figure(status="ontbreekt", onder=None, boven=None)
    small = figure(status="te_klein", onder=None, boven=None, noemer=9.0)
    assert cells(zero, missing)[:2] == ["0,0%", "n.b."]
    assert "de bron heeft dat cijfer niet geleverd" in cells(zero, missing)[2]
    assert "kleiner dan 10" in cells(None, small)[2]
    assert cells(None, small)[:2] == ["–", "n.b."]
    rows = proposed.as_rows([{"g": proposed.Pair(catalogue().indicatoren["leefloon"], "2025-12", None, zero)}])
    assert rows[["gebied_id", "stand", "onder"]].to_numpy().tolist() == [["g", "voorstel", 0.0]]


# ---- The list as a file


def stated(*rows):
    columns = [
        "soort",
        "gebied_id",
        "naam",
        "indeling",
        "nis",
        "van",
        "tot",
        "zekerheid",
        "volledig",
        "periode_tekst",
        "opmerking",
    ]
    return pd.DataFrame(
        [["regiegebied", f"regiegebied:{name.lower()}", name, *row, "hoog", True, "p", "o"] for name, *row in rows],
        columns=columns,
    )


Y20, Y24, Y26 = date(2020, 1, 1), date(2024, 1, 1), date(2026, 1, 1)


def test_a_changed_region_keeps_its_history_and_its_staying_members_their_codes():
    given_list = stated(
        ("Links", 2019, "old1", Y20, Y24),
        ("Links", 2019, "old1", Y24, Y26),
        ("Links", 2019, "old2", Y24, Y26),
        ("Rechts", 2019, "old4", Y20, memberlist.END),
    )
    successor = {(2019, "old1"): "10001", (2019, "old2"): "10002", (2019, "old4"): "10004"}
    base = {
        "regiegebied:links": Region(
            "regiegebied:links", "Links", "hoog", True, "p", {"10001": "lid", "10002": "grens"}
        ),
        "regiegebied:rechts": Region("regiegebied:rechts", "Rechts", "hoog", True, "p", {"10004": "lid"}),
    }
    assert memberlist.begins(given_list, Y24) == Y26
    after = whatif.applied(whatif.read("links:10005~-:10001", base, NAMES), base)
    found = memberlist.memberlist(given_list, after, successor, Y26)
    assert found[["gebied", "nis", "van", "tot", "indeling", "zekerheid"]].to_numpy().tolist() == [
        ["Links", "old1", "2020-01-01", "2024-01-01", "2019", "hoog"],
        ["Links", "old1", "2024-01-01", "2026-01-01", "2019", "hoog"],
        ["Links", "old2", "2024-01-01", "2026-01-01", "2019", "hoog"],
        ["Links", "old2", "2026-01-01", "", "2019", "hoog"],
        ["Links", "10005", "2026-01-01", "", "2025", ""],
        ["Rechts", "old4", "2020-01-01", "", "2019", "hoog"],
    ]
    emptied = whatif.applied(whatif.read("links:10004", base, NAMES), base)
    assert "Rechts" not in set(memberlist.memberlist(given_list, emptied, successor, Y26)["gebied"])


def of_today(model: Database) -> dict[str, Region]:
    held = queries.lidmaatschappen(model, soort="regiegebied", weergave="huidig", peildatum=None, datum=Y26)
    return regions(areas.areas(model), held)


PROPOSALS = (
    "",
    # an unsure member made sure, a new region, one out of all regions, one without members left, a merged town kept as assumed
    "maasland:72003~Demer & Jeker (zuid):73111.71016~-:72041~leuven:44021~antwerpen:11004",
)


@pytest.mark.traag
@pytest.mark.parametrize("text", PROPOSALS)
def test_the_file_of_a_proposal_is_accepted_and_gives_the_regions_shown(text, tmp_path):
    (tmp_path / "bronnen").mkdir()
    place = Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")
    load(place, [], progress=lambda line: None)
    model = database.open_snapshot(snapshots.current(place).folder)
    known = queries.gemeenten(model)
    today = known[known["indeling"] == known["indeling"].max()]
    before = of_today(model)
    after = whatif.applied(whatif.read(text, before, dict(zip(today["nis"], today["naam"], strict=True))), before)
    list_now = queries.ledenlijst(model, soort="regiegebied")
    keys = zip(known["indeling"].astype(int), known["nis"], strict=True)
    start = memberlist.begins(list_now, Y26)
    frame = memberlist.memberlist(list_now, after, dict(zip(keys, known["nis_vandaag"], strict=True)), start)
    path = tmp_path / "voorstel.csv"
    path.write_bytes(export.plain_csv(frame))
    assert check(path) == ()
    load(place, [path], progress=lambda line: None)
    found = of_today(database.open_snapshot(snapshots.current(place).folder))
    as_shown = {
        area: {nis: "lid" if status == "voorstel" else status for nis, status in region.leden.items()}
        for area, region in after.items()
    }
    assert {area: dict(region.leden) for area, region in found.items()} == as_shown
    told = [(one.naam, one.zekerheid, one.volledig, one.periode if one.nieuw else None) for one in after.values()]
    assert sorted(told) == sorted(
        (one.naam, one.zekerheid, one.volledig, one.periode if after[one.gebied_id].nieuw else None)
        for one in found.values()
    )


# ---- Figures of proposed regions


def groups_of(found):
    return tuple(proposed.group(region) for region in found.values() if region.leden)


@pytest.mark.parametrize("indicator", ["leefloongraad", "twe_uitstroom_3m", "registratiegraad", "inwoners"])
def test_regions_summed_from_their_members_are_the_regions_of_the_monitor(shipped: Database, indicator: str):
    found = of_today(shipped)
    moments = queries.momenten(shipped, indicator=indicator, dimensie="")
    periode = moments.loc[moments["rijp"].astype(bool), "periode"].iloc[-1]
    own = figures.figures(shipped, Question(indicator, OWN_GROUP, periode=periode, groepen=groups_of(found)), "s")
    usual = figures.figures(shipped, Question(indicator, "regiegebied", periode=periode), "s")
    both = own.merge(usual, on=["gebied_id", "periode"], suffixes=("", "_gewoon"))
    assert len(both) == len(found)
    for name in ("delen", "grens", "aangenomen", "gebied"):
        assert (both[name] == both[f"{name}_gewoon"]).all()
    plain = both[~both["cijfer_van_bron_gewoon"]]
    for name in ("bekend", "status", "dekking", "dekking_inwoners"):
        assert (plain[name] == plain[f"{name}_gewoon"]).all()
    assert both["gemaskeerd"].tolist() == both["gemaskeerd_gewoon"].tolist()
    for name, sign in (("teller_onder", 1), ("teller_boven", -1)):
        assert (sign * (both[f"{name}_gewoon"].astype(float) - both[name].astype(float)) >= 0)[both[name].notna()].all()


@pytest.mark.parametrize("indicator", ["leefloon", "twe_lopend", "inwoners"])
def test_a_proposal_moves_people_and_loses_none(shipped: Database, indicator: str):
    before = of_today(shipped)
    known = queries.gemeenten(shipped)
    today = known.loc[known["indeling"] == known["indeling"].max(), "nis"]
    names = dict.fromkeys(today, "naam")
    after = whatif.applied(whatif.read("maasland:72003.72020~Nieuw:44021.71004~gent:24062", before, names), before)

    def whole(found):
        placed = {nis for region in found.values() for nis in region.zeker}
        rest = Group("rest", "rest", tuple((nis, "lid") for nis in sorted(set(today) - placed)))
        sure = [
            Group(one.gebied_id, one.naam, tuple((nis, "lid") for nis in sorted(one.zeker))) for one in found.values()
        ]
        period = "2025" if indicator == "inwoners" else "2025-12"
        frame = figures.figures(shipped, Question(indicator, OWN_GROUP, periode=period, groepen=(*sure, rest)), "s")
        return frame[["teller_onder", "teller_boven", "delen", "gemaskeerd"]].sum().tolist()

    assert whole(before) == whole(after)
    period = "2025" if indicator == "inwoners" else "2025-12"
    everyone = Group("alle", "alle", tuple((nis, "lid") for nis in today))
    total = figures.figures(shipped, Question(indicator, OWN_GROUP, periode=period, groepen=(everyone,)), "s").iloc[0]
    assert whole(after) == [total[name] for name in ("teller_onder", "teller_boven", "delen", "gemaskeerd")]


def test_a_member_of_unknown_belonging_stays_a_part_without_a_figure(shipped: Database):
    def asked(*held):
        group = Group("g", "G", held)
        return figures.figures(shipped, Question("inwoners", OWN_GROUP, periode="2025", groepen=(group,)), "s").iloc[0]

    sure, unsure = asked(("44021", "lid"), ("11001", "lid")), asked(("44021", "lid"), ("11001", "grens"))
    alone = asked(("44021", "lid"))
    assert (sure["dekking"], unsure["dekking"], unsure["grens"], unsure["delen"]) == ("2/2", "1/2", 1, 2)
    assert unsure["teller_onder"] == alone["teller_onder"] < sure["teller_onder"]
    assert unsure["dekking_inwoners"] == pytest.approx(0.95, abs=0.02)
