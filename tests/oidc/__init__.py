"""A real OpenID Connect provider on loopback, from npm, pinned by its lock file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "provider.js")
INSTALLING = 60


class Unavailable(Exception):
    """There is no provider on this machine; the message says why."""


def installed(folder: Path) -> Path:
    """The provider with its packages, in a folder outside the repository; Unavailable without node, npm or the registry."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise Unavailable("node en npm zijn nodig voor de aanmelddienst van de test")
    for name in FILES:
        shutil.copyfile(HERE / name, folder / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, timeout=INSTALLING, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise Unavailable("het npm-pakket oidc-provider kon niet geïnstalleerd worden") from error
    return folder / "provider.js"


@contextmanager
def provided(program: Path, port: int, redirect: str) -> Iterator[str]:
    """The issuer of a running provider that knows the monitor by its redirect address."""
    process = subprocess.Popen(
        ["node", str(program), str(port), redirect],
        cwd=program.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        if process.stdout is None or "klaar" not in process.stdout.readline():
            raise RuntimeError("de aanmelddienst start niet")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
