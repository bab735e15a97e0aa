"""Turns areas that fit together into one drawing: closed paths, label points and every border once.

Method: coordinates are rounded to the drawing's grid first, so that neighbours keep exactly the same points; an edge that two
areas share is then one edge with two sides.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

from dashboard.snapshots import Storage

WIDTH = 1000
MARGIN = 4
STEPS = 10
Point = tuple[int, int]
Ring = list[Point]
Place = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Drawing:
    """One map: `gemeenten` gives per NIS code its path and label point, `grenzen` each border with its two sides.

    Units of drawing, y downwards, one decimal. An empty side is outside the map. `uit` identifies what it was made from.
    """

    vorm: str
    bron: str
    breedte: int
    hoogte: int
    gemeenten: dict[str, dict[str, str | float]]
    grenzen: list[tuple[str, str, str]]
    uit: str = ""


def scale_of(bounds: tuple[float, float, float, float]) -> float:
    """How many metres one unit of a drawing with these bounds measures."""
    return (bounds[2] - bounds[0]) / (WIDTH - 2 * MARGIN)


def draw(vorm: str, bron: str, areas: Mapping[str, Polygon | MultiPolygon], uit: str = "") -> Drawing:
    """The drawing of areas (any metric system, y upwards) that share their borders exactly."""
    bounds = shapely.total_bounds(list(areas.values()))
    left, _, _, top = bounds
    unit = scale_of(tuple(bounds))

    def place(points: np.ndarray) -> np.ndarray:
        shifted = np.column_stack([points[:, 0] - left, top - points[:, 1]]) / unit + MARGIN
        return np.rint(shifted * STEPS).astype(int)

    rings = {nis: list(_rings(areas[nis], place)) for nis in sorted(areas)}
    return Drawing(
        vorm=vorm,
        bron=bron,
        breedte=WIDTH,
        hoogte=int(np.ceil((top - bounds[1]) / unit)) + 2 * MARGIN,
        gemeenten={nis: _area(found, areas[nis], place) for nis, found in rings.items()},
        grenzen=_borders(rings),
        uit=uit,
    )


def _rings(area: Polygon | MultiPolygon, place: Place) -> Iterator[Ring]:
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            points = [tuple(point) for point in place(shapely.get_coordinates(ring))]
            kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
            if len(kept) > 3:
                yield kept


def _area(rings: list[Ring], area: Polygon | MultiPolygon, place: Place) -> dict[str, str | float]:
    largest = max(shapely.get_parts(area), key=shapely.area)
    inside = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest))[:1]
    x, y = place(inside)[0] / STEPS
    return {"pad": "".join(_path(ring[:-1]) + "Z" for ring in rings), "x": float(x), "y": float(y)}


def _borders(rings: dict[str, list[Ring]]) -> list[tuple[str, str, str]]:
    sides: dict[tuple[Point, Point], list[str]] = defaultdict(list)
    for nis, found in rings.items():
        for ring in found:
            for start, end in pairwise(ring):
                sides[min(start, end), max(start, end)].append(nis)
    edges: dict[tuple[str, str], list[tuple[Point, Point]]] = defaultdict(list)
    for edge, codes in sides.items():
        if len(codes) == 1 or len(set(codes)) == 2:  # an edge that one area passes twice is a needle, not a border
            one, other = (*sorted(codes), "")[:2]
            edges[one, other].append(edge)
    return [
        (one, other, _path(_points(line)))
        for (one, other), found in sorted(edges.items())
        for line in shapely.get_parts(shapely.line_merge(shapely.MultiLineString(found)))
    ]


def _points(line: LineString) -> Ring:
    return [(int(x), int(y)) for x, y in shapely.get_coordinates(line)]


def _path(points: Ring) -> str:
    return "M" + "L".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(steps: int) -> str:
    return f"{steps / STEPS:.1f}".removesuffix(".0")


def content(drawing: Drawing) -> bytes:
    """The drawing as JSON, the same bytes for the same drawing."""
    return json.dumps(asdict(drawing), ensure_ascii=False, separators=(",", ":")).encode()


def write(place: Storage, drawing: Drawing) -> Path:
    """Put a drawing in the place of the earlier one of its form; a crash leaves the old one whole."""
    place.grenzen.mkdir(parents=True, exist_ok=True)
    target = place.grenzen / f"{drawing.vorm}.json"
    partial = place.grenzen / f".{drawing.vorm}.{os.getpid()}.deel"
    with partial.open("wb") as handle:
        handle.write(content(drawing))
        handle.flush()
        os.fsync(handle.fileno())
    partial.replace(target)
    return target
