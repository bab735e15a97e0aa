"""Writes that survive a power cut: the content reaches the disk before the name does, and the name before we go on."""

from __future__ import annotations

import os
from pathlib import Path

PARTIAL = ".deel"


def replace(target: Path, text: str) -> None:
    """Put a text in the place of a file at once; a crash or a full disk leaves the old one whole."""
    partial = target.with_name(f"{target.name}{PARTIAL}")
    try:
        partial.write_text(text, encoding="utf-8")
        flush(partial)
        partial.replace(target)
    except BaseException:
        _forget(partial)
        raise
    flush(target.parent)


def flush(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the half-written files that a killed process left."""
    for left in folder.glob(f"*{PARTIAL}"):
        _forget(left)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # a folder that became read-only: the next load removes it
        return
