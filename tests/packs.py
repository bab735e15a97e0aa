"""Literal packs for the tests of the writers."""

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
    State,
    Table,
)

HOSTILE = (
    '#import "x": *',
    "$ sum_(a)^b $",
    "*vet* _schuin_ @label <x>",
    '"aan" \\ `code` // geen commentaar',
    "#{panic()}",
)
NO_FIGURES = pd.DataFrame()
CHOICES = Choices("regiegebied", "regiegebied:proef", "2024-12", "vlaanderen:vlaanderen", "2024-06", ("aandeel",), ())


def point(naam: str, value: float, text: str, staat: State = "bekend", **more: object) -> Point:
    """A point with one value."""
    return Point(naam, value, value, text, staat, **more)  # type: ignore[arg-type]


def part(id: str, shown: Shown, titel: str = "In Proef is het aandeel 12,3%.", voorbeeld: bool = False) -> Part:
    """A part with everything a reader sees around the figure."""
    return Part(
        id,
        f"Deel {id}",
        titel,
        shown,
        f"Figuur van {id}: alles wat te zien is, in woorden.",
        "Bron: POD MI, december 2024 · twee delen verborgen · snapshot 2026-11-22·a3f9",
        ("Leefloongerechtigden zijn mensen die in de maand een leefloon kregen.", "Dat verschil kan toeval zijn."),
        NO_FIGURES,
        voorbeeld,
    )


def bars() -> Bars:
    """Bars of every state: known, provisional, masked, none; with chance, and a rule."""
    return Bars(
        (
            point("Regio Proef", 44.1, "44,1%", stab=(41.0, 47.2), rol="gebied"),
            point("Vlaanderen", 38.2, "38,2%", rol="vergelijking"),
            point("Aalter", 51.5, "51,5%", "voorlopig"),
            Point("Zelzate", 31.0, 37.0, "tussen 31,0% en 37,0%", "bereik"),
            Point("Kaprijke", None, None, "n.b.: geen cijfer geleverd", "geen"),
            point("Eeklo", 0.0, "0,0%"),
        ),
        "% van de leefloongerechtigden",
        1,
        ("Mediaan", 40.4, "40,4%"),
    )


def lines(count: int = 30) -> Lines:
    """Two lines by month: a gap, a masked stretch, a provisional end, and two events."""
    months = tuple(f"{2022 + at // 12}-{at % 12 + 1:02d}" for at in range(count))
    own = []
    for at, month in enumerate(months):
        value = 40 + at / 4 + (at % 5) / 3
        text = f"{value:.1f}%".replace(".", ",")
        if at in (8, 9):
            own.append(Point(month, None, None, "n.b.", "geen"))
        elif at == 15:
            own.append(Point(month, value - 1, value + 2, "43,1–46,1%", "bereik"))
        else:
            own.append(
                point(month, value, text, "voorlopig" if at >= count - 3 else "bekend", stab=(value - 1.2, value + 1.2))
            )
    other = [point(month, 41 + at / 9, f"{41 + at / 9:.1f}%".replace(".", ",")) for at, month in enumerate(months)]
    events = ((months[2], "fusie"), (months[count // 2], "nieuwe definitie"))
    return Lines(
        months,
        (Line("Regio Proef", "gebied", tuple(own)), Line("Vlaanderen", "vergelijking", tuple(other))),
        "% van de leefloongerechtigden",
        1,
        events,
    )


def table(rows: int = 12) -> Table:
    """Members with counts, the last row a total."""
    body = [
        (Cell(f"Gemeente {at}"), Cell(f"1.{at:03d}", 1000.0 + at), Cell(f"{at},5%", at + 0.5), Cell("tussen 41 en 45"))
        for at in range(rows)
    ]
    titles = ("Gemeente", "Leefloongerechtigden", "Aandeel gekend bij VDAB", "Trajecten")
    total = (Cell("Samen"), Cell("12.345", 12345.0), Cell("6,0%", 6.0), Cell("tussen 410 en 450"))
    return Table(titles, (False, True, True, True), (*body, total), True)


def square(nis: str, naam: str, x: float, y: float, eigen: bool, kleur: str = "#83bfc4", patroon: str = "") -> Patch:
    """A municipality of 200 by 160 units."""
    ring = ((x, y), (x + 200, y), (x + 200, y + 160), (x, y + 160))
    return Patch(
        nis, naam, (ring,), kleur, patroon, f"{naam}: {nis[-2:]},7%" if eigen else "", eigen, (x + 100, y + 80)
    )


def ground() -> Map:
    """Four municipalities of a region, one masked, one missing, and a neighbour that leaves the frame."""
    patches = (
        square("44021", "Gent", 200, 100, True, "#053d48"),
        square("44013", "Destelbergen", 400, 100, True, "#83bfc4", "verborgen"),
        square("44034", "Lochristi", 400, 260, True, "#f3f5f7", "ontbreekt"),
        square("44043", "Merelbeke", 200, 260, True),
        square("44012", "De Pinte", 100, 420, False, "#ffffff"),
    )
    key = (("#83bfc4", "", "10 tot 20%"), ("#053d48", "", "20% of meer"), ("", "verborgen", "deels verborgen"))
    return Map(patches, 800, 500, key)


def pack(*parts: Part, voorbeeld: bool = False, gebied: str = "Regio Proef") -> Pack:
    """A pack of these parts."""
    return Pack(
        f"Strategisch overleg {gebied}",
        "December 2024, vergeleken met Vlaanderen en met het overleg van juni 2024",
        gebied,
        CHOICES,
        "2026-11-22·a3f9",
        date(2026, 11, 22),
        voorbeeld,
        parts,
        (
            ("Leefloon", "Een uitkering van het OCMW voor wie te weinig inkomen heeft."),
            ("VDAB", "De Vlaamse arbeidsdienst."),
        ),
        {"": "https://monitor.example/regio?gebied=proef", "kaart": "https://monitor.example/kaart?gebied=proef"},
    )


def full(voorbeeld: bool = True) -> Pack:
    """A pack with everything a netwerkmanager can choose."""
    sentences = (
        "In Proef is 44,1% gekend bij VDAB, meer dan in Vlaanderen (38,2%).",
        "Dat verschil kan toeval zijn.",
    ) * 3
    return pack(
        part("situatie", Points(sentences), "In de regio Proef kregen in december 2024 12.345 mensen een leefloon."),
        part(
            "ligging",
            bars(),
            "Proef ligt met 44,1% hoger dan Vlaanderen (38,2%); dat verschil is groter dan toeval.",
            voorbeeld,
        ),
        part("kaart", ground(), "Drie van de vier gemeenten van Proef liggen hoger dan Vlaanderen.", voorbeeld),
        part("leden", table(22), "Gemeente 21 heeft het grootste aandeel van de regio."),
        part("verloop", lines(), "Sinds juni 2022 steeg het aandeel van 40,0% naar 48,6%.", voorbeeld),
        part("veranderd", table(4), "Sinds juni 2024 zijn er zes nieuwe maanden en twee herziene cijfers."),
        part("twijfel", Points(sentences[:4]), "Vier cijfers leest u best met voorbehoud."),
        part("vragen", Points(sentences[:3], True), "Drie vragen om samen te bespreken"),
        voorbeeld=voorbeeld,
    )
