"""`python -m dashboard report`: files by extension, exit codes, Dutch sentences, the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.snapshots import Snapshot, Storage

FEW = ["--onderdelen", "bronnen,vragen", "--indicatoren", "leefloon"]


@pytest.fixture(autouse=True)
def _storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_the_extension_chooses_the_file_and_the_same_choices_give_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    first, second = ([tmp_path / f"{name}{kind}" for kind in (".pptx", ".pdf", ".xlsx")] for name in "ab")
    for paths in (first, second):
        assert main(["report", "--gebied", "Maasland", *FEW, "--uit", *(str(path) for path in paths)]) == 0
    starts = [path.read_bytes()[:4] for path in first]
    assert starts == [b"PK\x03\x04", b"%PDF", b"PK\x03\x04"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert capsys.readouterr().err.splitlines()[:5] == [
        "Cijfers lezen", "Bronnen", "Drie vragen voor het overleg", "Dia's", "Verslag",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--gebied", "Maas"], "Geen regiegebied gevonden met de naam of code 'Maas'. Bedoelt u Maasland?"),
        (
            ["--gebied", "Maasland", "--vorige", "2030-01"],
            "Het vorige overleg (januari 2030) ligt niet voor september 2025",
        ),
        (["--gebied", "Maasland", "--snapshot", "2020-01-01-weg"], "Snapshot '2020-01-01-weg' bestaat niet (meer)."),
        (
            ["--gebied", "Maasland", "--uit", "/bestaat/niet/x.xlsx"],
            "'/bestaat/niet/x.xlsx' kan niet geschreven worden",
        ),
        (
            ["--gebied", "Maasland", "--sjabloon", "/bestaat/niet.potx"],
            "Het sjabloon '/bestaat/niet.potx' kan niet gelezen",
        ),
    ],
)
def test_wrong_input_ends_with_one(words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = [] if "--uit" in words else ["--uit", str(tmp_path / "x.xlsx")]
    assert main(["report", *FEW, *words, *out]) == 1
    assert said in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--gebied", "Maasland"], "dit ontbreekt: --uit."),
        (["--gebied", "Maasland", "--uit", "x.doc"], "'x.doc' eindigt niet op .pptx, .pdf of .xlsx."),
        (["--gebied", "Maasland", "--uit", "x.pdf", "--onderdelen", "slot"], "'slot' bestaat niet. Kies uit: situatie"),
        (
            ["--gebied", "Maasland", "--uit", "x.pdf", "--indicatoren", "geluk"],
            "'geluk' bestaat niet. Kies uit: leefloon",
        ),
        (["--gebied", "Maasland", "--uit", "x.pdf", "--periode", "2025"], "'2025' is geen maand. Schrijf JJJJ-MM."),
        (
            ["--gebied", "Gent", "--soort", "gemeente", "--uit", "x.pdf"],
            "'gemeente' bestaat niet. Kies uit: regiegebied",
        ),
    ],
)
def test_a_wrong_command_ends_with_two(words: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["report", *words])
    assert left.value.code == 2
    assert said in capsys.readouterr().err
