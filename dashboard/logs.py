"""What the program writes down about itself: loads, snapshots, refusals and mishaps, as text or as JSON; nothing about readers.

A mishap is written as its kind and where it arose. Its message stays out: that could repeat what a reader typed or a figure.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from dashboard.settings import BadSetting

SETTING = "ACTIVERINGSMONITOR_LOG"
FORMS = ("tekst", "json")
OURS = logging.getLogger("dashboard")
OURS.addHandler(logging.NullHandler())
ROOT = Path(__file__).parents[1]


class Lines(logging.Formatter):
    """One line an event: `time level source event key=value …`, or the same as a JSON object."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        """The line of one event."""
        entry = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "bron": record.name,
            "gebeurtenis": record.getMessage(),
            **getattr(record, "feiten", {}),
            **_mishap(record),
        }
        if self.form == "json":
            return json.dumps(entry, ensure_ascii=False)
        head = " ".join(str(entry.pop(name)) for name in ("tijd", "niveau", "bron", "gebeurtenis"))
        return " ".join([head, *(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in entry.items())])


def _mishap(record: logging.LogRecord) -> dict[str, object]:
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if error is None:
        return {}
    frames = traceback.extract_tb(error.__traceback__)
    return {"fout": type(error).__name__, "plaats": [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames]}


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def form() -> str:
    """`tekst` or `json`, from the environment; empty when it does not say. BadSetting when it says anything else."""
    chosen = os.environ.get(SETTING, "")
    if chosen and chosen not in FORMS:
        raise BadSetting(f"{SETTING}: '{chosen}' bestaat niet. Kies uit: {', '.join(FORMS)}.")
    return chosen


def configure(serving: bool) -> None:
    """Write events to stderr: always while serving, on request for a single command (whose own words go there)."""
    chosen = form()
    OURS.handlers.clear()
    OURS.setLevel(logging.INFO)
    if chosen or serving:
        handler = logging.StreamHandler()
        handler.setFormatter(Lines(chosen or "tekst"))
        OURS.addHandler(handler)
    else:
        OURS.addHandler(logging.NullHandler())


def adopt() -> None:
    """Give the lines of the libraries, which brought handlers of their own, the same form and the same silence."""
    for name in logging.root.manager.loggerDict:
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(Lines(form() or "tekst"))


def event(name: str, level: int = logging.INFO, **facts: object) -> None:
    """Write one event with its facts: ids of snapshots, names of delivered files, counts. Never anything about a reader."""
    OURS.log(level, name, extra={"feiten": facts})
