"""Titles that stand in two lines: a shorter wording instead of a cut sentence, and the whole one for the notes."""

from __future__ import annotations

import pytest

from dashboard.catalogue import catalogue
from dashboard.report.titles import LONGEST, Worded, fitting, worded
from dashboard.sentences import Figure, Place, headline, then_and_now

WINDOW = "2023-K3..2025-K2"
FLANDERS = Place("vlaanderen", "Vlaanderen")
HERE = Place("", "Maasland")


def share(value: tuple[float, float], periode: str = WINDOW, **more: object) -> Figure:
    low, high = value
    status = "definitief" if low == high else "gemaskeerd"
    return Figure(periode, status, low, high, indicator="twe_uitstroom_3m", telling="stroom", dekking="5/5", **more)  # type: ignore[arg-type]


def test_the_fullest_wording_that_fits_is_the_title_and_the_whole_one_is_kept():
    whole = "In een heel lange plaats " + "x" * LONGEST
    assert worded([whole, "", "In Maasland."]) == Worded("In Maasland.", (whole,))
    assert worded(["In Maasland.", whole]) == Worded("In Maasland.", ())
    assert fitting([whole, whole + "y"]) == whole


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        (
            share((0.381, 0.381), stab_onder=0.30, stab_boven=0.45),
            share((0.402, 0.402), stab_onder=0.40, stab_boven=0.41),
            "In Maasland was 38,1% drie maanden na tijdelijke werkervaring aan het werk, minder dan in Vlaanderen (40,2%). "
            "Dat verschil kan toeval zijn.",
        ),
        (
            share((0.236, 0.273)),
            share((0.385, 0.385), stab_onder=0.38, stab_boven=0.39),
            "In Maasland was tussen 23,6% en 27,3% drie maanden na tijdelijke werkervaring aan het werk, minder dan in "
            "Vlaanderen (38,5%). Toeval is niet uitgesloten.",
        ),
    ],
)
def test_a_headline_leaves_out_the_window_and_never_the_doubt(own: Figure, other: Figure, said: str):
    assert headline(own, catalogue().indicatoren["twe_uitstroom_3m"], HERE, (other, FLANDERS)) == said


def test_a_headline_is_only_for_a_share_that_says_it_shortly():
    figure = Figure("2025-09", "definitief", 3.5, 3.5, indicator="leefloongraad", dekking="5/5")
    assert headline(figure, catalogue().indicatoren["leefloongraad"], HERE) == ""


def count(periode: str, value: float, dekking: str = "5/5", **more: object) -> Figure:
    return Figure(periode, "definitief", value, value, indicator="twe_lopend", dekking=dekking, **more)  # type: ignore[arg-type]


def test_then_and_now_in_one_sentence_and_nothing_where_other_municipalities_counted():
    entry = catalogue().indicatoren["twe_lopend"]
    now, then = count("2025-09", 23), count("2024-09", 30)
    assert then_and_now(now, entry, HERE, then) == (
        "Eind september 2025 liepen 23 trajecten tijdelijke werkervaring in Maasland, tegenover 30 eind september 2024."
    )
    early = count("2024-09", 30, voorlopig=True)
    assert then_and_now(now, entry, HERE, early).endswith("Het cijfer van eind september 2024 is nog voorlopig.")
    assert then_and_now(now, entry, HERE, count("2024-09", 30, "4/5")) == ""
