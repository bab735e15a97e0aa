"""Names beside points without overlap: greedy, at the width of a phone, where there is least room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

NARROWEST = 270
LETTER = 6.6
HEIGHT = 15
NEAR = 7
SIDES = (("left", 1, 0), ("right", -1, 0), ("center", 0, 1), ("center", 0, -1))
SPOTS = (*SIDES, ("left", 1, 1), ("left", 1, -1), ("right", -1, 1), ("right", -1, -1))
Box = tuple[float, float, float, float]


def placed(
    points: Sequence[tuple[float, float, str]], height: float, first: Sequence[int] = ()
) -> dict[int, dict[str, Any]]:
    """Anchor and shift of every name that fits, by index; a name without room is left out (the table has it).

    points: x and y as shares of the plot (0 to 1, y upwards) with a name. first: the points that are served first.
    """
    taken: list[Box] = [_around(x * NARROWEST, y * height) for x, y, _ in points]
    order = [*first, *(at for at in range(len(points)) if at not in first)]
    found: dict[int, dict[str, Any]] = {}
    for at in order:
        x, y, name = points[at]
        for anchor, across, up in SPOTS:
            box = _box(x * NARROWEST, y * height, LETTER * len(name), anchor, across, up)
            if box[0] >= 0 and box[2] <= NARROWEST and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found[at] = {"xanchor": anchor, "yanchor": "middle", "xshift": NEAR * across, "yshift": 12 * up}
                break
    return found


def _around(x: float, y: float) -> Box:
    return x - 5, y - 5, x + 5, y + 5


def _box(x: float, y: float, width: float, anchor: str, across: int, up: int) -> Box:
    left = x + NEAR * across if anchor == "left" else x + NEAR * across - width if anchor == "right" else x - width / 2
    middle = y + 12 * up
    return left, middle - HEIGHT / 2, left + width, middle + HEIGHT / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
