"""A literal pack with one part of each kind and each state of a figure, for the tests of the slides."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard.report.pack import (
    Bars,
    Cell,
    Choices,
    Line,
    Lines,
    Map,
    Pack,
    Part,
    Patch,
    Point,
    Points,
    Shown,
    Table,
)  # fmt: skip

SOURCE = "Bron: POD MI (dec. 2024), VDAB (dec. 2024) · 2 delen gemaskeerd · snapshot 2026-11-22·a3f9"
HOSTILE = '=HYPERLINK("http://kwaad.example";"klik")\x00\x0b<b>&"'


def known(name: str, value: float, text: str, role: str = "ander", stab: tuple[float, float] | None = None) -> Point:
    return Point(name, value, value, text, "bekend", stab, role)  # type: ignore[arg-type]


BARS = Bars(
    (
        known("Gent", 61.2, "61,2%", "gebied", (58.9, 63.4)),
        known("13 centrumsteden", 57.6, "57,6%", "vergelijking"),
        Point("Lochristi", 41.0, 48.5, "tussen 41,0 en 48,5%", "bereik"),
        Point("Destelbergen", 38.4, 38.4, "38,4%", "voorlopig"),
        Point("Oosterzele", None, None, "n.b.: minder dan 10 personen", "geen"),
        known("Merelbeke-Melle", 0.0, "0,0%"),
    ),
    "% van de leefloongerechtigden, gekend bij VDAB",
    1,
    ("Vlaanderen", 52.9, "52,9%"),
)
MONTHS = tuple(f"{2022 + at // 12}-{at % 12 + 1:02}" for at in range(36))


def line(name: str, role: str, start: float, by: float) -> Line:
    points = []
    for at, month in enumerate(MONTHS):
        value = round(start + by * at, 1)
        text = f"{value:.1f}".replace(".", ",") + "%"
        if role == "gebied" and 10 <= at <= 12:
            points.append(Point(month, None, None, "niet geleverd", "geen"))
        elif role == "gebied" and 20 <= at <= 22:
            points.append(Point(month, value - 2, value + 2, "bereik", "bereik"))
        else:
            points.append(Point(month, value, value, text, "voorlopig" if at >= 33 else "bekend"))
    return Line(name, role, tuple(points))  # type: ignore[arg-type]


LINES = Lines(
    MONTHS,
    (line("Gent", "gebied", 52, 0.25), line("13 centrumsteden", "vergelijking", 55, 0.15), line("Vlaanderen", "ander", 54, 0.17)),
    "% van de leefloongerechtigden, gekend bij VDAB",
    1,
    (("2022-05", "Oekraïne"), ("2024-01", "nieuwe telling")),
)  # fmt: skip


def table(rows: int) -> Table:
    body = tuple(
        (Cell(f"Gemeente {at}"), Cell(str(100 + at), 100 + at), Cell("tussen 41 en 45"), Cell("12,3%", 12.3), Cell("?"))
        for at in range(rows - 1)
    )
    titles = ("Gemeente", "Leefloon", "Gekend bij VDAB", "Aandeel", "Uitstroom naar werk na 3 maanden")
    total = (Cell("Samen"), Cell("3.435", 3435.0), Cell("tussen 980 en 1.012"), Cell("28,5%", 28.5), Cell("n.b."))
    return Table(titles, (False, True, True, True, True), (*body, total), som=True)


def square(x: float, y: float, size: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))


MAP = Map(
    (
        Patch("1", "Gent", (square(100, 100, 120), square(140, 140, 30)), "#1c606d", "", "Gent: 61,2%", True, (120, 200)),
        Patch("2", "Lochristi", (square(220, 100, 80),), "#83bfc4", "verborgen", "Lochristi: 41,0–48,5%", True, (260, 140)),
        Patch("3", "Destelbergen", (square(220, 180, 20),), "#d5edee", "", "Destelbergen: 38,4%", True, (230, 190)),
        Patch("4", "Oosterzele", (square(220, 200, 100),), "", "geen_verhouding", "Oosterzele: te weinig", True, (270, 250)),
        Patch("5", "Aalter", (square(-60, 100, 160),), "#ffffff", "", "Aalter", False, None),
    ),
    400,
    320,
    (
        ("#d5edee", "", "minder dan 40%"),
        ("#83bfc4", "", "40 tot 50%"),
        ("#1c606d", "", "50% of meer"),
        ("", "verborgen", "deels verborgen: meer dan één klasse mogelijk"),
    ),
)  # fmt: skip
SENTENCES = Points(
    (
        "In Gent kregen in december 2024 8.412 personen een leefloon, 2,6% meer dan een jaar eerder.",
        "Van hen was naar schatting 61,2% gekend bij VDAB. Dat is meer dan in de 13 centrumsteden samen (57,6%).",
        "Voor 2 gemeenten verbergt VDAB kleine aantallen; daarom tonen we een bereik.",
    )
)


def part(name: str, shown: Shown, title: str = "", sample: bool = True) -> Part:
    return Part(
        name,
        name.capitalize(),
        title or f"In Gent was in 2024 naar schatting 61,2% gekend bij VDAB, meer dan in de centrumsteden: {name}.",
        shown,
        f"Tekstalternatief van {name}.",
        SOURCE,
        (
            "Definitie: het deel van de leefloongerechtigden dat VDAB kent.",
            "Twijfel: teller en noemer verschillen 3 maanden.",
        ),
        pd.DataFrame(),
        sample,
    )


PARTS = (
    part("situatie", SENTENCES),
    part("positie", BARS),
    part("kaart", MAP),
    part("leden", table(30)),
    part("trend", LINES),
    part("vragen", Points(SENTENCES.zinnen, genummerd=True), sample=False),
)


def pack(*parts: Part, title: str = "Strategisch overleg regiegebied Gent", sample: bool = True) -> Pack:
    return Pack(
        title,
        "Activering van mensen met een leefloon: stand december 2024",
        "Gent",
        Choices("regiegebied", "regiegebied:gent", "2024-12", "vlaanderen", "2024-06", ("registratiegraad",), ()),
        "2026-11-22·a3f9",
        date(2026, 11, 22),
        sample,
        parts or PARTS,
        (("Leefloon", "Een uitkering van het OCMW."),),
        {
            "": "http://localhost:8501/regiofiche?gebied=regiegebied:gent",
            "trend": "http://localhost:8501/verloop?gebied=44021",
        },
    )
