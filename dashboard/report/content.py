"""Makes the pack: what was chosen becomes parts with figures, all from one snapshot. The same choices give the same pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from dashboard.database import Database
from dashboard.drawings import drawings
from dashboard.report import (
    discussion,
    doubtful,
    member_table,
    origins,
    position,
    region_map,
    since_last,
    situation,
    trend,
)
from dashboard.report.choices import HERE, PARTS, BadChoice, Checked, checked
from dashboard.report.facts import Facts
from dashboard.report.pack import Choices, Pack, Part
from dashboard.snapshots import Snapshot, Storage
from dashboard.wording import capital, period

__all__ = ["HERE", "BadChoice", "pack"]
PAGE = {
    "": "regio",
    "situatie": "",
    "positie": "regios",
    "kaart": "kaart",
    "leden": "regios",
    "trend": "",
    "sinds": "sinds",
    "bronnen": "bronnen",
}
Progress = Callable[[str], None]


def pack(
    database: Database,
    snapshot: Snapshot,
    place: Storage,
    choices: Choices,
    site: str = HERE,
    progress: Progress = lambda part: None,
) -> Pack:
    """The pack of these choices; BadChoice says in Dutch why there is none. site: where its links lead.

    progress is told the name of each part before it is made.
    """
    chosen = checked(database, place, choices)
    facts = Facts(database, snapshot.id, chosen)
    found: list[Part] = []
    for name in chosen.keuzes.onderdelen:
        progress(PARTS[name])
        found += _parts(name, facts, snapshot, place)
    return Pack(
        titel=f"Strategisch overleg: {chosen.gebied.naam}",
        ondertitel=f"{capital(facts.naam)}, stand {period(chosen.keuzes.periode)}, vergeleken met {facts.other_name}",
        gebied=chosen.gebied.naam,
        keuzes=chosen.keuzes,
        snapshot=snapshot.id,
        datum=date.fromisoformat(snapshot.datum),
        voorbeeld=any(part.voorbeeld for part in found),
        delen=tuple(found),
        begrippen=origins.terms(facts),
        adressen=_addresses(chosen, snapshot.id, site.rstrip("/"), found),
    )


def _parts(name: str, facts: Facts, snapshot: Snapshot, place: Storage) -> list[Part]:
    makers: Mapping[str, Callable[[], list[Part]]] = {
        "situatie": lambda: situation.parts(facts),
        "positie": lambda: position.parts(facts),
        "kaart": lambda: region_map.parts(facts, next(iter(drawings(place).values()), None)),
        "leden": lambda: member_table.parts(facts),
        "trend": lambda: trend.parts(facts),
        "sinds": lambda: since_last.parts(facts, place),
        "twijfel": lambda: doubtful.parts(facts),
        "vragen": lambda: discussion.parts(facts),
        "bronnen": lambda: origins.parts(facts, snapshot),
    }
    return makers[name]()


def _addresses(chosen: Checked, snapshot_id: str, site: str, parts: Sequence[Part]) -> dict[str, str]:
    """A link to the page that shows the same with the same choices, by the id of the part; `""` is the region itself."""
    keuzes = chosen.keuzes
    keys = {
        "gebied": keuzes.gebied_id,
        "soort": keuzes.soort,
        "indicator": keuzes.indicatoren[0],
        "periode": keuzes.periode,
        "vergelijk": keuzes.vergelijk,
        "indeling": "huidig",
        "snapshot": snapshot_id,
    }
    found = {"": f"{site}/{PAGE['']}?{urlencode(keys)}"}
    for part in parts:
        name, _, entry = part.id.partition("-")
        about = {"indicator": entry} if entry in keuzes.indicatoren else {}
        if name == "sinds":
            about = {"vorige": keuzes.vorige, "indicatoren": "+".join(keuzes.indicatoren)}
        if name in PAGE:
            found[part.id] = f"{site}/{PAGE[name]}?{urlencode(keys | about)}"
    return found
