"""Makes a load or a rollback count as a whole: the journal of received files and CURRENT change both, or neither does.

Both new contents are written to one file first. From the moment that file has its name the change is decided, and
whoever comes next finishes it; before that moment nothing has changed.
"""

from __future__ import annotations

import json

from dashboard.ingest import durable
from dashboard.ingest.received import JOURNAL
from dashboard.snapshots import Storage


def decide(place: Storage, name: str, journal: str) -> None:
    """Put a snapshot in force together with the journal that leads to it (empty: no file was ever received)."""
    durable.replace(place.decision, json.dumps({"snapshot": name, "volgorde": journal}, ensure_ascii=False))
    finish(place)


def finish(place: Storage) -> str:
    """Carry out what was decided and not finished; the snapshot it put in force, '' when nothing was open."""
    if not place.decision.is_file():
        return ""
    decided = json.loads(place.decision.read_text(encoding="utf-8"))
    journal, text = place.received / JOURNAL, decided["volgorde"]
    if text and not (journal.is_file() and journal.read_text(encoding="utf-8") == text):
        place.received.mkdir(parents=True, exist_ok=True)
        durable.replace(journal, text)
    put_in_force(place, decided["snapshot"])
    place.decision.unlink()
    durable.flush(place.snapshots)
    return str(decided["snapshot"])


def put_in_force(place: Storage, name: str) -> None:
    """Let CURRENT name this snapshot."""
    durable.replace(place.current, f"{name}\n")
