"""Hides small counts as VDAB hides them: 1, 2 and 3 are replaced by a sign, 0 is shown.

Meaning: a sign stands for certain bounds, which the heading of the file states. A whole and its part carry the same
mask: where the whole is hidden, the part is hidden too **whatever it is**, 0 included, with a sign of its own for 0 to
3. Writing the sign of 1 to 3 there would state bounds that may not hold the count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.sample.vlaanderen import Counts

KLEIN = (1, 3)
MET_GEHEEL = (0, 3)
Cells = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Tekens:
    """What a file writes for a hidden count: `klein` for 1 to 3, `met_geheel` for a part of a hidden whole."""

    klein: str
    met_geheel: str = "*"

    def heading(self) -> tuple[tuple[str, int, int], ...]:
        """Sign and bounds, as the heading of the file states them."""
        return (self.klein, *KLEIN), (self.met_geheel, *MET_GEHEEL)


def hidden(counts: Counts) -> Flags:
    """Which counts are too small to be shown."""
    return (counts >= KLEIN[0]) & (counts <= KLEIN[1])


def masked(counts: Counts, tekens: Tekens) -> Cells:
    """Cells with the counts, or the sign where a count is hidden."""
    cells = counts.astype(object)
    cells[hidden(counts)] = tekens.klein
    return cells


def masked_part(part: Counts, whole: Counts, tekens: Tekens) -> Cells:
    """Cells with the counts of a part, hidden with its whole."""
    cells = masked(part, tekens)
    cells[hidden(whole)] = tekens.met_geheel
    return cells
