"""The harnesses of `benchmarks/` on a small number: a few kills and one load under readers. `make bench-crash` does hundreds."""

import os
import re
import time

import pytest

from benchmarks import loads, readers, survival
from benchmarks.readers import Reader
from benchmarks.session import Seen
from tests.processes import python

LONGEST = 280


@pytest.mark.traag
def test_a_killed_load_leaves_a_whole_snapshot_and_the_next_load_works():
    told = python("-m", "benchmarks.crash", "--maal", "1", "--zaad", "7", "--proef", seconds=LONGEST)
    assert told.code == 0, told.err
    assert re.search(r"^ +1 killed$", told.out, re.MULTILINE)
    assert "1 blows, then everything received replayed" in told.out
    assert "byte for byte the same" in told.out


@pytest.mark.traag
def test_no_reader_sees_anything_wrong_while_the_folder_is_loaded():
    told = python("-m", "benchmarks.readers", "--servers", "1", "--ladingen", "1", "--proef", seconds=LONGEST)
    assert told.code == 0, told.out + told.err
    found = re.search(r"^(\d+) loads, (\d+) page runs and \d+ health requests, (\d+) wrong$", told.out, re.M)
    loaded, pages, wrong = found.groups()
    assert (int(loaded), int(wrong)) == (1, 0)
    assert int(pages) >= 2


def test_a_child_that_stands_still_is_ended_and_said(tmp_path):
    child = loads.started(lambda: time.sleep(60), tmp_path / "fout.txt")
    with pytest.raises(loads.Stuck):
        loads.finished(child, within=0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def seen(names: set[str], persons: str, well: bool = True) -> Seen:
    return Seen(frozenset(names), f"In juni kregen {persons} mensen een leefloon".encode(), well)


@pytest.mark.parametrize(
    ("run", "wrong"),
    [
        (seen({"a"}, "20.001"), False),
        (seen({"a", "oud"}, "20.001"), False),
        (seen({"b"}, "20.001"), True),
        (seen({"a", "b"}, "20.001"), True),
        (seen(set(), "20.001"), True),
        (seen({"a", "vreemd"}, "20.001"), True),
        (seen({"a"}, "niemand"), True),
        (seen({"a"}, "20.001", well=False), True),
    ],
)
def test_a_page_that_mixes_fails_or_shows_nothing_is_found(run, wrong):
    reader = Reader("", "", runs=[(0.0, 1.0, run)])
    assert bool(readers.faults(reader, {"a": 20_001, "b": 20_002}, also={"oud": 20_000})) is wrong


def test_a_reader_who_saw_nothing_is_found():
    assert readers.faults(Reader("", ""), {"a": 1}) == ["a reader saw nothing"]


def test_how_long_an_older_snapshot_was_still_handed_out():
    runs = [
        (float(asked), asked + 0.5, seen({name}, "20.001"))
        for asked, name in ((9, "a"), (11, "a"), (13, "b"), (21, "b"))
    ]
    reader = Reader("", "", runs=runs)
    assert readers.behind(reader, {"b": 10.0, "c": 20.0}) == [1.0, 1.0]


def test_what_survived_is_written_in_its_place_and_the_rest_of_the_page_stays(tmp_path):
    kept, page = tmp_path / "overleven.json", tmp_path / "results.md"
    page.write_text("# Snelheid\n\n## Alles\n\n| a |\n", encoding="utf-8")
    survival.keep("klappen", "Klappen", ["eerst"], kept, page)
    page.write_text(page.read_text(encoding="utf-8") + "\n## Later\n\nblijft\n", encoding="utf-8")
    survival.keep("klappen", "Klappen", ["daarna"], kept, page)
    survival.keep("lezers", "Lezers", ["gezien"], kept, page)
    text = page.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Alles", survival.TITLE, "## Later"]
    assert text.startswith("# Snelheid\n\n## Alles\n\n| a |\n")
    assert text.endswith("## Later\n\nblijft\n")
    assert "- eerst" not in text
    assert text.index("- daarna") < text.index("- gezien")
    assert "- Machine: " in text
