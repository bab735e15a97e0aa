"""Opens a delivered file of any accepted kind as sheets of cells, within limits and without believing anything in it yet."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.ingest import texts, workbooks
from dashboard.ingest.faults import Fault, Refused
from dashboard.ingest.limits import Limits, TooLarge, beyond, limits

WORKBOOKS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".txt", ".tsv"}
MERGED = workbooks.MERGED


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name ('' for a text file) and its rows; row 1 of the file is `rows[0]`."""

    naam: str
    rows: list[list[Any]]

    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell not in ("", None) for row in self.rows for cell in row)


@dataclass(frozen=True)
class Delivered:
    """A file as it came in: its name, the hash that identifies its content, and its sheets."""

    naam: str
    sha256: str
    sheets: list[Sheet]


def open_file(path: Path, name: str | None = None) -> Delivered:
    """Read a workbook or a delimited text; Refused when it is neither, unreadable, empty or beyond a limit."""
    name, known = name or path.name, limits()
    try:
        content = _content(path, name, known)
        suffix = Path(name).suffix.lower()
        if suffix in WORKBOOKS:
            sheets = [Sheet(sheet, rows) for sheet, rows in workbooks.sheets(content, known)]
        elif suffix in TEXTS:
            sheets = [Sheet("", texts.rows(content, known))]
        else:
            kinds = ", ".join(sorted(kind[1:].upper() for kind in WORKBOOKS | TEXTS))
            text = f"Dit soort bestand wordt niet gelezen. Gebruik een van deze: {kinds}."
            raise Refused(name, [Fault("", 0, "", text)])
    except TooLarge as error:
        raise Refused(name, [Fault("", 0, "", str(error))]) from error
    except workbooks.HoldsError as error:
        raise Refused(name, [Fault("", error.rij, "", str(error))]) from error
    except workbooks.Unreadable as error:
        raise Refused(name, [Fault("", 0, "", "Dit is geen leesbaar rekenblad (XLSX, XLS of ODS).")]) from error
    except texts.NoText as error:
        raise Refused(name, [Fault("", error.rij, "", str(error))]) from error
    if all(sheet.is_empty() for sheet in sheets):
        raise Refused(name, [Fault("", 0, "", "Het bestand is leeg.")])
    return Delivered(name, hashlib.sha256(content).hexdigest(), sheets)


def first_sheet(file: Delivered) -> Sheet:
    """The first sheet that holds something."""
    return next(sheet for sheet in file.sheets if not sheet.is_empty())


def _content(path: Path, name: str, known: Limits) -> bytes:
    """The bytes of a file, never more than the limit; a pipe or a device, which may never end, is not opened."""
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise Refused(name, [Fault("", 0, "", "Dit is een map.")])
        if not stat.S_ISREG(kind.st_mode):
            raise Refused(name, [Fault("", 0, "", "Dit is geen gewoon bestand.")])
        if kind.st_size > known.file_bytes:
            raise TooLarge(beyond("Dit bestand is te groot om te lezen.", "bestand_mb", known))
        with path.open("rb") as handle:
            content = handle.read(known.file_bytes + 1)
    except FileNotFoundError as error:
        raise Refused(name, [Fault("", 0, "", "Dit bestand bestaat niet.")]) from error
    except (OSError, ValueError) as error:  # a name with a nul is a ValueError
        why = "Het bestand kan niet gelezen worden. Controleer de leesrechten."
        raise Refused(name, [Fault("", 0, "", why)]) from error
    if len(content) > known.file_bytes:
        raise TooLarge(beyond("Dit bestand is te groot om te lezen.", "bestand_mb", known))
    return content
