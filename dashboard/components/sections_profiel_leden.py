"""The municipalities on a profile: the members of a region, or the neighbours of a municipality and those most alike."""

from __future__ import annotations

from dashboard import components as parts
from dashboard.components.choosers import address
from dashboard.components.sections_profiel import MUNICIPALITY, profiles
from dashboard.markup import Markup, fold, joined, link, paragraphs
from dashboard.overview import named
from dashboard.profile.sheet import Around, Sheet
from dashboard.store import profiel
from dashboard.wording import counted

TWO_COLUMNS = 14  # on paper


def members(snapshot_id: str, sheet: Sheet, shown: Around) -> None:
    """The municipalities of a region with the region itself as last row."""
    area = sheet.gebied
    rows = shown.tabellen["leden"]
    count = sum(bool(nis) for nis, _, _ in rows.rijen)
    parts.section(f"{counted(count, 'gemeente', 'gemeenten')} van {named(area)}")
    body = rows.drawn("Cijfers per gemeente", profiles())
    listed = body if count <= profiel.LONG else fold("Alle gemeenten", body)
    parts.html(listed if count <= TWO_COLUMNS else Markup(f'<div class="am-lang">{listed}</div>'))
    _source(snapshot_id, shown)


def around(snapshot_id: str, sheet: Sheet, shown: Around) -> None:
    """The neighbours of a municipality, and those most alike."""
    area = sheet.gebied
    parts.section(f"De buren van {area.naam}, en wie het meest op {area.naam} lijkt")
    to = profiles()
    titles = {"buren": f"Grenst aan {area.naam}", "gelijk": f"Lijkt het meest op {area.naam}"}
    found = joined(shown.tabellen[name].drawn(title, to) for name, title in titles.items() if name in shown.tabellen)
    parts.html(Markup(f'<div class="am-paar">{found}</div>'))
    if "buren" not in shown.tabellen:
        parts.html(paragraphs([f"{area.naam} grenst aan geen enkele Vlaamse gemeente."]))
    if "gelijk" in shown.tabellen:
        weighed = address(gebied=area.gebied_id, soort=MUNICIPALITY)
        weigh = link("Kies zelf hoe zwaar elk kenmerk telt", weighed, "vergelijkbaar")
        text = f"Op kenmerken van {profiel.alike_moment(snapshot_id)}, elk even zwaar. "
        parts.html(paragraphs([joined([Markup(parts.safe(text)), weigh])]))
    parts.html(paragraphs([shown.reden]))
    _source(snapshot_id, shown)


def _source(snapshot_id: str, shown: Around) -> None:
    if shown.getoond:
        parts.sourced(shown.bronnen, snapshot_id, shown.voorbeeld, "een bereik: een klein aantal is verborgen")
