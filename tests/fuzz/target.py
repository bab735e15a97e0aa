"""One family of readers as a libFuzzer target: `python -m tests.fuzz.target <family> [libFuzzer's options]`."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib

import atheris

with atheris.instrument_imports(include=["dashboard.ingest", "dashboard.periods"]):
    from dashboard.ingest import recognise
    from tests.fuzz import readers

CELLS = (
    "", "0", "9", "-5", "1,5", "1e3", "44021", "11002", "21004", "99999", "2024", "2024-05", "2024-K1", "2023..2024",
    "202405", "2024-01-01", "31/12/9999", "<5", "1-3", "Gent", "gemeente", "vlaanderen:vlaanderen", "via IGS", "eigen",
    "ja", "hoog", "2025", "tijdvak", "voorbeeld", "=1+1", "<b>", "'", "\u202e", "É", "#REF!", "9" * 30,
)  # fmt: skip


def csv(data: bytes) -> None:
    """A text as it comes; a control character in front of it chooses the source it is said to be of."""
    sources, source = list(recognise.READERS), None
    if data[:1] and data[0] < len(sources):
        source, data = sources[data[0]], data[1:]
    readers.read(data, "TF_SOC_POP_STRUCT_2025.txt", source)


def cells(data: bytes) -> None:
    """A sheet whose header is right and whose cells are chosen from what readers look for, or free."""
    given = atheris.FuzzedDataProvider(data)
    from tests.test_ingest_hostile import KINDS

    kind = KINDS[given.PickValueInList(list(KINDS))]
    if kind.header < 0 or kind.text_is_missing:
        return
    rows = [list(row) for row in kind.rows[: kind.header + 1]]
    for _ in range(given.ConsumeIntInRange(0, 6)):
        rows.append([_cell(given) for _ in range(len(kind.rows[-1]))])
    if given.ConsumeBool() and rows:
        row = given.PickValueInList(rows)
        row[given.ConsumeIntInRange(0, len(row) - 1)] = _cell(given)
    lines = "\r\n".join(";".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    readers.read(lines.encode("utf-8", "replace"), "f.csv", kind.source)


def _cell(given: atheris.FuzzedDataProvider) -> str:
    if given.ConsumeIntInRange(0, 3):
        return given.PickValueInList(list(CELLS))
    return given.ConsumeUnicodeNoSurrogates(12).replace("\x00", "")


def book(data: bytes) -> None:
    """A workbook that is walked through before it is read, so that it is safe even in this process."""
    readers.read(data, "f.xlsx")


def old_book(data: bytes) -> None:
    """A workbook of the binary kinds, which only its own process keeps within bounds."""
    readers.apart_from(lambda: readers.read(data, "f.xlsb" if data.startswith(b"PK") else "f.xls"))


def areas(data: bytes) -> None:
    """A GeoJSON, a GeoPackage or a packed shapefile, whichever it looks like."""
    if data.startswith(b"PK"):
        readers.apart_from(lambda: readers.read_map(data, ".zip"))
    elif data.startswith(b"SQLite"):
        readers.apart_from(lambda: readers.read_map(data, ".gpkg"))
    else:
        readers.read_map(data, ".geojson")


def mutate_parts(data: bytes, most: int, seed: int) -> bytes:
    """Change one part of an archive, not its packing, so that the change reaches the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        names = sorted(
            name for name in parts if name.endswith((".xml", ".rels", ".bin", ".shp", ".dbf", ".shx", ".prj"))
        )
        chosen = names[seed % len(names)] if names else ""
        sheets = [name for name in names if "sheet" in name or name == "content.xml"]
        if seed % 3 and sheets:
            chosen = sheets[seed % len(sheets)]
    except (
        zipfile.BadZipFile,
        IndexError,
        ValueError,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ):
        return atheris.Mutate(data, most)
    if not chosen:
        return atheris.Mutate(data, most)
    parts[chosen] = atheris.Mutate(parts[chosen], max(len(parts[chosen]) + 200, 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    changed = buffer.getvalue()
    return changed if len(changed) <= most else atheris.Mutate(data, most)


TARGETS = {"csv": csv, "cellen": cells, "xlsx": book, "ods": book, "xls": old_book, "xlsb": old_book, "kaart": areas}

if __name__ == "__main__":
    family = sys.argv.pop(1)
    packed = {"custom_mutator": mutate_parts} if family in ("xlsx", "xlsb", "ods", "kaart") else {}
    atheris.Setup(sys.argv, TARGETS[family], **packed)
    atheris.Fuzz()
