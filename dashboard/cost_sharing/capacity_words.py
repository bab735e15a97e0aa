"""Capacity in sentences and a table: people per case worker, and where two are within reach. Never a norm."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dashboard.cost_sharing import WORDS, Count
from dashboard.cost_sharing.capacity import COUNTED, WORKERS, Place, per_worker, verdict
from dashboard.cost_sharing.typed import decimal
from dashboard.cost_sharing.words import count_words, people_range
from dashboard.markup import Column, Markup, table
from dashboard.wording import number

ADVICE = (
    "De studie van 2023 raadt minstens twee trajectbegeleiders per organisatie aan, en anders een bovenlokale organisatie. "
    "Hoeveel mensen een trajectbegeleider kan volgen, zegt ze niet: er is geen norm. Daarom vult u hier zelf in wat bij u geldt. "
    "We rekenen met twee voltijdse trajectbegeleiders."
)
ASK = "Vul uw VTE en uw caseload in. We vullen niets voor u in, want er is geen norm."
BOTH = (
    "Leefloongerechtigden en TWE-trajecten zijn twee verschillende tellingen: niet elke leefloongerechtigde zit in een traject. "
    "Kies zelf welke van de twee uw caseload bedoelt."
)
YES_NO = {"ja": "ja", "nee": "nee", "kan niet": "kan niet gezegd worden"}


def per_worker_words(place: Place, where: str, vte: Fraction) -> str:
    """What the reader's VTE mean in people, in both counts."""
    words = [f"{people_range(*per_worker(place.tellingen[kind], vte))} {WORDS[kind]}" for kind in COUNTED]
    return f"Met {decimal(vte)} VTE voor {where} komen er per voltijdse trajectbegeleider {' en '.join(words)}."


def scale_words(place: Place, where: str, load: Fraction) -> str:
    """Whether the places together reach two full-time workers, in both counts."""
    needed = WORKERS * load
    said = [_scale(place.tellingen[kind], WORDS[kind], load) for kind in COUNTED]
    return (
        f"Met een caseload van {decimal(load)} zijn er {_shown(needed)} mensen nodig voor twee voltijdse trajectbegeleiders. "
        f"Voor {where}: {said[0]}; {said[1]}."
    )


def _scale(count: Count, words: str, load: Fraction) -> str:
    if count.boven is None and count.onder == 0:
        return f"het aantal {words} is niet gekend"
    reached = {
        "ja": "haalt dat",
        "nee": "haalt dat niet",
        "kan niet": "kan beide kanten uit, want niet elk aantal is gekend",
    }
    return f"geteld in {words} ({people_range(count.onder, count.boven)}) {reached[verdict(count, load)]}"


def capacity_table(places: Sequence[Place], load: Fraction | None, note: str) -> Markup:
    """Every municipality and the chosen ones together: counts, and what the caseload makes of them."""
    columns = [Column("Gemeente")]
    for kind in COUNTED:
        columns.append(Column(WORDS[kind].capitalize() if kind == "leefloon" else "Lopende TWE-trajecten", getal=True))
        columns += [Column("VTE bij uw caseload", getal=True), Column("Twee voltijds?")] if load else []
    rows = []
    for place in places:
        cells: list[object] = [place.naam]
        for kind in COUNTED:
            count = place.tellingen[kind]
            cells.append(count_words(count))
            cells += [_vte(count, load), YES_NO[verdict(count, load)]] if load else []
        rows.append(cells)
    caption = "Schaal per gemeente en samen" if load else "Mensen per gemeente en samen"
    return table(caption, columns, rows, note, "am-breed" if load else "")


def _vte(count: Count, load: Fraction) -> str:
    if count.boven is None:
        return "n.b."
    first, last = (number(float(value / load), 1) for value in (count.onder, count.boven))
    return first if first == last else f"{first}–{last}"


def _shown(value: Fraction) -> str:
    return number(float(value), 0 if value.denominator == 1 else 1)
