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
WEIGHTS = ("Regular", "It", "Semibold", "Bold")


def pdf(pack: Pack) -> bytes:
    """The report of a pack: title, contents, a section for every part, the figures behind the lines, and definitions.

    Raises typst.TypstError where the file would not be a valid PDF/UA-1.
    """
    made = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_letters()).compile(
        format="pdf",
        sys_inputs={"pack": json.dumps(data(pack), ensure_ascii=False, allow_nan=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(pack.datum, time(), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gaf geen PDF-bestand terug")
    return made


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
