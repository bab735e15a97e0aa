"""Where a region touches what lies outside Vlaanderen, and other provinces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.coherence.adjacency import Borders, reference

OUTSIDE = ("Brussel", "Wallonië", "Nederland", "Frankrijk")
PROVINCE = "provincie "


@dataclass(frozen=True)
class Contact:
    """What a region touches, and the members through which, with the metres of border, longest first."""

    buur: str
    leden: Mapping[str, int]

    @property
    def lengte(self) -> int:
        """The metres of border in all."""
        return sum(self.leden.values())


def contacts(
    members: Iterable[str],
    borders: Borders,
    provinces: Mapping[str, str],
    outside: Iterable[tuple[str, str, int]] | None = None,
) -> list[Contact]:
    """Other provinces, then Brussel, Wallonië, Nederland and Frankrijk, as far as these members touch them.

    provinces: the province of every municipality of today. A province is `other` where a member of one province adjoins a
    municipality outside the region that lies in another. outside: rows (nis, neighbour, metres); the project's own table.
    """
    inside = frozenset(members)
    found: dict[str, dict[str, int]] = {}
    for nis in sorted(inside):
        for other, length in borders.of(nis).items():
            if other not in inside and provinces[other] != provinces[nis]:
                part = found.setdefault(PROVINCE + provinces[other], {})
                part[nis] = part.get(nis, 0) + length
    ordered = sorted(found)
    for nis, neighbour, length in outside if outside is not None else _outside():
        if nis in inside and neighbour in OUTSIDE:
            found.setdefault(neighbour, {})[nis] = length
    ordered += [name for name in OUTSIDE if name in found]
    return [Contact(name, dict(sorted(found[name].items(), key=lambda pair: (-pair[1], pair[0])))) for name in ordered]


def _outside() -> list[tuple[str, str, int]]:
    return [(row["nis"], row["buur"], int(row["lengte_m"])) for row in reference("grenscontact")]
