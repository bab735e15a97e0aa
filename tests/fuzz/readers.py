"""What the fuzzer and the property tests hold every reader to: a delivery, or a refusal in Dutch; never anything else."""

from __future__ import annotations

import re
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

from dashboard.ingest import geobestand, grenzen, recognise
from dashboard.ingest.apart import BUG, apart
from dashboard.ingest.delivery import BRONTOTAAL, LEVERING, WAARNEMING, Delivery
from dashboard.ingest.faults import Refused, Unfit
from dashboard.ingest.files import open_file

LINE = re.compile(r"[^\n:]*:[^\n]*:(\d+|-):[^\n]*: [^\n]*[^\s]")
TRACE = re.compile(r"Traceback|Error\b|Exception|\bobject at 0x|<class '")
LONGEST = 3000


def read(content: bytes, name: str, source: str | None = None) -> Delivery | None:
    """What a delivered file of this name delivers, None when it is refused; AssertionError when neither holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"f{Path(name).suffix}"
        path.write_bytes(content)
        try:
            delivery = recognise.read(open_file(path, name), source)
        except Refused as refused:
            hold_refusal(refused.lines())
            return None
    hold_delivery(delivery)
    return delivery


def read_map(content: bytes, suffix: str) -> int | None:
    """How many layers a file of areas has, None when it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"f{suffix}"
        path.write_bytes(content)
        try:
            found = len(list(geobestand.layers(path)))
            grenzen.read(path)
        except Unfit as unfit:
            hold_refusal(str(unfit).splitlines(), re.compile(r"[^\n]*: [^\n]+"))
            return None
    return found


def apart_from(work: Callable[[], object]) -> None:
    """What a load does with a file: the work in a process of its own, of which only a refusal may come out."""

    def alone() -> None:
        for sign in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGXCPU):
            signal.signal(sign, signal.SIG_DFL)  # a native library that ends this process is a refusal, not a finding
        work()

    try:
        apart("f", alone)
    except Refused as refused:
        hold_refusal(refused.lines())
        if BUG in str(refused):
            raise AssertionError(BUG) from refused


def hold_refusal(lines: list[str], form: re.Pattern[str] = LINE) -> None:
    """Every line of a refusal has its form, is one line and holds nothing of the program."""
    assert lines
    for line in lines:
        assert form.fullmatch(line) or "fouten in totaal" in line, line
        assert not TRACE.search(re.sub(r"'[^']*'", "", line)), line
        assert len(line) < LONGEST
        assert line.isprintable() or "\xa0" in line or not line.isascii(), line


def hold_delivery(delivery: Delivery) -> None:
    """A delivery has its columns, and bounds that can be."""
    assert set(WAARNEMING) <= set(delivery.waarneming.columns)
    assert set(LEVERING) <= set(delivery.levering.columns)
    assert set(BRONTOTAAL) <= set(delivery.brontotaal.columns)
    known = delivery.waarneming.dropna(subset=["onder", "boven"])
    assert (known["onder"].astype(float) >= 0).all()
    assert (known["onder"].astype(float) <= known["boven"].astype(float)).all()
    assert delivery.is_control or delivery.lidmaatschap is not None or len(delivery.levering)
