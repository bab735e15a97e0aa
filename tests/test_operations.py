"""What the program writes about itself, when it calls itself healthy, and who can read its metrics."""

import json
import logging
import socket
import sys
import urllib.request

import pandas as pd
import pytest

from dashboard import logs, metrics, store
from dashboard.__main__ import main
from dashboard.settings import BadSetting
from dashboard.snapshots import NoSnapshot
from dashboard.store import gezondheid


def line(form: str, error: Exception | None = None, **facts) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("dashboard", logging.INFO, "", 0, "ingeladen", (), info)
    record.feiten = facts
    return logs.Lines(form).format(record)


def test_an_event_as_json_names_what_happened_and_to_what():
    found = json.loads(line("json", snapshot="2026-01-01-abc", bestanden=["Levering é.xlsx"]))
    assert found.pop("tijd").endswith("+00:00")
    assert found == {
        "niveau": "info",
        "bron": "dashboard",
        "gebeurtenis": "ingeladen",
        "snapshot": "2026-01-01-abc",
        "bestanden": ["Levering é.xlsx"],
    }


def test_a_name_with_a_line_break_stays_one_line():
    assert "\n" not in line("tekst", bestanden=["a\n2026 info alles in orde"])
    assert "\n" not in line("json", bestanden=["a\n2026 info alles in orde"])


@pytest.mark.parametrize("form", logs.FORMS)
def test_a_mishap_says_its_kind_and_place_and_not_what_a_reader_typed(form):
    try:
        raise KeyError("getypt door een lezer")
    except KeyError as error:
        found = line(form, error)
    assert "getypt" not in found
    assert "KeyError" in found
    assert "tests/test_operations.py:" in found
    assert str(logs.ROOT) not in found


def test_a_single_command_speaks_its_own_words_unless_a_log_is_asked_for(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(tmp_path))
    monkeypatch.delenv(logs.SETTING, raising=False)
    assert main(["rollback", "bestaat-niet"]) == 1
    assert capsys.readouterr().err.splitlines() == ["Snapshot 'bestaat-niet' bestaat niet (meer)."]
    monkeypatch.setenv(logs.SETTING, "json")
    assert main(["rollback", "bestaat-niet"]) == 1
    said = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (said["gebeurtenis"], said["niveau"], said["reden"]) == ("geweigerd", "warning", "NoSnapshot")


@pytest.mark.parametrize(
    ("setting", "value"),
    [(logs.SETTING, "xml"), (metrics.SETTING, "80"), (metrics.SETTING, "poort"), ("ACTIVERINGSMONITOR_INBEDDEN", "*")],
)
def test_a_server_does_not_start_with_a_setting_it_cannot_keep(monkeypatch, setting, value):
    from dashboard import server

    monkeypatch.setenv(setting, value)
    monkeypatch.setattr(server.app, "run", lambda config: pytest.fail("gestart"))
    with pytest.raises(BadSetting, match=setting):
        server.serve(0) if setting != logs.SETTING else logs.configure(serving=True)


def months() -> pd.DataFrame:
    return pd.DataFrame({"periode": ["2025-12"], "telling": ["stand"]})


@pytest.fixture
def whole(monkeypatch):
    """A snapshot that answers: each test takes one thing away."""
    monkeypatch.setattr(store, "current_id", lambda: "S")
    monkeypatch.setattr(store, "database", lambda snapshot: None)
    monkeypatch.setattr(gezondheid.queries, "momenten", lambda model, **asked: months())
    monkeypatch.setattr(gezondheid.figures, "figures", lambda model, question, snapshot: pd.DataFrame({"waarde": [1]}))
    monkeypatch.setattr(gezondheid, "_LAST", gezondheid._Last())


def test_healthy_is_having_computed_a_figure(whole):
    assert gezondheid.ask() == gezondheid.Health(True, "S")


def _raise(error: Exception):
    def function(*_, **__):
        raise error

    return function


def test_without_a_snapshot_it_says_why(whole, monkeypatch):
    monkeypatch.setattr(store, "current_id", _raise(NoSnapshot("Er is nog geen snapshot.")))
    assert gezondheid.ask() == gezondheid.Health(False, "", "Er is nog geen snapshot.")


@pytest.mark.parametrize("broken", ["current_id", "database"])
def test_an_unreadable_disk_is_not_healthy_and_no_path_is_told(whole, monkeypatch, broken):
    monkeypatch.setattr(store, broken, _raise(OSError(5, "Input/output error", "/geheime/map/cijfer.parquet")))
    found = gezondheid.ask()
    assert not found.gezond
    assert "/" not in found.reden
    assert found.reden == gezondheid.UNREADABLE


@pytest.mark.parametrize("empty", ["months", "figures"])
def test_a_snapshot_without_figures_is_not_healthy(whole, monkeypatch, empty):
    if empty == "months":
        monkeypatch.setattr(gezondheid.queries, "momenten", lambda model, **asked: months().iloc[:0])
    else:
        monkeypatch.setattr(gezondheid.figures, "figures", lambda *asked: pd.DataFrame())
    assert gezondheid.ask() == gezondheid.Health(False, "S", gezondheid.EMPTY)


def test_asking_often_computes_once_and_a_change_is_seen_in_time(whole, monkeypatch):
    asked = []
    monkeypatch.setattr(gezondheid, "ask", lambda: asked.append(1) or gezondheid.Health(len(asked) < 2, "S"))
    now = [0.0]
    monkeypatch.setattr(gezondheid.time, "monotonic", lambda: now[0])
    assert [gezondheid.health().gezond for _ in range(3)] == [True] * 3
    now[0] = gezondheid.FRESH
    assert [gezondheid.health().gezond for _ in range(3)] == [False] * 3
    assert len(asked) == 2


def test_metrics_are_off_unless_a_port_is_named(monkeypatch):
    monkeypatch.delenv(metrics.SETTING, raising=False)
    monkeypatch.setattr(metrics, "start_http_server", lambda *_, **__: pytest.fail("geopend"))
    with metrics.offered(lambda: True, lambda: 0):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is alleen op Linux vanzelf een eigen adres")
def test_metrics_answer_on_this_machine_only(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv(metrics.SETTING, str(port))
    with metrics.offered(lambda: False, lambda: 7):
        with metrics.page_run("kaart"):
            pass
        said = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port), timeout=5)
    assert "activeringsmonitor_gezond 0.0" in said
    assert "activeringsmonitor_sessies 7.0" in said
    assert 'activeringsmonitor_pagina_seconden_count{pagina="kaart"}' in said
