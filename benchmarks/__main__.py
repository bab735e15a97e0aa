"""`python -m benchmarks [PART …]`: measures the parts asked for and writes the results.

Without names: everything but growth and the soak, which take long.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks import browser, commands, growth, player, proxy, results, serving, sessions, survival
from benchmarks.measures import Measures, read, write
from benchmarks.pages import PAGES
from dashboard.ingest import kaarten
from dashboard.ingest.load import load
from dashboard.snapshots import Storage

QUICK = (
    "start",
    "wissels",
    "maanden",
    "koud",
    "server",
    "drukte",
    "gebruikers",
    "geheugen",
    "vragen",
    "opdrachten",
    "proxy",
)


def main() -> None:
    """Measure, part by part; a part that fails is said and the others go on."""
    options = _parser().parse_args()
    before = read(results.KEPT)
    found = Measures(date.today().isoformat(), before)
    machine = results.machine()
    failed = []
    with tempfile.TemporaryDirectory(prefix="meting-") as folder:
        storage = options.opslag or _shipped(Path(folder))
        for name in options.onderdelen or QUICK:
            began = time.perf_counter()
            print(f"{name}:", flush=True)
            try:
                PARTS[name](storage, options, found)
            except Exception as error:  # browser, websocket and program each fail in a way of their own
                failed.append(name)
                print(f"  MISLUKT: {error}", flush=True)
            print(f"  ({time.perf_counter() - began:.0f} s)", flush=True)
            if not options.proef:
                write(results.KEPT, found)
                results.RESULTS.write_text(results.report(found, before, machine), encoding="utf-8")
                survival.write()
    print("Niet geschreven (proef)." if options.proef else f"Geschreven: {results.RESULTS}")
    if failed:
        raise SystemExit(f"Mislukt: {', '.join(failed)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("onderdelen", nargs="*", type=_part, metavar="onderdeel", help=", ".join(PARTS))
    parser.add_argument("--herhalingen", type=int, default=20, help="wissels per pagina (standaard 20)")
    parser.add_argument(
        "--koud",
        type=int,
        default=6,
        help="eerste bezoeken per pagina (standaard 6; de kaart altijd als --herhalingen)",
    )
    parser.add_argument("--seconden", type=float, default=40, help="duur van drukte en gebruikers (standaard 40)")
    parser.add_argument("--minuten", type=float, default=60, help="duur van de duurproef (standaard 60)")
    parser.add_argument("--paginas", default="", help="alleen deze pagina's, met komma's ertussen")
    parser.add_argument(
        "--opslag", type=Path, help="een opslag met snapshot (standaard: de meegeleverde gegevens, vers geladen)"
    )
    parser.add_argument("--proef", action="store_true", help="niets wegschrijven: alleen zien of de meting werkt")
    return parser


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"'{name}' bestaat niet. Kies uit: {', '.join(PARTS)}.")
    return name


def _shipped(folder: Path) -> Path:
    """A storage with the shipped data, as a first start makes it; without boundaries, so that every machine measures alike."""
    place = Storage(serving.ROOT / "data" / "sources", folder / "ontvangen", folder / "snapshots")
    print("De gegevens worden klaargezet.", flush=True)
    load(place, [], progress=lambda line: None)
    kaarten.prepare(place)
    return folder


Part = Callable[[Path, argparse.Namespace, Measures], None]


def _chosen(options: argparse.Namespace) -> list[str]:
    return [name for name in options.paginas.split(",") if name] or list(PAGES)


def _each(names: Sequence[str], measure: Callable[[str], None]) -> None:
    """Measure page by page; one that fails is said and the others go on. RuntimeError, afterwards, with those that failed."""
    failed = []
    for name in names:
        began = time.perf_counter()
        try:
            measure(name)
        except Exception as error:  # Playwright and the measurement each fail in a way of their own
            failed.append(name)
            print(f"  MISLUKT: pagina '{name}': {error}", flush=True)
        print(f"  ({name}: {time.perf_counter() - began:.0f} s)", flush=True)
    if failed:
        raise RuntimeError(f"niet gemeten: {', '.join(failed)}")


def _changes(storage: Path, options: argparse.Namespace, into: Measures) -> None:
    with (
        serving.served(serving.MONITOR, storage) as ours,
        serving.served(serving.EMPTY, storage) as empty,
        browser.launched() as chrome,
    ):
        _each(
            [name for name in _chosen(options) if PAGES[name].keuze],
            lambda name: browser.measure_changes(chrome, ours, empty, PAGES[name], options.herhalingen, into),
        )


def _cold(storage: Path, options: argparse.Namespace, into: Measures) -> None:
    with (
        serving.served(serving.MONITOR, storage) as ours,
        serving.served(serving.EMPTY, storage) as empty,
        browser.launched() as chrome,
    ):
        cold = dict.fromkeys(_chosen(options), options.koud)
        if "kaart" in cold:
            cold["kaart"] = max(options.koud, options.herhalingen)
        _each(list(cold), lambda name: browser.measure_cold(chrome, ours, empty, PAGES[name], cold[name], into))


def _months(storage: Path, options: argparse.Namespace, into: Measures) -> None:
    with serving.served(serving.MONITOR, storage) as ours, browser.launched() as chrome:
        player.measure_months(chrome, ours, into)


def _beside_empty(measure: Callable[[serving.Server, serving.Server, argparse.Namespace, Measures], None]) -> Part:
    def run(storage: Path, options: argparse.Namespace, into: Measures) -> None:
        with serving.served(serving.MONITOR, storage) as ours, serving.served(serving.EMPTY, storage) as empty:
            measure(ours, empty, options, into)

    return run


def _alone(measure: Callable[[serving.Server, argparse.Namespace, Measures], None]) -> Part:
    def run(storage: Path, options: argparse.Namespace, into: Measures) -> None:
        with serving.served(serving.MONITOR, storage) as ours:
            measure(ours, options, into)

    return run


PARTS: dict[str, Part] = {
    "start": lambda storage, options, into: commands.measure_start(storage, 5, into),
    "wissels": _changes,
    "maanden": _months,
    "koud": _cold,
    "server": _beside_empty(lambda ours, empty, o, into: sessions.measure_single(ours, empty, o.herhalingen, into)),
    "drukte": _beside_empty(lambda ours, empty, o, into: sessions.measure_throughput(ours, empty, o.seconden, into)),
    "gebruikers": _alone(lambda ours, o, into: sessions.measure_users(ours, o.seconden, into)),
    "geheugen": _alone(lambda ours, o, into: sessions.measure_memory(ours, into)),
    "vragen": lambda storage, options, into: growth.measure_questions(storage, 5, into),
    "opdrachten": lambda storage, options, into: commands.measure_commands(storage, 3, into),
    "proxy": lambda storage, options, into: proxy.prove(storage, into),
    "groei": lambda storage, options, into: growth.measure_growth(storage, 3, into),
    "duur": _alone(lambda ours, o, into: sessions.measure_soak(ours, o.minuten, into)),
}


if __name__ == "__main__":
    main()
