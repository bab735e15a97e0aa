"""What the program is made of: every package pinned with its hashes, and known vulnerabilities that stop the check."""

import re

import pytest

from dashboard.database import ROOT
from tests.audit import LOCKS, verdict

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)
CLEAN = {"name": "plotly", "version": "7.1.0", "vulns": []}
WEAK = {
    "name": "jinja2",
    "version": "3.1.2",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-2024-1"], "fix_versions": ["3.1.3"]}],
}
UNKNOWN = {"name": "watchdog", "skip_reason": "Dependency not found"}


def pins(name: str) -> set[tuple[str, str]]:
    found = PIN.findall((ROOT / name).read_text(encoding="utf-8"))
    return {(re.sub(r"[-_.]+", "-", package).lower(), version) for package, version in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_what_is_asked_and_a_hash_for_everything(lock):
    assert pins(lock.replace(".lock", ".txt")) <= pins(lock)
    text = (ROOT / lock).read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[a-z0-9])", text.split("\n", 2)[2]):
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text


def test_tests_run_with_the_versions_that_are_served():
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_a_vulnerable_package_stops_the_check_and_is_named():
    code, lines = verdict([CLEAN, WEAK], required=False)
    assert code == 1
    assert lines[0] == "jinja2 3.1.2: PYSEC-1, CVE-2024-1 (opgelost in 3.1.3)"


@pytest.mark.parametrize(("packages", "words"), [([CLEAN, UNKNOWN], "1 pakketten"), ([], "niet bereikbaar")])
def test_what_could_not_be_asked_is_said_aloud_and_fails_only_where_it_must(packages, words):
    code, lines = verdict(packages, required=False)
    assert code == 0
    assert "NIET NAGEKEKEN" in lines[-1]
    assert words in lines[-1]
    assert verdict(packages, required=True)[0] == 1


def test_all_clean_is_all_clean():
    assert verdict([CLEAN], required=True) == (0, ["pip-audit: 1 van de 1 pakketten nagekeken, 0 kwetsbaarheden."])
