"""Makes a Chromium available for the browser tests: `python -m tests.chromium`.

Finds one on PATH or that of Playwright; otherwise installs the system's package (as root on a Debian-like system) or
Playwright's own. It never fails: without a Chromium it says why, and the browser tests skip with that reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ABSENT = "Er is geen Chromium: voer 'python -m tests.chromium' uit met een internetverbinding."


def found() -> str | None:
    """The path of a Chromium on this machine, if there is one."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    return path if Path(path).exists() else None


def _installed() -> list[str]:
    """Try to install one; what went wrong on the way."""
    failures = []
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        failures.append(_tried("apt-get", "update") or _tried("apt-get", "install", "-y", "chromium"))
        if not failures[-1]:
            return []
    failures.append(_tried(sys.executable, "-m", "playwright", "install", "chromium"))
    return failures if failures[-1] else []


def _tried(*command: str) -> str:
    """Run a command quietly; its last line of complaint when it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, env=environment)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    lines = (done.stderr or done.stdout).strip().splitlines()
    return f"{' '.join(command)}: {lines[-1] if lines else done.returncode}"


def main() -> None:
    """Say in one line which Chromium the browser tests use, or why there is none."""
    path = found()
    if path:
        print(f"Chromium voor de browsertests: {path}")
        return
    failures = _installed()
    path = found()
    if path:
        print(f"Chromium voor de browsertests is geïnstalleerd: {path}")
    else:
        print(f"Geen Chromium, de browsertests worden overgeslagen ({'; '.join(failures) or 'onbekende reden'}).")


if __name__ == "__main__":
    main()
