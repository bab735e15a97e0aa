"""A pack as a report: a tagged PDF (PDF/UA-1) of A4 pages, the same bytes for the same pack."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import typst

from dashboard.report.pack import Pack
from dashboard.report.printed import data

TEMPLATE = Path(__file__).parent / "paper.typ"
MOST_PAGES = 8
SETTINGS = ("nee", "ja", "dichtst")
WEIGHTS = ("Regular", "It", "Semibold", "Bold")


def pdf(pack: Pack) -> bytes:
    """The report of a pack: title, contents, a section for every part, the figures behind the lines, and definitions.

    A pack that would run over MOST_PAGES is set closer, and with very many parts closer still: then its charts stand in pairs
    and the figures behind the lines are left to the workbook.
    Raises typst.TypstError where the file would not be a valid PDF/UA-1.
    """
    content = json.dumps(data(pack), ensure_ascii=False, allow_nan=False)
    for setting in SETTINGS:
        report = _report(content, setting)
        if setting == SETTINGS[-1] or int(report.query("<bladzijden>", field="value", one=True)) <= MOST_PAGES:
            break
    moment = datetime.combine(pack.datum, time(), UTC)
    made = report.compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError("typst gaf geen PDF-bestand terug")
    return made


def _report(content: str, setting: str) -> typst.Compiler:
    inputs = {"pack": content, "dicht": setting}
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_letters(), sys_inputs=inputs)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """The four weights of the report in a folder of their own, for as long as the program runs.

    The package also has the same weights as OTF, which would win or lose by the order of its folder.
    """
    folder = tempfile.TemporaryDirectory(prefix="activeringsmonitor-")
    with as_file(files("font_source_sans_pro") / "files") as source:
        for weight in WEIGHTS:
            shutil.copy(source / f"SourceSansPro-{weight}.ttf", folder.name)
    return folder


@cache
def _letters() -> typst.Fonts:
    """Those weights and nothing of the machine: other fonts there must not change the file."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder().name])
