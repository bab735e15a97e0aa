"""The command line: `python -m dashboard <opdracht>`. Exit codes: 0 done, 1 the input is wrong, 2 the command is wrong."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from dashboard import commands, comparison, logs, periods
from dashboard.areas import UnknownArea
from dashboard.catalogue import catalogue
from dashboard.dutch_arguments import Parser
from dashboard.figures import BadQuestion
from dashboard.ingest.faults import Refused, Unfit
from dashboard.ingest.lock import Busy
from dashboard.ingest.recognise import READERS
from dashboard.ingest.verify import Unsound
from dashboard.report import command as report_command
from dashboard.report.choices import BadChoice
from dashboard.settings import BadSetting
from dashboard.snapshots import NoSnapshot

WRONG_INPUT = (Refused, Unfit, Busy, Unsound, NoSnapshot, UnknownArea, BadChoice, BadSetting, OSError)
TELLINGEN = ("stand", "jaargemiddelde", "halfjaargemiddelde", "jaarteller", "stroom")
UITSPLITSINGEN = ("leeftijd", "geslacht", "huishoudtype")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and say in Dutch what went wrong."""
    options = parser().parse_args(arguments)
    try:
        logs.configure(serving=options.run is commands.serve)
        command: Callable[[argparse.Namespace], None] = options.run
        command(options)
    except BadQuestion as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except WRONG_INPUT as error:
        files = [path.name for path in getattr(options, "bestanden", [])]
        logs.event(
            "geweigerd", logging.WARNING, opdracht=options.run.__name__, reden=type(error).__name__, bestanden=files
        )
        print(error, file=sys.stderr)
        return 1
    return 0


def parser() -> Parser:
    """Every command with its options."""
    top = Parser(prog="python -m dashboard", description="Activeringsmonitor")
    parts = top.add_subparsers(required=True, metavar="opdracht", parser_class=Parser)

    serve = parts.add_parser("serve", help="toont de pagina's in de browser")
    serve.add_argument("--port", type=int, default=8501, help="poort op deze computer (standaard 8501)")
    serve.set_defaults(run=commands.serve)

    ingest = parts.add_parser("ingest", help="laadt bestanden in een nieuw snapshot; zonder bestanden: alles opnieuw")
    ingest.add_argument("bestanden", nargs="*", type=Path)
    ingest.add_argument("--source", type=_one_of(READERS), help="bron van de bestanden; anders uit de inhoud herkend")
    ingest.set_defaults(run=commands.ingest)

    check = parts.add_parser("check", help="controleert een bestand zonder het te laden")
    check.add_argument("bestand", type=Path)
    check.add_argument("--source", type=_one_of(READERS))
    check.set_defaults(run=commands.validate)

    _add_export(parts.add_parser("export", help="schrijft de cijfers van een indicator"))

    pack = parts.add_parser("report", help="maakt het pakket voor een strategisch overleg: dia's, verslag en cijfers")
    report_command.add_options(pack)
    pack.set_defaults(run=commands.report)

    borders = parts.add_parser("boundaries", help="laadt de officiële gemeentegrenzen uit een bestand, of haalt ze op")
    borders.add_argument("bestand", nargs="?", type=Path, help="GeoJSON, GeoPackage of shapefile met NIS-codes")
    borders.add_argument(
        "--tijd", type=_seconds, default=60.0, help="hoeveel seconden ophalen mag duren (standaard 60)"
    )
    borders.set_defaults(run=commands.boundaries)

    parts.add_parser("snapshots", help="somt de snapshots op").set_defaults(run=commands.list_snapshots)

    back = parts.add_parser("rollback", help="zet een eerder snapshot weer van kracht")
    back.add_argument("snapshot")
    back.set_defaults(run=commands.return_to)

    proof = parts.add_parser("verify", help="kijkt na of alles wat bewaard is nog klopt; verandert niets")
    proof.add_argument(
        "--herspeel", action="store_true", help="laadt ook alles opnieuw in een tijdelijke map en vergelijkt"
    )
    proof.set_defaults(run=commands.verify)
    return top


def _add_export(export: argparse.ArgumentParser) -> None:
    entries = catalogue()
    export.add_argument("--indicator", required=True, type=_one_of(entries.indicatoren))
    export.add_argument("--soort", type=_one_of(entries.soorten), help="soort gebied (standaard gemeente)")
    chosen = export.add_mutually_exclusive_group()
    chosen.add_argument("--gebied", help="naam of id van een gebied")
    chosen.add_argument("--gemeenten", help="NIS-codes van een eigen groep, met komma's ertussen")
    export.add_argument("--periode", type=_period, help="JJJJ-MM, JJJJ-K1, JJJJ-H1, JJJJ of van..tot")
    export.add_argument("--telling", type=_one_of(TELLINGEN))
    export.add_argument("--indeling", type=_one_of(("huidig", "destijds")), default="huidig")
    export.add_argument("--peildatum", type=_date, help="datum van de grootteklassen (JJJJ-MM-DD)")
    export.add_argument("--uitsplitsing", type=_one_of(UITSPLITSINGEN))
    export.add_argument("--vergelijk", type=_comparator, help="median, kwartielen, vlaanderen of groep:…")
    export.add_argument("--snapshot", default="", help="id van een eerder snapshot")
    export.add_argument("--formaat", type=_one_of(("csv", "xlsx", "json", "parquet")), default="csv")
    export.add_argument("--uit", type=Path, help="bestand (standaard: de uitvoer)")
    export.set_defaults(run=commands.export_figures)


def _one_of(known: Iterable[str]) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text not in known:
            raise argparse.ArgumentTypeError(f"'{text}' bestaat niet. Kies uit: {', '.join(known)}.")
        return text

    return chosen


def _period(text: str) -> str:
    try:
        periods.parse(text)
    except periods.BadPeriod as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def _comparator(text: str) -> str:
    if text not in comparison.DISTRIBUTIONS and text != comparison.FLANDERS and not text.startswith(comparison.GROUP):
        raise argparse.ArgumentTypeError(f"'{text}' bestaat niet. Kies uit: median, kwartielen, vlaanderen, groep:….")
    return text


def _seconds(text: str) -> float:
    if not text.replace(".", "", 1).isdigit() or not 0 < float(text) <= 600:
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal seconden van 1 tot 600.")
    return float(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum. Schrijf JJJJ-MM-DD.") from error


if __name__ == "__main__":
    sys.exit(main())
