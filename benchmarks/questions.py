"""What the pages ask of the database and where their time goes; run as a process of its own, without browser or network.

`python -m benchmarks.questions REPEATS [CATALOGUE]` opens every page with the storage of the environment, changes its
chooser, and prints as JSON: the milliseconds of every question, processor milliseconds of every change, the memory, and how
much of the time each package took.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from benchmarks import other_catalogue


def main(repeats: int, catalogue: str = "", only: str = "") -> None:
    """Open and change the pages."""
    if catalogue:
        other_catalogue.use(Path(catalogue))
    from benchmarks.pages import PAGES

    asked = _listen()
    found: dict[str, Any] = {"vragen": {}, "pagina_ms": {}, "waar": {}}
    for page in PAGES.values():
        if page.keuze and (not only or page.naam in only.split(",")):
            changes, profile, questions = _changes(page.naam, page.adres, page.keuze, repeats, asked)
            found["pagina_ms"][page.naam], found["vragen"][page.naam] = changes, questions
            found["waar"][page.naam] = _shares(profile)
    found["geheugen_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def _changes(
    name: str, address: str, chooser: str, repeats: int, asked: list[tuple[str, float]]
) -> tuple[list[float], cProfile.Profile, list[list[tuple[str, float]]]]:
    """Processor time and questions of every change of one page, and the profile of one more change."""
    from tests.pages import opened

    page, _, query = address.partition("?")
    app = opened(page, **dict(parse_qsl(query)))
    waited, questions = [], []

    def choose(at: int) -> None:
        box = app.selectbox(key=chooser)
        box.select_index((at + 2) % len(box.options)).run()
        if app.exception:
            raise RuntimeError(f"pagina '{name}': {app.exception[0].message}")

    choose(0)
    for turn in range(1, repeats + 1):
        asked.clear()
        began = time.process_time()
        choose(turn)
        waited.append((time.process_time() - began) * 1000)
        questions.append(list(asked))
    with _Profiled() as profile:
        choose(repeats + 1)
    return waited, profile, questions


def _listen() -> list[tuple[str, float]]:
    """Every question from now on, by name, with its milliseconds."""
    from dashboard.database import Database

    asked: list[tuple[str, float]] = []
    original: Callable[..., Any] = Database.query

    def timed(self: Database, name: str, **parameters: Any) -> Any:
        began = time.perf_counter()
        answer = original(self, name, **parameters)
        asked.append((name, (time.perf_counter() - began) * 1000))
        return answer

    Database.query = timed  # type: ignore[method-assign]
    return asked


class _Profiled:
    """Profiles the thread in which Streamlit runs a page."""

    def __enter__(self) -> cProfile.Profile:
        from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

        self._runner, self._original = ScriptRunner, ScriptRunner._run_script
        profile, original = cProfile.Profile(), ScriptRunner._run_script
        ScriptRunner._run_script = lambda this, data: profile.runcall(original, this, data)  # type: ignore[method-assign,assignment]
        return profile

    def __exit__(self, *_: object) -> None:
        self._runner._run_script = self._original  # type: ignore[method-assign]


def _shares(profile: cProfile.Profile) -> dict[str, float]:
    """The share of the time spent in each package's own functions; built-in functions count for whoever called them."""
    own: dict[str, float] = defaultdict(float)
    stats: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (path, _, name), (_, _, seconds, _, callers) in stats.items():
        if "duckdb" in name:
            own["duckdb"] += seconds
        elif path.startswith(("~", "<")):
            for (caller, _, _), (_, _, part, _) in callers.items():
                own[_package(caller)] += part
        else:
            own[_package(path)] += seconds
    total = sum(own.values()) or 1.0
    ordered = sorted(own.items(), key=lambda pair: -pair[1])
    return {name: round(100 * seconds / total, 1) for name, seconds in ordered[:6]}


def _package(path: str) -> str:
    parts = Path(path).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1].removesuffix(".py")
    for name in ("dashboard", "pages"):
        if name in parts:
            return "monitor"
    return "python"


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
