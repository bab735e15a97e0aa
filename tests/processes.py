"""A program run by a test: never waited for longer than it may take, and ended with all it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.database import ROOT

GRACE = 10


@dataclass(frozen=True)
class Ended:
    """How a program ended: its exit code and what it said."""

    code: int
    out: str
    err: str


def python(*arguments: str, seconds: float, settings: Mapping[str, str] | None = None) -> Ended:
    """Run Python from the root of the project; AssertionError with what it said when it takes longer."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), **(settings or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            end(process)
        out.seek(0)
        err.seek(0)
        ended = Ended(code or 0, out.read(), err.read())
    assert code is not None, f"na {seconds:.0f} s nog bezig: {ended}"
    return ended


def end(process: subprocess.Popen) -> None:
    """End a program that leads a session of its own, and whatever it started: kindly first."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
    process.wait(GRACE)
