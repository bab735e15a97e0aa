"""Sharing a cost: hand-worked shares, every cent, limits that hold every filling, what a reader types, capacity."""

from fractions import Fraction
from io import BytesIO
from itertools import product

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import export
from dashboard.charts import Figure, KeyMarks, keys
from dashboard.cost_sharing import KINDS, CannotShare, Count, Key, Member, capacity, examples, known_keys, tables, typed
from dashboard.cost_sharing import words as said
from dashboard.cost_sharing.capacity import Place, per_worker, verdict
from dashboard.cost_sharing.capacity_words import per_worker_words, scale_words
from dashboard.cost_sharing.group import added, members
from dashboard.cost_sharing.money import euro, euro_range
from dashboard.cost_sharing.plan import Wishes, found_key, worked_out
from dashboard.cost_sharing.shares import largest_remainder, quotas, shared

MIX = found_key("leefloon:40,trajecten:60")


def exactly(value) -> Count:
    return Count(Fraction(value), Fraction(value))


def hidden(lower, upper) -> Count:
    return Count(Fraction(lower), Fraction(upper), "verborgen")


MISSING = Count(Fraction(0), None, "ontbreekt")


def group(*counts: tuple) -> list[Member]:
    """Members A, B, … with their three counts; a plain number is an exact count."""
    return [
        Member(
            f"4400{at}",
            "ABCDEFGH"[at],
            {
                kind: value if isinstance(value, Count) else exactly(value)
                for kind, value in zip(KINDS, own, strict=True)
            },
        )
        for at, own in enumerate(counts)
    ]


def key(**weights) -> Key:
    return Key("eigen", "eigen", {kind: Fraction(weights.get(kind, 0)) for kind in KINDS}, eigen=True)


def paid(found: list[Member], by: Key, total: int, fixed: int = 0) -> list[tuple[int, int]]:
    return [(amount.onder, amount.boven) for amount in shared(found, by, total, fixed)]


def test_shares_worked_out_by_hand():
    town = group((30_000, 120, 5), (10_000, 60, 15), (20_000, 20, 0))
    # inhabitants: 1/2, 1/6, 1/3 of € 43.250
    assert paid(town, key(inwoners=100), 4_325_000) == [(2_162_500,) * 2, (720_833,) * 2, (1_441_667,) * 2]
    # 40% of 120, 60, 20 out of 200 and 60% of 5, 15, 0 out of 20: 39%, 57%, 4%
    assert paid(town, MIX, 4_325_000) == [(1_686_750,) * 2, (2_465_250,) * 2, (173_000,) * 2]
    # € 1.000 each first, then 39%, 57%, 4% of the other € 18.625
    assert paid(town, MIX, 2_162_500, 100_000) == [(826_375,) * 2, (1_161_625,) * 2, (174_500,) * 2]


def test_a_cent_left_over_goes_to_the_largest_remainder_and_first_come_on_a_tie():
    assert largest_remainder([Fraction(10, 3)] * 3) == [4, 3, 3]
    assert largest_remainder([Fraction(5, 4), Fraction(11, 4), Fraction(2)]) == [1, 3, 2]
    assert paid(group((1, 0, 0), (1, 0, 0), (1, 0, 0)), key(inwoners=100), 100) == [(34, 34), (33, 33), (33, 33)]


def test_limits_worked_out_by_hand():
    # B has 1 to 3 of 10 + that: A pays 10/13 to 10/11 of € 143, B 1/11 to 3/13.
    found = group((1, 1, 10), (1, 1, hidden(1, 3)))
    assert paid(found, key(trajecten=100), 14_300) == [(11_000, 13_000), (1_300, 3_300)]
    assert paid(found, key(inwoners=100), 14_300) == [(7_150, 7_150)] * 2
    # Half by inhabitants, which are known: € 71,50 halved, and half of the limits above.
    assert paid(found, key(inwoners=50, trajecten=50), 28_600) == [(18_150, 20_150), (8_450, 10_450)]


def test_a_missing_count_may_be_anything():
    found = group((1, 1, 10), (1, 1, 10), (1, 1, MISSING))
    assert paid(found, key(trajecten=100), 1_000) == [(0, 500), (0, 500), (0, 1_000)]
    assert paid(group((1, 1, 10), (1, 1, exactly(0)), (1, 1, MISSING)), key(trajecten=100), 1_000)[1] == (0, 0)


def test_only_one_who_can_have_any_pays_all():
    assert paid(group((1, 1, hidden(0, 3)), (1, 1, 0)), key(trajecten=100), 1_000) == [(1_000, 1_000), (0, 0)]


whole = st.integers(0, 12)
weight = st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted)


@st.composite
def worlds(draw, exact: bool = False):
    """Two to four members with counts of which some are ranges, weights that make 100, a cost and a fixed part."""
    size = draw(st.integers(2, 4))

    def count(wide: bool) -> Count:
        lower = draw(whole)
        return hidden(lower, lower + draw(st.integers(1, 3))) if wide and draw(st.booleans()) else exactly(lower)

    own = [(draw(st.integers(1, 50)), count(False), count(not exact)) for _ in range(size)]
    first, last = draw(weight)
    by = key(inwoners=first, leefloon=last - first, trajecten=100 - last)
    total = draw(st.integers(1, 100_000))
    return group(*own), by, total, draw(st.integers(0, total // size))


@settings(max_examples=150, deadline=None)
@given(worlds(exact=True))
def test_known_counts_add_up_to_the_cent_and_stay_within_a_cent_of_the_quota(world):
    found, by, total, fixed = world
    if any(all(member.tellingen[kind].boven == 0 for member in found) for kind in by.uses):
        with pytest.raises(CannotShare, match="valt er niets te verdelen"):
            shared(found, by, total, fixed)
        return
    amounts = shared(found, by, total, fixed)
    assert sum(amount.onder for amount in amounts) == total
    rest = total - fixed * len(found)
    for amount, (quota, same) in zip(amounts, quotas(found, by), strict=True):
        assert amount.exact
        assert quota == same
        assert abs(amount.onder - fixed - rest * quota) < 1


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_limits_hold_every_filling_and_are_reached(world):
    """Brute force: every whole filling of the hidden counts; the least and the most paid over them are the limits."""
    found, by, total, fixed = world
    try:
        limits = shared(found, by, total, fixed)
    except CannotShare:
        return
    seen: list[set[int]] = [set() for _ in found]
    exact_parts: list[set[Fraction]] = [set() for _ in found]
    for filled in fillings(found):
        try:
            amounts = shared(filled, by, total, fixed)
        except CannotShare:
            continue
        for at, (low, high) in enumerate(quotas(filled, by)):
            assert low == high
            exact_parts[at].add(low)
            seen[at].add(amounts[at].onder)
    for at, amount in enumerate(limits):
        assert amount.onder <= min(seen[at])
        assert max(seen[at]) <= amount.boven
        assert quotas(found, by)[at] == (min(exact_parts[at]), max(exact_parts[at]))


def fillings(found: list[Member]):
    """The group with every whole value of every count between its limits."""
    places = [(at, kind) for at in range(len(found)) for kind in KINDS]
    spans = [
        range(int(count.onder), int(count.boven) + 1) for at, kind in places for count in (found[at].tellingen[kind],)
    ]
    for values in product(*spans):
        chosen = dict(zip(places, values, strict=True))
        yield group(*[tuple(chosen[at, kind] for kind in KINDS) for at in range(len(found))])


@settings(max_examples=100, deadline=None)
@given(worlds(exact=True), st.integers(1, 100))
def test_weighing_what_a_member_has_more_of_never_lowers_its_part(world, moved):
    """Moving weight from inhabitants to trajectories raises the part of whoever has the larger part of the trajectories."""
    found = world[0]
    try:
        people, paths = (quotas(found, key(**{kind: 100})) for kind in ("inwoners", "trajecten"))
        before, after = (quotas(found, key(inwoners=100 - at, trajecten=at)) for at in (moved - 1, moved))
    except CannotShare:
        return
    for at in range(len(found)):
        if paths[at] >= people[at]:
            assert after[at] >= before[at]
        else:
            assert after[at] < before[at]


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        (Wishes(bedrag="-5"), "Het bedrag kan niet negatief zijn: '-5'."),
        (Wishes(bedrag="veel"), "Het bedrag: 'veel' lezen we niet als een getal. Schrijf bijvoorbeeld 43.250,00."),
        (Wishes(bedrag="43.25"), "Het bedrag: '43.25' lezen we niet als een getal. Schrijf bijvoorbeeld 43.250,00."),
        (Wishes(bedrag="0"), "Het bedrag moet groter dan nul zijn."),
        (Wishes(bedrag="999999999999"), "Het bedrag kan niet hoger zijn dan 100.000.000."),
        (
            Wishes(bedrag="100", vast="60"),
            "Het vaste deel is te hoog: 2 keer € 60,00 is € 120,00, meer dan het bedrag van € 100,00.",
        ),
        (Wishes(vast="-1"), "Het vaste deel kan niet negatief zijn: '-1'."),
        (Wishes(sleutel="leefloon:40,trajecten:50"), "De gewichten tellen samen 90% en moeten precies 100% zijn."),
        (Wishes(sleutel="leefloon:-40,trajecten:140"), "Het gewicht van leefloon kan niet negatief zijn: '-40'."),
        (Wishes(sleutel="leefloon:140"), "Het gewicht van leefloon kan niet hoger zijn dan 100."),
        (Wishes(sleutel="geluk:100"), "Sleutel 'geluk' bestaat niet. Kies uit inwoners, leefloon of trajecten."),
        (
            Wishes(sleutel="trajecten:100"),
            "Geen enkele gemeente van deze groep heeft lopende TWE-trajecten. Daarmee valt er niets te verdelen.",
        ),
    ],
)
def test_what_cannot_be_shared_is_said_and_nothing_is_paid_under_it(wishes: Wishes, message: str):
    plan = worked_out(group((1, 1, 0), (1, 1, 0)), wishes)
    assert said.finding(plan, "uw groep").replace("\u00a0", " ") == message
    assert plan.chosen == []


def test_a_key_that_cannot_be_used_leaves_the_others():
    plan = worked_out(group((1, 1, 0), (3, 1, 0)), Wishes(sleutel="inwoners:100", bedrag="100"))
    assert [each.id for each in plan.shown] == ["inwoners", "leefloon"]
    assert [amount.onder for amount in plan.chosen] == [2_500, 7_500]
    assert set(plan.waarom) == {"trajecten", "leefloon_trajecten"}
    assert worked_out(group((1, 1, 1)), Wishes()).waarom[""].startswith("Een kost verdelen kan pas met minstens twee")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("43250", 4_325_000),
        ("€ 43.250,00", 4_325_000),
        ("21 625,5", 2_162_550),
        ("1.000.000", 100_000_000),
        ("0,01", 1),
    ],
)
def test_amounts_are_read_as_they_are_written_in_dutch(text: str, cents: int):
    assert typed.amount(text, "Het bedrag") == cents


def test_weights_and_counts_go_into_an_address_and_back():
    weights = typed.weights("inwoners:37,5,trajecten:62,5")
    assert weights == {"inwoners": Fraction(75, 2), "leefloon": 0, "trajecten": Fraction(125, 2)}
    assert typed.weights_text(weights) == "inwoners:37,5,trajecten:62,5"
    assert typed.raw_weights("leefloon:50,trajecten:60") == {"leefloon": "50", "trajecten": "60"}
    own, problems = typed.own(
        "trajecten:44001:7,5,leefloon:44000:120,leefloon:99999:3,inwoners:44000:-2", ["44000", "44001"]
    )
    assert own == {("trajecten", "44001"): Fraction(15, 2), ("leefloon", "44000"): Fraction(120)}
    assert typed.own_text(own) == "leefloon:44000:120,trajecten:44001:7,5"
    assert problems == [
        "Uw eigen cijfer 'leefloon:99999:3' hoort bij geen gemeente van deze groep. We gebruiken het niet.",
        "Een eigen cijfer kan niet negatief zijn: '-2'. We gebruiken het niet.",
    ]


def test_the_keys_and_costs_of_practice_are_those_that_are_known():
    assert [(one.id, one.wie) for one in known_keys() if one.wie] == [
        ("inwoners", "LiFT (Grimbergen, Machelen, Vilvoorde en Zaventem)"),
        ("leefloon_trajecten", "Welzijnsband Meetjesland"),
    ]
    assert all(one.bron for one in known_keys() if one.wie)
    assert MIX.id == "leefloon_trajecten"
    assert sum(MIX.gewichten.values()) == 100
    assert [(one.centen, one.jaar) for one in examples()] == [(4_325_000, "2024"), (2_162_500, "2024")]
    assert all(one.bron.startswith("IGO") for one in examples())


def figures(**limits) -> pd.DataFrame:
    """Municipal figures as the program gives them: NIS=(lower, upper, known parts, provisional)."""
    return pd.DataFrame(
        [
            {
                "gebied_id": nis[1:],
                "teller_onder": low,
                "teller_boven": high,
                "bekend": known,
                "delen": 2,
                "voorlopig": unsure,
            }
            for nis, (low, high, known, unsure) in limits.items()
        ]
    )


def test_members_take_their_counts_from_figures_and_from_the_reader():
    rows = figures(
        n1=(116.25, 116.25, 2, False), n2=(1 / 3, 1.0, 2, False), n3=(5.0, 5.0, 1, False), n4=(4.0, 4.0, 2, True)
    )
    frames = {"inwoners": rows, "leefloon": rows, "trajecten": rows}
    found = members({"4": "Zele", "1": "Éclo", "2": "Aalst", "3": "Gent"}, frames, {("leefloon", "2"): Fraction(9)})
    assert [member.naam for member in found] == ["Aalst", "Éclo", "Gent", "Zele"]
    assert found[0].tellingen["trajecten"] == Count(Fraction(1, 3), Fraction(1), "verborgen")
    assert found[0].tellingen["leefloon"] == Count(Fraction(9), Fraction(9), "eigen")
    assert found[1].tellingen["leefloon"] == Count(Fraction(465, 4), Fraction(465, 4))
    assert found[2].tellingen["leefloon"] == MISSING
    assert found[3].tellingen["leefloon"].staat == "voorlopig"
    empty = members({"1": "Gent"}, dict.fromkeys(KINDS, pd.DataFrame(columns=["gebied_id"])), {})
    assert empty[0].tellingen == dict.fromkeys(KINDS, MISSING)


def test_the_finding_names_who_certainly_pays_most():
    plain = worked_out(group((1, 30, 6), (1, 10, 2)), Wishes())
    assert said.finding(plain, "uw groep").replace("\u00a0", " ") == (
        "Verdeelt uw groep € 43.250,00 volgens 40% leefloongerechtigden en 60% lopende TWE-trajecten, dan betaalt A het meest: "
        "€ 32.437,50, of 75,0% van het bedrag."
    )
    assert said.swing(plain).replace("\u00a0", " ") == (
        "De keuze van de sleutel weegt het zwaarst voor A: € 21.625,00 volgens inwoners tegenover € 32.437,50 volgens "
        "leefloongerechtigden."
    )
    unsure = worked_out(group((1, 1, hidden(1, 3)), (1, 1, 2)), Wishes(sleutel="trajecten:100"))
    assert "staat niet vast wie het meest betaalt: A of B." in said.finding(unsure, "uw groep")
    assert "Bij trajecten verbergt de bron een klein aantal voor A." in said.doubts(unsure)
    even = worked_out(group((1, 1, 1), (1, 1, 1)), Wishes(bedrag="10"))
    assert "dan betalen A en B het meest, elk € 5,00." in said.finding(even, "uw groep").replace("\u00a0", " ")
    assert said.swing(even) == ""
    assert said.assumed(["Hasselt"]) == "Hasselt telt mee: dat is aangenomen na een fusie."


def test_the_tables_and_the_workbook_hold_every_amount_the_sum_and_no_formula():
    found = group((1, 1, 10), (1, 1, hidden(1, 3)))
    found[0] = Member("44000", "=KWAAD()", found[0].tellingen)
    plan = worked_out(found, Wishes(bedrag="143", sleutel="inwoners:25,leefloon:25,trajecten:50"))
    table = tables.amounts(plan, "Bedragen")
    assert euro_range(11_000, 13_000) in table
    assert table.count(euro(14_300)) == 5
    moments = dict.fromkeys(KINDS, "2024 (gemiddelde)")
    content = export.workbook(
        tables.frame(plan), tables.notes(plan, "Uw groep", moments, ["Statbel"], True, "2026-11-22-a"), "Verdeelsleutel"
    )
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Cijfers", "Toelichting"]
    rows = [[cell.value for cell in row] for row in book["Cijfers"]]
    first, last = dict(zip(rows[0], rows[1], strict=True)), dict(zip(rows[0], rows[-1], strict=True))
    assert first["gemeente"] == "'=KWAAD()"
    assert (first["euro_trajecten_onder"], first["euro_trajecten_boven"], first["euro_inwoners"]) == (110, 130, 71.5)
    assert {value for name, value in last.items() if name.startswith("euro_")} == {143}
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    notes = {row[0].value: row[1].value for row in book["Toelichting"]}
    assert notes["Voorbeeldcijfers"]
    assert notes["Snapshot"] == "2026-11-22-a"
    assert "Welzijnsband Meetjesland" in notes["Kolom euro_leefloon_trajecten"]


def test_capacity_in_people_and_in_trajectories():
    found = group((1, 90, 10), (1, 30, hidden(1, 3)), (1, 10, MISSING))
    each = capacity.places(found, ["44000", "44001"], "twee samen")
    together = each[-1]
    assert [place.naam for place in each] == ["A", "B", "C", "twee samen"]
    assert together.tellingen["leefloon"] == exactly(120)
    assert per_worker(together.tellingen["trajecten"], Fraction(3, 2)) == (Fraction(22, 3), Fraction(26, 3))
    assert [verdict(together.tellingen[kind], Fraction(6)) for kind in capacity.COUNTED] == ["ja", "kan niet"]
    assert verdict(together.tellingen["trajecten"], Fraction(7)) == "nee"
    assert verdict(together.tellingen["trajecten"], Fraction(11, 2)) == "ja"
    assert verdict(added([exactly(3), MISSING]), Fraction(2)) == "kan niet"
    assert verdict(added([exactly(4), MISSING]), Fraction(2)) == "ja"
    assert per_worker_words(together, "twee gemeenten", Fraction(3, 2)) == (
        "Met 1,5 VTE voor twee gemeenten komen er per voltijdse trajectbegeleider 80 leefloongerechtigden en tussen 7,3 en 8,7 "
        "lopende TWE-trajecten."
    )
    assert scale_words(together, "twee gemeenten", Fraction(6)) == (
        "Met een caseload van 6 zijn er 12 mensen nodig voor twee voltijdse trajectbegeleiders. Voor twee gemeenten: geteld in "
        "leefloongerechtigden (120) haalt dat; geteld in lopende TWE-trajecten (tussen 11 en 13) kan beide kanten uit, want niet "
        "elk aantal is gekend."
    )
    alone = Place("C", {"leefloon": exactly(10), "trajecten": MISSING})
    assert "het aantal lopende TWE-trajecten is niet gekend" in scale_words(alone, "C", Fraction(2))
    assert capacity.workers("") is None
    with pytest.raises(CannotShare, match="Het aantal VTE moet groter dan nul zijn"):
        capacity.workers("0")
    with pytest.raises(CannotShare, match="De caseload kan niet negatief zijn"):
        capacity.caseload("-3")


def test_the_chart_gives_a_dot_for_an_amount_and_a_hatched_bar_for_a_range():
    series = [
        KeyMarks("inwoners", False, ((10.0, 10.0, "A: 10"), (20.0, 20.0, "B: 20"))),
        KeyMarks("trajecten", True, ((5.0, 15.0, "A: 5 tot 15"), (15.0, 25.0, "B: 15 tot 25"))),
    ]
    drawing = keys(["A", "B"], series, ["5 – 15", "15 – 25"], "euro", "light", True)
    dots = {trace["name"]: list(trace["x"]) for trace in drawing.traces if trace["type"] == "scatter"}
    assert dots == {"inwoners": [10.0, 20.0], "<b>trajecten</b>": [None]}
    bars = [
        (trace["base"], trace["x"], trace["marker"]["pattern"]["shape"])
        for trace in drawing.traces
        if trace["type"] == "bar"
    ]
    assert bars == [([5.0], [10.0], "/"), ([15.0], [10.0], "/")]
    assert any(note.get("name") == "voorbeeld" for note in drawing.layout["annotations"])
    Figure(drawing.traces, drawing.layout)
