"""The nearest period of another rhythm, and the sentence that says why it is shown."""

import pandas as pd
import pytest

from dashboard import rhythm
from dashboard.catalogue import catalogue
from dashboard.periods import UNKNOWN_YEAR, parse

INDICATORS = catalogue().indicatoren
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
QUARTERS = [f"{year}-K{at}" for year in (2023, 2024, 2025) for at in range(1, 5)]
WINDOWS = ["2022-K4..2024-K3", "2023-K1..2024-K4", "2023-K2..2025-K1"]


def known(*texts: str) -> pd.DataFrame:
    spans = [parse("1900" if text == UNKNOWN_YEAR else text) for text in texts]
    return pd.DataFrame(
        {
            "periode": texts,
            "van": [pd.Timestamp(span.van) for span in spans],
            "tot": [pd.Timestamp(span.tot) for span in spans],
            "rijp": True,
        }
    )


MONTHLY = "Leefloongraad kennen we per maand: in plaats van"
QUARTERLY = "TWE gestart kennen we per kwartaal: in plaats van"
POOLED = "TWE-uitstroom 3 maanden kennen we over acht kwartalen samen: in plaats van"
JANUARY = "Aandeel 18–24 jaar kennen we alleen voor januari: in plaats van december 2024 ziet u januari 2024."
NO_YEAR = "Kansarmoede-index: de bron vermeldt geen jaar, dus dit is misschien niet het cijfer van december 2024."
TWO_YEARS = "1e kwartaal 2023 tot en met 4e kwartaal 2024"
FLOW = known(*QUARTERS, *WINDOWS, "2024")
CASES = [
    ("leefloongraad", known(*MONTHS), "2024", "2024-12", f"{MONTHLY} 2024 ziet u december 2024."),
    ("leefloongraad", known(*MONTHS), "2024-K2", "2024-06", f"{MONTHLY} 2e kwartaal 2024 ziet u juni 2024."),
    ("leefloongraad", known(*MONTHS), WINDOWS[1], "2024-12", f"{MONTHLY} {TWO_YEARS} ziet u december 2024."),
    (
        "leefloongraad",
        known(*MONTHS),
        UNKNOWN_YEAR,
        "2025-12",
        f"{MONTHLY} een cijfer zonder jaar ziet u december 2025.",
    ),
    ("leefloongraad", known(*MONTHS), "2024-05", "2024-05", ""),
    ("leefloongraad", known(*MONTHS), "2019-05", "2023-01", ""),  # the chooser itself says that month is not there
    ("twe_gestart", FLOW, "2024-05", "2024-K1", f"{QUARTERLY} mei 2024 ziet u 1e kwartaal 2024."),
    ("twe_gestart", FLOW, "2024-12", "2024-K4", f"{QUARTERLY} december 2024 ziet u 4e kwartaal 2024."),
    ("twe_gestart", FLOW, "2024", "2024", ""),
    (
        "twe_uitstroom_3m",
        known(*QUARTERS, *WINDOWS),
        "2024-12",
        WINDOWS[1],
        f"{POOLED} december 2024 ziet u {TWO_YEARS}.",
    ),
    (
        "twe_uitstroom_3m",
        known(*WINDOWS),
        "2020-01",
        WINDOWS[0],
        f"{POOLED} januari 2020 ziet u 4e kwartaal 2022 tot en met 3e kwartaal 2024.",
    ),
    (
        "inwoners",
        known("2023", "2024", "2025"),
        "2025-05",
        "2025",
        "Inwoners kennen we per jaar: in plaats van mei 2025 ziet u 2025.",
    ),
    ("aandeel_jongvolwassenen", known("2023-01", "2024-01", "2025-01"), "2024-12", "2024-01", JANUARY),
    ("kansarmoede_index", known(UNKNOWN_YEAR), "2024-12", UNKNOWN_YEAR, NO_YEAR),
]


@pytest.mark.parametrize(("indicator", "frame", "wanted", "shown", "said"), CASES)
def test_another_rhythm_shows_the_nearest_period_and_says_so(indicator, frame, wanted, shown, said):
    entry = INDICATORS[indicator]
    assert rhythm.nearest(frame, entry, wanted) == shown
    assert rhythm.moved(frame, entry, wanted, shown) == said


def test_there_and_back_shows_the_month_again_as_the_address_keeps_it():
    months, windows, asked = known(*MONTHS), known(*WINDOWS), "2024-05"
    away = rhythm.nearest(windows, INDICATORS["twe_uitstroom_3m"], asked)
    assert away != asked  # what is shown is not written: the address still asks May 2024
    assert rhythm.nearest(months, INDICATORS["leefloongraad"], asked) == asked


@pytest.mark.parametrize("text", ["", "<b>", "2024-13", "2025..2024", "gisteren"])
def test_what_is_no_period_moves_nothing(text):
    assert not rhythm.is_period(text)
    assert rhythm.moved(known(*MONTHS), INDICATORS["leefloongraad"], text, "2025-12") == ""
