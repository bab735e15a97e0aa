"""The examples for analysts do what they say, on what `export` writes."""

import re
import subprocess
import sys

import pandas as pd
import pytest

from dashboard.__main__ import main
from dashboard.catalogue import ROOT
from dashboard.figures import CONTRACT

GUIDE = (ROOT / "docs" / "analyse.md").read_text(encoding="utf-8")
GROUP = "Eeklo", "Kaprijke", "Maldegem"


def example(language: str) -> str:
    """The example of the guide in a language."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def exported(opslag, tmp_path_factory):
    """The folder with the file the guide's first command writes."""
    folder = tmp_path_factory.mktemp("analyse")
    command = next(line for line in GUIDE.splitlines() if "leefloongraad.csv" in line).split()[3:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
        patch.chdir(folder)
        with pytest.raises(SystemExit) as left:
            raise SystemExit(main(command))
    assert not left.value.code
    return folder


def test_the_python_example_runs_and_gives_the_figure_of_the_group(exported):
    done = subprocess.run(
        [sys.executable, "-c", example("python")], cwd=exported, capture_output=True, text=True, check=True
    )
    frame = pd.read_csv(exported / "leefloongraad.csv", dtype={"gebied_id": str})
    own = frame[frame["gebied"].isin(GROUP)]
    assert len(own) == len(GROUP)
    value = f"{1000 * own['teller'].sum() / own['noemer'].sum():.1f}"
    assert done.stdout.splitlines()[-1] == f"Groep: {value} tot {value} per 1.000 inwoners"
    assert len(done.stdout.splitlines()) == 12


@pytest.mark.parametrize("language", ["python", "r"])
def test_the_examples_name_columns_that_are_exported(language):
    named = re.findall(r"\$(\w+)|\[\"(\w+)\"\]|\"(stab_\w+)\"", example(language))
    columns = {name for names in named for name in names if name}
    assert columns
    assert columns <= {*CONTRACT}


def test_the_formulas_name_columns_that_are_exported():
    columns = set(re.findall(r"Cijfers\[(\w+)\]", GUIDE))
    assert columns
    assert columns <= {*CONTRACT}
