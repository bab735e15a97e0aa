"""Coherence of regions on literal rows with answers worked out by hand, and against brute force on random ones."""

from itertools import chain, combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.coherence import contact, overlap, roles, words
from dashboard.coherence.adjacency import borders, borders_of, contiguity
from dashboard.coherence.regions import Region, neighbours, regions
from dashboard.maps import Placed, Role, role_map

# a - b - c - d in a row, e touches only d, f touches nothing
ROW = borders_of([("a", "b", 100), ("b", "c", 200), ("c", "d", 300), ("d", "e", 50)])
NAMES = {letter: letter.upper() for letter in "abcdef"}


def region(name="R", certainty="hoog", complete=True, **members):
    return Region(f"regiegebied:{name.lower()}", name, certainty, complete, "2020-2025", members)


def judged(sure, unsure=""):
    found = contiguity(sure, unsure, ROW)
    return found.oordeel, ["".join(sorted(part)) for part in found.stukken], "".join(sorted(found.hangt_af_van))


@pytest.mark.parametrize(
    ("sure", "unsure", "expected"),
    [
        ("abc", "", ("aaneen", ["abc"], "")),
        ("a", "", ("aaneen", ["a"], "")),
        ("abd", "", ("uiteen", ["ab", "d"], "")),
        ("abf", "", ("uiteen", ["ab", "f"], "")),
        ("abd", "c", ("hangt_af", ["ab", "d"], "c")),
        ("abf", "c", ("uiteen", ["ab", "f"], "")),
        ("ab", "c", ("aaneen", ["ab"], "")),
        ("ab", "d", ("hangt_af", ["ab"], "d")),
        ("ab", "cd", ("hangt_af", ["ab"], "d")),
        ("", "a", ("onbekend", [], "a")),
    ],
)
def test_a_verdict_holds_whichever_unsure_member_belongs(sure, unsure, expected):
    assert judged(sure, unsure) == expected


PAIRS = list(combinations("abcdef", 2))


@given(
    st.sets(st.sampled_from(PAIRS)),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["lid", "grens"]), min_size=1),
)
def test_the_verdict_is_that_of_every_way_to_decide_the_unsure_ones(pairs, members):
    found = borders_of((one, other, 1) for one, other in pairs)
    sure = {nis for nis, status in members.items() if status == "lid"}
    unsure = set(members) - sure
    ways = [sure | set(some) for some in chain.from_iterable(combinations(unsure, n) for n in range(len(unsure) + 1))]
    whole = {_reached(pairs, way) == way for way in ways if way}
    verdict = contiguity(sure, unsure, found)
    expected = {frozenset({True}): "aaneen", frozenset({False}): "uiteen"}.get(frozenset(whole), "hangt_af")
    assert verdict.oordeel == (expected if sure else "onbekend")
    assert set().union(*verdict.stukken) == sure
    assert sum(map(len, verdict.stukken)) == len(sure)


def _reached(pairs, members):
    seen = {min(members)}
    while True:
        more = {x for pair in pairs for x in pair if set(pair) <= members and set(pair) & seen} | seen
        if more == seen:
            return seen
        seen = more


def test_neighbours_are_in_another_region_unsure_or_unknown_and_never_none():
    own = region("Eigen", b="lid", c="lid")
    everyone = {
        one.gebied_id: one for one in (own, region("Ander", "laag", a="aangenomen"), region("Derde", d="grens"))
    }
    found = [(one.nis, one.lengte, one.stand, one.regios) for one in neighbours(own, everyone, ROW)]
    assert found == [("d", 300, "na_fusie", ("regiegebied:derde",)), ("a", 100, "ander", ("regiegebied:ander",))]
    wider = region("Eigen", d="lid")
    assert [(one.nis, one.stand) for one in neighbours(wider, {}, ROW)] == [("c", "onbekend"), ("e", "onbekend")]
    half = region("Eigen", d="lid", c="grens")
    assert [one.nis for one in neighbours(half, {}, ROW)] == ["e"]
    assert "Onbekend betekent niet dat ze er geen hebben" in words.gaps(neighbours(wider, {}, ROW), NAMES)


def test_contact_with_provinces_regions_and_countries():
    provinces = {"a": "Oost", "b": "Oost", "c": "West", "d": "West", "e": "West", "f": "Oost"}
    outside = [("b", "Nederland", 900), ("a", "Brussel", 300), ("b", "Noordzee", 5), ("d", "Frankrijk", 7)]
    found = contact.contacts("ab", ROW, provinces, outside)
    assert [(one.buur, dict(one.leden), one.lengte) for one in found] == [
        ("provincie West", {"b": 200}, 200),
        ("Brussel", {"a": 300}, 300),
        ("Nederland", {"b": 900}, 900),
    ]
    assert contact.contacts("abc", ROW, provinces, []) == []
    assert contact.contacts("f", ROW, provinces, []) == []


def test_overlap_counts_what_is_shared_and_says_what_is_in_no_list():
    areas = [
        region("Groot", a="lid", b="lid", c="lid", d="lid"),
        region("Klein", c="lid"),
        region("Half", b="lid", e="grens"),
    ]
    found = overlap.overlap("abcf", "igs", areas)
    assert [(one.naam, "".join(sorted(one.leden)), one.buiten, one.past) for one in found.gebieden] == [
        ("Groot", "abc", 1, "deels"),
        ("Klein", "c", 0, "omvat"),
        ("Half", "b", 1, "deels"),
    ]
    assert found.onbekend == {"f"}
    assert not found.one
    assert "Van 1 lid is het onbekend." in words.fit(found)
    inside = overlap.overlap("ab", "igs", areas)
    assert [one.past for one in inside.gebieden] == ["ligt_binnen", "deels"]
    assert inside.one
    same = overlap.overlap("abcd", "provincie", areas[:1])
    assert [one.past for one in same.gebieden] == ["valt_samen"]
    none = overlap.overlap("f", "wijk_werken", areas)
    assert (
        words.fit(none)
        == "Wijk-werkorganisaties: geen van de leden staat in een lijst die we kennen; dat is onbekend, niet geen."
    )


def test_a_doubtful_member_of_the_other_area_leaves_it_open_whether_they_coincide():
    areas = [region("Ander", a="lid", b="lid", c="grens")]
    assert overlap.overlap("ab", "igs", areas).gebieden[0].past == "ligt_binnen"


@pytest.mark.parametrize(
    ("certainty", "complete", "reason"),
    [
        ("middel", True, "de ledenlijst heeft zekerheid middel"),
        ("laag", False, "de ledenlijst heeft zekerheid laag"),
        ("hoog", False, "de ledenlijst kan onvolledig zijn"),
        ("", True, "van de ledenlijst is geen zekerheid opgegeven"),
    ],
)
def test_only_a_complete_list_of_certainty_hoog_gets_a_verdict(certainty, complete, reason):
    uncertain = region("R", certainty, complete, a="lid", c="lid")
    found = contiguity("ac", "", ROW)
    assert words.verdict(uncertain, found, NAMES).endswith(f"zeggen we niet: {reason}.")
    assert words.short(uncertain, found) == "geen oordeel"
    assert roles.of_region(uncertain, uncertain, {}, ROW) == {"a": roles.MEMBER, "c": roles.MEMBER}


def said(**members):
    one = region("R", **members)
    return words.verdict(one, contiguity(one.zeker, one.onzeker, ROW), NAMES)


def test_the_sentences_name_who_lies_apart_and_who_decides():
    assert said(a="lid", b="lid") == "De 2 gemeenten van het regiegebied R grenzen aan elkaar."
    assert said(a="lid") == "Het regiegebied R telt één gemeente, A."
    assert said(a="lid", b="lid", f="lid").endswith("geen aaneengesloten gebied: F ligt los van de andere gemeenten.")
    assert said(a="lid", b="lid", c="lid", e="lid", f="lid").endswith("E; F liggen los van de andere gemeenten.")
    assert said(a="lid", f="lid").endswith("het valt uiteen in 2 delen (A; F).")
    assert (
        said(a="lid", b="lid", c="grens")
        == "De 2 zekere leden van het regiegebied R grenzen aan elkaar, met of zonder C."
    )
    assert "is niet te zeggen: dat hangt af van C" in said(a="lid", b="lid", d="lid", c="grens")


def test_the_overview_counts_only_certain_lists_of_more_than_one():
    everyone = [
        region("Een", a="lid", b="lid"),
        region("Twee", a="lid", f="lid"),
        region("Drie", b="lid", d="lid", c="grens"),
        region("Vier", "laag", a="lid", c="lid"),
        region("Vijf", a="lid"),
    ]
    found = {one.gebied_id: contiguity(one.zeker, one.onzeker, ROW) for one in everyone}
    assert words.overview(everyone, found) == (
        "Van de 3 regiegebieden met een zekere ledenlijst en meer dan één gemeente vormen er 1 een aaneengesloten gebied "
        "en 1 niet. Voor 1 is het niet te zeggen."
    )


def test_every_part_on_the_map_is_a_role_of_its_own():
    before = region("R", a="lid", b="lid", c="grens")
    after = Region("regiegebied:r", "R", "hoog", True, "", {"b": "lid", "d": "voorstel"}, gewijzigd=True)
    everyone = {"regiegebied:r": after, "regiegebied:s": region("S", e="lid")}
    assert roles.of_region(before, after, everyone, ROW) == {
        "a": roles.GOING,
        "b": roles.MEMBER,
        "c": roles.GOING,
        "d": roles.COMING,
        "e": roles.NEAR,
    }
    kept = roles.of_region(before, before, {"regiegebied:r": before}, ROW)
    assert kept == {"a": roles.MEMBER, "b": roles.MEMBER, "c": roles.DOUBT}


def test_members_are_coloured_by_another_division_with_the_smallest_areas_together():
    whole = region("R", a="lid", b="lid", c="lid", d="lid", e="lid", f="lid")
    areas = [
        region("Een", a="lid", b="lid"),
        region("Twee", c="lid"),
        region("Drie", d="lid", e="lid"),
        region("Vier", e="lid"),
    ]
    assert roles.of_division(whole, areas, 3) == {
        "a": "Een", "b": "Een", "c": "Twee", "d": "Drie", "e": roles.MORE, "f": roles.NO_AREA,
    }  # fmt: skip
    assert roles.of_division(whole, areas, 2)["c"] == roles.OTHER


def test_a_map_of_roles_draws_colours_and_patterns_and_counts_them():
    member, near = Role("lid", "schaal-f"), Role("buur", "", "ontbreekt")
    panel, where = role_map(
        "t", "plaats", [Placed("a", "A", member), Placed("b", "B", near, "x")], [member, near], "abc"
    )
    assert [(row.naam, row.cijfer, row.twijfel, row.mark.klasse, row.mark.patroon) for row in panel.rijen] == [
        ("A", "lid", "", 0, ""),
        ("B", "buur", "x", None, "ontbreekt"),
    ]
    assert [(entry.soort, entry.tekst, entry.aantal) for entry in panel.legende] == [
        ("klasse", "lid", 1),
        ("patroon", "buur", 1),
    ]
    assert where.gebieden == {"a": ("a",), "b": ("b",), "c": ()}
    many = [Role(str(at), "schaal-f") for at in range(8)]
    with pytest.raises(ValueError, match="8 colours"):
        role_map("t", "", [Placed(str(at), "", role) for at, role in enumerate(many)], many, "a")


def test_regions_are_made_of_areas_and_members_in_their_order():
    areas = pd.DataFrame(
        [
            ["regiegebied", "regiegebied:z", "Z", "hoog", True, "2020"],
            ["igs", "igs:a", "A", "", True, ""],
            ["regiegebied", "regiegebied:leeg", "Leeg", "laag", False, ""],
        ],
        columns=["soort", "gebied_id", "naam", "zekerheid", "volledig", "periode_tekst"],
    )
    members = pd.DataFrame(
        [["regiegebied:z", "a", "lid"], ["regiegebied:z", "b", "grens"]], columns=["gebied_id", "nis", "lidstatus"]
    )
    found = regions(areas, members)
    assert list(found) == ["regiegebied:z", "regiegebied:leeg"]
    assert (found["regiegebied:z"].zeker, found["regiegebied:z"].onzeker) == ({"a"}, {"b"})
    assert (found["regiegebied:leeg"].leden, found["regiegebied:leeg"].beoordeeld) == ({}, False)


def test_voeren_touches_no_flemish_municipality_and_the_work_organisations_are_known():
    assert borders().of("73109") == {}
    assert borders().of("44021")["44013"] == borders().of("44013")["44021"]
    work = {row["gebied_id"] for row in overlap.reference("wijk_werken")}
    assert work <= {row["gebied_id"] for row in overlap.reference("gebieden")}
    assert len(work) == 9
