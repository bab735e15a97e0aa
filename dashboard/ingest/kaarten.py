"""Puts the drawings of the municipalities ready: computed ones by ourselves, official boundaries from a file or a service."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from dashboard.database import ROOT
from dashboard.drawings import drawings
from dashboard.ingest import grenzen_ophalen
from dashboard.ingest.faults import Unfit
from dashboard.snapshots import REFERENCE, Storage
from dashboard.wording import counted, day

TRIED = "geprobeerd.txt"
FIRST_TRY = 10.0
START_UP = 1.0
HOW = "U kunt ze zelf laden met: python -m dashboard boundaries"
FACTS = ("gemeenten.csv", "aangrenzend.csv", "grenscontact.csv")
METHODS = ("schematisch.py", "tegels.py", "tekening.py")


def prepare(place: Storage) -> None:
    """Draw the schematic map and the tile map, unless they lie ready and were made from the same facts and methods."""
    made_from = _made_from()
    ready = drawings(place)
    if all(form in ready and ready[form].uit == made_from for form in ("schematisch", "tegels")):
        return
    from dashboard.ingest import schematisch, tegels, tekening  # geometry libraries are slow to import

    for form in (schematisch, tegels):
        tekening.write(place, tekening.draw(form.FORM, form.SOURCE, form.areas(), made_from))


def _made_from() -> str:
    digest = hashlib.sha256()
    for path in (*(REFERENCE / name for name in FACTS), *(Path(__file__).parent / name for name in METHODS)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def load_file(place: Storage, path: Path) -> list[str]:
    """Draw the official map from a file; lines that say what was done. Unfit leaves the earlier drawing as it was."""
    return _load(place, path, path.name, f"Gemeentegrenzen uit het bestand {path.name}")


def load_service(place: Storage, seconds: float = grenzen_ophalen.PATIENCE) -> list[str]:
    """Fetch the official boundaries and draw them; every address is tried in turn within the time limit."""
    service = grenzen_ophalen.service()
    if service is None:
        raise Unfit("grenzen", f"Ophalen staat uit op deze computer ({grenzen_ophalen.OVERRIDE} is leeg).")
    faults: list[str] = []
    deadline = time.monotonic() + seconds
    for number, address in enumerate(service.adressen):
        try:
            left = (deadline - time.monotonic()) / (len(service.adressen) - number)
            content = grenzen_ophalen.fetch(address, max(left, 0))
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "antwoord.geojson"
                path.write_bytes(content)
                return _load(place, path, service.uitgever, service.bron)
        except Unfit as error:
            faults += str(error).splitlines()
    raise Unfit(service.uitgever, *dict.fromkeys(line.removeprefix(f"{service.uitgever}: ") for line in faults))


def _load(place: Storage, path: Path, name: str, source: str) -> list[str]:
    from dashboard.ingest import grenzen, tekening

    found = grenzen.read(path, name)
    text = f"Bron van de grenzen: {source}; geladen op {day(date.today())}, vereenvoudigd voor de kaart."
    tekening.write(place, grenzen.draw(found, text))
    notes = [f"{name}: {note}" for note in found.meldingen]
    return [*notes, f"{name}: grenzen van {counted(len(found.areas), 'gemeente', 'gemeenten')} geladen."]


def try_once(place: Storage) -> str:
    """At the very first start only: fetch the official boundaries for at most ten seconds; one line says what happened.

    '' when they are there already or were tried before. The note that it was tried is written first, so that nothing that
    goes wrong makes a later start try again. A process of its own does it, which can be stopped whatever it waits for.
    """
    if "officieel" in drawings(place) or grenzen_ophalen.service() is None:
        return ""
    try:
        place.grenzen.mkdir(parents=True, exist_ok=True)
        with (place.grenzen / TRIED).open("x", encoding="utf-8") as note:
            note.write(f"Automatisch ophalen geprobeerd op {date.today().isoformat()}.\n")
    except OSError:  # tried before, or nothing can be kept here
        return ""
    command = [sys.executable, "-m", "dashboard", "boundaries", "--tijd", str(FIRST_TRY - 2 * START_UP)]
    try:
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=FIRST_TRY, check=False)
    except subprocess.TimeoutExpired:
        return f"Officiële grenzen ophalen duurde te lang; de kaart is schematisch. {HOW}"
    if answer.returncode == 0:
        return "Officiële gemeentegrenzen opgehaald; de kaart gebruikt ze."
    why = (answer.stderr.strip().splitlines() or ["onbekende fout"])[0].rstrip(".")
    return f"Officiële grenzen ophalen lukte niet ({why}); de kaart is schematisch. {HOW}"
