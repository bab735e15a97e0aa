"""Rings cut off at the edge of a map's frame (Sutherland and Hodgman, 1974)."""

from __future__ import annotations

from collections.abc import Callable

Pair = tuple[float, float]
Ring = list[Pair]


def clipped(ring: tuple[Pair, ...], width: float, height: float) -> Ring:
    """The part of a closed ring inside the frame from (0, 0) to (width, height); empty when nothing is."""
    points = list(ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        points = _half(points, lambda point, axis=axis, limit=limit, sign=sign: sign * (point[axis] - limit))  # type: ignore[misc]
    return points if len(points) > 2 else []


def _half(points: Ring, inside: Callable[[Pair], float]) -> Ring:
    found: Ring = []
    for at, point in enumerate(points):
        before = points[at - 1]
        here, there = inside(point), inside(before)
        if (here >= 0) != (there >= 0):
            share = there / (there - here)
            found.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if here >= 0:
            found.append(point)
    return found
