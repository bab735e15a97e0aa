"""The tile map: every municipality the same hexagon, about where it lies, so that small ones are as visible as large ones.

Method: the land of the schematic map is filled with as many hexagons as there are municipalities, and their centre points are
assigned to hexagons by the least total squared distance. Seven in ten pairs of neighbours stay neighbours.
"""

from __future__ import annotations

import numpy as np
import shapely
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from shapely.geometry import Polygon

from dashboard.ingest import schematisch

FORM = "tegels"
SOURCE = "Tegelkaart: elke gemeente is even groot en staat ongeveer op haar plaats."
CORNERS = ((0, 2), (1, 1), (1, -1), (0, -2), (-1, -1), (-1, 1))
ROOM = np.sqrt(3) / 2


def areas() -> dict[str, Polygon]:
    """Per NIS code its hexagon; together they have the shape of Vlaanderen, the municipality without neighbours apart."""
    places = schematisch.today()
    together = places[~places["alleen"]].reset_index(drop=True)
    land = schematisch.outline(together)
    unit = _unit(land, len(together))
    cells = _filling(land, unit, len(together))
    centres = cells * unit
    points = together[["x", "y"]].to_numpy()
    at = linear_sum_assignment(cdist(points, centres, "sqeuclidean"))[1]
    found = {nis: _hexagon(cells[cell], unit) for nis, cell in zip(together["nis"], at, strict=True)}
    apart = places[places["alleen"]]
    for nis, near in zip(apart["nis"], apart[["x", "y"]].to_numpy(), strict=True):
        free = _lattice(np.concatenate([near - 4 * unit, near + 4 * unit]), unit)
        free = free[cdist(free * unit, centres).min(axis=1) > 3 * unit[0]]
        found[nis] = _hexagon(free[cdist(free * unit, [near]).argmin()], unit)
    return found


def _unit(land: Polygon, wanted: int) -> np.ndarray:
    """Half the width and a quarter of the height of a hexagon of which as many as wanted have the area of the land."""
    width = np.sqrt(land.area / wanted / ROOM)
    return np.array([width / 2, width / ROOM / 4])


def _lattice(bounds: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Centres of hexagons in whole units, so that corners of neighbours are exactly the same point."""
    left, bottom, right, top = bounds / np.tile(unit, 2)
    rows = range(int(bottom // 3) - 1, int(top // 3) + 3)
    columns = range(int(left // 2) - 1, int(right // 2) + 3)
    return np.array([(2 * column + row % 2, 3 * row) for row in rows for column in columns])


def _filling(land: Polygon, unit: np.ndarray, wanted: int) -> np.ndarray:
    """The cells that lie deepest in the land."""
    lattice = _lattice(np.array(land.bounds), unit)
    points = shapely.points(lattice * unit)
    depth = shapely.distance(land.boundary, points) * np.where(shapely.contains(land, points), -1, 1)
    return lattice[np.lexsort((lattice[:, 1], lattice[:, 0], np.round(depth)))[:wanted]]


def _hexagon(cell: np.ndarray, unit: np.ndarray) -> Polygon:
    return Polygon([(cell + corner) * unit for corner in np.array(CORNERS)])
