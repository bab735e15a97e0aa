"""The municipalities on a profile: the members of a region, or the neighbours of a municipality and those most alike."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import components as parts
from dashboard.catalogue import Indicator, catalogue
from dashboard.components.choosers import address
from dashboard.components.choosers_profiel import Choice
from dashboard.components.sections_profiel import MUNICIPALITY, profile
from dashboard.markup import Markup, fold, joined, link, paragraphs
from dashboard.overview import named
from dashboard.profile import Row, tables
from dashboard.sources import is_sample
from dashboard.store import profiel
from dashboard.wording import counted

LONG = 30
Shown = list[tuple[Indicator, pd.DataFrame]]


def members(snapshot_id: str, view: Choice, found: Sequence[Row]) -> Shown:
    """The municipalities of a region with the region itself as last row; what was shown."""
    known = tables.alphabetical(profiel.members(snapshot_id, view.gebied))
    parts.section(f"De {counted(len(known), 'gemeente', 'gemeenten')} van {named(view.gebied)}")
    body = _table(snapshot_id, f"Gemeenten van {view.gebied.naam}", known, found, found)
    parts.html(body if len(known) <= LONG else Markup(f'<div class="am-lang">{fold("Alle gemeenten", body)}</div>'))
    shown, _ = profiel.municipal(snapshot_id, found, list(known["nis"]))
    _source(snapshot_id, shown)
    return shown


def around(snapshot_id: str, view: Choice, found: Sequence[Row]) -> Shown:
    """The neighbours of a municipality, and those most alike; what was shown, each municipality once."""
    area = view.gebied
    parts.section(f"De buren van {area.naam}, en wie het meest op {area.naam} lijkt")
    near, like = profiel.neighbours(snapshot_id, area.gebied_id), profiel.nearest(snapshot_id, area.gebied_id)
    codes = [*near["nis"], *(like["nis"] if isinstance(like, pd.DataFrame) else [])]
    if len(near):
        parts.html(_table(snapshot_id, f"Grenst aan {area.naam}", near, found, found))
    else:
        parts.html(paragraphs([f"{area.naam} grenst aan geen enkele Vlaamse gemeente."]))
    if isinstance(like, str):
        parts.html(paragraphs([like]))
    else:
        parts.html(_table(snapshot_id, f"Lijkt het meest op {area.naam}", like, found, []))
        weighed = address(gebied=area.gebied_id, soort=MUNICIPALITY)
        weigh = link("Kies zelf hoe zwaar elk kenmerk telt", weighed, "vergelijkbaar")
        text = f"Op kenmerken van {profiel.alike_moment(snapshot_id)}, elk even zwaar. "
        parts.html(paragraphs([joined([Markup(parts.safe(text)), weigh])]))
    shown, _ = profiel.municipal(snapshot_id, found, codes)
    _source(snapshot_id, shown)
    return shown


def _table(snapshot_id: str, caption: str, known: pd.DataFrame, found: Sequence[Row], whole: Sequence[Row]) -> Markup:
    shown, earlier = profiel.municipal(snapshot_id, found, list(known["nis"]))
    return tables.places(caption, known, shown, earlier, whole, lambda name, nis: profile(name, nis))


def _source(snapshot_id: str, shown: Shown) -> None:
    if shown:
        names = dict.fromkeys(one.naam for entry, _ in shown for one in catalogue().sources_of(entry))
        sample = any(is_sample(frame) for _, frame in shown)
        parts.sourced(list(names), snapshot_id, sample, "een bereik: een klein aantal is verborgen")
