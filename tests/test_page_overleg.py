"""The page of the briefing pack: choices in the address, findings first, and files from a process of its own."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from dashboard.snapshots import Snapshot, Storage
from dashboard.store import overleg
from tests.pages import heading, notices, opened, words

PAGE = "overleg"
FEW = {
    "gebied": "regiegebied:maasland",
    "soort": "regiegebied",
    "indicatoren": "leefloon",
    "onderdelen": "vragen+leden",
}


@pytest.fixture(autouse=True)
def _served_storage(opslag: Storage, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot):
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))


def test_it_shows_the_findings_in_the_chosen_order_and_makes_the_files(monkeypatch: pytest.MonkeyPatch):
    asked: list[list[str]] = []

    def run(arguments: list[str]) -> Generator[str]:
        """Stands for the other process: writes the files it was asked for."""
        asked.append(arguments)
        yield "Cijfers lezen"
        for path in arguments[arguments.index("--uit") + 1 :]:
            with open(path, "wb") as file:  # noqa: PTH123
                file.write(b"inhoud")

    monkeypatch.setattr(overleg, "_run", run)
    app = opened(PAGE, **FEW)
    text = words(app)
    assert heading(app) == "Geen enkel gekozen cijfer valt zeker op: drie algemene vragen voor het overleg."
    assert text.index("Drie vragen voor het overleg") < text.index("De gemeenten van het gebied")
    assert notices(app) == []
    app.button(key="maak_pakket").click().run()
    assert notices(app) == ["De drie bestanden staan klaar."]
    names = [button.proto.label for button in app.get("download_button")]
    assert names == ["Download dia's (PowerPoint)", "Download verslag (PDF)", "Download cijfers (Excel)"]
    assert asked[0][:3] == ["report", "--gebied", "regiegebied:maasland"]
    assert asked[0][asked[0].index("--onderdelen") + 1] == "vragen,leden"
    app.run()
    assert len(asked) == 1


def test_a_failure_of_the_other_process_is_said_in_dutch(monkeypatch: pytest.MonkeyPatch):
    def run(arguments: list[str]) -> Generator[str]:
        yield "Cijfers lezen"
        raise overleg.NotMade("Het snapshot is weg.")

    monkeypatch.setattr(overleg, "_run", run)
    app = opened(PAGE, **FEW | {"onderdelen": "bronnen"})
    app.button(key="maak_pakket").click().run()
    assert notices(app) == ["Het snapshot is weg."]
    assert not app.get("download_button")


def test_unknown_values_are_named_and_replaced():
    app = opened(
        PAGE, gebied="Mars", indicatoren="geluk+leefloon", onderdelen="slot", vorige="2040-01", periode="1999-01"
    )
    said = " ".join(notices(app))
    assert "'Mars' is geen gebied waarvoor we een pakket maken. U ziet nu Antwerpen (regiegebied)." in said
    assert "Niet beschikbaar: geluk. U ziet nu Leefloon." in said
    assert "Niet beschikbaar: slot." in said
    assert "Vorige overleg: '2040-01' is hier niet beschikbaar. U ziet nu september 2024." in said
    assert "Maand: '1999-01' is hier niet beschikbaar. U ziet nu september 2025." in said


def test_a_command_that_fails_tells_its_own_last_sentence_and_lets_the_next_one_begin():
    wanted = overleg.Wanted(overleg.Choices("regiegebied", "Maasland", "", "", "", (), ()), "geen-snapshot", "http://x")
    for _ in range(2):
        with pytest.raises(overleg.NotMade, match="Snapshot 'geen-snapshot' bestaat niet"):
            list(overleg.made(wanted))
    assert overleg.kept(wanted) is None
