"""A server of its own for a measurement, the monitor or the empty page, with its memory; stopped when the measurement ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.database import ROOT
from dashboard.installation import LISTEN, PATH

MONITOR = ("-m", "dashboard", "serve")
EMPTY = ("-m", "benchmarks.empty_server")
PATIENCE = 120.0
POLL = 0.01


@dataclass
class Server:
    """A server that answers: where, as which process, and how long it took from its start until it was healthy."""

    address: str
    process: subprocess.Popen[bytes]
    start_ms: float
    log: Path

    def memory_mb(self) -> float:
        """The memory the process has in use now (RSS)."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def cpu_seconds(self) -> float:
        """The processor time the process has used until now."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(
    command: Sequence[str],
    storage: Path,
    port: int | None = None,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A server with this storage folder on a port of its own, stopped afterwards; RuntimeError with its log when it fails."""
    server = start(command, storage, port, variables)
    try:
        yield server
    finally:
        stop(server)


def start(
    command: Sequence[str],
    storage: Path,
    port: int | None = None,
    variables: Mapping[str, str] | None = None,
) -> Server:
    """Start a server and wait until it is healthy."""
    port = port or free_port()
    log = Path(tempfile.mkdtemp(prefix="meting-")) / "log.txt"
    given = environment(storage) | dict(variables or {})
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            cwd=ROOT,
            env=given,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    path = given.get(PATH, "").strip("/")
    root = f"http://127.0.0.1:{port}" + (f"/{path}" if path else "")
    server = Server(root, process, 0.0, log)
    try:
        wait_healthy(server, began)
    except (RuntimeError, TimeoutError):
        stop(server)
        raise
    server.start_ms = (time.perf_counter() - began) * 1000
    return server


def stop(server: Server) -> None:
    """Stop a server; kill it when it does not listen."""
    server.process.terminate()
    try:
        server.process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait(timeout=10)


def wait_healthy(server: Server, began: float) -> None:
    """Wait until a server says it is healthy."""
    while time.perf_counter() - began < PATIENCE:
        if server.process.poll() is not None:
            raise RuntimeError(f"de server stopte meteen:\n{server.log.read_text(encoding='utf-8')}")
        try:
            with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(POLL)
    raise TimeoutError("de server antwoordt niet")


def environment(storage: Path) -> dict[str, str]:
    """The variables of a measured process: its own storage, no request for boundaries, the loopback only."""
    return os.environ | {
        "ACTIVERINGSMONITOR_OPSLAG": str(storage),
        "ACTIVERINGSMONITOR_GRENZEN": "",
        LISTEN: "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
