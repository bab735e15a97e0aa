"""The measured pages: a typical address of each, what a reader changes on it, and what its main figure is."""

from __future__ import annotations

from dataclasses import dataclass

PLOT = ".js-plotly-plot .main-svg"
MAP = ".am-kaart .am-l-vlakken path"


@dataclass(frozen=True)
class MeasuredPage:
    """One page: its name in the results, address, the key of the chooser that is changed and its main figure's selector."""

    naam: str
    adres: str
    keuze: str
    figuur: str


EMPTY_PAGE = MeasuredPage("leeg", "", "kies_periode", "[data-testid=stCaptionContainer] p")
PAGES = {
    page.naam: page
    for page in (
        MeasuredPage("kaart", "kaart?gebied=44021", "kies_periode", MAP),
        MeasuredPage("overzicht", "?gebied=44021", "kies_periode", PLOT),
        MeasuredPage("gemeenten", "gemeenten?gemeenten=44021,11002,71016", "kies_periode", PLOT),
        MeasuredPage("vergelijkbaar", "vergelijkbaar?gebied=41081", "kies_periode", PLOT),
        MeasuredPage("centrumsteden", "centrumsteden?gebied=44021", "kies_periode", PLOT),
        MeasuredPage("regios", "regios?soort=regiegebied&gebied=regiegebied:maasland", "kies_periode", PLOT),
        MeasuredPage("grootteklassen", "grootteklassen", "kies_periode", PLOT),
        MeasuredPage("samenhang", "samenhang?gebied=regiegebied:maasland", "kies_regio", MAP),
        MeasuredPage("gemeente", "gemeente?gebied=44021", "kies_gebied", ".am-tabel"),
        MeasuredPage("regio", "regio?gebied=regiegebied:maasland", "kies_gebied", ".am-tabel"),
        MeasuredPage("overleg", "overleg?gebied=regiegebied:maasland&soort=regiegebied", "kies_regio", ".am-tabel"),
        MeasuredPage(
            "sinds", "sinds?gebied=regiegebied:maasland&soort=regiegebied&vorige=2024-12", "kies_vorige", ".am-tabel"
        ),
        MeasuredPage(
            "verdeelsleutel", "verdeelsleutel?gebied=regiegebied:welzijnsband-meetjesland", "kies_periode", PLOT
        ),
        MeasuredPage("onderzoek", "onderzoek", "kies_vraag", PLOT),
        MeasuredPage("bronnen", "bronnen", "", ".am-begrippen"),
    )
}
MAP_PAGE = PAGES["kaart"]
