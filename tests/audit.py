"""Compares every pinned package with the known vulnerabilities: `python -m tests.audit`, a part of `make check`.

A vulnerability fails the check. Where the service cannot be reached it says so and lets the check go on, because the rest of
the check must work offline; with AUDIT_VERPLICHT=1 (a release, a nightly run) that fails too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.database import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-audit.lock")
REQUIRED = "AUDIT_VERPLICHT"
PATIENCE = 120


def verdict(packages: Sequence[Mapping[str, Any]], required: bool) -> tuple[int, list[str]]:
    """Exit code and lines for what pip-audit found of each package: its vulnerabilities, or why it was skipped."""
    found = [
        f"{package['name']} {package['version']}: {', '.join([weakness['id'], *weakness['aliases']])}"
        f" (opgelost in {', '.join(weakness['fix_versions']) or 'nog geen versie'})"
        for package in packages
        for weakness in package.get("vulns", ())
    ]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    checked = len(packages) - len(skipped)
    lines = [*found, f"pip-audit: {checked} van de {len(packages)} pakketten nagekeken, {len(found)} kwetsbaarheden."]
    if skipped:
        lines.append(
            f"NIET NAGEKEKEN: {len(skipped)} pakketten zijn bij de dienst niet gevonden ({', '.join(skipped[:5])} …)."
        )
    if not packages:
        lines = ["NIET NAGEKEKEN: de dienst met kwetsbaarheden is niet bereikbaar."]
    return (1 if found or (required and (skipped or not packages)) else 0), lines


def audited(lock: str) -> list[dict[str, Any]]:
    """What pip-audit says of every package of a lock file; empty when it could not ask."""
    command = [
        "-r",
        lock,
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--timeout",
        "10",
    ]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *command],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return packages


def main() -> int:
    """Look at every lock file; 1 when a package is vulnerable."""
    codes = []
    for lock in LOCKS:
        code, lines = verdict(audited(lock), os.environ.get(REQUIRED) == "1")
        codes.append(code)
        print("\n".join(f"{lock}: {line}" for line in lines))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
