"""What each command of `python -m dashboard` does. Every function takes the parsed options and raises what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard import areas, comparison, database, export, figures, logs, snapshots
from dashboard.catalogue import catalogue
from dashboard.database import Database
from dashboard.figures import Question
from dashboard.ingest import differences, kaarten
from dashboard.ingest import verify as proof
from dashboard.ingest.load import Loaded, check, load, recover, rollback
from dashboard.ingest.lock import alone
from dashboard.report import command
from dashboard.snapshots import NoSnapshot, Snapshot, storage


def serve(options: argparse.Namespace) -> None:
    """Serve the pages; build the first snapshot when there is none."""
    _ensure_snapshot(_say)
    if said := kaarten.try_once(storage()):
        _say(said)
    from dashboard import server  # Streamlit is heavy, the other commands do without

    print(f"Activeringsmonitor draait op http://localhost:{options.port} (stoppen met Ctrl+C)", flush=True)
    server.serve(options.port)


def _ensure_snapshot(progress: Callable[[str], None]) -> None:
    """Build the first snapshot; rebuild it when it is damaged or the model it was made with has changed."""
    place = storage()
    if place.decision.is_file():
        with alone(place):
            recover(place, progress)
    try:
        present: Snapshot | None = snapshots.readable(place, snapshots.current(place).id)
    except NoSnapshot:
        present = None
    if present is None or not snapshots.is_up_to_date(present):
        progress("De gegevens worden klaargezet (enkele seconden).")
        load(place, [], progress=progress)
    _draw_maps(progress)


def _draw_maps(progress: Callable[[str], None]) -> None:
    """Put the maps ready; a folder that cannot be written costs the maps, not the pages."""
    try:
        kaarten.prepare(storage())
    except OSError as error:
        progress(f"De kaarten konden niet bewaard worden ({error.strerror}).")


def ingest(options: argparse.Namespace) -> None:
    """Load files into a new snapshot and say what is new, changed and vanished."""
    loaded = load(storage(), options.bestanden, options.source, progress=_say)
    logs.event(
        "ingeladen",
        snapshot=loaded.snapshot.id,
        vorige=loaded.previous.id if loaded.previous else "",
        nieuw=loaded.is_new,
        bestanden=[path.name for path in options.bestanden],
    )
    _draw_maps(_say)
    if loaded.is_new:
        for line in differences.report(_previous(loaded), database.open_snapshot(loaded.snapshot.folder)):
            print(line)


def _previous(loaded: Loaded) -> Database | None:
    return database.open_snapshot(loaded.previous.folder) if loaded.previous else None


def validate(options: argparse.Namespace) -> None:
    """Check a file without loading it."""
    for note in check(options.bestand, options.source):
        print(note)
    print(f"{options.bestand.name}: geen fouten, dit bestand kan geladen worden.")


def export_figures(options: argparse.Namespace) -> None:
    """Write the figures of an indicator."""
    place = storage()
    if not options.snapshot:
        _ensure_snapshot(_aside)
    chosen = snapshots.readable(place, options.snapshot) if options.snapshot else snapshots.current(place)
    model = database.open_snapshot(chosen.folder)
    question = _question(model, options)
    frame = figures.figures(model, question, chosen.id)
    if options.vergelijk:
        frame = comparison.compared(model, question, frame, options.vergelijk)
    indicator = catalogue().indicatoren[options.indicator]
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: export.machine_csv(frame),
        "xlsx": lambda: export.xlsx(frame, indicator),
        "json": lambda: export.machine_json(frame),
        "parquet": lambda: export.parquet(frame),
    }
    content = writers[options.formaat]()
    if options.uit:
        _write(options.uit, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        why = "dat is een map" if path.is_dir() else "bestaat de map en mag u er schrijven?"
        raise OSError(f"'{path}' kan niet geschreven worden: {why}") from error


def _question(model: Database, options: argparse.Namespace) -> Question:
    soort: str | None = options.soort
    chosen: tuple[str, ...] = ()
    if options.gemeenten:
        soort = areas.OWN_GROUP
        chosen = tuple(areas.municipalities_of_today(model, [code.strip() for code in options.gemeenten.split(",")]))
    elif options.gebied:
        found = areas.find(model, options.gebied, soort)
        if found.uitleg:
            print(found.uitleg, file=sys.stderr)
        soort, chosen = found.soort, (found.gebied_id,)
    return Question(
        indicator=options.indicator,
        soort=soort or "gemeente",
        gebieden=chosen,
        periode=options.periode or "",
        telling=options.telling or "",
        indeling=options.indeling,
        peildatum=options.peildatum,
        uitsplitsing=options.uitsplitsing or "",
    )


def report(options: argparse.Namespace) -> None:
    """Write the briefing pack of a region; what it is busy with goes to stderr."""
    if not options.snapshot:
        _ensure_snapshot(_aside)
    command.run(options, _aside)


def _aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def boundaries(options: argparse.Namespace) -> None:
    """Load official boundaries from a file, or fetch them."""
    place = storage()
    given: Path | None = options.bestand
    for line in kaarten.load_file(place, given) if given else kaarten.load_service(place, options.tijd):
        print(line)


def list_snapshots(options: argparse.Namespace) -> None:
    """List the snapshots, the one in force marked with a star."""
    place = storage()
    try:
        in_force = snapshots.current(place).id
    except NoSnapshot:
        in_force = ""
    found = snapshots.all_snapshots(place)
    if not found:
        print("Er is nog geen snapshot.")
    for one in found:
        mark = "*" if one.id == in_force else " "
        files = ", ".join(entry["bestand"] for entry in one.leveringen)
        print(f"{mark} {one.id}  {files}")


def return_to(options: argparse.Namespace) -> None:
    """Put an earlier snapshot back in force."""
    restored = rollback(storage(), options.snapshot)
    logs.event("teruggezet", snapshot=restored.id)
    print(f"Snapshot {restored.id} is weer van kracht. Wat daarna geladen werd, telt niet meer mee.")


def verify(options: argparse.Namespace) -> None:
    """Look whether everything kept is still right; Unsound says what is not and what to do."""
    place = storage()
    if not place.snapshots.is_dir():
        raise NoSnapshot("Er is nog geen snapshot. Laad eerst gegevens met: python -m dashboard ingest")
    with alone(place):
        found = proof.verify(place, options.herspeel)
    for line in found.sound:
        print(line)
    if found.wrong:
        raise proof.Unsound(found.wrong)
    print("Alles is in orde.")


def _say(line: str) -> None:
    print(line, flush=True)
