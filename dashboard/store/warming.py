"""What is computed before the first reader comes, and beside the first readers."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor

from dashboard import store
from dashboard.snapshots import NoSnapshot


def warm_up() -> None:
    """Open the snapshot in force and compute what the first page asks; the rest follows in a thread of its own."""
    try:
        now = store.current_id()
    except NoSnapshot:
        return
    with ThreadPoolExecutor(1) as beside:  # DuckDB reads and compresses while Python imports
        beside.submit(store.database, now)
        from dashboard import charts  # noqa: F401  (Plotly is imported before the first session)
        from dashboard.store import kaart
    store.warm_up(now)
    kaart.warm_up(now)
    threading.Thread(target=_warm_up_rest, args=(now,), daemon=True).start()


def _warm_up_rest(snapshot_id: str) -> None:
    from dashboard.store import vergelijken

    store.warm_up_rest(snapshot_id)
    vergelijken.warm_up(snapshot_id)
    gc.collect()
    gc.freeze()  # what stays for good is not walked through again: that takes a tenth of a second in the middle of a page run
