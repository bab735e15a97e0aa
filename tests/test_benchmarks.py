"""The arithmetic of the measurements: spread, growth, budgets, the page of results. No test here measures time."""

import json

import pandas as pd
import pytest

from benchmarks import __main__, enlarge, measures, nginx, results
from benchmarks.budgets import BUDGETS, Budget
from benchmarks.measures import Measures
from benchmarks.pages import PAGES
from benchmarks.spread import Spread, exponent, percentile, slope, spread
from dashboard import catalogue, installation
from dashboard.database import ROOT

DAY = "2026-11-22"
FAST = Budget("snel", 4, "× F", "wissel.", ".verhouding", ("wissel.kaart.verhouding",))
MUCH = Budget("veel", 0.4, "× leeg", "drukte.verhouding", minimum=True)


def measured(**figures: float) -> Measures:
    found = Measures(DAY)
    for key, value in figures.items():
        found.add(key.replace("__", "."), value, "ms")
    return found


def test_spread_is_the_middle_with_both_ends():
    assert spread([9, 1, 4]) == Spread(4, 1, 9, 3)
    assert spread([1, 2, 3, 10]).mediaan == 2.5
    with pytest.raises(ValueError, match="niets gemeten"):
        spread([])


def test_percentile_agrees_with_pandas():
    values = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6]
    for share in (0, 5, 50, 95, 100):
        assert percentile(values, share) == pytest.approx(pd.Series(values).quantile(share / 100))


@pytest.mark.parametrize(("after", "power"), [(5, 0), (50, 1), (500, 2), (5 * 10**0.5, 0.5)])
def test_exponent_is_the_power_of_growth(after, power):
    assert exponent(5, after, 10) == pytest.approx(power)


@pytest.mark.parametrize("given", [(0, 1, 10), (1, 0, 10), (1, 2, 1)])
def test_growth_of_nothing_has_no_exponent(given):
    with pytest.raises(ValueError, match="positieve maat"):
        exponent(*given)


def test_slope_is_that_of_the_least_squares():
    assert slope([0, 1, 2], [5, 7, 9]) == pytest.approx(2)
    assert slope([0, 1, 2, 3], [0, 1, 0, 1]) == pytest.approx(0.2)
    with pytest.raises(ValueError, match="twee verschillende plaatsen"):
        slope([1, 1], [1, 2])


def test_a_budget_is_held_against_its_worst_figure_and_leaves_out_what_has_its_own():
    found = measured(
        wissel__a__verhouding=3.0, wissel__b__verhouding=6.0, wissel__kaart__verhouding=9.0, wissel__b__ms=90.0
    )
    assert FAST.worst(found)[0] == "wissel.b.verhouding"
    assert FAST.verdict(found) == "niet gehaald"
    assert FAST.excess(found) == pytest.approx(1.5)
    assert FAST.verdict(measured(wissel__a__verhouding=4.0)) == "gehaald"
    assert FAST.verdict(measured(wissel__kaart__verhouding=1.0)) == "niet gemeten"


def test_a_budget_that_asks_a_minimum_is_kept_from_there_on():
    assert MUCH.verdict(measured(drukte__verhouding=0.4)) == "gehaald"
    slow = measured(drukte__verhouding=0.1)
    assert MUCH.verdict(slow) == "niet gehaald"
    assert MUCH.excess(slow) == pytest.approx(4)


def test_a_budget_of_nothing_has_no_factor():
    none = Budget("geen", 0, "", "bezoeken")
    assert none.verdict(measured(bezoeken=0)) == "gehaald"
    assert none.excess(measured(bezoeken=2)) == float("inf")


def test_figures_are_kept_and_a_later_run_replaces_only_its_own(tmp_path):
    path = tmp_path / "kept.json"
    first = measured(a=1.0, b=123456.789)
    measures.write(path, first)
    again = Measures("2026-12-01", measures.read(path))
    again.add("a", Spread(2, 1, 3, 20), "ms", "waarom")
    measures.write(path, again)
    kept = measures.read(path)
    assert (kept["a"].waarde, kept["a"].aantal, kept["a"].datum) == (2, 20, "2026-12-01")
    assert (kept["b"].waarde, kept["b"].datum) == (123460, DAY)
    assert list(json.loads(path.read_text())) == ["a", "b"]
    assert measures.read(tmp_path / "absent.json") == {}


def test_the_page_says_verdict_excess_reason_and_change():
    now = Measures("2026-12-01")
    now.add("wissel.kaart.verhouding", 5.0, "× F", "server 80 ms, browser 20 ms")
    now.add("maanden.kb", 30.0, "kB")
    now.add("start.monitor_s", 2.0, "s")
    before = measured(wissel__kaart__verhouding=2.5, start__monitor_s=1.9)
    page = results.report(now, dict(before.under("")), "- Machine: getest")
    assert "| ≤ 2,5 × F | 5 × F (wissel.kaart.verhouding) | **niet gehaald** (2 × het budget) |" in page
    assert "| ≤ 60 kB | 30 kB (maanden.kb) | gehaald |" in page
    assert "- wissel.kaart.verhouding 5 × F: server 80 ms, browser 20 ms" in page
    assert "| wissel.kaart.verhouding | 2,5 | 5 × F | × 2 |" in page
    assert "| start.monitor_s | 1,9 |" not in page
    assert "| start.monitor_s | 2 s |  | 1 | 1,9 | 2026-12-01 |" in page
    assert page.count("niet gemeten") == len(BUDGETS) - 3


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (0.4, "0,4"), (12.345, "12,3"), (1234.5, "1234"), (99.96, "100"), (0.05, "0,05")]
)
def test_numbers_are_short_and_dutch(value, words):
    assert results.number(value) == words


def test_every_page_of_the_monitor_is_measured():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert set(PAGES) == files - {
        "inladen",
        "toegankelijkheid",
    }  # no figures; the first is there only where one signs in


def tables() -> enlarge.Tables:
    def frame(**columns: list) -> pd.DataFrame:
        return pd.DataFrame(columns)

    moments = {"van": [pd.Timestamp("2024-02-01")] * 2, "tot": [pd.Timestamp("2024-03-01")] * 2}
    return {
        "gemeente": frame(nis=["44021"], naam=["Gent"]),
        "fusie": frame(oude_nis=["44001"], oude_naam=["X"], nieuwe_nis=["44021"]),
        "lidmaatschap": frame(gebied_id=["a"], nis=["44021"]),
        "waarneming": frame(
            reeks=["leefloon:leeftijd:18-24", "inwoners"], periode=["2024-02", "2024"], nis=["44021"] * 2
        ),
        "levering": frame(reeks=["leefloon", "x"], periode=["2023-K1..2024-K4", "onbekend"], **moments),
        "brontotaal": frame(reeks=["leefloon"], periode=["2024-K1"], waarde=[7.0]),
        "reeks": frame(reeks=["leefloon:leeftijd:18-24"], maat=["leefloon"]),
        "indicator": frame(indicator=["graad"]),
        "onderdeel": frame(indicator=["graad"], reeks=["leefloon"]),
    }


def test_more_municipalities_belong_where_their_original_does():
    found = enlarge.municipalities(tables(), 3)
    assert list(found["gemeente"]["nis"]) == ["44021", "44021A", "44021B"]
    assert list(found["lidmaatschap"]["gebied_id"]) == ["a", "a", "a"]
    assert list(found["fusie"]["nieuwe_nis"]) == list(found["gemeente"]["nis"])
    assert len(found["waarneming"]) == 6
    assert found["brontotaal"]["waarde"].item() == 21


def test_more_months_are_later_ones_and_an_unknown_year_stays_alone():
    found = enlarge.months(tables(), 2)
    assert list(found["levering"]["periode"]) == ["2023-K1..2024-K4", "onbekend", "2043-K1..2044-K4"]
    assert found["levering"]["tot"].iloc[-1] == pd.Timestamp("2044-03-01")
    assert set(found["waarneming"]["periode"]) == {"2024-02", "2024", "2044-02", "2044"}


def test_more_indicators_have_series_of_their_own():
    found = enlarge.indicators(tables(), 2)
    assert list(found["indicator"]["indicator"]) == ["graad", "graad_1"]
    assert list(found["onderdeel"]["reeks"]) == ["leefloon", "leefloon_1"]
    assert list(found["reeks"]["reeks"]) == ["leefloon:leeftijd:18-24", "leefloon_1:leeftijd:18-24"]
    assert list(found["reeks"]["maat"]) == ["leefloon", "leefloon_1"]


def test_the_catalogue_of_more_indicators_can_be_read(tmp_path):
    enlarge.catalogue_of_indicators(tmp_path / "catalogus", 2)
    assert len(catalogue.load(tmp_path / "catalogus").indicatoren) == 2 * len(catalogue.catalogue().indicatoren)


def test_the_nginx_configuration_is_proven_as_it_is_shipped_but_for_addresses_and_certificate(tmp_path):
    text = nginx.CONFIGURATION.read_text(encoding="utf-8")
    site = nginx.on_loopback(text, 8080, (9001, 9002), tmp_path)
    for kept in (
        "hash $am_lezer consistent;",
        "location = /monitor/_stcore/stream",
        "proxy_cache_lock on;",
        "gzip on;",
    ):
        assert kept in site
    assert "listen 127.0.0.1:8080;" in site
    assert "server 127.0.0.1:9001 max_fails=1" in site
    assert "ssl" not in site
    with pytest.raises(ValueError, match="0 keer"):
        nginx.on_loopback(text.replace("127.0.0.1:8502", "127.0.0.1:8503"), 8080, (9001, 9002), tmp_path)


def test_what_nginx_wrote_down_counts_for_the_server_that_answered(tmp_path):
    log = tmp_path / "access.log"
    log.write_text("/a|200|127.0.0.1:1, 127.0.0.1:2|abc\n/b|200|-|\n", encoding="utf-8")
    first, second = nginx.Proxy("", log).visits()
    assert (first.server, first.lezer, first.status) == ("127.0.0.1:2", "abc", 200)
    assert second.server == "-"


def test_the_page_on_running_names_every_setting_and_every_file_of_deploy():
    page = (ROOT / "docs" / "beheer" / "draaien.md").read_text(encoding="utf-8")
    example = (ROOT / "deploy" / "systemd" / "omgeving.voorbeeld").read_text(encoding="utf-8")
    for name in (installation.PATH, installation.LISTEN, installation.ORIGINS):
        assert f"`{name}`" in page
        assert f"\n{name}=" in example
    for path in ("nginx/activeringsmonitor.conf", "systemd/omgeving.voorbeeld", "compose.yaml"):
        assert f"deploy/{path}" in page
        assert (ROOT / "deploy" / path).is_file()


def test_the_container_gets_every_folder_the_program_reads():
    lines = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {line.split()[1] for line in lines if line.startswith("COPY ") and "--from" not in line}
    let_in = {
        line.removeprefix("!").split("/")[0]
        for line in (ROOT / "deploy" / "Dockerfile.dockerignore").read_text().splitlines()
    }
    assert {
        "dashboard",
        "pages",
        "sql",
        "data",
        ".streamlit",
        "requirements.lock",
        "docs/toegankelijkheid.md",
    } == copied
    assert {path.split("/")[0] for path in copied} <= let_in
    assert any("--require-hashes -r requirements.lock" in line for line in lines)
    assert any(line.startswith("USER 10001") for line in lines)


def test_a_page_that_fails_is_named_and_the_others_are_measured(capsys):
    seen = []

    def measure(name):
        seen.append(name)
        if name == "b":
            raise TimeoutError("kwam niet tot rust")

    with pytest.raises(RuntimeError, match=r"niet gemeten: b$"):
        __main__._each(["a", "b", "c"], measure)
    assert seen == ["a", "b", "c"]
    assert "MISLUKT: pagina 'b': kwam niet tot rust" in capsys.readouterr().out
