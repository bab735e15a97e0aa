"""What a reader does best after the overview of a place: two to four views, each with the reason why. Pure: frames in, Dutch out.

Figures that stand out (standing_out) come first, then what limits their use, then what is always useful. Where nothing stands
out it says so, and says which figures could not be judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard import findings
from dashboard.areas import OWN_GROUP, Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import last_stable, on_a_year_ago, value, year_before
from dashboard.overview import Frames, named, newest_window
from dashboard.records import records
from dashboard.standing_out import INCOMPLETE, Judged, beside_flanders, year_change
from dashboard.uncertainty.distinguish import HIGHER
from dashboard.wording import bounds, capital, counted, listed, more_or_less, number, percent, period

MOST, AT_LEAST = 4, 2
WIDE = 0.10
MAP, SOURCES, HERE = "kaart", "bronnen", ""
NOT_JUDGED = {
    "te_kort": "er zijn minder dan 24 maanden bekend",
    "te_klein": "de aantallen zijn te klein",
    "gemaskeerd": "kleine aantallen zijn verborgen",
    INCOMPLETE: "niet alle gemeenten tellen mee",
    "niet_van_toepassing": "er is niets om door te delen",
    "geen_cijfer": "er is geen cijfer",
}


@dataclass(frozen=True)
class Suggestion:
    """One view: why, the words of its link, its page (the part of the address after the root) and its keys."""

    zin: str
    link: str
    pagina: str
    sleutels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Advice:
    """One sentence on whether anything stands out, and the views."""

    opening: str
    suggesties: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Beside:
    """What the figures of the place are set beside: Vlaanderen's own, and (for Vlaanderen) every municipality's leefloongraad."""

    registratiegraad: pd.DataFrame
    uitstroom: pd.DataFrame
    gemeenten: pd.DataFrame


def advice(area: Area, frames: Frames, beside: Beside, months: pd.DataFrame, periode: str) -> Advice:
    """The views for a place and a month. months: the periods leefloon is known for."""
    stable = last_stable(months, periode)
    judged: dict[str, Judged] = {}
    found: list[Suggestion] = []
    if stable:
        judged["de verandering in een jaar"] = change = year_change(frames.leefloon, area.gebied_id, stable)
        found += _change(area, frames, stable, change)
    if area.soort == "vlaanderen":
        found += _spread(beside.gemeenten, periode)
    else:
        pairs = (
            ("registratiegraad", periode, frames.registratiegraad, beside.registratiegraad),
            ("twe_uitstroom_3m", newest_window(frames.uitstroom, area.gebied_id, periode), frames.uitstroom, beside.uitstroom),
        )  # fmt: skip
        for name, at, own, flanders in pairs:
            entry = catalogue().indicatoren[name]
            here, there = own[own["gebied_id"] == area.gebied_id], flanders
            here, there = (frame[frame["periode"] == at].head(1) for frame in (here, there))
            words = f"de {entry.korte_naam.replace('Registratiegraad', 'registratiegraad')}"
            judged[words] = verdict = beside_flanders(entry, here, there)
            found += _share(area, entry, at, verdict, here, there)
    standing_out = len(found)
    found += [*_limits(area, frames, periode), *_provisional(area, periode, stable)]
    found += [*_always(area, periode)][: max(AT_LEAST - len(found), 0)]
    return Advice(_opening(area, standing_out, judged), tuple(found[:MOST]))


def _opening(area: Area, standing_out: int, judged: Mapping[str, Judged]) -> str:
    reasons = dict.fromkeys(one.reden for one in judged.values() if one.reden)
    unknown = [
        f"{listed([what for what, one in judged.items() if one.reden == reason])} ({NOT_JUDGED[reason]})"
        for reason in reasons
    ]
    text = (
        ""
        if standing_out
        else f"Bij {named(area)} valt niets op dat zeker meer is dan toeval of een gewone schommeling."
    )
    if not unknown:
        return text
    return f"{text} Niet te beoordelen: {'; '.join(unknown)}.".strip()


def _to_map(area: Area, periode: str, indicator: str, **more: str) -> dict[str, str]:
    soort = "gemeente" if area.soort in ("vlaanderen", OWN_GROUP) else area.soort
    return {"gebied": area.gebied_id, "soort": soort, "indicator": indicator, "periode": periode} | more


def _change(area: Area, frames: Frames, stable: str, judged: Judged) -> Iterator[Suggestion]:
    """More or fewer people than a year before, beyond the place's own variation, in the last stable month."""
    if not judged.oordeel:
        return
    change = on_a_year_ago(frames.leefloon, area.gebied_id, stable)
    now, then = (bounds(one.onder or 0, one.boven or 0) for one in (change.nu, change.toen))
    how = (
        more_or_less(change.relative)
        if change.relative is not None
        else "meer"
        if judged.oordeel == "toename"
        else "minder"
    )
    yield Suggestion(
        f"In {period(stable)} kregen in {named(area)} {how} mensen een leefloon dan een jaar eerder ({now} tegenover {then}). "
        "Dat is meer dan het aantal daar gewoonlijk schommelt.",
        "Zet beide maanden naast elkaar op de kaart",
        MAP,
        _to_map(area, stable, "leefloongraad", tweede=f"periode:{year_before(stable)}"),
    )


def _share(
    area: Area, entry: Indicator, periode: str, judged: Judged, own: pd.DataFrame, flanders: pd.DataFrame
) -> Iterator[Suggestion]:
    """A share that certainly lies far from that of Vlaanderen."""
    if not judged.oordeel:
        return
    here, there = (
        f"{bounds(100 * frame['onder'].iloc[0], 100 * frame['boven'].iloc[0], entry.decimalen)}%"
        for frame in (own, flanders)
    )
    exact = (own["onder"].iloc[0], flanders["onder"].iloc[0]) == (own["boven"].iloc[0], flanders["boven"].iloc[0])
    side, caveat = "hoger" if judged.oordeel == HIGHER else "lager", entry.noemer.voorbehoud if entry.noemer else ""
    words = (
        f"{entry.korte_naam}: {here} in {named(area)}, {there} in Vlaanderen.",
        f"Dat is {'' if exact else 'minstens '}{number(100 * judged.gat, entry.decimalen)} procentpunt {side}",
        "en meer dan toeval alleen verklaart.",
        f"{caveat}." if caveat else "",
    )
    yield Suggestion(
        " ".join(words).strip(),
        "Bekijk of dat bij de buren ook zo is",
        MAP,
        _to_map(area, periode, entry.id),
    )


def _spread(gemeenten: pd.DataFrame, periode: str) -> Iterator[Suggestion]:
    """How many municipalities certainly lie in the highest and in the lowest class of the map."""
    entry = catalogue().indicatoren["leefloongraad"]
    low, high = entry.klassen[0], entry.klassen[-1]
    above = int((gemeenten["onder"].round(entry.decimalen) >= high).sum())
    below = int((gemeenten["boven"].round(entry.decimalen) < low).sum())
    if above or below:
        yield Suggestion(
            f"De leefloongraad verschilt sterk: {number(high)} of meer per 1.000 inwoners in "
            f"{counted(above, 'gemeente', 'gemeenten')}, minder dan {number(low)} in {number(below)}.",
            "Bekijk welke dat zijn",
            MAP,
            {"soort": "gemeente", "indicator": entry.id, "periode": periode},
        )


def _limits(area: Area, frames: Frames, periode: str) -> Iterator[Suggestion]:
    """What must be known before a figure is used: municipalities left out, a range too wide to say much."""
    rate, count = (value(frame, area.gebied_id, periode) for frame in (frames.graad, frames.leefloon))
    count = rate if rate.dekking else count
    if count.known and not count.complete:
        yield Suggestion(
            f"De cijfers van {named(area)} tellen {findings.counted_part(count)}. Zet ze niet naast die van een volledig gebied.",
            "Lees hoe zeker de ledenlijsten zijn",
            SOURCES,
        )
    rows = frames.registratiegraad
    row = records(rows[(rows["gebied_id"] == area.gebied_id) & (rows["periode"] == periode)])
    if row and row[0]["boven"] - row[0]["onder"] > WIDE:
        parts, hidden = int(row[0]["delen"]), int(row[0]["gemaskeerd"])
        where = f"in {number(hidden)} van de {counted(parts, 'gemeente', 'gemeenten')} " if parts > 1 and hidden else ""
        low, high = (percent(row[0][side]) for side in ("onder", "boven"))
        yield Suggestion(
            f"De registratiegraad ligt ergens tussen {low} en {high}, omdat {where}kleine aantallen verborgen zijn. "
            "Daaruit kunt u weinig afleiden.",
            "Bekijk het bereik op de kaart",
            MAP,
            _to_map(area, periode, "registratiegraad"),
        )


def _provisional(area: Area, periode: str, stable: str | None) -> Iterator[Suggestion]:
    """A month the source may still revise: the last stable one is safer."""
    if stable and stable != periode:
        yield Suggestion(
            f"{capital(period(periode))} is voorlopig. De laatste stabiele maand is {period(stable)}.",
            f"Toon {period(stable)}",
            HERE,
            {"gebied": area.gebied_id, "soort": area.soort, "periode": stable},
        )


def _always(area: Area, periode: str) -> Iterator[Suggestion]:
    """What is useful whatever the figures are."""
    if area.soort != "vlaanderen":
        others = "andere gemeenten" if area.soort == OWN_GROUP else f"andere {catalogue().soorten[area.soort].meervoud}"
        yield Suggestion(
            f"Op de kaart ziet u {named(area)} tussen de {others}.",
            "Open de kaart",
            MAP,
            _to_map(area, periode, "leefloongraad"),
        )
    yield Suggestion(
        "Elk cijfer heeft een eigen definitie en een eigen bron.", "Lees wat de cijfers betekenen", SOURCES
    )
