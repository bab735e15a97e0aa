"""A real OpenID Connect provider on loopback, from npm, pinned by its lock file."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import end

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "provider.js")
INSTALLING, STARTING = 60, 30
NOWHERE = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Unavailable(Exception):
    """There is no provider on this machine; the message says why."""


def installed(folder: Path) -> Path:
    """The provider with its packages, in a folder outside the repository; Unavailable without node, npm or the registry."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise Unavailable("node en npm zijn nodig voor de aanmelddienst van de test")
    for name in FILES:
        shutil.copyfile(HERE / name, folder / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    process = subprocess.Popen(command, cwd=folder, start_new_session=True, **NOWHERE)
    try:
        code = process.wait(INSTALLING)
    except subprocess.TimeoutExpired:
        code = None
    finally:
        end(process)
    if code != 0:
        why = f"na {INSTALLING} s nog niet klaar" if code is None else f"npm eindigde met {code}"
        raise Unavailable(f"het npm-pakket oidc-provider kon niet geïnstalleerd worden: {why}")
    return folder / "provider.js"


@contextmanager
def provided(program: Path, port: int, redirect: str) -> Iterator[str]:
    """The issuer of a running provider that knows the monitor by its redirect address."""
    process = subprocess.Popen(
        ["node", str(program), str(port), redirect], cwd=program.parent, start_new_session=True, **NOWHERE
    )
    try:
        _answers(f"http://localhost:{port}/.well-known/openid-configuration", process)
        yield f"http://localhost:{port}"
    finally:
        end(process)


def _answers(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("de aanmelddienst start niet")
