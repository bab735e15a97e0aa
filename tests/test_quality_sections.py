"""Bronnen en kwaliteit: time lag, stock against flow, over 100% and waiting cohorts, on literal rows and on the shipped data."""

import time

import pandas as pd
import pytest

from dashboard import quality, store
from dashboard.catalogue import catalogue
from dashboard.quality import balance as quality_balance
from dashboard.quality import lag as quality_time
from dashboard.snapshots import Storage

ENTRIES = catalogue().indicatoren
OUTFLOW, DISTANT = ENTRIES["twe_uitstroom_3m"], ENTRIES["twe_uitstroom_12m"]


def months(*pairs: tuple[str, str]) -> pd.DataFrame:
    found = pd.DataFrame(pairs, columns=["periode", "noemer_periode"])
    return found.assign(teller_periode=found["periode"].where(found["noemer_periode"] != "", ""))


def counts(*rows: tuple, parts: int = 1) -> pd.DataFrame:
    """Rows of place, period, certain limits and, when it is not whole, how many parts are known."""
    return pd.DataFrame(
        [(row[0], row[1], row[2], row[3], row[4] if len(row) > 4 else parts, parts) for row in rows],
        columns=["gebied_id", "periode", "onder", "boven", "bekend", "delen"],
    )


def test_the_lag_names_the_newest_month_the_worst_and_what_has_no_denominator():
    found = quality_time.lags(
        months(("2025-11", "2025-11"), ("2026-01", "2025-10"), ("2025-12", "2025-11"), ("2024-01", ""))
    )
    assert found["periode"].tolist() == ["2026-01", "2025-12", "2025-11", "2024-01"]
    assert found["maanden"].tolist()[:3] == [3, 1, 0]
    assert pd.isna(found["maanden"].iloc[3])
    assert quality_time.lag_words(found) == [
        "De nieuwste maand van VDAB is januari 2026: die delen we door oktober 2025, de nieuwste stabiele maand van de POD MI, "
        "3 maanden eerder.",
        "In 2 van de 4 maanden verschillen de maand van de teller en die van de noemer, hoogstens 3 maanden.",
        "Voor 1 maand is er geen stabiele maand in de twaalf maanden ervoor: daar staat geen registratiegraad.",
    ]
    table = quality_time.lag_table(found, 2)
    assert "laatste 2 maanden" in table
    assert table.count("<tr>") == 3


def test_without_a_distance_the_lag_says_so():
    words = quality_time.lag_words(quality_time.lags(months(("2025-11", "2025-11"))))
    assert words[0].endswith("november 2025: die delen we door dezelfde maand van de POD MI.")
    assert words[1] == "In elke maand met een noemer zijn teller en noemer van dezelfde maand."
    assert quality_time.lag_words(quality_time.lags(months()))[0].startswith("Er is nog geen maand")


@pytest.mark.parametrize(
    ("end", "started", "expected"),
    [((12, 12), (5, 5), (0, 0)), ((13, 13), (5, 5), (1, 1)), ((11, 13), (4, 6), (-2, 2)), ((20, 22), (5, 5), (8, 10))],
)
def test_stock_and_flow_are_compared_on_certain_limits(end, started, expected):
    stock = counts(("a", "2024-12", 10, 10), ("a", "2025-03", *end))
    found = quality_balance.balance(stock, counts(("a", "2025-K1", *started)), counts(("a", "2025-K1", 3, 3))).iloc[0]
    assert (found["begin_onder"], found["einde_boven"]) == (10, end[1])
    assert (found["afwijking_onder"], found["afwijking_boven"]) == expected


def test_an_incomplete_count_is_not_compared():
    whole = counts(("a", "2024-12", 10, 10), ("a", "2025-03", 12, 12, 1), parts=2)
    found = quality_balance.balance(whole, counts(("a", "2025-K1", 5, 5)), counts(("a", "2025-K1", 3, 3)))
    assert found["afwijking_onder"].isna().all()
    assert "er ontbreekt een deel" in quality_balance.balance_words(found, found)[0]


def test_places_are_judged_by_their_limits_and_no_verdict_is_given():
    limits = [(0, 0), (-1, 3), (1, 2), (-5, -5), (None, None)]
    places = pd.DataFrame(limits, columns=["afwijking_onder", "afwijking_boven"], dtype=float).assign(periode="2025-K1")
    judged = quality_balance.judged(places).iloc[0]
    assert judged[["gelijk", "mogelijk", "anders", "onbekend"]].tolist() == [1, 1, 2, 1]
    whole = places.iloc[[2]]
    words = quality_balance.balance_words(whole, places)
    assert words[0] == "In het 1e kwartaal 2025 wijken stand en stroom in Vlaanderen +1 tot +2 trajecten van elkaar af."
    assert words[1] == (
        "In 1 gemeente komen ze zeker overeen, in 1 kan dat, maar is iets verborgen, in 2 verschillen ze zeker; "
        "1 kunnen we niet vergelijken."
    )
    assert words[2].endswith("welke van de twee juist is, weten we niet.")


def rates() -> pd.DataFrame:
    rows = [("A", 1.2, 1.2), ("B", 1.01, 1.4), ("C", 0.9, 1.1), ("D", 1.0, 1.0), ("E", None, None)]
    found = pd.DataFrame(rows, columns=["gebied", "onder", "boven"])
    fixed = {"periode": "2025-12", "teller_periode": "2025-12", "noemer_periode": "2025-09"}
    return found.assign(**fixed, teller_onder=12, teller_boven=14, noemer_onder=10, noemer_boven=10)


def test_over_100_percent_counts_only_what_is_certain():
    sure, possible, without = quality_balance.over_whole(rates())
    assert (sure["gebied"].tolist(), possible, without) == (["A", "B"], 1, 1)
    words = quality_balance.over_words(rates(), ["Reden."])
    assert words[0] == (
        "In december 2025 liggen 2 gemeenten zeker boven 100%, en 1 misschien, omdat iets verborgen is. "
        "Voor 1 gemeente is er geen percentage: de noemer is te klein of ontbreekt."
    )
    assert words[1] == "Dat kan. Reden."
    assert '<td class="am-n">101,0–140,0%</td>' in quality_balance.over_table(rates())
    none = quality_balance.over_words(rates().iloc[[3]], [])
    assert none[0] == "In december 2025 ligt geen enkele gemeente zeker boven 100%."


def test_waiting_quarters_carry_the_date_of_the_first_delivery_that_can_hold_them():
    known = pd.DataFrame(
        [
            ("2025-K1", True),
            ("2025-K2", True),
            ("2025-K3", False),
            ("2025-K4", False),
            ("2025", False),
            ("2024-K1..2025-K4", False),
        ],
        columns=["periode", "rijp"],
    )
    assert quality_time.unripe(known) == ["2025-K3", "2025-K4"]
    assert quality_time.unripe_words(OUTFLOW, known) == (
        "TWE-uitstroom 3 maanden gaat tot en met het 2e kwartaal 2025. 2 latere kwartalen wachten nog: "
        "na het einde horen 3 maanden opvolging en 2 maanden tot de levering."
    )
    table = quality_time.unripe_table([(OUTFLOW, known), (DISTANT, known.assign(rijp=known["periode"] == "2025-K3"))])
    assert "<td>1 maart 2026</td><td>al gekend</td>" in table
    assert "<td>1 juni 2026</td><td>1 maart 2027</td>" in table
    assert quality_time.unripe_words(OUTFLOW, known.assign(rijp=True)).endswith("wacht nog op opvolging.")


def test_a_source_that_waits_says_what_it_would_bring():
    source = catalogue().bronnen["vrijstellingen"]
    assert quality.brings(source) == "POD Maatschappelijke Integratie · zou 3 reeksen brengen"
    card = quality.waiting(source)
    assert all(series.naam in card for series in source.reeksen.values())


def test_a_series_of_an_unknown_year_reads_well(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    table = quality.state_table(store.state(store.current_id()), catalogue().bronnen["gsm"], None)
    assert "<td>jaar onbekend</td><td>jaar onbekend</td><td>niet van toepassing</td>" in table
    assert "onbekend</td><td>onbekend" not in table
    assert "(0%)" not in table


def test_the_sections_are_made_once_a_snapshot(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    now = store.current_id()
    first = dict(store.quality_sections(now, ""))
    begin = time.process_time()
    assert dict(store.quality_sections(now, "")) == first
    assert time.process_time() - begin < 0.1
    assert "3 maanden eerder" in first["Verschil in tijd tussen POD MI en VDAB"]
    assert "VOORBEELDCIJFERS" in first["Boven 100%"]
    assert now in first["Stand tegen stroom"]


def test_names_of_sources_are_kept_apart_by_semicolons(opslag: Storage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    words = quality.sample_words(store.state(store.current_id()), catalogue())
    assert words[0].startswith("Verzonnen zijn de reeksen van: POD MI, terugbetaalde leeflonen; VDAB, ")
