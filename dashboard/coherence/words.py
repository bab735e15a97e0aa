"""What the page on coherence says: verdicts, and why there is none, in Dutch. Names of municipalities come in, sorted here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.coherence.adjacency import Contiguity
from dashboard.coherence.overlap import PARTIAL, WORDS, Overlap, Shared
from dashboard.coherence.regions import SURE, Neighbour, Region
from dashboard.wording import capital, counted, listed, number, sort_key

Names = Mapping[str, str]
SHORT = {
    "aaneen": "aaneengesloten",
    "uiteen": "niet aaneengesloten",
    "hangt_af": "niet te zeggen",
    "onbekend": "niet te zeggen",
}
STATUS = {
    "lid": "lid",
    "aangenomen": "lid, aangenomen na een fusie",
    "grens": "lidmaatschap onbekend na een fusie",
    "voorstel": "in het voorstel",
}
STAND = {
    "ander": "in een ander regiegebied",
    "na_fusie": "lidmaatschap onbekend na een fusie",
    "onbekend": "regiegebied onbekend",
}
NOT_CONFIRMED = "Voor 2026 en later zijn deze lijsten niet bevestigd."


def sorted_names(codes: Iterable[str], names: Names) -> list[str]:
    """The names of municipalities in Dutch order."""
    return sorted((names[nis] for nis in codes), key=sort_key)


def place(region: Region) -> str:
    """A region as it stands in a sentence."""
    return f"het nieuwe gebied {region.naam}" if region.nieuw else f"het regiegebied {region.naam}"


def verdict(region: Region, found: Contiguity, names: Names) -> str:
    """Whether a region's members adjoin, in one sentence; why that is not said where its list is not certain enough."""
    if not region.beoordeeld:
        return f"Of de gemeenten van {place(region)} aan elkaar grenzen, zeggen we niet: {no_verdict(region)}."
    members = f"{number(len(region.zeker))} {'zekere leden' if region.onzeker else 'gemeenten'} van {place(region)}"
    if found.oordeel == "onbekend":
        return f"Van geen enkele gemeente van vandaag weten we zeker dat ze bij {place(region)} hoort."
    if found.oordeel == "hangt_af":
        return (
            f"Of de gemeenten van {place(region)} allemaal aan elkaar grenzen, is niet te zeggen: "
            f"dat hangt af van {listed(sorted_names(found.hangt_af_van, names))}, en daarvan weten we na een fusie niet "
            "of ze bij het gebied horen."
        )
    if len(region.leden) == 1:
        return _said(region, place(region), "telt", f"één gemeente, {names[next(iter(region.zeker))]}.")
    either = f", met of zonder {listed(sorted_names(region.onzeker, names))}" if region.onzeker else ""
    if found.oordeel == "aaneen":
        return _said(region, f"de {members}", "grenzen", f"aan elkaar{either}.")
    rest = f"geen aaneengesloten gebied{either}: {apart(found, names)}."
    return _said(region, f"de {members}", "vormen", rest)


def _said(region: Region, who: str, verb: str, rest: str) -> str:
    """A statement about a region, marked as a proposal where it is one."""
    return f"In uw voorstel {verb} {who} {rest}" if region.gewijzigd else f"{capital(who)} {verb} {rest}"


def short(region: Region, found: Contiguity) -> str:
    """The verdict for a cell of a table."""
    if not region.beoordeeld:
        return "geen oordeel"
    return "één gemeente" if len(region.leden) == 1 else SHORT[found.oordeel]


def size(region: Region) -> str:
    """How many municipalities, those of unknown membership apart."""
    unsure = f" + {number(len(region.onzeker))} onzeker" if region.onzeker else ""
    return f"{number(len(region.zeker))}{unsure}"


def apart(found: Contiguity, names: Names) -> str:
    """Which members lie apart: those beside the one largest part, or every part where none is largest."""
    largest, *rest = found.stukken
    loose = [listed(sorted_names(part, names)) for part in rest]
    if len(rest[0]) == len(largest):
        parts = "; ".join(listed(sorted_names(part, names)) for part in found.stukken)
        return f"het valt uiteen in {number(len(found.stukken))} delen ({parts})"
    alone = len(rest) == 1 and len(rest[0]) == 1
    return f"{'; '.join(loose)} {'ligt' if alone else 'liggen'} los van de andere gemeenten"


def no_verdict(region: Region) -> str:
    """Why nothing is said about the contiguity and the gaps of a region."""
    if region.zekerheid and region.zekerheid != SURE:
        return f"de ledenlijst heeft zekerheid {region.zekerheid}"
    if not region.volledig:
        return "de ledenlijst kan onvolledig zijn"
    return "van de ledenlijst is geen zekerheid opgegeven"


def overview(regions: Iterable[Region], found: Mapping[str, Contiguity]) -> str:
    """In how many regions with a certain list all members adjoin; regions of one municipality are left out."""
    judged = [region for region in regions if region.beoordeeld and len(region.leden) > 1]
    if not judged:
        return "Er is geen regiegebied met een zekere ledenlijst van meer dan één gemeente."
    counts = {name: sum(found[region.gebied_id].oordeel == name for region in judged) for name in ("aaneen", "uiteen")}
    rest = len(judged) - sum(counts.values())
    total = counted(len(judged), "regiegebied", "regiegebieden")
    unclear = f" Voor {number(rest)} is het niet te zeggen." if rest else ""
    return (
        f"Van de {total} met een zekere ledenlijst en meer dan één gemeente vormen er {number(counts['aaneen'])} "
        f"een aaneengesloten gebied en {number(counts['uiteen'])} niet.{unclear}"
    )


def composition(region: Region) -> str:
    """From when the list is, and how certain."""
    if region.nieuw:
        return "Dit gebied bestaat alleen in dit voorstel."
    words = f"zekerheid {region.zekerheid}" if region.zekerheid else "zekerheid niet opgegeven"
    moment = f"Periode van de ledenlijst: {region.periode} ({words})." if region.periode else f"Ledenlijst: {words}."
    changed = "De lijst is hier gewijzigd door uw voorstel. " if region.gewijzigd else ""
    return f"{changed}{moment} {NOT_CONFIRMED}"


def merged(region: Region, names: Names) -> str:
    """The municipalities of which only a part belonged before a merger; empty when there are none."""
    unsure = sorted_names(region.onzeker, names)
    if not unsure:
        return ""
    return (
        f"Van {listed(unsure)} hoorde voor de fusie maar een deel bij dit gebied. "
        "Of de hele gemeente erbij hoort, is onbekend."
    )


def gaps(found: Sequence[Neighbour], names: Names) -> str:
    """How many neighbouring municipalities are in no known region."""
    if not found:
        return "Geen enkele andere Vlaamse gemeente grenst aan dit gebied."
    unknown = [one.nis for one in found if one.stand == "onbekend"]
    total = counted(len(found), "gemeente grenst", "gemeenten grenzen")
    if not unknown:
        return f"{total} aan dit gebied. Elk daarvan staat in een gekende ledenlijst of stond daar voor een fusie deels in."
    which = listed(sorted_names(unknown, names))
    return (
        f"{total} aan dit gebied. Van {number(len(unknown))} daarvan is het regiegebied onbekend: {which}. "
        "Onbekend betekent niet dat ze er geen hebben."
    )


def fit(found: Overlap) -> str:
    """How a region lies in one other division, in one sentence."""
    one, many = WORDS[found.soort]
    if not found.gebieden:
        return f"{capital(many)}: geen van de leden staat in een lijst die we kennen; dat is onbekend, niet geen."
    unknown = f" Van {counted(len(found.onbekend), 'lid', 'leden')} is het onbekend." if found.onbekend else ""
    which = "; ".join(_shared(area) for area in found.gebieden)
    if found.one and len(found.gebieden) == 1:
        return f"{capital(one)}: {which}."
    return f"{capital(counted(len(found.gebieden), one, many))}: {which}.{unknown}"


def _shared(area: Shared) -> str:
    incomplete = ", lijst kan onvolledig zijn" if not area.volledig else ""
    beyond = counted(area.buiten, "gemeente", "gemeenten")
    words = {
        "valt_samen": "valt ermee samen",
        "ligt_binnen": f"het gebied ligt er helemaal in, {beyond} erbuiten",
        "omvat": f"ligt helemaal in het gebied, {counted(len(area.leden), 'gemeente', 'gemeenten')}",
        "deels": f"{counted(len(area.leden), 'gemeente', 'gemeenten')} gedeeld, {beyond} erbuiten",
    }
    return f"{area.naam} ({words[area.past]}{incomplete})"


def cell(names: Sequence[str], soort: str) -> str:
    """The areas of one division a member lies in, for a cell of the matrix."""
    if names:
        return ", ".join(names)
    return "onbekend" if soort in PARTIAL else "niet in een lijst"
