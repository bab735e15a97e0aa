"""What is kept is guarded: altered files are seen at verify, at replay, at rollback and before a page shows them."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from dashboard import checksums, commands, database
from dashboard.__main__ import main
from dashboard.database import CHECKS
from dashboard.ingest import decision, durable, received
from dashboard.ingest.faults import Refused
from dashboard.ingest.load import load, rollback
from dashboard.ingest.lock import Unwritable
from dashboard.snapshots import NoSnapshot, all_snapshots, current, readable
from tests.deliveries import folder_bytes, pod_mi, pod_mi_row
from tests.test_snapshots import ANTWERPEN, copied, first, place, quiet, second  # noqa: F401 - fixtures

pytestmark = pytest.mark.traag


@pytest.fixture
def loaded(second, tmp_path, monkeypatch):  # noqa: F811
    """A copy of the storage with two snapshots and one received file, in use by the commands."""
    place = copied(second[0], tmp_path / "opslag")  # noqa: F811
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(place.snapshots.parent))
    monkeypatch.setenv("ACTIVERINGSMONITOR_BRONNEN", str(place.sources))
    return place


@pytest.fixture
def verified(capsys):
    """Runs `verify`; returns exit code, output and errors."""

    def run(*options):
        capsys.readouterr()
        code = main(["verify", *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def kept_file(place) -> Path:  # noqa: F811
    (receipt,) = received.journal(place)
    return place.received / receipt.sha256


def spoil(path: Path) -> None:
    """Turn over one byte, as a disk does."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


# Verify


def test_a_sound_storage_is_said_to_be_sound_and_is_not_touched(loaded, verified):
    before = folder_bytes(loaded.snapshots.parent)
    code, out, err = verified("--herspeel")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Ontvangen bestanden: 1 nagekeken, alle onveranderd.",
        "Snapshots: 2 nagekeken, alle bestanden onveranderd.",
        f"Van kracht: snapshot {current(loaded).id}.",
        f"De cijfers van kracht voldoen aan {len(list(CHECKS.glob('*.sql')))} controles.",
        "Alles opnieuw inladen geeft dezelfde cijfers, tot op de byte.",
        "Alles is in orde.",
    ]
    assert folder_bytes(loaded.snapshots.parent) == before


def half_a_change(place):  # noqa: F811
    place.decision.write_text('{"snapshot": "x", "volgorde": ""}', encoding="utf-8")


def emptied_current(place):  # noqa: F811
    place.current.write_bytes(b"")


def current_of_nowhere(place):  # noqa: F811
    place.current.write_bytes(b"\xff\xfe2020-01-01-00000000\n")


def without_description(place):  # noqa: F811
    (all_snapshots(place)[0].folder / "snapshot.json").write_text("{", encoding="utf-8")


def spoiled_description(place):  # noqa: F811
    path = all_snapshots(place)[0].folder / "snapshot.json"
    path.write_text(path.read_text(encoding="utf-8").replace("voorbeeld.csv", "ander.csv"), encoding="utf-8")


def spoiled_table_without_list(place):  # noqa: F811
    folder = all_snapshots(place)[0].folder
    (folder / checksums.SUMS).unlink()
    spoil(folder / "waarneming.parquet")


WRONG = {
    "received altered": (lambda place: spoil(kept_file(place)), "is veranderd sinds het ontvangen werd"),  # noqa: F811
    "received gone": (lambda place: kept_file(place).unlink(), "echt.csv: Het bewaarde bestand"),  # noqa: F811
    "journal": (lambda place: spoil_line(place), "volgorde.jsonl:-:1:-: Deze regel is beschadigd"),  # noqa: F811
    "table": (lambda place: spoil(current(place).folder / "moment.parquet"), "overbodig: moment.parquet."),  # noqa: F811
    "table gone": (lambda place: (current(place).folder / "deel.parquet").unlink(), "overbodig: deel.parquet."),  # noqa: F811
    "file too many": (lambda place: (current(place).folder / "extra").touch(), "overbodig: extra."),  # noqa: F811
    "description altered": (spoiled_description, "overbodig: snapshot.json."),
    "description unreadable": (without_description, "snapshot.json"),
    "no list": (spoiled_table_without_list, "de inhoud is niet meer die waarvoor het snapshot gemaakt werd."),
    "CURRENT empty": (emptied_current, "CURRENT is niet in orde: Snapshot '' bestaat niet (meer)."),
    "CURRENT garbage": (current_of_nowhere, "CURRENT is niet in orde: Snapshot '"),
    "half a change": (half_a_change, "werd onderbroken en is niet afgemaakt."),
}


def spoil_line(place):  # noqa: F811
    journal = place.received / received.JOURNAL
    journal.write_text(journal.read_text(encoding="utf-8")[:40] + "\n", encoding="utf-8")


TOGETHER = (
    ("received altered", "table", "half a change", "description unreadable"),
    ("received gone", "file too many", "description altered", "CURRENT empty"),
    ("journal", "table gone", "no list", "CURRENT garbage"),
)


@pytest.mark.parametrize("names", TOGETHER)
def test_verify_says_everything_that_is_wrong_and_what_to_do(loaded, verified, names):
    for name in sorted(names, key=lambda name: name.startswith("CURRENT")):
        WRONG[name][0](loaded)
    code, out, err = verified()
    assert code == 1
    assert "Alles is in orde." not in out
    for name in names:
        (line,) = [line for line in err.splitlines() if WRONG[name][1] in line]
        assert line.startswith("FOUT: ")
        assert "python -m dashboard ingest" in line or "reservekopie" in line


def test_every_damage_is_done_once():
    assert sorted(name for names in TOGETHER for name in names) == sorted(WRONG)


def test_verify_runs_the_checks_of_the_model(loaded, verified, monkeypatch):
    real = database.Database.check
    broken = "SELECT 'Aalst' AS gemeente, 3 AS te_veel"

    def check(self, name):
        return self._connection.cursor().execute(broken).df() if name == "grenzen_geldig" else real(self, name)

    monkeypatch.setattr(database.Database, "check", check)
    code, _, err = verified()
    assert code == 1
    assert "FOUT: Controle 'grenzen_geldig' klopt niet: gemeente Aalst, te_veel 3." in err


# What damage does to a load, a rollback and a page


def test_an_altered_received_file_stops_a_replay_and_the_original_mends_it(loaded, second):  # noqa: F811
    original = second[0].sources.parents[1] / "echt.csv"
    spoil(kept_file(loaded))
    before, in_force = folder_bytes(loaded.snapshots.parent), current(loaded).id
    with pytest.raises(Refused, match=r"Er wordt niets geladen: de cijfers zouden stil veranderen\."):
        load(loaded, [], progress=quiet)
    assert folder_bytes(loaded.snapshots.parent) == before
    assert load(loaded, [original], progress=quiet).snapshot.id == in_force
    assert kept_file_bytes(loaded) == {original.read_bytes()}


def kept_file_bytes(place) -> set[bytes]:  # noqa: F811
    return {(place.received / line.sha256).read_bytes() for line in received.journal(place)}


def test_a_file_that_changes_under_a_load_is_not_kept_under_the_wrong_hash(place, tmp_path):  # noqa: F811
    path = tmp_path / "a.csv"
    path.write_text("other", encoding="utf-8")
    with pytest.raises(Refused, match="Dit bestand veranderde tijdens het laden"):
        received.keep(place, path, received.Receipt("a.csv", "a" * 64, "pod_mi", "gepubliceerd", "2026-02-01"))
    assert list(place.received.iterdir()) == []


def test_a_damaged_snapshot_is_not_shown_and_the_next_start_mends_it(loaded):
    one = current(loaded)
    whole = folder_bytes(one.folder)
    assert readable(loaded, one.id) == one
    shutil.copytree(one.folder, loaded.snapshots / "kopie")  # what somebody put there is no snapshot of ours
    spoil(one.folder / "waarneming.parquet")
    os.utime(one.folder / checksums.SUMS)  # a process that has not looked yet
    with pytest.raises(NoSnapshot, match="is beschadigd op de schijf en wordt niet gebruikt"):
        readable(loaded, one.id)
    with pytest.raises(NoSnapshot, match="is beschadigd"):
        rollback(loaded, one.id)
    commands._ensure_snapshot(quiet)
    assert readable(loaded, current(loaded).id).id == one.id
    assert folder_bytes(one.folder) == whole


# Interrupted halfway a decision


def test_a_decided_load_is_finished_by_whoever_comes_next(first, second, loaded, monkeypatch):  # noqa: F811
    old, new = current(first).id, current(loaded).id
    journal = received.extended(loaded, received.withdrawal([], "2026-03-01"))
    with monkeypatch.context() as patch:
        patch.setattr(decision, "finish", lambda place: "")  # killed right after the decision
        decision.decide(loaded, old, journal)
    assert (current(loaded).id, len(received.journal(loaded))) == (new, 1)
    said: list[str] = []
    commands._ensure_snapshot(said.append)
    assert said == [f"Een onderbroken wijziging is afgemaakt: snapshot {old} is van kracht."]
    assert (current(loaded).id, received.in_force(loaded), loaded.decision.exists()) == (old, [], False)


def test_files_loaded_together_count_together_or_not_at_all(loaded, tmp_path, monkeypatch):
    without_description(loaded)  # a damaged older snapshot does not stop a load
    files = [pod_mi(tmp_path / f"{month}.csv", pod_mi_row(ANTWERPEN, month, 7)) for month in (202410, 202411)]
    kept = received.keep

    def second_fails(place, path, receipt):  # noqa: F811
        if path == files[1]:
            raise OSError(errno.ENOSPC, "full")
        kept(place, path, receipt)

    before = (current(loaded).id, received.journal(loaded))
    with monkeypatch.context() as patch:
        patch.setattr(received, "keep", second_fails)
        with pytest.raises(Unwritable, match=r"^De schijf is vol\..*Er is niets veranderd aan wat van kracht is\.$"):
            load(loaded, files, progress=quiet)
    assert (current(loaded).id, received.journal(loaded)) == before
    assert current(loaded).id == before[0] != load(loaded, files, progress=quiet).snapshot.id
    assert [line.bestand for line in received.journal(loaded)[1:]] == [path.name for path in files]


# A disk that refuses


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_refusing_disk_is_said_in_dutch_and_nothing_is_half_written(place, monkeypatch, code):  # noqa: F811
    before = folder_bytes(place.snapshots.parent)

    def refuse(path):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(durable, "flush", refuse)
        with pytest.raises(Unwritable) as said:
            rollback(place, current(place).id)
    assert "Errno" not in str(said.value)
    assert str(said.value).endswith("Er is niets veranderd aan wat van kracht is.")
    assert folder_bytes(place.snapshots.parent) == before
    rollback(place, current(place).id)


def test_duckdb_passes_on_what_the_disk_says(shipped_small, tmp_path):
    with pytest.raises(OSError, match=r"deel\.parquet") as said:
        shipped_small.save(tmp_path / "bestaat" / "niet")
    assert said.value.errno == errno.EIO


@pytest.fixture
def shipped_small(first):  # noqa: F811
    model = database.open_snapshot(current(first).folder)
    unlocked = database._connect()
    unlocked.register("frame", model.table("deel"))
    unlocked.execute("CREATE TABLE deel AS SELECT * FROM frame")
    return database.Database(unlocked)


def test_checksums_are_those_of_sha256sum(tmp_path):
    (tmp_path / "b.parquet").write_bytes(b"b")
    (tmp_path / "a.json").write_bytes(b"")
    assert checksums.text(tmp_path) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.json\n"
        "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b.parquet\n"
    )
    (tmp_path / checksums.SUMS).write_text(checksums.text(tmp_path), encoding="utf-8")
    assert checksums.damaged(tmp_path) == []
    (tmp_path / "a.json").write_bytes(b"x")
    assert (checksums.damaged(tmp_path), checksums.damaged(tmp_path, "*.parquet")) == (["a.json"], [])


def test_every_snapshot_has_its_list(second):  # noqa: F811
    for one in all_snapshots(second[0]):
        lines = (one.folder / checksums.SUMS).read_text(encoding="utf-8").splitlines()
        assert [line.split("  ")[1] for line in lines] == sorted(
            path.name for path in one.folder.iterdir() if path.name != checksums.SUMS
        )
