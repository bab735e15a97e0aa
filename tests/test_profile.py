"""The sheet of a place: verdicts beside any comparator, what is said first, its tables, and the cases of the study."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import survey
from dashboard.areas import Area
from dashboard.comparators import Comparator
from dashboard.compare.verdicts import HIGHER, KAN_NIET, LOWER, NOT_SHOWN
from dashboard.markup import Markup
from dashboard.profile import Row, cases, tables
from dashboard.profile.doubts import of_municipalities
from dashboard.profile.finding import finding, standing_out
from dashboard.profile.judged import judged
from tests.rows import COUNT, RATE, REGISTRATION, frame, indicator, place

GROUP = Comparator("grootteklasse:x", "de 3 gemeenten van X", 3, "grootteklasse", ("x",), "", None, ("a", "b", "c"))
FLANDERS = Comparator("vlaanderen", "de 9 Vlaamse gemeenten", 9, "vlaanderen", ("v",), "", None, tuple("abcdefghi"))
REGION = Area("regiegebied", "regiegebied:x", "X")


def region(teller, noemer, name=RATE, **other):
    return place("regiegebied:x", teller, noemer, name=name, soort="regiegebied", gebied="X", **other)


def row(name, teller, noemer=None, other=None, leden=("a", "b"), comparator=FLANDERS, **changed) -> Row:
    own = frame(region(teller, noemer, name, **changed))
    beside = frame(place("v", *other, name=name, soort="vlaanderen", gebied="Vlaanderen")) if other else own.head(0)
    return Row(indicator(name), "2025-09", own, beside, judged(indicator(name), own, beside, comparator, leden))


def test_a_region_is_taken_out_of_the_group_it_lies_in():
    # 400 of the group's 500 people are its own: the rest has 100 among 90.000
    own, other = frame(region(400, 10_000)), frame(place("x", 500, 100_000, name=RATE))
    assert judged(indicator(RATE), own, other, GROUP, ("a", "b")).oordeel == HIGHER
    alone = frame(place("x", 500, 10_100, name=RATE))
    assert judged(indicator(RATE), frame(region(500, 10_000)), alone, GROUP, ("a", "b")).oordeel == NOT_SHOWN


@pytest.mark.parametrize(
    ("leden", "why"),
    [
        (("a", "z"), "een deel van de gemeenten hoort zelf bij de groep"),
        (("a", "b", "c"), "de vergelijking is met het gebied zelf"),
    ],
)
@pytest.mark.parametrize("name", [RATE, REGISTRATION])
def test_groups_that_share_people_are_not_compared(leden, why, name):
    other = frame(place("x", 500, 100_000, name=name))
    found = judged(indicator(name), frame(region(90, 10_000, name)), other, GROUP, leden)
    assert (found.oordeel, found.woorden) == (KAN_NIET, f"kan niet: {why}")


def test_an_incomplete_region_says_how_many_municipalities_it_counts():
    own = frame(region(400, 10_000, dekking="9/10", delen=10, bekend=9))
    found = judged(indicator(RATE), own, frame(place("v", 500, 100_000, name=RATE)), FLANDERS, ("a", "b"))
    assert found.woorden == "kan niet: dit cijfer telt maar 9 van de 10 gemeenten"


@pytest.mark.parametrize(
    ("teller", "leden", "oordeel"),
    [
        (3_000, ("a",), LOWER),
        (4_500, ("a",), NOT_SHOWN),  # three points below: not the five the map calls another class
        (3_000, ("y", "z"), LOWER),
        ((3_000, 6_000), ("a",), KAN_NIET),
    ],
)
def test_a_share_that_is_no_part_is_judged_by_the_middle_class_inside_the_group_or_out(teller, leden, oordeel):
    own, other = frame(region(teller, 10_000, REGISTRATION)), frame(place("v", 48_000, 100_000, name=REGISTRATION))
    assert judged(indicator(REGISTRATION), own, other, FLANDERS, leden).oordeel == oordeel


def test_a_count_is_never_set_beside_another_place():
    found = judged(indicator(COUNT), frame(region(90, None, COUNT)), frame(place("v", 900, name=COUNT)), FLANDERS, "ab")
    assert (found.oordeel, found.woorden) == (KAN_NIET, "")


def test_the_finding_names_what_lies_higher_and_lower_and_nothing_that_cannot_be_judged():
    rows = [row(RATE, 90, 10_000, (500, 100_000)), row(REGISTRATION, 3_000, 10_000, (48_000, 100_000))]
    assert finding(REGION, rows, FLANDERS) == (
        "Het regiegebied X ligt hoger dan Vlaanderen voor leefloongraad (9,0 tegenover 5,0 per 1.000 inwoners), en lager voor "
        "registratiegraad (30,0% tegenover 48,0%)."
    )
    same = [row(RATE, 50, 10_000, (500, 100_000)), row(REGISTRATION, (1_000, 8_000), 10_000, (48_000, 100_000))]
    assert (
        finding(REGION, same, FLANDERS)
        == "Het regiegebied X is niet te onderscheiden van Vlaanderen voor leefloongraad."
    )
    assert finding(REGION, same[1:], FLANDERS) == ""


def test_what_could_not_be_judged_is_never_called_normal():
    unknown = [row(REGISTRATION, (1_000, 8_000), 10_000, (48_000, 100_000))]
    assert standing_out(REGION, unknown, FLANDERS, "") == [
        "Niet te beoordelen: registratiegraad (door wat verborgen is, kan het beide kanten uit)."
    ]
    known = [row(RATE, 50, 10_000, (500, 100_000))]
    assert standing_out(REGION, known, FLANDERS, "") == [
        "Bij het regiegebied X valt naast Vlaanderen niets op dat zeker meer is dan toeval."
    ]


def test_members_stand_with_their_change_their_mask_and_their_membership():
    now = frame(
        place("a", 60, name=COUNT, gebied="A"),
        place("b", (1, 4), name=COUNT, gebied="B"),
        place("c", 20, name=COUNT, gebied="C"),
    )
    before = frame(place("a", 50, name=COUNT, periode="2024-09"), place("c", 20, name=COUNT, periode="2024-09"))
    members = pd.DataFrame({"nis": ["a", "b", "c"], "naam": ["A", "B", "C"], "lidstatus": ["lid", "lid", "grens"]})
    whole = row(COUNT, (61, 64), dekking="2/3", delen=3, bekend=2)
    found = tables.places(members, [(indicator(COUNT), now)], before, [whole])
    assert found.perioden == "sept. 2025: Leefloon"
    assert found.rijen == (
        ("a", "A", ("60", "+10", "lid")),
        ("b", "B", ("1–4", "n.b.", "lid")),
        ("c", "C", ("20", "0", "onbekend na fusie: telt niet mee")),
        ("", "X", ("61–64 (2/3)", "n.b.", "")),
    )
    shown = found.drawn("Leden", lambda name, nis: Markup(f'<a href="{nis}">{name}</a>'))
    assert shown.count("<a href=") == 3
    assert "<strong>X</strong>" in shown


def test_the_key_figures_say_why_there_is_none_and_draw_no_course_of_one_moment():
    rows = [row(RATE, 5, 9, (500, 100_000)), row(COUNT, 90)]
    made = tables.key_figures(rows, "X", "Vlaanderen", "light")
    assert "is kleiner dan 10" in made
    assert "<img" not in made
    assert "Oordeel" not in tables.key_figures(rows, "X", "", "light")


def test_hidden_and_small_municipalities_are_counted_apart():
    shown = frame(place("a", (1, 4), 100, name=RATE), place("b", 2, 5, name=RATE), place("c", 20, 100, name=RATE))
    assert of_municipalities([(indicator(RATE), shown)]) == [
        "Leefloongraad per gemeente: van de 3 gemeenten is er in 1 een bereik, omdat een klein aantal verborgen is en in 1 geen "
        "cijfer, omdat de noemer kleiner is dan 10."
    ]


def test_each_case_of_the_study_is_known_by_its_municipalities():
    known = {case.naam: case.gemeenten for case in cases.cases()}
    assert set(known) == {row["case"] for row in survey.rows("onderzoek_cases")}
    assert len(known["Welzijnsband Meetjesland"]) == 8
    assert len(known["De Opstap (DVV Westhoek)"]) == 9


def test_a_case_belongs_to_a_region_that_holds_it_whole_and_to_each_of_its_municipalities():
    successor = {"73009": "73111", "73083": "73111"}
    of = {case.naam: case for case in cases.cases()}
    meetjesland = of["Welzijnsband Meetjesland"].gemeenten
    assert cases.of_place(("73111",), successor) == [of["Borgloon"]]
    assert cases.of_place((*meetjesland, "44019"), {}) == [of["Welzijnsband Meetjesland"]]
    assert cases.of_place(meetjesland[1:], {}) == []
    assert cases.of_place(meetjesland[:1], {}) == [of["Welzijnsband Meetjesland"]]
    names = {"73009": "Borgloon", "11016": "Essen"}
    assert cases.told(of["Borgloon"], "Tongeren-Borgloon", names, True) == (
        "De case Borgloon gaat over het vroegere Borgloon, niet over heel Tongeren-Borgloon."
    )
    assert cases.told(of["Essen"], "Essen", names, True) == "De studie beschrijft Essen als case."
    assert "0,8 VTE" in cases.case_table(of["Essen"])
