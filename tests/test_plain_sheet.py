"""A plain sheet is measured as the walk through its cells would, and nothing that could hide a cell passes for plain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest import lost_cells, plain_sheet
from dashboard.ingest.limits import limits

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://x"><sheetData>'
TAIL = "</sheetData></worksheet>"


def sheet(cells: str, head: str = HEAD) -> bytes:
    return f"{head}<row r='1'>{cells}</row>{TAIL}".encode()


def walked(xml: bytes, monkeypatch) -> tuple[lost_cells.Places, tuple[int, int]]:
    """What the walk finds and how far it came."""
    reached = [0, 0]
    original = lost_cells._Walk.reach

    def reach(walk, rows, columns):
        original(walk, rows, columns)
        reached[:] = [max(reached[0], rows), max(reached[1], columns)]

    with monkeypatch.context() as changed:
        changed.setattr(plain_sheet, "extent", lambda _: None)
        changed.setattr(lost_cells._Walk, "reach", reach)
        return lost_cells._walk_sheet(xml, limits()), (reached[0], reached[1])


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"/>',
        '<c r="A1" s="3" t="s"><v>0</v></c><c r="AB12"><v>1.5</v></c>',
        '<c r="B2" t="inlineStr" s="1"><is><t>x</t></is></c>',
        '<c r="A1" t="n" /><c r="ZZ9" t="b"><v>1</v></c>',
    ],
)
def test_a_plain_sheet_is_measured_as_the_walk_measures_it(cells, monkeypatch):
    found, reached = walked(sheet(cells), monkeypatch)
    assert not found
    assert plain_sheet.extent(sheet(cells)) == reached


@pytest.mark.parametrize(
    "xml",
    [
        sheet('<c r="A1" t="e"><v>#N/A</v></c>'),
        sheet("<c r='A1' t='e'><v>#N/A</v></c>"),
        sheet('<c  r="A1" t="e"><v>#N/A</v></c>'),
        sheet('<c r="A1" t="&#101;"><v>#N/A</v></c>'),
        sheet('<c t="e"><v>#N/A</v></c>'),
        sheet('<x:c r="A1" t="e"><v>#N/A</v></x:c>'),
        sheet('<a:b:c r="A1" t="e"><v>#N/A</v></a:b:c>'),
        sheet('<c r="A1"><f>1/0</f></c>'),
        sheet('<c r="A1"><x:f>1/0</x:f></c>'),
        sheet("<!-- c --><c r='A1'/>"),
        sheet('<c r="A1"><v>1</v></c>', HEAD.replace("UTF-8", "UTF-16")),
        sheet('<c r="A1" t="e"><v>#N/A</v></c>', HEAD.replace("UTF-8", "UTF-16")).decode().encode("utf-16"),
        sheet('<c r="A1" t="e"><v>#N/A</v></c>', "<worksheet><sheetData>").decode().encode("utf-16"),
        sheet('<c r="A1"><v>1</v></c>')[:-9],
        b"",
    ],
)
def test_what_could_hide_a_cell_is_walked_through(xml):
    assert plain_sheet.extent(xml) is None


CELLS = st.builds(
    "<{p}c{space}{place}{kind}>{inner}</{p}c>".format,
    p=st.sampled_from(["", "", "x:"]),
    space=st.sampled_from([" ", " ", "\n", "  "]),
    place=st.sampled_from(['r="A1"', 'r="C7"', "r='B3'", "", 'r="AA100"', 's="1" r="D2"']),
    kind=st.sampled_from(["", ' t="n"', ' t="e"', ' t="str"', " t='e'", ' s="2" t="s"', ' t="s" s="2"', ' t="d"']),
    inner=st.sampled_from(
        ["", "<v>1</v>", "<f>A1</f>", "<f/><v>2</v>", "<x:f>1</x:f>", "<v>&lt;c t=&quot;e&quot;/></v>"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(cells=st.lists(CELLS, max_size=6))
def test_whatever_is_plain_hides_nothing(cells):
    xml = sheet("".join(cells))
    plain = plain_sheet.extent(xml)
    with pytest.MonkeyPatch.context() as changed:
        try:
            outcome = walked(xml, changed)
        except lost_cells.Unreadable:
            outcome = None
    assert plain is None or outcome == ({}, plain)
