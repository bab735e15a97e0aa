"""Snapshots: immutable, named by their content, replaced at once, replayable; nothing but whole ones is ever seen.

One small storage is built once (a sample delivery) and copied for each test, because a load takes a second.
"""

import argparse
import ast
import json
import os
import re
import select
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from dashboard import checksums, commands, database, figures, snapshots
from dashboard.catalogue import ROOT
from dashboard.figures import Question
from dashboard.ingest import decision, differences, durable, received
from dashboard.ingest import load as loading
from dashboard.ingest.load import load, rollback
from dashboard.ingest.lock import Busy, alone
from dashboard.snapshots import NoSnapshot, Storage, all_snapshots, current
from tests import deliveries
from tests.deliveries import folder_bytes, pod_mi, pod_mi_row

pytestmark = pytest.mark.traag

ANTWERPEN, AARTSELAAR = "11002", "11001"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
SAMPLE = "- {bestand: voorbeeld.csv, bron: pod_mi, herkomst: voorbeeld, geleverd_op: 2026-01-15}\n"


def quiet(line):
    """Progress nobody reads."""


def storage_of(root):
    return Storage(root / "bronnen", root / "ontvangen", root / "snapshots")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A storage after its first load: the sample, Antwerpen 1000 and Aartselaar 10 in the first half of 2024."""
    place = storage_of(tmp_path_factory.mktemp("eerste"))
    place.sources.mkdir()
    rows = [
        pod_mi_row(nis, 202400 + month, ll)
        for month in range(1, 7)
        for nis, ll in ((ANTWERPEN, 1000), (AARTSELAAR, 10))
    ]
    pod_mi(place.sources / "voorbeeld.csv", *rows)
    (place.sources / "leveringen.yaml").write_text(SAMPLE, encoding="utf-8")
    load(place, [], progress=quiet)
    return place


@pytest.fixture
def place(first, tmp_path):
    return copied(first, tmp_path / "opslag")


def copied(source, root):
    shutil.copytree(source.snapshots.parent, root)
    return storage_of(root)


@pytest.fixture(scope="module")
def second(first, tmp_path_factory):
    """A copy of `first` after a real file: three months, Antwerpen 2000, Aartselaar gone; and what that load returned."""
    root = tmp_path_factory.mktemp("tweede")
    place = copied(first, root / "opslag")
    rows = [pod_mi_row(ANTWERPEN, month, 2000) for month in (202402, 202403, 202407)]
    return place, load(place, [pod_mi(root / "echt.csv", *rows)], progress=quiet)


def total(place, name=None):
    """Persons in Vlaanderen per month of 2024, with where the figures come from."""
    folder = (snapshots.snapshot(place, name) if name else current(place)).folder
    frame = figures.figures(database.open_snapshot(folder), Question("leefloon", "vlaanderen", periode="2024"), "s")
    known = frame[frame["teller"].notna()]
    return dict(zip(known["periode"], known["teller"], strict=True)), set(known["herkomst"])


# What a snapshot is


def test_a_snapshot_is_named_by_the_day_of_its_delivery_and_its_content_and_current_names_it(first):
    snapshot = current(first)
    assert NAME.fullmatch(snapshot.id)
    assert snapshot.id == f"2026-01-15-{snapshot.inhoud[:8]}"
    assert first.current.read_text(encoding="utf-8") == f"{snapshot.id}\n"
    assert [path.name for path in first.snapshots.iterdir() if path.is_dir()] == [snapshot.id]
    description = json.loads((snapshot.folder / "snapshot.json").read_text(encoding="utf-8"))
    assert description["datum"] == "2026-01-15"
    assert description["model"] == snapshots.model_version()
    assert [(one["bestand"], one["herkomst"]) for one in description["leveringen"]] == [("voorbeeld.csv", "voorbeeld")]


def test_a_load_leaves_earlier_snapshots_as_they_were_and_puts_the_new_one_in_force(first, second):
    place, loaded = second
    old = current(first)
    assert folder_bytes(place.snapshots / old.id) == folder_bytes(old.folder)
    assert loaded.is_new
    assert loaded.previous.id == old.id
    assert current(place).id == loaded.snapshot.id != old.id
    assert loaded.snapshot.id.startswith(f"{date.today():%Y-%m-%d}-")
    assert [one.id for one in all_snapshots(place)] == sorted([old.id, loaded.snapshot.id])


def test_the_same_content_makes_no_new_snapshot(place):
    before = folder_bytes(place.snapshots)
    said = []
    loaded = load(place, [], progress=said.append)
    assert not loaded.is_new
    assert said[-1] == f"Ongewijzigd: snapshot {loaded.snapshot.id} blijft van kracht."
    assert folder_bytes(place.snapshots) == before


def test_current_is_replaced_whole_and_never_written_in_place(place, monkeypatch):
    replaced = []
    original = Path.replace

    def replace(self, target):
        if target == place.current:
            replaced.append((self.read_text(encoding="utf-8"), target.read_text(encoding="utf-8")))
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    old = current(place).id
    decision.put_in_force(place, "nieuw")
    assert replaced == [("nieuw\n", f"{old}\n")]
    assert place.current.read_text(encoding="utf-8") == "nieuw\n"


def test_a_snapshot_that_is_not_there_is_said_in_dutch(place, tmp_path):
    for name in ("2020-01-01-00000000", "", "..", "../opslag", "CURRENT", ".slot"):
        with pytest.raises(NoSnapshot, match=r"Snapshot '.*' bestaat niet \(meer\)\."):
            snapshots.snapshot(place, name)
    with pytest.raises(NoSnapshot, match="Er is nog geen snapshot"):
        current(storage_of(tmp_path / "leeg"))


# Replay


def test_replaying_everything_received_in_an_empty_folder_gives_the_same_bytes(second, tmp_path):
    place, loaded = second
    again = storage_of(tmp_path)
    shutil.copytree(place.sources, again.sources)
    shutil.copytree(place.received, again.received)
    replayed = load(again, [], progress=quiet)
    assert replayed.snapshot.id == loaded.snapshot.id
    assert folder_bytes(replayed.snapshot.folder) == folder_bytes(loaded.snapshot.folder)


def test_received_files_are_kept_under_their_hash_with_the_order_of_loading(second):
    place, loaded = second
    (receipt,) = received.journal(place)
    assert (receipt.bestand, receipt.bron, receipt.herkomst) == ("echt.csv", "pod_mi", "gepubliceerd")
    assert (place.received / receipt.sha256).read_bytes() == (place.sources.parents[1] / "echt.csv").read_bytes()
    assert loaded.snapshot.leveringen[-1]["sha256"] == receipt.sha256


# Sample and real


def test_a_real_file_replaces_the_whole_sample_of_its_source(first, second):
    place, _ = second
    assert total(first) == (dict.fromkeys([f"2024-0{month}" for month in range(1, 7)], 1010), {"voorbeeld"})
    assert total(place) == ({"2024-02": 2000, "2024-03": 2000, "2024-07": 2000}, {"gepubliceerd"})
    delivered = deliveries.parquet(current(place).folder)["levering"]
    assert set(delivered.loc[delivered["reeks"].str.startswith("leefloon"), "herkomst"]) == {"gepubliceerd"}


def test_a_sample_never_replaces_real_data(second, tmp_path):
    place = copied(second[0], tmp_path / "opslag")
    said: list[str] = []
    loaded = load(place, [place.sources / "voorbeeld.csv"], progress=said.append)
    assert not loaded.is_new
    assert total(place) == total(second[0])
    assert any("voorbeeld.csv: niet gebruikt en niet bewaard" in line for line in said)
    assert [receipt.bestand for _, receipt in received.in_force(place)] == ["echt.csv"]


# What changed


def test_the_report_says_what_is_new_changed_and_vanished(second):
    _, loaded = second
    old, new = (database.open_snapshot(one.folder) for one in (loaded.previous, loaded.snapshot))
    assert differences.lines(differences.compare(old, new)) == [
        "leefloon: nieuw: 1 periode (juli 2024); verdwenen: 4 perioden (jan. 2024 tot en met juni 2024); 4 gewijzigde waarden",
        "  Aartselaar feb. 2024: 10 → 0",
        "  Antwerpen feb. 2024: 1.000 → 2.000",
        "  Aartselaar mrt. 2024: 10 → 0",
        "  Antwerpen mrt. 2024: 1.000 → 2.000",
        "leefloon_equivalent: nieuw: 1 periode (juli 2024); verdwenen: 4 perioden (jan. 2024 tot en met juni 2024)",
    ]
    assert differences.lines(differences.compare(new, new)) == ["Niets veranderd."]
    (whole,) = [change for change in differences.compare(None, new) if change.reeks == "leefloon"]
    assert (whole.nieuw, whole.weg, len(whole.gewijzigd)) == (["2024-02", "2024-03", "2024-07"], [], 0)


def test_a_long_list_of_changes_is_cut_after_twenty(second, monkeypatch):
    _, loaded = second
    monkeypatch.setattr(differences, "SHOWN", 3)
    old, new = (database.open_snapshot(one.folder) for one in (loaded.previous, loaded.snapshot))
    assert differences.lines(differences.compare(old, new))[4] == "  … en 1 andere"


# Rollback


def test_rollback_withdraws_what_came_after_and_the_next_load_builds_on_it(first, second, tmp_path):
    place = copied(second[0], tmp_path / "opslag")
    old = current(first)
    assert rollback(place, old.id).id == current(place).id == old.id
    assert received.in_force(place) == []
    loaded = load(place, [pod_mi(tmp_path / "ander.csv", pod_mi_row(ANTWERPEN, 202408, 3000))], progress=quiet)
    assert total(place)[0] == {"2024-08": 3000}
    assert [one["bestand"] for one in loaded.snapshot.leveringen] == ["voorbeeld.csv", "ander.csv"]
    assert len(all_snapshots(place)) == 3


def test_rollback_forward_again_counts_the_file_that_was_withdrawn(first, second, tmp_path):
    place = copied(second[0], tmp_path / "opslag")
    new = current(place).id
    rollback(place, current(first).id)
    rollback(place, new)
    assert [receipt.bestand for _, receipt in received.in_force(place)] == ["echt.csv"]


def test_rollback_restores_the_order_in_which_files_were_loaded(place):
    receipts = {name: received.Receipt(name, name * 64, "pod_mi", "gepubliceerd", "2026-02-01") for name in "ab"}
    place.received.mkdir()
    for name in "aba":
        durable.replace(place.received / received.JOURNAL, received.extended(place, receipts[name]))
    assert [receipt.bestand for _, receipt in received.in_force(place)] == ["b", "a"]
    back = received.withdrawal(["a" * 64, "b" * 64], "2026-02-02")
    durable.replace(place.received / received.JOURNAL, received.extended(place, back))
    assert [receipt.bestand for _, receipt in received.in_force(place)] == ["a", "b"]


def test_rollback_to_nothing_known_changes_nothing(place):
    before = folder_bytes(place.snapshots.parent)
    with pytest.raises(NoSnapshot):
        rollback(place, "2020-01-01-00000000")
    assert folder_bytes(place.snapshots.parent) == before


def test_rollback_to_a_snapshot_of_another_model_is_refused_because_no_page_could_show_it(
    second, tmp_path, monkeypatch
):
    place = copied(second[0], tmp_path / "opslag")
    before = folder_bytes(place.snapshots.parent)
    monkeypatch.setattr(loading, "model_version", lambda: "ander")
    with pytest.raises(NoSnapshot, match="met een andere versie van de berekening"):
        rollback(place, second[1].previous.id)
    assert folder_bytes(place.snapshots.parent) == before


# Two at a time

READER = """
import sys, time
from pathlib import Path
from dashboard import database, snapshots
place = snapshots.Storage(*(Path(sys.argv[1]) / name for name in ("bronnen", "ontvangen", "snapshots")))
seen, until = set(), time.time() + 60
print("klaar", flush=True)
while time.time() < until:
    stop = (Path(sys.argv[1]) / "stop").exists()
    one = snapshots.current(place)
    model = database.open_snapshot(one.folder)
    rows = model.table("waarneming")
    total = rows.loc[(rows["reeks"] == "leefloon") & (rows["periode"] == "2024-02"), "onder"].sum()
    seen.add((one.id, int(total), len(rows)))
    model.close()
    if stop:
        break
print(sorted(seen))
"""


def test_two_servers_see_only_whole_snapshots_while_a_third_process_loads(first, second, tmp_path):
    place = copied(first, tmp_path / "opslag")
    root = place.snapshots.parent
    arguments = [sys.executable, "-c", READER, str(root)]
    readers = [
        subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        ready = [select.select([reader.stdout], [], [], 60)[0] for reader in readers]
        assert all(ready)
        assert [reader.stdout.readline() for reader in readers] == ["klaar\n"] * 2
        old = current(place).id
        shutil.copyfile(second[0].sources.parents[1] / "echt.csv", tmp_path / "echt.csv")
        new = load(place, [tmp_path / "echt.csv"], progress=quiet).snapshot.id
        for name in [old, new] * 10:
            rollback(place, name)
            time.sleep(0.01)
        (root / "stop").touch()
        told = [reader.communicate(timeout=60) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
            reader.wait(20)
    rows = {name: len(deliveries.parquet(place.snapshots / name)["waarneming"]) for name in (old, new)}
    whole = {(old, 1010, rows[old]), (new, 2000, rows[new])}
    for out, err in told:
        seen = set(ast.literal_eval(out))
        assert seen <= whole, err
        assert (new, 2000, rows[new]) in seen, err


def test_a_second_load_at_the_same_time_is_refused_in_dutch(place):
    before = folder_bytes(place.snapshots)

    def meanwhile(line):
        for attempt in (lambda: load(place, [], progress=quiet), lambda: rollback(place, current(place).id)):
            with pytest.raises(Busy, match=r"^Er loopt al een andere inlading\. Probeer het straks opnieuw\.$"):
                attempt()
        raise InterruptedError

    with pytest.raises(InterruptedError):
        load(place, [], progress=meanwhile)
    assert folder_bytes(place.snapshots) == before
    with alone(place):
        pass


# A crash


class Crash(BaseException):
    """What a test throws where a process would die."""


@pytest.fixture(scope="module")
def publication(first, second):
    """What `_publish` is called with for the real file, taken from a load that stops there, and the files it would save."""
    taken = {
        "saved": {
            name: text for name, text in folder_bytes(second[1].snapshot.folder).items() if name.endswith(".parquet")
        }
    }

    def stop(place, model, receipts, fresh, progress):
        taken.update(model=model, receipts=receipts, fresh=fresh)
        raise Crash

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_publish", stop)
        with pytest.raises(Crash):
            load(first, [second[0].sources.parents[1] / "echt.csv"], progress=quiet)
    return taken


STEPS = [
    ("database.Database.save", database.Database, "save"),
    ("content_hash", loading, "content_hash"),
    ("_seal", loading, "_seal"),
    ("list of checksums", checksums, "text"),
    ("fsync", os, "fsync"),
    ("rename of the folder", Path, "rename"),
    ("keep", received, "keep"),
    ("copy of the file", shutil, "copyfile"),
    ("journal", received, "extended"),
    ("decide", decision, "decide"),
    ("finish", decision, "finish"),
    ("replace of the journal or CURRENT", Path, "replace"),
    ("put in force", decision, "put_in_force"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("target", "name"), [step[1:] for step in STEPS], ids=[step[0] for step in STEPS])
def test_a_crash_at_any_step_leaves_a_whole_snapshot_in_force(
    place, second, publication, monkeypatch, target, name, after
):
    old, new = current(place).id, second[1].snapshot.id
    whole = {old: folder_bytes(place.snapshots / old), new: folder_bytes(second[1].snapshot.folder)}
    publication = dict(publication)
    saved = publication.pop("saved")
    monkeypatch.setattr(
        database.Database, "save", lambda self, folder: [(folder / part).write_bytes(saved[part]) for part in saved]
    )
    original = getattr(target, name)

    def crash(*arguments, **named):
        if after:
            original(*arguments, **named)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(target, name, crash)
        with pytest.raises(Crash):
            loading._publish(place, progress=quiet, **publication)
    in_force = current(place)
    assert in_force.id == (new if after and name in ("put_in_force", "finish", "decide") else old)
    assert all(folder_bytes(one.folder) == whole[one.id] for one in all_snapshots(place))
    loading.recover(place, quiet)
    assert loading._publish(place, progress=quiet, **publication).snapshot.id == current(place).id == new
    assert folder_bytes(place.snapshots / new) == whole[new]
    assert [receipt.bestand for _, receipt in received.in_force(place)] == ["echt.csv"]
    assert [path.name for path in place.snapshots.iterdir() if path.name.startswith(".deel")] == []


def test_what_a_killed_process_left_is_no_snapshot_and_is_cleared_away(place):
    left = place.snapshots / ".deel-gestopt"
    shutil.copytree(current(place).folder, left)
    place.received.mkdir()
    halves = [place.received / f"{'a' * 64}.deel", place.snapshots / "CURRENT.deel"]
    for half in halves:
        half.write_text("half", encoding="utf-8")
    assert [one.id for one in all_snapshots(place)] == [current(place).id]
    loading.recover(place, quiet)
    assert [path for path in (left, *halves) if path.exists()] == []


# The model


def test_a_snapshot_of_another_model_is_rebuilt_before_it_is_used(first, tmp_path, monkeypatch):
    root = tmp_path / "opslag"
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(root / "data"))
    monkeypatch.setenv("ACTIVERINGSMONITOR_BRONNEN", str(first.sources))
    shutil.copytree(first.snapshots, root / "data" / "snapshots")
    place = snapshots.storage()
    old = current(place)
    said = []
    commands._ensure_snapshot(said.append)
    assert said == []
    monkeypatch.setattr(snapshots, "model_version", lambda: "ander")
    monkeypatch.setattr(loading, "model_version", lambda: "ander")
    commands._ensure_snapshot(said.append)
    assert said[0] == "De gegevens worden klaargezet (enkele seconden)."
    new = current(place)
    assert (old.model == "ander", new.model) == (False, "ander")
    assert new.id != old.id
    assert snapshots.snapshot(place, old.id).inhoud == old.inhoud
    said.clear()
    commands._ensure_snapshot(said.append)
    assert said == []


def test_the_model_version_follows_every_statement_of_the_model(tmp_path, monkeypatch):
    shutil.copytree(snapshots.MODEL, tmp_path / "model")
    monkeypatch.setattr(snapshots, "MODEL", tmp_path / "model")
    version = snapshots.model_version.__wrapped__
    before = version()
    assert before == snapshots.model_version() == version()
    for path in sorted((tmp_path / "model").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "-- anders\n", encoding="utf-8")
        assert version() != before, path.name
        path.write_text(text, encoding="utf-8")
    assert version() == before


# The commands that list and return


def test_the_list_marks_the_snapshot_in_force_and_rollback_says_what_it_did(second, tmp_path, monkeypatch, capsys):
    place = copied(second[0], tmp_path / "opslag")
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(place.snapshots.parent))
    old, new = second[1].previous.id, current(place).id
    commands.list_snapshots(argparse.Namespace())
    assert capsys.readouterr().out.splitlines() == [f"  {old}  voorbeeld.csv", f"* {new}  voorbeeld.csv, echt.csv"]
    commands.return_to(argparse.Namespace(snapshot=old))
    assert (
        capsys.readouterr().out == f"Snapshot {old} is weer van kracht. Wat daarna geladen werd, telt niet meer mee.\n"
    )
    commands.list_snapshots(argparse.Namespace())
    assert capsys.readouterr().out.splitlines()[0].startswith(f"* {old}")
