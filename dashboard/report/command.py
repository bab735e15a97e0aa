"""`python -m dashboard report`: the briefing pack of one region as PPTX, PDF and XLSX."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from dashboard import database, periods, snapshots
from dashboard.catalogue import catalogue
from dashboard.report import files
from dashboard.report.choices import HERE, KIND, MONTH, PARTS, BadChoice, kinds
from dashboard.report.pack import Choices
from dashboard.snapshots import storage
from dashboard.wording import listed

READ, WRITTEN = "Cijfers lezen", "Klaar"


def add_options(report: argparse.ArgumentParser) -> None:
    """The options of the command, explained in Dutch."""
    report.add_argument("--gebied", required=True, help="naam of id van het gebied")
    report.add_argument("--soort", type=_one_of(kinds()), default=KIND, help=f"soort gebied (standaard {KIND})")
    report.add_argument(
        "--uit",
        required=True,
        nargs="+",
        type=_file,
        metavar="BESTAND",
        help="een of meer bestanden: .pptx (dia's), .pdf (verslag) of .xlsx (cijfers)",
    )
    report.add_argument("--vergelijk", default="", help="vlaanderen (standaard), centrumsteden, een gebied of groep:…")
    report.add_argument("--vorige", default="", help="vorig overleg: maand (JJJJ-MM) of id van een eerder snapshot")
    report.add_argument(
        "--indicatoren", type=_some_of(catalogue().indicatoren), default=(), help="id's met komma's ertussen"
    )
    report.add_argument(
        "--onderdelen", type=_some_of(PARTS), default=(), help=f"volgorde en keuze uit: {', '.join(PARTS)}"
    )
    report.add_argument("--periode", type=_month, help="maand JJJJ-MM (standaard de laatste stabiele maand)")
    report.add_argument("--snapshot", default="", help="id van een eerder snapshot")
    report.add_argument("--sjabloon", type=Path, help="PowerPointsjabloon (.potx of .pptx) voor de dia's")
    report.add_argument("--adres", default=HERE, help="adres van de pagina's waar de links heen gaan")


def run(options: argparse.Namespace, progress: Callable[[str], None]) -> None:
    """Make the pack once and write every file that is asked for; BadChoice and NoSnapshot say in Dutch what is wrong."""
    from dashboard.report import content  # the parts, the charts and the maps: no other command needs them

    place = storage()
    snapshot = snapshots.readable(place, options.snapshot) if options.snapshot else snapshots.current(place)
    progress(READ)
    model = database.open_snapshot(snapshot.folder)
    choices = Choices(
        soort=options.soort,
        gebied_id=options.gebied,
        periode=options.periode or "",
        vergelijk=options.vergelijk,
        vorige=options.vorige,
        indicatoren=options.indicatoren,
        onderdelen=options.onderdelen,
    )
    made = content.pack(model, snapshot, place, choices, options.adres, progress)
    template = _template(options.sjabloon)
    for path in options.uit:
        kind = files.kind(path)
        progress(files.KINDS[kind])
        _write(path, files.written(made, kind, template))
    progress(WRITTEN)


def steps(onderdelen: Iterable[str], kinds: Iterable[str]) -> list[str]:
    """What progress will be told, in order. kinds: of the files (`.pptx`)."""
    return [READ, *(PARTS[part] for part in onderdelen), *(files.KINDS[kind] for kind in kinds), WRITTEN]


def arguments(choices: Choices, snapshot: str, address: str, uit: Iterable[Path]) -> list[str]:
    """The command that makes this pack, without the program's own name."""
    words = [
        "report",
        "--gebied",
        choices.gebied_id,
        "--soort",
        choices.soort,
        "--snapshot",
        snapshot,
        "--adres",
        address,
    ]
    given = {
        "--vergelijk": choices.vergelijk,
        "--vorige": choices.vorige,
        "--periode": choices.periode,
        "--indicatoren": ",".join(choices.indicatoren),
        "--onderdelen": ",".join(choices.onderdelen),
    }
    words += [word for option, value in given.items() if value for word in (option, value)]
    return [*words, "--uit", *(str(path) for path in uit)]


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        why = "dat is een map" if path.is_dir() else "bestaat de map en mag u er schrijven?"
        raise OSError(f"'{path}' kan niet geschreven worden: {why}") from error


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadChoice(f"Het sjabloon '{path}' kan niet gelezen worden.") from error


def _file(text: str) -> Path:
    path = Path(text)
    try:
        files.kind(path)
    except BadChoice as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return path


def _month(text: str) -> str:
    if not MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is geen maand. Schrijf JJJJ-MM.")
    return periods.label(periods.parse(text).van, 1)


def _some_of(known: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    one = _one_of(known)

    def chosen(text: str) -> tuple[str, ...]:
        return tuple(one(part.strip()) for part in text.split(",") if part.strip())

    return chosen


def _one_of(known: Iterable[str]) -> Callable[[str], str]:
    names = list(known)

    def chosen(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"'{text}' bestaat niet. Kies uit: {listed(names, 'of')}.")
        return text

    return chosen
