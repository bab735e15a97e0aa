"""Municipalities side by side: verdicts, ranks, periods, mergers, drawings and words, on literal figures."""

import io
import re
from datetime import date

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import export, rhythm
from dashboard.catalogue import catalogue
from dashboard.comparators import Comparator
from dashboard.compare import QUARTILES, Everyone, Side, block, finding, marks, mergers, ranks
from dashboard.compare.document import document
from dashboard.compare.standing import in_order, range_words, standing
from dashboard.compare.strip import Spread, course, strip
from dashboard.compare.verdicts import HIGHER, KAN_NIET, LOWER, NOT_SHOWN, verdicts
from dashboard.events import Event
from dashboard.records import records
from dashboard.uncertainty.ranking import quantiles

GRAAD = catalogue().indicatoren["leefloongraad"]
UITSTROOM = catalogue().indicatoren["twe_uitstroom_3m"]
LEEFLOON = catalogue().indicatoren["leefloon"]
REGISTRATIE = catalogue().indicatoren["registratiegraad"]
MONTH = "2024-05"
GROUP = Comparator(
    "klasse", "de 4 grote OCMW's van 1 januari 2024", 4, "grootteklasse", ("grootteklasse:groot",), "", None, ("b", "d")
)


def figure(nis, teller, noemer=10_000, indicator=GRAAD, **changed):
    """A row of figures; teller is a number, limits, or None."""
    lower, upper = teller if isinstance(teller, tuple) else (teller, teller)
    known = lower is not None
    scale = indicator.factor / noemer if indicator.is_ratio and noemer else 1
    row = {
        "gebied_id": nis, "gebied": nis.upper(), "soort": "gemeente", "periode": MONTH, "categorie": "", "telling": "stand",
        "uitsplitsing": "", "indicator": indicator.id, "status": "definitief" if lower == upper else "gemaskeerd",
        "teller_onder": lower, "teller_boven": upper, "noemer_onder": noemer, "noemer_boven": noemer, "noemer": noemer,
        "onder": lower * scale if known else None, "boven": upper * scale if known else None, "waarde": None, "teller": lower,
        "stab_onder": None, "stab_boven": None, "dekking": "1/1", "dekking_inwoners": 1.0, "bekend": 1, "delen": 1, "grens": 0,
        "gemaskeerd": int(lower != upper), "aangenomen": 0, "voorlopig": False, "herkomst": "gepubliceerd", "snapshot": "s",
        "teller_periode": MONTH, "noemer_periode": "2024", "van": pd.Timestamp("2024-05-01"),
    }  # fmt: skip
    if not known:
        row |= {"status": "ontbreekt", "bekend": 0, "dekking": "0/1"}
    return row | changed


def frame(*rows):
    made = pd.DataFrame(rows)
    numbers = [
        "teller_onder",
        "teller_boven",
        "noemer_onder",
        "noemer_boven",
        "onder",
        "boven",
        "stab_onder",
        "stab_boven",
    ]
    return made.astype(dict.fromkeys(numbers, float))


def group(teller=500, noemer=100_000, **changed):
    return frame(figure("grootteklasse:groot", teller, noemer, soort="grootteklasse", **changed))


def side(*rows, other=None, chosen=None, indicator=GRAAD):
    whole = frame(*rows)
    beside = group(indicator=indicator) if other is None else other
    return Side(Everyone(indicator, MONTH, whole), tuple(chosen or whole["gebied_id"]), beside, {}, GROUP)


def judged(*rows, other=None, indicator=GRAAD, comparator=GROUP):
    found = verdicts(indicator, frame(*rows), group(indicator=indicator) if other is None else other, comparator)
    return {nis: (verdict.oordeel, verdict.woorden) for nis, verdict in found.items()}


def test_a_rate_is_told_apart_only_where_chance_would_hardly_give_it():
    # the group has 5 per 1.000; 50 expected in each place
    found = judged(figure("a", 90), figure("c", 20), figure("e", 65))
    assert {nis: oordeel for nis, (oordeel, _) in found.items()} == {"a": HIGHER, "c": LOWER, "e": NOT_SHOWN}
    assert found["e"][1] == "niet te onderscheiden: het verschil kan toeval zijn"


def test_a_member_is_taken_out_of_the_group_first():
    # b is 400 of the group's 500 people among 10.000 of its 100.000: without it the group has 100 among 90.000
    assert judged(figure("b", 400))["b"][0] == HIGHER
    alone = group(500, 10_100)  # nearly all of it is b itself; the rest has nobody among 100
    assert judged(figure("b", 500), other=alone)["b"][0] == NOT_SHOWN


def test_a_mask_that_leaves_both_sides_open_is_no_verdict():
    assert judged(figure("a", (20, 90)))["a"] == (KAN_NIET, "kan niet: door wat verborgen is, kan het beide kanten uit")
    assert judged(figure("a", (90, 95)))["a"][0] == HIGHER


@pytest.mark.parametrize(
    ("row", "other", "why"),
    [
        (figure("a", None), None, "de bron heeft dat cijfer niet geleverd"),
        (figure("a", 90, dekking="1/2", delen=2), None, "dit cijfer telt maar 1 van de 2 delen"),
        (figure("a", 90), group(dekking="3/4", delen=4, bekend=3), "telt maar 3 van de 4 gemeenten"),
        (figure("a", 90), group(None), "voor de 4 grote OCMW's van 1 januari 2024 is er geen cijfer"),
        (figure("a", 90, herkomst="voorbeeld"), None, "het ene is een voorbeeldcijfer, het andere niet"),
        (figure("a", 90), group().iloc[:0], "is er in deze periode geen cijfer"),
    ],
)
def test_what_cannot_be_compared_says_why(row, other, why):
    oordeel, words = judged(row, other=other)["a"]
    assert oordeel == KAN_NIET
    assert why in words


def test_counts_and_ratios_without_chance_are_not_compared():
    assert "hoe groot de gemeente is" in judged(figure("a", 90, indicator=LEEFLOON), indicator=LEEFLOON)["a"][1]
    assert (
        "de teller is geen deel van de noemer"
        in judged(figure("a", 90, 100, REGISTRATIE), indicator=REGISTRATIE)["a"][1]
    )
    itself = Comparator("a", "A", 1, "gemeente", ("a",), "", None, ("a",))
    assert "met de gemeente zelf" in judged(figure("a", 90), comparator=itself)["a"][1]


def test_a_small_denominator_is_said_beside_the_verdict():
    found = judged(figure("a", 12, 20, UITSTROOM), other=group(500, 1000, indicator=UITSTROOM), indicator=UITSTROOM)
    assert found["a"][1].endswith("(klein aantal: minder dan 30)")


def test_the_rank_range_holds_every_way_of_filling_the_masks():
    rows = [figure("a", 10), figure("b", (5, 12)), figure("c", 7), figure("d", (1, 6)), figure("e", 7)]
    found = standing(GRAAD, frame(*rows))
    for b in range(5, 13):
        for d in range(1, 7):
            values = {"a": 10, "b": b, "c": 7, "d": d, "e": 7}
            for nis, value in values.items():
                above = sum(other > value for other in values.values())
                ties = sum(other == value for other in values.values())
                assert found.loc[nis, "beste"] <= above + 1
                assert found.loc[nis, "slechtste"] >= above + ties
    assert (found.loc["c", "beste"], found.loc["c", "slechtste"]) == (2, 4)
    assert found["toeval_beste"].le(found["beste"]).all()


def test_a_place_without_a_complete_figure_has_no_rank():
    found = standing(GRAAD, frame(figure("a", 10), figure("b", None), figure("c", 9, bekend=1, delen=2)))
    assert found["plaatsen"].dropna().tolist() == [1]
    assert range_words(found.loc["b", "beste"], found.loc["b", "slechtste"]) == ""
    assert standing(REGISTRATIE, frame(figure("a", 10)))["toeval_beste"].isna().all()
    assert (range_words(3, 3), range_words(3, 7)) == ("3", "3–7")


def test_the_chosen_come_in_the_order_chosen():
    assert in_order(frame(figure("a", 1), figure("b", 2), figure("c", 3)), ["c", "a", "x"])["gebied_id"].tolist() == [
        "c",
        "a",
    ]


def periods_known(*texts, rijp=None):
    begin = [pd.Timestamp(text.split("..")[0][:4] + "-01-01") for text in texts]
    end = {"2023-K1..2024-K4": "2025-01-01", "2024-K4": "2025-01-01", "2025-K1": "2025-04-01"}
    tot = [pd.Timestamp(end.get(text) or f"{int(text[:4]) + 1}-01-01") for text in texts]
    return pd.DataFrame({"periode": texts, "van": begin, "tot": tot, "rijp": rijp or [True] * len(texts)})


@pytest.mark.parametrize(
    ("indicator", "known", "wanted", "expected"),
    [
        (GRAAD, periods_known("2022", "2023", "2024"), "2023", "2023"),
        (GRAAD, periods_known("2022", "2023", "2024"), "2024-05", "2024"),  # counted on 1 January
        (GRAAD, periods_known("2022", "2023"), "2019-05", "2022"),  # the nearest is the oldest
        (GRAAD, periods_known("2025"), "2024-05", "2025"),
        (GRAAD, periods_known("2022", "2023"), "onbekend", "2023"),
        (GRAAD, periods_known("2023", "2024", rijp=[True, False]), "2025-01", "2023"),
        (UITSTROOM, periods_known("2023-K1..2024-K4", "2024-K4", "2025-K1"), "2025-12", "2023-K1..2024-K4"),
    ],
)
def test_each_row_takes_its_own_nearest_period(indicator, known, wanted, expected):
    assert rhythm.nearest(known, indicator, wanted) == expected


def municipalities():
    rows = [(2018, "1", "Oud", "9", "Nieuw"), (2018, "2", "Oud2", "9", "Nieuw"), (2019, "3", "Midden", "9", "Nieuw"),
            (2019, "4", "Klein", "9", "Nieuw"), (2025, "9", "Nieuw", "9", "Nieuw"),
            (2018, "5", "Vast", "5", "Vast"), (2019, "5", "Vast", "5", "Vast"), (2025, "5", "Vast", "5", "Vast")]  # fmt: skip
    return pd.DataFrame(rows, columns=["indeling", "nis", "naam", "nis_vandaag", "naam_vandaag"])


def test_own_mergers_replace_those_of_everyone():
    own = mergers.mergers(municipalities(), ["5", "9"])
    assert [(event.datum, event.naam) for event in own] == [(date(2025, 1, 1), "Fusie Nieuw")]
    general = [Event(date(2020, 3, 1), "Corona", "", ""), Event(date(2019, 1, 1), "Fusies 2019", "", "")]
    assert [event.naam for event in mergers.with_mergers(general, own)] == ["Corona", "Fusie Nieuw"]
    assert mergers.mergers(municipalities(), ["5"]) == []


def test_a_masked_place_is_a_hatched_bar_without_a_sign_and_signs_never_overlap():
    values = [(1.0, 1.0), (2.0, 2.0), (0.0, 4.0)]
    drawing, high = strip(values, [(0, (2.0, 2.0)), (1, (2.0, 2.0)), (2, (0.0, 4.0))], None, GRAAD, "light")
    assert drawing.count('stroke-width="1"/>') == 2  # two signs, each with its outline
    assert drawing.count("url(#h2)") == 1
    _, lower = strip(values, [(0, (1.0, 1.0)), (1, (4.0, 4.0))], None, GRAAD, "light")
    assert high > lower


def test_eight_places_have_eight_colours_and_shapes():
    drawn = [marks.shape(at, 7, 7, "light") for at in range(8)]
    assert len({re.search('fill="(#[0-9a-f]{6})"', text)[1] for text in drawn}) == 8
    assert len({re.search(' d="([^"]+)"', text)[1] for text in drawn}) == 8
    assert len(set(marks.SHAPES)) == len(set(marks.COLOURS)) == 8


def test_a_median_of_which_only_limits_are_known_is_a_frame_and_said_as_a_range():
    spread = Spread((1.0, 1.0), (2.0, 3.0), (4.0, 4.0), 7)
    drawing, _ = strip([(0.0, 0.0), (5.0, 5.0)], [], spread, GRAAD, "light")
    assert 'fill="none" stroke="#2b333b"' in drawing
    assert 'fill="#2b333b"' not in drawing
    exact, _ = strip([(0.0, 0.0), (5.0, 5.0)], [], Spread((1.0, 1.0), (2.0, 2.0), (4.0, 4.0), 7), GRAAD, "light")
    assert 'fill="#2b333b"' in exact


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((1.0, 1.0), (4.0, 4.0), "; de middelste helft ligt van 1,0 tot 4,0."),
        ((1.0, 2.0), (4.0, 4.0), "; de middelste helft begint tussen 1,0 en 2,0 en eindigt bij 4,0."),
        ((1.0, 2.0), (4.0, 5.0), "; de middelste helft begint tussen 1,0 en 2,0 en eindigt tussen 4,0 en 5,0."),
        ((0.0, 9.0), (0.0, 9.0), ". Er is te veel verborgen om er meer over te zeggen."),
    ],
)
def test_quartiles_in_words(first, last, words):
    said = block.spread_words(Spread(first, (2.0, 3.0), last, 7), GRAAD)
    assert said == f"Mediaan van 7 gemeenten met een cijfer: tussen 2,0 en 3,0{words}"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
@settings(deadline=None, max_examples=50)
def test_quartiles_are_those_of_pandas_to_the_last_bit(values):
    found = quantiles(np.array([values, values]).T, QUARTILES)
    grouped = pd.Series(values).groupby([0] * len(values))
    assert found.T.tolist() == [[float(grouped.quantile(share).iloc[0]) for share in QUARTILES]] * 2


def test_rows_read_column_by_column_are_those_of_pandas():
    rows = frame(figure("a", 5), figure("b", None), figure("c", (1, 4), voorlopig=True))
    for ours, theirs in zip(records(rows), rows.to_dict("records"), strict=True):
        assert list(ours) == list(theirs)
        assert all(ours[name] == theirs[name] or (pd.isna(ours[name]) and pd.isna(theirs[name])) for name in theirs)


def test_a_course_breaks_where_a_month_is_missing_and_is_dashed_where_provisional():
    moments = [(1, 5), (2, 6), (3, None), (4, 7), (5, 8)]
    months = frame(
        *(figure("a", value, van=pd.Timestamp(f"2024-0{at}-01"), voorlopig=at == 5) for at, value in moments)
    )
    drawing = course(months, 0, "light")
    firm = re.search('<path d="([^"]+)" stroke="[^"]+" stroke-width="1.6" fill="none"/>', drawing)[1]
    assert firm.count("M") == 2
    assert "stroke-dasharray" in drawing
    assert course(frame(figure("a", 5)), 0, "light") == ""


def test_the_finding_groups_the_places_by_verdict():
    found = side(figure("a", 90), figure("c", 20), figure("e", 55), figure("f", None))
    assert finding.finding(found) == (
        "In mei 2024 was de leefloongraad, vergeleken met de 4 grote OCMW's van 1 januari 2024 (5,0 per 1.000 inwoners), "
        "hoger in A (9,0); lager in C (2,0); niet te onderscheiden in E (5,5). Voor F kunnen we het niet zeggen."
    )
    counts = finding.finding(
        side(figure("a", 90, indicator=LEEFLOON), figure("c", 20, indicator=LEEFLOON), indicator=LEEFLOON)
    )
    assert counts.startswith("Leefloon in mei 2024: A (90) en C (20). Een aantal hangt af van hoe groot de gemeente is")
    assert "hoger" not in counts


def test_a_block_names_the_comparator_and_says_one_reason_once():
    found = side(figure("a", 90), figure("c", 20))
    body = block.block(found, "light")
    assert "<caption>Leefloongraad t.o.v. de 4 grote OCMW&#x27;s van 1 januari 2024" in body
    assert "De 4 grote OCMW&#x27;s van 1 januari 2024 samen: 5,0 per 1.000 inwoners." in body
    assert block.place(found, "a") == "1, met toeval 1, van 2"
    same = side(figure("a", 90, 100, REGISTRATIE), figure("c", 20, 100, REGISTRATIE), indicator=REGISTRATIE)
    assert block.block(same, "light").count("de teller is geen deel van de noemer") == 1


def test_nobody_with_a_figure_gives_words_and_no_empty_strip():
    body = block.block(side(figure("a", None), figure("c", None)), "light")
    assert '<img alt="Leefloongraad' not in body
    assert body.count('<td class="am-n">n.b.</td>') == 4


def test_the_picture_stands_alone_with_title_description_and_sample_mark():
    found = side(figure("a", 90, herkomst="voorbeeld"), figure("c", (20, 30)), other=group(herkomst="voorbeeld"))
    drawing = document("Een <bevinding>", [found], "Bron: X. Snapshot s.", True)
    assert "<title>Een &lt;bevinding&gt;</title>" in drawing
    assert "A 9,0; C Tussen 2,0 en 3,0" in drawing
    assert "VOORBEELDCIJFERS" in drawing
    assert "url(#leefloongraad-h1)" in drawing
    assert 'id="leefloongraad-h1"' in drawing
    assert "VOORBEELDCIJFERS" not in document("x", [found], "", False)


def test_the_file_holds_verdict_ranks_and_the_comparator_by_name():
    found = ranks.exported(side(figure("a", 90), figure("c", (20, 30))))
    assert found["vergelijk"].unique().tolist() == [GROUP.naam]
    assert found["oordeel"].tolist()[0] == "hoger"
    assert (found["rang_beste"].tolist(), found["rang_slechtste"].tolist()) == ([1, 2], [1, 2])
    assert np.isclose(found["vergelijk_onder"], 5).all()


def test_the_file_of_several_indicators_opens_with_empty_cells_where_there_is_no_rank():
    mixed = [side(figure("a", 90), figure("c", None)), side(figure("a", 9, 100, REGISTRATIE), indicator=REGISTRATIE)]
    frame = pd.concat([ranks.exported(one) for one in mixed])
    lines = (
        export.plain_csv(frame[["gebied", "rang_beste", "rang_toeval_beste", "oordeel"]])
        .decode("utf-8-sig")
        .splitlines()
    )
    assert lines[1:] == [
        "A;1;1;hoger",
        "C;;;kan niet: de bron heeft dat cijfer niet geleverd",
        "A;1;;kan niet: de teller is geen deel van de noemer",
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(export.workbook(frame, [("x", "y")], "t")))["Cijfers"]
    assert sheet.max_row == 4
