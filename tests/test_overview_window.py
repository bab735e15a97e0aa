"""The newest window of quarters on the overview, also where a source was never delivered."""

import pandas as pd

from dashboard.overview import newest_window

COLUMNS = ["gebied_id", "status", "periode"]
WINDOW = "2023-K1..2024-K4"


def test_the_newest_window_that_ended_by_the_month():
    rows = [
        ("a", "volledig", WINDOW),
        ("a", "nog_niet_waarneembaar", "2023-K3..2025-K2"),
        ("b", "volledig", "2023-K2..2025-K1"),
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    assert newest_window(frame, "a", "2025-12") == WINDOW
    assert newest_window(frame, "a", "2024-11") == ""


def test_a_source_that_was_never_delivered_has_no_window():
    assert newest_window(pd.DataFrame([("a", "ontbreekt", "")], columns=COLUMNS), "a", "2025-12") == ""
