"""Puts the drawings of the municipalities ready: computed ones by ourselves, official boundaries from a file or a service."""

from __future__ import annotations

import hashlib
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.drawings import drawings
from dashboard.ingest import grenzen_ophalen
from dashboard.ingest.apart import apart
from dashboard.ingest.faults import Refused, Unfit
from dashboard.snapshots import REFERENCE, Storage
from dashboard.wording import counted, day

if TYPE_CHECKING:
    from dashboard.ingest.tekening import Drawing

TRIED = "geprobeerd.txt"
FIRST_TRY = 10.0
FETCHING = 7.0
HOW = "U kunt ze zelf laden met: python -m dashboard boundaries"
FACTS = ("gemeenten.csv", "aangrenzend.csv", "grenscontact.csv")
METHODS = ("schematisch.py", "tegels.py", "tekening.py")


@dataclass(frozen=True)
class Drawn:
    """An official map that is drawn but not yet in place, and the lines that say what was read."""

    drawing: Drawing
    lines: list[str]


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
    return _put_ready(place, _drawn(path, path.name, f"Gemeentegrenzen uit het bestand {path.name}"))


def load_service(place: Storage, seconds: float = grenzen_ophalen.PATIENCE) -> list[str]:
    """Fetch the official boundaries and draw them; Unfit leaves the earlier drawing as it was."""
    return _put_ready(place, _fetched(seconds))


def _put_ready(place: Storage, drawn: Drawn) -> list[str]:
    from dashboard.ingest import tekening

    tekening.write(place, drawn.drawing)
    return drawn.lines


def _drawn(path: Path, name: str, source: str) -> Drawn:
    """Read and drawn apart, so that a file can harm nothing; Unfit says why not."""
    from dashboard.ingest import grenzen  # noqa: F401  # here: the copy must not import what another thread is importing

    try:
        return apart(name, partial(_drawing, path, name, source))
    except Refused as refused:
        raise Unfit(name, *(fault.boodschap for fault in refused.faults)) from refused


def _drawing(path: Path, name: str, source: str) -> Drawn:
    from dashboard.ingest import grenzen

    found = grenzen.read(path, name)
    text = f"Bron van de grenzen: {source}; geladen op {day(date.today())}, vereenvoudigd voor de kaart."
    lines = [*found.meldingen, f"grenzen van {counted(len(found.areas), 'gemeente', 'gemeenten')} geladen."]
    return Drawn(grenzen.draw(found, text), [f"{name}: {line}" for line in lines])


def _fetched(seconds: float) -> Drawn:
    """The first address that gives the boundaries within the time limit for all addresses together."""
    service = grenzen_ophalen.service()
    if service is None:
        raise Unfit("grenzen", f"Ophalen staat uit op deze computer ({grenzen_ophalen.OVERRIDE} is leeg).")
    faults: list[str] = []
    deadline = time.monotonic() + seconds
    for number, address in enumerate(service.adressen):
        left = (deadline - time.monotonic()) / (len(service.adressen) - number)
        try:
            content = grenzen_ophalen.fetch(address, max(left, 0))
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "antwoord.geojson"
                path.write_bytes(content)
                return _drawn(path, service.uitgever, service.bron)
        except Unfit as error:
            faults += str(error).splitlines()
    raise Unfit(service.uitgever, *dict.fromkeys(line.removeprefix(f"{service.uitgever}: ") for line in faults))


def try_once(place: Storage) -> str:
    """At the very first start only: fetch the official boundaries for at most ten seconds; one line says what happened.

    '' when they are there already or were tried before. The note that it was tried is written first, so that nothing that
    goes wrong makes a later start try again. Asking stops before the wait does; on a slow machine checking and drawing what
    was fetched goes on while the pages are served.
    """
    if "officieel" in drawings(place) or grenzen_ophalen.service() is None or not _first_time(place):
        return ""
    results: list[str] = []
    working = threading.Thread(target=lambda: results.append(_outcome(place)), daemon=True)
    working.start()
    working.join(FIRST_TRY)
    return (
        results[0]
        if results
        else "Officiële gemeentegrenzen worden nog gecontroleerd; tot dan is de kaart schematisch."
    )


def _outcome(place: Storage) -> str:
    try:
        _put_ready(place, _fetched(FETCHING))
    except Unfit as error:
        why = str(error).splitlines()[0].rstrip(".")
    except Exception:  # whatever it is, the monitor starts without these boundaries
        why = "onverwachte fout"
    else:
        return "Officiële gemeentegrenzen opgehaald; de kaart gebruikt ze."
    return f"Officiële gemeentegrenzen ophalen lukte niet ({why}); de kaart is schematisch. {HOW}"


def _first_time(place: Storage) -> bool:
    try:
        place.grenzen.mkdir(parents=True, exist_ok=True)
        with (place.grenzen / TRIED).open("x", encoding="utf-8") as note:
            note.write(f"Automatisch ophalen geprobeerd op {date.today().isoformat()}.\n")
    except OSError:  # tried before, or nothing can be kept here
        return False
    return True
