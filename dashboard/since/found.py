"""What changed since an earlier moment, as plain facts: five lists that never mix, and what a change in time may be called.

Texts are Dutch and rounded for the reader. No number here is more than the newest snapshot shows, except an earlier count in
`Revision.oud`, which is `gemaskeerd` where either side is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.swings import Swing

PARTS = ("nieuw", "herzien", "fusie", "samenstelling", "definitie")
MASKED = "gemaskeerd"


@dataclass(frozen=True)
class New:
    """A period of an indicator that was not known before. cijfer: the figure of the place with its unit, or why there is none."""

    indicator: str
    periode: str
    cijfer: str
    voorlopig: bool
    voorbeeld: bool


@dataclass(frozen=True)
class Revision:
    """A count a source delivered again with another value: of the place as a whole (`nis` is '') or of one municipality.

    reeks, telt: the series and what it counts. oud, nieuw: as written, both `gemaskeerd` where either is hidden or, for a
    whole, any of its parts. indeling: the municipal division the count was delivered in (0: today's).
    """

    reeks: str
    telt: str
    periode: str
    nis: str
    naam: str
    indeling: int
    oud: str
    nieuw: str
    voorbeeld: bool

    @property
    def whole(self) -> bool:
        """Whether it is the place's own total."""
        return not self.nis


@dataclass(frozen=True)
class Judged:
    """An indicator of the place at the earlier and at the later period, both as the newest snapshot has them.

    zin: the change with its doubt, in sentences. oordeel: one of `variation` (toename, afname, gewone schommeling, kan niet)
    where a stock is judged against the place's own variation, '' where the change is only stated. reden: why it is not judged.
    swing: the numbers behind a verdict; leden: the same of each member, scanned together.
    """

    indicator: str
    toen: str
    nu: str
    toen_cijfer: str
    nu_cijfer: str
    zin: str
    oordeel: str
    reden: str
    voorbeeld: bool
    swing: Swing | None = None
    leden: tuple[Swing, ...] = ()


@dataclass(frozen=True)
class Since:
    """All that changed. fusie, samenstelling, definitie: a sentence each; definitie also tells where samples became real.

    waarom: for each empty part (PARTS, and `oordelen`) one sentence that says why. tussenin: events between the two moments.
    """

    nieuw: tuple[New, ...]
    herzien: tuple[Revision, ...]
    fusie: tuple[str, ...]
    samenstelling: tuple[str, ...]
    definitie: tuple[str, ...]
    oordelen: tuple[Judged, ...]
    waarom: Mapping[str, str]
    tussenin: tuple[str, ...]

    @property
    def sample(self) -> bool:
        """Whether any figure told here is a sample."""
        return any(row.voorbeeld for row in (*self.nieuw, *self.herzien, *self.oordelen))

    @property
    def nothing(self) -> bool:
        """Whether none of the five lists holds anything."""
        return not any(getattr(self, part) for part in PARTS)
