"""A profile page without a place of its kind: where that place does have a profile, and every profile there is, as links."""

from __future__ import annotations

from dashboard import components as parts
from dashboard import store
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.components.sections_profiel import MUNICIPALITY, profile, profiles
from dashboard.markup import Markup, fold, joined
from dashboard.overview import named
from dashboard.profile.tables import alphabetical
from dashboard.records import records
from dashboard.store import kaart, profiel
from dashboard.wording import capital, counted


def choose_municipality(snapshot_id: str, place: Area) -> None:
    """Every municipality by province; a region that was chosen leads to its own sheet."""
    elsewhere = f"{capital(named(place))} is geen gemeente. "
    lead = [] if place.soort == "vlaanderen" else [_said(elsewhere, "Open de regiofiche", place)]
    parts.prompt("Kies een gemeente om haar profiel te zien.", lead)
    known = kaart.municipalities(snapshot_id)
    today = alphabetical(known[known["indeling"] == known["indeling"].max()])
    for province, rows in today.groupby("provincie", sort=True):
        _listed(str(province), [Area(MUNICIPALITY, row["nis"], row["naam"]) for row in records(rows)])


def choose_region(snapshot_id: str, place: Area) -> None:
    """Every region by kind; a municipality that was chosen leads to its profile and to the regions it belongs to."""
    lead = []
    if place.soort == MUNICIPALITY:
        lead.append(_said(f"{place.naam} is één gemeente. ", "Open het gemeenteprofiel", place))
        own = profiel.regions_of(snapshot_id, place.gebied_id)
        lead += [_said(f"{catalogue().soorten[one.soort].naam}: ", one.naam, one) for one in own]
    parts.prompt("Kies een regio om haar fiche te zien.", lead)
    known = store.areas(snapshot_id)
    for soort, kind in catalogue().soorten.items():
        if soort not in profiel.NO_REGION:
            rows = records(known[known["soort"] == soort])
            _listed(capital(kind.meervoud), [Area(soort, row["gebied_id"], row["naam"]) for row in rows])


def _said(text: str, words: str, place: Area) -> Markup:
    return joined([Markup(parts.safe(capital(text))), profile(words, place.gebied_id, place.soort)])


def _listed(title: str, areas: list[Area]) -> None:
    to = profiles()
    links = Markup(" · ".join(to(one.naam, one.gebied_id, one.soort) for one in areas))
    parts.html(fold(title, Markup(f'<p class="am-hoort">{links}</p>'), counted(len(areas), "profiel", "profielen")))
