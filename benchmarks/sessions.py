"""Many readers at once on one process: throughput without pauses, fifty calm readers, memory per session, and a soak."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from itertools import cycle, islice

from benchmarks.measures import Measures
from benchmarks.pages import EMPTY_PAGE, MAP_PAGE, PAGES, MeasuredPage
from benchmarks.protocol import Reader
from benchmarks.serving import Server
from benchmarks.spread import percentile, slope, spread

CROWD = 20
USERS = 50
PAUSE_S = 5.0
LEAST_SOAK_MIN = 5
MIXED = tuple(page for page in PAGES.values() if page.keuze)
CROWDED = tuple(islice(cycle(MIXED), USERS))
RELEASED_AFTER_S = 130.0  # Streamlit keeps the state of a reader who left for two minutes, for when the network returns


def measure_single(monitor: Server, empty: Server, repeats: int, into: Measures) -> None:
    """One reader, no pauses: time and processor time of a change on every page. The latter hardly depends on other work."""
    for page, server in [(EMPTY_PAGE, empty), *((page, monitor) for page in MIXED)]:
        waited, used, sent = asyncio.run(_alone(server, page, repeats))
        into.add(f"server.{page.naam}.ms", spread(waited), "ms")
        into.add(f"server.{page.naam}.cpu_ms", used, "ms")
        into.add(f"server.{page.naam}.kb", spread(sent), "kB")


def measure_throughput(monitor: Server, empty: Server, seconds: float, into: Measures) -> None:
    """Twenty sessions that choose without pausing: changes per second on the map page beside those of the empty page."""
    before = asyncio.run(_hurried(empty, EMPTY_PAGE, seconds / 2))
    ours = asyncio.run(_hurried(monitor, MAP_PAGE, seconds))
    after = asyncio.run(_hurried(empty, EMPTY_PAGE, seconds / 2))
    floor, found = (len(before) + len(after)) / seconds, len(ours) / seconds
    into.add("drukte.leeg", floor, "per s")
    into.add("drukte.kaart", found, "per s")
    into.add(
        "drukte.verhouding", found / floor, "× leeg", f"{found:.1f} per s tegen {floor:.1f} per s voor de lege pagina"
    )


def measure_users(monitor: Server, seconds: float, into: Measures) -> None:
    """Fifty readers on mixed pages, one change each five seconds: how long the server takes for the slowest twentieth."""
    asyncio.run(_users(monitor, PAUSE_S * 2))  # the first choices meet empty caches
    used = monitor.cpu_seconds()
    waited = asyncio.run(_users(monitor, seconds))
    used = (monitor.cpu_seconds() - used) / seconds
    note = f"{len(waited)} wissels, mediaan {percentile(waited, 50):.0f} ms, de server gebruikte {used:.2f} processor"
    into.add("gebruikers.p95_ms", percentile(waited, 95), "ms", note)


def measure_memory(monitor: Server, into: Measures, wait: float = RELEASED_AFTER_S) -> None:
    """Memory with one session, per further session, and what a second crowd adds after the first has left."""
    start = monitor.memory_mb()
    one = asyncio.run(_crowd(monitor, [MAP_PAGE]))
    into.add("geheugen.een_sessie_mb", one, "MB", f"na de start zonder lezer {start:.0f} MB")
    for page in MIXED:  # fill the caches, which are not part of a session
        asyncio.run(_crowd(monitor, [page]))
    into.add("geheugen.alle_paginas_mb", monitor.memory_mb(), "MB", "een lezer die elke pagina bezocht")
    before = monitor.memory_mb()
    during = asyncio.run(_crowd(monitor, CROWDED))
    into.add(
        "geheugen.per_sessie_mb",
        max(during - before, 0) / USERS,
        "MB",
        f"{before:.0f} → {during:.0f} MB met {USERS} sessies",
    )
    time.sleep(wait)
    again = asyncio.run(_crowd(monitor, CROWDED))
    grown = (again - during) / USERS
    into.add(
        "geheugen.niet_vrijgegeven_mb",
        grown,
        "MB",
        f"een tweede groep van {USERS} na het vertrek van de eerste: {again:.0f} MB",
    )


def measure_soak(monitor: Server, minutes: float, into: Measures) -> None:
    """Fifty calm readers for long, everyone replaced now and then: how fast memory still rises after the first quarter."""
    if minutes < LEAST_SOAK_MIN:
        raise ValueError(f"een duurproef duurt minstens {LEAST_SOAK_MIN} minuten")
    asyncio.run(_users(monitor, PAUSE_S * 2))
    found = asyncio.run(_soaked(monitor, minutes))
    late = [(place, size) for place, size in found if place > minutes / 4]
    places, sizes = [place / 60 for place, _ in late], [size for _, size in late]
    highest = max(size for _, size in found)
    note = f"{minutes:.0f} minuten, van {found[0][1]:.0f} naar {found[-1][1]:.0f} MB, hoogste {highest:.0f} MB"
    into.add("duur.mb_per_uur", slope(places, sizes), "MB/u", note)


async def _alone(server: Server, page: MeasuredPage, repeats: int) -> tuple[list[float], float, list[float]]:
    async with Reader(server.address, page) as reader:
        await reader.change()
        used, waited, sent = server.cpu_seconds(), [], []
        for _ in range(repeats):
            waited.append(await reader.change())
            sent.append(reader.received / 1000)
        return waited, (server.cpu_seconds() - used) * 1000 / repeats, sent


async def _readers(stack: AsyncExitStack, server: Server, pages: Iterable[MeasuredPage]) -> list[Reader]:
    """Readers who come one after the other, as real ones do."""
    return [await stack.enter_async_context(Reader(server.address, page)) for page in pages]


async def _hurried(server: Server, page: MeasuredPage, seconds: float) -> list[float]:
    async with AsyncExitStack() as stack:
        readers = await _readers(stack, server, [page] * CROWD)
        until = time.perf_counter() + seconds

        async def hurry(reader: Reader) -> list[float]:
            waited = []
            while time.perf_counter() < until:
                waited.append(await reader.change())
            return waited

        return [one for found in await asyncio.gather(*map(hurry, readers)) for one in found]


async def _users(server: Server, seconds: float) -> list[float]:
    async with AsyncExitStack() as stack:
        readers = await _readers(stack, server, CROWDED)
        return await _calmly(readers, seconds)


async def _calmly(readers: Sequence[Reader], seconds: float) -> list[float]:
    """Every reader starts at a moment of its own and chooses each five seconds, or at once when the answer took longer."""
    chance, began = random.Random(20), time.perf_counter()

    async def calm(reader: Reader, first: float) -> list[float]:
        waited, due = [], began + first
        while due < began + seconds:
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            waited.append(await reader.change())
            due += PAUSE_S
        return waited

    starts = [chance.uniform(0, PAUSE_S) for _ in readers]
    return [one for found in await asyncio.gather(*map(calm, readers, starts)) for one in found]


async def _crowd(server: Server, pages: Iterable[MeasuredPage]) -> float:
    """A reader on each of these pages who changes something twice; the memory while they are all there."""
    async with AsyncExitStack() as stack:
        for reader in await _readers(stack, server, pages):
            await reader.change()
            await reader.change()
        return server.memory_mb()


async def _soaked(server: Server, minutes: float) -> list[tuple[float, float]]:
    """The memory at every minute, while the readers leave and others come every five minutes."""
    began, found = time.perf_counter(), [(0.0, server.memory_mb())]
    while (passed := (time.perf_counter() - began) / 60) < minutes:
        async with AsyncExitStack() as stack:
            readers = await _readers(stack, server, CROWDED)
            for _ in range(5):
                await _calmly(readers, 60)
                passed = (time.perf_counter() - began) / 60
                found.append((passed, server.memory_mb()))
                if passed >= minutes:
                    break
    return found
