"""The checksums of a snapshot's files, in the format of `sha256sum -c`, so that damage on the disk is seen and named."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"


def of_file(path: Path) -> str:
    """The SHA-256 of one file; OSError when it cannot be read."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def text(folder: Path) -> str:
    """One line a file of a folder, `<sha256>  <name>` in name order; the list itself is left out."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(f"{of_file(path)}  {path.name}\n" for path in files)


def damaged(folder: Path, pattern: str = "*") -> list[str]:
    """The files that are altered, missing or too many according to the folder's list; none where there is no list.

    Snapshots made before there were lists have none: their content is guarded by the hash in their name alone.
    """
    path = folder / SUMS
    if not path.is_file():
        return []
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in _lines(path))}
    present = {found.name for found in folder.glob(pattern) if found.name != SUMS}
    wanted = {name: digest for name, digest in listed.items() if Path(name).match(pattern)}
    return sorted(
        name for name in present | wanted.keys() if name not in present or _sum(folder / name) != wanted.get(name)
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _sum(path: Path) -> str:
    try:
        return of_file(path)
    except OSError:
        return "onleesbaar"
