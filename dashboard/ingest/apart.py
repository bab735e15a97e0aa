"""Reads a file in a process of its own, with limits on memory and time, so that no file can take the monitor with it.

The libraries that open workbooks and maps are native: what goes wrong in them can end the process, and nothing in Python can
interrupt them. The process is a copy of this one (fork), so it starts at once. It closes every file of its parent first, among
them the lock of a load; the parent waits for it no longer than the limit and then ends it.
"""

from __future__ import annotations

import contextlib
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
        answer = _answer(receiver, time.monotonic() + known.seconden)
    except TimeoutError:
        raise Refused(name, [Fault("", 0, "", beyond(SLOW, "seconden", known))]) from None
    finally:
        os.close(receiver)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
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


def _answer(receiver: int, deadline: float) -> bytes:
    """Everything the child writes until it closes the pipe; TimeoutError after the deadline."""
    poll = select.poll()
    poll.register(receiver, select.POLLIN | select.POLLHUP)
    parts: list[bytes] = []
    while True:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise TimeoutError
        part = os.read(receiver, BLOCK)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _work(sender: int, work: Callable[[], Any], known: Limits) -> NoReturn:
    """In the child: do the work and write (kind, value); leaves the process without any of its parent's endings."""
    code = 1
    try:
        pipe = os.dup2(sender, 3)
        os.closerange(4, 1 << 16)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a native library says when it dies is not for a user
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
    """Memory on top of what the copy has, seconds of processor, and no file left behind when it crashes."""
    statm = Path("/proc/self/statm")
    present = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    most = present + known.geheugen_mb * 1_000_000
    for kind, size in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, known.seconden + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
