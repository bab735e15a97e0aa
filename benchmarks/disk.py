"""Disks that refuse: a small file system to fill, a limit on file size, a folder one may not write in."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.snapshots import Storage

NOBODY = 65534


@contextmanager
def own(folder: Path) -> Iterator[bool]:
    """A small file system of the harness' own where it may mount one; whether it could."""
    folder.mkdir()
    mounted = os.getuid() == 0 and not _command("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(folder))
    try:
        yield mounted
    finally:
        if mounted:
            _command("umount", str(folder))


def _command(*words: str) -> int:
    return subprocess.run(words, check=False, capture_output=True, timeout=30).returncode


def fill(folder: Path, left: int) -> Path:
    """A file that takes all of a disk but some bytes."""
    filler = folder / "vulling"
    with filler.open("wb") as handle:
        os.posix_fallocate(handle.fileno(), 0, shutil.disk_usage(folder).free - left)
    return filler


def limited(work: Callable[[], object], size: int) -> None:
    """Do something while no file may grow beyond a size: to a program the same as a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    work()


def powerless(work: Callable[[], object], place: Storage) -> None:
    """Do something as a user who may read the storage but not write in it."""
    if os.getuid() == 0:
        os.setuid(NOBODY)
    else:
        for folder in (place.snapshots, place.received):
            folder.chmod(0o555)
    try:
        work()
    finally:
        if os.getuid() != NOBODY:
            for folder in (place.snapshots, place.received):
                folder.chmod(0o755)
