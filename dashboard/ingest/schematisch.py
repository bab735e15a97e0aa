"""The schematic map: what the municipalities' centre points, areas and neighbours say, without any official boundary.

Method: Voronoi cells of the centre points, clipped to a buffered concave hull of those points. The hole of Brussels runs
through the near sides of the municipalities that touch it. A municipality without neighbours (Voeren) is drawn apart, as a
disc of its own area.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from dashboard.ingest import reference

FORM = "schematisch"
SOURCE = "Schematische kaart: vlakken berekend uit de middelpunten van de gemeenten, geen officiële grenzen."
DIVISION = 2025
HULL = 0.12
BUFFER = 3_000.0
APART = 0.9


def today() -> pd.DataFrame:
    """Columns nis, naam, x, y, straal (m, of a disc of the same area) and alleen (no neighbour at all), by nis."""
    frame = reference.municipalities()
    frame = frame[frame["indeling"] == DIVISION].sort_values("nis", ignore_index=True)
    borders = reference.read("aangrenzend")
    frame["straal"] = np.sqrt(frame["oppervlakte_km2"] * 1e6 / np.pi)
    frame["alleen"] = ~frame["nis"].isin({*borders["nis_a"], *borders["nis_b"]})
    return frame


def areas() -> dict[str, Polygon | MultiPolygon]:
    """Per NIS code its schematic area (EPSG:31370); together they leave no gap but Brussels."""
    places = today()
    together = places[~places["alleen"]]
    points = shapely.points(together["x"], together["y"])
    land = outline(together)
    voronoi = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=land, ordered=True))
    clipped = shapely.intersection(voronoi, land)
    found = dict(zip(together["nis"], clipped, strict=True))
    apart = places[places["alleen"]]
    for nis, x, y, radius in zip(apart["nis"], apart["x"], apart["y"], apart["straal"], strict=True):
        found[nis] = Point(x, y).buffer(radius * APART)
    return found


def outline(places: pd.DataFrame) -> Polygon:
    """The land the cells share: a buffered concave hull without Brussels."""
    points = shapely.points(places["x"], places["y"])
    hull = shapely.concave_hull(shapely.multipoints(points), ratio=HULL).buffer(BUFFER)
    discs = shapely.union_all(shapely.buffer(points, places["straal"].to_numpy() * APART))
    land = shapely.union(hull, discs).buffer(4000).buffer(-8000).buffer(4000).simplify(300)
    return shapely.difference(land, brussels(places))


def brussels(places: pd.DataFrame) -> Polygon:
    """About where Brussels lies: through the near side of each municipality that touches it."""
    contact = reference.read("grenscontact")
    ring = places[places["nis"].isin(contact.loc[contact["buur"] == "Brussel", "nis"])]
    centre = shapely.multipoints(shapely.points(ring["x"], ring["y"])).convex_hull.centroid
    away = np.column_stack([ring["x"] - centre.x, ring["y"] - centre.y])
    distance = np.hypot(*away.T)
    near = away * ((distance - ring["straal"].to_numpy()) / distance)[:, None]
    order = np.argsort(np.arctan2(near[:, 1], near[:, 0]))
    return Polygon(near[order] + [centre.x, centre.y])
