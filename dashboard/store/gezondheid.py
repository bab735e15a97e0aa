"""Whether the figures can be served: asked by who watches the server, answered by doing what a page does."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from threading import Lock

from dashboard import figures, logs, queries, store
from dashboard.catalogue import catalogue
from dashboard.figures import Question
from dashboard.snapshots import NoSnapshot

FRESH = 5.0
HEADLINE = "leefloon"
UNREADABLE = "De cijfers kunnen niet gelezen worden. Kijk in het logboek van de server."
EMPTY = "Het snapshot bevat geen cijfers."


@dataclass(frozen=True)
class Health:
    """gezond: whether the figures can be served; snapshot: which ones; reden: why not, in Dutch, without a path."""

    gezond: bool
    snapshot: str = ""
    reden: str = ""


class _Last:
    """The newest answer, so that asking often costs nothing; one question at a time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.health: Health | None = None
        self.until = 0.0


_LAST = _Last()


def health() -> Health:
    """The state of at most five seconds ago."""
    with _LAST.lock:
        now = time.monotonic()
        if _LAST.health is None or now >= _LAST.until:
            found = ask()
            if _LAST.health is None or found.gezond != _LAST.health.gezond:
                level = logging.INFO if found.gezond else logging.ERROR
                logs.event(
                    "gezond" if found.gezond else "niet gezond", level, snapshot=found.snapshot, reden=found.reden
                )
            _LAST.health, _LAST.until = found, now + FRESH
        return _LAST.health


def ask() -> Health:
    """Open the snapshot in force as a page does and compute one figure."""
    try:
        current = store.current_id()
    except NoSnapshot as error:
        return Health(False, reden=str(error))
    except Exception:  # whatever is wrong with the disk: the answer is that the figures cannot be served
        logs.OURS.exception("snapshot onleesbaar")
        return Health(False, reden=UNREADABLE)
    try:
        model = store.database(current)
        known = queries.momenten(model, indicator=HEADLINE, dimensie="")
        counted = known[known["telling"] == catalogue().indicatoren[HEADLINE].telling]
        if counted.empty:
            return Health(False, current, EMPTY)
        asked = Question(HEADLINE, "vlaanderen", (store.FLANDERS,), periode=str(counted["periode"].max()))
        frame = figures.figures(model, asked, current)
    except Exception:
        logs.OURS.exception("cijfers onleesbaar", extra={"feiten": {"snapshot": current}})
        return Health(False, current, UNREADABLE)
    return Health(True, current) if len(frame) else Health(False, current, EMPTY)
