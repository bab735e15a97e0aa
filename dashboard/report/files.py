"""The pack as files: which writer makes which kind, imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.report.choices import BadChoice
from dashboard.report.pack import Pack
from dashboard.wording import listed

KINDS: Mapping[str, str] = {".pptx": "Dia's", ".pdf": "Verslag", ".xlsx": "Cijfers"}


def kind(path: Path) -> str:
    """The kind of file a name asks for; BadChoice for one that is not made here."""
    found = path.suffix.lower()
    if found not in KINDS:
        raise BadChoice(f"'{path.name}' eindigt niet op {listed(list(KINDS), 'of')}.")
    return found


def written(pack: Pack, kind: str, template: bytes | None = None) -> bytes:
    """The pack as a file of one kind. template: the PowerPoint design to use instead of the program's own."""
    writers: Mapping[str, Callable[[], bytes]] = {
        ".pptx": lambda: _slides(pack, template),
        ".pdf": lambda: _paper(pack),
        ".xlsx": lambda: _workbook(pack),
    }
    return writers[kind]()


def name(pack: Pack) -> str:
    """A file name without extension: what it is about, when, and whether it is a sample."""
    place = pack.keuzes.gebied_id.replace(":", "-")
    sample = "-voorbeeldcijfers" if pack.voorbeeld else ""
    return f"strategisch-overleg-{place}-{pack.keuzes.periode}{sample}"


def _slides(pack: Pack, template: bytes | None) -> bytes:
    from dashboard.report import slides

    return slides.pptx(pack, template)


def _paper(pack: Pack) -> bytes:
    from dashboard.report import paper

    return paper.pdf(pack)


def _workbook(pack: Pack) -> bytes:
    from dashboard.report import workbook

    return workbook.xlsx(pack)
