"""The stated rules of the questions for discussion, on literal figures: never where masking, chance or revision explains it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pytest

from dashboard.report.questions import Seen, questions, rules

NOTHING = pd.DataFrame()
MONTHS = [str(month) for month in pd.period_range("2021-01", "2025-09", freq="M")]


def row(name: str, teller: tuple[float, float], noemer: tuple[float, float], **more: object) -> dict[str, object]:
    """A row of figures of a share, its limits from both counts."""
    return {
        "indicator": "registratiegraad", "soort": "regiegebied", "gebied_id": name, "gebied": name, "periode": "2025-09",
        "telling": "stand", "teller_onder": teller[0], "teller_boven": teller[1], "noemer_onder": noemer[0],
        "noemer_boven": noemer[1], "onder": teller[0] / noemer[1], "boven": teller[1] / noemer[0], "status": "definitief",
        "dekking": "5/5", "delen": 5, "bekend": 5, "voorlopig": False, "herkomst": "voorbeeld", "noemer_periode": "2025-09",
    } | more  # fmt: skip


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


FLANDERS = frame(row("vlaanderen", (24_000, 24_120), (40_000, 40_000)))
MEMBERS = frame(row("Aalst", (50, 50), (100, 100)), row("Boom", (52, 52), (100, 100)))


def share(own: dict[str, object], members: pd.DataFrame = MEMBERS) -> dict[str, Seen]:
    return {"registratiegraad": Seen(frame(own), FLANDERS, members, NOTHING)}


def fired(seen: dict[str, Seen]) -> list[str]:
    """The rules that hold; general questions have a reason and are none."""
    return [one.id for one in questions("het regiegebied X", seen) if not one.waarom]


def test_a_region_certainly_below_vlaanderen_gets_the_question_with_both_figures():
    found = questions("het regiegebied X", share(row("x", (400, 400), (1000, 1000))))[0]
    assert found.id == "registratie-lager"
    assert found.vraag.startswith("In het regiegebied X is 40,0% van de leefloongerechtigden gekend bij VDAB")
    assert "in Vlaanderen is dat 60,0–60,3%" in found.vraag
    assert set(found.cijfers["gebied_id"]) == {"x", "vlaanderen"}


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (row("x", (400, 600), (1000, 1000)), "masked: between far below and the same"),
        (row("x", (4, 4), (12, 12)), "chance"),
        (row("x", (585, 585), (1000, 1000)), "less than the middle class of the map"),
        (row("x", (400, 400), (1000, 1000), bekend=4, dekking="4/5"), "incomplete"),
        (row("x", (400, 400), (1000, 1000), voorlopig=True), "provisional"),
        (row("x", (1, 1), (5, 5), status="te_klein", onder=None, boven=None), "no figure"),
    ],
)
def test_no_question_where_mask_chance_size_coverage_or_revision_explains_it(own: dict[str, object], why: str):
    assert fired(share(own)) == [], why


def test_members_that_certainly_differ_are_named_in_a_fixed_order():
    members = frame(
        row("Boom", (20, 20), (100, 100)), row("Aalst", (85, 88), (100, 100)), row("Lier", (50, 50), (100, 100))
    )
    found = questions("X", share(row("x", (600, 600), (1000, 1000)), members))[0]
    assert found.id == "registratie-uiteen"
    assert "20,0% in Boom en 85,0–88,0% in Aalst" in found.vraag


@pytest.mark.parametrize(
    "members",
    [
        frame(row("Aalst", (25, 85), (100, 100)), row("Boom", (20, 20), (100, 100))),
        frame(row("Aalst", (9, 9), (12, 12)), row("Boom", (3, 3), (12, 12))),
        frame(row("Aalst", (38, 38), (60, 60)), row("Boom", (30, 30), (60, 60))),
        frame(row("Aalst", (85, 85), (100, 100), bekend=4, dekking="4/5"), row("Boom", (20, 20), (100, 100))),
        frame(row("Aalst", (85, 85), (100, 100))),
    ],
    ids=["masked", "small", "chance", "incomplete", "alone"],
)
def test_members_that_may_be_alike_are_not_set_against_each_other(members: pd.DataFrame):
    assert fired(share(row("x", (600, 600), (1000, 1000)), members)) == []


def stock(values: Iterable[float], wide: float = 0, provisional: bool = False) -> dict[str, Seen]:
    """A monthly count; `wide` masks the last month."""
    rows = [
        row("x", (value, value), (1, 1), indicator="leefloon", periode=month, onder=value, boven=value)
        for month, value in zip(MONTHS, values, strict=True)
    ]
    rows[-1] |= {"boven": rows[-1]["boven"] + wide, "voorlopig": provisional}
    return {"leefloon": Seen(frame(rows[-1]), NOTHING, NOTHING, frame(*rows))}


def steady(last: float) -> list[float]:
    """Months that swing three persons round 200, and then the last one."""
    return [200 + (-3, 0, 3, 1)[at % 4] for at in range(len(MONTHS) - 1)] + [last]


def test_a_stock_that_rises_more_than_it_swings_gets_its_question_and_one_that_swings_does_not():
    rise = questions("X", stock(steady(260)))[0]
    assert (rise.id, rise.waarom) == ("leefloon-stijgt", "")
    assert "van 197 naar 260" in rise.vraag
    assert fired(stock(steady(120))) == ["leefloon-daalt"]
    assert fired(stock(steady(199))) == []
    assert fired(stock(steady(200), wide=60)) == []
    assert fired(stock(steady(260), provisional=True)) == []


def test_too_few_rules_give_general_questions_with_the_reason():
    found = questions("X", share(row("x", (400, 400), (1000, 1000))))
    assert [one.id for one in found] == ["registratie-lager", "herkennen", "afspraken"]
    assert found[1].waarom.startswith(
        "Algemene vraag, want maar één van de vaste regels voor vragen is zeker van toepassing"
    )
    none = questions("X", {})
    assert [one.id for one in none] == ["herkennen", "afspraken", "volgende-keer"]
    assert none[0].waarom.startswith("Algemene vraag, want geen enkele vaste regel")


def test_three_rules_that_hold_need_no_general_question():
    members = frame(row("Boom", (20, 20), (100, 100)), row("Aalst", (85, 85), (100, 100)))
    seen = share(row("x", (400, 400), (1000, 1000)), members) | stock(steady(260))
    found = questions("X", seen)
    assert [one.id for one in found] == ["registratie-lager", "registratie-uiteen", "leefloon-stijgt"]
    assert not any(one.waarom for one in found)


def test_every_rule_has_its_own_id_a_condition_and_a_question():
    ids = [rule.id for rule in (*rules().regels, *rules().algemeen)]
    assert len(set(ids)) == len(ids)
    assert all(rule.vraag.strip().endswith("?") and rule.voorwaarde.strip().endswith(".") for rule in rules().regels)
    assert len(rules().algemeen) >= 3
