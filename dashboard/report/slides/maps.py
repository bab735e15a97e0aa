"""A map as native shapes: one freeform a municipality in one group, hatched as on the page, with names and key beside it."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from dashboard.report.pack import Map, Patch
from dashboard.report.slides.clip import Ring, clipped
from dashboard.report.slides.pieces import A, Box, bare, colour, describe, emu, rgb, words
from dashboard.report.slides.text import clean, height, type_sizes, width

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
# The patterns of the pages in those PowerPoint has; each reason for having no figure keeps its own.
PATTERNS = {
    "verborgen": "wdUpDiag", "onvolledig": "wdDnDiag", "ontbreekt": "dotDmnd", "nog_niet": "dashHorz",
    "geen_verhouding": "dotGrid", "niet_berekenbaar": "horzBrick", "buiten_bereik": "dashVert", "meer": "openDmnd",
}  # fmt: skip
UNKNOWN = "wdUpDiag"
HIDDEN = ("verborgen", "onvolledig")
KEY = 250.0
SWATCH = (24.0, 15.0)
DARK = 0.45
OVERHANG = 1.1


class Frame(NamedTuple):
    """Where the map stands on the slide, and how many points one map unit is."""

    left: float
    top: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the map on the slide."""
        return self.left + x * self.scale, self.top + y * self.scale


def draw(shapes: Any, map_: Map, room: Box, name: str, alt: str) -> None:
    """The map at the left, its key at the right, the names of the own municipalities where they fit."""
    place = Box(room.left, room.top, room.width - KEY - 20, room.height)
    scale = min(place.width / map_.breedte, place.height / map_.hoogte)
    frame = Frame(place.left, place.top + (place.height - map_.hoogte * scale) / 2, scale)
    group = shapes.add_group_shape()
    first = max((shape.shape_id for shape in shapes), default=1) + 1
    patches = sorted(map_.vlakken, key=lambda patch: (patch.eigen, patch.apart))  # the edges of the own ones on top
    for at, patch in enumerate(patches):
        rings = [ring for ring in (clipped(ring, map_.breedte, map_.hoogte) for ring in patch.ringen) if ring]
        if rings:
            group._element.append(parse_xml(_shape(first + at, patch, rings, frame)))
    _frame_of(group, Box(frame.left, frame.top, map_.breedte * scale, map_.hoogte * scale))
    describe(group, name, alt)
    listed = _names(shapes, patches, frame, map_)
    right = frame.left + map_.breedte * scale + 20
    _key(shapes, map_, Box(right, room.top + 4, room.left + room.width - right, room.height), listed)


def _shape(number: int, patch: Patch, rings: list[Ring], frame: Frame) -> str:
    """A municipality as a freeform; its rings are one path, so that a hole stays open."""
    points = [[frame.at(x, y) for x, y in ring] for ring in rings]
    left, top = (min(point[axis] for ring in points for point in ring) for axis in (0, 1))
    right, bottom = (max(point[axis] for ring in points for point in ring) for axis in (0, 1))
    wide, high = max(1, emu(right - left)), max(1, emu(bottom - top))
    path = "".join(
        "".join(
            f'<a:{"lnTo" if at else "moveTo"}><a:pt x="{emu(x - left)}" y="{emu(y - top)}"/></a:{"lnTo" if at else "moveTo"}>'
            for at, (x, y) in enumerate(ring)
        )
        + "<a:close/>"
        for ring in points
    )
    edge, weight = ("inkt", 38100) if patch.apart else ("grond", 15875) if patch.eigen else ("lijn", 6350)
    line = f'<a:ln w="{weight}">{_solid(edge)}<a:round/></a:ln>'
    return (
        f'<p:sp {P} {A}><p:nvSpPr><p:cNvPr id="{number}" name="{escape(clean(patch.naam))}" '
        f'descr="{escape(clean(patch.tekst))}"/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{emu(left)}" y="{emu(top)}"/><a:ext cx="{wide}" cy="{high}"/>'
        f'</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>{fill(patch.kleur, patch.patroon)}'
        f"{line}</p:spPr></p:sp>"
    )


def fill(ground: str, pattern: str) -> str:
    """The fill of an area: its colour, and over it the hatching of what is hidden or missing."""
    ground = ground or "vlak"
    if not pattern:
        return _solid(ground)
    return (
        f'<a:pattFill prst="{PATTERNS.get(pattern, UNKNOWN)}"><a:fgClr>'
        f"{colour('inkt' if pattern in HIDDEN else 'zacht')}</a:fgClr>"
        f"<a:bgClr>{colour(ground)}</a:bgClr></a:pattFill>"
    )


def _solid(token: str) -> str:
    return f"<a:solidFill>{colour(token)}</a:solidFill>"


def _frame_of(group: Any, box: Box) -> None:
    left, top, wide, high = (emu(part) for part in box)
    transform = parse_xml(
        f'<a:xfrm {A}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="{left}" y="{top}"/>'
        f'<a:chExt cx="{wide}" cy="{high}"/></a:xfrm>'
    )
    properties = group._element.grpSpPr
    for old in list(properties):
        properties.remove(old)
    properties.append(transform)


def _names(shapes: Any, patches: list[Patch], frame: Frame, map_: Map) -> list[str]:
    """Write each own municipality's name where it stands free; the others get a number, and are listed in the key."""
    size, taken, listed = type_sizes()["klein"], list[Box](), list[str]()
    own = [patch for patch in patches if patch.eigen and patch.punt]
    for patch in sorted(own, key=lambda patch: (-_area(patch, frame), patch.naam)):
        x, y = frame.at(*patch.punt)  # type: ignore[misc]
        number = str(len(listed) + 1)
        for text in (clean(patch.naam), number):
            wide, high = width(text, size, True) + 4, size * 1.15
            box = Box(x - wide / 2, y - high / 2, wide, high)
            roomy = wide <= OVERHANG * _wide(patch) * frame.scale and _inside(box, frame, map_)
            if text == number or (roomy and not any(_meet(box, other) for other in taken)):
                break
        if text == number:
            listed.append(f"{number}  {clean(patch.naam)}")
        taken.append(box)
        label = words(
            shapes, box, text, size, _ink_on(patch), True, "midden", "midden", f"Naam: {patch.naam}", wrap=False
        )
        if patch.patroon:  # letters over hatching cannot be read without a ground
            label.fill.solid()
            label.fill.fore_color.rgb = rgb("grond")
    return listed


def _ink_on(patch: Patch) -> str:
    red, green, blue = (part / 255 for part in rgb(patch.kleur or "vlak"))
    return "grond" if not patch.patroon and 0.3 * red + 0.59 * green + 0.11 * blue < DARK else "inkt"


def _wide(patch: Patch) -> float:
    xs = [x for ring in patch.ringen for x, _ in ring]
    return max(xs) - min(xs)


def _area(patch: Patch, frame: Frame) -> float:
    xs, ys = zip(*(point for ring in patch.ringen for point in ring), strict=True)
    return (max(xs) - min(xs)) * (max(ys) - min(ys)) * frame.scale**2


def _inside(box: Box, frame: Frame, map_: Map) -> bool:
    left, top = frame.left, frame.top
    return (
        box.left >= left
        and box.top >= top
        and box.left + box.width <= left + map_.breedte * frame.scale
        and box.top + box.height <= top + map_.hoogte * frame.scale
    )


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


def _key(shapes: Any, map_: Map, room: Box, listed: list[str]) -> None:
    size, y = type_sizes()["klein"], room.top
    wide = room.width - SWATCH[0] - 10
    for ground, pattern, text in map_.legende:
        swatch = shapes.add_shape(MSO_SHAPE.RECTANGLE, emu(room.left), emu(y), *(emu(part) for part in SWATCH))
        properties = swatch._element.spPr
        properties.append(parse_xml(fill(ground, pattern).replace("Fill", f"Fill {A}", 1)))
        bare(swatch)
        swatch.line.color.rgb = rgb("ander")
        swatch.line.width = Pt(0.75)
        describe(swatch, "Kleur in de legende")
        high = max(height([text], wide, size), SWATCH[1])
        words(shapes, Box(room.left + SWATCH[0] + 10, y, wide, high), text, size, name="Legende")
        y += high + 6
    for text in listed:
        words(shapes, Box(room.left, y + 4, room.width, size * 1.2), text, size, name="Naam bij een nummer")
        y += size * 1.3
