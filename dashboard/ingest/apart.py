"""Reads a file in a process of its own, with limits on memory and time, so that no file can take the monitor with it.

The libraries that open workbooks and maps are native: what goes wrong in them can end the process, and nothing in Python can
interrupt them. The process is a copy of this one (fork), so it starts at once. It closes every file of its parent first, among
them the lock of a load, and never tidies what its parent made: the threads behind a database do not exist in the copy. Its limit
is processor time, because on a busy machine the clock says nothing about the file; one that stands still is ended too.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import pickle
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from dashboard.ingest.faults import Fault, Refused, Unfit
from dashboard.ingest.limits import Limits, beyond, limits

Outcome = TypeVar("Outcome")
BLOCK = 1 << 20
STILL, PATIENCE = (
    60.0,
    10,
)  # seconds without any work; how many times its processor time the whole may take on a busy machine
BUG = "Dit bestand kon niet gelezen worden door een fout in dit programma. Meld dit aan wie de monitor onderhoudt."
DIED = "Dit bestand kon niet gelezen worden: het is beschadigd, of er is meer geheugen voor nodig."
SLOW = "Dit bestand lezen duurde te lang."
LOG = logging.getLogger(__name__)


def apart(name: str, work: Callable[[], Outcome]) -> Outcome:
    """What `work` returns, computed apart; Refused about the file `name` when it took too much, died or failed.

    Refused and Unfit of `work` come through as they are; what it returns must be picklable.
    """
    known = limits()
    receiver, sender = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _work(sender, work, known)
    os.close(sender)
    try:
        answer = _answer(receiver, child, known.seconden)
        slow = False
    except TimeoutError:
        answer, slow = b"", True
    finally:
        os.close(receiver)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if slow or os.waitstatus_to_exitcode(status) == -signal.SIGXCPU:
        raise Refused(name, [Fault("", 0, "", beyond(SLOW, "seconden", known))])
    try:
        kind, value = pickle.loads(answer)
    except (EOFError, pickle.UnpicklingError) as error:
        raise Refused(name, [Fault("", 0, "", beyond(DIED, "geheugen_mb", known))]) from error
    if kind == "fout":
        raise value
    if kind == "fout in dit programma":
        LOG.error("Reading %r failed: %s", name, value)
        raise Refused(name, [Fault("", 0, "", BUG)])
    return value


def _answer(receiver: int, child: int, seconds: int) -> bytes:
    """Everything the child writes until it closes the pipe; TimeoutError when it stands still or takes far too long."""
    poll = select.poll()
    poll.register(receiver, select.POLLIN | select.POLLHUP)
    parts: list[bytes] = []
    began = moved = time.monotonic()
    used = -1.0
    while True:
        if poll.poll(1000):
            part = os.read(receiver, BLOCK)
            if not part:
                return b"".join(parts)
            parts.append(part)
        now, before, used = time.monotonic(), used, _processor_time(child)
        if used > before:
            moved = now
        if now - moved > min(STILL, PATIENCE * seconds) or now - began > PATIENCE * seconds:
            raise TimeoutError


def _processor_time(process: int) -> float:
    """The seconds of processor a process has used; the clock where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _work(sender: int, work: Callable[[], Any], known: Limits) -> NoReturn:
    """In the child: do the work and write (kind, value); leaves the process without any of its parent's endings."""
    code = 1
    try:
        pipe = os.dup2(sender, 3)
        os.closerange(4, 1 << 16)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for own in (0, 1, 2):  # what a native library says when it dies is for nobody, and nobody waits for its end
            os.dup2(nowhere, own)
        gc.freeze()  # to collect a database of the parent here ends in a crash, or never
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _bound(known)
        with contextlib.suppress(MemoryError), os.fdopen(pipe, "wb") as handle:
            handle.write(_done(work))
            code = 0
    finally:
        os._exit(code)


def _done(work: Callable[[], Any]) -> bytes:
    try:
        return pickle.dumps(("klaar", work()), pickle.HIGHEST_PROTOCOL)
    except (Refused, Unfit) as error:
        return pickle.dumps(("fout", error))
    except MemoryError:
        raise
    except BaseException as error:  # whatever a file makes of the program, the parent must hear it
        import traceback

        return pickle.dumps(("fout in dit programma", "".join(traceback.format_exception(error))))


def _bound(known: Limits) -> None:
    """Memory on top of what the copy has, seconds of processor on top of none, and no file left behind when it crashes."""
    statm = Path("/proc/self/statm")
    present = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    most = present + known.geheugen_mb * 1_000_000
    for kind, size in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, known.seconden),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
