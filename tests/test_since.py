"""What changed since an earlier moment: five kinds of change, each apart, on small literal snapshots."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard import since
from dashboard.figures import BadQuestion
from dashboard.since import tables, words
from dashboard.since.found import MASKED
from dashboard.uncertainty.extremes import KAN_NIET
from dashboard.uncertainty.variation import RISE, USUAL
from tests.world import World, land

REGION = "regiegebied:r"
TOWNS = ["31005", "23001", "23002", "23003"]
COUNTS = {"31005": 100, "23001": 40, "23002": 30, "23003": 20}
MONTHS = ["2024-01", "2024-02", "2024-03"]


def world(months: dict[str, dict], members=("31005", "23001", "23002", "23003"), **how) -> World:
    """A region of two municipalities of today, of which one merged in 2025 from three, with these months of counts."""
    made = land()
    made.membership(REGION, members)
    for month, counts in months.items():
        made.delivery("leefloon", month, COUNTS | counts, **how)
    made.indicator("leefloon", ["leefloon"])
    return made


def told(now: World, then: World | None, until="2024-03", previous="", indicators=("leefloon",), **keys):
    return since.changes(
        now.model, then.model if then else None, "regiegebied", (REGION,), indicators, until, previous, naam="R", **keys
    )


def revisions(found) -> set[tuple[str, str, str, str]]:
    return {(row.periode, row.nis, row.oud, row.nieuw) for row in found.herzien}


@pytest.fixture(scope="module")
def first() -> World:
    return world({month: {} for month in MONTHS[:2]})


@pytest.fixture(scope="module")
def second() -> World:
    """One month more, and February delivered again with 4 more in 31005 and 2 fewer in 23001."""
    return world({"2024-01": {}, "2024-02": {"31005": 104, "23001": 38}, "2024-03": {"31005": 107}})


@pytest.fixture(scope="module")
def masked() -> World:
    """A month more, and 23003 hidden in February, where 31005 was revised."""
    return world({"2024-01": {}, "2024-02": {"23003": (1, 3), "31005": 104}, "2024-03": {}})


def test_the_same_snapshot_tells_nothing_and_says_why(first):
    found = told(first, first)
    assert found.nothing
    assert found.oordelen == ()
    assert set(found.waarom) == {"nieuw", "herzien", "fusie", "samenstelling", "definitie", "oordelen"}
    assert words.finding(found, "R", "2024") == "Sinds 2024 veranderde er voor R niets."


def test_a_new_month_and_a_revised_one_stand_apart(first, second):
    found = told(second, first)
    assert [(row.periode, row.cijfer) for row in found.nieuw] == [("2024-03", "197")]
    assert revisions(found) == {
        ("2024-02", "", "190", "192"),
        ("2024-02", "31005", "100", "104"),
        ("2024-02", "23001", "40", "38"),
    }
    assert found.herzien[0].whole
    assert (found.fusie, found.samenstelling, found.definitie) == ((), (), ())
    (change,) = found.oordelen
    assert (change.toen, change.nu, change.toen_cijfer) == ("2024-02", "2024-03", "192")
    assert "van 192 naar 197" in change.zin
    assert words.finding(found, "R", "januari") == (
        "Sinds januari zijn er voor R 1 nieuw cijfer en 1 herziene periode; "
        "of een aantal meer veranderde dan gewoon, kan nog niet gezegd worden."
    )


def test_a_month_new_since_the_meeting_may_have_been_revised_too(first, second):
    found = told(second, first, previous="2024-01")
    assert [row.periode for row in found.nieuw] == ["2024-03"]
    assert {row.periode for row in found.herzien} == {"2024-02"}
    assert (found.oordelen[0].toen, found.oordelen[0].nu) == ("2024-01", "2024-03")


def test_two_months_of_one_snapshot_know_no_revision(second):
    found = told(second, None, previous="2024-01")
    assert [row.periode for row in found.nieuw] == ["2024-03", "2024-02"]
    assert found.herzien == ()
    assert "oudere snapshot" in found.waarom["herzien"]
    assert "dezelfde snapshot" in found.waarom["definitie"]


def test_a_masked_revision_prints_gemaskeerd_and_hides_the_total(first, masked):
    for found in (told(masked, first), told(first, masked)):
        assert ("2024-02", "23003", MASKED, MASKED) in revisions(found)
        assert ("2024-02", "", MASKED, MASKED) in revisions(found)
        assert "20" not in {text for row in found.herzien for text in (row.oud, row.nieuw)}
    assert ("2024-02", "31005", "100", "104") in revisions(told(masked, first))


def test_a_total_of_the_source_does_not_tell_what_was_open_before(first):
    """The old total minus the other municipalities would be the old count that is hidden now."""
    now = world({"2024-01": {}, "2024-02": {"23003": (1, 3), "31005": 104}})
    now.source_total("leefloon", "2024-02", 176, "regiegebied", REGION)
    assert [(row.oud, row.nieuw) for row in told(now, first).herzien if row.whole] == [(MASKED, MASKED)]


def test_a_total_of_the_source_that_changed_alone_is_a_revision():
    def with_total(total, counts):
        made = world({"2024-01": counts})
        made.source_total("leefloon", "2024-01", total, "regiegebied", REGION)
        return made

    hidden = [with_total(total, {"23003": (1, 3)}) for total in (171, 172)]
    assert revisions(told(hidden[1], hidden[0])) == {("2024-01", "", MASKED, MASKED)}


def test_absent_is_not_missing_and_missing_is_said(first):
    now = world({"2024-01": {"23003": None}, "2024-02": {}})
    found = told(now, first)
    assert revisions(found) == {
        ("2024-01", "23003", "20", "ontbreekt"),
        ("2024-01", "", "190", "170 (telt 3 van de 4 gemeenten)"),
    }


def test_a_period_that_vanished_is_said(first, second):
    found = told(first, second)
    assert ("2024-03", "", "geleverd", "niet meer geleverd") in revisions(found)


def test_a_merger_between_the_moments_is_told_and_no_revision():
    now = world({"2024-12": {}, "2025-01": {}})
    found = told(now, None, "2025-01", "2024-12")
    assert found.fusie == ("Op 1 januari 2025 gingen 23001, 23002 en 23003 samen in 23106.",)
    assert (found.samenstelling, found.herzien) == ((), ())


def test_a_merger_after_the_month_shown_is_not_told(second):
    assert told(second, None, previous="2024-01").fusie == ()


def test_the_same_month_in_merged_municipalities_is_compared_by_those_of_today(first):
    now = land()
    now.membership(REGION, TOWNS)
    for month, merged in (("2024-01", 90), ("2024-02", 93)):
        now.delivery("leefloon", month, {"31005": 100, "23106": merged}, 2025)
    now.indicator("leefloon", ["leefloon"])
    found = told(now, first)
    assert revisions(found) == {("2024-02", "23106", "90", "93"), ("2024-02", "", "190", "193")}
    assert "2 perioden staan nu in andere gemeenten" in found.fusie[0]


def test_merged_municipalities_with_anything_masked_are_not_compared(first):
    now = land()
    now.membership(REGION, TOWNS)
    now.delivery("leefloon", "2024-01", {"31005": 100, "23106": 95, "12050": (1, 3)}, 2025)
    now.delivery("leefloon", "2024-02", {"31005": 100, "23106": 95}, 2025)
    now.indicator("leefloon", ["leefloon"])
    found = told(now, first)
    assert {row.periode for row in found.herzien} == {"2024-02"}
    assert any("Kleine aantallen zijn er verborgen" in text for text in found.fusie)


def test_members_that_joined_left_or_became_unknown_are_told(first):
    now = world({month: {} for month in MONTHS[:2]}, members=("31005", "23001", "11002", "11007"))
    found = told(now, first)
    assert found.samenstelling == (
        "Sinds de vorige snapshot kwam erbij: 11002.",
        "Of 23106 bij het gebied hoort, is sinds de vorige snapshot onbekend geworden: die gemeente telt niet mee.",
    )
    assert found.herzien == ()


def test_a_membership_that_began_between_two_months_is_told():
    now = world({"2024-01": {}, "2024-03": {}}, members=["31005"])
    now.rows["lidmaatschap"][0]["tot"] = date(2024, 2, 1)
    now.membership(REGION, ["31005", "11002", "11007"], van=date(2024, 2, 1))
    assert told(now, None, "2024-03", "2024-01").samenstelling == (
        "Tussen 31 januari 2024 en 31 maart 2024 kwam erbij: 11002.",
    )


def test_another_computation_is_told_and_is_no_revision(first):
    now = world({month: {} for month in MONTHS[:2]})
    now.delivery("leefloon_equivalent", "2024-01", {"31005": 5})
    now.delivery("leefloon_equivalent", "2024-02", {"31005": 5})
    now.rows["onderdeel"].append(now.rows["onderdeel"][0] | {"reeks": "leefloon_equivalent"})
    found = told(now, first)
    (text,) = found.definitie
    assert text.startswith(
        "Leefloon: de teller telt nu ‘Personen met een leefloon’ en ‘Personen met een equivalent leefloon’"
    )
    assert found.herzien == ()
    assert words.finding(found, "R", "2024").endswith("maar wel de gemeenten, de berekening of de uitleg.")


def test_a_new_indicator_and_new_facts_are_told(first):
    older = world({month: {} for month in MONTHS[:2]})
    older.rows["indicator"].clear()
    older.rows["onderdeel"].clear()
    assert "nieuw in de monitor" in told(first, older).definitie[0]
    assert "vaste tabellen" in told(first, first, feiten_anders=True).definitie[0]


def test_real_figures_in_place_of_samples_are_no_revision():
    now, sample = world({"2024-01": {"31005": 999}}), world({"2024-01": {}}, herkomst="voorbeeld")
    for each in (now, sample):
        for row in each.rows["reeks"]:
            row["bron"] = "pod_mi"
    found = told(now, sample)
    assert found.herzien == ()
    assert "voorbeeldcijfers, nu echte cijfers" in found.definitie[0]
    assert told(sample, None, "2024-01", "2023-12").sample


def stock(last: int, months: int, **other: int | None) -> World:
    """Months that wobble a little, up to 2024-12, and a last one. other: counts of other municipalities, `n23003=None`."""
    steps = np.random.default_rng(1).integers(-3, 4, months)
    names = [str(month) for month in pd.period_range(end="2024-12", periods=months, freq="M")]
    beside = {code.removeprefix("n"): count for code, count in other.items()}
    counts = [{"31005": 200 + int(step)} | beside for step in steps]
    return world(dict(zip(names, [*counts[:-1], {"31005": last} | beside], strict=True)))


@pytest.fixture(scope="module")
def risen() -> World:
    return stock(320, 42)


def test_a_stock_is_judged_against_its_own_variation(risen):
    found = told(risen, None, "2024-12", "2024-08")
    (change,) = found.oordelen
    assert (change.oordeel, change.reden) == (RISE, "")
    assert "Dat is meer dan de gewone schommeling hier (tot " in change.zin
    assert {one.naam: one.oordeel for one in change.leden} == {"31005": RISE, "23106": USUAL}
    assert words.finding(found, "R", "augustus") == (
        "Sinds augustus steeg het aantal ‘Leefloon’ in R meer dan de gewone schommeling."
    )
    assert told(risen, None, "2024-11", "2024-07").oordelen[0].oordeel == USUAL


def test_a_region_that_does_not_count_all_its_municipalities_gets_no_verdict():
    (change,) = told(stock(320, 42, n23003=None), None, "2024-12", "2024-08").oordelen
    assert (change.oordeel, change.reden) == (KAN_NIET, "het cijfer telt niet alle gemeenten")
    assert {one.naam: one.oordeel for one in change.leden}["31005"] == RISE


def test_months_of_another_origin_are_no_yardstick():
    now = stock(320, 42)
    for row in now.rows["levering"]:
        row["herkomst"] = "voorbeeld" if row["periode"] < "2023-06" else "gepubliceerd"
    (change,) = told(now, None, "2024-12", "2024-08").oordelen
    assert (change.oordeel, change.reden) == (KAN_NIET, "er zijn minder dan 24 maanden om mee te vergelijken")


def test_with_under_24_months_there_is_no_verdict():
    (change,) = told(stock(320, 20), None, "2024-12", "2024-08").oordelen
    assert change.oordeel == KAN_NIET
    assert change.reden == "er zijn minder dan 24 maanden om mee te vergelijken"
    assert "Of dat meer is dan gewoon, kan niet gezegd worden" in change.zin


def test_a_provisional_month_gets_no_verdict_and_a_stable_one_is_preferred(risen):
    later = stock(320, 42)
    for row in later.rows["levering"]:
        row["stabiel"] = row["periode"] < "2024-12"
    (change,) = told(later, None, "2024-12", "2024-08").oordelen
    assert (change.nu, change.oordeel) == ("2024-11", USUAL)
    (change,) = told(later, None, "2024-12", "2024-11").oordelen
    assert (change.nu, change.oordeel, change.reden) == ("2024-12", KAN_NIET, "de latere maand is nog voorlopig")


def outflow(quarters: dict[str, tuple[int, int]]) -> World:
    made = land()
    made.membership(REGION, TOWNS)
    for quarter, (ended, work) in quarters.items():
        made.delivery("twe_beeindigd", quarter, {"31005": ended, "23001": 0, "23002": 0, "23003": 0})
        made.delivery("twe_werk_3m", quarter, {"31005": work, "23001": 0, "23002": 0, "23003": 0})
    for row in made.rows["reeks"]:
        row["telling"] = "stroom"
    made.indicator("twe_uitstroom_3m", ["twe_werk_3m"], ["twe_beeindigd"], deel_van=True)
    made.indicator("twe_beeindigd", ["twe_beeindigd"])
    return made


def test_a_share_and_a_flow_get_no_verdict_where_chance_explains_them():
    made = outflow({"2022-K1": (40, 16), "2023-K1": (44, 20), "2024-K1": (90, 80)})
    names = ("twe_uitstroom_3m", "twe_beeindigd")
    for change in told(made, None, "2023-03", "2022-03", names).oordelen:
        assert change.oordeel == ""
        assert change.zin.endswith("Dat verschil kan toeval zijn.")
    for change in told(made, None, "2024-03", "2023-03", names).oordelen:
        assert "Toeval alleen geeft zelden zo'n groot verschil" in change.zin
        assert "seizoen" not in change.zin


def test_a_single_municipality_and_an_own_group_are_places_too(first, second):
    whole = since.changes(second.model, first.model, "gemeente", ("31005",), ["leefloon"], "2024-03", "", naam="A")
    assert {(row.naam, row.oud, row.nieuw, row.whole) for row in whole.herzien} == {("A", "100", "104", True)}
    group = since.changes(second.model, first.model, "eigen_groep", ("31005", "23106"), ["leefloon"], "2024-03", "")
    assert ("2024-02", "", "190", "192") in revisions(group)
    assert "ligt hier vast" in group.waarom["samenstelling"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"previous": ""}, "Kies een vorige maand"),
        ({"previous": "2024-03"}, "De vorige maand moet voor"),
        ({"previous": "2024-01", "indicators": ("niets",)}, "Indicator 'niets' bestaat niet"),
    ],
)
def test_a_bad_question_is_answered_in_dutch(second, asked, said):
    with pytest.raises(BadQuestion, match=said):
        told(second, None, **asked)


def test_an_unknown_place_or_kind_is_said(second):
    for soort, area in (("regiegebied", "regiegebied:weg"), ("stam", "x")):
        with pytest.raises(BadQuestion, match="bestaat niet"):
            since.changes(second.model, None, soort, (area,), ["leefloon"], "2024-03", "2024-01")


def test_the_file_holds_every_row_and_no_hidden_number(first, masked):
    found = told(masked, first)
    frame = tables.file(found, REGION, "R", "s", "v")
    assert set(frame["onderdeel"]) == {"nieuw", "herzien", "verandering"}
    revised = frame[frame["onderdeel"] == "herzien"].set_index("nis")["oud"].to_dict()
    assert revised == {"": MASKED, "23003": MASKED, "31005": "100"}
    assert "gemaskeerd" in tables.revised(found.herzien, "T")
    assert "190" in tables.new(found.nieuw, "T")
    assert "kan niet" in tables.judged(found.oordelen, "T")
