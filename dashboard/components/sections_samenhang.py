"""The parts of the page on coherence: the finding, the map with its files, neighbours, contacts and overlap."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import components
from dashboard.coherence import contact, overlap, words
from dashboard.coherence.adjacency import Contiguity, borders, contiguity
from dashboard.coherence.regions import Region, neighbours
from dashboard.components import choosers_samenhang
from dashboard.components.choosers_samenhang import Choice
from dashboard.markup import Column, fold, paragraphs, table
from dashboard.wording import capital, counted, listed, number, sort_key

LENGTHS = "Lengten zijn bij benadering; een kort contact met een ander gewest of land kan ontbreken."
PARTIAL = (
    "De lijsten van IGS'en en wijk-werkorganisaties zijn niet volledig (register van 2023–2024, zonder interlokale "
    "verenigingen). Onbekend betekent daar niet dat er geen is."
)


def opening(view: Choice) -> str:
    """The page's first words, which are the map's text alternative too."""
    region = view.regio
    if region is None:
        found = {area: judged(one) for area, one in view.na.items()}
        sentence = words.overview(view.na.values(), found)
        changed = "Uw voorstel is hier meegeteld. " if view.voorstel else ""
        components.finding(
            sentence, [f"{changed}{words.NOT_CONFIRMED} Onbekend betekent niet dat er geen regiegebied is."]
        )
        return sentence
    if region.gebied_id not in view.na:
        sentence = f"In uw voorstel houdt {words.place(region)} geen gemeenten over."
        components.finding(sentence, [words.composition(region)])
        return sentence
    sentence = words.verdict(region, judged(region), view.kader.namen)
    components.finding(sentence, [words.composition(region), words.merged(region, view.kader.namen)])
    return sentence


def judged(region: Region) -> Contiguity:
    """Whether a region is one whole."""
    return contiguity(region.zeker, region.onzeker, borders())


def every_region(view: Choice) -> None:
    """All regions with their verdict, their neighbours in no known region, and how they fit other divisions."""
    columns = [Column("Regiegebied"), Column("Zekerheid"), Column("Gemeenten", getal=True), Column("Aan elkaar")]
    columns += [Column("Buren met onbekend regiegebied", getal=True)]
    columns += [Column(capital(overlap.WORDS[soort][1]), getal=True) for soort in overlap.KINDS]
    rows = []
    for region in view.na.values():
        found = neighbours(region, view.na, borders()) if region.beoordeeld else []
        unknown = number(sum(one.stand == "onbekend" for one in found)) if region.beoordeeld else "–"
        certainty = "voorstel" if region.nieuw else region.zekerheid or "niet opgegeven"
        label = choosers_samenhang.region_link(region)
        rows.append(
            [label, certainty, words.size(region), words.short(region, judged(region)), unknown, *_counts(view, region)]
        )
    note = "bij elke andere indeling: over hoeveel gebieden de leden verdeeld zijn; + betekent dat leden in geen lijst staan"
    components.html(table("Alle regiegebieden", columns, rows, note))
    components.html(paragraphs(["Een oordeel geven we alleen bij een volledige lijst met zekerheid hoog.", PARTIAL]))


def _counts(view: Choice, region: Region) -> list[str]:
    if not region.beoordeeld:
        return ["–"] * len(overlap.KINDS)
    found = overlaps(view, region)
    return [
        f"{number(len(one.gebieden))}{' +' if one.onbekend else ''}" if one.gebieden else "onbekend" for one in found
    ]


def overlaps(view: Choice, region: Region) -> list[overlap.Overlap]:
    """A region against every other division."""
    return [overlap.overlap(region.zeker, soort, view.kader.indelingen[soort]) for soort in overlap.KINDS]


def around(view: Choice, region: Region) -> None:
    """What a region borders on: municipalities with their region, then other provinces, regions and countries."""
    found, names = neighbours(region, view.na, borders()), view.kader.namen
    components.html(paragraphs([words.gaps(found, names)]))
    columns = [Column("Buurgemeente"), Column("Regiegebied"), Column("Gedeelde grens, km", getal=True)]
    rows = [[names[one.nis], _standing(view, one.regios, one.stand), number(one.lengte / 1000, 1)] for one in found]
    if rows:
        body = table(f"Wat grenst aan {words.place(region)}", columns, rows)
        components.html(fold(counted(len(rows), "buurgemeente", "buurgemeenten"), body))
    touched = contact.contacts(region.zeker, borders(), view.kader.provincies)
    if not touched:
        components.html(
            paragraphs(["We vinden geen contact met een andere provincie, een ander gewest of een ander land."])
        )
        return
    columns = [Column("Grenst ook aan"), Column("Via"), Column("Grens, km", getal=True)]
    cells = [
        [capital(one.buur), listed([names[nis] for nis in one.leden]), number(one.lengte / 1000, 1)] for one in touched
    ]
    components.html(table("Andere provincies, gewesten en landen", columns, cells, LENGTHS))
    absent = [name for name in contact.OUTSIDE if name not in {one.buur for one in touched}]
    if absent:
        components.html(paragraphs([f"Geen contact gevonden met {listed(absent)}."]))


def _standing(view: Choice, areas: Sequence[str], stand: str) -> str:
    parts = [f"{view.na[area].naam} ({view.na[area].periode or 'periode onbekend'})" for area in areas]
    return f"deels in {listed(parts)}; na een fusie onbekend" if stand == "na_fusie" else listed(parts) or "onbekend"


def fits(view: Choice, region: Region) -> None:
    """A region against other divisions: a sentence each, and a matrix of members and divisions."""
    found, names = overlaps(view, region), view.kader.namen
    components.html(paragraphs([words.fit(one) for one in found]))
    columns = [Column("Gemeente"), *(Column(choosers_samenhang.kind_words(soort)) for soort in overlap.KINDS)]
    rows = []
    for nis in sorted(region.leden, key=lambda code: sort_key(names[code])):
        lies = {
            soort: [area.naam for area in view.kader.indelingen[soort] if nis in area.zeker] for soort in overlap.KINDS
        }
        doubt = "" if nis in region.zeker else " (lidmaatschap onbekend)"
        rows.append([names[nis] + doubt, *(words.cell(lies[soort], soort) for soort in overlap.KINDS)])
    components.html(table(f"Leden van {words.place(region)} en hun andere gebieden", columns, rows, PARTIAL))
    frame = pd.DataFrame(rows, columns=[column.naam for column in columns])
    slug = region.gebied_id.partition(":")[2]
    components.table_downloads(f"overlap-{slug}", frame, [("Let op", PARTIAL)], "Overlap", "overlap")
