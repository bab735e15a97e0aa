"""One load or rollback at a time, and what the disk refuses said in Dutch. The kernel frees the lock of a killed process."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.snapshots import Storage

FULL = "De schijf is vol. Maak plaats waar de gegevens bewaard worden en probeer het opnieuw."
FORBIDDEN = "In de opslagmap mag niet geschreven worden. Geef het programma schrijfrechten en probeer het opnieuw."
BROKEN = "De opslagmap kan niet beschreven worden: de schijf meldt een fout. Kijk de schijf na en probeer het opnieuw."
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: FORBIDDEN,
    errno.EIO: BROKEN,
}
UNCHANGED = "Er is niets veranderd aan wat van kracht is."
DECIDED = "De wijziging is wel al bewaard: bij de volgende inlading of start van de server wordt ze afgemaakt."


class Busy(Exception):
    """Another load is under way; the message says so in Dutch."""


class Unwritable(OSError):
    """The storage cannot be written; the message says in Dutch why, what is in force and what to do."""


@contextmanager
def alone(place: Storage) -> Iterator[None]:
    """Hold the storage for one change; Busy when another process does, Unwritable when the disk refuses a write."""
    try:
        place.snapshots.mkdir(parents=True, exist_ok=True)
        with (place.snapshots / ".slot").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy("Er loopt al een andere inlading. Probeer het straks opnieuw.") from error
            yield
    except OSError as error:
        reason = REASONS.get(error.errno or 0)
        if reason is None:
            raise
        raise Unwritable(f"{reason} {DECIDED if place.decision.is_file() else UNCHANGED}") from error
