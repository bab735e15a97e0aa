"""Writes `benchmarks/results.md`: every budget with its verdict, how growth goes, where the time goes, and what changed."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.budgets import BUDGETS, Budget
from benchmarks.measures import Measure, Measures
from dashboard.database import ROOT
from tests import chromium

RESULTS = ROOT / "benchmarks" / "results.md"
KEPT = ROOT / "benchmarks" / "results.json"
PACKAGES = ("streamlit", "duckdb", "pandas", "plotly", "uvloop")
NOTABLE = 1.25  # a figure that changed less than this factor says nothing: the machine alone does as much
HEADING = """# Hoe snel de monitor is

Geschreven door `make bench`; niet met de hand wijzigen. F is een wissel op een lege Streamlit-pagina in dezelfde browser, op
dezelfde soort server en in dezelfde meting. Alleen verhoudingen zijn tussen machines vergelijkbaar; milliseconden gelden voor
deze machine. Medianen, met de laagste en hoogste waarde erbij.
"""


def report(now: Measures, before: dict[str, Measure], machine: str) -> str:
    """The whole page of results."""
    parts = [HEADING, machine, _budgets(now), _where(now), _changed(now, before), _everything(now, before)]
    return "\n".join(part for part in parts if part)


def machine() -> str:
    """The machine and the versions that were measured."""
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split(maxsplit=2)[1]
    load = os.getloadavg()[0]
    found = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lines = (
        f"- Machine: {os.cpu_count()} processoren, {int(memory) / 1024**2:.0f} GiB geheugen, "
        f"{platform.system()} {platform.machine()}",
        f"- Belasting bij het begin: {load:.1f}" + (" (**niet stil: deze cijfers zijn te hoog**)" if load > 1 else ""),
        f"- Python {platform.python_version()}, {found}, {_chromium()}",
    )
    return "\n".join(lines) + "\n"


def _chromium() -> str:
    path = chromium.found()
    if path is None:
        return "geen Chromium"
    return subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()


def _budgets(now: Measures) -> str:
    lines = ["## Budgetten\n", "| wat | budget | gemeten | oordeel |", "| --- | --- | --- | --- |"]
    for budget in BUDGETS:
        worst = budget.worst(now)
        sign = "≥" if budget.minimum else "≤"
        measured = f"{number(worst[1].waarde)} {worst[1].eenheid} ({worst[0]})" if worst else ""
        lines.append(
            f"| {budget.wat} | {sign} {number(budget.grens)} {budget.eenheid} | {measured} | {_verdict(budget, now)} |"
        )
    return "\n".join(lines) + "\n"


def _verdict(budget: Budget, now: Measures) -> str:
    verdict = budget.verdict(now)
    if verdict != "niet gehaald":
        return verdict
    excess = budget.excess(now)
    return "**niet gehaald**" if excess == float("inf") else f"**niet gehaald** ({number(excess)} × het budget)"


def _where(now: Measures) -> str:
    """For every budget that was not kept: every figure behind it, worst first, with what was noted about it."""
    lines = []
    for budget in BUDGETS:
        if budget.verdict(now) != "niet gehaald":
            continue
        lines.append(f"**{budget.wat}** (budget {number(budget.grens)} {budget.eenheid})\n")
        found = [(key, one) for key, one in now.under(budget.start, budget.end) if key not in budget.behalve]
        found.sort(key=lambda pair: pair[1].waarde, reverse=not budget.minimum)
        for key, one in found:
            note = f": {one.uitleg}" if one.uitleg else ""
            page = key.split(".")[1] if "." in key else ""
            inside = now.get(f"pagina.{page}.cpu_ms")
            inner = f"; {inside.uitleg}" if inside and key.startswith("wissel.") and key.endswith("verhouding") else ""
            lines.append(f"- {key} {number(one.waarde)} {one.eenheid}{note}{inner}")
        lines.append("")
    return "\n".join(["## Waar de tijd heen gaat\n", *lines]) if lines else ""


def _changed(now: Measures, before: dict[str, Measure]) -> str:
    """The figures that moved by more than a machine does by itself."""
    lines = []
    for key, one in now.under(""):
        old = before.get(key)
        if old is None or (old.datum == one.datum and old == one) or min(old.waarde, one.waarde) <= 0:
            continue
        factor = one.waarde / old.waarde
        if factor >= NOTABLE or factor <= 1 / NOTABLE:
            lines.append(f"| {key} | {number(old.waarde)} | {number(one.waarde)} {one.eenheid} | × {number(factor)} |")
    if not lines:
        return ""
    head = ["## Veranderd sinds de vorige meting\n", "| figuur | was | is | |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *lines]) + "\n"


def _everything(now: Measures, before: dict[str, Measure]) -> str:
    head = [
        "## Alles",
        "",
        "| figuur | mediaan | laagste–hoogste | n | vorige | datum |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for key, one in now.under(""):
        span = f"{number(one.laagste)}–{number(one.hoogste)}" if one.aantal > 1 else ""
        old = number(before[key].waarde) if key in before else ""
        head.append(f"| {key} | {number(one.waarde)} {one.eenheid} | {span} | {one.aantal} | {old} | {one.datum} |")
    return "\n".join(head) + "\n"


def number(value: float) -> str:
    """A figure in three digits, with a Dutch comma."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}".replace(".", ",")
