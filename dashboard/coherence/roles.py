"""Which part every municipality plays on the map of a region: member, neighbour, coming or going in a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.coherence.adjacency import Borders
from dashboard.coherence.regions import SURE, Region, home, neighbours
from dashboard.coherence.whatif import PROPOSED

MEMBER = "lid van het gebied"
ASSUMED = "lid, aangenomen na een fusie"
DOUBT = "lidmaatschap onbekend na een fusie"
COMING = "komt erbij in het voorstel"
GOING = "gaat weg in het voorstel"
NEAR = "buur in een ander regiegebied"
NEAR_DOUBT = "buur, lidmaatschap onbekend na een fusie"
NEAR_UNKNOWN = "buur, regiegebied onbekend"
OF_STATUS = {"lid": MEMBER, "aangenomen": ASSUMED, "grens": DOUBT, PROPOSED: COMING}
OF_NEIGHBOUR = {"ander": NEAR, "na_fusie": NEAR_DOUBT, "onbekend": NEAR_UNKNOWN}
CERTAIN, LESS, LEAST = (
    "regiegebied, zekerheid hoog",
    "regiegebied, zekerheid middel",
    "regiegebied, zekerheid laag of niet opgegeven",
)
IN_PROPOSAL = "anders in het voorstel"
UNKNOWN = "regiegebied onbekend"
MORE = "in meer dan een"
NO_AREA = "onbekend: in geen lijst die we kennen"
OTHER = "in een andere dan deze"


def of_region(
    before: Region | None, after: Region | None, everyone: Mapping[str, Region], borders: Borders
) -> dict[str, str]:
    """The role of every municipality in or beside a region; neighbours only of a region whose list allows a verdict."""
    region = after or before
    if region is None:
        return {}
    going = set(before.leden if before else {}) - set(after.leden if after else {})
    found = {}
    if after and after.beoordeeld:
        found = {one.nis: OF_NEIGHBOUR[one.stand] for one in neighbours(after, everyone, borders)}
    found |= dict.fromkeys(going, GOING)
    return found | {nis: OF_STATUS[status] for nis, status in (after.leden if after else {}).items()}


def of_everyone(codes: Sequence[str], everyone: Mapping[str, Region], moved: frozenset[str]) -> dict[str, str]:
    """The role of every municipality of today on the map of all regions."""
    found = {}
    for nis in codes:
        standing = home(everyone.values(), nis)
        sure = [area for area, status in standing.items() if status != "grens"]
        if nis in moved:
            found[nis] = IN_PROPOSAL
        elif sure:
            certainty = everyone[sure[0]].zekerheid
            found[nis] = CERTAIN if certainty == SURE else LESS if certainty == "middel" else LEAST
        else:
            found[nis] = DOUBT if standing else UNKNOWN
    return found


def of_division(region: Region, areas: Sequence[Region], most: int) -> dict[str, str]:
    """The area of another division each member lies in; the areas with fewest members together where there are too many."""
    inside = {nis: [area for area in areas if nis in area.zeker] for nis in region.leden}
    counts: dict[str, int] = {}
    for held in inside.values():
        if len(held) == 1:
            counts[held[0].naam] = counts.get(held[0].naam, 0) + 1
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    shown = ordered if len(ordered) <= most else ordered[: most - 1]
    return {
        nis: NO_AREA if not held else MORE if len(held) > 1 else held[0].naam if held[0].naam in shown else OTHER
        for nis, held in inside.items()
    }
