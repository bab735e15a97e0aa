"""`make fuzz`: every reader against what libFuzzer makes of the corpus, led by the code it reaches (atheris).

`python -m tests.fuzz [--seconden 600] [--soort csv ...] [--bevindingen MAP]`. Each family runs its share of the time in a
process of its own; what libFuzzer adds to the corpus is thrown away, a finding is kept and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.seeds import CORPUS
from tests.processes import end

FAMILIES = ("cellen", "csv", "xlsx", "ods", "xls", "xlsb", "kaart")
LONGEST_INPUT = {"xlsx": 40_000, "ods": 40_000, "xls": 40_000, "xlsb": 40_000, "kaart": 40_000}
SECONDS_AN_INPUT = 30
MEMORY_MB = 3_000
MARGIN = 120


def main() -> int:
    """Run each family for its share of the time; 1 when one of them found something."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconden", type=int, default=600)
    parser.add_argument("--soort", action="append", choices=FAMILIES)
    parser.add_argument("--bevindingen", type=Path, default=Path("bevindingen"))
    options = parser.parse_args()
    chosen = options.soort or FAMILIES
    options.bevindingen.mkdir(parents=True, exist_ok=True)
    failed = [family for family in chosen if not _run(family, options.seconden // len(chosen), options.bevindingen)]
    print(f"Bevindingen in: {', '.join(failed)} (zie {options.bevindingen})." if failed else "Geen bevindingen.")
    return bool(failed)


def _run(family: str, seconds: int, findings: Path) -> bool:
    with tempfile.TemporaryDirectory() as grown:
        command = [
            sys.executable, "-m", "tests.fuzz.target", family, grown, str(_seeds(family)),
            f"-max_total_time={seconds}", f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEMORY_MB}",
            f"-max_len={LONGEST_INPUT.get(family, 4096)}", f"-artifact_prefix={findings / family}-",
            f"-seed={random.randrange(1, 2**31)}", "-print_final_stats=1", "-verbosity=1",
        ]  # fmt: skip
        process = subprocess.Popen(command, env=os.environ | {"TMPDIR": grown}, start_new_session=True)
        try:
            return process.wait(2 * seconds + MARGIN) == 0
        except subprocess.TimeoutExpired:
            print(f"{family}: na {2 * seconds + MARGIN} s nog bezig.")
            return False
        finally:
            end(process)


def _seeds(family: str) -> Path:
    return CORPUS / ("csv" if family == "cellen" else family)


if __name__ == "__main__":
    sys.exit(main())
