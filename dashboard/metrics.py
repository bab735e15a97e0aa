"""Counts and times for Prometheus, on a port of their own that only this machine can reach; off unless a port is named.

Behind a proxy every request seems to come from this machine, so no route of the pages could tell an outsider from Prometheus.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from dashboard.settings import BadSetting

SETTING = "ACTIVERINGSMONITOR_METRICS_POORT"
HERE = "127.0.0.1"
STOPPING = 5.0
NAME = "activeringsmonitor"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16)

RUNS = Histogram(f"{NAME}_pagina_seconden", "Time a page run takes", ["pagina"], buckets=SECONDS)
MISHAPS = Counter(f"{NAME}_fouten", "Page runs that ended in a mishap")
LOADS = Counter(f"{NAME}_inladingen", "Deliveries offered on the page, by what became of them", ["uitkomst"])
HEALTHY = Gauge(f"{NAME}_gezond", "1 when the figures can be served")
SESSIONS = Gauge(f"{NAME}_sessies", "Readers connected to this process")


def port() -> int | None:
    """The port for Prometheus, from the environment; None when there is none. BadSetting when it is not a port."""
    text = os.environ.get(SETTING, "")
    if not text:
        return None
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        raise BadSetting(f"{SETTING}: '{text}' is geen poort van 1024 tot 65535.")
    return int(text)


@contextmanager
def offered(healthy: Callable[[], bool], sessions: Callable[[], int]) -> Iterator[None]:
    """Answer Prometheus while the server runs, if a port is named. Both functions are asked at every scrape."""
    chosen = port()
    if chosen is None:
        yield
        return
    HEALTHY.set_function(lambda: float(healthy()))
    SESSIONS.set_function(lambda: float(sessions()))
    server, thread = start_http_server(chosen, addr=HERE)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(STOPPING)


@contextmanager
def page_run(page: str) -> Iterator[None]:
    """Time one run of a page of the navigation."""
    with RUNS.labels(page).time():
        yield
