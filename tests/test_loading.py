"""Loading from a page: nothing changes before it is accepted, what was shown is what comes, and it can be undone."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from dashboard import loading
from dashboard.database import ROOT
from dashboard.ingest.load import load
from dashboard.loading import NotLoaded
from dashboard.snapshots import Storage, current

pytestmark = [pytest.mark.traag, pytest.mark.xdist_group("loading")]
SHEET = (ROOT / "data" / "sources" / "sjablonen" / "wijk_werken.csv").read_bytes().replace(b"Herkomst;voorbeeld", b"")


def followed(steps: Generator) -> object:
    while True:
        try:
            assert "van kracht" not in next(steps)  # said of a rehearsal it would not be true
        except StopIteration as end:
            return end.value


def content(place: Storage) -> dict[str, bytes]:
    base = place.snapshots.parent
    return {
        str(path.relative_to(base)): path.read_bytes()
        for path in sorted(base.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Storage:
    """A storage that knows only the facts of the project: a load takes seconds."""
    base = tmp_path_factory.mktemp("opslag")
    (base / "bronnen").mkdir()
    found = Storage(base / "bronnen", base / "o" / "ontvangen", base / "o" / "snapshots")
    load(found, [], progress=lambda line: None)
    return found


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    """Temporary files of this test alone, and no question to the outside world."""
    monkeypatch.setattr(loading.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("ACTIVERINGSMONITOR_GRENZEN", "")


def test_a_delivery_is_shown_accepted_and_undone(place, tmp_path):
    before, files = current(place), content(place)
    proposal = followed(loading.propose(place, "wijk_werken.csv", SHEET))
    assert proposal.verandert
    assert proposal.voor == before.id
    assert any("wijk" in line for line in proposal.verschillen)
    assert content(place) == files  # seen, and nothing changed

    made = followed(loading.accept(place, proposal))
    assert made.inhoud == proposal.inhoud
    assert current(place).id == made.id != before.id
    assert not list(tmp_path.glob(f"{loading.PREFIX}*"))
    with pytest.raises(NotLoaded, match="Intussen"):
        followed(loading.accept(place, proposal))

    assert [found.id for found in loading.earlier(place)] == [before.id]
    assert loading.difference(place, before.id) != ("Niets veranderd.",)
    with pytest.raises(NotLoaded, match="Intussen"):
        loading.undo(place, before.id, before.id)
    assert loading.undo(place, before.id, made.id).id == current(place).id == before.id


@pytest.mark.parametrize(
    ("name", "sent", "word"),
    [
        ("levering.csv", b"a;b\n1;2\n", "geen gekende bron"),
        ("../../../etc/passwd", b"root:x", "^passwd:.*Dit soort bestand wordt niet gelezen"),
    ],
)
def test_a_refusal_names_the_fault_changes_nothing_and_keeps_nothing(place, tmp_path, name, sent, word):
    files = content(place)
    with pytest.raises(NotLoaded, match=word) as error:
        followed(loading.propose(place, name, sent))
    assert str(tmp_path) not in str(error.value)
    assert content(place) == files
    assert not list(tmp_path.glob(f"{loading.PREFIX}*"))


def test_a_crash_of_the_process_tells_no_stack(place, monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "ROOT", tmp_path)  # there is no program here
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(NotLoaded) as error:
        followed(loading.propose(place, "a.csv", SHEET))
    assert str(error.value) == loading.FAILED


def test_what_was_looked_at_and_left_is_thrown_away_after_an_hour(tmp_path):
    old, fresh, other = (tmp_path / name for name in (f"{loading.PREFIX}a", f"{loading.PREFIX}b", "iets-anders"))
    for folder in (old, fresh, other):
        folder.mkdir()
    for folder in (old, other):
        os.utime(folder, (0, 0))
    loading._sweep()
    assert [path.exists() for path in (old, fresh, other)] == [False, True, True]


def test_a_proposal_whose_file_is_gone_asks_for_it_again(place):
    lost = loading.Proposal(Path("/nergens/a.csv"), current(place).id, "", (), (), True)
    with pytest.raises(NotLoaded, match="Kies het bestand opnieuw"):
        followed(loading.accept(place, lost))
